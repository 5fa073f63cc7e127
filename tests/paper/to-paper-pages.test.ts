/**
 * 转为纸质 (UX S11) in a real Chromium: a round that was sealed for kiosks is given up for paper on the organizer's page, by two persons,
 * before its opening and after it; two tellers count at screens of their own, to the signed sheet.
 */
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as organizerApi from '../../server/contract/organizer.ts';
import { recordFile, resultSheetFile, signIn } from '../../server/contract/public.ts';
import type { ScrutineerDevice } from '../../server/rehearsal/scrutineer-device.ts';
import { openSession, type Session } from '../../server/rehearsal/session.ts';
import {
  checkIn,
  enrolScrutineers,
  holdCeremony,
  type MeetingRun,
  makeAndSignCards,
  pairCardStation,
  pairKiosk,
  passMotions,
  settle,
  signAll,
  voteAll,
} from '../../server/rehearsal/stages.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { auditSize } from '../../tally/roles/card-station.ts';
import { verifyBallotJob } from '../../tally/verify/ballot-batch.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { button, fill, type Hall, named, openHall, screen } from '../end-to-end/hall.ts';
import { confirm, machineCode, next, setUp, tab } from '../end-to-end/organizer.ts';
import { DEVICES } from '../pictures.ts';
import { wholeText } from '../prints/tools.ts';
import { ballotsOf, prepareAssembly } from '../rounds/small-village.ts';

const POLLED = { timeout: 20_000 };
const PASSWORD = 'xiaohe-2026-11';
const SECOND = { name: '李副组长', password: 'xiaohe-2026-12' } as const;
const REASON = '村里停电';
const PRESENT = 13;
/** In the box: two valid ballots, and one of four persons for three seats. */
const BALLOTS = ['1112', '1111', '1122'] as const;
const [SPARE, BOX] = [2, BALLOTS.length] as const;
/** Cast on the kiosk before the round is given up: a group that stands in the log. */
const CAST = 5;

const random = (length: number) => new Uint8Array(randomBytes(length));
let hall: Hall;
let organizer: Page;
let office: Session;
let desk: Session;

beforeAll(async () => {
  hall = await openHall();
  organizer = await hall.device();
  await setUp(organizer, hall.server.setUpCode as string, PASSWORD);
  office = openSession(hall.server.address);
  await office.call(signIn, { body: { role: 'organizer', name: '高玉龙', password: PASSWORD } });
  await office.call(organizerApi.addOfficial, { body: { role: 'desk', name: '唐梅', password: PASSWORD } });
  await office.call(organizerApi.addOfficial, { body: { role: 'organizer', ...SECOND } });
  desk = openSession(hall.server.address);
  await desk.call(signIn, { body: { role: 'desk', name: '唐梅', password: PASSWORD } });
}, 240_000);
afterAll(async () => {
  await hall?.close();
});

async function read(page: Page, number: number, keys: string): Promise<void> {
  await expect.poll(() => named(page, 'ballot-number').innerText(), POLLED).toContain(`第 ${number} 张`);
  for (const key of keys) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
}

async function numbers(name: string, values: Readonly<Record<string, number>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) await fill(organizer, `${key}-0`, String(value));
  await button(organizer, `send-${name}`).click();
}

