/**
 * The archive of a meeting of two rounds, the first on kiosks and the second on paper (rules §4.1 step 30, §6.2): each round's papers are
 * those that the organizer's page offered while it was the running one. Over HTTP with a real server, to `npm run verify`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ArchivedFile, readArchiveZip } from '../../server/archive/archive-zip.ts';
import * as organizer from '../../server/contract/organizer.ts';
import * as papers from '../../server/contract/papers.ts';
import { enterHall, type Hall, runRound } from '../../server/rehearsal/meeting-run.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { runPaperRound, seatTellers } from '../../server/rehearsal/paper-run.ts';
import { type MeetingRun, pairKiosk } from '../../server/rehearsal/stages.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { type FormsServer, startFormsServer } from '../forms/hall-of-forms.ts';
import { wholeText } from '../prints/tools.ts';
import { ballotsOf, prepareAssembly } from './small-village.ts';

const execute = promisify(execFile);
const approving = (count: number, ...names: readonly string[]) => ({
  count,
  wishes: { 委员: { marks: Object.fromEntries(names.map((name) => [name, 'approve' as const])) } },
});
const PRE_ELECTION = (contests: readonly Contest[]) =>
  ballotsOf(contests, [approving(9, '丁建平', '王秀英', '刘大山'), approving(4, '丁建平', '赵小梅')]);
const FORMAL = (contests: readonly Contest[]) =>
  ballotsOf(contests, [approving(12, '丁建平', '王秀英', '刘大山')]).map((marks) =>
    contests.map((contest, at) => onPaper(contest, marks[at] as (typeof marks)[number])),
  );

let server: FormsServer;
let run: MeetingRun;
let hall: Hall;
let folder: string;
let archived: ReadonlyMap<string, Uint8Array>;
let zip: Uint8Array;
/** By the path that it must have in the archive. */
const offered = new Map<string, Uint8Array>();

const params = () => ({ meeting: run.meeting });
async function take(round: number, kind: string, format: 'pdf' | 'docx' = 'pdf'): Promise<void> {
  const route = format === 'pdf' ? papers.paperPdf : papers.paperDocx;
  const bytes = await run.organizer.call(route, { params: { ...params(), paper: kind } });
  offered.set(`rounds/${round}/${kind}.${format}`, bytes);
}
async function takeAll(round: number): Promise<void> {
  await take(round, 'paper-ballots');
  await take(round, 'attendance-report');
  await take(round, 'chair-script');
  await take(round, 'chair-script', 'docx');
}
const words = (path: string): string => wholeText(archived.get(path) ?? new Uint8Array()).replace(/\s/g, '');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-archive-'));
  server = await startFormsServer();
  const rules = { secretaryMode: 'indirect' } as const;
  run = server.run(await prepareAssembly(server.roles.organizer, { preliminary: true, rules }));
  hall = await enterHall(run);
  const beforeOpening = async () => {
    await take(1, 'empty-box');
    await take(1, 'empty-box', 'docx');
  };
  const first = await runRound(run, hall, { round: '1', present: 13, ballots: PRE_ELECTION, beforeOpening });
  offered.set('rounds/1/cards.pdf', first.files.cardReportsPdf);
  await takeAll(1);
  // A kiosk that came later is none on which the scrutineers saw the empty box.
  await pairKiosk(run, '投票机三');
  await run.organizer.call(organizer.deriveMeeting, { params: params(), body: { kind: 'formal' } });
  const { devices } = hall;
  const paper = { devices, tellers: await seatTellers(run) };
  const second = await runPaperRound(run, paper, { round: '2', present: 12, spare: 3, papers: FORMAL });
  offered.set('rounds/2/ballots.pdf', second.reportsPdf);
  await takeAll(2);
  zip = await run.organizer.call(papers.archiveFile, { params: params() });
  const read = readArchiveZip(zip);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  archived = new Map(read.value.map(({ path, bytes }: ArchivedFile) => [path, bytes]));
}, 600_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.sequential('an archive of two rounds', () => {
  test('has the papers of each in its own folder, and none of them for the last round only', () => {
    const ofRounds = [...archived.keys()].filter((path) => path.startsWith('rounds/')).toSorted();
    const sheets = [1, 2].flatMap((round) => [`rounds/${round}/result.pdf`, `rounds/${round}/result.json`]);
    expect(ofRounds).toEqual([...offered.keys(), ...sheets].toSorted());
    const elsewhere = [...archived.keys()].filter((path) => !path.startsWith('rounds/'));
    expect(elsewhere.filter((path) => /选票|主持词|验箱单|出席情况/u.test(path))).toEqual([]);
    expect(elsewhere).toContain('papers/签到表.pdf');
  });

  test('lists the candidates of each round, in the index too', () => {
    const listed = [...archived.keys()].filter((path) => path.includes('候选人名单')).toSorted();
    const own = [1, 2].flatMap((round) => ['csv', 'xlsx'].map((format) => `lists/候选人名单-第${round}轮.${format}`));
    expect(listed).toEqual(own.toSorted());
    const csv = (round: number) => new TextDecoder().decode(archived.get(`lists/候选人名单-第${round}轮.csv`));
    expect(csv(1)).toContain('赵小梅');
    expect(csv(2)).not.toContain('赵小梅');
    expect(csv(2)).toContain('丁建平');
    expect(words('归档目录.pdf')).toContain('第1轮候选人名单（CSV）');
  });

  test('each is, byte by byte, what the page offered in that round', () => {
    for (const [path, bytes] of offered) {
      const own = archived.get(path);
      const isSame = own !== undefined && Buffer.from(own).equals(Buffer.from(bytes));
      expect(isSame, path).toBe(true);
    }
  });

  test('the first says its own ballot and numbers, and the kiosks on which its box was examined', () => {
    expect(words('rounds/1/paper-ballots.pdf')).toContain('候选人预选');
    expect(words('rounds/2/paper-ballots.pdf')).toContain('正式选举');
    expect(words('rounds/1/chair-script.pdf')).toMatch(/实到13名.*制作投票卡16张/u);
    expect(words('rounds/2/chair-script.pdf')).toMatch(/第2轮投票.*印制选票15张/u);
    expect(words('rounds/1/empty-box.pdf')).toMatch(/已投选票0张，抽查0张，票箱为空.*投票机一.*投票机二/u);
    expect(words('rounds/1/empty-box.pdf')).not.toContain('投票机三');
    expect(words('rounds/1/cards.pdf')).toContain('发票情况报告单');
    expect(words('rounds/2/ballots.pdf')).toMatch(/印制（张）实发（张）剩余（张）.*15123/u);
    expect(words('归档目录.pdf')).toMatch(/第1轮验箱单.*第2轮主持词/u);
  });

  test('is what npm run verify accepts', async () => {
    const file = join(folder, 'archive.zip');
    writeFileSync(file, zip);
    const { stdout } = await execute(
      process.execPath,
      ['--import', 'tsx', 'server/commands/verify.ts', file, '--workers', '1'],
      { cwd: join(import.meta.dirname, '..', '..') },
    );
    expect(stdout).toContain('全部通过');
  }, 600_000);
});
