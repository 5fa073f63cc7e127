import { expect, test } from 'vitest';
import { electedOfState } from './elected-of-record.ts';
import { emptyRecordState, type RecordState } from './record-state.ts';

const CANDIDATES = ['甲', '乙', '丙'].map((name) => ({ name, remark: '' }));

type Round = {
  readonly round: number;
  readonly post?: string;
  readonly category: string;
  readonly elected: readonly string[];
  readonly present?: number;
};

/** A record as far as the summary reads it. */
function recordOf(rounds: readonly Round[], decisions: readonly object[] = []): RecordState {
  const logged = (entry: object, hash = '') => ({ entry, hash, index: 0 });
  const state = emptyRecordState();
  state.meeting = logged({ organization: '中共小河村支部委员会', id: 'm', date: '2026-11-29' }) as never;
  for (const { round, post = '委员', category, elected, present = 40 } of rounds) {
    const contest = {
      kind: 'election',
      post,
      category,
      seats: 2,
      candidates: CANDIDATES,
      writeIns: [{ name: '丁', remark: '' }],
    };
    const rules = { majorityBase: 'expected' };
    const outcome = [{ election: 'valid', elected, tie: null, unfilled: 0 }];
    const handCounts = { received: present, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 };
    state.rounds.set(round, {
      round,
      sealed: logged({ contests: [contest], rules }, `ctx-${round}`),
      close: logged({ expected: 50, present, casts: present - 1, handCounts }),
      result: logged({ type: 'result', counts: [[30, 0, 30, 0, 1, 0, 0]], outcome }),
    } as never);
  }
  for (const entry of decisions) state.decisions.push(logged(entry) as never);
  return state;
}

test('all rounds together are the result: a first ballot and the revote after it', () => {
  const elected = electedOfState(
    recordOf([
      { round: 1, category: 'first', elected: ['甲'] },
      { round: 2, category: 'revote', elected: ['乙'], present: 38 },
    ]),
  );
  expect(elected?.contests.flatMap((one) => one.elected)).toEqual(['甲', '乙']);
  // Turnout is that of the ballot for the committee, not of the one after it.
  expect(elected?.turnout).toEqual({ expected: 50, present: 40, recovered: 39 });
});

test('a pre-election elects nobody and is not the turnout either (rules §1.4)', () => {
  const elected = electedOfState(
    recordOf([
      { round: 1, category: 'preliminary', elected: ['甲', '乙', '丙'] },
      { round: 2, category: 'formal', elected: ['甲', '乙'], present: 44 },
    ]),
  );
  expect(elected?.contests.flatMap((one) => one.elected)).toEqual(['甲', '乙']);
  expect(elected?.turnout?.present).toBe(44);
});

test('who was written in counts once the superior has confirmed it (rules §5.2 W14)', () => {
  const rounds = [{ round: 1, category: 'first', elected: ['甲', '丁'] }];
  const ruling = (granted: boolean) => ({ ctx: 'ctx-1', matter: 'eligibility', post: '委员', person: '丁', granted });
  const elected = (decisions: readonly object[]) => electedOfState(recordOf(rounds, decisions))?.contests[0]?.elected;
  expect(elected([])).toEqual(['甲']);
  expect(elected([ruling(true)])).toEqual(['甲', '丁']);
});

test('a round on paper counts like one on kiosks', () => {
  const state = recordOf([]);
  const paperRound = {
    contests: [{ kind: 'election', post: '委员', category: 'first', seats: 1, candidates: CANDIDATES, writeIns: [] }],
    rules: {},
  };
  const box = {
    recovered: 33,
    tally: {
      rows: [
        [30, 1, 2, 0],
        [3, 0, 30, 0],
        [0, 0, 33, 0],
      ],
      writeIns: [],
    },
  };
  state.rounds.set(1, {
    round: 1,
    paperRound: { entry: paperRound, hash: 'ctx-1', index: 0 },
    paperCount: {
      entry: {
        type: 'paper-count',
        expected: 40,
        present: 34,
        contests: [box],
        outcome: [{ elected: ['甲'], tie: null, unfilled: 0 }],
      },
      hash: '',
      index: 0,
    },
  } as never);
  const elected = electedOfState(state);
  expect(elected?.contests[0]?.elected).toEqual(['甲']);
  expect(elected?.turnout).toEqual({ expected: 40, present: 34, recovered: 33 });
});

test('a record is complete once every post is filled and nobody waits for the superior (rules §1.11)', () => {
  const written = [{ round: 1, category: 'first', elected: ['甲', '丁'] }];
  const ruling = { ctx: 'ctx-1', matter: 'eligibility', post: '委员', person: '丁', granted: true };
  expect(electedOfState(recordOf(written))?.isComplete).toBe(false);
  expect(electedOfState(recordOf(written, [ruling]))?.isComplete).toBe(true);
  const formal = { round: 2, category: 'formal', elected: ['甲', '乙'] };
  const preliminary = { round: 1, category: 'preliminary', elected: ['甲', '乙', '丙'] };
  expect(electedOfState(recordOf([preliminary]))?.isComplete).toBe(false);
  expect(electedOfState(recordOf([preliminary, formal]))?.isComplete).toBe(true);
  // One post is elected, the candidates of the other have only been chosen.
  expect(electedOfState(recordOf([{ ...preliminary, post: '书记' }, formal]))?.isComplete).toBe(false);
  expect(electedOfState(recordOf([]))?.isComplete).toBe(false);
});

test('a secretary in whose place another is elected leaves the post open until that ballot (rules §8 T59)', () => {
  const secretary = { round: 1, post: '书记', category: 'first', elected: ['甲'] };
  const committee = { round: 2, category: 'first', elected: ['乙', '丙'] };
  const again = { round: 3, post: '书记', category: 'further', elected: ['乙'] };
  const ruling = { ctx: 'ctx-1', matter: 'secretary', post: '书记', person: '甲', granted: true };
  const before = electedOfState(recordOf([secretary, committee], [ruling]));
  expect(before?.isComplete).toBe(false);
  expect(before?.contests[0]?.elected).toEqual([]);
  const after = electedOfState(recordOf([secretary, committee, again], [ruling]));
  expect(after?.isComplete).toBe(true);
  expect(after?.contests.map(({ elected }) => elected)).toEqual([[], ['乙', '丙'], ['乙']]);
});
