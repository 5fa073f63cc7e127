/**
 * Check 14 of the verifier (specification §10): a result sheet as PDF. Is it signed by the key that its record declares, unchanged,
 * and is it exactly the sheet that the record gives? The second question is answered by drawing the sheet again and comparing every
 * byte outside the signature, so a sheet whose signer himself printed other counts is found as well.
 */
import { inflateSync } from 'node:zlib';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import type { Text } from '../../tally/text/text.ts';
import { type FontFiles, UnprintableCharacter } from '../layout/typefaces.ts';
import { findSlot } from '../signed/byte-range.ts';
import { openResultSheet, type SheetSettings } from '../signed/open-result-sheet.ts';
import { pageTexts } from '../signed/page-text.ts';
import { type PdfFile, readPdf } from '../signed/pdf-objects.ts';
import { SIGNATURE_FAULT_TEXT, type SignatureFault, verifySignedPdf } from '../signed/verify-signed-pdf.ts';
import { sheetKeyOf } from './result-sheet-data.ts';
import { type RecordSheet, sheetOfRecord } from './sheet-of-record.ts';

export type SheetFaultCode =
  | SignatureFault
  | 'not-a-pdf'
  | 'record-not-attached'
  | 'record-has-no-result'
  | 'pages-differ'
  | 'text-differs'
  | 'bytes-differ'
  | 'not-drawable';

export interface SheetFault {
  readonly code: SheetFaultCode;
  /** From 1, where it can be said. */
  readonly page: number | null;
  readonly text: Text;
}

export interface SheetCheck {
  /** As attached; null when it could not be taken out. Its own verification is not part of this check. */
  readonly record: string | null;
  readonly settings: SheetSettings | null;
  readonly faults: readonly SheetFault[];
}

const fault = (code: SheetFaultCode, zh: string, en: string, page: number | null = null): SheetFault => ({
  code,
  page,
  text: { zh, en },
});

const signatureFault = (code: SignatureFault): SheetFault => ({ code, page: null, text: SIGNATURE_FAULT_TEXT[code] });

const OPEN_FAULT: Readonly<Record<'not-a-pdf' | 'record-not-attached', SheetFault>> = {
  'not-a-pdf': fault(
    'not-a-pdf',
    '文件不是本系统写出的 PDF，或已被改写。',
    'The file is no PDF of this system, or was rewritten.',
  ),
  'record-not-attached': fault('record-not-attached', '文件内没有附选举档案。', 'No record is attached to the file.'),
};

const quoted = (text: string | undefined): string => (text === undefined ? '（无）' : `“${text}”`);

/** Pages and words in which a sheet departs from the drawn one. */
function differences(found: PdfFile, drawn: PdfFile): readonly SheetFault[] {
  const pages = pageTexts(found);
  const expected = pageTexts(drawn);
  const faults: SheetFault[] = [];
  if (pages.length !== expected.length)
    faults.push(
      fault(
        'pages-differ',
        `应有 ${expected.length} 页，现有 ${pages.length} 页。`,
        `Pages there should be: ${expected.length}; there are: ${pages.length}.`,
      ),
    );
  for (const [index, texts] of expected.entries()) {
    const own = pages[index];
    if (own === undefined) break;
    const at = Array.from({ length: Math.max(texts.length, own.length) }, (_, i) => i).find((i) => texts[i] !== own[i]);
    if (at === undefined) continue;
    const page = index + 1;
    const [should, is] = [quoted(texts[at]), quoted(own[at])];
    faults.push(
      fault(
        'text-differs',
        `第 ${page} 页与选举档案不符：应为${should}，现为${is}。`,
        `Page ${page} departs from the record: should read ${should}, reads ${is}.`,
        page,
      ),
    );
  }
  return faults;
}

/** The page whose content or the object in which a byte lies. */
function placeOf(drawn: PdfFile, at: number): string {
  const object = [...drawn.objects.values()].find(({ start, end }) => at >= start && at < end);
  return object === undefined ? `${at}` : `${at} (object ${object.id})`;
}

export interface SheetCheckOptions {
  readonly fonts: FontFiles;
  /** SubjectPublicKeyInfo of trusted keys; without it the record's own key counts. */
  readonly trustedKey?: Uint8Array;
}

/** A record may hold a name that no font has; no sheet of ours can come from it. */
async function drawOrRefuse(sheet: RecordSheet, fonts: FontFiles): Promise<Uint8Array | SheetFault> {
  try {
    return await sheet.draw(fonts);
  } catch (error) {
    if (!(error instanceof UnprintableCharacter)) throw error;
    const { character } = error;
    return fault(
      'not-drawable',
      `选举档案中的字「${character}」没有字体可印。`,
      `The record holds a character that no font has: ${character}`,
    );
  }
}

export async function checkResultSheet(pdf: Uint8Array, { fonts, trustedKey }: SheetCheckOptions): Promise<SheetCheck> {
  const opened = openResultSheet(pdf, (bytes) => new Uint8Array(inflateSync(bytes)));
  if (!opened.ok) {
    const { faults } = verifySignedPdf(pdf, trustedKey ?? null);
    return { record: null, settings: null, faults: [...faults.map(signatureFault), OPEN_FAULT[opened.error]] };
  }
  const { file, record, settings } = opened.value;
  const data = sheetOfRecord(record, settings);
  const key = trustedKey ?? (data.ok ? sheetKeyOf(data.value.meeting) : null);
  const faults: SheetFault[] = verifySignedPdf(pdf, key).faults.map(signatureFault);
  if (!data.ok) {
    faults.push(
      fault(
        'record-has-no-result',
        '所附选举档案不可读，或没有这一轮的结果。',
        'The attached record is unreadable or holds no result of this round.',
      ),
    );
    return { record, settings, faults };
  }
  const drawn = await drawOrRefuse(data.value, fonts);
  if ('code' in drawn) {
    faults.push(drawn);
    return { record, settings, faults };
  }
  const drawnSlot = findSlot(drawn);
  if (!drawnSlot.ok) throw new Error(`sheet: ${drawnSlot.error}`);
  const { contentsStart, contentsEnd } = drawnSlot.value;
  const blank = (bytes: Uint8Array): Uint8Array => bytes.slice().fill(0x30, contentsStart, contentsEnd);
  if (!equalBytes(blank(pdf), blank(drawn))) {
    const found = differences(file, readPdf(drawn));
    faults.push(...found);
    if (found.length === 0) {
      const [own, expected] = [blank(pdf), blank(drawn)];
      const at = expected.findIndex((byte, i) => own[i] !== byte);
      const place = at === -1 ? `${expected.length}` : placeOf(readPdf(drawn), at);
      faults.push(
        fault(
          'bytes-differ',
          `文件与按选举档案重绘的不同，自字节 ${place} 起。`,
          `The file departs from the one drawn from the record, from byte ${place}.`,
        ),
      );
    }
  }
  return { record, settings, faults };
}
