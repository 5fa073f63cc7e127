/**
 * The order in which the elected are listed (rules §1.13): committee members by surname strokes, which is the order of the ballot
 * that the organizer confirmed, or by votes; secretary and deputy in the approved order, the ballot's.
 */

export interface Elected {
  readonly name: string;
  readonly votes: number;
}

/**
 * @param elected in ballot order, write-ins after the candidates. A write-in has no confirmed place among the candidates, so it
 * stays behind them unless votes decide.
 */
export function electedInOrder(elected: readonly Elected[], order: 'strokes' | 'votes' | 'ballot'): readonly string[] {
  const sorted = order === 'votes' ? elected.toSorted((a, b) => b.votes - a.votes) : elected;
  return sorted.map(({ name }) => name);
}
