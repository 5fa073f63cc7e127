/** Addresses and names by which the hall's devices may know this computer. */
import { hostname, networkInterfaces } from 'node:os';

/** Those of a cable or an aerial, private ones first: what stands first is printed and shown. */
export function ownAddresses(isPrivate: (address: string) => boolean): readonly string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return [...found.filter(isPrivate), ...found.filter((address) => !isPrivate(address))];
}

/** What multicast DNS and a router's name server call it. */
export function ownNames(): readonly string[] {
  const label = hostname().split('.')[0]?.toLowerCase() ?? '';
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) ? [`${label}.local`, `${label}.lan`] : [];
}

/** Addresses of IPv6 that are valid in this network only and do not change with the provider. */
export function ownLocalAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal, address }) => family === 'IPv6' && !internal && /^f[cd]/i.test(address))
    .map(({ address }) => address);
}
