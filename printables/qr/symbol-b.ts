/**
 * Symbol B of the result sheet (specification §9): the folded aggregate, the folded counts and the parts of t scrutineers that
 * prove one to be the decryption of the other, each part signed by its scrutineer as it stands in the record.
 *
 * P_l, m_l folded aggregate and counts · (i, X_i, D̄_i, c_i, s_i) a part · the signature is that of the `paper-proof` entry
 *
 * With Symbol A, which attests the counts under names, it shows without the record and without a network that the printed counts
 * are the decryption of these ciphertexts. That these are the sum of the ballots cast is in the record alone.
 */
import { type Circuit, type CircuitContest, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import {
  decodePoint,
  decodePointNotIdentity,
  decodeScalar,
  encodePoint,
  encodeScalar,
  type Point,
  type Scalar,
} from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { verifyBytes } from '../../crypto/sign.ts';
import { foldCounts, type PaperProof, type PaperStatement, verifyPaper } from '../../crypto/threshold/paper-proof.ts';
import { signedBytes } from '../../tally/record/entry.ts';
import { isLegalThreshold } from '../../tally/rules/scrutineers.ts';
import { createFieldReader, createFieldWriter, MalformedPayload } from './byte-fields.ts';
import { type JoinError, joinSymbols, splitIntoSymbols } from './split.ts';
import { countsOf, type SymbolA, type SymbolContest } from './symbol-a.ts';

export interface SymbolPart {
  readonly proof: PaperProof;
  /** Of the scrutineer's `paper-proof` entry, base64url. */
  readonly signature: string;
}

export interface SymbolB {
  readonly statement: PaperStatement;
  /** One of each of t scrutineers. */
  readonly parts: readonly SymbolPart[];
}

const VERSION = 1;
const MAX_FOLDS = 4096;
const MAX_PARTS = 99;

export function encodeSymbolB({ statement, parts }: SymbolB): Uint8Array {
  const { integer, bytes, finish } = createFieldWriter();
  integer(VERSION);
  bytes(statement.ctx);
  bytes(encodePoint(statement.K));
  integer(statement.P.length);
  statement.P.forEach(([first, second], l) => {
    bytes(encodePoint(first));
    bytes(encodePoint(second));
    bytes(encodeScalar(statement.m[l] as Scalar));
  });
  integer(parts.length);
  for (const { proof, signature } of parts) {
    integer(proof.index);
    bytes(encodePoint(proof.X));
    bytes(encodePoint(proof.DBar));
    bytes(encodeScalar(proof.c));
    bytes(encodeScalar(proof.s));
    bytes(decodeBase64url(signature, 64));
  }
  return finish();
}

/** @throws MalformedPayload, or what the decoders of points and scalars throw */
function readSymbolB(payload: Uint8Array): SymbolB {
  const read = createFieldReader(payload);
  const list = <T>(limit: number, item: () => T): readonly T[] => Array.from({ length: read.length(limit) }, item);
  const point = (title: string): Point => decodePoint(read.bytes(32), title);
  const scalar = (title: string): Scalar => decodeScalar(read.bytes(32), title);
  if (read.integer() !== VERSION) throw new MalformedPayload('symbol B: unknown version');
  const ctx = read.bytes(32);
  const K = decodePointNotIdentity(read.bytes(32), 'K');
  const folds = list(MAX_FOLDS, () => ({ pair: [point('P'), point('P')] as const, m: scalar('m') }));
  const parts = list(MAX_PARTS, (): SymbolPart => {
    const index = read.length(MAX_PARTS);
    const proof = { index, X: point('X'), DBar: point('D'), c: scalar('c'), s: scalar('s') };
    return { proof, signature: encodeBase64url(read.bytes(64)) };
  });
  read.end();
  return { statement: { ctx, K, P: folds.map(({ pair }) => pair), m: folds.map(({ m }) => m) }, parts };
}

export function decodeSymbolB(payload: Uint8Array): Result<SymbolB, 'malformed'> {
  try {
    const symbol = readSymbolB(payload);
    return equalBytes(encodeSymbolB(symbol), payload) ? ok(symbol) : err('malformed');
  } catch {
    return err('malformed');
  }
}

/** The texts of the QR codes. */
export const symbolBTexts = (symbol: SymbolB): readonly string[] => splitIntoSymbols('CPB1', encodeSymbolB(symbol));

/** From scanned texts, in any order. */
export function readSymbolBTexts(texts: readonly string[]): Result<SymbolB, JoinError | 'malformed'> {
  const bytes = joinSymbols('CPB1', texts);
  return bytes.ok ? decodeSymbolB(bytes.value) : bytes;
}

export type SymbolBFault =
  /** A and B are of different rounds. */
  | 'other-round'
  /** The counts of B are not those printed in A. */
  | 'counts-differ'
  /** More, fewer or other scrutineers than can decrypt. */
  | 'scrutineers'
  /** A part is not signed by the scrutineer in whose name it stands. */
  | 'signature'
  /** The parts do not prove the counts. */
  | 'proof';

function circuitContestOf(contest: SymbolContest): CircuitContest {
  switch (contest.category) {
    case 'appraisal':
      return { kind: 'appraisal', subjects: contest.subjects.length, grades: contest.grades.length };
    case 'recommendation':
      return { kind: 'recommendation', nominees: contest.nominees.length, limit: contest.limit };
    default: {
      const { candidates, seats, writeInList } = contest;
      return { kind: 'election', candidates: candidates.length, seats, writeIns: writeInList };
    }
  }
}

/** The ballot's circuit: its sizes and the number of cards stand in Symbol A. */
function circuitOf(a: SymbolA): Circuit | null {
  try {
    return compileCircuit(a.contests.map(circuitContestOf), a.accounting[CARDS_MADE] ?? 0);
  } catch {
    return null;
  }
}

/** Place of P in the attested accounting (specification §9). */
const CARDS_MADE = 2;

/** m_l of the counts that Symbol A prints; null where it prints none that a ballot could have given. */
function printedCounts(a: SymbolA): readonly Scalar[] | null {
  const circuit = circuitOf(a);
  try {
    return circuit === null ? null : foldCounts(circuit, a.contests.map(countsOf));
  } catch {
    return null;
  }
}

const isSigned = (a: SymbolA, ctx: Uint8Array, { proof, signature }: SymbolPart): boolean => {
  const signKey = a.scrutineers[proof.index - 1]?.signKey;
  if (signKey === undefined) return false;
  const entry = {
    type: 'paper-proof' as const,
    ctx: encodeBase64url(ctx),
    index: proof.index,
    c: encodeBase64url(encodeScalar(proof.c)),
    s: encodeBase64url(encodeScalar(proof.s)),
  };
  return verifyBytes(signedBytes(entry), decodeBase64url(signature, 64), decodeBase64url(signKey, 32));
};

/** Everything that is wrong with the pair; empty when the printed counts are the decryption of the printed ciphertexts. */
export function symbolBFaults(a: SymbolA, b: SymbolB): readonly SymbolBFault[] {
  const { statement, parts } = b;
  const faults: SymbolBFault[] = [];
  if (encodeBase64url(statement.ctx) !== a.ctx) faults.push('other-round');
  const m = printedCounts(a);
  if (m === null || m.length !== statement.m.length || m.some((value, l) => value !== statement.m[l]))
    faults.push('counts-differ');
  const indices = parts.map(({ proof }) => proof.index);
  const isDecryptedByAll = new Set(indices).size === indices.length && indices.every((i) => i <= a.scrutineers.length);
  if (!isDecryptedByAll || !isLegalThreshold(a.scrutineers.length, parts.length)) faults.push('scrutineers');
  if (parts.some((part) => !isSigned(a, statement.ctx, part))) faults.push('signature');
  const proofs = parts.map(({ proof }) => proof);
  if (!verifyPaper(statement, parts.length, proofs)) faults.push('proof');
  return faults;
}
