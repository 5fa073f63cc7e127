/**
 * The big screen with data that no rehearsal has (UX 5.6, 6.30): nothing cast, ties, one candidate, forty, names of twenty characters, rare
 * characters, a motion of many words; in both languages. Nothing of the program shows through, nothing is cut off or lost, and the hall
 * can read it from the last seat.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { electedParts } from '../../kiosk/screens/wall/elected-parts.ts';
import { resultParts } from '../../kiosk/screens/wall/result-parts.ts';
import { type ScreenState, screenStateSchema } from '../../server/contract/screen.ts';
import type { ContestResult, RoundResult } from '../../server/contract/shared.ts';
import { TEST_RUN_STRIPE, testRunTitle } from '../../tally/meeting/test-run.ts';
import { CHECK_TITLES } from '../../tally/verify/check-titles.ts';
import { takePicture } from '../pictures.ts';
import { useBuiltPages } from '../voter-screens/built-pages.ts';

const pages = useBuiltPages();

const PICTURES = {
  '1920x1080': { width: 1920, height: 1080 },
  '1280x800': { width: 1280, height: 800 },
  '1024x768': { width: 1024, height: 768 },
} as const;
/** 16′ of arc from 15 m on a picture 1.4 m high. */
const LEAST_TEXT = 0.05;
/** From the same seat the two numbers of a running vote (UX 5.6 B4). */
const LEAST_NUMERAL = 0.12;

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
    testRun: false,
  },
  place: '',
  chair: '',
  view: 'welcome',
  round: 1,
  part: 0,
  order: 'ballot',
  language: 'zh',
  digits: null,
  log: null,
  attendance: null,
  arrivals: null,
  contests: null,
  voting: null,
  paper: null,
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
  reduced: false,
  majorityBase: 'expected',
  baseName: { zh: '应到会有选举权人数', en: 'entitled members expected' },
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
  unreadable: 0,
  challenged: 0,
  contests: [...contests],
  forms: [],
  checks: [],
  attested: [],
  sheetReady: true,
});
const SEVEN = ['王建国', '田大利', '任金山', '李㛃', '陈䶮', '林海燕', '周玥'];
const STEMS = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'];
const long = (count: number) =>
  Array.from({ length: count }, (_, at) => `${TWENTY.slice(0, 18)}${STEMS[at % 20]}${STEMS[Math.floor(at / 20)]}`);
const MINORITY = '买买提吐尔逊·艾合买提江肉';
/** Two to four characters, some a name of a minority, some that few typefaces have. */
const FORTY = Array.from({ length: 40 }, (_, at) => {
  if (at % 7 === 3) return `${MINORITY}${STEMS[at % 20]}`;
  if (at % 7 === 5) return `李${'㛃䶮𬭎𠅤𫖯'.slice(at % 2 === 0 ? 0 : 1, (at % 2) + 1)}${STEMS[at % 20]}`;
  return `${'王李张刘陈杨黄赵周吴'[at % 10]}${STEMS[at % 20]}${at < 20 ? '' : '英'}`;
});
const writtenIn = (label: string, approve: number): ContestResult['rows'][number] => ({
  ...{ label, candidate: false, approve, disapprove: 0, abstain: 0, unreadable: 0, elected: false },
});
const GRADES = [
  { zh: '优秀', en: 'Excellent' },
  { zh: '称职', en: 'Competent' },
  { zh: '基本称职', en: 'Basically competent' },
  { zh: '不称职', en: 'Not competent' },
];
const appraisal = (names: readonly string[]): RoundResult['forms'][number] => ({
  kind: 'appraisal',
  title: { zh: '村干部', en: 'Village officials' },
  objects: 'persons',
  dimension: '',
  grades: GRADES,
  forms: 68,
  rows: names.map((label, at) => ({
    ...{ label, ticks: [at, 68 - at, 0, 0], graded: 68, ungraded: 0, rank: 1 },
    ...{ byForms: GRADES.map(() => null), byRows: GRADES.map(() => null) },
  })),
});
const recommendation = (names: readonly string[]): RoundResult['forms'][number] => ({
  kind: 'recommendation',
  title: { zh: '委员初步人选', en: 'Nominees for the committee' },
  limit: 5,
  nominees: names.length,
  forms: 68,
  rows: names.map((label, at) => ({ label, votes: 68 - at, share: null, rank: at + 1 })),
});
const forms = (...of: RoundResult['forms']): RoundResult => ({ ...result([], 68), forms: of });
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

