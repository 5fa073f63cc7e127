/**
 * Every request of a whole election again, damaged: bodies with members changed, doubled or of another type, bytes that are no
 * JSON, strange parameters. The server refuses in words or answers; it never fails, and it goes on.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installation } from '../../server/contract/public.ts';
import { openAt, type SampleElection, sealAt } from '../../server/rehearsal/sample-election.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { damage, damageObject, damageText } from './mutation.ts';

interface Sent {
  readonly address: URL;
  readonly init: RequestInit;
}

const seed = process.env.FUZZ_SEED ?? 'requests';
const random = seededRandom(seed);
const original = globalThis.fetch;
const folder = mkdtempSync(join(tmpdir(), 'changpiao-requests-'));
let server: ServerProcess;
let election: SampleElection;
/** The last request to each route, as the hall sent it. */
const sent = new Map<string, Sent>();

beforeAll(async () => {
  globalThis.fetch = (input, init = {}) => {
    const address = new URL(String(input));
    const route = address.pathname.replace(/\/[0-9a-z]{10}(?=\/|$)/, '/:id').replace(/\/\d+(?=\/|$)/g, '/:n');
    sent.set(`${init.method ?? 'GET'} ${route}`, { address, init });
    return original(input, init);
  };
  try {
    // The embedded database runs as another user.
    chmodSync(folder, 0o711);
    server = await startServerProcess(join(folder, 'data'));
    election = await openAt(await sealAt(server.address, server.setUpCode ?? '', { present: 60 }));
    for (const card of election.drawn.slice(0, 3)) await election.vote(card);
  } finally {
    globalThis.fetch = original;
  }
}, 240_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function answerTo(address: URL, init: RequestInit): Promise<{ status: number; text: string }> {
  const response = await original(address, init);
  return { status: response.status, text: await response.text() };
}

/** What a refusal says; a file or an answer says nothing of the kind. */
function requireWords({ status, text }: { status: number; text: string }, what: string): void {
  expect(status, `${what} → ${text.slice(0, 300)}`).toBeLessThan(500);
  if (status < 400) return;
  const refusal = JSON.parse(text) as { code: string; zh: string; en: string };
  expect(
    [refusal.code, refusal.zh, refusal.en].every((words) => words.length > 0),
    what,
  ).toBe(true);
}

test(`damaged bodies of every route are refused in words or answered (FUZZ_SEED=${seed})`, async () => {
  const posts = [...sent].filter(([, { init }]) => typeof init.body === 'string');
  expect(posts.length).toBeGreaterThan(20);
  for (const [name, { address, init }] of posts) {
    const body = String(init.body);
    for (let run = 0; run < 12; run++) {
      const changed =
        run % 4 === 3
          ? damage(new TextEncoder().encode(body), random)
          : JSON.stringify(damageObject(JSON.parse(body), random));
      requireWords(
        await answerTo(address, { ...init, body: changed as BodyInit }),
        `${name} ${String(changed).slice(0, 200)}`,
      );
    }
    for (const strange of ['', 'null', '[]', '"', '{"a":', '[['.repeat(5000)])
      requireWords(await answerTo(address, { ...init, body: strange }), `${name} ${strange.slice(0, 20)}`);
  }
}, 120_000);

test('strange parameters of every route are refused in words or answered', async () => {
  for (const [name, { address, init }] of sent) {
    for (let run = 0; run < 4; run++) {
      const parts = address.pathname.split('/');
      const at = 2 + (run % Math.max(1, parts.length - 2));
      const strange = [
        damageText(parts[at] ?? '', random),
        '..',
        '-1',
        '9'.repeat(40),
        '%00',
        "' or 1=1 --",
        '%E0%A4%A',
      ];
      parts[at] = strange[(run * 3 + name.length) % strange.length] ?? '';
      const path = parts.map((part) => (part.startsWith('%') ? part : encodeURIComponent(part))).join('/');
      requireWords(await answerTo(new URL(path, address.origin), init), `${name} ${path}`);
    }
  }
}, 120_000);

test('the server goes on', async () => {
  const { meetings } = await openSession(election.base).call(installation);
  expect(meetings.map(({ id }) => id)).toContain(election.meeting);
});
