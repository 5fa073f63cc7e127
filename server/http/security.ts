/**
 * What every request passes first: headers, the origin check, size and rate limits, and errors that say nothing.
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { rateLimiter } from 'hono-rate-limiter';
import type { Log } from '../log.ts';
import { hostOf } from './connection.ts';
import { refuse } from './mount.ts';

/**
 * Only what this server serves: no inline script, no foreign address. The camera reader and the proof workers need
 * WebAssembly and workers of our own; PDFs and printed cards are shown from blobs of the page itself.
 */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  workerSrc: ["'self'"],
  styleSrc: ["'self'"],
  // Sizes in millimetres are set on elements; an attribute can neither load nor run anything.
  styleSrcAttr: ["'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  mediaSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  frameSrc: ["'self'", 'blob:'],
  manifestSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'self'"],
} as const;

export function secure(app: Hono): void {
  const { defaultSrc, ...rest } = CONTENT_SECURITY_POLICY;
  const policy = Object.fromEntries(Object.entries(rest).map(([name, sources]) => [name, [...sources]]));
  const headers = (microphone: string[]): MiddlewareHandler =>
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: [...defaultSrc], ...policy },
      permissionsPolicy: {
        camera: ['self'],
        microphone,
        geolocation: [],
        payment: [],
        usb: [],
        screenWakeLock: ['self'],
      },
      xFrameOptions: 'SAMEORIGIN',
      referrerPolicy: 'no-referrer',
      // See plain-http.ts: harmful in a hall.
      strictTransportSecurity: false,
    });
  // 读音 is recorded in the organizer's page; no page that stands in the hall can listen.
  const [listening, deaf] = [headers(['self']), headers([])];
  app.use((context, next) => (context.req.path.startsWith('/organizer/') ? listening : deaf)(context, next));
  app.use('/api/*', sameOriginOnly);
  const small = limitBody(256 * 1024);
  app.use('/api/organizer/*', limitBody(16 * 1024 * 1024));
  app.use('/api/township/*', limitBody(16 * 1024 * 1024));
  app.use('/api/card-station/*', limitBody(4 * 1024 * 1024));
  app.use('/api/kiosk/*', limitBody(4 * 1024 * 1024));
  app.use('/api/*', async (context, next) => {
    if (/^\/api\/(organizer|township|card-station|kiosk)\//.test(context.req.path)) return next();
    return small(context, next);
  });
}

function limitBody(maxSize: number): MiddlewareHandler {
  return bodyLimit({ maxSize, onError: (context) => refuse(context, 'too-large') });
}

/**
 * A changing request must come from our own pages. Browsers send Origin with every one of them; a client that is no
 * browser sends neither header and has no cookie that it was not given.
 */
const sameOriginOnly: MiddlewareHandler = async (context, next) => {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
  const origin = context.req.header('origin');
  const site = context.req.header('sec-fetch-site');
  const foreign =
    origin !== undefined
      ? hostOfOrigin(origin) !== hostOf(context)
      : site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign) return refuse(context, 'foreign-origin');
  return next();
};

function hostOfOrigin(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

/** Guesses at codes and passwords: ten wrong ones a minute from one address; right ones do not count. */
export function limitGuesses(app: Hono, paths: readonly string[]): void {
  for (const path of paths) app.use(path, atMost(10, { skipSuccessfulRequests: true }));
}

/** What anybody may ask for and the server has to remember for a while: sixty a minute from one address. */
export function limitRequests(app: Hono, paths: readonly string[]): void {
  for (const path of paths) app.use(path, atMost(60, { skipSuccessfulRequests: false }));
}

function atMost(limit: number, counted: { readonly skipSuccessfulRequests: boolean }): MiddlewareHandler {
  return rateLimiter({
    windowMs: 60_000,
    limit,
    standardHeaders: false,
    ...counted,
    keyGenerator: addressOfClient,
    handler: (context) => refuse(context, 'too-many-attempts'),
  });
}

function addressOfClient(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? 'unknown';
  } catch {
    // Called without a connection (the app object itself in tests).
    return 'local';
  }
}

/** Nothing of an error reaches the client, and nothing of its message the log: it may quote what was sent. */
export function handleErrors(app: Hono, log: Log): void {
  app.onError((error, context) => {
    log.failure(`${context.req.method} ${context.req.routePath}`, error);
    return refuse(context, 'server-error');
  });
  app.notFound((context) => refuse(context, 'not-found'));
}
