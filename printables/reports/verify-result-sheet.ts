/** The whole verification of a result sheet: the record it carries (checks 1 to 13) and the sheet itself (check 14). */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { Finding } from '../../tally/verify/finding.ts';
import type { FindingCode } from '../../tally/verify/finding-text.ts';
import type { CheckReport, VerifyReport } from '../../tally/verify/report.ts';
import { type VerifyOptions, verifyRecord } from '../../tally/verify/verify-record.ts';
import { installedFonts } from '../fonts/installed-fonts.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { checkResultSheet, type SheetFault, type SheetFaultCode } from './check-result-sheet.ts';

const FINDING: Readonly<Record<SheetFaultCode, FindingCode>> = {
  'not-a-pdf': 'sheet-unreadable',
  'record-not-attached': 'sheet-record-missing',
  'record-has-no-result': 'sheet-record-missing',
  'signature-missing': 'sheet-signature-invalid',
  'signature-not-alone': 'sheet-signature-invalid',
  'byte-range-incomplete': 'sheet-signature-invalid',
  'signature-malformed': 'sheet-signature-invalid',
  'document-changed': 'sheet-signature-invalid',
  'signature-invalid': 'sheet-signature-invalid',
  'wrong-signer': 'sheet-signature-invalid',
  'pages-differ': 'sheet-differs',
  'text-differs': 'sheet-differs',
  'bytes-differ': 'sheet-differs',
  'not-drawable': 'sheet-differs',
};

const HOLDS = {
  zh: '数字签名有效，报告单与按选举档案重绘的逐字节相同',
  en: 'the digital signature is valid and the sheet equals the one drawn from the record, byte for byte',
} as const;

function sheetReport(faults: readonly SheetFault[]): CheckReport {
  if (faults.length === 0) return { name: 'result-sheet', ok: true, detail: HOLDS };
  const said = (language: 'zh' | 'en') => faults.map(({ text }) => text[language]).join(language === 'zh' ? '' : ' ');
  return { name: 'result-sheet', ok: false, detail: { zh: said('zh'), en: said('en') } };
}

const EMPTY = { result: null, results: [], testRun: false } as const;

export async function verifyResultSheet(
  pdf: Uint8Array,
  options: VerifyOptions,
  fonts: FontFiles = installedFonts(),
): Promise<VerifyReport> {
  const trusted = options.trustedKeys?.keys.sheet;
  const sheet = await checkResultSheet(pdf, {
    fonts,
    ...(trusted === undefined ? {} : { trustedKey: decodeBase64url(trusted) }),
  });
  const report: Pick<VerifyReport, 'checks' | 'findings' | 'result' | 'results' | 'testRun'> & {
    readonly ok: boolean;
  } =
    sheet.record === null
      ? { ok: true, checks: [], findings: [], ...EMPTY }
      : await verifyRecord(sheet.record, options);
  const own = sheet.faults.map(
    ({ code }): Finding => ({ check: 'result-sheet', code: FINDING[code], entry: null, line: null }),
  );
  return {
    ok: report.ok && sheet.faults.length === 0,
    checks: [...report.checks, sheetReport(sheet.faults)],
    findings: [...report.findings, ...own],
    result: report.result,
    results: report.results,
    testRun: report.testRun,
    trusted: options.trustedKeys !== undefined,
  };
}
