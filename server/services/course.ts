/**
 * Where the elections of a meeting stand and what can follow (rules §1.4, §1.11, §1.12), read from the signed results, the
 * motions and the decisions in the log: candidates, seats and order of a next ballot come from here and from nobody's keyboard.
 */
import { electedIn, isPreliminary, stageOf } from '../../tally/count/contest-grounds.ts';
import {
  type CountedRound,
  type DecidedContest,
  type Rulings,
  settledContests,
  unconfirmedWriteIns,
} from '../../tally/count/settled-outcome.ts';
import { countersOfTally } from '../../tally/paper/paper-round.ts';
import type { DecisionMatter } from '../../tally/record/assembly-entries.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import type { RecordedRules } from '../../tally/rules/settings.ts';
import { minimumCandidates } from '../../tally/rules/surplus.ts';
import type { DerivationKind, Following } from '../contract/organizer.ts';
import type { Text } from '../contract/text.ts';
import type { StoredMember, StoredPost } from '../store/roll.ts';
import { paperRoundOf } from './paper-rounds.ts';
import { candidatesOf, LATER, labelOf, type Plan, postsOf } from './plan.ts';
import { fixedBy, type RecordState, type RoundState } from './record-state.ts';

/** A contest that was counted, with the round it stood in. */
type Counted = DecidedContest & {
  readonly contest: ElectionContest;
  readonly round: number;
  readonly counts: readonly number[];
  /** Persons written in whom the superior refused. */
  readonly refused: readonly string[];
};

export type NextContest = {
  readonly post: StoredPost['post'];
  readonly category: ContestKind;
  readonly seats: number;
  readonly candidates: readonly StoredMember[];
  /** Everybody of the ballot comes from the result in an order that is confirmed already. */
  readonly isOrdered: boolean;
  /** Nobody chooses among them. */
  readonly isComplete: boolean;
};

export type Step = {
  readonly kind: Following['kind'];
  readonly words: Text;
  readonly round: number;
  readonly contests: readonly NextContest[];
  /** Who can be elected; undefined: every entitled member. */
  readonly electable?: readonly StoredMember[] | undefined;
  readonly matter?: DecisionMatter;
  readonly post?: string;
  readonly person?: string;
};

export function countedRoundOfState(round: RoundState): CountedRound | undefined {
  const { sealed, close, result, paperCount } = round;
  const onPaper = paperRoundOf(round)?.entry;
  if (onPaper !== undefined && paperCount !== undefined) {
    const { contests, rules } = onPaper;
    const { contests: boxes, outcome } = paperCount.entry;
    return {
      contests,
      rules,
      // Nobody recounts paper: what was signed stands.
      attendance: null,
      counts: contests.map((contest, at) => countersOfTally(contest, boxes[at]?.tally ?? null)),
      outcomes: outcome,
    };
  }
  if (sealed === undefined || result === undefined) return undefined;
  const hand = close?.entry.handCounts;
  return {
    contests: sealed.entry.contests,
    rules: sealed.entry.rules,
    attendance:
      close === undefined || hand === undefined
        ? null
        : {
            expected: close.entry.expected,
            present: close.entry.present,
            issued: hand.received - hand.returnedBeforeOpening,
            casts: close.entry.casts,
          },
    counts: result.entry.counts,
    outcomes: result.entry.outcome,
  };
}

export function rulingsOf(state: RecordState, round: RoundState): Rulings {
  return {
    decisions: state.decisions.flatMap(({ entry }) => (entry.ctx === fixedBy(round)?.hash ? [entry] : [])),
    reduced: state.motions.some(
      ({ entry }) => entry.subject === 'reduction' && entry.round === round.round && entry.carried,
    ),
  };
}

function countedContests(state: RecordState): readonly Counted[] {
  return [...state.rounds.values()]
    .toSorted((a, b) => a.round - b.round)
    .flatMap((round) => {
      const counted = countedRoundOfState(round);
      if (counted === undefined) return [];
      const rulings = rulingsOf(state, round);
      return settledContests(counted, rulings).flatMap((one, at) => {
        const { contest } = one;
        if (contest.kind !== 'election') return [];
        const refused = rulings.decisions.flatMap(({ matter, post, person, granted }) =>
          matter === 'eligibility' && post === contest.post && !granted ? [person] : [],
        );
        return [{ ...one, contest, round: round.round, counts: counted.counts?.[at] ?? [], refused }];
      });
    });
}

