/**
 * What one scrutineer contributes to the key ceremony: the package, its commitment and its proof (specification §4).
 *
 * f_i(z) = Σ_m a_im z^m the scrutineer's polynomial · C_im = a_im G · (e, s) the proof of knowledge of a_i0
 *
 * Security: packages come from anybody; the coefficients are secret, wiped when the ceremony is complete.
 */
import { decodeBase64url, encodeBase64url } from '../encoding/base64url.ts';
import { equalBytes } from '../encoding/bytes.ts';
import { hashObject } from '../encoding/canonical.ts';
import {
  decodePointNotIdentity,
  decodeScalar,
  encodePoint,
  encodeScalar,
  G,
  isIdentity,
  multiplyPublic,
  multiplySecret,
  type Point,
  type RandomBytes,
  randomScalar,
  reduce,
  type Scalar,
} from '../group.ts';
import { err, ok, type Result } from '../result.ts';
import { isPublicKey } from '../sign.ts';
import { bytes32, challenge, int, list, point } from '../transcript.ts';

/** n scrutineers, any t of whom decrypt. */
export type CeremonySize = { readonly n: number; readonly t: number };

/** 2 ≤ t ≤ n − 1 from three scrutineers on; (2,2) and (1,1) for the tiniest branches, shown as weaker. */
export const isCeremonySize = ({ n, t }: CeremonySize): boolean =>
  Number.isInteger(n) &&
  Number.isInteger(t) &&
  (n >= 3 ? t >= 2 && t <= n - 1 && n < 256 : (n === 2 && t === 2) || (n === 1 && t === 1));

/** package_i as it stands in a `key-reveal` entry; points, scalars and keys are base64url. */
export type KeyPackage = {
  readonly meeting: string;
  readonly index: number;
  readonly name: string;
  readonly n: number;
  readonly t: number;
  /** The scrutineer's Ed25519 key, which authors its entries. */
  readonly signKey: string;
  /** age X25519 recipient ("age1…") for the shares. */
  readonly recipient: string;
  readonly commitments: readonly string[];
  readonly proof: { readonly e: string; readonly s: string };
};

const MEMBERS = 'commitments,index,meeting,n,name,proof,recipient,signKey,t';

/** Shape of an age X25519 recipient; its checksum is checked by the age library when a share is encrypted to it. */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

/** a_i0 … a_i,t−1. */
export type Coefficients = readonly Scalar[];

type ProofStatement = CeremonySize & { readonly meeting: Uint8Array; readonly index: number };

const proofChallenge = ({ meeting, index, n, t }: ProofStatement, C: readonly Point[], R: Point): Scalar =>
  challenge('key-pok', bytes32(meeting), int(index), int(n), int(t), list(C.map(point)), point(R));

export function newCoefficients(t: number, random: RandomBytes): Coefficients {
  return Array.from({ length: t }, () => randomScalar(random));
}

export type PackageInput = CeremonySize & {
  readonly meeting: Uint8Array;
  readonly index: number;
  readonly name: string;
  readonly signKey: Uint8Array;
  readonly recipient: string;
};

/** `random` gives the nonce of the proof; a repeated nonce reveals a_i0. */
export function makePackage(input: PackageInput, coefficients: Coefficients, random: RandomBytes): KeyPackage {
  if (!isCeremonySize(input) || coefficients.length !== input.t) throw new RangeError('package: impossible size');
  const C = coefficients.map((a) => multiplySecret(G, a));
  const k = randomScalar(random);
  const e = proofChallenge(input, C, multiplySecret(G, k));
  const s = reduce(k + e * (coefficients[0] as Scalar));
  return {
    meeting: encodeBase64url(input.meeting),
    index: input.index,
    name: input.name,
    n: input.n,
    t: input.t,
    signKey: encodeBase64url(input.signKey),
    recipient: input.recipient,
    commitments: C.map((P) => encodeBase64url(encodePoint(P))),
    proof: { e: encodeBase64url(encodeScalar(e)), s: encodeBase64url(encodeScalar(s)) },
  };
}

/** What `key-commit` publishes: SHA-256 of the canonical package. */
export const packageCommitment = (keyPackage: KeyPackage): Uint8Array => hashObject(keyPackage);

export type PackageError =
  | 'malformed'
  | 'other-meeting'
  | 'index'
  | 'size'
  | 'sign-key'
  | 'recipient'
  | 'commitments'
  | 'proof';

export type OpenedPackage = { readonly keyPackage: KeyPackage; readonly C: readonly Point[] };

/** Decodes and checks one package against the ceremony it is meant for. Never throws on bad data. */
export function openPackage(
  value: unknown,
  expected: CeremonySize & { readonly meeting: Uint8Array; readonly index: number },
): Result<OpenedPackage, PackageError> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return err('malformed');
  if (Object.keys(value).sort().join() !== MEMBERS) return err('malformed');
  const keyPackage = value as KeyPackage;
  const { meeting, n, t, index } = expected;
  let signKey: Uint8Array;
  let e: Scalar;
  let s: Scalar;
  try {
    if (!equalBytes(decodeBase64url(keyPackage.meeting, 32), meeting)) return err('other-meeting');
    signKey = decodeBase64url(keyPackage.signKey, 32);
    const { proof } = keyPackage;
    if (Object.keys(proof).sort().join() !== 'e,s') return err('malformed');
    e = decodeScalar(decodeBase64url(proof.e, 32), 'proof e');
    s = decodeScalar(decodeBase64url(proof.s, 32), 'proof s');
  } catch {
    return err('malformed');
  }
  if (typeof keyPackage.name !== 'string' || keyPackage.name === '') return err('malformed');
  if (typeof keyPackage.recipient !== 'string' || !RECIPIENT.test(keyPackage.recipient)) return err('recipient');
  if (keyPackage.index !== index || index < 1 || index > n) return err('index');
  if (keyPackage.n !== n || keyPackage.t !== t || !isCeremonySize(expected)) return err('size');
  if (!isPublicKey(signKey)) return err('sign-key');
  if (!Array.isArray(keyPackage.commitments) || keyPackage.commitments.length !== t) return err('commitments');
  let C: readonly Point[];
  try {
    C = keyPackage.commitments.map((text, m) => decodePointNotIdentity(decodeBase64url(text, 32), `C_${m}`));
  } catch {
    return err('commitments');
  }
  const R = multiplyPublic(G, s).subtract(multiplyPublic(C[0] as Point, e));
  if (isIdentity(R) || proofChallenge(expected, C, R) !== e) return err('proof');
  return ok({ keyPackage, C });
}
