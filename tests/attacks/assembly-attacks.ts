/** Attacks on what is decided between the rounds, and on rounds that claim grounds they do not have (specification §8.6, §11). */
import type { Author } from '../../tally/record/authors.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
import type { Deviation, Draft } from '../../tally/simulation/deviation.ts';
import { committeeContest, type SimulationOptions } from '../../tally/simulation/simulate-election.ts';
import { simulatedPerson } from '../../tally/simulation/simulated-persons.ts';
import type { VoterMarks } from '../../tally/simulation/simulated-voting.ts';
import type { Attack } from './attack.ts';

const OTHER = `${'B'.repeat(42)}A`;
const EVERYBODY: readonly Author[] = ['server', 'scrutineer-1', 'scrutineer-2', 'scrutineer-3'];
const nameOf = (at: number): string => label(simulatedPerson(at));

interface Known {
  readonly meeting: string;
  /** Of the round that was sealed last. */
  readonly ctx: string;
}

/** Entries of the assembly in front of the `which`-th entry of a type, with the signatures they need. */
const inFrontOf =
  (type: Draft['type'], which: number, make: (known: Known) => readonly object[], authors = EVERYBODY) =>
  (): Deviation => {
    let meeting = '';
    let ctx = '';
    let at = -1;
    return {
      write: (draft) => {
        if (draft.type === 'round') meeting = draft.meeting;
        if (draft.type === 'open') ctx = draft.ctx;
        if (draft.type === type) at += 1;
        return draft.type === type && at === which
          ? ([...make({ meeting, ctx }), draft] as unknown as readonly Draft[])
          : draft;
      },
      authors: (draft, own) => (draft.type === 'motion' || draft.type === 'decision' ? authors : own),
    };
  };

const motion = (change: object) => ({
  type: 'motion',
  subject: 'scrutineers',
  text: '通过监票人名单',
  round: null,
  mode: 'hands',
  expected: 7,
  present: 7,
  inFavour: 5,
  against: 1,
  abstain: 1,
  carried: true,
  ...change,
});
const reduction = (change: object = {}) =>
  motion({ subject: 'reduction', text: '名额减少为一名', round: 1, ...change });
const decision = (change: object) => ({
  type: 'decision',
  matter: 'eligibility',
  post: '委员',
  person: nameOf(2),
  granted: true,
  by: '模拟党委',
  date: '2026-11-28',
  reason: '',
  ...change,
});

/** Before the opening of the only round. */
const moved = (change: object, authors = EVERYBODY) =>
  inFrontOf('open', 0, ({ meeting }) => [motion({ meeting, ...change })], authors);
/** After its result. */
const afterResult = (make: (known: Known) => readonly object[]) => inFrontOf('attestation', 0, make);

/** Every voter the same. */
const always =
  (...bits: readonly (0 | 1)[]): VoterMarks =>
  () =>
    bits;

// Seven expected, six ballots: four approvals are more than half.

/** Two seats, the first of two candidates elected: one seat is open. */
const SHORTFALL = { contests: [committeeContest(2, 2, 2)], marks: always(1, 0, 0, 1, 0, 0) };
/** Two seats, three candidates with four approvals each. */
const TIE_OF_THREE: VoterMarks = (voter) =>
  [
    [1, 0, 1, 0, 0, 0, 0, 0],
    [1, 0, 0, 0, 1, 0, 0, 0],
    [0, 0, 1, 0, 1, 0, 0, 0],
  ][voter % 3] as (0 | 1)[];
const TIE = { contests: [committeeContest(3, 2, 2)], marks: TIE_OF_THREE };
/** The only seat goes to the first person on the write-in list. */
const WRITTEN_IN = { contests: [committeeContest(2, 1, 2)], marks: always(0, 1, 0, 1, 1, 0) };

type Shape = Pick<ElectionContest, 'category' | 'seats'> & {
  readonly candidates: readonly number[];
  readonly writeIns?: readonly number[];
};
const contest = ({ category, seats, candidates, writeIns = [] }: Shape): ElectionContest => ({
  ...committeeContest(1, 1, 0),
  category,
  seats,
  candidates: candidates.map(simulatedPerson),
  writeIns: writeIns.map(simulatedPerson),
});
const SAME_TIE_AGAIN: VoterMarks = (voter) => TIE_OF_THREE(voter, 0).slice(0, 6);

const next = (
  first: Pick<SimulationOptions, 'contests' | 'marks'>,
  ...rounds: readonly (Shape & { readonly marks?: VoterMarks })[]
): Partial<SimulationOptions> => ({
  ...(first as SimulationOptions),
  furtherRounds: rounds.map(({ marks, ...shape }) => ({
    ballots: 6,
    contests: [contest(shape)],
    ...(marks === undefined ? {} : { marks }),
  })),
});

const GROUNDLESS = ['round/contest-without-grounds'] as const;

