/**
 * A round's result by names, as people and scripts read it (result.json, `npm run verify -- … --json`). Names are
 * plain where unique inside the contest among candidates and persons written in, else with the remark.
 */
import type { Accounting } from '../accounting/accounting.ts';
import { attendanceMinimum } from '../meeting/attendance-gate.ts';
import { countedAgain } from '../meeting/readmission.ts';
import type { Contest, ElectionContest } from '../record/contest.ts';
import type { MeetingEntry, MeetingKind } from '../record/meeting-entry.ts';
import type { PaperBox } from '../record/paper-entries.ts';
import { label, shortLabels } from '../record/person.ts';
import type { CloseEntry, RoundEntry } from '../record/round-entries.ts';
import { majorityBaseOf } from '../rules/counting-rules.ts';
import type { Notice } from '../rules/notices.ts';
import type { Outcome } from '../rules/outcome.ts';
import type { MajorityBase } from '../rules/settings.ts';
import { countsWithout } from './counts-without.ts';
import { type FormResult, formResult } from './form-results.ts';
import { baseOfRound, contestOutcome } from './outcome-of-contest.ts';
import { type Ruling, refusedIn, unconfirmedWriteIns } from './settled-outcome.ts';

export interface CandidateResult {
  readonly approve: number;
  readonly disapprove: number;
  readonly abstain: number;
  /** 该项无效: on paper only (specification §14). */
  readonly unreadable?: number;
}

/** An election row, grades of a subject by their Chinese names, or a nominee's number. */
export type CountsRow = CandidateResult | Readonly<Record<string, number>> | number;

export interface ContestResult {
  readonly kind: Contest['kind'];
  readonly post: string | null;
  readonly title: { readonly zh: string; readonly en: string };
  readonly seats: number | null;
  readonly counts: Readonly<Record<string, CountsRow>>;
  readonly writeIns: Readonly<Record<string, number>>;
  readonly election: 'valid' | 'void' | null;
  readonly elected: readonly string[];
  readonly electedIfBaseIsExpected: readonly string[];
  readonly electedIfBaseIsPresent: readonly string[];
  readonly tie: { readonly among: readonly string[]; readonly seats: number } | null;
  readonly unfilled: number;
  readonly baseSensitive: boolean;
  readonly smallestWinning: number | null;
  readonly notices: readonly Notice[];
  /** Written in and refused by the superior: these votes count for nobody (specification §8.6). Absent: nobody. */
  readonly refused?: readonly string[];
  /** Written in, elected or tied, and not confirmed yet. Absent: nobody. */
  readonly unconfirmed?: readonly string[];
  /** `elected` are official candidates now, and nobody is elected (rules §1.4). Absent: an election. */
  readonly preliminary?: true;
  /** Of a contest that elects nobody: shares and ranks. */
  readonly form?: FormResult;
  /** Its own ballots and box, in a round on paper only. */
  readonly box?: PaperBox;
}

export type Elected = readonly string[] | Readonly<Record<string, string | null | readonly string[]>>;

export interface RoundResult {
  readonly meeting: string;
  readonly meetingKind: MeetingKind;
  readonly organization: string;
  readonly title: string;
  readonly date: string;
  readonly round: number;
  /** Only where the round was held on paper. */
  readonly medium?: 'paper';
  readonly majorityBase: MajorityBase;
  readonly rollSize: number;
  readonly probationary: number;
  readonly withoutVotingRights: number;
  readonly excludedFromExpected: number;
  readonly expected: number;
  readonly present: number;
  readonly quorumMinimum: number;
  readonly cardsPrinted: number;
  readonly issued: number;
  readonly recovered: number;
  readonly valid: number;
  readonly invalid: number;
  readonly returnedUnused: number;
  readonly damaged: number;
  readonly exchanged: number;
  readonly unreadable: number;
  readonly challenged: number;
  readonly neverHandedOut: number;
  readonly missing: number;
  /** Of the only contest, else by post. */
  readonly seats: number | null | Readonly<Record<string, number>>;
  /** Keys are "post:name" when the ballot has several contests. */
  readonly counts: Readonly<Record<string, CountsRow>>;
  readonly writeIns: Readonly<Record<string, number>>;
  readonly elected: Elected;
  readonly electedIfBaseIsExpected: Elected;
  readonly electedIfBaseIsPresent: Elected;
  readonly contests: readonly ContestResult[];
}

