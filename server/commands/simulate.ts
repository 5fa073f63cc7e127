/**
 * `npm run simulate -- --ballots 1000 --candidates 7 --seats 5 [--write-in-list 0] [--challenges 0] [--seed X] --out DIR`:
 * an election of any size through the real cryptographic code, without a server. Writes record.jsonl, result.json and
 * trusted-keys.json. With a seed the record is the same every time; its secrets are then worth nothing.
 */
import { createECDH, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newConfidentialKey } from '../../crypto/confidential.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { concat } from '../../crypto/encoding/bytes.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { createSimulationPool } from '../workers/simulation-pool.ts';
import { outputPath, progressLine, runCommand, UsageError, wholeNumber } from './command-line.ts';

const SCRUTINEERS = 3;
const THRESHOLD = 2;

/** age recipients for seeded runs, whose identities nobody kept; the shares of a simulation are handed over in memory. */
const SEEDED_RECIPIENTS = [
  'age1000p4ftgcz6c3qm759wmtuth2ujjr49zrw6exmx09ctmqj5g5v6qnrf6hq',
  'age17v2kr3krj9jzz6wyztget5eexfxupxyzun596k5944ykjqxpxejsx4jqgy',
  'age1ylc5fpudxvu483cj7hl65s3nsv5cwjzzfaw90ghwl79f2k334crq40zmps',
] as const;

/** SubjectPublicKeyInfo of a P-256 key up to the point (RFC 5480). */
const P256_SPKI_START = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

/** The key that would sign a result sheet; a simulation makes none. */
function sheetKey(random: RandomBytes): string {
  const key = createECDH('prime256v1');
  key.setPrivateKey(Buffer.from(concat(new Uint8Array(1), random(31))));
  return encodeBase64url(concat(P256_SPKI_START, key.getPublicKey()));
}

async function simulate(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ballots: { type: 'string' },
      candidates: { type: 'string' },
      seats: { type: 'string' },
      'write-in-list': { type: 'string' },
      challenges: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const ballots = wholeNumber('ballots', values.ballots, 1000, 3, 60_000);
  const candidates = wholeNumber('candidates', values.candidates, 7, 1, 200);
  const seats = wholeNumber('seats', values.seats, 5, 1, 99);
  const writeInList = wholeNumber('write-in-list', values['write-in-list'], 0, 0, 2000);
  const challenges = wholeNumber('challenges', values.challenges, 0, 0, 1000);
  if (values.out === undefined)
    throw new UsageError({ zh: '请用 --out DIR 指定输出文件夹。', en: 'Name a folder with --out DIR.' });
  const out = outputPath(values.out);
  // A folder that cannot be written is said before the work is done.
  mkdirSync(out, { recursive: true });
  const random: RandomBytes =
    values.seed === undefined ? (length) => new Uint8Array(randomBytes(length)) : seededRandom(values.seed);
  const recipients =
    values.seed === undefined
      ? await Promise.all(Array.from({ length: SCRUTINEERS }, async () => (await newConfidentialKey()).recipient))
      : SEEDED_RECIPIENTS;

  const pool = createSimulationPool();
  try {
    const simulation = await simulateElection({
      ballots,
      challenges,
      contests: [committeeContest(candidates, seats, writeInList)],
      random,
      recipients,
      threshold: THRESHOLD,
      sheetKey: sheetKey(random),
      // A plenary is the only meeting that may count three or four ballots (specification §8.2).
      ...(ballots < 5 ? { kind: 'plenary', minimumBallots: 3 } : {}),
      ballotMaker: pool.makeBallots,
      onProgress: progressLine({ zh: '加密选票', en: 'ballots encrypted' }),
    });
    writeFileSync(join(out, 'record.jsonl'), simulation.record);
    writeFileSync(join(out, 'result.json'), `${JSON.stringify(simulation.result, null, 1)}\n`);
    writeFileSync(join(out, 'trusted-keys.json'), `${JSON.stringify(trustedKeysOf(simulation.meeting), null, 1)}\n`);
    process.stdout.write(`已写入 ${out}：record.jsonl、result.json、trusted-keys.json\n`);
    process.stdout.write(`Written to ${out}: record.jsonl, result.json, trusted-keys.json\n`);
    return 0;
  } finally {
    await pool.close();
  }
}

await runCommand(simulate);
