import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { decodePoint, encodePoint, G, O, type Point, reduce, type Scalar } from '../../crypto/group.ts';
import type { PaperProof } from '../../crypto/threshold/paper-proof.ts';
import { proofIsOfRecord } from '../../kiosk/screens/verifier/sheet-of-record.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { qrModules } from '../../printables/qr/modules.ts';
import { splitIntoSymbols } from '../../printables/qr/split.ts';
import { isSymbolElection, readSymbolATexts, type SymbolA } from '../../printables/qr/symbol-a.ts';
import {
  encodeSymbolB,
  readSymbolBTexts,
  type SymbolB,
  type SymbolPart,
  symbolBFaults,
  symbolBTexts,
} from '../../printables/qr/symbol-b.ts';
import { equalSymbolsB, symbolBOf } from '../../printables/qr/symbol-b-of-record.ts';
import { countedRound } from '../../printables/qr/symbol-of-record.ts';
import { checkResultSheet } from '../../printables/reports/check-result-sheet.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { type ResultSheetData, resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import type { PaperProofEntry } from '../../tally/record/count-entries.ts';
import { readRecord } from '../../tally/record/reader.ts';
import { COMMITTEE, DIRECT, type MeetingSketch, sketchRecord, TIED } from './qingxi-record.ts';
import { codesByZbar, codesByZxing, pageCount, pageImage, pageText } from './tools.ts';

const FONTS = installedFonts();
/** Form and check page stand before it. */
const PAGE = 3;

let key: SheetKey;
let data: ResultSheetData;
let sheet: Uint8Array;
let a: SymbolA;
let b: SymbolB;

