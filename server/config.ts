/** What the environment may decide: PORT, DATABASE_URL, DATA_DIR. */
import { isAbsolute, join } from 'node:path';

export type Config = {
  readonly port: number;
  /** null: the embedded database in the data directory. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
};

const DEFAULT_PORT = 8080;

export function readConfig(environment: Readonly<Record<string, string | undefined>>, root: string): Config {
  const { PORT, DATABASE_URL, DATA_DIR } = environment;
  const dataDir = DATA_DIR === undefined || DATA_DIR === '' ? 'data' : DATA_DIR;
  return {
    port: PORT === undefined || PORT === '' ? DEFAULT_PORT : parsePort(PORT),
    databaseUrl: DATABASE_URL === undefined || DATABASE_URL === '' ? null : DATABASE_URL,
    dataDir: isAbsolute(dataDir) ? dataDir : join(root, dataDir),
  };
}

/** 0 lets the system choose; whoever starts the server reads the address it prints. */
function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new RangeError(`PORT=${text}：端口应为 0 到 65535 的整数。 / PORT must be an integer from 0 to 65535.`);
  }
  return port;
}
