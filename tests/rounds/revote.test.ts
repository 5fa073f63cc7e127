/**
 * A tie at the last seat, and the revote among the tied (RULES 1.11 W2): a real server, every role over HTTP, the organizer's steps
 * on the page. Nobody types a name or a number of seats again; a motion of the assembly stands in the same record.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { screenState } from '../../server/contract/screen.ts';
import { enterHall, type Hall, type PublishedRound, runRound } from '../../server/rehearsal/meeting-run.ts';
import { openRoles, type Roles } from '../../server/rehearsal/officials.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { type MeetingRun, signAll } from '../../server/rehearsal/stages.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, named } from '../end-to-end/hall.ts';
import { next } from '../end-to-end/organizer.ts';
import { ballotsOf, prepareAssembly } from './small-village.ts';

const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
const execute = promisify(execFile);

/** 丁建平 12, 王秀英 11, 刘大山 and 赵小梅 8 each of fourteen expected: more than half, and level at the third seat. */
const FIRST = (contests: readonly Contest[]) => {
  const approving = (count: number, ...names: readonly string[]) => ({
    count,
    wishes: { 委员: { marks: Object.fromEntries(names.map((name) => [name, 'approve' as const])) } },
  });
  return ballotsOf(contests, [
    approving(5, '丁建平', '王秀英', '刘大山'),
    approving(5, '丁建平', '王秀英', '赵小梅'),
    approving(2, '丁建平', '刘大山', '赵小梅'),
    approving(1, '王秀英', '刘大山', '赵小梅'),
  ]);
};
/** Seven of fourteen is not more than half: in a revote more votes win. */
const SECOND = (contests: readonly Contest[]) =>
  ballotsOf(contests, [
    { count: 7, wishes: { 委员: { marks: { 刘大山: 'approve' } } } },
    { count: 6, wishes: { 委员: { marks: { 赵小梅: 'approve' } } } },
  ]);

let folder: string;
let server: ServerProcess;
let pool: ReturnType<typeof createProofPool>;
let roles: Roles;
let run: MeetingRun;
let hall: Hall;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
let second: PublishedRound;

const state = () => roles.organizer.call(organizer.organizerMeeting, { params: { meeting: run.meeting } });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-revote-'));
  chmodSync(folder, 0o711);
  pool = createProofPool();
  server = await startServerProcess(join(folder, 'data'));
  roles = await openRoles(server, random, 'empty');
  run = {
    base: server.address,
    meeting: await prepareAssembly(roles.organizer),
    organizer: roles.organizer,
    desk: roles.desk,
    second: roles.second,
    random,
    ballotVerifier: pool.verifyBallots,
    say: () => {},
  };
  hall = await enterHall(run);
  browser = await launchChromium();
  const password = encodeBase64url(random(18));
  await roles.organizer.call(organizer.addOfficial, { body: { name: '副组织者', password, role: 'organizer' } });
  page = await (await browser.newContext({ locale: 'zh-CN', baseURL: server.address })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto('/organizer/');
  await fill(page, 'name', '副组织者');
  await fill(page, 'password', password);
  await button(page, 'sign-in').click();
  await page.locator(`[data-meeting="${run.meeting}"]`).click();
  page.setDefaultTimeout(30_000);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await pool?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.sequential('a tie at the last seat', () => {
  test('is what the first round leaves, and the revote among the two is proposed', async () => {
    await runRound(run, hall, { round: '1', present: 13, ballots: FIRST });
    const now = await state();
    expect(now.rounds[0]?.result?.contests[0]).toMatchObject({
      elected: ['丁建平', '王秀英'],
      tie: { among: ['刘大山', '赵小梅'], seats: 1 },
    });
    expect(now.next).toMatchObject({ step: 'derive', ready: true });
    expect(now.following.map(({ kind, contests }) => [kind, contests])).toEqual([
      ['revote', [{ post: '委员', category: 'revote', seats: 1, candidates: ['刘大山', '赵小梅'] }]],
    ]);
    const early = await roles.organizer.ask(organizer.deriveMeeting, {
      params: { meeting: run.meeting },
      body: { kind: 'secretary-round' },
    });
    expect(early.ok ? 'derived' : early.error.code).toBe('cannot-derive');
  });

  test('a motion is recorded on the page, signed by the scrutineers and shown on the big screen', async () => {
    await page.locator('[data-tab="hall"]').click();
    await button(named(page, 'motions'), 'put-motion').click();
    const dialog = page.locator('dialog[open]');
    await fill(dialog, 'in-favour', '14');
    await button(dialog, 'confirm').click();
    await dialog.getByText('表决的人数不成立').waitFor();
    await fill(dialog, 'in-favour', '12');
    await fill(dialog, 'abstain', '1');
    await button(dialog, 'confirm').click();
    await named(page, 'proposal-motion').waitFor();
    await signAll(hall.devices);
    await page.locator('[data-motion="method"]', { hasText: '赞成12' }).waitFor();
    expect((await state()).motions.at(-1)).toMatchObject({
      subject: 'method',
      inFavour: 12,
      abstain: 1,
      carried: true,
    });
    await roles.organizer.call(organizer.saveScreenView, {
      params: { meeting: run.meeting },
      body: { view: 'motion', part: (await state()).motions.length - 1 },
    });
    expect((await hall.screen.call(screenState)).motion).toMatchObject({ inFavour: 12, carried: true });
    await roles.organizer.call(organizer.saveScreenView, {
      params: { meeting: run.meeting },
      body: { view: 'welcome' },
    });
  });

  test('one press makes the second ballot: the tied alone, for the seat they are tied for, and nothing to type', async () => {
    await next(page, 'derive');
    const card = named(page, 'candidates-委员');
    await card.getByText('委员再次投票').waitFor();
    expect(await button(card, 'add-candidate').count()).toBe(0);
    const now = await state();
    expect(now).toMatchObject({ phase: 'cards', currentRound: 2, next: { step: 'wait-cards' } });
    expect(now.preview).toMatchObject([
      { category: 'revote', seats: 1, candidates: [{ name: '刘大山' }, { name: '赵小梅' }], writeIns: [] },
    ]);
    expect(complaints).toEqual([]);
  });

  test('more votes win without the half, and the record of both rounds with the motion verifies', async () => {
    second = await runRound(run, hall, { round: '2', present: 13, ballots: SECOND });
    const result = JSON.parse(new TextDecoder().decode(second.files.resultJson));
    expect(result.contests[0]).toMatchObject({ elected: ['刘大山'], tie: null, title: { zh: '委员再次投票' } });
    const verification = await verifyRecord(second.files.record, { random, ballotVerifier: pool.verifyBallots });
    expect(verification.findings).toEqual([]);
    const motions = entriesOf(readRecord(second.files.record), 'motion').map(({ entry }) => entry.subject);
    // What the first opening needed, and the one put on the page.
    expect(motions).toEqual(['method', 'scrutineers', 'method']);
    const [following] = (await state()).following;
    expect(following?.kind).toBe('secretary-round');
  });

  test('the sheet says which kind of ballot it was', async () => {
    writeFileSync(join(folder, 'result.pdf'), second.files.resultPdf);
    const { stdout } = await execute('pdftotext', [join(folder, 'result.pdf'), '-']);
    expect(stdout.replace(/\s/g, '')).toContain('再次投票');
  });
});