/** Persons written in whom nobody has confirmed or refused, with the post and the round (rules §5.2 W14). */
export function awaitingEligibility(state: RecordState): readonly Step[] {
  return countedContests(state).flatMap((one) => {
    const round = state.rounds.get(one.round) as RoundState;
    return unconfirmedWriteIns(one, rulingsOf(state, round).decisions).map((person) =>
      decision(one, 'eligibility', person, {
        zh: `${person}由另选达到当选票数：请核实被选举资格，报上级党组织确认`,
        en: `${person}, written in, has reached the threshold: check the eligibility and have the superior confirm it`,
      }),
    );
  });
}

const decision = ({ contest, round }: Counted, matter: DecisionMatter, person: string, words: Text): Step => ({
  kind: 'decision',
  words,
  round,
  contests: [],
  matter,
  post: contest.post,
  person,
});

/** What can follow now, the proposed step first; [] where nothing is open. */
export function following(plan: Plan, state: RecordState): readonly Step[] {
  const waiting = awaitingEligibility(state);
  if (waiting.length > 0) return waiting;
  const counted = countedContests(state);
  const posts = [...new Set(counted.map(({ contest }) => contest.post))];
  const stages = posts.map((post) => stageOf(post, counted) as readonly Counted[]);
  const open = stages.flatMap((stage) => openMatters(plan, state, stage));
  if (open.length > 0) return mergeBallots(open.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)));
  return laterElections(plan, state, counted);
}

function rulesOf(state: RecordState, { round }: Counted): RecordedRules | undefined {
  const logged = state.rounds.get(round);
  return logged === undefined ? undefined : fixedBy(logged)?.entry.rules;
}

/** What must be settled first stands first; a further election before a reduction unless the method says otherwise. */
const ORDER: readonly Step['kind'][] = ['decision', 'revote', 'reduction', 'further-election', 'preliminary', 'formal'];

/** Ballots of one kind for several posts are one round: 书记 and 副书记 both tied. */
function mergeBallots(steps: readonly Step[]): readonly Step[] {
  const merged: Step[] = [];
  for (const step of steps) {
    const at = merged.findIndex(({ kind }) => kind === step.kind && kind !== 'decision' && kind !== 'reduction');
    const same = merged[at];
    if (same === undefined) merged.push(step);
    else
      merged[at] = {
        ...same,
        round: Math.max(same.round, step.round),
        words: { zh: `${same.words.zh}；${step.words.zh}`, en: `${same.words.en}; ${step.words.en}` },
        contests: [...same.contests, ...step.contests],
        electable: intersection(same.electable, step.electable),
      };
  }
  return merged;
}

function intersection(a: Step['electable'], b: Step['electable']): Step['electable'] {
  if (a === undefined || b === undefined) return a ?? b;
  return a.filter(({ id }) => b.some((other) => other.id === id));
}

function openMatters(plan: Plan, state: RecordState, stage: readonly Counted[]): readonly Step[] {
  const last = stage.at(-1);
  if (last === undefined || last.outcome === null) return [];
  const { tie, unfilled } = last.outcome;
  if (tie !== null) return [tieStep(plan, state, last)];
  if (unfilled > 0) return isPreliminary(stage) ? [furtherPreElection(plan, stage)] : shortfall(plan, state, stage);
  return isPreliminary(stage) ? [formalElection(plan, stage)] : [];
}

function tieStep(plan: Plan, state: RecordState, last: Counted): Step {
  const tie = last.outcome?.tie as { readonly among: readonly string[]; readonly seats: number };
  const names = tie.among.join('、');
  const isSecond = last.contest.category === 'revote';
  const rules = rulesOf(state, last);
  if (isSecond && rules?.revoteTiedAgain === 'ask-superior' && !last.mayRevoteAgain)
    return decision(last, 'tie', '', {
      zh: `${names}再次投票后得票仍相等：报请上级党组织决定`,
      en: `${tie.among.join(', ')} are tied a second time: the superior organization decides`,
    });
  return {
    kind: 'revote',
    words: {
      zh: `就票数相等的${names}再次投票，选 ${tie.seats} 名`,
      en: `A revote among the tied: ${tie.among.join(', ')}, for ${tie.seats}`,
    },
    round: last.round,
    contests: [nextContest(plan, last, 'revote', tie.seats, tie.among)],
    electable: membersOf(plan, tie.among),
  };
}

