/** A card before the kiosk's camera, through the page's own reader: Chromium plays a film where its camera would be. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { barriers, takeVoterPicture } from '../pictures.ts';
import { writeFilm } from './camera-film.ts';
import { buttonFaults, measure, textFaults } from './measures.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, servePages, TABLET, tap } from './voting-machine.ts';

const person = (name: string) => ({ name, remark: '' });

let folder: string;
let pages: Awaited<ReturnType<typeof servePages>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-camera-'));
  pages = await servePages();
});
afterAll(() => {
  pages?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Counts what the page asked of the camera, and what still runs. */
async function watchCamera(page: Page): Promise<() => Promise<{ readonly asked: number; readonly live: number }>> {
  await page.evaluate(() => {
    const streams: MediaStream[] = [];
    Object.assign(window, { streams });
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      streams.push(stream);
      return stream;
    };
  });
  return () =>
    page.evaluate(() => {
      const { streams } = window as unknown as { streams: readonly MediaStream[] };
      const live = streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live');
      return { asked: streams.length, live: live.length };
    });
}

async function withCamera(film: string, mayUse: boolean, use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await launchChromium([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
    ...(mayUse ? ['--use-fake-ui-for-media-stream'] : []),
  ]);
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
}

test('a card held before the camera begins a session, and the camera goes dark', async () => {
  const round = signedRound([person('王建国'), person('李㛃')], 1, []);
  const film = join(folder, 'card.y4m');
  writeFilm(film, round.card().qr);
  await withCamera(film, true, async (browser) => {
    const { page, complaints, close } = await openMachine(browser, pages.origin, TABLET, round);
    const camera = await watchCamera(page);
    await tap(page, '[data-name="camera"]');
    await page.locator('[data-screen="V1"]').waitFor();
    expect(await camera()).toEqual({ asked: 1, live: 0 });
    // The decoder came from our own server, and nothing was forbidden by the page's policy.
    expect(complaints).toEqual([]);
    await close();
  });
});

test('a foreign code is refused in words', async () => {
  const round = signedRound([person('王建国'), person('李㛃')], 1, []);
  const film = join(folder, 'foreign.y4m');
  writeFilm(film, 'HTTPS://EXAMPLE.ORG/ANOTHER-CODE');
  await withCamera(film, true, async (browser) => {
    const { page, close } = await openMachine(browser, pages.origin, TABLET, round);
    const camera = await watchCamera(page);
    await tap(page, '[data-name="camera"]');
    await page.locator('[data-problem="unreadable"]').waitFor();
    await takeVoterPicture(page, 'tablet', 'V0e-foreign-code');
    expect(await camera()).toEqual({ asked: 1, live: 0 });
    await close();
  });
});

test('the camera screen fits and has one primary button; 返回 ends the camera', async () => {
  const round = signedRound([person('王建国'), person('李㛃')], 1, []);
  const film = join(folder, 'table.y4m');
  writeFilm(film);
  await withCamera(film, true, async (browser) => {
    const { page, complaints, close } = await openMachine(browser, pages.origin, TABLET, round);
    const camera = await watchCamera(page);
    await tap(page, '[data-name="camera"]');
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    expect(await camera()).toEqual({ asked: 1, live: 1 });
    const measured = await measure(page);
    expect([measured.id, measured.outside]).toEqual(['camera', []]);
    expect(measured.buttons.filter(({ kind }) => kind === 'primary')).toHaveLength(1);
    expect([buttonFaults(measured, TABLET), textFaults(measured, TABLET)]).toEqual([[], []]);
    expect(await barriers(page)).toEqual([]);
    await takeVoterPicture(page, 'tablet', 'camera');
    await tap(page, '[data-name="back"]');
    await page.locator('[data-screen="V0"]').waitFor();
    expect((await camera()).live).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});

test('a camera that may not be used is said in words, and the card can be typed', async () => {
  const round = signedRound([person('王建国'), person('李㛃')], 1, []);
  const film = join(folder, 'refused.y4m');
  writeFilm(film, round.card().qr);
  await withCamera(film, false, async (browser) => {
    const { page, close } = await openMachine(browser, pages.origin, TABLET, round);
    await tap(page, '[data-name="camera"]');
    await page.locator('[role="alert"]').waitFor();
    expect(await page.locator('[role="alert"]').innerText()).toContain('请手工输入');
    await takeVoterPicture(page, 'tablet', 'camera-refused');
    expect(await barriers(page)).toEqual([]);
    await tap(page, '[data-name="typed"]');
    await page.locator('.pad').waitFor();
    await close();
  });
});
