/** The township's pages and the office's, in a browser, on two installations that share nothing but a stick. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepDays } from '../../kiosk/session/days.ts';
import { createSheetKey } from '../../printables/signing/sheet-signer.ts';
import * as publicApi from '../../server/contract/public.ts';
import { readRequest, signReply } from '../../server/papers/request-file.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { button, fill, type Hall, named, openHall, save, screen } from '../end-to-end/hall.ts';
import { addOfficial, setUp, tab } from '../end-to-end/organizer.ts';
import { pageText, signature } from '../prints/tools.ts';
import { prepareAssembly } from '../rounds/small-village.ts';

const PASSWORD = 'a long password';

let village: Hall;
let town: Hall;
let office: Page;
let township: Page;
const stick = mkdtempSync(join(tmpdir(), 'changpiao-stick-'));
beforeAll(async () => {
  village = await openHall();
  town = await openHall();
});
afterAll(async () => {
  await village?.close();
  await town?.close();
  rmSync(stick, { recursive: true, force: true });
});

const onStick = (name: string, bytes: Uint8Array): string => {
  const path = join(stick, name);
  writeFileSync(path, bytes);
  return path;
};

/** What was found in the file before goes with the choice of the next, so these checks are of this file. */
async function show(page: Page, path: string): Promise<void> {
  await named(page, 'paper').locator('input').setInputFiles(path);
  await named(page, 'paper-checks').waitFor();
}

async function takeIn(page: Page, path: string): Promise<string> {
  await show(page, path);
  const fingerprint = (await named(page, 'signer').locator('.code').innerText()).trim();
  if (await named(page, 'compared').isVisible()) await named(page, 'compared').locator('input').check();
  await button(page, 'receive').click();
  await named(page, 'paper-checks').waitFor({ state: 'detached' });
  return fingerprint;
}

test('the office declares a ground and makes a signed request', async () => {
  office = await village.device({ width: 1280, height: 1100 });
  await setUp(office, village.server.setUpCode ?? '', PASSWORD);
  const session = openSession(village.server.address);
  await session.call(publicApi.signIn, { body: { role: 'organizer', name: '高玉龙', password: PASSWORD } });
  await prepareAssembly(session);
  await office.reload();
  await office.locator('.meeting-line, [data-meeting]').first().click();
  await tab(office, 'superior');
  await named(office, 'conditions').waitFor();
  await office.locator('[data-person="刘大山"]').click();
  const dialog = office.locator('dialog[open]');
  await named(dialog, 'ground-party-sanction').locator('input').check();
  await fill(dialog, 'evidence-party-sanction', '2019年3月撤销党内职务，镇纪委〔2019〕4号');
  await button(dialog, 'save-declaration').click();
  await office.locator('dialog[open]').waitFor({ state: 'detached' });
  await office.locator('[data-name="conditions"] [data-name="ground"]').waitFor();
  await button(office, 'make-candidates').click();
  const link = office.locator('a[data-name="request-candidates"]');
  await link.waitFor();
  await village.picture(office, 'superior-request');
  const pdf = await save(office, link);
  expect(signature(pdf)).toContain('Signature is Valid');
  expect(pageText(pdf, 1)).toContain('候选人预备人选的请示');
  onStick('request.pdf', pdf);
});

test('the township sees named checks and who signed, and takes the request in', async () => {
  const organizer = await town.device();
  await setUp(organizer, town.server.setUpCode ?? '', PASSWORD);
  await addOfficial(organizer, 'township', '镇组织委员', PASSWORD);
  township = await town.device({ width: 1280, height: 1400 });
  await township.goto('/township/');
  await fill(township, 'name', '镇组织委员');
  await fill(township, 'password', PASSWORD);
  await button(township, 'sign-in').click();
  await screen(township, 'T1').waitFor();
  await tab(township, 'villages');
  // Nobody has said whose papers are answered here.
  await show(township, join(stick, 'request.pdf'));
  await township.locator('[data-name="paper-checks"][data-ok="false"]').waitFor();
  await tab(township, 'settings');
  await named(township, 'offices-missing').waitFor();
  await named(township, 'office-names').locator('textarea').fill('中共大河镇委员会');
  await button(township, 'save-settings').click();
  await named(township, 'offices-missing').waitFor({ state: 'detached' });
  await town.picture(township, 'township-settings');
  await tab(township, 'villages');
  await show(township, join(stick, 'request.pdf'));
  await town.picture(township, 'township-checks');
  const compared = await takeIn(township, join(stick, 'request.pdf'));
  await named(office, 'fingerprints').getByText(compared).waitFor();
  await named(township, 'paper-candidates').waitFor();
  await named(township, 'ground').first().waitFor();
  await town.picture(township, 'township-village');
});

