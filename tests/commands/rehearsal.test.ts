import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardCodeOf, lookUp } from '../../kiosk/screens/verifier/look-up.ts';
import { parseReceipt } from '../../printables/qr/receipt.ts';
import { differences } from '../../server/rehearsal/sample-ballots.ts';
import { label } from '../../tally/record/person.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'changpiao-rehearsal-test-'));
let run: { readonly status: number | null; readonly output: string };

/** The command as a person runs it: a server of its own, both meetings, files in a folder. */
beforeAll(async () => {
  run = await new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/rehearsal.ts', '--out', out], {
      cwd: root,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data));
    child.once('close', (status) => resolve({ status, output }));
  });
}, 900_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Of a contest in result.json: what counts and outcome in the record must give. */
const COMPARED = [
  ...['post', 'counts', 'writeIns', 'election', 'elected'],
  ...['tie', 'unfilled', 'baseSensitive', 'smallestWinning'],
];
interface SecondResult {
  readonly round: number;
  readonly counts: readonly (readonly number[])[];
  readonly outcome: readonly object[];
}

const json = (part: string) => JSON.parse(readFileSync(join(out, part, 'result.json'), 'utf8'));

test('the rehearsal holds both meetings over HTTP and reproduces the sample completely', () => {
  expect(run.status, run.output).toBe(0);
  const committee = json('committee');
  expect(committee.elected).toEqual(['王建国', '田大利', '李㛃', '陈䶮', '林海燕']);
  expect(committee.writeIns).toEqual({ 谭建国: 4, 杨志强: 1, 付卫东: 1 });
  expect(committee).toMatchObject({ recovered: 67, returnedUnused: 1, issued: 68, cardsPrinted: 80 });
  expect(json('plenary').elected).toEqual({ 书记: '王建国', 副书记: '李㛃' });
});

/** What the second verifier recomputed of a round, in the words of result.json: names for places, votes not given as abstentions. */
function inWordsOfResult(part: string, { round: number, counts, outcome }: SecondResult) {
  const record = readRecord(new Uint8Array(readFileSync(join(out, part, 'record.jsonl'))));
  const round = entriesOf(record, 'round').find(({ entry }) => entry.round === number);
  const casts = json(part).recovered;
  return round?.entry.contests.map((contest, c) => {
    if (contest.kind !== 'election') throw new Error(contest.kind);
    const [row, decided] = [counts[c] ?? [], outcome[c]];
    const [voted, written] = [row.slice(0, 2 * contest.candidates.length), row.slice(2 * contest.candidates.length)];
    return {
      post: contest.post,
      counts: Object.fromEntries(
        contest.candidates.map((person, i) => {
          const [approve = Number.NaN, disapprove = Number.NaN] = voted.slice(2 * i, 2 * i + 2);
          return [label(person), { approve, disapprove, abstain: casts - approve - disapprove }];
        }),
      ),
      writeIns: Object.fromEntries(
        contest.writeIns.flatMap((person, i) => (written[i] === 0 ? [] : [[label(person), written[i]]])),
      ),
      ...decided,
    };
  });
}

test('the second verifier, in another language, accepts both records, carries out every check and has the same counts and outcome (specification §10)', () => {
  for (const part of ['committee', 'plenary']) {
    const files = [join(out, part, 'record.jsonl'), '--keys', join(out, part, 'trusted-keys.json'), '--json'];
    const { status, stdout } = spawnSync('python3', ['tests/second-verifier/verify.py', ...files], {
      cwd: root,
      encoding: 'utf8',
    });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ ok: true, trustedKeys: true, findings: [] });
    expect(report.checks).toHaveLength(13);
    expect(status).toBe(0);
    const { round, contests, expected, present } = json(part);
    expect(report.result.round).toBe(round);
    // Nobody else of that name is on these ballots, so result.json leaves out what tells namesakes of the roll apart.
    const theirs = JSON.parse(JSON.stringify(inWordsOfResult(part, report.result)).replaceAll(/（[^（）]*生）/g, ''));
    const ours = contests.map((contest: Record<string, unknown>) => ({
      ...Object.fromEntries(COMPARED.map((member) => [member, contest[member]])),
      quorate: 5 * present >= 4 * expected,
    }));
    expect(ours).toEqual(theirs);
  }
});

