/**
 * The page by which anybody can check the sheet, from paper or file (specification §9): Symbol A, root and ctx, the check address,
 * and who has signed electronically.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { sha256 } from '../../crypto/hash.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import { beginFlow, ensureRoom, type Flow, space } from '../layout/flow.ts';
import { TYPE } from '../layout/measures.ts';
import type { Paper } from '../layout/paper.ts';
import { type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { qrFigure } from '../layout/qr-figure.ts';
import { content, type Element, element } from '../layout/structure.ts';
import { type TableStyle, table } from '../layout/table.ts';
import { drawAligned } from '../layout/text.ts';
import { symbolATexts } from '../qr/symbol-a.ts';
import { FORM_MARGINS } from './count-report.ts';
import type { ResultSheetData } from './result-sheet-data.ts';

const title: ParagraphStyle = { face: 'serif-bold', size: TYPE.no2Small, pitch: 11, align: 'center' };
const english: ParagraphStyle = { face: 'sans', size: TYPE.no5Small, pitch: 5.5, align: 'center', color: '#444444' };
const body: ParagraphStyle = { face: 'serif', size: TYPE.no5, pitch: 6, align: 'justify' };
const small: ParagraphStyle = { face: 'sans', size: 7.5, pitch: 4.2, align: 'left', color: '#444444' };
const heading: ParagraphStyle = { face: 'sans-bold', size: TYPE.no4Small, pitch: 8 };
const cells: TableStyle = {
  face: 'serif',
  size: TYPE.no5,
  pitch: 5,
  minHeight: 7.5,
  headFace: 'sans-bold',
  headSize: TYPE.no5Small,
};
const code = { face: 'sans', size: TYPE.no4Small, tracking: 0.3 } as const;

/** Specification §9: at least 60 mm, so that a photocopy still reads; a single code has room to be larger. */
const symbolSide = (symbols: number): number => (symbols === 1 ? 84 : 66);

/** A hash as people compare it: A5DX 4480 XTXB T6AM. */
export const shortForm = (hash: Uint8Array): string => shortHash(hash).join(' ');

export const shortFormOf = (base64url: string): string => shortForm(decodeBase64url(base64url));

function drawSymbols(flow: Flow, parent: Element, texts: readonly string[]): void {
  const side = symbolSide(texts.length);
  const columns = 2;
  const caption = 8;
  const gap = 8;
  const quiet = 5;
  for (let index = 0; index < texts.length; index += columns) {
    const row = texts.slice(index, index + columns);
    ensureRoom(flow, side + 2 * quiet + caption);
    const width = row.length * side + (row.length - 1) * (gap + 2 * quiet);
    row.forEach((text, column) => {
      const number = index + column + 1;
      const x = flow.left + (flow.width - width) / 2 + column * (side + gap + 2 * quiet);
      qrFigure(flow.paper, parent, {
        text,
        alt: `核对码 A，第 ${number} 个，共 ${texts.length} 个`,
        x,
        y: flow.y + quiet,
        side,
      });
      element(flow.paper, parent, 'P', (inside) =>
        content(flow.paper, inside, 'P', () =>
          drawAligned(
            flow.paper,
            `核对码 A　${number}／${texts.length}`,
            x,
            side,
            flow.y + side + 2 * quiet + 3.5,
            'center',
            {
              face: 'sans',
              size: TYPE.no5Small,
            },
          ),
        ),
      );
    });
    flow.y += side + 2 * quiet + caption;
  }
}

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
    drawSymbols(flow, part, symbolATexts(symbol));
    paragraph(
      flow,
      part,
      '核对码 A 载有本表的票数、结果和监票人签名，扫描后可离线核对签名。本 PDF 内附全部选举档案 record.jsonl，并有数字签名：改动任何一个字节都会被发现。' +
        '把本文件放到查验网址，或用公开的核验程序打开，可以逐票复核。签章公钥、监票人公钥应与会前公布的一致。',
      { ...body, indent: 2 },
    );
    paragraph(
      flow,
      part,
      'Code A holds the counts, the outcome and the signatures of the scrutineers and can be checked offline. This PDF carries the whole record ' +
        '(record.jsonl) and a digital signature, so a changed byte is noticed. Open it at the check address, or with the published verifier, to recount.',
      small,
    );
  });
}
