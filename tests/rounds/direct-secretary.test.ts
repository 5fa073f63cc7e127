/**
 * The direct election (RULES 1.12: direct_after): one assembly elects its committee and then, on a second ballot with new
 * cards in the same record, the secretary and the deputy out of it. A real server, every role over HTTP.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { verifyResultSheet } from '../../printables/reports/verify-result-sheet.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { publicMeeting } from '../../server/contract/public.ts';
import { submitEntry } from '../../server/contract/scrutineer.ts';
import * as township from '../../server/contract/township.ts';
import { enterHall, type Hall, type PublishedRound, runRound } from '../../server/rehearsal/meeting-run.ts';
import { answerReport, openRoles, type Roles } from '../../server/rehearsal/officials.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import type { MeetingRun } from '../../server/rehearsal/stages.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import { type Contest, isElection } from '../../tally/record/contest.ts';
import { signEntry } from '../../tally/record/entry.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { signingKeyOf } from '../../tally/roles/scrutineer/state.ts';
import { parseTrustedKeys } from '../../tally/verify/trusted-keys.ts';
import { type Verification, verifyRecord } from '../../tally/verify/verify-record.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, named } from '../end-to-end/hall.ts';
import { DELIBERATE_MS } from '../end-to-end/kiosk.ts';
import { next } from '../end-to-end/organizer.ts';
import { ballotsOf, CANDIDATES, membersByName, prepareAssembly, SCRUTINEERS, type Wish } from './small-village.ts';

const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
/** Rejects on any exit status but 0. */
const execute = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** 刘大山 stays below half of the fourteen expected, 赵小梅 is abstained from by one. */
const COMMITTEE = (contests: readonly Contest[]) => {
  const [ding, wang, liu, zhao] = CANDIDATES;
  const all: Wish = { marks: { [ding]: 'approve', [wang]: 'approve', [liu]: 'disapprove', [zhao]: 'approve' } };
  const other: Wish = {
    marks: { [ding]: 'approve', [wang]: 'disapprove', [liu]: 'approve', [zhao]: 'abstain' },
    instead: { [wang]: '周明' },
  };
  return ballotsOf(contests, [
    { count: 10, wishes: { 委员: all } },
    { count: 2, wishes: { 委员: other } },
  ]);
};
const COMMITTEE_COUNTS = {
  丁建平: { approve: 12, disapprove: 0, abstain: 0 },
  王秀英: { approve: 10, disapprove: 2, abstain: 0 },
  刘大山: { approve: 2, disapprove: 10, abstain: 0 },
  赵小梅: { approve: 10, disapprove: 0, abstain: 2 },
};

const SECRETARIES = (contests: readonly Contest[]) =>
  ballotsOf(contests, [
    { count: 9, wishes: { 书记: { marks: { 王秀英: 'approve' } }, 副书记: { marks: { 丁建平: 'approve' } } } },
    {
      count: 3,
      wishes: {
        书记: { marks: { 王秀英: 'disapprove' }, instead: { 王秀英: '赵小梅' } },
        副书记: { marks: { 丁建平: 'abstain' } },
      },
    },
    { count: 1, wishes: { 书记: { marks: {} }, 副书记: { marks: { 丁建平: 'disapprove' } } } },
  ]);

const ANSWER = { decision: 'approve', number: '大委〔2026〕12号', reason: '', signatory: '韩志远' } as const;

let folder: string;
let server: ServerProcess;
let pool: ReturnType<typeof createProofPool>;
let roles: Roles;
let run: MeetingRun;
let hall: Hall;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
let first: PublishedRound;
let second: PublishedRound;
/** What happened to a card of round 1 while round 2 was open. */
const oldCard: { shown?: string; unknown?: string; forced?: readonly string[] } = {};

const state = () => roles.organizer.call(organizer.organizerMeeting, { params: { meeting: run.meeting } });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-direct-'));
  // The database may run under another user, who has to reach its folder.
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
  page = await organizersPage();
});

