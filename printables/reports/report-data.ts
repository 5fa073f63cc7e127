/**
 * What the report of an election says of one ballot, whether it was counted on kiosks or on paper: one wording for both
 * (election-report.ts, and the chair's script).
 */

import { attendanceMinimum } from '../../tally/meeting/attendance-gate.ts';
import { countedAgain } from '../../tally/meeting/readmission.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { label } from '../../tally/record/person.ts';
import type { RollCounts } from '../../tally/record/round-entries.ts';
import { majorityBaseOf } from '../../tally/rules/counting-rules.ts';
import type { Outcome } from '../../tally/rules/outcome.ts';
import type { RecordedRules } from '../../tally/rules/settings.ts';
import { accountingLine, challengeLine, rollLine, warningLines } from './count-report.ts';
import { boxValidityWords, validityWords } from './counting-words.ts';
import { electedInOrder, type ListOrder, listOrderOf } from './elected-order.ts';
import { tight } from './official-words.ts';
import type { PaperSheetData } from './paper-sheet.ts';
import type { ResultSheetData, SheetWriteIn } from './result-sheet-data.ts';

export interface ReportContest {
  readonly contest: ElectionContest;
  readonly candidates: readonly {
    readonly name: string;
    readonly approve: number;
    readonly disapprove: number;
    readonly abstain: number;
    /** 该项无效; null where a kiosk leaves none. */
    readonly unreadable: number | null;
  }[];
  readonly writeIns: readonly SheetWriteIn[];
  readonly outcome: Outcome;
  /** The voters have given up its open seats. */
  readonly isReduced: boolean;
  readonly elected: readonly string[];
  readonly electedOrder: ListOrder;
  /** Null where the ballots of the round are counted together. */
  readonly box: {
    readonly issued: number;
    readonly recovered: number;
    readonly valid: number;
    readonly invalid: number;
  } | null;
  /** Void, so that nothing was read of its ballots: nobody has a number (rules §5.2 W5). */
  readonly isUncounted: boolean;
  /** Written in with enough votes and not confirmed yet: not among the elected. A sheet is made once nobody is. */
  readonly unconfirmed: readonly string[];
}

export interface ReportData {
  readonly meeting: MeetingEntry;
  readonly round: { readonly round: number; readonly rules: RecordedRules };
  readonly medium: 'kiosk' | 'paper';
  readonly expected: number;
  readonly present: number;
  readonly quorumMinimum: number;
  readonly issued: number;
  readonly recovered: number;
  readonly valid: number;
  readonly invalid: number;
  /** 收回不多于发出，选举有效 */
  readonly validity: string;
  /** How the expected were found; '' in a plenary. */
  readonly roll: string;
  readonly contests: readonly ReportContest[];
  /** What those who approve must notice, as whole sentences. */
  readonly notes: readonly string[];
}

export const isPreliminary = ({ contest }: Pick<ReportContest, 'contest'>): boolean =>
  contest.category === 'preliminary';

/** A pre-election names candidates and a void election names nobody: there is nothing to report to the superior (rules §1.4, §1.13). */
export const electsSomebody = (contests: readonly Pick<ReportContest, 'contest' | 'isUncounted'>[]): boolean =>
  contests.some((one) => !isPreliminary(one) && !one.isUncounted);

/** The base of this very ballot: a pre-election may have its own (rules §7 prevote_base). */
export const baseOfContest = (rules: RecordedRules, { contest }: Pick<ReportContest, 'contest'>) =>
  majorityBaseOf(rules, contest.category);

export function reportOfSheet(data: ResultSheetData): ReportData {
  const { meeting, round, close, accounting, contests, quorumMinimum } = data;
  return {
    meeting,
    round,
    medium: 'kiosk',
    expected: close.expected,
    present: close.present,
    quorumMinimum,
    issued: accounting.issued,
    recovered: close.casts,
    valid: close.casts,
    invalid: 0,
    validity: validityWords(data),
    roll: meeting.kind === 'plenary' ? '' : rollLine(data),
    contests: contests.map((drawn) => ({
      ...drawn,
      candidates: drawn.candidates.map((person) => ({ ...person, unreadable: null })),
      box: null,
      isUncounted: false,
      unconfirmed: [],
    })),
    notes: [accountingLine(data), ...(close.challenges > 0 ? [challengeLine(data)] : []), ...warningLines(data)].map(
      tight,
    ),
  };
}

