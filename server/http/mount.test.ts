import { Hono } from 'hono';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { err, ok } from '../../crypto/result.ts';
import type { Phase } from '../../tally/phase.ts';
import { type Route, route } from '../contract/route.ts';
import { connectionOf } from './connection.ts';
import { createMount } from './mount.ts';
import { handleErrors } from './security.ts';

const asked = route({
  method: 'POST',
  path: '/api/desk/asked',
  audience: 'desk',
  summary: { zh: '试', en: 'Try' },
  body: z.strictObject({ member: z.string().max(5) }),
  response: z.object({ shown: z.string() }),
  refusals: ['not-signed-in', 'member-unknown'],
});

/** Whatever names somebody likes. */
const named = route({
  method: 'POST',
  path: '/api/desk/named/:member',
  audience: 'desk',
  summary: { zh: '试', en: 'Try' },
  body: z.record(z.string(), z.string()),
  response: z.object({ names: z.array(z.string()) }),
  refusals: ['not-signed-in'],
});

/** Done while voting, or before it by who asks for it so. */
const timed = (phases: readonly Phase[]) =>
  route({
    method: 'POST',
    path: `/api/desk/${phases.join('-')}/:meeting`,
    audience: 'desk',
    summary: { zh: '试', en: 'Try' },
    body: null,
    response: z.object({}),
    refusals: ['not-signed-in', 'wrong-phase'],
    phases,
  });
const whileVoting = timed(['voting', 'paused']);
const onceStopped = timed(['stopped']);

let app: Hono;
let seen: unknown[];

beforeEach(() => {
  app = new Hono();
  seen = [];
  const official = { official: { id: '1', name: '唐梅' } };
  const mount = createMount(
    app,
    {
      authenticate: async (_, __, secret) => (secret === 'right' ? official : undefined),
      readSecret: (context) => context.req.header('x-secret'),
      phaseOf: async (meeting) => (meeting === 'known' ? 'stopped' : undefined),
    },
    new Set<Route>(),
  );
  mount(asked, async ({ body, caller }) => {
    seen.push([body, caller]);
    if (body.member === '无') return err('member-unknown');
    return ok({ shown: body.member, hidden: 'a member and a token' } as { shown: string });
  });
  for (const one of [whileVoting, onceStopped]) mount(one, async () => err('wrong-phase'));
  mount(named, async ({ params, body }) => ok({ names: [params.member, ...Object.entries(body).flat()] }));
});

const ask = (body: string, headers: Record<string, string> = {}) =>
  app.request('/api/desk/asked', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-secret': 'right', ...headers },
  });

test('what the contract does not name never leaves the server', async () => {
  const answer = await ask('{"member":"李"}');
  expect([answer.status, await answer.json()]).toEqual([200, { shown: '李' }]);
});

test('a handler sees no caller without a session, and no body that is not as the contract says', async () => {
  expect((await ask('{"member":"李"}', { 'x-secret': 'wrong' })).status).toBe(401);
  for (const body of ['{"member":"李","more":1}', '{"member":7}', '{"member":"一二三四五六"}', '', '[]', '{'])
    expect((await ask(body)).status, body).toBe(400);
  // The only types a form of another site can send without asking first.
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
    expect((await ask('{"member":"李"}', { 'content-type': type })).status, type).toBe(400);
  expect(seen).toEqual([]);
});

test('what a database cannot keep is refused in an address, in a name and in a text', async () => {
  const name = (member: string, body: string) =>
    app.request(`/api/desk/named/${member}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-secret': 'right' },
    });
  expect(await (await name('%E6%9D%8E', '{"a":"b"}')).json()).toEqual({ names: ['李', 'a', 'b'] });
  const refused = await name('a%00', '{"a":"b"}');
  expect([refused.status, (await refused.json()).code]).toEqual([404, 'not-found']);
  for (const body of ['{"a\\u0000":"b"}', '{"\\ud800":"b"}', '{"a":"\\u0000"}', '{"a":"b\\udfff"}'])
    expect((await name('a', body)).status, body).toBe(400);
});

test('an error says nothing of itself, neither to whoever asked nor, but for its place, to the log', async () => {
  const failures: string[] = [];
  const log = { failure: (place: string) => void failures.push(place) } as unknown as Parameters<
    typeof handleErrors
  >[1];
  app.get('/api/broken', () => {
    throw new Error('秘密的人名');
  });
  handleErrors(app, log);
  const answer = await app.request('/api/broken');
  const text = await answer.text();
  expect([answer.status, JSON.parse(text).code]).toEqual([500, 'server-error']);
  expect(text).not.toContain('秘密');
  expect(failures).toEqual(['GET /api/broken']);
});

test('by the name of this computer from another one is no connection of its own', async () => {
  const seen = new Hono();
  seen.get('/seen', (context) => context.text(connectionOf(context)));
  const from = async (remoteAddress: string) =>
    (await seen.request('http://localhost:8080/seen', {}, { incoming: { socket: { remoteAddress } } })).text();
  for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(await from(own), own).toBe('own-computer');
  for (const other of ['192.168.1.5', '::ffff:192.168.1.5', 'fe80::1', '127.evil'])
    expect(await from(other), other).toBe('plain');
});

test('a refusal has its code, both languages and nothing of what was sent', async () => {
  const answer = await ask('{"member":"无"}');
  const refused = await answer.json();
  expect(answer.status).toBe(404);
  expect(refused).toMatchObject({ code: 'member-unknown', zh: expect.any(String), en: expect.any(String) });
  expect(JSON.stringify(await (await ask('{"member":"秘密的人名"}x')).json())).not.toContain('秘密');
});

test('a step at the wrong time is refused with the state it needs and the one it is (UX 5.9)', async () => {
  const refused = async (path: string) =>
    (await app.request(path, { method: 'POST', headers: { 'x-secret': 'right' } })).json();
  expect(await refused('/api/desk/voting-paused/known')).toMatchObject({
    code: 'wrong-phase',
    detail: [
      {
        zh: expect.stringMatching(/“投票”或“暂停”.*“截止”/),
        en: expect.stringMatching(/"Voting" or "Paused".*"Stopped"/),
      },
    ],
  });
  // Where the time is right something else stands in the way, and of a meeting that is not there nothing is told.
  expect(await refused('/api/desk/stopped/known')).toMatchObject({ code: 'wrong-phase', detail: [] });
  expect(await refused('/api/desk/voting-paused/other')).toMatchObject({ code: 'wrong-phase', detail: [] });
});

test('a route is bound once', () => {
  const mount = createMount(
    app,
    { authenticate: async () => ({}), readSecret: () => undefined, phaseOf: async () => undefined },
    new Set([asked as Route]),
  );
  expect(() => mount(asked, async () => err('member-unknown'))).toThrow(/bound twice/);
});
