/**
 * Symbol A of a round counted on paper (specification §9.2): the whole `paper-count` entry with every signature under it, so that from
 * the sheet alone anybody rebuilds the entry byte for byte, verifies who signed it, and finds it below the head of the log that is
 * printed beside it.
 *
 * It proves signatures, not ballots: on paper nothing is encrypted that could be proven. What it binds is every printed number to
 * the names it stands beside, to this round of this meeting and to these scrutineers.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { VOID_ENTRY_REASONS } from '../../tally/paper/adjudication.ts';
import { PAPER_INVALID_REASONS, type PaperBox, type PaperTally } from '../../tally/record/paper-entries.ts';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import {
  createFieldReader,
  createFieldWriter,
  type FieldReader,
  type FieldWriter,
  MalformedPayload,
} from './byte-fields.ts';
import { outcomeOfBallot } from './paper-symbol-entry.ts';
import { splitIntoSymbols } from './split.ts';
import {
  readCategory,
  readHead,
  readList,
  readListed,
  readOption,
  readScrutineers,
  readSignature,
  readWriteIns,
  type SymbolHead,
  type SymbolScrutineer,
  type SymbolWriteIn,
  writeCategory,
  writeHead,
  writeScrutineers,
  writeSignature,
  writeWriteIns,
} from './symbol-fields.ts';

/** Who was written in stands in the contest, by place in the list; everything else as in the record. */
export type PaperSymbolTally = Omit<PaperTally, 'writeIns'>;
export type PaperSymbolBox = Omit<PaperBox, 'tally'> & { readonly tally: PaperSymbolTally | null };

export interface PaperSymbolElection {
  readonly category: ContestKind;
  readonly post: string;
  readonly seats: number;
  readonly candidates: readonly string[];
  /** Length of the write-in list; of its persons only those with votes are printed. */
  readonly writeInList: number;
  readonly writeIns: readonly SymbolWriteIn[];
  readonly outcome: readonly number[];
  readonly box: PaperSymbolBox;
}

export interface PaperSymbolAppraisal {
  readonly category: 'appraisal';
  readonly title: string;
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly box: PaperSymbolBox;
}

export interface PaperSymbolRecommendation {
  readonly category: 'recommendation';
  readonly title: string;
  readonly limit: number;
  readonly nominees: readonly string[];
  readonly box: PaperSymbolBox;
}

export type PaperSymbolContest = PaperSymbolElection | PaperSymbolAppraisal | PaperSymbolRecommendation;

export const isPaperElection = (contest: PaperSymbolContest): contest is PaperSymbolElection =>
  contest.category !== 'appraisal' && contest.category !== 'recommendation';

/** The head of the log whose last entry is the count, as the log signed it. */
export interface PaperSymbolLogHead {
  readonly origin: string;
  readonly key: string;
  readonly size: number;
  readonly root: string;
  /** From the entry to the root (RFC 9162). */
  readonly path: readonly string[];
  readonly signature: string;
}

export interface PaperSymbol extends SymbolHead {
  readonly contests: readonly PaperSymbolContest[];
  readonly ctx: string;
  readonly expected: number;
  readonly present: number;
  /** The server's, which every entry of the record needs besides the scrutineers'. */
  readonly server: { readonly key: string; readonly signature: string | null };
  readonly scrutineers: readonly SymbolScrutineer[];
  /** Null where the record has no head that ends with the count. */
  readonly head: PaperSymbolLogHead | null;
}

/** Symbol A of a round on kiosks is version 1. */
export const PAPER_SYMBOL_VERSION = 2;

const rowWidth = (contest: Pick<PaperSymbolContest, 'category'>, grades: number): number =>
  contest.category === 'appraisal' ? grades + 2 : contest.category === 'recommendation' ? 1 : 4;

function writeBox({ integer }: FieldWriter, { tally, ...box }: PaperSymbolBox): void {
  for (const value of [box.printed, box.issued, box.remaining, box.voters, box.recovered]) integer(value);
  integer(tally === null ? 0 : 1);
  if (tally === null) return;
  integer(tally.valid);
  integer(tally.invalid);
  // Without their number and width: those of the contest.
  tally.rows.flat().forEach(integer);
  integer(tally.voidEntries.length);
  for (const { reason, entries } of tally.voidEntries) {
    integer(VOID_ENTRY_REASONS.indexOf(reason));
    integer(entries);
  }
  integer(tally.invalidReasons.length);
  for (const { reason, ballots } of tally.invalidReasons) {
    integer(PAPER_INVALID_REASONS.indexOf(reason));
    integer(ballots);
  }
}

/** @throws MalformedPayload */
function readBox(read: FieldReader, rows: number, width: number): PaperSymbolBox {
  const box = {
    printed: read.integer(),
    issued: read.integer(),
    remaining: read.integer(),
    voters: read.integer(),
    recovered: read.integer(),
  };
  if (read.length(1) === 0) return { ...box, tally: null };
  return {
    ...box,
    tally: {
      valid: read.integer(),
      invalid: read.integer(),
      rows: Array.from({ length: rows }, () => Array.from({ length: width }, read.integer)),
      voidEntries: readList(read, () => ({
        reason: readOption(read, VOID_ENTRY_REASONS),
        entries: read.integer(),
      })),
      invalidReasons: readList(read, () => ({
        reason: readOption(read, PAPER_INVALID_REASONS),
        ballots: read.integer(),
      })),
    },
  };
}

