/**
 * How a request came in. Encrypted, or in the clear from this very computer: then nobody can listen, and browsers treat the
 * address as secure. All else came in the clear over the hall's network.
 */
import { isIPv4 } from 'node:net';
import type { Context } from 'hono';

export type Connection = 'encrypted' | 'own-computer' | 'plain';

type Socket = { readonly encrypted?: boolean; readonly remoteAddress?: string };

export function connectionOf(context: Context): Connection {
  const socket = socketOf(context);
  // Called without a connection: the app object itself, in tests.
  if (socket === undefined) return context.req.url.startsWith('https:') ? 'encrypted' : 'own-computer';
  if (socket.encrypted === true) return 'encrypted';
  // The name too: a foreign site that gives its name this computer's address is no page of this computer.
  return isLoopback(socket.remoteAddress ?? '') && isOwnName(hostNameOf(context)) ? 'own-computer' : 'plain';
}

function socketOf(context: Context): Socket | undefined {
  return (context.env as { incoming?: { socket?: Socket } } | undefined)?.incoming?.socket;
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return address === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

const isOwnName = (name: string): boolean => name === 'localhost' || name === '[::1]' || isLoopback(name);

/** As the browser named the server, without the port; '' where it named none that can be read. */
export function hostNameOf(context: Context): string {
  return URL.canParse(context.req.url) ? new URL(context.req.url).hostname : '';
}

/** With the port. HTTP/2 has no Host header: there it is part of the address. */
export function hostOf(context: Context): string | undefined {
  return context.req.header('host') ?? (URL.canParse(context.req.url) ? new URL(context.req.url).host : undefined);
}
