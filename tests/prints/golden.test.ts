/** The reports are those of `golden`, in text and as pictures (UX 6.36). */
import { readdirSync, readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { drawnPages, GOLDEN, PAPERS } from './golden-papers.ts';

/** Of 255: another release of poppler smooths edges otherwise, and draws nothing elsewhere. */
const MOST_SHADE = 96;
/** A row of a table or a line to sign on is more. */
const MOST_POINTS = 60;

/** Points of the page that are not as dark; all of them, if the pages have another size. */
function pointsApart(one: Uint8Array, other: Uint8Array): number {
  const [a, b] = [PNG.sync.read(Buffer.from(one)), PNG.sync.read(Buffer.from(other))];
  if (a.width !== b.width || a.height !== b.height) return a.width * a.height;
  let apart = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    if (Math.abs((a.data[at] as number) - (b.data[at] as number)) > MOST_SHADE) apart += 1;
  }
  return apart;
}

const kept = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, GOLDEN)));

test('every page that is kept is one of a report', async () => {
  const drawn = (await Promise.all(Object.keys(PAPERS).map(drawnPages))).flat();
  expect(readdirSync(GOLDEN).sort()).toEqual(drawn.flatMap(({ name }) => [`${name}.png`, `${name}.txt`]).sort());
});

describe.each(Object.keys(PAPERS))('%s', (paper) => {
  test('has the text and the looks of the pages that are kept', async () => {
    for (const { name, text, image } of await drawnPages(paper)) {
      expect(text, name).toBe(Buffer.from(kept(`${name}.txt`)).toString('utf8'));
      expect(pointsApart(image, kept(`${name}.png`)), name).toBeLessThanOrEqual(MOST_POINTS);
    }
  });
});

test('a page that lacks one line to sign on does not look the same', () => {
  const page = PNG.sync.read(Buffer.from(kept('result-sheet-2.png')));
  const darkRows = Array.from({ length: page.height }, (_, y) => y).filter((y) => {
    let dark = 0;
    for (let x = 0; x < page.width; x += 1) if ((page.data[4 * (y * page.width + x)] as number) < 160) dark += 1;
    return dark > MOST_POINTS;
  });
  const [row] = darkRows;
  expect(row).toBeDefined();
  page.data.fill(255, 4 * page.width * (row as number), 4 * page.width * ((row as number) + 1));
  expect(pointsApart(PNG.sync.write(page), kept('result-sheet-2.png'))).toBeGreaterThan(MOST_POINTS);
});