export const NEXT_ROUND_ATTACKS: readonly Attack[] = [
  {
    name: 'a revote that leaves out one of the tied',
    found: GROUNDLESS,
    options: next(TIE, { category: 'revote', seats: 2, candidates: [0, 1] }),
  },
  {
    name: 'a revote in which others can be written in',
    found: GROUNDLESS,
    options: next(TIE, { category: 'revote', seats: 2, candidates: [0, 1, 2], writeIns: [3] }),
  },
  {
    name: 'a third vote after a second tie, of which the superior knows nothing',
    found: GROUNDLESS,
    options: next(
      TIE,
      { category: 'revote', seats: 2, candidates: [0, 1, 2], marks: SAME_TIE_AGAIN },
      { category: 'revote', seats: 2, candidates: [0, 1, 2] },
    ),
  },
  {
    name: 'a further election for somebody who is elected already',
    found: GROUNDLESS,
    options: next(SHORTFALL, { category: 'further-election', seats: 1, candidates: [0, 1] }),
  },
  {
    name: 'a further election for seats the assembly has given up',
    found: GROUNDLESS,
    options: next(SHORTFALL, { category: 'further-election', seats: 1, candidates: [1, 2] }),
    deviation: afterResult(({ meeting }) => [reduction({ meeting })]),
  },
  {
    name: 'a formal election without a pre-election',
    found: GROUNDLESS,
    options: next(SHORTFALL, { category: 'formal', seats: 1, candidates: [0] }),
  },
  {
    name: 'a formal election of somebody the pre-election did not choose',
    found: GROUNDLESS,
    options: next(
      { ...SHORTFALL, contests: SHORTFALL.contests.map((one) => ({ ...one, category: 'preliminary' as const })) },
      { category: 'formal', seats: 1, candidates: [1] },
    ),
  },
  {
    name: 'a further election in place of a person whose eligibility was confirmed',
    found: GROUNDLESS,
    options: next(WRITTEN_IN, { category: 'further-election', seats: 1, candidates: [0, 1] }),
    deviation: afterResult(({ ctx }) => [decision({ ctx })]),
  },
];

export const MOTION_ATTACKS: readonly Attack[] = [
  {
    name: 'a motion of another meeting',
    found: ['round/motion-meeting-differs'],
    deviation: moved({ meeting: OTHER }),
  },
  {
    name: 'a motion with more hands than members present',
    found: ['round/motion-impossible'],
    deviation: moved({ inFavour: 6 }),
  },
  {
    name: 'a motion in a hall with more present than expected',
    found: ['round/motion-impossible'],
    deviation: moved({ present: 8 }),
  },
  {
    name: 'a motion that expects fewer members than the roll',
    found: ['round/motion-impossible'],
    deviation: moved({ expected: 6, present: 6, inFavour: 4 }),
  },
  {
    name: 'applause with somebody against it',
    found: ['round/motion-impossible'],
    deviation: moved({ mode: 'applause', inFavour: 6, abstain: 0 }),
  },
  {
    name: 'a motion carried by less than half',
    found: ['round/motion-carried-differs'],
    deviation: moved({ inFavour: 3, against: 3 }),
  },
  {
    name: 'a motion that was carried and is said to be lost',
    found: ['round/motion-carried-differs'],
    deviation: moved({ carried: false }),
  },
  {
    name: 'a motion about a round it cannot concern',
    found: ['round/motion-without-grounds'],
    deviation: moved({ round: 1 }),
  },
  {
    name: 'fewer seats before anything was counted',
    found: ['round/motion-without-grounds'],
    deviation: inFrontOf('open', 0, ({ meeting }) => [reduction({ meeting })]),
  },
  {
    name: 'fewer seats although every seat is filled',
    found: ['round/motion-without-grounds'],
    options: WRITTEN_IN,
    deviation: afterResult(({ meeting }) => [reduction({ meeting })]),
  },
  {
    name: 'fewer seats by applause',
    found: ['round/motion-without-grounds'],
    options: SHORTFALL,
    deviation: afterResult(({ meeting }) => [
      reduction({ meeting, mode: 'applause', inFavour: 7, against: 0, abstain: 0 }),
    ]),
  },
  {
    name: 'seats reduced twice',
    found: ['round/motion-without-grounds'],
    options: SHORTFALL,
    deviation: afterResult(({ meeting }) => [reduction({ meeting }), reduction({ meeting })]),
  },
  {
    name: 'fewer seats by less than half of those present',
    found: ['round/motion-carried-differs'],
    options: SHORTFALL,
    deviation: afterResult(({ meeting }) => [reduction({ meeting, inFavour: 3 })]),
  },
  {
    name: 'a motion while the round is being counted',
    found: ['round/entry-out-of-order'],
    deviation: inFrontOf('aggregate', 0, ({ meeting }) => [motion({ meeting })]),
  },
  {
    name: 'a motion before any round, whose rules nobody knows',
    found: ['round/entry-out-of-order'],
    deviation: inFrontOf('round', 0, ({ meeting }) => [motion({ meeting })]),
  },
  {
    name: 'a motion that one scrutineer alone has signed',
    found: ['round/author-missing'],
    deviation: moved({}, ['server', 'scrutineer-1']),
  },
];

