/** 研判结果 over several pages (rules §4.4): a person and the dimensions that the person was appraised in stand on one page. */
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { OfficialDocument } from '../../printables/documents/document.ts';
import { officialDocx } from '../../printables/documents/document-docx.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import type { JudgementFacts } from '../../printables/documents/judgement-facts.ts';
import { appraisalSummary, judgementResult } from '../../printables/documents/judgement-result.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { pageCount, textLines } from './tools.ts';

const FIVE = ['德', '能', '勤', '绩', '廉'];
const OPTIONS = { author: '大河', date: new Date('2026-12-28T01:00:00Z'), specimen: false } as const;
const FONTS = installedFonts();
const SAID = { ticks: [30, 9, 2, 1], ungraded: 3, shares: ['66.67', '20.00', '4.44', '2.22'] } as const;

const nameOf = (at: number) => `第${at + 1}村党总支部书记`;

function factsOf(persons: number, dimensions: readonly string[]): JudgementFacts {
  const names = Array.from({ length: persons }, (_, at) => nameOf(at));
  return {
    ...{
      title: '2026年度村党组织书记等次',
      office: '中共大河镇委员会',
      grades: ['优秀', '称职', '基本称职', '不称职'],
    },
    ...{ formGrades: ['优秀', '称职', '基本称职', '不称职'], dimensions, dimensionRanking: 'average', bands: null },
    ...{ quota: 0, maximum: null, isComplete: true, posting: null, objections: [] },
    publicity: { days: 3, dayKind: 'natural', countsPostingDay: false },
    groups: names.map((name) => ({
      ...{ organization: `中共${name}支部`, group: '', list: '书记', date: '2026-12-01', weight: null },
      ...{ denominator: 'valid-forms', expected: 50, present: 45, issued: 45, recovered: 45, valid: 45, invalid: 0 },
      tables: dimensions.map((dimension) => ({ dimension, rows: [{ name, ...SAID }] })),
    })),
    objects: names.map((name) => ({
      ...{ name, rank: 1, score: '', grade: 1, reasons: '' },
      parts: dimensions.map((dimension) => ({ ...SAID, dimension, forms: 45, rank: 1 })),
    })),
  } as JudgementFacts;
}

async function pagesOf(document: OfficialDocument): Promise<readonly (readonly string[])[]> {
  const pdf = await officialPdf(document, { ...OPTIONS, fonts: FONTS });
  return Array.from({ length: pageCount(pdf) }, (_, at) => textLines(pdf, at + 1).map((line) => line.trim()));
}

/** Rows of the table of dimensions: 德30（66.67%）… */
const isDimension = (line: string) => /^[德能勤绩廉]30（66\.67%）/u.test(line);

test.each([4, 5, 6, 7, 8, 9, 10, 11])('with %i persons every name has its five rows below it', async (persons) => {
  const pages = await pagesOf(judgementResult(factsOf(persons, FIVE)));
  expect(pages.length).toBeGreaterThan(1);
  let found = 0;
  for (const page of pages)
    for (const [at, line] of page.entries()) {
      if (line !== '各项测评情况：' && !/^第\d+村党总支部书记$/.test(line)) continue;
      if (line === '各项测评情况：') expect(page[at + 2], 'the table begins where it is announced').toBe(nameOf(0));
      else {
        found += 1;
        const below = page.slice(at + 1, at + 6);
        expect(below.map((one) => [one[0], isDimension(one)])).toEqual(FIVE.map((one) => [one, true]));
      }
    }
  expect(found).toBe(persons);
});

test('more dimensions than a page has rows go over to the next, and the name has one of them below it', async () => {
  const many = Array.from({ length: 30 }, (_, at) => `项${at + 1}`);
  const pages = await pagesOf(judgementResult(factsOf(2, many)));
  for (const page of pages)
    for (const [at, line] of page.entries())
      if (line === nameOf(0) || line === nameOf(1)) expect(page[at + 1]).toMatch(/^项130（/);
  const rows = pages.flat().filter((line) => /^项\d+30（/.test(line));
  expect(rows).toHaveLength(60);
});

test('no heading of the summary is the last line of a page', async () => {
  for (const persons of [3, 4, 5, 6]) {
    const facts = factsOf(persons, FIVE);
    const headings = new Set([
      ...FIVE,
      ...facts.groups.flatMap(({ organization }) => FIVE.map((one) => `${organization}书记${one}`)),
    ]);
    let found = 0;
    for (const page of await pagesOf(appraisalSummary(facts))) {
      const lines = page.filter((line) => line !== '' && !/^—\d+—$/.test(line));
      found += lines.filter((line) => headings.has(line)).length;
      expect(headings).not.toContain(lines.at(-1));
      expect(lines.at(-1)).not.toMatch(/：$/);
    }
    expect(found).toBe(headings.size);
  }
});

test('Word keeps them together too', async () => {
  const bytes = await officialDocx(judgementResult(factsOf(2, FIVE)), OPTIONS);
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  const rows = xml.match(/<w:tr>.*?<\/w:tr>/gsu) ?? [];
  const keptOf = (row: string) => {
    const cells = row.match(/<w:p>.*?<\/w:p>/gsu) ?? [];
    return cells.length > 0 && cells.every((cell) => /<w:keepNext\/>/.test(cell));
  };
  const dimensions = rows.slice(rows.findIndex((row) => row.includes('测评内容')));
  // Its head, then a name and four of its five rows, twice.
  expect(dimensions.slice(0, 13).map(keptOf)).toEqual([
    true,
    ...[true, true, true, true, true, false],
    ...[true, true, true, true, true, false],
  ]);
  const announced = (xml.match(/<w:p>.*?<\/w:p>/gsu) ?? []).find((one) => one.includes('各项测评情况：'));
  expect(announced).toMatch(/<w:keepNext\/>/);
});
