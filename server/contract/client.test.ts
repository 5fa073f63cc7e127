import { expect, test } from 'vitest';
import { z } from 'zod';
import { createClient, type HttpRequest, type HttpResponse } from './client.ts';
import { route } from './route.ts';

const counter = route({
  method: 'GET',
  path: '/api/counter/:name',
  audience: 'public',
  summary: { zh: '计数', en: 'Counter' },
  body: null,
  response: z.object({ count: z.int() }),
  refusals: ['not-found'],
});
const add = route({
  method: 'POST',
  path: '/api/counter',
  audience: 'public',
  summary: { zh: '加', en: 'Add' },
  body: z.strictObject({ by: z.int() }),
  response: z.object({ count: z.int() }),
  refusals: ['wrong-phase'],
});

function answering(
  answer: (address: string, request: HttpRequest) => Partial<HttpResponse> & { readonly body?: unknown },
) {
  const requests: { address: string; request: HttpRequest }[] = [];
  const client = createClient({
    base: 'http://hall.test',
    fetch: async (address, request) => {
      requests.push({ address, request });
      const { body, ...rest } = answer(address, request);
      return {
        ok: true,
        status: 200,
        headers: { get: () => null },
        json: async () => body,
        arrayBuffer: async () => new ArrayBuffer(0),
        ...rest,
      };
    },
  });
  return { client, requests };
}

test('parameters go into the path and bodies are JSON', async () => {
  const { client, requests } = answering(() => ({ body: { count: 1 } }));
  await client.call(counter, { params: { name: 'a b' } });
  await client.call(add, { body: { by: 2 } });
  expect(requests[0]?.address).toBe('http://hall.test/api/counter/a%20b');
  expect(requests[1]?.request).toMatchObject({ method: 'POST', body: '{"by":2}' });
});

test('what has not changed is given again from memory', async () => {
  const { client, requests } = answering((_, { headers }) =>
    headers['if-none-match'] === '"1"'
      ? { ok: false, status: 304 }
      : { headers: { get: (name) => (name === 'etag' ? '"1"' : null) }, body: { count: 7 } },
  );
  expect(await client.call(counter, { params: { name: 'x' } })).toEqual({ ok: true, value: { count: 7 } });
  expect(await client.call(counter, { params: { name: 'x' } })).toEqual({ ok: true, value: { count: 7 } });
  expect(requests).toHaveLength(2);
  // Another address knows nothing of it.
  await client.call(counter, { params: { name: 'y' } });
  expect(requests[2]?.request.headers).not.toHaveProperty('if-none-match');
});

test('a refusal comes with its words and what stands in the way', async () => {
  const detail = [{ zh: '还差 3 人', en: '3 short' }];
  const { client } = answering(() => ({ ok: false, status: 409, body: { code: 'wrong-phase', detail } }));
  expect(await client.call(add, { body: { by: 1 } })).toMatchObject({
    ok: false,
    error: { code: 'wrong-phase', zh: expect.stringMatching(/阶段/), detail },
  });
});

test('a lost network is a refusal with words too, never an exception', async () => {
  const client = createClient({ base: '', fetch: () => Promise.reject(new TypeError('fetch failed')) });
  expect(await client.call(add, { body: { by: 1 } })).toMatchObject({
    ok: false,
    error: { code: 'cannot-reach-server' },
  });
});

test('an answer that is no refusal of ours is named by its status alone', async () => {
  const { client } = answering(() => ({ ok: false, status: 500, body: { code: '<script>' } }));
  expect(await client.call(add, { body: { by: 1 } })).toMatchObject({ ok: false, error: { code: 'server-error' } });
});

test('an answer that breaks the contract is not shown', async () => {
  const { client } = answering(() => ({ body: { count: 'many' } }));
  await expect(client.call(add, { body: { by: 1 } })).rejects.toThrow(z.ZodError);
});
