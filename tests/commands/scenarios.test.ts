/** The worked meetings of the rules, as the command holds them: a real server, every role over HTTP, compared number by number. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ballotsOfTables } from '../../server/rehearsal/ballots-of-table.ts';
import { ballotDifferences, resultDifferences } from '../../server/rehearsal/scenario-differences.ts';
import { SCENARIOS } from '../../server/rehearsal/scenarios/all-scenarios.ts';
import type { ElectionTable, ScenarioRound } from '../../server/rehearsal/scenarios/scenario.ts';
import { shortfall } from '../../server/rehearsal/scenarios/shortfall.ts';
import { villageRoll } from '../../server/rehearsal/village-roll.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'changpiao-scenarios-test-'));
type Run = { readonly status: number | null; readonly output: string };
let run: Run;

function rehearsal(...options: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/rehearsal.ts', ...options], {
      cwd: root,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data));
    child.once('close', (status) => resolve({ status, output }));
  });
}

beforeAll(async () => {
  run = await rehearsal('--scenario', 'all', '--out', out);
}, 1_500_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const folderOf = (name: string, round: number) => join(out, name, `round-${round}`);
const resultOf = (name: string, round: number) =>
  JSON.parse(readFileSync(join(folderOf(name, round), 'result.json'), 'utf8'));
const recordOf = (name: string, round: number) =>
  readRecord(new Uint8Array(readFileSync(join(folderOf(name, round), 'record.jsonl'))));

test('all six meetings are held, equal what the rules say, and their records, sheets and archives verify', () => {
  expect(run.status, run.output).toBe(0);
  for (const { name } of SCENARIOS) {
    expect(run.output).toContain(`${name}: equals the expected result completely`);
    expect(run.output).toContain(`${name}: record, sheet and archive verify`);
  }
});

test('W1: 应到 elects four, 实到 would elect five, one of them with 28 of 57, and exactly half of 52 elects nobody', () => {
  const [contest] = resultOf('shortfall', 1).contests;
  expect(contest.counts.陈玉兰).toEqual({ approve: 28, disapprove: 17, abstain: 5 });
  expect(contest.counts.周文斌.approve * 2).toBe(52);
  expect(contest).toMatchObject({ unfilled: 1, baseSensitive: true, writeIns: { 赵立新: 2 } });
  expect(contest.electedIfBaseIsExpected).toEqual(['王建军', '李春梅', '张国强', '黄志远']);
  expect(contest.electedIfBaseIsPresent).toContain('陈玉兰');
  expect(contest.notices.map(({ code }: { readonly code: string }) => code)).toContain('base-sensitive');
  expect(resultOf('shortfall', 2)).toMatchObject({ seats: 1, elected: ['陈玉兰'] });
});

test('W1, W2, W14: the plenary of the new committee elects secretary and deputy, of five and of three members (rules §1.12)', () => {
  const electedIn = (name: string) => {
    const { contests, expected, cardsPrinted } = resultOf(join(name, 'plenary'), 1);
    const elected = contests.map(({ post, elected: names }: { readonly post: string; readonly elected: string[] }) => [
      post,
      ...names,
    ]);
    return { expected, cardsPrinted, elected };
  };
  const secretaries = (secretary: string, ...deputies: readonly string[]) => [
    ['书记', secretary],
    ...deputies.map((deputy) => ['副书记', deputy]),
  ];
  expect(electedIn('shortfall')).toEqual({ expected: 5, cardsPrinted: 7, elected: secretaries('王建军', '李春梅') });
  expect(electedIn('tie')).toEqual({ expected: 3, cardsPrinted: 5, elected: secretaries('丁志强') });
  expect(electedIn('write-in')).toEqual({ expected: 3, cardsPrinted: 5, elected: secretaries('王金山', '叶秀英') });
  // Three ballots of three members: the documented exception to five (specification §8.2).
  for (const name of ['tie', 'write-in'])
    expect(entriesOf(recordOf(join(name, 'plenary'), 1), 'round')[0]?.entry.minimumBallots).toBe(3);
  for (const name of ['shortfall', 'tie', 'write-in']) {
    const { entry } = entriesOf(recordOf(join(name, 'plenary'), 1), 'meeting')[0] ?? {};
    const last = SCENARIOS.find((one) => one.name === name)?.rounds.length;
    expect(entry).toMatchObject({ kind: 'plenary', derivedFrom: { round: last } });
  }
});

test('W2: C and D are tied for one seat, and 15 to 13 elects C in a revote of the two', () => {
  expect(resultOf('tie', 1).contests[0].tie).toEqual({ among: ['刘永福', '赵素珍'], seats: 1 });
  const second = resultOf('tie', 2);
  expect(second.elected).toEqual(['刘永福']);
  expect(Object.keys(second.counts)).toEqual(['刘永福', '赵素珍']);
});

test('W14: the person written in is elected with 16 of 30, and the superior’s confirmation stands in the signed record', () => {
  expect(resultOf('write-in', 1)).toMatchObject({ elected: ['王金山', '叶秀英', '邹春燕'], writeIns: { 邹春燕: 16 } });
  const [decision] = entriesOf(recordOf('write-in', 1), 'decision');
  expect(decision?.entry).toMatchObject({ matter: 'eligibility', person: '邹春燕', granted: true });
  expect(run.output).toContain('The superior confirms that 邹春燕 may be elected');
});

test('the secretary is elected on the first ballot and the committee on the second, in one record', () => {
  const rounds = entriesOf(recordOf('secretary-first', 2), 'round');
  expect(rounds.map(({ entry }) => entry.contests.map((one) => (one.kind === 'election' ? one.post : '')))).toEqual([
    ['书记', '副书记'],
    ['委员'],
  ]);
  expect(resultOf('secretary-first', 1).elected).toEqual({ 书记: '王永胜', 副书记: '李桂芬' });
});

test('T67: 30 of 44 forms are 68.18 %, 30 of 43 graded rows are 69.77 %, for three bodies and nine persons', () => {
  const [bodies, persons] = resultOf('appraisal', 1).contests;
  expect([bodies.form.rows.length, persons.form.rows.length]).toEqual([3, 9]);
  const row = persons.form.rows.find(({ label }: { readonly label: string }) => label === '高志明');
  expect([row.byForms[0], row.byRows[0]]).toEqual(['68.18', '69.77']);
  expect(resultOf('appraisal', 1)).toMatchObject({ issued: 46, recovered: 44, returnedUnused: 2, elected: {} });
});

test('a recommendation ranks whom somebody named, by the forms, and elects nobody (rules §4.3)', () => {
  const [committee] = resultOf('recommendation', 1).contests;
  expect(committee.form.rows.map(({ label }: { readonly label: string }) => label)).toEqual([
    ...['丁玉梅', '方志强', '石秀兰', '江海波'],
  ]);
  expect(resultOf('recommendation', 1)).toMatchObject({ issued: 22, recovered: 20, elected: {} });
});

test('the superior’s answer names everybody elected in any round: secretaries approved, the committee filed (rules §1.13)', () => {
  const answerTo = (name: string) =>
    spawnSync('pdftotext', [join(out, name, '批复.pdf'), '-'], { encoding: 'utf8' }).stdout.replace(/\s/g, '');
  const filed = answerTo('shortfall');
  for (const name of ['王建军', '李春梅', '张国强', '黄志远', '陈玉兰'])
    expect(filed).toMatch(new RegExp(`同意备案：[^。]*${name}`));
  expect(filed).not.toContain('周文斌');
  const approved = answerTo('secretary-first');
  expect(approved).toContain(
    '同意选举结果：王永胜同志当选为中共云岭村支部委员会书记，李桂芬同志当选为中共云岭村支部委员会副书记。',
  );
  expect(approved).toMatch(/同意备案：[^。]*张海涛[^。]*委员。/);
  expect(answerTo(join('tie', 'plenary'))).toContain('同意选举结果：丁志强同志当选为中共石桥村支部委员会书记。');
});

test('the second verifier, in another language, accepts the last record of every meeting (specification §10)', () => {
  const last = SCENARIOS.flatMap(({ name, rounds, plenary }) => [
    [name, folderOf(name, rounds.length)] as const,
    ...(plenary === undefined ? [] : [[`${name}/plenary`, folderOf(join(name, 'plenary'), 1)] as const]),
  ]);
  for (const [name, folder] of last) {
    const files = [join(folder, 'record.jsonl'), '--keys', join(folder, 'trusted-keys.json'), '--json'];
    const { status, stdout } = spawnSync('python3', ['tests/second-verifier/verify.py', ...files], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout), name).toMatchObject({ ok: true, findings: [] });
    expect(status).toBe(0);
  }
});

describe('a difference is named', () => {
  const [first] = shortfall.rounds as readonly [ScenarioRound];
  const table = first.contests.委员 as ElectionTable;
  const changed = (contest: Partial<ElectionTable>): ScenarioRound => ({
    ...first,
    contests: { 委员: { ...table, ...contest } },
  });

  test('in a count, in who is elected, in a number of the hall, in a person too many', () => {
    const result = resultOf('shortfall', 1);
    expect(resultDifferences(first, result)).toEqual([]);
    expect(resultDifferences(changed({ rows: { ...table.rows, 陈玉兰: [29, 16, 5] } }), result)).toEqual([
      '/contests/委员/counts/陈玉兰/approve: 29 ≠ 28',
      '/contests/委员/counts/陈玉兰/disapprove: 16 ≠ 17',
    ]);
    expect(resultDifferences(changed({ writeIns: {} }), result)).toEqual([
      '/contests/委员/writeIns/赵立新: not expected, 2',
    ]);
    expect(resultDifferences(changed({ outcome: { ...table.outcome, unfilled: 0 } }), result)).toEqual([
      '/contests/委员/unfilled: 0 ≠ 1',
    ]);
    expect(resultDifferences({ ...first, numbers: { ...first.numbers, present: 51 } }, result)).toEqual([
      '/present: 51 ≠ 52',
    ]);
    expect(resultDifferences({ ...first, contests: {} }, result)).toEqual(['/contests/委员: not expected']);
    expect(resultDifferences(first, { ...result, contests: [] }).length).toBeGreaterThan(10);
  });

  test('in the order of the ballot, its seats and its kind', () => {
    const [round] = entriesOf(recordOf('shortfall', 1), 'round');
    const contests = round?.entry.contests ?? [];
    expect(ballotDifferences(first, contests)).toEqual([]);
    const reversed = Object.fromEntries(Object.entries(table.rows).toReversed());
    expect(ballotDifferences(changed({ rows: reversed }), contests)).toHaveLength(1);
    expect(ballotDifferences(changed({ seats: 4, category: 'revote' }), contests)).toHaveLength(2);
  });

  test('in one share of one person appraised', () => {
    const [round] = SCENARIOS.find(({ name }) => name === 'appraisal')?.rounds ?? [];
    if (round === undefined) throw new Error('there is no appraisal');
    const result = resultOf('appraisal', 1);
    result.contests[1].form.rows[0].byRows[0] = '68.18';
    expect(resultDifferences(round, result)).toEqual(['/contests/村干部/高志明/byRows/0: "69.77" ≠ "68.18"']);
  });

  test('in one vote of one person recommended, and in a person whom nobody recommended', () => {
    const [round] = SCENARIOS.find(({ name }) => name === 'recommendation')?.rounds ?? [];
    if (round === undefined) throw new Error('there is no recommendation');
    const result = resultOf('recommendation', 1);
    const [first] = result.contests[0].form.rows;
    first.votes = 17;
    result.contests[0].form.rows.push({ label: '苏正明', votes: 1 });
    expect(resultDifferences(round, result)).toEqual([
      '/contests/村党支部委员初步人选/丁玉梅/votes: 18 ≠ 17',
      '/contests/村党支部委员初步人选/苏正明: not expected',
    ]);
  });
});

test('a scenario nobody knows is refused with the names there are', async () => {
  const { status, output } = await rehearsal('--scenario', 'landslide', '--out', out);
  expect(status).toBe(2);
  expect(output).toContain('shortfall, tie, write-in, secretary-first, appraisal, recommendation, all');
});

test('ballots that nobody may cast are not made: too many chosen, a row that does not add up, no room to write in', () => {
  const persons = (...names: readonly string[]) => names.map((name) => ({ name, remark: '' }));
  const contest: ElectionContest = {
    kind: 'election',
    category: 'committee',
    post: '委员',
    title: { zh: '委员选举', en: 'Election' },
    seats: 1,
    candidates: persons('甲', '乙'),
    writeIns: persons('丙'),
  };
  const make = (rows: ElectionTable['rows'], writeIns = {}) =>
    ballotsOfTables(
      [contest],
      { 委员: { kind: 'election', category: 'committee', seats: 1, rows, writeIns, outcome: {} } },
      2,
    );
  expect(make({ 甲: [1, 1, 0], 乙: [0, 1, 1] }, { 丙: 1 })).toHaveLength(2);
  expect(() => make({ 甲: [2, 0, 0], 乙: [1, 1, 0] })).toThrow('more persons chosen than seats');
  expect(() => make({ 甲: [1, 0, 0], 乙: [0, 1, 1] })).toThrow('not of 2 ballots');
  expect(() => make({ 甲: [2, 0, 0], 乙: [0, 2, 0] }, { 丙: 1 })).toThrow('no room');
});

test('an invented roll has as many of each kind as asked, the persons named, and no name twice', () => {
  const sizes = { members: 63, probationary: 3, withoutRight: 1, excluded: 2 };
  const rows = villageRoll('柳林', ['王建军', '赵立新'], sizes).split('\r\n').slice(1);
  expect(rows).toHaveLength(63);
  const names = rows.map((row) => row.split(',')[0]);
  expect(new Set(names).size).toBe(63);
  expect(names).toEqual(expect.arrayContaining(['王建军', '赵立新']));
  expect(rows.filter((row) => row.includes('预备党员'))).toHaveLength(3);
  expect(rows.filter((row) => row.includes('留党察看'))).toHaveLength(1);
  expect(rows.filter((row) => row.includes('党员大会通过'))).toHaveLength(2);
  expect(villageRoll('柳林', ['王建军', '赵立新'], sizes).split('\r\n').slice(1)).toEqual(rows);
  expect(() => villageRoll('柳林', ['王建军', '王建军'], sizes)).toThrow('do not fit');
});
