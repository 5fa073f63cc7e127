/**
 * The pages of witnessing in a real Chromium against a real server (specification §3.7): the organizer declares a witness by
 * the line its program printed, the big screen shows what to compare, and a scrutineer's device stops at a log that
 * forgot what it had shown.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { logCheckpoint, recordFile } from '../../server/contract/public.ts';
import type { ResponseOf } from '../../server/contract/route.ts';
import { type LyingServer, lyingServer } from '../../server/lying-server.ts';
import { openRoles, type Roles } from '../../server/rehearsal/officials.ts';
import { enrolDevice, type ScrutineerDevice } from '../../server/rehearsal/scrutineer-device.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { type ScratchWitness, scratchWitness } from '../../server/witness/scratch-witness.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import { declarationOf, verifierLine, witnessFingerprint } from '../../tally/roles/witness.ts';
import { verifyBallotJob } from '../../tally/verify/ballot-batch.ts';
import { judgeForkEvidence, parseForkEvidence } from '../../tally/verify/fork-evidence.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, named, screen } from '../end-to-end/hall.ts';
import { machineCode, tab } from '../end-to-end/organizer.ts';
import { enrolScrutineer, unlock } from '../end-to-end/scrutineer.ts';
import { takePicture } from '../pictures.ts';

const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
const PASSPHRASE = '青山绿水长又长，年年如此';
/** Pages poll the server once a second. */
const POLLED = { timeout: 30_000, interval: 500 };

let folder: string;
let server: ServerProcess;
let liar: LyingServer;
let roles: Roles;
let meeting: string;
let browser: Browser;
let office: Page;
let device: Page;
let wall: Page;
let witness: ScratchWitness;
let colleagues: readonly ScrutineerDevice[];
/** The log of the meeting's first entry. */
let old: Uint8Array;
let first: ResponseOf<typeof logCheckpoint>;
const complaints: string[] = [];

const params = () => ({ meeting });
const state = () => roles.organizer.call(organizer.organizerMeeting, { params: params() });

async function open(size = { width: 1280, height: 800 }): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    baseURL: liar.base,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}
const picture = (page: Page, name: string) => takePicture(page, name, { fullPage: true });

