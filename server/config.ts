/** What the environment may decide: PORT, HTTPS_PORT, DATABASE_URL, DATA_DIR, CUPS_SERVER. */
import { isAbsolute, join } from 'node:path';

export type Config = {
  /** Of plain http. */
  readonly port: number;
  readonly securePort: number;
  /** null: the embedded database in the data directory. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** As the programs of CUPS read it (host, host:port, socket); undefined: the print service of this computer. */
  readonly cupsServer: string | undefined;
};

const DEFAULT_PORT = 8080;
/** 80 → 443, 8080 → 8443. */
const SECURE_DISTANCE = 363;

export function readConfig(environment: Readonly<Record<string, string | undefined>>, root: string): Config {
  const { PORT, HTTPS_PORT, DATABASE_URL, DATA_DIR, CUPS_SERVER } = environment;
  const port = PORT === undefined || PORT === '' ? DEFAULT_PORT : parsePort('PORT', PORT);
  const dataDir = DATA_DIR === undefined || DATA_DIR === '' ? 'data' : DATA_DIR;
  return {
    port,
    securePort:
      HTTPS_PORT === undefined || HTTPS_PORT === '' ? securePortBeside(port) : parsePort('HTTPS_PORT', HTTPS_PORT),
    databaseUrl: DATABASE_URL === undefined || DATABASE_URL === '' ? null : DATABASE_URL,
    dataDir: isAbsolute(dataDir) ? dataDir : join(root, dataDir),
    cupsServer: CUPS_SERVER,
  };
}

/** 0 lets the system choose; whoever starts the server reads the address it prints. */
function parsePort(variable: string, text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new RangeError(
      `${variable}=${text}：端口应为 0 到 65535 的整数。 / ${variable} must be an integer from 0 to 65535.`,
    );
  }
  return port;
}

function securePortBeside(port: number): number {
  if (port === 0) return 0;
  return port + SECURE_DISTANCE <= 65535 ? port + SECURE_DISTANCE : port - SECURE_DISTANCE;
}
