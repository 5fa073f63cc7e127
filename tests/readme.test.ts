import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LIST_TITLES, READ_BACK } from '../server/papers/lists.ts';
import { outcome } from '../tally/rules/outcome.ts';
import { parseOutcomeInput } from '../tally/rules/outcome-input.ts';
import { MAY_IMPORT, PACKAGE_HOMES } from './boundaries.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as Readonly<
  Record<string, string>
>;

const start = { zh: text.indexOf('\n# 中文\n'), en: text.indexOf('\n# English\n') };
const HALVES = [
  ['中文', text.slice(start.zh, start.en)],
  ['English', text.slice(start.en)],
] as const;

/** Scripts of package.json that a text tells the reader to run. */
const commandsIn = (part: string): readonly string[] => [
  ...[...part.matchAll(/\bnpm run ([a-z:-]+)/g)].map(([, name]) => name as string),
  ...[...part.matchAll(/\bnpm (start|test)\b/g)].map(([, name]) => name as string),
];
const blocksIn = (part: string): readonly string[] =>
  [...part.matchAll(/^( *)```[a-z]+\n([\s\S]*?)^\1```$/gm)].map(([, , body]) => (body as string).replace(/^ +/gm, ''));
const picturesIn = (part: string): readonly string[] =>
  [...part.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path as string);
const rowsIn = (part: string): readonly (readonly string[])[] =>
  [...part.matchAll(/^\|(.+)\|$/gm)].map(([, row]) => (row as string).split('|').map((cell) => cell.trim()));
/** Names in backticks. */
const namesIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string);

/** What the record itself says, as the README calls it. */
const OF_THE_RECORD: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  attendance: [LIST_TITLES.attendance.zh, 'attendance'],
  motions: [LIST_TITLES.motions.zh, "the assembly's votes and the superior's decisions"],
  results: [LIST_TITLES.results.zh, 'results'],
};
/** These are no list of a meeting's desk, and stand by the same rule. */
const OF_PAPERS: typeof OF_THE_RECORD = {
  assistance: ['代写登记表', 'the list of assistance'],
  summary: ['汇总表', 'the summary'],
};

test('the README has both languages, Chinese first', () => {
  expect(start.zh).toBeGreaterThan(0);
  expect(start.en).toBeGreaterThan(start.zh);
});

describe.each(HALVES)('the README, %s', (_, part) => {
  test('every command in it exists in package.json', () => {
    expect(commandsIn(part).filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('every command that scripts depend on is shown', () => {
    const shown = new Set(commandsIn(part));
    const stable = ['start', 'test', 'rehearsal', 'simulate', 'verify', 'witness', 'outcome', 'bench', 'check'];
    expect(stable.filter((name) => !shown.has(name))).toEqual([]);
  });

  test('every option in its commands is one that the command reads', () => {
    for (const [, name, options] of part.matchAll(/\bnpm run ([a-z]+) -- ([^\n`]+)/g)) {
      const file = scripts[name as string]?.split(' ').at(-1) as string;
      const source = readFileSync(join(root, file), 'utf8');
      for (const [, option] of (options as string).matchAll(/--([a-z-]+)/g))
        expect(source, `${name} --${option}`).toContain(option);
    }
  });

  test('the table of folders is the one the import test enforces', () => {
    const table = new Map(rowsIn(part).map(([folder = '', , may = '']) => [namesIn(folder)[0], namesIn(may)]));
    for (const [area, may] of Object.entries(MAY_IMPORT)) {
      if (area === 'tests') continue;
      expect([...(table.get(area) ?? ['no row'])].sort(), area).toEqual([...may].sort());
    }
  });

  test('the table of packages is the one the import test enforces', () => {
    const table = rowsIn(part).map(([packages = '', homes = '']) => ({
      packages: namesIn(packages),
      homes: namesIn(homes),
    }));
    for (const { pattern, homes, except = [] } of PACKAGE_HOMES) {
      const row = table.find(({ packages }) => packages.some((name) => pattern.test(name.replace('*', 'x'))));
      expect(row?.homes, String(pattern)).toEqual([...homes, ...except]);
    }
  });

  test('no cell of a table is empty or waits for a number', () => {
    for (const row of rowsIn(part))
      for (const cell of row) expect(cell, row.join(' | ')).toMatch(/^(?!.*(@@|…{2}|\?\?)).+$/);
  });

  test('files it names exist', () => {
    for (const [, path] of part.matchAll(
      /`((?:crypto|tally|tests|server|printables|kiosk)\/[A-Za-z0-9/._-]+\.[a-zA-Z]+)`/g,
    ))
      expect(existsSync(join(root, path as string)), path).toBe(true);
  });

  test('the lists that are compared when they come back, and never imported, are named in one sentence', () => {
    const ofTheRecord = Object.keys(LIST_TITLES).filter((kind) => !READ_BACK.has(kind));
    expect(ofTheRecord.toSorted()).toEqual(Object.keys(OF_THE_RECORD).toSorted());
    const said = /^- \*\*(?:文书。|Papers\.)\*\* .*$/m.exec(part)?.[0] ?? '';
    const sentence = said
      .split(/(?<=。)|(?<=\.) /u)
      .find((one) => /逐行核对，不改动记录|compared line by line and never changes the record/.test(one));
    for (const names of Object.values({ ...OF_THE_RECORD, ...OF_PAPERS }))
      expect(
        names.some((name) => sentence?.includes(name)),
        names[0],
      ).toBe(true);
  });

  test('the example of the rules has the result it says', () => {
    const example = blocksIn(part).find((block) => block.startsWith('{'));
    const input = parseOutcomeInput(JSON.parse(example as string));
    const decided = input.ok ? outcome(input.value) : input;
    expect(decided.ok ? decided.value : decided.error).toMatchObject({
      elected: ['王建国'],
      smallestWinning: 29,
      unfilled: 1,
      baseSensitive: true,
    });
  });
});

test('both languages show the same commands, the same pictures and as many sections, rows and limits', () => {
  const [zh, en] = HALVES.map(([, part]) => part) as [string, string];
  expect(blocksIn(en)).toEqual(blocksIn(zh));
  expect(picturesIn(en)).toEqual(picturesIn(zh));
  const count = (part: string, pattern: RegExp) => [...part.matchAll(pattern)].length;
  for (const pattern of [/^## /gm, /^\|/gm, /^- /gm, /^\d\. /gm, /^\*\*/gm])
    expect(count(en, pattern)).toBe(count(zh, pattern));
});

test('the pictures of the README are the files beside the pages', () => {
  const pictures = [...new Set(picturesIn(text))];
  expect(pictures.length).toBe(14);
  const [first = ''] = pictures;
  const folder = dirname(first);
  expect(pictures.every((path) => dirname(path) === folder && path.endsWith('.png'))).toBe(true);
  expect(
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .sort(),
  ).toEqual([...pictures].sort());
});
