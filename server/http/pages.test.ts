import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { servePages } from './pages.ts';
import { handleErrors, secure } from './security.ts';

let folder: string;
let app: Hono;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-pages-'));
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'index.html'), '<!doctype html>start');
  writeFileSync(join(folder, 'dist', 'kiosk.html'), '<!doctype html>kiosk');
  writeFileSync(join(folder, 'dist', 'assets', 'kiosk-abc.js'), 'export {}');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  app = new Hono();
  secure(app);
  handleErrors(
    app,
    createLog(() => {}),
  );
  app.post('/api/kiosk/cast', (context) => context.text('taken'));
  app.post('/api/pair', (context) => context.text('taken'));
  servePages(app, join(folder, 'dist'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('pages are never kept, hashed assets for ever', async () => {
  for (const path of ['/', '/kiosk', '/kiosk.html']) {
    const response = await app.request(path);
    expect(response.headers.get('cache-control'), path).toBe('no-store');
    expect(response.headers.get('content-type'), path).toMatch(/^text\/html/);
  }
  const asset = await app.request('/assets/kiosk-abc.js');
  expect(asset.headers.get('cache-control')).toMatch(/immutable/);
  expect(asset.headers.get('content-type')).toMatch(/^text\/javascript/);
});

test('nothing outside the built pages is served', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/secret.txt',
    '/assets',
  ]) {
    const response = await app.request(path);
    expect(response.status, path).toBe(404);
    expect(await response.text(), path).not.toContain('secret\n');
  }
});

test('bodies have a limit, wider where ballots, rolls and token lists come in', async () => {
  const post = (path: string, size: number) =>
    app.request(path, { method: 'POST', body: 'x'.repeat(size), headers: { 'content-length': String(size) } });
  expect((await post('/api/pair', 300 * 1024)).status).toBe(413);
  expect((await post('/api/kiosk/cast', 300 * 1024)).status).toBe(200);
  expect((await post('/api/kiosk/cast', 5 * 1024 * 1024)).status).toBe(413);
});
