import { expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { checkPaperNumbers } from './paper-printed-numbers.ts';
import {
  decodePaperSymbol,
  encodePaperSymbol,
  type PaperSymbol,
  type PaperSymbolBox,
  type PaperSymbolElection,
} from './paper-symbol.ts';
import { verifyPaperSymbol } from './paper-symbol-entry.ts';

const hash = (byte: number) => encodeBase64url(new Uint8Array(32).fill(byte));
const SIGNATURE = encodeBase64url(new Uint8Array(64));

const BOX: PaperSymbolBox = {
  ...{ printed: 10, issued: 8, remaining: 2, voters: 8, recovered: 8 },
  tally: {
    ...{ valid: 8, invalid: 0, voidEntries: [], invalidReasons: [] },
    rows: [
      [7, 1, 0, 0],
      [0, 8, 0, 0],
    ],
  },
};
const ELECTION: PaperSymbolElection = {
  ...{ category: 'committee', post: '委员', seats: 1, candidates: ['王建国', '李㛃'], writeInList: 2 },
  writeIns: [{ place: 1, label: '陈䶮', votes: 1 }],
  outcome: [1, 1, 0, 5, 0, 1, 0, 0, 0],
  box: BOX,
};
const SYMBOL: PaperSymbol = {
  ...{ meetingId: 'qingxi-2026', meetingTitle: '党员大会', date: '2026-11-28', round: 1 },
  rules: {
    ...{ ruleSet: '2020', majorityBase: 'expected', quorumEqualAccepted: true, recoveredLimit: 'both' },
    ...{ revoteThreshold: 'none', furtherElectionThreshold: 'half' },
  },
  ...{ contests: [ELECTION], ctx: hash(1), expected: 9, present: 8 },
  server: { key: hash(2), signature: SIGNATURE },
  scrutineers: [{ name: '杨辉', signKey: hash(3), signature: null }],
  head: {
    ...{ origin: 'qingxi.example/2026', key: hash(4), size: 1, root: hash(5), path: [], signature: SIGNATURE },
  },
};
const withElection = (change: Partial<PaperSymbolElection>): PaperSymbol => ({
  ...SYMBOL,
  contests: [{ ...ELECTION, ...change }],
});
const decoded = (symbol: PaperSymbol) => decodePaperSymbol(encodePaperSymbol(symbol));
const REFUSED = { ok: false, error: 'malformed' };

test('a symbol of a count on paper is read as it was written; cut short, of another version or with a byte too many it is refused (§9.2)', () => {
  const bytes = encodePaperSymbol(SYMBOL);
  expect(decodePaperSymbol(bytes)).toEqual({ ok: true, value: SYMBOL });
  for (let length = 0; length < bytes.length; length += 1)
    expect(decodePaperSymbol(bytes.slice(0, length)), `${length} bytes`).toEqual(REFUSED);
  expect(decodePaperSymbol(Uint8Array.of(...bytes, 0))).toEqual(REFUSED);
  expect(decodePaperSymbol(Uint8Array.of(1, ...bytes.slice(1)))).toEqual(REFUSED);
});

test('a void box has no votes for anybody, so neither for those written in (§14)', () => {
  const box = { ...BOX, tally: null };
  expect(decoded(withElection({ box, writeIns: [], outcome: [] })).ok).toBe(true);
  expect(decoded(withElection({ box, outcome: [] }))).toEqual(REFUSED);
});

test('integers that are no outcome of the printed ballot are no symbol (§9.1)', () => {
  expect(decoded(withElection({ outcome: [1, 1, 0, 1, 0, 1, 3, 0, 0] })).ok).toBe(true);
  for (const outcome of [[1], [2, 1, 0, 5, 0, 1, 0, 0, 0], [1, 1, 0, 5, 0, 1, 2, 0, 0], [1, 1, 0, 5, 0, 1, 4, 0, 0]])
    expect(decoded(withElection({ outcome })), `${outcome}`).toEqual(REFUSED);
});

test('a head whose origin no log can have is not the head of this count, and no crash (§9.2)', () => {
  for (const origin of ['', 'qingxi.example\n2026', 'qingxi.example\r']) {
    const { head } = verifyPaperSymbol({ ...SYMBOL, head: SYMBOL.head && { ...SYMBOL.head, origin } });
    expect(head.state, JSON.stringify(origin)).toBe('invalid');
  }
});

test('a printed outcome is what the rules make of the numbers; of a void box nothing is decided (§8.5)', () => {
  const isRecomputed = (symbol: PaperSymbol) => checkPaperNumbers(symbol).outcome;
  expect(isRecomputed(SYMBOL)).toBe(true);
  expect(isRecomputed(withElection({ outcome: [1, 1, 0, 6, 0, 1, 0, 0, 0] }))).toBe(false);
  const isVoid = { box: { ...BOX, recovered: 9, tally: null }, writeIns: [] };
  expect(isRecomputed(withElection({ ...isVoid, outcome: ELECTION.outcome }))).toBe(false);
  // A box that is not void, printed without its tally: nothing can be made of it.
  expect(isRecomputed(withElection({ box: { ...BOX, tally: null }, writeIns: [], outcome: [] }))).toBe(false);
  // A ballot nobody can be elected on.
  expect(isRecomputed(withElection({ seats: 0 }))).toBe(false);
});
