import { expect, test } from 'vitest';
import { openApi } from './openapi.ts';
import { draftRulesSchema } from './organizer.ts';
import { isRefusalCode, REFUSALS } from './refusals.ts';
import { addressOf } from './route.ts';
import { ROUTES } from './routes.ts';

const routes = Object.values(ROUTES);

test('no two routes share method and path', () => {
  const keys = routes.map(({ method, path }) => `${method} ${path.replace(/:[a-zA-Z]+/g, ':')}`);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('every route that is not public lies below the path of its session cookie and refuses those without a session', () => {
  for (const { audience, path, refusals } of routes) {
    if (audience === 'public') continue;
    const prefix = audience === 'scrutineer' ? '/api/scrutineers/:meeting/:index/' : `/api/${audience}/`;
    expect(path.startsWith(prefix), path).toBe(true);
    expect(refusals, path).toContain('not-signed-in');
  }
});

test('a draft takes every order of secretary and committee that the rules know (rules §1.12)', () => {
  const isTaken = (secretaryMode: string) =>
    draftRulesSchema.safeParse({ majorityBase: 'expected', secretaryMode }).success;
  expect(['indirect', 'direct-after', 'direct-before'].map(isTaken)).toEqual([true, true, true]);
});

test('GET routes have no body, the others have one unless they delete', () => {
  for (const { method, path, body } of routes) {
    expect(body === null, `${method} ${path}`).toBe(method === 'GET' || method === 'DELETE');
  }
});

test('every refusal has a status and words in both languages', () => {
  for (const [code, { status, zh, en }] of Object.entries(REFUSALS)) {
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(zh, code).toMatch(/\p{Script=Han}/u);
    expect(en, code).toMatch(/^[\x20-\x7e]+$/);
  }
  for (const { refusals } of routes) expect(refusals.every(isRefusalCode)).toBe(true);
});

test('the OpenAPI document has an operation for every route', () => {
  const { paths } = openApi(ROUTES, '1') as { paths: Record<string, Record<string, unknown>> };
  const operations = Object.values(paths).flatMap((item) => Object.keys(item));
  expect(operations).toHaveLength(routes.length);
});

test('an address escapes its parameters and refuses a missing one', () => {
  const definition = { path: '/api/meetings/:meeting/record.jsonl' } as const;
  expect(addressOf(definition, { meeting: 'a/b' })).toBe('/api/meetings/a%2Fb/record.jsonl');
  expect(() => addressOf(definition, {} as { meeting: string })).toThrow(RangeError);
});
