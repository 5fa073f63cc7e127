/**
 * A village's own voice at the kiosk: its recordings take the place of the built-in ones; names are said to whoever has headphones, and what
 * is asked of the network is the same whatever a voter does.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spokenSchema, type VoiceClip } from '../../server/contract/voices.ts';
import { clipsForKiosk } from '../../server/services/voices.ts';
import { GRADE_SCALES } from '../../tally/appraisal/grade-scales.ts';
import { personsOn } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
import { launchChromium } from '../chromium.ts';
import { takePicture } from '../pictures.ts';
import { type SignedRound, signedBallot, signedRound } from './signed-round.ts';
import { openMachine, scan, servePages, TABLET, tap } from './voting-machine.ts';

const CLIPS = fileURLToPath(new URL('../../kiosk/voice/clips/zh/', import.meta.url));
const CANDIDATES = ['王建国', '李㛃'].map((name) => ({ name, remark: '' }));
const OTHERS = ['王小满', '赵立春'].map((name) => ({ name, remark: '' }));

let browser: Browser;
let pages: Awaited<ReturnType<typeof servePages>>;
beforeAll(async () => {
  pages = await servePages();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  pages?.close();
});

/** Real sounds; which words they are does not matter here. */
const SOUNDS = new Map(
  ['staff', 'paused', 'kept', 'camera', 'typed'].map((name) => {
    const bytes = readFileSync(`${CLIPS}${name}.mp3`);
    return [createHash('sha256').update(bytes).digest('base64url'), bytes] as const;
  }),
);
const hashes = [...SOUNDS.keys()];
const PROMPT: VoiceClip = {
  spoken: { kind: 'prompt', language: 'zh', prompt: 'welcome' },
  sha256: hashes[0] as string,
};
const NAMES: readonly VoiceClip[] = [...CANDIDATES, ...OTHERS].map(({ name }, at) => ({
  spoken: { kind: 'name', label: name },
  sha256: hashes[at + 1] as string,
}));

type Kiosk = { readonly round: SignedRound; readonly page: Page; readonly asked: string[]; close: () => Promise<void> };

