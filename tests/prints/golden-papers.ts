/**
 * The five reports of an election (rules §6.2) as they look: of the sample village, with keys that nobody holds, so that every byte is the
 * same each time. `node --import tsx tests/prints/golden-papers.ts` draws `golden` anew; look at every page that has changed.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { attendanceReport } from '../../printables/forms/attendance-report.ts';
import { cardReportData, cardReports } from '../../printables/reports/card-reports.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { COUNTED } from './document-facts.ts';
import { COMMITTEE, sketchRecord, TIED } from './qingxi-record.ts';
import { laidOutText, pageCount, pageImage } from './tools.ts';

export const GOLDEN = new URL('golden/', import.meta.url);
const FONTS = installedFonts();
/** A point of the page to a point of the picture. */
const DPI = 72;
const NOBODY = new Uint8Array(91).fill(3);

const cards = () => {
  const data = cardReportData(sketchRecord(COMMITTEE, NOBODY), 1);
  if (!data.ok) throw new Error(data.error);
  return cardReports(data.value, FONTS);
};

const sheet = (sketch: typeof COMMITTEE) => {
  const data = resultSheetData(sketchRecord(sketch, NOBODY), {
    round: 1,
    checkAddress: 'http://192.168.1.10:3000/check',
  });
  if (!data.ok) throw new Error(data.error);
  return drawResultSheet(data.value, FONTS);
};

/** Name of the file → how it is drawn. */
export const PAPERS: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'attendance-report': () => attendanceReport(COUNTED, FONTS),
  'card-reports': cards,
  'result-sheet': () => sheet(COMMITTEE),
  'result-sheet-tied': () => sheet(TIED),
};

export interface DrawnPage {
  readonly name: string;
  readonly text: string;
  readonly image: Uint8Array;
}

export async function drawnPages(name: string): Promise<readonly DrawnPage[]> {
  const pdf = await (PAPERS[name] as () => Promise<Uint8Array>)();
  return Array.from({ length: pageCount(pdf) }, (_, at) => ({
    name: `${name}-${at + 1}`,
    text: laidOutText(pdf, at + 1),
    image: pageImage(pdf, at + 1, DPI),
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  rmSync(GOLDEN, { recursive: true, force: true });
  mkdirSync(GOLDEN);
  for (const paper of Object.keys(PAPERS)) {
    for (const { name, text, image } of await drawnPages(paper)) {
      writeFileSync(new URL(`${name}.txt`, GOLDEN), text);
      writeFileSync(new URL(`${name}.png`, GOLDEN), image);
    }
  }
}
