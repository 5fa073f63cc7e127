/**
 * Every decoder of the product under random and damaged input (specification §2): it refuses in its own words, or gives a value
 * that is written back as the very same input. Anything else is a crash or a second form of one statement.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ballotFromObject, ballotToObject } from '../../crypto/ballot-object.ts';
import { decryptWith, encryptTo, newConfidentialKey } from '../../crypto/confidential.ts';
import { decodeBase32 } from '../../crypto/encoding/base32.ts';
import { decodeBase64, encodeBase64 } from '../../crypto/encoding/base64.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes, decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { decodeHex, encodeHex } from '../../crypto/encoding/hex.ts';
import { decodePoint, decodeScalar, encodePoint, encodeScalar, G } from '../../crypto/group.ts';
import { formatCheckpoint, parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { formatNote, parseNote, parseVerifierKey, verifierKey } from '../../crypto/log/signed-note.ts';
import { p256KeyFromSpki, verifyP256 } from '../../crypto/p256.ts';
import type { Result } from '../../crypto/result.ts';
import { newSigningKey, verifyBytes } from '../../crypto/sign.ts';
import { type KeyPackage, openPackage } from '../../crypto/threshold/key-package.ts';
import { cardQrText, cardText, parseCardText } from '../../crypto/token.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { decodeBase45, encodeBase45 } from '../../printables/qr/base45.ts';
import { encodeOpening, parseOpening } from '../../printables/qr/opening.ts';
import { checkPaperNumbers } from '../../printables/qr/paper-printed-numbers.ts';
import { decodePaperSymbol, encodePaperSymbol, paperSymbolTexts } from '../../printables/qr/paper-symbol.ts';
import { verifyPaperSymbol } from '../../printables/qr/paper-symbol-entry.ts';
import { encodeReceipt, parseReceipt } from '../../printables/qr/receipt.ts';
import { readSheetSymbol } from '../../printables/qr/sheet-symbol.ts';
import { decodeSymbolA, encodeSymbolA, readSymbolATexts, symbolATexts } from '../../printables/qr/symbol-a.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { openResultSheet } from '../../printables/signed/open-result-sheet.ts';
import { verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import { createSheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { readRollFile } from '../../server/services/roll-import.ts';
import { readRosterFile } from '../../tally/meeting/roster.ts';
import { decodeRosterText } from '../../tally/meeting/roster-table.ts';
import { readRecord } from '../../tally/record/reader.ts';
import { readKeyFile } from '../../tally/roles/scrutineer/key-file.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { parseForkEvidence } from '../../tally/verify/fork-evidence.ts';
import { parseTrustedKeys, trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { namedFindings, smallElection, verifySmall } from '../attacks/attack.ts';
import { COMMITTEE, SAMPLE, sketchRecord } from '../prints/qingxi-record.ts';
import { signedPaperSymbol } from '../vectors/changpiao/paper-symbol.ts';
import { damage, damageObject, damageText } from './mutation.ts';

const seed = process.env.FUZZ_SEED ?? 'fuzz';
const RUNS = 400;
const random = seededRandom(seed);

/** Words of the machine, not of a decoder: it went on with what it should have refused. */
const CRASH =
  /Cannot (read|set|convert|mix)|undefined|is not (a function|iterable|a constructor)|Maximum call stack|Invalid array (buffer )?length|out of memory|BigInt/;

/** The value, or null where it is refused; throws where the refusal is a crash. */
function attempt<T>(decode: () => T): T | null {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof Error) || CRASH.test(error.message)) throw error;
    return null;
  }
}
const accepted = <T>(result: Result<T, unknown>): T | null => (result.ok ? result.value : null);

interface ByteDecoder {
  readonly name: string;
  readonly samples: () => readonly Uint8Array[];
  /** The input written again from what was read; null where it was refused, or where a decoder keeps no such form. */
  readonly again: (bytes: Uint8Array) => Uint8Array | null;
}
interface TextDecoderUnderTest {
  readonly name: string;
  readonly samples: () => readonly string[];
  readonly again: (text: string) => string | null;
}

let record: string;
let keys: string;
let sheet: Uint8Array;

