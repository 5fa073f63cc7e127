/**
 * Everything a Chromium asks its network for, from its own record of it (`--log-net-log`): addresses of requests, names it wants
 * resolved, connections, datagrams. What pages, workers, the browser itself and its helpers do is all in it.
 */
import { readFileSync } from 'node:fs';

export type NetworkRecord = {
  /** Origins of requests, whether they were answered or not. */
  readonly origins: readonly string[];
  /** Names given to the resolver. */
  readonly names: readonly string[];
  /** Ends of connections, address and port. */
  readonly connections: readonly string[];
  /** Datagrams that left, e.g. questions to a name server. */
  readonly datagrams: number;
};

type Event = { readonly type: number; readonly params?: Readonly<Record<string, unknown>> };

export function readNetworkRecord(path: string): NetworkRecord {
  const text = readFileSync(path, 'utf8');
  const log = JSON.parse(text) as {
    readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
    readonly events: readonly Event[];
  };
  const types = new Map(Object.entries(log.constants.logEventTypes).map(([name, type]) => [type, name]));
  const origins = new Set<string>();
  const names = new Set<string>();
  const connections = new Set<string>();
  let datagrams = 0;
  for (const { type, params = {} } of log.events) {
    const name = types.get(type) ?? '';
    const { url, host, address } = params;
    if (typeof url === 'string' && /^(https?|wss?):/.test(url)) origins.add(new URL(url).origin);
    if (typeof host === 'string' && name.startsWith('HOST_RESOLVER')) names.add(host);
    if (typeof address === 'string' && name.startsWith('TCP_CONNECT')) connections.add(address);
    if (name === 'UDP_BYTES_SENT') datagrams += 1;
  }
  return { origins: [...origins], names: [...names], connections: [...connections], datagrams };
}
