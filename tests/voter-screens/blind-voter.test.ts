/**
 * A voter who does not see the screen, alone with headphones and a number pad (UX 5.3): she knows only what is said, and presses only 2, 8, 5
 * and 0. The ballot is that of the sample, and one of its names has no recording.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PROMPTS } from '../../kiosk/voice/prompts.ts';
import { WORDS } from '../../server/contract/words.ts';
import { useBuiltPages } from './built-pages.ts';
import { fetched, hear, listen, withHeadphones } from './ear.ts';
import { signedRound } from './signed-round.ts';
import { openMachine, scan, TABLET } from './voting-machine.ts';

const pages = useBuiltPages();

const person = (name: string) => ({ name, remark: '' });
const CANDIDATES = readFileSync(new URL('../../server/sample/qingxi/candidates.csv', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => (line.startsWith('委员,') ? [line.split(',')[2] ?? ''] : []));
const OTHERS = ['张玉龙', '王小满', '王大川'];
/** Recorded by nobody: the third on the ballot. */
const SILENT = CANDIDATES[2] ?? '';

/** Two presses of one finger within 400 ms are one. */
const BETWEEN_PRESSES_MS = 450;
const MOST_STEPS = 40;

type Key = 2 | 8 | 5 | 0;

/** Nothing of the page comes in but what it says. */
async function blindVoter(page: Page) {
  let heard: readonly string[] = [];
  let pressed = 0;
  const press = async (key: Key) => {
    if (key === 5) await page.waitForTimeout(Math.max(0, pressed + BETWEEN_PRESSES_MS - Date.now()));
    heard = await hear(page, () => page.keyboard.press(`Numpad${key}`));
    pressed = Date.now();
    return heard;
  };
  const hears = (...words: readonly string[]) =>
    heard.some((_, at) => words.every((word, offset) => heard[at + offset] === word));
  /** Goes until she hears it. */
  const find = async (way: 2 | 8, ...words: readonly string[]) => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await press(way);
      if (hears(...words)) return;
    }
    throw new Error(`never heard: ${words.join(' ')}`);
  };
  const choose = async (way: 2 | 8, ...words: readonly string[]) => {
    await find(way, ...words);
    return press(5);
  };
  return { press, hears, find, choose, heard: () => heard };
}
type BlindVoter = Awaited<ReturnType<typeof blindVoter>>;

/** As she knows the candidates: by name, or by the place at which it was read out. */
const called = (name: string): readonly string[] =>
  name === SILENT ? [WORDS.unrecorded.zh, WORDS[(CANDIDATES.indexOf(name) + 1) as 3].zh] : [name];

const MARK = { approve: '赞成', disapprove: '不赞成', abstain: '弃权' } as const;
type Mark = keyof typeof MARK;

/** Whom she wants, in the order of the ballot; one row she leaves. */
const WANTED: readonly (Mark | null)[] = ['approve', 'disapprove', 'approve', 'abstain', 'approve', null, 'disapprove'];
const WRITTEN_IN = '王大川';
/** What she thinks better of at the review, and how. */
const CHANGED = 3;
const CHANGED_TO: Mark = 'approve';
/** Seven rows on the pages of this screen. */
const LAST_OF_PAGE = [2, 4, 6];

async function markRow(voter: BlindVoter, name: string, mark: Mark): Promise<void> {
  await voter.find(2, ...called(name));
  if (!voter.hears(MARK[mark], '未选')) await voter.find(2, MARK[mark], '未选');
  expect(await voter.press(5)).toEqual(expect.arrayContaining([...called(name), MARK[mark], '已选']));
}

/** Every row as it is said, from the first page to the one that can be cast; `onPage` looks at what stands there meanwhile. */
async function review(
  voter: BlindVoter,
  onPage: () => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const rows: string[] = [];
  await onPage();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await voter.press(2);
    if (voter.hears('修改')) rows.push(voter.heard().join(' '));
    if (voter.hears('下一页')) {
      await voter.press(5);
      await onPage();
    }
    if (voter.hears('投出选票')) return rows;
  }
  throw new Error(`the review never ended: ${rows.join('; ')}`);
}

const spokenRow = (name: string, mark: Mark | null, writtenIn?: string): string =>
  [
    ...called(name),
    mark === null ? WORDS['no-mark'].zh : MARK[mark],
    ...(writtenIn === undefined ? [] : ['另选', writtenIn]),
    '修改',
  ].join(' ');

