/**
 * The verifier (specification §10, checks 1 to 13; check 14 concerns the result sheet and is added by its reader).
 * It needs the record, the keys the user trusts, and randomness for the weights of the ballot batches; it reports
 * every finding and never stops at the first.
 *
 * Security note: every byte of the record comes from somebody who may gain by its acceptance.
 */
import type { RandomBytes } from '../../crypto/group.ts';
import type { Accounting } from '../accounting/accounting.ts';
import { type RoundResult, roundResult } from '../count/round-result.ts';
import type { Sums } from '../count/sums.ts';
import { paperRoundResult } from '../paper/paper-result.ts';
import { isBallotEntry } from '../record/entry.ts';
import { readRecord } from '../record/reader.ts';
import { type BallotVerifier, verifyBallotJob } from './ballot-batch.ts';
import { checkAccounting } from './check-accounting.ts';
import { decisionsAbout } from './check-assembly.ts';
import { checkAttestations } from './check-attestations.ts';
import { type BallotRun, type CheckedBallots, checkBallots } from './check-ballots.ts';
import { type Acceptance, checkCasts, checkGroups } from './check-casts.ts';
import { checkKeyCeremony } from './check-key-ceremony.ts';
import { checkLog, type LogRoots, recomputeRoots } from './check-log.ts';
import { checkOutcome } from './check-outcome.ts';
import { checkPaperCount, countedOnPaper } from './check-paper-count.ts';
import { checkPaperProofs } from './check-paper-proofs.ts';
import { checkRounds } from './check-round.ts';
import { checkAggregate, checkCounts, checkDecryption } from './check-tally.ts';
import { checkTokens } from './check-tokens.ts';
import { type FixedRound, fixedRounds, hashText, type VerifyContext } from './context.ts';
import { type CheckedPaperRound, type CheckedRound, factsOf } from './facts.ts';
import { CHECK_NAMES, type CheckName, createFindings } from './finding.ts';
import { checkReport, type VerifyReport } from './report.ts';
import { signatureFaults } from './signatures.ts';
import { checkOfEntry, LAST_RANK, structureOf } from './structure.ts';
import { type TrustedKeys, trustFaults } from './trusted-keys.ts';

/**
 * How far the record is expected to reach. 'ceremony': keys; 'round': signed round; 'close': what a scrutineer
 * verifies before she decrypts (checks 1 to 8); 'result': all. Later entries are checked wherever they exist.
 */
export type Extent = 'ceremony' | 'round' | 'open' | 'close' | 'result';