/** `voices`: what the server tells this kiosk of; it leaves names out where there are no headphones (server/voices.test.ts). */
async function kiosk(
  voices: readonly VoiceClip[],
  round: SignedRound = signedRound(CANDIDATES, 1, OTHERS),
): Promise<Kiosk> {
  Object.assign(round.state, { voices, headphones: voices.some(({ spoken }) => spoken.kind === 'name') });
  const asked: string[] = [];
  const { page, close } = await openMachine(browser, pages.origin, TABLET, round, async (opened) => {
    opened.on('request', (request) => {
      const path = new URL(request.url()).pathname;
      // The state is polled by the clock, everything else is asked for because of something.
      if (path !== '/api/kiosk/state' && path !== '/api/kiosk/health') asked.push(path);
    });
    await opened.addInitScript(() => {
      window.heard = { begun: [], ended: [] };
      const { play } = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.play = function () {
        const clip = this.dataset.clip ?? '';
        this.addEventListener('playing', () => window.heard.begun.push(clip), { once: true });
        return play.call(this);
      };
    });
    await opened.route('**/api/kiosk/voices/*', (route) => {
      const sound = SOUNDS.get(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
      return sound === undefined
        ? route.fulfill({ status: 404, json: {} })
        : route.fulfill({ body: sound, contentType: 'audio/mpeg' });
    });
  });
  // They come after the built-in ones, and those are more with headphones.
  const fetched = () => asked.filter((path) => path.startsWith('/api/kiosk/voices/')).length;
  await expect.poll(fetched, { timeout: 30_000 }).toBe(new Set(voices.map(({ sha256 }) => sha256)).size);
  await page.waitForLoadState('networkidle');
  return { round, page, asked, close };
}

const begun = (page: Page) => page.evaluate(() => window.heard.begun);
const recordings = ({ asked }: Kiosk) => asked.filter((path) => path.startsWith('/api/kiosk/voices/'));

test('a recording of the village is said in place of the built-in one, and the rest as before', async () => {
  const k = await kiosk([PROMPT]);
  await scan(k.page, k.round.card().qr);
  await expect.poll(() => begun(k.page)).toEqual(['own/zh/welcome']);
  await tap(k.page, '[data-name="begin"]');
  await expect.poll(() => begun(k.page)).toEqual(['own/zh/welcome', 'zh/election']);
  expect(await k.page.locator('[data-name="listen"]').count()).toBe(0);
  await k.close();
});

test('with headphones a name is said when the number pad comes to its row, and when 听 is pressed', async () => {
  const k = await kiosk([PROMPT, ...NAMES]);
  await scan(k.page, k.round.card().qr);
  await tap(k.page, '[data-name="begin"]');
  await expect.poll(() => begun(k.page)).toEqual(['own/zh/welcome', 'zh/election']);
  await takePicture(k.page, 'V2-listen');
  const before = (await begun(k.page)).length;
  const said = async () => (await begun(k.page)).slice(before).filter((clip) => clip.startsWith('name/'));
  for (let at = 0; at < 2; at += 1) await k.page.keyboard.press('Numpad2');
  await expect.poll(said).toEqual(['name/王建国']);
  // Within the row nothing is said again; the next row is another person.
  for (let at = 0; at < 4; at += 1) await k.page.keyboard.press('Numpad2');
  await expect.poll(said).toEqual(['name/王建国', 'name/李㛃']);
  await tap(k.page, '.mark-row:first-child [data-name="listen"]');
  await expect.poll(said).toEqual(['name/王建国', 'name/李㛃', 'name/王建国']);
  // A tap on a mark says nothing at all: who touches the screen sees it.
  await k.page.waitForTimeout(500);
  const all = (await begun(k.page)).length;
  await tap(k.page, '.mark-row:nth-child(2) [data-mark="abstain"]');
  await k.page.waitForTimeout(500);
  expect((await begun(k.page)).length).toBe(all);
  await k.close();
});

const BALLOTS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  blank: async () => undefined,
  'heard and full': async (page) => {
    await tap(page, '.mark-row:first-child [data-name="listen"]');
    await tap(page, '[data-mark="approve"]');
    await tap(page, '.mark-row:nth-child(2) [data-name="listen"]');
    await tap(page, '.mark-row:nth-child(2) [data-mark="abstain"]');
  },
  'with a name written in by keyboard': async (page) => {
    await tap(page, '[data-mark="disapprove"]');
    await tap(page, '[data-name="write-in"]');
    await tap(page, '[data-surname="王"]');
    for (let at = 0; at < 3; at += 1) await page.keyboard.press('Numpad2');
    await tap(page, '[data-person]');
    await page.locator('[data-mark="abstain"]').nth(1).tap();
  },
};

test('what is asked of the network is the same for every ballot, and no recording is asked for after the first voter came', async () => {
  const sequences: (readonly string[])[] = [];
  for (const mark of Object.values(BALLOTS)) {
    const k = await kiosk([PROMPT, ...NAMES]);
    expect(recordings(k).toSorted()).toEqual(hashes.map((hash) => `/api/kiosk/voices/${hash}`).toSorted());
    const before = k.asked.length;
    await scan(k.page, k.round.card().qr);
    await tap(k.page, '[data-name="begin"]');
    await mark(k.page);
    await tap(k.page, '[data-name="next"]');
    if ((await k.page.locator('[data-pointed-out="true"]').count()) > 0) await tap(k.page, '[data-name="next"]');
    await k.page.locator('.receipt-qr').waitFor();
    await tap(k.page, '[data-name="cast"]');
    await k.page.locator('[data-screen="V4"]').waitFor();
    await tap(k.page, '[data-name="done"]');
    await k.page.locator('[data-screen="V0"]').waitFor();
    const during = k.asked.slice(before);
    expect(during.filter((path) => path.includes('voices'))).toEqual([]);
    sequences.push(during.filter((path) => path.startsWith('/api/')));
    await k.close();
  }
  expect(sequences[0]).toEqual(['/api/kiosk/token', '/api/kiosk/pending', '/api/kiosk/cast']);
  for (const sequence of sequences) expect(sequence).toEqual(sequences[0]);
});

