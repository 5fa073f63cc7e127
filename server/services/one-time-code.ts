import { encodeBase32, normalizeBase32 } from '../../crypto/encoding/base32.ts';
import type { RandomBytes } from '../../crypto/group.ts';

/** Eight characters that cannot be misread, 40 random bits: typed once, from a screen or from paper. */
export function newOneTimeCode(random: RandomBytes): string {
  return encodeBase32(random(5));
}

/** As it is shown: two groups of four. */
export function formatOneTimeCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** What a person typed, in the form the code is kept in. */
export function readOneTimeCode(typed: string): string {
  return normalizeBase32(typed);
}
