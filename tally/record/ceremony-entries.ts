/**
 * Entries of the key ceremony (specification §4): commit, reveal, confirm; abort starts it over. The package is
 * kept as the object its owner hashed and signed; crypto/threshold/key-ceremony.ts decodes it.
 */
import { z } from 'zod';
import { entrySignature } from './authors.ts';
import { bytes32, hash, point, scalar, scrutineerIndex, words } from './fields.ts';

const signatures = z.array(entrySignature).readonly();

export const keyCommitEntry = z
  .strictObject({ type: z.literal('key-commit'), index: scrutineerIndex, commitment: hash, signatures })
  .readonly();
export type KeyCommitEntry = z.infer<typeof keyCommitEntry>;

/** package_i: recipient is the device's age X25519 recipient (age1…). */
export const keyPackage = z
  .strictObject({
    meeting: hash,
    index: scrutineerIndex,
    name: words(60),
    n: scrutineerIndex,
    t: scrutineerIndex,
    signKey: bytes32,
    recipient: z.string().regex(/^age1[0-9a-z]{58}$/),
    commitments: z.array(point).min(1).max(99).readonly(),
    proof: z.strictObject({ e: scalar, s: scalar }).readonly(),
  })
  .readonly();

export const keyRevealEntry = z
  .strictObject({ type: z.literal('key-reveal'), package: keyPackage, signatures })
  .readonly();
export type KeyRevealEntry = z.infer<typeof keyRevealEntry>;

export const keyConfirmEntry = z
  .strictObject({
    type: z.literal('key-confirm'),
    index: scrutineerIndex,
    ceremony: hash,
    K: point,
    X: z.array(point).min(1).max(99).readonly(),
    signatures,
  })
  .readonly();
export type KeyConfirmEntry = z.infer<typeof keyConfirmEntry>;

export const keyAbortEntry = z
  .strictObject({ type: z.literal('key-abort'), index: scrutineerIndex, reason: words(300), signatures })
  .readonly();
export type KeyAbortEntry = z.infer<typeof keyAbortEntry>;
