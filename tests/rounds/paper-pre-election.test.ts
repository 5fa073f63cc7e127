/**
 * A pre-election and the formal election after it (rules §1.4), both on paper, over HTTP with a real server: the wall says what they are,
 * the first is not reported alone, and the whole goes into an archive that `npm run verify` accepts.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as organizer from '../../server/contract/organizer.ts';
import * as papers from '../../server/contract/papers.ts';
import { screenState } from '../../server/contract/screen.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { enterPaperHall, type PaperFiles, type PaperHall, runPaperRound } from '../../server/rehearsal/paper-run.ts';
import type { Session } from '../../server/rehearsal/session.ts';
import { type MeetingRun, pairScreen } from '../../server/rehearsal/stages.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { type FormsServer, startFormsServer } from '../forms/hall-of-forms.ts';
import { wholeText } from '../prints/tools.ts';
import { ballotsOf, prepareAssembly } from './small-village.ts';

const execute = promisify(execFile);
const PRESENT = 12;
const CHOSEN = ['丁建平', '王秀英', '刘大山'] as const;

/** Ten approve of the three, two of nobody. */
const PAPERS = (contests: readonly Contest[]) =>
  ballotsOf(contests, [
    { count: 10, wishes: { 委员: { marks: Object.fromEntries(CHOSEN.map((name) => [name, 'approve' as const])) } } },
    { count: 2, wishes: { 委员: { marks: {} } } },
  ]).map((marks) => contests.map((contest, at) => onPaper(contest, marks[at] as (typeof marks)[number])));

let hallServer: FormsServer;
let run: MeetingRun;
let hall: PaperHall;
let screen: Session;
let folder: string;

const params = () => ({ meeting: run.meeting });
const state = () => run.organizer.call(organizer.organizerMeeting, { params: params() });
const hold = (round: string): Promise<PaperFiles> =>
  runPaperRound(run, hall, { round, present: PRESENT, spare: 2, papers: PAPERS });
const report = (round: string) =>
  run.organizer.ask(organizer.reportRound, { params: { ...params(), round }, body: {} });

const preliminaryOf = (json: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(json)).contests[0].preliminary;

/** What hangs in the hall, view by view. */
async function wall(round: string) {
  await run.organizer.call(organizer.announceElected, { params: { ...params(), round }, body: {} });
  const show = async (view: 'result' | 'elected') => {
    await run.organizer.call(organizer.saveScreenView, { params: params(), body: { view, part: 0 } });
    return screen.call(screenState);
  };
  const [{ elected }, { result }] = [await show('elected'), await show('result')];
  return { elected: elected?.[0], result: result?.contests[0] };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-pre-election-'));
  hallServer = await startFormsServer();
  run = hallServer.run(await prepareAssembly(hallServer.roles.organizer, { preliminary: true, writeIns: false }));
  hall = await enterPaperHall(run);
  screen = await pairScreen(run);
}, 300_000);
afterAll(async () => {
  await hallServer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.sequential('a pre-election on paper', () => {
  test('stands on the wall as one, through the server (rules §1.4)', async () => {
    const { resultJson } = await hold('1');
    expect(preliminaryOf(resultJson)).toBe(true);
    const { elected, result } = await wall('1');
    expect(elected).toMatchObject({ post: '委员', preliminary: true });
    expect([...(elected?.names ?? [])].sort()).toEqual([...CHOSEN].sort());
    expect(result).toMatchObject({ preliminary: true });
  }, 300_000);

  test('is not reported alone: it has elected nobody', async () => {
    const refused = await report('1');
    expect(refused).toMatchObject({ ok: false, error: { code: 'nobody-elected-yet' } });
    expect(refused.ok ? '' : refused.error.zh).toContain('预选');
    expect((await state()).phase).toBe('published');
  });

  test('leads to the formal election, which the wall shows as one and which is reported', async () => {
    await run.organizer.call(organizer.deriveMeeting, { params: params(), body: { kind: 'formal' } });
    const { reportsPdf, resultJson } = await hold('2');
    expect(preliminaryOf(resultJson)).toBeUndefined();
    expect(wholeText(reportsPdf)).toContain('发票情况报告单');
    const { elected, result } = await wall('2');
    expect(elected).toMatchObject({ post: '委员', preliminary: false });
    expect(result).toMatchObject({ preliminary: false });
    expect(await report('2')).toMatchObject({ ok: true });
  }, 300_000);

  test('every paper that is called ready is there, and what was counted on paper stands in the report (rules §6.2)', async () => {
    const { papers: listed } = await run.organizer.call(papers.meetingPapers, { params: params() });
    const ready = listed.filter((paper) => paper.ready);
    expect(ready.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['election-report', 'chair-script', 'results']),
    );
    const calls = { pdf: papers.paperPdf, docx: papers.paperDocx, xlsx: papers.paperXlsx, csv: papers.paperCsv };
    const made = new Map<string, Uint8Array>();
    for (const { kind, files } of ready)
      for (const { format } of files)
        made.set(
          `${kind}.${format}`,
          await run.organizer.call(calls[format], { params: { ...params(), paper: kind } }),
        );
    const words = wholeText(made.get('election-report.pdf') ?? new Uint8Array()).replace(/\s/g, '');
    expect(words).toContain('关于中共小河村支部委员会委员选举结果的报告');
    expect(words).toContain('应到会有选举权的党员14名，实到12名');
    expect(words).toMatch(
      /预选应选3名.*超过14名的半数（至少8票）始得列为.*委员应选3名.*超过14名的半数（至少8票）始得当选/,
    );
    for (const name of CHOSEN) expect(words).toContain(name);
    // Men born in 1970: what the roll says of them stands in the report (T73).
    expect(words).toMatch(/需要说明的情况.*没有女性成员.*没有35周岁以下的成员/);
  }, 300_000);

  test('is archived with sheets and reports of both rounds, which npm run verify accepts', async () => {
    const zip = await run.organizer.call(papers.archiveFile, { params: params() });
    const names = new TextDecoder('latin1').decode(zip);
    for (const round of ['1', '2'])
      for (const file of ['ballots.pdf', 'result.pdf', 'result.json'])
        expect(names).toContain(`rounds/${round}/${file}`);
    // Names of files are UTF-8 in a zip.
    const utf8 = new TextDecoder().decode(zip);
    for (const path of ['papers/工作台账.pdf', 'lists/工作台账.xlsx', 'papers/会议通知.pdf'])
      expect(utf8).toContain(path);
    const file = join(folder, 'archive.zip');
    writeFileSync(file, zip);
    // Any other status than 0 is an error.
    const { stdout } = await execute(
      process.execPath,
      ['--import', 'tsx', 'server/commands/verify.ts', file, '--workers', '1'],
      { cwd: join(import.meta.dirname, '..', '..') },
    );
    expect(stdout).toContain('全部通过');
  }, 600_000);
});
