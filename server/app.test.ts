import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardStationState } from './contract/card-station.ts';
import { deskMeetings, readmit, undoCheckIn } from './contract/desk.ts';
import { kioskState } from './contract/kiosk.ts';
import {
  addMachine,
  addOfficial,
  officials,
  organizerMeetings,
  organizerSession,
  organizerSignOut,
  paperRound,
  removeMachine,
  removeOfficial,
  renewMachineCode,
  scrutineerCode,
} from './contract/organizer.ts';
import { installation, pair, scrutineerChallenge, scrutineerRestore, setUp, signIn } from './contract/public.ts';
import { ROUTES } from './contract/routes.ts';
import { type Browser, granted, type ScratchApp, scratchApp } from './scratch-app.ts';
import { session } from './store/schema/accounts.ts';

let hall: ScratchApp;
let organizer: Browser;
let meeting: string;

beforeAll(async () => {
  hall = await scratchApp();
});
afterAll(() => hall.close());

test('set-up needs the printed code, sets the organizer up and offers the sample', async () => {
  const stranger = hall.browser();
  expect(granted(await stranger.call(installation))).toMatchObject({ setUp: false, meetings: [] });
  const body = { name: '高玉龙', password: 'a long password', start: 'sample' } as const;
  expect(await stranger.call(setUp, { body: { ...body, code: '0000 0000' } })).toMatchObject({
    ok: false,
    error: { code: 'set-up-code-wrong' },
  });

  organizer = hall.browser();
  // Typed as people type: small letters, a hyphen.
  const typed = hall.app.setUpCode.toLowerCase().replace(/^(.{4})/, '$1-');
  const done = granted(await organizer.call(setUp, { body: { ...body, code: typed } }));
  expect(done.meeting).toMatch(/^[0-9a-z]{10}$/);
  meeting = done.meeting ?? '';
  expect(granted(await organizer.call(organizerSession))).toEqual({ name: '高玉龙' });
  expect(granted(await organizer.call(organizerMeetings)).meetings).toHaveLength(1);
});

test('an address with what cannot be an identifier names nothing: 404, and no failure of the server', async () => {
  const nothing = { ok: false, error: { code: 'not-found' } };
  for (const id of ['abc', '-1', '0'.repeat(400)]) {
    expect(await organizer.call(removeOfficial, { params: { official: id } })).toMatchObject(nothing);
    expect(await organizer.call(removeMachine, { params: { meeting, machine: id } })).toMatchObject(nothing);
  }
});

test('of two who know the code at the same moment one becomes the organizer', async () => {
  const other = await scratchApp();
  const answers = await Promise.all(
    ['高玉龙', '别人'].map((name) =>
      other.browser().call(setUp, {
        body: { code: other.app.setUpCode, name, password: 'a long password', start: 'empty' },
      }),
    ),
  );
  expect(answers.map((answer) => (answer.ok ? 'set up' : answer.error.code)).sort()).toEqual([
    'already-set-up',
    'set up',
  ]);
  await other.close();
});

test('set-up works once', async () => {
  const second = await hall.browser().call(setUp, {
    body: { code: hall.app.setUpCode, name: '别人', password: 'a long password', start: 'empty' },
  });
  expect(second).toMatchObject({ ok: false, error: { code: 'already-set-up' } });
});

test('a draft is nobody else’s business', async () => {
  expect(granted(await hall.browser().call(installation)).meetings).toEqual([]);
});

test('every route that is not public refuses whoever has no session', async () => {
  for (const route of Object.values(ROUTES)) {
    if (route.audience === 'public') continue;
    const path = route.path.replace(/:[a-zA-Z]+/g, '1');
    const response = await hall.app.request(`http://hall.test${path}`, {
      method: route.method,
      headers: { 'content-type': 'application/json', host: 'hall.test' },
      ...(route.body === null ? {} : { body: '{}' }),
    });
    expect(response.status, `${route.method} ${route.path}`).toBe(401);
  }
});

