/**
 * ECDSA over P-256 with SHA-256, verification only: the signature inside the result sheet's PDF (specification §9), which
 * browsers check without the server. Keys and signatures come from anybody.
 */
import { p256 } from '@noble/curves/nist.js';

/** DER prefix of a P-256 SubjectPublicKeyInfo up to the uncompressed point (RFC 5480). */
const SPKI_PREFIX = [
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
  0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
const UNCOMPRESSED_POINT_BYTES = 65;

/** The uncompressed point of a SubjectPublicKeyInfo; undefined for any other key or encoding. */
export function p256KeyFromSpki(spki: Uint8Array): Uint8Array | undefined {
  if (spki.length !== SPKI_PREFIX.length + UNCOMPRESSED_POINT_BYTES) return undefined;
  if (SPKI_PREFIX.some((byte, i) => spki[i] !== byte)) return undefined;
  const key = spki.slice(SPKI_PREFIX.length);
  try {
    p256.Point.fromBytes(key).assertValidity();
    return key;
  } catch {
    return undefined;
  }
}

/**
 * `signature` in DER as in CMS, or 64 bytes r ‖ s as WebCrypto gives it. Either half-order form of s is accepted: the
 * signature is not an identifier here, and other signers do not normalise it. Never throws.
 */
export function verifyP256(
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
  format: 'der' | 'compact' = 'der',
): boolean {
  try {
    return p256.verify(signature, message, publicKey, { prehash: true, lowS: false, format });
  } catch {
    return false;
  }
}
