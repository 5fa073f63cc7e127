/** An official paper as PDF: 22 lines of 28 characters on a type area of 156 × 225 mm (GB/T 9704-2012). */
import { beginFlow, ensureRoom, type Flow, newPage, space } from '../layout/flow.ts';
import { A4, OFFICIAL_MARGINS, pointsToMm, TYPE } from '../layout/measures.ts';
import { officialPageNumbers } from '../layout/page-numbers.ts';
import { closePaper, openPaper, type Paper, pageCount } from '../layout/paper.ts';
import { type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { content, type Element, element } from '../layout/structure.ts';
import { type Row, type TableStyle, table, tableBeginning } from '../layout/table.ts';
import { drawText, fitting, middleToBaseline, widthOf } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { drawImprint, drawLetterhead, IMPRINT_HEIGHT } from '../reports/letterhead.ts';
import {
  OFFICIAL_PITCH,
  officialBody,
  officialHeading,
  officialSignature,
  officialTitle,
  signaturePlace,
} from '../reports/official-style.ts';
import { attachmentLines, type Block, leadsIn, type OfficialDocument, type TableRow } from './document.ts';

const flush: ParagraphStyle = { ...officialBody, indent: 0, align: 'left' };
const bold: ParagraphStyle = { ...officialBody, face: 'serif-bold' };
const secondLevel: ParagraphStyle = { ...officialBody, face: 'serif-bold', align: 'left' };
const cueStyle: ParagraphStyle = { ...officialBody, face: 'sans', align: 'left' };
const subtitle: ParagraphStyle = { ...officialBody, align: 'center', indent: 0 };

const tableStyle: TableStyle = {
  face: 'serif',
  size: TYPE.no4,
  pitch: 6,
  minHeight: 8.8,
  padding: 1.2,
  headFace: 'sans-bold',
  headSize: TYPE.no5,
};

const cellsOf = (row: TableRow): Row =>
  row.map((cell) => {
    if (typeof cell === 'string') return cell;
    const { size, ...rest } = cell;
    return { ...rest, ...(size === undefined ? {} : { style: { size } }) };
  });

type Table = Extract<Block, { kind: 'table' }>;
const TABLE_SPACE = 1;

function partsOf(flow: Flow, { columns, head, rows }: Table) {
  const taken = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const rest = (flow.width - taken) / columns.filter(({ width }) => width === null).length;
  const drawn = columns.map(({ width, ...column }) => ({ ...column, width: width ?? rest }));
  return [drawn, [head], rows.map(cellsOf), tableStyle] as const;
}

function drawTable(flow: Flow, part: Element, block: Table): void {
  space(flow, TABLE_SPACE);
  table(flow, part, ...partsOf(flow, block));
  space(flow, TABLE_SPACE);
}

/** Lines of what follows that must fit below the block. */
function linesBelow(flow: Flow, block: Block, next: Block | undefined): number {
  if (!leadsIn(block, next)) return 0;
  if (next?.kind === 'table')
    return Math.ceil((TABLE_SPACE + tableBeginning(flow, ...partsOf(flow, next))) / OFFICIAL_PITCH);
  return 2;
}

/** 第一条 in Hei, then the text on the same line. */
function drawArticle(flow: Flow, part: Element, lead: string, words: string): void {
  const { paper } = flow;
  const character = pointsToMm(officialBody.size + (officialBody.tracking ?? 0));
  const width = widthOf(paper, lead, officialHeading) + character;
  ensureRoom(flow, 2 * OFFICIAL_PITCH);
  const baseline = flow.y + OFFICIAL_PITCH / 2 + middleToBaseline(officialHeading.size);
  element(paper, part, 'P', (inside) =>
    content(paper, inside, 'P', () =>
      drawText(paper, lead, flow.left + 2 * character, baseline, { ...officialHeading, tracking: 0 }),
    ),
  );
  paragraph(flow, part, words, { ...officialBody, indent: 2 + width / character });
}

function drawBlock(flow: Flow, part: Element, block: Block, next: Block | undefined): void {
  const keepWithNext = linesBelow(flow, block, next);
  switch (block.kind) {
    case 'heading':
      paragraph(flow, part, block.text, block.level === 1 ? officialHeading : secondLevel, {
        tag: block.level === 1 ? 'H2' : 'H3',
        keepWithNext,
      });
      return;
    case 'table':
      drawTable(flow, part, block);
      return;
    case 'cue':
      paragraph(flow, part, block.text, cueStyle);
      return;
    case 'paragraph':
      if (block.lead === undefined)
        paragraph(flow, part, block.text, block.weight === 'bold' ? bold : officialBody, { keepWithNext });
      else drawArticle(flow, part, block.lead, block.text);
  }
}

function drawBlocks(flow: Flow, part: Element, blocks: readonly Block[]): void {
  for (const [at, block] of blocks.entries()) drawBlock(flow, part, block, blocks[at + 1]);
}

/** Draws the paper on pages of its own, without page numbers. `onFirstPage`: what hangs on that page beside its content. */
export function drawOfficialDocument(paper: Paper, document: OfficialDocument, onFirstPage?: () => void): void {
  const { letterhead, number, attachments, signature, remark, annexes, imprint } = document;
  const flow = beginFlow(paper, OFFICIAL_MARGINS);
  onFirstPage?.();
  element(paper, paper.root, 'Part', (part) => {
    if (letterhead !== null) drawLetterhead(flow, part, letterhead, number);
    else if (number !== '') {
      paragraph(flow, part, number, { ...flush, indent: 1 });
      space(flow, OFFICIAL_PITCH);
    }
    // The longest line gives the size of all.
    const title = document.title.reduce((style, line) => fitting(paper, line, style, flow.width), officialTitle);
    for (const line of document.title) paragraph(flow, part, line, title, { tag: 'H1' });
    if (document.subtitle !== '') paragraph(flow, part, document.subtitle, subtitle);
    space(flow, OFFICIAL_PITCH);
    if (document.addressee !== '') paragraph(flow, part, `${document.addressee}：`, flush);
    drawBlocks(flow, part, document.blocks);
    // Closing, attachments, name and date stay together: no page holds a name alone (GB/T 9704-2012 7.3.5.4).
    const listed = attachments.length === 0 ? [] : attachmentLines(attachments);
    const lines =
      (document.closing === '' ? 0 : 1) +
      (listed.length === 0 ? 0 : listed.length + 1) +
      (signature === null ? 0 : 4) +
      (remark === '' ? 0 : 1);
    ensureRoom(flow, lines * OFFICIAL_PITCH + (imprint === null ? 0 : IMPRINT_HEIGHT));
    if (document.closing !== '') paragraph(flow, part, document.closing, officialBody);
    if (listed.length > 0) space(flow, OFFICIAL_PITCH);
    for (const line of listed) paragraph(flow, part, line, officialBody);
    if (signature !== null)
      (signature.day === null ? signaturePlace : officialSignature)(
        flow,
        part,
        signature.organization,
        signature.day ?? '',
      );
    if (remark !== '') paragraph(flow, part, `（${remark}）`, officialBody);
    if (imprint !== null) drawImprint(flow, part, imprint.left, imprint.right);
    for (const annex of annexes) {
      newPage(flow);
      paragraph(flow, part, `附件${annex.number ?? ''}`, { ...officialHeading, indent: 0 });
      space(flow, OFFICIAL_PITCH);
      paragraph(flow, part, annex.title, fitting(paper, annex.title, officialTitle, flow.width), { tag: 'H1' });
      space(flow, OFFICIAL_PITCH);
      drawBlocks(flow, part, annex.blocks);
    }
  });
}

/** A file of its own. `date` is the only time in it. */
export async function officialPdf(
  document: OfficialDocument,
  {
    author,
    date,
    fonts,
    specimen,
  }: { readonly author: string; readonly date: Date; readonly fonts: FontFiles; readonly specimen: boolean },
): Promise<Uint8Array> {
  const paper = openPaper({ title: document.title.join(''), author, date, fonts, size: A4, archival: true, specimen });
  drawOfficialDocument(paper, document);
  officialPageNumbers(paper, 0, pageCount(paper), OFFICIAL_MARGINS);
  return closePaper(paper);
}