test('the session of one role opens nothing of another', async () => {
  const cookie = organizer.cookies.get('/api/organizer') ?? '';
  expect(cookie).not.toBe('');
  for (const path of [
    '/api/desk/session',
    '/api/township/session',
    '/api/kiosk/state',
    `/api/scrutineers/${meeting}/1/state`,
  ]) {
    const response = await hall.app.request(`http://hall.test${path}`, { headers: { cookie, host: 'hall.test' } });
    expect(response.status, path).toBe(401);
  }
});

test('cookies are HttpOnly, SameSite=Strict and scoped to the role', async () => {
  const response = await organizer.request('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'organizer', name: '高玉龙', password: 'a long password' }),
  });
  expect(response.status).toBe(200);
  const [line = ''] = response.headers.getSetCookie();
  expect(line).toMatch(/HttpOnly/);
  expect(line).toMatch(/SameSite=Strict/);
  expect(line).toMatch(/Path=\/api\/organizer(;|$)/);
});

test('a changing request from another origin is refused, whatever cookie it carries', async () => {
  for (const origin of ['http://evil.test', 'null', 'http://hall.test.evil.test']) {
    const response = await organizer.request('/api/organizer/sign-out', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status, origin).toBe(403);
  }
  const byFetchMetadata = await hall.app.request('http://hall.test/api/organizer/sign-out', {
    method: 'POST',
    headers: {
      host: 'hall.test',
      'sec-fetch-site': 'cross-site',
      cookie: organizer.cookies.get('/api/organizer') ?? '',
    },
  });
  expect(byFetchMetadata.status).toBe(403);
  expect((await organizer.call(organizerSession)).ok).toBe(true);
});

test('a form of another site cannot pose as JSON', async () => {
  const response = await organizer.request('/api/organizer/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{}',
  });
  expect(response.status).toBe(400);
});

test('headers forbid foreign and inline scripts but allow the camera reader and its worker', async () => {
  const response = await hall.app.request('http://hall.test/api/installation');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).toContain("worker-src 'self'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  expect(policy).not.toContain('http');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('a state that has not changed is not sent again', async () => {
  const first = await organizer.request('/api/organizer/meetings');
  const etag = first.headers.get('etag') ?? '';
  const again = await organizer.request('/api/organizer/meetings', { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
  const changed = await organizer.request('/api/organizer/meetings', { headers: { 'if-none-match': '"other"' } });
  expect(changed.status).toBe(200);
});

test('a wrong password and an unknown name get the same answer', async () => {
  const known = await hall.browser().call(signIn, { body: { role: 'organizer', name: '高玉龙', password: 'wrong' } });
  const unknown = await hall.browser().call(signIn, { body: { role: 'organizer', name: '无此人', password: 'wrong' } });
  expect(known).toEqual(unknown);
  expect(known).toMatchObject({ ok: false, error: { code: 'sign-in-refused' } });
});

test('officials get accounts of their own role; the last organizer cannot be removed', async () => {
  const { id } = granted(
    await organizer.call(addOfficial, { body: { name: '吴菊芳', password: 'desk password', role: 'desk' } }),
  );
  expect(
    await organizer.call(addOfficial, { body: { name: '吴菊芳', password: 'desk password', role: 'desk' } }),
  ).toMatchObject({
    ok: false,
    error: { code: 'name-taken' },
  });
  const desk = hall.browser();
  expect((await desk.call(signIn, { body: { role: 'organizer', name: '吴菊芳', password: 'desk password' } })).ok).toBe(
    false,
  );
  granted(await desk.call(signIn, { body: { role: 'desk', name: '吴菊芳', password: 'desk password' } }));
  granted(await desk.call(deskMeetings));

  granted(await organizer.call(removeOfficial, { params: { official: id } }));
  expect(await desk.call(deskMeetings)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } });

  const own = granted(await organizer.call(officials)).officials.find(({ role }) => role === 'organizer');
  expect(await organizer.call(removeOfficial, { params: { official: own?.id ?? '' } })).toMatchObject({
    ok: false,
    error: { code: 'last-organizer' },
  });
});

