/** The tagged structure of a paper, so that it can be read aloud in order; whatever has no meaning is marked an artifact. */
import type { Paper } from './paper.ts';

export type Element = PDFKit.PDFStructureElement;
export type Tag =
  | 'Document'
  | 'Part'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Form'
  | 'Span';

/** Opens an element below `parent`. Its children must be complete when `draw` returns. */
export function element(paper: Paper, parent: Element, tag: Tag, draw: (inside: Element) => void, alt?: string): void {
  const inside = paper.pdf.struct(tag, alt === undefined ? {} : { alt });
  parent.add(inside);
  draw(inside);
  inside.end();
}

/** Marks what `draw` puts on the current page as content of `inside`; it must not open a page. */
export function content(paper: Paper, inside: Element, tag: Tag, draw: () => void): void {
  inside.add(paper.pdf.markStructureContent(tag));
  draw();
  paper.pdf.endMarkedContent();
}

/** Rules, crop marks, backgrounds, page numbers. */
export function artifact(paper: Paper, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  paper.pdf.markContent('Artifact', { type });
  draw();
  paper.pdf.endMarkedContent();
}
