import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contest } from '../../tally/record/contest.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { smallElection } from '../attacks/attack.ts';

const RUNS = 12;

const persons = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `${prefix}${i + 1}`, remark: '' }));

/** The place keeps posts and titles of a ballot apart. */
const contestAt = (at: number): fc.Arbitrary<Contest> =>
  fc.oneof(
    fc
      .record({
        candidates: fc.integer({ min: 1, max: 5 }),
        seats: fc.integer({ min: 1, max: 4 }),
        writeIns: fc.integer({ min: 0, max: 5 }),
      })
      .map(
        ({ candidates, seats, writeIns }): Contest => ({
          kind: 'election',
          category: seats === 1 ? 'secretary' : 'committee',
          post: `职务${at}`,
          title: { zh: `选举${at}`, en: `Election ${at}` },
          seats,
          candidates: persons('候选', candidates),
          writeIns: persons('另选', writeIns),
        }),
      ),
    fc.record({ subjects: fc.integer({ min: 1, max: 3 }), grades: fc.integer({ min: 2, max: 4 }) }).map(
      ({ subjects, grades }): Contest => ({
        kind: 'appraisal',
        title: { zh: `测评${at}`, en: `Appraisal ${at}` },
        subjects: persons('对象', subjects),
        grades: Array.from({ length: grades }, (_, g) => ({ zh: `等次${g}`, en: `Grade ${g}` })),
      }),
    ),
    fc.record({ nominees: fc.integer({ min: 1, max: 6 }), limit: fc.integer({ min: 1, max: 4 }) }).map(
      ({ nominees, limit }): Contest => ({
        kind: 'recommendation',
        title: { zh: `推荐${at}`, en: `Recommendation ${at}` },
        nominees: persons('人选', nominees),
        limit,
      }),
    ),
  );

const ballotPaper = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => contestAt(at))));

/** Encrypt → add → decrypt → search gives what counting by hand gives, and the record verifies (specification §6, §8). */
test('the tally of any small election is its plain count', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      ballotPaper,
      fc.integer({ min: 5, max: 9 }),
      fc.integer({ min: 0, max: 2 }),
      fc.string(),
      async (contests, ballots, challenges, seed) => {
        const { record, plainCounts, result } = await smallElection(`property ${seed}`, {
          contests,
          ballots,
          challenges,
        });
        const verification = await verifyRecord(record, { random: seededRandom(seed) });
        expect(verification.findings).toEqual([]);
        expect(verification.result).toEqual(result);
        const entry = JSON.parse(record.split('\n').find((line) => line.includes('"type":"result"')) as string);
        expect(entry.counts).toEqual(plainCounts);
      },
    ),
    { numRuns: RUNS },
  );
});