/** Fewer elected than seats (rules §1.11): a further election, or fewer seats by consent, as the method has it. */
function shortfall(plan: Plan, state: RecordState, stage: readonly Counted[]): readonly Step[] {
  const last = stage.at(-1) as Counted;
  const { post, seats } = last.contest;
  const open = last.outcome?.unfilled ?? 0;
  const rules = rulesOf(state, last);
  const again = furtherElection(plan, stage, open, rules?.furtherElectionPool ?? 'losers-by-rank');
  const elected = electedIn(stage).length;
  const wasMoved = state.motions.some(({ entry }) => entry.subject === 'reduction' && entry.round === last.round);
  // "Close to" the seats has no number: somebody at least is elected, and a single seat cannot be reduced.
  const canReduce = rules?.shortfall !== 'further-election' && !wasMoved && elected > 0 && seats + elected > 1;
  if (!canReduce) return [again];
  const total = stage[0]?.contest.seats ?? elected + open;
  return [
    {
      kind: 'reduction',
      words: {
        zh: `${post}应选 ${total} 名，当选 ${elected} 名：大会可以表决减少名额，不再选举`,
        en: `${elected} of ${total} elected: the assembly may vote to reduce the seats instead`,
      },
      round: last.round,
      contests: [],
      post,
    },
    again,
  ];
}

function furtherElection(
  plan: Plan,
  stage: readonly Counted[],
  open: number,
  pool: 'losers-by-rank' | 'new-nomination',
): Step {
  const last = stage.at(-1) as Counted;
  const { post } = last.contest;
  const elected = electedIn(stage);
  const names = pool === 'new-nomination' ? [] : losersByRank(plan, stage, open);
  return {
    kind: 'further-election',
    words: {
      zh: `${post}缺额 ${open} 名，另行选举${names.length === 0 ? '：请重新提名候选人' : `：候选人${names.join('、')}`}`,
      en: `A further election for ${open} open: ${names.length === 0 ? 'nominate candidates anew' : names.join(', ')}`,
    },
    round: last.round,
    contests: [nextContest(plan, last, 'further-election', open, names)],
    electable: others(plan, elected),
  };
}

function furtherPreElection(plan: Plan, stage: readonly Counted[]): Step {
  const last = stage.at(-1) as Counted;
  const open = last.outcome?.unfilled ?? 0;
  const names = losersByRank(plan, stage, open);
  return {
    kind: 'preliminary',
    words: {
      zh: `预选产生的候选人还少 ${open} 名：就缺额再次预选`,
      en: `The pre-election left ${open} places open: a further pre-election`,
    },
    round: last.round,
    contests: [nextContest(plan, last, 'preliminary', open, names)],
    electable: others(plan, electedIn(stage)),
  };
}

function formalElection(plan: Plan, stage: readonly Counted[]): Step {
  const [first] = stage as readonly [Counted];
  const names = electedIn(stage);
  // In the order of the first ballot, persons written in after it.
  return {
    kind: 'formal',
    words: { zh: `预选完成，正式选举：候选人${names.join('、')}`, en: `Formal election of ${names.join(', ')}` },
    round: (stage.at(-1) as Counted).round,
    contests: [nextContest(plan, first, 'formal', first.contest.seats, names)],
  };
}

/** Who stood and did not pass, most votes first, 20 % more than the seats, whoever is equal to the last included (rules §1.11). */
function losersByRank(plan: Plan, stage: readonly Counted[], open: number): readonly string[] {
  const last = stage.at(-1) as Counted;
  const elected = new Set(electedIn(stage));
  const isRefused = new Set(stage.flatMap(({ refused }) => refused));
  const { candidates, writeIns } = last.contest;
  const { counts } = last;
  const standing = [
    ...candidates.map((person, at) => ({ name: label(person), votes: counts[2 * at] ?? 0 })),
    ...writeIns
      .map((person, at) => ({ name: label(person), votes: counts[2 * candidates.length + at] ?? 0 }))
      .filter(({ name, votes }) => votes > 0 && !isScrutineer(plan, name)),
  ].filter(({ name }) => !elected.has(name) && !isRefused.has(name));
  const asCandidate = new Set(candidates.map(label));
  const needed = minimumCandidates(open);
  // Persons written in only where too few of the candidates are left.
  const own = standing.filter(({ name }) => asCandidate.has(name));
  const pool = (own.length >= needed ? own : standing).toSorted((a, b) => b.votes - a.votes);
  const least = pool[needed - 1]?.votes;
  return pool.filter(({ votes }, at) => at < needed || votes === least).map(({ name }) => name);
}

