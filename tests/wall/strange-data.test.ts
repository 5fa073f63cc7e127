/**
 * The big screen with data that no rehearsal has (UX 5.6, 6.30): nothing cast, ties, one candidate, names of twenty characters, a motion of
 * many words. Nothing of the program shows through, nothing is cut off, and the hall can read it.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScreenState, screenStateSchema } from '../../server/contract/screen.ts';
import type { ContestResult, RoundResult } from '../../server/contract/shared.ts';
import { CHECK_TITLES } from '../../tally/verify/check-titles.ts';
import { launchChromium } from '../chromium.ts';
import { takePicture } from '../pictures.ts';
import { servePages } from '../voter-screens/voting-machine.ts';

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

const PICTURES = { '1920x1080': { width: 1920, height: 1080 }, '1024x768': { width: 1024, height: 768 } } as const;
/** 16′ of arc from 15 m on a picture 1.4 m high. */
const LEAST_TEXT = 0.05;
/** A table of thirteen long names gives way before it is cut. */
const LEAST_TABLE_TEXT = 0.03;

const TWENTY = '阿不都热依木·买买提吐尔逊·艾合买提江肉孜';
const LONG_TITLE = '石桥镇东风村与西河村联合党总支部换届选举党员大会（第二次全体会议）';

const EMPTY: ScreenState = {
  name: '大屏',
  meeting: {
    id: 'a1b2c3d4e5',
    kind: 'assembly',
    group: '',
    title: '石桥村党支部换届选举党员大会',
    organization: '中共石桥村支部委员会',
    superior: '中共石桥镇委员会',
    date: '2026-11-22',
    phase: 'published',
    derivedFrom: null,
  },
  place: '',
  chair: '',
  view: 'welcome',
  part: 0,
  digits: null,
  log: null,
  attendance: null,
  contests: null,
  voting: null,
  accounting: null,
  counting: null,
  result: null,
  elected: null,
  motion: null,
  verify: null,
};

const attendance = (expected: number, present: number): NonNullable<ScreenState['attendance']> => ({
  open: true,
  expected,
  present,
  quorumMinimum: Math.ceil((expected * 4) / 5),
  missing: Math.max(0, Math.ceil((expected * 4) / 5) - present),
  quorate: expected > 0 && present * 5 >= expected * 4,
  cardsHandedOut: present,
  cardsHandedBack: 0,
  countedAgain: 0,
  attending: 0,
});

const contest = (names: readonly string[], votes: readonly number[], more: Partial<ContestResult>): ContestResult => ({
  post: '委员',
  title: { zh: '委员选举', en: 'Election of the committee' },
  seats: Math.min(5, names.length),
  rows: names.map((label, at) => ({
    label,
    candidate: true,
    approve: votes[at] ?? 0,
    disapprove: 0,
    abstain: 0,
    unreadable: 0,
    elected: false,
  })),
  majorityBase: 'expected',
  base: 75,
  smallestWinning: 38,
  election: 'valid',
  elected: [],
  unconfirmed: [],
  refused: [],
  preliminary: false,
  tie: null,
  unfilled: 0,
  baseSensitive: false,
  notices: [],
  ...more,
});
const result = (contests: readonly ContestResult[], cast: number): RoundResult => ({
  round: 1,
  expected: 75,
  present: 68,
  issued: 68,
  recovered: cast,
  valid: cast,
  invalid: 0,
  exchanged: 0,
  returned: 0,
  missing: 68 - cast,
  challenged: 0,
  contests: [...contests],
  forms: [],
  checks: [],
  attested: [],
  sheetReady: true,
});
const SEVEN = ['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕', '周玥'];
const long = (count: number) =>
  Array.from({ length: count }, (_, at) => `${TWENTY.slice(0, 18)}${'甲乙丙丁戊己庚辛壬癸子丑寅'[at]}`);
const tie = {
  tie: { among: ['陈䶮', '林海燕'], seats: 1 },
  unfilled: 1,
  baseSensitive: true,
  notices: [
    {
      code: 'tie',
      clause: '条例 第三十条',
      zh: '陈䶮、林海燕票数相等，不能确定当选人，须就票数相等的人再次投票。',
      en: 'A tie.',
    },
  ],
};

