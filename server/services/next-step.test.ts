import { describe, expect, test } from 'vitest';
import { type NextStepInput, nextStep } from './next-step.ts';
import type { Plan } from './plan.ts';

/** Only what a running vote looks at. */
function stepWhileVoting(box: { readonly issued: number; readonly cast: number; readonly challenged: number }) {
  const input = { proposals: [], current: { paper: null, box } } as unknown as NextStepInput;
  return nextStep({ meeting: { phase: 'voting' } } as unknown as Plan, input).step;
}

test('a result that the superior has returned leads to no plenary', () => {
  const step = (decision: 'file' | 'return') =>
    nextStep(
      { meeting: { phase: 'answered' } } as unknown as Plan,
      {
        proposals: [],
        answer: { decision },
        following: [{ kind: 'plenary', words: { zh: '', en: '' } }],
      } as unknown as NextStepInput,
    ).step;
  expect([step('file'), step('return')]).toEqual(['derive', 'returned']);
});

describe('when everybody has voted', () => {
  test('the page proposes to stop', () => {
    expect(stepWhileVoting({ issued: 12, cast: 11, challenged: 0 })).toBe('wait-voting');
    expect(stepWhileVoting({ issued: 12, cast: 12, challenged: 0 })).toBe('stop');
  });

  test('a challenged card is exchanged, so its holder has not voted yet (specification §7.5)', () => {
    expect(stepWhileVoting({ issued: 12, cast: 11, challenged: 1 })).toBe('wait-voting');
    expect(stepWhileVoting({ issued: 12, cast: 12, challenged: 3 })).toBe('stop');
  });
});