test('she marks the ballot, writes a name in, hears every mark at the review, changes her mind, hears it changed, and casts', async () => {
  const round = signedRound(CANDIDATES.map(person), 5, OTHERS.map(person));
  withHeadphones(
    round,
    [...CANDIDATES, ...OTHERS].filter((name) => name !== SILENT),
  );
  const { page, complaints, close } = await openMachine(pages.browser, pages.origin, TABLET, round, listen);
  await fetched(page);
  const voter = await blindVoter(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    if (/^\/api\/|\.mp3$/.test(path) && path !== '/api/kiosk/state' && path !== '/api/kiosk/health') asked.push(path);
  });

  // Her card lies under the scanner; everything from here is what she hears.
  const welcome = await hear(page, () => scan(page, round.card().qr));
  expect(welcome).toEqual([PROMPTS.welcome.zh, '本次选举', '委员', '五', '名', '共', '七', '位候选人', WORDS.keys.zh]);
  await voter.choose(2, '开始投票');
  expect(voter.heard().slice(0, 7)).toEqual([PROMPTS.election.zh, '委员选举', '第', '一', '页，共', '三', '页']);

  for (const [at, name] of CANDIDATES.entries()) {
    const mark = WANTED[at] ?? null;
    if (mark !== null) await markRow(voter, name, mark);
    if (at === 1) {
      // Beside whom she is against she may choose another; the button stands before the marks of the row.
      await voter.choose(8, WORDS['write-in'].zh);
      expect(voter.heard()).toEqual(expect.arrayContaining([WORDS['surname-first'].zh, '不赞成', name]));
      await voter.choose(2, '与', '王小满', '同姓', '二', '人');
      expect(voter.heard()).toEqual(['与', '王小满', '同姓', '二', '人']);
      await voter.choose(2, WRITTEN_IN);
      expect(voter.heard()).toEqual(expect.arrayContaining([name, '另选', WRITTEN_IN]));
    }
    if (!LAST_OF_PAGE.includes(at)) continue;
    await voter.choose(2, '下一步');
    // The row she left is named as a number, and 下一步 once more goes on.
    if (voter.hears(WORDS['not-marked-yet'].zh)) {
      expect(at).toBe(6);
      expect(voter.heard()).toEqual(['还有', '一', WORDS['not-marked-yet'].zh]);
      await voter.press(5);
    }
  }
  expect(voter.heard()).toContain(PROMPTS.review.zh);

  const first = WANTED.map((mark, at) => spokenRow(CANDIDATES[at] ?? '', mark, at === 1 ? WRITTEN_IN : undefined));
  expect(await review(voter)).toEqual(first);

  // Back to the row: she hears where she stands, and what is chosen there.
  await voter.choose(8, ...called(CANDIDATES[CHANGED] ?? ''), MARK.abstain);
  expect(voter.heard().slice(-10)).toEqual(
    expect.arrayContaining([...called(CANDIDATES[CHANGED] ?? ''), MARK.abstain, '已选']),
  );
  await voter.find(8, '赞成', '未选');
  await voter.find(8, '赞成', '未选');
  expect((await voter.press(5)).slice(0, 3)).toEqual([CANDIDATES[CHANGED], MARK[CHANGED_TO], '已选']);
  // 0 says the last thing again.
  const last = voter.heard();
  expect(await voter.press(0)).toEqual(last);
  await voter.choose(2, '返回核对');
  const after = first.map((row, at) => (at === CHANGED ? spokenRow(CANDIDATES[at] ?? '', CHANGED_TO) : row));
  const shown: string[] = [];
  const look = async () => {
    const rows = page.locator('.review-row');
    shown.push(...(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-marked') ?? ''))));
  };
  expect(await review(voter, look)).toEqual(after);
  // What she heard is what stands there to be cast.
  expect(shown).toEqual(WANTED.map((mark, at) => (at === CHANGED ? CHANGED_TO : (mark ?? 'none'))));
  await voter.press(5);
  expect(voter.heard()[0]).toBe(PROMPTS.cast.zh);
  await voter.choose(2, '完成');
  await page.locator('[data-screen="V0"]').waitFor();
  // Whoever comes next hears nothing of hers.
  expect(await page.evaluate(() => window.ear.left())).toEqual({ clip: undefined, address: null });
  expect(await hear(page, () => page.keyboard.press('Numpad0').then(() => page.waitForTimeout(400)))).toEqual([
    PROMPTS.card.zh,
  ]);
  // Nothing that was said was asked of anybody.
  expect(asked).toEqual(['/api/kiosk/token', ...['/api/kiosk/pending', '/api/kiosk/pending'], '/api/kiosk/cast']);
  expect(complaints).toEqual([]);
  await close();
});
