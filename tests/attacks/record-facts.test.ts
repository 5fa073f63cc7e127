import { describe, expect, test } from 'vitest';
import { CHECK_NAMES, type CheckName } from '../../tally/verify/finding.ts';
import type { VerifyOptions } from '../../tally/verify/verify-record.ts';
import { type Attack, attackedRecord, smallElection, verifySmall } from './attack.ts';
import { givenUp } from './given-up.ts';
import { paperWithoutCount, twoRounds, upToClose } from './honest-records.ts';
import { ACCOUNTING_ATTACKS } from './round-attacks.ts';
import { AGGREGATE_ATTACKS } from './tally-attacks.ts';

describe('what is said of a record', () => {
  /** The words of a check of which nothing was found. */
  const told = async (record: string | Uint8Array, check: CheckName, options: Partial<VerifyOptions> = {}) =>
    (await verifySmall(record, options)).checks.find(({ name }) => name === check)?.detail;

  test('a finding of a check that comes later than those asked for fails that check too', async () => {
    const attack = AGGREGATE_ATTACKS.find(({ name }) => name === 'a vote added to the aggregate') as Attack;
    const { record } = await attackedRecord(attack);
    const { ok, checks } = await verifySmall(record, { through: 'close' });
    expect(ok).toBe(false);
    expect(checks.filter((one) => !one.ok).map(({ name }) => name)).toEqual(['aggregate']);
    expect(checks.map(({ name }) => name)).toEqual([...CHECK_NAMES.slice(0, 8), 'aggregate']);
  });

  test('who is elected, and that sums were verified where nobody is', async () => {
    const elected = { zh: '委员：王建国', en: '委员: 王建国' };
    expect(await told((await smallElection('attacks')).record, 'outcome')).toEqual(elected);
    const { record } = await twoRounds();
    const outcome = await told(record, 'outcome');
    expect(outcome?.zh.split('；')[1]).toBe('第 2 轮：各项合计已核对');
    expect(outcome?.en.split('; ')[1]).toBe('round 2: sums verified');
  });

  test('that there was no round, and that a round went to paper', async () => {
    const none = { zh: '没有轮次', en: 'no round' };
    const without = await givenUp('key-commit');
    for (const check of ['tokens', 'accounting', 'result'] as const) expect(await told(without, check)).toEqual(none);
    const paper = { zh: '改用纸质选票，不计票', en: 'went to paper, not counted' };
    expect(await told(await paperWithoutCount(), 'aggregate')).toEqual(paper);
  });

  test('the sums of a round that went to paper only after them, and the cards of one that is not counted yet', async () => {
    const late = ACCOUNTING_ATTACKS.find(({ name }) => name.endsWith('when its sums are known')) as Attack;
    const { record } = await attackedRecord(late);
    expect((await told(record, 'aggregate'))?.en).toBe('2 sums over 6 ballots recomputed');
    expect((await told(await upToClose(), 'accounting', { through: 'close' }))?.en).toMatch(/^\(a\) /);
  });
});
