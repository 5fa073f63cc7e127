/**
 * The server's log. It never holds a token, a member, a ballot, an address or the time of a request: lines are about
 * the server itself. `failure` keeps where an error happened and drops its message, which may quote a statement.
 */
export type Log = {
  readonly say: (zh: string, en: string) => void;
  readonly failure: (where: string, error: unknown) => void;
};

export function createLog(write: (line: string) => void): Log {
  return {
    say: (zh, en) => write(`${zh}\n  ${en}`),
    failure: (where, error) => write([`${where}: ${nameOf(error)}`, ...framesOf(error)].join('\n')),
  };
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = codeOf(error) ?? codeOf(error.cause);
  return code === undefined ? error.name : `${error.name} ${code}`;
}

/** Codes of the system or of PostgreSQL (SQLSTATE): letters and digits, nothing of the data. */
function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : undefined;
}

function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  return error.stack
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
}
