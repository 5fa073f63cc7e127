/**
 * Sessions: a random secret in a cookie of the browser, its hash in the database. Cookies are scoped by path, so that
 * one browser can hold several roles and a page sends only the one it needs.
 */
import { createHash } from 'node:crypto';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import type { Route } from '../contract/route.ts';
import type { AnyCaller } from '../http/caller.ts';
import type { SessionCookie } from '../http/session-cookie.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  insertSession,
  loadMachine,
  loadOfficials,
  type StoredSession,
} from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { machineKey, type Presence, scrutineerKey } from './presence.ts';

const HOUR_MS = 3_600_000;
/** Officials sign in again the next day; machines and scrutineers keep theirs for the days of a meeting. */
const LIFETIME_MS = { official: 12 * HOUR_MS, device: 7 * 24 * HOUR_MS } as const;

export type SessionOwner =
  | { readonly audience: 'organizer' | 'desk' | 'township'; readonly official: string }
  | {
      readonly audience: 'card-station' | 'kiosk' | 'screen' | 'teller';
      readonly machine: string;
      readonly meeting: string;
    }
  | { readonly audience: 'scrutineer'; readonly meeting: string; readonly scrutineer: number };

export type Sessions = {
  /** Begins a session and gives its cookie. */
  readonly begin: (owner: SessionOwner) => Promise<SessionCookie>;
  /** Ends the session and gives the cookie that deletes the browser's. */
  readonly end: (
    audience: SessionOwner['audience'],
    secret: string | undefined,
    scope?: string,
  ) => Promise<SessionCookie>;
  readonly authenticate: (
    route: Pick<Route, 'audience'>,
    params: Readonly<Record<string, string>>,
    secret: string | undefined,
  ) => Promise<AnyCaller | undefined>;
};

export function createSessions(options: {
  readonly db: Database;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly presence: Presence;
}): Sessions {
  const { db, random, now, presence } = options;

  const callerOf = async (session: StoredSession): Promise<AnyCaller | undefined> => {
    if (session.official !== null) {
      const official = (await loadOfficials(db)).find(({ id }) => id === session.official);
      return official === undefined ? undefined : { official: { id: official.id, name: official.name } };
    }
    if (session.machine !== null) {
      const machine = await loadMachine(db, session.machine);
      if (machine === undefined) return undefined;
      presence.seen(machineKey(machine.id));
      return { machine: { id: machine.id, name: machine.name, meeting: machine.meeting } };
    }
    if (session.meeting === null || session.scrutineer === null) return undefined;
    presence.seen(scrutineerKey(session.meeting, session.scrutineer));
    return { scrutineer: { meeting: session.meeting, index: session.scrutineer } };
  };

  return {
    begin: async (owner) => {
      await deleteExpiredSessions(db, now());
      const secret = encodeBase64url(random(32));
      const lifetime = 'official' in owner ? LIFETIME_MS.official : LIFETIME_MS.device;
      await insertSession(db, {
        hash: hashOf(secret),
        audience: owner.audience,
        official: 'official' in owner ? owner.official : null,
        machine: 'machine' in owner ? owner.machine : null,
        meeting: 'meeting' in owner ? owner.meeting : null,
        scrutineer: 'scrutineer' in owner ? owner.scrutineer : null,
        expiresAt: new Date(now().getTime() + lifetime),
      });
      return { secret, scope: scopeOf(owner), maxAgeSeconds: Math.floor(lifetime / 1000) };
    },
    end: async (audience, secret, scope = `/api/${audience}`) => {
      if (secret !== undefined) await deleteSession(db, hashOf(secret));
      return { secret: '', scope, maxAgeSeconds: 0 };
    },
    authenticate: async (route, params, secret) => {
      if (route.audience === 'public') return {};
      if (secret === undefined) return undefined;
      const session = await findSession(db, hashOf(secret), now());
      if (session === undefined || session.audience !== route.audience) return undefined;
      if (
        route.audience === 'scrutineer' &&
        (params.meeting !== session.meeting || params.index !== String(session.scrutineer))
      ) {
        return undefined;
      }
      return callerOf(session);
    },
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function scopeOf(owner: SessionOwner): string {
  return owner.audience === 'scrutineer' ? scrutineerPath(owner.meeting, owner.scrutineer) : `/api/${owner.audience}`;
}

/** Where the session of a caller of this route has its cookie. */
export function sessionScope({ audience }: Pick<Route, 'audience'>, params: Readonly<Record<string, string>>): string {
  return audience === 'scrutineer' ? scrutineerPath(params.meeting ?? '', Number(params.index)) : `/api/${audience}`;
}

export const scrutineerPath = (meeting: string, index: number): string => `/api/scrutineers/${meeting}/${index}`;
