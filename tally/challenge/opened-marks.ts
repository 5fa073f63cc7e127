/** What an opened ballot says, in the words of the ballot: what a voter compares with what she marked (UX V7). */
import type { Contest, ElectionContest } from '../record/contest.ts';
import { counterCount } from '../record/contest.ts';
import { label } from '../record/person.ts';
import { MARK_NAME } from '../text/terms.ts';
import type { Text } from '../text/text.ts';

export interface OpenedRow {
  /** A candidate, a person written in, a subject, a nominee. */
  readonly person: string;
  readonly mark: Text;
  /** 赞成 and another person chosen stand out. */
  readonly isChosen: boolean;
}

export interface OpenedContest {
  readonly title: Text;
  readonly rows: readonly OpenedRow[];
}

const WRITTEN_IN: Text = { zh: '另选', en: 'Written in' };
const NO_GRADE: Text = { zh: '未评', en: 'No grade' };
const RECOMMENDED: Text = { zh: '推荐', en: 'Recommended' };
const NOT_RECOMMENDED: Text = { zh: '不推荐', en: 'Not recommended' };

/** Every candidate in ballot order, then whoever was written in; no mark is 弃权, as it is counted. */
function electionRows(contest: ElectionContest, bits: readonly number[]): readonly OpenedRow[] {
  const k = contest.candidates.length;
  const candidates = contest.candidates.map((person, at): OpenedRow => {
    const mark = bits[2 * at] === 1 ? 'approve' : bits[2 * at + 1] === 1 ? 'disapprove' : 'abstain';
    return { person: label(person), mark: MARK_NAME[mark], isChosen: mark === 'approve' };
  });
  const writtenIn = contest.writeIns.flatMap((person, at): readonly OpenedRow[] =>
    bits[2 * k + at] === 1 ? [{ person: label(person), mark: WRITTEN_IN, isChosen: true }] : [],
  );
  return [...candidates, ...writtenIn];
}

function rowsOf(contest: Contest, bits: readonly number[]): readonly OpenedRow[] {
  switch (contest.kind) {
    case 'election':
      return electionRows(contest, bits);
    case 'appraisal':
      return contest.subjects.map((person, subject) => {
        const { length } = contest.grades;
        const grade = contest.grades[bits.slice(subject * length, (subject + 1) * length).indexOf(1)];
        return { person: label(person), mark: grade ?? NO_GRADE, isChosen: grade !== undefined };
      });
    case 'recommendation':
      return contest.nominees.map((person, at) => ({
        person: label(person),
        mark: bits[at] === 1 ? RECOMMENDED : NOT_RECOMMENDED,
        isChosen: bits[at] === 1,
      }));
  }
}

/** `marks` are counter bits of the shape that the contests have. */
export function openedMarks(
  contests: readonly Contest[],
  marks: readonly (readonly number[])[],
): readonly OpenedContest[] {
  return contests.map((contest, at) => ({ title: contest.title, rows: rowsOf(contest, marks[at] ?? []) }));
}

/** Places of the bits that are set, contest by contest: an opening as it is written into a code. */
export const setCounters = (marks: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  marks.map((bits) => bits.flatMap((bit, place) => (bit === 1 ? [place] : [])));

/** The bits of these places; null when they do not fit the contests. */
export function counterBitsOf(
  contests: readonly Contest[],
  places: readonly (readonly number[])[],
): readonly (readonly (0 | 1)[])[] | null {
  if (places.length !== contests.length) return null;
  const marks: (readonly (0 | 1)[])[] = [];
  for (const [at, contest] of contests.entries()) {
    const length = counterCount(contest);
    const set = new Set(places[at]);
    if ([...set].some((place) => place >= length)) return null;
    marks.push(Array.from({ length }, (_, place) => (set.has(place) ? 1 : 0)));
  }
  return marks;
}
