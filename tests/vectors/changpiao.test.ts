import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aggregate, type Ballot, ballotCode, ballotFromObject, ballotHash } from '../../crypto/ballot.ts';
import type { Ciphertext } from '../../crypto/ballot-object.ts';
import { verifyBallot } from '../../crypto/ballot-verification.ts';
import { assignVariables, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { decodePoint, decodeScalar, encodePoint, type Point, type Scalar } from '../../crypto/group.ts';
import { parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { parseNote, parseVerifierKey, verifyCosignature, verifyNote } from '../../crypto/log/signed-note.ts';
import { verifyBytes } from '../../crypto/sign.ts';
import { findCounts } from '../../crypto/threshold/dlog.ts';
import { electionKeys, openPackage, openPackages } from '../../crypto/threshold/key-ceremony.ts';
import { verifyPaper } from '../../crypto/threshold/paper-proof.ts';
import { combine, verifyPartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import { cardCode, parseCardText, type TokenAction, tokenFromSeed, verifyTokenSignature } from '../../crypto/token.ts';
import { parseOpening } from '../../printables/qr/opening.ts';
import { parseReceipt } from '../../printables/qr/receipt.ts';
import { setCounters } from '../../tally/challenge/opened-marks.ts';
import { verdictOf } from '../../tally/challenge/opening.ts';
import { judgeForkEvidence, parseForkEvidence } from '../../tally/verify/fork-evidence.ts';
import { build } from './changpiao/generate.ts';

/** Frozen JSON is read as it comes: every use below decodes it. */
// biome-ignore lint/suspicious/noExplicitAny: vectors have many shapes, and a wrong one fails its test
type Vector = any;

const frozen = (name: string) => JSON.parse(readFileSync(new URL(`changpiao/${name}`, import.meta.url), 'utf8'));
const bytes = (text: string) => decodeBase64url(text);
const P = (text: string): Point => decodePoint(bytes(text), 'vector');
const S = (text: string): Scalar => decodeScalar(bytes(text), 'vector');
const pairs = (list: [string, string][]): Ciphertext[] => list.map(([a, b]) => [P(a), P(b)]);

const built = build();

test.each(Object.keys(built))('the code still writes %s to the byte', (name) => {
  expect(JSON.parse(JSON.stringify(built[name as keyof typeof built]))).toEqual(frozen(name));
});

describe('cards', () => {
  const { meeting, valid, invalid } = frozen('cards.json');

  test.each(valid as Vector[])('$text', ({ seed, round, text, qr, T, code }) => {
    for (const shown of [text, qr]) expect(parseCardText(shown)).toEqual({ ok: true, value: bytes(seed) });
    const token = tokenFromSeed(bytes(meeting), round, bytes(seed));
    expect([encodeBase64url(encodePoint(token.T)), cardCode(token.T)]).toEqual([T, code]);
  });

  test.each(invalid as { text: string; error: string }[])('$text: $error', ({ text, error }) => {
    expect(parseCardText(text)).toEqual({ ok: false, error });
  });
});

describe('challenges', () => {
  const { valid, invalid } = frozen('challenges.json');

  test.each(valid as Vector[])('$opening', (vector) => {
    const { contests, cards, ctx, K, T, h, receiptsKey, answer, signature, review, opening, openings } = vector;
    const circuit = compileCircuit(contests, cards);
    const frame = { ctx: bytes(ctx), K: P(K), circuit, circuitId: circuitId(circuit) };
    expect(verifyBytes(encodeUtf8(answer), bytes(signature), bytes(receiptsKey))).toBe(true);
    expect(JSON.parse(answer)).toEqual({ type: 'challenged', ctx, T, h });
    const shown = parseReceipt(review);
    const opened = parseOpening(opening);
    if (!shown.ok || !opened.ok) throw new Error('a code does not read');
    expect(shown.value).toMatchObject({ kind: 'pending', T: bytes(T), h: bytes(h) });
    const [{ marks, seed }] = openings;
    expect(opened.value).toMatchObject({ T: bytes(T), h: bytes(h), signature: bytes(signature), seed: bytes(seed) });
    expect(opened.value.places).toEqual(setCounters(marks));
    for (const one of openings) expect(verdictOf(frame, T, bytes(h), one), one.why).toBe(one.verdict);
  });

  test.each(invalid as { why: string; opening: string }[])('$why', ({ opening }) => {
    expect(parseOpening(opening)).toEqual({ ok: false, error: 'not-an-opening' });
  });
});

describe('circuits', () => {
  const { valid, invalid } = frozen('circuits.json');

  test.each(valid as Vector[])('$id', ({ contests, cards, circuit, id, counters, bits, u }) => {
    const compiled = compileCircuit(contests, cards);
    expect(JSON.parse(JSON.stringify(compiled.object))).toEqual(circuit);
    expect(encodeBase64url(circuitId(compiled))).toBe(id);
    expect(compiled.counters).toEqual(counters);
    expect([...assignVariables(compiled, bits)]).toEqual(u);
  });

  test.each(invalid as Vector[])('$why: $bits', ({ contests, cards, bits }) => {
    expect(() => assignVariables(compileCircuit(contests, cards), bits)).toThrow('not legal');
  });
});

describe('ballots', () => {
  for (const { contests, cards, ctx, K, valid, invalid } of frozen('ballots.json').sets) {
    const circuit = compileCircuit(contests, cards);
    const statement = { ctx: bytes(ctx), K: P(K), circuit, circuitId: circuitId(circuit) };
    const label = JSON.stringify(contests);

    test(`valid for ${label}`, () => {
      for (const { ballot, h, code } of valid) {
        expect(encodeBase64url(ballotHash(ballot))).toBe(h);
        expect(ballotCode(ballotHash(ballot))).toBe(code);
        expect(verifyBallot(ballotFromObject(ballot), statement)).toBe(true);
      }
    });

    test.each(invalid as { why: string; ballot: unknown }[])(`$why, for ${label}`, ({ ballot }) => {
      let read: Ballot;
      try {
        read = ballotFromObject(ballot);
      } catch {
        return;
      }
      expect(verifyBallot(read, statement)).toBe(false);
    });
  }
});

describe('token signatures', () => {
  const { valid, invalid } = frozen('tokens.json');
  type Case = { action: TokenAction; ctx: string; T: string; payload: string; R: string; s: string };
  const holds = ({ action, ctx, T, payload, R, s }: Case): boolean =>
    verifyTokenSignature({ action, ctx: bytes(ctx), T: P(T), payload: bytes(payload) }, { R: P(R), s: S(s) });

  test.each(valid as Case[])('$action', (vector) => {
    expect(holds(vector)).toBe(true);
  });

  test.each(invalid as (Case & { why: string })[])('$why', (vector) => {
    expect(holds(vector)).toBe(false);
  });
});

describe('key ceremony', () => {
  const { valid, invalid } = frozen('ceremony.json');
  const meeting = bytes(valid.meeting);
  const size = { n: valid.n, t: valid.t };

  test('packages open to the election key', () => {
    const opened = openPackages(valid.packages, { meeting, ...size });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const keys = electionKeys(meeting, opened.value);
    if (!keys.ok) throw new Error(JSON.stringify(keys.error));
    expect(encodeBase64url(keys.value.ceremony)).toBe(valid.ceremony);
    expect([keys.value.K, ...keys.value.X].map((X) => encodeBase64url(encodePoint(X)))).toEqual([valid.K, ...valid.X]);
  });

  test.each(invalid as { why: string; index: number; package: unknown; error: string }[])('$why', (vector) => {
    expect(openPackage(vector.package, { meeting, ...size, index: vector.index })).toEqual({
      ok: false,
      error: vector.error,
    });
  });
});

describe('tally', () => {
  const { valid, invalid } = frozen('tally.json');
  const statement = { ctx: bytes(valid.ctx), K: P(valid.K), pairs: pairs(valid.sums) };
  type Partial = { index: number; X: string; D: string[]; c: string; s: string };
  const holds = (stage: string, { index, X, D, c, s }: Partial): boolean =>
    verifyPartialDecryption({ ...statement, stage, index, X: P(X) }, { D: D.map(P), c: S(c), s: S(s) });

  test('the aggregate is the sum of the ballots', () => {
    const sums = aggregate((valid.ciphertexts as [string, string][][]).map(pairs));
    expect(
      sums.every(
        ([a, b], j) => a.equals(statement.pairs[j]?.[0] as Point) && b.equals(statement.pairs[j]?.[1] as Point),
      ),
    ).toBe(true);
  });

  test('the partial decryptions hold and give the counts', () => {
    for (const partial of valid.partials) expect(holds(valid.stage, partial)).toBe(true);
    const parts = (valid.partials as Partial[]).map(({ index, D }) => ({ index, D: D.map(P) }));
    const M = combine(statement.pairs, parts);
    expect(M.map((point) => encodeBase64url(encodePoint(point)))).toEqual(valid.M);
    const circuit = compileCircuit(valid.contests, valid.cards);
    expect(findCounts(circuit, M, valid.casts)).toEqual({ ok: true, value: valid.counts });
  });

  test('the printed counts are proved on paper', () => {
    const { paper } = valid;
    const parts = (paper.parts as { index: number; X: string; DBar: string; c: string; s: string }[]).map((part) => ({
      index: part.index,
      X: P(part.X),
      DBar: P(part.DBar),
      c: S(part.c),
      s: S(part.s),
    }));
    const printed = { ctx: statement.ctx, K: statement.K, P: pairs(paper.P), m: (paper.m as string[]).map(S) };
    expect(verifyPaper(printed, 2, parts)).toBe(true);
    expect(verifyPaper({ ...printed, m: printed.m.toReversed() }, 2, parts)).toBe(false);
  });

  test.each(invalid as { why: string; stage: string; partial: Partial }[])('$why', ({ stage, partial }) => {
    expect(holds(stage, partial)).toBe(false);
  });
});

describe('log', () => {
  const { valid, invalid, forks } = frozen('log.json');
  const log = parseVerifierKey(valid.log);

  /** True iff the head is well-formed, signed by the log and cosigned by everybody. */
  function accepted(text: string): boolean {
    try {
      const note = parseNote(text);
      const { origin, size } = parseCheckpoint(note.text);
      const cosigned = (valid.cosigners as string[]).every(
        (key) => verifyCosignature(note, parseVerifierKey(key)) !== undefined,
      );
      return origin === log.name && size > 0 && verifyNote(note, log) && cosigned;
    } catch {
      return false;
    }
  }

  test('the note is accepted, with the times of its cosignatures', () => {
    expect(accepted(valid.note)).toBe(true);
    const note = parseNote(valid.note);
    expect((valid.cosigners as string[]).map((key) => verifyCosignature(note, parseVerifierKey(key)))).toEqual(
      valid.times,
    );
    expect(encodeBase64url(parseCheckpoint(note.text).root)).toBe(valid.roots.at(-1));
  });

  test.each(invalid as { why: string; note: string }[])('$why', ({ note }) => {
    expect(accepted(note)).toBe(false);
  });

  test.each(forks as { judged: string; evidence: object }[])('evidence of two histories: $judged', (fork) => {
    const evidence = parseForkEvidence(JSON.stringify(fork.evidence));
    const judged = evidence === null ? null : judgeForkEvidence(evidence);
    expect(judged?.ok ? judged.value : judged?.error).toBe(fork.judged);
  });
});
