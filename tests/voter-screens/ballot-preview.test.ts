/** O4 in a real Chromium: the sample's ballot in the kiosk's own screens, what is said of it, and its specimen on paper (UX 5.1). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEXT_SIZES } from '../../kiosk/theme/text-size.ts';
import { organizerMeeting } from '../../server/contract/organizer.ts';
import { setUp, signIn } from '../../server/contract/public.ts';
import { saveVoiceClip } from '../../server/contract/voices.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession, type Session } from '../../server/rehearsal/session.ts';
import { label, type Person } from '../../tally/record/person.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, named, save } from '../end-to-end/hall.ts';
import { DELIBERATE_MS } from '../end-to-end/kiosk.ts';
import { tab } from '../end-to-end/organizer.ts';
import { onAllPages, placeOf, previewFrame, turnPages } from '../end-to-end/preview.ts';
import { barriers, lossesWhenZoomed, takePicture } from '../pictures.ts';
import { pageCount, pageText } from '../prints/tools.ts';
import { measure } from './measures.ts';
import { MONITOR, TABLET } from './voting-machine.ts';

const PASSWORD = 'a long password';
const CLIP = fileURLToPath(new URL('../../kiosk/voice/clips/zh/staff.mp3', import.meta.url));
const POLLED = { timeout: 15_000 };

let folder: string;
let server: ServerProcess;
let browser: Browser;
let session: Session;
let office: Page;
let meeting: string;
let persons: readonly Person[];
/** As they are told apart. */
let names: readonly string[];
let writeIns: readonly string[];
const complaints: string[] = [];
/** What the frame asked for, but its own files. */
const asked: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-preview-'));
  server = await startServerProcess(join(folder, 'data'));
  browser = await launchChromium(['--autoplay-policy=no-user-gesture-required']);
  session = openSession(server.address);
  const body = { code: server.setUpCode ?? '', name: '高玉龙', password: PASSWORD, start: 'sample' } as const;
  meeting = (await session.call(setUp, { body })).meeting ?? '';
  await session.call(signIn, { body: { role: 'organizer', name: '高玉龙', password: PASSWORD } });
  const { preview } = await session.call(organizerMeeting, { params: { meeting } });
  const elections = preview.flatMap((one) => (one.kind === 'election' ? [one] : []));
  persons = elections.flatMap(({ candidates }) => candidates);
  names = persons.map(label);
  writeIns = elections.flatMap((one) => one.writeIns.map(label));
  office = await browser.newPage({ viewport: { width: 1280, height: 900 }, baseURL: server.address });
  office.setDefaultTimeout(60_000);
  office.on('pageerror', (error) => complaints.push(error.message));
  office.on('console', (message) => {
    // A refusal of the server is an answer the page has words for.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  office.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.frame() !== office.mainFrame() && !/^\/(preview\/|assets\/|icon)/.test(pathname)) asked.push(pathname);
  });
  await office.goto('/organizer/');
  await fill(office, 'name', '高玉龙');
  await fill(office, 'password', PASSWORD);
  await button(office, 'sign-in').click();
  await office.locator('[data-meeting]').first().click();
  await tab(office, 'preview');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** A remark and, in English, the reading stand below the name. */
const nameIn = (row: string): string => row.replace(/\s.*/s, '');

const choose = async (screen: 'tablet' | 'monitor', language: 'zh' | 'en', size: string): Promise<Frame> => {
  await named(office, 'preview-screen').locator('select').selectOption(screen);
  await named(office, 'preview-language').locator('select').selectOption(language);
  await office.locator(`.tab[data-size="${size}"]`).click();
  const frame = await previewFrame(office);
  await frame.locator(`.voter[data-screen="V2"][data-text-size="${size}"]`).waitFor();
  await expect.poll(() => frame.evaluate(() => document.documentElement.lang), POLLED).toMatch(language);
  return frame;
};

test('the sample has seven candidates of whom five are elected', () => {
  expect(names).toHaveLength(7);
  expect(writeIns.length).toBeGreaterThan(50);
});

