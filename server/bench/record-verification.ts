/**
 * Verification of a whole record, per ballot, beside its unavoidable part. The unavoidable part is what the equations of
 * specification §6.3 ask of anybody who reads these ballots: to decode each point once, and to multiply it once by a scalar of the size
 * its equation gives it (128 bits where only the weight stands before a point, else full), all in one sum.
 */
import { type Ballot, ballotFromObject } from '../../crypto/ballot.ts';
import { compileCircuit } from '../../crypto/circuit.ts';
import { newConfidentialKey } from '../../crypto/confidential.ts';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import {
  decodePoint,
  G,
  generator,
  msm,
  type Point,
  type RandomBytes,
  randomScalar,
  randomWeight,
} from '../../crypto/group.ts';
import type { CastEntry } from '../../tally/record/ballot-entries.ts';
import { circuitContest } from '../../tally/record/contest.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import type { BallotVerifier } from '../../tally/verify/ballot-batch.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { createSimulationPool } from '../workers/simulation-pool.ts';
import { createVerificationPool } from '../workers/verification-pool.ts';

export interface RecordSize {
  readonly ballots: number;
  readonly candidates: number;
  readonly seats: number;
  readonly writeInList: number;
}

export interface RecordMeasurement extends RecordSize {
  /** Milliseconds a ballot for the whole record, everything included, on one core. */
  readonly perBallotMs: number;
  readonly decodingMs: number;
  readonly msmMs: number;
  readonly unavoidableMs: number;
  readonly ratio: number;
  readonly twoWorkersMs: number;
  readonly speedUp: number;
  /** Points of a ballot with its token signature. */
  readonly points: number;
  /** The longest line of a cast. */
  readonly entryBytes: number;
  readonly target: { readonly ms: number; readonly bytes: number; readonly ratio: number; readonly speedUp: number };
}

const RUNS = 5;
const WORKERS = 2;

/** P-256 SubjectPublicKeyInfo; no sheet is signed here. */
const SHEET_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELzjj8Iu5hIJrKUrvnRKE0cm04asbp2fmyjW-oG_crE4g4PtTF55-Yj1es8qdjt4ZU3Otp1xQH3EzZ8tLNz4UeQ';

async function simulatedRecord(
  size: RecordSize,
  random: RandomBytes,
  onProgress: (done: number, total: number) => void,
): Promise<string> {
  const pool = createSimulationPool();
  const keys = await Promise.all([1, 2, 3].map(() => newConfidentialKey()));
  try {
    const { record } = await simulateElection({
      ballots: size.ballots,
      contests: [committeeContest(size.candidates, size.seats, size.writeInList)],
      random,
      recipients: keys.map(({ recipient }) => recipient),
      threshold: 2,
      sheetKey: SHEET_KEY,
      ballotMaker: pool.makeBallots,
      onProgress,
    });
    return record;
  } finally {
    await pool.close();
  }
}

/** The least of several rounds for each: noise of the machine only ever adds, and it adds to neighbours alike. */
async function leastOf<K extends string>(
  runs: Readonly<Record<K, () => Promise<unknown> | unknown>>,
): Promise<Record<K, number>> {
  const names = Object.keys(runs) as K[];
  const best = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<K, number>;
  for (let i = 0; i < RUNS; i++) {
    for (const name of names) {
      const start = performance.now();
      await runs[name]();
      best[name] = Math.min(best[name], performance.now() - start);
    }
  }
  return best;
}

/** The points of a cast with the texts they are decoded from. */
function pointTexts({ ballot, R }: CastEntry): readonly string[] {
  return [...ballot.E.flat(), ballot.V, ballot.Z, ...ballot.L, ballot.T, R];
}

/** Scalars of the sizes the batch equations give: E, V, T full; Z, L and R the bare weight. */
function batchTerms(ballot: Ballot, R: Point, random: RandomBytes): readonly (readonly [Point, bigint])[] {
  const full = (P: Point) => [P, randomScalar(random)] as const;
  const weight = (P: Point) => [P, randomWeight(random)] as const;
  return [
    ...ballot.E.flat().map(full),
    full(ballot.V),
    full(ballot.T),
    weight(ballot.Z),
    ...ballot.L.map(weight),
    weight(R),
  ];
}

/** Decoding, and the sum over what was decoded, of these casts and the points every equation shares. */
function unavoidable(casts: readonly CastEntry[], fixedPoints: readonly Point[], random: RandomBytes) {
  const encodings = casts.flatMap(pointTexts).map((text) => decodeBase64url(text, 32));
  const terms = [
    ...casts.flatMap((cast) =>
      batchTerms(ballotFromObject(cast.ballot), decodePoint(decodeBase64url(cast.R, 32), 'R'), random),
    ),
    ...fixedPoints.map((P) => [P, randomScalar(random)] as const),
  ];
  const points = terms.map(([P]) => P);
  const scalars = terms.map(([, s]) => s);
  return {
    decode: () => encodings.map((bytes) => decodePoint(bytes, 'P')),
    multiply: () => msm(points, scalars),
  };
}

export async function measureRecord(
  size: RecordSize,
  random: RandomBytes,
  onProgress: (done: number, total: number) => void,
): Promise<Omit<RecordMeasurement, 'target'>> {
  const record = new TextEncoder().encode(await simulatedRecord(size, random, onProgress));
  const file = readRecord(record);
  const casts = entriesOf(file, 'cast').map(({ entry }) => entry);
  const [round] = entriesOf(file, 'round');
  if (round === undefined) throw new Error('bench: the record has no round');

  const verify = async (ballotVerifier?: BallotVerifier) => {
    const { ok } = await verifyRecord(record, { random, ballotVerifier, workers: WORKERS });
    if (!ok) throw new Error('bench: the record does not verify');
  };
  const circuit = compileCircuit(round.entry.contests.map(circuitContest), round.entry.cards);
  const generators = Array.from({ length: 1 + circuit.m + circuit.forms.length }, (_, i) => generator(i));
  const { decode, multiply } = unavoidable(casts, [G, ...generators], random);
  const pool = createVerificationPool(WORKERS);
  // Threads compile and optimise the code once, each for itself; that is no part of a ballot.
  for (let i = 0; i < 2; i++) await verify(pool.verifyBallots);
  const ms = await leastOf({
    decode,
    multiply,
    oneCore: () => verify(),
    twoWorkers: () => verify(pool.verifyBallots),
  });
  await pool.close();
  const perBallot = (total: number) => total / size.ballots;
  return {
    ...size,
    perBallotMs: perBallot(ms.oneCore),
    decodingMs: perBallot(ms.decode),
    msmMs: perBallot(ms.multiply),
    unavoidableMs: perBallot(ms.decode + ms.multiply),
    ratio: ms.oneCore / (ms.decode + ms.multiply),
    twoWorkersMs: perBallot(ms.twoWorkers),
    speedUp: ms.oneCore / ms.twoWorkers,
    points: pointTexts(casts[0] as CastEntry).length,
    entryBytes: Math.max(...entriesOf(file, 'cast').map(({ text }) => text.length)),
  };
}
