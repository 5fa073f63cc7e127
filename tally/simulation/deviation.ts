/**
 * How a simulated election may deviate from the protocol: what dishonest parties, or all of them together, would
 * write into the record with their own valid keys. The attacks of specification §11 are simulations with one
 * deviation; everything after it goes on as its authors would have to go on.
 */
import type { Author } from '../record/authors.ts';
import type { BallotEntry } from '../record/ballot-entries.ts';
import type { SignedEntry, Unsigned } from '../record/entry.ts';
import type { BallotMakingJob, PlannedBallot } from './ballot-making.ts';

export type Draft = Unsigned<SignedEntry>;

/** What a dishonest party has besides its keys. */
export interface DeviationTools {
  /** Seeds of cards nobody drew, base64url. */
  readonly spareCards: readonly string[];
  /** Seeds of the cards that cast, in no order. */
  readonly castCards: readonly string[];
  /** Seeds of the cards that were challenged. */
  readonly challengeCards: readonly string[];
  readonly job: Omit<BallotMakingJob, 'ballots'>;
  /** A fresh plan with legal marks for a card. */
  readonly plan: (card: string, kind?: PlannedBallot['kind']) => PlannedBallot;
}

export interface Deviation {
  /** Before signing: another entry, several, or none, in place of this one. */
  readonly write?: (draft: Draft) => Draft | readonly Draft[];
  /** Who signs it; the keys are those of these authors. */
  readonly authors?: (draft: Draft, authors: readonly Author[]) => readonly Author[];
  /** After signing: what is appended in place of the signed entry. */
  readonly signed?: (entry: SignedEntry) => SignedEntry;
  /** The ballot entries of the round before they are grouped. */
  readonly ballots?: (entries: readonly BallotEntry[], tools: DeviationTools) => readonly BallotEntry[];
  /** The groups, each sorted by hash, in which they enter the log. */
  readonly groups?: (groups: readonly (readonly BallotEntry[])[]) => readonly (readonly BallotEntry[])[];
  /** Entries appended right after `close`, before its checkpoint. */
  readonly late?: (tools: DeviationTools) => readonly BallotEntry[];
  /** The note of a checkpoint over `size` leaves; null leaves the line out. */
  readonly checkpoint?: (note: string, size: number) => string | null;
  /** Cosigners that sign the checkpoint over `size` leaves, where any do. */
  readonly cosigners?: (names: readonly string[], size: number) => readonly string[];
}
