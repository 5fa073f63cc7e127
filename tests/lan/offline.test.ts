/**
 * Nothing ever leaves the hall. Every page is opened in the kiosk's own Chromium, cut off from every name but the server's, and its
 * record of the network is read afterwards: requests, names, connections, datagrams, of pages, workers and the browser itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addMachine, addOfficial, scrutineerCode } from '../../server/contract/organizer.ts';
import { setUp } from '../../server/contract/public.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { button, fill, screen } from '../end-to-end/hall.ts';
import { type HallKiosk, launchHallKiosk } from './hall-kiosk.ts';
import { readNetworkRecord } from './network-record.ts';

const PASSWORD = 'a long password';
const MACHINES = ['kiosk', 'card-station', 'screen', 'teller'] as const;

let folder: string;
let server: ServerProcess;
let meeting: string;
let kiosk: HallKiosk | undefined;
const codes: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-offline-'));
  server = await startServerProcess(join(folder, 'data'));
  const organizer = openSession(server.address);
  const body = { code: server.setUpCode ?? '', name: '高玉龙', password: PASSWORD, start: 'sample' } as const;
  meeting = (await organizer.call(setUp, { body })).meeting ?? '';
  for (const role of ['desk', 'township'] as const)
    await organizer.call(addOfficial, { body: { name: '唐梅', password: PASSWORD, role } });
  for (const role of MACHINES)
    ({ code: codes[role] = '' } = await organizer.call(addMachine, {
      params: { meeting },
      body: { role, name: role },
    }));
  ({ code: codes.scrutineer = '' } = await organizer.call(scrutineerCode, {
    params: { meeting, index: '1' },
    body: {},
  }));
});
// A kiosk of a test that failed would go on asking.
afterEach(async () => {
  await kiosk?.close();
  kiosk = undefined;
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Longer than the pages wait between two questions to the server. */
const POLLED_MS = 3000;

/** Every part of a page, whichever it has, each until it stands. */
async function everyTab(page: Page, least: number): Promise<void> {
  const tabs = page.locator('[data-tab]');
  await tabs.first().waitFor();
  const count = await tabs.count();
  expect(count).toBeGreaterThanOrEqual(least);
  for (let at = 0; at < count; at += 1) {
    await tabs.nth(at).click();
    await page.waitForTimeout(POLLED_MS / 4);
  }
}

/** Every page, as far into it as a person comes before a meeting, each left open for a while. */
async function walkThrough(page: Page, origin: string): Promise<void> {
  const open = async (path: string) => {
    await page.goto(`${origin}${path}`);
    await page.locator('#page > *').first().waitFor();
  };
  for (const role of ['organizer', 'desk', 'township']) {
    await open(`/${role}/`);
    await fill(page, 'name', role === 'organizer' ? '高玉龙' : '唐梅');
    await fill(page, 'password', PASSWORD);
    await button(page, 'sign-in').click();
    await button(page, 'sign-in').waitFor({ state: 'detached' });
    if (role === 'organizer') {
      await page.locator(`[data-meeting="${meeting}"]`).click();
      await everyTab(page, 9);
    }
    if (role === 'township') await everyTab(page, 4);
    await page.waitForTimeout(POLLED_MS);
  }
  for (const role of [...MACHINES, 'scrutineer']) {
    await open(`/${role}/`);
    await fill(page, 'code', codes[role] ?? '');
    await button(page, 'pair').click();
    await button(page, 'pair').waitFor({ state: 'detached' });
    await page.waitForTimeout(POLLED_MS);
    if (role === 'kiosk') {
      await button(page, 'calibrated').click();
      await page.locator('.voter[data-screen]').waitFor();
      await page.waitForTimeout(POLLED_MS);
    }
  }
  for (const path of ['/', '/trust/', '/check/', '/controls/']) {
    await open(path);
    await page.waitForTimeout(POLLED_MS);
  }
  await open('/trust/');
  await screen(page, 'trust').waitFor();
}

test('no page, no worker and not the kiosk’s browser itself ever asks for anything outside the hall', async () => {
  const log = join(folder, 'net.json');
  const origin = `https://127.0.0.1:${new URL(server.secureAddress).port}`;
  kiosk = await launchHallKiosk({
    server,
    home: join(folder, 'home'),
    meeting,
    flags: [`--log-net-log=${log}`],
  });
  await walkThrough(kiosk.page, origin);
  await kiosk.close();
  kiosk = undefined;
  const seen = readNetworkRecord(log);
  expect(seen.origins).toEqual([origin]);
  expect(seen.connections).toEqual([origin.replace('https://', '')]);
  expect(seen.names.filter((name) => !name.includes('127.0.0.1'))).toEqual([]);
  expect(seen.datagrams).toBe(0);
});

test('the record would show it: a planted page that asks for three foreign things is found out', async () => {
  const log = join(folder, 'planted.json');
  kiosk = await launchHallKiosk({
    server,
    home: join(folder, 'planted'),
    meeting,
    flags: [`--log-net-log=${log}`],
  });
  const { page } = kiosk;
  await page.goto('about:blank');
  await page.setContent(
    '<img src="http://pictures.example/a.png"><link rel="stylesheet" href="https://fonts.example/f.css">',
  );
  await page.evaluate(() => fetch('https://numbers.example/count').catch(() => null));
  await kiosk.close();
  kiosk = undefined;
  expect(readNetworkRecord(log).origins).toEqual(
    expect.arrayContaining(['http://pictures.example', 'https://fonts.example', 'https://numbers.example']),
  );
});

test('a page of ours could not even try: its policy keeps every foreign address from the network', async () => {
  const log = join(folder, 'policy.json');
  kiosk = await launchHallKiosk({
    server,
    home: join(folder, 'policy'),
    meeting,
    flags: [`--log-net-log=${log}`],
  });
  const { page } = kiosk;
  const origin = `https://127.0.0.1:${new URL(server.secureAddress).port}`;
  await page.goto(`${origin}/kiosk/`);
  const refused = await page.evaluate(async () => {
    const image = new Image();
    const failed = new Promise((resolve) => image.addEventListener('error', () => resolve('image')));
    image.src = 'https://pictures.example/a.png';
    const asked = await fetch('https://numbers.example/count').then(
      () => 'answered',
      () => 'fetch',
    );
    return [asked, await failed];
  });
  expect(refused).toEqual(['fetch', 'image']);
  await kiosk.close();
  kiosk = undefined;
  expect(readNetworkRecord(log).origins).toEqual([origin]);
});
