/**
 * Where the elections of a meeting stand and what can follow (rules §1.4, §1.11, §1.12), read from the signed results, the
 * motions and the decisions in the log: candidates, seats and order of a next ballot come from here and from nobody's keyboard.
 */
import {
  committeeOf,
  type DecidedElection,
  electedIn,
  isPreliminary,
  isReducible,
  refusedOf,
  revotesIn,
  secretariesBeside,
  stageOf,
  voidBallotOf,
} from '../../tally/count/contest-grounds.ts';
import { type CountedRound, countedRound } from '../../tally/count/counted-round.ts';
import { losersByRank } from '../../tally/count/further-candidates.ts';
import { type DecidedContest, type Rulings, settledContests } from '../../tally/count/settled-outcome.ts';
import type { DecisionMatter } from '../../tally/record/assembly-entries.ts';
import { label } from '../../tally/record/person.ts';
import { afterTie } from '../../tally/rules/after-tie.ts';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import { reductionNotices } from '../../tally/rules/reduction.ts';
import {
  COMMITTEE_POST,
  isSecretaryPost,
  SECRETARY_POSTS,
  secretaryBallot,
} from '../../tally/rules/secretary-ballot.ts';
import type { RecordedRules } from '../../tally/rules/settings.ts';
import { amount } from '../../tally/text/amount.ts';
import type { DerivationKind, Following } from '../contract/organizer.ts';
import type { Text } from '../contract/text.ts';
import type { StoredMember, StoredPost } from '../store/roll.ts';
import { paperRoundOf } from './paper-rounds.ts';
import { candidatesOf, LATER, labelOf, type Plan, postsOf } from './plan.ts';
import { fixedBy, type RecordState, type RoundState } from './record-state.ts';

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

function countedRoundOfState(round: RoundState): CountedRound | undefined {
  const { sealed, close, result, paperCount } = round;
  const onPaper = paperRoundOf(round)?.entry;
  if (onPaper !== undefined && paperCount !== undefined)
    return countedRound({ ...onPaper, round: round.round }, paperCount.entry, null);
  if (sealed === undefined || result === undefined) return undefined;
  return countedRound({ ...sealed.entry, round: round.round }, result.entry, close?.entry ?? null);
}

export function rulingsOf(state: RecordState, round: RoundState): Rulings {
  const carried = state.motions.filter(({ entry }) => entry.subject === 'reduction' && entry.carried);
  return {
    decisions: decisionsOn(state, round),
    reduced: new Set(carried.flatMap(({ entry }) => (entry.round === round.round ? (entry.post ?? []) : []))),
  };
}

export const decisionsOn = (state: RecordState, round: RoundState) =>
  state.decisions.flatMap(({ entry }) => (entry.ctx === fixedBy(round)?.hash ? [entry] : []));

/** Every contest that was counted, with what was ruled about it. */
export const decidedContests = (state: RecordState): readonly DecidedContest[] =>
  [...state.rounds.values()]
    .toSorted((a, b) => a.round - b.round)
    .flatMap((round) => {
      const counted = countedRoundOfState(round);
      return counted === undefined ? [] : settledContests(counted, rulingsOf(state, round));
    });

const countedElections = (state: RecordState): readonly DecidedElection[] =>
  decidedContests(state).filter((one): one is DecidedElection => one.contest.kind === 'election');

/** The committee's seats go with the secretary's post; 书记 and 副书记 do not go together (rules §1.12). */
const isPostOfOne = (post: string): boolean => post !== '委员';

/** Other posts of one person each that this person has the votes for as well, confirmed there or not; '委员' is none. */
function alsoWon(state: RecordState, { post, person }: { readonly post: string; readonly person: string }) {
  if (!isPostOfOne(post)) return [];
  return countedElections(state).flatMap(({ contest, outcome, unconfirmed }) =>
    isPostOfOne(contest.post) &&
    contest.post !== post &&
    contest.category !== 'preliminary' &&
    outcome?.elected.includes(person) === true
      ? [{ post: contest.post, isConfirmed: !unconfirmed.includes(person) }]
      : [],
  );
}

/** Nobody is confirmed in a second post beside one that is held by one person (rules §1.12). */
export const isElectedTwice = (state: RecordState, of: { readonly post: string; readonly person: string }): boolean =>
  alsoWon(state, of).some(({ isConfirmed }) => isConfirmed);

