/**
 * Two 民主推荐 in a real Chromium against a real server, of the members and of the villagers' representatives, and the township's one list
 * of both with its publicity (两推, rules §4.3).
 */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepDays } from '../../kiosk/session/days.ts';
import { button, fill, type Hall, named, openHall, save, screen } from '../end-to-end/hall.ts';
import { DELIBERATE_MS } from '../end-to-end/kiosk.ts';
import {
  checkIn,
  closeRound,
  countAndPublish,
  type OpenHall,
  openVoting,
  PASSWORD,
  sealMeeting,
} from '../end-to-end/meeting-hall.ts';
import { addOfficial, next, setUp, tab } from '../end-to-end/organizer.ts';
import { onAllPages, previewFrame } from '../end-to-end/preview.ts';
import { lookAt } from '../end-to-end/views.ts';
import { type FormMarks, type FormsMeeting, handIn, prepareForms } from './forms-meeting.ts';

const COMMITTEE = '村党支部委员初步人选';
const SECRETARY = '村党支部书记初步人选';
const NOMINEES = ['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕', '周玥', '买买提·吐尔逊江'];
const LISTS = [
  { title: COMMITTEE, names: NOMINEES, limit: 3 },
  { title: SECRETARY, names: NOMINEES.slice(0, 3), limit: 1 },
];
const MEMBERS: FormsMeeting = {
  kind: 'recommendation',
  title: '石桥村党支部委员会换届人选党员推荐大会',
  group: '党员',
  people: ['杨辉', '韦小红', '梁志强', '周峰', '高玉龙', '唐梅'],
  scrutineers: ['杨辉', '韦小红', '梁志强'],
  leastAttendance: null,
  combine: 'cross-list',
  lists: LISTS,
};
const REPRESENTATIVES: FormsMeeting = {
  ...MEMBERS,
  title: '石桥村党支部委员会换届人选村民代表推荐会议',
  group: '村民代表',
  people: ['冯秀兰', '董长贵', '袁小梅', '潘德明', '蒋玉芬'],
  scrutineers: ['冯秀兰', '董长贵', '袁小梅'],
  leastAttendance: 5,
};

/** Everybody names the first, one less the second, two less the third; of the secretary likewise. */
const forms = (top: readonly string[], count: number): readonly FormMarks[] =>
  Array.from({ length: count }, (_, voter) => [
    top.filter((_name, at) => voter < count - at),
    voter === 0 ? [] : [top[voter % 2 === 0 ? 0 : 1] as string],
  ]);

let hall: Hall;
let organizer: Page;
let township: Page;
let open: OpenHall<FormsMeeting>;
const wide: string[] = [];
const look = async (page: Page, name: string) => {
  wide.push(...(await lookAt(hall, page, `recommendation-${name}`)));
};

beforeAll(async () => {
  hall = await openHall();
  organizer = await hall.device();
});
afterAll(async () => {
  await hall?.close();
});

/** Everybody is there, and hands in a form. */
async function vote(open: OpenHall<FormsMeeting>, top: readonly string[], isLookedAt: boolean): Promise<void> {
  const { meeting } = open;
  await checkIn(open, meeting.people);
  await button(open.desk, 'close-desk').click();
  await button(open.desk.locator('dialog[open]'), 'confirm').click();
  await openVoting(hall, organizer, open);
  for (const [at, marks] of forms(top, meeting.people.length).entries()) {
    const seen = isLookedAt && at === 0;
    await handIn(open, open.cards[1 + at] as string, marks, async (name) => {
      if (seen) await hall.picture(open.kiosk, `recommendation-kiosk-${name}`);
    });
  }
}

