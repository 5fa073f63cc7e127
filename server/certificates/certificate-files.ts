/**
 * The hall's certificates in the data directory. The authority is made once, at the first start, and stays: every tablet has to
 * be told of it by hand. The server's own certificate is made anew whenever the addresses change or the end comes near.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../witness/durable-file.ts';
import {
  BACKDATED_DAYS,
  type Credentials,
  canonicalName,
  createAuthority,
  holdsKey,
  isIssuedBy,
  issueServerCertificate,
  type ReadCertificate,
  readCertificate,
  SERVER_DAYS,
} from './authority.ts';
import { isReserved } from './reserved-names.ts';

const DAY_MS = 24 * 3_600_000;
/** The server's certificate is renewed when less than this remains of it. */
const RENEWED_BEFORE_DAYS = 60;
/** So does the authority, years later, at a start; every device has to install the new one. */
const REPLACED_BEFORE_DAYS = SERVER_DAYS + RENEWED_BEFORE_DAYS;

export type Certificates = {
  /** Shown to tablets; never its key. */
  readonly authority: ReadCertificate;
  readonly authorityPem: string;
  /** What the https server answers with. */
  readonly server: () => Credentials;
  /**
   * Makes a new server certificate when these names, or the time, ask for one; true when it did. Names that the authority
   * may not vouch for are left out.
   */
  readonly renew: (names: readonly string[]) => Promise<boolean>;
};

/** @throws Error when the files are there but are not what was written: nobody's tablets may lose their trust in silence. */
export async function openCertificates(folder: string, now: () => Date): Promise<Certificates> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const kept = readPair(folder, 'authority');
  if (kept === 'damaged' || (kept !== undefined && !isWhole(kept))) {
    throw new Error(
      `${folder} 里的证书文件不完整，请恢复备份；要换新的，请删除这个文件夹（各台设备须重新安装证书）。 / The certificate files in ${folder} are damaged: restore a backup, or delete the folder for a new authority (every device then has to install it).`,
    );
  }
  const isEnding = kept !== undefined && daysLeft(readCertificate(kept.certificate), now()) < REPLACED_BEFORE_DAYS;
  if (isEnding) writePair(folder, 'authority-former', kept);
  const authority = kept === undefined || isEnding ? await createAuthority(now()) : kept;
  if (authority !== kept) writePair(folder, 'authority', authority);
  const read = readCertificate(authority.certificate);
  const found = readPair(folder, 'server');
  let server = found === undefined || found === 'damaged' ? undefined : found;
  if (server !== undefined && !isIssued(authority, server)) server = undefined;

  /** A clock that has lost the year must not make certificates that end before they begin. */
  const today = () => new Date(Math.max(now().getTime(), read.notBefore.getTime() + BACKDATED_DAYS * DAY_MS));

  const renew = async (names: readonly string[]): Promise<boolean> => {
    const wanted = [...new Set(['localhost', '127.0.0.1', '::1', ...names.filter(isReserved).map(canonicalName)])];
    if (server !== undefined) {
      const current = readCertificate(server.certificate);
      const isLasting =
        daysLeft(current, today()) > RENEWED_BEFORE_DAYS || current.notAfter.getTime() === read.notAfter.getTime();
      if (sameNames(current.names, wanted) && isLasting) return false;
    }
    server = await issueServerCertificate(authority, wanted, today());
    writePair(folder, 'server', server);
    return true;
  };

  if (server === undefined) await renew([]);
  return {
    authority: read,
    authorityPem: authority.certificate,
    server: () => server as Credentials,
    renew,
  };
}

/** Certificate and key stand in one file, so that a crash leaves both or neither. */
function readPair(folder: string, name: string): Credentials | 'damaged' | undefined {
  const path = join(folder, `${name}.pem`);
  if (!existsSync(path)) return undefined;
  const [, privateKey, certificate] =
    /^(-----BEGIN PRIVATE KEY-----\n[^-]+-----END PRIVATE KEY-----\n)(-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n?)$/.exec(
      readFileSync(path, 'utf8'),
    ) ?? [];
  return privateKey === undefined || certificate === undefined ? 'damaged' : { certificate, privateKey };
}

function writePair(folder: string, name: string, { certificate, privateKey }: Credentials): void {
  const path = join(folder, `${name}.pem`);
  writeDurably(path, privateKey + certificate);
}

function isWhole(authority: Credentials): boolean {
  try {
    return holdsKey(authority);
  } catch {
    return false;
  }
}

function isIssued(authority: Credentials, server: Credentials): boolean {
  try {
    return isIssuedBy(authority, server);
  } catch {
    return false;
  }
}

const daysLeft = ({ notAfter }: ReadCertificate, now: Date): number => (notAfter.getTime() - now.getTime()) / DAY_MS;

const sameNames = (left: readonly string[], right: readonly string[]): boolean =>
  [...left].sort().join(' ') === [...right].sort().join(' ');
