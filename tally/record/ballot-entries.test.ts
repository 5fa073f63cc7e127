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

test.each<[string, unknown]>([
  ['a member too many', { ...ballot, x: 'x' }],
  ...['T', 'V', 'Z', 'ctx', 'r', 'z'].map((key): [string, unknown] => [`${key} no text`, { ...ballot, [key]: 7 }]),
  ['L no pair', { ...ballot, L: 'cd' }],
  ['L of one', { ...ballot, L: ['c'] }],
  ['L of three', { ...ballot, L: ['c', 'd', 'e'] }],
  ['L with a number first', { ...ballot, L: [7, 'd'] }],
  ['L with a number last', { ...ballot, L: ['c', 7] }],
  ['E no list', { ...ballot, E: 'ab' }],
  ['E of no pairs', { ...ballot, E: [['a', 'b'], 'ab'] }],
  ['f no list', { ...ballot, f: 'f' }],
  ['f with a number', { ...ballot, f: ['f', 7] }],
])('a ballot with %s is none (§3.6)', (_, value) => {
  expect([isCastEntry({ ...cast, ballot: value }), isChallengeEntry({ ...challenge, ballot: value })]).toEqual([
    false,
    false,
  ]);
});

test.each([[{ R: 7 }], [{ s: 7 }], [{ x: 1 }]])('%j makes an entry neither (§3.6)', (wrong) => {
  expect([isCastEntry({ ...cast, ...wrong }), isChallengeEntry({ ...challenge, ...wrong })]).toEqual([false, false]);
});

test.each([[{ marks: [[2]] }], [{ marks: 'no' }], [{ seed: 'short' }], [{ verdict: 'perhaps' }]])(
  'a challenge with %j is none (§3.6)',
  (wrong) => {
    expect(isChallengeEntry({ ...challenge, ...wrong })).toBe(false);
  },
);
