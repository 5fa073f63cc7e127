/**
 * 票箱为空 on an 80 mm roll (UX 6.28, 5.5 S1): what one kiosk showed before voting opened, to be signed by the scrutineers. It is drawn
 * of an empty box only.
 */
import { addPage, closePaper } from '../layout/paper.ts';
import { content, element } from '../layout/structure.ts';
import { drawAligned } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { SLIP_SIZE } from '../qr/slip-size.ts';
import { BOX_SLIP_WORDS } from '../qr/slip-words.ts';
import { beginSlip, SLIP_TEXT, slipBlock, slipRule } from './slip-block.ts';

export interface EmptyBoxSlip {
  readonly organization: string;
  /** Of the meeting. */
  readonly title: string;
  /** 委员选举 */
  readonly round: string;
  readonly kiosk: string;
  /** The first characters of ctx, in groups, as the screen shows them. */
  readonly groups: readonly string[];
  /** Of a test run. */
  readonly isSpecimen: boolean;
  /** YYYY-MM-DD, the meeting's. */
  readonly day: string;
  readonly fonts: FontFiles;
}

const SIGNATURES = 2;
const SIGNED_FROM = SLIP_SIZE.inset + 32;

export async function emptyBoxSlip(slip: EmptyBoxSlip): Promise<Uint8Array> {
  const { organization, title, round, kiosk, groups } = slip;
  const { labels, ...words } = BOX_SLIP_WORDS;
  const paper = beginSlip({ ...slip, title: words.title });
  addPage(paper);
  element(paper, paper.root, 'Sect', (part) => {
    let y = slipBlock(paper, part, words.title, 5, 8, SLIP_TEXT.heading);
    y = slipBlock(paper, part, title, y + 1, 4.8, SLIP_TEXT.body);
    // Most titles begin with the organization.
    if (!title.includes(organization)) y = slipBlock(paper, part, organization, y, 4.8, SLIP_TEXT.body);
    y = slipBlock(paper, part, round, y, 4.8, SLIP_TEXT.body) + 2;
    slipRule(paper, y);
    y += 2;
    for (const [label, value] of [
      [labels.ballots, words.none],
      [labels.kiosk, kiosk],
      [labels.round, groups.join(' ')],
    ] as const) {
      y = slipBlock(paper, part, label, y, 4, SLIP_TEXT.small);
      y = slipBlock(paper, part, value, y, 7.5, SLIP_TEXT.code) + 1;
    }
    y = slipBlock(paper, part, words.explanation, y + 1, 4.6, SLIP_TEXT.body) + 1;
    y = slipBlock(paper, part, words.english, y, 3.4, SLIP_TEXT.small);
    for (let at = 0; at < SIGNATURES; at += 1) {
      y += 11;
      element(paper, part, 'P', (inside) => {
        content(paper, inside, 'P', () =>
          drawAligned(paper, words.signature, SLIP_SIZE.inset, SIGNED_FROM, y, 'left', SLIP_TEXT.body),
        );
      });
      slipRule(paper, y + 1, SIGNED_FROM);
    }
  });
  return closePaper(paper);
}
