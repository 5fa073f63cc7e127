/**
 * The result sheet: 计票结果报告单, 核对页, 纸面证明页 and 选举结果报告 in one PDF with the record attached and room for the digital signature.
 *
 * A pure function of the record, the round, the check address and the fonts: the same bytes on every machine, so a verifier draws
 * it again and compares (check 14). Streams are left plain for that reason.
 */

import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { drawOfficialDocument } from '../documents/document-pdf.ts';
import { A4, OFFICIAL_MARGINS, TYPE } from '../layout/measures.ts';
import { footers, officialPageNumbers } from '../layout/page-numbers.ts';
import { closePaper, openPaper, type Paper, pageCount } from '../layout/paper.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { encodeSymbolA } from '../qr/symbol-a.ts';
import { RECORD_ATTACHMENT, SETTINGS_ATTACHMENT, sheetSettings } from '../signed/open-result-sheet.ts';
import { closeSlot } from '../signing/sign-pdf.ts';
import { reserveSignature } from '../signing/signature-slot.ts';
import { type CheckPageData, checkPage } from './check-page.ts';
import { shortFormOf } from './check-style.ts';
import { countReport, FORM_MARGINS } from './count-report.ts';
import { electionReport, reportTitle } from './election-report.ts';
import { formSummary, summaryTitle } from './form-summary.ts';
import { paperProofPage } from './paper-proof-page.ts';
import { reportOfSheet } from './report-data.ts';
import type { ResultSheetData } from './result-sheet-data.ts';

/** The record and what it takes to draw the sheet again. */
export function attach(
  paper: Paper,
  data: Pick<ResultSheetData, 'record' | 'checkAddress' | 'time'> & {
    readonly round: { readonly round: number };
  },
): void {
  const settings = sheetSettings(data.round.round, data.checkAddress);
  const files = [
    {
      name: RECORD_ATTACHMENT,
      bytes: encodeUtf8(data.record),
      type: 'application/jsonl',
      description: 'record / 选举档案',
      relationship: 'Source',
    },
    {
      name: SETTINGS_ATTACHMENT,
      bytes: canonicalBytes(settings),
      type: 'application/json',
      description: 'settings / 制表参数',
      relationship: 'Data',
    },
  ] as const;
  for (const { name, bytes, type, description, relationship } of files) {
    const options = { name, type, description, relationship, creationDate: data.time, modifiedDate: data.time };
    paper.pdf.file(bytes as Buffer, options as PDFKit.Mixins.PDFAttachmentOptions);
  }
}

const checkPageOf = (data: ResultSheetData): CheckPageData => {
  const { meeting, round, ctx, root, size, scrutineers, checkAddress, symbol } = data;
  return {
    meetingId: meeting.id,
    round: round.round,
    ctx,
    codes: [{ heading: '档案码 Root', code: `${shortFormOf(root)}　（前${size}条）` }],
    sheetKey: meeting.keys.sheet,
    checkAddress,
    signers: scrutineers.map(({ name, signKey, signature }) => ({ name, signKey, hasSigned: signature !== null })),
    symbol: encodeSymbolA(symbol),
    words: (isPrinted) => ({
      zh: [
        (isPrinted ? '核对码 A 载有本表的票数、结果和监票人签名，扫描后可离线核对签名。' : '') +
          '本 PDF 内附全部选举档案 record.jsonl，并有数字签名：改动任何一个字节都会被发现。' +
          '把本文件放到查验网址，或用公开的核验程序打开，可以逐票复核。签章公钥、监票人公钥应与会前公布的一致。',
      ],
      en: [
        (isPrinted
          ? 'Code A holds the counts, the outcome and the signatures of the scrutineers and can be checked offline. '
          : '') +
          'This PDF carries the whole record ' +
          '(record.jsonl) and a digital signature, so a changed byte is noticed. Open it at the check address, or with the published verifier, to recount.',
      ],
    }),
  };
};

/** The unsigned sheet; its slot is closed, so only the signature itself is missing. */
export async function drawResultSheet(data: ResultSheetData, fonts: FontFiles): Promise<Uint8Array> {
  const { meeting, time, ctx, root } = data;
  const isForms = data.forms.length > 0;
  const paper = openPaper({
    title: isForms ? `${meeting.organization}${summaryTitle(data)}` : reportTitle(data).join(''),
    author: meeting.organization,
    subject: `ctx ${ctx} root ${root}`,
    date: time,
    fonts,
    size: A4,
    archival: true,
    compressed: false,
    specimen: isTestRunTitle(meeting.title),
  });
  if (isForms) formSummary(paper, data);
  else countReport(paper, data);
  paper.pdf.switchToPage(0);
  reserveSignature(paper, {
    name: meeting.organization,
    reason: isForms ? '民主测评、民主推荐结果 Result' : '选举结果 Election result',
    location: meeting.place,
    date: time,
  });
  paper.pdf.switchToPage(pageCount(paper) - 1);
  checkPage(paper, checkPageOf(data));
  if (data.symbolB !== null) paperProofPage(paper, data, data.symbolB);
  const form = pageCount(paper);
  // 民主测评 and 民主推荐 are sent up as they are; and so is a pre-election: nobody is elected to report.
  const report = isForms ? null : electionReport([reportOfSheet(data)]);
  if (report !== null) drawOfficialDocument(paper, report);
  footers(paper, 0, form, FORM_MARGINS, { face: 'sans', size: TYPE.no5Small - 1, color: '#444444' }, (number, of) => [
    { text: `档案码 ${shortFormOf(root)}`, align: 'left' },
    { text: `第 ${number} 页　共 ${of} 页`, align: 'right' },
  ]);
  officialPageNumbers(paper, form, pageCount(paper), OFFICIAL_MARGINS);
  attach(paper, data);
  return closeSlot(await closePaper(paper));
}
