/**
 * What the papers of a meeting say, as plain data: prepared by the organizer, taken from the roll, or taken from the record. What is
 * not known yet is null and becomes a place to write in by hand.
 */

import { dayNumber, LAST_DAY } from '../../tally/calendar/day.ts';
import { asksForPublicity, type Holidays, publicityBySettings } from '../../tally/calendar/publicity.ts';
import type { MotionMode, MotionSubject } from '../../tally/record/assembly-entries.ts';
import type { MeetingKind } from '../../tally/record/meeting-entry.ts';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import { type MeetingWords, wordsOfMeeting } from '../../tally/rules/meeting-words.ts';
import type { ExclusionCode, MajorityBase, RuleSettings } from '../../tally/rules/settings.ts';
import { minimumCandidates } from '../../tally/rules/surplus.ts';
import type { AppraisalTable, RecommendationTable } from '../forms/rating-forms.ts';
import type { ReportData } from '../reports/report-data.ts';

export interface PersonFacts {
  /** With the remark where the roll has a namesake. */
  readonly name: string;
  readonly sex: string;
  readonly ethnicity: string;
  /** Year and month: 1974-04. */
  readonly birth: string;
  readonly education: string;
  readonly joined: string;
}

export interface PostFacts {
  readonly post: string;
  readonly seats: number;
  /** In ballot order. */
  readonly candidates: readonly PersonFacts[];
}

/** On the ballot of the running round. */
export interface BallotFacts extends PostFacts {
  readonly category: ContestKind;
  /** Whether the candidates stand by surname strokes, also after a person has changed their order. */
  readonly isByStrokes: boolean;
  /** Whether it has places for other persons. */
  readonly writeIns: boolean;
}

/** What only the office knows; '' and null are places to write in. */
export interface DocumentParticulars {
  /** 上午9时. */
  readonly time: string;
  readonly requestNumber: string;
  readonly requestDate: string | null;
  readonly candidatesNumber: string;
  readonly candidatesDate: string | null;
  readonly reportNumber: string;
  /** Of the written notice to whoever takes part; absent in requests that were signed before there was one. */
  readonly meetingNoticeDate?: string | null;
  /** 委员分工, once the plenary has agreed on it. */
  readonly duties: string;
  /** 10月12日党员推荐、10月20日资格联审、11月2日组织考察. */
  readonly nomination: string;
  /** Against a candidate, while the notice hung. */
  readonly objections: string;
  readonly noticeFrom: string | null;
  /** The first day that counts, kept for a superior who cannot compute it; absent in requests that were signed before it was. */
  readonly noticeFirst?: string | null | undefined;
  readonly noticeTo: string | null;
  readonly contact: string;
  readonly telephone: string;
  readonly absences: readonly AbsenceReason[];
}

export interface AbsenceReason {
  readonly reason: string;
  readonly count: number;
}

export interface MotionFacts {
  readonly subject: MotionSubject;
  /** As it was put: of a subject that has no name of its own this alone says what it was about. */
  readonly text: string;
  readonly mode: MotionMode;
  readonly inFavour: number;
  readonly against: number;
  readonly abstain: number;
  readonly carried: boolean;
}

