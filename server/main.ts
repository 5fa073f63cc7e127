/** Starts everything and ends it in order: database, migrations, services, certificates, http and https. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { openCertificates } from './certificates/certificate-files.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { createHallNetwork, namesOfThisComputer } from './network/hall-network.ts';
import { listen, PortInUseError } from './network/listeners.ts';
import { cupsAddress } from './printing/cups.ts';
import { formatOneTimeCode } from './services/one-time-code.ts';
import { connectDatabase } from './store/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './store/embedded-postgres.ts';
import { createProofPool } from './workers/proof-pool.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const log = createLog((line) => process.stdout.write(`${line}\n`));
const now = () => new Date();

/** A cable that is plugged into another switch gives another address; the certificate follows. */
const ADDRESS_WATCH_MS = 20_000;

async function main(): Promise<void> {
  const config = readConfig(process.env, root);
  const certificates = await openCertificates(join(config.dataDir, 'certificates'), now);
  await certificates.renew(namesOfThisComputer());
  const embedded = config.databaseUrl === null ? await startEmbedded(config.dataDir) : null;
  const target = embedded?.target ?? { url: config.databaseUrl ?? '' };
  const database = await connectDatabase(target, { requireDurability: true }).catch(async (error: unknown) => {
    await embedded?.stop();
    throw error;
  });
  const pool = createProofPool();
  let ports = { plain: config.port, secure: config.securePort };
  const network = createHallNetwork({ certificates, now, ports: () => ports });
  const app = createApp({
    db: database.db,
    pool,
    random: (length) => new Uint8Array(randomBytes(length)),
    now,
    log,
    version: versionOf(root),
    root,
    pages: fileURLToPath(new URL('../kiosk/dist', import.meta.url)),
    // Phones of visitors do not know the hall's authority, and need not.
    checkAddress: () => `${network.view().addresses[0]?.plain ?? `http://localhost:${ports.plain}`}/check`,
    network,
    cups: cupsAddress(config.cupsServer),
  });
  await app.resume();
  const end = async (status: number): Promise<void> => {
    await pool.close();
    await database.close();
    await embedded?.stop();
    process.exit(status);
  };

  const listeners = await listen({
    fetch: app.fetch,
    port: config.port,
    securePort: config.securePort,
    credentials: certificates.server(),
    onError: (error) => {
      log.failure('http', error);
      void stop(1);
    },
  }).catch((error: unknown) => {
    if (error instanceof PortInUseError) {
      const { port, variable } = error;
      log.say(
        `端口 ${port} 已被占用，请用 ${variable} 指定别的端口。`,
        `Port ${port} is in use; choose another with ${variable}.`,
      );
    } else log.failure('http', error);
    return null;
  });
  if (listeners === null) return end(1);
  ports = listeners.ports;

  const isSetUp = await app.isSetUp();
  const { addresses } = network.view();
  if (!isSetUp) {
    const code = formatOneTimeCode(app.setUpCode);
    log.say(`一次性设置码：${code}（在首页输入）`, `One-time set-up code: ${code} (type it on the start page)`);
  }
  const here = [`http://localhost:${ports.plain}`, `https://localhost:${ports.secure}`];
  log.say(`唱票已启动，本机：${here.join('，')}`, `Changpiao is running at ${here.join(' and ')}`);
  for (const { host, plain, secure } of addresses) {
    if (secure !== null) {
      log.say(
        `会场网络：${secure}（各台设备）；${plain}（手机查验、安装证书）`,
        `In the hall: ${secure} (devices), ${plain} (phones that check, the certificate)`,
      );
    } else {
      log.say(
        `会场网络：${plain}，只能查验；${host} 不是内网地址，会场的证书不包括它，其他设备请用内网地址连接。`,
        `In the hall: ${plain}, for checking only; ${host} is no private address and has no place in the hall's certificate: give this computer a private one.`,
      );
    }
  }
  if (addresses.length === 0) log.say('没有连接会场网络。', 'This computer is in no network.');
  const fingerprint = network.view().certificate?.sha256 ?? [];
  log.say(
    `证书指纹（SHA-256）：${fingerprint.join(' ')}`,
    `Fingerprint of the certificate (SHA-256), to be compared on each device: ${fingerprint.join(' ')}`,
  );

  const watch = setInterval(() => {
    void certificates
      .renew(namesOfThisComputer())
      .then((renewed) => {
        if (renewed) listeners.use(certificates.server());
      })
      .catch((error: unknown) => log.failure('certificates', error));
  }, ADDRESS_WATCH_MS);

  let stopping = false;
  async function stop(status: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.say('正在停止…', 'Stopping…');
    clearInterval(watch);
    await listeners?.close();
    await end(status);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  embedded?.onUnexpectedExit(() => {
    log.say('数据库意外停止。', 'The database stopped unexpectedly.');
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

main().catch((error: unknown) => {
  // Messages of the start are ours or the system's; nobody has sent anything yet.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
