/** A meeting that goes to paper before there is a round: its record ends with the first head of the log after that. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import { type EntryType, entryHash } from '../../tally/record/entry.ts';
import { checkpointLine, entryLine } from '../../tally/record/writer.ts';
import type { Draft } from '../../tally/simulation/deviation.ts';
import { smallElection } from './attack.ts';

/** `first`: in whose place the paper stands, and `before` it. */
export async function givenUp(
  first: EntryType,
  options: Parameters<typeof smallElection>[1] = {},
  before: readonly Draft[] = [],
): Promise<string> {
  const lines: string[] = [];
  let isOver = false;
  let meeting = '';
  const isComplete = () => lines.at(-1)?.startsWith('{"note"') === true && lines.at(-2)?.includes('"paper"') === true;
  await smallElection('given up', {
    ...options,
    deviation: {
      write: (draft): Draft | readonly Draft[] => {
        if (isOver || draft.type !== first) return isOver ? [] : draft;
        isOver = true;
        return [...before, { type: 'paper', ctx: meeting, reason: '停电' }];
      },
      authors: (draft, own) => {
        if (draft.type === 'key-abort') return [scrutineerAuthor(draft.index)];
        return draft.type === 'paper' ? ['server'] : own;
      },
      signed: (entry) => {
        if (entry.type === 'meeting') meeting = encodeBase64url(entryHash(entry));
        lines.push(entryLine(entry));
        return entry;
      },
      checkpoint: (note) => {
        if (!isComplete()) lines.push(checkpointLine(note));
        return note;
      },
    },
  });
  return lines.join('');
}