test('it writes record, result, sheet and keys of both meetings, the cards, the attendance list and the answer', () => {
  const names = [
    'record.jsonl',
    'result.json',
    'result.pdf',
    'trusted-keys.json',
    '投票卡.pdf',
    '签到表.pdf',
    '查验单.txt',
    '批复.pdf',
    '归档.zip',
  ];
  for (const part of ['committee', 'plenary']) {
    for (const name of names) {
      const path = join(out, part, name);
      expect(existsSync(path) && statSync(path).size, path).toBeGreaterThan(500);
    }
  }
});

test('one byte changed in the archive of a meeting and the command refuses it, naming the file (rules §4.1 step 30)', () => {
  const folder = join(out, 'plenary');
  const zip = readFileSync(join(folder, '归档.zip'));
  const at = zip.indexOf('"type":"result"');
  zip.writeUInt8(zip.readUInt8(at + 2) ^ 1, at + 2);
  writeFileSync(join(folder, 'changed.zip'), zip);
  const command = ['--import', 'tsx', 'server/commands/verify.ts', join(folder, 'changed.zip')];
  const { status, stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toMatch(/✗ 压缩包在第 \d+ 字节处被改动，位于或紧接文件“record\.jsonl”。/);
  expect(stdout).toMatch(/✗ The zip was changed at byte \d+, in or right after the file "record\.jsonl"\./);
});

test('every receipt of both meetings is 已计入 by the phone page’s own look-up, and shows a card of its own (UX 5.7 P1)', () => {
  for (const [part, ballots] of [
    ['committee', 67],
    ['plenary', 5],
  ] as const) {
    const record = new Uint8Array(readFileSync(join(out, part, 'record.jsonl')));
    const slips = readFileSync(join(out, part, '查验单.txt'), 'utf8')
      .trim()
      .split('\n');
    expect(new Set(slips).size, part).toBe(ballots);
    const codes = slips.map((slip) => {
      const receipt = parseReceipt(slip);
      if (!receipt.ok) throw new Error(slip);
      expect(lookUp(record, receipt.value).state).toBe('counted');
      return cardCodeOf(receipt.value);
    });
    expect(new Set(codes).size).toBe(ballots);
  }
});

test('the record names no member beside a card: no name of the roll stands in a cast or void entry', () => {
  const lines = readFileSync(join(out, 'committee', 'record.jsonl'), 'utf8').split('\n');
  const events = lines.filter((line) => /"type":"(cast|void)"/.test(line));
  expect(events).toHaveLength(80);
  // In the names of members only: among thousands of random letters any word may stand by chance.
  for (const line of events) {
    expect(line).not.toMatch(/\p{Script=Han}/u);
    expect(line.match(/"\w+":/g)?.join() ?? '').not.toMatch(/time|kiosk|date/);
  }
});

test('any difference from the expected counts would be named: a number, a name too many, a name missing', () => {
  const expected = { counts: { 甲: { approve: 3 } }, writeIns: { 乙: 1 } };
  expect(differences(expected, { counts: { 甲: { approve: 3 } }, writeIns: { 乙: 1 }, more: 1 })).toEqual([]);
  expect(differences(expected, { counts: { 甲: { approve: 4 } }, writeIns: { 乙: 1 } })).toEqual([
    '/counts/甲/approve: 3 ≠ 4',
  ]);
  expect(differences(expected, { counts: { 甲: { approve: 3 } }, writeIns: { 乙: 1, 丙: 1 } })).toHaveLength(1);
  expect(differences(expected, { counts: { 甲: { approve: 3 } }, writeIns: {} })).toHaveLength(1);
});
