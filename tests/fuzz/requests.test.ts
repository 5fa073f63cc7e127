/**
 * Every request of a whole election, recorded and sent again damaged: bodies with members changed, doubled or of another type, bytes
 * that are no JSON, files inside that are damaged, strange parameters. The server refuses in words or answers; it never fails, takes
 * nothing that is signed otherwise than it was said, and goes on.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Result } from '../../crypto/result.ts';
import { createClient } from '../../server/contract/client.ts';
import { installation } from '../../server/contract/public.ts';
import type { Refusal } from '../../server/contract/refusals.ts';
import { isFile, type Route } from '../../server/contract/route.ts';
import { ROUTES } from '../../server/contract/routes.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { below, seededRandom } from '../../tally/simulation/seeded-random.ts';
import { type FormsServer, startFormsServer } from '../forms/hall-of-forms.ts';
import { damage, damageObject, damageText } from './mutation.ts';
import { type Answered, damagedBody, listen, type Recorder, requireWords } from './recorder.ts';
import { holdEverything } from './whole-course.ts';

const seed = process.env.FUZZ_SEED ?? 'requests';
const random = seededRandom(seed);
let recorder: Recorder;
let hall: FormsServer | undefined;
let town: FormsServer | undefined;

beforeAll(async () => {
  recorder = listen(random);
  try {
    hall = await startFormsServer();
    town = await startFormsServer();
    await holdEverything(hall, town);
  } finally {
    recorder.stop();
  }
});
afterAll(async () => {
  await hall?.stop();
  await town?.stop();
});

const changing = Object.keys(ROUTES).filter((name) => ROUTES[name]?.method !== 'GET');

/** Sent and refused: what they need is not in the hall. */
const NO_PRINTER = 'no print service stands beside this server; server/slip-printing.test.ts';
const REFUSED: Readonly<Record<string, string>> = Object.fromEntries(
  ['savePaperPrinter', 'printPaper', 'printTest', 'cancelPrint', 'printSlip', 'printBoxSlip', 'cancelSlip'].map(
    (name) => [name, NO_PRINTER],
  ),
);

test(`every route that changes something is among the requests of the course, and was granted (FUZZ_SEED=${seed})`, () => {
  expect(changing.length).toBeGreaterThan(100);
  expect(changing.filter((name) => !recorder.routes.has(name))).toEqual([]);
  const refused = changing.filter((name) => recorder.routes.get(name)?.isGranted === false);
  expect(refused.sort()).toEqual(Object.keys(REFUSED).sort());
});

test(`damaged bodies of every route are refused in words or answered (FUZZ_SEED=${seed})`, async () => {
  for (const [name, { last }] of recorder.routes) {
    const { address, init } = last;
    if (typeof init.body !== 'string') continue;
    const strange = ['', 'null', '[]', '"', '{"a":', '[['.repeat(5000)];
    const bodies = [...Array.from({ length: 8 }, () => damagedBody(init.body as string, random)), ...strange];
    for (const body of bodies)
      requireWords(await recorder.send({ address, init: { ...init, body } }), `${name} ${body.slice(0, 200)}`);
  }
});

/** As the pages have it: the answer that was recorded, or a damaged one, and nothing of a network. */
async function heard(route: Route, { status, headers, body }: Answered): Promise<unknown> {
  const answered = new Response([204, 304].includes(status) ? null : body.slice(), { status, headers });
  const client = createClient({ base: '', fetch: async () => answered });
  const call = client.call as (asked: Route, input: object) => Promise<Result<unknown, Refusal>>;
  const names = [...route.path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => [name, 'x']);
  const answer = await call(route, { params: Object.fromEntries(names), body: {} });
  if (answer.ok) return answer.value;
  requireWords({ status: 400, text: JSON.stringify(answer.error) }, route.path);
  return null;
}

/** Members changed at any depth, or bytes of the answer whatever it is. */
function damagedAnswer(answer: Answered, isObject: boolean): Answered {
  if (!isObject || below(2, random) === 0) return { ...answer, body: damage(answer.body, random) };
  const value = damageObject(JSON.parse(new TextDecoder().decode(answer.body)), random);
  return { ...answer, body: new TextEncoder().encode(JSON.stringify(value)) };
}

test(`damaged answers of every route are read by a device as the contract says, or refused (FUZZ_SEED=${seed})`, async () => {
  let refused = 0;
  for (const [name, { answer }] of recorder.routes) {
    const route = ROUTES[name];
    if (route === undefined || answer === null) throw new Error(`${name}: nothing was heard`);
    const isObject = !isFile(route.response) || answer.status >= 400;
    const honest = await heard(route, answer);
    if (answer.status < 300) expect(honest, name).not.toBeNull();
    for (let run = 0; run < 8; run += 1) {
      const damaged = damagedAnswer(answer, isObject && answer.body.length > 0);
      const status = run === 7 ? ([304, 404, 500] as const)[below(3, random)] : answer.status;
      let value: unknown;
      try {
        value = await heard(route, { ...damaged, status: status ?? 500 });
      } catch (error) {
        // The one refusal that is thrown: an answer outside the contract, which the page says is the program's fault.
        if (!(error instanceof z.ZodError))
          throw new Error(`${name} ${new TextDecoder().decode(damaged.body.slice(0, 300))}`, { cause: error });
        refused += 1;
        continue;
      }
      if (value === null || isFile(route.response)) continue;
      expect(route.response.safeParse(value).success, name).toBe(true);
    }
  }
  expect(refused).toBeGreaterThan(recorder.routes.size);
});

const PARAMETERS = ['..', '-1', '9'.repeat(40), '%00', "' or 1=1 --", '%E0%A4%A', '__proto__'];
const SEARCHES = [
  '?',
  '?meeting=%00',
  '?a[]=1&a[__proto__]=2',
  `?${'x'.repeat(5000)}`,
  '?%E0%A4%A',
  '?seat=1&seat=2#%zz',
];

test(`strange parameters of every route are refused in words or answered (FUZZ_SEED=${seed})`, async () => {
  for (const [name, { last }] of recorder.routes) {
    const { address, init } = last;
    const parts = address.pathname.split('/');
    for (let run = 0; run < 5; run++) {
      const at = 2 + (run % Math.max(1, parts.length - 2));
      const strange = [damageText(parts[at] ?? '', random), ...PARAMETERS];
      const other = parts.with(at, strange[below(strange.length, random)] ?? '');
      const path = other.map((part) => (part.startsWith('%') ? part : encodeURIComponent(part))).join('/');
      const search = SEARCHES[below(SEARCHES.length, random)] ?? '';
      for (const url of [path, `${address.pathname}${search}`])
        requireWords(await recorder.send({ address: new URL(url, address.origin), init }), `${name} ${url}`);
    }
  }
});

test('the server goes on', async () => {
  if (hall === undefined) throw new Error('no server');
  const { meetings } = await openSession(hall.server.address).call(installation);
  expect(meetings.length).toBeGreaterThan(0);
});
