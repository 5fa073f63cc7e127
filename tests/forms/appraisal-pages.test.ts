/**
 * A whole 民主测评 of three bodies and nine persons in a real Chromium against a real server: every role on its page, from the empty
 * form to the township's judgement (rules §4.4).
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, fill, type Hall, named, openHall, save } from '../end-to-end/hall.ts';
import {
  checkIn,
  closeRound,
  countAndPublish,
  type OpenHall,
  openVoting,
  PASSWORD,
  POLLED,
  sealMeeting,
} from '../end-to-end/meeting-hall.ts';
import { addOfficial, counter, next, setUp, tab } from '../end-to-end/organizer.ts';
import { onAllPages, previewFrame } from '../end-to-end/preview.ts';
import { lookAt } from '../end-to-end/views.ts';
import { type FormMarks, type FormsMeeting, handIn, prepareForms } from './forms-meeting.ts';

const BODIES = ['村党支部委员会', '村民委员会', '村务监督委员会'];
const PERSONS = ['王建国', '田大利', '买买提·吐尔逊江', '林海燕', '陈䶮', '任金山', '周玥', '李㛃', '黄向阳'];
const PEOPLE = ['杨辉', '韦小红', '梁志强', '周峰', '冯秀兰', '董长贵', '袁小梅', '潘德明'];
const MEETING: FormsMeeting = {
  kind: 'appraisal',
  title: '石桥村“两委”班子和村干部年度民主测评会',
  group: '党员和群众代表',
  people: PEOPLE,
  scrutineers: PEOPLE.slice(0, 3),
  leastAttendance: 7,
  lists: [
    { title: '班子', names: BODIES, objects: 'bodies', scale: 'four-good' },
    { title: '村干部', names: PERSONS, objects: 'persons', scale: 'four-excellent' },
  ],
};

/** Six forms of seven handed out. The first person has four best grades, one second and nothing on the last form. */
const FORMS: readonly FormMarks[] = Array.from({ length: 6 }, (_, voter) => [
  [0, 1, voter % 3],
  PERSONS.map((_name, at) => (at === 0 ? ([0, 0, 0, 0, 1, null][voter] ?? null) : (voter + at) % 4)),
]);

let hall: Hall;
let organizer: Page;
let township: Page;
let open: OpenHall<FormsMeeting>;
const wide: string[] = [];
const look = async (page: Page, name: string) => {
  wide.push(...(await lookAt(hall, page, `appraisal-${name}`)));
};

beforeAll(async () => {
  hall = await openHall();
  organizer = await hall.device();
});
afterAll(async () => {
  await hall?.close();
});