test.each(
  (['tablet', 'monitor'] as const).flatMap((screen) =>
    (['zh', 'en'] as const).flatMap((language) => TEXT_SIZES.map((size) => [screen, language, size] as const)),
  ),
)(
  'on the %s, %s first, text size %s, every candidate stands whole on the kiosk’s own pages',
  async (screen, language, size) => {
    const frame = await choose(screen, language, size);
    const real = screen === 'tablet' ? TABLET : MONITOR;
    const { width, height, mm } = await frame.evaluate(() => ({
      width: innerWidth,
      height: innerHeight,
      mm: Number.parseFloat((document.querySelector('.voter') as HTMLElement).style.getPropertyValue('--mm')),
    }));
    // The frame has the proportions of the machine, and draws its millimetres (on the large screen each a little larger).
    expect(Math.abs(width / height - real.widthMm / real.heightMm)).toBeLessThan(0.005);
    expect(mm / (width / real.widthMm)).toBeCloseTo(screen === 'tablet' ? 1 : 1.22, 2);
    const seen: string[] = [];
    await turnPages(frame, async (place) => {
      const { outside } = await measure(frame);
      expect(outside, place).toEqual([]);
      const cut = await frame
        .locator('.mark-row-name, .review-name, .mark, .voter-title .second-line')
        .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent));
      expect(cut, place).toEqual([]);
      // What the stripe of a test run would cover.
      const covered = await frame.evaluate(() => {
        const [left, right] = [...document.querySelectorAll('.test-run-stripe')].map((one) =>
          one.getBoundingClientRect(),
        );
        return [...document.querySelectorAll('.voter button, .voter-title, .voter-state, .mark-row')]
          .map((one) => ({ one, box: one.getBoundingClientRect() }))
          .filter(
            ({ box }) => box.width > 2 && (box.left < (left?.right ?? 0) - 1 || box.right > (right?.left ?? 0) + 1),
          )
          .map(({ one }) => one.textContent);
      });
      expect(covered, place).toEqual([]);
      expect(await frame.locator('[data-name="test-run"]').first().innerText()).toContain('样票');
      if (/^V2 (第 1|Page 1 )/.test(place))
        await takePicture(office, `O4-${screen}-${language}-${size}`, { turned: false });
      if (place.startsWith('V2')) seen.push(...(await frame.locator('.mark-row-name').allInnerTexts()));
    });
    expect(seen.map(nameIn)).toEqual(persons.map(({ name }) => name));
    for (const [at, { remark }] of persons.entries()) expect(seen[at]).toContain(remark);
  },
);

test('marks, another person and the review are those of a kiosk; nothing can be cast, and the frame asks the server for nothing', async () => {
  const frame = await choose('tablet', 'zh', 'large');
  await frame.locator('[data-mark="approve"]').first().click();
  await frame.locator('[data-mark="disapprove"]').nth(1).click();
  await frame.locator('[data-name="write-in"]').click();
  await frame.locator('[data-screen="V5"]').waitFor();
  await frame.locator('[data-surname]').first().click();
  await office.waitForTimeout(DELIBERATE_MS);
  await frame.locator('.picker-person').first().click();
  await frame.locator('[data-screen="V2"]').waitFor();
  expect(await frame.locator('[data-name="write-in"]').innerText()).toContain('另选');
  await turnPages(frame, async () => undefined);
  expect(await frame.locator('.review-row').count()).toBe(names.length);
  await takePicture(office, 'O4-review', { fullPage: true, turned: false });
  expect(await placeOf(frame)).toMatch(/^V3/);
  // Long enough on the screen that a press would count.
  const cast = frame.locator('button[data-name="cast"]:not([aria-disabled])');
  expect(await cast.isDisabled()).toBe(true);
  await cast.evaluate((one: HTMLButtonElement) => {
    one.disabled = false;
    one.click();
  });
  await frame.locator('button[data-name="challenge"]').evaluate((one: HTMLButtonElement) => {
    one.disabled = false;
    one.click();
  });
  await office.waitForTimeout(1500);
  expect(await frame.locator('[data-screen="V3"]').count()).toBe(1);
  expect(await frame.locator('.receipt-qr').count()).toBe(0);
  // Not even one pair of marks goes anywhere, and nothing is left of it in the browser.
  expect(asked).toEqual([]);
  expect(await office.evaluate(() => Object.keys(localStorage).filter((key) => !key.endsWith('language')))).toEqual([]);
  // The next who looks finds an empty ballot.
  await button(office, 'preview-from').click();
  await frame.locator('[data-screen="V1"]').waitFor();
  await takePicture(office, 'O4-welcome', { fullPage: true });
  await office.waitForTimeout(DELIBERATE_MS);
  await button(office, 'preview-from').click();
  await frame.locator('[data-screen="V2"]').waitFor();
  expect(await frame.locator('[aria-pressed="true"]').count()).toBe(0);
});

