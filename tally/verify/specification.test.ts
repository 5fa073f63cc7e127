import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECK_NAMES } from './finding.ts';
import { FINDING_TEXT } from './finding-text.ts';

const specification = readFileSync(new URL('../SPECIFICATION.md', import.meta.url), 'utf8');

test('the specification lists every finding code with its meaning, and no other (§10.1)', () => {
  const codes = specification.slice(specification.indexOf('### 10.1'), specification.indexOf('### 10.2'));
  const rows = [...codes.matchAll(/^\| `([a-z0-9-]+)` \| (.+) \| (.+) \|$/gm)];
  const listed = Object.fromEntries(rows.map(([, code, zh, en]) => [code, { zh, en }]));
  expect(listed).toEqual(FINDING_TEXT);
});

test('the specification numbers the named checks in their order (§10)', () => {
  const named = [...specification.matchAll(/(\d+)\. \*\*([a-z-]+)\*\*/g)].map(([, number, name]) => [
    Number(number),
    name,
  ]);
  expect(named).toEqual(CHECK_NAMES.map((name, at) => [at + 1, name]));
});
