/**
 * The checking device of a challenge (specification §7.5): a scrutineer's tablet or the voter's phone, never the kiosk.
 *
 * It takes T, h and the server's signature from the review page *before* the kiosk knows whether the ballot will be cast or
 * challenged; later it takes the opening from the kiosk, makes the ballot again and compares. What is inside the ballot it tells in
 * words, for the voter to compare with what she marked: a kiosk that encrypts other marks and opens them honestly is found by her.
 *
 * Security: every input comes from the machine under suspicion; nothing here throws on it, and nothing is taken from the server
 * but what it signed.
 */
import { ballotCode, formatBallotCode } from '../../crypto/ballot.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePointNotIdentity } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { cardCode } from '../../crypto/token.ts';
import { counterBitsOf, type OpenedContest, openedMarks } from '../challenge/opened-marks.ts';
import { verdictOf } from '../challenge/opening.ts';
import type { Verdict } from '../record/ballot-entries.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import { entriesOf, type RecordFile } from '../record/reader.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { fixedRounds } from '../verify/context.ts';
import { createFindings } from '../verify/finding.ts';
import { signatureFaults } from '../verify/signatures.ts';
import { LAST_RANK, structureOf } from '../verify/structure.ts';
import { type RoundRefusal, signedRound } from './signed-round.ts';
import { type AnswerType, type VotingRound, verifyAnswer } from './voter.ts';

/** The round that is open, with the tokens that may vote in it. */
export interface CheckedRound {
  readonly meeting: MeetingEntry;
  readonly voting: VotingRound;
  readonly tokens: ReadonlySet<string>;
}

/** The entries that a checking device takes from the record; plain data, so that they pass to a worker. */
export interface RoundPapers {
  readonly meeting: MeetingEntry;
  readonly round: RoundEntry;
  readonly tokens: readonly string[];
}

/** Null while the record has no such round, or the round is not open. */
export function roundPapers(file: RecordFile, number: number): RoundPapers | null {
  const meeting = entriesOf(file, 'meeting')[0]?.entry;
  const round = entriesOf(file, 'round').find(({ entry }) => entry.round === number);
  if (meeting === undefined || round === undefined) return null;
  const ctx = encodeBase64url(round.hash);
  if (!entriesOf(file, 'open').some(({ entry }) => entry.ctx === ctx)) return null;
  const tokens = entriesOf(file, 'tokens').find(({ hash }) => encodeBase64url(hash) === round.entry.tokens);
  return tokens === undefined ? null : { meeting, round: round.entry, tokens: tokens.entry.tokens };
}

/** Refused unless the server and every scrutineer signed the round; the list of cards is the one the round names. */
export function checkedRound({ meeting, round, tokens }: RoundPapers): Result<CheckedRound, RoundRefusal> {
  const signed = signedRound(meeting, round);
  if (!signed.ok) return signed;
  return ok({ meeting, voting: signed.value.voting, tokens: new Set(tokens) });
}

/** What the code of the review page says. */
export interface ReviewCode {
  readonly kind: AnswerType;
  readonly meetingId: string;
  readonly round: number;
  readonly T: Uint8Array;
  readonly h: Uint8Array;
  readonly signature: Uint8Array;
}

/** What the code of the opened ballot says: as above with the server's "challenged", and the opening. */
export interface OpeningCode {
  readonly meetingId: string;
  readonly round: number;
  readonly T: Uint8Array;
  readonly h: Uint8Array;
  readonly signature: Uint8Array;
  readonly seed: Uint8Array;
  /** Places of the counters that are set, one list per contest. */
  readonly places: readonly (readonly number[])[];
}

/** Kept from the review page until the opening comes. */
export interface Commitment {
  readonly meetingId: string;
  readonly round: number;
  /** The round that it was signed for: another record under the same meeting id has another. */
  readonly ctx: string;
  readonly T: string;
  readonly h: string;
  /** 查验码 and 卡码, as the kiosk shows them too. */
  readonly code: string;
  readonly cardCode: string;
}

/** `other-record`: for this card the server has shown this device another round before. */
export type PlaceRefusal = 'other-meeting' | 'other-round' | 'other-record' | 'card-not-listed';
export type CommitmentRefusal = PlaceRefusal | 'not-a-review-page' | 'not-signed';

function cardCodeOf(T: Uint8Array): string | null {
  try {
    return cardCode(decodePointNotIdentity(T, 'T'));
  } catch {
    return null;
  }
}

const ctxOf = ({ voting }: CheckedRound): string => encodeBase64url(voting.ctx);

function refusalOfPlace(
  round: CheckedRound,
  kept: readonly Commitment[],
  scanned: ReviewCode | OpeningCode,
): PlaceRefusal | null {
  const { meetingId, round: number } = scanned;
  const T = encodeBase64url(scanned.T);
  if (meetingId !== round.meeting.id) return 'other-meeting';
  if (number !== round.voting.entry.round) return 'other-round';
  // Tokens are derived from the meeting's hash (§5): one card is in one record only, and its first ballot must not be forgotten.
  if (kept.some((one) => isSameCard(one, { meetingId, round: number, T }) && one.ctx !== ctxOf(round)))
    return 'other-record';
  return round.tokens.has(T) ? null : 'card-not-listed';
}

