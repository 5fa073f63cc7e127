import { expect, test } from 'vitest';
import { markColumns } from './mark-columns.ts';

const row = { approve: 4, disapprove: 1, abstain: 0 };

test('a row of a count on paper adds up, and one of kiosks has no column more', () => {
  const [read, unread] = [
    { ...row, approve: 5, unreadable: 0 },
    { ...row, unreadable: 1 },
  ];
  const onPaper = markColumns({ counts: { 甲: read, 乙: unread } });
  expect(onPaper.map(({ title }) => title.zh)).toEqual(['赞成', '不赞成', '弃权', '该项无效']);
  for (const one of [read, unread]) expect(onPaper.reduce((sum, { of }) => sum + of(one), 0)).toBe(6);
  expect(markColumns({ counts: { 甲: row } }).map(({ title }) => title.zh)).toEqual(['赞成', '不赞成', '弃权']);
});
