/**
 * One attack on a record (specification §11): how the simulated election deviates, or how its file is changed
 * afterwards, and exactly which findings must name it.
 */

import type { Deviation } from '../../tally/simulation/deviation.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import {
  committeeContest,
  type Simulation,
  type SimulationOptions,
  simulateElection,
} from '../../tally/simulation/simulate-election.ts';
import type { CheckName } from '../../tally/verify/finding.ts';
import type { FindingCode } from '../../tally/verify/finding-text.ts';
import { type TrustedKeys, trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { type Verification, type VerifyOptions, verifyRecord } from '../../tally/verify/verify-record.ts';

export type Named = `${CheckName}/${FindingCode}`;

export interface Attack {
  readonly name: string;
  /** Every finding of the verifier, by check and code: no more, no less. */
  readonly found: readonly Named[];
  readonly deviation?: () => Deviation;
  readonly options?: Partial<SimulationOptions>;
  /** On the finished file. */
  readonly change?: (record: string) => string | Uint8Array;
  readonly verify?: (record: string) => Partial<VerifyOptions>;
  readonly keys?: (own: TrustedKeys) => TrustedKeys;
}

export const RECIPIENTS = [
  'age1000p4ftgcz6c3qm759wmtuth2ujjr49zrw6exmx09ctmqj5g5v6qnrf6hq',
  'age17v2kr3krj9jzz6wyztget5eexfxupxyzun596k5944ykjqxpxejsx4jqgy',
  'age1ylc5fpudxvu483cj7hl65s3nsv5cwjzzfaw90ghwl79f2k334crq40zmps',
] as const;

/** SubjectPublicKeyInfo of a P-256 key nobody uses. */
export const SHEET_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELzjj8Iu5hIJrKUrvnRKE0cm04asbp2fmyjW-oG_crE4g4PtTF55-Yj1es8qdjt4ZU3Otp1xQH3EzZ8tLNz4UeQ';

/** The smallest election with everything in it: a write-in list, a challenge, left-over cards, one outside witness. */
export function smallElection(seed: string, options: Partial<SimulationOptions> = {}) {
  return simulateElection({
    ballots: 6,
    challenges: 1,
    spares: 2,
    contests: [committeeContest(2, 1, 2)],
    random: seededRandom(seed),
    recipients: RECIPIENTS,
    threshold: 2,
    sheetKey: SHEET_KEY,
    witnesses: ['witness.example/one'],
    ...options,
  });
}

export const verifySmall = (record: string | Uint8Array, options: Partial<VerifyOptions> = {}): Promise<Verification> =>
  verifyRecord(record, { random: seededRandom('weights'), ...options });

export const namedFindings = ({ findings }: Pick<Verification, 'findings'>): readonly Named[] =>
  [...new Set(findings.map(({ check, code }): Named => `${check}/${code}`))].sort();

/** The honest election, for attacks on the finished file; made once. */
let honest: Promise<Simulation> | undefined;

function electionOf({ deviation, options }: Attack): Promise<Simulation> {
  if (deviation !== undefined) return smallElection('attacks', { ...options, deviation: deviation() });
  if (options !== undefined) return smallElection('attacks', options);
  honest ??= smallElection('attacks');
  return honest;
}

/** The attacked file, and what a verifier is given beside it. */
export async function attackedRecord(
  attack: Attack,
): Promise<{ readonly record: string | Uint8Array; readonly options: Partial<VerifyOptions> }> {
  const { record, meeting } = await electionOf(attack);
  const trustedKeys = attack.keys?.(trustedKeysOf(meeting));
  return { record: attack.change?.(record) ?? record, options: { ...attack.verify?.(record), trustedKeys } };
}

export async function carryOut(attack: Attack): Promise<Verification> {
  const { record, options } = await attackedRecord(attack);
  return verifySmall(record, options);
}

/** The lines of a file with one of them changed, found by a part of its text. */
export function changeLine(record: string, part: string, change: (line: string) => string | null): string {
  const lines = record.split('\n');
  const at = lines.findIndex((line) => line.includes(part));
  if (at === -1) throw new Error(`no line with ${part}`);
  const changed = change(lines[at] as string);
  return [...lines.slice(0, at), ...(changed === null ? [] : [changed]), ...lines.slice(at + 1)].join('\n');
}
