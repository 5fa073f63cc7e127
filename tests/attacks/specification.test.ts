import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MUST_BE_REFUSED } from './attack-list.ts';

const root = new URL('../../', import.meta.url);
const specification = readFileSync(new URL('tally/SPECIFICATION.md', root), 'utf8');
const section = specification.slice(specification.indexOf('\n## 11. '), specification.indexOf('\n## 12. '));
const rows = [...section.matchAll(/^\| (.+?) \| `(.+?)` \| (.+) \|$/gm)].map(([, attack, file, name]) => ({
  attack: attack ?? '',
  file: file ?? '',
  name: name ?? '',
}));

/** As the name of a test or of a row of its table: in quotes, whole but for the seed that some print, and not in a comment. */
function declares(source: string, name: string): boolean {
  const code = source.replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, '');
  const seeded = ['FLIP', 'FUZZ'].map((tool) => `\`${name} (${tool}_SEED=`);
  return [`'${name}'`, `\`${name}\``, `"${name}"`, ...seeded].some((quoted) => code.includes(quoted));
}

const isTested = ({ file, name }: (typeof rows)[number]): boolean => {
  const address = new URL(file, root);
  return existsSync(address) && declares(readFileSync(address, 'utf8'), name);
};

describe('attacks that are refused (specification §11)', () => {
  test.each(rows)('$attack: the test that the specification names is there, by its whole name', (row) => {
    expect(isTested(row)).toBe(true);
  });

  test.each(MUST_BE_REFUSED)('%s: the specification says by which test', (_, ...covering) => {
    expect(covering.length).toBeGreaterThan(0);
    for (const attack of covering) {
      const found = rows.filter((row) => row.attack === attack);
      expect(found.map((row) => row.attack)).toEqual([attack]);
      expect(found.every(isTested)).toBe(true);
    }
  });

  test('a test that is renamed, or only spoken of, is not there', () => {
    const row = rows.find(({ attack }) => attack === 'clash slip');
    if (row === undefined) throw new Error('no row');
    expect(isTested(row)).toBe(true);
    expect(isTested({ ...row, name: row.name.slice(1) })).toBe(false);
    expect(isTested({ ...row, file: 'tests/rounds/renamed.test.ts' })).toBe(false);
    expect(declares(`// ${row.name}\n * '${row.name}'\n`, row.name)).toBe(false);
  });
});
