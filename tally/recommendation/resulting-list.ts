/** The list that goes on (两推一选): at least 20 % above the seats at recommendation, inspection and election (rules §4.2). */
import { hasEnoughCandidates, minimumCandidates } from '../rules/surplus.ts';
import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';

export interface ListProblem extends Text {
  readonly code: 'surplus-too-small' | 'person-twice' | 'not-recommended';
}

/** `recommended`: everybody whom a group named; the superior may add nobody without saying so. */
export function listProblems(
  list: readonly string[],
  seats: number,
  recommended: readonly string[],
): readonly ListProblem[] {
  const problems: ListProblem[] = [];
  const distinct = new Set(list);
  if (distinct.size < list.length)
    problems.push({ code: 'person-twice', zh: '名单中有人重复。', en: 'Somebody stands on the list twice.' });
  if (!hasEnoughCandidates(seats, distinct.size, 'contested'))
    problems.push({
      code: 'surplus-too-small',
      zh: `应选 ${seats} 名，名单 ${distinct.size} 人；差额不少于20%，至少 ${minimumCandidates(seats)} 人。`,
      en: `${amount(distinct.size, 'person')} for ${amount(seats, 'seat')}; at least 20 % more are needed, ${minimumCandidates(seats)}.`,
    });
  const known = new Set(recommended);
  const added = [...distinct].filter((name) => !known.has(name));
  if (added.length > 0)
    problems.push({
      code: 'not-recommended',
      zh: `${added.join('、')}没有得到推荐，须说明理由。`,
      en: `${added.join(', ')}: recommended by nobody; the reason must be stated.`,
    });
  return problems;
}
