/** The browser's cryptographic source; present on plain http too, unlike crypto.subtle. */
import type { RandomBytes } from '../../crypto/group.ts';

const LARGEST_REQUEST = 65_536;

export const randomBytes: RandomBytes = (length) => {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += LARGEST_REQUEST) crypto.getRandomValues(bytes.subarray(at, at + LARGEST_REQUEST));
  return bytes;
};