const isScrutineer = (plan: Plan, name: string): boolean =>
  plan.scrutineers.some(({ member }) => {
    const found = plan.byId.get(member);
    return found !== undefined && labelOf(plan, found) === name;
  });

/** After every post is settled: the ballot that the method has next. */
function laterElections(plan: Plan, state: RecordState, counted: readonly Counted[]): readonly Step[] {
  const { kind, draft } = plan.meeting;
  const mode = draft.rules.secretaryMode;
  if (kind !== 'assembly') return [];
  const committee = stageOf('委员', counted) as readonly Counted[];
  const isElected = committee.length > 0 && !isPreliminary(committee) && electedIn(committee).length > 0;
  const secretaries = counted.filter(({ contest }) => contest.post !== '委员');
  if (!isElected) {
    const waiting = postsOf(plan, LATER).filter(({ post }) => post === '委员');
    return mode === 'direct-before' && secretaries.length > 0 && waiting.length > 0
      ? [committeeRound(plan, secretaries.at(-1) as Counted, waiting)]
      : [];
  }
  const last = committee.at(-1) as Counted;
  const members = membersOf(plan, electedIn(committee));
  if (mode === 'indirect')
    return [
      {
        kind: 'plenary',
        words: {
          zh: '召开第一次全体会议，选举书记、副书记',
          en: 'Hold the first plenary to elect the secretaries',
        },
        round: last.round,
        contests: [],
        electable: members,
      },
    ];
  if (mode === 'direct-after') return secretaries.length > 0 ? [] : [secretaryRound(plan, last, members)];
  return outsideCommittee(plan, state, counted, members, last);
}

function committeeRound(plan: Plan, last: Counted, waiting: readonly StoredPost[]): Step {
  return {
    kind: 'committee-round',
    words: { zh: '书记选举已完成，接着选举委员', en: 'The secretary is elected; the committee follows' },
    round: last.round,
    contests: waiting.map((post) => ({
      post: post.post,
      category: plan.meeting.draft.preliminary === true ? 'preliminary' : 'committee',
      seats: post.seats,
      candidates: candidatesOf(plan, post),
      isOrdered: post.confirmed,
      isComplete: false,
    })),
  };
}

/** Prepared candidates who were not elected to the committee leave the ballot (rules §8 T59): then the organizer decides. */
function secretaryRound(plan: Plan, last: Counted, members: readonly StoredMember[]): Step {
  const prepared = postsOf(plan, LATER).filter(({ post }) => post !== '委员');
  const ids = new Set(members.map(({ id }) => id));
  const removed = prepared.flatMap((post) => candidatesOf(plan, post).filter(({ id }) => !ids.has(id)));
  const posts =
    prepared.length > 0 ? prepared : SECRETARY_POSTS.map((one) => ({ ...one, round: LATER, confirmed: false }));
  const names = removed.map((member) => labelOf(plan, member)).join('、');
  return {
    kind: 'secretary-round',
    words:
      removed.length === 0
        ? {
            zh: '继续党员大会：在新当选的委员中直接选举书记、副书记',
            en: 'Go on with the assembly: elect the secretaries directly, out of the new committee',
          }
        : {
            zh: `${names}没有当选委员，不再是书记、副书记候选人：请决定候选人以后再选举`,
            en: `${names}: not elected to the committee and no candidate for secretary any more; decide on the candidates first`,
          },
    round: last.round,
    electable: members,
    contests: posts.map((post) => {
      const candidates = candidatesOf(plan, post).filter(({ id }) => ids.has(id));
      const isWhole = removed.length === 0;
      return {
        post: post.post,
        category: 'secretary',
        seats: post.seats,
        candidates,
        isOrdered: isWhole && post.confirmed,
        isComplete: false,
      };
    }),
  };
}

const SECRETARY_POSTS = [
  { post: '书记', seats: 1 },
  { post: '副书记', seats: 1 },
] as const;

