import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCertificates } from '../certificates/certificate-files.ts';
import { cosignAsWitness } from '../contract/public.ts';
import { ROUTES } from '../contract/routes.ts';
import { createHallNetwork } from '../network/hall-network.ts';
import { LAUNCHED_PAGES } from '../network/kiosk-launcher.ts';
import { type ScratchApp, scratchApp } from '../scratch-app.ts';

const PASSWORD = 'a long password';
const PLAIN = 'http://192.168.1.20:8080';
const SECURE = 'https://192.168.1.20:8443';
let folder: string;
let hall: ScratchApp;

/** A request from a tablet, as the server's two doors hand it on. */
const ask = (address: string, init: RequestInit = {}) =>
  hall.app.request(address, init, {
    incoming: { socket: { remoteAddress: '192.168.1.77', encrypted: address.startsWith('https:') } },
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-plain-'));
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  for (const page of ['index', 'check', 'trust', 'kiosk', 'organizer', 'scrutineer'])
    writeFileSync(join(pages, `${page}.html`), `<!doctype html>${page}`);
  writeFileSync(join(pages, 'assets', 'page-abc.js'), 'export {}');
  const certificates = await openCertificates(join(folder, 'certificates'), () => new Date());
  await certificates.renew(['192.168.1.20']);
  const ports = () => ({ plain: 8080, secure: 8443 });
  hall = await scratchApp(pages, createHallNetwork({ certificates, now: () => new Date(), ports }));
});
afterAll(async () => {
  await hall.close();
  rmSync(folder, { recursive: true, force: true });
});

test('over plain http another computer gets what anybody may read and check, and no other route', async () => {
  for (const [name, route] of Object.entries(ROUTES)) {
    const path = route.path.replace(/:[a-zA-Z]+/g, '1');
    const init = {
      method: route.method,
      headers: { 'content-type': 'application/json' },
      ...(route.body === null ? {} : { body: '{}' }),
    };
    const answer = await ask(`${PLAIN}${path}`, init);
    const refused = answer.status === 403 && (await answer.clone().json()).code === 'https-needed';
    const open = (route.audience === 'public' && route.method === 'GET') || route === cosignAsWitness;
    expect(refused, name).toBe(!open);
    const overHttps = await ask(`${SECURE}${path}`, init);
    expect(await overHttps.text(), name).not.toContain('https-needed');
  }
});

test('a password sent in the clear by another computer opens nothing', async () => {
  const body = JSON.stringify({ code: hall.app.setUpCode, name: '高玉龙', password: PASSWORD, start: 'empty' });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  expect((await ask(`${PLAIN}/api/set-up`, init)).status).toBe(403);
  expect(await hall.app.isSetUp()).toBe(false);
});

test('pages with a session or a card are to be had over https, the bare address says how to trust the hall', async () => {
  const elsewhere = async (path: string) => {
    const answer = await ask(`${PLAIN}${path}`);
    expect(answer.headers.get('cache-control'), path).toBe('no-store');
    return [answer.status, answer.headers.get('location')];
  };
  for (const path of ['/kiosk/', '/kiosk', '/organizer.html', '/scrutineer/?meeting=1'])
    expect(await elsewhere(path), path).toEqual([307, `${SECURE}${path}`]);
  expect(await elsewhere('/')).toEqual([307, '/trust/']);
  for (const path of ['/check/', '/check', '/check.html', '/trust/?meeting=1', '/assets/page-abc.js']) {
    const answer = await ask(`${PLAIN}${path}`);
    expect(answer.status, path).toBe(200);
  }
  for (const path of ['/', '/kiosk/', '/check/']) expect((await ask(`${SECURE}${path}`)).status, path).toBe(200);
});

test('no browser is told to refuse plain http ever after', async () => {
  for (const address of [`${SECURE}/kiosk/`, `${SECURE}/check/`, `${PLAIN}/check/`])
    expect((await ask(address)).headers.get('strict-transport-security'), address).toBeNull();
});

