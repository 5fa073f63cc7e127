/** The result of a round on paper by names: the same object as a round on kiosks gives, with what only paper has. */

import { boxWithout } from '../count/counts-without.ts';
import {
  byContest,
  type CandidateResult,
  type ContestResult,
  eligibilityOf,
  plainResult,
  purposeOf,
  type RoundResult,
  resultHead,
} from '../count/round-result.ts';
import { type Ruling, refusedIn } from '../count/settled-outcome.ts';
import type { Contest, ElectionContest } from '../record/contest.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { PaperBox, PaperCountEntry, PaperTally } from '../record/paper-entries.ts';
import { label, type Person, shortLabels } from '../record/person.ts';
import { majorityBaseOf } from '../rules/counting-rules.ts';
import type { MajorityBase } from '../rules/settings.ts';
import { type PaperRound, paperBoxOutcome } from './paper-round.ts';

export interface PaperResultInput {
  readonly meeting: MeetingEntry;
  readonly round: PaperRound;
  readonly count: Pick<PaperCountEntry, 'expected' | 'present' | 'contests'>;
  readonly preElectedPosts?: readonly string[];
  /** Of the superior about this round. */
  readonly decisions?: readonly Ruling[];
}

/** Persons with votes, in the order of the write-in list. */
export function writtenIn(
  contest: ElectionContest,
  box: PaperBox,
): readonly { readonly person: Person; readonly votes: number }[] {
  const votes = new Map(box.tally?.writeIns.map((one) => [one.name, one.votes]));
  return contest.writeIns.flatMap((person) => {
    const count = votes.get(label(person)) ?? 0;
    return count > 0 ? [{ person, votes: count }] : [];
  });
}

function electionOnPaper(contest: ElectionContest, box: PaperBox, of: PaperResultInput): ContestResult {
  const { round, count } = of;
  const written = writtenIn(contest, box);
  const persons = [...contest.candidates, ...written.map(({ person }) => person)];
  const short = shortLabels(persons);
  const k = contest.candidates.length;
  const shortOf = new Map(persons.map((person, at) => [label(person), short[at] as string]));
  const names = (labels: readonly string[]) => labels.map((name) => shortOf.get(name) ?? name);
  const { decisions = [] } = of;
  const kept = boxWithout(box, new Set(refusedIn(decisions, contest.post)));
  const situation = { preElected: of.preElectedPosts?.includes(contest.post) ?? false };
  const under = (base: MajorityBase) => {
    const decided = paperBoxOutcome(contest, count, kept, round.rules, base, situation);
    return decided.ok ? decided.value : null;
  };
  const decided = under(majorityBaseOf(round.rules, contest.category));
  const row = (i: number): CandidateResult => {
    const [approve = 0, disapprove = 0, abstain = 0, unreadable = 0] = box.tally?.rows[i] ?? [];
    return { approve, disapprove, abstain, unreadable };
  };
  return {
    kind: 'election',
    post: contest.post,
    title: contest.title,
    seats: contest.seats,
    counts: Object.fromEntries(contest.candidates.map((_, i) => [short[i] as string, row(i)])),
    writeIns: Object.fromEntries(written.map(({ votes }, r) => [short[k + r] as string, votes])),
    election: decided?.election ?? null,
    elected: names(decided?.elected ?? []),
    electedIfBaseIsExpected: names(under('expected')?.elected ?? []),
    electedIfBaseIsPresent: names(under('present')?.elected ?? []),
    tie: decided?.tie == null ? null : { among: names(decided.tie.among), seats: decided.tie.seats },
    unfilled: decided?.unfilled ?? 0,
    baseSensitive: decided?.baseSensitive ?? false,
    smallestWinning: decided?.smallestWinning ?? null,
    notices: decided?.notices ?? [],
    ...eligibilityOf(contest, decided, decisions, names),
    ...purposeOf(contest),
    box,
  };
}

/** The ticks of a form without what only paper has, as a round on kiosks counts them (specification §6.1). */
export const formCounts = (contest: Exclude<Contest, ElectionContest>, { rows }: PaperTally): readonly number[] =>
  rows.flatMap((row) => (contest.kind === 'appraisal' ? row.slice(0, -2) : row));

/**
 * Elections: the ballots of all contests together, for each has papers of its own (rules §6.2). Forms: one paper holds all lists,
 * so its numbers are those of any of them; a form counts if one of its lists does.
 */
export function paperRoundResult(of: PaperResultInput): RoundResult {
  const { meeting, round, count } = of;
  const contests = round.contests.map((contest, at): ContestResult => {
    const box = count.contests[at] as PaperBox;
    if (contest.kind === 'election') return electionOnPaper(contest, box, of);
    const counts = box.tally === null ? [] : formCounts(contest, box.tally);
    return {
      ...plainResult(contest, counts, box.tally?.valid ?? 0, round.rules.appraisalDenominator),
      box,
    };
  });
  const areForms = round.contests.every(({ kind }) => kind !== 'election');
  const sum = (pick: (box: PaperBox) => number): number => {
    const numbers = count.contests.map(pick);
    return areForms ? Math.max(0, ...numbers) : numbers.reduce((all, one) => all + one, 0);
  };
  const valid = sum(({ tally }) => tally?.valid ?? 0);
  return {
    ...resultHead(meeting, round, count),
    medium: 'paper',
    cardsPrinted: sum(({ printed }) => printed),
    issued: sum(({ issued }) => issued),
    recovered: sum(({ recovered }) => recovered),
    valid,
    invalid: areForms
      ? Math.min(...count.contests.map(({ tally }) => tally?.invalid ?? 0))
      : sum(({ tally }) => tally?.invalid ?? 0),
    returnedUnused: 0,
    damaged: 0,
    exchanged: 0,
    unreadable: 0,
    challenged: 0,
    neverHandedOut: sum(({ remaining }) => remaining),
    missing: sum(({ issued, recovered }) => Math.max(0, issued - recovered)),
    ...byContest(contests),
  };
}
