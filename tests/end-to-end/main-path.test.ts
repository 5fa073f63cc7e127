/**
 * The whole main path in a real Chromium against a real server with its own database: an assembly is prepared, its keys
 * and cards are made, members vote on a kiosk, the scrutineers open the count, the township answers, anybody checks; then
 * the elected committee's first plenary. Every number comes from what the pages did.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SETTING_FIELD } from '../../kiosk/screens/organizer/setting-fields.ts';
import { meetingSentences } from '../../tally/rules/rules-to-read.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { makeCards } from './card-station.ts';
import { button, fill, type Hall, named, openHall, readCode, save, screen } from './hall.ts';
import { castBallot, countTaps, DELIBERATE_MS, leaveKiosk, type Mark, markBallot, scan, tapNext } from './kiosk.ts';
import { PASSPHRASE, PASSWORD, POLLED } from './meeting-hall.ts';
import { passMotions } from './motions.ts';
import { addOfficial, confirm, counter, enrolmentCode, machineCode, next, prepare, setUp, tab } from './organizer.ts';
import { holdPlenary, type Plenary, preparePlenary } from './plenary.ts';
import { decrypt, enrolScrutineer, keyCeremony, readKiosks, scanCard, sign, unlock } from './scrutineer.ts';

const CANDIDATES = ['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕'];
const SCRUTINEERS = ['杨辉', '韦小红', '梁志强'];
const OTHERS = ['唐梅', '周峰', '高玉龙', '阿卜杜拉·买买提'];
const VOTERS = [...CANDIDATES, ...SCRUTINEERS, '唐梅', '周峰', '高玉龙'];

const line = (name: string, birth: string, category = '正式党员', right = '有', left = '', note = '') =>
  [name, '男', '汉族', birth, '高中', '2001-07', category, right, left, note].join(',');
const ROSTER = [
  '姓名,性别,民族,出生年月,学历,入党时间,党员类别,选举权,不计算在应到会人数,备注',
  ...[...CANDIDATES, ...SCRUTINEERS, ...OTHERS].map((name, at) => line(name, `19${60 + at}-04`)),
  line('王建国', '1977-06'),
  line('赵勇', '1988-04', '预备党员', '无'),
  line('杨海波', '1945-07', '正式党员', '有', '年老体弱卧床不起', '"镇党委同意,党员大会通过"'),
].join('\r\n');
const EXPECTED = CANDIDATES.length + SCRUTINEERS.length + OTHERS.length + 1;

const problemsShown = (found: readonly Element[]) => found.map((one) => one.getAttribute('data-problem'));
const checksShown = (found: readonly Element[]) => found.map((one) => one.getAttribute('data-check'));

/** The five who are elected. */
const PLENARY: Plenary = {
  people: CANDIDATES.slice(0, 5),
  chair: '田大利',
  secretary: '王建国',
  deputy: '李㛃',
  scrutineers: ['田大利', '任金山', '陈䶮'],
};

const USUAL: readonly Mark[] = ['approve', 'approve', 'approve', 'approve', 'approve', 'disapprove'];

let hall: Hall;
let organizer: Page;
let station: Page;
let desk: Page;
let kiosk: Page;
let township: Page;
let wall: Page;
/** As it hangs in the hall. */
let wallRoot = '';
const scrutineers: Page[] = [];
let cards: readonly string[] = [];
let receipt = '';

beforeAll(async () => {
  hall = await openHall();
  organizer = await hall.device();
});
afterAll(async () => {
  await hall?.close();
});

