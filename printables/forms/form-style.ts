/** Forms that are filled in by hand or read out: simple A4 with a title in heavy Song, no official document (rules §6.1). */
import { type Margins, TYPE } from '../layout/measures.ts';
import type { ParagraphStyle } from '../layout/paragraph.ts';
import type { TableStyle } from '../layout/table.ts';

export const PAGE_MARGINS: Margins = { top: 20, right: 22, bottom: 20, left: 24 };

export const formTitle: ParagraphStyle = {
  face: 'serif-bold',
  size: TYPE.no2,
  pitch: 11.5,
  align: 'center',
  tracking: 1,
};
export const formSubtitle: ParagraphStyle = { face: 'serif-bold', size: TYPE.no4, pitch: 8.5, align: 'center' };
export const formBody: ParagraphStyle = { face: 'serif', size: TYPE.no4, pitch: 8.6, align: 'justify', indent: 2 };
export const formFlush: ParagraphStyle = { ...formBody, indent: 0 };
export const formNote: ParagraphStyle = { face: 'serif', size: TYPE.no5, pitch: 6, align: 'justify' };
export const formCells: TableStyle = {
  face: 'serif',
  size: TYPE.no4,
  pitch: 6,
  minHeight: 10.5,
  padding: 1.5,
  headFace: 'sans-bold',
  headSize: TYPE.no4Small,
};
