/**
 * The names and addresses that no public site can have. The hall's authority is constrained to them (RFC 5280, 4.2.1.10),
 * so that a tablet which trusts it trusts it for the hall and for nothing else in the world.
 */
import { isIPv4, isIPv6 } from 'node:net';
import { der, derSequence, TAG } from '../../printables/signed/der.ts';

/** RFC 6761, RFC 6762, RFC 8375, and what home routers and ICANN's list of 2024 keep private. */
const DOMAINS = ['localhost', 'local', 'lan', 'home.arpa', 'internal'] as const;

/** RFC 1918, RFC 6598, link-local, loopback; unique local and link-local addresses of IPv6. */
const NETWORKS = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const;

/** Four or sixteen bytes; undefined when the text is no address. Zones (fe80::1%eth0) are no part of a certificate. */
export function addressBytes(text: string): Uint8Array | undefined {
  if (isIPv4(text)) return Uint8Array.from(text.split('.').map(Number));
  if (!isIPv6(text) || text.includes('%') || text.includes('.')) return undefined;
  const [head = '', tail] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [first, last] = [groups(head), tail === undefined ? [] : groups(tail)];
  const middle = new Array<number>(8 - first.length - last.length).fill(0);
  return Uint8Array.from([...first, ...middle, ...last].flatMap((group) => [group >> 8, group & 0xff]));
}

function maskBytes(length: number, prefix: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (0xff00 >> Math.max(0, Math.min(8, prefix - 8 * at))) & 0xff);
}

/** Whether the authority may vouch for it. */
export function isReserved(name: string): boolean {
  const address = addressBytes(name);
  if (address === undefined) {
    const lower = name.toLowerCase();
    return DOMAINS.some((domain) => lower === domain || lower.endsWith(`.${domain}`));
  }
  return NETWORKS.some(([network, prefix]) => {
    const base = addressBytes(network) as Uint8Array;
    const mask = maskBytes(base.length, prefix);
    return base.length === address.length && base.every((byte, at) => byte === ((address[at] ?? 0) & (mask[at] ?? 0)));
  });
}

const CONTEXT = { permittedSubtrees: 0xa0, dnsName: 0x82, ipAddress: 0x87 } as const;

/** DER of NameConstraints with these as the only permitted subtrees. */
export function nameConstraints(): Uint8Array {
  const subtrees = [
    ...DOMAINS.map((domain) => der(CONTEXT.dnsName, Buffer.from(domain, 'ascii'))),
    ...NETWORKS.map(([network, prefix]) => {
      const base = addressBytes(network) as Uint8Array;
      return der(CONTEXT.ipAddress, base, maskBytes(base.length, prefix));
    }),
  ].map((name) => der(TAG.sequence, name));
  return derSequence(der(CONTEXT.permittedSubtrees, ...subtrees));
}
