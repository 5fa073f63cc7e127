/**
 * What allows a contest (specification §8.6, rules §1.11, §1.12): a first ballot stands once, a revote needs a tie, a further
 * election open seats, a formal election a pre-election, as the last valid ballot for the same post left them in this record.
 * Without this whoever composes a round could elect the most votes without the half, or vote once more on seats that are filled.
 */
import type { Contest, ElectionContest } from '../record/contest.ts';
import { label } from '../record/person.ts';
import { afterTie } from '../rules/after-tie.ts';
import { COMMITTEE_POST, isSecretaryPost, secretaryBallot } from '../rules/secretary-ballot.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { losersByRank } from './further-candidates.ts';
import type { DecidedContest } from './settled-outcome.ts';

/**
 * A pre-election (差额预选) may count by another base than the election, and a round states one base: so it stands in a round
 * with pre-elections only.
 */
export function isOneKindOfBallot(contests: readonly Contest[]): boolean {
  const elections = contests.filter((contest) => contest.kind === 'election');
  const preliminary = elections.filter(({ category }) => category === 'preliminary');
  return preliminary.length === 0 || preliminary.length === elections.length;
}

export type DecidedElection = DecidedContest & { readonly contest: ElectionContest };

const ballotsFor = (post: string, earlier: readonly DecidedContest[]): readonly DecidedElection[] =>
  earlier.filter((one): one is DecidedElection => one.contest.kind === 'election' && one.contest.post === post);

/**
 * The ballots of one election of a post: a first ballot and the revotes and further elections that complete it; several
 * pre-elections in a row are one. A void ballot is none of them: it left everything as it was (rules §1.10).
 */
export function stageOf<T extends DecidedContest>(
  post: string,
  earlier: readonly T[],
): readonly (T & DecidedElection)[] {
  const own = ballotsFor(post, earlier).filter(({ outcome }) => outcome?.election !== 'void') as (T &
    DecidedElection)[];
  const begins = (at: number): boolean => {
    const { category } = (own[at] as DecidedElection).contest;
    if (category === 'revote' || category === 'further-election') return false;
    return category !== 'preliminary' || !isPreliminary(own.slice(0, at));
  };
  for (let at = own.length - 1; at >= 0; at -= 1) if (begins(at)) return own.slice(at);
  return own;
}

/** The last ballot for a post, if it was void: it is voted on again (重新选举, rules §1.10). */
export function voidBallotOf<T extends DecidedContest>(
  post: string,
  earlier: readonly T[],
): (T & DecidedElection) | undefined {
  const last = ballotsFor(post, earlier).at(-1) as (T & DecidedElection) | undefined;
  return last?.outcome?.election === 'void' ? last : undefined;
}

/** Whether the last ballots of a list belong to a pre-election: revotes among its tied persons do. */
export function isPreliminary(stage: readonly DecidedElection[]): boolean {
  const last = stage.findLast(({ contest }) => contest.category !== 'revote');
  return last?.contest.category === 'preliminary';
}

/** Everybody elected in a stage, in the order of its ballots. */
export const electedIn = (stage: readonly DecidedContest[]): readonly string[] => [
  ...new Set(stage.flatMap(({ outcome }) => outcome?.elected ?? [])),
];

export const refusedOf = (stage: readonly DecidedContest[]): readonly string[] =>
  stage.flatMap(({ refused }) => refused);

/** Who is elected to the committee; null where nobody has been voted on for it yet. */
export function committeeOf(earlier: readonly DecidedContest[]): ReadonlySet<string> | null {
  const stage = stageOf(COMMITTEE_POST, earlier);
  return stage.length === 0 || isPreliminary(stage) ? null : new Set(electedIn(stage));
}

/** Who has been elected to another of the posts of secretary and deputy, and is not to be replaced. */
export function secretariesBeside(post: string, earlier: readonly DecidedContest[]): ReadonlySet<string> {
  const posts = new Set(earlier.flatMap(({ contest }) => (contest.kind === 'election' ? [contest.post] : [])));
  const others = [...posts].filter((one) => one !== post && isSecretaryPost(one));
  return new Set(
    others.flatMap((one) => {
      const stage = stageOf(one, earlier);
      const replaced = new Set(stage.flatMap((ballot) => ballot.replaced));
      return electedIn(stage).filter((name) => !replaced.has(name));
    }),
  );
}

type GroundRules = Pick<RuleSettings, 'revoteTiedAgain' | 'furtherElectionPool'>;

/** `earlier`: every contest decided before in this record, in order, with what was ruled about it. */
export function hasGrounds(contest: Contest, earlier: readonly DecidedContest[], rules: GroundRules): boolean {
  if (contest.kind !== 'election') return true;
  const stage = stageOf(contest.post, earlier);
  return (
    repeatsWhatWasVoid(contest, earlier) &&
    isCalledFor(contest, stage, rules) &&
    (contest.category === 'revote' || mayAllBeElected(contest, stage, earlier))
  );
}