async function count(open: OpenHall<FormsMeeting>, isLookedAt: boolean): Promise<void> {
  const everybody = open.meeting.people.length;
  await closeRound(hall, organizer, open, { received: everybody, cast: everybody });
  await countAndPublish(hall, organizer, open);
  if (isLookedAt) {
    await tab(organizer, 'machines');
    await organizer.locator('[data-view="result"]').click();
    await open.wall.getByText(`${COMMITTEE} · 推荐汇总`).waitFor();
    await hall.picture(open.wall, 'recommendation-wall-result-0');
    await organizer.locator('[data-part="1"]').click();
    await open.wall.getByText(`${SECRETARY} · 推荐汇总`).waitFor();
    await hall.picture(open.wall, 'recommendation-wall-result-1');
    await tab(organizer, 'hall');
    await look(organizer, 'result');
  }
}

const rowsOf = async (list: string): Promise<readonly (readonly string[])[]> => {
  const rows = named(organizer, 'result-1').locator(`[data-form="${list}"] tbody tr`);
  const all: string[][] = [];
  for (const row of await rows.all())
    all.push((await row.locator('td, th').allInnerTexts()).map((text) => text.trim()));
  return all;
};

describe.sequential('a recommendation by two groups, to one list', () => {
  test('a limit of three is typed, the preview takes no fourth name', async () => {
    await setUp(organizer, hall.server.setUpCode as string, PASSWORD);
    await addOfficial(organizer, 'desk', '唐梅', PASSWORD);
    await addOfficial(organizer, 'township', '李镇长', PASSWORD);
    await prepareForms(organizer, MEMBERS);
    await tab(organizer, 'form');
    await look(organizer, 'form');
    await tab(organizer, 'preview');
    const preview = await previewFrame(organizer);
    for (const name of NOMINEES.slice(0, 4)) await preview.locator(`[data-nominee="${name}"]`).first().click();
    await preview.locator('dialog[open][data-dialog="mark-refused"]').waitFor();
    expect(await preview.locator('.nominee[aria-pressed="true"]').count()).toBe(3);
    await look(organizer, 'preview');
  });

  test('three scrutineers enrol, make the keys, and sign the cards and the round', async () => {
    open = await sealMeeting(hall, organizer, MEMBERS);
  });

  test('the members hand in their forms on the kiosk', async () => {
    await vote(open, ['王建国', '田大利', '任金山'], true);
  });

  test('the members have recommended: a ranking by votes without threshold', async () => {
    await count(open, true);
    expect(await rowsOf(COMMITTEE)).toEqual([
      ['1', '王建国', '6', '100.00%'],
      ['2', '田大利', '5', '83.33%'],
      ['3', '任金山', '4', '66.67%'],
    ]);
    expect(await rowsOf(SECRETARY)).toEqual([
      ['1', '田大利', '3', '50.00%'],
      ['2', '王建国', '2', '33.33%'],
    ]);
    await next(organizer, 'report');
    await tab(organizer, 'documents');
    const path = join(hall.folder, 'summary.pdf');
    writeFileSync(path, await save(organizer, organizer.locator('a[data-name="document-result-sheet"]')));
    await hall.keep(path, 'recommendation-summary.pdf');
    const words = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
    expect(words).toContain('民主推荐汇总表');
    expect(words).toContain('中共石桥村支部委员会（党员）');
  });

  test('the representatives have a meeting of their own', async () => {
    await button(organizer, 'all-meetings').click();
    await prepareForms(organizer, REPRESENTATIVES);
    open = await sealMeeting(hall, organizer, REPRESENTATIVES);
  });

  test('the representatives recommend in it', async () => {
    await vote(open, ['王建国', '陈䶮', '林海燕'], false);
    await count(open, false);
    expect((await rowsOf(COMMITTEE))[1]).toEqual(['2', '陈䶮', '4', '80.00%']);
    await next(organizer, 'report');
  });

  test('the township combines both rankings to one list with a surplus of a fifth', async () => {
    township = await hall.device();
    await township.goto('/township/');
    await fill(township, 'name', '李镇长');
    await fill(township, 'password', PASSWORD);
    await button(township, 'sign-in').click();
    await township.locator('.report-line').first().waitFor();
    await look(township, 'township');
    await button(township, 'papers').click();
    const begin = named(township, 'begin-combination');
    for (const group of ['党员', '村民代表']) {
      const source = begin.locator('[data-name="source"]', { hasText: group }).filter({ hasText: COMMITTEE });
      // The way was sealed before the votes, and is not chosen here.
      expect(await source.innerText()).toContain('办法规定：各取前几名，两个名单合并');
      await source.locator('input[type=checkbox]').check();
    }
    await fill(begin, 'title', '石桥村党支部委员初步人选');
    await look(township, 'combination-begin');
    await button(begin, 'begin').click();
    const card = named(township, 'combination');
    await card.waitFor();
    expect(await card.innerText()).toContain('名单至少 4 名');
    const list = named(card, 'list').locator('textarea');
    // One of the first three is common to both groups: five persons (T70).
    expect((await list.inputValue()).split('\n').toSorted()).toEqual(
      ['王建国', '田大利', '任金山', '陈䶮', '林海燕'].toSorted(),
    );
    await look(township, 'combination');
    await list.fill('王建国\n田大利\n陈䶮');
    await button(card, 'fix-list').click();
    await card.locator('[role="alert"], .notice[data-tone="bad"]').first().waitFor();
    await hall.picture(township, 'recommendation-list-refused');
    await list.fill('王建国\n田大利\n任金山\n陈䶮');
    await fill(card, 'list-reason', '党委研究 ');
    // What stands in the field is not posted before it is fixed.
    await named(card, 'posted').locator('input').fill('2020-10-20');
    await fill(card, 'telephone', '028-12380');
    await named(card, 'list-changed').waitFor();
    expect(await button(card, 'post').isDisabled()).toBe(true);
    expect(await button(card, 'settle').isDisabled()).toBe(true);
    await hall.picture(township, 'recommendation-list-changed');
    await township.waitForTimeout(DELIBERATE_MS);
    await button(card, 'fix-list').click();
    await named(card, 'list-changed').waitFor({ state: 'detached' });
    await button(card, 'post').click();
    await named(card, 'period').waitFor();
    expect(await named(card, 'period').innerText()).toContain(keepDays('2020年10月21日至2020年10月23日'));
    await named(card, 'objection-day').locator('input').fill('2020-10-22');
    await fill(card, 'objection', '反映任金山长期不在村');
    await button(card, 'record-objection').click();
    await button(card, 'handle').waitFor();
    await look(township, 'publicity');
    await fill(card, 'handling', '经核实，不属实');
    await button(card, 'handle').click();
    await button(card, 'handle').waitFor({ state: 'detached' });
    await button(card, 'settle').click();
    await named(card, 'settled').waitFor();
    expect(await named(card, 'settled-list').innerText()).toBe('王建国、田大利、任金山、陈䶮');
    await look(township, 'combination-settled');
  });

  test('the sample of both groups is complete up to the enrolment of the scrutineers', async () => {
    await button(organizer, 'all-meetings').click();
    await button(organizer, 'create-sample-recommendation').click();
    await screen(organizer, 'O1').waitFor();
    for (const group of ['党员推荐大会', '村民代表推荐会议']) {
      await button(organizer, 'all-meetings').click();
      await organizer.locator('.meeting-line', { hasText: `清溪村党总支委员会换届人选${group}` }).click();
      await organizer.locator('.next-step[data-step="enrol-scrutineers"]').waitFor();
      await tab(organizer, 'preview');
      expect(await onAllPages(await previewFrame(organizer), '.nominee')).toHaveLength(14 + 5);
    }
    await tab(organizer, 'form');
    await look(organizer, 'sample-form');
    await button(organizer, 'all-meetings').click();
    await look(organizer, 'meetings');
  });

  test('nothing is wider than its screen, no page complained, no request left the hall', () => {
    expect(wide).toEqual([]);
    expect(hall.complaints).toEqual([]);
  });
});
