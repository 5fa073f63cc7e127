/**
 * Symbol A of the result sheet (specification §9): the counts, the outcome and each scrutineer's signature, so that paper alone
 * shows an authentic statement of these scrutineers.
 *
 * What is signed are integers, ctx, root and the hash of the words they stand under. So everything in the symbol besides keys and
 * signatures is signed, and no number can be moved to another name.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { verifyBytes } from '../../crypto/sign.ts';
import { type AttestedContest, type AttestedTexts, attestedTextsHash } from '../../tally/count/attested-texts.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import type { AttestationEntry } from '../../tally/record/count-entries.ts';
import { signedBytes } from '../../tally/record/entry.ts';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import {
  createFieldReader,
  createFieldWriter,
  type FieldReader,
  type FieldWriter,
  MalformedPayload,
} from './byte-fields.ts';
import { type JoinError, joinSymbols, splitIntoSymbols } from './split.ts';
import {
  type CheckedScrutineer,
  readCategory,
  readHead,
  readList,
  readListed,
  readScrutineers,
  readWriteIns,
  type SymbolHead,
  type SymbolScrutineer,
  type SymbolWriteIn,
  writeCategory,
  writeHead,
  writeScrutineers,
  writeWriteIns,
} from './symbol-fields.ts';

export interface SymbolCandidate {
  readonly label: string;
  readonly approve: number;
  readonly disapprove: number;
}

export interface SymbolElection {
  /** Decides the threshold (specification §8.5). */
  readonly category: ContestKind;
  readonly post: string;
  readonly seats: number;
  readonly candidates: readonly SymbolCandidate[];
  /** Length of the write-in list; of its persons only those with votes are printed. */
  readonly writeInList: number;
  readonly writeIns: readonly SymbolWriteIn[];
  /** As attested. */
  readonly outcome: readonly number[];
}

/** 民主测评: nobody is elected by it. */
export interface SymbolAppraisal {
  readonly category: 'appraisal';
  readonly title: string;
  readonly grades: readonly string[];
  /** `counts`: one of each grade. */
  readonly subjects: readonly { readonly label: string; readonly counts: readonly number[] }[];
}

/** 民主推荐 */
export interface SymbolRecommendation {
  readonly category: 'recommendation';
  readonly title: string;
  readonly limit: number;
  readonly nominees: readonly { readonly label: string; readonly count: number }[];
}

/** Every contest of the round is in the symbol: the attestation signs all of them. */
export type SymbolContest = SymbolElection | SymbolAppraisal | SymbolRecommendation;

export const isSymbolElection = (contest: SymbolContest): contest is SymbolElection =>
  contest.category !== 'appraisal' && contest.category !== 'recommendation';

export interface SymbolA extends SymbolHead {
  readonly contests: readonly SymbolContest[];
  readonly ctx: string;
  readonly root: string;
  readonly size: number;
  readonly accounting: readonly number[];
  readonly scrutineers: readonly SymbolScrutineer[];
}

const VERSION = 1;

function writeContest(writer: FieldWriter, contest: SymbolContest): void {
  const { integer, text } = writer;
  writeCategory(writer, contest.category);
  switch (contest.category) {
    case 'appraisal':
      text(contest.title);
      integer(contest.grades.length);
      contest.grades.forEach(text);
      integer(contest.subjects.length);
      for (const { label, counts } of contest.subjects) {
        text(label);
        // Without their number: it is that of the grades.
        for (const at of contest.grades.keys()) integer(counts[at] ?? 0);
      }
      return;
    case 'recommendation':
      text(contest.title);
      integer(contest.limit);
      integer(contest.nominees.length);
      for (const { label, count } of contest.nominees) {
        text(label);
        integer(count);
      }
      return;
    default:
      text(contest.post);
      integer(contest.seats);
      integer(contest.candidates.length);
      for (const { label, approve, disapprove } of contest.candidates) {
        text(label);
        integer(approve);
        integer(disapprove);
      }
      integer(contest.writeInList);
      writeWriteIns(writer, contest.writeIns);
      integer(contest.outcome.length);
      contest.outcome.forEach(integer);
  }
}

export function encodeSymbolA(symbol: SymbolA): Uint8Array {
  const writer = createFieldWriter();
  const { integer, bytes, finish } = writer;
  integer(VERSION);
  writeHead(writer, symbol);
  integer(symbol.contests.length);
  for (const contest of symbol.contests) writeContest(writer, contest);
  bytes(decodeBase64url(symbol.ctx, 32));
  bytes(decodeBase64url(symbol.root, 32));
  integer(symbol.size);
  integer(symbol.accounting.length);
  symbol.accounting.forEach(integer);
  writeScrutineers(writer, symbol.scrutineers);
  return finish();
}

/** @throws MalformedPayload */
function readContest(read: FieldReader): SymbolContest {
  const list = <T>(item: () => T): readonly T[] => readList(read, item);
  const category = readCategory(read);
  if (category === 'appraisal') {
    const title = read.text();
    const grades = list(read.text);
    return {
      category,
      title,
      grades,
      subjects: list(() => ({ label: read.text(), counts: grades.map(read.integer) })),
    };
  }
  if (category === 'recommendation') {
    const title = read.text();
    const limit = read.integer();
    return { category, title, limit, nominees: list(() => ({ label: read.text(), count: read.integer() })) };
  }
  const post = read.text();
  const seats = read.integer();
  const candidates = list(() => ({ label: read.text(), approve: read.integer(), disapprove: read.integer() }));
  const writeInList = readListed(read);
  const writeIns = readWriteIns(read, writeInList);
  return { category, post, seats, candidates, writeInList, writeIns, outcome: list(read.integer) };
}

