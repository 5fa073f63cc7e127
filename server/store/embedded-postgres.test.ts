import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectDatabase, NotDurableError } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { DirectoryInUseError, isAlive } from './process-lock.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'changpiao-embedded-'));
});
afterEach(() => {
  chmodSync(dataDir, 0o700);
  rmSync(dataDir, { recursive: true, force: true });
});

const start = (durable = true) => startEmbeddedPostgres({ dataDir, durable, report: () => {} });

/** Another server in another process; resolves once its database answers. */
async function startElsewhere(): Promise<ChildProcess> {
  const source = `
    import { startEmbeddedPostgres } from './server/store/embedded-postgres.ts';
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: true, report: () => {} });
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    child.stdout.on('data', (text) => String(text).includes('ready') && ready());
    child.on('exit', (code) => failed(new Error(`exit ${code}`)));
  });
  return child;
}

function killed(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  child.kill(signal);
  return gone;
}

test('a commit survives kill -9 of the server and an immediate start over it', async () => {
  const first = await start();
  const before = await connectDatabase(first.target, { requireDurability: true });
  await before.close();
  await first.stop();

  const server = await startElsewhere();
  const sql = postgres({ ...first.target, max: 1 });
  await sql`create table kept (value int)`;
  await sql`insert into kept values (7)`;
  await sql.end();
  await killed(server, 'SIGKILL');

  const second = await start();
  const after = postgres({ ...second.target, max: 1 });
  expect(await after`select value from kept`).toMatchObject([{ value: 7 }]);
  await after.end();
  await second.stop();
});

test('killed together with its PostgreSQL, the next start recovers', async () => {
  const server = await startElsewhere();
  const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await killed(server, 'SIGKILL');
  const again = await start();
  await again.stop();
});

test('a second server on the same data directory is refused and the first goes on', async () => {
  const first = await startElsewhere();
  await expect(start()).rejects.toThrow(DirectoryInUseError);
  expect(isAlive(first.pid ?? 0)).toBe(true);
  await killed(first, 'SIGKILL');
});

test('a postmaster.pid whose number belongs to another program now does not stop the start', async () => {
  const first = await start(false);
  await first.stop();
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`);
  const second = await start(false);
  await second.stop();
  expect(isAlive(process.pid)).toBe(true);
});

test('a cluster of another major version is left alone and named', async () => {
  const first = await start(false);
  await first.stop();
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
  await expect(start(false)).rejects.toThrow(/PostgreSQL 15/);
});

test('a folder that is no cluster is not overwritten', async () => {
  const path = join(dataDir, 'postgres');
  writeFileSync(path, 'mine');
  await expect(start(false)).rejects.toThrow(/not a database directory/);
  expect(readFileSync(path, 'utf8')).toBe('mine');
});

test('the cluster is readable by nobody else and stops leaving no lock behind', async () => {
  const running = await start(false);
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  await running.stop();
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
});

test('a database that does not flush its commits is refused', async () => {
  const running = await start(false);
  try {
    await expect(connectDatabase(running.target, { requireDurability: true })).rejects.toThrow(NotDurableError);
  } finally {
    await running.stop();
  }
});

test('two servers that migrate one database at the same time do not collide', async () => {
  const running = await start(false);
  try {
    const both = await Promise.all([1, 2, 3].map(() => connectDatabase(running.target, { requireDurability: false })));
    await Promise.all(both.map(({ close }) => close()));
  } finally {
    await running.stop();
  }
});
