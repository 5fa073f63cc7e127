/** 工作台账 as the township and the village's office keep it, in a browser and as files (rules §4.1). */

import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { daysIn, keepDays } from '../../kiosk/session/days.ts';
import { paperDocx, paperPdf } from '../../server/contract/papers.ts';
import * as publicApi from '../../server/contract/public.ts';
import * as desk from '../../server/contract/villages.ts';
import { meetingLedger, villageLedger } from '../../server/contract/work-ledger.ts';
import { openSession, type Session } from '../../server/rehearsal/session.ts';
import { button, fill, type Hall, named, openHall, save, screen } from '../end-to-end/hall.ts';
import { addOfficial, setUp, tab } from '../end-to-end/organizer.ts';
import { pageText, syntax } from '../prints/tools.ts';
import { prepareAssembly } from '../rounds/small-village.ts';

const PASSWORD = 'a long password';
const ORGANIZATION = '中共小河村支部委员会';

let hall: Hall;
let office: Page;
let township: Page;
let session: Session;
let superior: Session;
let meeting: string;
let village: string;
beforeAll(async () => {
  hall = await openHall();
  office = await hall.device();
  await setUp(office, hall.server.setUpCode ?? '', PASSWORD);
  await addOfficial(office, 'township', '镇组织委员', PASSWORD);
  session = openSession(hall.server.address);
  await session.call(publicApi.signIn, { body: { role: 'organizer', name: '高玉龙', password: PASSWORD } });
  superior = openSession(hall.server.address);
  await superior.call(publicApi.signIn, { body: { role: 'township', name: '镇组织委员', password: PASSWORD } });
  meeting = await prepareAssembly(session);
  const { villages } = await superior.call(desk.villages);
  village = villages.find(({ organization }) => organization === ORGANIZATION)?.id ?? '';
  await superior.call(desk.saveNominee, {
    params: { village },
    body: {
      id: null,
      name: '王秀英',
      post: 'member',
      sitting: 'member',
      sex: 'female',
      ethnicity: '汉族',
      birth: '1980-01',
      education: '大专',
      joined: '2005-06',
      grounds: [],
      secretaryGrounds: [],
      sanction: '',
      cleared: [],
      countyApproval: '',
      villageHead: false,
    },
  });
});
afterAll(() => hall?.close());

const dialog = () => office.locator('dialog[open]');
async function closed(): Promise<void> {
  await dialog().waitFor({ state: 'detached' });
  // Longer than the second tap of a nervous finger, which is dropped (kiosk/controls/press.ts).
  await office.waitForTimeout(450);
}

test('the office records a step and a person; what is refused is said in words, what is known cannot be typed', async () => {
  await office.reload();
  await office.locator('.meeting-line, [data-meeting]').first().click();
  await tab(office, 'ledger');
  await screen(office, 'ledger').waitFor();
  await office.locator('[data-step="9"]').click();
  await named(dialog(), 'line-state').locator('select').selectOption('done');
  await button(dialog(), 'save-line').click();
  await dialog().getByText('已完成的要填写完成日期。').waitFor();
  await fill(dialog(), 'line-date', '2026-01-10');
  await fill(dialog(), 'line-who', '吴菊芳');
  await fill(dialog(), 'line-note', '外出党员12名，电话通知9名、短信3名');
  await hall.picture(office, 'ledger-line');
  await button(dialog(), 'save-line').click();
  await closed();
  await office.getByText(daysIn('2026-01-10 · 吴菊芳 · 外出党员12名，电话通知9名、短信3名', 'zh')).waitFor();

  await office.locator('[data-step="19"]').click();
  await named(dialog(), 'line-state').locator('select').selectOption('done');
  await fill(dialog(), 'line-date', '2026-01-12');
  await button(dialog(), 'save-line').click();
  await dialog().getByText('还有人没有完成').waitFor();
  await dialog().getByText('王秀英').waitFor();
  await button(dialog(), 'cancel').click();
  await closed();
  await office.locator('[data-person="19-王秀英"]').click();
  await named(dialog(), 'line-state').locator('select').selectOption('done');
  await fill(dialog(), 'line-date', '2026-01-11');
  await button(dialog(), 'save-line').click();
  await closed();
  await named(office, 'ticks-pledge').getByText('（1/1）').waitFor();

  // The roll is in the system.
  await office.locator('[data-step="10"]').click();
  await named(dialog(), 'line-known').waitFor();
  expect(await named(dialog(), 'line-state').locator('select').isDisabled()).toBe(true);
  await button(dialog(), 'cancel').click();
  await closed();
  await button(office, 'add-audit').click();
  await fill(dialog(), 'line-person', '旧书记');
  await fill(dialog(), 'line-date', '2026-01-05');
  await fill(dialog(), 'line-number', '河审〔2026〕7号');
  await button(dialog(), 'save-line').click();
  await closed();
  await office.locator('[data-person="3-旧书记"]').waitFor();
  await office.evaluate(() => window.scrollTo(0, 0));
  await hall.picture(office, 'ledger-organizer');
  await office.locator('[data-step="8"]').evaluate((row) => row.scrollIntoView());
  await hall.picture(office, 'ledger-organizer-steps');
});