export interface RoundNumbers {
  readonly meeting: MeetingEntry;
  readonly round: RoundEntry;
  readonly close: CloseEntry;
  readonly accounting: Accounting;
  readonly counts: readonly (readonly number[])[];
  /** Posts whose candidates an earlier round's pre-election named: their election may be uncontested (rules §1.4). */
  readonly preElectedPosts?: readonly string[];
  /** Of the superior about this round. */
  readonly decisions?: readonly Ruling[];
}

/** Who of the persons written in may not be elected, or is not confirmed yet, by the names of the result. */
export function eligibilityOf(
  contest: ElectionContest,
  decided: Pick<Outcome, 'elected' | 'tie'> | null,
  decisions: readonly Ruling[],
  names: (labels: readonly string[]) => readonly string[],
): Pick<ContestResult, 'refused' | 'unconfirmed'> {
  const refused = names(refusedIn(decisions, contest.post));
  const unconfirmed = names(decided === null ? [] : unconfirmedWriteIns(contest, decided, decisions));
  return {
    ...(refused.length === 0 ? {} : { refused }),
    ...(unconfirmed.length === 0 ? {} : { unconfirmed }),
  };
}

function electionResult(contest: ElectionContest, counts: readonly number[], of: RoundNumbers): ContestResult {
  const { round, close, accounting } = of;
  const k = contest.candidates.length;
  const written = contest.writeIns.flatMap((person, r) => {
    const votes = counts[2 * k + r] ?? 0;
    return votes > 0 ? [{ person, votes }] : [];
  });
  const persons = [...contest.candidates, ...written.map(({ person }) => person)];
  const short = shortLabels(persons);
  const shortOf = new Map(persons.map((person, at) => [label(person), short[at] as string]));
  const names = (labels: readonly string[]) => labels.map((name) => shortOf.get(name) ?? name);
  const attendance = {
    expected: close.expected,
    present: close.present,
    issued: accounting.issued,
    casts: close.casts,
  };
  const situation = { preElected: of.preElectedPosts?.includes(contest.post) ?? false };
  const { decisions = [] } = of;
  const kept = countsWithout(contest, counts, new Set(refusedIn(decisions, contest.post)));
  const under = (base: MajorityBase) => {
    const decided = contestOutcome(contest, kept, attendance, round.rules, base, situation);
    return decided.ok ? decided.value : null;
  };
  const decided = under(majorityBaseOf(round.rules, contest.category));
  return {
    kind: 'election',
    post: contest.post,
    title: contest.title,
    seats: contest.seats,
    counts: Object.fromEntries(
      contest.candidates.map((_, i) => {
        const approve = counts[2 * i] ?? 0;
        const disapprove = counts[2 * i + 1] ?? 0;
        return [short[i] as string, { approve, disapprove, abstain: close.casts - approve - disapprove }];
      }),
    ),
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
  };
}

export const purposeOf = ({ category }: Pick<ElectionContest, 'category'>): Pick<ContestResult, 'preliminary'> =>
  category === 'preliminary' ? { preliminary: true } : {};

/** Sums, shares and ranks: appraisal and recommendation elect nobody. `forms`: the valid ones. */
export function plainResult(
  contest: Exclude<Contest, ElectionContest>,
  counts: readonly number[],
  forms: number,
  denominator: Parameters<typeof formResult>[3],
): ContestResult {
  const rows =
    contest.kind === 'appraisal'
      ? shortLabels(contest.subjects).map((name, i) => {
          const g = contest.grades.length;
          const grades = contest.grades.map(({ zh }, at) => [zh, counts[i * g + at] ?? 0] as const);
          return [name, Object.fromEntries(grades)] as const;
        })
      : shortLabels(contest.nominees).map((name, i) => [name, counts[i] ?? 0] as const);
  return {
    kind: contest.kind,
    post: null,
    title: contest.title,
    seats: null,
    counts: Object.fromEntries(rows),
    writeIns: {},
    election: null,
    elected: [],
    electedIfBaseIsExpected: [],
    electedIfBaseIsPresent: [],
    tie: null,
    unfilled: 0,
    baseSensitive: false,
    smallestWinning: null,
    notices: [],
    form: formResult(contest, counts, forms, denominator),
  };
}

