import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sourceFiles, violations } from './boundaries.ts';

const root = new URL('..', import.meta.url).pathname;
const copy = mkdtempSync(join(tmpdir(), 'changpiao-boundaries-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('import boundaries', () => {
  test('no file imports what the table of the README forbids', () => {
    expect(sourceFiles(root).length).toBeGreaterThan(100);
    expect(violations(root)).toEqual([]);
  });

  test.each([
    ['kiosk/planted.ts', "import type { Sql } from '../server/store/connection.ts';"],
    ['tally/planted.ts', "import { ristretto255 } from '@noble/curves/ed25519.js';"],
    ['crypto/planted.ts', "import { readFileSync } from 'node:fs';"],
    ['crypto/planted.ts', 'export const now = () => Date.now();'],
    ['server/contract/planted.ts', "import { Hono } from 'hono';"],
    ['server/services/planted.ts', "import { sql } from 'drizzle-orm';"],
    ['printables/planted.ts', "export { app } from '../server/main.ts';"],
    ['tally/planted.ts', "export const load = () => import('../server/main.ts');"],
  ])('a forbidden line planted in %s is found: %s', (file, line) => {
    for (const folder of ['crypto', 'tally', 'printables', 'server', 'kiosk', 'tests'])
      cpSync(join(root, folder), join(copy, folder), {
        recursive: true,
        filter: (path) => !/node_modules|dist|\.(json|csv|woff2|png)$/.test(path),
      });
    writeFileSync(join(copy, file), `${line}\n`);
    expect(violations(copy).map((violation) => violation.file)).toContain(file);
    rmSync(join(copy, file));
  });
});
