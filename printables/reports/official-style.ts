/** The layout of official documents, GB/T 9704-2012: 22 lines of 28 characters on a type area of 156 × 225 mm. */
import { ensureRoom, type Flow, space } from '../layout/flow.ts';
import { mm, pointsToMm, TYPE } from '../layout/measures.ts';
import type { ParagraphStyle } from '../layout/paragraph.ts';
import { content, type Element, element } from '../layout/structure.ts';
import { drawText, fitting, middleToBaseline, widthOf } from '../layout/text.ts';
import { officialDate } from './official-words.ts';

const TEXT_WIDTH = 156;
export const OFFICIAL_PITCH = 225 / 22;
/** 28 characters of 16 points are 158 mm: each gives a fifth of a point. */
const tracking = mm(TEXT_WIDTH) / 28 - TYPE.no3;

export const officialBody: ParagraphStyle = {
  face: 'serif',
  size: TYPE.no3,
  pitch: OFFICIAL_PITCH,
  tracking,
  align: 'justify',
  indent: 2,
};
export const officialHeading: ParagraphStyle = { ...officialBody, face: 'sans-bold', align: 'left' };
export const officialTitle: ParagraphStyle = { face: 'serif-bold', size: TYPE.no2, pitch: 12.5, align: 'center' };

/**
 * The name stands above the date, centred on it, unless it would leave the type area (GB/T 9704-2012 7.3.5); one longer than a line
 * is set smaller.
 */
export function officialSignature(flow: Flow, parent: Element, organization: string, day: string): void {
  drawSignature(flow, parent, organization, officialDate(day));
}

/** The same with the date left to be written. */
export function signaturePlace(flow: Flow, parent: Element, organization: string): void {
  drawSignature(flow, parent, organization, DATE_PLACE);
}

export const DATE_PLACE = '　　　　年　　月　　日';

function drawSignature(flow: Flow, parent: Element, organization: string, date: string): void {
  const { paper } = flow;
  const character = pointsToMm(TYPE.no3 + tracking);
  const dateWidth = widthOf(paper, date, officialBody);
  const right = flow.left + flow.width;
  const dateLeft = right - 4 * character - dateWidth;
  const nameStyle = fitting(paper, organization, officialBody, flow.width);
  const nameWidth = widthOf(paper, organization, nameStyle);
  const nameLeft = Math.min(dateLeft + (dateWidth - nameWidth) / 2, right - nameWidth);
  ensureRoom(flow, 4 * OFFICIAL_PITCH);
  space(flow, 2 * OFFICIAL_PITCH);
  for (const [text, x, style] of [
    [organization, nameLeft, nameStyle],
    [date, dateLeft, officialBody],
  ] as const) {
    element(paper, parent, 'P', (inside) =>
      content(paper, inside, 'P', () =>
        drawText(paper, text, x, flow.y + OFFICIAL_PITCH / 2 + middleToBaseline(TYPE.no3), style),
      ),
    );
    flow.y += OFFICIAL_PITCH;
  }
}
