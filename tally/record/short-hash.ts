/**
 * A hash short enough to read aloud and compare on several devices: the first 80 bits as 16 Crockford characters in
 * four groups (UX O8). It names what somebody signs; it never replaces the signature.
 */
import { encodeBase32 } from '../../crypto/encoding/base32.ts';
import { sha256 } from '../../crypto/hash.ts';
import { type SignedEntry, signedBytes, type Unsigned } from './entry.ts';

/** Four groups of four characters. */
export function shortHash(hash: Uint8Array): readonly string[] {
  return encodeBase32(hash.slice(0, 10)).match(/.{4}/g) ?? [];
}

/** The short hash of exactly the bytes that every author of an entry signs. */
export const signedDigest = (entry: SignedEntry | Unsigned<SignedEntry>): readonly string[] =>
  shortHash(sha256(signedBytes(entry)));
