/**
 * Where a receipt stands in a record (UX 5.7 P1). The whole record is in the page and is searched here, so the server does
 * not learn who asks for which ballot. A ballot is counted by its place (specification §3.3) in a round that at least t scrutineers closed,
 * below a head that t of their devices and every witness cosigned: the server alone can show one phone any record it likes. Whose
 * devices these are the phone learns from the record too, so nothing is said before the receipt itself has confirmed it: its signature
 * is over ctx, the hash of a round that names the hash of its meeting.
 *
 * Security note: record and receipt come from anybody; nothing here throws on them.
 */
import { ballotHash } from '../../../crypto/ballot-object.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../../crypto/encoding/bytes.ts';
import { decodePointNotIdentity } from '../../../crypto/group.ts';
import type { Checkpoint } from '../../../crypto/log/checkpoint.ts';
import { createMerkleTree, merkleRoot } from '../../../crypto/log/merkle.ts';
import { cardCode } from '../../../crypto/token.ts';
import type { Receipt } from '../../../printables/qr/receipt.ts';
import { type BallotEntry, tokenOf } from '../../../tally/record/ballot-entries.ts';
import type { SignedEntry } from '../../../tally/record/entry.ts';
import type { MeetingEntry } from '../../../tally/record/meeting-entry.ts';
import { type RecordFile, readRecord } from '../../../tally/record/reader.ts';
import { signedRound } from '../../../tally/roles/signed-round.ts';
import { type AnswerType, verifyAnswer } from '../../../tally/roles/voter.ts';
import { fixedRounds } from '../../../tally/verify/context.ts';
import { isCosigned, isLogSigned, shownHead } from '../../../tally/verify/cosigned.ts';
import { createFindings } from '../../../tally/verify/finding.ts';
import { signatureFaults } from '../../../tally/verify/signatures.ts';
import { LAST_RANK, structureOf } from '../../../tally/verify/structure.ts';

export type Place =
  /** 已计入, or 抽查 (opened and not counted): the ballot is in the log below a cosigned head. */
  | {
      readonly state: 'counted' | 'challenged';
      readonly index: number;
      readonly size: number;
      readonly root: string;
    }
  /** The round is not closed yet. */
  | { readonly state: 'too-early' }
  /** 联署未齐: it is closed, or given up, or the ballot opened, under a head that only the log has signed so far. */
  | { readonly state: 'not-cosigned' }
  /** 转为纸质, below a cosigned head: the round was voted again on paper, and its electronic ballots count for nothing. */
  | { readonly state: 'given-up' }
  /**
   * 没有找到, with what the receipt proves: 'accepted' and 'challenged' are evidence, 'pending' was never cast, 'none' is not
   * genuine. A ballot that stands in the record as the other event is missing as what the server had signed.
   */
  | { readonly state: 'missing'; readonly receipt: AnswerType | 'none' }
  /** What would be the answer is there, but the head of the log does not prove it, or the round goes to paper behind its sums. */
  | { readonly state: 'unproved' }
  /** The round is not signed by everybody whom the meeting names, or is one of another meeting: no record of an honest server. */
  | { readonly state: 'false-record' }
  | { readonly state: 'other-record' };

export function meetingOf(file: RecordFile): MeetingEntry | null {
  const [first] = file.leaves;
  return first?.kind === 'entry' && first.entry.type === 'meeting' ? first.entry : null;
}

/** The last head of at least so many entries that everybody cosigned, if it is one of these entries; else what is wrong with it. */
function cosignedHead(
  file: RecordFile,
  meeting: MeetingEntry,
  least: number,
): { readonly head: Checkpoint } | { readonly state: 'not-cosigned' | 'unproved' } {
  const shown = file.lines.toReversed().flatMap((line) => {
    const one = line.kind === 'checkpoint' && line.size >= least ? shownHead(line, meeting) : null;
    return one === null ? [] : [one];
  });
  const head = shown.find((one) => isCosigned(one, meeting))?.head;
  if (head === undefined)
    return { state: shown.some((one) => isLogSigned(one, meeting)) ? 'not-cosigned' : 'unproved' };
  const root = merkleRoot(createMerkleTree(file.leaves.map(({ leaf }) => leaf)), head.size);
  return equalBytes(root, head.root) ? { head } : { state: 'unproved' };
}