const COMMITTEE = { zh: '委员选举', en: 'Election of the committee' };
const SECRETARY = { zh: '书记选举', en: 'Election of the secretary' };

const STATES: Readonly<Record<string, Partial<ScreenState>>> = {
  'a long title': {
    meeting: { ...EMPTY.meeting, title: LONG_TITLE, organization: '中共石桥镇东风村西河村联合总支部委员会' },
  },
  'a title above the digits of the key': {
    meeting: { ...EMPTY.meeting, title: LONG_TITLE },
    part: 1,
    place: '石桥镇东风村综合文化服务中心二楼大会议室',
    digits: ['4821', '3901', '7735', '6201', '1948'],
  },
  'the digits of the key': { view: 'digits', digits: ['4821', '3901', '7735', '6201', '1948'] },
  'two people welcomed': {
    view: 'check-in',
    attendance: attendance(75, 60),
    arrivals: [
      { id: 1, name: TWENTY },
      { id: 2, name: '陈䶮' },
    ],
  },
  'nobody expected yet': { view: 'check-in', attendance: attendance(0, 0) },
  'one still missing': { view: 'check-in', attendance: attendance(75, 59) },
  'nothing in the box': { view: 'zero', voting: { issued: 0, cast: 0, paused: false, stopped: false } },
  'nobody has voted': { view: 'voting', voting: { issued: 0, cast: 0, paused: false, stopped: false }, contests: [] },
  'voting paused': { view: 'voting', voting: { issued: 999, cast: 998, paused: true, stopped: false }, contests: [] },
  'a vote on paper': {
    view: 'voting',
    paper: { stopped: false, boxes: [{ title: COMMITTEE, issued: 68, recovered: null }] },
  },
  'a box on paper that nobody has opened': {
    view: 'closing',
    paper: { stopped: true, boxes: [{ title: COMMITTEE, issued: 999, recovered: null }] },
  },
  'three boxes on paper, opened': {
    view: 'closing',
    paper: {
      stopped: true,
      boxes: [COMMITTEE, SECRETARY, { zh: '副书记选举', en: 'Election of the deputy secretary' }].map((title) => ({
        ...{ title, issued: 999, recovered: 998 },
      })),
    },
  },
  'a round given up for paper before a ballot was handed out': { view: 'voting', paper: { stopped: false, boxes: [] } },
  'cards that do not add up': {
    view: 'closing',
    voting: { issued: 68, cast: 60, paused: false, stopped: false },
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
    part: 1,
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
  'nine keys of names of fourteen characters': {
    view: 'counting',
    counting: {
      threshold: 5,
      scrutineers: STEMS.slice(0, 9).map((stem, at) => ({ name: `${MINORITY}${stem}`, decrypted: at < 4 })),
      checks: [],
    },
  },
  'no check done yet': {
    view: 'counting',
    part: 1,
    counting: { threshold: 2, scrutineers: [{ name: '杨辉', decrypted: true }], checks: [] },
  },
  'no ballot at all': { view: 'result', result: result([contest(SEVEN, [], { unfilled: 5 })], 0) },
  'a tie': { view: 'result', result: result([contest(SEVEN, [60, 58, 57, 55, 41, 41, 3], tie)], 67) },
  'one candidate': { view: 'result', result: result([contest(['王建国'], [67], { post: '书记', seats: 1 })], 67) },
  'thirteen names of twenty characters': {
    view: 'result',
    result: result([contest(long(13), [60, 59, 58, 57, 56], { baseSensitive: true })], 67),
  },
  'thirteen names by votes, some written in': {
    view: 'result',
    order: 'votes',
    result: result(
      [
        contest(FORTY.slice(0, 13), [3, 60, 7, 58, 58, 41, 2, 0, 39, 1, 60, 5, 12], {
          rows: [
            ...contest(FORTY.slice(0, 13), [3, 60, 7, 58, 58, 41, 2, 0, 39, 1, 60, 5, 12], {}).rows,
            ...[writtenIn(TWENTY, 2), writtenIn('赵七', 9), writtenIn('没有票的人', 0)],
          ],
          refused: ['赵七'],
          preliminary: true,
          majorityBase: 'present',
        }),
      ],
      67,
    ),
  },
  'forty candidates': { view: 'result', result: result([contest(FORTY, [60, 59, 58], tie)], 67) },
  'two ballots at once': {
    view: 'result',
    result: result(
      [contest(SEVEN, [60, 59, 58, 57, 56], {}), contest(['王建国'], [66], { post: '书记', seats: 1 })],
      67,
    ),
  },
  'an appraisal of forty': { view: 'result', result: forms(appraisal(FORTY)) },
  'a recommendation of forty': { view: 'result', result: forms(recommendation(FORTY)) },
  'a recommendation of short names': {
    view: 'result',
    result: forms(recommendation(FORTY.filter((name) => [...name].length < 5))),
  },
  'nobody recommended': { view: 'result', result: forms(recommendation([])) },
  'nine in a test run': {
    meeting: { ...EMPTY.meeting, title: testRunTitle(EMPTY.meeting.title), testRun: true },
    view: 'result',
    result: result([contest(FORTY.slice(0, 9), [60, 59, 58], tie)], 67),
  },
  'a box in a test run': {
    meeting: { ...EMPTY.meeting, title: testRunTitle(EMPTY.meeting.title), testRun: true },
    view: 'zero',
    voting: { issued: 0, cast: 0, paused: false, stopped: false },
  },
  'an election that is void': { view: 'result', result: result([contest(SEVEN, [67], { election: 'void' })], 68) },
  'a revote that the most votes decide': {
    view: 'result',
    result: result([contest(['陈䶮', '林海燕'], [35, 30], { seats: 1, smallestWinning: 1 })], 67),
  },
  'rows of ballots on paper that nobody could read': {
    view: 'result',
    result: result(
      [
        {
          ...contest(SEVEN, [60, 58], {}),
          rows: contest(SEVEN, [60, 58], {}).rows.map((row) => ({ ...row, unreadable: 1 })),
        },
      ],
      67,
    ),
  },
  'nobody elected': {
    view: 'elected',
    elected: [
      {
        post: '委员',
        title: { zh: '委员选举', en: 'Election of the committee' },
        election: 'valid',
        names: [],
        unconfirmed: [],
        preliminary: false,
      },
    ],
  },
  'nobody elected in a void election': {
    view: 'elected',
    elected: [
      {
        post: '委员',
        title: { zh: '委员选举', en: 'Election of the committee' },
        election: 'void',
        names: [],
        unconfirmed: [],
        preliminary: false,
      },
    ],
  },
  'five long names elected, one unconfirmed': {
    view: 'elected',
    elected: [
      {
        post: '委员',
        title: { zh: '委员选举', en: 'Election of the committee' },
        election: 'valid',
        names: long(5),
        unconfirmed: [TWENTY],
        preliminary: false,
      },
    ],
  },
  'thirteen elected, and some candidates of a pre-election': {
    view: 'elected',
    elected: [
      { ...{ post: '委员', title: { zh: '委员选举', en: 'Election of the committee' } }, names: FORTY.slice(0, 13) },
      { ...{ post: '书记', title: { zh: '书记选举', en: 'Election of the secretary' } }, names: long(7) },
    ].map((one, at) => ({ ...one, election: 'valid' as const, unconfirmed: [], preliminary: at === 1 })),
  },
  'a motion of three hundred characters': {
    view: 'motion',
    motion: {
      ...{ subject: 'method', text: '通过选举办法。'.repeat(42), round: null, mode: 'applause', expected: 75 },
      ...{ present: 68, inFavour: 0, against: 0, abstain: 0, carried: true },
    },
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
const LANGUAGES = ['zh', 'en'] as const;
/** More than the pause between two questions of a page. */
const POLLED_MS = 1100;

/**
 * One wall of this size, whose time moves only when the test says so: at rest from before its first question, so that
 * the pause after an answer has always begun when the wall shows this answer, however busy the machine is.
 */
async function open(size: keyof typeof PICTURES) {
  const page = await pages.browser.newPage({ viewport: PICTURES[size] });
  let shown: ScreenState = EMPTY;
  let turn = 0;
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now + 1000);
  await page.route('**/api/screen/state', (route) => route.fulfill({ json: { ...shown, round: turn } }));
  return {
    page,
    show: async (state: ScreenState): Promise<void> => {
      shown = state;
      turn = (turn % 90) + 1;
      if (page.url() === 'about:blank') await page.goto(`${pages.origin}/screen/`);
      else await page.clock.runFor(POLLED_MS);
      await page.locator(`.wall[data-round="${turn}"]`).waitFor();
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
    },
  };
}

/** What stands outside its part of the picture, how small the smallest text is, and how large the smallest numeral. */
function measured(page: Page) {
  return page.evaluate(() => {
    const outside: string[] = [];
    let smallest = Number.POSITIVE_INFINITY;
    const main = document.querySelector('.wall-main') as Element;
    const walker = document.createTreeWalker(document.querySelector('.wall') as Element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement as Element;
      if (text === '' || getComputedStyle(parent).visibility === 'hidden') continue;
      smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(parent).fontSize));
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right } = range.getBoundingClientRect();
      // The stripe is lower than the letters' own box, but not than the letters.
      const { top, bottom } = (parent.closest('[data-name="test-run"]') ?? range).getBoundingClientRect();
      const room = main.contains(parent)
        ? main.getBoundingClientRect()
        : { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      if (left < room.left - 1 || top < room.top - 1 || right > room.right + 1 || bottom > room.bottom + 1)
        outside.push(text);
    }
    const scrolled = [...document.querySelectorAll('.wall-frame, .wall, .wall-main, .wall-main *')].filter(
      ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
        clientHeight > 0 && (scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1),
    );
    const cut = scrolled
      .filter((element) => getComputedStyle(element).overflow !== 'visible')
      .map((one) => one.className);
    const numerals = [...document.querySelectorAll('[data-picture="voting"] .wall-numeral-value')];
    return {
      outside,
      cut,
      smallest: smallest / innerHeight,
      numeral:
        Math.min(...numerals.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)), innerHeight) /
        innerHeight,
    };
  });
}

