/** Who is elected under one base (rules §1.11): the half, the seats, the tie. Nothing here knows texts or settings. */

export interface Tie {
  /** Persons with equal votes at the last seats, in ballot order; only they stand in the revote (再次投票). */
  readonly among: readonly string[];
  readonly seats: number;
}

export interface Decision {
  /** In ballot order, write-ins after the candidates. */
  readonly elected: readonly string[];
  readonly tie: Tie | null;
  /** Seats for which nobody passed the threshold; 0 in a tie. */
  readonly unfilled: number;
}

/** The decision together with what made it possible. */
export interface Judgement extends Decision {
  readonly quorate: boolean;
  readonly election: 'valid' | 'void';
  /** Elected, tie or unfilled would differ under the other base (口径敏感). */
  readonly baseSensitive: boolean;
  /** The smallest number of approvals above half of the base. */
  readonly smallestWinning: number;
}

export interface Standing {
  readonly name: string;
  readonly votes: number;
}

/** The smallest whole number above half of the base: 超过半数, so exactly half is never enough. */
export function smallestMajority(base: number): number {
  return Math.floor(base / 2) + 1;
}

/**
 * @param standings candidates in ballot order, then write-ins
 * @param threshold votes needed at least; 1 where the most votes decide
 */
export function decide(standings: readonly Standing[], seats: number, threshold: number): Decision {
  const passed = standings.filter(({ votes }) => votes >= threshold);
  const namesOf = (persons: readonly Standing[]): readonly string[] => persons.map(({ name }) => name);
  const lastSeat = passed.map(({ votes }) => votes).toSorted((a, b) => b - a)[seats - 1];
  if (lastSeat === undefined) return { elected: namesOf(passed), tie: null, unfilled: seats - passed.length };

  const above = passed.filter(({ votes }) => votes > lastSeat);
  const level = passed.filter(({ votes }) => votes === lastSeat);
  // Equal votes inside the seats decide nothing (W3); only more equals than seats left are a tie.
  if (above.length + level.length === seats)
    return { elected: namesOf(passed.filter(({ votes }) => votes >= lastSeat)), tie: null, unfilled: 0 };
  return { elected: namesOf(above), tie: { among: namesOf(level), seats: seats - above.length }, unfilled: 0 };
}

/** Nobody is decided upon: the meeting was not quorate or the election is void. */
export function undecided(seats: number): Decision {
  return { elected: [], tie: null, unfilled: seats };
}

export function isSameDecision(a: Decision, b: Decision): boolean {
  const sameNames = (x: readonly string[], y: readonly string[]): boolean =>
    x.length === y.length && x.every((name, i) => name === y[i]);
  if (!sameNames(a.elected, b.elected) || a.unfilled !== b.unfilled) return false;
  if (a.tie === null || b.tie === null) return a.tie === b.tie;
  return a.tie.seats === b.tie.seats && sameNames(a.tie.among, b.tie.among);
}
