/** What the hall hears of a kiosk (UX 2, 5.3): real clips through the real element, the same for every ballot. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ALL_PROMPTS } from '../../kiosk/voice/prompts.ts';
import { wordsIn } from '../../server/contract/words.ts';
import { useBuiltPages } from './built-pages.ts';
import { type SignedRound, signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET, tap } from './voting-machine.ts';

const CLIPS = fileURLToPath(new URL('../../kiosk/voice/clips/', import.meta.url));

const pages = useBuiltPages();

type Heard = { readonly begun: string[]; readonly ended: string[] };
declare global {
  interface Window {
    heard: Heard;
  }
}

/** Listens at the element itself: what begins to play, and what plays to its end. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.heard = { begun: [], ended: [] };
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      const clip = this.dataset.clip ?? '';
      this.addEventListener('playing', () => window.heard.begun.push(clip), { once: true });
      this.addEventListener('ended', () => window.heard.ended.push(clip), { once: true });
      return play.call(this);
    };
  });
}
const heard = (page: Page) => page.evaluate(() => window.heard);
const begun = async (page: Page) => (await heard(page)).begun;

const NAMES = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));
const OTHERS = ['王小满', '赵立春'].map((name) => ({ name, remark: '' }));
const election = () => signedRound(NAMES, 1, OTHERS);
const open = (round: SignedRound) => openMachine(pages.browser, pages.origin, TABLET, round, listen);

test('every clip is a recording that Chromium decodes, long and loud enough to be heard', async () => {
  const { page, close } = await open(election());
  for (const language of ['zh', 'en'] as const)
    for (const [clip, least] of [
      ...ALL_PROMPTS.map((prompt) => [`${language}/${prompt}`, 0.8] as const),
      ...wordsIn(language).map((word) => [`words-${language}/${word}`, 0.15] as const),
    ]) {
      const bytes = readFileSync(`${CLIPS}${clip}.mp3`).toString('base64');
      const { seconds, peak } = await page.evaluate(async (encoded) => {
        const binary = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
        const sound = await new OfflineAudioContext(1, 1, 24_000).decodeAudioData(binary.buffer);
        const samples = sound.getChannelData(0);
        return { seconds: sound.duration, peak: samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0) };
      }, bytes);
      expect(seconds, clip).toBeGreaterThan(least);
      expect(seconds, clip).toBeLessThan(14);
      expect(peak, clip).toBeGreaterThan(0.3);
    }
  await close();
});

/** One voter from V0 to V4, with the marks made by `mark`. */
async function vote(page: Page, round: SignedRound, mark: (page: Page) => Promise<void>): Promise<void> {
  await scan(page, round.card().qr);
  await tap(page, '[data-name="begin"]');
  await mark(page);
  await tap(page, '[data-name="next"]');
  if ((await page.locator('[data-pointed-out="true"]').count()) > 0) await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  await tap(page, '[data-name="done"]');
  await page.locator('[data-screen="V0"]').waitFor();
}

const BALLOTS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  full: async (page) => {
    await tap(page, '[data-mark="approve"]');
    await page.locator('[data-mark="abstain"]').nth(1).tap();
  },
  blank: async () => undefined,
  'with a name written in': async (page) => {
    await tap(page, '[data-mark="disapprove"]');
    await tap(page, '[data-name="write-in"]');
    await tap(page, '[data-surname="王"]');
    await tap(page, '[data-person]');
    await page.locator('[data-mark="abstain"]').nth(1).tap();
  },
};

test('each step is said once, and the hall hears nothing of the marks: three ballots sound alike', async () => {
  const sounds: (readonly string[])[] = [];
  for (const mark of Object.values(BALLOTS)) {
    const round = election();
    const { page, complaints, close } = await open(round);
    await vote(page, round, mark);
    sounds.push(await begun(page));
    expect(complaints).toEqual([]);
    await close();
  }
  const [first, ...others] = sounds;
  expect(first).toEqual(['zh/welcome', 'zh/election', 'zh/review', 'zh/cast']);
  for (const sound of others) expect(sound).toEqual(first);
});

test('a sentence is said to its end, again for 0 on the number pad, and in the language chosen', async () => {
  const round = election();
  const { page, close } = await open(round);
  await page.locator('[data-screen="V0"] .voter-main').tap();
  await expect.poll(() => heard(page), { timeout: 15_000 }).toEqual({ begun: ['zh/card'], ended: ['zh/card'] });
  await scan(page, round.card().qr);
  await expect.poll(async () => (await heard(page)).ended, { timeout: 15_000 }).toContain('zh/welcome');
  await page.keyboard.press('Numpad0');
  await expect.poll(() => begun(page)).toEqual(['zh/card', 'zh/welcome', 'zh/welcome']);
  await tap(page, '[data-name="language"]');
  await expect.poll(async () => (await begun(page)).at(-1)).toBe('en/welcome');
  await close();
});

test('a voter who wants no voice has none; the next voter has it again (UX 6.13)', async () => {
  const round = election();
  const { page, close } = await open(round);
  await scan(page, round.card().qr);
  await expect.poll(() => begun(page)).toEqual(['zh/welcome']);
  await tap(page, '[data-name="voice"]');
  await tap(page, '[data-name="begin"]');
  await tap(page, '[data-name="call-staff"]');
  await tap(page, '[data-name="end-call"]');
  await tap(page, '[data-name="next"]');
  await tap(page, '[data-name="next"]');
  await page.locator('.receipt-qr').waitFor();
  await tap(page, '[data-name="cast"]');
  await page.locator('[data-screen="V4"]').waitFor();
  expect(await begun(page)).toEqual(['zh/welcome']);
  await tap(page, '[data-name="done"]');
  await scan(page, round.card().qr);
  await expect.poll(() => begun(page)).toEqual(['zh/welcome', 'zh/welcome']);
  await close();
});

test('that the network is gone is said without it', async () => {
  const round = election();
  const { page, close } = await open(round);
  await scan(page, round.card().qr);
  await expect.poll(() => begun(page)).toEqual(['zh/welcome']);
  await page.waitForLoadState('networkidle');
  await page.route('**/*', (route) => route.abort());
  await expect.poll(async () => (await heard(page)).ended, { timeout: 30_000 }).toContain('zh/held-up');
  await close();
});
