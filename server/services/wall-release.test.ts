/** What may hang on the wall, and when (UX 5.6). */
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { PHASES } from '../../tally/phase.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import type { ScreenStep } from '../contract/organizer.ts';
import { emptyRecordState, type RecordState, type RoundState } from './record-state.ts';
import { recordThrough } from './scratch-record.ts';
import { isReleased, releasedSteps, type WallMeeting } from './wall-release.ts';

const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(2, 1, 0)],
  random: seededRandom('wall'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const meeting: WallMeeting = { kind: 'assembly', phase: 'draft', currentRound: 1, announcedRounds: [] };
const names = (of: Partial<WallMeeting>, state: RecordState, published: readonly number[] = []) =>
  releasedSteps({ ...meeting, ...of }, state, published).map(
    ({ view, part, round }) => `${view} ${part}${round === 1 ? '' : ` of ${round}`}`,
  );
const KEYS = ['welcome 0', 'digits 0', 'welcome 1', 'log 0'];
const BOX = [...KEYS, 'check-in 0', 'zero 0'];
const RUNNING = [...BOX, 'voting 0'];
const COUNTED = [...RUNNING, 'closing 0', 'closing 1', 'counting 0', 'counting 1'];

describe('what the operator may put on the big screen (UX 5.6)', () => {
  test('is the title alone before anything has happened', () => {
    expect(names({}, emptyRecordState())).toEqual(['welcome 0']);
  });

  test('the digits of the key once there are any, and below the title once they were read and the keys are made', () => {
    expect(names({ phase: 'ceremony' }, recordThrough(record, 'meeting'))).toEqual(['welcome 0', 'log 0']);
    expect(names({ phase: 'ceremony' }, recordThrough(record, 'key-confirm'))).toEqual([
      'welcome 0',
      'digits 0',
      'log 0',
    ]);
    expect(names({ phase: 'cards' }, recordThrough(record, 'tokens'))).toEqual(KEYS);
  });

  test('the empty box when people come, the vote when it is open, its end when it has ended', () => {
    expect(names({ phase: 'sealed' }, recordThrough(record, 'round'))).toEqual(KEYS);
    expect(names({ phase: 'check-in' }, recordThrough(record, 'round'))).toEqual(BOX);
    expect(names({ phase: 'voting' }, recordThrough(record, 'open'))).toEqual(RUNNING);
    expect(names({ phase: 'stopped' }, recordThrough(record, 'open'))).toEqual([...RUNNING, 'closing 0']);
    expect(names({ phase: 'closed' }, recordThrough(record, 'close'))).toEqual(COUNTED);
  });

  test('no result before it is published, nobody elected before it is announced', () => {
    const state = recordThrough(record, 'result');
    for (const phase of PHASES.slice(0, PHASES.indexOf('published'))) {
      // Not even where a sheet were there already.
      expect(names({ phase, announcedRounds: [1] }, state, [1]).join()).not.toMatch(/result|elected|verify/);
    }
    expect(names({ phase: 'counting' }, state)).toEqual(COUNTED);
    expect(names({ phase: 'published' }, state)).toEqual(COUNTED);
    expect(names({ phase: 'published' }, state, [1])).toEqual([...COUNTED, 'result 0', 'verify 0']);
    const all = [...COUNTED, 'result 0', 'elected 0', 'verify 0'];
    expect(names({ phase: 'published', announcedRounds: [1] }, state, [1])).toEqual(all);
  });

  test('nobody is elected in an appraisal or a recommendation', () => {
    const state = recordThrough(record, 'result');
    for (const kind of ['appraisal', 'recommendation'] as const)
      expect(names({ kind, phase: 'published', announcedRounds: [1] }, state, [1])).not.toContain('elected 0');
  });

  test('an earlier round stays what it was while the next is prepared; one that was not published shows nothing', () => {
    const next = { phase: 'cards', currentRound: 2, announcedRounds: [1] } as const;
    const state = recordThrough(record, 'result');
    const released = names(next, state, [1]);
    // Named without its round: it is the first.
    expect(released.filter((one) => /result|elected|verify/.test(one))).toEqual(['result 0', 'elected 0', 'verify 0']);
    expect(released.join()).not.toContain('voting');
    expect(names(next, state, []).join()).not.toMatch(/result|elected|verify/);
  });

  test('of a box on paper there is what was entered of it, and no box of the server is called empty', () => {
    const state = recordThrough(record, 'close');
    const round = state.rounds.get(1) as RoundState;
    round.paper = { entry: {} } as unknown as RoundState['paper'];
    expect(names({ phase: 'check-in' }, state)).toEqual([...KEYS, 'check-in 0']);
    expect(names({ phase: 'voting' }, state)).toEqual([...KEYS, 'check-in 0', 'voting 0']);
    for (const phase of ['stopped', 'counting'] as const)
      expect(names({ phase }, state)).toEqual([...KEYS, 'check-in 0', 'voting 0', 'closing 0']);
  });

  test('a page of a result is released with the result, of anything else only itself', () => {
    const released = releasedSteps({ ...meeting, phase: 'published' }, recordThrough(record, 'result'), [1]);
    const step = (view: ScreenStep['view'], part: number, round = 1) => isReleased({ view, part, round }, released);
    expect([step('result', 0), step('result', 7), step('closing', 1), step('welcome', 1)]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([step('result', 0, 2), step('closing', 2), step('elected', 0), step('verify', 1)]).toEqual([
      ...[false, false, false, false],
    ]);
  });

  test('each motion of the assembly by its number', () => {
    const state = emptyRecordState();
    const motion = { entry: {} } as unknown as RecordState['motions'][number];
    state.motions.push(motion, motion);
    expect(names({}, state)).toEqual(['welcome 0', 'motion 0', 'motion 1']);
  });
});
