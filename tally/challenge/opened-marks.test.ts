import { describe, expect, it } from 'vitest';
import { counterBits } from '../marks/ballot-marks.ts';
import type { Contest } from '../record/contest.ts';
import { counterBitsOf, openedMarks, setCounters } from './opened-marks.ts';

const person = (name: string, remark = '') => ({ name, remark });
const title = { zh: '题', en: 'title' };
const contests: readonly Contest[] = [
  {
    kind: 'election',
    category: 'committee',
    post: '委员',
    title,
    seats: 2,
    candidates: [person('甲'), person('乙'), person('丙', '1974年4月生')],
    writeIns: [person('丁'), person('戊')],
  },
  {
    kind: 'appraisal',
    title,
    subjects: [person('己'), person('庚')],
    grades: [
      { zh: '优秀', en: 'Excellent' },
      { zh: '称职', en: 'Competent' },
    ],
  },
  { kind: 'recommendation', title, nominees: [person('辛'), person('壬')], limit: 1 },
];
const bits = counterBits(contests, [
  {
    kind: 'election',
    rows: [
      { mark: 'approve', writeIn: null },
      { mark: 'disapprove', writeIn: 1 },
      { mark: null, writeIn: null },
    ],
  },
  { kind: 'appraisal', grades: [1, null] },
  { kind: 'recommendation', recommended: [false, true] },
]);

describe('an opened ballot in words (UX V7)', () => {
  it('names every candidate with the mark that is counted, then who was written in', () => {
    const rows = openedMarks(contests, bits).map((one) => one.rows.map(({ person: who, mark }) => [who, mark.zh]));
    expect(rows).toEqual([
      [
        ['甲', '赞成'],
        ['乙', '不赞成'],
        ['丙（1974年4月生）', '弃权'],
        ['戊', '另选'],
      ],
      [
        ['己', '称职'],
        ['庚', '未评'],
      ],
      [
        ['辛', '不推荐'],
        ['壬', '推荐'],
      ],
    ]);
  });

  it('comes back from the places of the counters that are set', () => {
    const places = setCounters(bits);
    expect(places).toEqual([[0, 3, 7], [1], [1]]);
    expect(counterBitsOf(contests, places)).toEqual(bits);
  });

  it('fits the contests or is none: a place too far, a contest too few', () => {
    expect(counterBitsOf(contests, [[8], [], []])).toBeNull();
    expect(counterBitsOf(contests, [[], []])).toBeNull();
    expect(counterBitsOf(contests, [[], [], []])).toEqual(bits.map((list) => list.map(() => 0)));
  });
});
