/** Running text and headings. */

import { ensureRoom, type Flow } from './flow.ts';
import { breakLines } from './line-breaking.ts';
import { pointsToMm } from './measures.ts';
import { content, type Element, element, type Tag } from './structure.ts';
import { type Align, drawAligned, drawJustified, drawText, middleToBaseline, type TextStyle, widthOf } from './text.ts';

export interface ParagraphStyle extends TextStyle {
  /** Line pitch in millimetres. */
  readonly pitch: number;
  readonly align?: Align | 'justify';
  /** Indent of the first line, in characters. */
  readonly indent?: number;
  /** Room kept free on the right, in characters. */
  readonly outdent?: number;
}

export interface ParagraphOptions {
  readonly tag?: Tag;
  /** This many lines of what follows must fit below on the same page. */
  readonly keepWithNext?: number;
}

export function linesOf(
  flow: Pick<Flow, 'paper'>,
  text: string,
  style: ParagraphStyle,
  width: number,
): readonly string[] {
  const character = pointsToMm(style.size + (style.tracking ?? 0));
  const room = width - (style.outdent ?? 0) * character;
  return breakLines(text, room - (style.indent ?? 0) * character, room, (line) => widthOf(flow.paper, line, style));
}

/** Draws a paragraph and moves the flow below it; a long one runs over to the next page. */
export function paragraph(
  flow: Flow,
  parent: Element,
  text: string,
  style: ParagraphStyle,
  options: ParagraphOptions = {},
): void {
  const { paper } = flow;
  const tag = options.tag ?? 'P';
  const character = pointsToMm(style.size + (style.tracking ?? 0));
  const lines = linesOf(flow, text, style, flow.width);
  ensureRoom(flow, (Math.min(lines.length, 2) + (options.keepWithNext ?? 0)) * style.pitch);
  element(paper, parent, tag, (inside) => {
    lines.forEach((line, index) => {
      ensureRoom(flow, style.pitch);
      const indent = index === 0 ? (style.indent ?? 0) * character : 0;
      const x = flow.left + indent;
      const width = flow.width - indent - (style.outdent ?? 0) * character;
      const baseline = flow.y + style.pitch / 2 + middleToBaseline(style.size);
      const isLast = index === lines.length - 1;
      content(paper, inside, tag, () => {
        if (style.align === 'justify') {
          if (isLast) drawText(paper, line, x, baseline, style);
          else drawJustified(paper, line, x, width, baseline, style);
        } else drawAligned(paper, line, x, width, baseline, style.align ?? 'left', style);
      });
      flow.y += style.pitch;
    });
  });
}