describe.sequential('an appraisal, from the empty form to the judgement', () => {
  test('the organizer types the form and sees it as the voters will', async () => {
    await setUp(organizer, hall.server.setUpCode as string, PASSWORD);
    await addOfficial(organizer, 'desk', '唐梅', PASSWORD);
    await addOfficial(organizer, 'township', '李镇长', PASSWORD);
    await look(organizer, 'meetings');
    await prepareForms(organizer, MEETING);
    for (const part of ['basics', 'roll', 'form', 'scrutineers']) {
      await tab(organizer, part);
      await look(organizer, part);
    }
    await tab(organizer, 'preview');
    expect(await onAllPages(await previewFrame(organizer), '.grade-row')).toHaveLength(12);
    await look(organizer, 'preview');
  });

  test('three scrutineers enrol, make the keys, and sign the cards and the round', async () => {
    open = await sealMeeting(hall, organizer, MEETING);
  });

  test('voting cannot be opened before the least number is there, and everybody is told how many are missing', async () => {
    await checkIn(open, PEOPLE.slice(0, 6));
    await tab(organizer, 'machines');
    await organizer.locator('[data-view="check-in"]').click();
    await open.wall.getByText('还差 1 人达到最少到会人数').waitFor();
    await hall.picture(open.wall, 'appraisal-wall-check-in-short');
    await expect.poll(() => open.desk.locator('body').innerText(), POLLED).toMatch(/尚差\s*1|还差\s*1/);
    await look(open.desk, 'desk');
    await button(open.desk, 'close-desk').click();
    await button(open.desk.locator('dialog[open]'), 'confirm').click();
    await named(open.desk, 'desk-closed').waitFor();
    await tab(organizer, 'hall');
    const step = organizer.locator('.next-step[data-step="open-round"][data-ready="false"]');
    await step.filter({ hasText: '实到 6 人，至少须到 7 人，还差 1 人' }).waitFor();
    await organizer.locator('button[data-name="next-open-round"]:disabled').waitFor();
    await look(organizer, 'too-few-present');
    await button(organizer, 'reopen-desk').click();
    await named(open.desk, 'desk-closed').waitFor({ state: 'detached' });
    await checkIn(open, PEOPLE.slice(6, 7));
    await button(open.desk, 'close-desk').click();
    await button(open.desk.locator('dialog[open]'), 'confirm').click();
    await open.wall.getByText('已达到最少到会人数，可以开始').waitFor();
  });

  test('voting opens, and the first form is handed in on the kiosk, a page a list', async () => {
    await openVoting(hall, organizer, open);
    await tab(organizer, 'machines');
    await organizer.locator('[data-view="zero"]').click();
    await open.wall.getByText('张测评表').waitFor();
    await hall.picture(open.wall, 'appraisal-wall-zero');
    await organizer.locator('[data-view="voting"]').click();
    await open.wall.getByText('测评班子 3 个；测评村干部 9 人').waitFor();
    await hall.picture(open.wall, 'appraisal-wall-voting');
    await handIn(open, open.cards[1] as string, FORMS[5] as FormMarks, (name) =>
      hall.picture(open.kiosk, `appraisal-kiosk-${name}`),
    );
  });

  test('fewer than five forms are announced as never to be opened', async () => {
    for (const at of [0, 1, 2]) await handIn(open, open.cards[2 + at] as string, FORMS[at] as FormMarks);
    await tab(organizer, 'hall');
    await expect.poll(() => counter(organizer, 'cast'), POLLED).toBe(4);
    await organizer.getByText('已投 4 张，少于最少的 5 张。现在截止就不能开票。').waitFor();
    await look(organizer, 'too-few-forms');
    for (const at of [3, 4]) await handIn(open, open.cards[2 + at] as string, FORMS[at] as FormMarks);
    await expect.poll(() => counter(organizer, 'cast'), POLLED).toBe(6);
    await organizer.getByText('少于最少的 5 张').waitFor({ state: 'detached' });
  });

  test('the count gives shares by forms and by rows, a rank and no verdict', async () => {
    await closeRound(hall, organizer, open, { received: 7, cast: 6 });
    await countAndPublish(hall, organizer, open);
    const result = named(organizer, 'result-1');
    const first = result.locator('[data-form="村干部"] tbody tr', { hasText: '王建国' });
    const cells = (await first.locator('td, th').allInnerTexts()).map((text) => text.trim());
    expect(cells).toEqual([
      '王建国',
      '4 · 66.67% / 80.00%',
      '1 · 16.67% / 20.00%',
      '0 · 0.00% / 0.00%',
      '0 · 0.00% / 0.00%',
      '1',
      '1',
    ]);
    expect(await result.innerText()).toContain('等次由上级党组织集体研判确定');
    await look(organizer, 'result');
  });

  test('the big screen shows one list at a time, and nobody as elected', async () => {
    await tab(organizer, 'machines');
    expect(await organizer.locator('[data-view="elected"]').count()).toBe(0);
    await organizer.locator('[data-view="closing"]').click();
    await open.wall.getByText('收回测评表').waitFor();
    await open.wall.getByText('测评有效').first().waitFor();
    await hall.picture(open.wall, 'appraisal-wall-closing');
    await organizer.locator('[data-view="counting"]').click();
    await open.wall.locator('[data-screen="B6"]').waitFor();
    await hall.picture(open.wall, 'appraisal-wall-counting');
    await organizer.locator('[data-view="result"]').click();
    await open.wall.getByText('班子 · 测评汇总').waitFor();
    expect(await open.wall.locator('body').innerText()).not.toContain('王建国');
    await hall.picture(open.wall, 'appraisal-wall-result-0');
    // Nothing smaller than it has to be, and nothing cut, once the fonts are there: nine persons take more than one picture.
    const fitted = () =>
      open.wall
        .locator('.wall-result')
        .evaluate(
          (element) =>
            element.scrollHeight <= element.clientHeight &&
            element.scrollWidth <= element.clientWidth &&
            Number(getComputedStyle(element).getPropertyValue('--fit')) >= 0.9,
        );
    const persons = new Set<string>();
    const pictures = await organizer.locator('[data-part]').count();
    for (let part = 1; part < pictures; part += 1) {
      await organizer.locator(`[data-part="${part}"]`).click();
      await open.wall.locator(`.wall[data-page="${part}"]`).waitFor();
      await open.wall.getByText('村干部 · 测评汇总').waitFor();
      await expect.poll(fitted, POLLED).toBe(true);
      for (const name of await open.wall.locator('tbody th').allInnerTexts()) persons.add(name);
      await hall.picture(open.wall, `appraisal-wall-result-${part}`);
    }
    expect(persons.size).toBe(9);
    await open.wall.setViewportSize({ width: 1280, height: 800 });
    await hall.picture(open.wall, 'appraisal-wall-result-1-laptop');
    await look(organizer, 'machines');
  });

  test('the list of results that comes back is compared on the page, and the record stays as it is', async () => {
    await tab(organizer, 'documents');
    const csv = organizer.locator('a[data-name="paper-results-csv"]');
    const file = await save(organizer, csv);
    const compare = async (text: string, answer: string) => {
      const given = { name: '计票结果.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await organizer.locator('input[data-name="compare-results"]').setInputFiles(given);
      const said = named(organizer, `compare-results-${answer}`);
      await said.waitFor();
      return said.innerText();
    };
    const text = new TextDecoder().decode(file);
    expect(await compare(text, 'agrees')).toContain('计票结果.csv：与系统记录一致，共 60 行，没有改动任何数据。');
    const changed = text.replace('王建国,优秀,4,', '王建国,优秀,5,');
    expect(changed).not.toBe(text);
    const answer = await compare(changed, 'differs');
    expect(answer).toContain('计票结果.csv：与系统记录不一致，没有改动任何数据。');
    expect(answer).toMatch(/第 \d+ 行：“票数”：文件中是 5，系统记录是 4。/);
    expect(await named(organizer, 'compare-results-agrees').count()).toBe(0);
    // Prepared lists are imported where they are filled in.
    expect(await organizer.locator('input[data-name="compare-roll"]').count()).toBe(0);
    await organizer.locator('[data-name="paper-results"]').scrollIntoViewIfNeeded();
    await look(organizer, 'comparison');
    expect(await save(organizer, csv)).toEqual(file);
  });

  test('the summary is printed and checked, the township puts it on file and judges with its own quota', async () => {
    await next(organizer, 'report');
    await tab(organizer, 'documents');
    await look(organizer, 'documents');
    const path = join(hall.folder, 'summary.pdf');
    writeFileSync(path, await save(organizer, organizer.locator('a[data-name="document-result-sheet"]')));
    await hall.keep(path, 'appraisal-summary.pdf');
    const words = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
    expect(words).toContain('民主测评汇总表');
    expect(words).toContain('66.67%');
    township = await hall.device();
    await township.goto('/township/');
    await fill(township, 'name', '李镇长');
    await fill(township, 'password', PASSWORD);
    await button(township, 'sign-in').click();
    await township.locator('.report-line').first().click();
    await named(township, 'answer').locator('input[value="file"]').check();
    await fill(township, 'number', '青委〔2026〕40号');
    await fill(township, 'signatory', '李镇长');
    await look(township, 'township-report');
    await button(township, 'submit-answer').click();
    await named(township, 'answered').waitFor();
    await hall.keep(await savedAs(township, 'document-answer', 'answer.pdf'), 'appraisal-answer.pdf');
  });

  test('the judgement sets grades by hand, with reasons, within the quota', async () => {
    await button(township, 'papers').click();
    const begin = named(township, 'begin-judgement');
    await begin.locator('[data-name="source"] input').nth(1).check();
    await fill(begin, 'title', '2026年度村干部等次');
    await button(begin, 'begin').click();
    const card = named(township, 'judgement');
    await card.waitFor();
    expect(await named(begin, 'title').locator('input').inputValue()).toBe('');
    await look(township, 'judgement-begun');
    const judge = async (name: string, grade: string, reasons = '') => {
      const row = card.locator(`[data-object="${name}"]`);
      await named(row, 'grade').locator('select').selectOption({ label: grade });
      if (reasons === '') return;
      await fill(row, 'reasons', reasons);
      await button(row, 'save-reasons').click();
      await button(row, 'save-reasons').waitFor({ state: 'detached' });
    };
    await judge('田大利', '优秀', '抓产业成效明显');
    await judge('陈䶮', '优秀', '年度任务全部完成');
    // The reasons saved right after the grade do not take the grade back.
    await card.getByText('“优秀”2 个').waitFor();
    // Nine persons and 30 %: two at most.
    const third = card.locator('[data-object="周玥"]');
    await named(third, 'grade').locator('select').selectOption({ label: '优秀' });
    await card.locator('[role="alert"], .notice[data-tone="bad"]').first().waitFor();
    await hall.picture(township, 'appraisal-judgement-quota');
    for (const name of PERSONS.filter((one) => !['田大利', '陈䶮'].includes(one))) await judge(name, '称职');
    // The adopted method asks for publicity: nothing is settled before it was posted and nobody can object any more.
    await button(card, 'settle').and(township.locator(':enabled')).click();
    await card.getByText('研判结果还没有公示。').first().waitFor();
    await button(township, 'all-reports').click();
    await tab(township, 'settings');
    await button(township, 'add-year').click();
    await fill(township, 'holiday-year', '2020');
    await button(township, 'save-settings').click();
    await township.getByText('已保存').first().waitFor({ state: 'attached' });
    await button(township, 'papers').click();
    await fill(card, 'posted', '2020-10-12');
    await fill(card, 'telephone', '028-12380');
    await button(card, 'post').click();
    await named(card, 'period').waitFor();
    await button(card, 'settle').and(township.locator(':enabled')).click();
    await named(card, 'settled').waitFor();
    await look(township, 'judgement-settled');
  });

  test('nothing is wider than its screen, no page complained, no request left the hall', async () => {
    expect(wide).toEqual([]);
    expect(hall.complaints).toEqual([]);
  });
});

async function savedAs(page: Page, document: string, name: string): Promise<string> {
  const path = join(hall.folder, name);
  writeFileSync(path, await save(page, page.locator(`a[data-name="${document}"]`)));
  return path;
}
