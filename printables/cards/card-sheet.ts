/**
 * The voting cards of a round (specification §5): A4, eight to a page, to be cut and folded with the print inside.
 *
 * Runs in the browser of the card station, since the seeds must not leave it, and in Node. A card shows its QR code, the 27
 * characters, the card code and which election it is for; no number, no name, no time, so two cards differ in random marks only.
 */

import { breakLines } from '../layout/line-breaking.ts';
import { A4, mm, TYPE } from '../layout/measures.ts';
import { addPage, closePaper, openPaper, type Paper } from '../layout/paper.ts';
import { qrFigure } from '../layout/qr-figure.ts';
import { artifact, content, type Element, element } from '../layout/structure.ts';
import { type Align, drawAligned, type TextStyle, widthOf } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';

export interface PrintedCard {
  /** 27 characters. */
  readonly text: string;
  /** "CP1" and 26 characters. */
  readonly qr: string;
  /** 卡码, six characters. */
  readonly code: string;
}

export interface CardSheet {
  readonly organization: string;
  /** Which round: 委员选举, 书记、副书记选举. */
  readonly round: string;
  /** The meeting's day, YYYY-MM-DD. It dates the file, not the cards. */
  readonly day: string;
  readonly cards: readonly PrintedCard[];
  /** Faces sans and sans-bold. */
  readonly fonts: FontFiles;
  /** Cards of a rehearsal are marked 样票. */
  readonly isSpecimen?: boolean;
}

const COLUMNS = 2;
const ROWS = 4;
const CARDS_PER_PAGE = COLUMNS * ROWS;
const WIDTH = A4.width / COLUMNS;
const HEIGHT = A4.height / ROWS;
/** The fold: what is left of it tells, what is right of it is the secret. */
const FOLD = WIDTH / 2;
const QR_SIDE = 34;
/** Printers leave a border of up to 5 mm white. */
const INSET = 7;

const GREY = '#8a8a8a';
const heading: TextStyle = { face: 'sans-bold', size: 15, tracking: 1.5 };
const strong: TextStyle = { face: 'sans-bold', size: TYPE.no5 };
const plain: TextStyle = { face: 'sans', size: 9 };
const tiny: TextStyle = { face: 'sans', size: 5.5, color: '#444444' };
const small: TextStyle = { face: 'sans', size: 6.5 };
const codeStyle: TextStyle = { face: 'sans-bold', size: 12, tracking: 1 };
const secretStyle: TextStyle = { face: 'sans-bold', size: 10.5 };

const STEPS = [
  { zh: '打开后对准投票机扫码处', en: 'Hold the code to the scanner of the machine' },
  { zh: '扫不出，输入 27 个字符', en: 'If it does not read, type the 27 characters' },
  { zh: '投完放入回收箱，遗失不补', en: 'Then into the box; a lost card is not replaced' },
] as const;

const GROUP = 4;
const GROUPS_PER_LINE = 3;
/** Every character has its own cell, so groups stand below each other whatever their letters. */
const CELL = 3.4;
const GROUP_GAP = 1.8;
const LINE_WIDTH = GROUPS_PER_LINE * GROUP * CELL + (GROUPS_PER_LINE - 1) * GROUP_GAP;

/** Lines of groups of four, as the characters are read aloud and typed. */
function characterGroups(text: string): readonly (readonly string[])[] {
  const groups = text.match(/.{1,4}/g) ?? [];
  const lines = Math.ceil(groups.length / GROUPS_PER_LINE);
  return Array.from({ length: lines }, (_, row) => groups.slice(row * GROUPS_PER_LINE, (row + 1) * GROUPS_PER_LINE));
}

function line(
  paper: Paper,
  parent: Element,
  text: string,
  x: number,
  width: number,
  baseline: number,
  align: Align,
  style: TextStyle,
): void {
  element(paper, parent, 'P', (inside) =>
    content(paper, inside, 'P', () => drawAligned(paper, text, x, width, baseline, align, style)),
  );
}

function block(
  paper: Paper,
  parent: Element,
  text: string,
  x: number,
  width: number,
  top: number,
  pitch: number,
  style: TextStyle,
): number {
  const lines = breakLines(text, width, width, (part) => widthOf(paper, part, style));
  element(paper, parent, 'P', (inside) => {
    content(paper, inside, 'P', () => {
      for (const [index, part] of lines.entries())
        drawAligned(paper, part, x, width, top + (index + 0.8) * pitch, 'left', style);
    });
  });
  return top + lines.length * pitch;
}

/** Room above the steps for organization and round: three lines at their full size. */
const NAMES_ROOM = 12.6;
const PITCH_OF_SIZE = 0.4;

