/** Attacks on what is decided between the rounds, and on rounds that claim grounds they do not have (specification §8.6, §11). */
import type { Author } from '../../tally/record/authors.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import type { PaperTally } from '../../tally/record/paper-entries.ts';
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
        if (draft.type === 'round' || draft.type === 'paper-round') meeting = draft.meeting;
        if (draft.type === 'open' || draft.type === 'paper-count') ctx = draft.ctx;
        if (draft.type === type) at += 1;
        return draft.type === type && at === which
          ? ([...make({ meeting, ctx }), draft] as unknown as readonly Draft[])
          : draft;
      },
      authors: (draft, own) => (draft.type === 'motion' || draft.type === 'decision' ? authors : own),
    };
  };

/** Decided after the committee: the ctx of the round before it. */
const replacedSecretary = () => (): Deviation => {
  const opened: string[] = [];
  let tokens = 0;
  return {
    write: (draft) => {
      if (draft.type === 'open') opened.push(draft.ctx);
      if (draft.type === 'tokens') tokens += 1;
      return draft.type === 'tokens' && tokens === 3
        ? ([
            decision({ ctx: opened[0] ?? '', matter: 'secretary', post: '书记', person: nameOf(2) }),
            draft,
          ] as unknown as readonly Draft[])
        : draft;
    },
    authors: (draft, own) => (draft.type === 'decision' ? EVERYBODY : own),
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
  motion({ subject: 'reduction', text: '名额减少为一名', round: 1, post: '委员', ...change });
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
/** So many more members on the roll, who are not counted in 应到会. */
const leavingOut = (excluded: number, then: () => Deviation) => (): Deviation => {
  const deviation = then();
  return {
    ...deviation,
    write: (draft) => {
      if (draft.type !== 'round') return deviation.write?.(draft) ?? draft;
      const { roll } = draft;
      const grown = { ...draft, roll: { ...roll, members: roll.members + excluded, excluded } };
      return deviation.write?.(grown) ?? grown;
    },
  };
};
/** In a meeting that says that nothing is opened before the votes it needs. */
const requiring =
  (then: () => Deviation = () => ({})) =>
  (): Deviation => {
    const deviation = then();
    return {
      ...deviation,
      write: (draft) =>
        draft.type === 'meeting' ? { ...draft, motionsRequired: true } : (deviation.write?.(draft) ?? draft),
    };
  };
const voted = (
  subjects: readonly string[],
  type: 'open' | 'paper-count' | 'attestation' = 'open',
  change: object = {},
) => inFrontOf(type, 0, ({ meeting }) => subjects.map((subject) => motion({ meeting, subject, ...change })));
/** After its result. */
const afterResult = (make: (known: Known) => readonly object[]) => inFrontOf('attestation', 0, make);

/** The assembly gives up a seat after the second ballot for it, and not after the first. */
const reducedAtLast = (): Deviation => {
  const asked = new Set<string>();
  let meeting = '';
  return {
    write: (draft) => {
      if (draft.type === 'round') meeting = draft.meeting;
      if (draft.type !== 'attestation' || asked.has(draft.ctx)) return draft;
      asked.add(draft.ctx);
      const lost = { inFavour: 3, carried: false };
      const motions = [reduction({ meeting, round: asked.size, ...(asked.size === 1 ? lost : {}) })];
      return [...motions, draft] as unknown as readonly Draft[];
    },
    authors: (draft, own) => (draft.type === 'motion' ? EVERYBODY : own),
  };
};

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
  readonly post?: string;
  readonly candidates: readonly number[];
  readonly writeIns?: readonly number[];
};
const contest = ({ category, seats, post = '委员', candidates, writeIns = [] }: Shape): ElectionContest => ({
  ...committeeContest(1, 1, 0),
  category,
  post,
  seats,
  candidates: candidates.map(simulatedPerson),
  writeIns: writeIns.map(simulatedPerson),
});
const SAME_TIE_AGAIN: VoterMarks = (voter) => TIE_OF_THREE(voter, 0).slice(0, 6);

const next = (
  first: Pick<SimulationOptions, 'contests' | 'marks'>,
  ...rounds: readonly (Shape & { readonly marks?: VoterMarks; readonly rules?: SimulationOptions['rules'] })[]
): Partial<SimulationOptions> => ({
  ...(first as SimulationOptions),
  furtherRounds: rounds.map(({ marks, rules, ...shape }) => ({
    ballots: 6,
    contests: [contest(shape)],
    ...(marks === undefined ? {} : { marks }),
    ...(rules === undefined ? {} : { rules }),
  })),
});

/** One of six seats is filled, by the first of two candidates. */
const WIDE = { contests: [committeeContest(2, 3, 2)], marks: always(1, 0, 0, 1, 0, 0) };
/** Two seats, one filled; the others have three, two and one approvals, two of seven being no half. */
const RANKED: Pick<SimulationOptions, 'contests' | 'marks'> = {
  contests: [committeeContest(4, 2, 0)],
  marks: (voter) =>
    ([
      [1, 0, 1, 0, 0, 0, 0, 0],
      [1, 0, 1, 0, 0, 0, 0, 0],
      [1, 0, 1, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 1, 0, 0, 0],
      [1, 0, 0, 0, 1, 0, 0, 0],
      [1, 0, 0, 0, 0, 0, 1, 0],
    ][voter % 6] ?? []) as (0 | 1)[],
};
/** Both seats of the committee are filled. */
const FILLED = { contests: [committeeContest(2, 2, 2)], marks: always(1, 0, 1, 0, 0, 0) };
const PRELIMINARY = {
  contests: FILLED.contests.map((one) => ({ ...one, category: 'preliminary' as const })),
  marks: FILLED.marks,
};
/** Nobody is elected. */
const NOBODY = { contests: [committeeContest(2, 2, 2)], marks: always(0, 1, 0, 1, 0, 0) };
const SECRETARY = { category: 'secretary', seats: 1 } as const;
const ELECTED = always(1, 0);

/** A box with more ballots than voters: the election is void and held again. */
const VOID_BOX = { printed: 10, issued: 8, remaining: 2, voters: 7, recovered: 8, tally: null };
const ONCE_MORE: PaperTally = {
  valid: 8,
  invalid: 0,
  rows: [
    [6, 2, 0, 0],
    [0, 8, 0, 0],
  ],
  writeIns: [],
  voidEntries: [],
  invalidReasons: [],
};
const onPaper = (seats: number, tally: PaperTally | null, contests = [committeeContest(2, seats, 2)]) => ({
  ballots: 0,
  contests,
  onPaper: {
    expected: 9,
    present: 8,
    boxes: [tally === null ? VOID_BOX : { ...VOID_BOX, voters: 8, recovered: tally.valid, tally }],
  },
});
const voidThen = (round: ReturnType<typeof onPaper>): Partial<SimulationOptions> => ({
  ...onPaper(1, null),
  furtherRounds: [round],
});
/** On paper the person written in is elected. */
const WRITTEN_ON_PAPER = onPaper(1, {
  ...ONCE_MORE,
  rows: [
    [1, 7, 0, 0],
    [0, 8, 0, 0],
  ],
  writeIns: [{ name: nameOf(2), votes: 7 }],
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
    name: 'a fourth vote by the leave that the superior gave for the third',
    found: GROUNDLESS,
    options: next(
      TIE,
      { category: 'revote', seats: 2, candidates: [0, 1, 2], marks: SAME_TIE_AGAIN },
      { category: 'revote', seats: 2, candidates: [0, 1, 2], marks: SAME_TIE_AGAIN },
      { category: 'revote', seats: 2, candidates: [0, 1, 2] },
    ),
    deviation: inFrontOf('tokens', 2, ({ ctx }) => [decision({ ctx, matter: 'tie', person: '' })]),
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

export const COURSE_ATTACKS: readonly Attack[] = [
  {
    name: 'a first ballot for all seats after a tie',
    found: GROUNDLESS,
    options: next(TIE, { category: 'committee', seats: 2, candidates: [0, 1, 2] }),
  },
  {
    name: 'a second pre-election of seats that are filled',
    found: GROUNDLESS,
    options: next(PRELIMINARY, { category: 'preliminary', seats: 2, candidates: [0, 1] }),
  },
  {
    name: 'a further election for fewer seats than are open',
    found: GROUNDLESS,
    options: next(WIDE, { category: 'further-election', seats: 1, candidates: [1, 2] }),
  },
  {
    name: 'a further election that passes over the first of those who were not elected',
    found: GROUNDLESS,
    options: next(RANKED, { category: 'further-election', seats: 1, candidates: [2, 3] }),
  },
  {
    name: 'a further election of somebody who could not be elected before',
    found: GROUNDLESS,
    options: next(SHORTFALL, { category: 'further-election', seats: 1, candidates: [1, 5] }),
  },
  {
    name: 'a formal election of one of those the pre-election chose',
    found: GROUNDLESS,
    options: next(PRELIMINARY, { category: 'formal', seats: 2, candidates: [0] }),
  },
  {
    name: 'a formal election for other seats than the pre-election',
    found: GROUNDLESS,
    options: next(PRELIMINARY, { category: 'formal', seats: 1, candidates: [0, 1] }),
  },
  {
    name: 'a formal election while the pre-election has open seats',
    found: GROUNDLESS,
    options: next({ ...SHORTFALL, contests: PRELIMINARY.contests }, { category: 'formal', seats: 2, candidates: [0] }),
  },
  {
    name: 'a further election in which somebody who was refused can be written in again',
    found: GROUNDLESS,
    options: next(WRITTEN_IN, { category: 'further-election', seats: 1, candidates: [0, 1], writeIns: [2, 3] }),
    deviation: afterResult(({ ctx }) => [decision({ ctx, granted: false })]),
  },
  {
    name: 'a secretary who was not elected to the committee',
    found: GROUNDLESS,
    options: next(FILLED, { ...SECRETARY, post: '书记', candidates: [2] }),
  },
  {
    name: 'a secretary elected twice without a decision of the superior',
    found: GROUNDLESS,
    options: next(
      FILLED,
      { ...SECRETARY, post: '书记', candidates: [0], marks: ELECTED },
      { ...SECRETARY, post: '书记', candidates: [1] },
    ),
  },
  {
    name: 'a deputy who is the secretary',
    found: GROUNDLESS,
    options: next(
      FILLED,
      { ...SECRETARY, post: '书记', candidates: [0], marks: ELECTED },
      { ...SECRETARY, post: '副书记', candidates: [0] },
    ),
  },
  {
    name: 'a void election held again with another candidate',
    found: GROUNDLESS,
    options: voidThen(
      onPaper(1, ONCE_MORE, [{ ...committeeContest(2, 1, 2), candidates: [0, 2].map(simulatedPerson), writeIns: [] }]),
    ),
  },
  {
    name: 'a void election held again for more seats',
    found: GROUNDLESS,
    options: voidThen(onPaper(2, ONCE_MORE)),
  },
  {
    name: 'a further election by other rules than the first round',
    found: ['round/rules-differ'],
    options: next(SHORTFALL, {
      category: 'further-election',
      seats: 1,
      candidates: [1],
      rules: { furtherElectionThreshold: 'plurality' },
    }),
  },
  {
    name: 'another round while the eligibility of a person written in is open',
    found: ['round/eligibility-missing'],
    options: next(WRITTEN_IN, { category: 'secretary', seats: 1, post: '书记', candidates: [2] }),
  },
  {
    name: 'another round on paper while the eligibility of a person written in on paper is open',
    found: ['round/eligibility-missing'],
    options: {
      ...WRITTEN_ON_PAPER,
      furtherRounds: [
        onPaper(1, { ...ONCE_MORE, rows: [[8, 0, 0, 0]] }, [contest({ ...SECRETARY, post: '书记', candidates: [2] })]),
      ],
    },
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
    options: { rules: { motionMode: 'applause' } },
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
    deviation: moved({ subject: 'other', carried: false }),
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
    name: 'a motion voted on less formally than the method asks',
    found: ['round/motion-mode-differs'],
    deviation: moved({ mode: 'applause', inFavour: 7, against: 0, abstain: 0 }),
  },
  {
    name: 'a motion in an assembly that is not quorate',
    found: ['round/motion-not-quorate'],
    deviation: moved({ present: 5, inFavour: 5, against: 0, abstain: 0 }),
  },
  {
    name: 'a round opened after the assembly has refused the scrutineers',
    found: ['round/motion-lost'],
    deviation: moved({ inFavour: 3, against: 3, carried: false }),
  },
  {
    name: 'a round opened after the assembly has refused the tellers, whom the method has voted',
    found: ['round/motion-lost'],
    options: { rules: { tellerSource: 'voted' } },
    deviation: moved({ subject: 'tellers', inFavour: 3, against: 3, carried: false }),
  },
  {
    name: 'a round opened without a member whom the assembly has refused to leave out',
    found: ['round/motion-lost'],
    deviation: leavingOut(1, moved({ subject: 'exclusions', inFavour: 3, against: 3, carried: false })),
  },
  {
    name: 'a round opened with no vote on the method',
    found: ['round/motion-missing'],
    deviation: requiring(voted(['scrutineers'])),
  },
  {
    name: 'a round opened with no vote on the scrutineers',
    found: ['round/motion-missing'],
    deviation: requiring(voted(['method'])),
  },
  {
    name: 'a round opened with no vote on the tellers, whom the method has voted',
    found: ['round/motion-missing'],
    options: { rules: { tellerSource: 'voted' } },
    deviation: requiring(voted(['method', 'scrutineers'])),
  },
  {
    name: 'a round opened with no vote on a member who is left out',
    found: ['round/motion-missing'],
    deviation: requiring(leavingOut(1, voted(['method', 'scrutineers']))),
  },
  {
    name: 'a method voted on only after the ballot',
    found: ['round/motion-missing'],
    deviation: requiring(voted(['method', 'scrutineers'], 'attestation')),
  },
  {
    name: 'a count on paper of a round that needed a vote',
    found: ['round/motion-missing'],
    options: onPaper(1, null),
    deviation: requiring(voted(['method'], 'paper-count', { expected: 9, present: 8, inFavour: 6 })),
  },
  {
    name: 'a motion about a post that only a reduction has',
    found: ['round/motion-without-grounds'],
    deviation: moved({ post: '委员' }),
  },
  {
    name: 'fewer seats of no post',
    found: ['round/motion-without-grounds'],
    options: SHORTFALL,
    deviation: afterResult(({ meeting }) => [
      motion({ meeting, subject: 'reduction', text: '名额减少为一名', round: 1 }),
    ]),
  },
  {
    name: 'fewer seats after a ballot that was never held',
    found: ['round/motion-without-grounds'],
    options: SHORTFALL,
    deviation: afterResult(({ meeting }) => [reduction({ meeting, round: 9 })]),
  },
  {
    name: 'fewer seats than the only one',
    found: ['round/motion-without-grounds'],
    options: { contests: [committeeContest(2, 1, 2)], marks: always(0, 1, 0, 1, 0, 0) },
    deviation: afterResult(({ meeting }) => [reduction({ meeting })]),
  },
  {
    name: 'fewer seats although nobody is elected',
    found: ['round/motion-without-grounds'],
    options: NOBODY,
    deviation: afterResult(({ meeting }) => [reduction({ meeting })]),
  },
  {
    name: 'fewer seats where the method has a further election only',
    found: ['round/motion-without-grounds'],
    options: { ...SHORTFALL, rules: { shortfall: 'further-election' } },
    deviation: afterResult(({ meeting }) => [reduction({ meeting })]),
  },
  {
    name: 'fewer places in a pre-election',
    found: ['round/motion-without-grounds'],
    options: { ...SHORTFALL, contests: PRELIMINARY.contests },
    deviation: afterResult(({ meeting }) => [reduction({ meeting })]),
  },
  {
    name: 'fewer seats after an earlier ballot than the latest',
    found: ['round/motion-without-grounds'],
    options: next(SHORTFALL, { category: 'further-election', seats: 1, candidates: [1, 2], marks: always(0, 1, 0, 1) }),
    deviation: inFrontOf('attestation', 3, ({ meeting }) => [reduction({ meeting })]),
  },
  {
    name: 'fewer seats put to the vote again after they were refused',
    found: ['round/motion-without-grounds'],
    options: SHORTFALL,
    deviation: afterResult(({ meeting }) => [
      reduction({ meeting, inFavour: 3, against: 3, carried: false }),
      reduction({ meeting }),
    ]),
  },
  {
    name: 'fewer seats by applause',
    found: ['round/motion-mode-differs'],
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
    deviation: inFrontOf('open', 0, ({ ctx }) => [decision({ ctx })]),
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
    name: 'a secretary replaced who sits on the committee',
    found: ['round/decision-without-grounds'],
    options: next(FILLED, { ...SECRETARY, post: '书记', candidates: [0], marks: ELECTED }),
    deviation: inFrontOf('attestation', 3, ({ ctx }) => [
      decision({ ctx, matter: 'secretary', post: '书记', person: nameOf(0) }),
    ]),
  },
  {
    name: 'a decision for a post nobody voted on',
    found: ['round/decision-without-grounds'],
    options: WRITTEN_IN,
    deviation: afterResult(({ ctx }) => [decision({ ctx, post: '书记' })]),
  },
];

/** A motion before the opening, and a decision about the person written in after the result; signed by these. */
export function movedAndRefused(authors: readonly Author[]): {
  options: Partial<SimulationOptions>;
  deviation: Deviation;
} {
  const moving = moved({}, authors)();
  const refusing = afterResult(({ ctx }) => [decision({ ctx, granted: false })])();
  const refused = (draft: Draft): readonly Draft[] => [refusing.write?.(draft) ?? draft].flat();
  const write = (draft: Draft) => [moving.write?.(draft) ?? draft].flat().flatMap(refused);
  return { options: WRITTEN_IN as Partial<SimulationOptions>, deviation: { ...moving, write } };
}

/** Rounds that have their grounds, and what was decided between them: such a record is accepted. */
export const HONEST_COURSES: readonly Pick<Attack, 'name' | 'options' | 'deviation'>[] = [
  {
    name: 'a motion before the opening',
    deviation: inFrontOf('open', 0, ({ meeting }) => [
      motion({ meeting }),
      motion({ meeting, subject: 'method', mode: 'ballot', inFavour: 4, against: 3, abstain: 0, carried: true }),
    ]),
  },
  {
    name: 'every vote that the opening needs, in a meeting that asks for them',
    options: { rules: { tellerSource: 'voted' } },
    deviation: requiring(leavingOut(1, voted(['method', 'scrutineers', 'tellers', 'exclusions']))),
  },
  {
    name: 'a round of a record that is older than the votes it would need',
    deviation: leavingOut(1, voted(['method'])),
  },
  {
    name: 'a method that is lost after the only ballot held by it',
    deviation: afterResult(({ meeting }) => [motion({ meeting, subject: 'method', inFavour: 3, carried: false })]),
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
      { category: 'further-election', seats: 2, candidates: [0, 1, 2], writeIns: [3] },
    ),
    deviation: inFrontOf('tokens', 2, ({ ctx }) => [decision({ ctx, matter: 'tie', person: '', granted: false })]),
  },
  {
    name: 'open seats, a reduction that is lost, and a further election',
    options: next(SHORTFALL, { category: 'further-election', seats: 1, candidates: [1, 2], writeIns: [3] }),
    deviation: afterResult(({ meeting }) => [reduction({ meeting, inFavour: 3, carried: false })]),
  },
  {
    name: 'a reduction that is lost after one ballot and carried after the next',
    options: next(SHORTFALL, {
      ...{ category: 'further-election', seats: 1, candidates: [1, 2], writeIns: [3] },
      marks: always(0, 1, 0, 1, 0),
    }),
    deviation: reducedAtLast,
  },
  {
    name: 'a person written in who is refused, and a further election',
    options: next(WRITTEN_IN, { category: 'further-election', seats: 1, candidates: [0, 1], writeIns: [3] }),
    deviation: afterResult(({ ctx }) => [decision({ ctx, granted: false })]),
  },
  {
    name: 'a person written in on paper who is refused, and a further election',
    options: {
      ...WRITTEN_ON_PAPER,
      furtherRounds: [
        onPaper(1, ONCE_MORE, [contest({ category: 'further-election', seats: 1, candidates: [0, 1], writeIns: [3] })]),
      ],
    },
    deviation: inFrontOf('paper-round', 1, ({ ctx }) => [decision({ ctx, granted: false })]),
  },
  {
    name: 'a void election that is held again as it was',
    options: voidThen(onPaper(1, ONCE_MORE)),
  },
  {
    name: 'the list of scrutineers refused, another one passed',
    deviation: inFrontOf('open', 0, ({ meeting }) => [
      motion({ meeting, inFavour: 3, against: 3, carried: false }),
      motion({ meeting }),
    ]),
  },
  {
    name: 'the committee, its secretary and its deputy',
    options: next(
      FILLED,
      { ...SECRETARY, post: '书记', candidates: [0], writeIns: [1], marks: always(1, 0, 0) },
      { ...SECRETARY, post: '副书记', candidates: [1] },
    ),
  },
  {
    name: 'a secretary who was not elected to the committee is replaced by leave of the superior',
    options: next(
      { contests: [contest({ ...SECRETARY, post: '书记', candidates: [2] })], marks: ELECTED },
      { category: 'committee', seats: 2, candidates: [0, 1, 2], marks: always(1, 0, 1, 0, 0, 0) },
      { ...SECRETARY, post: '书记', candidates: [0, 1] },
    ),
    deviation: replacedSecretary(),
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
