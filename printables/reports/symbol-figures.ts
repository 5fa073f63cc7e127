/** The QR codes of Symbol A or B in rows of two, each with its number, or in words why there are none (specification §9). */
import { ensureRoom, type Flow } from '../layout/flow.ts';
import { TYPE } from '../layout/measures.ts';
import { paragraph } from '../layout/paragraph.ts';
import { qrFigure } from '../layout/qr-figure.ts';
import { content, type Element, element } from '../layout/structure.ts';
import { drawAligned } from '../layout/text.ts';
import { fitsSymbols, type SymbolKind, splitIntoSymbols } from '../qr/split.ts';
import { CHECK_STYLE } from './check-style.ts';

/** Specification §9: at least 60 mm, so that a photocopy still reads; a single code has room to be larger. */
const symbolSide = (symbols: number): number => (symbols === 1 ? 64 : 66);

const COLUMNS = 2;
const CAPTION = 8;
const GAP = 8;
const QUIET = 5;

const LETTER = { CPA1: 'A', CPB1: 'B' } as const satisfies Partial<Record<SymbolKind, string>>;

/** True iff the codes were printed: a ballot of very many options leaves only the record, which proves the same. */
export function symbolFigures(flow: Flow, parent: Element, kind: 'CPA1' | 'CPB1', bytes: Uint8Array): boolean {
  const letter = LETTER[kind];
  if (fitsSymbols(bytes)) {
    codeFigures(flow, parent, `核对码 ${letter}`, splitIntoSymbols(kind, bytes));
    return true;
  }
  const { body, small } = CHECK_STYLE;
  paragraph(
    flow,
    parent,
    `本轮选项太多，核对码 ${letter} 要用的二维码超过 99 个，纸上印不下，所以没有印出。请用所附选举档案 record.jsonl 核验，内容相同，并可逐票复核。`,
    { ...body, indent: 2 },
  );
  paragraph(
    flow,
    parent,
    `This round has so many options that code ${letter} would take more than 99 QR codes, so it is not printed. Verify the attached record ` +
      '(record.jsonl) instead: it holds the same, and every ballot.',
    small,
  );
  return false;
}

/** `name`: 核对码 A or 核对码 B. */
function codeFigures(flow: Flow, parent: Element, name: string, texts: readonly string[]): void {
  const side = symbolSide(texts.length);
  for (let index = 0; index < texts.length; index += COLUMNS) {
    const row = texts.slice(index, index + COLUMNS);
    ensureRoom(flow, side + 2 * QUIET + CAPTION);
    const width = row.length * side + (row.length - 1) * (GAP + 2 * QUIET);
    row.forEach((text, column) => {
      const number = index + column + 1;
      const x = flow.left + (flow.width - width) / 2 + column * (side + GAP + 2 * QUIET);
      const alt = `${name}，第 ${number} 个，共 ${texts.length} 个`;
      qrFigure(flow.paper, parent, { text, alt, x, y: flow.y + QUIET, side });
      const caption = `${name}　${number}／${texts.length}`;
      const y = flow.y + side + 2 * QUIET + 3.5;
      element(flow.paper, parent, 'P', (inside) =>
        content(flow.paper, inside, 'P', () =>
          drawAligned(flow.paper, caption, x, side, y, 'center', { face: 'sans', size: TYPE.no5Small }),
        ),
      );
    });
    flow.y += side + 2 * QUIET + CAPTION;
  }
}