test('a pairing code works once, expires, and its machine is gone when the organizer removes it', async () => {
  const added = granted(
    await organizer.call(addMachine, { params: { meeting }, body: { role: 'card-station', name: '制卡机' } }),
  );
  expect(added.code).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);
  const station = hall.browser();
  expect(granted(await station.call(pair, { body: { code: added.code.toLowerCase() } }))).toEqual({
    role: 'card-station',
    meeting,
    name: '制卡机',
  });
  expect(granted(await station.call(cardStationState))).toMatchObject({ step: 'closed', cards: 80 });
  expect(await hall.browser().call(pair, { body: { code: added.code } })).toMatchObject({
    ok: false,
    error: { code: 'pairing-code-unknown' },
  });

  const late = granted(
    await organizer.call(addMachine, { params: { meeting }, body: { role: 'screen', name: '大屏' } }),
  );
  hall.advance(31 * 60_000);
  expect((await hall.browser().call(pair, { body: { code: late.code } })).ok).toBe(false);

  granted(await organizer.call(removeMachine, { params: { meeting, machine: added.id } }));
  expect(await station.call(cardStationState)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } });
});

test('a new code makes the device that types it the only one: the former tablet may do nothing any more', async () => {
  const added = granted(
    await organizer.call(addMachine, { params: { meeting }, body: { role: 'kiosk', name: '投票机' } }),
  );
  const [lost, replacement] = [hall.browser(), hall.browser()];
  granted(await lost.call(pair, { body: { code: added.code } }));
  granted(await lost.call(kioskState));
  const renewed = granted(await organizer.call(renewMachineCode, { params: { meeting, machine: added.id }, body: {} }));
  granted(await lost.call(kioskState));
  granted(await replacement.call(pair, { body: { code: renewed.code } }));
  granted(await replacement.call(kioskState));
  expect(await lost.call(kioskState)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } });
});

test('the session of one role opens no route of any other, and a scrutineer’s none of a colleague', async () => {
  const { code } = granted(await organizer.call(scrutineerCode, { params: { meeting, index: '1' }, body: {} }));
  const first = hall.browser();
  granted(await first.call(pair, { body: { code } }));
  const kiosk = granted(
    await organizer.call(addMachine, { params: { meeting }, body: { role: 'kiosk', name: '投票机二' } }),
  );
  const machine = hall.browser();
  granted(await machine.call(pair, { body: { code: kiosk.code } }));
  const cookies = {
    organizer: organizer.cookies.get('/api/organizer') ?? '',
    kiosk: machine.cookies.get('/api/kiosk') ?? '',
    scrutineer: first.cookies.get(`/api/scrutineers/${meeting}/1`) ?? '',
  };
  for (const [audience, cookie] of Object.entries(cookies)) {
    expect(cookie, audience).not.toBe('');
    for (const route of Object.values(ROUTES)) {
      if (route.audience === 'public' || route.audience === audience) continue;
      const path = route.path
        .replace(':meeting', meeting)
        .replace(':index', '1')
        .replace(/:[a-zA-Z]+/g, '1');
      const response = await hall.app.request(`http://hall.test${path}`, {
        method: route.method,
        headers: { 'content-type': 'application/json', host: 'hall.test', cookie },
        ...(route.body === null ? {} : { body: '{}' }),
      });
      expect(response.status, `${audience}: ${route.method} ${route.path}`).toBe(401);
    }
  }
  for (const route of Object.values(ROUTES)) {
    if (route.audience !== 'scrutineer') continue;
    for (const [of, index] of [
      [meeting, '2'],
      [meeting, '01'],
      ['0000000000', '1'],
    ] as const) {
      const path = route.path
        .replace(':meeting', of)
        .replace(':index', index)
        .replace(/:[a-zA-Z]+/g, '1');
      const response = await hall.app.request(`http://hall.test${path}`, {
        method: route.method,
        headers: { 'content-type': 'application/json', host: 'hall.test', cookie: cookies.scrutineer },
        ...(route.body === null ? {} : { body: '{}' }),
      });
      expect(response.status, `${of} ${index}: ${route.method} ${route.path}`).toBe(401);
    }
  }
});

