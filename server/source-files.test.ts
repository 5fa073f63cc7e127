import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScratchApp, scratchApp } from './scratch-app.ts';
import { createSourceFiles, SPECIFICATIONS } from './services/source-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (path: string): string => readFileSync(join(root, path), 'utf8');

let app: ScratchApp;
beforeAll(async () => {
  app = await scratchApp();
});
afterAll(() => app?.close());

test('anybody gets the source of the running program, both verifiers and all vectors included (UX 5.7 P4)', async () => {
  const response = await app.browser().request('/api/source.zip');
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  for (const path of [
    'package.json',
    'package-lock.json',
    'crypto/ballot.ts',
    'tally/verify/verify-record.ts',
    'server/commands/verify.ts',
    'kiosk/vite.config.ts',
    'tests/second-verifier/verify.py',
    'tests/vectors/protocol/vectors.json',
  ])
    expect(strFromU8(files[`changpiao/${path}`] ?? new Uint8Array()), path).toBe(inRoot(path));
  expect(Object.keys(files).filter((path) => /node_modules|\/dist\/|\/data\//.test(path))).toEqual([]);
});

test('each specification is to be had by itself, and nothing else by such a name', async () => {
  for (const [part, path] of Object.entries(SPECIFICATIONS)) {
    const response = await app.browser().request(`/api/specifications/${part}`);
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(await response.text()).toBe(inRoot(path));
  }
  for (const part of ['toString', 'crypto.md', '..%2Fpackage.json']) {
    expect((await app.browser().request(`/api/specifications/${part}`)).status).toBe(404);
  }
});

test('what an installation keeps beside its source stays there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-source-'));
  const put = (path: string, text = path): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const source = ['package.json', 'package-lock.json', 'tsconfig.json', '.biome.json', 'README.md', 'LICENSE'];
  const parts = ['crypto/a.ts', 'tally/a.ts', 'printables/a.ts', 'server/a.ts', 'kiosk/a/b.tsx', 'tests/a.py'];
  const kept = ['.env', 'data/keys.json', 'server/data/postgres', 'server/.env', 'kiosk/dist/a.js', 'tests/out/a.txt'];
  for (const path of [...source, ...parts, ...kept, 'kiosk/node_modules/a.js', 'server/a.log']) put(path);
  symlinkSync(join(folder, 'data/keys.json'), join(folder, 'server/keys.json'));
  try {
    const files = createSourceFiles(folder);
    const archive = await files.archive();
    expect(Object.keys(unzipSync(archive)).sort()).toEqual(
      [...source, ...parts].map((path) => `changpiao/${path}`).sort(),
    );
    expect(await createSourceFiles(folder).archive()).toEqual(archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