export interface DocumentFacts {
  readonly kind: MeetingKind;
  /** 民主测评 and 民主推荐: who takes part, '' where nobody is told apart. */
  readonly group: string;
  readonly title: string;
  readonly organization: string;
  readonly superior: string;
  readonly day: string | null;
  readonly place: string;
  readonly chair: string;
  /** Number of the superior's reply that agrees to the assembly. */
  readonly approval: string;
  readonly rules: Omit<RuleSettings, 'majorityBase'> & { readonly majorityBase: MajorityBase | null };
  readonly roll: {
    readonly members: number;
    readonly probationary: number;
    readonly withoutRight: number;
    readonly entitled: number;
    readonly excluded: number;
    readonly expected: number;
    readonly quorumMinimum: number;
  };
  readonly excluded: readonly { readonly name: string; readonly category: ExclusionCode; readonly reason: string }[];
  /** What the meeting elects: the first ballot of each post, whichever round is running. */
  readonly posts: readonly PostFacts[];
  /** Those of them whose candidates stand by surname strokes. */
  readonly postsByStrokes: readonly string[];
  /** A contested pre-election names the official candidates first (rules §1.4). */
  readonly preliminary: boolean;
  /** What the meeting was prepared for; a round may still be changed to paper. */
  readonly planned: 'kiosk' | 'paper';
  readonly round: number;
  /** The running round: on kiosks, or on paper from the start or since it was changed to it. */
  readonly medium: 'kiosk' | 'paper';
  readonly ballot: readonly BallotFacts[];
  /** What stands on the form of a 民主测评 or 民主推荐. */
  readonly forms: {
    readonly appraisals: readonly AppraisalTable[];
    readonly recommendations: readonly RecommendationTable[];
  };
  readonly scrutineers: readonly string[];
  /** So many of them can open the count together. */
  readonly threshold: number;
  readonly tellers: readonly string[];
  readonly writeIns: boolean;
  /** Null before the desk has opened. */
  readonly attendance: { readonly present: number; readonly attending: number } | null;
  /** Of the running round; null where it is not known yet. */
  readonly cards: {
    readonly made: number;
    readonly audited: number | null;
    readonly issued: number | null;
    readonly cast: number | null;
    readonly unissued: number | null;
  };
  /** 民主测评 and 民主推荐, once the forms of the running round are counted; 'void': there were too few or too many to be. */
  readonly formCount: { readonly valid: number; readonly invalid: number } | 'void' | null;
  /** Of a running round on paper, all its ballots together, forms with several lists once; null where it is not known yet. */
  readonly box: {
    readonly printed: number | null;
    readonly issued: number | null;
    readonly remaining: number | null;
    readonly recovered: number | null;
  };
  /** The box of the running round on kiosks, from its sealing until voting begins; null at any other time. */
  readonly emptyBox: {
    readonly cast: number;
    readonly challenged: number;
    /** By name. */
    readonly kiosks: readonly string[];
  } | null;
  /** 代写, in the order of the roll: whose ballot was filled in by whom. */
  readonly assistances: readonly { readonly voter: string; readonly helper: string }[];
  /** Votes of the assembly that stand in the record. */
  readonly motions: readonly MotionFacts[];
  /** Of the current round, once it is counted. */
  readonly result: ReportData | null;
  /** Of every counted round of an election, in order. */
  readonly reports: readonly ReportData[];
  /** Elected before the committee and then not to it (rules §8 T59): whom the superior has yet to decide on, and what it has elected anew. */
  readonly unsettledSecretaries: {
    readonly undecided: readonly { readonly post: string; readonly person: string }[];
    readonly anew: readonly string[];
  };
  /** Posts whose tie waits for the superior after this round: tied a second time, and not decided yet (rules §8 T49). */
  readonly undecidedTies: readonly string[];
  /** What the elected committee lacks of the structure it should have, in sentences; known to the office, not to the record. */
  readonly structure: readonly string[];
  readonly particulars: DocumentParticulars;
  /** Of the years in which the notice hangs, where somebody has entered them; null or absent: working days cannot be counted. */
  readonly holidays?: Holidays | null;
}

/** 中共清溪村总支部: the organization whose committee it is. */
export const organizationOf = ({ organization }: Pick<DocumentFacts, 'organization'>): string =>
  organization.replace(/委员会$/u, '') || organization;

const MEETING_WORD: Readonly<Record<MeetingKind, string>> = {
  assembly: '党员大会',
  plenary: '委员会全体会议',
  recommendation: '民主推荐会',
  appraisal: '民主测评会',
};

