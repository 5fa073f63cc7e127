import { expect, test } from 'vitest';
import { label, person, shortLabels } from './person.ts';

const of = (name: string, remark = '') => ({ name, remark });

test('a label carries the remark only where there is one', () => {
  expect(label(of('王建国'))).toBe('王建国');
  expect(label(of('王建国', '1974年4月生'))).toBe('王建国（1974年4月生）');
});

test('results name a person plainly unless the list holds a namesake', () => {
  expect(shortLabels([of('王建国', '1974年4月生'), of('李㛃')])).toEqual(['王建国', '李㛃']);
  expect(shortLabels([of('王建国', '1974年4月生'), of('王建国', '1962年1月生')])).toEqual([
    '王建国（1974年4月生）',
    '王建国（1962年1月生）',
  ]);
});

test.each([of(''), of(' 王'), of('王\n'), of('e\u0301'), of('王', '\u0007')])(
  '%j is no person of a record',
  (value) => {
    expect(person.safeParse(value).success).toBe(false);
  },
);
