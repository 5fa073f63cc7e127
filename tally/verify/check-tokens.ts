/** Check 4 (specification §5, §10): every T of a round listed before opening, sorted, distinct, a real token key. */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../crypto/encoding/bytes.ts';
import { decodePointNotIdentity } from '../../crypto/group.ts';
import type { VerifyContext } from './context.ts';

/**
 * That the list stands before the opening follows from its place (structure.ts). `decoded` are encodings that the
 * ballots have shown to be token keys; decoding them twice would cost as much as a tenth of their proofs.
 */
export function checkTokens({ structure, findings }: VerifyContext, decoded: ReadonlySet<string>): void {
  const roundOf = new Map<string, number>();
  for (const { number, tokens: list } of structure.rounds) {
    if (list === null) continue;
    if (list.entry.round !== number) findings.report('tokens', 'tokens-round-differs', list);
    const encodings = list.entry.tokens.map((T) => decodeBase64url(T, 32));
    if (encodings.some((bytes, at) => at > 0 && compareBytes(encodings[at - 1] as Uint8Array, bytes) >= 0)) {
      findings.report('tokens', 'tokens-not-sorted', list);
    }
    if (!list.entry.tokens.every((T, at) => decoded.has(T) || isToken(encodings[at] as Uint8Array))) {
      findings.report('tokens', 'token-malformed', list);
    }
    if (list.entry.tokens.some((T) => (roundOf.get(T) ?? number) !== number)) {
      findings.report('tokens', 'token-of-other-round', list);
    }
    for (const T of list.entry.tokens) roundOf.set(T, number);
  }
}

function isToken(bytes: Uint8Array): boolean {
  try {
    decodePointNotIdentity(bytes, 'T');
    return true;
  } catch {
    return false;
  }
}
