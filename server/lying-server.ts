/**
 * Tests only: a server of its own in front of the real one. It passes everything on and alters the answers it was told to
 * alter, as whoever runs the server, or sits on the way to it, could.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

export type Request = { readonly method: string; readonly path: string; readonly body: string };

/** What is answered instead of the honest bytes; null where the lie is not about this request. */
export type Lie = (
  request: Request,
  honest: Uint8Array,
) => string | { readonly status: number; readonly body: string } | null;

export type LyingServer = {
  readonly base: string;
  /** From now on; null: honest again. */
  readonly lie: (lie: Lie | null) => void;
  readonly close: () => void;
};

const PASSED_ON = ['content-type', 'set-cookie'];

export async function lyingServer(honest: string): Promise<LyingServer> {
  let current: Lie | null = null;
  const app = new Hono();
  app.all('*', async (context) => {
    const { method } = context.req;
    const { pathname, search } = new URL(context.req.url);
    const headers = new Headers(context.req.raw.headers);
    // Its own answers have no ETag, so that nothing honest is remembered in place of a lie.
    // The real server compares Origin with its own host.
    for (const name of ['host', 'origin', 'if-none-match', 'connection', 'content-length']) headers.delete(name);
    // A connection for each request: a kept one may be closed by the other side while this process is busy.
    headers.set('connection', 'close');
    const body = method === 'GET' ? '' : await context.req.text();
    const answer = await fetch(`${honest}${pathname}${search}`, { method, headers, ...(body === '' ? {} : { body }) });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const told = current?.({ method, path: pathname, body }, bytes) ?? null;
    const out = new Headers({ connection: 'close' });
    for (const [name, value] of answer.headers) if (PASSED_ON.includes(name)) out.append(name, value);
    if (told === null) return new Response(bytes, { status: answer.status, headers: out });
    const { status, body: lied } = typeof told === 'string' ? { status: 200, body: told } : told;
    return new Response(lied, { status, headers: out });
  });
  const listening = await new Promise<{ readonly port: number; readonly close: () => void }>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0 }, ({ port }) => resolve({ port, close: () => server.close() }));
  });
  return {
    base: `http://localhost:${listening.port}`,
    lie: (lie) => {
      current = lie;
    },
    close: listening.close,
  };
}