const isSigned = (round: CheckedRound, type: AnswerType, scanned: ReviewCode | OpeningCode): boolean =>
  verifyAnswer(
    round.voting,
    type,
    { listed: encodeBase64url(scanned.T) },
    scanned.h,
    encodeBase64url(scanned.signature),
  );

/** Step 1: binds the kiosk. Only "pending" binds: a cast ballot is opened by nobody. */
export function readCommitment(
  round: CheckedRound,
  kept: readonly Commitment[],
  scanned: ReviewCode,
): Result<Commitment, CommitmentRefusal> {
  if (scanned.kind !== 'pending') return err('not-a-review-page');
  const refusal = refusalOfPlace(round, kept, scanned);
  if (refusal !== null) return err(refusal);
  if (!isSigned(round, 'pending', scanned)) return err('not-signed');
  const { meetingId, round: number, T, h } = scanned;
  const card = cardCodeOf(T);
  if (card === null) return err('card-not-listed');
  const code = formatBallotCode(ballotCode(h));
  return ok({
    meetingId,
    round: number,
    ctx: ctxOf(round),
    T: encodeBase64url(T),
    h: encodeBase64url(h),
    code,
    cardCode: card,
  });
}

type CardOfRound = Pick<Commitment, 'meetingId' | 'round' | 'T'>;

const isSameCard = (one: CardOfRound, other: CardOfRound): boolean =>
  one.meetingId === other.meetingId && one.round === other.round && one.T === other.T;

/**
 * Another ballot of the card, taken before. 修改 makes a new one, and so does a kiosk that has learnt of the challenge: only who
 * holds the card can tell them apart, and of *this* change. An answer about an earlier one says nothing about it.
 */
export const earlierCommitment = (kept: readonly Commitment[], taken: Commitment): Commitment | null =>
  kept.find((one) => isSameCard(one, taken) && one.h !== taken.h) ?? null;

/** In the place of an earlier ballot of the card. Sorted by h: scanning order would be voting order. */
export const keepCommitment = (kept: readonly Commitment[], taken: Commitment): readonly Commitment[] =>
  [...dropCommitment(kept, taken), taken].sort((one, other) => (one.h < other.h ? -1 : 1));

export const dropCommitment = (kept: readonly Commitment[], card: CardOfRound): readonly Commitment[] =>
  kept.filter((one) => !isSameCard(one, card));

/**
 * Without those of rounds that are over: closed, or counted on paper, in their place of the record (specification §3.3), by the server and
 * t scrutineers of the very round. That a round is given up the server says alone, and scrutineers of its own it can name in a record of
 * its own: one that works with the kiosk could else make this device forget what the kiosk is bound to.
 */
export function commitmentsInUse(file: RecordFile, kept: readonly Commitment[]): readonly Commitment[] {
  const structure = structureOf(file, createFindings(), LAST_RANK.result);
  const meeting = structure.meeting?.entry;
  if (meeting === undefined) return kept;
  const over = fixedRounds(structure).flatMap(({ ctx, round, close, paperCount }) => {
    const ends = [close, paperCount].flatMap((end) => (end === null ? [] : [end.entry]));
    const isOver = ends.some((end) => end.ctx === ctx && signatureFaults(end, meeting).length === 0);
    return isOver && signedRound(meeting, round.entry).ok ? [ctx] : [];
  });
  return kept.filter(({ ctx }) => !over.includes(ctx));
}

/** What is wrong with an opening; the first is what the screen says. */
export type CheckFault =
  /** Not the ballot this device had taken before the choice. */
  | 'other-ballot'
  /** Marks and seed do not give that ballot. */
  | 'not-its-opening'
  /** The server did not sign that the card is closed: this ballot could still be cast. */
  | 'not-challenged';

export interface Check {
  readonly verdict: Verdict;
  readonly faults: readonly CheckFault[];
  readonly taken: Commitment;
  /** The choices in the ballot in words; when the verdict is "differs", those the kiosk claims. Null when they fit no ballot. */
  readonly marks: readonly OpenedContest[] | null;
}

/** `not-taken-before`: this device holds no commitment of that card, so an opening proves nothing to it. */
export type OpeningRefusal = PlaceRefusal | 'not-taken-before';

/** Step 2: makes the ballot again, byte by byte. */
export function checkOpening(
  round: CheckedRound,
  kept: readonly Commitment[],
  opening: OpeningCode,
): Result<Check, OpeningRefusal> {
  const refusal = refusalOfPlace(round, kept, opening);
  if (refusal !== null) return err(refusal);
  const { meetingId, round: number, h, seed, places } = opening;
  const T = encodeBase64url(opening.T);
  const taken = kept.find((one) => isSameCard(one, { meetingId, round: number, T }));
  if (taken === undefined) return err('not-taken-before');

  const faults: CheckFault[] = [];
  if (taken.h !== encodeBase64url(h)) faults.push('other-ballot');
  const { contests } = round.voting.entry;
  const marks = counterBitsOf(contests, places);
  const isOpening =
    marks !== null && verdictOf(round.voting, T, h, { marks, seed: encodeBase64url(seed) }) === 'matches';
  if (!isOpening) faults.push('not-its-opening');
  if (!isSigned(round, 'challenged', opening)) faults.push('not-challenged');
  return ok({
    verdict: faults.length === 0 ? 'matches' : 'differs',
    faults,
    taken,
    marks: marks === null ? null : openedMarks(contests, marks),
  });
}
