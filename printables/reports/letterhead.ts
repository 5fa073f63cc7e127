/** 红头: the office's name in red above a red line, and the imprint below the last page (GB/T 9704-2012 7.2, 7.4). */
import { type Flow, space } from '../layout/flow.ts';
import { mm, pointsToMm, TYPE } from '../layout/measures.ts';
import { type ParagraphStyle, paragraph } from '../layout/paragraph.ts';
import { artifact, content, type Element, element } from '../layout/structure.ts';
import { drawAligned, fitting, INK, middleToBaseline, type TextStyle } from '../layout/text.ts';
import { OFFICIAL_PITCH, officialBody } from './official-style.ts';

export const LETTERHEAD_RED = '#c00000';
const head: ParagraphStyle = {
  face: 'serif-bold',
  size: 36,
  pitch: 18,
  align: 'center',
  tracking: 3,
  color: LETTERHEAD_RED,
};
const centred: ParagraphStyle = { ...officialBody, align: 'center', indent: 0 };

export function drawLetterhead(flow: Flow, part: Element, office: string, number: string): void {
  paragraph(flow, part, office, fitting(flow.paper, office, head, flow.width));
  space(flow, OFFICIAL_PITCH);
  paragraph(flow, part, number, centred);
  drawRedLine(flow);
  space(flow, 1.5 * OFFICIAL_PITCH);
}

function drawRedLine(flow: Flow): void {
  const { pdf } = flow.paper;
  artifact(flow.paper, () => {
    const y = mm(flow.y + 4);
    pdf
      .lineWidth(1.4)
      .strokeColor(LETTERHEAD_RED)
      .moveTo(mm(flow.left), y)
      .lineTo(mm(flow.left + flow.width), y)
      .stroke();
  });
  space(flow, 4);
}

export const IMPRINT_HEIGHT = 9;

/** The last lines of the last page, between two rules. */
export function drawImprint(flow: Flow, part: Element, left: string, right: string): void {
  const { paper } = flow;
  const style: TextStyle = { face: 'serif', size: TYPE.no4 };
  const top = flow.bottom - IMPRINT_HEIGHT;
  artifact(paper, () => {
    for (const y of [top, flow.bottom])
      paper.pdf
        .lineWidth(0.7)
        .strokeColor(INK)
        .moveTo(mm(flow.left), mm(y))
        .lineTo(mm(flow.left + flow.width), mm(y))
        .stroke();
  });
  const baseline = top + IMPRINT_HEIGHT / 2 + middleToBaseline(style.size);
  const indent = pointsToMm(style.size);
  element(paper, part, 'P', (inside) => {
    content(paper, inside, 'P', () => {
      drawAligned(paper, left, flow.left + indent, flow.width - 2 * indent, baseline, 'left', style);
      drawAligned(paper, right, flow.left + indent, flow.width - 2 * indent, baseline, 'right', style);
    });
  });
  flow.y = flow.bottom;
}
