/** The sample assembly through the rules: its roll, its order of candidates and its outcome, as its files expect. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pinyinInitials } from '../tally/meeting/pinyin.ts';
import { countRoll } from '../tally/meeting/roll.ts';
import { readRosterFile } from '../tally/meeting/roster.ts';
import { splitRosterText } from '../tally/meeting/roster-table.ts';
import { orderByStrokes, surnameButtons } from '../tally/meeting/stroke-order.ts';
import { surnameOf } from '../tally/meeting/surname.ts';
import { outcome } from '../tally/rules/outcome.ts';
import { parseOutcomeInput } from '../tally/rules/outcome-input.ts';
import { quorumMinimum } from '../tally/rules/quorum.ts';
import { ruleSettings } from '../tally/rules/settings.ts';

const folder = new URL('../server/sample/qingxi/', import.meta.url);
const bytes = (name: string): Uint8Array => readFileSync(new URL(name, folder));
const rules = ruleSettings({ majorityBase: 'expected' });
const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'));

function roster(name: string) {
  const read = readRosterFile(bytes(name), rules);
  if (!read.ok) throw new Error(read.error.zh);
  return read.value;
}

describe('the sample roll', () => {
  test('is the same from UTF-8 with BOM and from GB18030, rare characters included', () => {
    const utf8 = roster('roster.utf8.csv');
    const gb = roster('roster.gb18030.csv');
    expect([utf8.encoding, gb.encoding]).toEqual(['UTF-8 BOM', 'GB18030']);
    expect(gb.members).toEqual(utf8.members);
    const names = gb.members.map(({ name }) => name);
    for (const rare of ['李㛃', '陈䶮', '刘犇', '何垚', '罗堃', '阿卜杜拉·买买提']) expect(names).toContain(rare);
  });

  test('gives 应到 75 of 84', () => {
    const { members, importable, findings } = roster('roster.utf8.csv');
    const counted = countRoll(members, rules);
    expect(importable).toBe(true);
    expect(counted).toMatchObject({
      members: expected.committee.rollSize,
      probationary: expected.committee.probationary,
      withoutRight: expected.committee.withoutVotingRights,
      excluded: expected.committee.excludedFromExpected,
      expected: expected.committee.expected,
      excludedBy: { E1: 0, E2: 1, E3: 0, E4: 2, E5: 2, E6: 0 },
      warnings: [],
    });
    expect(quorumMinimum(counted.expected, rules)).toBe(expected.committee.quorumMinimum);
    // 84 − 3 − 1 entitled, less the seven candidates: the write-in list of 73.
    expect(counted.entitled - 7).toBe(73);
    expect(findings.map(({ line, code }) => [line, code])).toEqual([
      [14, 'namesake'],
      [59, 'namesake'],
    ]);
    expect(members.filter(({ name }) => name === '王建国').map(({ remark }) => remark)).toEqual([
      '1974年4月生',
      '1977年6月生',
    ]);
  });

  test('everybody is found by a surname button and has pinyin initials', () => {
    const names = roster('roster.utf8.csv').members.map(({ name }) => name);
    const buttons = surnameButtons(names);
    expect(buttons.flatMap(({ people }) => people).toSorted((a, b) => a - b)).toEqual(names.map((_, i) => i));
    expect(buttons.every(({ strokes }) => strokes !== null)).toBe(true);
    const counts = buttons.map(({ strokes }) => strokes ?? 0);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    for (const name of names) expect(pinyinInitials(name), name).toMatch(/^[a-z]{2,7}$/);
    expect(names.filter((name) => surnameOf(name).length > 1)).toEqual(['欧阳志远']);
  });
});

test('the sample candidates stand in the order of their file, though 㛃 and 䶮 have no stroke data', () => {
  const rows = splitRosterText(new TextDecoder().decode(bytes('candidates.csv')));
  if (!rows.ok) throw new Error(rows.error.code);
  const committee = rows.value.filter(({ cells }) => cells[0] === '委员').map(({ cells }) => String(cells[2]));
  expect(committee).toHaveLength(7);
  const order = orderByStrokes(committee.toReversed());
  expect(order.positions?.map(({ name }) => name)).toEqual(committee);
  expect(order.withoutData.toSorted()).toEqual(['㛃', '䶮']);
});

describe('the sample outcome', () => {
  test.each(['expected', 'present'] as const)('committee by %s', (majorityBase) => {
    const { present, issued, recovered, valid, seats, counts, writeIns } = expected.committee;
    const input = parseOutcomeInput({
      ruleSet: '2020',
      majorityBase,
      expected: expected.committee.expected,
      present,
      issued,
      voters: recovered,
      recovered,
      valid,
      seats,
      candidates: Object.keys(counts),
      counts,
      writeIns,
    });
    const judged = input.ok ? outcome(input.value) : input;
    expect(judged.ok && judged.value).toMatchObject({
      quorate: true,
      election: 'valid',
      elected: expected.committee[majorityBase === 'expected' ? 'electedIfBaseIsExpected' : 'electedIfBaseIsPresent'],
      tie: null,
      unfilled: 0,
      baseSensitive: false,
      smallestWinning: majorityBase === 'expected' ? 38 : 35,
    });
  });
});
