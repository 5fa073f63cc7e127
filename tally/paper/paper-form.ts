/**
 * One 测评表 or 推荐表 on paper as a teller reads it (rules §4.3, §4.4), and what it is worth. Nobody is elected by it: one tick a
 * row, two ticks void the row and not the form; a recommendation names at most so many persons.
 *
 * Security note: as with a ballot, nothing here says whose form it is (paper-ballot.ts).
 */
import { type AppraisalRow, countAppraisalForms } from '../appraisal/appraisal-form.ts';
import { judgeRecommendation } from '../recommendation/recommendation-form.ts';
import type { AppraisalContest, RecommendationContest } from '../record/contest.ts';
import type { PaperInvalidReason, PaperTally } from '../record/paper-entries.ts';
import { label } from '../record/person.ts';

export interface AppraisalReading {
  readonly kind: 'appraisal';
  /** One to a subject: the grades ticked, or what cannot be read. */
  readonly rows: readonly AppraisalRow[];
  /** The scrutineers found the whole form invalid. */
  readonly invalid: boolean;
}

export interface RecommendationReading {
  readonly kind: 'recommendation';
  /** Places in the list, ascending. */
  readonly nominees: readonly number[];
  /** Further names of nobody on the list: they count towards the limit and for nobody. */
  readonly others: number;
  readonly invalid: boolean;
}

export type PaperForm = AppraisalReading | RecommendationReading;
export type FormContest = AppraisalContest | RecommendationContest;

export const blankForm = (contest: FormContest): PaperForm =>
  contest.kind === 'appraisal'
    ? { kind: 'appraisal', rows: contest.subjects.map(() => []), invalid: false }
    : { kind: 'recommendation', nominees: [], others: 0, invalid: false };

/** One spelling of what was read, so that two readings are equal iff they say the same. */
export function plainForm(form: PaperForm): PaperForm {
  const ascending = (places: readonly number[]) => [...new Set(places)].toSorted((a, b) => a - b);
  return form.kind === 'appraisal'
    ? { ...form, rows: form.rows.map((row) => (row === 'unreadable' ? row : ascending(row))) }
    : { ...form, nominees: ascending(form.nominees) };
}

/** Whether a form can be one of this contest at all. */
export function fitsForm(contest: FormContest, form: PaperForm): boolean {
  const isPlace = (place: number, of: readonly unknown[]) => Number.isInteger(place) && place >= 0 && place < of.length;
  if (contest.kind === 'appraisal')
    return (
      form.kind === 'appraisal' &&
      form.rows.length === contest.subjects.length &&
      form.rows.every((row) => row === 'unreadable' || row.every((grade) => isPlace(grade, contest.grades)))
    );
  return (
    form.kind === 'recommendation' &&
    form.nominees.every((place) => isPlace(place, contest.nominees)) &&
    Number.isInteger(form.others) &&
    form.others >= 0
  );
}

/** Null: it counts. A row with two ticks is no reason (T68); a name too many is (T69). */
export function invalidForm(contest: FormContest, form: PaperForm): PaperInvalidReason | null {
  if (form.invalid) return 'declared-invalid';
  if (contest.kind !== 'recommendation' || form.kind !== 'recommendation') return null;
  const names = [...form.nominees.map(String), ...Array.from({ length: form.others }, (_, i) => `other ${i}`)];
  return judgeRecommendation({ names }, contest.limit).ok ? null : 'too-many-chosen';
}

/** @throws RangeError a form of another contest */
export function countPaperForms(contest: FormContest, forms: readonly PaperForm[]): PaperTally {
  if (forms.some((form) => !fitsForm(contest, form))) throw new RangeError('paper form: not of this contest');
  const judged = forms.map((form) => ({ form, reason: invalidForm(contest, form) }));
  const valid = judged.filter(({ reason }) => reason === null).map(({ form }) => form);
  const of = (reason: PaperInvalidReason) => judged.filter((one) => one.reason === reason).length;
  return {
    valid: valid.length,
    invalid: forms.length - valid.length,
    rows: contest.kind === 'appraisal' ? appraisalRows(contest, valid) : recommendationRows(contest, valid),
    writeIns: [],
    voidEntries: [],
    invalidReasons: (['too-many-chosen', 'declared-invalid'] as const).flatMap((reason) =>
      of(reason) === 0 ? [] : [{ reason, ballots: of(reason) }],
    ),
  };
}

const appraisalRows = (contest: AppraisalContest, valid: readonly PaperForm[]): readonly (readonly number[])[] =>
  countAppraisalForms(
    contest.subjects.map(label),
    contest.grades.length,
    valid.flatMap((form) => (form.kind === 'appraisal' ? [{ rows: form.rows, invalid: null }] : [])),
  ).objects.map(({ grades, abstain, void: unreadable }) => [...grades, abstain, unreadable]);

const recommendationRows = (
  contest: RecommendationContest,
  valid: readonly PaperForm[],
): readonly (readonly number[])[] =>
  contest.nominees.map((_, place) => [
    valid.filter((form) => form.kind === 'recommendation' && form.nominees.includes(place)).length,
  ]);