beforeAll(async () => {
  const simulated = await smallElection('fuzz');
  record = simulated.record;
  keys = JSON.stringify(trustedKeysOf(simulated.meeting));
  const key = await createSheetKey({
    organization: '中共清溪村总支部委员会',
    notBefore: new Date('2026-11-01T00:00:00Z'),
    notAfter: new Date('2036-11-01T00:00:00Z'),
  });
  const data = resultSheetData(sketchRecord(COMMITTEE, sheetPublicKey(key)), { round: 1, checkAddress: '' });
  if (!data.ok) throw new Error(data.error);
  sheet = signPdf(await drawResultSheet(data.value, installedFonts()), key);
}, 120_000);

const lines = () => record.trim().split('\n');
const notes = () =>
  lines().flatMap((line) => (JSON.parse(line).note === undefined ? [] : [JSON.parse(line).note as string]));
const entries = (type: string) =>
  lines()
    .map((line) => JSON.parse(line))
    .filter((entry) => entry.type === type);
const receipt = {
  kind: 'accepted',
  meetingId: 'qingxi2026',
  round: 1,
  T: new Uint8Array(32).fill(1),
  h: new Uint8Array(32).fill(2),
  signature: new Uint8Array(64).fill(3),
} as const;
const symbol = () => {
  const data = resultSheetData(sketchRecord(COMMITTEE, new Uint8Array(91).fill(3)), { round: 1, checkAddress: '' });
  if (!data.ok) throw new Error(data.error);
  return data.value.symbol;
};
const opened = <T>(parsed: Result<T, unknown>, write: (value: T) => string): string | null => {
  const value = accepted(parsed);
  return value === null ? null : write(value);
};

const BYTE_DECODERS: readonly ByteDecoder[] = [
  { name: 'a point', samples: () => [encodePoint(G)], again: (bytes) => encodePoint(decodePoint(bytes, 'P')) },
  {
    name: 'a scalar',
    samples: () => [new Uint8Array(32).fill(1)],
    again: (bytes) => encodeScalar(decodeScalar(bytes, 's')),
  },
  { name: 'UTF-8', samples: () => [encodeUtf8('李㛃 陈䶮')], again: (bytes) => encodeUtf8(decodeUtf8(bytes)) },
  {
    name: 'a canonical object',
    samples: () => lines().slice(0, 9).map(encodeUtf8),
    again: (bytes) => canonicalBytes(decodeCanonical(bytes)),
  },
  {
    name: 'Symbol A',
    samples: () => [encodeSymbolA(symbol())],
    again: (bytes) => {
      const value = accepted(decodeSymbolA(bytes));
      return value === null ? null : encodeSymbolA(value);
    },
  },
  {
    name: 'Symbol A of a count on paper',
    samples: () => [encodePaperSymbol(signedPaperSymbol())],
    again: (bytes) => {
      const value = accepted(decodePaperSymbol(bytes));
      // Whatever is read can be judged.
      if (value === null) return null;
      verifyPaperSymbol(value);
      checkPaperNumbers(value);
      return encodePaperSymbol(value);
    },
  },
];

const TEXT_DECODERS: readonly TextDecoderUnderTest[] = [
  { name: 'base64url', samples: () => ['AAECAwQF', 'AA'], again: (text) => encodeBase64url(decodeBase64url(text)) },
  { name: 'base64', samples: () => ['AAECAwQ=', 'AA=='], again: (text) => encodeBase64(decodeBase64(text)) },
  { name: 'hex', samples: () => ['00ff10'], again: (text) => encodeHex(decodeHex(text)) },
  { name: 'base45', samples: () => ['QED8WEX0'], again: (text) => opened(decodeBase45(text), encodeBase45) },
  {
    name: 'base32',
    samples: () => ['ZZZZ0011'],
    again: (text) => (accepted(decodeBase32(text)) === null ? null : text),
  },
  {
    name: 'a note',
    samples: notes,
    again: (text) => formatNote(parseNote(text)),
  },
  {
    name: 'a checkpoint',
    samples: () => notes().map((note) => parseNote(note).text),
    again: (text) => formatCheckpoint(parseCheckpoint(text)),
  },
  {
    name: 'a verifier key',
    samples: () => [verifierKey({ name: 'w.example/1', publicKey: newSigningKey(random).publicKey }, 'cosignature')],
    again: (text) => {
      const { kind, ...key } = parseVerifierKey(text);
      return verifierKey(key, kind);
    },
  },
  {
    name: 'a receipt',
    samples: () => [encodeReceipt(receipt)],
    again: (text) => opened(parseReceipt(text), encodeReceipt),
  },
  {
    name: 'an opening',
    samples: () => [
      encodeOpening({
        meetingId: 'qingxi2026',
        round: 1,
        T: receipt.T,
        h: receipt.h,
        signature: receipt.signature,
        seed: new Uint8Array(32).fill(4),
        places: [[0, 3, 9], []],
      }),
    ],
    again: (text) => opened(parseOpening(text), encodeOpening),
  },
];

