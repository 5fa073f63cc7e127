/** Randomness of a test that gives secret keys back: a simulation hands out only what a record holds. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { signingKeyFromSecret } from '../../crypto/sign.ts';

export function rememberingRandom(drawing: RandomBytes) {
  const drawn: Uint8Array[] = [];
  const random: RandomBytes = (length) => {
    const bytes = drawing(length);
    if (length === 32) drawn.push(bytes.slice());
    return bytes;
  };
  const secretOf = (publicKey: string): Uint8Array => {
    const found = drawn.find((bytes) => encodeBase64url(signingKeyFromSecret(bytes).publicKey) === publicKey);
    if (found === undefined) throw new Error('simulation: no such key was drawn');
    return found;
  };
  return { random, secretOf };
}
