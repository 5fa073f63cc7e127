/**
 * Ballots in batches (specification §6.3): what a worker does with a chunk of the record. It decodes the ballots
 * of `cast` and `challenge` lines, verifies every proof and token signature in one multi-scalar multiplication and
 * adds the ciphertexts of the casts, so that the points are decoded once.
 *
 * A job and its answer are plain data, so they pass to a worker thread, a Web Worker or no worker at all.
 */
import { type Ballot, ballotFromObject, ballotHash } from '../../crypto/ballot.ts';
import { type BallotItem, verifyBallots } from '../../crypto/ballot-verification.ts';
import { type CircuitContest, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8, equalBytes } from '../../crypto/encoding/bytes.ts';
import { decodePoint, decodePointNotIdentity, decodeScalar, type RandomBytes } from '../../crypto/group.ts';
import { sha256 } from '../../crypto/hash.ts';
import { verifyTokenSignature } from '../../crypto/token.ts';
import { addCiphertexts, encodeSums, type Sums, zeroSums } from '../count/sums.ts';
import { isCastEntry, isChallengeEntry } from '../record/ballot-entries.ts';

export interface BallotJob {
  /** base64url. */
  readonly ctx: string;
  readonly K: string;
  readonly contests: readonly CircuitContest[];
  readonly cards: number;
  /** Lines of `cast` and `challenge` entries, which the reader has found canonical. */
  readonly lines: readonly string[];
}

export type BallotCode =
  | 'ballot-malformed'
  | 'ballot-of-other-round'
  | 'proof-invalid'
  | 'token-signature-malformed'
  | 'token-signature-invalid';

export interface BallotJobAnswer {
  /** `at` is the place in `lines`. */
  readonly failures: readonly { readonly at: number; readonly code: BallotCode }[];
  /** h of every line's ballot in base64url. */
  readonly hashes: readonly string[];
  /** Component sums of the casts that could be decoded. */
  readonly sums: Sums;
  readonly casts: number;
}

/** Runs a job somewhere. The weights of the batch are drawn there, after the lines have been read. */
export type BallotVerifier = (job: BallotJob) => Promise<BallotJobAnswer>;

/** As few parts as `most` allows, of equal length, so that no worker waits for the last one. */
export function evenBatches<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  const parts = Math.ceil(list.length / most);
  const length = Math.ceil(list.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, i) => list.slice(i * length, (i + 1) * length));
}

/**
 * The canonical text of a ballot that could be decoded, inside its canonical line: members are sorted, and base64url holds no
 * brace. h is its hash (specification §6.3) without encoding the ballot again.
 */
function ballotText(line: string): string {
  const start = line.indexOf(BALLOT_MEMBER) + BALLOT_MEMBER.length;
  return line.slice(start, line.indexOf('}', start) + 1);
}

const BALLOT_MEMBER = '"ballot":';

interface Item extends BallotItem {
  readonly at: number;
}

export function verifyBallotJob(job: BallotJob, random: RandomBytes): BallotJobAnswer {
  const circuit = compileCircuit(job.contests, job.cards);
  const ctx = decodeBase64url(job.ctx, 32);
  const K = decodePointNotIdentity(decodeBase64url(job.K, 32), 'K');
  const statement = { ctx, K, circuit, circuitId: circuitId(circuit) };

  const failures: { at: number; code: BallotCode }[] = [];
  const hashes: string[] = [];
  const items: Item[] = [];
  let sums = zeroSums(circuit.outputs.length);
  let casts = 0;

  job.lines.forEach((line, at) => {
    const entry: unknown = JSON.parse(line);
    if (!isCastEntry(entry) && !isChallengeEntry(entry)) throw new TypeError('ballot job: a line holds no ballot');
    let ballot: Ballot;
    try {
      ballot = ballotFromObject(entry.ballot);
    } catch {
      // Its members are any texts, with braces too.
      hashes.push(encodeBase64url(ballotHash(entry.ballot)));
      failures.push({ at, code: 'ballot-malformed' });
      return;
    }
    const payload = sha256(encodeUtf8(ballotText(line)));
    hashes.push(encodeBase64url(payload));
    if (ballot.E.length !== circuit.outputs.length || ballot.f.length !== circuit.m) {
      failures.push({ at, code: 'ballot-malformed' });
      return;
    }
    if (!equalBytes(ballot.ctx, ctx)) failures.push({ at, code: 'ballot-of-other-round' });
    if (entry.type === 'cast') {
      sums = addCiphertexts(sums, ballot.E);
      casts += 1;
    }
    try {
      const R = decodePoint(decodeBase64url(entry.R, 32), 'R');
      const s = decodeScalar(decodeBase64url(entry.s, 32), 's');
      items.push({ at, ballot, tokenSignature: { action: entry.type, payload, R, s } });
    } catch {
      failures.push({ at, code: 'token-signature-malformed' });
      items.push({ at, ballot });
    }
  });

  for (const failing of verifyBallots(items, statement, random)) {
    failures.push(...faultsOf(items[failing] as Item, statement, random));
  }
  failures.sort((a, b) => a.at - b.at);
  return { failures, hashes, sums: encodeSums(sums), casts };
}

/** Which of its two signatures of knowledge a failing line lacks; both may be wrong. */
function faultsOf(
  { at, ballot, tokenSignature }: Item,
  statement: Parameters<typeof verifyBallots>[1],
  random: RandomBytes,
): readonly { at: number; code: BallotCode }[] {
  const faults: { at: number; code: BallotCode }[] = [];
  if (verifyBallots([{ ballot }], statement, random).length > 0) faults.push({ at, code: 'proof-invalid' });
  if (tokenSignature !== undefined) {
    const { action, payload, R, s } = tokenSignature;
    const signed = { action, ctx: statement.ctx, T: ballot.T, payload };
    if (!verifyTokenSignature(signed, { R, s })) faults.push({ at, code: 'token-signature-invalid' });
  }
  return faults.length > 0 ? faults : [{ at, code: 'proof-invalid' }];
}