test('a block stands against agreeing until the township clears it and every department passes', async () => {
  const paper = named(township, 'paper-candidates');
  const answer = async () => {
    await named(paper, 'decision').locator('input[value=agree]').check();
    await fill(paper, 'number', '大委〔2026〕21号');
    await fill(paper, 'signatory', '李书记');
    await button(paper, 'submit-answer').click();
  };
  await answer();
  await paper.getByText('有人选不符合条件').waitFor();
  await township.locator('[data-person="刘大山"]').click();
  const dialog = township.locator('dialog[open]');
  await fill(dialog, 'cleared-party-sanction', '镇党委会 2026-10-12 审查认可');
  await town.picture(township, 'township-person');
  await button(dialog, 'save-person').click();
  await township.locator('dialog[open]').waitFor({ state: 'detached' });

  await tab(township, 'vetting');
  await township.locator('[data-cell="王秀英-法院"]').click();
  await named(township, 'verdict-choice').locator('input[value=fail]').check();
  await fill(township, 'verdict-note', '列入失信被执行人');
  await button(township, 'save-verdict').click();
  await township.locator('[data-cell="王秀英-法院"][data-verdict="fail"]').waitFor();
  await town.picture(township, 'township-vetting');
  const table = await save(township, township.locator('a[data-name="vetting-pdf"]'));
  expect(pageText(table, 1)).toContain('列入失信被执行人');

  await tab(township, 'villages');
  await township.locator('[data-village="中共小河村支部委员会"]').click();
  await named(township, 'vetting-failed').first().waitFor();
  await tab(township, 'vetting');
  await township.locator('[data-cell="王秀英-法院"]').click();
  await named(township, 'verdict-choice').locator('input[value=pass]').check();
  await button(township, 'save-verdict').click();
  await township.locator('[data-cell="王秀英-法院"][data-verdict="pass"]').waitFor();
  await tab(township, 'villages');
  await township.locator('[data-village="中共小河村支部委员会"]').click();
  await paper.waitFor();
  await answer();
  await named(township, 'paper-answered').waitFor();
  await town.picture(township, 'township-answered');
  const pdf = await save(township, township.locator('a[data-name="paper-answer"]'));
  expect(pageText(pdf, 1)).toContain('大委〔2026〕21号');
  onStick('answer.pdf', pdf);
});

test('the office takes in the answer, and not one that another key has signed or that was altered', async () => {
  await takeIn(office, join(stick, 'answer.pdf'));
  await named(office, 'request-answer').filter({ hasText: '大委〔2026〕21号' }).waitFor();
  // The township's clearance has come with it.
  await named(office, 'ground-cleared').first().waitFor();
  await village.picture(office, 'superior-answered');

  const read = await readRequest(await save(office, office.locator('a[data-name="request-candidates"]')));
  if (!read.ok) throw new Error('not a request');
  const { facts, meeting } = read.value.content;
  const key = await createSheetKey({
    organization: facts.superior,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2046-01-01T00:00:00Z'),
  });
  const words = { number: '大委〔2026〕99号', reason: '', signatory: '某某', date: '2026-11-02', persons: [] };
  const about = { organization: facts.organization, superior: facts.superior, request: read.value.digest } as const;
  const reply = {
    type: 'reply',
    version: 1,
    kind: 'candidates',
    meeting,
    decision: 'agree',
    ...about,
    ...words,
  } as const;
  await show(office, onStick('forged.pdf', await signReply(facts, reply, key)));
  await office.locator('[data-name="signer"][data-tone="bad"]').waitFor();
  expect(await button(office, 'receive').isDisabled()).toBe(true);
  await village.picture(office, 'superior-other-key');

  // While the next file is on its way, nothing of the one before can be ticked or taken in.
  let arrived: (route: Route) => void = () => undefined;
  const onItsWay = new Promise<Route>((resolve) => {
    arrived = resolve;
  });
  await office.route('**/answers/examine', (route) => arrived(route));
  const other = onStick('other.pdf', await signReply(facts, { ...reply, meeting: 'aaaaaaaaaa' }, key));
  await named(office, 'paper').locator('input').setInputFiles(other);
  const sent = await onItsWay;
  expect(await named(office, 'paper-checks').count()).toBe(0);
  await sent.continue();
  await office.locator('[data-check="belongs"][data-state="failed"]').waitFor();
  await office.locator('[data-name="paper-checks"][data-ok="false"]').waitFor();
});

test('the list shows the village by its paper, and goes out as XLSX and comes back', async () => {
  await button(township, 'all-villages').click();
  await named(township, 'villages').locator('[data-stage="request-agreed"]').waitFor();
  const link = township.locator('a[data-name="export-villages"]');
  const file = await save(township, link);
  const [sheet] = await readExcelFile(Buffer.from(file));
  const rows = (sheet?.data ?? []).map((row) => row.map(String));
  expect(rows[1]).toContain('请示已批');
  const list = '组织名称,类别,任期届满\n中共小河村支部委员会,村,2021-05-01\n中共新桥社区支部委员会,社区,2027-03-31\n';
  await named(township, 'villages-file')
    .locator('input')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await township.locator('[data-village="中共新桥社区支部委员会"]').waitFor();
  await township.getByText(keepDays('任期 2021-05-01 届满，还没有换届。')).waitFor();
  await town.picture(township, 'township-villages');
  await named(township, 'village-filter').locator('select').selectOption('late');
  await township.locator('[data-village]').first().waitFor();
  await tab(township, 'summary');
  await named(township, 'summary-pdf').waitFor();
  await town.picture(township, 'township-summary');
  expect(pageText(await save(township, named(township, 'summary-pdf')), 1)).toContain('共有村（社区）2个');
  const summary = Buffer.from(await save(township, named(township, 'summary-xlsx')));
  const given = { name: '汇总.xlsx', mimeType: '', buffer: summary };
  await township.locator('input[data-name="compare-summary"]').setInputFiles(given);
  await named(township, 'compare-summary-agrees').getByText('与系统记录一致，共 3 行').waitFor();
  const other = { name: '别的.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
  await township.locator('input[data-name="compare-summary"]').setInputFiles(other);
  await named(township, 'compare-summary-differs').getByText('第一行须有“进度”一列。').waitFor();
  await town.picture(township, 'township-summary-compared');
  expect([...village.complaints, ...town.complaints]).toEqual([]);
});
