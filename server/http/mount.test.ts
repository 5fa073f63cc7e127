import { Hono } from 'hono';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { err, ok } from '../../crypto/result.ts';
import { type Route, route } from '../contract/route.ts';
import { createMount } from './mount.ts';

const asked = route({
  method: 'POST',
  path: '/api/desk/asked',
  audience: 'desk',
  summary: { zh: '试', en: 'Try' },
  body: z.strictObject({ member: z.string().max(5) }),
  response: z.object({ shown: z.string() }),
  refusals: ['not-signed-in', 'member-unknown'],
});

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
    },
    new Set<Route>(),
  );
  mount(asked, async ({ body, caller }) => {
    seen.push([body, caller]);
    if (body.member === '无') return err('member-unknown');
    return ok({ shown: body.member, hidden: 'a member and a token' } as { shown: string });
  });
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

test('a refusal has its code, both languages and nothing of what was sent', async () => {
  const answer = await ask('{"member":"无"}');
  const refused = await answer.json();
  expect(answer.status).toBe(404);
  expect(refused).toMatchObject({ code: 'member-unknown', zh: expect.any(String), en: expect.any(String) });
  expect(JSON.stringify(await (await ask('{"member":"秘密的人名"}x')).json())).not.toContain('秘密');
});

test('a route is bound once', () => {
  const mount = createMount(
    app,
    { authenticate: async () => ({}), readSecret: () => undefined },
    new Set([asked as Route]),
  );
  expect(() => mount(asked, async () => err('member-unknown'))).toThrow(/bound twice/);
});
