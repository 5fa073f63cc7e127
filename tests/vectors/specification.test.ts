import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const vectors = new URL('.', import.meta.url);

interface Section {
  /** Folder and number, as "tally §3.5". */
  readonly name: string;
  readonly body: string;
}

const sectionsOf = (folder: string): readonly Section[] =>
  readFileSync(new URL(`${folder}/SPECIFICATION.md`, root), 'utf8')
    .split(/^(?=#{2,3} [0-9])/m)
    .slice(1)
    .map((body) => ({ name: `${folder} §${/^#+ ([0-9.]*[0-9])/.exec(body)?.[1]}`, body }));

const sections = [...sectionsOf('crypto'), ...sectionsOf('tally')];

/** A section whose vectors are named at the end of another: that of the whole chapter, or of the other specification. */
const NAMED_IN: Readonly<Record<string, string>> = {
  'crypto §6': 'crypto §6.3',
  'crypto §6.1': 'crypto §6.3',
  'crypto §6.2': 'crypto §6.3',
  'crypto §8': 'crypto §8.4',
  'crypto §8.1': 'crypto §8.4',
  'crypto §8.3': 'crypto §8.4',
  'tally §3': 'tally §3.1',
  'tally §7.10': 'tally §7',
};

/** Sections that fix no bytes, each with what they hold instead. */
const WITHOUT: Readonly<Record<string, string>> = {
  'crypto §1': 'who learns what',
  'crypto §8.2': 'points to the conditions of tally §8.2',
  'tally §5': 'four conditions on numbers, in words',
  'tally §8': 'what a verifier recomputes; the values are those of crypto §8',
  'tally §8.2': 'conditions under which a device releases',
  'tally §8.5': 'rules, whose cases are in tests/rules',
  'tally §8.6': 'rules, whose courses are in tests/attacks',
  'tally §10.1': 'words of the findings',
  'tally §10.2': 'the report of one program, which nothing signs',
  'tally §11': 'attacks, each with its test',
  'tally §12': 'what is not protected',
  'tally §13': 'the table of the vectors',
};

const paragraphsOf = (body: string) => body.split(/\n{2,}/).filter((text) => text.startsWith('Vectors: '));
const filesIn = (text: string) => [...text.matchAll(/`([a-z0-9-]+\/[a-z0-9-]+\.json)`/g)].map(([, file]) => file ?? '');
const membersIn = (text: string) =>
  [...text.matchAll(/`([a-z0-9-]+\/[a-z0-9-]+\.json)`,?\s+members? ((?:`\w+`(?:,\s+)?)+)/g)].flatMap(
    ([, file = '', members = '']) =>
      [...members.matchAll(/`(\w+)`/g)].map(([, member]) => ({ file, member: member ?? '' })),
  );

const files = readdirSync(vectors, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.json'));

describe('vectors and specification name each other', () => {
  test.each(sections)('$name says by which vectors it is pinned down, or fixes no bytes', ({ name, body }) => {
    const own = paragraphsOf(body);
    const reasons = [NAMED_IN[name], WITHOUT[name]].filter((reason) => reason !== undefined);
    if (own.length === 0) expect(reasons).toHaveLength(1);
    else expect(reasons).toEqual([]);
    const elsewhere = NAMED_IN[name];
    if (elsewhere !== undefined) {
      const other = sections.find((one) => one.name === elsewhere);
      expect(paragraphsOf(other?.body ?? '').length).toBeGreaterThan(0);
    }
    for (const text of own) {
      expect(filesIn(text).length).toBeGreaterThan(0);
      // Every name is that of a file, or of a member of the file before it.
      expect(text.match(/`/g)).toHaveLength(2 * (filesIn(text).length + membersIn(text).length));
    }
  });

  test('whatever is excused is a section', () => {
    const names = new Set(sections.map(({ name }) => name));
    expect([...Object.keys(NAMED_IN), ...Object.keys(WITHOUT)].filter((name) => !names.has(name))).toEqual([]);
  });

  const named = sections.flatMap(({ name, body }) =>
    paragraphsOf(body).flatMap((text) => [
      ...filesIn(text).map((file) => ({ name, file, member: null })),
      ...membersIn(text).map((one) => ({ name, ...one })),
    ]),
  );

  test.each(named)('$name: $file $member is there', ({ file, member }) => {
    expect(existsSync(new URL(file, vectors))).toBe(true);
    const content = JSON.parse(readFileSync(new URL(file, vectors), 'utf8'));
    if (member !== null) expect(Object.keys(content)).toContain(member);
  });

  test.each(files)('%s is named by a section and by the table of §13', (file) => {
    expect(named.map((one) => one.file)).toContain(file);
    const table = sections.find(({ name }) => name === 'tally §13')?.body ?? '';
    expect(filesIn(table).filter((one) => one === file)).toEqual([file]);
  });

  test('no chapter is missing in the numbering of the two texts together', () => {
    const chapters = new Set(sections.map(({ name }) => Number(/§([0-9]+)/.exec(name)?.[1])));
    expect([...chapters].sort((a, b) => a - b)).toEqual(
      Array.from({ length: Math.max(...chapters) }, (_, at) => at + 1),
    );
  });
});
