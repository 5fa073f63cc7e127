/**
 * 查验单 on an 80 mm roll (specification §7.6, UX V4): ballot code, card code and the QR of the signed answer; no marks, no time, no
 * number. With `pending` it is the print before the choice (§7.3): the same ballot, not yet cast.
 */

import { addPage, closePaper } from '../layout/paper.ts';
import { qrFigure, quietZone } from '../layout/qr-figure.ts';
import { element } from '../layout/structure.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { qrModules } from '../qr/modules.ts';
import type { ReceiptKind } from '../qr/receipt.ts';
import { onDot, slipCodeLeft, slipCodeSide } from '../qr/slip-size.ts';
import { SLIP_LABELS, SLIP_WORDS } from '../qr/slip-words.ts';
import { beginSlip, SLIP_TEXT, slipBlock, slipRule } from './slip-block.ts';

export interface ReceiptSlip {
  readonly kind: ReceiptKind;
  readonly organization: string;
  /** Of a test run. */
  readonly isSpecimen?: boolean;
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

export async function receiptSlip(slip: ReceiptSlip): Promise<Uint8Array> {
  const { kind, organization, round, ballotCode, cardCode, address, day, fonts } = slip;
  const words = SLIP_WORDS[kind];
  const paper = beginSlip({ title: words.title, organization, day, fonts, isSpecimen: slip.isSpecimen === true });
  addPage(paper);
  element(paper, paper.root, 'Sect', (part) => {
    let y = slipBlock(paper, part, words.title, 5, 8, SLIP_TEXT.heading);
    y = slipBlock(paper, part, organization, y + 1, 4.8, SLIP_TEXT.body);
    y = slipBlock(paper, part, round, y, 4.8, SLIP_TEXT.body) + 2;
    slipRule(paper, y);
    y = slipBlock(paper, part, SLIP_LABELS.ballotCode, y + 2, 4, SLIP_TEXT.small);
    y = slipBlock(paper, part, ballotCode, y, 7.5, SLIP_TEXT.code);
    y = slipBlock(paper, part, SLIP_LABELS.cardCode, y + 1, 4, SLIP_TEXT.small);
    y = slipBlock(paper, part, cardCode, y, 7.5, SLIP_TEXT.code);
    const { size } = qrModules(address);
    const side = slipCodeSide(size);
    y = onDot(y + quietZone(address, side));
    qrFigure(paper, part, { text: address, alt: '查验码二维码', x: slipCodeLeft(size), y, side });
    y += side + quietZone(address, side);
    y = slipBlock(paper, part, words.explanation, y, 4.6, SLIP_TEXT.body) + 1;
    slipBlock(paper, part, words.english, y, 3.4, SLIP_TEXT.small);
  });
  return closePaper(paper);
}
