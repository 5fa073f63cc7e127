/**
 * Where a receipt stands in a record (UX 5.7 P1). The whole record is in the page and is searched here, so the server does
 * not learn who asks for which ballot. Inclusion is proved against the last checkpoint, whose signature is verified under
 * the log key the record declares.
 *
 * Security note: record and receipt come from anybody; nothing here throws on them.
 */
import { ballotHash } from '../../../crypto/ballot-object.ts';
import { normalizeBase32 } from '../../../crypto/encoding/base32.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodePointNotIdentity } from '../../../crypto/group.ts';
import { type Checkpoint, parseCheckpoint } from '../../../crypto/log/checkpoint.ts';
import { createMerkleTree, inclusionProof, merkleRoot, verifyInclusion } from '../../../crypto/log/merkle.ts';
import { parseNote, verifyNote } from '../../../crypto/log/signed-note.ts';
import { verifyObject } from '../../../crypto/sign.ts';
import { cardCode } from '../../../crypto/token.ts';
import type { TrustedSheetKeys } from '../../../printables/qr/paper-symbol-entry.ts';
import { equalPaperSymbols, paperSymbolOfRecord } from '../../../printables/qr/paper-symbol-of-record.ts';
import type { Receipt } from '../../../printables/qr/receipt.ts';
import type { SheetSymbol } from '../../../printables/qr/sheet-symbol.ts';
import type { SymbolA } from '../../../printables/qr/symbol-a.ts';
import { equalSymbols, symbolOfRecord } from '../../../printables/qr/symbol-of-record.ts';
import type { MeetingEntry } from '../../../tally/record/meeting-entry.ts';
import { type ReadEntry, type RecordFile, readRecord } from '../../../tally/record/reader.ts';
import { shortHash } from '../../../tally/record/short-hash.ts';
import { type AnswerType, answerObject } from '../../../tally/roles/voter.ts';
import { signatureFaults } from '../../../tally/verify/signatures.ts';

export type Place =
  /** 已计入, or 抽查 (opened and not counted): the ballot is in the log below a signed head. */
  | {
      readonly state: 'counted' | 'challenged';
      readonly index: number;
      readonly size: number;
      readonly root: string;
    }
  /** The round is not closed yet. */
  | { readonly state: 'too-early' }
  /** 转为纸质: the round was voted again on paper, and its electronic ballots count for nothing. */
  | { readonly state: 'given-up' }
  /**
   * 没有找到, with what the receipt proves: 'accepted' and 'challenged' are evidence, 'pending' was never cast, 'none' is not
   * genuine. A ballot that stands in the record as the other event is missing as what the server had signed.
   */
  | { readonly state: 'missing'; readonly receipt: AnswerType | 'none' }
  /** The ballot's line is there, but the head of the log does not prove it. */
  | { readonly state: 'unproved' }
  | { readonly state: 'other-record' };

function meetingOf(file: RecordFile): MeetingEntry | null {
  const [first] = file.leaves;
  return first?.kind === 'entry' && first.entry.type === 'meeting' ? first.entry : null;
}

/** The last head in the file that the log's key signed and that speaks about at least `least` entries. */
function signedHead(file: RecordFile, meeting: MeetingEntry, least: number): Checkpoint | null {
  const log = { name: meeting.logOrigin, publicKey: decodeBase64url(meeting.keys.log, 32) };
  for (const line of file.lines.toReversed()) {
    if (line.kind !== 'checkpoint' || line.size < least) continue;
    try {
      const note = parseNote(line.note);
      const head = parseCheckpoint(note.text);
      if (head.origin === log.name && head.size === line.size && verifyNote(note, log)) return head;
    } catch {
      // An unreadable head proves nothing; an earlier one may.
    }
  }
  return null;
}

/** A receipt, the code of a review page, or that of an opened ballot: what the server signed, and over what. */
export type Asked = Omit<Receipt, 'kind'> & { readonly kind: AnswerType };

/** The event that the server promised; a pending ballot may have become either. */
const PROMISED: Partial<Record<AnswerType, 'cast' | 'challenge'>> = { accepted: 'cast', challenged: 'challenge' };

function isGenuine(receipt: Asked, ctx: string, meeting: MeetingEntry): boolean {
  return verifyObject(
    answerObject(receipt.kind, decodeBase64url(ctx, 32), encodeBase64url(receipt.T), receipt.h),
    receipt.signature,
    decodeBase64url(meeting.keys.receipts, 32),
  );
}