/** A second organizer's browser, at the meeting. */
async function organizersPage(): Promise<Page> {
  const password = encodeBase64url(random(18));
  await roles.organizer.call(organizer.addOfficial, { body: { name: '副组织者', password, role: 'organizer' } });
  const opened = await (await browser.newContext({ locale: 'zh-CN', baseURL: server.address })).newPage();
  opened.on('pageerror', (error) => complaints.push(error.message));
  await opened.goto('/organizer/');
  await fill(opened, 'name', '副组织者');
  await fill(opened, 'password', password);
  await button(opened, 'sign-in').click();
  await opened.locator(`[data-meeting="${run.meeting}"]`).click();
  opened.setDefaultTimeout(30_000);
  return opened;
}

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await pool?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Steps of one meeting: each needs the one before. */
describe.sequential('the same assembly goes on to the secretary ballot', () => {
  test('no secretary is voted on before the committee has been published', async () => {
    const early = await roles.organizer.ask(organizer.deriveMeeting, {
      params: { meeting: run.meeting },
      body: { kind: 'secretary-round' },
    });
    expect(early.ok ? 'derived' : early.error.code).toBe('wrong-phase');
  });

  test('round 1 elects the committee and proposes the secretary ballot as the next step (RULES 1.12)', async () => {
    first = await runRound(run, hall, { round: '1', present: 13, ballots: COMMITTEE });
    const result = JSON.parse(new TextDecoder().decode(first.files.resultJson));
    expect(result.contests[0]).toMatchObject({ counts: COMMITTEE_COUNTS, writeIns: { 周明: 2 }, baseSensitive: false });
    expect([...result.contests[0].elected].sort()).toEqual(['丁建平', '王秀英', '赵小梅'].sort());
    const { next } = await state();
    expect(next).toMatchObject({ step: 'derive', ready: true });
  });

  test('the plenary is not how this election method elects a secretary', async () => {
    const refused = await roles.organizer.ask(organizer.deriveMeeting, {
      params: { meeting: run.meeting },
      body: { kind: 'plenary' },
    });
    expect(refused.ok ? 'derived' : refused.error.code).toBe('cannot-derive');
  });

  test('the organizer’s page chooses only among the elected, in the approved order; all else stays fixed', async () => {
    const params = { meeting: run.meeting };
    await next(page, 'derive');
    await named(page, 'candidates-副书记').waitFor();
    for (const [deputies, shown] of [
      ['0', 'detached'],
      ['1', 'visible'],
    ] as const) {
      await fill(page, 'deputies', deputies);
      await button(page, 'save-seats').click();
      await named(page, 'candidates-副书记').waitFor({ state: shown });
    }
    const now = await state();
    expect(now).toMatchObject({ phase: 'cards', currentRound: 2, next: { step: 'complete-draft', ready: false } });
    expect(now.candidates.map(({ post, seats, order }) => ({ post, seats, order }))).toEqual([
      { post: '书记', seats: 1, order: 'approved' },
      { post: '副书记', seats: 1, order: 'approved' },
    ]);
    const eligible = now.roll.members.flatMap((one) => (one.eligible ? [one.name] : []));
    expect(eligible.sort()).toEqual(['丁建平', '王秀英', '赵小梅'].sort());

    const member = await membersByName(roles.organizer, run.meeting);
    const refused = await roles.organizer.ask(organizer.saveCandidates, {
      params,
      body: { post: '书记', members: [member('刘大山')] },
    });
    expect(refused.ok ? 'saved' : refused.error.code).toBe('candidate-not-eligible');
    const sealed = await roles.organizer.ask(organizer.saveScrutineers, {
      params,
      body: { members: SCRUTINEERS.map(member), threshold: 3, tellers: [] },
    });
    expect(sealed.ok ? 'saved' : sealed.error.code).toBe('sealed-already');
    for (const [post, name] of [
      ['书记', '王秀英'],
      ['副书记', '丁建平'],
    ] as const) {
      const card = named(page, `candidates-${post}`);
      await button(card, 'add-candidate').click();
      const dialog = page.locator('dialog[open]');
      if (post === '书记') {
        // What changes elsewhere closes no open dialog. The second answer was asked for after the change, and the question after it
        // shows that it has been drawn.
        const state = new RegExp(`/organizer/meetings/${run.meeting}$`);
        await roles.organizer.call(organizer.addMachine, { params, body: { role: 'kiosk', name: '9号机' } });
        for (const _ of ['under way', 'after the change']) await page.waitForResponse(state);
        await page.waitForRequest(state);
        // Not elected to the committee: shown with the reason, and cannot be picked.
        await dialog.locator('[data-surname="刘"]').click();
        await dialog.locator('.picker-person:disabled', { hasText: '刘大山' }).waitFor();
        await button(dialog, 'cancel').click();
        await button(card, 'add-candidate').click();
      }
      await dialog.locator(`[data-surname="${name[0]}"]`).click();
      await page.waitForTimeout(DELIBERATE_MS);
      await dialog.locator('.picker-person:enabled', { hasText: name }).click();
      await card.locator(`[data-candidate="${name}"]`).waitFor();
      await button(card, 'confirm-order').click();
      await card.locator('.confirmed').waitFor();
    }
    expect((await state()).next.step).toBe('wait-cards');
    expect(
      (await state()).preview.filter(isElection).map(({ candidates }) => candidates.map(({ name }) => name)),
    ).toEqual([['王秀英'], ['丁建平']]);
    expect(complaints).toEqual([]);
  });

  test('round 2 is voted with new cards; a card of round 1 is "wrong round" and can cast nothing (§5, §7.1)', async () => {
    const [kiosk] = hall.kiosks;
    const [used] = first.drawn;
    if (kiosk === undefined || used === undefined) throw new Error('nothing to show');
    const onOpen = async () => {
      const contests = await kiosk.prepare();
      const marks = SECRETARIES(contests)[0] as readonly ContestMarks[];
      oldCard.shown = await kiosk.present(used.text);
      oldCard.forced = await kiosk.force(used.text, marks);
    };
    second = await runRound(run, hall, { round: '2', present: 13, ballots: SECRETARIES, onOpen });
    expect(oldCard.shown).toBe('wrong-round');
    expect(oldCard.forced).toEqual(['card-unknown', 'card-unknown', 'card-unknown', 'card-unknown']);
  });

  test('nothing is added to round 1 any more: a late attestation would break the order of the record (§3)', async () => {
    const [device] = hall.devices;
    const attested = entriesOf(readRecord(first.files.record), 'attestation').find(
      ({ entry }) => entry.signatures[0]?.author === 'scrutineer-1',
    )?.entry;
    if (device === undefined || attested === undefined) throw new Error('nobody attested');
    const { signatures: _, ...stated } = attested;
    const another = { ...stated, size: stated.size + 1 };
    const entry = {
      ...another,
      signatures: [signEntry(another, 'scrutineer-1', signingKeyOf(device.state()).secretKey)],
    };
    const params = { meeting: run.meeting, index: '1' };
    const late = await device.session.ask(submitEntry, { params, body: { entry } });
    expect(late.ok ? 'taken' : late.error.code).toBe('wrong-phase');
  });

  test('the counts of round 2 elect 书记 and 副书记 from the committee', () => {
    const result = JSON.parse(new TextDecoder().decode(second.files.resultJson));
    expect(result).toMatchObject({ round: 2, expected: 14, present: 13, issued: 13, recovered: 13, missing: 0 });
    expect(result.contests).toMatchObject([
      {
        post: '书记',
        counts: { 王秀英: { approve: 9, disapprove: 3, abstain: 1 } },
        writeIns: { 赵小梅: 3 },
        elected: ['王秀英'],
      },
      { post: '副书记', counts: { 丁建平: { approve: 9, disapprove: 1, abstain: 3 } }, elected: ['丁建平'] },
    ]);
  });

  test('both rounds stand in one record: same keys, other tokens, the second bound to the first result (§6.3)', () => {
    const record = readRecord(second.files.record);
    const [one, two, ...more] = entriesOf(record, 'round');
    if (one === undefined || two === undefined) throw new Error('two rounds are missing');
    expect(more).toEqual([]);
    expect(two.entry).toMatchObject({ round: 2, ceremony: one.entry.ceremony, K: one.entry.K, X: one.entry.X });
    expect(one.entry.previousResult).toBeNull();
    expect(two.entry.previousResult).toBe(encodeBase64url(entriesOf(record, 'result')[0]?.hash ?? new Uint8Array()));
    const [before, after] = entriesOf(record, 'tokens');
    const known = new Set(before?.entry.tokens);
    expect(after?.entry.tokens).toHaveLength(16);
    expect(after?.entry.tokens.some((T) => known.has(T))).toBe(false);
    // Decryption of each round: t lists of that round's sums, none twice, in whichever order the devices were ready (§8.2).
    const lists = entriesOf(record, 'partial-decryption').filter(({ entry }) => entry.stage === 'tally');
    const byRound = [one, two].map(({ hash }) =>
      lists
        .filter(({ entry }) => entry.ctx === encodeBase64url(hash))
        .map(({ entry }) => entry.index)
        .toSorted(),
    );
    expect(byRound).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(lists).toHaveLength(4);
  });

  test('the record of two rounds and the result sheet of each verify, with all fourteen checks for the sheets (§10)', async () => {
    const keys = parseTrustedKeys(new TextDecoder().decode(second.files.trustedKeys));
    if (!keys.ok) throw new Error('the trusted keys do not read');
    const options = { random, trustedKeys: keys.value, ballotVerifier: pool.verifyBallots };
    const whole = await verifyRecord(second.files.record, options);
    expect(failures(whole)).toEqual([]);
    expect(whole.checks).toHaveLength(13);
    expect(whole.results.map(({ round }) => round)).toEqual([1, 2]);
    for (const [at, { files }] of [first, second].entries()) {
      const sheet = await verifyResultSheet(files.resultPdf, options);
      expect(failures(sheet)).toEqual([]);
      expect(sheet.checks).toHaveLength(14);
      expect(sheet.result?.round).toBe(at + 1);
    }
    expect((await state()).rounds.map(({ result }) => result?.contests.map(({ post }) => post))).toEqual([
      ['委员'],
      ['书记', '副书记'],
    ]);
  });

  test('`npm run verify` says the same of record and sheet', async () => {
    const keys = join(folder, 'trusted-keys.json');
    writeFileSync(keys, second.files.trustedKeys);
    for (const [name, bytes, checks] of [
      ['record.jsonl', second.files.record, 13],
      ['result.pdf', second.files.resultPdf, 14],
    ] as const) {
      writeFileSync(join(folder, name), bytes);
      const said = await execute(
        'npm',
        ['run', '--silent', 'verify', '--', join(folder, name), '--keys', keys, '--json'],
        { cwd: root },
      );
      const report = JSON.parse(said.stdout);
      expect(report).toMatchObject({ ok: true, findings: [], result: { round: 2 } });
      expect(report.checks).toHaveLength(checks);
    }
  });

  test('the township approves both and the signed answer is there; nothing is left to derive', async () => {
    expect((await state()).next.step).toBe('report');
    const again = await roles.organizer.ask(organizer.deriveMeeting, {
      params: { meeting: run.meeting },
      body: { kind: 'secretary-round' },
    });
    expect(again.ok ? 'derived' : again.error.code).toBe('cannot-derive');
    const answer = await answerReport(roles, { meeting: run.meeting, round: '2', answer: ANSWER });
    writeFileSync(join(folder, 'answer.pdf'), answer);
    const signature = await execute('pdfsig', [join(folder, 'answer.pdf')]);
    expect(signature.stdout).toContain('Signature is Valid');
    const text = await execute('pdftotext', [join(folder, 'answer.pdf'), '-']);
    const words = text.stdout.replace(/\s/g, '');
    expect(words).toContain('王秀英同志当选为中共小河村支部委员会书记');
    expect(words).toContain('丁建平同志当选为中共小河村支部委员会副书记');
    // The committee was reported with it and is filed by the same answer.
    expect(words).toMatch(/同意备案：[^。]*赵小梅[^。]*同志当选为中共小河村支部委员会委员。/);
    const report = await roles.township.call(township.townshipMeeting, { params: { meeting: run.meeting } });
    expect(report).toMatchObject({ round: 2, answer: { decision: 'approve' }, earlier: [{ round: 1 }] });
    const sheets = report.documents.flatMap(({ kind, ready, href }) =>
      kind === 'result-sheet' && ready ? [href] : [],
    );
    expect(sheets).toEqual([1, 2].map((round) => `/api/meetings/${run.meeting}/rounds/${round}/result.pdf`));
    expect((await state()).next.step).toBe('finished');
    const open = await openSession(server.address).call(publicMeeting, { params: { meeting: run.meeting } });
    expect(open.rounds.map(({ result }) => result !== null)).toEqual([true, true]);
  });
});

const failures = ({ findings }: Pick<Verification, 'findings'>) =>
  findings.map(({ check, code, entry }) => `${check}/${code}@${entry}`);
