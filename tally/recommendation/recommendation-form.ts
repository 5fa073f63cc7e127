/** One recommendation form (民主推荐, rules §4.3): at most so many names; a name written twice is one person. */
import { err, ok, type Result } from '../../crypto/result.ts';

export interface RecommendationForm {
  /** As written or ticked; blanks are no names. */
  readonly names: readonly string[];
}

/** Distinct persons in the order written, or how many names are too many. */
export function judgeRecommendation(
  form: RecommendationForm,
  limit: number,
): Result<readonly string[], { readonly code: 'too-many-names'; readonly named: number; readonly limit: number }> {
  const names = form.names.map((name) => name.normalize('NFC').replace(/\s/g, '')).filter((name) => name !== '');
  const distinct = [...new Set(names)];
  return distinct.length > limit ? err({ code: 'too-many-names', named: distinct.length, limit }) : ok(distinct);
}

export interface RecommendationTally {
  readonly recovered: number;
  readonly valid: number;
  readonly invalid: number;
  readonly votes: readonly { readonly name: string; readonly votes: number }[];
}

/** Sums by name, more votes first. */
export function countRecommendations(forms: readonly RecommendationForm[], limit: number): RecommendationTally {
  const votes = new Map<string, number>();
  let valid = 0;
  for (const form of forms) {
    const judged = judgeRecommendation(form, limit);
    if (!judged.ok) continue;
    valid += 1;
    for (const name of judged.value) votes.set(name, (votes.get(name) ?? 0) + 1);
  }
  return {
    recovered: forms.length,
    valid,
    invalid: forms.length - valid,
    votes: [...votes]
      .map(([name, count]) => ({ name, votes: count }))
      .toSorted((a, b) => b.votes - a.votes || (a.name < b.name ? -1 : 1)),
  };
}