/** The members that repeat what the contests hold: plain with one contest, keyed by heading with several. */
export function byContest(
  contests: readonly ContestResult[],
): Pick<
  RoundResult,
  'seats' | 'counts' | 'writeIns' | 'elected' | 'electedIfBaseIsExpected' | 'electedIfBaseIsPresent' | 'contests'
> {
  const only = contests.length === 1 ? (contests[0] as ContestResult) : null;
  const heading = (contest: ContestResult) => contest.post ?? contest.title.zh;
  const flat = <V>(pick: (contest: ContestResult) => Readonly<Record<string, V>>): Readonly<Record<string, V>> =>
    only !== null
      ? pick(only)
      : Object.fromEntries(
          contests.flatMap((contest) =>
            Object.entries(pick(contest)).map(([name, value]) => [`${heading(contest)}:${name}`, value]),
          ),
        );
  const elected = (pick: (contest: ContestResult) => readonly string[]): Elected =>
    only !== null
      ? pick(only)
      : Object.fromEntries(
          contests
            .filter(({ kind }) => kind === 'election')
            .map((contest) => [
              contest.post as string,
              contest.seats === 1 ? (pick(contest)[0] ?? null) : pick(contest),
            ]),
        );
  return {
    seats:
      only !== null
        ? only.seats
        : Object.fromEntries(
            contests.flatMap(({ post, seats }) => (post !== null && seats !== null ? [[post, seats]] : [])),
          ),
    counts: flat(({ counts }) => counts),
    writeIns: flat(({ writeIns }) => writeIns),
    elected: elected((contest) => contest.elected),
    electedIfBaseIsExpected: elected((contest) => contest.electedIfBaseIsExpected),
    electedIfBaseIsPresent: elected((contest) => contest.electedIfBaseIsPresent),
    contests,
  };
}

/** What meeting, round and attendance give to every result. */
export function resultHead(
  meeting: MeetingEntry,
  round: Pick<RoundEntry, 'round' | 'contests' | 'roll' | 'rules'>,
  { expected, present }: { readonly expected: number; readonly present: number },
) {
  return {
    meeting: meeting.id,
    meetingKind: meeting.kind,
    organization: meeting.organization,
    title: meeting.title,
    date: meeting.date,
    round: round.round,
    majorityBase: baseOfRound(round),
    rollSize: round.roll.members,
    probationary: round.roll.probationary,
    withoutVotingRights: round.roll.withoutRight,
    excludedFromExpected: round.roll.excluded - countedAgain(expected, round.roll),
    expected,
    present,
    quorumMinimum: attendanceMinimum(meeting.kind, expected, round.rules),
  };
}

export function roundResult(of: RoundNumbers): RoundResult {
  const { meeting, round, close, accounting } = of;
  const contests = round.contests.map((contest, at) => {
    const counts = of.counts[at] ?? [];
    return contest.kind === 'election'
      ? electionResult(contest, counts, of)
      : plainResult(contest, counts, close.casts, round.rules.appraisalDenominator);
  });
  return {
    ...resultHead(meeting, round, close),
    cardsPrinted: round.cards,
    issued: accounting.issued,
    recovered: close.casts,
    valid: close.casts,
    invalid: 0,
    returnedUnused: close.voids.returned,
    damaged: close.voids.damaged,
    exchanged: close.handCounts.exchanged,
    unreadable: close.handCounts.unreadable,
    challenged: close.challenges,
    neverHandedOut: close.voids.unissued,
    missing: accounting.missing,
    ...byContest(contests),
  };
}
