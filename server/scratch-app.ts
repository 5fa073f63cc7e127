/** Tests only: the whole server over a database of its own, and browsers that keep their cookies by path. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from './app.ts';
import { type Client, createClient } from './contract/client.ts';
import { createLog } from './log.ts';
import { PLAIN_NETWORK } from './network/hall-network.ts';
import type { CupsAddress } from './printing/cups.ts';
import type { Database } from './store/database.ts';
import { scratchDatabase } from './store/scratch-database.ts';
import { createProofPool } from './workers/proof-pool.ts';

export type Browser = Client & {
  readonly cookies: ReadonlyMap<string, string>;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
};

export type ScratchApp = {
  readonly app: App;
  readonly db: Database;
  /** Everything the server has written to its log. */
  readonly logged: readonly string[];
  readonly browser: () => Browser;
  /** Moves the server's clock. */
  readonly advance: (ms: number) => void;
  readonly close: () => Promise<void>;
};

const ORIGIN = 'http://hall.test';

/** Nobody listens there: no test prints on this machine's own printers. */
const NO_PRINT_SERVICE: CupsAddress = { host: '127.0.0.1', port: 9 };

export async function scratchApp(
  pages = '/nonexistent',
  network = PLAIN_NETWORK,
  cups = NO_PRINT_SERVICE,
): Promise<ScratchApp> {
  const { db, close } = await scratchDatabase();
  const pool = createProofPool(1);
  const logged: string[] = [];
  let shift = 0;
  const app = createApp({
    db,
    pool,
    random: (length) => new Uint8Array(randomBytes(length)),
    now: () => new Date(Date.now() + shift),
    log: createLog((line) => logged.push(line)),
    version: '0.0.0-test',
    root: fileURLToPath(new URL('..', import.meta.url)),
    pages,
    checkAddress: () => 'http://hall.test/check',
    network,
    cups,
  });

  const browser = (): Browser => {
    const cookies = new Map<string, string>();
    const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const headers = new Headers(init.headers);
      const own = [...cookies].filter(([scope]) => path.startsWith(`${scope}/`)).map(([, cookie]) => cookie);
      if (own.length > 0) headers.set('cookie', own.join('; '));
      if (!headers.has('origin')) headers.set('origin', ORIGIN);
      headers.set('host', 'hall.test');
      const response = await app.request(`${ORIGIN}${path}`, { ...init, headers });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const scope = /Path=([^;]+)/.exec(line)?.[1] ?? '/';
        if (/Max-Age=0/.test(line)) cookies.delete(scope);
        else cookies.set(scope, pair);
      }
      return response;
    };
    const client = createClient({ base: '', fetch: (address, { cache: _, ...init }) => request(address, init) });
    return { ...client, cookies, request };
  };

  return {
    app,
    db,
    logged,
    browser,
    advance: (ms) => {
      shift += ms;
    },
    close: async () => {
      await pool.close();
      await close();
    },
  };
}

/** The value of a result that must not be a refusal. */
export function granted<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
