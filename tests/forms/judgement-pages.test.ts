/**
 * The township's page in a real Chromium: five dimensions (德能勤绩廉) of the same persons, appraised on paper, are chosen as one list and
 * judged beside each other (rules §4.4); what was objected goes out as a table and comes back. One dimension is judged by a score.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as organizer from '../../server/contract/organizer.ts';
import { judgementPdf, townshipPapers } from '../../server/contract/township-papers.ts';
import { saveVillage } from '../../server/contract/villages.ts';
import { answerReport, openRoles, type Roles } from '../../server/rehearsal/officials.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { enterPaperHall, runPaperRound } from '../../server/rehearsal/paper-run.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';
import { button, fill, type Hall, named, openHall, save } from '../end-to-end/hall.ts';
import { PASSWORD, POLLED } from '../end-to-end/meeting-hall.ts';
import { tab } from '../end-to-end/organizer.ts';
import { lookAt } from '../end-to-end/views.ts';
import { prepareAppraisal, SCRUTINEERS } from './hall-of-forms.ts';

const PARTICIPANTS = ['高建国', '何秀兰', '郭志强', '马玉梅', '罗建华'];
const SUBJECTS = ['王建国', '买买提·吐尔逊江', '陈䶮', '林海燕'];
const DIMENSIONS = ['德', '能', '勤', '绩', '廉'];
const FORMS = SCRUTINEERS.length + PARTICIPANTS.length;

let hall: Hall;
let roles: Roles;
let page: Page;
const pool = createProofPool();
const random = (length: number) => new Uint8Array(randomBytes(length));
const wide: string[] = [];
const look = async (name: string) => {
  wide.push(...(await lookAt(hall, page, `judgement-${name}`)));
};
const card = () => named(page, 'judgement');
const importFile = (field: string, text: string, within: Locator = page.locator('body')) =>
  named(within, field)
    .locator('input')
    .setInputFiles({ name: '意见.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${text}`, 'utf8') });

beforeAll(async () => {
  hall = await openHall();
  roles = await openRoles(hall.server, random, 'empty');
  await roles.organizer.call(organizer.addOfficial, {
    body: { name: '李镇长', password: PASSWORD, role: 'township' },
  });
  await appraised('石桥村', DIMENSIONS, { appraisalDimensions: 'average', appraisalQuota: 30 });
  page = await hall.device();
}, 600_000);
afterAll(async () => {
  await hall?.close();
  await pool.close();
});

/** Appraised on paper, reported and put on file by the township. */
async function appraised(
  village: string,
  dimensions: readonly string[],
  rules: Parameters<typeof prepareAppraisal>[1]['rules'],
): Promise<void> {
  const of = { village, participants: PARTICIPANTS, subjects: SUBJECTS, dimensions, rules };
  const meeting = await prepareAppraisal(roles.organizer, of);
  const run = {
    ...{
      base: hall.server.address,
      meeting,
      organizer: roles.organizer,
      desk: roles.desk,
      second: roles.second,
      random,
      say: () => {},
    },
    ballotVerifier: pool.verifyBallots,
  };
  await runPaperRound(run, await enterPaperHall(run), {
    ...{ round: '1', present: FORMS, spare: 2 },
    papers: (contests) =>
      Array.from({ length: FORMS }, (_, voter) =>
        contests.map((contest, dimension) =>
          onPaper(contest, { kind: 'appraisal', grades: SUBJECTS.map((_name, at) => (voter + at * dimension) % 3) }),
        ),
      ),
  });
  const answer = { decision: 'file', number: '大委〔2026〕1号', reason: '', signatory: '李镇长' } as const;
  await answerReport(roles, { meeting, round: '1', answer });
}