/** A secretary elected first and then not elected to the committee: stop, and the superior decides (rules §8 T59). */
function outsideCommittee(
  plan: Plan,
  state: RecordState,
  counted: readonly Counted[],
  members: readonly StoredMember[],
  committee: Counted,
): readonly Step[] {
  const ids = new Set(members.map(({ id }) => id));
  const posts = [...new Set(counted.flatMap(({ contest }) => (contest.post === '委员' ? [] : [contest.post])))];
  const outside = posts.flatMap((post) => {
    const stage = stageOf(post, counted) as readonly Counted[];
    return membersOf(plan, electedIn(stage)).flatMap((member) => {
      const person = labelOf(plan, member);
      const from = stage.find(({ outcome }) => outcome?.elected.includes(person));
      return ids.has(member.id) || from === undefined ? [] : [{ post, person, from }];
    });
  });
  const ruled = outside.map((one) => ({ ...one, granted: rulingOn(state, one.from, one.person) }));
  const asked = ruled.filter(({ granted }) => granted === undefined);
  if (asked.length > 0)
    return asked.map(({ from, person, post }) =>
      decision(from, 'secretary', person, {
        zh: `${person}当选${post}而没有当选委员：停止，报请上级党组织决定`,
        en: `${person} is elected ${post} and not to the committee: stop, the superior organization decides`,
      }),
    );
  const anew = ruled.filter(({ granted }) => granted === true);
  if (anew.length === 0) return [];
  return [
    {
      kind: 'secretary-round',
      words: {
        zh: `在新当选的委员中重新选举${[...new Set(anew.map(({ post }) => post))].join('、')}`,
        en: 'Elect the secretary anew, out of the new committee',
      },
      round: committee.round,
      electable: members,
      contests: [...new Set(anew.map(({ post }) => post))].map((post) => ({
        post: post as StoredPost['post'],
        category: 'secretary',
        seats: anew.filter((one) => one.post === post).length,
        candidates: [],
        isOrdered: false,
        isComplete: false,
      })),
    },
  ];
}

function rulingOn(state: RecordState, { contest, round }: Counted, person: string): boolean | undefined {
  const logged = state.rounds.get(round);
  return logged === undefined
    ? undefined
    : rulingsOf(state, logged).decisions.findLast(
        (one) => one.matter === 'secretary' && one.post === contest.post && one.person === person,
      )?.granted;
}

/** Candidates keep the order of the ballot they stood on; persons written in come after it. */
function nextContest(
  plan: Plan,
  { contest }: Counted,
  category: ContestKind,
  seats: number,
  names: readonly string[],
): NextContest {
  const before = contest.candidates.map(label);
  const placeOf = (name: string) => (before.includes(name) ? before.indexOf(name) : before.length);
  const ordered = names.toSorted((a, b) => placeOf(a) - placeOf(b));
  const candidates = membersOf(plan, ordered);
  return {
    post: contest.post as StoredPost['post'],
    category,
    seats,
    candidates,
    isOrdered: candidates.length > 0 && ordered.every((name) => before.includes(name)),
    isComplete: category === 'revote' || category === 'formal' || candidates.length > seats,
  };
}

function membersOf(plan: Plan, names: readonly string[]): readonly StoredMember[] {
  const labels = new Map(plan.members.map((member) => [labelOf(plan, member), member]));
  return names.flatMap(
    (name) => labels.get(name) ?? plan.members.find((one) => one.name === name && !plan.sharedNames.has(name)) ?? [],
  );
}

function others(plan: Plan, names: readonly string[]): readonly StoredMember[] {
  const elected = new Set(membersOf(plan, names).map(({ id }) => id));
  return plan.members.filter(({ id }) => !elected.has(id));
}

export const isDerivation = (kind: Step['kind']): kind is DerivationKind => kind !== 'decision' && kind !== 'reduction';

export function followingView(plan: Plan, steps: readonly Step[]): Following[] {
  return steps.map(({ kind, words, round, contests, matter, post, person }) => ({
    kind,
    ...words,
    round,
    contests: contests.map((one) => ({
      post: one.post,
      category: one.category,
      seats: one.seats,
      candidates: one.candidates.map((member) => labelOf(plan, member)),
    })),
    matter: matter ?? null,
    post: post ?? '',
    person: person ?? '',
  }));
}
