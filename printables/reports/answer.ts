/**
 * 批复: the superior committee's answer to a result report (rules §6.2), in the layout of official documents. Committee members are
 * filed (备案), secretary and deputy secretary approved (批准), and either may be returned with the reason (退回).
 */

import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { beginFlow, ensureRoom, space } from '../layout/flow.ts';
import { A4, OFFICIAL_MARGINS } from '../layout/measures.ts';
import { officialPageNumbers } from '../layout/page-numbers.ts';
import { closePaper, openPaper, pageCount } from '../layout/paper.ts';
import { type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { element } from '../layout/structure.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { closeSlot } from '../signing/sign-pdf.ts';
import { reserveSignature } from '../signing/signature-slot.ts';
import type { AnsweredSheet } from './answered-sheet.ts';
import { shortFormOf } from './check-style.ts';
import { postsOf } from './count-report.ts';
import { electedByPost } from './elected-order.ts';
import { reportTitle } from './election-report.ts';
import { summaryOf, summaryTitle } from './form-summary.ts';
import { drawImprint, drawLetterhead, IMPRINT_HEIGHT } from './letterhead.ts';
import { OFFICIAL_PITCH, officialBody, officialSignature, officialTitle } from './official-style.ts';
import { actWord, addressed, list, officialDate } from './official-words.ts';

export type Decision = 'approve' | 'file' | 'return';

export interface Answer {
  readonly decision: Decision;
  /** 青委〔2026〕12号 */
  readonly number: string;
  /** Of a return. */
  readonly reason: string;
  /** 签发人. */
  readonly signatory: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** What is answered, in the names and the order of the sheet: paper is read without the roll. */
  readonly sheet: AnsweredSheet;
  /** Rounds of the same assembly before it, reported together and answered by the same paper. */
  readonly earlier?: readonly AnsweredSheet[];
  /** Hash of the `result` entry that is answered. */
  readonly resultHash: Uint8Array;
}

/** Machine-readable, inside the signed file. */
export const ANSWER_ATTACHMENT = 'answer.json';

const NO_BREAK = '\u00a0';

const codeOf = ({ root, countCode }: AnsweredSheet): string =>
  countCode === undefined
    ? `档案码${shortFormOf(root).replaceAll(' ', NO_BREAK)}`
    : `计票码${countCode.replaceAll(' ', NO_BREAK)}`;

const flush: ParagraphStyle = { ...officialBody, align: 'left', indent: 0 };

const TITLE_END: Readonly<Record<Decision, string>> = { approve: '的批复', file: '的备案批复', return: '的退回批复' };

/** 王建国同志当选为某委员会书记，李㛃同志当选为某委员会副书记 */
function elections(sheets: readonly AnsweredSheet[], which: (post: string) => boolean): string {
  const organization = sheets[0]?.meeting.organization ?? '';
  return electedByPost(sheets)
    .filter(({ post }) => which(post))
    .map(
      ({ post, labels }) =>
        `${list(labels)}${labels.length > 1 ? `等${labels.length}名` : ''}同志当选为${organization}${post}`,
    )
    .join('，');
}

/** Forms elect nobody: they are put on file, the judgement is a paper of its own. */
function formSentences({ decision, reason, sheet }: Answer): readonly string[] {
  const what = `${summaryOf(sheet)}的民主${actWord(sheet.meeting.kind)}情况`;
  return decision === 'return'
    ? [
        `经审核，${what}现予退回。`,
        `退回理由：${reason.replace(/[。．.]?$/, '。')}`,
        '请按上述意见办理后重新报告。此复。',
      ]
    : [`经审核，程序符合规定，${what}予以备案。`, '此复。'];
}

function sentences(answer: Answer): readonly string[] {
  const { decision, reason, sheet, earlier = [] } = answer;
  if (sheet.forms.length > 0) return formSentences(answer);
  // By post, whichever was elected first, and over every round: a further election fills only what the first left open.
  const sheets = [...earlier, sheet];
  const filed = elections(sheets, (post) => post === '委员');
  switch (decision) {
    case 'approve':
      return [
        `经研究，同意选举结果：${elections(sheets, (post) => post !== '委员') || '没有人当选'}。`,
        ...(filed === '' ? [] : [`同意备案：${filed}。`]),
        '此复。',
      ];
    case 'file':
      return [`经审核，选举程序符合规定，同意备案：${filed || '没有人当选'}。`, '此复。'];
    case 'return': {
      const posts = postsOf(sheet.contests);
      return [
        `经审核，对本次${posts}选举结果不予${posts.includes('书记') ? '批准' : '备案'}，现予退回。`,
        `退回理由：${reason.replace(/[。．.]?$/, '。')}`,
        '请按上述意见办理后重新报告。此复。',
      ];
    }
  }
}

function attach(paper: ReturnType<typeof openPaper>, answer: Answer, date: Date): void {
  const { decision, number, reason, signatory, sheet, resultHash } = answer;
  const bytes = canonicalBytes({
    type: 'answer',
    version: 1,
    meeting: sheet.meeting.id,
    round: sheet.round.round,
    result: encodeBase64url(resultHash),
    decision,
    number,
    reason,
    signatory,
    date: answer.date,
  });
  const options = {
    name: ANSWER_ATTACHMENT,
    type: 'application/json',
    description: 'answer / 批复',
    relationship: 'Data',
    creationDate: date,
    modifiedDate: date,
  };
  paper.pdf.file(bytes as Buffer, options as PDFKit.Mixins.PDFAttachmentOptions);
}

/** The unsigned answer, its slot closed. */
export async function drawAnswer(answer: Answer, fonts: FontFiles): Promise<Uint8Array> {
  const { decision, number, signatory, date: day, sheet } = answer;
  const { meeting } = sheet;
  const date = new Date(`${day}T04:00:00Z`);
  const [about, posts] =
    sheet.forms.length > 0 ? [`关于${meeting.organization}`, summaryTitle(sheet)] : reportTitle(sheet);
  const title = [about, `${posts.replace(/的报告$/, '')}${TITLE_END[decision]}`] as const;
  const paper = openPaper({
    title: title.join(''),
    author: meeting.superior,
    subject: number,
    date,
    fonts,
    size: A4,
    archival: true,
    compressed: false,
    specimen: isTestRunTitle(meeting.title),
  });
  const flow = beginFlow(paper, OFFICIAL_MARGINS);
  reserveSignature(paper, { name: meeting.superior, reason: '批复 Answer', location: '', date });
  element(paper, paper.root, 'Part', (part) => {
    drawLetterhead(flow, part, meeting.superior, number);
    for (const line of title) paragraph(flow, part, line, officialTitle, { tag: 'H1' });
    space(flow, OFFICIAL_PITCH);
    paragraph(flow, part, `${meeting.organization}：`, flush);
    paragraph(
      flow,
      part,
      // The code that stands at the foot of the sheet, in one piece.
      `${addressed(meeting.organization)}${officialDate(meeting.date)}《${about}${posts}》（${codeOf(sheet)}）收悉。`,
      officialBody,
    );
    const said = sentences(answer);
    for (const [index, sentence] of said.entries()) {
      // No page holds name and date, or the imprint, without a line of the text (GB/T 9704-2012 7.3.5.4).
      if (index === said.length - 1) ensureRoom(flow, 5 * OFFICIAL_PITCH + IMPRINT_HEIGHT);
      paragraph(flow, part, sentence, officialBody);
    }
    officialSignature(flow, part, meeting.superior, day);
    drawImprint(flow, part, `签发人：${signatory}`, `${officialDate(day)}印发`);
  });
  officialPageNumbers(paper, 0, pageCount(paper), OFFICIAL_MARGINS);
  attach(paper, answer, date);
  return closeSlot(await closePaper(paper));
}