describe(`decoders refuse what they would not write themselves (FUZZ_SEED=${seed})`, () => {
  test.each(BYTE_DECODERS)('$name', ({ samples, again }) => {
    const given = samples();
    for (const sample of given) expect(again(sample)).toEqual(sample);
    let taken = 0;
    for (let run = 0; run < RUNS; run++) {
      const sample = given[run % given.length] as Uint8Array;
      const input = run % 3 === 0 ? random(run % 70) : damage(sample, random);
      const written = attempt(() => again(input));
      if (written === null) continue;
      taken += 1;
      expect(written, `${encodeHex(input)}`).toEqual(input);
    }
    expect(taken).toBeLessThan(RUNS);
  });

  test.each(TEXT_DECODERS)('$name', ({ samples, again }) => {
    const given = samples();
    for (const sample of given) expect(again(sample)).toBe(sample);
    for (let run = 0; run < RUNS; run++) {
      const sample = given[run % given.length] as string;
      const input = run % 3 === 0 ? decodeLatin1(random(run % 50)) : damageText(sample, random);
      const written = attempt(() => again(input));
      if (written !== null) expect(stripAddress(written), JSON.stringify(input)).toBe(stripAddress(input));
    }
  });
});

const decodeLatin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
/** A scanned address is read by its fragment alone. */
const stripAddress = (text: string): string => text.slice(text.indexOf('#') + 1);

