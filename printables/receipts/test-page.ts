/** 测试打印 (UX O6): says which printer it is, whether lengths are right, and whether its codes can be read. No data of a meeting. */
import { breakLines } from '../layout/line-breaking.ts';
import { A4, mm, type PageSize } from '../layout/measures.ts';
import { addPage, closePaper, openPaper } from '../layout/paper.ts';
import { qrFigure } from '../layout/qr-figure.ts';
import { artifact, content, element } from '../layout/structure.ts';
import { drawAligned, INK, type TextStyle, widthOf } from '../layout/text.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { qrModules } from '../qr/modules.ts';
import { onDot, SLIP_SIZE, slipCodeLeft, slipCodeSide } from '../qr/slip-size.ts';

export interface TestPage {
  readonly paper: 'slip' | 'a4';
  /** The queue's name. */
  readonly printer: string;
  readonly organization: string;
  readonly fonts: FontFiles;
}

/** Long enough for a code as large as a receipt's. */
export const TEST_CODE = `CHANGPIAO-TEST-${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.repeat(6)}`;
const RULER_MM = 50;
/** The page has no day of its own: two test pages are the same bytes. */
const DATE = new Date('2026-01-01T00:00:00Z');

const heading: TextStyle = { face: 'sans-bold', size: 16, tracking: 1 };
const body: TextStyle = { face: 'sans', size: 9.5 };

export async function testPage({ paper: kind, printer, organization, fonts }: TestPage): Promise<Uint8Array> {
  const size: PageSize = kind === 'slip' ? { width: SLIP_SIZE.roll, height: SLIP_SIZE.height } : A4;
  const inset = kind === 'slip' ? SLIP_SIZE.inset : 25;
  const width = size.width - 2 * inset;
  const paper = openPaper({ title: '测试打印', author: organization, date: DATE, fonts, size, specimen: false });
  addPage(paper);
  element(paper, paper.root, 'Sect', (part) => {
    let y = kind === 'slip' ? 6 : 30;
    const say = (text: string, style: TextStyle, pitch: number) => {
      element(paper, part, 'P', (inside) => {
        for (const line of breakLines(text, width, width, (one) => widthOf(paper, one, style))) {
          const baseline = y + 0.75 * pitch;
          content(paper, inside, 'P', () => drawAligned(paper, line, inset, width, baseline, 'center', style));
          y += pitch;
        }
      });
    };
    say('样票 · 测试打印', heading, 9);
    say('Test page, not a ballot', body, 5);
    say(`打印机 Printer: ${printer}`, body, 5);
    y += 3;
    const { size: modules } = qrModules(TEST_CODE);
    const side = slipCodeSide(modules);
    y = onDot(y + 4);
    const x = kind === 'slip' ? slipCodeLeft(modules) : (size.width - side) / 2;
    qrFigure(paper, part, { text: TEST_CODE, alt: '测试二维码', x, y, side });
    y += side + 6;
    say(`下面的线应为 ${RULER_MM} 毫米，两端都要看得见。`, body, 4.8);
    say(`The line below is ${RULER_MM} mm long, both ends visible.`, body, 4.8);
    y += 3;
    const left = (size.width - RULER_MM) / 2;
    artifact(paper, () => {
      paper.pdf
        .lineWidth(mm(0.4))
        .strokeColor(INK)
        .moveTo(mm(left), mm(y))
        .lineTo(mm(left + RULER_MM), mm(y));
      for (const end of [left, left + RULER_MM]) paper.pdf.moveTo(mm(end), mm(y - 2)).lineTo(mm(end), mm(y + 2));
      paper.pdf.stroke();
    });
  });
  return closePaper(paper);
}
