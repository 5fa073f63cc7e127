/** Lower-case hexadecimal, strict: an upper-case or odd-length text is refused because it would not re-encode to itself. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

export const encodeHex: (bytes: Uint8Array) => string = bytesToHex;

export const decodeHex = (text: string): Uint8Array => {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new RangeError('hex: not lower-case hexadecimal');
  return hexToBytes(text);
};
