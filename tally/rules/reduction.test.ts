import { expect, test } from 'vitest';
import { afterReduction } from './reduction.ts';

const said = (code: string, en = 'x') => ({ code, clause: '第三十条', zh: code, en });

test('a vote that gave up the open seats stands for what could have followed, with its clause; nothing else is changed (rules §1.11)', () => {
  const notices = [said('exactly-half'), said('shortfall', '2 elected for 3 seats: a further election. [art. 30]')];
  expect(afterReduction(notices, { seats: 3, elected: 2, unfilled: 1 })).toEqual([
    notices[0],
    {
      ...notices[1],
      zh: '当选 2 名，少于应选 3 名，缺额 1 名：已经表决同意减少名额 1 名，不再另行选举。',
      en: '2 elected for 3 seats, 1 missing: the voters agreed to give up this seat; there is no further election. [art. 30]',
    },
  ]);
  const [two] = afterReduction([said('shortfall')], { seats: 5, elected: 3, unfilled: 2 });
  expect(two?.en).toBe(
    '3 elected for 5 seats, 2 missing: the voters agreed to give up these seats; there is no further election.',
  );
});
