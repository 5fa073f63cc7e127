/**
 * A pre-election on kiosks, the formal election that fills two of three seats, and the assembly that gives up the third (rules §1.4, §1.11):
 * over HTTP with a real server, to the answer and an archive that `npm run verify` accepts.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as organizer from '../../server/contract/organizer.ts';
import * as papers from '../../server/contract/papers.ts';
import { recordFile } from '../../server/contract/public.ts';
import { enterHall, type Hall, type PublishedRound, runRound } from '../../server/rehearsal/meeting-run.ts';
import { answerReport } from '../../server/rehearsal/officials.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { type MeetingRun, signAll } from '../../server/rehearsal/stages.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { type FormsServer, random, startFormsServer } from '../forms/hall-of-forms.ts';
import { wholeText } from '../prints/tools.ts';
import { ballotsOf, prepareAssembly } from './small-village.ts';

const execute = promisify(execFile);
const PRESENT = 13;
const ANSWER = { decision: 'file', number: '大委〔2026〕31号', signatory: '李书记', reason: '' } as const;

const approving = (count: number, ...names: readonly string[]) => ({
  count,
  wishes: { 委员: { marks: Object.fromEntries(names.map((name) => [name, 'approve' as const])) } },
});
/** 丁建平 13, 王秀英 11, 刘大山 9 of fourteen expected; 赵小梅 has 5 and becomes no candidate. */
const PRE_ELECTION = (contests: readonly Contest[]) =>
  ballotsOf(contests, [
    approving(7, '丁建平', '王秀英', '刘大山'),
    approving(4, '丁建平', '王秀英', '赵小梅'),
    approving(2, '丁建平', '刘大山'),
  ]).slice(0, PRESENT);
/** 刘大山 has seven of fourteen: exactly half is not elected. */
const FORMAL = (contests: readonly Contest[]) =>
  ballotsOf(contests, [approving(7, '丁建平', '王秀英', '刘大山'), approving(6, '丁建平', '王秀英')]);

let server: FormsServer;
let run: MeetingRun;
let hall: Hall;
let folder: string;
let formal: PublishedRound;

const params = () => ({ meeting: run.meeting });
const state = () => run.organizer.call(organizer.organizerMeeting, { params: params() });
const derive = (kind: organizer.DerivationKind) =>
  run.organizer.ask(organizer.deriveMeeting, { params: params(), body: { kind } });
