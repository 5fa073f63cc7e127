import { describe, expect, test } from 'vitest';
import type { ElectedOfRecord } from './elected-of-record.ts';
import { summaryRow } from './village-summary.ts';

const ORGANIZATION = '中共石湾村支部';
const person = (sex: 'male' | 'female', birth: string) => ({ sex, birth, education: '大专', villageHead: false });
const PEOPLE = new Map([
  ['石青山', person('male', '1970-01')],
  ['石小兰', person('female', '1995-06')],
]);

/** Posts with those elected to them. */
const structureOf = (elected: Readonly<Record<string, readonly string[]>>) => {
  const held: ElectedOfRecord = {
    organization: ORGANIZATION,
    meeting: 'm',
    date: '2026-11-28',
    contests: Object.entries(elected).map(([post, names]) => ({ post, round: 1, elected: names })),
    isComplete: true,
    turnout: null,
  };
  const row = { organization: ORGANIZATION, kind: 'village', stage: { zh: '已选举' } } as Parameters<
    typeof summaryRow
  >[0];
  return summaryRow(row, [held], (name) => PEOPLE.get(name)).structure;
};

describe('结构 in the summary across villages (rules §1.2, §4.2)', () => {
  test('a branch without a committee has no structure to lack', () => {
    expect(structureOf({ 书记: ['石青山'] })).toBeNull();
    expect(structureOf({ 书记: ['石青山'], 副书记: ['石小兰'] })).toBeNull();
    expect(structureOf({ 委员: [], 书记: ['石青山'] })).toBeNull();
  });

  test('a committee is measured with its secretary', () => {
    expect(structureOf({ 委员: ['石青山'] })).toBe(false);
    expect(structureOf({ 委员: ['石青山', '石小兰'] })).toBe(true);
    expect(structureOf({ 委员: ['石青山'], 副书记: ['石小兰'] })).toBe(true);
  });
});
