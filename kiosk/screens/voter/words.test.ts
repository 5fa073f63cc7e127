import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const HERE = new URL('./', import.meta.url);

test('no text of the voter’s screens stands in one language alone', () => {
  const pages = readdirSync(HERE).filter((name) => name.endsWith('.tsx'));
  expect(pages.length).toBeGreaterThan(5);
  for (const name of pages) {
    const source = readFileSync(new URL(name, HERE), 'utf8');
    // Between two tags, or in a fallback: words that went around say().
    expect(source.match(/>[^<>{}=;]*\p{Script=Han}[^<>{}=;]*[<{]/gu) ?? [], name).toEqual([]);
    // The title of a ballot is { zh, en }: taking one of them alone shows Chinese to who reads English.
    expect(source.match(/name=\{[^{}]*\.zh *\}/gu) ?? [], name).toEqual([]);
  }
});