/** As many pictures as the operator is offered for it. */
function picturesOf({ result: counted, elected, order, language, meeting }: ScreenState): number {
  if (counted !== null) return resultParts(counted, { order, language, isStriped: meeting.testRun }).length;
  return elected === null ? 1 : electedParts(elected).length;
}

describe.each(Object.keys(PICTURES) as (keyof typeof PICTURES)[])('on a picture of %s', (size) => {
  let wall: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    wall = await open(size);
  });
  afterAll(() => wall.page.close());

  const isTestRun = ([, change]: readonly [string, Partial<ScreenState>]) => change.meeting?.testRun === true;
  const meetings = Object.entries(STATES).filter((one) => !isTestRun(one));
  const testRuns = Object.entries(STATES).filter(isTestRun);

  test.each(meetings)('%s', look);
  test.each(testRuns)('in a test run, which it says at its head (UX 6.34): %s', (name, change) => look(name, change));

  async function look(name: string, change: Partial<ScreenState>): Promise<void> {
    const spoken: string[] = [];
    for (const language of LANGUAGES) {
      const whole = screenStateSchema.parse({ ...EMPTY, ...change, language });
      const pictures = picturesOf(whole);
      let read = '';
      for (let at = 0; at < pictures; at += 1) {
        const state = { ...whole, part: pictures === 1 ? whole.part : at };
        await wall.show(state);
        const { page } = wall;
        const said = await page.locator('[data-name="test-run"]').allInnerTexts();
        const stripe = state.meeting.testRun ? [`${TEST_RUN_STRIPE.zh} ${TEST_RUN_STRIPE.en}`] : [];
        expect(said.map((one) => one.replaceAll(/\s+/g, ' '))).toEqual(stripe);
        const all = await page.locator('.wall').innerText();
        const words = said.reduce((left, own) => left.replace(own, ''), all);
        read += words;
        spoken.push(words);
        expect(words).not.toMatch(INTERNAL);
        // Names of fields and codes are Latin; what the hall reads in Chinese is not, but for the address.
        if (language === 'zh') expect(words.replaceAll(state.verify?.address ?? '', '')).not.toMatch(/[a-z]{3,}/);
        const seen = await measured(page);
        await takePicture(page, `wall-${name.replaceAll(' ', '-')}-${size}-${language}${at === 0 ? '' : `-${at + 1}`}`);
        expect(seen.outside).toEqual([]);
        expect(seen.cut).toEqual([]);
        expect(seen.smallest).toBeGreaterThanOrEqual(LEAST_TEXT);
        expect(seen.numeral).toBeGreaterThanOrEqual(LEAST_NUMERAL);
      }
      const named = [
        ...(whole.result?.contests.flatMap(({ rows, election }) =>
          // Nobody has a number in a void election.
          election === 'void' ? [] : rows.filter((row) => row.candidate || row.approve > 0),
        ) ?? []),
        ...(whole.result?.forms.flatMap(({ rows }) => [...rows]) ?? []),
      ].map(({ label }) => label);
      // A result that the other base would change says so, in the hall too (UX 6.32, B7).
      const isSensitive = whole.result?.contests.some(({ baseSensitive }) => baseSensitive) === true;
      expect(/口径敏感|The other base would give another result/.test(read), read).toBe(isSensitive);
      for (const label of [...named, ...(whole.elected?.flatMap(({ names }) => names) ?? [])])
        expect(read).toContain(label);
    }
    // Only the title of the meeting is the village's own words: everything else is said in the hall's language.
    if (name !== 'a long title') expect(new Set(spoken).size).toBe(spoken.length);
  }
});

