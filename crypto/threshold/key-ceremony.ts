/**
 * The key ceremony: from n packages to the election key, without a dealer (specification §4).
 *
 * f_i(j) the share i gives to j · x_j = Σ_i f_i(j) the key share of j · X_j = x_j G · K = Σ_i C_i0, x = Σ_i a_i0 unknown
 */
import { decodeBase64url, encodeBase64url } from '../encoding/base64url.ts';
import { concat, encodeUtf8, equalBytes } from '../encoding/bytes.ts';
import { canonicalBytes, decodeCanonical, hashObject } from '../encoding/canonical.ts';
import {
  decodeScalar,
  encodeScalar,
  G,
  GENERATOR_DOMAIN,
  hashToPoint,
  isIdentity,
  msm,
  multiplySecret,
  O,
  type Point,
  reduce,
  type Scalar,
} from '../group.ts';
import { err, ok, type Result } from '../result.ts';
import {
  type CeremonySize,
  type Coefficients,
  type KeyPackage,
  type OpenedPackage,
  openPackage,
  type PackageError,
} from './key-package.ts';

export * from './key-package.ts';

/** SHA-256 of canonical [meeting hash, package_1, …, package_n] and nothing else, so that no late field can steer it. */
export const ceremonyHash = (meeting: Uint8Array, packages: readonly KeyPackage[]): Uint8Array =>
  hashObject([encodeBase64url(meeting), ...packages]);

/** The hash as 20 decimal digits in five groups of four, read aloud before shares are exchanged. */
export function ceremonyDigits(hash: Uint8Array): readonly string[] {
  const n = hash.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return (n % 10n ** 20n).toString().padStart(20, '0').match(/.{4}/g) as string[];
}

export type ElectionKeys = {
  readonly ceremony: Uint8Array;
  readonly K: Point;
  /** X_1, …, X_n. */
  readonly X: readonly Point[];
};

/** Σ_m j^m C_m = f(j)G. */
function evaluateCommitments(C: readonly Point[], j: number): Point {
  const powers = C.map((_, m) => BigInt(j) ** BigInt(m));
  return msm(C, powers.map(reduce));
}

export type CeremonyError = {
  readonly index: number;
  readonly code: PackageError | 'duplicate-key' | 'key-is-identity';
};

/** Every package in order, with everything that is wrong with any of them. */
export function openPackages(
  values: readonly unknown[],
  ceremony: CeremonySize & { readonly meeting: Uint8Array },
): Result<readonly OpenedPackage[], readonly CeremonyError[]> {
  if (values.length !== ceremony.n) return err([{ index: 0, code: 'size' }]);
  const errors: CeremonyError[] = [];
  const opened: OpenedPackage[] = [];
  const keys = new Set<string>();
  values.forEach((value, at) => {
    const index = at + 1;
    const result = openPackage(value, { ...ceremony, index });
    if (!result.ok) {
      errors.push({ index, code: result.error });
      return;
    }
    const { signKey, recipient } = result.value.keyPackage;
    if (keys.has(signKey) || keys.has(recipient)) errors.push({ index, code: 'duplicate-key' });
    keys.add(signKey).add(recipient);
    opened.push(result.value);
  });
  return errors.length > 0 ? err(errors) : ok(opened);
}

/** K, X_1..X_n and the ceremony hash from opened packages; no key may be O. */
export function electionKeys(
  meeting: Uint8Array,
  opened: readonly OpenedPackage[],
): Result<ElectionKeys, readonly CeremonyError[]> {
  const K = opened.reduce((sum, { C }) => sum.add(C[0] as Point), O);
  const X = opened.map((_, at) => opened.reduce((sum, { C }) => sum.add(evaluateCommitments(C, at + 1)), O));
  const errors: CeremonyError[] = X.flatMap((X_j, at) =>
    isIdentity(X_j) ? [{ index: at + 1, code: 'key-is-identity' as const }] : [],
  );
  if (isIdentity(K)) errors.unshift({ index: 0, code: 'key-is-identity' });
  if (errors.length > 0) return err(errors);
  const packages = opened.map(({ keyPackage }) => keyPackage);
  return ok({ ceremony: ceremonyHash(meeting, packages), K, X });
}

/** f_i(j), Horner's rule. */
export const shareFor = (coefficients: Coefficients, j: number): Scalar =>
  coefficients.reduceRight((sum, a) => reduce(sum * BigInt(j) + a), 0n as Scalar);

/** The confidential message that carries f_i(j); it never enters the record. */
export type ShareMessage = {
  readonly ceremony: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly share: Scalar;
};

export const shareMessageBytes = (message: ShareMessage): Uint8Array =>
  canonicalBytes({
    ceremony: encodeBase64url(message.ceremony),
    from: message.from,
    to: message.to,
    share: encodeBase64url(encodeScalar(message.share)),
  });

export type ShareError = 'malformed' | 'other-ceremony' | 'addressee' | 'share-wrong';

/** Opens a decrypted share message from i to j and checks f_i(j)G = Σ_m j^m C_im. */
export function openShareMessage(
  message: Uint8Array,
  expected: { readonly ceremony: Uint8Array; readonly from: OpenedPackage; readonly to: number },
): Result<Scalar, ShareError> {
  let ceremony: Uint8Array;
  let share: Scalar;
  let addressed: boolean;
  try {
    const object = decodeCanonical(message) as Record<string, unknown>;
    if (Object.keys(object).join() !== 'ceremony,from,share,to') return err('malformed');
    ceremony = decodeBase64url(object.ceremony as string, 32);
    share = decodeScalar(decodeBase64url(object.share as string, 32), 'share');
    addressed = object.from === expected.from.keyPackage.index && object.to === expected.to;
  } catch {
    return err('malformed');
  }
  if (!equalBytes(ceremony, expected.ceremony)) return err('other-ceremony');
  if (!addressed) return err('addressee');
  const promised = evaluateCommitments(expected.from.C, expected.to);
  const given = share === 0n ? O : multiplySecret(G, share);
  return given.equals(promised) ? ok(share) : err('share-wrong');
}

/** x_j = Σ_i f_i(j); throws when it is 0, which aborts the ceremony. */
export function combineShares(shares: readonly Scalar[]): Scalar {
  const x = reduce(shares.reduce((sum, share) => sum + share, 0n));
  if (x === 0n) throw new RangeError('key share: is zero');
  return x;
}

/** The point of the rehearsal: nobody knows its discrete logarithm, and it depends on the ceremony alone. */
export const rehearsalPoint = (ceremony: Uint8Array): Point =>
  hashToPoint(concat(encodeUtf8('rehearsal'), ceremony), GENERATOR_DOMAIN);