test('nobody fills the server’s memory with challenges', async () => {
  const codes: string[] = [];
  for (let asked = 0; asked < 62; asked += 1) {
    const answer = await hall.browser().call(scrutineerChallenge, { body: { meeting, index: 1 } });
    codes.push(answer.ok ? 'ok' : answer.error.code);
  }
  expect(codes.at(59)).toBe('ok');
  expect(codes.at(-1)).toBe('too-many-attempts');
});

test('ten wrong codes a minute are enough; right ones do not count', async () => {
  const codes: string[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const answer = await hall.browser().call(pair, { body: { code: `WRNG${1000 + attempt}` } });
    codes.push(answer.ok ? 'ok' : answer.error.code);
  }
  expect(codes.at(-1)).toBe('too-many-attempts');
  expect(codes[0]).toBe('pairing-code-unknown');
});

test('every path where a code or a password could be guessed is closed after ten wrong attempts', async () => {
  const other = await scratchApp();
  const guessable = [setUp, signIn, pair, scrutineerRestore, undoCheckIn, readmit, paperRound];
  for (const route of guessable) {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const path = route.path.replace(/:[a-zA-Z]+/g, '1');
      const response = await other.app.request(`http://hall.test${path}`, {
        method: route.method,
        headers: { 'content-type': 'application/json', host: 'hall.test' },
        body: '{}',
      });
      statuses.push(response.status);
    }
    expect(
      statuses.slice(0, 10).every((status) => status === 400 || status === 401),
      route.path,
    ).toBe(true);
    expect(statuses.at(-1), route.path).toBe(429);
  }
  await other.close();
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const other = hall.browser();
  granted(await other.call(signIn, { body: { role: 'organizer', name: '高玉龙', password: 'a long password' } }));
  const cookie = other.cookies.get('/api/organizer') ?? '';
  granted(await other.call(organizerSignOut, { body: {} }));
  const replayed = await hall.app.request('http://hall.test/api/organizer/session', { headers: { cookie } });
  expect(replayed.status).toBe(401);
});

test('sessions that are over do not pile up in the database', async () => {
  const count = async () => (await hall.db.select().from(session)).length;
  const other = hall.browser();
  granted(await other.call(signIn, { body: { role: 'organizer', name: '高玉龙', password: 'a long password' } }));
  hall.advance(8 * 24 * 3_600_000);
  granted(await organizer.call(signIn, { body: { role: 'organizer', name: '高玉龙', password: 'a long password' } }));
  expect(await count()).toBe(1);
});

test('an official signs in again the next day', async () => {
  const other = hall.browser();
  granted(await other.call(signIn, { body: { role: 'organizer', name: '高玉龙', password: 'a long password' } }));
  hall.advance(13 * 3_600_000);
  expect((await other.call(organizerSession)).ok).toBe(false);
});

test('what is sent to the server never reaches its log', async () => {
  const response = await hall.app.request('http://hall.test/api/meetings/%00secret%00/x');
  expect(response.status).toBe(404);
  expect(hall.logged.join('\n')).not.toMatch(/secret|password|高玉龙/);
});

test('every route of the contract is answered', () => {
  expect(hall.app.unanswered.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test('the OpenAPI document is served', async () => {
  const response = await hall.app.request('http://hall.test/api/openapi.json');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
});