function writeContest(writer: FieldWriter, contest: PaperSymbolContest): void {
  const { integer, text } = writer;
  const texts = (list: readonly string[]): void => {
    integer(list.length);
    list.forEach(text);
  };
  writeCategory(writer, contest.category);
  switch (contest.category) {
    case 'appraisal':
      text(contest.title);
      texts(contest.grades);
      texts(contest.subjects);
      writeBox(writer, contest.box);
      return;
    case 'recommendation':
      text(contest.title);
      integer(contest.limit);
      texts(contest.nominees);
      writeBox(writer, contest.box);
      return;
    default:
      text(contest.post);
      integer(contest.seats);
      texts(contest.candidates);
      integer(contest.writeInList);
      writeWriteIns(writer, contest.writeIns);
      writeBox(writer, contest.box);
      integer(contest.outcome.length);
      contest.outcome.forEach(integer);
  }
}

/** @throws MalformedPayload */
function readContest(read: FieldReader): PaperSymbolContest {
  const category = readCategory(read);
  const boxOf = (rows: number, grades = 0) => readBox(read, rows, rowWidth({ category }, grades));
  if (category === 'appraisal') {
    const [title, grades, subjects] = [read.text(), readList(read, read.text), readList(read, read.text)];
    return { category, title, grades, subjects, box: boxOf(subjects.length, grades.length) };
  }
  if (category === 'recommendation') {
    const [title, limit, nominees] = [read.text(), read.integer(), readList(read, read.text)];
    return { category, title, limit, nominees, box: boxOf(nominees.length) };
  }
  const [post, seats, candidates, writeInList] = [
    read.text(),
    read.integer(),
    readList(read, read.text),
    readListed(read),
  ];
  const writeIns = readWriteIns(read, writeInList);
  const box = boxOf(candidates.length);
  // Nothing is counted of a void box.
  if (box.tally === null && writeIns.length > 0) throw new MalformedPayload('paper symbol: votes of a void box');
  const contest = {
    category,
    post,
    seats,
    candidates,
    writeInList,
    writeIns,
    box,
    outcome: readList(read, read.integer),
  };
  if (outcomeOfBallot(contest) === undefined) throw new MalformedPayload('paper symbol: no outcome');
  return contest;
}

function writeLogHead(writer: FieldWriter, head: PaperSymbolLogHead | null): void {
  const { integer, text, bytes } = writer;
  integer(head === null ? 0 : 1);
  if (head === null) return;
  text(head.origin);
  bytes(decodeBase64url(head.key, 32));
  integer(head.size);
  bytes(decodeBase64url(head.root, 32));
  integer(head.path.length);
  for (const hash of head.path) bytes(decodeBase64url(hash, 32));
  bytes(decodeBase64url(head.signature, 64));
}

/** @throws MalformedPayload */
function readLogHead(read: FieldReader): PaperSymbolLogHead | null {
  if (read.length(1) === 0) return null;
  const hash = () => encodeBase64url(read.bytes(32));
  return {
    origin: read.text(),
    key: hash(),
    size: read.integer(),
    root: hash(),
    path: readList(read, hash),
    signature: encodeBase64url(read.bytes(64)),
  };
}

export function encodePaperSymbol(symbol: PaperSymbol): Uint8Array {
  const writer = createFieldWriter();
  const { integer, bytes, finish } = writer;
  integer(PAPER_SYMBOL_VERSION);
  writeHead(writer, symbol);
  integer(symbol.contests.length);
  for (const contest of symbol.contests) writeContest(writer, contest);
  bytes(decodeBase64url(symbol.ctx, 32));
  integer(symbol.expected);
  integer(symbol.present);
  bytes(decodeBase64url(symbol.server.key, 32));
  writeSignature(writer, symbol.server.signature);
  writeScrutineers(writer, symbol.scrutineers);
  writeLogHead(writer, symbol.head);
  return finish();
}

/** @throws MalformedPayload */
function readPaperSymbol(payload: Uint8Array): PaperSymbol {
  const read = createFieldReader(payload);
  if (read.integer() !== PAPER_SYMBOL_VERSION) throw new MalformedPayload('paper symbol: unknown version');
  const symbol: PaperSymbol = {
    ...readHead(read),
    contests: readList(read, () => readContest(read)),
    ctx: encodeBase64url(read.bytes(32)),
    expected: read.integer(),
    present: read.integer(),
    server: { key: encodeBase64url(read.bytes(32)), signature: readSignature(read) },
    scrutineers: readScrutineers(read),
    head: readLogHead(read),
  };
  read.end();
  return symbol;
}

export function decodePaperSymbol(payload: Uint8Array): Result<PaperSymbol, 'malformed'> {
  try {
    const symbol = readPaperSymbol(payload);
    return equalBytes(encodePaperSymbol(symbol), payload) ? ok(symbol) : err('malformed');
  } catch (error) {
    if (error instanceof MalformedPayload) return err('malformed');
    throw error;
  }
}

/** The texts of the QR codes: those of Symbol A, whose version says what they hold. */
export const paperSymbolTexts = (symbol: PaperSymbol): readonly string[] =>
  splitIntoSymbols('CPA1', encodePaperSymbol(symbol));
