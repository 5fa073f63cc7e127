/**
 * The server's own run of the verifier over its record (specification §10), for the named checks on screens and in the
 * township's view. Every device runs its own; this one decides nothing. Callers ask only once a
 * round is closed; the ballots go to the worker threads.
 */
import type { RandomBytes } from '../../crypto/group.ts';
import { rememberBallots } from '../../tally/verify/ballot-memory.ts';
import { type Verification, verifyRecord } from '../../tally/verify/verify-record.ts';
import type { Database } from '../store/database.ts';
import { loadCosignatures } from '../store/record-log.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import type { RecordLog } from './record-log.ts';
import { countedBy, scrutineersOf } from './record-state.ts';

export type Verifications = {
  /**
   * The newest finished run. Starts another when the record has come to a new stage since: closed, counted, attested by
   * all. Undefined until the first is done.
   */
  readonly latest: (meeting: string) => Promise<Verification | undefined>;
  /** Runs now, for what must not be shown without it. */
  readonly run: (meeting: string) => Promise<Verification>;
  /** Drops what memory holds of a meeting that was wiped. */
  readonly forget: (meeting: string) => void;
};

export function createVerifications(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly pool: ProofPool;
  readonly random: RandomBytes;
  readonly onError: (error: unknown) => void;
}): Verifications {
  const { db, log, pool, random, onError } = options;
  const ballotVerifier = rememberBallots(pool.verifyBallots);
  const finished = new Map<
    string,
    { readonly key: string; readonly stage: string; readonly verification: Verification }
  >();
  const running = new Map<string, Promise<Verification>>();

  /** Cosignatures belong to the record but not to its tree. */
  const keyOf = async (meeting: string): Promise<string> =>
    `${(await log.head(meeting)).size} ${(await loadCosignatures(db, meeting)).length}`;

  async function stageOf(meeting: string): Promise<string> {
    const state = await log.state(meeting);
    const { n } = scrutineersOf(state);
    return [...state.rounds.values()]
      .map((round) => [round.close?.index, countedBy(round)?.index, round.attestations.size === n].join(' '))
      .join();
  }

  async function verify(meeting: string): Promise<Verification> {
    const [key, stage] = [await keyOf(meeting), await stageOf(meeting)];
    const { rounds } = await log.state(meeting);
    const last = [...rounds.values()].at(-1);
    const isCounted = last !== undefined && countedBy(last) !== undefined;
    const verification = await verifyRecord(await log.file(meeting), {
      random,
      ballotVerifier,
      through: isCounted ? 'result' : 'close',
    });
    // Unless it was wiped meanwhile.
    if ((await log.head(meeting)).size > 0) finished.set(meeting, { key, stage, verification });
    return verification;
  }

  function start(meeting: string): Promise<Verification> {
    const current = running.get(meeting);
    if (current !== undefined) return current;
    const started = verify(meeting).finally(() => running.delete(meeting));
    running.set(meeting, started);
    return started;
  }

  return {
    latest: async (meeting) => {
      const last = finished.get(meeting);
      if (last === undefined || last.stage !== (await stageOf(meeting))) start(meeting).catch(onError);
      return last?.verification;
    },
    run: async (meeting) => {
      const last = finished.get(meeting);
      if (last !== undefined && last.key === (await keyOf(meeting))) return last.verification;
      await running.get(meeting)?.catch(() => {});
      return start(meeting);
    },
    forget: (meeting) => void finished.delete(meeting),
  };
}
