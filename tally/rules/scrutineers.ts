/** How many of the scrutineers must come together to open the count (specification §4). */

/** t of n: 2 ≤ t ≤ n − 1 from three scrutineers on; (2,2) and (1,1) only for tiny branches. */
export function isLegalThreshold(scrutineers: number, threshold: number): boolean {
  if (scrutineers <= 2) return scrutineers >= 1 && threshold === scrutineers;
  return threshold >= 2 && threshold <= scrutineers - 1;
}

/** More than half, where nothing else was chosen: legal for every number of scrutineers. */
export const usualThreshold = (scrutineers: number): number =>
  Math.max(1, Math.min(scrutineers, Math.ceil((scrutineers + 1) / 2)));
