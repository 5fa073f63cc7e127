import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueServerCertificate, readCertificate } from './authority.ts';
import { type Certificates, openCertificates } from './certificate-files.ts';
import { isReserved } from './reserved-names.ts';

const DAY_MS = 24 * 3_600_000;
let folder: string;
let clock: Date;
const open = (): Promise<Certificates> => openCertificates(folder, () => clock);
const serverNames = (certificates: Certificates) => readCertificate(certificates.server().certificate).names;
const serial = (certificates: Certificates) => new X509Certificate(certificates.server().certificate).serialNumber;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-certificates-'));
  clock = new Date();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a client that trusts only this authority says about a server with this certificate under this name. */
function handshake(
  authority: string,
  { certificate, privateKey }: { readonly certificate: string; readonly privateKey: string },
  name: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer({ cert: certificate, key: privateKey }, (socket: TLSSocket) => socket.end());
    server.on('error', reject);
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      const done = (answer: string) => {
        socket.destroy();
        server.close(() => resolve(answer));
      };
      const isAddress = /^[\d.]+$/.test(name);
      const socket = connect({
        host: '127.0.0.1',
        port,
        ca: authority,
        ...(isAddress ? {} : { servername: name }),
        checkServerIdentity: (_, peer) =>
          new X509Certificate(peer.raw)[isAddress ? 'checkIP' : 'checkHost'](name) === undefined
            ? new Error('name')
            : undefined,
      });
      socket.on('secureConnect', () => done('trusted'));
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    });
  });
}

test('the authority is made once and stays; its key is readable by its owner alone', async () => {
  const first = await open();
  chmodSync(folder, 0o755);
  const second = await open();
  expect(second.authority.sha256).toBe(first.authority.sha256);
  expect(serial(second)).toBe(serial(first));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of ['authority.pem', 'server.pem']) {
    expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
    expect(readFileSync(join(folder, file), 'utf8')).toContain('PRIVATE KEY');
  }
  expect(first.authorityPem).not.toContain('PRIVATE');
});

test('a device that trusts the authority trusts the server under its private names and addresses', async () => {
  const certificates = await open();
  await certificates.renew(['192.168.1.20', 'cunwei.local', 'FD00::0012']);
  const server = certificates.server();
  for (const name of ['localhost', '127.0.0.1', '192.168.1.20', 'cunwei.local'])
    expect(await handshake(certificates.authorityPem, server, name), name).toBe('trusted');
  expect(await handshake(certificates.authorityPem, server, '192.168.1.21')).toBe('name');
  expect(serverNames(certificates)).toContain('fd00::12');
  const other = await openCertificates(join(folder, 'other'), () => clock);
  expect(await handshake(other.authorityPem, server, 'localhost')).toMatch(/SELF_SIGNED|UNABLE_TO/);
});

test('the authority can vouch for nothing outside the hall, even with its key', async () => {
  const certificates = await open();
  const text = readFileSync(join(folder, 'authority.pem'), 'utf8');
  const authority = {
    privateKey: text.slice(0, text.indexOf('-----BEGIN CERTIFICATE')),
    certificate: certificates.authorityPem,
  };
  for (const name of ['example.com', 'localhost.example.com', 'xlocal', '8.8.8.8', '172.32.0.1']) {
    const forged = await issueServerCertificate(authority, [name], clock);
    expect(await handshake(certificates.authorityPem, forged, name), name).toMatch(/PERMITTED|UNSPECIFIED/);
  }
  const fine = await issueServerCertificate(authority, ['172.31.0.1'], clock);
  expect(await handshake(certificates.authorityPem, fine, '172.31.0.1')).toBe('trusted');
});

test('names that are not the hall’s are left out of the server’s certificate', async () => {
  const certificates = await open();
  await certificates.renew(['203.0.113.9', 'www.example.com', '10.1.2.3', '2001:db8::1']);
  expect(serverNames(certificates)).toEqual(['localhost', '127.0.0.1', '::1', '10.1.2.3']);
});

