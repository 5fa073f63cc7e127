/**
 * What challenges are worth (specification §7.5): n challenges, chosen so that the kiosk cannot know them beforehand, all miss a
 * kiosk that changes a share p of the ballots with probability (1 − p)^n.
 */

/** An assurance of 19 to 1. */
export const MISSED_AT_MOST = 0.05;

/**
 * The smallest share of changed ballots, in tenths of a percent rounded up, that n challenges detect with a probability of at least
 * 95 %; null for none. Only multiplications, so that every reader of a sheet computes the same number.
 */
export function detectedPermille(challenges: number): number | null {
  if (challenges === 0) return null;
  for (let permille = 1; permille < 1000; permille++) {
    let missed = 1;
    for (let at = 0; at < challenges && missed > MISSED_AT_MOST; at++) missed *= (1000 - permille) / 1000;
    if (missed <= MISSED_AT_MOST) return permille;
  }
  return 1000;
}
