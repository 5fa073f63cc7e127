import { describe, expect, test } from 'vitest';
import { type NextStepInput, nextStep } from './next-step.ts';
import type { Plan } from './plan.ts';

/** Only what a running vote looks at. */
function stepWhileVoting(box: { readonly issued: number; readonly cast: number; readonly challenged: number }) {
  const input = { proposals: [], current: { paper: null, box } } as unknown as NextStepInput;
  return nextStep(planIn('voting'), input).step;
}

const planIn = (phase: 'voting' | 'closed' | 'answered', kind: 'assembly' | 'appraisal' = 'assembly') =>
  ({ meeting: { phase, kind, draft: { minimumBallots: 5 } } }) as unknown as Plan;

test('a result that the superior has returned leads to no plenary', () => {
  const step = (decision: 'file' | 'return') =>
    nextStep(planIn('answered'), {
      proposals: [],
      answer: { decision },
      following: [{ kind: 'plenary', words: { zh: '', en: '' } }],
    } as unknown as NextStepInput).step;
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

describe('fewer ballots than are ever opened (specification §8.2 c)', () => {
  const step = (phase: 'voting' | 'closed', cast: number, differing = 0) => {
    const current = { paper: null, result: null, box: { issued: 6, cast, challenged: differing, differing } };
    const input = { proposals: [], scrutineers: { members: [] }, witnesses: [], current } as unknown as NextStepInput;
    return nextStep(planIn(phase, 'appraisal'), input);
  };

  test('are announced before voting stops, and afterwards nobody is asked to open them', () => {
    expect(step('voting', 4)).toMatchObject({ step: 'wait-voting', ready: false });
    expect(step('voting', 4).blockedBy[0]?.zh).toBe('已投 4 张，少于最少的 5 张。现在截止就不能开票。');
    expect(step('voting', 5)).toMatchObject({ step: 'wait-voting', ready: true, blockedBy: [] });
    expect(step('closed', 4)).toMatchObject({ step: 'too-few-ballots', ready: false });
    expect(step('closed', 5).step).toBe('wait-decryption');
  });

  test('nor those of a kiosk that was caught cheating: no device opens them', () => {
    expect(step('closed', 5, 1)).toMatchObject({ step: 'challenge-differs', ready: false });
    expect(step('closed', 5, 1).blockedBy[0]?.zh).toMatch(/改用纸质/);
  });
});

test('voting does not open before the assembly has voted on what it needs (rules §3, §4.1)', () => {
  const step = (missingMotions: NextStepInput['missingMotions']) =>
    nextStep(
      { meeting: { phase: 'check-in', kind: 'assembly', draft: { minimumBallots: 5 } } } as unknown as Plan,
      {
        ...{ proposals: [], witnesses: [], missingMotions, attendance: { open: false, quorate: true } },
        machines: [{ role: 'kiosk', paired: true, calibrated: true }],
      } as unknown as NextStepInput,
    );
  expect(step([])).toMatchObject({ step: 'open-round', ready: true });
  expect(step(['exclusions'])).toMatchObject({ step: 'open-round', ready: false });
  expect(step(['exclusions']).blockedBy[0]?.zh).toBe('大会还没有表决：不计算在应到会人数之内的党员名单');
});

test('a meeting that is planned on paper goes there before any key ceremony', () => {
  const step = (onPaper: boolean) =>
    nextStep(
      { meeting: { phase: 'ceremony', kind: 'assembly', draft: { minimumBallots: 5, onPaper } } } as unknown as Plan,
      {
        proposals: [],
        witnesses: [],
        scrutineers: { members: [] },
        missingMotions: [],
        following: [],
      } as unknown as NextStepInput,
    ).step;
  expect(step(false)).toBe('wait-ceremony');
  expect(step(true)).toBe('plan-paper');
});
