import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aggregate, type Ballot, ballotCode, ballotFromObject, ballotHash } from '../../crypto/ballot.ts';
import type { Ciphertext } from '../../crypto/ballot-object.ts';
import { verifyBallot } from '../../crypto/ballot-verification.ts';
import { assignVariables, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decryptWith, decryptWithPassphrase, encryptTo } from '../../crypto/confidential.ts';
import { deterministicRandom } from '../../crypto/deterministic-random.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes, decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import {
  decodePoint,
  decodeScalar,
  encodePoint,
  G,
  multiplyPublic,
  type Point,
  type Scalar,
} from '../../crypto/group.ts';
import { sha256 } from '../../crypto/hash.ts';
import { parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { createMerkleTree, merkleRoot } from '../../crypto/log/merkle.ts';
import { parseNote, parseVerifierKey, verifyCosignature, verifyNote } from '../../crypto/log/signed-note.ts';
import { p256KeyFromSpki, verifyP256 } from '../../crypto/p256.ts';
import { verifyBytes } from '../../crypto/sign.ts';
import { findCounts } from '../../crypto/threshold/dlog.ts';
import {
  electionKeys,
  openPackage,
  openPackages,
  openShareMessage,
  shareMessageBytes,
} from '../../crypto/threshold/key-ceremony.ts';
import { verifyPaper } from '../../crypto/threshold/paper-proof.ts';
import { combine, verifyPartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import {
  cardCode,
  parseCardText,
  TOKEN_ACTIONS,
  type TokenAction,
  tokenFromSeed,
  verifyTokenSignature,
} from '../../crypto/token.ts';
import { parseOpening } from '../../printables/qr/opening.ts';
import { parseReceipt } from '../../printables/qr/receipt.ts';
import { joinSymbols, splitIntoSymbols } from '../../printables/qr/split.ts';
import { readCertificate } from '../../printables/signed/certificate.ts';
import { readCms } from '../../printables/signed/cms.ts';
import { MalformedDer } from '../../printables/signed/der.ts';
import { parseSheetSettings, sheetSettings } from '../../printables/signed/open-result-sheet.ts';
import { detectedPermille } from '../../tally/challenge/detection-bound.ts';
import { setCounters } from '../../tally/challenge/opened-marks.ts';
import { verdictOf } from '../../tally/challenge/opening.ts';
import { outcomeIntegers } from '../../tally/count/attested-integers.ts';
import { attestedTextsHash, attestedTextsOf } from '../../tally/count/attested-texts.ts';
import { type SignedEntry, signedBytes } from '../../tally/record/entry.ts';
import { readRecord } from '../../tally/record/reader.ts';
import { memoryOf, readKeyFile } from '../../tally/roles/scrutineer/key-file.ts';
import { judgeForkEvidence, parseForkEvidence } from '../../tally/verify/fork-evidence.ts';
import { parseTrustedKeys, trustFaults } from '../../tally/verify/trusted-keys.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { build } from './changpiao/generate.ts';
import { challengeValue, type Transcript } from './changpiao/transcripts.ts';

/** Frozen JSON is read as it comes: every use below decodes it. */
// biome-ignore lint/suspicious/noExplicitAny: vectors have many shapes, and a wrong one fails its test
type Vector = any;

const frozen = (name: string) => JSON.parse(readFileSync(new URL(`changpiao/${name}`, import.meta.url), 'utf8'));
const bytes = (text: string) => decodeBase64url(text);
const P = (text: string): Point => decodePoint(bytes(text), 'vector');
const S = (text: string): Scalar => decodeScalar(bytes(text), 'vector');
const pairs = (list: [string, string][]): Ciphertext[] => list.map(([a, b]) => [P(a), P(b)]);

const built = await build();

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

describe('cards of a test run', () => {
  const { valid, invalid } = frozen('test-run-cards.json');

  test.each(valid as Vector[])('$text', ({ seed, text, qr }) => {
    for (const shown of [text, qr]) expect(parseCardText(shown, true)).toEqual({ ok: true, value: bytes(seed) });
  });

  test.each(invalid as { text: string; testRun: boolean; error: string }[])('$text: $error', (vector) => {
    expect(parseCardText(vector.text, vector.testRun)).toEqual({ ok: false, error: vector.error });
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

describe('challenges, each under its tag (specification §2)', () => {
  const { valid } = frozen('transcripts.json') as { valid: Transcript[] };
  const valueOfTag = (tag: string) => S(valid.find((one) => one.tag === tag)?.value ?? '');
  const [firstToken] = frozen('tokens.json').valid;
  const [{ T: firstCard }] = frozen('cards.json').valid;
  const [{ proof }] = frozen('ceremony.json').valid.packages;
  const [{ valid: firstBallots }] = frozen('ballots.json').sets;
  const { partials, paper } = frozen('tally.json').valid;

  test.each(valid)('$tag', ({ tag, items, value }) => {
    expect(challengeValue(tag, items)).toBe(value);
    if (items.length > 1) expect(challengeValue(tag, items.toReversed())).not.toBe(value);
    expect(challengeValue(`${tag} `, items)).not.toBe(value);
  });

  test('there is one for every tag that the code names', () => {
    const files = ['token', 'ballot', 'ballot-challenges', 'threshold/key-package', 'threshold/paper-proof'];
    const sources = [...files, 'threshold/partial-decryption'].map((name) =>
      readFileSync(new URL(`../../crypto/${name}.ts`, import.meta.url), 'utf8').replaceAll(/^ \*.*$/gm, ''),
    );
    const named = sources.flatMap((source) =>
      [...source.matchAll(/\bchallenge\(\s*['`]([a-z-]+)/g)].map(([, tag]) => tag),
    );
    const tags = named.flatMap((tag) => (tag === 'token-' ? TOKEN_ACTIONS.map((action) => tag + action) : [tag]));
    expect(valid.map(({ tag }) => tag).sort()).toEqual([...new Set(tags)].sort());
  });

  test('they are the values that the proofs hold for', () => {
    expect(encodeBase64url(encodePoint(multiplyPublic(G, valueOfTag('token'))))).toBe(firstCard);
    expect(encodeBase64url(encodePoint(multiplyPublic(G, valueOfTag('token-nonce'))))).toBe(firstToken.R);
    for (const { action, T, R, s } of frozen('tokens.json').valid) {
      const e = valueOfTag(`token-${action}`);
      expect(multiplyPublic(G, S(s)).equals(P(R).add(multiplyPublic(P(T), e)))).toBe(true);
    }
    expect(valueOfTag('key-pok')).toBe(S(proof.e));
    const [s, x] = [valueOfTag('ballot-nonce'), valueOfTag('ballot-proof')];
    const { E, L, r } = firstBallots[0].ballot;
    expect(multiplyPublic(G, s).equals(P(L[0]))).toBe(true);
    const y = valueOfTag('ballot-link');
    const folded = (E as [string, string][]).reduceRight(
      (sum, [first]) => multiplyPublic(sum, y).add(P(first)),
      decodePoint(new Uint8Array(32), 'O'),
    );
    expect(
      multiplyPublic(folded, x)
        .add(P(L[0]))
        .equals(multiplyPublic(G, S(r))),
    ).toBe(true);
    expect(valueOfTag('partial-proof')).toBe(S(partials[0].c));
    expect(valueOfTag('paper-proof')).toBe(S(paper.parts[0].c));
  });
});

describe('answers of the server (specification §7, §7.8)', () => {
  const { meetingId, round, ctx, receiptsKey, valid, invalid, crossed } = frozen('answers.json');

  test.each(valid as Vector[])('to $T', ({ T, h, answers }) => {
    expect((answers as Vector[]).map(({ type }) => type)).toEqual(['pending', 'accepted', 'challenged']);
    for (const { type, bytes: signed, signature, code } of answers as Vector[]) {
      expect(JSON.parse(signed)).toEqual({ type, ctx, T, h });
      expect(verifyBytes(encodeUtf8(signed), bytes(signature), bytes(receiptsKey))).toBe(true);
      if (code === null) continue;
      const expected = { kind: type, meetingId, round, T: bytes(T), h: bytes(h), signature: bytes(signature) };
      expect(parseReceipt(code)).toEqual({ ok: true, value: expected });
      expect(parseReceipt(`https://example.org/check#${code}`)).toEqual({ ok: true, value: expected });
    }
  });

  test.each(invalid as Vector[])('$why', ({ code }) => {
    expect(parseReceipt(code)).toEqual({ ok: false, error: 'not-a-receipt' });
  });

  test.each(crossed as Vector[])('$why', ({ bytes: signed, signature }) => {
    expect(verifyBytes(encodeUtf8(signed), bytes(signature), bytes(receiptsKey))).toBe(false);
  });
});

describe('share messages (specification §4, 3)', () => {
  const { ceremony, packages, from: own, to: other, valid, invalid } = frozen('share-messages.json');
  const meeting = bytes(frozen('ceremony.json').valid.meeting);
  const opened = openPackages(packages, { meeting, n: 3, t: 2 });
  if (!opened.ok) throw new Error('packages');
  const open = (text: string, from: number, to: number) =>
    openShareMessage(encodeUtf8(text), {
      ceremony: bytes(ceremony),
      from: opened.value[from - 1] as (typeof opened.value)[number],
      to,
    });

  test.each(valid as Vector[])('$from to $to', ({ from, to, share, bytes: text }) => {
    expect(open(text, from, to)).toEqual({ ok: true, value: S(share) });
    expect(decodeUtf8(shareMessageBytes({ ceremony: bytes(ceremony), from, to, share: S(share) }))).toBe(text);
  });

  test.each(invalid as Vector[])('$why', ({ bytes: text, error }) => {
    expect(open(text, own, other)).toEqual({ ok: false, error });
  });
});

describe('a scrutineer’s device (specification §3.8)', () => {
  const { valid, invalid } = frozen('devices.json');
  const read = (content: string) => readKeyFile(encodeUtf8(content));
  const isSigned = ({ bytes: signed, signature }: Vector) =>
    verifyBytes(encodeUtf8(signed), bytes(signature), bytes(valid.signKey));

  test('enrols and comes back by what its own key signed', () => {
    expect(valid.statements.map(isSigned)).toEqual([true, true]);
    expect(valid.statements.map((one: Vector) => JSON.parse(one.bytes).type)).toEqual(['enrol', 'session']);
    for (const one of invalid.statements) expect(isSigned(one), one.why).toBe(false);
  });

  test('keeps everything in its key file, and beside it in the clear what is no secret', () => {
    const state = read(valid.keyFile.content);
    if (!state.ok) throw new Error(state.error);
    expect(memoryOf(state.value)).toEqual(valid.keyFile.memory);
    const shown = JSON.stringify(valid.keyFile.memory);
    const { signKey, cosignKey, ageIdentity, share, ceremony } = state.value;
    for (const secret of [signKey, cosignKey, ageIdentity, share?.x, ...(ceremony?.polynomial ?? [])])
      expect(shown).not.toContain(secret);
    for (const { why, content } of invalid.keyFiles)
      expect(read(content), why).toEqual({ ok: false, error: 'not-a-key-file' });
  });

  test('prints the file in codes', () => {
    const { file, texts } = valid.shareSheet;
    expect(joinSymbols('CPS1', texts.toReversed())).toEqual({ ok: true, value: bytes(file) });
    expect(splitIntoSymbols('CPS1', bytes(file), 480)).toEqual(texts);
    for (const { why, texts: others, error } of invalid.shareSheets)
      expect(joinSymbols('CPS1', others), why).toEqual({ ok: false, error });
  });
});

describe('the signature in a signed PDF (specification of cryptography, §9)', () => {
  const { valid, invalid } = frozen('sheet-signature.json');
  const verifies = (attributes: string, signature: string) => {
    const point = p256KeyFromSpki(bytes(valid.key));
    return point !== undefined && verifyP256(bytes(attributes), bytes(signature), point);
  };

  test('is over the attributes, with the key of the certificate, in either half-order form; another library agrees', () => {
    const own = readCms(bytes(valid.cms));
    expect(own.digest).toEqual(sha256(encodeUtf8(valid.text)));
    expect([own.certificate, own.attributes].map(encodeBase64url)).toEqual([valid.certificate, valid.attributes]);
    expect(valid.signatures).toContain(encodeBase64url(own.signature));
    expect(encodeBase64url(readCertificate(own.certificate).publicKey)).toBe(valid.key);
    const key = createPublicKey({ key: Buffer.from(bytes(valid.key)), format: 'der', type: 'spki' });
    for (const signature of valid.signatures) {
      expect(verifies(valid.attributes, signature)).toBe(true);
      expect(verify('sha256', bytes(valid.attributes), key, bytes(signature))).toBe(true);
    }
  });

  test('is refused with one change', () => {
    for (const { why, attributes, signature } of invalid.signatures)
      expect(verifies(attributes, signature), why).toBe(false);
    for (const { why, key } of invalid.keys) expect(p256KeyFromSpki(bytes(key)), why).toBe(undefined);
    for (const { why, cms } of invalid.containers) expect(() => readCms(bytes(cms)), why).toThrow(MalformedDer);
  });
});

describe('age files (specification §2)', () => {
  const { valid, invalid } = frozen('age-files.json');
  const undecryptable = { ok: false, error: 'undecryptable' };

  test.each(valid.messages as Vector[])('a message: $why', async ({ identity, content, file }) => {
    expect(await decryptWith(identity, bytes(file))).toEqual({ ok: true, value: bytes(content) });
  });

  test.each(valid.keyFiles as Vector[])(
    'a key file under $passphrase',
    async ({ passphrase, alike, content, file }) => {
      for (const typed of [passphrase, ...alike])
        expect(await decryptWithPassphrase(typed, bytes(file)), typed).toEqual({ ok: true, value: bytes(content) });
    },
  );

  test.each(invalid.messages as Vector[])('a message with $why', async ({ identity, file }) => {
    expect(await decryptWith(identity, bytes(file))).toEqual(undecryptable);
  });

  test.each(invalid.keyFiles as Vector[])('a key file with $why: $passphrase', async ({ passphrase, file }) => {
    expect(await decryptWithPassphrase(passphrase, bytes(file))).toEqual(undecryptable);
  });

  test.each(invalid.recipients as Vector[])('a recipient, $why', async ({ recipient }) => {
    await expect(encryptTo(recipient, encodeUtf8('x'))).rejects.toThrow();
  });
});

describe('trusted keys (specification §3.1, §10)', () => {
  const { meeting, valid, invalid } = frozen('trusted-keys.json');
  const [own] = readRecord(`${meeting}\n`).leaves;
  if (own?.kind !== 'entry' || own.entry.type !== 'meeting') throw new Error('no meeting');
  const { entry } = own;

  test.each(valid as Vector[])('$why: $found', ({ text, found }) => {
    const trusted = parseTrustedKeys(text);
    if (!trusted.ok) throw new Error(trusted.error);
    expect([...trustFaults(entry, trusted.value)].sort()).toEqual(found);
  });

  test.each(invalid as Vector[])('$why', ({ text, error }) => {
    expect(parseTrustedKeys(text)).toEqual({ ok: false, error });
  });
});

describe('what challenges are worth (specification §7.9)', () => {
  test.each(frozen('detection.json').valid as Vector[])('$challenges: $permille', ({ challenges, permille }) => {
    expect(detectedPermille(challenges)).toBe(permille);
  });
});

describe('what a result sheet is drawn by (specification §10, 14)', () => {
  const { valid, invalid } = frozen('sheet-settings.json');

  test.each(valid as Vector[])('$bytes', ({ round, checkAddress, bytes }) => {
    const settings = sheetSettings(round, checkAddress);
    expect(decodeUtf8(canonicalBytes(settings))).toBe(bytes);
    expect(parseSheetSettings(encodeUtf8(bytes))).toEqual(settings);
  });

  test.each(invalid as Vector[])('$why', ({ bytes }) => {
    expect(parseSheetSettings(encodeUtf8(bytes))).toBeNull();
  });
});

describe('entries, one of each type (specification §3.2, §3.6)', () => {
  const { valid, invalid } = frozen('entries.json');

  test('there is one of every type that the specification describes', () => {
    const specification = readFileSync(new URL('../../tally/SPECIFICATION.md', import.meta.url), 'utf8');
    const section = specification.slice(specification.indexOf('\n### 3.6 '), specification.indexOf('\n### 3.7 '));
    const described = [...section.matchAll(/\*\*([a-z]+(?:-[a-z]+)*)\*\*/g)].map(([, type]) => type);
    const types = (valid as Vector[]).map(({ type }) => type);
    expect([...new Set(types)].sort()).toEqual(described.sort());
    // The meeting of a test run, besides.
    expect(types.filter((type) => type === 'meeting')).toHaveLength(2);
    expect(types).toHaveLength(described.length + 1);
  });

  test.each(valid as Vector[])('$type', ({ type, line, hash, leaf, signed, authors }) => {
    const file = readRecord(`${line}\n`);
    expect(file.problems).toEqual([]);
    const [read] = file.leaves;
    if (read?.kind !== 'entry') throw new Error('not an entry');
    expect([read.entry.type, encodeBase64url(read.hash), encodeBase64url(read.leaf)]).toEqual([type, hash, leaf]);
    if (signed === null) return;
    const entry = read.entry as SignedEntry;
    expect(encodeBase64url(sha256(signedBytes(entry)))).toBe(signed);
    expect(entry.signatures.map(({ author }) => author)).toEqual((authors as Vector[]).map(({ author }) => author));
    entry.signatures.forEach(({ signature }, at) => {
      expect(verifyBytes(signedBytes(entry), bytes(signature), bytes(authors[at].key))).toBe(true);
    });
  });

  test.each(invalid as Vector[])('$why: $code', ({ line, code }) => {
    expect(readRecord(`${line}\n`).problems.map(({ problem }) => problem)).toEqual([code]);
  });
});

describe('a whole record (specification §3.1, §3.3, §3.4, §3.5)', () => {
  const { lines, leaves, root, checkpoints, groups, orders } = frozen('record.json');
  const fileOf = (order: readonly number[]) => order.map((line) => `${lines[line - 1]}\n`).join('');
  const file = readRecord(fileOf(orders[0].order));

  test('its leaves and its root', () => {
    expect(file.problems).toEqual([]);
    expect(file.leaves.map(({ line, leaf }) => ({ line, leaf: encodeBase64url(leaf) }))).toEqual(leaves);
    const tree = createMerkleTree(file.leaves.map(({ leaf }) => leaf));
    expect(encodeBase64url(merkleRoot(tree))).toBe(root);
    for (const { size, root: own } of checkpoints) expect(encodeBase64url(merkleRoot(tree, size))).toBe(own);
  });

  test('its checkpoints, and whose lines they carry', () => {
    const read = file.lines.flatMap((line) => {
      if (line.kind !== 'checkpoint') return [];
      const note = parseNote(line.note);
      const head = parseCheckpoint(note.text);
      const signed = note.signatures.map(({ name }) => name);
      return [{ line: line.line, ...head, root: encodeBase64url(head.root), signed }];
    });
    expect(read).toEqual(checkpoints);
  });

  test('its groups are ascending by entry hash and, but for the last, at least five', () => {
    const hashes = file.leaves.map((leaf) => encodeBase64url(leaf.hash));
    for (const group of groups as string[][]) {
      const from = hashes.indexOf(group[0] as string);
      expect(hashes.slice(from, from + group.length)).toEqual(group);
      const ascending = group.toSorted((a, b) => compareBytes(bytes(a), bytes(b)));
      expect(group).toEqual(ascending);
    }
    expect(groups.slice(0, -1).every((group: string[]) => group.length >= 5)).toBe(true);
  });

  test.each(orders as Vector[])('$why', async ({ order, found }) => {
    const { findings } = await verifyRecord(fileOf(order), { random: deterministicRandom('vectors') });
    expect([...new Set(findings.map(({ check, code }) => `${check} ${code}`))].sort()).toEqual(found);
  });
});

describe('what an attestation signs (specification §9)', () => {
  const { meeting, round, texts, valid, invalid } = frozen('attestation.json');

  test.each(texts as Vector[])('the words behind it, $hash', ({ contests, counts, bytes: text, hash }) => {
    const object = attestedTextsOf(meeting, { ...round, contests }, counts);
    expect([decodeUtf8(canonicalBytes(object)), attestedTextsHash(object)]).toEqual([text, hash]);
  });

  test('its bytes, and the integers in them', () => {
    expect(verifyBytes(encodeUtf8(valid.bytes), bytes(valid.signature), bytes(valid.key))).toBe(true);
    const stated = JSON.parse(valid.bytes);
    expect(stated.texts).toBe(texts[0].hash);
    expect(stated.counts).toEqual(texts[0].counts);
    expect(round.contests.map((contest: Vector, at: number) => outcomeIntegers(contest, valid.outcome[at]))).toEqual(
      stated.outcome,
    );
  });

  test.each(invalid as Vector[])('$why', ({ bytes: text, signature }) => {
    expect(text).not.toBe(valid.bytes);
    expect(verifyBytes(encodeUtf8(text), bytes(signature), bytes(valid.key))).toBe(false);
  });
});
