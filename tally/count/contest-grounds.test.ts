import { describe, expect, it } from 'vitest';
import type { ElectionContest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import {
  committeeOf,
  electedIn,
  hasGrounds,
  isOneKindOfBallot,
  isPreliminary,
  isReducible,
  revotesIn,
  secretariesBeside,
  stageOf,
  voidBallotOf,
} from './contest-grounds.ts';
import type { DecidedContest } from './settled-outcome.ts';

const persons = (names: string) => [...names].map((name) => ({ name, remark: '' }));

/** Of the post 委员 unless told; a letter of `names` and of `writeIns` is a person. */
const contest = (
  category: ElectionContest['category'],
  names: string,
  seats: number,
  { post = '委员', writeIns = '' } = {},
): ElectionContest => ({
  kind: 'election',
  category,
  post,
  title: { zh: `${post}选举`, en: 'Election' },
  seats,
  candidates: persons(names),
  writeIns: persons(writeIns),
});

type Left = Partial<Pick<RecordedOutcome, 'election' | 'tie' | 'unfilled'>> & { readonly elected?: string };

/** What a ballot left. */
const ballot = (
  of: ElectionContest,
  { elected = '', ...left }: Left | { readonly elected?: undefined } = {},
  more: Partial<DecidedContest> = {},
): DecidedContest => ({
  contest: of,
  round: 1,
  counts: [],
  outcome: { election: 'valid', tie: null, unfilled: 0, ...left, elected: [...elected] },
  mayRevoteAgain: false,
  refused: [],
  unconfirmed: [],
  replaced: [],
  ...more,
});
const tieOf = (names: string, seats: number) => ({ among: [...names], seats });

const RULES = { revoteTiedAgain: 'ask-superior', furtherElectionPool: 'losers-by-rank' } as const;
const allows = (next: ElectionContest, earlier: readonly DecidedContest[], rules: Partial<typeof ANY_RULES> = {}) =>
  hasGrounds(next, earlier, { ...RULES, ...rules });
const ANY_RULES = RULES as {
  readonly revoteTiedAgain: 'ask-superior' | 'revote';
  readonly furtherElectionPool: 'losers-by-rank' | 'new-nomination';
};

const FIRST = contest('committee', '甲乙丙丁', 3);
const tied = [ballot(FIRST, { elected: '甲乙', tie: tieOf('丙丁', 1) })];
const open = [ballot(FIRST, { elected: '甲乙', unfilled: 1 })];
const filled = [ballot(FIRST, { elected: '甲乙丙' })];
const voided = [ballot(FIRST, { election: 'void', unfilled: 3 })];
const SECRETARY = { post: '书记' };

describe('a first ballot (specification §8.6, 2)', () => {
  it('of any post may stand while nothing has been counted for it', () => {
    for (const category of ['committee', 'secretary', 'preliminary'] as const)
      expect(allows(contest(category, '甲乙', 1), [])).toBe(true);
    for (const category of ['revote', 'further-election', 'formal'] as const)
      expect(allows(contest(category, '甲乙', 1), [])).toBe(false);
  });

  it('stands once', () => {
    expect(allows(FIRST, tied)).toBe(false);
    // Only secretaries are replaced and voted on anew.
    expect(allows(contest('committee', '丁', 1), [ballot(FIRST, { elected: '甲乙丙' }, { replaced: ['甲'] })])).toBe(
      false,
    );
    expect(
      allows(contest('secretary', '甲', 1, SECRETARY), [
        ...filled,
        ballot(contest('secretary', '甲', 1, SECRETARY), { elected: '甲' }),
      ]),
    ).toBe(false);
  });

  it('leaves nothing to build on without an outcome', () => {
    expect(allows(contest('further-election', '丙丁', 0), [{ ...open[0], outcome: null } as DecidedContest])).toBe(
      false,
    );
  });

  it('is no matter of a form, which elects nobody', () => {
    expect(hasGrounds({ kind: 'recommendation' } as never, tied, RULES)).toBe(true);
  });
});

describe('a void election is held again as it was (rules §1.10)', () => {
  it('with the same seats, candidates and kind of ballot', () => {
    expect(allows(FIRST, voided)).toBe(true);
    expect(allows(contest('committee', '丁丙乙甲', 3), voided)).toBe(true);
    expect(allows({ ...FIRST, seats: 2 }, voided)).toBe(false);
    expect(allows(contest('committee', '甲乙丙', 3), voided)).toBe(false);
    expect(allows(contest('committee', '甲乙丙戊', 3), voided)).toBe(false);
    expect(allows(contest('preliminary', '甲乙丙丁', 3), voided)).toBe(false);
  });

  it('and a void revote or further election leaves the ballot before it to build on', () => {
    const further = contest('further-election', '丙丁', 1);
    const again = [...open, ballot(further, { election: 'void', unfilled: 1 }, { round: 2 })];
    expect(voidBallotOf('委员', again)?.round).toBe(2);
    expect(stageOf('委员', again)).toEqual(open);
    expect(allows(further, again)).toBe(true);
    // What the ballot before the void one allows, and the void one was not.
    expect(
      allows({ ...further, candidates: persons('丁丙戊') }, again, { furtherElectionPool: 'new-nomination' }),
    ).toBe(false);
  });

  it('no longer binds once it was held', () => {
    const held = [...voided, ballot(FIRST, { elected: '甲乙', unfilled: 1 }, { round: 2 })];
    expect(voidBallotOf('委员', held)).toBeUndefined();
    expect(allows(contest('further-election', '丙丁', 1), held)).toBe(true);
  });
});

describe('a revote (rules §1.11)', () => {
  const revote = contest('revote', '丙丁', 1);

  it('is of the tied and nobody else, for the seats the tie left, with nobody to be written in', () => {
    expect(allows(revote, tied)).toBe(true);
    expect(allows(revote, open)).toBe(false);
    expect(allows(contest('revote', '甲丁', 1), tied)).toBe(false);
    expect(allows(contest('revote', '丙', 1), tied)).toBe(false);
    expect(allows(contest('revote', '丙丁', 2), tied)).toBe(false);
    expect(allows(contest('revote', '丙丁', 1, { writeIns: '戊' }), tied)).toBe(false);
    expect(allows({ ...revote, post: '书记' }, tied)).toBe(false);
  });

  it('that decided the tie allows no second', () => {
    expect(allows(revote, [...tied, ballot(revote, { elected: '丙' })])).toBe(false);
  });

  it('with a tie again needs the superior, where the method asks the superior', () => {
    const twice = (mayRevoteAgain: boolean) => [...tied, ballot(revote, { tie: tieOf('丙丁', 1) }, { mayRevoteAgain })];
    expect(allows(revote, twice(false))).toBe(false);
    expect(allows(revote, twice(true))).toBe(true);
    expect(allows(revote, twice(false), { revoteTiedAgain: 'revote' })).toBe(true);
  });

  it('is counted anew after a further election in between', () => {
    const further = ballot(contest('further-election', '丙丁', 1), { tie: tieOf('丙丁', 1) });
    const stage = stageOf('委员', [...tied, ballot(revote, { unfilled: 1 }), further]);
    expect(revotesIn(stage)).toBe(0);
    expect(allows(revote, stage)).toBe(true);
  });
});

describe('a further election (rules §1.11)', () => {
  const further = contest('further-election', '丙丁', 1);

  it('needs open seats and fills exactly these, after ties are settled', () => {
    expect(allows(further, open)).toBe(true);
    expect(allows(further, filled)).toBe(false);
    expect(allows({ ...further, seats: 2 }, open)).toBe(false);
    expect(allows(further, tied)).toBe(false);
    const both = [ballot(FIRST, { elected: '甲', tie: tieOf('乙丙', 1), unfilled: 1 })];
    expect(allows(further, both)).toBe(false);
  });

  it('is no pre-election, and of a pre-election the further ballot is one', () => {
    const preliminary = [ballot(contest('preliminary', '甲乙丙丁', 3), { elected: '甲乙', unfilled: 1 })];
    expect(allows(further, preliminary)).toBe(false);
    expect(allows(contest('preliminary', '丙丁', 1), preliminary)).toBe(true);
    expect(allows(contest('preliminary', '丙丁', 1), open)).toBe(false);
  });

  it('has the candidates who did not pass, or whomever where the method nominates anew', () => {
    const ranked = [ballot(contest('committee', '甲乙丙丁', 1), { unfilled: 1 }, { counts: [9, 0, 8, 0, 7, 0, 1, 0] })];
    expect(allows(contest('further-election', '甲乙', 1), ranked)).toBe(true);
    expect(allows(contest('further-election', '丙丁', 1), ranked)).toBe(false);
    expect(allows(contest('further-election', '丙丁', 1), ranked, { furtherElectionPool: 'new-nomination' })).toBe(
      true,
    );
  });

  it('passes over whoever is elected or refused when it looks for those who did not pass', () => {
    const ranked = [
      ballot(
        contest('committee', '甲乙丙丁', 2),
        { elected: '甲', unfilled: 1 },
        { counts: [9, 0, 8, 0, 7, 0, 1, 0], refused: ['乙'] },
      ),
    ];
    expect(allows(contest('further-election', '丙丁', 1), ranked)).toBe(true);
  });
});

describe('a formal election (rules §1.4)', () => {
  const preliminary = contest('preliminary', '甲乙丙丁', 3);
  const named = [ballot(preliminary, { elected: '甲乙丙' })];

  it('is of exactly those whom the pre-election named, for its seats', () => {
    expect(allows(contest('formal', '甲乙丙', 3), named)).toBe(true);
    expect(allows(contest('formal', '甲乙', 3), named)).toBe(false);
    expect(allows(contest('formal', '甲乙丁', 3), named)).toBe(false);
    expect(allows(contest('formal', '甲乙丙', 2), named)).toBe(false);
    expect(allows(contest('formal', '甲乙丙', 3), filled)).toBe(false);
  });

  it('waits until the pre-election has no tie and no open place', () => {
    expect(allows(contest('formal', '甲乙', 3), [ballot(preliminary, { elected: '甲乙', unfilled: 1 })])).toBe(false);
    const level = [ballot(preliminary, { elected: '甲乙', tie: tieOf('丙丁', 1) })];
    expect(allows(contest('formal', '甲乙', 3), level)).toBe(false);
    const settled = [...level, ballot(contest('revote', '丙丁', 1), { elected: '丙' })];
    expect(isPreliminary(stageOf('委员', settled))).toBe(true);
    expect(allows(contest('formal', '甲乙丙', 3), settled)).toBe(true);
  });

  it('takes several pre-elections in a row as one', () => {
    const second = [
      ballot(preliminary, { elected: '甲乙', unfilled: 1 }),
      ballot(contest('preliminary', '丙丁', 1), { elected: '丙' }),
    ];
    expect(electedIn(stageOf('委员', second))).toEqual(['甲', '乙', '丙']);
    expect(allows(contest('formal', '甲乙丙', 3), second)).toBe(true);
  });
});

describe('who can be elected (specification §8.6, 3)', () => {
  it('nobody who is elected already, as candidate or written in', () => {
    const anew = { furtherElectionPool: 'new-nomination' } as const;
    expect(allows(contest('further-election', '丁', 1), open, anew)).toBe(true);
    expect(allows(contest('further-election', '甲丁', 1), open, anew)).toBe(false);
    expect(allows(contest('further-election', '丁', 1, { writeIns: '甲' }), open, anew)).toBe(false);
  });

  it('nobody whom the superior has refused', () => {
    const anew = { furtherElectionPool: 'new-nomination' } as const;
    const refused = [
      ballot({ ...FIRST, writeIns: persons('戊己') }, { elected: '甲乙', unfilled: 1 }, { refused: ['戊'] }),
    ];
    expect(allows(contest('further-election', '丙丁', 1, { writeIns: '己' }), refused, anew)).toBe(true);
    expect(allows(contest('further-election', '丙丁', 1, { writeIns: '戊己' }), refused, anew)).toBe(false);
    const preliminary = [
      ballot(contest('preliminary', '甲乙', 2, { writeIns: '戊' }), { elected: '甲乙' }, { refused: ['戊'] }),
    ];
    expect(allows(contest('formal', '甲乙', 2, { writeIns: '戊' }), preliminary)).toBe(false);
  });

  it('nobody who could not be elected before, where a list says who can', () => {
    const anew = { furtherElectionPool: 'new-nomination' } as const;
    const listed = [ballot({ ...FIRST, writeIns: persons('戊') }, { elected: '甲乙', unfilled: 1 })];
    expect(allows(contest('further-election', '丙戊', 1), listed, anew)).toBe(true);
    expect(allows(contest('further-election', '丙庚', 1), listed, anew)).toBe(false);
    expect(allows(contest('further-election', '丙', 1, { writeIns: '庚' }), listed, anew)).toBe(false);
    expect(allows(contest('further-election', '丙庚', 1), open, anew)).toBe(true);
  });
});

describe('secretary and deputy (rules §1.12, §8 T59)', () => {
  const elected = (post: string, name: string, more: Partial<DecidedContest> = {}) =>
    ballot(contest('secretary', name, 1, { post }), { elected: name }, more);

  it('are of the committee, once there is one, candidates and persons written in', () => {
    expect(allows(contest('secretary', '甲', 1, SECRETARY), filled)).toBe(true);
    expect(allows(contest('secretary', '丁', 1, SECRETARY), filled)).toBe(false);
    expect(allows(contest('secretary', '甲', 1, { ...SECRETARY, writeIns: '丁' }), filled)).toBe(false);
    expect(allows(contest('secretary', '丁', 1, SECRETARY), [])).toBe(true);
  });

  it('a pre-election names no committee', () => {
    const preliminary = [ballot(contest('preliminary', '甲乙', 2), { elected: '甲乙' })];
    expect(committeeOf([])).toBeNull();
    expect(committeeOf(preliminary)).toBeNull();
    expect(committeeOf(filled)).toEqual(new Set(['甲', '乙', '丙']));
    expect(allows(contest('secretary', '丁', 1, SECRETARY), preliminary)).toBe(true);
  });

  it('hold one post each, until the superior has somebody else elected', () => {
    const deputy = contest('secretary', '甲', 1, { post: '副书记' });
    expect(allows(deputy, [...filled, elected('书记', '甲')])).toBe(false);
    expect(secretariesBeside('副书记', [...filled, elected('书记', '甲')])).toEqual(new Set(['甲']));
    const replaced = [...filled, elected('书记', '甲', { replaced: ['甲'] })];
    expect(secretariesBeside('副书记', replaced)).toEqual(new Set());
    expect(allows(deputy, replaced)).toBe(true);
    // The committee is no post beside it.
    expect(secretariesBeside('书记', filled)).toEqual(new Set());
  });

  it('are voted on again when tied, whoever was elected to the committee in the meantime', () => {
    const level = ballot(contest('secretary', '甲戊', 1, SECRETARY), { tie: tieOf('甲戊', 1) });
    expect(allows(contest('revote', '甲戊', 1, SECRETARY), [level, ...filled])).toBe(true);
  });

  it('are elected anew out of everybody who is of the committee by then, whatever list the first ballot had', () => {
    const first = contest('secretary', '戊', 1, { ...SECRETARY, writeIns: '己' });
    const outside = ballot(first, { elected: '戊' }, { replaced: ['戊'] });
    expect(allows(contest('secretary', '甲', 1, SECRETARY), [outside, ...filled])).toBe(true);
    const since = ballot(FIRST, { elected: '甲乙戊' });
    expect(allows(contest('secretary', '戊', 1, SECRETARY), [outside, since])).toBe(true);
  });

  it('are elected anew for as many as the superior has replaced', () => {
    const outside = [elected('书记', '戊', { replaced: ['戊'] }), ...filled];
    expect(allows(contest('secretary', '甲', 1, SECRETARY), outside)).toBe(true);
    expect(allows(contest('secretary', '甲乙', 2, SECRETARY), outside)).toBe(false);
    expect(allows(contest('secretary', '甲', 1, SECRETARY), [elected('书记', '戊'), ...filled])).toBe(false);
  });
});

it('a pre-election stands in a round of its own, for it may count by another base (rules §1.4)', () => {
  const form = { kind: 'recommendation' } as never;
  expect(isOneKindOfBallot([FIRST, contest('secretary', '甲', 1, SECRETARY)])).toBe(true);
  expect(isOneKindOfBallot([contest('preliminary', '甲', 1), contest('preliminary', '甲', 1, SECRETARY), form])).toBe(
    true,
  );
  expect(isOneKindOfBallot([FIRST, contest('preliminary', '甲', 1, SECRETARY)])).toBe(false);
});

describe('fewer seats (rules §1.11)', () => {
  const may = (
    decided: readonly DecidedContest[],
    shortfall: 'ask' | 'reduce' | 'further-election' = 'ask',
    round = 1,
  ) => isReducible({ post: '委员', round }, decided, { shortfall });

  it('may be voted on while seats are open after the latest ballot', () => {
    expect(may(open)).toBe(true);
    expect(may(open, 'reduce')).toBe(true);
    expect(may([])).toBe(false);
    expect(may(filled)).toBe(false);
    expect(may(open, 'ask', 2)).toBe(false);
  });

  it('not where the method has a further election only', () => {
    expect(may(open, 'further-election')).toBe(false);
  });

  it('not after a void ballot, in a pre-election, without an outcome', () => {
    expect(may(voided)).toBe(false);
    expect(may([...open, ...voided])).toBe(false);
    expect(may([ballot(contest('preliminary', '甲乙丙丁', 3), { elected: '甲乙', unfilled: 1 })])).toBe(false);
    expect(may([{ ...open[0], outcome: null } as DecidedContest])).toBe(false);
  });

  it('not of a single seat, and not to nobody', () => {
    expect(may([ballot(contest('committee', '甲乙', 1), { unfilled: 1 })])).toBe(false);
    expect(may([ballot(FIRST, { unfilled: 3 })])).toBe(false);
    const single = [ballot(contest('committee', '甲乙', 1), { elected: '甲', unfilled: 1 })];
    expect(may(single)).toBe(false);
  });
});
