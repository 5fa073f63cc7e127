/** What a voter hears at a kiosk: every clip as it begins to play, at many times its speed, in the words it was made of. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { PROMPTS, type Prompt } from '../../kiosk/voice/prompts.ts';
import type { VoiceClip } from '../../server/contract/voices.ts';
import { WORDS, type WordKey } from '../../server/contract/words.ts';
import type { SignedRound } from './signed-round.ts';

declare global {
  interface Window {
    ear: {
      said: string[];
      isPlaying: boolean;
      changedMs: number;
      /** What the element still knows of the last clip. */
      left: () => { readonly clip: string | undefined; readonly address: string | null };
    };
  }
}

/** Chromium plays no faster than this. */
const SPEED = 16;
/** Nothing more comes after this long: the page settles sooner (kiosk/voice/reader.ts). */
const SILENCE_MS = 150;
const QUIET_MS = 700;
const SOUND = readFileSync(fileURLToPath(new URL('../../kiosk/voice/clips/zh/staff.mp3', import.meta.url)));
const HASH = createHash('sha256').update(SOUND).digest('base64url');

/** Headphones at this kiosk, and a recording of each of these names. */
export function withHeadphones(round: SignedRound, names: readonly string[]): void {
  const voices = names.map((label): VoiceClip => ({ spoken: { kind: 'name', label }, sha256: HASH }));
  Object.assign(round.state, { headphones: true, voices });
}

/** Before the page is opened. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript((speed) => {
    let element: HTMLMediaElement | undefined;
    const left = () => ({ clip: element?.dataset.clip, address: element?.getAttribute('src') ?? null });
    const ear = { said: [] as string[], isPlaying: false, changedMs: 0, left };
    window.ear = ear;
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      element = this;
      // Whoever else listens may have begun the next one already.
      this.onended = () => {
        if (this.ended) Object.assign(ear, { isPlaying: false, changedMs: performance.now() });
      };
      this.defaultPlaybackRate = speed;
      ear.said.push(this.dataset.clip ?? '');
      Object.assign(ear, { isPlaying: true, changedMs: performance.now() });
      return play.call(this);
    };
  }, SPEED);
  await page.route('**/api/kiosk/voices/*', (route) => route.fulfill({ body: SOUND, contentType: 'audio/mpeg' }));
}

export function wordsOfClip(name: string): string {
  const [folder = '', key = ''] = name.replace(/^own\//, '').split('/');
  if (folder === 'name') return key;
  const language = folder.endsWith('en') ? 'en' : 'zh';
  return folder.startsWith('words-') ? WORDS[key as WordKey][language] : PROMPTS[key as Prompt][language];
}

/** Every clip is in the memory of the kiosk, before anybody votes. */
export async function fetched(page: Page): Promise<void> {
  let last = Date.now();
  page.on('request', () => {
    last = Date.now();
  });
  // The state is asked for again and again, but not as often.
  while (Date.now() - last < QUIET_MS) await page.waitForTimeout(100);
}

/** The words said because of `action`, when there is silence again. */
export async function hear(page: Page, action: () => Promise<unknown>): Promise<readonly string[]> {
  await page.evaluate(() => {
    window.ear.said.length = 0;
  });
  await action();
  await page.evaluate(() => {
    window.ear.changedMs = performance.now();
  });
  await page.waitForFunction(
    (silence) => !window.ear.isPlaying && performance.now() - window.ear.changedMs > silence,
    SILENCE_MS,
    { polling: 50 },
  );
  return (await page.evaluate(() => window.ear.said)).map(wordsOfClip);
}
