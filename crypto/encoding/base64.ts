/** Padded base64 (RFC 4648 §4), strict: the form that C2SP's signed notes use, and nothing else in the project. */
import { decodeBase64url, encodeBase64url } from './base64url.ts';

export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Throws on anything that does not re-encode to itself. */
export function decodeBase64(text: string): Uint8Array {
  const bare = /^([A-Za-z0-9+/]*)={0,2}$/.exec(text)?.[1];
  if (bare === undefined) throw new RangeError('base64: not padded base64');
  const bytes = decodeBase64url(bare.replaceAll('+', '-').replaceAll('/', '_'));
  if (encodeBase64(bytes) !== text) throw new RangeError('base64: does not re-encode to itself');
  return bytes;
}
