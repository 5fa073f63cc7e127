/** Symbols A and B of a small result sheet (specification §9.2), with forged pairs. */
import type { Ciphertext } from '../../../crypto/ballot-object.ts';
import { type CircuitContest, compileCircuit, packCounts } from '../../../crypto/circuit.ts';
import { deterministicRandom } from '../../../crypto/deterministic-random.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import {
  encodeScalar,
  G,
  multiplyPublic,
  type Point,
  randomScalar,
  reduce,
  type Scalar,
} from '../../../crypto/group.ts';
import { newSigningKey, type SigningKey } from '../../../crypto/sign.ts';
import { newCoefficients, shareFor } from '../../../crypto/threshold/key-ceremony.ts';
import { decryptionAt, foldCiphertexts, foldCounts, provePaper } from '../../../crypto/threshold/paper-proof.ts';
import { attestationsOf, encodeSymbolA, type SymbolA, symbolATexts } from '../../../printables/qr/symbol-a.ts';
import { encodeSymbolB, type SymbolB, type SymbolPart, symbolBTexts } from '../../../printables/qr/symbol-b.ts';
import { scrutineerAuthor } from '../../../tally/record/authors.ts';
import { signEntry } from '../../../tally/record/entry.ts';

const b64 = encodeBase64url;

/** Five ballots: three for the first of two candidates, one for the second, one for somebody written in. */
const COUNTS = [[3, 2, 1, 4, 0, 1]];
const CARDS = 8;
const UNSIGNED: Omit<SymbolA, 'ctx' | 'root' | 'scrutineers'> = {
  meetingId: 'vectors-2026',
  meetingTitle: '党员大会',
  date: '2026-11-28',
  round: 1,
  rules: {
    ruleSet: '2020',
    majorityBase: 'present',
    quorumEqualAccepted: true,
    recoveredLimit: 'both',
    revoteThreshold: 'none',
    furtherElectionThreshold: 'half',
  },
  contests: [
    {
      category: 'committee',
      post: '委员',
      seats: 1,
      candidates: [
        { label: '王建国（1974年4月生）', approve: 3, disapprove: 2 },
        { label: '李㛃', approve: 1, disapprove: 4 },
      ],
      writeInList: 2,
      writeIns: [{ place: 1, label: '阿卜杜拉·买买提', votes: 1 }],
      outcome: [1, 1, 1, 3, 0, 1, 0, 0, 0],
    },
  ],
  size: 40,
  accounting: [6, 5, CARDS, 5, 0, 0, 0, 5, 0, 0, 0, 3, 7, 1],
};

/** A sheet as it is printed: what Symbol A states, with the counters of its contests and the circuit they fill. */
interface Printed {
  readonly label: string;
  readonly unsigned: Omit<SymbolA, 'ctx' | 'root' | 'scrutineers'>;
  readonly circuit: readonly CircuitContest[];
  readonly counts: readonly (readonly number[])[];
}

const ELECTION: Printed = {
  label: 'vectors: symbols',
  unsigned: UNSIGNED,
  circuit: [{ kind: 'election', candidates: 2, seats: 1, writeIns: 2 }],
  counts: COUNTS,
};

/** The same election beside an appraisal and a recommendation: every contest of a round is printed. */
const ALL_KINDS: Printed = {
  label: 'vectors: symbols of all kinds',
  unsigned: {
    ...UNSIGNED,
    contests: [
      ...UNSIGNED.contests,
      {
        category: 'appraisal',
        title: '民主测评',
        grades: ['优秀', '称职', '不称职'],
        subjects: [
          { label: '王建国（1974年4月生）', counts: [3, 1, 0] },
          { label: '李㛃', counts: [0, 5, 0] },
        ],
      },
      {
        category: 'recommendation',
        title: '民主推荐',
        limit: 2,
        nominees: [
          { label: '李㛃', count: 4 },
          { label: '陈䶮', count: 0 },
          { label: '阿卜杜拉·买买提', count: 5 },
        ],
      },
    ],
  },
  circuit: [
    { kind: 'election', candidates: 2, seats: 1, writeIns: 2 },
    { kind: 'appraisal', subjects: 2, grades: 3 },
    { kind: 'recommendation', nominees: 3, limit: 2 },
  ],
  counts: [...COUNTS, [3, 1, 0, 0, 5, 0], [4, 0, 5]],
};