/** As long as the superior has not confirmed who was written in: nobody of them is called elected (rules §5.2 W14, §8 T51). */
export function withUnconfirmed(
  data: ReportData,
  waiting: readonly { readonly round: number; readonly post: string; readonly person: string }[],
): ReportData {
  const contests = data.contests.map((drawn): ReportContest => {
    const unconfirmed = waiting.flatMap(({ round, post, person }) =>
      round === data.round.round && post === drawn.contest.post ? [person] : [],
    );
    if (unconfirmed.length === 0) return drawn;
    const isWaiting = (name: string) => unconfirmed.includes(name);
    return {
      ...drawn,
      unconfirmed,
      elected: drawn.elected.filter((name) => !isWaiting(name)),
      writeIns: drawn.writeIns.map((one) => (isWaiting(one.name) ? { ...one, isElected: false } : one)),
    };
  });
  return { ...data, contests };
}

/** 党员84名，其中… from the roll alone. */
function paperRoll(roll: RollCounts, expected: number): string {
  const { members, probationary, withoutRight, excluded } = roll;
  const again = countedAgain(expected, roll);
  return (
    `党员${members}名，其中预备党员${probationary}名，没有选举权的正式党员${withoutRight}名；` +
    `有选举权的党员${members - probationary - withoutRight}名，不计算在应到会人数之内${excluded}名` +
    `${again === 0 ? '' : `，其中${again}名到会后重新计入`}。`
  );
}

export function reportOfPaper(data: Omit<PaperSheetData, 'symbol'>): ReportData {
  const { meeting, round, count, contests } = data;
  const { expected, present } = count;
  const drawn = contests.map(({ contest, box, outcome, isReduced, refused }): ReportContest => {
    const { tally } = box;
    const isElected = new Set(outcome.elected);
    const candidates = contest.candidates.map((person, at) => {
      const [approve = 0, disapprove = 0, abstain = 0, unreadable = 0] = tally?.rows[at] ?? [];
      return { name: label(person), approve, disapprove, abstain, unreadable };
    });
    const names = new Map([...contest.candidates, ...contest.writeIns].map((person) => [label(person), person.name]));
    const writeIns = (tally?.writeIns ?? [])
      .map(({ name, votes }) => ({ name, votes, isElected: isElected.has(name), isRefused: refused.has(name) }))
      .toSorted((a, b) => b.votes - a.votes);
    const ranked = [
      ...candidates.map(({ name, approve }) => ({ label: name, votes: approve, isCandidate: true })),
      ...writeIns.map(({ name, votes }) => ({ label: name, votes, isCandidate: false })),
    ].map((one) => ({ ...one, name: names.get(one.label) ?? one.label }));
    const { labels: elected, order: electedOrder } = electedInOrder(
      ranked.filter((person) => isElected.has(person.label)),
      listOrderOf(contest, round.rules),
      round.rules.singleGivenName,
    );
    const { issued, recovered } = box;
    return {
      contest,
      candidates,
      writeIns,
      outcome,
      isReduced,
      elected,
      electedOrder,
      box: { issued, recovered, valid: tally?.valid ?? 0, invalid: tally?.invalid ?? 0 },
      isUncounted: tally === null,
      unconfirmed: [],
    };
  });
  const seen = new Set<string>();
  const notices = contests
    .flatMap(({ outcome }) => outcome.notices)
    .filter(({ zh, code }) => code !== 'threshold' && !seen.has(zh) && seen.add(zh) !== undefined);
  const sum = (of: (contest: ReportContest['box'] & object) => number): number =>
    drawn.reduce((all, { box }) => all + (box === null ? 0 : of(box)), 0);
  return {
    meeting,
    round,
    medium: 'paper',
    expected,
    present,
    quorumMinimum: attendanceMinimum(meeting.kind, expected, round.rules),
    issued: sum(({ issued }) => issued),
    recovered: sum(({ recovered }) => recovered),
    valid: sum(({ valid }) => valid),
    invalid: sum(({ invalid }) => invalid),
    validity: boxValidityWords(contests.map(({ contest: { post }, box, outcome }) => ({ post, outcome, ...box }))),
    roll: meeting.kind === 'plenary' ? '' : paperRoll(round.roll, expected),
    contests: drawn,
    notes: [
      drawn.every(({ isUncounted }) => isUncounted)
        ? '本次投票使用纸质选票，没有计票，监票人已签字。'
        : '本次投票使用纸质选票，由两名计票人分别计票，两份一致，监票人已签字。',
      ...data.decided.map(tight),
      ...notices.map(({ zh, clause }) => `${tight(zh)}依据：${clause}。`),
    ],
  };
}
