/** A real server as its own process, with its own data directory and a free port: what the rehearsal and hazard tests drive. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type ServerProcess = {
  /** http://localhost:PORT */
  readonly address: string;
  /** https://localhost:PORT, with a certificate of the data directory’s own authority. */
  readonly secureAddress: string;
  /** Printed at the first start only. */
  readonly setUpCode: string | undefined;
  /** The operating system's number of the Node process. */
  readonly pid: number;
  /** Everything it has printed. */
  readonly output: () => string;
  /** Asks it to end in order and waits until it has. */
  readonly stop: () => Promise<void>;
  /** Ends it without any notice, as a crash would; waits until it is gone. */
  readonly kill: () => Promise<void>;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 300_000;

/** `port` 0: the system chooses. */
export async function startServerProcess(dataDir: string, port = 0): Promise<ServerProcess> {
  const { DATABASE_URL: _, HTTPS_PORT: __, ...environment } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: { ...environment, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await untilAnnounced(child, () => output);
  return {
    address,
    secureAddress: /(https:\/\/localhost:\d+)/.exec(output)?.[1] ?? '',
    setUpCode: /set-up code: ([0-9A-Z ]+) \(/.exec(output)?.[1],
    pid: child.pid ?? 0,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM');
      return gone;
    },
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
  };
}

/** The set-up code is printed before the address; one more moment is given for what follows. */
function untilAnnounced(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const timer = setInterval(() => {
      const address = /running at (http:\/\/localhost:\d+) and \S+\n/.exec(output())?.[1];
      if (address !== undefined) {
        clearInterval(timer);
        setTimeout(() => resolve(address), 300);
      } else if (child.exitCode !== null || Date.now() - started > START_MS) {
        clearInterval(timer);
        child.kill('SIGKILL');
        reject(new Error(`the server did not start:\n${output()}`));
      }
    }, 50);
  });
}
