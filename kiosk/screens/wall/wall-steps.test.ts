import { describe, expect, test } from 'vitest';
import type { ScreenStep, ScreenView } from '../../../server/contract/organizer.ts';
import type { RoundResult } from '../../../server/contract/shared.ts';
import { stepAfter, stepOfView, wallSteps } from './wall-steps.ts';

const READING = { order: 'ballot', language: 'zh', isStriped: false } as const;
const step = (view: ScreenView, part = 0, round = 1): ScreenStep => ({ view, round, part });
const row = { candidate: true, approve: 1, disapprove: 0, abstain: 0, unreadable: 0, elected: false };
const result = {
  contests: [
    {
      ...{
        title: { zh: '委员选举', en: 'Election' },
        notices: [],
        refused: [],
        unconfirmed: [],
        elected: ['人0', '人1'],
      },
      ...{
        majorityBase: 'expected',
        baseName: { zh: '应到会有选举权人数', en: 'entitled members expected' },
        base: 75,
        smallestWinning: 38,
        election: 'valid',
        baseSensitive: false,
      },
      rows: Array.from({ length: 13 }, (_, at) => ({ ...row, label: `人${at}` })),
    },
  ],
  forms: [],
} as unknown as RoundResult;
const RELEASED = [
  ...[step('welcome'), step('digits'), step('welcome', 1), step('log'), step('check-in'), step('motion')],
  ...[step('zero'), step('voting'), step('closing'), step('closing', 1), step('counting'), step('counting', 1)],
  ...[step('result'), step('elected'), step('verify')],
];
const all = wallSteps(RELEASED, new Map([[1, result]]), READING);

describe('the next picture of the big screen (UX 5.6)', () => {
  test('goes through the meeting in order, page by page, and nothing stands twice', () => {
    const seen: ScreenStep[] = [];
    for (let at: ScreenStep | null = step('welcome', 1); at !== null; at = stepAfter(at, all)) seen.push(at);
    expect(seen.map(({ view, part }) => `${view} ${part}`)).toEqual([
      ...['welcome 1', 'check-in 0', 'zero 0', 'voting 0', 'closing 0', 'closing 1', 'counting 0', 'counting 1'],
      ...['result 0', 'result 1', 'elected 0', 'verify 0'],
    ]);
  });

  test('before the keys are made it is the digits that are read out; then the title with them', () => {
    const before = [step('welcome'), step('digits')];
    expect(stepAfter(step('welcome'), before)).toEqual(step('digits'));
    expect(stepAfter(step('digits'), [...before, step('welcome', 1)])).toEqual(step('welcome', 1));
  });

  test('is nothing as long as nothing more is released', () => {
    const running = wallSteps(RELEASED.slice(0, 8), new Map(), READING);
    expect(stepAfter(step('voting'), running)).toBeNull();
    expect(stepAfter(step('result', 1), wallSteps(RELEASED.slice(0, -2), new Map([[1, result]]), READING))).toBeNull();
  });

  test('after a picture that stands apart it goes on behind it', () => {
    expect(stepAfter(step('motion'), all)).toEqual(step('zero'));
    expect(stepAfter(step('log'), all)).toEqual(step('check-in'));
    expect(stepAfter(step('verify', 0, 9), all)).toEqual(step('welcome', 1));
  });

  test('a tab shows the latest of its kind, of a result the first page of the latest round', () => {
    const two = [...RELEASED, step('result', 0, 2)];
    const steps = wallSteps(
      two,
      new Map([
        [1, result],
        [2, result],
      ]),
      READING,
    );
    expect(stepOfView('result', steps)).toEqual(step('result', 0, 2));
    expect(stepOfView('closing', steps)).toEqual(step('closing', 1));
    expect(stepOfView('welcome', steps)).toEqual(step('welcome', 1));
    expect(stepOfView('result', RELEASED.slice(0, 3))).toBeNull();
  });
});