/** The same seats and the same candidates, by the same kind of ballot. */
function repeatsWhatWasVoid(contest: ElectionContest, earlier: readonly DecidedContest[]): boolean {
  const last = voidBallotOf(contest.post, earlier)?.contest;
  if (last === undefined) return true;
  return (
    contest.category === last.category &&
    contest.seats === last.seats &&
    isSameSet(contest.candidates.map(label), last.candidates.map(label))
  );
}

function isCalledFor(contest: ElectionContest, stage: readonly DecidedElection[], rules: GroundRules): boolean {
  const { category, seats } = contest;
  const last = stage.at(-1);
  // A post is voted on for the first time once.
  if (last === undefined) return category === 'committee' || category === 'secretary' || category === 'preliminary';
  const { outcome } = last;
  if (outcome === null) return false;
  const candidates = contest.candidates.map(label);
  switch (category) {
    case 'committee':
      return false;
    case 'secretary':
      return seats === new Set(stage.flatMap(({ replaced }) => replaced)).size;
    case 'preliminary':
    case 'further-election':
      return (
        isPreliminary(stage) === (category === 'preliminary') &&
        outcome.tie === null &&
        seats === outcome.unfilled &&
        isOfPool(candidates, stage, last, seats, rules)
      );
    case 'revote': {
      const { tie } = outcome;
      if (tie === null || seats !== tie.seats || contest.writeIns.length > 0) return false;
      const isAllowed = last.mayRevoteAgain || afterTie(revotesIn(stage), rules) === 'revote';
      return isAllowed && isSameSet(candidates, tie.among);
    }
    case 'formal':
      return (
        isPreliminary(stage) &&
        outcome.tie === null &&
        outcome.unfilled === 0 &&
        seats === stage[0]?.contest.seats &&
        isSameSet(candidates, electedIn(stage))
      );
  }
}

/** Revotes at the end of a stage: a further election in between begins to count anew. */
export function revotesIn(stage: readonly DecidedElection[]): number {
  const before = stage.findLastIndex(({ contest }) => contest.category !== 'revote');
  return stage.length - 1 - before;
}

function isOfPool(
  candidates: readonly string[],
  stage: readonly DecidedElection[],
  last: DecidedElection,
  seats: number,
  { furtherElectionPool }: GroundRules,
): boolean {
  if (furtherElectionPool === 'new-nomination') return true;
  const { names, isFixed } = losersByRank(last, new Set([...electedIn(stage), ...refusedOf(stage)]), seats);
  return !isFixed || isSameSet(candidates, names);
}

/** Of everybody on the ballot, candidates and persons who can be written in. */
function mayAllBeElected(
  { post, category, candidates, writeIns }: ElectionContest,
  stage: readonly DecidedElection[],
  earlier: readonly DecidedContest[],
): boolean {
  const persons = [...candidates, ...writeIns].map(label);
  const elected = category === 'formal' || category === 'secretary' ? [] : electedIn(stage);
  const gone = new Set([...elected, ...refusedOf(stage)]);
  if (persons.some((name) => gone.has(name))) return false;
  const lists = new Set(stage.flatMap(({ contest }) => [...contest.candidates, ...contest.writeIns].map(label)));
  // A write-in list names everybody who may be elected; without one others can be nominated.
  const isListed = category !== 'secretary' && stage.some(({ contest }) => contest.writeIns.length > 0);
  if (isListed && !persons.every((name) => lists.has(name))) return false;
  if (!isSecretaryPost(post)) return true;
  const beside = secretariesBeside(post, earlier);
  const committee = committeeOf(earlier);
  return !persons.some((name) => beside.has(name)) && !secretaryBallot(persons, committee).stopped;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const names = new Set(b);
  return a.length === names.size && a.every((name) => names.has(name));
}

/** Persons written in somewhere whose eligibility nobody has ruled on: nothing is built on them (rules §5.2 W14). */
export const unconfirmedIn = (earlier: readonly DecidedContest[]): readonly string[] =>
  earlier.flatMap(({ unconfirmed }) => unconfirmed);

/** Whether a motion to give up the open seats of a post may be put: once, after its latest ballot (rules §1.11). */
export function isReducible(
  { post, round }: { readonly post: string; readonly round: number },
  decided: readonly DecidedContest[],
  { shortfall }: Pick<RuleSettings, 'shortfall'>,
): boolean {
  const stage = stageOf(post, decided);
  const [first] = stage;
  const last = stage.at(-1);
  if (first === undefined || last === undefined || voidBallotOf(post, decided) !== undefined) return false;
  const { outcome } = last;
  return (
    shortfall !== 'further-election' &&
    last.round === round &&
    !isPreliminary(stage) &&
    outcome !== null &&
    outcome.unfilled > 0 &&
    // "Close to" the seats has no number: somebody at least is elected, and a single seat cannot be reduced.
    first.contest.seats > 1 &&
    electedIn(stage).length > 0
  );
}
