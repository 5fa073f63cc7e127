import { describe, expect, test } from 'vitest';
import { FINDING_TEXT } from '../../tally/verify/finding-text.ts';
import { ATTACK_TABLES } from './all-attacks.ts';
import { HONEST_COURSES } from './assembly-attacks.ts';
import { carryOut, namedFindings, smallElection, verifySmall } from './attack.ts';
import { givenUp } from './given-up.ts';
import {
  GIVEN_UP,
  givenUpAfterClose,
  givenUpAndCounted,
  HONEST_RECORDS,
  heldAgain,
  paperWithoutCount,
  testRun,
  twiceOnPaper,
  twoRounds,
  upToClose,
} from './honest-records.ts';
import { HONEST_FORMS } from './paper-count-attacks.ts';

describe.each(ATTACK_TABLES)('attacks on %s are refused', (_, attacks) => {
  test.each(attacks)('$name', async (attack) => {
    const verification = await carryOut(attack);
    expect(namedFindings(verification)).toEqual([...attack.found].sort());
    expect(verification.ok).toBe(false);
    expect(verification.findings.every(({ line }) => line !== null || attack.name === 'an empty file')).toBe(true);
  });
});

test('every finding of the verifier is brought about by an attack, besides those of the result sheet', () => {
  const found = new Set(ATTACK_TABLES.flatMap(([, attacks]) => attacks.flatMap((attack) => attack.found)));
  const codes = [...found].map((name) => name.split('/')[1]);
  const ofSheet = (code: string) => code.startsWith('sheet-');
  expect(Object.keys(FINDING_TEXT).filter((code) => !codes.includes(code) && !ofSheet(code))).toEqual([]);
});

describe('honest records are accepted', () => {
  test.each([...HONEST_COURSES, ...HONEST_FORMS])('$name', async (course) => {
    const { findings } = await carryOut({ ...course, found: [] });
    expect(findings).toEqual([]);
  });

  test('the election the attacks are made on', async () => {
    const { record } = await smallElection('attacks');
    const { ok, findings, trusted } = await verifySmall(record);
    expect(findings).toEqual([]);
    expect({ ok, trusted }).toEqual({ ok: true, trusted: false });
  });

  test('two rounds in one meeting', async () => {
    const { record, result } = await twoRounds();
    const verification = await verifySmall(record);
    expect(verification.findings).toEqual([]);
    expect(verification.results.map(({ round }) => round)).toEqual([1, 2]);
    expect(verification.result).toEqual(result);
  });

  test('a ceremony that was aborted because a package was not the committed one, then held again', async () => {
    const { ok, findings } = await verifySmall(await heldAgain());
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
  });

  test('a round that went to paper ends without a count', async () => {
    const { ok, findings, result } = await verifySmall(await paperWithoutCount());
    expect(findings).toEqual([]);
    expect({ ok, result }).toEqual({ ok: true, result: null });
  });

  test('a round that is closed with counts that do not add up, and then given up', async () => {
    const { ok, findings, result } = await verifySmall(await givenUpAfterClose());
    expect(findings).toEqual([]);
    expect({ ok, result }).toEqual({ ok: true, result: null });
  });

  test.each(HONEST_RECORDS)('$name', async ({ record, options }) => {
    const { ok, findings } = await verifySmall(await record(), options);
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
  });

  test('a test run, which is said to be one (specification §3.9)', async () => {
    const { ok, findings, testRun: isTestRun } = await verifySmall((await testRun()).record);
    expect(findings).toEqual([]);
    expect({ ok, isTestRun }).toEqual({ ok: true, isTestRun: true });
    expect((await verifySmall((await smallElection('attacks')).record)).testRun).toBe(false);
  });

  test('a round on paper from the start, then one on paper that builds on it', async () => {
    const { record, result } = await twiceOnPaper();
    const verification = await verifySmall(record);
    expect(verification.findings).toEqual([]);
    expect(verification.ok).toBe(true);
    expect(verification.results.map(({ round, medium }) => [round, medium])).toEqual([
      [1, 'paper'],
      [2, 'paper'],
    ]);
    expect(verification.result).toEqual(result);
    expect(verification.result?.contests[0]?.counts).toMatchObject({
      [result.contests[0]?.elected[0] ?? '']: { approve: 5 },
    });
  });

  test('a round sealed for kiosks, given up for paper and counted there', async () => {
    const { findings, ok, result } = await verifySmall(await givenUpAndCounted());
    expect(findings).toEqual([]);
    expect({ ok, medium: result?.medium, valid: result?.valid }).toEqual({ ok: true, medium: 'paper', valid: 6 });
  });

  test.each(GIVEN_UP)('a meeting that goes to paper %s ends without a count', async (_, first) => {
    const { ok, findings, result } = await verifySmall(await givenUp(first));
    expect(findings).toEqual([]);
    expect({ ok, result }).toEqual({ ok: true, result: null });
  });

  test('a record up to its close, as scrutineers verify it before they decrypt', async () => {
    const closed = await upToClose();
    const verification = await verifySmall(closed, { through: 'close' });
    expect(verification.findings).toEqual([]);
    expect(verification.checks.map(({ name }) => name).at(-1)).toBe('accounting');
    expect(verification.rounds[0]?.sums).toHaveLength(2);
    expect((await verifySmall(closed)).ok).toBe(false);
  });
});