export interface VerifyOptions {
  readonly random: RandomBytes;
  readonly trustedKeys?: TrustedKeys | undefined;
  /** Where ballot batches run; by default here, which blocks the caller. */
  readonly ballotVerifier?: BallotVerifier | undefined;
  /** Ballots to a batch, where the caller knows better, e.g. to show progress often. */
  readonly chunk?: number | undefined;
  /** How many jobs the verifier runs side by side; 2 unless told otherwise. */
  readonly workers?: number | undefined;
  /** Acceptances kept by kiosks; each must be in the closed record. */
  readonly acceptances?: readonly Acceptance[] | undefined;
  readonly through?: Extent | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What a caller may go on with besides the report: a scrutineer decrypts her own sums only (specification §8.2 (e)). */
export interface VerifiedRound {
  readonly number: number;
  readonly ctx: string;
  readonly sums: Sums | null;
  readonly casts: number;
  readonly accounting: Accounting | null;
}

export interface Verification extends VerifyReport {
  readonly rounds: readonly VerifiedRound[];
  readonly size: number;
  readonly root: Uint8Array;
}

/** Checks that a record of an extent must be able to answer. */
const LAST_CHECK: Record<Extent, CheckName> = {
  ceremony: 'key-ceremony',
  round: 'round',
  open: 'round',
  close: 'accounting',
  result: 'attestations',
};

/** Larger batches gain little; beyond this a page shows no progress for too long. */
const LARGEST_BATCH = 2048;
const LARGEST_WORKER_BATCH = 512;
/** In smaller ones the points that all ballots share would weigh too much. */
const SMALLEST_BATCH = 32;

export async function verifyRecord(record: string | Uint8Array, options: VerifyOptions): Promise<Verification> {
  const { trustedKeys, through = 'result' } = options;
  const findings = createFindings();
  const file = readRecord(record);
  for (const { problem, line, index } of file.problems) findings.report('encoding', problem, { line, index });
  const roots = recomputeRoots(file);
  const structure = structureOf(file, findings, through === 'ceremony' ? 0 : LAST_RANK[through]);
  const { meeting } = structure;

  const done = new Set<CheckName>(['encoding']);
  let rounds: readonly CheckedRound[] = [];
  let papers: readonly CheckedPaperRound[] = [];
  if (meeting !== null) {
    const context: VerifyContext = { file, structure, meeting, findings };
    // Workers begin with the ballots while this thread goes through signatures and log.
    const ballots = startBallots(context, options);
    checkAuthors(context, trustedKeys);
    checkLog(context, roots, through);
    const keys = checkKeyCeremony(context);
    checkRounds(context, keys);
    rounds = await checkRoundByRound(context, roots, ballots, options.acceptances ?? []);
    papers = checkPaperRounds(context);
    checkTokens(context, new Set(rounds.flatMap(({ decoded }) => [...decoded])));
    done.add('log');
    if (keys !== null || structure.givenUp) done.add('key-ceremony');
    for (const name of carriedOut(context, rounds)) done.add(name);
    // Counts of another shape have no outcome.
    if (papers.length < structure.rounds.filter((entries) => countedOnPaper(entries) !== null).length)
      done.delete('outcome');
  }

  // A finding of a later check must not be lost because the caller expected less.
  const last = CHECK_NAMES.indexOf(LAST_CHECK[through]);
  const names = CHECK_NAMES.filter((name, at) => at <= last || findings.list.some(({ check }) => check === name));
  const facts = factsOf(file, structure, rounds, papers);
  const checks = names.map((name) => checkReport(name, findings.list, done.has(name) ? facts[name] : null));
  const results = [
    ...rounds.flatMap(({ result }) => (result === null ? [] : [result])),
    ...papers.map(({ result }) => result),
  ].toSorted((a: RoundResult, b: RoundResult) => a.round - b.round);
  return {
    // A finding fails its check, whichever it is.
    ok: checks.every(({ ok }) => ok),
    checks,
    findings: [...findings.list].sort((a, b) => (a.line ?? Number.MAX_VALUE) - (b.line ?? Number.MAX_VALUE)),
    result: results.at(-1) ?? null,
    results,
    testRun: meeting?.entry.testRun === true,
    trusted: trustedKeys !== undefined,
    rounds: rounds.map(({ fixed, sums, casts, accounting }) => ({
      number: fixed.number,
      ctx: fixed.ctx,
      sums,
      casts,
      accounting,
    })),
    size: file.leaves.length,
    root: roots.at(file.leaves.length),
  };
}

/** Keys against the trusted ones, and every author's signature (specification §3). */
function checkAuthors({ meeting, structure, findings }: VerifyContext, trustedKeys: TrustedKeys | undefined): void {
  if (trustedKeys !== undefined) {
    for (const code of trustFaults(meeting.entry, trustedKeys)) findings.report('log', code, meeting);
  }
  for (const leaf of structure.entries) {
    if (isBallotEntry(leaf.entry)) continue;
    for (const code of signatureFaults(leaf.entry, meeting.entry)) {
      findings.report(checkOfEntry(leaf.entry), code, leaf);
    }
  }
}

interface RunningRound {
  readonly fixed: FixedRound;
  readonly checked: Promise<CheckedBallots | null>;
}

/** Hands the ballots of every round to the verifier. */
function startBallots(context: VerifyContext, options: VerifyOptions): readonly RunningRound[] {
  const { random, onProgress, ballotVerifier } = options;
  const rounds = fixedRounds(context.structure);
  const total = rounds.flatMap(({ ballots }) => ballots.filter(({ entry }) => entry.type !== 'void')).length;
  let done = 0;
  const run: BallotRun = {
    verifier: ballotVerifier ?? (async (job) => verifyBallotJob(job, random)),
    chunk: options.chunk ?? (ballotVerifier === undefined ? LARGEST_BATCH : workerBatch(total, options.workers ?? 2)),
    onBallots: (count) => {
      done += count;
      onProgress?.(done, total);
    },
  };
  return rounds.map((fixed) => ({ fixed, checked: checkBallots(context, fixed, run) }));
}

/** Every worker gets a part, and no part is too large or too small. */
const workerBatch = (ballots: number, workers: number): number =>
  Math.min(LARGEST_WORKER_BATCH, Math.max(SMALLEST_BATCH, Math.ceil(ballots / Math.max(1, workers))));

async function checkRoundByRound(
  context: VerifyContext,
  roots: LogRoots,
  running: readonly RunningRound[],
  acceptances: readonly Acceptance[],
): Promise<readonly CheckedRound[]> {
  const rounds: CheckedRound[] = [];
  for (const { fixed, checked } of running) {
    const ballots = await checked;
    checkCasts(context, fixed, ballots?.hashes ?? new Map(), acceptances);
    checkGroups(context, fixed);
    const accounting = checkAccounting(context, fixed);
    const counted = checkCount(context, fixed, ballots?.sums ?? null, accounting, roots);
    rounds.push({ ...counted, decoded: ballots?.decoded ?? new Set() });
  }
  return rounds;
}

/** Checks 9 to 13 of one round. */
function checkCount(
  context: VerifyContext,
  fixed: FixedRound,
  sums: Sums | null,
  accounting: Accounting | null,
  roots: LogRoots,
): Omit<CheckedRound, 'decoded'> {
  if (sums !== null) checkAggregate(context, fixed, sums);
  const decrypted = sums === null ? null : checkDecryption(context, fixed, sums);
  const counts = checkCounts(context, fixed, decrypted);
  checkOutcome(context, fixed, accounting, counts);
  checkAttestations(context, fixed, roots.at);
  checkPaperProofs(context, fixed, { sums, counts, released: decrypted?.released ?? null });
  const close = fixed.close?.entry;
  const result =
    counts === null || accounting === null || close === undefined
      ? null
      : roundResult({
          meeting: context.meeting.entry,
          round: fixed.round.entry,
          close,
          accounting,
          counts,
          decisions: decisionsAbout(context, fixed.ctx),
        });
  const casts = fixed.ballots.filter(({ entry }) => entry.type === 'cast').length;
  return { fixed, sums, casts, accounting, decrypted: decrypted !== null, counts, result };
}

function checkPaperRounds(context: VerifyContext): readonly CheckedPaperRound[] {
  return context.structure.rounds.flatMap((entries) => {
    const counted = countedOnPaper(entries);
    if (counted === null || !checkPaperCount(context, counted)) return [];
    const { number, at, count } = counted;
    const result = paperRoundResult({
      meeting: context.meeting.entry,
      round: at.entry,
      count: count.entry,
      decisions: decisionsAbout(context, hashText(at)),
    });
    return [{ number, result, signers: count.entry.signatures.length - 1 }];
  });
}

/**
 * Checks that had what they need, in every round. A round that went to paper ends without a count, so checks of the
 * count ask nothing of it.
 */
function carriedOut({ structure }: VerifyContext, rounds: readonly CheckedRound[]): readonly CheckName[] {
  if (structure.rounds.length === 0 && !structure.givenUp) return [];
  // A round without its `round` entry has nothing its ballots could be checked against.
  if (structure.rounds.some(({ round, paper, paperRound }) => round === null && paper === null && paperRound === null))
    return ['tokens', 'round'];
  const counted = rounds.filter(({ fixed }) => fixed.paper === null);
  const every = (name: CheckName, of: readonly CheckedRound[], holds: (round: CheckedRound) => boolean) =>
    of.every(holds) ? [name] : [];
  return [
    'tokens',
    'round',
    ...every('ballots', rounds, ({ sums }) => sums !== null),
    ...every('casts', rounds, ({ sums }) => sums !== null),
    ...every('accounting', counted, ({ accounting }) => accounting !== null),
    ...every('aggregate', counted, ({ sums, fixed }) => sums !== null && fixed.aggregate !== null),
    ...every('decryption', counted, ({ decrypted }) => decrypted),
    ...every('result', counted, ({ counts }) => counts !== null),
    ...every('outcome', counted, ({ counts, accounting }) => counts !== null && accounting !== null),
    ...every('attestations', counted, ({ fixed }) => fixed.result !== null),
  ] as readonly CheckName[];
}
