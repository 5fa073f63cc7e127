/** Weights of voter groups as the office writes them: 党员 60、村民代表 40. */
import type { RuleSettings } from '../rules/settings.ts';

export type GroupWeights = RuleSettings['appraisalWeights'];

export const groupWeightsText = (weights: GroupWeights): string =>
  weights.map(({ group, weight }) => `${group} ${weight}`).join('、');

/** Null where a part is no group with a whole weight from 1 to 1000, or a group stands twice; nothing written is no weight. */
export function groupWeightsOf(text: string): GroupWeights | null {
  const parts = text
    .normalize('NFC')
    .split(/[、，,;；\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const weights = parts.map((part) => /^(\S.{0,19}?)\s*[\s:：×=]\s*(\d{1,4})$/u.exec(part));
  const read = weights.flatMap((found) =>
    found === null ? [] : [{ group: (found[1] as string).trim(), weight: Number(found[2]) }],
  );
  const isWhole = read.length === parts.length && read.every(({ weight }) => weight >= 1 && weight <= 1000);
  return isWhole && new Set(read.map(({ group }) => group)).size === read.length && read.length <= 10 ? read : null;
}