/** Persons written in whom nobody has confirmed or refused, with the post and the round (rules §5.2 W14). */
export function awaitingEligibility(state: RecordState): readonly Step[] {
  return countedElections(state).flatMap((one) =>
    one.unconfirmed.map((person) => {
      const others = alsoWon(state, { post: one.contest.post, person }).map(({ post }) => post);
      const zh = others.length === 0 ? '' : `（同时在${others.join('、')}的选举中达到当选票数，只能确认一项）`;
      const en = others.length === 0 ? '' : ` (also for ${others.join(', ')}: only one of them can be confirmed)`;
      return decision(one, 'eligibility', person, {
        zh: `${person}由另选达到当选票数：请核实被选举资格，报上级党组织确认${zh}`,
        en: `${person}, written in, has reached the threshold: check the eligibility and have the superior confirm it${en}`,
      });
    }),
  );
}

const decision = ({ contest, round }: DecidedElection, matter: DecisionMatter, person: string, words: Text): Step => ({
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
  const counted = countedElections(state);
  const posts = [...new Set(counted.map(({ contest }) => contest.post))];
  const repeated = posts.flatMap((post) => voidBallotOf(post, counted) ?? []);
  if (repeated.length > 0) return mergeBallots(repeated.map((last) => repetition(plan, last)));
  const open = posts.flatMap((post) => openMatters(plan, state, counted, stageOf(post, counted)));
  if (open.length > 0) return mergeBallots(open.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)));
  return laterElections(plan, state, counted);
}

const throughRound = (state: RecordState, round: number): RecordState => ({
  ...state,
  rounds: new Map([...state.rounds].filter(([one]) => one <= round)),
});

/** Posts that were tied a second time when this round was counted and on which the superior has yet to decide (rules §8 T49). */
export const undecidedTies = (plan: Plan, state: RecordState, round: number): readonly string[] =>
  following(plan, throughRound(state, round)).flatMap(({ matter, post = '' }) => (matter === 'tie' ? [post] : []));

/**
 * What a secretary who was elected first and then not to the committee leaves open after the ballots of a round (rules §8 T59): whom the
 * superior has yet to decide on, and the posts that it has elected anew.
 */
export function unsettledSecretaries(
  plan: Plan,
  state: RecordState,
  round: number,
): {
  readonly undecided: readonly { readonly post: string; readonly person: string }[];
  readonly anew: readonly string[];
} {
  const until = throughRound(state, round);
  const isCounted = countedElections(until).some((one) => one.round === round);
  if (!isCounted || plan.meeting.draft.rules.secretaryMode !== 'direct-before') return { undecided: [], anew: [] };
  const steps = following(plan, until);
  return {
    undecided: steps.flatMap(({ matter, post = '', person = '' }) =>
      matter === 'secretary' ? [{ post, person }] : [],
    ),
    anew: steps.flatMap(({ kind, contests }) => (kind === 'secretary-round' ? contests.map(({ post }) => post) : [])),
  };
}

/** A void election that was not held again: nobody is elected by it, and reporting it would end the meeting (rules §1.10). */
export function isRepetitionOpen(state: RecordState): boolean {
  const counted = countedElections(state);
  return counted.some(({ contest }) => voidBallotOf(contest.post, counted) !== undefined);
}

/** An election that was void is held again, as it was (rules §1.5, §1.10). */
function repetition(plan: Plan, last: DecidedElection): Step {
  const { post, category, seats, candidates } = last.contest;
  return {
    kind: 'repetition',
    words: { zh: `${post}选举无效，重新选举`, en: `The election of ${post} was void: it is held again` },
    round: last.round,
    contests: [{ ...nextContest(plan, last, category, seats, candidates.map(label)), isComplete: true }],
    electable: membersOf(plan, [...candidates, ...last.contest.writeIns].map(label)),
  };
}

function rulesOf(state: RecordState, { round }: DecidedElection): RecordedRules | undefined {
  const logged = state.rounds.get(round);
  return logged === undefined ? undefined : fixedBy(logged)?.entry.rules;
}

/** What must be settled first stands first; a reduction before the further election it would save. */
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
        electable: JOINT.includes(step.kind)
          ? union(same.electable, step.electable)
          : intersection(same.electable, step.electable),
      };
  }
  return merged;
}

function intersection(a: Step['electable'], b: Step['electable']): Step['electable'] {
  if (a === undefined || b === undefined) return a ?? b;
  return a.filter(({ id }) => b.some((other) => other.id === id));
}

/** Ballots on which each post has persons of its own: who is tied for one of them need not be tied for the other. */
const JOINT: readonly Step['kind'][] = ['revote', 'repetition'];

function union(a: Step['electable'], b: Step['electable']): Step['electable'] {
  return [...new Map([...(a ?? []), ...(b ?? [])].map((member) => [member.id, member])).values()];
}

