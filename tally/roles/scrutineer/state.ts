/**
 * Everything one scrutineer's device must not forget, as ONE serialisable object: the content of the key file.
 *
 * signKey signs entries · cosignKey cosigns checkpoints · ageIdentity opens shares sent to this device ·
 * `ceremony` the secrets of a running key ceremony · `share` x_i of the completed one ·
 * `cosigned` the last log head this device cosigned · `fork` evidence that the log showed two histories · `released` what it has ever decrypted (specification §8.2)
 *
 * Security: the object is secret. It leaves memory only as an age file under the scrutineer's passphrase
 * (key-file.ts). Every function of this folder takes a state and returns a new one; none keeps a state of its own.
 */
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodeScalar, type Scalar } from '../../../crypto/group.ts';
import { type SigningKey, signingKeyFromSecret } from '../../../crypto/sign.ts';
import { keyPackage } from '../../record/ceremony-entries.ts';
import { STAGES } from '../../record/count-entries.ts';
import { bytes32, hash, point, scalar, scrutineerIndex, words } from '../../record/fields.ts';
import { cosignedHead, forkEvidence } from '../../record/log-head.ts';

/** Secrets of one attempt at the ceremony; deleted when it completes or is aborted (specification §4). */
const ceremonySecrets = z.strictObject({
  /** How many aborts stood in the record when this attempt began: an abort makes the number differ. */
  attempt: z.number().int().min(0),
  /** a_0 … a_{t−1}. */
  polynomial: z.array(scalar).min(1).readonly(),
  package: keyPackage,
  /** The n commitments this device accepted; it takes no other afterwards. */
  commitments: z.array(hash).readonly().nullable(),
  /** The ceremony hash whose digits the scrutineer confirmed to be the same on every device. */
  confirmed: hash.nullable(),
  /** The shares for this ceremony hash have reached the server. */
  sent: hash.nullable(),
});
export type CeremonySecrets = Readonly<z.infer<typeof ceremonySecrets>>;

/** x_i of a completed ceremony with what it belongs to. */
const keyShare = z.strictObject({
  /** As in the secrets: a signed abort after this attempt makes the share worthless. */
  attempt: z.number().int().min(0),
  ceremony: hash,
  K: point,
  X: z.array(point).min(1).readonly(),
  threshold: scrutineerIndex,
  x: scalar,
});
export type KeyShare = Readonly<z.infer<typeof keyShare>>;

/** Specification §8.2: per ctx and stage exactly one list is ever answered. */
const release = z.strictObject({ ctx: hash, stage: z.enum(STAGES), list: hash });
export type Release = Readonly<z.infer<typeof release>>;

export const scrutineerState = z.strictObject({
  version: z.literal(1),
  /** Meeting id, not yet a hash: a device enrols before the meeting is sealed. */
  meeting: words(64),
  index: scrutineerIndex,
  name: words(60),
  signKey: bytes32,
  cosignKey: bytes32,
  ageIdentity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/),
  ageRecipient: z.string().regex(/^age1[0-9a-z]{58}$/),
  ceremony: ceremonySecrets.nullable(),
  share: keyShare.nullable(),
  cosigned: cosignedHead.nullable(),
  /** Once the log has shown two histories: the device signs, cosigns and releases nothing more, whatever it is shown. */
  fork: forkEvidence.nullable(),
  released: z.array(release).readonly(),
});
export type ScrutineerState = Readonly<z.infer<typeof scrutineerState>>;

export const signingKeyOf = (state: ScrutineerState): SigningKey =>
  signingKeyFromSecret(decodeBase64url(state.signKey, 32));

export const cosigningKeyOf = (state: ScrutineerState): SigningKey =>
  signingKeyFromSecret(decodeBase64url(state.cosignKey, 32));

/** x_i as a scalar; throws when the state holds none, which callers check by `share`. */
export function shareScalar(share: KeyShare): Scalar {
  return decodeScalar(decodeBase64url(share.x, 32), 'key share');
}

/** The public keys a device sends at enrolment, as they must stand in the `meeting` entry. */
export const publicKeysOf = (state: ScrutineerState): { readonly signKey: string; readonly cosignKey: string } => ({
  signKey: encodeBase64url(signingKeyOf(state).publicKey),
  cosignKey: encodeBase64url(cosigningKeyOf(state).publicKey),
});
