/**
 * The one way a key share is ever used: at most one list of ciphertexts per ctx and stage (specification §8.2). The
 * device stores what it answered before it answers, and ever after answers only that.
 */
import type { Ciphertext } from '../../../crypto/ballot.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { hashObject } from '../../../crypto/encoding/canonical.ts';
import { decodePointNotIdentity, encodePoint, encodeScalar, type RandomBytes } from '../../../crypto/group.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { partialDecrypt } from '../../../crypto/threshold/partial-decryption.ts';
import { encodeSums } from '../../count/sums.ts';
import { scrutineerAuthor } from '../../record/authors.ts';
import type { PartialDecryptionEntry, Stage } from '../../record/count-entries.ts';
import { signEntry, withSignatures } from '../../record/entry.ts';
import { type ScrutineerState, shareScalar, signingKeyOf } from './state.ts';

/** Hash of (ctx, stage, list). */
const listHash = (ctx: string, stage: Stage, pairs: readonly Ciphertext[]): string =>
  encodeBase64url(hashObject([ctx, stage, encodeSums(pairs)]));

export interface Released {
  /** To be stored before the entry is sent. */
  readonly state: ScrutineerState;
  readonly entry: PartialDecryptionEntry;
}

/** Internal to this folder: the conditions of §8.2 are the callers' (rehearsal.ts, release.ts). */
export function answerOnce(
  state: ScrutineerState,
  ctx: string,
  stage: Stage,
  pairs: readonly Ciphertext[],
  random: RandomBytes,
): Result<Released, 'no-key-share' | 'second-list'> {
  const { share } = state;
  if (share === null) return err('no-key-share');
  const list = listHash(ctx, stage, pairs);
  const earlier = state.released.find((release) => release.ctx === ctx && release.stage === stage);
  if (earlier !== undefined && earlier.list !== list) return err('second-list');

  const point = (textual: string, title: string) => decodePointNotIdentity(decodeBase64url(textual, 32), title);
  const { D, c, s } = partialDecrypt(
    {
      ctx: decodeBase64url(ctx, 32),
      stage,
      index: state.index,
      K: point(share.K, 'K'),
      X: point(share.X[state.index - 1] as string, 'X'),
      pairs,
    },
    shareScalar(share),
    random,
  );
  const unsigned = {
    type: 'partial-decryption' as const,
    ctx,
    stage,
    index: state.index,
    D: D.map((P) => encodeBase64url(encodePoint(P))),
    c: encodeBase64url(encodeScalar(c)),
    s: encodeBase64url(encodeScalar(s)),
  };
  const signature = signEntry(unsigned, scrutineerAuthor(state.index), signingKeyOf(state).secretKey);
  const remembered = earlier === undefined ? [...state.released, { ctx, stage, list }] : state.released;
  return ok({
    state: { ...state, released: remembered },
    entry: withSignatures<PartialDecryptionEntry>(unsigned, [signature]),
  });
}
