/**
 * A whole election without a server: every entry of specification §3 through the cryptographic code of the product,
 * for any number of ballots and rounds. Its record verifies like any other.
 *
 * Security note: the simulation holds all secrets of all parties at once. It is for tests, measurements and
 * demonstration, never for an election.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import type { RoundResult } from '../count/round-result.ts';
import { SERVER } from '../record/authors.ts';
import type { ElectionContest } from '../record/contest.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { Deviation } from './deviation.ts';
import { simulateCeremony } from './simulated-ceremony.ts';
import { simulatePaperRound } from './simulated-paper-round.ts';
import { createParties, LOG_ORIGIN } from './simulated-parties.ts';
import { simulatedPerson } from './simulated-persons.ts';
import { type RoundOptions, type SimulatedRound, simulateRound } from './simulated-round.ts';

export interface SimulationOptions extends RoundOptions {
  readonly random: RandomBytes;
  /** age recipients of the scrutineers' devices; their number is n. */
  readonly recipients: readonly string[];
  readonly threshold: number;
  /** P-256 SubjectPublicKeyInfo of the result sheet's signer, base64url. */
  readonly sheetKey: string;
  /** Names of outside witnesses. */
  readonly witnesses?: readonly string[];
  readonly kind?: MeetingEntry['kind'];
  /** Rounds after the first. */
  readonly furtherRounds?: readonly RoundOptions[];
  readonly deviation?: Deviation;
}

export interface Simulation {
  readonly record: string;
  readonly meeting: MeetingEntry;
  /** Of the last round. */
  readonly result: RoundResult;
  /** The plain sums of the marks drawn in the last round, which the tally must equal. */
  readonly plainCounts: readonly (readonly number[])[];
}

/** One committee election with invented candidates and a write-in list of any length. */
export function committeeContest(candidates: number, seats: number, writeInList: number): ElectionContest {
  const all = Array.from({ length: candidates + writeInList }, (_, i) => simulatedPerson(i));
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

export async function simulateElection(options: SimulationOptions): Promise<Simulation> {
  const { random, recipients, threshold, deviation = {}, furtherRounds = [] } = options;
  const parties = createParties(
    random,
    { scrutineers: recipients.length, witnesses: options.witnesses ?? [], sheetKey: options.sheetKey },
    deviation,
  );
  const meeting = parties.publish<MeetingEntry>(
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
      scrutineers: parties.scrutineers.map(({ name, sign, cosign }) => ({
        name,
        signKey: encodeBase64url(sign.publicKey),
        cosignKey: encodeBase64url(cosign.publicKey),
      })),
      keys: parties.keys,
      logOrigin: LOG_ORIGIN,
      witnesses: parties.witnesses.map(({ name, key }) => ({ name, key: encodeBase64url(key.publicKey) })),
      derivedFrom: null,
    },
    SERVER,
  );
  const keys = simulateCeremony(parties, meeting.hash, { threshold, recipients }, random);
  parties.checkpoint(true);

  const rounds: SimulatedRound[] = [];
  for (const [at, own] of [options, ...furtherRounds].entries()) {
    // One method for all rounds, unless a test departs from it.
    const round = { rules: options.rules ?? {}, ...own };
    const previousResult = rounds.at(-1)?.resultHash ?? null;
    const setting = { parties, keys, meeting, number: at + 1, previousResult, random, deviation };
    rounds.push(
      round.onPaper === undefined
        ? await simulateRound(setting, round)
        : simulatePaperRound(setting, round, round.onPaper),
    );
  }
  const { result, plainCounts } = rounds.at(-1) as SimulatedRound;
  return { record: parties.text(), meeting: meeting.entry, result, plainCounts };
}