describe.sequential.each(['before', 'after'] as const)('a round given up for paper %s its opening', (when) => {
  let run: MeetingRun;
  let devices: readonly ScrutineerDevice[];
  const params = () => ({ meeting: run.meeting });
  const at = (name: string) => `to-paper-${when}-${name}`;

  beforeAll(async () => {
    const meeting = await prepareAssembly(office, { title: `小河村党员大会（${when === 'before' ? '一' : '二'}）` });
    const ballotVerifier = async (job: Parameters<typeof verifyBallotJob>[0]) => verifyBallotJob(job, random);
    const said = () => undefined;
    const of = { meeting, organizer: office, desk, second: { name: '唐梅', password: PASSWORD } };
    run = { base: hall.server.address, ...of, random, ballotVerifier, say: said };
    devices = await enrolScrutineers(run);
    await office.call(organizerApi.sealMeeting, { params: params(), body: {} });
    await holdCeremony(devices);
    const { cards } = await makeAndSignCards(run, await pairCardStation(run), devices);
    await office.call(organizerApi.sealRound, { params: { ...params(), round: '1' }, body: {} });
    await signAll(devices);
    if (when === 'after') {
      const kiosk = await pairKiosk(run, '投票机一');
      await checkIn(run, PRESENT);
      await passMotions(run, devices);
      const audited = auditSize(cards.length);
      const inBox = cards.slice(audited);
      await kiosk.showBox();
      const counted = { cardsInBox: inBox.length, cardsAudited: audited };
      await office.call(organizerApi.openRound, { params: { ...params(), round: '1' }, body: counted });
      await signAll(devices);
      await voteAll(run, [kiosk], inBox.slice(0, CAST), (contests) =>
        ballotsOf(contests, [{ count: CAST, wishes: { 委员: { marks: { 丁建平: 'approve' } } } }]),
      );
    }
    await organizer.goto(`/organizer/#${meeting}`);
    await organizer.reload();
    await tab(organizer, 'hall');
  }, 300_000);

  test('asks for a reason and a second official, and is not done without either', async () => {
    await button(organizer, 'to-paper').click();
    const dialog = organizer.locator('dialog[open]');
    await dialog.waitFor();
    await hall.picture(organizer, at('S11'));
    expect(await button(organizer, 'confirm-to-paper').isEnabled()).toBe(false);
    await fill(organizer, 'to-paper-reason', REASON);
    await fill(organizer, 'second-name', SECOND.name);
    expect(await button(organizer, 'confirm-to-paper').isEnabled()).toBe(false);
    await fill(organizer, 'second-password', 'of nobody at all');
    await button(organizer, 'confirm-to-paper').click();
    await dialog.locator('.notice').last().waitFor();
    await organizer.setViewportSize(DEVICES.phone);
    await hall.photograph(organizer, at('S11-phone'));
    await organizer.setViewportSize(DEVICES['1280x800']);
    const { rounds } = await office.call(organizerApi.organizerMeeting, { params: params() });
    expect(rounds[0]?.paper).toBeNull();
    await fill(organizer, 'second-password', SECOND.password);
    await button(organizer, 'confirm-to-paper').click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => named(organizer, 'paper').innerText(), POLLED).toContain(REASON);
    await settle(devices);
    await hall.picture(organizer, at('given-up'));
  }, 240_000);

  test('goes on with ballots on paper, which two tellers read at their own screens', async () => {
    if (when === 'before') {
      await checkIn(run, PRESENT);
      await passMotions(run, devices);
    }
    await named(organizer, 'issue').waitFor();
    await numbers('issue', { printed: PRESENT + SPARE, issued: PRESENT, remaining: SPARE });
    await button(organizer, 'stop-paper').click();
    await named(organizer, 'box').waitFor();
    await numbers('box', { voters: BOX, recovered: BOX });
    await named(organizer, 'work-0').waitFor();
    for (const seat of [1, 2]) {
      const teller = await hall.device({ width: 1280, height: 900 });
      await teller.goto('/teller/');
      await screen(teller, 'pairing').waitFor();
      await fill(teller, 'code', await machineCode(organizer, 'teller'));
      await button(teller, 'pair').click();
      await button(teller, `seat-${seat}`).click();
      await screen(teller, 'count').waitFor();
      for (const [i, keys] of BALLOTS.entries()) await read(teller, i + 1, keys);
      await named(teller, 'complete').waitFor();
      await hall.photograph(teller, at(`teller-${seat}`));
    }
    await tab(organizer, 'hall');
  }, 240_000);

  test('is counted, signed and published on a sheet of paper, and no electronic ballot is ever opened', async () => {
    await button(organizer, 'propose-count').click();
    await expect
      .poll(
        async () => (await office.call(organizerApi.organizerMeeting, { params: params() })).proposals.length,
        POLLED,
      )
      .toBe(1);
    await signAll(devices);
    await next(organizer, 'publish');
    await confirm(organizer);
    await settle(devices);
    await expect
      .poll(async () => (await office.call(organizerApi.organizerMeeting, { params: params() })).phase, POLLED)
      .toBe('published');
    await hall.picture(organizer, at('published'));
    const { rounds } = await office.call(organizerApi.organizerMeeting, { params: params() });
    expect(rounds[0]?.result).toMatchObject({ issued: PRESENT, recovered: BOX, valid: 2, invalid: 1 });
    const anybody = openSession(hall.server.address);
    const sheet = wholeText(await anybody.call(resultSheetFile, { params: { ...params(), round: '1' } }));
    expect(sheet).toContain('本轮使用纸质选票');
    expect(sheet).toContain('由两名计票人分别计票，两份一致');
    const record = await anybody.call(recordFile, { params: params() });
    const file = readRecord(record);
    expect(entriesOf(file, 'open')).toHaveLength(when === 'after' ? 1 : 0);
    expect(entriesOf(file, 'cast')).toHaveLength(when === 'after' ? CAST : 0);
    expect(entriesOf(file, 'paper')).toHaveLength(1);
    expect([...entriesOf(file, 'aggregate'), ...entriesOf(file, 'result')]).toEqual([]);
    expect(entriesOf(file, 'paper-count')).toHaveLength(1);
    const { findings } = await verifyRecord(record, { random, ballotVerifier: run.ballotVerifier });
    expect(findings).toEqual([]);
  }, 240_000);
});

test('no page complained, left the hall or locked anybody out', () => {
  expect(hall.complaints).toEqual([]);
});
