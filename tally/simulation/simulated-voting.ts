/** Casting in a simulated round (specification §5, §7): cards, ballots, left-over cards, groups. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../crypto/encoding/bytes.ts';
import { encodePoint, encodeScalar, type RandomBytes } from '../../crypto/group.ts';
import { NO_PAYLOAD, signToken, tokenFromSeed } from '../../crypto/token.ts';
import type { BallotEntry, VoidAction, VoidEntry } from '../record/ballot-entries.ts';
import type { Contest } from '../record/contest.ts';
import { entryHash } from '../record/entry.ts';
import { type BallotMaker, type BallotMakingJob, makeBallots, type PlannedBallot } from './ballot-making.ts';
import type { Deviation, DeviationTools } from './deviation.ts';
import { below, shuffled } from './seeded-random.ts';
import { simulatedBits } from './simulated-marks.ts';

/** 4 counters to an output up to 1,000 cards (specification §6.1): the simulation stays there while it can. */
const CARDS_PACKED_BY_FOUR = 1000;
const BALLOTS_PER_JOB = 25;

export interface CardNumbers {
  readonly made: number;
  readonly expected: number;
  /** Q = S: everybody who came drew a card. */
  readonly received: number;
  readonly returned: number;
  readonly unissued: number;
}

/** How many cards of each kind the meeting has: one handed back unused and some spare wherever there is room. */
export function cardNumbers(ballots: number, challenges: number, spares: number): CardNumbers {
  const used = ballots + challenges;
  const cap = used <= CARDS_PACKED_BY_FOUR ? CARDS_PACKED_BY_FOUR : 65_535;
  const returned = used < cap ? 1 : 0;
  const received = ballots + returned;
  const expected = Math.max(received, Math.min(cap - challenges, received + Math.floor(ballots / 10)));
  const made = Math.min(cap, expected + challenges + spares);
  return { made, expected, received, returned, unissued: made - received - challenges };
}

export interface VotingPlan {
  readonly contests: readonly Contest[];
  readonly ballots: number;
  readonly challenges: number;
  readonly numbers: CardNumbers;
  /** Seeds of all cards. */
  readonly cards: readonly Uint8Array[];
  readonly job: Omit<BallotMakingJob, 'ballots'>;
  readonly meeting: Uint8Array;
  readonly ctx: Uint8Array;
  /** Counter bits of a voter's contest, where chance must not decide. */
  readonly marks?: VoterMarks | undefined;
}
export type VoterMarks = (voter: number, contest: number) => readonly (0 | 1)[];

export interface Voting {
  /** Groups as they enter the log. */
  readonly groups: readonly (readonly BallotEntry[])[];
  readonly tools: DeviationTools;
  /** Marks of the honest casts. */
  readonly marks: readonly PlannedBallot['marks'][];
}

export async function simulateVoting(
  plan: VotingPlan,
  random: RandomBytes,
  deviation: Deviation,
  maker: BallotMaker = async (job) => makeBallots(job),
  onProgress?: (done: number, total: number) => void,
): Promise<Voting> {
  const { ballots: C, challenges, numbers, job } = plan;
  const drawn = shuffled(plan.cards, random);
  const names = drawn.map(encodeBase64url);
  const planBallot = (card: string, kind: PlannedBallot['kind'] = 'cast', voter?: number): PlannedBallot => ({
    kind,
    marks: plan.contests.map((contest, at) =>
      voter === undefined || plan.marks === undefined ? simulatedBits(contest, random) : plan.marks(voter, at),
    ),
    card,
    seed: encodeBase64url(random(32)),
    nonce: encodeBase64url(random(32)),
  });
  const used = C + challenges;
  const planned = names.slice(0, used).map((card, at) => planBallot(card, at < C ? 'cast' : 'challenge', at));
  const made = await makeInJobs(job, planned, maker, onProgress);
  const left = drawn.slice(used);
  const voids = left.map((seed, at) =>
    voidCard(plan, seed, at < numbers.returned ? 'void-returned' : 'void-unissued', random),
  );
  const tools: DeviationTools = {
    castCards: names.slice(0, C),
    challengeCards: names.slice(C, used),
    spareCards: names.slice(used + numbers.returned),
    job,
    plan: planBallot,
  };
  const honest: readonly BallotEntry[] = [...made, ...voids];
  const groups = groupBallots(deviation.ballots?.(honest, tools) ?? honest, random);
  return {
    groups: deviation.groups?.(groups) ?? groups,
    tools,
    marks: planned.slice(0, C).map(({ marks }) => marks),
  };
}

/** A left-over card, scanned and voided after voting has stopped. */
function voidCard(
  { meeting, ctx, job }: VotingPlan,
  seed: Uint8Array,
  action: VoidAction,
  random: RandomBytes,
): VoidEntry {
  const { tau, T } = tokenFromSeed(meeting, job.round, seed);
  const { R, s } = signToken({ action, ctx, tau, T, payload: NO_PAYLOAD, random });
  return {
    type: 'void',
    ctx: encodeBase64url(ctx),
    T: encodeBase64url(encodePoint(T)),
    action,
    R: encodeBase64url(encodePoint(R)),
    s: encodeBase64url(encodeScalar(s)),
  };
}

async function makeInJobs(
  job: Omit<BallotMakingJob, 'ballots'>,
  planned: readonly PlannedBallot[],
  maker: BallotMaker,
  onProgress?: (done: number, total: number) => void,
): Promise<readonly BallotEntry[]> {
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
