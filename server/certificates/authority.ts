/**
 * The hall's own certificate authority and the certificates it issues: ECDSA P-256, constrained to private names, nothing
 * but the authentication of a server.
 */
import 'reflect-metadata';
import { createHash, createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509Certificate as X509Parsed,
} from '@peculiar/x509';
import { nameConstraints } from './reserved-names.ts';

/** A certificate and its key, both PEM. The key is secret. */
export type Credentials = { readonly certificate: string; readonly privateKey: string };

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const NAME_CONSTRAINTS = '2.5.29.30';
const DAY_MS = 24 * 3_600_000;

/** Clocks of tablets that were long in a drawer are behind. */
export const BACKDATED_DAYS = 30;
const AUTHORITY_DAYS = 3650;
/** Browsers accept no more of a server. */
export const SERVER_DAYS = 397;

export async function createAuthority(now: Date): Promise<Credentials> {
  const keys = await newKeys();
  // Two installations in one village have to be told apart in a tablet's list.
  const spki = new Uint8Array(await webcrypto.subtle.exportKey('spki', keys.publicKey));
  const mark = createHash('sha256').update(spki).digest('hex').slice(0, 8).toUpperCase();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: newSerialNumber(),
      name: new Name([
        { O: ['唱票 Changpiao'] },
        { CN: [`唱票 Changpiao ${mark.slice(0, 4)} ${mark.slice(4)}`] },
      ]).toString(),
      ...validity(now, AUTHORITY_DAYS),
      signingAlgorithm: ALGORITHM,
      keys: keys as never,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new Extension(NAME_CONSTRAINTS, true, new Uint8Array(nameConstraints())),
        await SubjectKeyIdentifierExtension.create(keys.publicKey as never, false, webcrypto as never),
      ],
    },
    webcrypto as never,
  );
  return { certificate: certificate.toString('pem'), privateKey: await privateKeyPem(keys) };
}

/** `names`: host names and addresses, all of them reserved ones. */
export async function issueServerCertificate(
  authority: Credentials,
  names: readonly string[],
  now: Date,
): Promise<Credentials> {
  const issuer = new X509Parsed(authority.certificate);
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(createPrivateKey(authority.privateKey).export({ format: 'der', type: 'pkcs8' })),
    ALGORITHM,
    false,
    ['sign'],
  );
  const keys = await newKeys();
  const { notBefore, notAfter } = validity(now, SERVER_DAYS);
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: newSerialNumber(),
      // No host name: that would be held against the constraints as well.
      subject: new Name([{ CN: ['唱票 Changpiao server'] }]).toString(),
      issuer: issuer.subjectName,
      notBefore,
      // Nobody may vouch for longer than he is there himself.
      notAfter: notAfter < issuer.notAfter ? notAfter : issuer.notAfter,
      signingAlgorithm: ALGORITHM,
      publicKey: keys.publicKey as never,
      signingKey: signingKey as never,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        ),
        await AuthorityKeyIdentifierExtension.create(issuer, false, webcrypto as never),
        await SubjectKeyIdentifierExtension.create(keys.publicKey as never, false, webcrypto as never),
      ],
    },
    webcrypto as never,
  );
  return { certificate: certificate.toString('pem'), privateKey: await privateKeyPem(keys) };
}

/** What a certificate in PEM says, read by Node and not by the library that wrote it. */
export type ReadCertificate = {
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Hexadecimal, capital, without separators. */
  readonly sha256: string;
  readonly sha1: string;
  readonly der: Uint8Array;
  readonly names: readonly string[];
};

export function readCertificate(pem: string): ReadCertificate {
  const certificate = new X509Certificate(pem);
  const hex = (algorithm: string) => createHash(algorithm).update(certificate.raw).digest('hex').toUpperCase();
  return {
    name: /(?:^|\n)CN=([^\n]+)/.exec(certificate.subject)?.[1] ?? '',
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    sha256: hex('sha256'),
    sha1: hex('sha1'),
    der: new Uint8Array(certificate.raw),
    names: (certificate.subjectAltName ?? '')
      .split(', ')
      .map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
      .filter((name) => name !== '')
      .map(canonicalName),
  };
}

/** As browsers write it: small letters, addresses of IPv6 in their short form. */
export const canonicalName = (name: string): string =>
  name.includes(':') ? new URL(`http://[${name}]`).hostname.slice(1, -1) : name.toLowerCase();

/** Whether the key belongs to the certificate, and the certificate was issued by the authority. */
export function isIssuedBy(authority: Credentials, { certificate, privateKey }: Credentials): boolean {
  const parsed = new X509Certificate(certificate);
  return holdsKey({ certificate, privateKey }) && parsed.verify(new X509Certificate(authority.certificate).publicKey);
}

export function holdsKey({ certificate, privateKey }: Credentials): boolean {
  return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function privateKeyPem(keys: Awaited<ReturnType<typeof newKeys>>): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

/** Positive, 126 random bits. */
function newSerialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function validity(now: Date, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const notBefore = new Date(now.getTime() - BACKDATED_DAYS * DAY_MS);
  notBefore.setUTCMilliseconds(0);
  return { notBefore, notAfter: new Date(notBefore.getTime() + days * DAY_MS - 1000) };
}
