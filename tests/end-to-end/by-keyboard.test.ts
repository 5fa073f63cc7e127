/**
 * The whole path of the officials without a mouse (UX 6.12): the organizer prepares and seals, the scrutineers make the keys, the card
 * station its cards, the desk checks in, the round is opened, closed, counted and published, the township answers.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FormMarks, type FormsMeeting, handIn, prepareForms } from '../forms/forms-meeting.ts';
import { button, fill, type Hall, named, openHall } from './hall.ts';
import { workByKeyboard } from './keyboard.ts';
import {
  checkIn,
  closeRound,
  countAndPublish,
  type OpenHall,
  openVoting,
  PASSWORD,
  sealMeeting,
} from './meeting-hall.ts';
import { addOfficial, next, setUp } from './organizer.ts';

const PEOPLE = ['杨辉', '韦小红', '梁志强', '周峰', '冯秀兰'];
const MEETING: FormsMeeting = {
  kind: 'appraisal',
  title: '石桥村村干部年度民主测评会',
  group: '党员和群众代表',
  people: PEOPLE,
  scrutineers: PEOPLE.slice(0, 3),
  leastAttendance: 5,
  lists: [{ title: '村干部', names: ['王建国', '田大利'], objects: 'persons', scale: 'four-excellent' }],
};
const FORM: FormMarks = [[0, 1]];

let hall: Hall;
let organizer: Page;
let open: OpenHall<FormsMeeting>;
let done: ReturnType<typeof workByKeyboard>;

beforeAll(async () => {
  hall = await openHall();
  organizer = await hall.device();
  done = workByKeyboard(organizer);
});
afterAll(async () => {
  await hall?.close();
});

describe.sequential('officials who have only a keyboard', () => {
  test('the organizer sets up the server and prepares a meeting', async () => {
    await setUp(organizer, hall.server.setUpCode as string, PASSWORD);
    await addOfficial(organizer, 'desk', '唐梅', PASSWORD);
    await addOfficial(organizer, 'township', '李镇长', PASSWORD);
    await prepareForms(organizer, MEETING);
    expect(done.type).toBeGreaterThan(10);
    expect(done.press).toBeGreaterThan(10);
  });

  test('scrutineers enrol and make the keys, the card station makes the cards, all sign', async () => {
    open = await sealMeeting(hall, organizer, MEETING);
  });

  test('the desk checks in and closes', async () => {
    await checkIn(open, PEOPLE);
    await button(open.desk, 'close-desk').click();
    await button(open.desk.locator('dialog[open]'), 'confirm').click();
    await named(open.desk, 'desk-closed').waitFor();
  });

  test('the round is opened, closed, counted and published', async () => {
    await openVoting(hall, organizer, open);
    for (const at of PEOPLE.keys()) await handIn(open, open.cards[1 + at] as string, FORM);
    await closeRound(hall, organizer, open, { received: 5, cast: 5 });
    await countAndPublish(hall, organizer, open);
    await next(organizer, 'report');
  });

  test('the township answers', async () => {
    const township = await hall.device();
    await township.goto('/township/');
    await fill(township, 'name', '李镇长');
    await fill(township, 'password', PASSWORD);
    await button(township, 'sign-in').click();
    await township.locator('.report-line').first().click();
    await township.locator('.phase-bar [aria-current="step"]', { hasText: '报批' }).waitFor();
    await named(township, 'answer').locator('input[value="file"]').check();
    await fill(township, 'number', '青委〔2026〕40号');
    await fill(township, 'signatory', '李镇长');
    await button(township, 'submit-answer').click();
    await named(township, 'answered').waitFor();
    await township.locator('.phase-bar [aria-current="step"]', { hasText: '批复' }).waitFor();
  });

  test('it was done by keys, and no page complained', () => {
    expect(done.press).toBeGreaterThan(60);
    expect(done.tick).toBeGreaterThan(3);
    expect(done.choose).toBeGreaterThan(3);
    expect(hall.complaints).toEqual([]);
  });
});