test('whom a voter looks for among those to be written in is asked of nobody, however rare the name is written', async () => {
  const rare = ['㛃', '䶮', '𬭎'].map((name) => ({ name: `王${name}`, remark: '' }));
  const k = await kiosk([], signedRound(CANDIDATES, 1, [...OTHERS, ...rare]));
  // A browser asks for the sign of the page when it likes.
  const asked = () => k.asked.filter((path) => path !== '/icon.svg');
  await expect.poll(() => asked().filter((path) => /\.(woff2?|ttf)$/.test(path)).length).toBeGreaterThan(3);
  await k.page.waitForLoadState('networkidle');
  const before = asked().length;
  await scan(k.page, k.round.card().qr);
  await tap(k.page, '[data-name="begin"]');
  await tap(k.page, '[data-mark="disapprove"]');
  await tap(k.page, '[data-name="write-in"]');
  await tap(k.page, '[data-surname="王"]');
  await k.page.locator('[data-person]', { hasText: '王䶮' }).waitFor();
  await k.page.waitForLoadState('networkidle');
  expect(asked().slice(before)).toEqual(['/api/kiosk/token']);
  await k.close();
});

test('a recording that could not be fetched is never asked for because of a row: its name stays unsaid', async () => {
  const lost: VoiceClip = { spoken: { kind: 'name', label: '王建国' }, sha256: 'A'.repeat(43) };
  const k = await kiosk([lost]);
  await scan(k.page, k.round.card().qr);
  await tap(k.page, '[data-name="begin"]');
  const before = k.asked.length;
  await tap(k.page, '[data-name="listen"]');
  for (let at = 0; at < 3; at += 1) await k.page.keyboard.press('Numpad2');
  await k.page.waitForTimeout(500);
  expect(k.asked.slice(before)).toEqual([]);
  expect((await begun(k.page)).filter((clip) => clip.startsWith('name/'))).toEqual([]);
  await k.close();
});

const persons = (...names: readonly string[]) => names.map((name) => ({ name, remark: '' }));
const TWENTY = '阿卜杜热合曼·买买提吐尔逊江·艾合买提';
const NAMESAKES = [
  { name: '王建国', remark: '1974年4月生' },
  { name: '王建国', remark: '1962年11月生' },
];
const NAMED = [...NAMESAKES, ...persons('李㛃', '买买提·吐尔逊江', TWENTY)];
const BODIES = persons('清溪村党总支委员会', '清溪村村民委员会', '清溪村村务监督委员会');
const election = () =>
  signedRound(NAMED, 3, [...persons('欧阳春', '王小满', '赵立春'), { name: '王小满', remark: '二组' }]);
const appraisal = () =>
  signedBallot(
    [
      ...[{ zh: '班子', en: 'Bodies' }].map((title) => ({ title, objects: 'bodies' as const, subjects: BODIES })),
      ...[{ zh: '干部', en: 'Officials' }].map((title) => ({ title, objects: 'persons' as const, subjects: NAMED })),
    ].map((part) => ({ kind: 'appraisal' as const, grades: GRADE_SCALES['four-good'], ...part })),
    'appraisal',
  );
const recommendation = () =>
  signedBallot(
    [{ kind: 'recommendation', title: { zh: '委员人选', en: 'Nominees' }, nominees: NAMED, limit: 5 }],
    'recommendation',
  );

/** What the server tells a kiosk with headphones of, where somebody recorded every name of this village. */
const recorded = ({ state }: SignedRound): readonly VoiceClip[] => {
  const contests = state.roundEntry?.contests ?? [];
  const names = [...new Set(contests.flatMap(personsOn).map(label))];
  const clips = names.map((name, at) => ({
    spoken: spokenSchema.parse({ kind: 'name', label: name }),
    sha256: hashes[at % hashes.length] as string,
  }));
  return clipsForKiosk(clips, true, contests);
};

