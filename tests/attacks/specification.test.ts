import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const specification = readFileSync(new URL('tally/SPECIFICATION.md', root), 'utf8');
const section = specification.slice(specification.indexOf('\n## 11. '), specification.indexOf('\n## 12. '));
const rows = [...section.matchAll(/^\| (.+?) \| `(.+?)` \| (.+) \|$/gm)].map(([, attack, file, name]) => ({
  attack: attack ?? '',
  file: file ?? '',
  name: name ?? '',
}));

test('the specification names its attacks (§11)', () => {
  expect(rows.length).toBeGreaterThanOrEqual(50);
});

test.each(rows)('$attack: the test that the specification names is there', ({ file, name }) => {
  const address = new URL(file, root);
  expect(existsSync(address)).toBe(true);
  expect(readFileSync(address, 'utf8')).toContain(name);
});