/** On the wall nothing is cut off, and the smallest text is a twentieth of the picture. */
async function isReadable(): Promise<void> {
  await expect.poll(isReadableNow, POLLED).toEqual({ isCut: false, isLarge: true });
}
const isReadableNow = () =>
  wall.evaluate(() => {
    const main = document.querySelector('.wall-main') as HTMLElement;
    const sizes = [...main.querySelectorAll('h1, p, span')].map((one) =>
      Number.parseFloat(getComputedStyle(one).fontSize),
    );
    const isWide = [...main.querySelectorAll('*')].some((one) => one.getBoundingClientRect().right > innerWidth);
    const smallest = Math.min(...sizes) / innerHeight;
    return { isCut: isWide || main.scrollHeight > main.clientHeight, isLarge: smallest > 0.05 };
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-witness-pages-'));
  // The database may run under another user, who has to reach its folder.
  chmodSync(folder, 0o711);
  server = await startServerProcess(join(folder, 'data'));
  liar = await lyingServer(server.address);
  roles = await openRoles(server, random, 'sample');
  meeting = roles.meeting ?? '';
  witness = scratchWitness('xinhua-middle-school', random);
  browser = await launchChromium();
  const password = encodeBase64url(random(18));
  await roles.organizer.call(organizer.addOfficial, { body: { name: '副组织者', password, role: 'organizer' } });
  office = await open();
  await office.goto('/organizer/');
  await fill(office, 'name', '副组织者');
  await fill(office, 'password', password);
  await button(office, 'sign-in').click();
  await office.locator(`[data-meeting="${meeting}"]`).click();
});
afterAll(async () => {
  await browser?.close();
  witness?.close();
  liar?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Steps of one meeting: each needs the one before. */
describe.sequential('witnessing on the pages', () => {
  test('the organizer adds a witness by its line; a slip of one character is noticed', async () => {
    await tab(office, 'scrutineers');
    const line = verifierLine(witness.identity);
    await fill(
      office,
      'witness-line',
      line.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    );
    await button(office, 'add-witness').click();
    await named(office, 'witness-line').locator('.field-error').waitFor();
    await picture(office, 'witness-line-wrong');
    await fill(office, 'witness-line', line);
    await button(office, 'add-witness').click();
    const added = office.locator(`[data-witness="${witness.identity.name}"]`);
    await added.waitFor();
    expect(await added.innerText()).toContain(witnessFingerprint(declarationOf(witness.identity)).join(' '));
    await expect.poll(() => named(office, 'witness-line').locator('input').inputValue(), { timeout: 60_000 }).toBe('');
    await picture(office, 'witness-declared');
    await button(added, 'remove-witness').click();
    await added.waitFor({ state: 'detached' });
    expect((await state()).witnesses).toEqual([]);
    await fill(office, 'witness-line', ` ${line} `);
    await button(office, 'add-witness').click();
    await added.waitFor();
    expect((await state()).witnesses.map(({ name, key }) => ({ name, key }))).toEqual([
      declarationOf(witness.identity),
    ]);
  });

  test('after the sealing the hall shows how far the witness has come', async () => {
    const enrolment = (index: number) =>
      roles.organizer.call(organizer.scrutineerCode, { params: { ...params(), index: String(index) }, body: {} });
    device = await open();
    await enrolScrutineer(device, (await enrolment(1)).code, PASSPHRASE);
    const others: ScrutineerDevice[] = [];
    for (const index of [2, 3]) {
      const { code } = await enrolment(index);
      const ballotVerifier: Parameters<typeof enrolDevice>[0]['ballotVerifier'] = async (job) =>
        verifyBallotJob(job, random);
      others.push(await enrolDevice({ base: server.address, code, random, ballotVerifier }));
    }
    colleagues = others;
    await roles.organizer.call(organizer.sealMeeting, { params: params(), body: {} });
    await witness.follow(server.address, meeting);
    await tab(office, 'hall');
    await named(office, 'witnesses').getByText('已联署到第 1 条').waitFor();
    await picture(office, 'witness-hall');
  });

  test('the big screen shows the fingerprint that the devices cosigned, when the operator chooses it', async () => {
    wall = await open({ width: 1920, height: 1080 });
    await wall.goto('/screen/');
    await fill(wall, 'code', await machineCode(office, 'screen'));
    await button(wall, 'pair').click();
    await wall.locator('[data-view="welcome"]').waitFor();
    await office.locator('[data-view="log"]').click();
    await screen(wall, 'B1-log').waitFor();
    const shown = await wall.locator('[data-root]').getAttribute('data-root');
    const { root } = await openSession(server.address).call(logCheckpoint, { params: { ...params(), size: '0' } });
    expect(shown).toBe(shortHash(Buffer.from(root, 'base64url')).join(' '));
    // The same characters on the scrutineer's own device, which computed them itself.
    await named(device, 'log')
      .getByText(shown ?? '')
      .waitFor();
    await wall.getByText('监票人 1 / 3').waitFor();
    await wall.getByText('见证方 1 / 1').waitFor();
    await picture(wall, 'wall-log');
    await picture(device, 'scrutineer-log');
    await isReadable();
  });

  test('once the packages of the key are in, the big screen shows their digits beside the fingerprint', async () => {
    old = await openSession(server.address).call(recordFile, { params: params() });
    first = await openSession(server.address).call(logCheckpoint, { params: { ...params(), size: '0' } });
    await button(device, 'begin').click();
    for (const one of colleagues) await one.begin();
    await expect
      .poll(async () => {
        for (const one of colleagues) await one.follow();
        return (await state()).ceremony?.digits;
      }, POLLED)
      .not.toBeNull();
    const { ceremony } = await state();
    const digits = ceremony?.digits?.join(' ') ?? '';
    await wall.locator(`[data-digits="${digits}"]`).waitFor();
    expect((await named(device, 'digits').innerText()).replace(/\s+/g, ' ').trim()).toBe(digits);
    await witness.follow(server.address, meeting);
    await wall.getByText('第 7 条').waitFor();
    await isReadable();
    await picture(wall, 'wall-log-digits');
    await wall.setViewportSize({ width: 1024, height: 768 });
    await isReadable();
    await picture(wall, 'wall-log-small');
  });

  test('a log that forgets what it had shown stops the device for good, with evidence to save', async () => {
    liar.lie(({ path }, honest) => {
      const size = /\/checkpoints\/(\d+)$/.exec(path)?.[1];
      if (size !== undefined && Number(size) > 1)
        return { status: 404, body: JSON.stringify({ code: 'checkpoint-unknown' }) };
      if (size !== undefined) return JSON.stringify(first);
      if (path.endsWith('/record.jsonl')) return Buffer.from(old).toString();
      if (!/\/scrutineers\/.*\/state$/.test(path)) return null;
      const now = JSON.parse(Buffer.from(honest).toString());
      return JSON.stringify({ ...now, head: { size: first.size, root: first.root, cosignedByMe: false } });
    });
    await named(device, 'fork-evidence').waitFor();
    await picture(device, 'scrutineer-fork');
    const arriving = device.waitForEvent('download');
    await button(device, 'save-fork').click();
    const evidence = parseForkEvidence(readFileSync(await (await arriving).path(), 'utf8'));
    if (evidence === null) throw new Error('not evidence');
    expect(judgeForkEvidence(evidence)).toEqual({ ok: true, value: 'unproven' });

    // The server is honest again and the page is loaded anew: the device has seen too much.
    liar.lie(null);
    await unlock(device, PASSPHRASE);
    await named(device, 'fork-evidence').waitFor();
    expect(await named(device, 'alarm').innerText()).toContain('不再继续');
    expect(await button(device, 'begin').count()).toBe(0);
    await picture(device, 'scrutineer-stopped');
    expect(complaints).toEqual([]);
  });
});
