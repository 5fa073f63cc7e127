/**
 * What can be found out about a paper or a file in this page alone, without asking the server: a signed PDF or a record.
 *
 * Security note: the file comes from anybody.
 */
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { openResultSheet } from '../../../printables/signed/open-result-sheet.ts';
import { SIGNATURE_FAULT_TEXT, verifySignedPdf } from '../../../printables/signed/verify-signed-pdf.ts';
import type { RoundResult } from '../../../tally/count/round-result.ts';
import { readRecord } from '../../../tally/record/reader.ts';
import { CHECK_TITLES } from '../../../tally/verify/check-titles.ts';
import type { TrustedKeys } from '../../../tally/verify/trusted-keys.ts';
import type { Verification } from '../../../tally/verify/verify-record.ts';
import type { CheckLine } from '../../session/check-line.ts';
import type { Text } from '../../session/language.ts';
import { verifyRecordInWorkers } from '../../session/record-verifier.ts';

export type Examination = {
  readonly ok: boolean;
  readonly checks: readonly CheckLine[];
  readonly results: readonly RoundResult[];
  readonly isTrusted: boolean;
  /** Whatever else holds, it is no result (specification §3.9). */
  readonly isTestRun: boolean;
};

const PDF_MARK = encodeUtf8('%PDF-');

export const isPdf = (bytes: Uint8Array): boolean => PDF_MARK.every((byte, at) => bytes[at] === byte);

const line = (name: string, title: Text, faults: readonly Text[], good: Text): CheckLine => ({
  name,
  title,
  state: faults.length === 0 ? 'passed' : 'failed',
  detail:
    faults.length === 0
      ? good
      : { zh: faults.map((fault) => fault.zh).join(''), en: faults.map((fault) => fault.en).join(' ') },
});

const SIGNATURE_TITLE: Text = { zh: '数字签名与内容', en: 'Digital signature and content' };

/** The key for the PDF's signature that the attached record declares; null when there is no readable meeting entry. */
function declaredSheetKey(record: Uint8Array): Uint8Array | null {
  const [first] = readRecord(record).leaves;
  if (first?.kind !== 'entry' || first.entry.type !== 'meeting') return null;
  return decodeBase64url(first.entry.keys.sheet);
}

export async function examineFile(
  bytes: Uint8Array,
  options: {
    readonly trustedKeys?: TrustedKeys | undefined;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<Examination> {
  if (!isPdf(bytes)) return examineRecord(bytes, [], options);
  const opened = openResultSheet(bytes);
  if (!opened.ok) {
    const fault: Text =
      opened.error === 'not-a-pdf'
        ? { zh: '文件已损坏，不是完整的 PDF。', en: 'The file is damaged and no complete PDF.' }
        : {
            zh: '文件内没有选举档案：不是本系统的报告单，或附件已被删除、改动。',
            en: 'No election record inside: not a sheet of this system, or its attachment was removed or changed.',
          };
    const { faults } = verifySignedPdf(bytes, null);
    return {
      ok: false,
      checks: [line('signature', SIGNATURE_TITLE, [...faults.map((code) => SIGNATURE_FAULT_TEXT[code]), fault], fault)],
      results: [],
      isTrusted: false,
      isTestRun: false,
    };
  }
  const record = encodeUtf8(opened.value.record);
  const { faults } = verifySignedPdf(bytes, declaredSheetKey(record));
  const signature = line(
    'signature',
    SIGNATURE_TITLE,
    faults.map((code) => SIGNATURE_FAULT_TEXT[code]),
    { zh: '签名有效，内容自签名后没有改动', en: 'the signature is valid and nothing was changed since' },
  );
  return examineRecord(record, [signature], options);
}

async function examineRecord(
  record: Uint8Array,
  before: readonly CheckLine[],
  options: {
    readonly trustedKeys?: TrustedKeys | undefined;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<Examination> {
  return examinationOf(await verifyRecordInWorkers(record, options), before);
}

/** `before`: what was found about the paper around the record. */
export function examinationOf(verification: Verification, before: readonly CheckLine[]): Examination {
  const checks = verification.checks.map(
    ({ name, ok, detail }): CheckLine => ({ name, title: CHECK_TITLES[name], state: ok ? 'passed' : 'failed', detail }),
  );
  const all = [...before, ...checks];
  return {
    ok: verification.ok && !verification.testRun && all.every(({ state }) => state === 'passed'),
    checks: all,
    results: verification.results,
    isTrusted: verification.trusted,
    isTestRun: verification.testRun,
  };
}
