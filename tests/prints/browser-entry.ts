/** What the card station and the check page use of printables, for a test in a real browser. */
import { type CardSheet, cardSheet } from '../../printables/cards/card-sheet.ts';
import { QUIET_ZONE, qrModules } from '../../printables/qr/modules.ts';
import { qrPath } from '../../printables/qr/path.ts';
import { openResultSheet } from '../../printables/signed/open-result-sheet.ts';
import { verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';

async function bytesOf(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const printCards = async (sheet: Omit<CardSheet, 'fonts'>): Promise<readonly number[]> => {
  const [sans, bold] = await Promise.all(['/sans.ttf', '/sans-bold.ttf'].map(bytesOf));
  if (sans === undefined || bold === undefined) throw new Error('no fonts');
  return [...(await cardSheet({ ...sheet, fonts: { sans, 'sans-bold': bold } }))];
};

const checkSheet = async (address: string) => {
  const pdf = await bytesOf(address);
  const opened = openResultSheet(pdf);
  return { faults: verifySignedPdf(pdf, null).faults, record: opened.ok ? opened.value.record : null };
};

const drawCode = (text: string): string => {
  const modules = qrModules(text);
  const side = modules.size + 2 * QUIET_ZONE;
  return `<svg viewBox="${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}"><path d="${qrPath(modules)}"/></svg>`;
};

Object.assign(globalThis, { printCards, checkSheet, drawCode });