/** Long names are set smaller, so that they never push the steps onto the card code. */
function namesStyle(paper: Paper, texts: readonly string[], width: number): TextStyle {
  for (let size = strong.size; ; size -= 0.5) {
    const style = { ...strong, size };
    const lines = texts.flatMap((text) => breakLines(text, width, width, (part) => widthOf(paper, part, style)));
    if (lines.length * size * PITCH_OF_SIZE <= NAMES_ROOM + 1e-6 || size <= 5) return style;
  }
}

function drawCard(paper: Paper, parent: Element, sheet: CardSheet, card: PrintedCard, left: number, top: number): void {
  const telling = FOLD - INSET - 3;
  const x = left + INSET;
  line(paper, parent, sheet.isSpecimen === true ? '投票卡·样票' : '投票卡', x, telling, top + 13, 'left', heading);
  const names = namesStyle(paper, [sheet.organization, sheet.round], telling);
  const pitch = names.size * PITCH_OF_SIZE;
  let y = block(paper, parent, sheet.organization, x, telling, top + 16, pitch, names);
  y = block(paper, parent, sheet.round, x, telling, y, pitch, names) + 2;
  for (const { zh, en } of STEPS) {
    y = block(paper, parent, zh, x, telling, y, 4.2, plain);
    y = block(paper, parent, en, x, telling, y, 2.6, tiny) + 1.1;
  }
  line(paper, parent, '卡码 Card code', x, telling, top + HEIGHT - 14.5, 'left', small);
  line(paper, parent, card.code, x, telling, top + HEIGHT - 8.5, 'left', codeStyle);

  const secretLeft = left + FOLD;
  qrFigure(paper, parent, {
    text: card.qr,
    alt: '投票卡二维码',
    x: secretLeft + (FOLD - QR_SIDE) / 2,
    y: top + 7.5,
    side: QR_SIDE,
  });
  const start = secretLeft + (FOLD - LINE_WIDTH) / 2 - 1.2;
  element(paper, parent, 'P', (inside) => {
    content(paper, inside, 'P', () => {
      for (const [row, groups] of characterGroups(card.text).entries())
        for (const [place, group] of groups.entries())
          for (const [index, character] of [...group].entries()) {
            const x = start + place * (GROUP * CELL + GROUP_GAP) + index * CELL;
            drawAligned(paper, character, x, CELL, top + 52.5 + row * 6.4, 'center', secretStyle);
          }
    });
  });
}

/** Cut lines through the whole page, a dotted fold line inside each card. */
function drawRules(paper: Paper, count: number): void {
  const { pdf } = paper;
  artifact(paper, () => {
    pdf.lineWidth(0.4).strokeColor(GREY).undash();
    for (let column = 1; column < COLUMNS; column += 1)
      pdf.moveTo(mm(column * WIDTH), 0).lineTo(mm(column * WIDTH), mm(A4.height));
    for (let row = 1; row < ROWS; row += 1) pdf.moveTo(0, mm(row * HEIGHT)).lineTo(mm(A4.width), mm(row * HEIGHT));
    pdf.stroke();
    pdf.lineWidth(0.5).dash(0.6, { space: 2.2 });
    for (let index = 0; index < count; index += 1) {
      const x = mm((index % COLUMNS) * WIDTH + FOLD);
      const y = Math.floor(index / COLUMNS) * HEIGHT;
      pdf.moveTo(x, mm(y + 5)).lineTo(x, mm(y + HEIGHT - 5));
    }
    pdf.stroke().undash();
    for (let index = 0; index < count; index += 1) {
      const left = (index % COLUMNS) * WIDTH;
      const bottom = (Math.floor(index / COLUMNS) + 1) * HEIGHT;
      drawAligned(paper, '向内对折', left + FOLD - 8, 16, bottom - 2.2, 'center', { ...small, size: 5.5, color: GREY });
    }
  });
}

/** @throws UnprintableCharacter when the organization or the round has a character that the fonts lack. */
export async function cardSheet(sheet: CardSheet): Promise<Uint8Array> {
  const { organization, round, day, cards, fonts } = sheet;
  const paper = openPaper({
    title: `${organization}${round}投票卡`,
    author: organization,
    date: new Date(`${day}T00:00:00Z`),
    fonts,
    size: A4,
    specimen: sheet.isSpecimen === true,
  });
  for (let first = 0; first < cards.length; first += CARDS_PER_PAGE) {
    const onPage = cards.slice(first, first + CARDS_PER_PAGE);
    addPage(paper);
    drawRules(paper, onPage.length);
    for (const [index, card] of onPage.entries()) {
      const left = (index % COLUMNS) * WIDTH;
      const top = Math.floor(index / COLUMNS) * HEIGHT;
      element(paper, paper.root, 'Sect', (section) => drawCard(paper, section, sheet, card, left, top));
    }
  }
  return closePaper(paper);
}
