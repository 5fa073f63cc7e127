import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type BallotObject,
  ballotCode,
  ballotFromObject,
  ballotHash,
  ballotToObject,
  encryptBallot,
} from '../../crypto/ballot.ts';
import { linkChallenge, proofChallenge } from '../../crypto/ballot-challenges.ts';
import { verifyBallot, verifyBallots } from '../../crypto/ballot-verification.ts';
import { type CircuitContest, circuitId, compileCircuit, isAssignment } from '../../crypto/circuit.ts';
import { deterministicRandom } from '../../crypto/deterministic-random.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { decodeHex, encodeHex } from '../../crypto/encoding/hex.ts';
import { decodePoint, encodePoint, encodeScalar, G, generator, multiplyPublic, reduce } from '../../crypto/group.ts';
import { makePackage, openPackage } from '../../crypto/threshold/key-ceremony.ts';
import { partialDecrypt, verifyPartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import {
  cardCode,
  cardText,
  parseCardText,
  signToken,
  tokenFromSeed,
  verifyTokenSignature,
} from '../../crypto/token.ts';
import { bytes32, challenge, int, list, pair, point, scalar, text } from '../../crypto/transcript.ts';

const vectors = JSON.parse(readFileSync(new URL('protocol/vectors.json', import.meta.url), 'utf8'));
const pointOf = (hex: string) => decodePoint(decodeHex(hex), 'vector');
const hexOf = (P: typeof G) => encodeHex(encodePoint(P));
/** 64 bytes that reduce to the small number n. */
const fixed = (n: number) => () => {
  const bytes = new Uint8Array(64);
  bytes.set(encodeScalar(reduce(BigInt(n))));
  return bytes;
};

const election = (candidates: number, seats: number, writeIns: number): CircuitContest => ({
  kind: 'election',
  candidates,
  seats,
  writeIns,
});

type BallotVector = {
  readonly marks: string;
  readonly u: readonly number[];
  readonly ballot: BallotObject;
} & Readonly<Record<'seed' | 'ctx' | 'K' | 'T' | 'y' | 'x' | 'h' | 'code', string>>;

/** The contests that the vectors describe in words. */
const CONTESTS: Readonly<Record<string, readonly [readonly CircuitContest[], number]>> = {
  'election k=1 S=1 R=0 p=4': [[election(1, 1, 0)], 1000],
  'election k=3 S=2 R=4 p=4': [[election(3, 2, 4)], 80],
  'election k=7 S=5 R=73 p=4': [[election(7, 5, 73)], 80],
  'election k=7 S=5 R=73 p=2': [[election(7, 5, 73)], 1001],
  'elections k=1 S=1 R=3 and k=2 S=1 R=3 p=4': [[election(1, 1, 3), election(2, 1, 3)], 5],
  'appraisal 3 subjects 4 grades p=4': [[{ kind: 'appraisal', subjects: 3, grades: 4 }], 80],
  'recommendation 6 nominees limit 3 p=4': [[{ kind: 'recommendation', nominees: 6, limit: 3 }], 80],
};

describe('vectors of an independent implementation', () => {
  test.each(Object.keys(vectors.generators))('generator H_%s (§2)', (i) => {
    expect(hexOf(generator(Number(i)))).toBe(vectors.generators[i]);
  });

  test('challenge (§2)', () => {
    const [vector] = vectors.challenge;
    const value = challenge(
      vector.tag,
      int(7),
      text('清溪'),
      bytes32(Uint8Array.from({ length: 32 }, (_, i) => i)),
      list([point(G), point(G.double())]),
      pair(point(G), scalar(reduce(5n))),
    );
    expect(encodeHex(encodeScalar(value))).toBe(vector.value);
  });

  const { token } = vectors;
  const seed = decodeHex(token.seed);
  const { tau, T } = tokenFromSeed(decodeHex(token.meeting), token.round, seed);

  test('token and card (§5)', () => {
    expect(encodeHex(encodeScalar(tau))).toBe(token.tau);
    expect(hexOf(T)).toBe(token.T);
    expect(cardText(seed)).toBe(token.cardText);
    expect(parseCardText(token.cardText)).toEqual({ ok: true, value: seed });
    expect(cardCode(T)).toBe(token.cardCode);
  });

  test.each(vectors.circuits as { contest: string; variables: number; forms: number; outputs: number; id: string }[])(
    'circuit: $contest (§6.1)',
    ({ contest, variables, forms, outputs, id }) => {
      const [contests, cards] = CONTESTS[contest] as (typeof CONTESTS)[string];
      const circuit = compileCircuit(contests, cards);
      expect([circuit.m, circuit.forms.length, circuit.outputs.length]).toEqual([variables, forms, outputs]);
      expect(encodeHex(circuitId(circuit))).toBe(id);
    },
  );

  const [contests, cards] = CONTESTS[vectors.circuitExample.contest] as (typeof CONTESTS)[string];
  const circuit = compileCircuit(contests, cards);

  test('a whole circuit (§6.1)', () => {
    expect(decodeUtf8(canonicalBytes(circuit.object))).toBe(vectors.circuitExample.canonical);
  });

  test.each(vectors.ballots as BallotVector[])('ballot: $marks (§6.2, §6.3)', (vector) => {
    const statement = {
      ctx: decodeHex(vector.ctx),
      K: pointOf(vector.K),
      circuit,
      circuitId: circuitId(circuit),
    };
    const u = Uint8Array.from(vector.u);
    expect(isAssignment(circuit, u)).toBe(true);
    const made = encryptBallot({
      ...statement,
      T: pointOf(vector.T),
      u,
      seed: decodeHex(vector.seed),
    });
    const object = ballotToObject(made);
    expect(object).toEqual(vector.ballot);
    expect(encodeHex(ballotHash(object))).toBe(vector.h);
    expect(ballotCode(ballotHash(object))).toBe(vector.code);
    const read = ballotFromObject(vector.ballot);
    const y = linkChallenge(statement, read.T, read.E, read.V, read.Z);
    expect(encodeHex(encodeScalar(y))).toBe(vector.y);
    expect(encodeHex(encodeScalar(proofChallenge(y, read.L)))).toBe(vector.x);
    expect(verifyBallot(read, statement)).toBe(true);
    expect(verifyBallots([{ ballot: read }, { ballot: made }], statement, deterministicRandom('vectors'))).toEqual([]);
  });

  const ctx = decodeHex(vectors.ballots[0].ctx);

  test('token signature (§2)', () => {
    const { action, payload, random, R, s } = vectors.tokenSignature;
    const statement = { action, ctx, T, payload: decodeHex(payload) };
    const signature = signToken({ ...statement, tau, random: () => decodeHex(random) });
    expect([hexOf(signature.R), encodeHex(encodeScalar(signature.s))]).toEqual([R, s]);
    expect(verifyTokenSignature(statement, signature)).toBe(true);
  });

  test('partial decryption (§8.3)', () => {
    const vector = vectors.partialDecryption;
    const pairs = (vector.pairs as [string, string][]).map(([a, b]) => [pointOf(a), pointOf(b)] as const);
    const K = pointOf(vectors.ballots[0].K);
    const X = multiplyPublic(G, reduce(BigInt(vector.share)));
    expect(hexOf(X)).toBe(vector.X);
    const statement = { ctx, stage: vector.stage, index: vector.index, K, X, pairs };
    const partial = partialDecrypt(statement, reduce(BigInt(vector.share)), fixed(vector.nonce));
    expect(partial.D.map(hexOf)).toEqual(vector.D);
    expect(encodeHex(encodeScalar(partial.c))).toBe(vector.c);
    expect(encodeHex(encodeScalar(partial.s))).toBe(vector.s);
    expect(verifyPartialDecryption(statement, partial)).toBe(true);
  });

  test('proof of a key package (§4)', () => {
    const vector = vectors.keyProof;
    const input = {
      meeting: decodeHex(vector.meeting),
      index: vector.i,
      n: vector.n,
      t: vector.t,
      name: '监票人',
      signKey: decodeHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'),
      recipient: `age1${'q'.repeat(58)}`,
    };
    const made = makePackage(
      input,
      (vector.coefficients as number[]).map((a) => reduce(BigInt(a))),
      fixed(vector.nonce),
    );
    expect(made.proof).toEqual({ e: encodeBase64url(decodeHex(vector.e)), s: encodeBase64url(decodeHex(vector.s)) });
    expect(openPackage(made, input).ok).toBe(true);
  });
});