const resultOf = (round: PublishedRound) => JSON.parse(new TextDecoder().decode(round.files.resultJson)).contests[0];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-kiosk-pre-election-'));
  server = await startFormsServer();
  const rules = { secretaryMode: 'indirect', shortfall: 'ask' } as const;
  run = server.run(await prepareAssembly(server.roles.organizer, { preliminary: true, rules }));
  hall = await enterHall(run);
}, 300_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.sequential('a pre-election on kiosks', () => {
  test('names the official candidates, elects nobody and is not reported (rules §1.4)', async () => {
    const published = await runRound(run, hall, { round: '1', present: PRESENT, ballots: PRE_ELECTION });
    expect(resultOf(published)).toMatchObject({ preliminary: true, elected: ['丁建平', '王秀英', '刘大山'] });
    const now = await state();
    expect(now.following.map(({ kind, contests }) => [kind, contests])).toEqual([
      ['formal', [{ post: '委员', category: 'formal', seats: 3, candidates: ['丁建平', '王秀英', '刘大山'] }]],
    ]);
    const report = { params: { ...params(), round: '1' }, body: {} };
    expect(await run.organizer.ask(organizer.reportRound, report)).toMatchObject({
      error: { code: 'nobody-elected-yet' },
    });
    expect(await derive('further-election')).toMatchObject({ error: { code: 'cannot-derive' } });
  }, 300_000);

  test('is followed by the formal election of those alone, whom nobody types again', async () => {
    expect(await derive('formal')).toMatchObject({ ok: true });
    expect((await state()).preview).toMatchObject([
      { category: 'formal', seats: 3, candidates: [{ name: '丁建平' }, { name: '王秀英' }, { name: '刘大山' }] },
    ]);
    formal = await runRound(run, hall, { round: '2', present: PRESENT, ballots: FORMAL });
    expect(resultOf(formal)).toMatchObject({ elected: ['丁建平', '王秀英'], unfilled: 1, tie: null });
    expect(resultOf(formal).preliminary).toBeUndefined();
    expect((await state()).following.map(({ kind }) => kind)).toEqual(['reduction', 'further-election']);
  }, 300_000);

  test('leaves a seat that the assembly gives up by half of those present, once and for the post alone (rules §1.11)', async () => {
    const motion = {
      ...({ subject: 'reduction', text: '委员名额由3名减为2名，不再另行选举', mode: 'hands' } as const),
      ...{ round: 2, post: '委员', inFavour: 8, against: 3, abstain: 2 },
    };
    const put = (body: typeof motion) => run.organizer.ask(organizer.putMotion, { params: params(), body });
    expect(await put({ ...motion, post: '书记' })).toMatchObject({ error: { code: 'nothing-to-reduce' } });
    expect(await put({ ...motion, round: 1 })).toMatchObject({ error: { code: 'nothing-to-reduce' } });
    expect(await put({ ...motion, inFavour: 12 })).toMatchObject({ error: { code: 'motion-impossible' } });
    expect(await put(motion)).toMatchObject({ ok: true, value: { carried: true } });
    await signAll(hall.devices);
    const now = await state();
    expect(now.motions.at(-1)).toMatchObject({ subject: 'reduction', post: '委员', inFavour: 8, carried: true });
    expect(now.following.map(({ kind }) => kind)).toEqual(['plenary']);
    const [contest] = now.rounds.find(({ round }) => round === 2)?.result?.contests ?? [];
    expect(contest).toMatchObject({ unfilled: 1, reduced: true });
    const said = contest?.notices.find(({ code }) => code === 'shortfall');
    expect(said?.zh).toContain('已经表决同意减少名额 1 名，不再另行选举');
    expect(said?.en).toContain('agreed to give up this seat');
    expect(await put(motion)).toMatchObject({ error: { code: 'nothing-to-reduce' } });
    expect(await derive('further-election')).toMatchObject({ error: { code: 'cannot-derive' } });
  });

  test('is in the record, which verifies, and in the report with the three counts of the vote', async () => {
    const record = await openSession(run.base).call(recordFile, { params: params() });
    const verified = await verifyRecord(record, { random, ballotVerifier: run.ballotVerifier });
    expect(verified.findings).toEqual([]);
    const motions = entriesOf(readRecord(new TextDecoder().decode(record)), 'motion').map(({ entry }) => entry);
    expect(motions.map(({ subject }) => subject)).toEqual(['method', 'scrutineers', 'reduction']);
    const report = await run.organizer.call(papers.paperPdf, { params: { ...params(), paper: 'election-report' } });
    const words = wholeText(report).replace(/\s/g, '');
    expect(words).toMatch(
      /丁建平、王秀英2名同志当选为中共小河村支部委员会委员（按姓氏笔画为序）；经表决减少名额1名，不再另行选举。/,
    );
    expect(words).toContain('当选2名，少于应选3名，缺额1名：已经表决同意减少名额1名，不再另行选举。');
    expect(words).not.toMatch(/缺额1名：另行选举|也可减少名额/);
    expect(words).toMatch(/“委员名额由3名减为2名，不再另行选举”：应到14名，实到13名，赞成8，反对3，弃权2，通过/);
  }, 300_000);

  test('is answered with both rounds, and archived so that npm run verify accepts it', async () => {
    await answerReport(server.roles, { meeting: run.meeting, round: '2', answer: ANSWER });
    const file = join(folder, 'archive.zip');
    writeFileSync(file, await run.organizer.call(papers.archiveFile, { params: params() }));
    const { stdout } = await execute(
      process.execPath,
      ['--import', 'tsx', 'server/commands/verify.ts', file, '--workers', '1'],
      { cwd: join(import.meta.dirname, '..', '..') },
    );
    expect(stdout).toContain('全部通过');
  }, 600_000);
});
