import { expect, test } from 'vitest';
import { cosignedHead, forkEvidence, MOST_LEVELS, MOST_NOTE_CHARACTERS } from './log-head.ts';

const hash = 'A'.repeat(43);
const evidence = {
  type: 'fork-evidence',
  version: 1,
  logOrigin: 'changpiao/example',
  logKey: hash,
  cosigned: 'note',
  shown: 'note',
  path: [hash],
};
const isEvidence = (change: object) => forkEvidence.safeParse({ ...evidence, ...change }).success;

test.each(['cosigned', 'shown'])('evidence holds a note under %s, of bounded length (§3.7)', (name) => {
  expect(['x', 'x'.repeat(MOST_NOTE_CHARACTERS)].map((note) => isEvidence({ [name]: note }))).toEqual([true, true]);
  expect(['', 'x'.repeat(MOST_NOTE_CHARACTERS + 1)].map((note) => isEvidence({ [name]: note }))).toEqual([
    false,
    false,
  ]);
});

test('a cosigned head keeps the note that the log signed', () => {
  const isHead = (note: string) => cosignedHead.safeParse({ size: 3, root: hash, note }).success;
  expect(['x', '', 'x'.repeat(MOST_NOTE_CHARACTERS + 1)].map(isHead)).toEqual([true, false, false]);
});

test('a path has no more hashes than the largest tree has levels', () => {
  const isPath = (length: number) => isEvidence({ path: Array.from({ length }, () => hash) });
  expect([0, MOST_LEVELS, MOST_LEVELS + 1].map(isPath)).toEqual([true, true, false]);
});
