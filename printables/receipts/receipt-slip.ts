/**
 * 查验单 on an 80 mm roll (specification §7.6, UX V4): ballot code, card code and the QR of the signed answer; no marks, no time, no
 * number. With `pending` it is the print before the choice (§7.3): the same ballot, not yet cast.
 */

import { breakLines } from '../layout/line-breaking.ts';
import { mm } from '../layout/measures.ts';
import { addPage, closePaper, openPaper, type Paper } from '../layout/paper.ts';
import { qrFigure, quietZone } from '../layout/qr-figure.ts';
import { artifact, content, type Element, element } from '../layout/structure.ts';
import { drawAligned, INK, type TextStyle, widthOf } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { qrModules } from '../qr/modules.ts';
import type { ReceiptKind } from '../qr/receipt.ts';
import { onDot, SLIP_SIZE, slipCodeLeft, slipCodeSide } from '../qr/slip-size.ts';
import { SLIP_LABELS, SLIP_WORDS } from '../qr/slip-words.ts';

export interface ReceiptSlip {
  readonly kind: ReceiptKind;
  readonly organization: string;
  /** 委员选举 */
  readonly round: string;
  /** In groups of four: A5DX 4480 XTXB T6AM. */
  readonly ballotCode: string;
  readonly cardCode: string;
  /** `receiptAddress` of printables/qr. */
  readonly address: string;
  /** The meeting's day, which dates the file only. */
  readonly day: string;
  readonly fonts: FontFiles;
}

const { roll: ROLL, inset: INSET, height: HEIGHT } = SLIP_SIZE;
const WIDTH = ROLL - 2 * INSET;

const heading: TextStyle = { face: 'sans-bold', size: 16, tracking: 1 };
const body: TextStyle = { face: 'sans', size: 9.5 };
const small: TextStyle = { face: 'sans', size: 7.5 };
const code: TextStyle = { face: 'sans-bold', size: 15 };

function block(paper: Paper, parent: Element, text: string, top: number, pitch: number, style: TextStyle): number {
  const lines = breakLines(text, WIDTH, WIDTH, (line) => widthOf(paper, line, style));
  element(paper, parent, 'P', (inside) => {
    content(paper, inside, 'P', () => {
      for (const [index, line] of lines.entries())
        drawAligned(paper, line, INSET, WIDTH, top + (index + 0.75) * pitch, 'center', style);
    });
  });
  return top + lines.length * pitch;
}

export async function receiptSlip(slip: ReceiptSlip): Promise<Uint8Array> {
  const { kind, organization, round, ballotCode, cardCode, address, day, fonts } = slip;
  const words = SLIP_WORDS[kind];
  const paper = openPaper({
    title: words.title,
    author: organization,
    date: new Date(`${day}T00:00:00Z`),
    fonts,
    size: { width: ROLL, height: HEIGHT },
  });
  addPage(paper);
  element(paper, paper.root, 'Sect', (part) => {
    let y = block(paper, part, words.title, 5, 8, heading);
    y = block(paper, part, organization, y + 1, 4.8, body);
    y = block(paper, part, round, y, 4.8, body) + 2;
    artifact(paper, () => {
      paper.pdf
        .lineWidth(0.8)
        .strokeColor(INK)
        .moveTo(mm(INSET), mm(y))
        .lineTo(mm(ROLL - INSET), mm(y))
        .stroke();
    });
    y = block(paper, part, SLIP_LABELS.ballotCode, y + 2, 4, small);
    y = block(paper, part, ballotCode, y, 7.5, code);
    y = block(paper, part, SLIP_LABELS.cardCode, y + 1, 4, small);
    y = block(paper, part, cardCode, y, 7.5, code);
    const { size } = qrModules(address);
    const side = slipCodeSide(size);
    y = onDot(y + quietZone(address, side));
    qrFigure(paper, part, { text: address, alt: '查验码二维码', x: slipCodeLeft(size), y, side });
    y += side + quietZone(address, side);
    y = block(paper, part, words.explanation, y, 4.6, body) + 1;
    block(paper, part, words.english, y, 3.4, small);
  });
  return closePaper(paper);
}