/** A branch that elects its secretary and has no committee (不设委员会的党支部, rules §1.2): its papers speak of the branch. */
export const isWithoutCommittee = ({ kind, posts }: Pick<DocumentFacts, 'kind' | 'posts'>): boolean =>
  settingWordsOf({ kind, posts }) === 'without-committee';

/** In whose words the settings stand in its papers. */
export const settingWordsOf = ({ kind, posts }: Pick<DocumentFacts, 'kind' | 'posts'>): MeetingWords =>
  wordsOfMeeting(
    kind,
    posts.map(({ post }) => post),
  );

/** 党员大会 or 委员会全体会议. */
export const meetingWord = ({ kind }: Pick<DocumentFacts, 'kind'>): string => MEETING_WORD[kind];

/** 应选5名、候选人7名、差额2名. */
export function seatsWords({ post, seats, candidates }: PostFacts): string {
  const surplus = candidates.length - seats;
  if (candidates.length === 0) return `${post}应选${seats}名`;
  return `${post}应选${seats}名，候选人${candidates.length}名，${surplus > 0 ? `差额${surplus}名` : '等额选举'}`;
}

/**
 * First and last day of the notice that count: the day of posting only where the method counts it. Public holidays are announced each
 * year: where working days count and nobody has entered them, the office itself writes what is not noted.
 */
export function noticePeriod({
  particulars: { noticeFrom, noticeFirst, noticeTo },
  rules,
  holidays = null,
}: {
  readonly particulars: Pick<DocumentParticulars, 'noticeFrom' | 'noticeFirst' | 'noticeTo'>;
  readonly rules: Pick<RuleSettings, 'publicityDays' | 'publicityDayKind' | 'publicityCountsPostingDay'>;
  readonly holidays?: Holidays | null;
}): readonly [first: string | null, last: string | null] {
  // What was typed may be no day of the calendar.
  const isComputed =
    noticeFrom !== null &&
    dayNumber(noticeFrom) !== null &&
    noticeFrom <= LAST_DAY &&
    (rules.publicityDayKind === 'natural' || holidays !== null);
  const period = isComputed ? publicityBySettings(noticeFrom, rules, holidays ?? undefined) : null;
  // A method that asks for no days counts none: it begins as it is posted.
  const first = asksForPublicity(rules) ? (period?.first ?? null) : noticeFrom;
  return [noticeFirst ?? first, noticeTo ?? period?.last ?? null];
}

/** At least 20 % more, rounded up (rules §1.4). */
export const surplusNeeded = (seats: number): number => minimumCandidates(seats) - seats;

/** 1974年4月 from 1974-04; what is no year and month stays as it was typed. */
export function birthWords(birth: string): string {
  const found = /^(\d{4})[-.年/](\d{1,2})/.exec(birth);
  return found === null ? birth : `${found[1]}年${Number(found[2])}月`;
}

/** Short: 1974.04, for tables. */
export function birthCell(birth: string): string {
  const found = /^(\d{4})[-.年/](\d{1,2})/.exec(birth);
  return found === null ? birth : `${found[1]}.${String(Number(found[2])).padStart(2, '0')}`;
}

/** The day a paper says it was written, as midnight UTC of noon in China would name it; without one, the meeting's day. */
export const timeOf = (day: string | null): Date => new Date(`${day ?? '2026-01-01'}T04:00:00Z`);

const DIGIT = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1 … 99 as the numbers of articles and headings are written: 十二. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError(`no article has the number ${value}`);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${DIGIT[tens]}十`;
  return `${ten}${ones === 0 ? '' : DIGIT[ones]}`;
}

const CATEGORY_LABEL: Readonly<Record<ContestKind, string>> = {
  committee: '',
  secretary: '',
  revote: '再次投票',
  'further-election': '另行选举',
  preliminary: '候选人预选',
  formal: '正式选举',
};

/** 再次投票, 另行选举: what a ballot is that is no first one; '' for a first one. */
export const categoryLabel = ({ category }: Pick<BallotFacts, 'category'>): string => CATEGORY_LABEL[category];
