/** `npm run outcome`: what the command prints and how it ends. The rules themselves are tested beside them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'changpiao-outcome-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function outcomeOf(content: string | null) {
  const file = join(folder, 'case.json');
  if (content === null) rmSync(file, { force: true });
  else writeFileSync(file, content);
  const run = spawnSync('npm', ['run', '--silent', 'outcome', '--', file], { cwd: root, encoding: 'utf8' });
  return { status: run.status, printed: JSON.parse(run.stdout), said: run.stderr };
}

const row = (approve: number, disapprove: number, abstain: number) => ({ approve, disapprove, abstain });
/** W1 of the handbook. */
const W1 = {
  ruleSet: '2020',
  majorityBase: 'expected',
  expected: 57,
  present: 52,
  issued: 52,
  voters: 52,
  recovered: 52,
  valid: 50,
  seats: 5,
  candidates: ['王', '李', '张', '陈', '周', '黄'],
  counts: {
    王: row(49, 0, 1),
    李: row(47, 2, 1),
    张: row(44, 4, 2),
    陈: row(28, 17, 5),
    周: row(26, 20, 4),
    黄: row(29, 15, 6),
  },
  writeIns: { 赵: 2 },
};

describe('npm run outcome', () => {
  test('W1: prints exactly the members of the outcome and ends with 0', () => {
    const { status, printed } = outcomeOf(JSON.stringify(W1));
    expect(status).toBe(0);
    const { notices, ...decided } = printed;
    expect(decided).toEqual({
      quorate: true,
      election: 'valid',
      elected: ['王', '李', '张', '黄'],
      tie: null,
      unfilled: 1,
      baseSensitive: true,
      smallestWinning: 29,
    });
    for (const notice of notices) expect(Object.keys(notice).toSorted()).toEqual(['clause', 'code', 'en', 'zh']);
  });

  test('a file with a byte order mark is read', () => {
    expect(outcomeOf(`\uFEFF${JSON.stringify(W1)}`).status).toBe(0);
  });

  test('impossible numbers are all named, in both languages, and end with 2', () => {
    const { status, printed, said } = outcomeOf(JSON.stringify({ ...W1, present: 58, valid: 51 }));
    expect(status).toBe(2);
    const codes = printed.refused.map(({ code }: { code: string }) => code);
    expect(codes[0]).toBe('present-exceeds-expected');
    expect(codes.filter((code: string) => code === 'row-sum')).toHaveLength(6);
    for (const refusal of printed.refused) {
      expect(Object.keys(refusal).toSorted()).toEqual(['code', 'en', 'zh']);
      expect(said).toContain(refusal.zh);
    }
  });

  test.each([
    ['unknown-rule-set', JSON.stringify({ ...W1, ruleSet: '2035' })],
    ['majority-base-missing', JSON.stringify({ ...W1, majorityBase: undefined })],
    ['not-json', '{"ruleSet": '],
    ['malformed', '[1, 2]'],
    ['unreadable-file', null],
  ])('%s ends with 2', (code, content) => {
    const { status, printed } = outcomeOf(content);
    expect(status).toBe(2);
    expect(printed.refused.map((refusal: { code: string }) => refusal.code)).toEqual([code]);
  });

  test('a member that nobody reads is mentioned, not obeyed', () => {
    const { status, said } = outcomeOf(JSON.stringify({ ...W1, writeins: { 赵: 40 } }));
    expect(status).toBe(0);
    expect(said).toContain('writeins');
  });
});