export const DECISION_ATTACKS: readonly Attack[] = [
  {
    name: 'a decision about another round',
    found: ['round/ctx-differs'],
    options: WRITTEN_IN,
    deviation: afterResult(() => [decision({ ctx: OTHER })]),
  },
  {
    name: 'a decision about a round that is not counted',
    found: ['round/ctx-differs'],
    options: WRITTEN_IN,
    deviation: inFrontOf('open', 0, () => [decision({ ctx: OTHER })]),
  },
  {
    name: 'a candidate refused like a person written in',
    found: ['round/decision-without-grounds'],
    options: SHORTFALL,
    deviation: afterResult(({ ctx }) => [decision({ ctx, person: nameOf(0), granted: false })]),
  },
  {
    name: 'a person refused who reached nothing',
    found: ['round/decision-without-grounds'],
    options: WRITTEN_IN,
    deviation: afterResult(({ ctx }) => [decision({ ctx, person: nameOf(3), granted: false })]),
  },
  {
    name: 'a person confirmed and then refused',
    found: ['round/decision-without-grounds'],
    options: WRITTEN_IN,
    deviation: afterResult(({ ctx }) => [decision({ ctx }), decision({ ctx, granted: false })]),
  },
  {
    name: 'a decision on a first tie, which the assembly decides itself',
    found: ['round/decision-without-grounds'],
    options: TIE,
    deviation: afterResult(({ ctx }) => [decision({ ctx, matter: 'tie', person: '' })]),
  },
  {
    name: 'another secretary in place of somebody who was not elected',
    found: ['round/decision-without-grounds'],
    options: SHORTFALL,
    deviation: afterResult(({ ctx }) => [decision({ ctx, matter: 'secretary', person: nameOf(1) })]),
  },
  {
    name: 'a decision for a post nobody voted on',
    found: ['round/decision-without-grounds'],
    options: WRITTEN_IN,
    deviation: afterResult(({ ctx }) => [decision({ ctx, post: '书记' })]),
  },
];

/** Rounds that have their grounds, and what was decided between them: such a record is accepted. */
export const HONEST_COURSES: readonly Pick<Attack, 'name' | 'options' | 'deviation'>[] = [
  {
    name: 'a motion before the opening',
    deviation: inFrontOf('open', 0, ({ meeting }) => [
      motion({ meeting }),
      motion({ meeting, subject: 'method', mode: 'applause', inFavour: 7, against: 0, abstain: 0 }),
    ]),
  },
  {
    name: 'a tie, a revote, a second tie, and a third vote by leave of the superior',
    options: next(
      TIE,
      { category: 'revote', seats: 2, candidates: [0, 1, 2], marks: SAME_TIE_AGAIN },
      { category: 'revote', seats: 2, candidates: [0, 1, 2] },
    ),
    deviation: inFrontOf('tokens', 2, ({ ctx }) => [decision({ ctx, matter: 'tie', person: '' })]),
  },
  {
    name: 'a second tie whose seats stay open are filled by a further election',
    options: next(
      TIE,
      { category: 'revote', seats: 2, candidates: [0, 1, 2], marks: SAME_TIE_AGAIN },
      { category: 'further-election', seats: 2, candidates: [3, 4], writeIns: [0] },
    ),
    deviation: inFrontOf('tokens', 2, ({ ctx }) => [decision({ ctx, matter: 'tie', person: '', granted: false })]),
  },
  {
    name: 'open seats, a reduction that is lost, and a further election',
    options: next(SHORTFALL, { category: 'further-election', seats: 1, candidates: [1, 2], writeIns: [3] }),
    deviation: afterResult(({ meeting }) => [reduction({ meeting, inFavour: 3, carried: false })]),
  },
  {
    name: 'a person written in who is refused, and a further election',
    options: next(WRITTEN_IN, { category: 'further-election', seats: 1, candidates: [0, 1] }),
    deviation: afterResult(({ ctx }) => [decision({ ctx, granted: false })]),
  },
  {
    name: 'a pre-election in two ballots and the formal election',
    options: next(
      { ...SHORTFALL, contests: SHORTFALL.contests.map((one) => ({ ...one, category: 'preliminary' as const })) },
      { category: 'preliminary', seats: 1, candidates: [1, 2], marks: always(1, 0, 0, 0) },
      { category: 'formal', seats: 2, candidates: [0, 1] },
    ),
  },
];
