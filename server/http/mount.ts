/**
 * Binds the routes of the contract to handlers: session, body and answer are checked here, once, for every route.
 * A handler sees parsed values and a known caller, and answers with a value or a refusal.
 */
import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { err, type Result } from '../../crypto/result.ts';
import { needsPhase, type Phase } from '../../tally/phase.ts';
import { type GeneralRefusal, REFUSALS, type RefusalCode, refusal } from '../contract/refusals.ts';
import {
  type BodyOf,
  type FileResponse,
  isFile,
  type ParamsOf,
  type ResponseInputOf,
  type Route,
} from '../contract/route.ts';
import type { Text } from '../contract/text.ts';
import { isMalformedIdentifier } from '../store/malformed-identifier.ts';
import type { AnyCaller, CallerOf } from './caller.ts';
import { connectionOf } from './connection.ts';
import { isOpenRoute } from './plain-http.ts';
import { cookieHeader, type SessionCookie } from './session-cookie.ts';

/** A refusal with or without lines that name what stands in the way. */
export type Refused<C extends string> = C | { readonly code: C; readonly detail: readonly Text[] };

/** A file answer; `fileName` makes the browser offer it as a download. */
export type FileAnswer = {
  readonly bytes: Uint8Array;
  readonly fileName?: string;
  /** Where one route answers with several kinds of file. */
  readonly mediaType?: string;
};

export type HandlerRequest<T extends Route> = {
  readonly params: ParamsOf<T['path']>;
  readonly body: BodyOf<T>;
  readonly caller: CallerOf<T['audience']>;
  /** Only the routes that begin or end a session use it. */
  readonly setCookie: (cookie: SessionCookie) => void;
  /** The session cookie of the caller, for signing out. */
  readonly sessionSecret: string | undefined;
};

export type HandlerAnswer<T extends Route> = Result<
  T['response'] extends z.ZodType ? ResponseInputOf<T> : FileAnswer,
  Refused<T['refusals'][number] | GeneralRefusal>
>;

export type Handler<T extends Route> = (request: HandlerRequest<T>) => Promise<HandlerAnswer<T>>;

/** Binds one route. Each route is bound exactly once. */
export type Mount = <T extends Route>(route: T, handler: Handler<T>) => void;

export type Authenticate = (
  route: Route,
  params: Readonly<Record<string, string>>,
  secret: string | undefined,
) => Promise<AnyCaller | undefined>;

export type MountOptions = {
  readonly authenticate: Authenticate;
  readonly readSecret: (context: Context, route: Route, params: Readonly<Record<string, string>>) => string | undefined;
  readonly phaseOf: (meeting: string) => Promise<Phase | undefined>;
};

/** `bound` collects the routes, so that one that nobody answers is noticed. */
export function createMount(app: Hono, options: MountOptions, bound: Set<Route>): Mount {
  return (route, handler) => {
    if (bound.has(route)) throw new Error(`${route.method} ${route.path} is bound twice`);
    bound.add(route);
    app.on(route.method, route.path, async (context) => {
      const params = context.req.param() as Readonly<Record<string, string>>;
      if (!Object.values(params).every(isText)) return refuse(context, 'not-found');
      if (connectionOf(context) === 'plain' && !isOpenRoute(route)) return refuse(context, 'https-needed');
      const secret = options.readSecret(context, route, params);
      const caller = await options.authenticate(route, params, secret);
      if (caller === undefined) return refuse(context, 'not-signed-in');
      let body: unknown;
      if (route.body !== null) {
        const parsed = route.body.safeParse(await readJson(context));
        if (!parsed.success) return refuse(context, { code: 'malformed', detail: fieldsOf(parsed.error) });
        body = parsed.data;
      }
      const request = {
        params,
        body,
        caller,
        setCookie: (cookie: SessionCookie) =>
          context.header('set-cookie', cookieHeader(context, cookie), { append: true }),
        sessionSecret: secret,
      } as unknown as Parameters<typeof handler>[0];
      const answer = await handler(request).catch((error: unknown) => {
        if (isMalformedIdentifier(error, Object.values(params))) return err('not-found');
        throw error;
      });
      if (!answer.ok) return refuse(context, await withNeededPhase(answer.error, route, params, options.phaseOf));
      if (isFile(route.response)) return sendFile(context, route.response, answer.value as unknown as FileAnswer);
      // What the contract does not name is dropped here: nothing leaves the server by accident.
      return sendJson(context, route.response.parse(answer.value));
    });
  };
}

/** A step at another time than its own is refused with the state it needs; at its own time something else is in the way. */
async function withNeededPhase(
  refused: Refused<string>,
  { phases }: Route,
  { meeting }: Readonly<Record<string, string>>,
  phaseOf: MountOptions['phaseOf'],
): Promise<Refused<string>> {
  if (refused !== 'wrong-phase' || phases === undefined || meeting === undefined) return refused;
  const phase = await phaseOf(meeting);
  return phase === undefined || phases.includes(phase)
    ? refused
    : { code: refused, detail: [needsPhase(phases, phase)] };
}

async function readJson(context: Context): Promise<unknown> {
  const type = context.req.header('content-type') ?? '';
  // A form of another site can send text/plain, never this type without asking first.
  if (!/^application\/json\b/i.test(type)) return undefined;
  try {
    return JSON.parse(await context.req.text(), (key, value: unknown) => {
      if (!isText(key) || (typeof value === 'string' && !isText(value))) throw new TypeError('body: not a text');
      return value;
    });
  } catch {
    return undefined;
  }
}

/** What JSON and addresses can spell and a database cannot keep: the character of code zero, halves of a character. */
const isText = (value: string): boolean => !NO_TEXT.test(value);
const NO_TEXT = /\0|\p{Surrogate}/u;

/** Names of the fields that are wrong, never their values. */
function fieldsOf(error: z.ZodError): Text[] {
  const names = [...new Set(error.issues.map(({ path }) => path.join('.') || '—'))].slice(0, 5);
  return names.map((name) => ({ zh: `内容不正确：${name}`, en: `Not valid: ${name}` }));
}

export function refuse(context: Context, refused: Refused<string>): Response {
  const code = (typeof refused === 'string' ? refused : refused.code) as RefusalCode;
  const detail = typeof refused === 'string' ? [] : refused.detail;
  context.header('cache-control', 'no-store');
  return context.json(refusal(code, detail), REFUSALS[code].status);
}

/** State is polled every second by every page: what has not changed is not sent again. */
function sendJson(context: Context, value: unknown): Response {
  const text = JSON.stringify(value);
  context.header('cache-control', 'no-store');
  if (context.req.method === 'GET') {
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    context.header('etag', etag);
    if (context.req.header('if-none-match') === etag) return context.body(null, 304);
  }
  context.header('content-type', 'application/json; charset=utf-8');
  return context.body(text);
}

function sendFile(context: Context, response: FileResponse, answer: FileAnswer): Response {
  const { bytes, fileName, mediaType = response.mediaType } = answer;
  context.header('cache-control', 'no-store');
  context.header('content-type', mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType);
  if (fileName !== undefined) {
    context.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(fileName)}`);
  }
  return context.body(new Uint8Array(bytes));
}
