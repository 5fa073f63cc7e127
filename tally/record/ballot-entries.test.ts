import { expect, test } from 'vitest';
import { isCastEntry, isChallengeEntry } from './ballot-entries.ts';

const ballot = { E: [['a', 'b']], L: ['c', 'd'], T: 'T', V: 'V', Z: 'Z', ctx: 'x', f: ['f'], r: 'r', z: 'z' };
const cast = { type: 'cast', ballot, R: 'R', s: 's' };
const challenge = { ...cast, type: 'challenge', marks: [[0, 1]], seed: 'A'.repeat(43), verdict: 'matches' };

test('a cast and a challenge are told apart by their type alone (§3)', () => {
  expect([isCastEntry(cast), isChallengeEntry(challenge)]).toEqual([true, true]);
  expect([isCastEntry({ ...cast, type: 'void' }), isChallengeEntry({ ...challenge, type: 'cast' })]).toEqual([
    false,
    false,
  ]);
});

test.each([[null], [undefined], ['cast'], [7], [[cast]], [[]]])('%j is neither', (value) => {
  expect([isCastEntry(value), isChallengeEntry(value)]).toEqual([false, false]);
});

test.each([[null], ['ballot'], [[]], [undefined]])('%j is no ballot in them', (value) => {
  expect([isCastEntry({ ...cast, ballot: value }), isChallengeEntry({ ...challenge, ballot: value })]).toEqual([
    false,
    false,
  ]);
});
