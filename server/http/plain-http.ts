/**
 * What is served over plain http to other computers of the hall's network, and why:
 *
 * - what anybody may read and check for himself: the record, its proofs, result sheets, the page /check/. A visitor's phone does not
 *   trust the hall's authority and shall not have to;
 * - cosignatures of outside witnesses: they are signatures, whoever carries them;
 * - the page /trust/ and the authority's certificate, which a device needs before it can use https;
 * - scripts, styles and fonts of the pages: the same for everybody.
 *
 * Everything with a session, a code, a password or a card is served over https, or to this computer itself. Strict-Transport-Security
 * is never sent: a browser that keeps it would refuse the page for phones, and after a new installation everything.
 */
import type { Context } from 'hono';
import { cosignAsWitness } from '../contract/public.ts';
import type { Route } from '../contract/route.ts';
import { connectionOf, hostNameOf } from './connection.ts';

/** Names of built pages. */
const OPEN_PAGES: readonly string[] = ['/check', '/trust'];
const TRUST_PAGE = '/trust/';

export function isOpenRoute(route: Route): boolean {
  return route.audience === 'public' && (route.method === 'GET' || route.path === cosignAsWitness.path);
}

/** Where a page asked for in the clear is to be had; undefined where it may be served. */
export function pageElsewhere(context: Context, page: string, securePort: number | undefined): string | undefined {
  if (connectionOf(context) !== 'plain' || OPEN_PAGES.includes(page)) return undefined;
  // The bare address is what people type: they are told how to trust the hall first.
  if (page === '/index' || securePort === undefined) return TRUST_PAGE;
  return secureAddress(context, securePort);
}

/** The same address over https. */
export function secureAddress(context: Context, securePort: number): string {
  const { pathname, search } = new URL(context.req.url);
  return `https://${hostNameOf(context)}:${securePort}${pathname}${search}`;
}
