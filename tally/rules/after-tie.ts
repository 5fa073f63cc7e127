/** What follows a tie at the last seat (rules §1.11, §7): a revote among the tied, and at some point the superior. */
import type { RuleSettings } from './settings.ts';

/**
 * @param revotesHeld revotes for this post that were held already; the first tie is always voted on again
 */
export function afterTie(
  revotesHeld: number,
  settings: Pick<RuleSettings, 'revoteTiedAgain'>,
): 'revote' | 'ask-superior' {
  // "after the second tie": the first ballot tied, and so did the revote among the tied.
  return revotesHeld === 0 || settings.revoteTiedAgain === 'revote' ? 'revote' : 'ask-superior';
}
