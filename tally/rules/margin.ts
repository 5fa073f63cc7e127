/**
 * The smallest deciding margin: how many further ballots could have changed elected, tie or unfilled. Missing cards
 * are compared with it (specification §5), for each of them may be a ballot that was kept from the box.
 */
import { type CountingRules, DEFAULT_COUNTING_RULES } from './counting-rules.ts';
import type { Judgement } from './decision.ts';
import type { OutcomeInput } from './outcome-input.ts';

/** Null for an election that was not counted. A person not yet named is taken with no vote. */
export function decidingMargin(
  input: Pick<OutcomeInput, 'counts' | 'writeIns'>,
  judgement: Judgement,
  rules: Pick<CountingRules, 'threshold'> = DEFAULT_COUNTING_RULES,
): number | null {
  if (judgement.election === 'void') return null;
  // Any further ballot may break the tie.
  if (judgement.tie !== null) return 1;
  const votes = new Map<string, number>(Object.entries(input.writeIns));
  for (const [name, row] of Object.entries(input.counts)) votes.set(name, row.approve);
  const threshold = rules.threshold === 'plurality' ? 1 : judgement.smallestWinning;
  const lastSeat = Math.min(...judgement.elected.map((name) => votes.get(name) ?? 0));
  // With seats open the threshold is enough; with all taken one must draw level with the last elected.
  const needed = judgement.unfilled > 0 ? threshold : Math.max(threshold, lastSeat);
  const elected = new Set(judgement.elected);
  const best = Math.max(0, ...[...votes].filter(([name]) => !elected.has(name)).map(([, count]) => count));
  return needed - best;
}
