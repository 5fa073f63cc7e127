import { expect, test } from 'vitest';
import type { Plan } from '../services/plan.ts';
import { memberOfLine } from './member-of-line.ts';

const members = [
  ['1', '王建国', '1974-04'],
  ['2', '王建国', '1981-11'],
  ['3', '李㛃', '1980-01'],
].map(([id, name, birth]) => ({ id, name, birth, remark: '' }));
const plan = { members, sharedNames: new Set(['王建国']) } as unknown as Plan;

const found = (name: string, birth = '') =>
  memberOfLine(plan, { line: 5, beside: [], cell: (heading) => ({ 姓名: name, 出生年月: birth })[heading] ?? '' });

test('a line means one member: of namesakes the one of its month, however the month is written', () => {
  expect(found('李㛃')).toMatchObject({ ok: true, value: { id: '3' } });
  for (const birth of ['1981-11', '1981.11', '1981年11月'])
    expect(found('王建国', birth), birth).toMatchObject({ ok: true, value: { id: '2' } });
  expect(found('王建国', '1974.4')).toMatchObject({ ok: true, value: { id: '1' } });
});

test('a line that means nobody, or one of several, is refused with its number', () => {
  expect(found('赵勇')).toMatchObject({ ok: false, error: { line: 5, code: 'member-unknown' } });
  expect(found('王建国', '1990-01')).toMatchObject({ ok: false, error: { line: 5, code: 'member-unknown' } });
  expect(found('王建国')).toMatchObject({ ok: false, error: { line: 5, code: 'member-ambiguous' } });
});