describe.sequential('an assembly, from the roll to the answer', () => {
  test('the organizer sets up the server and prepares the meeting by hand', async () => {
    await organizer.goto('/');
    await screen(organizer, 'set-up').waitFor();
    await hall.picture(organizer, 'set-up');
    await setUp(organizer, hall.server.setUpCode as string, PASSWORD);
    await hall.picture(organizer, 'meetings');
    await addOfficial(organizer, 'desk', '唐梅', PASSWORD);
    await addOfficial(organizer, 'township', '李镇长', PASSWORD);
    await prepare(organizer, {
      title: '石桥村党支部换届选举党员大会',
      roster: { name: '名册.csv', content: Buffer.from(`\uFEFF${ROSTER}`, 'utf8') },
      seats: 5,
      candidates: CANDIDATES,
      scrutineers: SCRUTINEERS,
    });
    await tab(organizer, 'roll');
    await expect.poll(() => counter(organizer, 'expected'), POLLED).toBe(EXPECTED);
    await hall.picture(organizer, 'organizer-roll');
    await tab(organizer, 'candidates');
    await hall.picture(organizer, 'organizer-candidates');
  });

  test('every rule has its field; one that is changed is unread again, and nothing is sealed before it is read', async () => {
    await tab(organizer, 'rules');
    await screen(organizer, 'O5').waitFor();
    for (const change of await organizer.locator('[data-name^="change-"]').all()) await change.click();
    const fields = await organizer
      .locator('.rule-field > .field')
      .evaluateAll((all) => all.map((field) => field.getAttribute('data-name')));
    const expected = meetingSentences(ruleSettings({ majorityBase: 'expected' }), 'assembly')
      .map(({ setting }) => setting)
      .filter((setting) => ['choice', 'number', 'codes'].includes(SETTING_FIELD[setting]))
      .filter((setting) => setting !== 'quorumEqualAccepted');
    expect(fields).toEqual(expected);
    expect(fields).toEqual(expect.arrayContaining(['scrutineerCount', 'exclusionCategories', 'paper.alteration']));
    await named(organizer, 'revoteThreshold').locator('input[value=half]').check();
    await named(organizer, 'paper.alteration').locator('input[value=void-row]').check();
    await expect.poll(() => organizer.locator('span[data-name=rules-unread]').getAttribute('data-count')).toBe('2');
    await button(organizer, 'save-rules').click();
    await organizer.locator('.notice[data-name="rules-unread"]').waitFor();
    for (const setting of ['revoteThreshold', 'paper.alteration'])
      await organizer.locator(`[data-setting="${setting}"] input[type=checkbox]`).check();
    await hall.picture(organizer, 'organizer-rules');
    await button(organizer, 'save-rules').click();
    await organizer.locator('.notice[data-name="rules-unread"]').waitFor({ state: 'detached' });
  });

  test('three scrutineers enrol on devices of their own', async () => {
    for (const index of [1, 2, 3]) {
      const page = await hall.device({ width: 800, height: 1280 });
      const look = (part: string) => (index === 1 ? hall.picture(page, `scrutineer-${part}`) : Promise.resolve());
      await enrolScrutineer(page, await enrolmentCode(organizer, index), PASSPHRASE, look);
      scrutineers.push(page);
    }
  });

  test('the ceremony shows the same digits everywhere and survives a reload', async () => {
    await next(organizer, 'seal');
    await confirm(organizer);
    const digits = await keyCeremony(scrutineers, () => hall.picture(scrutineers[0] as Page, 'scrutineer-ceremony'));
    await tab(organizer, 'hall');
    expect((await organizer.locator('.ceremony-digits').innerText()).replace(/\s/g, '')).toBe(digits);
    await hall.picture(scrutineers[0] as Page, 'scrutineer-cards');
    const [first] = scrutineers as [Page];
    await unlock(first, PASSPHRASE, () => hall.picture(first, 'scrutineer-unlock'));
    await screen(first, 'cards').waitFor();
  });

  test('a key file opens on another device with its passphrase only', async () => {
    const [first] = scrutineers as [Page];
    const saving = first.waitForEvent('download');
    await button(first, 'download').click();
    const keyFile = await (await saving).path();
    const other = await hall.device();
    await other.goto('/scrutineer/');
    await named(other, 'key-file').locator('input').setInputFiles(keyFile);
    await fill(other, 'restore-passphrase', `${PASSPHRASE}x`);
    await button(other, 'restore').click();
    await named(other, 'restore-passphrase').locator('.field-error').waitFor();
    await hall.picture(other, 'scrutineer-restore');
    await other.close();
  });

  test('the card station makes the cards, and their seeds are on paper only', async () => {
    station = await hall.device();
    const sent: string[] = [];
    station.on('request', (request) => sent.push(request.postData() ?? ''));
    await station.goto('/card-station/');
    await named(station, 'code').waitFor();
    await hall.picture(station, 'pairing');
    await fill(station, 'code', await machineCode(organizer, 'card-station'));
    await button(station, 'pair').click();
    cards = await makeCards(hall, station);
    expect(cards).toHaveLength(EXPECTED + 3);
    expect(new Set(cards).size).toBe(cards.length);
    for (const card of cards) for (const body of sent) expect(body).not.toContain(card.slice(3));
    await scanCard(scrutineers[0] as Page, cards[0] as string);
    await named(scrutineers[0] as Page, 'audit')
      .locator('.scanned-cards [data-good="true"]')
      .waitFor();
    for (const page of scrutineers) await sign(page, 'tokens');
    await named(station, 'wiped').waitFor();
    await hall.picture(station, 'card-station-wiped');
    await next(organizer, 'seal-round');
    for (const page of scrutineers) await sign(page, 'round');
    const rules = await organizer.evaluate(async () => {
      const { meetings } = await (await fetch('/api/organizer/meetings')).json();
      const record = await (await fetch(`/api/meetings/${meetings[0].id}/record.jsonl`)).text();
      const entries = record.split('\n').filter((line) => line.includes('"paper"'));
      return entries.map((line) => JSON.parse(line)).flatMap((entry) => entry.rules ?? entry.entry?.rules ?? []);
    });
    expect(rules).toEqual([
      expect.objectContaining({ revoteThreshold: 'half', paper: expect.objectContaining({ alteration: 'void-row' }) }),
    ]);
  });

  test('the desk checks in until four fifths are there', async () => {
    await next(organizer, 'open-check-in');
    desk = await hall.device();
    await desk.goto('/desk/');
    await named(desk, 'name').waitFor();
    await hall.picture(desk, 'sign-in');
    await fill(desk, 'name', '唐梅');
    await fill(desk, 'password', PASSWORD);
    await button(desk, 'sign-in').click();
    await desk.locator('.desk-member').first().waitFor();
    const taps = await countTaps(desk);
    for (const name of VOTERS) {
      await desk.locator('.desk-member').first().waitFor();
      await fill(desk, 'search', name);
      await desk.locator('.desk-member[data-state="absent"][data-right="votes"]', { hasText: name }).first().click();
      if (name === VOTERS[0]) await hall.picture(desk, 'desk-member');
      await button(desk.locator('dialog[open]'), 'check-in').click();
      await named(desk, 'draw-card').filter({ hasText: name }).waitFor();
    }
    await expect.poll(() => counter(desk, 'present'), POLLED).toBe(VOTERS.length);
    // The person, found by typing, and 签到 (UX 6.26); by the button of a surname it is a tap more (tests/desk).
    expect(await taps()).toBe(2 * VOTERS.length);
    await hall.picture(desk, 'desk');
  });

  test('who is helped to fill in is registered with the helper, who is no candidate (T57)', async () => {
    const dialog = desk.locator('dialog[open]');
    await fill(desk, 'search', '高玉龙');
    const member = desk.locator('.desk-member', { hasText: '高玉龙' });
    await member.click();
    await hall.picture(desk, 'desk-member-here');
    await button(dialog, 'leave').click();
    await hall.picture(desk, 'desk-leave');
    await button(dialog, 'cancel').click();
    await member.click();
    await button(dialog, 'assist').click();
    await fill(dialog, 'helper', '田大利');
    await button(dialog, 'confirm').click();
    await dialog.getByText('候选人不能代写').waitFor();
    await hall.picture(desk, 'desk-assist');
    await fill(dialog, 'helper', '吴菊芳');
    // Longer than the second tap of a nervous finger, which is dropped (kiosk/controls/press.ts).
    await desk.waitForTimeout(450);
    await button(dialog, 'confirm').click();
    await desk.locator('.desk-member', { hasText: '代写：吴菊芳' }).waitFor();
    await named(desk, 'document-assistance').waitFor();
  });

  test('who was left out and turns up is counted again by two officials, and left out as before if it was a mistake', async () => {
    const dialog = desk.locator('dialog[open]');
    const ask = async (step: 'readmit' | 'undo') => {
      await fill(desk, 'search', '杨海波');
      const found = desk.locator('.desk-member', { hasText: '杨海波' });
      // Whatever is said of a member, the name stays on one line.
      const isOnOneLine = async () => {
        const name = await found.locator('.desk-name').boundingBox();
        return name !== null && name.width > name.height;
      };
      await expect.poll(isOnOneLine, POLLED).toBe(true);
      await found.click();
      await button(dialog, step).click();
      await fill(dialog, 'second-name', '高玉龙');
      await fill(dialog, 'second-password', PASSWORD);
    };
    await ask('readmit');
    await hall.picture(desk, 'desk-readmit');
    await button(dialog, 'confirm').click();
    await named(desk, 'draw-card').filter({ hasText: '杨海波' }).waitFor();
    await expect.poll(() => counter(desk, 'expected'), POLLED).toBe(EXPECTED + 1);
    await expect.poll(() => counter(desk, 'present'), POLLED).toBe(VOTERS.length + 1);

    await ask('undo');
    await fill(dialog, 'reason', '认错了人，不是本人');
    await hall.picture(desk, 'desk-undo');
    expect((await dialog.boundingBox())?.width).toBeGreaterThan(400);
    await button(dialog, 'confirm').click();
    await expect.poll(() => counter(desk, 'expected'), POLLED).toBe(EXPECTED);
    await expect.poll(() => counter(desk, 'present'), POLLED).toBe(VOTERS.length);
  });

  test('the desk closes before voting opens', async () => {
    await button(desk, 'close-desk').click();
    await hall.picture(desk, 'desk-close');
    await button(desk.locator('dialog[open]'), 'confirm').click();
    await named(desk, 'desk-closed').waitFor();
  });

  test('the assembly passes the method, the scrutineers and who is left out, before it votes (rules §3, §4.1)', async () => {
    await passMotions(organizer, scrutineers, ['method', 'scrutineers', 'exclusions'], VOTERS.length);
  });

  test('voting opens by the signatures of the organizer and two scrutineers', async () => {
    kiosk = await hall.device();
    // A tablet that nobody has plugged in, whatever this computer runs on.
    await kiosk.addInitScript(() => {
      const battery = Object.assign(new EventTarget(), { level: 0.29, charging: false });
      Object.assign(window, { battery });
      Object.assign(Navigator.prototype, { getBattery: async () => battery });
    });
    await kiosk.goto('/kiosk/');
    await fill(kiosk, 'code', await machineCode(organizer, 'kiosk'));
    await button(kiosk, 'pair').click();
    await button(kiosk, 'calibrated').waitFor();
    await hall.picture(kiosk, 'kiosk-calibration');
    await button(kiosk, 'calibrated').click();
    wall = await hall.device({ width: 1920, height: 1080 });
    await wall.goto('/screen/');
    await fill(wall, 'code', await machineCode(organizer, 'screen'));
    await button(wall, 'pair').click();
    await next(organizer, 'open-round');
    await fill(organizer, 'cards-in-box', String(cards.length - 1));
    await fill(organizer, 'cards-audited', '1');
    await hall.picture(organizer, 'organizer-open');
    await confirm(organizer);
    for (const page of scrutineers.slice(0, 2)) await sign(page, 'open');
    await screen(kiosk, 'V0').waitFor();
    await hall.picture(kiosk, 'V0');
    // Where the meeting stands is told on every official's page (UX 5.9).
    for (const page of [organizer, desk, station, ...scrutineers])
      await page.locator('.phase-bar[data-phase="voting"] [aria-current="step"]').waitFor();
  });

  test('who calls staff at a kiosk is seen where staff sit, until the call is ended there', async () => {
    const sitting = [organizer, desk, scrutineers[0] as Page];
    const needed = (page: Page) => page.locator('.notice[data-name="staff-needed"]');
    await tab(organizer, 'hall');
    const state = organizer.locator('.device-health tr[data-kiosk] td').last();
    await expect.poll(() => state.getAttribute('data-good'), POLLED).toBe('true');
    await button(kiosk, 'call-staff').click();
    for (const page of sitting) {
      await needed(page).waitFor();
      expect(await needed(page).innerText()).toMatch(/^投票机1 需要工作人员/);
      expect(await needed(page).locator('svg').count()).toBe(1);
    }
    await expect.poll(() => state.innerText(), POLLED).toContain('需要');
    expect(await state.getAttribute('data-good')).toBe('false');
    await hall.picture(organizer, 'organizer-staff-needed');
    await hall.picture(desk, 'desk-staff-needed');
    await hall.picture(scrutineers[0] as Page, 'scrutineer-staff-needed');
    await button(kiosk, 'end-call').click();
    for (const page of sitting) await needed(page).waitFor({ state: 'detached' });
    await expect.poll(() => state.getAttribute('data-good'), POLLED).toBe('true');
  });

  test('a kiosk that runs out of power is seen by the organizer, in words, until it is plugged in', async () => {
    await tab(organizer, 'hall');
    const battery = organizer.locator('.device-health tr[data-kiosk] td').nth(4);
    await expect.poll(() => battery.innerText(), POLLED).toBe('⚠ 电量 25% · 未接电源，请充电');
    expect(await battery.getAttribute('data-good')).toBe('false');
    await organizer.locator('.device-health').evaluate((table) => table.scrollIntoView({ block: 'center' }));
    await hall.picture(organizer, 'organizer-kiosk-battery');
    await kiosk.evaluate(() => {
      const { battery } = window as unknown as { readonly battery: EventTarget };
      Object.assign(battery, { charging: true });
      battery.dispatchEvent(new Event('chargingchange'));
    });
    await expect.poll(() => battery.innerText(), POLLED).toBe('✓ 电量 25% · 已接电源');
  });

  test('more than the seats cannot be chosen; a write-in is reached only after 不赞成', async () => {
    await scan(kiosk, cards[1] as string);
    await markBallot(kiosk, ['approve', 'approve', 'disapprove', 'approve', 'approve', null]);
    expect(await kiosk.locator('body').innerText()).toContain('按弃权计');
    await hall.picture(kiosk, 'V3-unmarked');
    await button(kiosk, 'change').first().click();
    await screen(kiosk, 'V2').waitFor();
    expect(await button(kiosk, 'write-in').count()).toBe(1);
    await button(kiosk, 'write-in').click();
    await screen(kiosk, 'V5').waitFor();
    await hall.picture(kiosk, 'V5');
    await kiosk.locator('[data-surname="唐"]').click();
    await kiosk.waitForTimeout(DELIBERATE_MS);
    await kiosk.locator('.picker-person', { hasText: '唐梅' }).click();
    await screen(kiosk, 'V2').waitFor();
    await hall.picture(kiosk, 'V2-write-in');
    // 返回核对 comes straight back: every row of this page has its mark.
    await tapNext(kiosk, 'next');
    await screen(kiosk, 'V3').waitFor();
    // Four approvals and one write-in fill the five seats.
    await kiosk.locator('.review-row', { hasText: '林海燕' }).locator('[data-name="change"]').click();
    await kiosk.locator('.mark-row', { hasText: '林海燕' }).locator('[data-mark="approve"]').click();
    const refusal = kiosk.locator('dialog[open][data-dialog="mark-refused"]');
    await refusal.waitFor();
    for (const name of ['王建国', '田大利', '李㛃', '陈䶮', '唐梅']) expect(await refusal.innerText()).toContain(name);
    await hall.picture(kiosk, 'V2-too-many');
    await button(refusal, 'understood').click();
    // The row without a mark is pointed out once; the second tap goes on.
    await tapNext(kiosk, 'next');
    expect(await screen(kiosk, 'V3').count()).toBe(0);
    await tapNext(kiosk, 'next');
    await screen(kiosk, 'V3').waitFor();
    await castBallot(kiosk);
    receipt = await readCode(kiosk.locator('.qr-code').first(), hall.folder);
    await hall.picture(kiosk, 'V4');
    await leaveKiosk(kiosk);
  });

  test('a ballot takes candidates + pages + 2 taps, and one more for each further review page', async () => {
    await scan(kiosk, cards[2] as string);
    await screen(kiosk, 'V1').waitFor();
    await hall.picture(kiosk, 'V1');
    const taps = await countTaps(kiosk);
    await markBallot(kiosk, USUAL);
    await kiosk.locator('.qr-code').first().waitFor();
    await hall.picture(kiosk, 'V3');
    const reviewPages = (await button(kiosk, 'cast').count()) === 0 ? 2 : 1;
    await castBallot(kiosk);
    const spent = await taps();
    await leaveKiosk(kiosk);
    // A 10-inch tablet shows six candidates on two pages.
    expect(spent).toBe(CANDIDATES.length + 2 + 2 + (reviewPages - 1));
  });

  test('everybody else votes; a used card and another paper are told apart', async () => {
    for (const card of cards.slice(3, VOTERS.length)) {
      await scan(kiosk, card);
      await markBallot(kiosk, USUAL);
      await castBallot(kiosk);
      await leaveKiosk(kiosk);
    }
    await scan(kiosk, cards[2] as string);
    await kiosk.locator('[data-screen="V0e"] [data-problem="cast"], [data-problem="cast"]').first().waitFor();
    await hall.picture(kiosk, 'V0e');
    await button(kiosk, 'understood').click();
    await scan(kiosk, 'HTTPSEXAMPLEORG');
    await kiosk.locator('[data-problem="unreadable"]').waitFor();
    await button(kiosk, 'understood').click();
    await tab(organizer, 'hall');
    await expect.poll(() => counter(organizer, 'cast'), POLLED).toBe(VOTERS.length - 1);
    await hall.picture(organizer, 'organizer-voting');
  });

  test('a scrutineer checks the kiosk with a card from the box: bound first, then opened and rebuilt (UX 6.35)', async () => {
    const device = scrutineers[0] as Page;
    await named(device, 'check-kiosk').locator('summary').click();
    const checking = named(device, 'checking');
    const scanCode = async () => {
      await fill(checking, 'code', await readCode(kiosk.locator('.receipt-qr'), hall.folder));
      await button(checking, 'code-enter').click();
    };
    await scan(kiosk, cards.at(-1) as string);
    await markBallot(kiosk, USUAL);
    await kiosk.locator('.receipt-qr').waitFor();
    await scanCode();
    await checking.locator('[data-state="done"] .checking-codes').waitFor();
    await hall.picture(device, 'scrutineer-bound');
    while ((await button(kiosk, 'challenge').count()) === 0) await tapNext(kiosk, 'next');
    await tapNext(kiosk, 'challenge');
    await tapNext(kiosk, 'open');
    await screen(kiosk, 'V6-opened').locator('.receipt-qr').waitFor();
    await scanCode();
    await button(checking, 'choices-same').waitFor();
    const read = await checking.locator('.checking-marks dt').allInnerTexts();
    expect(read.map((name) => name.slice(0, 3))).toEqual(CANDIDATES.map((name) => name.slice(0, 3)));
    expect(await checking.locator('.checking-marks dd').allInnerTexts()).toEqual([
      ...Array.from({ length: 5 }, () => '赞成'),
      '不赞成',
    ]);
    await hall.picture(device, 'scrutineer-compare');
    await button(checking, 'choices-same').click();
    await checking.locator('[data-screen="V7"][data-verdict="matches"]').waitFor();
    await hall.picture(device, 'scrutineer-matches');
    await tapNext(kiosk, 'done');
    await tab(organizer, 'hall');
    await expect.poll(() => counter(organizer, 'challenged'), POLLED).toBe(1);
    expect(await counter(organizer, 'cast')).toBe(VOTERS.length - 1);
  });

  test('a damaged card is exchanged by desk and scrutineer, and the old one is void (UX 5.3)', async () => {
    // The acceptances outlive the page that received them.
    const kept = () =>
      kiosk.evaluate(() =>
        Object.entries(localStorage).flatMap(([key, value]) => (key.includes('acceptances') ? JSON.parse(value) : [])),
      );
    const before = await kept();
    expect(before).toHaveLength(VOTERS.length - 1);
    await kiosk.reload();
    await screen(kiosk, 'V0').waitFor();
    expect(await kept()).toEqual(before);
    const page = scrutineers[0] as Page;
    expect(await named(page, 'exchange').innerText()).toContain('遗失的卡不补');
    await button(desk, 'exchange-damaged').click();
    await named(desk, 'exchanges').locator('[data-exchange="damaged"][data-waiting="true"]').waitFor();
    await hall.picture(desk, 'desk-exchange');
    await named(page, 'exchange').locator('[data-exchange="damaged"]').waitFor();
    await named(page, 'exchange').evaluate((card) => card.scrollIntoView());
    await hall.picture(page, 'scrutineer-exchange');
    await fill(named(page, 'exchange'), 'card', cards[VOTERS.length] as string);
    await button(named(page, 'exchange'), 'card-enter').click();
    await named(page, 'exchange-told').waitFor();
    await expect.poll(() => named(desk, 'exchanges').innerText(), POLLED).toContain('可以抽新卡（共换 1 张）');
    await scan(kiosk, cards[VOTERS.length] as string);
    await kiosk.locator('[data-problem="void"]').first().waitFor();
    await button(kiosk, 'understood').click();
  });

  test('left-over and returned cards are voided, the hand counts fit, and the round is closed', async () => {
    await next(organizer, 'stop');
    const question = organizer.locator('dialog[open]');
    await named(question, 'not-voted').filter({ hasText: '还有 1 人未投' }).waitFor();
    await fill(question, 'second-name', '唐梅');
    await fill(question, 'second-password', 'not hers');
    await button(question, 'confirm').click();
    await question.getByText('须由另一名工作人员').waitFor();
    await hall.picture(organizer, 'organizer-stop');
    await fill(question, 'second-password', PASSWORD);
    await confirm(organizer);
    const page = scrutineers[0] as Page;
    await named(page, 'voiding').waitFor();
    await named(page, 'action').locator('input[value="void-returned"]').check();
    // The new card of who had the damaged one was not used.
    await scanCard(page, cards[VOTERS.length + 1] as string);
    await expect.poll(() => counter(page, 'returned'), POLLED).toBe(1);
    await named(page, 'action').locator('input[value="void-unissued"]').check();
    const unissued = [cards[0] as string, ...cards.slice(VOTERS.length + 2, -1)];
    for (const card of unissued) await scanCard(page, card);
    await expect.poll(() => counter(page, 'unissued'), POLLED).toBe(unissued.length);
    await hall.picture(page, 'scrutineer-voiding');
    await next(organizer, 'close');
    await fill(organizer, 'received', String(VOTERS.length + 1));
    await organizer.locator('[data-check="live-b"][data-state="failed"]').waitFor();
    await organizer.locator('dialog[open] button[data-name="confirm"]:disabled').waitFor();
    await hall.picture(organizer, 'organizer-close-fails');
    await fill(organizer, 'received', String(VOTERS.length));
    await named(organizer, 'live-accounting').and(organizer.locator('[data-holds="true"]')).waitFor();
    // The kiosk hands them over as soon as it hears that voting has stopped.
    const held = () => kiosk.evaluate(async () => (await (await fetch('/api/kiosk/state')).json()).acceptances);
    await expect.poll(held, POLLED).toBe(VOTERS.length - 1);
    await named(organizer, 'kiosks-overdue').waitFor({ state: 'detached' });
    await hall.picture(organizer, 'organizer-close');
    await confirm(organizer);
    for (const one of scrutineers.slice(0, 2)) await sign(one, 'close');
  });

  test('a device that is shown a head with a stranger’s signature says why it gives no share, and gives none (§8.2)', async () => {
    const page = scrutineers[1] as Page;
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/entries')) sent.push(request.url());
    });
    // The history is the same, so that only the check of the heads has anything to say.
    const signature = Buffer.alloc(76, 7).toString('base64');
    await page.route('**/record.jsonl', async (route) => {
      const response = await route.fetch();
      const lines = (await response.text()).trimEnd().split('\n');
      const last = JSON.parse(lines.at(-1) as string);
      const note = `${last.note}— stranger.example/one ${signature}\n`;
      const told = [...lines.slice(0, -1), JSON.stringify({ note, type: last.type })];
      await route.fulfill({ response, body: `${told.join('\n')}\n` });
    });
    await readKiosks(page, [kiosk]);
    await button(page, 'examine').click();
    const refused = named(page, 'release-problems');
    await refused.waitFor();
    expect(await refused.locator('[data-problem]').evaluateAll(problemsShown)).toEqual(['record-fails']);
    expect(await page.locator('[data-check][data-state="failed"]').evaluateAll(checksShown)).toEqual(['log']);
    expect(await button(page, 'decrypt').count()).toBe(0);
    await hall.picture(page, 'scrutineer-refuses');
    expect(sent).toEqual([]);
    await page.unroute('**/record.jsonl');
  });

  test('no page and no answer of the server knows a count before two scrutineers have opened it', async () => {
    const state = await organizer.evaluate(async () => {
      const list = await (await fetch('/api/organizer/meetings')).json();
      return JSON.stringify(await (await fetch(`/api/organizer/meetings/${list.meetings[0].id}`)).json());
    });
    expect(state).not.toContain('"approve"');
    const second = scrutineers[1] as Page;
    await decrypt(second, [kiosk], PASSPHRASE, async () => {
      await hall.picture(second, 'scrutineer-checks');
      // A device left unlocked gives nobody else's share (UX S7).
      await fill(second, 'release-passphrase', '别人的口令');
      await button(second, 'decrypt').click();
      await named(second, 'release-passphrase').getByText('口令不对').waitFor();
      expect(await named(second, 'given').count()).toBe(0);
      // The same button again.
      await second.waitForTimeout(DELIBERATE_MS);
    });
    // Nothing any device of the hall has been sent, from the set-up to one decryption of two (UX 6.29).
    expect(await hall.toldCounts()).toEqual([]);
    await decrypt(scrutineers[2] as Page, [kiosk], PASSPHRASE);
    for (const page of scrutineers) {
      await button(page, 'verify-result').click();
      await button(page, 'attest').click();
    }
    await next(organizer, 'publish');
    await confirm(organizer);
    const result = named(organizer, 'result-1');
    await result.waitFor();
    // Now they are told: it would have been noticed.
    expect(await hall.toldCounts()).not.toEqual([]);
    const rows = await result.locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split(/\s+/).slice(0, 4).join(' '))).toEqual([
      '王建国 11 0 0',
      '田大利 11 0 0',
      '任金山 10 1 0',
      '李㛃 11 0 0',
      '陈䶮 11 0 0',
      '林海燕 0 10 1',
      '唐梅（另选） 1 — —',
    ]);
    await result.evaluate((card) => card.scrollIntoView());
    await hall.picture(organizer, 'organizer-result');
  });

  test('the big screen follows the operator only', async () => {
    // Voting, count and publication have passed, and it still shows what it was put on at first (UX 6.31).
    await screen(wall, 'B1').waitFor();
    await hall.picture(wall, 'wall-welcome');
    await tab(organizer, 'machines');
    // His page shows the picture that hangs, and the one that the next step would bring.
    const [now, coming] = ['wall-now', 'wall-next'].map((name) => named(organizer, name)) as [Locator, Locator];
    await now.locator('[data-picture="welcome"]').waitFor();
    // The keys are made: first the title with their digits, then the check-in.
    await coming.locator('[data-picture="welcome"][data-page="1"]').waitFor();
    await hall.picture(organizer, 'organizer-machines');
    const told = wall.locator('.wall-main');
    await organizer.locator('[data-view="closing"]').click();
    await named(wall, 'accounting').filter({ hasText: '票数核对相符' }).waitFor();
    await hall.picture(wall, 'wall-accounting');
    // The operator presses when his page shows what will come, and not with the finger still there from the last press.
    const step = async (id: string, picture: string, part = 0) => {
      await coming.locator(`[data-picture="${picture}"][data-page="${part}"]`).waitFor();
      await organizer.waitForTimeout(DELIBERATE_MS);
      await button(organizer, 'wall-next-step').click();
      await screen(wall, id).waitFor();
    };
    await step('B6', 'counting');
    await wall.getByText('监票人密钥').waitFor();
    await hall.picture(wall, 'wall-counting');
    await step('B6', 'counting', 1);
    await wall.getByText('开票证明').waitFor();
    await hall.picture(wall, 'wall-checks');
    await step('B7', 'result');
    await coming.locator('[data-picture="verify"]').waitFor();
    expect(await told.locator('tbody th').allInnerTexts()).toEqual([
      ...['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕', '另选 唐梅'],
    ]);
    await hall.picture(wall, 'wall-result');
    // The order is the operator's too.
    await named(organizer, 'wall-order').locator('select').selectOption('votes');
    await expect
      .poll(() => told.locator('tbody th').allInnerTexts(), POLLED)
      .toEqual([...['王建国', '田大利', '李㛃', '陈䶮', '任金山', '林海燕', '另选 唐梅']]);
    // Counted and published is not announced: the names are offered when the chair has said them.
    expect(await organizer.locator('[data-view="elected"]').isDisabled()).toBe(true);
    await button(organizer, 'announce').click();
    await hall.picture(organizer, 'organizer-announce');
    await confirm(organizer);
    await coming.locator('[data-picture="elected"]').getByText('陈䶮').waitFor();
    expect(await screen(wall, 'B7').count()).toBe(1);
    await hall.picture(organizer, 'organizer-big-screen');
    await step('B8', 'elected');
    await wall.getByText('陈䶮').first().waitFor();
    await hall.picture(wall, 'wall-elected');
    await step('B9', 'verify');
    await hall.picture(wall, 'wall-verify');
    // What the hall compares is what the result sheet prints.
    const root = await wall.locator('[data-root]').getAttribute('data-root');
    expect(root).toMatch(/^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/);
    wallRoot = root ?? '';
  });

  test('a receipt is found on a phone, and one tap verifies everything', async () => {
    const phone = await hall.device({ width: 390, height: 844 });
    const asked: string[] = [];
    phone.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      asked.push(`${pathname}${search} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`);
    });
    await phone.goto(receipt);
    await phone.locator('.check-answer[data-state="counted"]').waitFor();
    // By the address of the hall's network the browser offers no cryptography of its own (UX 6.37).
    const { hostname } = new URL(receipt);
    const isOwnComputer = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    expect(await phone.evaluate(() => typeof crypto.subtle)).toBe(isOwnComputer ? 'object' : 'undefined');
    expect(await phone.locator('body').innerText()).toContain('已计入');
    // The server does not learn which ballot is asked for: no piece of T, h or signature leaves the page.
    const secret = receipt.slice(receipt.lastIndexOf('.') + 1);
    expect(asked.length).toBeGreaterThan(2);
    for (let at = 0; at + 12 <= secret.length; at += 12)
      for (const request of asked) expect(request).not.toContain(secret.slice(at, at + 12));
    await phone.locator('.phase-bar [aria-current="step"]').waitFor();
    await hall.picture(phone, 'phone-receipt');
    await button(phone, 'verify').click();
    await named(phone, 'verdict').waitFor();
    expect(await phone.locator('[data-check][data-state="failed"]').count()).toBe(0);
    // The characters that hang in the hall are those of the result sheet.
    await fill(phone, 'root', wallRoot);
    await phone.getByText('相符：第 1 轮的报告单').waitFor();
    await hall.picture(phone, 'phone-verified');
  });

  test('a photograph of the printed sheet is compared with the record on the phone', async () => {
    await tab(organizer, 'documents');
    const path = join(hall.folder, 'result.pdf');
    writeFileSync(path, await save(organizer, organizer.locator('a[data-name="document-result-sheet"]')));
    execFileSync('pdftoppm', ['-r', '200', '-jpeg', path, join(hall.folder, 'sheet')]);
    const phone = await hall.device({ width: 390, height: 844 });
    await phone.goto(receipt);
    const paper = named(phone, 'paper');
    await paper.locator('summary').click();
    for (const photo of readdirSync(hall.folder).filter((name) => /^sheet-\d+\.jpg$/.test(name))) {
      await named(paper, 'symbol-photo').locator('input').setInputFiles(join(hall.folder, photo));
      await named(paper, 'symbol-photo').locator('input:enabled').waitFor();
    }
    const same = paper.locator('[data-name="sheet"][data-ok="true"]');
    await same.waitFor();
    expect(await same.innerText()).toContain('林海燕');
    await paper.evaluate((card) => card.scrollIntoView());
    await hall.picture(phone, 'phone-paper');
  });

  test('the township checks the PDF in its page, files the committee, and gets a signed answer', async () => {
    await next(organizer, 'report');
    await tab(organizer, 'documents');
    const pdf = Array.from(await save(organizer, organizer.locator('a[data-name="document-result-sheet"]')));
    writeFileSync(join(hall.folder, 'sheet.pdf'), Uint8Array.from(pdf));
    const paper = execFileSync('pdftotext', [join(hall.folder, 'sheet.pdf'), '-'], { encoding: 'utf8' }).replace(
      /\s/g,
      '',
    );
    expect(paper).toContain('抽查投票机1次，全部相符');
    township = await hall.device();
    await township.goto('/township/');
    await named(township, 'sheet-check').waitFor();
    const upload = (bytes: readonly number[]) =>
      named(township, 'sheet-file')
        .locator('input')
        .setInputFiles({ name: 'result.pdf', mimeType: 'application/pdf', buffer: Buffer.from(bytes) });
    await upload(pdf);
    await township.locator('[data-name="examination"][data-ok="true"]').waitFor();
    await hall.picture(township, 'township-check');
    const at = Math.floor(pdf.length / 3);
    await upload(pdf.map((byte, index) => (index === at ? byte ^ 1 : byte)));
    await township.locator('[data-name="examination"][data-ok="false"], [data-name="unreadable"]').waitFor();

    await fill(township, 'name', '李镇长');
    await fill(township, 'password', PASSWORD);
    await button(township, 'sign-in').click();
    // Of a result that the other base would change the committee is told before it answers (UX 6.32, T3).
    const sensitive = named(township, 'base-sensitive');
    const report = /\/api\/township\/meetings\/[^/]+$/;
    await township.route(report, async (route) => {
      const response = await route.fetch();
      const told = await response.json();
      for (const contest of told.result.contests) contest.baseSensitive = true;
      await route.fulfill({ response, json: told });
    });
    await township.locator('.report-line').first().click();
    await sensitive.waitFor();
    expect(await sensitive.innerText()).toContain('口径敏感');
    await township.unroute(report);
    await township.reload();
    await township.locator('.report-line').first().click();
    await named(township, 'result').locator('tbody tr').first().waitFor();
    expect(await sensitive.count()).toBe(0);
    await named(township, 'answer').locator('input[value="file"]').check();
    await fill(township, 'number', '青委〔2026〕32号');
    await fill(township, 'signatory', '李镇长');
    await township.evaluate(() => window.scrollTo(0, 0));
    await hall.picture(township, 'township-report');
    await button(township, 'submit-answer').click();
    await named(township, 'answered').waitFor();
    const path = join(hall.folder, 'answer.pdf');
    writeFileSync(path, await save(township, township.locator('a[data-name="document-answer"]')));
    expect(execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })).toContain('Signature is Valid');
  });

  test('the organizer goes on to the first plenary, whose candidates are the elected committee', async () => {
    await next(organizer, 'derive');
    await organizer.locator('.official-meeting', { hasText: '第一次全体会议' }).waitFor();
    await preparePlenary(organizer, PLENARY);
    await tab(organizer, 'candidates');
    await hall.picture(organizer, 'plenary-candidates');
  });

  test('the plenary of five is voted, counted and published through the screens', async () => {
    await holdPlenary(hall, organizer, PLENARY);
    const result = named(organizer, 'result-1');
    const rows = await result.locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split(/\s+/).slice(0, 4).join(' '))).toEqual(['王建国 5 0 0', '李㛃 5 0 0']);
    await hall.picture(organizer, 'plenary-result');
  });

  test('the township approves the secretaries, and nothing is left to do', async () => {
    await next(organizer, 'report');
    await township.goto('/township/');
    await township.locator('.report-line', { hasText: '第一次全体会议' }).click();
    await named(township, 'answer').locator('input[value="approve"]').check();
    await fill(township, 'number', '青委〔2026〕33号');
    // Who signed the answer before is not typed again.
    expect(await named(township, 'signatory').locator('input').inputValue()).toBe('李镇长');
    await button(township, 'submit-answer').click();
    await named(township, 'answered').waitFor();
    await tab(organizer, 'hall');
    await organizer.locator('.next-step[data-step="finished"]').waitFor();
  });

  test('no page complained and no request left the hall', () => {
    expect(hall.complaints).toEqual([]);
  });
});
