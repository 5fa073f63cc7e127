import { expect, test } from 'vitest';
import { appraisedLists } from './appraised-lists.ts';

const table = (title: string, dimension: string, subjects = ['高玉龙', '王秀英'], grades = ['优秀', '称职']) => ({
  ...{ title, dimension, subjects, grades },
  subjectHeading: '姓名',
});
const asked = (...tables: readonly ReturnType<typeof table>[]) =>
  appraisedLists(tables).map(({ title, asked: words }) => `${title}${words}`);

test('the dimensions of one list are named together, its persons once (rules §4.4)', () => {
  const lists = appraisedLists([table('班子', ''), table('村干部', '德'), table('村干部', '能')]);
  expect(lists.map(({ title, asked: words, subjects }) => [title, words, subjects.length])).toEqual([
    ['班子', '', 2],
    ['村干部', '（德、能分项测评）', 2],
  ]);
  expect(asked(table('村干部', '德能勤绩廉'))).toEqual(['村干部（德能勤绩廉）']);
});

test('other titles, persons or grades are another list, and so is one without dimensions', () => {
  const own = table('村干部', '德');
  expect(asked(own, table('班子成员', '能'))).toHaveLength(2);
  expect(asked(own, table('村干部', '能', ['高玉龙']))).toHaveLength(2);
  expect(asked(own, table('村干部', '能', own.subjects, ['好', '差']))).toHaveLength(2);
  expect(asked(own, table('村干部', ''))).toHaveLength(2);
  expect(asked(table('村干部', ''), table('村干部', ''))).toHaveLength(2);
});
