/** Starts everything and ends it in order: database, migrations, services, HTTP. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { formatOneTimeCode } from './services/one-time-code.ts';
import { connectDatabase } from './store/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './store/embedded-postgres.ts';
import { createProofPool } from './workers/proof-pool.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const log = createLog((line) => process.stdout.write(`${line}\n`));

/** Longer than a device computes between two requests: one sent while the connection is being closed would be lost. */
const KEEP_ALIVE_MS = 75_000;

async function main(): Promise<void> {
  const config = readConfig(process.env, root);
  const embedded = config.databaseUrl === null ? await startEmbedded(config.dataDir) : null;
  const target = embedded?.target ?? { url: config.databaseUrl ?? '' };
  const database = await connectDatabase(target, { requireDurability: true }).catch(async (error: unknown) => {
    await embedded?.stop();
    throw error;
  });
  const pool = createProofPool();
  let address = '';
  const app = createApp({
    db: database.db,
    pool,
    random: (length) => new Uint8Array(randomBytes(length)),
    now: () => new Date(),
    log,
    version: versionOf(root),
    pages: fileURLToPath(new URL('../kiosk/dist', import.meta.url)),
    checkAddress: () => address,
  });
  await app.resume();
  const server = serve(
    { fetch: app.fetch, port: config.port, serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS } },
    ({ port }) => void announce(port),
  );

  async function announce(port: number): Promise<void> {
    address = `http://${lanAddresses()[0] ?? 'localhost'}:${port}/check`;
    log.say(`唱票已启动：http://localhost:${port}`, `Changpiao is running at http://localhost:${port}`);
    for (const address of lanAddresses()) {
      log.say(`本地网络：http://${address}:${port}`, `On the local network: http://${address}:${port}`);
    }
    if (!(await app.isSetUp())) {
      const code = formatOneTimeCode(app.setUpCode);
      log.say(`一次性设置码：${code}（在首页输入）`, `One-time set-up code: ${code} (type it on the start page)`);
    }
  }

  let stopping = false;
  const stop = async (status: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.say('正在停止…', 'Stopping…');
    // Requests that are being answered may finish; polls that only wait are cut.
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      setTimeout(() => ('closeAllConnections' in server ? server.closeAllConnections() : undefined), 2000).unref();
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    });
    await pool.close();
    await database.close();
    await embedded?.stop();
    process.exit(status);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  embedded?.onUnexpectedExit(() => {
    log.say('数据库意外停止。', 'The database stopped unexpectedly.');
    void stop(1);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      log.say(
        `端口 ${config.port} 已被占用，请用 PORT 指定别的端口。`,
        `Port ${config.port} is in use; choose another with PORT.`,
      );
    } else log.failure('http', error);
    void stop(1);
  });
}

function startEmbedded(dataDir: string): Promise<EmbeddedPostgres> {
  log.say('启动数据库…', 'Starting the database…');
  return startEmbeddedPostgres({ dataDir, durable: true, report: log.say });
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string };
  return version;
}

function lanAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

main().catch((error: unknown) => {
  // Messages of the start are ours or the system's; nobody has sent anything yet.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
