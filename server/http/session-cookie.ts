/**
 * The session cookie. Its path keeps the roles of one browser apart. Where the connection is encrypted its name says what the
 * browser then guarantees: set by this host alone, over https, for this host alone (`__Host-`, which wants the path `/`, so that
 * the role moves into the name).
 */
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { SESSION_COOKIE } from '../contract/openapi.ts';
import { connectionOf } from './connection.ts';

export type SessionCookie = {
  /** '' deletes it. */
  readonly secret: string;
  /** The part of the API it opens: /api/organizer, /api/scrutineers/MEETING/1. */
  readonly scope: string;
  readonly maxAgeSeconds: number;
};

const secureName = (scope: string): string =>
  `__Host-changpiao-${scope.replace(/^\/api\//, '').replace(/[^0-9a-zA-Z]+/g, '-')}`;

export function cookieHeader(context: Context, { secret, scope, maxAgeSeconds }: SessionCookie): string {
  const common = `Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict`;
  return connectionOf(context) === 'encrypted'
    ? `${secureName(scope)}=${secret}; Path=/; ${common}; Secure`
    : `${SESSION_COOKIE}=${secret}; Path=${scope}; ${common}`;
}

export function readSessionSecret(context: Context, scope: string): string | undefined {
  return getCookie(context, connectionOf(context) === 'encrypted' ? secureName(scope) : SESSION_COOKIE);
}
