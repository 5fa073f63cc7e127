/** A meeting that goes to paper before there is a round: its record ends with the first head of the log after that. */
import type { EntryType } from '../../tally/record/entry.ts';
import type { Draft } from '../../tally/simulation/deviation.ts';
import { smallElection } from './attack.ts';
import { endedOnPaper, goesToPaper } from './writing.ts';

/** `first`: in whose place the paper stands, and `ahead` of it. */
export async function givenUp(
  first: EntryType,
  options: Parameters<typeof smallElection>[1] = {},
  ahead: readonly Draft[] = [],
): Promise<string> {
  const deviation = goesToPaper(first, undefined, ahead)();
  return endedOnPaper((await smallElection('given up', { ...options, deviation })).record);
}
