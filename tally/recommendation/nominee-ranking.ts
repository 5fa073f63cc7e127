/** The order of the recommended (rules §4.3): most votes first and no threshold; a ranking for the superior, no election. */

export interface NomineeVotes {
  readonly name: string;
  readonly votes: number;
}

export interface RankedNominee extends NomineeVotes {
  /** 1, 2, 2, 4: equals share a place. */
  readonly rank: number;
}

/** Persons without a vote are recommended by nobody and left out; equals stand in the order given. */
export function rankNominees(nominees: readonly NomineeVotes[]): readonly RankedNominee[] {
  const sorted = nominees.filter(({ votes }) => votes > 0).toSorted((a, b) => b.votes - a.votes);
  return sorted.map((one) => ({ ...one, rank: 1 + sorted.findIndex(({ votes }) => votes === one.votes) }));
}

export interface TopNominees {
  readonly names: readonly string[];
  /** Those level at the last place, of whom more are taken than places: no lot decides about a person. */
  readonly level: readonly string[];
}

/** The first `places` of a ranking; who is level with the last of them is taken too. */
export function topNominees(ranking: readonly RankedNominee[], places: number): TopNominees {
  const names = ranking.filter(({ rank }) => rank <= places).map(({ name }) => name);
  const last = ranking[places - 1];
  const level = ranking.filter(({ votes }) => votes === last?.votes).map(({ name }) => name);
  return { names, level: names.length > places ? level : [] };
}