function printed({ label, unsigned: stated, circuit: contests, counts }: Printed) {
  const random = deterministicRandom(label);
  const [ctx, root] = [random(32), random(32)];
  const keys = [1, 2, 3].map(() => newSigningKey(random));
  const unsigned: SymbolA = {
    ...stated,
    ctx: b64(ctx),
    root: b64(root),
    scrutineers: keys.map(({ publicKey }, at) => ({
      name: `监票人${'甲乙丙'[at]}`,
      signKey: b64(publicKey),
      signature: b64(new Uint8Array(64)),
    })),
  };
  const attestations = attestationsOf(unsigned);
  const a: SymbolA = {
    ...unsigned,
    // The second did not sign.
    scrutineers: unsigned.scrutineers.map((scrutineer, at) => {
      const entry = attestations[at];
      const key = keys[at] as SigningKey;
      if (entry === undefined) throw new Error('vectors: no attestation');
      const { signature } = signEntry(entry, scrutineerAuthor(at + 1), key.secretKey);
      return { ...scrutineer, signature: at === 1 ? null : signature };
    }),
  };

  const polynomial = newCoefficients(2, random);
  const shares = [1, 2, 3].map((index) => ({ index, x: shareFor(polynomial, index) }));
  const K = multiplyPublic(G, polynomial[0] as Scalar);
  const circuit = compileCircuit(contests, CARDS);
  const sums = packCounts(circuit, counts).map((value): Ciphertext => {
    const r = randomScalar(random);
    return [multiplyPublic(G, r), multiplyPublic(G, reduce(value)).add(multiplyPublic(K, r))];
  });
  const released = shares
    .slice(0, 2)
    .map(({ index, x }) => ({ index, D: sums.map(([alpha]) => multiplyPublic(alpha, x)) }));
  const statement = { ctx, K, P: foldCiphertexts(circuit, sums), m: foldCounts(circuit, counts) };
  // The third released nothing and proves all the same.
  const parts = [1, 3].map((index): SymbolPart => {
    const x = (shares[index - 1] as (typeof shares)[number]).x;
    const own = { index, x, X: multiplyPublic(G, x), D: decryptionAt(index, released) };
    const proof = provePaper(statement, circuit, own, random);
    const entry = {
      type: 'paper-proof' as const,
      ctx: b64(ctx),
      index,
      c: b64(encodeScalar(proof.c)),
      s: b64(encodeScalar(proof.s)),
    };
    const { secretKey } = keys[index - 1] as SigningKey;
    return { proof, signature: signEntry(entry, scrutineerAuthor(index), secretKey).signature };
  });
  return { a, b: { statement, parts } satisfies SymbolB };
}

export function symbols() {
  const { a, b } = printed(ELECTION);
  const all = printed(ALL_KINDS);
  const [first, second] = b.parts as [SymbolPart, SymbolPart];
  const [P0, ...P] = b.statement.P as [Ciphertext, ...Ciphertext[]];
  const moved: Ciphertext = [P0[0], P0[1].add(G) as Point];
  const m = b.statement.m.map((value) => reduce(value + 1n));
  const swapped = { ...second, proof: { ...second.proof, index: 2 } };
  const invalid = [
    { why: 'a changed count', b: { ...b, statement: { ...b.statement, m } } },
    { why: 'a changed ciphertext', b: { ...b, statement: { ...b.statement, P: [moved, ...P] } } },
    { why: 'another round', b: { ...b, statement: { ...b.statement, ctx: new Uint8Array(32).fill(1) } } },
    { why: 'another key', b: { ...b, statement: { ...b.statement, K: b.statement.K.add(G) } } },
    { why: 'a swapped scrutineer', b: { ...b, parts: [first, swapped] } },
    { why: 'one part alone', b: { ...b, parts: [first] } },
    { why: 'one part twice', b: { ...b, parts: [first, first] } },
    { why: 'a signature of another part', b: { ...b, parts: [first, { ...second, signature: first.signature }] } },
  ];
  return {
    valid: {
      a: { symbol: a, bytes: b64(encodeSymbolA(a)), texts: symbolATexts(a) },
      b: { bytes: b64(encodeSymbolB(b)), texts: symbolBTexts(b) },
    },
    allKinds: {
      a: { symbol: all.a, bytes: b64(encodeSymbolA(all.a)), texts: symbolATexts(all.a) },
      b: { bytes: b64(encodeSymbolB(all.b)), texts: symbolBTexts(all.b) },
    },
    invalid: invalid.map(({ why, b: forged }) => ({ why, b: b64(encodeSymbolB(forged)) })),
  };
}
