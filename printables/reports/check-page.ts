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
import { encodeSymbolA } from '../qr/symbol-a.ts';
import { CHECK_STYLE, shortForm, shortFormOf } from './check-style.ts';
import { FORM_MARGINS } from './count-report.ts';
import type { ResultSheetData } from './result-sheet-data.ts';
import { symbolFigures } from './symbol-figures.ts';

const { title, english, body, small, heading, cells, code } = CHECK_STYLE;

export function checkPage(paper: Paper, data: ResultSheetData): void {
  const { meeting, round, ctx, root, size, scrutineers, checkAddress, symbol } = data;
  const flow = beginFlow(paper, FORM_MARGINS);
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
        [
          { text: '选举编号 Election', isHeading: true, align: 'left' },
          { text: `${meeting.id}，第${round.round}轮`, style: code },
        ],
        [
          { text: '轮次码 ctx', isHeading: true, align: 'left' },
          { text: shortFormOf(ctx), style: code },
        ],
        [
          { text: '档案码 Root', isHeading: true, align: 'left' },
          { text: `${shortFormOf(root)}　（前${size}条）`, style: code },
        ],
        [
          { text: '签章公钥 Sheet key', isHeading: true, align: 'left' },
          { text: shortForm(sha256(decodeBase64url(meeting.keys.sheet))), style: code },
        ],
        ...(checkAddress === ''
          ? []
          : [
              [
                { text: '查验网址 Address', isHeading: true, align: 'left' as const },
                { text: checkAddress, style: code },
              ],
            ]),
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
      scrutineers.map(({ name, signKey, signature }, index) => [
        String(index + 1),
        { text: name, style: { size: TYPE.no4Small } },
        signature === null ? '未签名' : '已签名',
        { text: shortForm(sha256(decodeBase64url(signKey))), style: { face: 'sans', size: TYPE.no5Small } },
      ]),
      cells,
    );
    space(flow, 2);
    paragraph(flow, part, '核对码 A', heading, { tag: 'H2', keepWithNext: 2 });
    const isPrinted = symbolFigures(flow, part, 'CPA1', encodeSymbolA(symbol));
    paragraph(
      flow,
      part,
      (isPrinted ? '核对码 A 载有本表的票数、结果和监票人签名，扫描后可离线核对签名。' : '') +
        '本 PDF 内附全部选举档案 record.jsonl，并有数字签名：改动任何一个字节都会被发现。' +
        '把本文件放到查验网址，或用公开的核验程序打开，可以逐票复核。签章公钥、监票人公钥应与会前公布的一致。',
      { ...body, indent: 2 },
    );
    paragraph(
      flow,
      part,
      (isPrinted
        ? 'Code A holds the counts, the outcome and the signatures of the scrutineers and can be checked offline. '
        : '') +
        'This PDF carries the whole record ' +
        '(record.jsonl) and a digital signature, so a changed byte is noticed. Open it at the check address, or with the published verifier, to recount.',
      small,
    );
  });
}