test.each([
  ['10.255.0.1', true],
  ['11.0.0.1', false],
  ['172.16.0.1', true],
  ['172.15.255.255', false],
  ['100.127.1.1', true],
  ['100.128.1.1', false],
  ['192.168.0.1', true],
  ['192.169.0.1', false],
  ['fe80::1', true],
  ['fec0::1', false],
  ['fdff::1', true],
  ['::1', true],
  ['::2', false],
  ['::ffff:8.8.8.8', false],
  ['fe80::1%eth0', false],
  ['a.lan', true],
  ['A.LOCAL', true],
  ['plan', false],
  ['a.local.com', false],
])('%s is a private name: %s', (name, expected) => {
  expect(isReserved(name)).toBe(expected);
});

test('the server’s certificate follows the addresses, and is left alone while nothing changes', async () => {
  const certificates = await open();
  expect(await certificates.renew(['192.168.1.20'])).toBe(true);
  const before = serial(certificates);
  expect(await certificates.renew(['192.168.1.20'])).toBe(false);
  expect(serial(certificates)).toBe(before);
  expect(await certificates.renew(['192.168.8.3'])).toBe(true);
  expect(serverNames(certificates)).toContain('192.168.8.3');
  expect(serverNames(certificates)).not.toContain('192.168.1.20');
  expect(serial(await open())).toBe(serial(certificates));
});

test('no server certificate is valid for more than 397 days, and it is renewed before its end', async () => {
  const certificates = await open();
  const { notBefore, notAfter } = readCertificate(certificates.server().certificate);
  expect(notAfter.getTime() - notBefore.getTime()).toBeLessThanOrEqual(397 * DAY_MS);
  expect(notBefore.getTime()).toBeLessThan(clock.getTime() - 20 * DAY_MS);
  const before = serial(certificates);
  clock = new Date(notAfter.getTime() - 61 * DAY_MS);
  expect(await certificates.renew([])).toBe(false);
  clock = new Date(notAfter.getTime() - 59 * DAY_MS);
  expect(await certificates.renew([])).toBe(true);
  expect(serial(certificates)).not.toBe(before);
  expect(readCertificate(certificates.server().certificate).notAfter.getTime()).toBeGreaterThan(notAfter.getTime());
});

test('the authority outlives every certificate it issues, and has a successor in time', async () => {
  const certificates = await open();
  const { notAfter } = certificates.authority;
  clock = new Date(notAfter.getTime() - 100 * DAY_MS);
  expect(await certificates.renew([])).toBe(true);
  expect(await certificates.renew([])).toBe(false);
  expect(readCertificate(certificates.server().certificate).notAfter.getTime()).toBeLessThanOrEqual(notAfter.getTime());
  clock = new Date(notAfter.getTime() - 500 * DAY_MS);
  expect((await open()).authority.sha256).toBe(certificates.authority.sha256);
  clock = new Date(notAfter.getTime() - 400 * DAY_MS);
  const successor = await open();
  expect(successor.authority.sha256).not.toBe(certificates.authority.sha256);
  expect((await open()).authority.sha256).toBe(successor.authority.sha256);
  expect(readFileSync(join(folder, 'authority-former.pem'), 'utf8')).toContain(certificates.authorityPem.trim());
});

test('a clock that has lost the year makes no certificate that is older than the authority', async () => {
  const certificates = await open();
  clock = new Date('2000-01-01T00:00:00Z');
  expect(await certificates.renew([])).toBe(false);
  expect(await certificates.renew(['192.168.1.20'])).toBe(true);
  expect(readCertificate(certificates.server().certificate).notBefore.getTime()).toBeGreaterThanOrEqual(
    certificates.authority.notBefore.getTime(),
  );
});

test('a damaged authority is an error in words; a damaged or foreign server certificate is simply made anew', async () => {
  const certificates = await open();
  const before = serial(certificates);
  const other = await openCertificates(join(folder, 'other'), () => clock);
  const foreign = other.server();
  writeFileSync(join(folder, 'server.pem'), foreign.privateKey + foreign.certificate);
  const third = await open();
  expect(serial(third)).not.toBe(before);
  expect(await handshake(third.authorityPem, third.server(), 'localhost')).toBe('trusted');
  writeFileSync(join(folder, 'server.pem'), 'nothing');
  expect(await handshake(third.authorityPem, (await open()).server(), 'localhost')).toBe('trusted');

  writeFileSync(join(folder, 'authority.pem'), foreign.privateKey + certificates.authorityPem);
  await expect(open()).rejects.toThrow(/证书文件不完整/);
  writeFileSync(join(folder, 'authority.pem'), certificates.authorityPem);
  await expect(open()).rejects.toThrow(/damaged/);
});
