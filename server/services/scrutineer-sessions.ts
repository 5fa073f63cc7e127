/** A scrutineer's device that lost its cookie proves itself by its signing key; the key file restores everything else. */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { verifyObject } from '../../crypto/sign.ts';
import type { Database } from '../store/database.ts';
import { loadScrutineers, type StoredScrutineer } from '../store/roll.ts';

const NONCE_MS = 2 * 60_000;

export type ScrutineerSessions = {
  readonly challenge: (meeting: string, index: number) => string;
  readonly restore: (proof: {
    readonly meeting: string;
    readonly index: number;
    readonly nonce: string;
    readonly signature: string;
  }) => Promise<Result<StoredScrutineer, 'signature-invalid'>>;
};

/** Nonces live in memory: a restart of the server only means asking again. */
export function createScrutineerSessions(options: {
  readonly db: Database;
  readonly random: RandomBytes;
  readonly now: () => Date;
}): ScrutineerSessions {
  const { db, random, now } = options;
  const nonces = new Map<string, { readonly owner: string; readonly expires: number }>();

  return {
    challenge: (meeting, index) => {
      for (const [nonce, { expires }] of nonces) if (expires < now().getTime()) nonces.delete(nonce);
      const nonce = encodeBase64url(random(32));
      nonces.set(nonce, { owner: `${meeting} ${index}`, expires: now().getTime() + NONCE_MS });
      return nonce;
    },
    restore: async ({ meeting, index, nonce, signature }) => {
      const known = nonces.get(nonce);
      nonces.delete(nonce);
      if (known?.owner !== `${meeting} ${index}` || known.expires < now().getTime()) return err('signature-invalid');
      const scrutineer = (await loadScrutineers(db, meeting)).find((row) => row.index === index);
      if (scrutineer?.signKey == null) return err('signature-invalid');
      const statement = { type: 'session', meeting, index, nonce };
      const valid = verifyObject(statement, decodeBase64url(signature, 64), decodeBase64url(scrutineer.signKey, 32));
      return valid ? ok(scrutineer) : err('signature-invalid');
    },
  };
}
