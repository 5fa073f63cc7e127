import { beforeAll, expect, test } from 'vitest';
import { below, seededRandom } from '../../tally/simulation/seeded-random.ts';
import { namedFindings, smallElection, verifySmall } from './attack.ts';

/** Another seed each day would find more; a printed one finds it again. */
const seed = process.env.FLIP_SEED ?? 'flips';
let bytes: Uint8Array;
let lineStarts: readonly number[];

beforeAll(async () => {
  const { record } = await smallElection('flips');
  bytes = new TextEncoder().encode(record);
  lineStarts = [0, ...[...bytes.keys()].filter((at) => bytes[at - 1] === 0x0a)];
});

const lineOf = (at: number): number => lineStarts.filter((start) => start <= at).length;

/** The line a flip is in, the one after it (a lost line end joins two), or a line that speaks about it. */
test(`a flipped bit in any line of the record is found, and said where (FLIP_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  for (const [line, start] of lineStarts.entries()) {
    const end = lineStarts[line + 1] ?? bytes.length;
    for (const at of [start + below(end - start, random), end - 1]) {
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] as number) ^ (1 << below(8, random));
      const { ok, findings } = await verifySmall(flipped);
      const where = `byte ${at} in line ${line + 1}`;
      expect(ok, where).toBe(false);
      expect(
        findings.some((finding) => finding.line === lineOf(at)),
        `${where}: ${namedFindings({ findings })}`,
      ).toBe(true);
    }
  }
});