function openMatters(
  plan: Plan,
  state: RecordState,
  counted: readonly DecidedElection[],
  stage: readonly DecidedElection[],
): readonly Step[] {
  const last = stage.at(-1);
  if (last === undefined || last.outcome === null) return [];
  const { tie, unfilled } = last.outcome;
  if (tie !== null) return [tieStep(plan, state, stage)];
  if (unfilled > 0) return shortfall(plan, state, counted, stage);
  return isPreliminary(stage) ? [formalElection(plan, stage)] : [];
}

function tieStep(plan: Plan, state: RecordState, stage: readonly DecidedElection[]): Step {
  const last = stage.at(-1) as DecidedElection;
  const tie = last.outcome?.tie as { readonly among: readonly string[]; readonly seats: number };
  const names = tie.among.join('、');
  const rules = rulesOf(state, last);
  if (!last.mayRevoteAgain && rules !== undefined && afterTie(revotesIn(stage), rules) === 'ask-superior')
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
function shortfall(
  plan: Plan,
  state: RecordState,
  counted: readonly DecidedElection[],
  stage: readonly DecidedElection[],
): readonly Step[] {
  const last = stage.at(-1) as DecidedElection;
  const { post } = last.contest;
  const open = last.outcome?.unfilled ?? 0;
  const rules = rulesOf(state, last);
  const again = furtherElection(plan, counted, stage, open, rules?.furtherElectionPool ?? 'losers-by-rank');
  if (rules === undefined || !mayReduce(state, { post, round: last.round }, rules)) return [again];
  const elected = electedIn(stage).length;
  const total = stage[0]?.contest.seats ?? elected + open;
  const notices = reductionNotices({ seats: total, elected });
  return [
    {
      kind: 'reduction',
      words: {
        zh: [
          `${post}应选 ${total} 名，当选 ${elected} 名：大会可以表决减少名额，不再选举。`,
          ...notices.map(({ zh }) => zh),
        ].join(''),
        en: [
          `${elected} of ${total} elected: the assembly may vote to reduce the seats instead.`,
          ...notices.map(({ en }) => en),
        ].join(' '),
      },
      round: last.round,
      contests: [],
      post,
    },
    again,
  ];
}

/** Whether the assembly may vote on giving up the open seats of a post: once, after its latest ballot. */
export function mayReduce(
  state: RecordState,
  of: { readonly post: string; readonly round: number },
  rules: Pick<RecordedRules, 'shortfall'>,
): boolean {
  const wasMoved = state.motions.some(
    ({ entry }) => entry.subject === 'reduction' && entry.round === of.round && entry.post === of.post,
  );
  return !wasMoved && isReducible(of, decidedContests(state), rules);
}

/** Open seats, in an election or in the pre-election of its candidates. */
function furtherElection(
  plan: Plan,
  counted: readonly DecidedElection[],
  stage: readonly DecidedElection[],
  open: number,
  pool: RecordedRules['furtherElectionPool'],
): Step {
  const last = stage.at(-1) as DecidedElection;
  const { post } = last.contest;
  const kind = isPreliminary(stage) ? 'preliminary' : 'further-election';
  const gone = new Set([...electedIn(stage), ...refusedOf(stage)]);
  const excluded = new Set([...gone, ...scrutineerLabels(plan)]);
  const names = pool === 'new-nomination' ? [] : losersByRank(last, excluded, open).names;
  const nominated = names.length === 0;
  return {
    kind,
    words:
      kind === 'preliminary'
        ? {
            zh: `预选产生的候选人还少 ${open} 名：就缺额再次预选${nominated ? '，请重新提名' : ''}`,
            en: `The pre-election left ${amount(open, 'place')} open: a further pre-election${nominated ? ', nominate candidates anew' : ''}`,
          }
        : {
            zh: `${post}缺额 ${open} 名，另行选举${nominated ? '：请重新提名候选人' : `：候选人${names.join('、')}`}`,
            en: `A further election for ${amount(open, 'open seat')}: ${nominated ? 'nominate candidates anew' : names.join(', ')}`,
          },
    round: last.round,
    contests: [nextContest(plan, last, kind, open, names)],
    electable: electableAfter(plan, counted, stage, gone),
  };
}

/** Whoever could be elected before, less those who are gone; a secretary is of the committee, and holds one post. */
function electableAfter(
  plan: Plan,
  counted: readonly DecidedElection[],
  stage: readonly DecidedElection[],
  gone: ReadonlySet<string>,
): readonly StoredMember[] {
  const last = stage.at(-1) as DecidedElection;
  const { post } = last.contest;
  // A revote names the tied alone: who could be elected is what the ballot before it said.
  const from = stage.findLast(({ contest }) => contest.category !== 'revote') ?? last;
  const before = plan.electable.get(from.round);
  const committee = isSecretaryPost(post) ? committeeOf(counted) : null;
  const beside = isSecretaryPost(post) ? secretariesBeside(post, counted) : new Set<string>();
  return plan.members.filter((member) => {
    const name = labelOf(plan, member);
    return (
      (before === undefined || before.has(member.id)) &&
      !gone.has(name) &&
      !beside.has(name) &&
      (committee === null || committee.has(name))
    );
  });
}

function formalElection(plan: Plan, stage: readonly DecidedElection[]): Step {
  const [first] = stage as readonly [DecidedElection];
  const names = electedIn(stage);
  // In the order of the first ballot, persons written in after it.
  return {
    kind: 'formal',
    words: { zh: `预选完成，正式选举：候选人${names.join('、')}`, en: `Formal election of ${names.join(', ')}` },
    round: (stage.at(-1) as DecidedElection).round,
    contests: [nextContest(plan, first, 'formal', first.contest.seats, names)],
    electable: others(plan, refusedOf(stage)),
  };
}

const scrutineerLabels = (plan: Plan): readonly string[] =>
  plan.scrutineers.flatMap(({ member }) => {
    const found = plan.byId.get(member);
    return found === undefined ? [] : [labelOf(plan, found)];
  });

/** After every post is settled: the ballot that the method has next. */
function laterElections(plan: Plan, state: RecordState, counted: readonly DecidedElection[]): readonly Step[] {
  const { kind, draft } = plan.meeting;
  const mode = draft.rules.secretaryMode;
  if (kind !== 'assembly') return [];
  const committee = stageOf(COMMITTEE_POST, counted);
  const isElected = committee.length > 0 && !isPreliminary(committee) && electedIn(committee).length > 0;
  const secretaries = counted.filter(({ contest }) => contest.post !== COMMITTEE_POST);
  if (!isElected) {
    const waiting = postsOf(plan, LATER).filter(({ post }) => post === '委员');
    return mode === 'direct-before' && secretaries.length > 0 && waiting.length > 0
      ? [committeeRound(plan, secretaries.at(-1) as DecidedElection, waiting)]
      : [];
  }
  const last = committee.at(-1) as DecidedElection;
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

function committeeRound(plan: Plan, last: DecidedElection, waiting: readonly StoredPost[]): Step {
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
function secretaryRound(plan: Plan, last: DecidedElection, members: readonly StoredMember[]): Step {
  const prepared = postsOf(plan, LATER).filter(({ post }) => post !== '委员');
  const elected = new Set(members.map((member) => labelOf(plan, member)));
  const ballots = new Map(
    prepared.map((post) => {
      const approved = candidatesOf(plan, post).map((member) => labelOf(plan, member));
      return [post.post, secretaryBallot(approved, elected)] as const;
    }),
  );
  const removed = [...new Set([...ballots.values()].flatMap((ballot) => ballot.removed))];
  const posts =
    prepared.length > 0
      ? prepared
      : SECRETARY_POSTS.map((post) => ({ post, seats: 1, round: LATER, confirmed: false }));
  const names = removed.join('、');
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
      return {
        post: post.post,
        category: 'secretary',
        seats: post.seats,
        candidates: membersOf(plan, ballots.get(post.post)?.candidates ?? []),
        isOrdered: removed.length === 0 && post.confirmed,
        isComplete: false,
      };
    }),
  };
}

/** A secretary elected first and then not elected to the committee: stop, and the superior decides (rules §8 T59). */
function outsideCommittee(
  plan: Plan,
  state: RecordState,
  counted: readonly DecidedElection[],
  members: readonly StoredMember[],
  committee: DecidedElection,
): readonly Step[] {
  const ids = new Set(members.map(({ id }) => id));
  const posts = [...new Set(counted.flatMap(({ contest }) => (contest.post === '委员' ? [] : [contest.post])))];
  const outside = posts.flatMap((post) => {
    const stage = stageOf(post, counted);
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
  const beside = new Set(anew.flatMap(({ post }) => [...secretariesBeside(post, counted)]));
  return [
    {
      kind: 'secretary-round',
      words: {
        zh: `在新当选的委员中重新选举${[...new Set(anew.map(({ post }) => post))].join('、')}`,
        en: 'Elect the secretary anew, out of the new committee',
      },
      round: committee.round,
      electable: members.filter((member) => !beside.has(labelOf(plan, member))),
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

function rulingOn(state: RecordState, { contest, round }: DecidedElection, person: string): boolean | undefined {
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
  { contest }: DecidedElection,
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
