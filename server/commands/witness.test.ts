import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let server: Server;
let asked: string[];

/** Answers every question with this. */
async function stranger(body: object): Promise<string> {
  asked = [];
  server = createServer(({ url }, answer) => {
    asked.push(url ?? '');
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
const runWitness = (...args: readonly string[]) =>
  new Promise<{ readonly status: number | null; readonly err: string }>((resolve) => {
    const script = join(root, 'server/commands/witness.ts');
    const all = ['--import', 'tsx', script, ...args, '--key', join(folder, 'witness.json')];
    const child = execFile(process.execPath, all, { cwd: root, timeout: 30_000 }, (_, _out, err) =>
      resolve({ status: child.exitCode, err }),
    );
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-witness-command-'));
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  { what: 'another service', body: { status: 'UP' } },
  { what: 'another version', body: { name: '清溪村', setUp: true, meetings: [{ number: 1 }] } },
])('of $what at the address the witness says in both languages what to do, and fails', async ({ body }) => {
  const base = await stranger(body);
  const { status, err } = await runWitness(base);
  expect(asked).toEqual(['/api/installation']);
  expect(status).toBe(2);
  const [zh, en, ...more] = err.trimEnd().split('\n');
  expect(zh).toContain(`${base} 对 /api/installation 的答复不合格式`);
  expect(zh).toContain('请核对地址');
  expect(en).toContain('Check the address');
  expect(more).toEqual([]);
});
