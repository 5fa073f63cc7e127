/** One round of a simulated election, from the list of tokens to the attestations (specification §5 to §9). */
import { aggregate, type Ballot, type BallotObject, ballotFromObject } from '../../crypto/ballot.ts';
import { type Circuit, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../crypto/encoding/bytes.ts';
import { encodePoint, type RandomBytes } from '../../crypto/group.ts';
import { findCounts } from '../../crypto/threshold/dlog.ts';
import { combine, type IndexedPartial } from '../../crypto/threshold/partial-decryption.ts';
import { tokenFromSeed } from '../../crypto/token.ts';
import { account } from '../accounting/accounting.ts';
import { accountingIntegers, outcomeIntegers } from '../count/attested-integers.ts';
import { attestedTextsHash, attestedTextsOf } from '../count/attested-texts.ts';
import { contestOutcome, recordedOutcomeOf } from '../count/outcome-of-contest.ts';
import { paperClaim } from '../count/paper-statement.ts';
import { type RoundResult, roundResult } from '../count/round-result.ts';
import { encodeSums, type Sums } from '../count/sums.ts';
import { SERVER, scrutineerAuthor } from '../record/authors.ts';
import type { BallotEntry, CastEntry, VoidAction } from '../record/ballot-entries.ts';
import { type Contest, circuitContest } from '../record/contest.ts';
import type { ResultEntry } from '../record/count-entries.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { CloseEntry, OpenEntry, RoundEntry, VoidCounts } from '../record/round-entries.ts';
import { type RuleSettings, ruleSettings } from '../rules/settings.ts';
import type { BallotMaker } from './ballot-making.ts';
import type { Deviation } from './deviation.ts';
import type { SimulatedKeys } from './simulated-ceremony.ts';
import type { PaperRoundOptions } from './simulated-paper-round.ts';
import { LOG_ORIGIN, type Parties, type Published } from './simulated-parties.ts';
import { cardNumbers, simulateVoting, type VoterMarks } from './simulated-voting.ts';

export interface RoundOptions {
  /** C, the ballots cast. */
  readonly ballots: number;
  readonly contests: readonly Contest[];
  /** H, ballots challenged; each card is exchanged. */
  readonly challenges?: number;
  /** Cards beyond one for each member expected; less where the limit of 1,000 cards would be crossed. */
  readonly spares?: number;
  readonly minimumBallots?: number;
  /** By default chance decides. */
  readonly marks?: VoterMarks;
  /** Settings that depart from the defaults. */
  readonly rules?: Partial<RuleSettings>;
  /** Makes the ballots; by default here. */
  readonly ballotMaker?: BallotMaker;
  readonly onProgress?: (done: number, total: number) => void;
  /** Held on paper from the start; of the members above only `contests` means anything then. */
  readonly onPaper?: PaperRoundOptions;
}

export interface RoundSetting {
  readonly parties: Parties;
  readonly keys: SimulatedKeys;
  readonly meeting: Published<MeetingEntry>;
  readonly number: number;
  readonly previousResult: string | null;
  readonly random: RandomBytes;
  readonly deviation: Deviation;
}

export interface SimulatedRound {
  readonly result: RoundResult;
  /** Hash of the `result` entry, base64url. */
  readonly resultHash: string;
  /** The plain sums of the marks drawn, which the tally must equal. */
  readonly plainCounts: readonly (readonly number[])[];
}

export async function simulateRound(setting: RoundSetting, options: RoundOptions): Promise<SimulatedRound> {
  const { parties, keys, meeting, random, deviation } = setting;
  const { contests, challenges = 0, spares = 5 } = options;
  const { publish, everybody } = parties;
  const numbers = cardNumbers(options.ballots, challenges, spares);
  const { cards, round, open } = prepareRound(setting, options, numbers);
  parties.checkpoint(true);

  const ctx = encodeBase64url(round.hash);
  const job = {
    meeting: encodeBase64url(meeting.hash),
    round: setting.number,
    ctx,
    K: keys.K,
    contests: contests.map(circuitContest),
    cards: numbers.made,
  };
  const voting = await simulateVoting(
    {
      contests,
      ballots: options.ballots,
      challenges,
      numbers,
      cards,
      job,
      meeting: meeting.hash,
      ctx: round.hash,
      marks: options.marks,
    },
    random,
    deviation,
    options.ballotMaker,
    options.onProgress,
  );
  for (const group of voting.groups) {
    for (const entry of group) parties.append(entry);
    parties.checkpoint(false);
  }
  const inLog = voting.groups.flat();
  const casts = inLog.filter((entry): entry is CastEntry => entry.type === 'cast');
  const close = publish<CloseEntry>(
    {
      type: 'close',
      ctx,
      expected: numbers.expected,
      present: numbers.received,
      handCounts: { received: numbers.received, exchanged: challenges, unreadable: 0, returnedBeforeOpening: 0 },
      casts: casts.length,
      challenges: inLog.filter((entry) => entry.type === 'challenge').length,
      voids: countVoids(inLog),
    },
    ...everybody,
  );
  for (const entry of deviation.late?.(voting.tools) ?? []) parties.append(entry);
  parties.checkpoint(true);

  const circuit = compileCircuit(job.contests, numbers.made);
  const counted = tally(setting, round.hash, circuit, casts);
  const { result, resultHash } = publishResult(setting, round, open, close, counted);
  return {
    result,
    resultHash,
    plainCounts: contests.map((_, at) => plainSum(voting.marks.map((marks) => marks[at] ?? []))),
  };
}

/** tokens, round, open. */
function prepareRound(setting: RoundSetting, options: RoundOptions, numbers: ReturnType<typeof cardNumbers>) {
  const { parties, keys, meeting, random, number } = setting;
  const { publish, everybody } = parties;
  const cards = Array.from({ length: numbers.made }, () => random(16));
  const tokenKeys = cards.map((seed) => encodePoint(tokenFromSeed(meeting.hash, number, seed).T)).sort(compareBytes);
  const tokens = publish({ type: 'tokens', round: number, tokens: tokenKeys.map(encodeBase64url) }, ...everybody);
  const circuit = compileCircuit(options.contests.map(circuitContest), numbers.made);
  const round = publish<RoundEntry>(
    {
      type: 'round',
      version: 1,
      meeting: encodeBase64url(meeting.hash),
      round: number,
      previousResult: setting.previousResult,
      ceremony: keys.ceremony,
      K: keys.K,
      n: parties.scrutineers.length,
      threshold: meeting.entry.threshold,
      X: keys.X,
      tokens: encodeBase64url(tokens.hash),
      cards: numbers.made,
      contests: options.contests,
      circuit: encodeBase64url(circuitId(circuit)),
      roll: { members: numbers.expected, probationary: 0, withoutRight: 0, excluded: 0, expected: numbers.expected },
      rules: ruleSettings({ majorityBase: 'expected', ...options.rules }),
      minimumBallots: options.minimumBallots ?? 5,
      logOrigin: LOG_ORIGIN,
      witnesses: meeting.entry.witnesses,
    },
    ...everybody,
  );
  const audited = Math.min(numbers.unissued, Math.max(1, Math.ceil(numbers.made / 20)));
  const open = publish<OpenEntry>(
    {
      type: 'open',
      ctx: encodeBase64url(round.hash),
      expected: numbers.expected,
      present: numbers.received,
      cardsInBox: numbers.made - audited,
      cardsAudited: audited,
    },
    ...everybody,
  );
  return { cards, round, open };
}

function countVoids(entries: readonly BallotEntry[]): VoidCounts {
  const as = (action: VoidAction) => entries.filter((entry) => entry.type === 'void' && entry.action === action).length;
  return { returned: as('void-returned'), damaged: as('void-damaged'), unissued: as('void-unissued') };
}

interface Counted {
  readonly counts: readonly (readonly number[])[];
  readonly sums: Sums;
  /** Of the first t. */
  readonly released: readonly IndexedPartial[];
}

/** aggregate and partial decryptions; the counts they decrypt to. */
function tally(
  { parties, keys, meeting }: RoundSetting,
  ctx: Uint8Array,
  circuit: Circuit,
  casts: readonly CastEntry[],
): Counted {
  const sums = aggregate(casts.flatMap(({ ballot }) => decodable(ballot, circuit)));
  const ctxText = encodeBase64url(ctx);
  parties.publish({ type: 'aggregate', ctx: ctxText, casts: casts.length, sums: encodeSums(sums) }, SERVER);
  const partials = keys.decrypt('tally', decodeBase64url(ctxText, 32), sums);
  const released = partials.slice(0, meeting.entry.threshold);
  const found = findCounts(circuit, combine(sums, released), casts.length);
  // Forged ballots may have no counts at all; whoever forged them still has to state some.
  const counts = found.ok ? found.value : circuit.counters.map((variables) => variables.map(() => 0));
  return { counts, sums: encodeSums(sums), released };
}

/** A forged ballot may be no ballot at all; then there is nothing of it to add. */
function decodable(object: BallotObject, circuit: Circuit): readonly Ballot['E'][] {
  try {
    const { E } = ballotFromObject(object);
    return E.length === circuit.outputs.length ? [E] : [];
  } catch {
    return [];
  }
}

/** result, attestations and proofs on paper. */
function publishResult(
  { parties, keys, meeting }: RoundSetting,
  round: Published<RoundEntry>,
  open: Published<OpenEntry>,
  close: Published<CloseEntry>,
  { counts, sums, released }: Counted,
): { readonly result: RoundResult; readonly resultHash: string } {
  const { handCounts, voids, expected, present, casts, challenges } = close.entry;
  const ctx = encodeBase64url(round.hash);
  const accounting = account({
    made: round.entry.cards,
    ...handCounts,
    cast: casts,
    challenged: challenges,
    voidReturned: voids.returned,
    voidDamaged: voids.damaged,
    voidUnissued: voids.unissued,
    cardsInBox: open.entry.cardsInBox,
    cardsAudited: open.entry.cardsAudited,
  });
  const attendance = { expected, present, issued: accounting.issued, casts };
  const { contests, rules } = round.entry;
  const outcome = contests.map((contest, at) => {
    if (contest.kind !== 'election') return null;
    const decided = contestOutcome(contest, counts[at] ?? [], attendance, rules);
    return decided.ok ? recordedOutcomeOf(decided.value) : null;
  });
  const published = parties.publish<ResultEntry>({ type: 'result', ctx, counts, outcome }, SERVER);
  const [root, size] = [encodeBase64url(parties.root()), parties.size()];
  parties.checkpoint(true);
  for (const { index } of parties.scrutineers) {
    parties.publish(
      {
        type: 'attestation',
        ctx,
        root,
        size,
        texts: attestedTextsHash(attestedTextsOf(meeting.entry, round.entry, counts)),
        accounting: accountingIntegers(round.entry, open.entry, close.entry),
        counts: published.entry.counts,
        outcome: contests.map((contest, at) => outcomeIntegers(contest, outcome[at] ?? null)),
      },
      scrutineerAuthor(index),
    );
  }
  const claim = paperClaim(round.entry, ctx, sums, published.entry.counts);
  // Whoever forges a result of another shape has nothing to prove.
  if (claim !== null) keys.prove(claim, released);
  parties.checkpoint(true);
  return {
    result: roundResult({ meeting: meeting.entry, round: round.entry, close: close.entry, accounting, counts }),
    resultHash: encodeBase64url(published.hash),
  };
}

const plainSum = (rows: readonly (readonly number[])[]): readonly number[] =>
  (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0));