describe.sequential('several dimensions on the page of the township', () => {
  test('the dimensions of one list are one choice', async () => {
    await page.goto('/township/');
    await fill(page, 'name', '李镇长');
    await fill(page, 'password', PASSWORD);
    await button(page, 'sign-in').click();
    await button(page, 'papers').click();
    const begin = named(page, 'begin-judgement');
    await begin.locator('[data-name="source"]').first().waitFor();
    expect(await begin.locator('[data-name="source"]').count()).toBe(1);
    expect(await begin.locator('[data-name="source"]').innerText()).toContain('村干部　德、能、勤、绩、廉');
    await begin.locator('[data-name="source"] input').check();
    await fill(begin, 'title', '2026年度村干部等次');
    await look('begin');
    await button(begin, 'begin').click();
    await card().waitFor();
  });

  test('every dimension stands beside the person with ticks, shares and place, and the method says how they rank', async () => {
    expect(await card().locator('[data-name="dimension-ranking"]').innerText()).toContain('得票率的平均数');
    expect(await card().locator('.judged').count()).toBe(SUBJECTS.length);
    const first = card().locator('[data-object="王建国"]');
    expect(await first.locator('[data-dimension]').count()).toBe(DIMENSIONS.length);
    const cells = await first.locator('tbody tr', { hasText: '廉' }).locator('td').allInnerTexts();
    expect(cells).toEqual(['廉', '3 · 37.50%', '3 · 37.50%', '2 · 25.00%', '0 · 0.00%', '0', '1']);
    expect(await first.locator('[data-name="rank"]').innerText()).toContain('合并第 1 位');
    // Four persons and 30 %: one at most, however many dimensions there are.
    await card().getByText('最多 1 个（30%）').waitFor();
    await look('dimensions');
    const judge = async (name: string, grade: string, reasons = '') => {
      const row = card().locator(`[data-object="${name}"]`);
      await named(row, 'grade').locator('select').selectOption({ label: grade });
      if (reasons === '') return;
      await fill(row, 'reasons', reasons);
      await button(row, 'save-reasons').click();
      await button(row, 'save-reasons').waitFor({ state: 'detached' });
    };
    await judge('陈䶮', '优秀', '德能均衡');
    for (const name of SUBJECTS.filter((one) => one !== '陈䶮')) await judge(name, '称职');
    await fill(card(), 'posted', '2026-10-12');
    await fill(card(), 'telephone', '028-12380');
    await button(card(), 'post').and(page.locator(':enabled')).click();
    await named(card(), 'period').waitFor();
  });

  test('its papers show all dimensions', async () => {
    const id = (await roles.township.call(townshipPapers)).judgements[0]?.id ?? '';
    for (const [kind, said] of [
      ['result', '各项测评情况'],
      ['summary', '廉位次'],
    ] as const) {
      const path = join(hall.folder, `${kind}.pdf`);
      writeFileSync(path, await roles.township.call(judgementPdf, { params: { paper: id, kind } }));
      await hall.keep(path, `judgement-${kind}.pdf`);
      expect(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\s/g, '')).toContain(said);
    }
  });

  test('a file of objections is taken as a whole, told line by line what is wrong, and taken twice is taken once', async () => {
    const lines = card().locator('.objections li');
    const HEAD = '序号,收到日期,反映的内容,处理情况\n';
    await importFile('objections-import', `${HEAD}1,2026-10-13,反映评分偏高,\n2,某日,有异议,\n3,2026-10-14,,\n`);
    await card().getByText('第 3 行：“收到日期”不是日期：某日。').waitFor();
    await card().getByText('第 4 行：没有写明反映的内容。').waitFor();
    expect(await lines.count()).toBe(0);
    await look('objections-refused');
    for (const _ of [1, 2]) {
      await importFile(
        'objections-import',
        `${HEAD}1,2026-10-13,反映评分偏高,\n2,2026-10-14,反映长期不在村,经复核维持\n`,
      );
      await expect.poll(() => lines.count(), POLLED).toBe(2);
    }
    await look('objections');
    const link = card().locator('a[href$="/publicity-report/csv"]');
    const csv = new TextDecoder().decode(await save(page, link)).replace('\uFEFF', '');
    expect(csv.split(/\r?\n/)[2]).toBe('2,2026-10-14,反映长期不在村,经复核维持');
    await importFile('objections-import', csv.replace('反映评分偏高,', '反映评分偏高,经复核维持'));
    await card().getByText('处理：经复核维持').nth(1).waitFor();
    expect(await lines.count()).toBe(2);
  });

  test('objections to the candidates of the villages come in where they go out', async () => {
    const village = {
      ...({ id: null, organization: '中共甲村支部委员会', kind: 'village', termEnd: null, termApproval: '' } as const),
      ...{ seatsLastTerm: null, noticeFrom: '2026-10-10', noticeTo: '2026-10-14', note: '' },
    };
    await roles.township.call(saveVillage, { body: village });
    await button(page, 'all-reports').click();
    await tab(page, 'villages');
    await named(page, 'objections-file').waitFor();
    const HEAD = '组织名称,序号,收到日期,反映的内容,处理情况\n';
    await importFile('objections-file', `${HEAD}中共丁村支部委员会,1,2026-10-12,反映账目,\n`);
    await page.getByText('第 2 行：名单上没有这个村（社区）：中共丁村支部委员会。').waitFor();
    await importFile('objections-file', HEAD);
    await page.getByText('文件里只有标题，没有内容。').waitFor();
    await look('villages');
    expect(await named(page, 'villages').innerText()).toContain('导出公示期间的意见');
    await importFile('objections-file', `${HEAD}中共甲村支部委员会,1,2026-10-12,反映账目,\n`);
    await page.getByText('文件里只有标题，没有内容。').waitFor({ state: 'detached' });
    const csv = new TextDecoder().decode(await save(page, page.locator('a[href$="/lists/objections/csv"]')));
    expect(csv).toContain('中共甲村支部委员会,1,2026-10-12,反映账目,');
  });
});