/** By the number pad from the first button of the screen to `last`: whose row it comes to, each said as soon as it is reached. */
async function heardOn(page: Page, last: string, people: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  let before: string | undefined;
  for (let step = 0; step < 90; step += 1) {
    const said = (await begun(page)).length;
    await page.keyboard.press('Numpad2');
    const at = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const rows = [...document.querySelectorAll('.mark-row, .review-row, .nominee, .picker-surname, .picker-person')];
      const row = rows.find((one) => one.contains(focused));
      return { button: focused.dataset.name, row: row?.getAttribute('data-spoken') ?? undefined };
    });
    if (at.row !== undefined && at.row !== before) {
      const name = async () =>
        (await begun(page)).slice(said).flatMap((clip) => (clip.startsWith('name/') ? [clip.slice(5)] : []))[0];
      await expect.poll(name).toBeDefined();
      const heard = (await name()) ?? '';
      expect(people).toContain(heard);
      // The longest of those that the row names: 王建国 is part of 王建国（二组）.
      expect(people.filter((one) => at.row?.includes(one)).toSorted((a, b) => b.length - a.length)[0]).toBe(heard);
      names.push(heard);
    }
    before = at.row;
    if (at.button === last) return names;
  }
  throw new Error(`never came to ${last}`);
}

/** Every page of the ballot to its end; on each, `mark` has pressed what it wants. */
async function heardOnBallot(
  page: Page,
  people: readonly string[],
  mark: (page: Page) => Promise<void>,
): Promise<readonly string[]> {
  const names: string[] = [];
  while ((await page.locator('[data-screen="V2"]').count()) === 1) {
    names.push(...(await heardOn(page, 'next', people)));
    await mark(page);
    const aside = await page.locator('.voter-aside').innerText();
    await tap(page, '[data-name="next"]');
    if ((await page.locator('[data-pointed-out="true"]').count()) > 0) await tap(page, '[data-name="next"]');
    await expect
      .poll(
        async () =>
          (await page.locator('.receipt-qr').count()) === 1 ||
          (await page.locator('.voter-aside').innerText()) !== aside,
      )
      .toBe(true);
  }
  return names;
}

/** The review page by page: on the last one the ballot can be cast. */
async function heardOnReview(page: Page, people: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  while ((await page.locator('[data-name="cast"]').count()) === 0) {
    names.push(...(await heardOn(page, 'next', people)));
    await tap(page, '[data-name="next"]');
  }
  return [...names, ...(await heardOn(page, 'cast', people))];
}

const FORMS = [
  ['an appraisal, of bodies and of persons,', appraisal, [...BODIES, ...NAMED], '.grade-row .grade:first-child'],
  ['a recommendation', recommendation, NAMED, '.nominee'],
  ['an election', election, NAMED, '.mark-row [data-mark="abstain"]'],
] as const;

test.each(FORMS)(
  'on %s every name is said as its row is reached, long ones and namesakes too, and again on the review',
  async (_, round, people, mark) => {
    const signed = round();
    const k = await kiosk(recorded(signed), signed);
    await scan(k.page, signed.card().qr);
    await tap(k.page, '[data-name="begin"]');
    const all = people.map(label);
    expect(
      await heardOnBallot(k.page, all, async (page) => {
        for (const button of await page.locator(mark).all()) {
          await button.tap();
          await page.waitForTimeout(450);
        }
      }),
    ).toEqual(all);
    expect(await heardOnReview(k.page, all)).toEqual(all);
    await k.close();
  },
);

test('whoever writes a name in hears a person of each surname, and then each person', async () => {
  const signed = election();
  const k = await kiosk(recorded(signed), signed);
  await scan(k.page, signed.card().qr);
  await tap(k.page, '[data-name="begin"]');
  await tap(k.page, '[data-mark="disapprove"]');
  await tap(k.page, '[data-name="write-in"]');
  await k.page.locator('[data-screen="V5"]').waitFor();
  const written = ['欧阳春', '王小满', '赵立春', '王小满（二组）'];
  expect((await heardOn(k.page, 'back', written)).toSorted()).toEqual(['欧阳春', '王小满', '赵立春'].toSorted());
  await tap(k.page, '[data-surname="王"]');
  expect((await heardOn(k.page, 'back', written)).toSorted()).toEqual(['王小满', '王小满（二组）']);
  await k.close();
});