/** @throws MalformedPayload */
function readSymbolA(payload: Uint8Array): SymbolA {
  const read = createFieldReader(payload);
  if (read.integer() !== VERSION) throw new MalformedPayload('symbol A: unknown version');
  const head = readHead(read);
  const contests = readList(read, () => readContest(read));
  const ctx = encodeBase64url(read.bytes(32));
  const root = encodeBase64url(read.bytes(32));
  const size = read.integer();
  const accounting = readList(read, read.integer);
  const scrutineers = readScrutineers(read);
  read.end();
  return { ...head, contests, ctx, root, size, accounting, scrutineers };
}

export function decodeSymbolA(payload: Uint8Array): Result<SymbolA, 'malformed'> {
  try {
    const symbol = readSymbolA(payload);
    return equalBytes(encodeSymbolA(symbol), payload) ? ok(symbol) : err('malformed');
  } catch (error) {
    if (error instanceof MalformedPayload) return err('malformed');
    throw error;
  }
}

/** The texts of the QR codes. */
export const symbolATexts = (symbol: SymbolA): readonly string[] => splitIntoSymbols('CPA1', encodeSymbolA(symbol));

/** From scanned texts, in any order. */
export function readSymbolATexts(texts: readonly string[]): Result<SymbolA, JoinError | 'malformed'> {
  const bytes = joinSymbols('CPA1', texts);
  return bytes.ok ? decodeSymbolA(bytes.value) : bytes;
}

/** Counters of a contest in the order of specification §6.1. */
export function countsOf(contest: SymbolContest): readonly number[] {
  if (contest.category === 'appraisal') return contest.subjects.flatMap(({ counts }) => counts);
  if (contest.category === 'recommendation') return contest.nominees.map(({ count }) => count);
  const writeIns = Array<number>(contest.writeInList).fill(0);
  for (const { place, votes } of contest.writeIns) writeIns[place] = votes;
  return [...contest.candidates.flatMap(({ approve, disapprove }) => [approve, disapprove]), ...writeIns];
}

function attestedContestOf(contest: SymbolContest): AttestedContest {
  switch (contest.category) {
    case 'appraisal': {
      const { title, subjects, grades } = contest;
      return { kind: 'appraisal', title, subjects: subjects.map(({ label }) => label), grades };
    }
    case 'recommendation': {
      const { title, nominees, limit } = contest;
      return { kind: 'recommendation', title, nominees: nominees.map(({ label }) => label), limit };
    }
    default: {
      const { category, post, seats, candidates, writeIns } = contest;
      return {
        kind: 'election',
        category,
        post,
        seats,
        candidates: candidates.map(({ label }) => label),
        writeIns: writeIns.map(({ label }) => label),
      };
    }
  }
}

/** The words beside the attested integers (specification §9). */
const textsOf = (symbol: SymbolA): AttestedTexts => ({
  meeting: symbol.meetingId,
  title: symbol.meetingTitle,
  date: symbol.date,
  round: symbol.round,
  rules: symbol.rules,
  scrutineers: symbol.scrutineers.map(({ name }) => name),
  contests: symbol.contests.map(attestedContestOf),
});

/** The attestation entries, as they stand in the record, rebuilt from paper. */
export function attestationsOf(symbol: SymbolA): readonly AttestationEntry[] {
  const texts = attestedTextsHash(textsOf(symbol));
  return symbol.scrutineers.flatMap(({ signature }, index): readonly AttestationEntry[] =>
    signature === null
      ? []
      : [
          {
            type: 'attestation',
            ctx: symbol.ctx,
            root: symbol.root,
            size: symbol.size,
            texts,
            accounting: symbol.accounting,
            counts: symbol.contests.map(countsOf),
            outcome: symbol.contests.map((contest) => (isSymbolElection(contest) ? contest.outcome : [])),
            signatures: [{ author: scrutineerAuthor(index + 1), signature }],
          },
        ],
  );
}

/** Checks each signature offline. Without trusted keys it shows consistency only: anybody can print keys of his own. */
export function verifySymbolA(symbol: SymbolA, trustedSignKeys?: readonly string[]): readonly CheckedScrutineer[] {
  const attestations = attestationsOf(symbol);
  return symbol.scrutineers.map(({ name, signKey, signature }, index) => {
    const attestation = attestations.find(({ signatures }) => signatures[0]?.author === scrutineerAuthor(index + 1));
    const holds =
      attestation !== undefined &&
      signature !== null &&
      verifyBytes(signedBytes(attestation), decodeBase64url(signature, 64), decodeBase64url(signKey, 32));
    return {
      name,
      state: signature === null ? 'absent' : holds ? 'valid' : 'invalid',
      isTrusted: trustedSignKeys === undefined ? undefined : trustedSignKeys[index] === signKey,
    };
  });
}
