/**
 * The key file: the device's whole state as canonical bytes, to be put into an age file under the scrutineer's
 * passphrase (specification §4), and what of it is public and may be kept beside it in the clear.
 *
 * Security: the bytes of `writeKeyFile` are secret and are never stored as they are.
 */

import { z } from 'zod';
import { canonicalBytes, decodeCanonical } from '../../../crypto/encoding/canonical.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { cosignedHead, forkEvidence } from '../../record/log-head.ts';
import { type ScrutineerState, scrutineerState } from './state.ts';

/** Throws rather than write what could not be read again. */
export const writeKeyFile = (state: ScrutineerState): Uint8Array => canonicalBytes(scrutineerState.parse(state));

export function readKeyFile(content: Uint8Array): Result<ScrutineerState, 'not-a-key-file'> {
  let value: unknown;
  try {
    value = decodeCanonical(content);
  } catch {
    return err('not-a-key-file');
  }
  const parsed = scrutineerState.safeParse(value);
  return parsed.success ? ok(parsed.data) : err('not-a-key-file');
}

/**
 * What changes often and is no secret: heads cosigned, evidence of a fork, lists answered, how far the ceremony is. A device stores it at
 * every change; the encrypted file is written only when a secret changes, because that takes a second.
 */
export const deviceMemory = z.strictObject({
  cosigned: cosignedHead.nullable(),
  fork: forkEvidence.nullable(),
  released: scrutineerState.shape.released,
  ceremony: z
    .strictObject({
      attempt: z.number().int().min(0),
      commitments: z.array(z.string()).readonly().nullable(),
      confirmed: z.string().nullable(),
      sent: z.string().nullable(),
    })
    .nullable(),
});
export type DeviceMemory = Readonly<z.infer<typeof deviceMemory>>;

export const memoryOf = ({ cosigned, fork, released, ceremony }: ScrutineerState): DeviceMemory => ({
  cosigned,
  fork,
  released,
  ceremony:
    ceremony === null
      ? null
      : {
          attempt: ceremony.attempt,
          commitments: ceremony.commitments,
          confirmed: ceremony.confirmed,
          sent: ceremony.sent,
        },
});

/** The secrets, without what is in the memory: two states with equal secrets need one encrypted file. */
export function hasSameSecrets(a: ScrutineerState, b: ScrutineerState): boolean {
  const secrets = ({ ageIdentity, ceremony, share }: ScrutineerState) =>
    JSON.stringify([ageIdentity, ceremony?.attempt, ceremony?.polynomial, share]);
  return secrets(a) === secrets(b);
}

/** A state from an older file with the memory kept since. Nothing that was ever cosigned, seen or answered is forgotten. */
export function withMemory(state: ScrutineerState, memory: DeviceMemory): ScrutineerState {
  const newer = memory.cosigned !== null && memory.cosigned.size > (state.cosigned?.size ?? -1);
  const known = state.released;
  const added = memory.released.filter(
    ({ ctx, stage }) => !known.some((release) => release.ctx === ctx && release.stage === stage),
  );
  const sameAttempt = state.ceremony !== null && state.ceremony.attempt === memory.ceremony?.attempt;
  return {
    ...state,
    cosigned: newer ? memory.cosigned : state.cosigned,
    fork: state.fork ?? memory.fork,
    released: [...known, ...added],
    ceremony: sameAttempt ? { ...state.ceremony, ...memory.ceremony } : state.ceremony,
  };
}
