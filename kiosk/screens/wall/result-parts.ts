/**
 * A result as pictures of the big screen (B7, UX 5.6): one table at a time, and never more rows than can be read from the last seat. The
 * operator turns them, so his page and the wall divide a result by the same rule.
 */
import type { ScreenLanguage, ScreenOrder } from '../../../server/contract/organizer.ts';
import type { ContestResult, RoundResult } from '../../../server/contract/shared.ts';
import type { FormResult } from '../../../tally/count/form-results.ts';
import { linesOf, nameWidth, pagesOfLines, sayIn, TABLE_LINES, widthOf } from './picture-room.ts';
import {
  baseLine,
  formLine,
  MARK_HEADS,
  RANKING_HEADS,
  sentencesOf,
  UNGRADED,
  WRITTEN_IN,
  warningsOf,
} from './result-words.ts';

type AppraisalForm = Extract<FormResult, { readonly kind: 'appraisal' }>;
type RecommendationForm = Extract<FormResult, { readonly kind: 'recommendation' }>;
type Row = ContestResult['rows'][number];

type Page = {
  /** Of the pictures of this table the number of this one, from 1. */
  readonly number: number;
  readonly of: number;
};
export type ContestPart = Page & {
  readonly kind: 'contest';
  readonly contest: ContestResult;
  readonly rows: readonly Row[];
  /** What is said about the whole contest stands after its last row. */
  readonly isLast: boolean;
};
export type AppraisalPart = Page & {
  readonly kind: 'appraisal';
  readonly form: AppraisalForm;
  readonly rows: AppraisalForm['rows'];
  /** The grades stand as letters, and the letters are explained above the table. */
  readonly isLettered: boolean;
};
export type RecommendationPart = Page & {
  readonly kind: 'recommendation';
  readonly form: RecommendationForm;
  readonly columns: readonly RecommendationForm['rows'][];
};
export type ResultPart = ContestPart | AppraisalPart | RecommendationPart;

export type Reading = {
  readonly order: ScreenOrder;
  readonly language: ScreenLanguage;
  /** The stripe of a test run stands above the picture. */
  readonly isStriped: boolean;
};

/** Lines that the stripe takes from every picture. */
const STRIPE_LINES = 2;
const linesBelow = ({ isStriped }: Reading): number => TABLE_LINES - (isStriped ? STRIPE_LINES : 0);

/** Heads of grades that leave names less than this are put as letters, and so are those that make more pictures than letters do. */
const NARROWEST_NAMES = 4.5;
/** Two columns of a ranking have room for names of four characters, and for all others there is one. */
const SHORT_NAME = 4;
/** A page is given up to notices alone when fewer lines than this are left beside them. */
const LEAST_ROWS = 1;

const byVotes = (rows: readonly Row[]): readonly Row[] => [...rows].sort((a, b) => b.approve - a.approve);

/**
 * Candidates as on the ballot or by votes; whoever was written in stands behind them, and only with votes. Nothing was counted in a void
 * election, so nobody has a number (rules §5.2 W5).
 */
export function rowsOf({ rows, election }: ContestResult, order: ScreenOrder): readonly Row[] {
  if (election === 'void') return [];
  const candidates = rows.filter(({ candidate }) => candidate);
  const writtenIn = byVotes(rows.filter(({ candidate, approve }) => !candidate && approve > 0));
  return [...(order === 'votes' ? byVotes(candidates) : candidates), ...writtenIn];
}

function contestParts(contest: ContestResult, reading: Reading): readonly ContestPart[] {
  const { order, language } = reading;
  const say = sayIn(language);
  const rows = rowsOf(contest, order);
  const width = nameWidth(MARK_HEADS.map(say));
  const heights = rows.map(({ label, candidate }) => linesOf(candidate ? label : `${say(WRITTEN_IN)} ${label}`, width));
  const foot = [baseLine(contest), ...warningsOf(contest)].reduce((sum, line) => sum + linesOf(say(line)), 0);
  const sentences = sentencesOf(contest).reduce((sum, line) => sum + linesOf(say(line)), 0);
  const room = linesBelow(reading) - foot;
  // What is said at the end takes room from the last picture only: it is laid out as one more row.
  const pages = pagesOfLines(sentences === 0 ? heights : [...heights, Math.min(sentences, room - LEAST_ROWS)], room);
  return pages.map((places, at) => ({
    kind: 'contest',
    contest,
    rows: places.flatMap((place) => rows[place] ?? []),
    isLast: at === pages.length - 1,
    number: at + 1,
    of: pages.length,
  }));
}

export const letterOf = (at: number): string => String.fromCodePoint(0x41 + at);

/** The letters of the grades with their meaning, where the words have no room above the columns. */
export const gradeLegend = (form: AppraisalForm, language: ScreenLanguage): string =>
  form.grades.map((grade, at) => `${letterOf(at)} ${sayIn(language)(grade)}`).join(language === 'zh' ? '、' : ', ');

function appraisalParts(form: AppraisalForm, reading: Reading): readonly AppraisalPart[] {
  const { language } = reading;
  const say = sayIn(language);
  const heads = (grades: readonly string[]) => nameWidth([...grades, say(UNGRADED)]);
  const pagesBeside = (width: number, legend: number) =>
    pagesOfLines(
      form.rows.map(({ label }) => linesOf(label, width)),
      linesBelow(reading) - linesOf(say(formLine(form))) - legend,
    );
  const words = heads(form.grades.map(say));
  const inWords = words < NARROWEST_NAMES ? null : pagesBeside(words, 0);
  const inLetters = pagesBeside(heads(form.grades.map((_, at) => letterOf(at))), linesOf(gradeLegend(form, language)));
  const isLettered = inWords === null || inLetters.length < inWords.length;
  const pages = isLettered ? inLetters : inWords;
  return pages.map((places, at) => ({
    kind: 'appraisal',
    form,
    rows: places.flatMap((place) => form.rows[place] ?? []),
    isLettered,
    number: at + 1,
    of: pages.length,
  }));
}

function recommendationParts(form: RecommendationForm, reading: Reading): readonly RecommendationPart[] {
  const { language } = reading;
  const say = sayIn(language);
  const lines = linesBelow(reading) - linesOf(say(formLine(form)));
  const isShort = form.rows.every(({ label }) => widthOf(label) <= SHORT_NAME);
  const width = nameWidth(RANKING_HEADS.map(say));
  const heights = form.rows.map(({ label }) => (isShort ? 1 : linesOf(label, width)));
  const pages = pagesOfLines(heights, isShort ? 2 * lines : lines);
  return pages.map((places, at) => {
    const rows = places.flatMap((place) => form.rows[place] ?? []);
    const half = rows.length > lines ? Math.ceil(rows.length / 2) : rows.length;
    return {
      kind: 'recommendation',
      form,
      columns: [rows.slice(0, half), rows.slice(half)].filter((column) => column.length > 0),
      number: at + 1,
      of: pages.length,
    };
  });
}

export function resultParts(
  { contests, forms }: Pick<RoundResult, 'contests' | 'forms'>,
  reading: Reading,
): readonly ResultPart[] {
  return [
    ...contests.flatMap((contest) => contestParts(contest, reading)),
    ...forms.flatMap((form): readonly ResultPart[] =>
      form.kind === 'appraisal' ? appraisalParts(form, reading) : recommendationParts(form, reading),
    ),
  ];
}

export const titleOf = (part: ResultPart) => (part.kind === 'contest' ? part.contest.title : part.form.title);
