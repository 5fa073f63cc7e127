/**
 * The count (specification §8): aggregate of all casts, partial decryptions of the scrutineers, counts, outcome,
 * attestations. Before the t-th partial decryption the server knows no more than anybody: sums of ciphertexts.
 */

import { compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import { decodePointNotIdentity } from '../../crypto/group.ts';
import { parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { parseNote } from '../../crypto/log/signed-note.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { verifyPaperPart } from '../../crypto/threshold/paper-proof.ts';
import { verifyPartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import type { Accounting } from '../../tally/accounting/accounting.ts';
import { accountRound, type CardEvents } from '../../tally/accounting/accounting-of-round.ts';
import { accountingIntegers, outcomeIntegers } from '../../tally/count/attested-integers.ts';
import { attestedTextsHash, attestedTextsOf } from '../../tally/count/attested-texts.ts';
import { contestOutcome, recordedOutcomeOf } from '../../tally/count/outcome-of-contest.ts';
import { paperClaim, paperPart } from '../../tally/count/paper-statement.ts';
import { addSums, decodeSums, encodeSums, type Sums, zeroSums } from '../../tally/count/sums.ts';
import { SERVER } from '../../tally/record/authors.ts';
import { circuitContest } from '../../tally/record/contest.ts';
import type {
  AttestationEntry,
  PaperProofEntry,
  PartialDecryptionEntry,
  RecordedOutcome,
  ResultEntry,
} from '../../tally/record/count-entries.ts';
import { type SignedEntry, signEntry, type Unsigned, withSignatures } from '../../tally/record/entry.ts';
import { evenBatches } from '../../tally/verify/ballot-batch.ts';
import { decodePartial, releasedLists } from '../../tally/verify/partials.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting } from '../store/meeting.ts';
import { loadCheckpoint, loadEntriesOfType } from '../store/record-log.ts';
import type { TokenCounts } from '../store/record-token.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import { loadMeetingKeys } from './meeting-keys.ts';
import { movePhase } from './proposals.ts';
import type { LogWriter, RecordLog } from './record-log.ts';
import { type RecordState, type RoundState, roundByCtx, scrutineersOf } from './record-state.ts';

export type PartialRefusal = 'wrong-phase' | 'entry-refused' | 'accounting-fails' | 'too-few-ballots';

export type Counting = {
  /** Appends the aggregate once `close` stands in the log; does nothing where it stands already. */
  readonly aggregate: (meeting: string, round: number) => Promise<void>;
  readonly submitPartial: (
    writer: LogWriter,
    meeting: string,
    index: number,
    entry: PartialDecryptionEntry,
  ) => Promise<Result<{ readonly index: number }, PartialRefusal>>;
  /** Appends the result as soon as t partial decryptions stand in the log. */
  readonly finish: (meeting: string, round: number) => Promise<void>;
  readonly submitAttestation: (
    writer: LogWriter,
    index: number,
    entry: AttestationEntry,
  ) => Promise<Result<{ readonly index: number }, 'wrong-phase' | 'entry-refused'>>;
  readonly submitPaperProof: (
    writer: LogWriter,
    index: number,
    entry: PaperProofEntry,
  ) => Promise<Result<{ readonly index: number }, 'wrong-phase' | 'entry-refused'>>;
};

/** Ballots to one job of a worker thread, at most: few enough that a small assembly keeps every thread busy. */
const CHUNK = 40;

/** The events of a round's cards as the box has them, before they stand in `close`. */
export const eventsOf = ({ cast, challenged, returned, damaged, unissued }: TokenCounts): CardEvents => ({
  casts: cast,
  challenges: challenged,
  voids: { returned, damaged, unissued },
});

/** Accounting of a closed round by the record alone (specification §5). */
export function accountingOf({ sealed, open, close }: RoundState): Accounting | undefined {
  if (sealed === undefined || open === undefined || close === undefined) return undefined;
  return accountRound(sealed.entry, open.entry, close.entry.handCounts, close.entry);
}

export function createCounting(db: Database, log: RecordLog, pool: ProofPool): Counting {
  /** The server's own entry: signed by its key for entries. */
  async function authored<E extends SignedEntry>(
    writer: LogWriter,
    meeting: string,
    unsigned: Unsigned<E>,
  ): Promise<E> {
    const keys = await loadMeetingKeys(writer.tx, meeting);
    if (keys === undefined) throw new Error('counting: the meeting has no keys');
    const signature = signEntry(unsigned as Unsigned<SignedEntry>, SERVER, keys.entries.secretKey);
    return withSignatures<E>(unsigned, [signature]);
  }

  /** Sums over every cast of the round in the log; each proof and signature is verified once more on the way. */
  async function sumCasts(
    meeting: string,
    round: RoundState,
  ): Promise<{ readonly casts: number; readonly sums: Sums }> {
    if (round.sealed === undefined) throw new Error('counting: the round is not sealed');
    const { entry: sealed, hash: ctx } = round.sealed;
    const contests = sealed.contests.map(circuitContest);
    const own = (await loadEntriesOfType(db, meeting, 'cast')).filter((line) => line.includes(`"ctx":"${ctx}"`));
    const parts = await Promise.all(
      evenBatches(own, CHUNK).map((lines) =>
        pool.verifyBallots({ ctx, K: sealed.K, contests, cards: sealed.cards, lines }),
      ),
    );
    if (parts.some(({ failures }) => failures.length > 0))
      throw new Error('counting: a cast in the log does not verify');
    const [first, ...others] = parts;
    if (first === undefined) return { casts: 0, sums: encodeSums(zeroSums(outputsOf(round))) };
    return {
      casts: parts.reduce((sum, part) => sum + part.casts, 0),
      sums: others.reduce((sum, part) => addSums(sum, part.sums), first.sums),
    };
  }

  async function aggregate(meeting: string, number: number): Promise<void> {
    const round = (await log.state(meeting)).rounds.get(number);
    if (round?.close === undefined || round.aggregate !== undefined) return;
    const { casts, sums } = await sumCasts(meeting, round);
    await log.write(meeting, async (writer) => {
      const current = writer.state.rounds.get(number);
      if (current?.close === undefined || current.sealed === undefined || current.aggregate !== undefined) return;
      // Given up for paper while the sums were made.
      if (current.paper !== undefined) return;
      if (casts !== current.close.entry.casts) throw new Error('counting: the log changed after the close');
      const ctx = current.sealed.hash;
      writer.append(
        await authored(writer, meeting, {
          type: 'aggregate',
          ctx,
          casts,
          sums: sums.map(([alpha, beta]) => [alpha, beta] as [string, string]),
        }),
      );
      await movePhase(writer.tx, meeting, 'counting');
    });
  }

  async function finish(meeting: string, number: number): Promise<void> {
    const state = await log.state(meeting);
    const round = state.rounds.get(number);
    const { t } = scrutineersOf(state);
    if (round?.aggregate === undefined || round.sealed === undefined || round.result !== undefined) return;
    if (round.partials.size < t) return;
    const { casts, sums } = round.aggregate.entry;
    const partials = [...round.partials.values()]
      .toSorted((a, b) => a.index - b.index)
      .slice(0, t)
      .map(({ entry }) => ({ index: entry.index, D: entry.D }));
    const { contests, cards } = round.sealed.entry;
    const counts = await pool.count({ contests: contests.map(circuitContest), cards, casts, sums, partials });
    if (counts === null) throw new Error('counting: the sums hold no counts of that many ballots');
    await log.write(meeting, async (writer) => {
      const current = writer.state.rounds.get(number);
      if (current === undefined || current.result !== undefined) return;
      writer.append(await authored<ResultEntry>(writer, meeting, resultOf(current, counts)));
    });
  }

  return {
    aggregate,
    finish,

    async submitPartial(writer, meeting, index, entry) {
      const round = roundByCtx(writer.state, entry.ctx);
      if ((await lockMeeting(writer.tx, meeting))?.phase !== 'counting') return err('wrong-phase');
      if (round?.sealed === undefined || round.aggregate === undefined || round.result !== undefined)
        return err('wrong-phase');
      if (accountingOf(round)?.holds !== true) return err('accounting-fails');
      if (round.aggregate.entry.casts < round.sealed.entry.minimumBallots) return err('too-few-ballots');
      if (entry.index !== index || round.partials.has(index)) return err('entry-refused');
      if (!isPartialOf(round, entry)) return err('entry-refused');
      return ok({ index: writer.append(entry).index });
    },

    async submitAttestation(writer, index, entry) {
      const round = roundByCtx(writer.state, entry.ctx);
      if (round?.result === undefined || hasLaterRound(writer.state, round)) return err('wrong-phase');
      if (round.attestations.has(index)) return err('entry-refused');
      const size = round.result.index + 1;
      const { root } = parseCheckpoint(parseNote(await requireCheckpoint(writer.tx, writer.state, size)).text);
      const { type: _, signatures: __, ...stated } = entry;
      const expected = { ...attestedBy(writer.state, round), root: encodeBase64url(root), size };
      if (!equalBytes(hashObject(stated), hashObject(expected))) return err('entry-refused');
      return ok({ index: writer.append(entry).index });
    },

    async submitPaperProof(writer, index, entry) {
      const round = roundByCtx(writer.state, entry.ctx);
      if (round?.result === undefined || hasLaterRound(writer.state, round)) return err('wrong-phase');
      // Whose it is was settled with its signature.
      if (round.paperProofs.has(index) || !isPaperProofOf(round, entry)) return err('entry-refused');
      return ok({ index: writer.append(entry).index });
    },
  };
}

/** A round's entries stand together: once the cards of the next one are listed, nothing is added to this one. */
const hasLaterRound = (state: RecordState, { round }: RoundState): boolean =>
  [...state.rounds.keys()].some((other) => other > round);

async function requireCheckpoint(tx: Database, state: RecordState, size: number): Promise<string> {
  const meeting = state.meeting?.entry.id;
  const note = meeting === undefined ? undefined : await loadCheckpoint(tx, meeting, size);
  if (note === undefined) throw new Error('counting: the head that ends with the result has no checkpoint');
  return note;
}

/** Components of a sum: what the round's circuit has outputs. */
function outputsOf({ sealed }: RoundState): number {
  if (sealed === undefined) throw new Error('counting: the round is not sealed');
  return compileCircuit(sealed.entry.contests.map(circuitContest), sealed.entry.cards).outputs.length;
}

/** Specification §8.3 against the aggregate in the log. */
function isPartialOf(round: RoundState, entry: PartialDecryptionEntry): boolean {
  const sealed = round.sealed?.entry;
  const sums = round.aggregate?.entry.sums;
  const X = sealed?.X[entry.index - 1];
  const partial = decodePartial(entry);
  if (sealed === undefined || sums === undefined || X === undefined || partial === null) return false;
  const live = (text: string, title: string) => decodePointNotIdentity(decodeBase64url(text, 32), title);
  return verifyPartialDecryption(
    {
      ctx: decodeBase64url(entry.ctx, 32),
      stage: 'tally',
      index: entry.index,
      K: live(sealed.K, 'K'),
      X: live(X, 'X'),
      pairs: decodeSums(sums),
    },
    partial,
  );
}

/** Specification §9.1 against aggregate, partial decryptions and result in the log. */
function isPaperProofOf({ sealed, aggregate, result, partials }: RoundState, entry: PaperProofEntry): boolean {
  if (sealed === undefined || aggregate === undefined || result === undefined) return false;
  const { threshold } = sealed.entry;
  const claim = paperClaim(sealed.entry, sealed.hash, aggregate.entry.sums, result.entry.counts);
  const inOrder = [...partials.values()].toSorted((a, b) => a.index - b.index).map((logged) => logged.entry);
  const released = releasedLists(inOrder, sealed.hash, threshold);
  const part = claim === null || released === null ? null : paperPart(claim, sealed.entry, released, entry);
  return claim !== null && part !== null && verifyPaperPart(claim.statement, part);
}

function resultOf(round: RoundState, counts: readonly (readonly number[])[]): Unsigned<ResultEntry> {
  const { sealed, close } = round;
  const accounting = accountingOf(round);
  if (sealed === undefined || close === undefined || accounting === undefined)
    throw new Error('counting: the round is not closed');
  const { expected, present, casts } = close.entry;
  const attendance = { expected, present, issued: accounting.issued, casts };
  const outcome = sealed.entry.contests.map((contest, at): RecordedOutcome | null => {
    if (contest.kind !== 'election') return null;
    const decided = contestOutcome(contest, counts[at] ?? [], attendance, sealed.entry.rules);
    if (!decided.ok) throw new Error(`counting: impossible numbers: ${decided.error.map(({ code }) => code).join()}`);
    return recordedOutcomeOf(decided.value);
  });
  return { type: 'result', ctx: sealed.hash, counts: counts.map((list) => [...list]), outcome };
}

/** What an attestation must state besides root and size (specification §9). */
function attestedBy({ meeting }: RecordState, { sealed, open, close, result }: RoundState) {
  if (
    meeting === undefined ||
    sealed === undefined ||
    open === undefined ||
    close === undefined ||
    result === undefined
  )
    throw new Error('counting: the round has no result');
  return {
    ctx: sealed.hash,
    texts: attestedTextsHash(attestedTextsOf(meeting.entry, sealed.entry, result.entry.counts)),
    accounting: accountingIntegers(sealed.entry, open.entry, close.entry),
    counts: result.entry.counts,
    outcome: sealed.entry.contests.map((contest, at) => outcomeIntegers(contest, result.entry.outcome[at] ?? null)),
  };
}
