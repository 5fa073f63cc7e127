import { beforeAll, expect, test } from 'vitest';
import { readRecord } from '../record/reader.ts';
import { type Assembly, assemblyWithKeys, recordOf } from '../roles/scrutineer/example-assembly.ts';
import {
  appendSigned,
  castBallots,
  exampleClose,
  openedRound,
  voidLeftOver,
} from '../roles/scrutineer/example-round.ts';
import { closedRound } from './closed-round.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await assemblyWithKeys(1, 1);
});

test('a round is found in a record by its id once it is closed, in a record that can be read to the end (specification §3)', () => {
  const round = openedRound(assembly);
  castBallots(assembly, round, 6);
  voidLeftOver(assembly, round, 6);
  expect(closedRound(recordOf(assembly), 1)).toEqual({ ok: false, error: 'close-missing' });
  appendSigned(assembly, exampleClose(round.ctx, 6), [1]);
  const found = closedRound(recordOf(assembly), 1);
  if (!found.ok) throw new Error(found.error);
  expect(found.value.meeting.entry).toEqual(assembly.meeting);
  expect(found.value).toMatchObject({
    round: { entry: { round: 1 } },
    open: { entry: { type: 'open' } },
    close: { entry: { casts: 6 } },
    result: null,
  });
  expect(closedRound(recordOf(assembly), 2)).toEqual({ ok: false, error: 'round-missing' });
  const { lines, leaves, problems } = recordOf(assembly);
  const withoutMeeting = { lines: lines.slice(1), leaves: leaves.slice(1), problems };
  expect(closedRound(withoutMeeting, 1)).toEqual({ ok: false, error: 'round-missing' });
  const isOpen = (leaf: (typeof leaves)[number]) => leaf.kind === 'entry' && leaf.entry.type === 'open';
  const neverOpened = { lines, leaves: leaves.filter((leaf) => !isOpen(leaf)), problems };
  expect(neverOpened.leaves).toHaveLength(leaves.length - 1);
  expect(closedRound(neverOpened, 1)).toEqual({ ok: false, error: 'close-missing' });
  const damaged = { ...recordOf(assembly), problems: readRecord('').problems };
  expect(closedRound(damaged, 1)).toEqual({ ok: false, error: 'record-unreadable' });
});