test('the camera and workers of our own are allowed, those of others are not', async () => {
  const { headers } = await ask(`${SECURE}/kiosk/`);
  expect(headers.get('permissions-policy')).toContain('camera=(self)');
  expect(headers.get('permissions-policy')).toMatch(/microphone=(\(\)|none)/);
  const organizer = await ask(`${SECURE}/organizer/`);
  expect(organizer.headers.get('permissions-policy')).toContain('microphone=(self)');
  expect(headers.get('content-security-policy')).toContain("worker-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
});

test('over https a session lives in a cookie that only this host can have set, and only over https', async () => {
  const post = (address: string, body: object, cookie = '') =>
    ask(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: SECURE, cookie },
      body: JSON.stringify(body),
    });
  const setUp = await post(`${SECURE}/api/set-up`, {
    code: hall.app.setUpCode,
    name: '高玉龙',
    password: PASSWORD,
    start: 'empty',
  });
  const [line = ''] = setUp.headers.getSetCookie();
  expect(line).toMatch(/^__Host-changpiao-organizer=[\w-]{43}; Path=\/; /);
  for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Strict']) expect(line).toContain(attribute);
  expect(line).not.toContain('Domain');

  const cookie = line.split(';')[0] ?? '';
  const session = (address: string, sent: string) =>
    ask(`${address}/api/organizer/session`, { headers: { cookie: sent } });
  expect((await session(SECURE, cookie)).status).toBe(200);
  // The same secret under the name that plain http uses, or for another role, is none.
  const secret = cookie.split('=')[1];
  expect((await session(SECURE, `changpiao-session=${secret}`)).status).toBe(401);
  expect(
    (await ask(`${SECURE}/api/desk/session`, { headers: { cookie: `__Host-changpiao-desk=${secret}` } })).status,
  ).toBe(401);
  const out = await post(`${SECURE}/api/organizer/sign-out`, {}, cookie);
  expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-changpiao-organizer=; Path=\/; Max-Age=0; .*Secure/);
  expect((await session(SECURE, cookie)).status).toBe(401);
});

test('anybody gets the authority’s certificate, and never its key', async () => {
  const network = await (await ask(`${PLAIN}/api/network`)).json();
  expect(network.certificate.sha256).toHaveLength(16);
  expect(network.certificate.sha1).toHaveLength(10);
  const file = await ask(`${PLAIN}/trust/changpiao.crt`);
  expect(file.headers.get('content-type')).toBe('application/x-x509-ca-cert');
  const der = Buffer.from(await file.arrayBuffer());
  const digest = await crypto.subtle.digest('SHA-256', der);
  expect(Buffer.from(digest).toString('hex').toUpperCase()).toBe(network.certificate.sha256.join(''));
  const profile = await ask(`${PLAIN}/trust/changpiao.mobileconfig`);
  expect(profile.headers.get('content-type')).toBe('application/x-apple-aspen-config');
  const text = await profile.text();
  expect(text).toContain(`<data>${der.toString('base64')}</data>`);
  expect(text).toContain('com.apple.security.root');
  expect(text).not.toContain('PRIVATE');
});

test('the launchers are programs: nobody gets one in the clear, and they name the server as it was reached', async () => {
  for (const file of LAUNCHED_PAGES.flatMap((page) => [`${page}.sh`, `${page}.cmd`])) {
    const moved = await ask(`${PLAIN}/trust/0123456789/${file}`);
    expect([moved.status, moved.headers.get('location')]).toEqual([307, `${SECURE}/trust/0123456789/${file}`]);
    const text = await (await ask(`${SECURE}/trust/0123456789/${file}`)).text();
    expect(text).toContain(SECURE);
    const [page] = file.split('.');
    expect(text).toContain(file.endsWith('.sh') ? "MEETING='0123456789'" : '%PAGE%-0123456789');
    expect(text).toContain(file.endsWith('.sh') ? `\npage=${page}\n` : `set "PAGE=${page}"`);
    expect(text).toContain('BEGIN CERTIFICATE');
    expect(text).not.toContain('PRIVATE');
    expect((await ask(`${SECURE}/trust/hall/${file}`)).status).toBe(200);
    for (const meeting of ['x', '..%2f', '%24(reboot)', '0123456789%0a'])
      expect((await ask(`${SECURE}/trust/${meeting}/${file}`)).status, meeting).toBe(404);
  }
  // A name that the certificate does not cover cannot be slipped into a program.
  const forged = await ask('https://evil.example:8443/trust/0123456789/kiosk.sh');
  expect(await forged.text()).not.toContain('evil.example');
});
