/** The sheet of a round counted on paper: its symbol as a real reader finds it on the drawn page (specification §9.2, §14). */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import {
  resultRoots,
  roundOfTypedRoot,
  sheetIsOfRecord,
  sheetKeys,
} from '../../kiosk/screens/verifier/sheet-of-record.ts';
import { examineSymbols } from '../../kiosk/session/sheet-symbols.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { qrModules } from '../../printables/qr/modules.ts';
import { type PaperSymbol, paperSymbolTexts } from '../../printables/qr/paper-symbol.ts';
import { countHashOf } from '../../printables/qr/paper-symbol-entry.ts';
import { equalPaperSymbols, paperSymbolOfRecord } from '../../printables/qr/paper-symbol-of-record.ts';
import { readSheetSymbol } from '../../printables/qr/sheet-symbol.ts';
import { checkResultSheet } from '../../printables/reports/check-result-sheet.ts';
import { shortFormOf } from '../../printables/reports/check-style.ts';
import { drawPaperSheet, type PaperSheetData, paperSheetData } from '../../printables/reports/paper-sheet.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { smallElection } from '../attacks/attack.ts';
import { ON_PAPER } from '../attacks/paper-count-attacks.ts';
import { codesByZbar, codesByZxing, pageCount, pageImage, pageText } from './tools.ts';

const FONTS = installedFonts();
/** The form stands before it. */
const PAGE = 2;

let key: SheetKey;
let record: string;
let other: string;
let data: PaperSheetData;
let sheet: Uint8Array;
let scanned: PaperSymbol;
let texts: readonly string[];

beforeAll(async () => {
  const validity = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
  key = await createSheetKey({ organization: '中共清溪村总支部委员会', ...validity });
  const options = { ...ON_PAPER, sheetKey: encodeBase64url(sheetPublicKey(key)) };
  ({ record } = await smallElection('paper sheet', options));
  other = (await smallElection('another', options)).record;
  const found = paperSheetData(record, { round: 1, checkAddress: 'http://192.168.1.10:3000/check' });
  if (found === null) throw new Error('no count on paper');
  data = found;
  sheet = signPdf(await drawPaperSheet(data, FONTS), key);
  texts = codesByZbar(pageImage(sheet, PAGE, 300));
  // Everything below is read from the drawn page, not from the record.
  const read = readSheetSymbol(texts);
  if (!read.ok || read.value.medium !== 'paper') throw new Error('the page cannot be read');
  scanned = read.value.symbol;
}, 120_000);

describe('the symbol on the sheet of a count on paper (specification §9.2)', () => {
  test('zbar and zxing read it back from the page, in codes of version 25-M at most', async () => {
    const printed = paperSymbolTexts(data.symbol);
    expect(new Set(texts)).toEqual(new Set(printed));
    const codes = await codesByZxing(pageImage(sheet, PAGE, 150));
    expect(new Set(codes.map(({ text }) => text))).toEqual(new Set(printed));
    for (const text of printed) expect(qrModules(text).version).toBeLessThanOrEqual(25);
    expect(equalPaperSymbols(scanned, data.symbol)).toBe(true);
  });

  test('phone and township page verify it from the page alone: who signed, which record, numbers and outcome', () => {
    const examined = examineSymbols({ a: texts, b: [] }, sheetKeys(encodeUtf8(record)));
    if ('problem' in examined) throw new Error(examined.problem);
    expect(examined).toMatchObject({ ok: true, medium: 'paper', elected: [['王建国']] });
    expect(examined.checks.map(({ name, state }) => [name, state])).toEqual([
      ...['监票人1', '监票人2', '监票人3'].map((name) => [`attestation-${name}`, 'passed']),
      ...['signatures', 'server-signature', 'log-head', 'accounting', 'outcome'].map((name) => [name, 'passed']),
    ]);
    expect('problem' in examineSymbols({ a: [], b: [] }, undefined)).toBe(true);
  });

  test('beside a record it is that record’s or another’s, to the last number', () => {
    const of = (text: string, symbol: PaperSymbol) => sheetIsOfRecord(encodeUtf8(text), { medium: 'paper', symbol });
    expect(of(record, scanned)).toBe(true);
    expect(of(other, scanned)).toBe(false);
    expect(of(record, { ...scanned, present: scanned.present - 1 })).toBe(false);
    expect(of(record, { ...scanned, round: 2 })).toBe(false);
    expect(of(record, { ...scanned, head: null })).toBe(false);
    expect(paperSymbolOfRecord(record, 2)).toBeNull();
  });

  test('the code of the count and the root printed on it name the round of the record, however they are typed', () => {
    const roots = resultRoots(encodeUtf8(record));
    for (const code of [shortFormOf(countHashOf(scanned)), shortFormOf(scanned.head?.root ?? '')]) {
      expect(pageText(sheet, PAGE)).toContain(code.replaceAll(' ', ''));
      expect(roundOfTypedRoot(code.toLowerCase(), roots)).toBe(1);
      expect(roundOfTypedRoot(code, resultRoots(encodeUtf8(other)))).toBeNull();
    }
    expect(pageText(sheet, 1)).toContain(`计票码${shortFormOf(countHashOf(scanned)).replaceAll(' ', '')}`);
  });

  test('the page says in both languages that signatures are proven and not ballots', () => {
    const text = pageText(sheet, PAGE);
    expect(text).toContain('纸质计票证明的是签名，不是选票');
    expect(text).toContain('Acountonpaperprovessignaturesandnotballots');
    expect(text).toContain('监票人2已签名');
  });

  test('a round of too many options has words in place of more than 99 codes', async () => {
    const [contest] = data.symbol.contests;
    if (contest === undefined) throw new Error('no contest');
    const contests = Array.from({ length: 2000 }, () => contest);
    const drawn = await drawPaperSheet({ ...data, symbol: { ...data.symbol, contests } }, FONTS);
    const text = pageText(drawn, PAGE);
    expect(text).toContain('本轮选项太多，核对码A要用的二维码超过99个，纸上印不下，所以没有印出');
    expect(text).not.toContain('不用联网就能核对');
    expect(text).toContain('纸质计票证明的是签名，不是选票');
    expect(pageCount(drawn)).toBe(pageCount(sheet));
  });

  test('a sheet whose symbol is another one is found by drawing it again (check 14)', async () => {
    const symbol = paperSymbolOfRecord(other, 1);
    if (symbol === null) throw new Error('no symbol');
    const forged = signPdf(await drawPaperSheet({ ...data, symbol }, FONTS), key);
    expect((await checkResultSheet(forged, { fonts: FONTS })).faults).not.toEqual([]);
    expect((await checkResultSheet(sheet, { fonts: FONTS })).faults).toEqual([]);
  });
});
