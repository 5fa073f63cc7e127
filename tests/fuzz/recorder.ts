/**
 * Listens to a hall: every request of every role, by the route it goes to. The first ones of each route are sent again, damaged, at
 * the moment they matter: what is signed before the honest one, when it could still be taken in its place; the rest after it.
 */
import { Buffer } from 'node:buffer';
import { expect } from 'vitest';
import type { RandomBytes } from '../../crypto/group.ts';
import type { Route } from '../../server/contract/route.ts';
import { ROUTES } from '../../server/contract/routes.ts';
import { below } from '../../tally/simulation/seeded-random.ts';
import { damage, damageObject } from './mutation.ts';

export interface Sent {
  readonly address: URL;
  readonly init: RequestInit;
}

/** What the server said last. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface RecordedRoute {
  /** As the hall sent it last. */
  last: Sent;
  answer: Answered | null;
  requests: number;
  /** Granted at least once. */
  isGranted: boolean;
}

export interface Recorder {
  readonly routes: ReadonlyMap<string, RecordedRoute>;
  /** Goes past the recording. */
  readonly send: (sent: Sent) => Promise<{ readonly status: number; readonly text: string }>;
  readonly stop: () => void;
}

/** A signature or a proof stands over what the body says: nothing that was changed may be taken. */
const SIGNED: ReadonlySet<string> = new Set([
  ...['submitPending', 'castBallot', 'askStatus', 'submitEntry', 'signProposal', 'cosign', 'voidCard', 'enrol'],
  ...['cosignAsWitness', 'scrutineerRestore'],
]);
/** A changed one, taken, would be another course of the meeting; or too many wrong ones close the door to the right one. */
const AT_THE_END: ReadonlySet<string> = new Set([
  ...['setUp', 'signIn', 'pair', 'scrutineerChallenge', 'scrutineerRestore', 'undoCheckIn', 'readmit', 'paperRound'],
  ...['addMachine', 'scrutineerCode', 'renewMachineCode', 'removeMachine', 'sendMessages', 'takeBackReading', 'leave'],
  ...['checkIn', 'putMotion', 'importRoll', 'recordDecision'],
]);
/** The honest one again, in case that a changed one was granted. */
const AGAIN: ReadonlySet<string> = new Set([
  ...['confirmCandidates', 'importCandidates', 'importOfficials', 'calibrate', 'takeTellerSeat', 'submitTokens'],
  ...['issuePaper', 'openPaperBox', 'importConditions', 'importFormLists'],
]);
const DAMAGED_EACH = 4;

const named = Object.entries(ROUTES).map(([name, route]) => ({
  name,
  route,
  path: new RegExp(`^${route.path.replace(/:[a-zA-Z]+/g, '[^/]+').replaceAll('.', '\\.')}$`),
}));
const routeOf = (method: string, path: string) =>
  named.find(({ route, path: pattern }) => route.method === method && pattern.test(path));

/** What a refusal says; a file or an answer says nothing of the kind. */
export function requireWords({ status, text }: { status: number; text: string }, what: string): void {
  expect(status, `${what} → ${text.slice(0, 300)}`).toBeLessThan(500);
  if (status < 400) return;
  const refusal = JSON.parse(text) as { code: string; zh: string; en: string };
  expect(
    [refusal.code, refusal.zh, refusal.en].every((words) => words.length > 0),
    what,
  ).toBe(true);
}

/** Members changed at any depth, bytes that are no JSON, and the file inside where there is one. */
export function damagedBody(body: string, random: RandomBytes): string {
  const value: unknown = JSON.parse(body);
  const kind = below(4, random);
  if (kind === 0) return new TextDecoder().decode(damage(new TextEncoder().encode(body), random));
  if (kind < 3 && typeof value === 'object' && value !== null && 'content' in value) {
    const content = damage(new Uint8Array(Buffer.from(String(value.content), 'base64')), random);
    return JSON.stringify({ ...value, content: Buffer.from(content).toString('base64') });
  }
  return JSON.stringify(damageObject(value, random));
}

/** Whether the contract reads both as the same: a member nobody reads was added, or nothing was changed at all. */
function isSameTo({ body }: Route, honest: string, damaged: string): boolean {
  if (body === null) return true;
  try {
    const [one, other] = [honest, damaged].map((text) => body.safeParse(JSON.parse(text)));
    return one?.success === true && other?.success === true && JSON.stringify(one.data) === JSON.stringify(other.data);
  } catch {
    return false;
  }
}

export function listen(random: RandomBytes): Recorder {
  const original = globalThis.fetch;
  const routes = new Map<string, RecordedRoute>();

  const send: Recorder['send'] = async ({ address, init }) => {
    const response = await original(address, init);
    return { status: response.status, text: await response.text() };
  };
  async function tryDamaged(name: string, route: Route, { address, init }: Sent): Promise<void> {
    const honest = String(init.body);
    for (let run = 0; run < DAMAGED_EACH; run += 1) {
      const body = damagedBody(honest, random);
      // Spelt otherwise and yet the same: it would be taken, and the honest one would be the second.
      if (isSameTo(route, honest, body)) continue;
      const answer = await send({ address, init: { ...init, body } });
      const what = `${name} ${body.slice(0, 300)}`;
      requireWords(answer, what);
      if (SIGNED.has(name)) expect(answer.status, what).toBeGreaterThanOrEqual(400);
    }
    if (route.method === 'PUT' || AGAIN.has(name)) await send({ address, init });
  }

  globalThis.fetch = async (input, init = {}) => {
    const address = new URL(String(input));
    const found = routeOf(init.method ?? 'GET', address.pathname);
    if (found === undefined) return original(input, init);
    const { name, route } = found;
    const sent = { address, init };
    const known = routes.get(name) ?? { last: sent, answer: null, requests: 0, isGranted: false };
    known.requests += 1;
    routes.set(name, known);
    const isTried = known.requests === 1 && typeof init.body === 'string' && !AT_THE_END.has(name);
    if (isTried && SIGNED.has(name)) await tryDamaged(name, route, sent);
    const response = await original(input, init);
    const { status, headers } = response;
    const body = new Uint8Array(await response.arrayBuffer());
    // A refused one says little; the last that was granted is what is damaged at the end.
    if (response.ok || !known.isGranted) {
      known.last = sent;
      known.answer = { status, headers, body };
    }
    known.isGranted ||= response.ok;
    if (isTried && !SIGNED.has(name)) await tryDamaged(name, route, sent);
    // Such answers have no body, not even an empty one.
    return new Response([204, 304].includes(status) ? null : body, { status, headers });
  };
  const stop = (): void => {
    globalThis.fetch = original;
  };
  return { routes, send, stop };
}
