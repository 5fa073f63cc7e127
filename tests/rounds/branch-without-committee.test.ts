/**
 * A branch of four without a committee (rules §1.2, §1.12) elects its secretary directly, on paper, over HTTP with a real server: too few
 * for kiosks, enough for a box that is opened before everybody. Its papers speak of no committee, and its archive verifies.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as organizer from '../../server/contract/organizer.ts';
import * as papers from '../../server/contract/papers.ts';
import { answerReport } from '../../server/rehearsal/officials.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { enterPaperHall, type PaperHall, runPaperRound } from '../../server/rehearsal/paper-run.ts';
import { prepareScenario } from '../../server/rehearsal/prepare-scenario.ts';
import type { Scenario } from '../../server/rehearsal/scenarios/scenario.ts';
import { holdCeremony, type MeetingRun } from '../../server/rehearsal/stages.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { type FormsServer, startFormsServer } from '../forms/hall-of-forms.ts';
import { wholeText } from '../prints/tools.ts';
import { ballotsOf } from './small-village.ts';

const execute = promisify(execFile);
const SECRETARY = '石青山';
const OTHERS = ['石长河', '钱桂英', '邱大勇'] as const;
const MEMBERS = 1 + OTHERS.length;

const BRANCH: Omit<Scenario, 'rounds' | 'answer'> = {
  name: 'branch',
  kind: 'assembly',
  draft: {
    title: '中共石湾村支部换届选举党员大会',
    organization: '中共石湾村支部',
    superior: '中共河口镇委员会',
    date: '2026-11-29',
    place: '石湾村会议室',
    chair: OTHERS[0],
    approval: '河委〔2026〕22号',
    spareCards: 1,
    writeIns: true,
    onPaper: true,
  },
  rules: { majorityBase: 'expected', secretaryMode: 'direct-after' },
  roll: { members: MEMBERS, probationary: 0, withoutRight: 0, excluded: 0 },
  members: [],
  posts: [{ post: '书记', seats: 1, candidates: [SECRETARY] }],
  scrutineers: OTHERS,
  tellers: [],
};

/** Three of four are more than half; one refuses. */
const PAPERS = (contests: readonly Contest[]) =>
  ballotsOf(contests, [
    { count: 3, wishes: { 书记: { marks: { [SECRETARY]: 'approve' } } } },
    { count: 1, wishes: { 书记: { marks: { [SECRETARY]: 'disapprove' } } } },
  ]).map((marks) => contests.map((contest, at) => onPaper(contest, marks[at] as (typeof marks)[number])));

let hallServer: FormsServer;
let run: MeetingRun;
let hall: PaperHall;
let folder: string;

const params = () => ({ meeting: run.meeting });
const state = () => run.organizer.call(organizer.organizerMeeting, { params: params() });
const saidBy = async (paper: string): Promise<string> =>
  wholeText(await run.organizer.call(papers.paperPdf, { params: { ...params(), paper } })).replace(/\s/g, '');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-branch-'));
  hallServer = await startFormsServer();
  run = hallServer.run(await prepareScenario(hallServer.roles.organizer, { ...BRANCH, rounds: [], answer: ANSWER }));
}, 300_000);
afterAll(async () => {
  await hallServer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ANSWER = { decision: 'approve', number: '河委〔2026〕26号', signatory: '邓海峰' } as const;

describe.sequential('a branch without a committee', () => {
  test('is not sealed to elect its secretary indirectly, nor for kiosks that four are too few for', async () => {
    const { draft } = await state();
    const refusalOf = async (change: Partial<organizer.Draft>) => {
      await run.organizer.call(organizer.saveDraft, { params: params(), body: { ...draft, ...change } });
      const refused = await run.organizer.ask(organizer.sealMeeting, { params: params(), body: {} });
      return JSON.stringify(refused.ok ? null : refused.error);
    };
    const indirect = { ...draft.rules, secretaryMode: 'indirect' } as const;
    expect(await refusalOf({ rules: indirect })).toContain('没有委员会全体会议来选举书记');
    expect(await refusalOf({ onPaper: false })).toContain('少于最少开票张数 5');
    await run.organizer.call(organizer.saveDraft, { params: params(), body: draft });
    const stops = (await state()).problems.filter(({ severity }) => severity === 'stop');
    expect(stops.map(({ code }) => code)).toEqual(['scrutineers-not-enrolled']);
  });

  test('is sealed for paper, and even with its keys no round on kiosks is proposed (specification §8.2)', async () => {
    hall = await enterPaperHall(run);
    await holdCeremony(hall.devices);
    expect((await state()).phase).toBe('cards');
    const refused = await run.organizer.ask(organizer.sealRound, { params: { ...params(), round: '1' }, body: {} });
    expect(refused).toMatchObject({ ok: false, error: { code: 'draft-incomplete' } });
    expect(JSON.stringify(refused.ok ? null : refused.error)).toContain('少于最少开票张数 5');
  }, 300_000);

  test('elects its secretary by three of four', async () => {
    const { resultJson } = await runPaperRound(run, hall, { round: '1', present: MEMBERS, spare: 1, papers: PAPERS });
    const result = JSON.parse(new TextDecoder().decode(resultJson));
    expect(result).toMatchObject({ medium: 'paper', expected: MEMBERS, present: MEMBERS, recovered: MEMBERS });
    expect(result.contests[0]).toMatchObject({
      post: '书记',
      elected: [SECRETARY],
      smallestWinning: 3,
      counts: { [SECRETARY]: { approve: 3, disapprove: 1, abstain: 0 } },
    });
    // Nothing follows: there is no plenary and no committee to elect.
    expect((await state()).following).toEqual([]);
  }, 300_000);

  test('its papers speak of the branch and of no committee (rules §6.2)', async () => {
    const { papers: listed } = await run.organizer.call(papers.meetingPapers, { params: params() });
    const ready = listed.filter((paper) => paper.ready && paper.files.some(({ format }) => format === 'pdf'));
    expect(ready.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['assembly-request', 'election-method', 'chair-script', 'election-report']),
    );
    for (const kind of [
      'assembly-request',
      'candidates-request',
      'election-method',
      'chair-script',
      'election-report',
    ]) {
      const words = (await saidBy(kind)).replace(/中共河口镇委员会|不设委员会|—\d+—/g, '');
      expect(words, kind).toContain('石湾村支部');
      expect(words, kind).not.toMatch(/委员|我委|间接选举/);
    }
    expect(await saidBy('election-method')).toContain('选出的书记、副书记报上级党组织批准。');
  }, 300_000);

  test('is answered, and archived so that npm run verify accepts it', async () => {
    const answer = { ...ANSWER, reason: '' };
    const replied = await answerReport(hallServer.roles, { meeting: run.meeting, round: '1', answer });
    const words = wholeText(replied).replace(/\s/g, '');
    expect(words).toContain('你支部2026年11月29日《关于中共石湾村支部书记选举结果的报告》');
    expect(words.replace(/中共河口镇委员会/g, '')).not.toMatch(/委员|你委/);
    const file = join(folder, 'archive.zip');
    writeFileSync(file, await run.organizer.call(papers.archiveFile, { params: params() }));
    // Any other status than 0 is an error.
    const { stdout } = await execute(
      process.execPath,
      ['--import', 'tsx', 'server/commands/verify.ts', file, '--workers', '1'],
      { cwd: join(import.meta.dirname, '..', '..') },
    );
    expect(stdout).toContain('全部通过');
  }, 300_000);
});