export function lookUp(record: Uint8Array, receipt: Asked): Place {
  const file = readRecord(record);
  const meeting = meetingOf(file);
  if (meeting === null || meeting.id !== receipt.meetingId) return { state: 'other-record' };
  const entries = file.leaves.filter((leaf): leaf is ReadEntry => leaf.kind === 'entry');
  const round = entries.find(({ entry }) => entry.type === 'round' && entry.round === receipt.round);
  if (round === undefined) return { state: 'too-early' };
  const ctx = encodeBase64url(round.hash);
  const isClosed = entries.some(({ entry }) => entry.type === 'close' && entry.ctx === ctx);
  // Only with the signature that the record demands for it: nobody else makes a ballot worth nothing.
  const isGivenUp = entries.some(
    ({ entry }) => entry.type === 'paper' && entry.ctx === ctx && signatureFaults(entry, meeting).length === 0,
  );
  const T = encodeBase64url(receipt.T);
  const h = encodeBase64url(receipt.h);

  for (const leaf of entries) {
    const { entry } = leaf;
    if (entry.type !== 'cast' && entry.type !== 'challenge') continue;
    if (entry.ballot.T !== T || encodeBase64url(ballotHash(entry.ballot)) !== h) continue;
    if ((PROMISED[receipt.kind] ?? entry.type) !== entry.type && isGenuine(receipt, ctx, meeting))
      return { state: 'missing', receipt: receipt.kind };
    // A challenge is public at once; whether a ballot is counted is settled by the close.
    if (entry.type === 'cast' && isGivenUp) return { state: 'given-up' };
    if (entry.type === 'cast' && !isClosed) return { state: 'too-early' };
    const head = signedHead(file, meeting, leaf.index + 1);
    if (head === null) return { state: 'unproved' };
    const tree = createMerkleTree(file.leaves.map((one) => one.leaf));
    const proof = inclusionProof(tree, leaf.index, head.size);
    return verifyInclusion(leaf.leaf, leaf.index, head.size, proof, head.root)
      ? {
          state: entry.type === 'cast' ? 'counted' : 'challenged',
          index: leaf.index,
          size: head.size,
          root: encodeBase64url(head.root),
        }
      : { state: 'unproved' };
  }
  if (isGivenUp) return { state: 'given-up' };
  if (!isClosed) return { state: 'too-early' };
  return { state: 'missing', receipt: isGenuine(receipt, ctx, meeting) ? receipt.kind : 'none' };
}

/** 卡码 of the receipt's token, to compare with the card; null when T is no token key. */
export function cardCodeOf(receipt: Pick<Receipt, 'T'>): string | null {
  try {
    return cardCode(decodePointNotIdentity(receipt.T, 'receipt T'));
  } catch {
    return null;
  }
}

export type ResultRoot = { readonly round: number; readonly groups: readonly string[] };

/**
 * 档案码 of each counted round as the result sheet prints it: the head of the log that ends with its `result`, or with its count on paper;
 * of the latter also its 计票码, which stands at the foot of every page.
 */
export function resultRoots(record: Uint8Array): readonly ResultRoot[] {
  const file = readRecord(record);
  const tree = createMerkleTree(file.leaves.map(({ leaf }) => leaf));
  const rounds = new Map<string, number>();
  const roots: ResultRoot[] = [];
  for (const leaf of file.leaves) {
    if (leaf.kind !== 'entry') continue;
    const { entry } = leaf;
    if (entry.type === 'round' || entry.type === 'paper-round') rounds.set(encodeBase64url(leaf.hash), entry.round);
    if (entry.type !== 'result' && entry.type !== 'paper-count') continue;
    const round = rounds.get(entry.ctx);
    if (round === undefined) continue;
    roots.push({ round, groups: shortHash(merkleRoot(tree, leaf.index + 1)) });
    if (entry.type === 'paper-count') roots.push({ round, groups: shortHash(leaf.hash) });
  }
  return roots;
}

/** Whether what was typed from paper names one of these roots; spaces, hyphens and case do not matter. */
export function roundOfTypedRoot(typed: string, roots: readonly ResultRoot[]): number | null {
  const code = normalizeBase32(typed);
  return roots.find(({ groups }) => groups.join('') === code)?.round ?? null;
}

/** The keys of a sheet's signatures as the record declares them; none when it has no readable beginning. */
export function sheetKeys(record: Uint8Array): TrustedSheetKeys {
  const meeting = meetingOf(readRecord(record));
  return {
    scrutineers: meeting?.scrutineers.map(({ signKey }) => signKey) ?? [],
    entries: meeting?.keys.entries ?? '',
    log: meeting?.keys.log ?? '',
  };
}

const unsigned = (of: SymbolA): SymbolA => ({
  ...of,
  scrutineers: of.scrutineers.map((scrutineer) => ({ ...scrutineer, signature: null })),
});

/** Whether a printed sheet says what the record says, names and numbers alike; its signatures are judged elsewhere. */
export function sheetIsOfRecord(record: Uint8Array, sheet: SheetSymbol): boolean {
  if (sheet.medium === 'paper') {
    const own = paperSymbolOfRecord(record, sheet.symbol.round);
    return own !== null && equalPaperSymbols(own, sheet.symbol);
  }
  const own = symbolOfRecord(record, sheet.symbol.round);
  return own.ok && equalSymbols(unsigned(own.value), unsigned(sheet.symbol));
}
