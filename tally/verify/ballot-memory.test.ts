import { expect, test } from 'vitest';
import type { BallotJob, BallotJobAnswer } from './ballot-batch.ts';
import { rememberBallots } from './ballot-memory.ts';

const JOB: BallotJob = { ctx: 'c', K: 'k', contests: [], cards: 1, lines: ['one', 'two'] };
const SOUND: BallotJobAnswer = { failures: [], hashes: ['h'], sums: [], casts: 2 };

/** A verifier that counts how often it is asked. */
function counted(answer: BallotJobAnswer) {
  const asked: BallotJob[] = [];
  const verifier = rememberBallots(async (job) => {
    asked.push(job);
    return answer;
  });
  return { asked, verifier };
}

test('ballots found sound are not verified again', async () => {
  const { asked, verifier } = counted(SOUND);
  expect(await verifier(JOB)).toEqual(SOUND);
  expect(await verifier({ ...JOB, lines: [...JOB.lines] })).toEqual(SOUND);
  expect(asked).toHaveLength(1);
});

test.each<[string, Partial<BallotJob>]>([
  ['another round', { ctx: 'd' }],
  ['another key', { K: 'l' }],
  ['other contests', { contests: [{ id: 'x', kind: 'election', seats: 1, candidates: 2, writeIns: 0 } as never] }],
  ['another number of cards', { cards: 2 }],
  ['a changed line', { lines: ['one', 'twp'] }],
  ['lines cut elsewhere', { lines: ['onet', 'wo'] }],
  ['one line more', { lines: ['one', 'two', 'three'] }],
  ['another order', { lines: ['two', 'one'] }],
])('%s is verified anew', async (_name, change) => {
  const { asked, verifier } = counted(SOUND);
  await verifier(JOB);
  await verifier({ ...JOB, ...change });
  expect(asked).toHaveLength(2);
});

test('a fault is looked for again, never remembered', async () => {
  const { asked, verifier } = counted({ ...SOUND, failures: [{ at: 1, code: 'proof-invalid' }] });
  await verifier(JOB);
  expect((await verifier(JOB)).failures).toEqual([{ at: 1, code: 'proof-invalid' }]);
  expect(asked).toHaveLength(2);
});

test('the oldest batches are forgotten, not the newest', async () => {
  const { asked, verifier } = counted(SOUND);
  for (let at = 0; at < 300; at += 1) await verifier({ ...JOB, lines: [String(at)] });
  await verifier({ ...JOB, lines: ['299'] });
  expect(asked).toHaveLength(300);
  await verifier({ ...JOB, lines: ['0'] });
  expect(asked).toHaveLength(301);
});