test('in a window that stands upright the picture is 4:3, in its middle', async () => {
  const page = await pages.browser.newPage({ viewport: { width: 800, height: 1280 } });
  const counted = result([contest(SEVEN, [9, 8, 7, 6, 5, 4, 3], {})], 60);
  const state: ScreenState = { ...EMPTY, view: 'result', result: counted };
  await page.route('**/api/screen/state', (route) => route.fulfill({ json: state }));
  await page.goto(`${pages.origin}/screen/`);
  await page.locator('.wall').waitFor();
  expect(await page.locator('.wall-frame').boundingBox()).toEqual({ x: 0, y: 340, width: 800, height: 600 });
  await takePicture(page, 'wall-upright');
  await page.close();
});

describe('who checks in is welcomed (UX 5.6 B2)', () => {
  const WELCOME_MS = 3000;
  const here = { view: 'check-in' as const, attendance: attendance(75, 60) };
  const person = (id: number, name: string) => ({ id, name });

  test('for three seconds from when the wall is first told, neither shorter nor longer, and never twice', async () => {
    const { page, show } = await open('1920x1080');
    const welcomed = () => page.locator('[data-name="arrivals"] b').allInnerTexts();
    await show({ ...EMPTY, ...here });
    expect(await welcomed()).toEqual([]);
    // The server goes on telling of them for longer; the wall asks every second.
    await show({ ...EMPTY, ...here, arrivals: [person(1, '王建国')] });
    expect(await welcomed()).toEqual(['王建国']);
    // The page may have been told up to one pause before it was looked at.
    await page.clock.runFor(WELCOME_MS - POLLED_MS - 100);
    expect(await welcomed()).toEqual(['王建国']);
    await page.clock.runFor(POLLED_MS + 200);
    expect(await welcomed()).toEqual([]);
    for (let again = 0; again < 5; again += 1) {
      await show({ ...EMPTY, ...here, arrivals: [person(1, '王建国')] });
      expect(await welcomed()).toEqual([]);
    }
    await page.close();
  });

  test('each for three seconds of the own, two at once at the most, a namesake as somebody else', async () => {
    const { page, show } = await open('1920x1080');
    const welcomed = () => page.locator('[data-name="arrivals"] b').allInnerTexts();
    await show({ ...EMPTY, ...here, arrivals: [person(1, '王建国')] });
    await show({ ...EMPTY, ...here, arrivals: [person(1, '王建国'), person(2, '王建国')] });
    expect(await welcomed()).toEqual(['王建国', '王建国']);
    await show({ ...EMPTY, ...here, arrivals: [person(2, '王建国'), person(3, '李㛃')] });
    expect(await welcomed()).toEqual(['王建国', '李㛃']);
    await page.clock.runFor(WELCOME_MS + 100);
    expect(await welcomed()).toEqual([]);
    await page.close();
  });
});