test('a ballot that changes meanwhile is another preview', async () => {
  const frame = await choose('monitor', 'zh', 'large');
  await tab(office, 'candidates');
  const [first = '', second = ''] = names;
  await office.locator(`[data-candidate="${second}"] .candidate-tools button`).first().click();
  await office
    .locator('.candidate-order li')
    .first()
    .and(office.locator(`[data-candidate="${second}"]`))
    .waitFor();
  await tab(office, 'preview');
  expect(frame.isDetached()).toBe(true);
  const now = await choose('monitor', 'zh', 'large');
  expect((await onAllPages(now, '.mark-row-name')).slice(0, 2).map(nameIn)).toEqual(
    persons
      .slice(0, 2)
      .map(({ name }) => name)
      .toReversed(),
  );
  await tab(office, 'candidates');
  await button(office, 'sort-strokes').first().click();
  await office
    .locator('.candidate-order li')
    .first()
    .and(office.locator(`[data-candidate="${first}"]`))
    .waitFor();
  await tab(office, 'preview');
});

test('every name without a recording is named; one that is recorded plays, and so does every sentence', async () => {
  const check = named(office, 'audio-check');
  const unrecorded = named(check, 'unrecorded');
  await unrecorded.waitFor();
  const said = await unrecorded.innerText();
  expect(said).toContain(`${names.length + writeIns.length} 个姓名没有录音`);
  for (const name of [...names, ...writeIns]) expect(said).toContain(name);
  const [first = ''] = names;
  const spoken = { kind: 'name', label: first } as const;
  const content = readFileSync(CLIP).toString('base64');
  await session.call(saveVoiceClip, { params: { meeting }, body: { spoken, content } });
  const row = check.locator(`[data-spoken="name:${first}"]`);
  await row.locator('[data-name="listen"]').waitFor();
  await expect.poll(() => unrecorded.innerText(), POLLED).not.toContain(first);
  await row.locator('[data-name="listen"]').click();
  await expect.poll(() => row.getAttribute('data-playing'), POLLED).toBe('true');
  await expect.poll(() => row.getAttribute('data-playing'), POLLED).toBe('false');
  const prompts = named(check, 'audio-prompts-zh');
  await prompts.locator('summary').click();
  await button(prompts, 'listen-all').click();
  await expect
    .poll(() => prompts.locator('[data-playing="true"]').getAttribute('data-spoken'), POLLED)
    .toBe('prompt:zh:card');
  await expect
    .poll(() => prompts.locator('[data-playing="true"]').getAttribute('data-spoken'), POLLED)
    .toBe('prompt:zh:typed');
  await button(prompts, 'silence').click();
  await button(prompts, 'listen-all').waitFor();
  expect(await prompts.locator('[data-playing="true"]').count()).toBe(0);
  expect(await named(check, 'unplayable').count()).toBe(0);
  await takePicture(office, 'O4-audio', { fullPage: true });
  // What cannot be played is said.
  await office.route('**/voices/*', (route) =>
    route.fulfill({ status: 200, contentType: 'audio/mpeg', body: 'no sound' }),
  );
  await row.locator('[data-name="listen"]').click();
  expect(await named(check, 'unplayable').innerText()).toContain(first);
});

test('the specimen on paper carries every name, and 样票 on every page', async () => {
  const pdf = await save(office, office.locator('[data-name="specimen-pdf"]'));
  const pages = Array.from({ length: pageCount(pdf) }, (_, at) => pageText(pdf, at + 1));
  for (const page of pages) expect(page).toContain('样票');
  for (const page of pages) expect(page).not.toContain('演练');
  for (const { name } of persons) expect(pages[0]).toContain(name);
});

test('nothing keeps anybody out of the page, and it complained of nothing', async () => {
  expect(await barriers(office)).toEqual([]);
  expect(await lossesWhenZoomed(office)).toEqual([]);
  expect(complaints).toEqual([]);
});
