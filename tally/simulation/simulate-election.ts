/**
 * A whole election without a server: every entry of specification §3 through the cryptographic code of the product,
 * for any number of ballots. Its record verifies like any other.
 *
 * Security note: the simulation holds all secrets of all parties at once. It is for tests, measurements and
 * demonstration, never for an election.
 */
import { aggregate, ballotFromObject } from '../../crypto/ballot.ts';
import { type Circuit, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../crypto/encoding/bytes.ts';
import { encodePoint, encodeScalar, type Point, type RandomBytes, type Scalar } from '../../crypto/group.ts';
import { formatCheckpoint } from '../../crypto/log/checkpoint.ts';
import { addSignatures, cosign, formatNote, signNote } from '../../crypto/log/signed-note.ts';
import { newSigningKey, type SigningKey } from '../../crypto/sign.ts';
import { findCounts } from '../../crypto/threshold/dlog.ts';
import {
  combineShares,
  electionKeys,
  type KeyPackage,
  makePackage,
  newCoefficients,
  openPackages,
  packageCommitment,
  rehearsalPoint,
  shareFor,
} from '../../crypto/threshold/key-ceremony.ts';
import { combine, partialDecrypt } from '../../crypto/threshold/partial-decryption.ts';
import { NO_PAYLOAD, signToken, tokenFromSeed } from '../../crypto/token.ts';
import { account } from '../accounting/accounting.ts';
import { accountingIntegers, outcomeIntegers } from '../count/attested-integers.ts';
import { contestOutcome, recordedOutcomeOf } from '../count/outcome-of-contest.ts';
import { type RoundResult, roundResult } from '../count/round-result.ts';
import { encodeSums } from '../count/sums.ts';
import { type Author, SERVER, scrutineerAuthor } from '../record/authors.ts';
import type { BallotEntry, VoidAction, VoidEntry } from '../record/ballot-entries.ts';
import { type Contest, circuitContest, type ElectionContest } from '../record/contest.ts';
import { entryHash, type SignedEntry, signEntry, type Unsigned, withSignatures } from '../record/entry.ts';
import { cosignerName, type MeetingEntry } from '../record/meeting-entry.ts';
import type { CloseEntry, OpenEntry, RoundEntry } from '../record/round-entries.ts';
import { createRecordWriter } from '../record/writer.ts';
import { ruleSettings } from '../rules/settings.ts';
import { type BallotMaker, type BallotMakingJob, makeBallots, type PlannedBallot } from './ballot-making.ts';
import type { Deviation, DeviationTools, Draft } from './deviation.ts';
import { below, shuffled } from './seeded-random.ts';
import { simulatedBits } from './simulated-marks.ts';
import { simulatedPerson } from './simulated-persons.ts';

export interface SimulationOptions {
  /** C, the ballots cast. */
  readonly ballots: number;
  readonly contests: readonly Contest[];
  readonly random: RandomBytes;
  /** age recipients of the scrutineers' devices; their number is n. */
  readonly recipients: readonly string[];
  readonly threshold: number;
  /** P-256 SubjectPublicKeyInfo of the result sheet's signer, base64url. */
  readonly sheetKey: string;
  /** Names of outside witnesses. */
  readonly witnesses?: readonly string[];
  /** H, ballots challenged; each card is exchanged. */
  readonly challenges?: number;
  /** Cards beyond one for each member expected; less where the limit of 1,000 cards would be crossed. */
  readonly spares?: number;
  readonly minimumBallots?: number;
  readonly kind?: MeetingEntry['kind'];
  /** Makes the ballots; by default here. */
  readonly ballotMaker?: BallotMaker;
  readonly onProgress?: (done: number, total: number) => void;
  readonly deviation?: Deviation;
}

export interface Simulation {
  readonly record: string;
  readonly meeting: MeetingEntry;
  readonly result: RoundResult;
  /** The plain sums of the marks drawn, which the tally must equal. */
  readonly plainCounts: readonly (readonly number[])[];
}

/** One committee election with invented candidates and a write-in list of any length. */
export function committeeContest(candidates: number, seats: number, writeInList: number): ElectionContest {
  const person = (_: unknown, i: number) => simulatedPerson(i);
  const all = Array.from({ length: candidates + writeInList }, person);
  return {
    kind: 'election',
    category: 'committee',
    post: '委员',
    title: { zh: '选举委员', en: 'Election of the committee' },
    seats,
    candidates: all.slice(0, candidates),
    writeIns: all.slice(candidates),
  };
}

/** 4 counters to an output up to 1,000 cards (specification §6.1): the simulation stays there while it can. */
const CARDS_PACKED_BY_FOUR = 1000;
const LOG_ORIGIN = 'changpiao.simulation/record';
/** 2026-11-28 09:00 in China; cosignatures of a simulation are a second apart. */
const START_SECONDS = Date.UTC(2026, 10, 28, 1) / 1000;
const BALLOTS_PER_JOB = 25;

interface Scrutineer {
  readonly index: number;
  readonly name: string;
  readonly sign: SigningKey;
  readonly cosign: SigningKey;
}

const text = (bytes: Uint8Array): string => encodeBase64url(bytes);
const pointText = (P: Point): string => text(encodePoint(P));

/** How many cards of each kind a simulated meeting has. */
function cardNumbers(ballots: number, challenges: number, spares: number) {
  const cap = ballots + challenges <= CARDS_PACKED_BY_FOUR ? CARDS_PACKED_BY_FOUR : 65_535;
  const used = ballots + challenges;
  const returned = used < cap ? 1 : 0;
  const received = ballots + returned;
  const expected = Math.max(received, Math.min(cap - challenges, received + Math.floor(ballots / 10)));
  const made = Math.min(cap, expected + challenges + spares);
  return { made, expected, received, returned, unissued: made - received - challenges };
}

export async function simulateElection(options: SimulationOptions): Promise<Simulation> {
  const { random, recipients, threshold, deviation = {}, challenges = 0, spares = 5 } = options;
  const { contests, ballots: C } = options;
  const n = recipients.length;
  const writer = createRecordWriter();
  const serverKey = newSigningKey(random);
  const logKey = newSigningKey(random);
  const receiptsKey = newSigningKey(random);
  const scrutineers: readonly Scrutineer[] = recipients.map((_, at) => ({
    index: at + 1,
    name: `监票人${at + 1}`,
    sign: newSigningKey(random),
    cosign: newSigningKey(random),
  }));
  const witnesses = (options.witnesses ?? []).map((name) => ({ name, key: newSigningKey(random) }));
  const everybody: readonly Author[] = [SERVER, ...scrutineers.map(({ index }) => scrutineerAuthor(index))];
  const secretOf = (author: Author): Uint8Array =>
    author === SERVER
      ? serverKey.secretKey
      : (scrutineers[Number(author.slice('scrutineer-'.length)) - 1] as Scrutineer).sign.secretKey;

  /** Signs and appends; returns the hash and the entry as it now stands. */
  function publish<E extends SignedEntry>(
    draft: Unsigned<E>,
    ...authors: readonly Author[]
  ): { entry: E; hash: Uint8Array } {
    const written = deviation.write?.(draft as Draft) ?? (draft as Draft);
    const drafts: readonly Draft[] = Array.isArray(written) ? written : [written as Draft];
    let last: { entry: E; hash: Uint8Array } | undefined;
    for (const one of drafts) {
      const signers = deviation.authors?.(one, authors) ?? authors;
      const signatures = signers.map((author) => signEntry(one, author, secretOf(author)));
      const complete = withSignatures<SignedEntry>(one as Unsigned<SignedEntry>, signatures);
      const entry = deviation.signed?.(complete) ?? complete;
      last = { entry: entry as E, hash: writer.append(entry).hash };
    }
    const unwritten = { ...draft, signatures: [] } as unknown as E;
    return last ?? { entry: unwritten, hash: entryHash(unwritten) };
  }

  let seconds = START_SECONDS;
  /** Group checkpoints carry the log's signature alone; where it matters everybody cosigns. */
  function checkpoint(cosigned: boolean): void {
    const size = writer.size();
    const body = formatCheckpoint({ origin: LOG_ORIGIN, size, root: writer.root() });
    const log = { name: LOG_ORIGIN, publicKey: logKey.publicKey };
    const devices = [
      ...scrutineers.map(({ index, cosign: key }) => ({ name: cosignerName(LOG_ORIGIN, index), key })),
      ...witnesses,
    ];
    const names = devices.map(({ name }) => name);
    const signing = cosigned ? (deviation.cosigners?.(names, size) ?? names) : [];
    const lines = devices
      .filter(({ name }) => signing.includes(name))
      .map(({ name, key }) => cosign(body, { name, publicKey: key.publicKey }, key.secretKey, ++seconds));
    const note = formatNote(addSignatures({ text: body, signatures: [signNote(body, log, logKey.secretKey)] }, lines));
    const kept = deviation.checkpoint === undefined ? note : deviation.checkpoint(note, size);
    if (kept !== null) writer.checkpoint(kept);
  }

  const numbers = cardNumbers(C, challenges, spares);
  const meeting = publish<MeetingEntry>(
    {
      type: 'meeting',
      version: 1,
      id: 'simulation',
      kind: options.kind ?? 'assembly',
      title: '模拟选举大会',
      organization: '模拟党支部',
      superior: '模拟党委',
      date: '2026-11-28',
      place: '',
      chair: '主持人',
      tellers: ['计票人一', '计票人二'],
      threshold,
      scrutineers: scrutineers.map(({ name, sign, cosign: key }) => ({
        name,
        signKey: text(sign.publicKey),
        cosignKey: text(key.publicKey),
      })),
      keys: {
        entries: text(serverKey.publicKey),
        log: text(logKey.publicKey),
        receipts: text(receiptsKey.publicKey),
        sheet: options.sheetKey,
      },
      logOrigin: LOG_ORIGIN,
      witnesses: witnesses.map(({ name, key }) => ({ name, key: text(key.publicKey) })),
      derivedFrom: null,
    },
    SERVER,
  );

  // §4: commitments, packages, shares (handed over in memory), confirmations, rehearsal.
  const coefficients = scrutineers.map(() => newCoefficients(threshold, random));
  const packages: readonly KeyPackage[] = scrutineers.map(({ index, name, sign }, at) =>
    makePackage(
      {
        meeting: meeting.hash,
        index,
        name,
        n,
        t: threshold,
        signKey: sign.publicKey,
        recipient: recipients[at] as string,
      },
      coefficients[at] as readonly Scalar[],
      random,
    ),
  );
  packages.forEach((keyPackage, at) => {
    const commitment = text(packageCommitment(keyPackage));
    publish({ type: 'key-commit', index: at + 1, commitment }, scrutineerAuthor(at + 1));
  });
  packages.forEach((keyPackage, at) => {
    publish({ type: 'key-reveal', package: keyPackage }, scrutineerAuthor(at + 1));
  });
  const opened = openPackages(packages, { meeting: meeting.hash, n, t: threshold });
  if (!opened.ok) throw new Error(`simulation: packages ${opened.error.map(({ code }) => code).join()}`);
  const keys = electionKeys(meeting.hash, opened.value);
  if (!keys.ok) throw new Error('simulation: no key');
  const { ceremony, K, X } = keys.value;
  const ceremonyText = text(ceremony);
  for (const { index } of scrutineers) {
    publish(
      { type: 'key-confirm', index, ceremony: ceremonyText, K: pointText(K), X: X.map(pointText) },
      scrutineerAuthor(index),
    );
  }
  const shares = scrutineers.map(({ index }) => combineShares(coefficients.map((own) => shareFor(own, index))));
  const partial = (stage: 'rehearsal' | 'tally', ctx: Uint8Array, pairs: readonly (readonly [Point, Point])[]) =>
    scrutineers.map(({ index }, at) => {
      const statement = { ctx, stage, index, K, X: X[at] as Point, pairs };
      const { D, c, s } = partialDecrypt(statement, shares[at] as Scalar, random);
      publish(
        {
          type: 'partial-decryption',
          ctx: text(ctx),
          stage,
          index,
          D: D.map(pointText),
          c: text(encodeScalar(c)),
          s: text(encodeScalar(s)),
        },
        scrutineerAuthor(index),
      );
      return { index, D };
    });
  const R = rehearsalPoint(ceremony);
  partial('rehearsal', ceremony, [[R, R]]);
  checkpoint(true);

  // §5, §6.3: cards, round, opening.
  const cards = Array.from({ length: numbers.made }, () => random(16));
  const tokenKeys = cards.map((card) => encodePoint(tokenFromSeed(meeting.hash, 1, card).T)).sort(compareBytes);
  const tokens = publish({ type: 'tokens', round: 1, tokens: tokenKeys.map(text) }, ...everybody);
  const circuit: Circuit = compileCircuit(contests.map(circuitContest), numbers.made);
  const rules = ruleSettings({ majorityBase: 'expected' });
  const round = publish<RoundEntry>(
    {
      type: 'round',
      version: 1,
      meeting: text(meeting.hash),
      round: 1,
      previousResult: null,
      ceremony: ceremonyText,
      K: pointText(K),
      n,
      threshold,
      X: X.map(pointText),
      tokens: text(tokens.hash),
      cards: numbers.made,
      contests,
      circuit: text(circuitId(circuit)),
      roll: { members: numbers.expected, probationary: 0, withoutRight: 0, excluded: 0, expected: numbers.expected },
      rules,
      minimumBallots: options.minimumBallots ?? 5,
      logOrigin: LOG_ORIGIN,
      witnesses: meeting.entry.witnesses,
    },
    ...everybody,
  );
  const ctx = round.hash;
  const audited = Math.min(numbers.unissued, Math.max(1, Math.ceil(numbers.made / 20)));
  const open = publish<OpenEntry>(
    {
      type: 'open',
      ctx: text(ctx),
      expected: numbers.expected,
      present: numbers.received,
      cardsInBox: numbers.made - audited,
      cardsAudited: audited,
    },
    ...everybody,
  );
  checkpoint(true);

  // §7: casts and challenges, then left-over cards voided.
  const drawn = shuffled(cards, random);
  const job: Omit<BallotMakingJob, 'ballots'> = {
    meeting: text(meeting.hash),
    round: 1,
    ctx: text(ctx),
    K: pointText(K),
    contests: contests.map(circuitContest),
    cards: numbers.made,
  };
  const plan = (card: string, kind: PlannedBallot['kind'] = 'cast'): PlannedBallot => ({
    kind,
    marks: contests.map((contest) => simulatedBits(contest, random)),
    card,
    seed: text(random(32)),
    nonce: text(random(32)),
  });
  const cardText = (at: number): string => text(drawn[at] as Uint8Array);
  const planned = Array.from({ length: C + challenges }, (_, at) => plan(cardText(at), at < C ? 'cast' : 'challenge'));
  const made = await makeInJobs(job, planned, options);
  const voids: readonly (readonly [VoidAction, number])[] = [
    ['void-returned', numbers.returned],
    ['void-unissued', numbers.unissued],
  ];
  let next = C + challenges;
  const voided = voids.flatMap(([action, count]) =>
    Array.from({ length: count }, (): VoidEntry => {
      const { tau, T } = tokenFromSeed(meeting.hash, 1, drawn[next++] as Uint8Array);
      const { R: nonce, s } = signToken({ action, ctx, tau, T, payload: NO_PAYLOAD, random });
      return { type: 'void', ctx: text(ctx), T: pointText(T), action, R: pointText(nonce), s: text(encodeScalar(s)) };
    }),
  );
  const tools: DeviationTools = {
    spareCards: drawn.slice(C + challenges + numbers.returned).map(text),
    castCards: drawn.slice(0, C).map(text),
    job,
    plan,
  };
  const honest: readonly BallotEntry[] = [...made, ...voided];
  const entries = deviation.ballots?.(honest, tools) ?? honest;
  const groups = groupBallots(entries, random);
  const ballots = deviation.groups?.(groups) ?? groups;
  for (const group of ballots) {
    for (const entry of group) writer.append(entry);
    checkpoint(false);
  }

  // §5, §8: close, aggregate, decryption, counts, outcome, attestations.
  const inLog = ballots.flat();
  const countOf = (type: BallotEntry['type']) => inLog.filter((entry) => entry.type === type).length;
  const voidedAs = (action: VoidAction) =>
    inLog.filter((entry) => entry.type === 'void' && entry.action === action).length;
  const close = publish<CloseEntry>(
    {
      type: 'close',
      ctx: text(ctx),
      expected: numbers.expected,
      present: numbers.received,
      handCounts: { received: numbers.received, exchanged: challenges, unreadable: 0, returnedBeforeOpening: 0 },
      casts: countOf('cast'),
      challenges: countOf('challenge'),
      voids: {
        returned: voidedAs('void-returned'),
        damaged: voidedAs('void-damaged'),
        unissued: voidedAs('void-unissued'),
      },
    },
    ...everybody,
  );
  for (const entry of deviation.late?.(tools) ?? []) writer.append(entry);
  checkpoint(true);
  const casts = inLog.filter((entry) => entry.type === 'cast');
  const sums = aggregate(casts.map(({ ballot }) => ballotFromObject(ballot).E));
  publish({ type: 'aggregate', ctx: text(ctx), casts: casts.length, sums: encodeSums(sums) }, SERVER);
  const partials = partial('tally', ctx, sums);
  const found = findCounts(circuit, combine(sums, partials.slice(0, threshold)), casts.length);
  // Forged ballots may have no counts at all; whoever forged them still has to state some.
  const counts = found.ok ? found.value : contests.map((_, at) => (circuit.counters[at] ?? []).map(() => 0));
  const handed = close.entry.handCounts;
  const accounting = account({
    made: numbers.made,
    received: handed.received,
    exchanged: handed.exchanged,
    unreadable: handed.unreadable,
    returnedBeforeOpening: handed.returnedBeforeOpening,
    cast: close.entry.casts,
    challenged: close.entry.challenges,
    voidReturned: close.entry.voids.returned,
    voidDamaged: close.entry.voids.damaged,
    voidUnissued: close.entry.voids.unissued,
    cardsInBox: open.entry.cardsInBox,
    cardsAudited: open.entry.cardsAudited,
  });
  const attendance = {
    expected: close.entry.expected,
    present: close.entry.present,
    issued: accounting.issued,
    casts: casts.length,
  };
  const outcome = contests.map((contest, at) => {
    if (contest.kind !== 'election') return null;
    const decided = contestOutcome(contest, counts[at] ?? [], attendance, rules);
    return decided.ok ? recordedOutcomeOf(decided.value) : null;
  });
  const result = publish({ type: 'result', ctx: text(ctx), counts, outcome }, SERVER);
  const size = writer.size();
  const root = text(writer.root());
  checkpoint(true);
  for (const { index } of scrutineers) {
    publish(
      {
        type: 'attestation',
        ctx: text(ctx),
        root,
        size,
        accounting: accountingIntegers(round.entry, open.entry, close.entry),
        counts: result.entry.type === 'result' ? result.entry.counts : counts,
        outcome: contests.map((contest, at) => outcomeIntegers(contest, outcome[at] ?? null)),
      },
      scrutineerAuthor(index),
    );
  }
  checkpoint(true);

  return {
    record: writer.text(),
    meeting: meeting.entry,
    result: roundResult({ meeting: meeting.entry, round: round.entry, close: close.entry, accounting, counts }),
    plainCounts: contests.map((_, at) => plainSum(planned.slice(0, C).map(({ marks }) => marks[at] ?? []))),
  };
}

const plainSum = (rows: readonly (readonly number[])[]): readonly number[] =>
  (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0));