function dataOf(sketch: MeetingSketch, round = 1): ResultSheetData {
  const found = resultSheetData(sketchRecord(sketch, sheetPublicKey(key)), { round, checkAddress: '' });
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

const symbolB = (of: ResultSheetData): SymbolB => {
  if (of.symbolB === null) throw new Error('no symbol B');
  return of.symbolB;
};

beforeAll(async () => {
  const validity = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
  key = await createSheetKey({ organization: '中共清溪村总支部委员会', ...validity });
  data = dataOf(COMMITTEE);
  sheet = signPdf(await drawResultSheet(data, FONTS), key);
  // Everything below is read from the drawn pages, not from the record.
  const readA = readSymbolATexts(codesByZbar(pageImage(sheet, 2, 300)));
  const readB = readSymbolBTexts(codesByZbar(pageImage(sheet, PAGE, 300)));
  if (!readA.ok || !readB.ok) throw new Error('the pages cannot be read');
  a = readA.value;
  b = readB.value;
});

describe('symbol B on paper (specification §9)', () => {
  test('zbar and zxing read it back from the page at 300 dpi, in codes of version 25-M at most and 60 mm at least', async () => {
    const image = pageImage(sheet, PAGE, 300);
    const texts = symbolBTexts(symbolB(data));
    expect(new Set(codesByZbar(image))).toEqual(new Set(texts));
    const codes = await codesByZxing(image);
    expect(new Set(codes.map(({ text }) => text))).toEqual(new Set(texts));
    for (const { left, right } of codes) expect(((right - left) / 300) * 25.4).toBeGreaterThanOrEqual(60);
    for (const text of texts) expect(qrModules(text).version).toBeLessThanOrEqual(25);
    expect(equalSymbolsB(b, symbolB(data))).toBe(true);
  });

  test('it still reads from a scan at 150 dpi', async () => {
    const codes = await codesByZxing(pageImage(sheet, PAGE, 150));
    expect(new Set(codes.map(({ text }) => text))).toEqual(new Set(symbolBTexts(symbolB(data))));
  });

  test('the page names the keys to compare and says what paper does not prove', () => {
    const text = pageText(sheet, PAGE);
    expect(text).toContain('纸面证明页');
    expect(text).toContain('出具证明Provedby杨辉、韦小红（需要2名）');
    expect(text).toMatch(/密钥核对数字Digits\d{20}/);
    expect(text).toContain('纸面不能证明的：印出的合计密文就是全部投出选票之和');
  });

  test('a record with fewer proofs than the threshold gives a sheet without the page, and only that sheet (check 14)', async () => {
    const few = { ...COMMITTEE, rounds: COMMITTEE.rounds.map((round) => ({ ...round, attested: 1 })) };
    const found = dataOf(few);
    expect(found.symbolB).toBeNull();
    expect(pageCount(await drawResultSheet(found, FONTS))).toBe(4);
  });

  test('a round of too many options has words in place of more than 99 codes, in both languages', async () => {
    const { statement, parts } = symbolB(data);
    const [pair] = statement.P;
    const [count] = statement.m;
    if (pair === undefined || count === undefined) throw new Error('no ciphertext');
    const many = {
      ...statement,
      P: Array.from({ length: 1000 }, () => pair),
      m: Array.from({ length: 1000 }, () => count),
    };
    const drawn = await drawResultSheet({ ...data, symbolB: { statement: many, parts } }, FONTS);
    const text = pageText(drawn, PAGE);
    expect(text).toContain('本轮选项太多，核对码B要用的二维码超过99个，纸上印不下，所以没有印出');
    expect(text).toContain('codeBwouldtakemorethan99QRcodes');
    expect(text).not.toContain('先扫描核对页上的核对码');
    expect(pageCount(drawn)).toBe(pageCount(sheet));
  });

  test('a sheet whose code B is another one is found by drawing it again (check 14)', async () => {
    const forged = signPdf(await drawResultSheet({ ...data, symbolB: symbolB(dataOf(TIED)) }, FONTS), key);
    expect((await checkResultSheet(forged, { fonts: FONTS })).faults).not.toEqual([]);
    expect((await checkResultSheet(sheet, { fonts: FONTS })).faults).toEqual([]);
  });
});

describe('symbol B of a record (specification §9.2)', () => {
  const indices = (of: SymbolB | null) => of?.parts.map(({ proof }) => proof.index) ?? null;

  test('the first t parts that hold are printed, whatever stands between them', () => {
    const found = countedRound(readRecord(data.record), 1);
    if (!found.ok) throw new Error(found.error);
    const counted = found.value;
    const [one, two, three] = counted.paperProofs as readonly [PaperProofEntry, PaperProofEntry, PaperProofEntry];
    const printed = (...paperProofs: readonly PaperProofEntry[]) => indices(symbolBOf({ ...counted, paperProofs }));
    expect(printed(one, two, three)).toEqual([1, 2]);
    expect(printed(three, one, two)).toEqual([3, 1]);
    expect(printed({ ...one, s: one.c }, two, three)).toEqual([2, 3]);
    expect(printed(one, one, three)).toEqual([1, 3]);
    expect(printed({ ...one, ctx: encodeBase64url(new Uint8Array(32)) }, two, three)).toEqual([2, 3]);
    expect(printed({ ...one, index: 9 }, two, three)).toEqual([2, 3]);
    expect(printed({ ...one, signatures: [] }, two, three)).toEqual([2, 3]);
    expect(printed(one)).toBeNull();
    expect(symbolBOf({ ...counted, aggregate: null })).toBeNull();
    expect(symbolBOf({ ...counted, partials: counted.partials.slice(1) })).toBeNull();
    expect(symbolBOf({ ...counted, result: { ...counted.result, counts: [[1]] } })).toBeNull();
  });

  test('beside a record the phone page sees whether the ciphertexts are those of the record', () => {
    const record = encodeUtf8(data.record);
    expect(proofIsOfRecord(record, 1, b)).toBe(true);
    expect(proofIsOfRecord(record, 1, { ...b, parts: b.parts.toReversed() })).toBe(true);
    const [first, ...rest] = b.statement.P;
    if (first === undefined) throw new Error('no ciphertext');
    const P = [[first[0].add(G), first[1]] as const, ...rest];
    expect(proofIsOfRecord(record, 1, { ...b, statement: { ...b.statement, P } })).toBe(false);
    expect(proofIsOfRecord(record, 2, b)).toBe(false);
    expect(proofIsOfRecord(encodeUtf8(dataOf(TIED).record), 1, b)).toBe(false);
  });
});

describe('A and B together prove the printed counts (specification §9)', () => {
  const part = (at: number): SymbolPart => b.parts[at] as SymbolPart;
  const withPart = (at: number, change: Partial<PaperProof>): SymbolB => ({
    ...b,
    parts: b.parts.map((one, i) => (i === at ? { ...one, proof: { ...one.proof, ...change } } : one)),
  });
  const withStatement = (change: Partial<SymbolB['statement']>): SymbolB => ({
    ...b,
    statement: { ...b.statement, ...change },
  });

  test('what the sheet prints holds', () => {
    expect(symbolBFaults(a, b)).toEqual([]);
  });

  test('a count changed in A is not what B proves; changed in both it is not the decryption', () => {
    const change = (votes: number): SymbolA => ({
      ...a,
      contests: a.contests.filter(isSymbolElection).map((contest) => ({
        ...contest,
        candidates: contest.candidates.map((one, i) => (i === 0 ? { ...one, approve: one.approve + votes } : one)),
      })),
    });
    expect(symbolBFaults(change(1), b)).toEqual(['counts-differ']);
    const m = b.statement.m.map((value, l) => reduce(value + (l === 0 ? 1n : 0n)));
    expect(symbolBFaults(a, withStatement({ m }))).toEqual(['counts-differ', 'proof']);
    expect(symbolBFaults(change(1), withStatement({ m }))).toEqual(['proof']);
  });

  test('a written-in vote given to somebody else is not what B proves', () => {
    const moved: SymbolA = {
      ...a,
      contests: a.contests.filter(isSymbolElection).map((contest) => ({
        ...contest,
        writeIns: contest.writeIns.map((one, i) => (i === 0 ? { ...one, place: one.place + 1 } : one)),
      })),
    };
    expect(symbolBFaults(moved, b)).toEqual(['counts-differ']);
  });

  test('another ciphertext, two of them exchanged, one left out are refused', () => {
    const { P, m } = b.statement;
    const [first, second, ...rest] = P;
    if (first === undefined || second === undefined) throw new Error('too few ciphertexts');
    const changed = [[first[0], first[1].add(G)] as const, second, ...rest];
    expect(symbolBFaults(a, withStatement({ P: changed }))).toEqual(['proof']);
    expect(symbolBFaults(a, withStatement({ P: [[first[0].add(G), first[1]] as const, second, ...rest] }))).toEqual([
      'proof',
    ]);
    expect(symbolBFaults(a, withStatement({ P: [second, first, ...rest] }))).toEqual(['proof']);
    expect(symbolBFaults(a, withStatement({ P: P.slice(1), m: m.slice(1) }))).toEqual(['counts-differ', 'proof']);
    expect(symbolBFaults(a, withStatement({ P: [[O, first[1]] as const, second, ...rest] }))).toContain('proof');
  });

  test('the proof of another round, of another election, or another key is refused', () => {
    const direct = dataOf(DIRECT, 2);
    expect(symbolBFaults(direct.symbol, symbolB(direct))).toEqual([]);
    expect(symbolBFaults(a, symbolB(direct))).toContain('other-round');
    const other = symbolB(dataOf(TIED));
    expect(symbolBFaults(a, other)).toContain('other-round');
    // The parts of one election under the statement of another.
    expect(symbolBFaults(a, { ...b, parts: other.parts })).toEqual(['signature', 'proof']);
    expect(symbolBFaults(a, withStatement({ ctx: symbolB(direct).statement.ctx }))).toEqual([
      'other-round',
      'signature',
      'proof',
    ]);
    expect(symbolBFaults(a, withStatement({ K: b.statement.K.add(G) }))).toEqual(['proof']);
  });

  test('a swapped scrutineer is refused, by the signature and by the proof', () => {
    expect(symbolBFaults(a, withPart(1, { index: 3 }))).toEqual(['signature', 'proof']);
    const [one, two] = [part(0).proof.index, part(1).proof.index];
    expect(
      symbolBFaults(a, {
        ...b,
        parts: [
          { ...part(0), proof: { ...part(0).proof, index: two } },
          { ...part(1), proof: { ...part(1).proof, index: one } },
        ],
      }),
    ).toEqual(['signature', 'proof']);
    expect(symbolBFaults(a, { ...b, parts: [part(0), { ...part(1), signature: part(0).signature }] })).toEqual([
      'signature',
    ]);
    expect(symbolBFaults(a, withPart(1, { X: part(0).proof.X }))).toEqual(['proof']);
    expect(symbolBFaults(a, withPart(1, { index: 4 }))).toEqual(['scrutineers', 'signature', 'proof']);
    expect(symbolBFaults(a, { ...b, parts: [part(0), part(0)] })).toEqual(['scrutineers', 'proof']);
  });

  test('fewer than t, and more than can be a threshold, are refused', () => {
    expect(symbolBFaults(a, { ...b, parts: [part(0)] })).toEqual(['scrutineers', 'proof']);
    expect(symbolBFaults(a, { ...b, parts: [] })).toEqual(['scrutineers', 'proof']);
    // Two scrutineers of two are a legal number; one of two is not, however many stand in A.
    expect(symbolBFaults({ ...a, scrutineers: a.scrutineers.slice(0, 2) }, { ...b, parts: [part(0)] })).toContain(
      'scrutineers',
    );
    const alone = { ...a, scrutineers: a.scrutineers.slice(0, 1) };
    expect(symbolBFaults(alone, { ...b, parts: [part(0)] })).toEqual(['proof']);
  });

  test('another response, challenge or D̄ is refused', () => {
    const { s, c, DBar } = part(0).proof;
    expect(symbolBFaults(a, withPart(0, { s: reduce(s + 1n) }))).toEqual(['signature', 'proof']);
    expect(symbolBFaults(a, withPart(0, { c: reduce(c + 1n) as Scalar }))).toEqual(['signature', 'proof']);
    expect(symbolBFaults(a, withPart(0, { DBar: DBar.add(G) }))).toEqual(['proof']);
  });

  test('a key of another scrutineer in A does not sign for this one', () => {
    const swapped: SymbolA = {
      ...a,
      scrutineers: a.scrutineers.map((one, i) =>
        i === 0 ? { ...one, signKey: a.scrutineers[1]?.signKey ?? '' } : one,
      ),
    };
    expect(symbolBFaults(swapped, b)).toEqual(['signature']);
  });

  test('no byte of the symbol can be changed without being refused', () => {
    const bytes = encodeSymbolB(b);
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Uint8Array.from(bytes, (byte, i) => (i === place ? byte ^ 1 : byte));
      const read = readSymbolBTexts(textsOf(changed));
      if (read.ok) expect(symbolBFaults(a, read.value), `byte ${place}`).not.toEqual([]);
    }
  });
});

/** As a forger would print them: with a tag that fits. */
const textsOf = (bytes: Uint8Array): readonly string[] => splitIntoSymbols('CPB1', bytes);

test('points on paper are canonical, K never O', () => {
  const bytes = encodeSymbolB(b);
  const spoiled = (at: number, value: Uint8Array) => {
    const copy = bytes.slice();
    copy.set(value, at);
    return readSymbolBTexts(textsOf(copy));
  };
  const K = 33;
  expect(() => decodePoint(bytes.slice(K, K + 32), 'K')).not.toThrow();
  expect(encodeBase64url(bytes.slice(K, K + 32))).toBe(encodeBase64url(encodePoint(b.statement.K as Point)));
  expect(spoiled(K, new Uint8Array(32))).toEqual({ ok: false, error: 'malformed' });
  expect(spoiled(K, new Uint8Array(32).fill(255))).toEqual({ ok: false, error: 'malformed' });
  expect(readSymbolBTexts(textsOf(Uint8Array.of(...bytes, 0)))).toEqual({ ok: false, error: 'malformed' });
  expect(readSymbolBTexts(textsOf(bytes.slice(0, -1)))).toEqual({ ok: false, error: 'malformed' });
});
