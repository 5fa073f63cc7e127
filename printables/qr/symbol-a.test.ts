import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { signBytes, signingKeyFromSecret } from '../../crypto/sign.ts';
import { signedBytes } from '../../tally/record/entry.ts';
import {
  attestationsOf,
  decodeSymbolA,
  encodeSymbolA,
  isSymbolElection,
  readSymbolATexts,
  type SymbolA,
  symbolATexts,
  verifySymbolA,
} from './symbol-a.ts';

const keys = [1, 2, 3].map((byte) => signingKeyFromSecret(new Uint8Array(32).fill(byte)));
const hash = (byte: number) => encodeBase64url(new Uint8Array(32).fill(byte));

const unsigned: SymbolA = {
  meetingId: 'qingxi-2026',
  meetingTitle: '中共清溪村总支部委员会换届选举党员大会',
  date: '2026-11-28',
  round: 1,
  rules: {
    ruleSet: '2020',
    majorityBase: 'expected',
    quorumEqualAccepted: true,
    recoveredLimit: 'both',
    revoteThreshold: 'none',
    furtherElectionThreshold: 'half',
  },
  contests: [
    {
      category: 'committee',
      post: '委员',
      seats: 5,
      candidates: [
        { label: '王建国（1974年4月生）', approve: 59, disapprove: 3 },
        { label: '李㛃', approve: 44, disapprove: 10 },
        { label: '陈䶮', approve: 38, disapprove: 14 },
      ],
      writeInList: 67,
      writeIns: [
        { place: 4, label: '付卫东', votes: 1 },
        { place: 66, label: '阿卜杜拉·买买提', votes: 4 },
      ],
      outcome: [1, 1, 2, 0, 1],
    },
  ],
  ctx: hash(10),
  root: hash(11),
  size: 131,
  accounting: [80, 68, 0, 0, 0, 67, 0, 1, 0, 12],
  scrutineers: ['杨辉', '韦小红', '梁志强'].map((name, index) => ({
    name,
    signKey: encodeBase64url((keys[index] as (typeof keys)[number]).publicKey),
    signature: encodeBase64url(new Uint8Array(64)),
  })),
};

/** The first two sign, the third does not. */
const symbol: SymbolA = {
  ...unsigned,
  scrutineers: unsigned.scrutineers.map((scrutineer, index) => {
    const attestation = attestationsOf(unsigned)[index];
    const key = keys[index];
    if (attestation === undefined || key === undefined) throw new Error('a scrutineer without a key');
    return {
      ...scrutineer,
      signature: index === 2 ? null : encodeBase64url(signBytes(signedBytes(attestation), key.secretKey)),
    };
  }),
};

