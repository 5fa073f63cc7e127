import { beforeAll, describe, expect, test } from 'vitest';
import { parseCardText } from '../../crypto/token.ts';
import { cardSheet } from '../../printables/cards/card-sheet.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { makeCards } from '../../tally/roles/card-station.ts';
import {
  type Code,
  codesByZbar,
  codesByZxing,
  fonts,
  greyPage,
  pageCount,
  pageImage,
  pageText,
  syntax,
  wholeText,
} from './tools.ts';

let counter = 0;
const random = (length: number): Uint8Array => Uint8Array.from({ length }, () => (counter++ * 167 + 13) % 251);
const { cards } = makeCards({ meetingHash: new Uint8Array(32).fill(3), round: 1, count: 18, random });
const sheet = {
  organization: '中共清溪村总支部委员会',
  round: '委员选举',
  day: '2026-11-28',
  cards,
  fonts: installedFonts(),
};
const DPI = 300;
const toMm = (pixels: number): number => (pixels / DPI) * 25.4;

describe('the card sheet (specification §5, UX M2)', () => {
  let pdf: Uint8Array;
  let codes: readonly Code[];
  beforeAll(async () => {
    pdf = await cardSheet(sheet);
    codes = await codesByZxing(pageImage(pdf, 1, DPI));
  });

  test('eight cards stand on a page', () => {
    expect(pageCount(pdf)).toBe(3);
    expect(codes).toHaveLength(8);
  });

  test('zxing and zbar read every code of the page, and each is the card of its place', () => {
    const expected = cards.slice(0, 8).map(({ qr }) => qr);
    const inReadingOrder = [...codes].sort((a, b) =>
      Math.abs(a.top - b.top) > DPI / 2 ? a.top - b.top : a.left - b.left,
    );
    expect(inReadingOrder.map(({ text }) => text)).toEqual(expected);
    expect([...codesByZbar(pageImage(pdf, 1, 150))].sort()).toEqual([...expected].sort());
  });

  test('a code is at least 33 mm wide (UX 3.1) and stays clear of the fold and of the cuts', () => {
    for (const { left, right, top, bottom } of codes) {
      expect(toMm(right - left)).toBeGreaterThanOrEqual(33);
      const quiet = (toMm(right - left) / 25) * 4;
      const x = toMm(left) % 105;
      const y = toMm(top) % 74.25;
      expect(x - quiet).toBeGreaterThanOrEqual(52.5);
      expect(x + toMm(right - left) + quiet).toBeLessThanOrEqual(105);
      expect(y - quiet).toBeGreaterThanOrEqual(0);
      expect(y + toMm(bottom - top) + quiet).toBeLessThanOrEqual(74.25);
    }
  });

  test('the 27 characters and the card code of each card are printed and can be read back', () => {
    const text = pageText(pdf, 3);
    for (const card of cards.slice(16)) {
      expect(text).toContain(card.text);
      expect(text).toContain(card.code);
      expect(parseCardText(card.text)).toEqual({ ok: true, value: card.seed });
    }
  });

  test('without its own characters every card reads the same: no number, name, time or order (requirement 23)', () => {
    const texts = [1, 2].map((page) =>
      cards
        .slice((page - 1) * 8, page * 8)
        .reduce((text, card) => text.replace(card.text, '').replace(card.code, ''), pageText(pdf, page))
        .replaceAll('向内对折', ''),
    );
    const [first = '', second = ''] = texts;
    expect(second).toBe(first);
    const one = first.slice(0, first.length / 8);
    expect(first).toBe(one.repeat(8));
    expect(one).not.toMatch(/\d{4}|月|日|No|号码|编号/);
    expect(one.replace('27个字符', '').replace('the27characters', '')).not.toMatch(/\d/);
  });

  test('fonts are embedded as subsets, the file is sound and comes out the same twice', async () => {
    for (const row of fonts(pdf)) expect(row).toMatch(/yes +yes +yes/);
    expect(syntax(pdf)).toMatchObject({ status: 0 });
    expect(await cardSheet(sheet)).toEqual(pdf);
  });

  test('cards of a rehearsal are marked 样票 (requirement 34)', async () => {
    expect(wholeText(await cardSheet({ ...sheet, cards: cards.slice(0, 1), isSpecimen: true }))).toContain('样票');
    expect(wholeText(pdf)).not.toContain('样票');
  });

  test('the longest names leave the lines of the card code untouched', async () => {
    const organization = '中共清溪县青山镇清溪街道第一社区居民委员会第二网格联合第三总支部委员会';
    const round = '书记、副书记选举（第2轮投票）';
    const [short, long] = await Promise.all([cardSheet(sheet), cardSheet({ ...sheet, organization, round })]);
    const pages = [greyPage(short, 1, 150), greyPage(long, 1, 150)] as const;
    const px = (mm: number): number => Math.round((mm / 25.4) * 150);
    for (let y = px(57.5); y < px(70); y += 1)
      for (let x = px(5); x < px(50); x += 1)
        expect(pages[1].isDark(x, y), `dark at ${x}, ${y}`).toBe(pages[0].isDark(x, y));
    expect(pageText(long, 1)).toContain(organization + round);
  });

  test('a character that no font has is refused by name, never printed as a box', async () => {
    await expect(cardSheet({ ...sheet, organization: '中共𠮷村总支部委员会' })).rejects.toThrow(/𠮷.*U\+20BB7/);
  });
});
