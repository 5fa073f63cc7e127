/** The organizer's page 读音 in a real Chromium with a microphone that beeps, and the kiosk that says what was recorded. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMachine } from '../../server/contract/organizer.ts';
import { setUp, signIn } from '../../server/contract/public.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, named } from '../end-to-end/hall.ts';
import { tab } from '../end-to-end/organizer.ts';
import { barriers, takePicture } from '../pictures.ts';

const PASSWORD = 'a long password';
const CLIP = fileURLToPath(new URL('../../kiosk/voice/clips/zh/staff.mp3', import.meta.url));

let folder: string;
let server: ServerProcess;
let browser: Browser;
let office: Page;
let code: string;
const complaints: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-voices-'));
  server = await startServerProcess(join(folder, 'data'));
  browser = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
  ]);
  const session = openSession(server.address);
  const body = { code: server.setUpCode ?? '', name: '高玉龙', password: PASSWORD, start: 'sample' } as const;
  const { meeting } = await session.call(setUp, { body });
  await session.call(signIn, { body: { role: 'organizer', name: '高玉龙', password: PASSWORD } });
  const kiosk = { role: 'kiosk', name: '投票机一' } as const;
  ({ code } = await session.call(addMachine, { params: { meeting: meeting ?? '' }, body: kiosk }));
  office = await browser.newPage({ viewport: { width: 1280, height: 800 }, baseURL: server.address });
  office.setDefaultTimeout(60_000);
  office.on('pageerror', (error) => complaints.push(error.message));
  await office.goto('/organizer/');
  await fill(office, 'name', '高玉龙');
  await fill(office, 'password', PASSWORD);
  await button(office, 'sign-in').click();
  await office.locator('[data-meeting]').first().click();
  await tab(office, 'voices');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const row = (subject: string) => office.locator(`[data-spoken="${subject}"]`);
const isOwn = (subject: string) => row(subject).and(office.locator('[data-own="true"]')).waitFor();

test('a sentence is recorded in the page, and the file that is kept plays', async () => {
  const welcome = row('prompt:zh:welcome');
  await button(welcome, 'record').click();
  await welcome.getByText('录好了').waitFor();
  await office.waitForTimeout(1500);
  await button(welcome, 'record').click();
  await isOwn('prompt:zh:welcome');
  const heard = await office.evaluate(async () => {
    const { meetings } = await (await fetch('/api/organizer/meetings')).json();
    const at = `/api/organizer/meetings/${meetings[0].id}/voices`;
    const { clips } = await (await fetch(at)).json();
    const file = await fetch(`${at}/${clips[0].sha256}`);
    const sound = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(await file.arrayBuffer());
    return { type: file.headers.get('content-type'), seconds: sound.duration };
  });
  expect(heard.type).toBe('audio/wav');
  expect(heard.seconds).toBeGreaterThan(0.1);
  expect(heard.seconds).toBeLessThan(9);
});

test('a name is uploaded; what is no recording is refused in words and changes nothing', async () => {
  const names = named(office, 'names').locator('li');
  const subject = (await names.first().getAttribute('data-spoken')) ?? '';
  const other = (await names.nth(1).getAttribute('data-spoken')) ?? '';
  await row(subject).locator('input[type=file]').setInputFiles(CLIP);
  await isOwn(subject);
  const lie = { name: '王.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('<!doctype html>') };
  await row(other).locator('input[type=file]').setInputFiles(lie);
  await office.getByText('这不是 WAV、MP3 或 OGG 录音。').waitFor();
  expect(await row(other).getAttribute('data-own')).toBe('false');
  await takePicture(office, 'organizer-voices');
  expect(await barriers(office)).toEqual([]);
});

test('a word of the headphones is listened to and replaced like a sentence', async () => {
  const words = named(office, 'voice-words-zh');
  await words.locator('summary').click();
  await row('word:zh:against').scrollIntoViewIfNeeded();
  await row('word:zh:against').locator('input[type=file]').setInputFiles(CLIP);
  await isOwn('word:zh:against');
  await takePicture(office, 'organizer-voice-words');
  await button(row('word:zh:against'), 'remove-clip').click();
  await row('word:zh:against').and(office.locator('[data-own="false"]')).waitFor();
  expect(await barriers(office)).toEqual([]);
});

test('a kiosk without headphones asks for the sentence and for no name, whatever is recorded', async () => {
  const kiosk = await browser.newPage({ baseURL: server.address });
  const asked: string[] = [];
  kiosk.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await kiosk.goto('/kiosk/');
  await fill(kiosk, 'code', code);
  await button(kiosk, 'pair').click();
  await button(kiosk, 'calibrated').waitFor();
  const recordings = () => asked.filter((path) => path.startsWith('/api/kiosk/voices/'));
  await expect.poll(recordings, { timeout: 60_000 }).toHaveLength(1);
  await kiosk.waitForTimeout(2500);
  expect(recordings()).toHaveLength(1);
  await kiosk.close();

  await tab(office, 'machines');
  await named(office, 'headphones').locator('input').check();
  await expect.poll(() => named(office, 'headphones').locator('input').isChecked(), { timeout: 20_000 }).toBe(true);
  await takePicture(office, 'organizer-headphones');
  expect(complaints).toEqual([]);
});