describe('decoders of files and messages refuse in their own words', () => {
  test('a card as typed or scanned: another card only with another check symbol or no symbol at all', () => {
    const card = new Uint8Array(16).fill(0x5a);
    for (let run = 0; run < RUNS; run++) {
      const [typed, scanned] = [damageText(cardText(card), random), damageText(cardQrText(card), random)];
      for (const text of [typed, scanned, decodeLatin1(random(27))]) {
        const read = accepted(parseCardText(text));
        if (read !== null) expect([16, 16]).toEqual([read.length, 16]);
      }
    }
    // One character mistyped is always noticed.
    const printed = cardText(card);
    for (let at = 0; at < printed.length; at++)
      for (const wrong of '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
        if (wrong !== printed[at])
          expect(parseCardText(printed.slice(0, at) + wrong + printed.slice(at + 1)).ok).toBe(false);
  });

  test('a ballot object', () => {
    const [cast] = entries('cast');
    expect(ballotToObject(ballotFromObject(cast.ballot))).toEqual(cast.ballot);
    for (let run = 0; run < RUNS; run++) {
      const damaged = damageObject(cast.ballot, random);
      const read = attempt(() => ballotFromObject(damaged));
      if (read !== null) expect(ballotToObject(read)).toEqual(damaged);
    }
  });

  test('a package of the key ceremony', () => {
    const [{ package: given }] = entries('key-reveal') as [{ package: KeyPackage }];
    const expected = { meeting: decodeBase64url(given.meeting, 32), index: 1, n: given.n, t: given.t };
    expect(openPackage(given, expected).ok).toBe(true);
    for (let run = 0; run < RUNS / 4; run++) {
      const damaged = damageObject(given, random);
      const read = openPackage(damaged, expected);
      // Who speaks is bound by the commitment, not by the proof of knowledge.
      const { name, recipient, signKey } = given;
      if (read.ok) expect({ ...(damaged as object), name, recipient, signKey }).toEqual(given);
    }
  });

  test('signatures and keys: nothing damaged verifies, nothing crashes', () => {
    const { publicKey } = newSigningKey(random);
    for (let run = 0; run < RUNS; run++) {
      expect(verifyBytes(random(40), random(run % 80), run % 2 === 0 ? publicKey : random(run % 40))).toBe(false);
      const key = attempt(() => p256KeyFromSpki(damage(SPKI, random)));
      if (key) expect(verifyP256(random(32), random(72), key)).toBe(false);
    }
  });

  test('a record: reading never throws, and a verifier finds what was damaged', async () => {
    const bytes = encodeUtf8(record);
    for (let run = 0; run < RUNS / 2; run++) readRecord(damage(bytes, random));
    for (let run = 0; run < 40; run++) {
      const damaged = damage(bytes, random);
      if (encodeHex(damaged) === encodeHex(bytes)) continue;
      const verification = await verifySmall(damaged);
      expect(verification.ok, namedFindings(verification).join()).toBe(false);
    }
  });

  test('an entry of any type, as an object', async () => {
    const all = lines();
    for (let run = 0; run < 60; run++) {
      const at = run % all.length;
      const entry: unknown = JSON.parse(all[at] as string);
      let text: string;
      try {
        text = decodeUtf8(canonicalBytes(damageObject(entry, random)));
      } catch {
        continue;
      }
      if (text === all[at]) continue;
      const changed = `${[...all.slice(0, at), text, ...all.slice(at + 1)].join('\n')}\n`;
      const verification = await verifySmall(changed);
      expect(verification.ok, text.slice(0, 300)).toBe(false);
    }
  });

  test('the keys a user trusts, a fork as evidence, a scrutineer’s key file', () => {
    expect(parseTrustedKeys(keys).ok).toBe(true);
    for (let run = 0; run < RUNS; run++) {
      const damaged = run % 2 === 0 ? damageText(keys, random) : JSON.stringify(damageObject(JSON.parse(keys), random));
      parseTrustedKeys(damaged);
      parseForkEvidence(damaged);
      readKeyFile(encodeUtf8(damaged));
    }
  });

  test('codes of Symbol A in any number and order', () => {
    const texts = symbolATexts(symbol());
    expect(readSymbolATexts(texts).ok).toBe(true);
    for (let run = 0; run < RUNS; run++) {
      const scanned = texts.map((text) => (run % 2 === 0 ? text : damageText(text, random)));
      const read = readSymbolATexts(run % 3 === 0 ? scanned.slice(1) : [...scanned, ...scanned].reverse());
      if (read.ok) expect(symbolATexts(read.value)).toEqual(texts);
    }
  });

  test('codes of a count on paper in any number and order, as they are scanned', () => {
    const texts = paperSymbolTexts(signedPaperSymbol());
    expect(readSheetSymbol(texts)).toMatchObject({ ok: true, value: { medium: 'paper' } });
    for (let run = 0; run < RUNS; run++) {
      const read = readSheetSymbol(texts.map((text) => damageText(text, random)));
      if (read.ok && read.value.medium === 'paper') expect(paperSymbolTexts(read.value.symbol)).toEqual(texts);
    }
  });

  test('a confidential file', async () => {
    const { identity, recipient } = await newConfidentialKey();
    const file = await encryptTo(recipient, encodeUtf8('share'));
    for (let run = 0; run < 60; run++) {
      const damaged = damage(file, random);
      const read = await decryptWith(identity, damaged);
      if (read.ok) expect(encodeHex(damaged)).toBe(encodeHex(file));
    }
  });

  test('a signed sheet: its signature never survives a change, opening it never crashes', () => {
    for (let run = 0; run < 60; run++) {
      const damaged = damage(sheet, random);
      if (encodeHex(damaged) === encodeHex(sheet)) continue;
      expect(verifySignedPdf(damaged, null).faults, `run ${run}`).not.toEqual([]);
      openResultSheet(damaged);
    }
    for (let run = 0; run < RUNS; run++) {
      const bytes = random(run);
      expect(verifySignedPdf(bytes, null).faults).not.toEqual([]);
      expect(openResultSheet(bytes).ok).toBe(false);
    }
  });

  test('a roll from a spreadsheet', async () => {
    const rules = { ruleSet: '2020', meetingDate: '2026-11-28' } as never;
    const files = ['roster.utf8.csv', 'roster.gb18030.csv'].map(
      (name) => new Uint8Array(readFileSync(new URL(name, SAMPLE))),
    );
    for (let run = 0; run < RUNS / 2; run++) {
      const damaged = damage(files[run % 2] as Uint8Array, random);
      decodeRosterText(damaged);
      const roster = readRosterFile(damaged, rules);
      if (roster.ok) expect(roster.value.members.length).toBeLessThanOrEqual(roster.value.rows);
    }
    for (let run = 0; run < 60; run++) {
      const zip = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, ...random(run * 3)]);
      expect((await readRollFile({ fileName: 'a.xlsx', content: zip }, rules)).ok).toBe(false);
    }
  });
});

/** SubjectPublicKeyInfo of a P-256 key nobody uses. */
const SPKI = decodeBase64url(
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELzjj8Iu5hIJrKUrvnRKE0cm04asbp2fmyjW-oG_crE4g4PtTF55-Yj1es8qdjt4ZU3Otp1xQH3EzZ8tLNz4UeQ',
);
