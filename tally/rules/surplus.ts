/** Surplus of candidates (差额, rules §1.4): committee candidates are at least 20 % more than the seats, rounded up. */

/** 3 seats → 4 candidates, 5 → 6, 6 → 8, 7 → 9, 9 → 11. */
export function minimumCandidates(seats: number): number {
  return seats + Math.max(1, Math.ceil(seats / 5));
}

export type SurplusMode = 'contested' | 'equal';

/** 'equal' (等额) is for secretary and deputy secretary: as many candidates as seats are enough. */
export function hasEnoughCandidates(seats: number, candidates: number, mode: SurplusMode): boolean {
  return candidates >= (mode === 'contested' ? minimumCandidates(seats) : seats);
}