describe.sequential('one dimension, judged by a score, by a method that asks for no publicity', () => {
  const TITLE = '2026年度白水村干部评分';
  const scored = () => page.locator('[data-name="judgement"]', { hasText: TITLE });
  const rowOf = (name: string) => scored().locator(`[data-object="${name}"]`);

  test('the method says that scores are given, and every person has a field for one', async () => {
    await appraised('白水村', ['德能勤绩廉'], { appraisalScale: 'score', publicityDays: 0 });
    await page.reload();
    await button(page, 'papers').click();
    const begin = named(page, 'begin-judgement');
    await begin.locator('[data-name="source"]', { hasText: '白水村' }).locator('input').check();
    expect(await named(begin, 'sealed-way').innerText()).toContain('百分制评分');
    await fill(begin, 'title', TITLE);
    await look('score-begin');
    await button(begin, 'begin').click();
    await scored().waitFor();
    expect(await scored().locator('[data-name="score"]').count()).toBe(SUBJECTS.length);
    expect(await scored().locator('[data-name="grade"]').count()).toBe(0);
    for (const [at, name] of SUBJECTS.entries()) {
      await fill(rowOf(name), 'score', String(92 - at * 7));
      if (at === 0) await fill(rowOf(name), 'reasons', '抓产业成效明显');
      await button(rowOf(name), 'save-reasons').click();
      await button(rowOf(name), 'save-reasons').waitFor({ state: 'detached' });
    }
    await rowOf('陈䶮').getByText('得分（现为一般）').waitFor();
    await look('score');
  }, 600_000);

  test('a file that says another grade than the score that stands is refused line by line', async () => {
    await importFile('judgement-import', '对象,等次\n王建国,较好\n陈䶮,一般\n', scored());
    await scored().getByText('第 2 行：王建国现有得分 92 分是“好”，不是“较好”').waitFor();
    await look('score-refused');
    await importFile('judgement-import', '对象,得分,等次\n王建国,95,好\n', scored());
    await expect.poll(() => named(rowOf('王建国'), 'score').locator('input').inputValue(), POLLED).toBe('95');
  });

  test('it is settled without having been posted, and the page says that it may be', async () => {
    await named(scored(), 'no-publicity-asked').waitFor();
    await button(scored(), 'settle').and(page.locator(':enabled')).click();
    await named(scored(), 'settled').waitFor();
    // What is settled is not posted any more.
    await named(scored(), 'no-publicity-asked').getByText('没有公示').waitFor();
    expect(await scored().locator('[data-name="posted"]').count()).toBe(0);
    await look('score-settled');
  });
});

test('nothing is wider than its screen, and no page complained', () => {
  expect(wide).toEqual([]);
  expect(hall.complaints).toEqual([]);
});
