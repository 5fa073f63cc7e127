/** Where the next block goes: a column that runs down the page and over to the next one. */
import type { Margins } from './measures.ts';
import { addPage, type Paper } from './paper.ts';

export interface Flow {
  readonly paper: Paper;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  /** Upper edge of the next block. Moved by the blocks. */
  y: number;
}

/** Opens a page and begins at its top. */
export function beginFlow(paper: Paper, margins: Margins): Flow {
  addPage(paper);
  return {
    paper,
    left: margins.left,
    width: paper.size.width - margins.left - margins.right,
    top: margins.top,
    bottom: paper.size.height - margins.bottom,
    y: margins.top,
  };
}

export function newPage(flow: Flow): void {
  addPage(flow.paper);
  flow.y = flow.top;
}

export const roomLeft = (flow: Flow): number => flow.bottom - flow.y;

/** Goes to the next page unless `height` still fits; a block higher than a page begins at a page's top. */
export function ensureRoom(flow: Flow, height: number): void {
  if (height > roomLeft(flow) + 1e-6 && flow.y > flow.top) newPage(flow);
}

export function space(flow: Flow, height: number): void {
  flow.y += height;
}