describe('symbol A (specification §9)', () => {
  test('it comes back from its codes, and the signatures hold over the rebuilt attestations', () => {
    const read = readSymbolATexts([...symbolATexts(symbol)].reverse());
    expect(read).toEqual({ ok: true, value: symbol });
    if (!read.ok) return;
    expect(verifySymbolA(read.value).map(({ state }) => state)).toEqual(['valid', 'valid', 'absent']);
    expect(attestationsOf(read.value)[0]?.counts[0]).toHaveLength(6 + 67);
  });

  test('the sample fits into one code', () => {
    expect(symbolATexts(symbol)).toHaveLength(1);
  });

  test.each([
    [
      'a count',
      (s: SymbolA) => ({
        ...s,
        contests: s.contests.filter(isSymbolElection).map((c) => ({
          ...c,
          candidates: c.candidates.map((p, i) => (i === 2 ? { ...p, approve: p.approve + 1 } : p)),
        })),
      }),
    ],
    [
      'a write-in',
      (s: SymbolA) => ({
        ...s,
        contests: s.contests.filter(isSymbolElection).map((c) => ({ ...c, writeIns: c.writeIns.slice(1) })),
      }),
    ],
    [
      'the outcome',
      (s: SymbolA) => ({
        ...s,
        contests: s.contests.filter(isSymbolElection).map((c) => ({ ...c, outcome: [1, 1, 1, 0, 1] })),
      }),
    ],
    ['the accounting', (s: SymbolA) => ({ ...s, accounting: s.accounting.map((n, i) => (i === 5 ? n - 1 : n)) })],
    ['the root', (s: SymbolA) => ({ ...s, root: hash(12) })],
    ['the round (ctx)', (s: SymbolA) => ({ ...s, ctx: hash(12) })],
    ['the size', (s: SymbolA) => ({ ...s, size: s.size + 1 })],
    [
      'two candidates’ names swapped',
      (s: SymbolA) => ({
        ...s,
        contests: s.contests.filter(isSymbolElection).map((c) => ({
          ...c,
          candidates: c.candidates.map((p, i) => ({ ...p, label: c.candidates[[1, 0, 2][i] as number]?.label ?? '' })),
        })),
      }),
    ],
    [
      'the name of a write-in',
      (s: SymbolA) => ({
        ...s,
        contests: s.contests
          .filter(isSymbolElection)
          .map((c) => ({ ...c, writeIns: c.writeIns.map((p) => ({ ...p, label: '某人' })) })),
      }),
    ],
    [
      'the post',
      (s: SymbolA) => ({ ...s, contests: s.contests.filter(isSymbolElection).map((c) => ({ ...c, post: '书记' })) }),
    ],
    [
      'the seats',
      (s: SymbolA) => ({ ...s, contests: s.contests.filter(isSymbolElection).map((c) => ({ ...c, seats: 4 })) }),
    ],
    ['the id of the meeting', (s: SymbolA) => ({ ...s, meetingId: 'qingxi-2027' })],
    ['the title', (s: SymbolA) => ({ ...s, meetingTitle: '某村党员大会' })],
    ['the date', (s: SymbolA) => ({ ...s, date: '2026-11-29' })],
    ['the number of the round', (s: SymbolA) => ({ ...s, round: 2 })],
    ['the rule set', (s: SymbolA) => ({ ...s, rules: { ...s.rules, ruleSet: '1990' as const } })],
    ['the base', (s: SymbolA) => ({ ...s, rules: { ...s.rules, majorityBase: 'present' as const } })],
    ['the quorum', (s: SymbolA) => ({ ...s, rules: { ...s.rules, quorumEqualAccepted: false } })],
    [
      'the limit of what is recovered',
      (s: SymbolA) => ({ ...s, rules: { ...s.rules, recoveredLimit: 'voters' as const } }),
    ],
    ['the threshold of a revote', (s: SymbolA) => ({ ...s, rules: { ...s.rules, revoteThreshold: 'half' as const } })],
    [
      'the threshold of a further election',
      (s: SymbolA) => ({ ...s, rules: { ...s.rules, furtherElectionThreshold: 'plurality' as const } }),
    ],
    [
      'the kind of ballot',
      (s: SymbolA) => ({
        ...s,
        contests: s.contests.filter(isSymbolElection).map((c) => ({ ...c, category: 'revote' as const })),
      }),
    ],
    [
      'the name of a scrutineer',
      (s: SymbolA) => ({
        ...s,
        scrutineers: s.scrutineers.map((one, i) => (i === 2 ? { ...one, name: '某人' } : one)),
      }),
    ],
  ])('with %s changed no signature holds', (_, change) => {
    expect(verifySymbolA(change(symbol)).map(({ state }) => state)).toEqual(['invalid', 'invalid', 'absent']);
  });

  test('a key that the reader does not trust is named', () => {
    const trusted = symbol.scrutineers.map(({ signKey }) => signKey);
    expect(verifySymbolA(symbol, trusted).map(({ isTrusted }) => isTrusted)).toEqual([true, true, true]);
    expect(
      verifySymbolA(symbol, [trusted[1] as string, trusted[1] as string]).map(({ isTrusted }) => isTrusted),
    ).toEqual([false, true, false]);
  });

  test('no byte can be changed without being refused or noticed', () => {
    const bytes = encodeSymbolA(symbol);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 1 : byte));
      const read = decodeSymbolA(changed);
      if (read.ok) expect(read.value).not.toEqual(symbol);
    }
  });

  test('persons written in stand in the order of the list, each once and with votes', () => {
    const withWriteIns = (change: (list: readonly { place: number; label: string; votes: number }[]) => object[]) =>
      encodeSymbolA({
        ...symbol,
        contests: symbol.contests
          .filter(isSymbolElection)
          .map((c) => ({ ...c, writeIns: change(c.writeIns) as typeof c.writeIns })),
      });
    expect(decodeSymbolA(withWriteIns((list) => [...list])).ok).toBe(true);
    const refused = { ok: false, error: 'malformed' };
    expect(decodeSymbolA(withWriteIns((list) => list.toReversed()))).toEqual(refused);
    expect(decodeSymbolA(withWriteIns((list) => [...list, ...list.slice(-1)]))).toEqual(refused);
    expect(decodeSymbolA(withWriteIns((list) => list.map((one) => ({ ...one, votes: 0 }))))).toEqual(refused);
  });

  test('bytes left over, cut off or random are refused', () => {
    const bytes = encodeSymbolA(symbol);
    expect(decodeSymbolA(Uint8Array.of(...bytes, 0))).toEqual({ ok: false, error: 'malformed' });
    expect(decodeSymbolA(bytes.slice(0, -1))).toEqual({ ok: false, error: 'malformed' });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (random) => !decodeSymbolA(random).ok));
  });
});