test('the township has the same ledger, a step past its day is late, and it reads well on a phone and in English', async () => {
  const line = { step: 11, person: '', state: 'open', date: null, number: '', who: '', note: '' } as const;
  await superior.call(villageLedger.save, { params: { village }, body: { ...line, due: '2026-01-31' } });
  township = await hall.device();
  await township.goto('/township/');
  await fill(township, 'name', '镇组织委员');
  await fill(township, 'password', PASSWORD);
  await button(township, 'sign-in').click();
  await screen(township, 'T1').waitFor();
  await tab(township, 'villages');
  await township.locator('[data-name="step-late"]').first().waitFor();
  await township.locator(`[data-village="${ORGANIZATION}"]`).click();
  await named(township, 'ledger')
    .getByText(keepDays('第 11 步“制定办法”应在2026年1月31日前完成，还没有完成。'))
    .waitFor();
  await named(township, 'ledger').getByText('外出党员12名').waitFor();
  await named(township, 'ledger').scrollIntoViewIfNeeded();
  await named(township, 'ledger').evaluate((card) => card.scrollIntoView());
  await hall.picture(township, 'ledger-township');
  // 公示 by its dates on the list: what is objected stands with the village until it is handled.
  await fill(township, 'noticeFrom', '2026-01-02');
  await button(township, 'save-village').click();
  const notice = named(township, 'notice-objections');
  await fill(notice, 'objection-day', '2026-01-03');
  await fill(notice, 'objection', '反映未公开账目');
  await button(notice, 'record-objection').click();
  await fill(notice, 'handling', '经核查不属实');
  await notice.evaluate((card) => card.scrollIntoView());
  await hall.picture(township, 'notice-objections');
  await button(notice, 'handle').click();
  await notice.getByText('处理：经核查不属实').waitFor();
  await township.setViewportSize({ width: 390, height: 844 });
  await named(township, 'ledger').evaluate((card) => card.scrollIntoView());
  await hall.picture(township, 'ledger-phone');
  await township.locator('[data-step="9"]').evaluate((row) => row.scrollIntoView());
  await hall.picture(township, 'ledger-phone-recorded');
  await named(township, 'ledger-persons').evaluate((card) => card.scrollIntoView());
  await hall.picture(township, 'ledger-persons-phone');
  const wide = await township.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBeLessThanOrEqual(0);
  await township.setViewportSize({ width: 1280, height: 800 });
  await named(township, 'language').first().click();
  await named(township, 'ledger').getByText('Pledges of discipline').first().waitFor();
  await named(township, 'ledger').evaluate((card) => card.scrollIntoView());
  await hall.picture(township, 'ledger-english');
});

test('it is printed as an official document and goes out as a table that comes back', async () => {
  const pdf = await save(township, named(township, 'ledger-pdf'));
  expect(syntax(pdf).status).toBe(0);
  expect(pageText(pdf, 1)).toContain('换届选举工作台账');
  expect(pageText(pdf, 1)).toContain('电话通知9名');
  const params = { meeting };
  const before = await session.call(meetingLedger.view, { params });
  for (const file of [meetingLedger.xlsx, meetingLedger.csv]) {
    const bytes = await session.call(file, { params });
    const body = { fileName: 'ledger', content: Buffer.from(bytes).toString('base64') };
    expect(await session.call(meetingLedger.importFile, { params, body })).toMatchObject({ imported: true, lines: [] });
    expect(await session.call(meetingLedger.view, { params })).toEqual(before);
  }
  const wrong = { fileName: 'a.csv', content: Buffer.from('步骤,状态\n11,已完成\n').toString('base64') };
  const refused = await superior.call(villageLedger.importFile, { params: { village }, body: wrong });
  expect(refused.lines.map(({ line, code }) => [line, code])).toEqual([[2, 'ledger-day-missing']]);
  expect((await session.call(meetingLedger.docx, { params })).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
});

test('the notice of the meeting is handed out as PDF and DOCX', async () => {
  const params = { meeting, paper: 'meeting-notice' };
  const pdf = await session.call(paperPdf, { params });
  expect(pageText(pdf, 1)).toContain('党员大会的通知');
  expect(pageText(pdf, 1)).toContain('2026年11月29日');
  expect((await session.call(paperDocx, { params })).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
});

test('a meeting of no organization has no ledger, and a person who was added can be taken out', async () => {
  const params = { meeting };
  await session.call(meetingLedger.remove, { params: { ...params, step: '3', person: '旧书记' } });
  const { steps } = await session.call(meetingLedger.view, { params });
  expect(steps[2]?.persons.map(({ person }) => person)).toEqual(['王秀英']);
  const named = await prepareAssembly(session, { organization: '' });
  const answer = await session.ask(meetingLedger.view, { params: { meeting: named } });
  expect(answer).toMatchObject({ ok: false, error: { code: 'organization-missing' } });
  expect(hall.complaints).toEqual([]);
});
