/** The two doors of the server: plain http, and https with HTTP/2 or, by ALPN, HTTP/1.1. Both serve the same app. */
import { createServer, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Credentials } from '../certificates/authority.ts';

/** Longer than a device computes between two requests: one sent while the connection is being closed would be lost. */
const KEEP_ALIVE_MS = 75_000;
/** Requests that are being answered may finish; polls that only wait are cut. */
const CLOSING_MS = 2000;

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

export type Listeners = {
  readonly ports: { readonly plain: number; readonly secure: number };
  /** For connections from now on. */
  readonly use: (credentials: Credentials) => void;
  readonly close: () => Promise<void>;
};

/** A port that somebody else has; `variable` of the environment names another. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;
  readonly variable: string;
  constructor(port: number, variable: string) {
    super(`port ${port}`);
    this.port = port;
    this.variable = variable;
  }
}

/** Port 0: the system chooses. */
export async function listen(options: {
  readonly fetch: Fetch;
  readonly port: number;
  readonly securePort: number;
  readonly credentials: Credentials;
  readonly onError: (error: unknown) => void;
}): Promise<Listeners> {
  const { fetch, port, securePort, credentials, onError } = options;
  const plain = createAdaptorServer({
    fetch,
    createServer,
    serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS },
  }) as Server;
  const secure = createAdaptorServer({
    fetch,
    createServer: createSecureServer,
    serverOptions: { ...tls(credentials), allowHTTP1: true, minVersion: 'TLSv1.2' },
  }) as Http2SecureServer;
  // What speaks HTTP/1.1 over TLS is kept open as long as on the plain door.
  Object.assign(secure, { keepAliveTimeout: KEEP_ALIVE_MS });

  const sessions = new Set<ServerHttp2Session>();
  const sockets = new Set<Socket>();
  secure.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  secure.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // A browser that does not trust the hall ends the handshake with an alert; that is no fault of the server's.
  secure.on('tlsClientError', () => {});

  await started(plain, port, 'PORT');
  try {
    await started(secure, securePort, 'HTTPS_PORT');
  } catch (error) {
    plain.close();
    throw error;
  }
  for (const server of [plain, secure]) server.on('error', onError);

  return {
    ports: { plain: (plain.address() as AddressInfo).port, secure: (secure.address() as AddressInfo).port },
    use: (renewed) => secure.setSecureContext(tls(renewed)),
    close: async () => {
      const closed = [plain, secure].map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      plain.closeIdleConnections();
      for (const session of sessions) session.close();
      setTimeout(() => {
        plain.closeAllConnections();
        for (const socket of sockets) socket.destroy();
      }, CLOSING_MS).unref();
      await Promise.all(closed);
    },
  };
}

const tls = ({ certificate, privateKey }: Credentials) => ({ cert: certificate, key: privateKey });

function started(server: Server | Http2SecureServer, port: number, variable: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, variable) : error);
    server.once('error', refused);
    server.listen(port, () => {
      server.off('error', refused);
      resolve();
    });
  });
}
