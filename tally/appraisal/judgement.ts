/**
 * The township's collective judgement (集体研判, rules §4.4). Forms are one input of it; nothing here reads a count, so no
 * grade can be set from the form's majority. It checks what the plans ask: the quota of the highest grade in each class,
 * and short reasons for the highest and the lowest grade.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';

export interface JudgedObject {
  readonly name: string;
  /** Index in the scale, 0 is the highest; null: not judged yet. */
  readonly grade: number | null;
  /** Why 好 or 差; the main strengths or faults of 优秀 or 不称职. */
  readonly reasons: string;
}

/** Nothing is judged before somebody judges. */
export const unjudged = (names: readonly string[]): readonly JudgedObject[] =>
  names.map((name) => ({ name, grade: null, reasons: '' }));

/** 24 teams: 30 % are at most 7, 20 % at most 4; null: no quota. */
export function quotaMaximum(objects: number, quota: RuleSettings['appraisalQuota']): number | null {
  return quota === 0 ? null : Math.floor((objects * quota) / 100);
}

export type JudgementRefusal =
  | { readonly code: 'object-unknown' }
  | { readonly code: 'grade-unknown' }
  | { readonly code: 'quota-exceeded'; readonly maximum: number };

/** Judges one object of a class; the highest grade beyond the quota is refused. */
export function judgeObject(
  objects: readonly JudgedObject[],
  judgement: { readonly name: string; readonly grade: number | null; readonly reasons: string },
  grades: number,
  quota: RuleSettings['appraisalQuota'],
): Result<readonly JudgedObject[], JudgementRefusal> {
  const { name, grade, reasons } = judgement;
  if (!objects.some((one) => one.name === name)) return err({ code: 'object-unknown' });
  if (grade !== null && !(Number.isInteger(grade) && grade >= 0 && grade < grades))
    return err({ code: 'grade-unknown' });
  const maximum = quotaMaximum(objects.length, quota);
  const highest = objects.filter((one) => one.grade === 0 && one.name !== name).length;
  if (grade === 0 && maximum !== null && highest + 1 > maximum) return err({ code: 'quota-exceeded', maximum });
  return ok(objects.map((one) => (one.name === name ? { name, grade, reasons } : one)));
}

export interface JudgementProblem extends Text {
  readonly code: 'not-judged' | 'reasons-missing' | 'quota-exceeded';
  /** Null where the class as a whole is concerned. */
  readonly name: string | null;
}

/** What keeps a class from being sent up; an empty list is the only completion. */
export function judgementProblems(
  objects: readonly JudgedObject[],
  scale: readonly Text[],
  quota: RuleSettings['appraisalQuota'],
): readonly JudgementProblem[] {
  const problems: JudgementProblem[] = objects.flatMap(({ name, grade, reasons }): readonly JudgementProblem[] => {
    if (grade === null)
      return [{ code: 'not-judged', name, zh: `${name}还没有研判。`, en: `${name} is not judged yet.` }];
    const words = scale[grade];
    if (words === undefined || (grade !== 0 && grade !== scale.length - 1) || reasons.trim() !== '') return [];
    return [
      {
        code: 'reasons-missing',
        name,
        zh: `${name}评为“${words.zh}”，须写明简要理由。`,
        en: `${name} is judged "${words.en}": short reasons are needed.`,
      },
    ];
  });
  const maximum = quotaMaximum(objects.length, quota);
  const highest = objects.filter(({ grade }) => grade === 0).length;
  if (maximum !== null && highest > maximum)
    problems.push({
      code: 'quota-exceeded',
      name: null,
      zh: `“${scale[0]?.zh ?? ''}”${highest} 个，多于 ${objects.length} 个的 ${quota}%（最多 ${maximum} 个）。`,
      en: `${amount(highest, 'with the highest grade is', 'with the highest grade are')} more than ${quota} % of ${objects.length} (at most ${maximum}).`,
    });
  return problems;
}
