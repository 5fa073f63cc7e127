import { expect, test } from 'vitest';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { electedStructure } from './elected-structure.ts';
import type { Plan } from './plan.ts';
import { emptyRecordState } from './record-state.ts';

const member = (name: string, gender: string, birth: string) => ({ name, gender, birth, remark: '' });
const ROLL = [member('甲', '男', '1968-03'), member('乙', '女', '1975-01'), member('丙', '男', '1991-11')];

/** Codes of what a committee of these lacks, elected on 22 November 2026. */
function lacking(
  elected: readonly string[],
  { post = '委员', structureRules = 'warn' as 'warn' | 'off', secretary = '' } = {},
): readonly string[] {
  const state = emptyRecordState();
  const logged = (entry: object, hash = '') => ({ entry, hash, index: 0 });
  state.meeting = logged({ organization: '', id: 'm', date: '2026-11-22' }) as never;
  const fix = (round: number, of: string, names: readonly string[]) =>
    state.rounds.set(round, {
      round,
      sealed: logged({
        contests: [{ kind: 'election', post: of, category: 'committee', seats: 2, candidates: [], writeIns: [] }],
        rules: { majorityBase: 'expected' },
      }),
      close: logged({ expected: 9, present: 9, casts: 9, handCounts: { received: 9, returnedBeforeOpening: 0 } }),
      result: logged({
        type: 'result',
        counts: [[]],
        outcome: [{ election: 'valid', elected: names, tie: null, unfilled: 0 }],
      }),
    } as never);
  if (secretary !== '') fix(1, '书记', [secretary]);
  fix(2, post, elected);
  const plan = {
    members: ROLL,
    sharedNames: new Set<string>(),
    meeting: { draft: { rules: ruleSettings({ majorityBase: 'expected', structureRules }) } },
  } as unknown as Plan;
  return electedStructure(plan, state).map(({ code }) => code);
}

test('a committee without a woman, or without anybody of at most 35 years, is a warning to the superior (rules §4.2, T73)', () => {
  expect(lacking(['甲', '乙', '丙'])).toEqual([]);
  expect(lacking(['甲', '丙'])).toEqual(['no-woman']);
  expect(lacking(['甲', '乙'])).toEqual(['nobody-young']);
  expect(lacking(['甲'])).toEqual(['no-woman', 'nobody-young']);
  // A secretary elected directly is of the committee.
  expect(lacking(['甲', '丙'], { secretary: '乙' })).toEqual([]);
});

test('nothing is said where the rule is switched off, or no committee was elected', () => {
  expect(lacking(['甲'], { structureRules: 'off' })).toEqual([]);
  expect(lacking(['甲'], { post: '书记' })).toEqual([]);
  expect(lacking([])).toEqual([]);
});
