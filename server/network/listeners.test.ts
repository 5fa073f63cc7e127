import { mkdtempSync, rmSync } from 'node:fs';
import { get as getPlain } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { get as getSecure } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCertificate } from '../certificates/authority.ts';
import { type Certificates, openCertificates } from '../certificates/certificate-files.ts';
import { connectionOf, hostNameOf, hostOf } from '../http/connection.ts';
import { secure } from '../http/security.ts';
import { type Listeners, listen, PortInUseError } from './listeners.ts';

let folder: string;
let certificates: Certificates;
let listeners: Listeners;
const failures: unknown[] = [];

const app = new Hono();
secure(app);
app.get('/seen', (context) =>
  context.json({ connection: connectionOf(context), host: hostOf(context), name: hostNameOf(context) }),
);
app.post('/api/changed', (context) => context.json('changed'));
const open = (port = 0, securePort = 0) =>
  listen({
    fetch: app.fetch,
    port,
    securePort,
    credentials: certificates.server(),
    onError: (error) => failures.push(error),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-listeners-'));
  certificates = await openCertificates(folder, () => new Date());
  listeners = await open();
});
afterAll(async () => {
  await listeners.close();
  rmSync(folder, { recursive: true, force: true });
  expect(failures).toEqual([]);
});

function read(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    stream.on('end', () => resolve(text));
    stream.on('error', reject);
  });
}

async function overHttp2(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const session = connectHttp2(`https://localhost:${listeners.ports.secure}`, { ca: certificates.authorityPem });
  try {
    const request = session.request({ ':path': path, ...headers });
    request.end();
    const status = await new Promise<number>((resolve, reject) => {
      request.on('response', (answer) => resolve(Number(answer[':status'])));
      request.on('error', reject);
      session.on('error', reject);
    });
    return { status, text: await read(request) };
  } finally {
    session.close();
  }
}

test('https speaks HTTP/2, and to whoever cannot, HTTP/1.1', async () => {
  const { port } = { port: listeners.ports.secure };
  const alpn = (offered: readonly string[]) =>
    new Promise<string | false | null>((resolve, reject) => {
      const socket = connectTls({
        host: 'localhost',
        port,
        ca: certificates.authorityPem,
        ALPNProtocols: [...offered],
      });
      socket.on('secureConnect', () => {
        resolve(socket.alpnProtocol);
        socket.destroy();
      });
      socket.on('error', reject);
    });
  expect(await alpn(['h2', 'http/1.1'])).toBe('h2');
  expect(await alpn(['http/1.1'])).toBe('http/1.1');
  const seen = { connection: 'encrypted', host: `localhost:${port}`, name: 'localhost' };
  expect(JSON.parse((await overHttp2('/seen')).text)).toEqual(seen);
  const byHttp1 = await new Promise<string>((resolve, reject) => {
    getSecure({ host: 'localhost', port, path: '/seen', ca: certificates.authorityPem, agent: false }, (answer) =>
      resolve(read(answer)),
    ).on('error', reject);
  });
  expect(JSON.parse(byHttp1)).toEqual(seen);
});

test('over HTTP/2, which has no Host header, a foreign origin is refused and our own is not', async () => {
  const own = `https://localhost:${listeners.ports.secure}`;
  const post = (origin: string) => overHttp2('/api/changed', { ':method': 'POST', origin });
  expect((await post(own)).status).toBe(200);
  expect((await post('https://localhost:1')).status).toBe(403);
  expect((await post('https://evil.example')).status).toBe(403);
});

test('plain http is this computer’s own only by a name that is its own', async () => {
  const ask = (host: string) =>
    new Promise<string>((resolve, reject) => {
      getPlain(
        { host: '127.0.0.1', port: listeners.ports.plain, path: '/seen', headers: { host }, agent: false },
        (answer) => resolve(read(answer)),
      ).on('error', reject);
    });
  for (const host of ['localhost', '127.0.0.1:8080', '[::1]:8080'])
    expect(JSON.parse(await ask(host)).connection, host).toBe('own-computer');
  for (const host of ['cunwei.local', '192.168.1.20:8080', 'localhost.evil.example', '127.0.0.1.evil.example'])
    expect(JSON.parse(await ask(host)).connection, host).toBe('plain');
});

test('a renewed certificate is used from the next connection on', async () => {
  const shown = () =>
    new Promise<readonly string[]>((resolve, reject) => {
      const socket = connectTls({ host: 'localhost', port: listeners.ports.secure, ca: certificates.authorityPem });
      socket.on('secureConnect', () => {
        const { raw } = socket.getPeerCertificate();
        const pem = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`;
        resolve(readCertificate(pem).names);
        socket.destroy();
      });
      socket.on('error', reject);
    });
  expect(await shown()).not.toContain('192.168.1.77');
  await certificates.renew(['192.168.1.77']);
  listeners.use(certificates.server());
  expect(await shown()).toContain('192.168.1.77');
});

test('a port that is taken is named with the variable that chooses another, and nothing is left open', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, resolve));
  const { port } = other.address() as AddressInfo;
  await expect(open(port)).rejects.toMatchObject({ port, variable: 'PORT' });
  const failed = await open(0, port).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(PortInUseError);
  expect(failed).toMatchObject({ port, variable: 'HTTPS_PORT' });
  await new Promise((resolve) => other.close(resolve));
});

test('it ends although devices are still connected', async () => {
  const again = await open();
  const session = connectHttp2(`https://localhost:${again.ports.secure}`, { ca: certificates.authorityPem });
  session.on('error', () => {});
  await new Promise((resolve) => session.on('connect', resolve));
  const idle = connectTls({ host: 'localhost', port: again.ports.secure, ca: certificates.authorityPem });
  idle.on('error', () => {});
  await new Promise((resolve) => idle.on('secureConnect', resolve));
  const started = Date.now();
  await again.close();
  expect(Date.now() - started).toBeLessThan(10_000);
});