const STATES: Readonly<Record<string, Partial<ScreenState>>> = {
  'a long title': {
    meeting: { ...EMPTY.meeting, title: LONG_TITLE, organization: '中共石桥镇东风村西河村联合总支部委员会' },
  },
  'nobody expected yet': { view: 'check-in', attendance: attendance(0, 0) },
  'one still missing': { view: 'check-in', attendance: attendance(75, 59) },
  'nothing in the box': { view: 'zero', voting: { issued: 0, cast: 0, paused: false } },
  'nobody has voted': { view: 'voting', voting: { issued: 0, cast: 0, paused: false }, contests: [] },
  'voting paused': { view: 'voting', voting: { issued: 999, cast: 998, paused: true }, contests: [] },
  'cards that do not add up': {
    view: 'closing',
    voting: { issued: 68, cast: 60, paused: false },
    accounting: {
      made: 80,
      received: 68,
      exchanged: 2,
      unissued: 10,
      cast: 60,
      challenged: 1,
      returned: 1,
      damaged: 1,
      unreadable: 1,
      missing: 6,
      conditions: (['a', 'b', 'c', 'd'] as const).map((condition) => ({
        condition,
        ok: condition !== 'c',
        zh: '发出 68 + 补换 2 + 未发出 10 = 制卡 80',
        en: 'handed out 68 + exchanged 2 + never handed out 10 = made 80',
      })),
    },
  },
  'a count that fails a check': {
    view: 'counting',
    counting: {
      threshold: 2,
      scrutineers: [TWENTY, '杨辉', '韦小红', '梁志强', '周峰'].map((name, at) => ({ name, decrypted: at < 4 })),
      checks: Object.keys(CHECK_TITLES).map((name, at) => ({
        name,
        ok: at !== 2,
        detail: { zh: '', en: '' },
      })),
    },
  },
  'no ballot at all': { view: 'result', result: result([contest(SEVEN, [], { unfilled: 5 })], 0) },
  'a tie': { view: 'result', result: result([contest(SEVEN, [60, 58, 57, 55, 41, 41, 3], tie)], 67) },
  'one candidate': { view: 'result', result: result([contest(['王建国'], [67], { post: '书记', seats: 1 })], 67) },
  'thirteen names of twenty characters': {
    view: 'result',
    result: result([contest(long(13), [60, 59, 58, 57, 56], { baseSensitive: true })], 67),
  },
  'an election that is void': { view: 'result', result: result([contest(SEVEN, [67], { election: 'void' })], 68) },
  'nobody elected': {
    view: 'elected',
    elected: [{ post: '委员', title: { zh: '委员选举', en: '' }, names: [], unconfirmed: [], preliminary: false }],
  },
  'five long names elected, one unconfirmed': {
    view: 'elected',
    elected: [
      { post: '委员', title: { zh: '委员选举', en: '' }, names: long(5), unconfirmed: [TWENTY], preliminary: false },
    ],
  },
  'a motion of many words': {
    view: 'motion',
    motion: {
      subject: 'exclusions',
      text: `因病长期卧床的${TWENTY}等四名党员不计算在应到会人数之内，经上级党组织同意，提请本次党员大会表决通过`,
      round: 1,
      mode: 'hands',
      expected: 75,
      present: 68,
      inFavour: 0,
      against: 67,
      abstain: 1,
      carried: false,
    },
  },
  'a long address': {
    view: 'verify',
    verify: {
      address: 'https://192.168.100.100:18443/check/#a1b2c3d4e5',
      root: 'A5DX4480XTXBT6AM',
      rootGroups: ['A5DX', '4480', 'XTXB', 'T6AM'],
    },
  },
};

const INTERNAL = /undefined|null|NaN|\[object|-1\b|-2\b|Infinity/;

async function open(size: keyof typeof PICTURES, state: ScreenState): Promise<Page> {
  const page = await browser.newPage({ viewport: PICTURES[size] });
  await page.route('**/api/screen/state', (route) => route.fulfill({ json: state }));
  await page.goto(`${pages.origin}/screen/`);
  await page.locator('.wall').waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

describe.each(Object.keys(PICTURES) as (keyof typeof PICTURES)[])('on a picture of %s', (size) => {
  test.each(Object.entries(STATES))('%s', async (name, change) => {
    const state = screenStateSchema.parse({ ...EMPTY, ...change });
    const page = await open(size, state);
    const words = await page.locator('.wall').innerText();
    expect(words).not.toMatch(INTERNAL);
    // Names of fields and codes are Latin; what the hall reads is not, but for the address.
    expect(words.replaceAll(state.verify?.address ?? '', '')).not.toMatch(/[a-z]{3,}/);
    const seen = await page.evaluate(() => {
      const outside: string[] = [];
      let smallest = Number.POSITIVE_INFINITY;
      const walker = document.createTreeWalker(document.querySelector('.wall') as Element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        const parent = node.parentElement as Element;
        if (text === '') continue;
        smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(parent).fontSize));
        const range = document.createRange();
        range.selectNodeContents(node);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1) outside.push(text);
      }
      return { outside, smallest: smallest / innerHeight };
    });
    await takePicture(page, `wall-${name.replaceAll(' ', '-')}`);
    expect(seen.outside).toEqual([]);
    expect(seen.smallest).toBeGreaterThanOrEqual(state.view === 'result' ? LEAST_TABLE_TEXT : LEAST_TEXT);
    await page.close();
  });
});
