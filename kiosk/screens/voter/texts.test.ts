import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  AFTER_CHALLENGE,
  BEFORE_CHALLENGE,
  CARD_PROBLEM,
  FAULT,
  FAULT_TITLE,
  INSTRUCTION,
  TYPED_PROBLEM,
} from './texts.ts';

type Text = { readonly zh: string; readonly en: string };

const LONGEST_INSTRUCTION = 14;
const BANNED = /加密|哈希|公钥|终端|token/i;

const all: readonly Text[] = [
  ...Object.values(INSTRUCTION),
  ...Object.values(CARD_PROBLEM).flatMap(({ title, what }) => [title, what]),
  ...Object.values(TYPED_PROBLEM),
  ...Object.values(FAULT).map(({ what }) => what),
  FAULT_TITLE,
  ...BEFORE_CHALLENGE,
  AFTER_CHALLENGE,
];

describe("the voter's words (UX 6.39)", () => {
  it('are complete in both languages', () => {
    for (const { zh, en } of all) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/[a-z]/);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('give instructions of at most fourteen characters', () => {
    const titles = [
      ...Object.values(INSTRUCTION),
      ...Object.values(CARD_PROBLEM).map(({ title }) => title),
      FAULT_TITLE,
    ];
    for (const { zh } of titles) expect([...zh].length, zh).toBeLessThanOrEqual(LONGEST_INSTRUCTION);
  });

  it('tell six kinds of cards that start no session in distinct sentences (UX 6.20)', () => {
    const titles = Object.values(CARD_PROBLEM).map(({ title }) => title.zh);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('use no word of the machine on any voter screen', () => {
    const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');
    const own = readdirSync(import.meta.dirname).filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));
    // What these screens are made of speaks to the voter too.
    const parts = own.flatMap((name) =>
      [...read(name).matchAll(/from '(\.\.\/\.\.\/(?:controls|session)\/[^']+)'/g)].map(([, file = '']) => file),
    );
    expect(own.length).toBeGreaterThan(8);
    expect(parts).toContain('../../controls/mark-row.tsx');
    for (const name of new Set([...own, ...parts])) {
      const source = read(name);
      for (const [, zh = ''] of source.matchAll(/zh: [`']([^`']*)[`']/g)) expect(zh, name).not.toMatch(BANNED);
      for (const [, en = ''] of source.matchAll(/en: [`']([^`']*)[`']/g))
        expect(en, name).not.toMatch(/\btoken|encrypt|hash\b/i);
    }
  });
});
