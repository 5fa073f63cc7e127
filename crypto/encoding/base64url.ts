/**
 * Unpadded base64url (RFC 4648 §5), strict: no padding, no white space, unused bits zero, so that every byte string has
 * exactly one text (specification §2). The data decoded here comes from anybody.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const VALUES = new Uint8Array(128).fill(0xff);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

export function encodeBase64url(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET[(buffer >>> bits) & 63];
    }
  }
  return bits > 0 ? text + ALPHABET[(buffer << (6 - bits)) & 63] : text;
}

/** Throws on anything that does not re-encode to itself; with `length`, also on any other number of bytes. */
export function decodeBase64url(text: string, length?: number): Uint8Array {
  if (typeof text !== 'string') throw new TypeError('base64url: not a text');
  const size = Math.floor((text.length * 3) / 4);
  if (text.length % 4 === 1) throw new RangeError('base64url: impossible length');
  if (length !== undefined && size !== length) throw new RangeError(`base64url: expected ${length} bytes, got ${size}`);
  const bytes = new Uint8Array(size);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (VALUES[code] as number) : 0xff;
    if (value === 0xff) throw new RangeError('base64url: character outside the alphabet');
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >>> bits) & 0xff;
    }
  }
  if ((buffer & ((1 << bits) - 1)) !== 0) throw new RangeError('base64url: unused bits are not zero');
  return bytes;
}
