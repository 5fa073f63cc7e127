import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleSettings } from './settings.ts';

const specification = readFileSync(new URL('SPECIFICATION.md', import.meta.url), 'utf8');

test('the specification of the rules lists every setting with its default, and no other (§7)', () => {
  const section = specification.slice(specification.indexOf('## 7. '), specification.indexOf('## 8. '));
  const rows = [...section.matchAll(/^\| `([A-Za-z.]+)` \| .+ \| (.+) \| [\d.]+ \|$/gm)];
  const listed = Object.fromEntries(rows.map(([, name, value]) => [name, value]));
  const { paper, ...settings } = ruleSettings({ majorityBase: 'expected' });
  const written = (value: unknown): string => {
    if (Array.isArray(value)) return value.length === 0 ? 'empty' : value.map(written).join(', ');
    return typeof value === 'string' ? `\`${value}\`` : String(value);
  };
  expect(listed).toEqual({
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, written(value)])),
    ...Object.fromEntries(Object.entries(paper).map(([name, value]) => [`paper.${name}`, written(value)])),
    // The one thing that must be chosen (§1.9).
    majorityBase: 'none',
  });
  expect(rows).toHaveLength(Object.keys(listed).length);
});

test('every file that the specification of the rules names is there', () => {
  const named = [...specification.matchAll(/`([a-z-]+(?:\/[a-z0-9.-]+)*\.ts)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(20);
  const folders = ['./', '../', '../../'];
  for (const file of named) {
    expect(
      folders.some((folder) => existsSync(new URL(`${folder}${file}`, import.meta.url))),
      file,
    ).toBe(true);
  }
});