async function makeInJobs(
  job: Omit<BallotMakingJob, 'ballots'>,
  planned: readonly PlannedBallot[],
  { ballotMaker, onProgress }: SimulationOptions,
): Promise<readonly BallotEntry[]> {
  const maker: BallotMaker = ballotMaker ?? (async (all) => makeBallots(all));
  const jobs = Array.from({ length: Math.ceil(planned.length / BALLOTS_PER_JOB) }, (_, i) =>
    planned.slice(i * BALLOTS_PER_JOB, (i + 1) * BALLOTS_PER_JOB),
  );
  let done = 0;
  const made = await Promise.all(
    jobs.map(async (ballots) => {
      const entries = await maker({ ...job, ballots });
      done += ballots.length;
      onProgress?.(done, planned.length);
      return entries;
    }),
  );
  return made.flat();
}

/** Groups of five to nine as they would gather in a hall, the last one as it comes, each sorted by entry hash. */
function groupBallots(entries: readonly BallotEntry[], random: RandomBytes): readonly (readonly BallotEntry[])[] {
  const groups: (readonly BallotEntry[])[] = [];
  for (let at = 0; at < entries.length; ) {
    const size = 5 + below(5, random);
    const group = entries.slice(at, at + size).map((entry) => ({ entry, hash: entryHash(entry) }));
    groups.push(group.sort((a, b) => compareBytes(a.hash, b.hash)).map(({ entry }) => entry));
    at += size;
  }
  return groups;
}
