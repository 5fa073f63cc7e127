/** The server's place in the hall's network: where it is reached, and the certificate by which devices know it. */
import type { z } from 'zod';
import { readCertificate } from '../certificates/authority.ts';
import type { Certificates } from '../certificates/certificate-files.ts';
import { isReserved } from '../certificates/reserved-names.ts';
import type { hallNetwork } from '../contract/network.ts';
import { ownAddresses, ownLocalAddresses, ownNames } from './own-addresses.ts';

export type HallNetwork = {
  readonly view: () => z.input<(typeof hallNetwork)['response']>;
  /** undefined: there is no https. */
  readonly securePort: () => number | undefined;
  /** Only its public part. */
  readonly authority: { readonly pem: string; readonly der: Uint8Array; readonly sha256: string } | null;
  /** Whether the server's certificate names this host. */
  readonly isCovered: (host: string) => boolean;
};

/** A server without certificates, as in most tests. */
export const PLAIN_NETWORK: HallNetwork = {
  view: () => ({ addresses: [], certificate: null }),
  securePort: () => undefined,
  authority: null,
  isCovered: () => false,
};

/** Everything by which devices may call this computer now. */
export const namesOfThisComputer = (): readonly string[] => [
  ...ownAddresses(isReserved),
  ...ownLocalAddresses(),
  ...ownNames(),
];

export function createHallNetwork(options: {
  readonly certificates: Certificates;
  readonly now: () => Date;
  /** Known once the servers listen. */
  readonly ports: () => { readonly plain: number; readonly secure: number };
}): HallNetwork {
  const { certificates, now, ports } = options;
  const { authority } = certificates;
  const server = () => readCertificate(certificates.server().certificate);
  const isCovered = (host: string) => server().names.includes(host.replace(/^\[|\]$/g, '').toLowerCase());
  return {
    view: () => ({
      addresses: ownAddresses(isReserved).map((host) => ({
        host,
        plain: `http://${host}:${ports().plain}`,
        secure: isCovered(host) ? `https://${host}:${ports().secure}` : null,
      })),
      certificate: {
        authority: authority.name,
        sha256: groups(authority.sha256),
        sha1: groups(authority.sha1),
        authorityUntil: day(authority.notAfter),
        serverUntil: day(server().notAfter),
        clockPlausible: now() >= authority.notBefore,
      },
    }),
    securePort: () => ports().secure,
    authority: { pem: certificates.authorityPem, der: authority.der, sha256: authority.sha256 },
    isCovered,
  };
}

/** As it is read aloud. */
export const groups = (hexadecimal: string): string[] => hexadecimal.match(/.{1,4}/g) ?? [];

const day = (date: Date): string => date.toISOString().slice(0, 10);