/** A receipt, the code of a review page, or that of an opened ballot: what the server signed, and over what. */
export type Asked = Omit<Receipt, 'kind'> & { readonly kind: AnswerType };

/** The event that the server promised; a pending ballot may have become either. */
const PROMISED: Partial<Record<AnswerType, 'cast' | 'challenge'>> = { accepted: 'cast', challenged: 'challenge' };

export function lookUp(record: Uint8Array, receipt: Asked): Place {
  const file = readRecord(record);
  const meeting = meetingOf(file);
  if (meeting === null || meeting.id !== receipt.meetingId) return { state: 'other-record' };
  const rounds = fixedRounds(structureOf(file, createFindings(), LAST_RANK.result));
  const round = rounds.find((one) => one.round.entry.round === receipt.round);
  if (round === undefined) return { state: 'too-early' };
  const signed = signedRound(meeting, round.round.entry);
  if (!signed.ok) return { state: 'false-record' };
  const T = encodeBase64url(receipt.T);
  if (!verifyAnswer(signed.value.voting, receipt.kind, { listed: T }, receipt.h, encodeBase64url(receipt.signature)))
    return { state: 'missing', receipt: 'none' };

  const { ctx, close, paper, latePapers, result } = round;
  // Only with the signatures that the record demands for it: nobody else ends a round or makes a ballot worth nothing.
  const isSigned = (entry: SignedEntry) => signatureFaults(entry, meeting).length === 0;
  const closed = close !== null && close.entry.ctx === ctx && isSigned(close.entry) ? close : null;
  const givenUp = paper !== null && isSigned(paper.entry) ? paper : null;
  /** Sums that stand, a word of the server that the round goes to paper, and no result: neither is what became of the ballot. */
  const isUndecided = result === null && latePapers.some(({ entry }) => isSigned(entry));
  const provedBelow = (last: number, place: (head: Checkpoint) => Place): Place => {
    const cosigned = cosignedHead(file, meeting, last + 1);
    return 'state' in cosigned ? cosigned : place(cosigned.head);
  };
  const givenUpAt = (last: number): Place => provedBelow(last, () => ({ state: 'given-up' }));

  // The first event of a card stands for ever: another one, in whatever round or place, is none.
  const event = round.ballots.find(({ entry }) => tokenOf(entry) === T);
  const found = event !== undefined && isBallotOf(event.entry, ctx, encodeBase64url(receipt.h)) ? event : undefined;
  const promised = PROMISED[receipt.kind];
  if (found === undefined) {
    if (closed === null && givenUp === null) return { state: 'too-early' };
    // What the server signed and the record does not hold is evidence, whatever became of the round and whoever cosigned.
    if (promised === undefined && givenUp !== null) return givenUpAt(givenUp.index);
    return { state: 'missing', receipt: receipt.kind };
  }
  const { type } = found.entry;
  if ((promised ?? type) !== type) return { state: 'missing', receipt: receipt.kind };
  // A challenge is public at once; whether a ballot is counted is settled by the close.
  if (type === 'cast' && givenUp !== null) return givenUpAt(Math.max(found.index, givenUp.index));
  if (type === 'cast' && isUndecided) return { state: 'unproved' };
  if (type === 'cast' && closed === null) return { state: 'too-early' };
  return provedBelow(Math.max(found.index, closed?.index ?? 0), ({ size, root }) => ({
    state: type === 'cast' ? 'counted' : 'challenged',
    index: found.index,
    size,
    root: encodeBase64url(root),
  }));
}

/** A ballot made for this round, of this hash; a void holds none. */
const isBallotOf = (entry: BallotEntry, ctx: string, h: string): boolean =>
  entry.type !== 'void' && entry.ballot.ctx === ctx && encodeBase64url(ballotHash(entry.ballot)) === h;

/** 卡码 of the receipt's token, to compare with the card; null when T is no token key. */
export function cardCodeOf(receipt: Pick<Receipt, 'T'>): string | null {
  try {
    return cardCode(decodePointNotIdentity(receipt.T, 'receipt T'));
  } catch {
    return null;
  }
}
