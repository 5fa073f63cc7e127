/**
 * The page by which anybody can check the sheet, from paper or file (specification §9): Symbol A, root and ctx, the check address,
 * and who has signed electronically.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { sha256 } from '../../crypto/hash.ts';
import { beginFlow, space } from '../layout/flow.ts';
import { TYPE } from '../layout/measures.ts';
import type { Paper } from '../layout/paper.ts';
import { paragraph } from '../layout/paragraph.ts';
import { element } from '../layout/structure.ts';
import { table } from '../layout/table.ts';
import { CHECK_STYLE, shortForm, shortFormOf } from './check-style.ts';
import { FORM_MARGINS } from './count-report.ts';
import { symbolFigures } from './symbol-figures.ts';

const { title, english, body, small, heading, cells, code } = CHECK_STYLE;

export interface CheckPageData {
  readonly meetingId: string;
  readonly round: number;
  readonly ctx: string;
  /** By which the sheet is found in a record, each with its heading. */
  readonly codes: readonly { readonly heading: string; readonly code: string }[];
  readonly sheetKey: string;
  readonly checkAddress: string;
  readonly signers: readonly { readonly name: string; readonly signKey: string; readonly hasSigned: boolean }[];
  /** Bytes of Symbol A. */
  readonly symbol: Uint8Array;
  /** What is said below the symbol, one paragraph each; `isPrinted`: the codes have room on paper. */
  readonly words: (isPrinted: boolean) => { readonly zh: readonly string[]; readonly en: readonly string[] };
}

export function checkPage(paper: Paper, data: CheckPageData): void {
  const flow = beginFlow(paper, FORM_MARGINS);
  const line = (name: string, text: string) => [
    { text: name, isHeading: true, align: 'left' as const },
    { text, style: code },
  ];
  element(paper, paper.root, 'Part', (part) => {
    paragraph(flow, part, '核对页', title, { tag: 'H1' });
    paragraph(flow, part, 'How anybody can check this result sheet', english);
    space(flow, 3);
    table(
      flow,
      part,
      [
        { width: 42, align: 'left' },
        { width: flow.width - 42, align: 'left' },
      ],
      [],
      [
        line('选举编号 Election', `${data.meetingId}，第${data.round}轮`),
        line('轮次码 ctx', shortFormOf(data.ctx)),
        ...data.codes.map(({ heading: name, code: text }) => line(name, text)),
        line('签章公钥 Sheet key', shortForm(sha256(decodeBase64url(data.sheetKey)))),
        ...(data.checkAddress === '' ? [] : [line('查验网址 Address', data.checkAddress)]),
      ],
      cells,
    );
    space(flow, 4);
    paragraph(flow, part, '监票人电子签名', heading, { tag: 'H2', keepWithNext: 2 });
    const state = 40;
    table(
      flow,
      part,
      [{ width: 14 }, { width: flow.width - 14 - state - 64, align: 'left' }, { width: state }, { width: 64 }],
      [['序号', '监票人', '对本结果的电子签名', '签名公钥']],
      data.signers.map(({ name, signKey, hasSigned }, index) => [
        String(index + 1),
        { text: name, style: { size: TYPE.no4Small } },
        hasSigned ? '已签名' : '未签名',
        { text: shortForm(sha256(decodeBase64url(signKey))), style: { face: 'sans', size: TYPE.no5Small } },
      ]),
      cells,
    );
    space(flow, 2);
    paragraph(flow, part, '核对码 A', heading, { tag: 'H2', keepWithNext: 2 });
    const words = data.words(symbolFigures(flow, part, 'CPA1', data.symbol));
    for (const text of words.zh) paragraph(flow, part, text, { ...body, indent: 2 });
    for (const text of words.en) paragraph(flow, part, text, small);
  });
}
