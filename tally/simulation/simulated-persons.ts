/** Invented names for simulated elections, all different. */
import type { Person } from '../record/person.ts';

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁';
const GIVEN = [
  '建国',
  '海燕',
  '志强',
  '秀英',
  '金山',
  '玉龙',
  '晓霞',
  '卫东',
  '大利',
  '桂花',
  '永平',
  '春梅',
  '德明',
  '文斌',
  '素珍',
];
const ALL_SURNAMES = [...SURNAMES];

/** The i-th of 300 names, then the same names told apart by a remark, as a roll with namesakes would. */
export function simulatedPerson(i: number): Person {
  const surname = ALL_SURNAMES[i % ALL_SURNAMES.length] as string;
  const given = GIVEN[Math.floor(i / ALL_SURNAMES.length) % GIVEN.length] as string;
  const round = Math.floor(i / (ALL_SURNAMES.length * GIVEN.length));
  return { name: surname + given, remark: round === 0 ? '' : `第${round + 1}位` };
}
