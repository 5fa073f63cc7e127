/**
 * What the wall and the operator's previews are told, and what stands in their pages, while a meeting is voted and counted (UX 5.6, 6.29): no
 * number of marks before the result is published, and nobody elected before the chair has announced it. An election, a recommendation and an
 * appraisal, in a real Chromium, with everything else played over HTTP.
 */
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { screenPreview, screenState } from '../../server/contract/screen.ts';
import { enterHall, type Hall, runRound } from '../../server/rehearsal/meeting-run.ts';
import type { MeetingRun } from '../../server/rehearsal/stages.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, named, screen } from '../end-to-end/hall.ts';
import { POLLED } from '../end-to-end/meeting-hall.ts';
import { machineCode, tab } from '../end-to-end/organizer.ts';
import { tellsCounts } from '../end-to-end/told-counts.ts';
import {
  type FormsServer,
  prepareAppraisal,
  prepareRecommendation,
  random,
  startFormsServer,
} from '../forms/hall-of-forms.ts';
import { CANDIDATES, prepareAssembly } from '../rounds/small-village.ts';

const PRESENT = 13;
/** Of the first, second, third and fourth person: no other number of such a meeting is one of these. */
const VOTES = [11, 9, 7, 6] as const;
const PEOPLE = CANDIDATES;
const PARTICIPANTS = Array.from({ length: 11 }, (_, at) => `参会${'甲乙丙丁戊己庚辛壬癸子'[at]}`);

/** Voter by voter, so that each person has exactly the votes above. */
const ballots = (contests: readonly Contest[]): readonly (readonly ContestMarks[])[] =>
  Array.from({ length: PRESENT }, (_, voter) =>
    contests.map((contest): ContestMarks => {
      // The last of them by the last voters: nobody approves more than there are seats.
      const has = VOTES.map((votes, at) => (at === 3 ? voter >= PRESENT - votes : voter < votes));
      if (contest.kind === 'recommendation')
        return { kind: 'recommendation', recommended: contest.nominees.map((_one, at) => has[at] ?? false) };
      if (contest.kind === 'appraisal')
        return { kind: 'appraisal', grades: contest.subjects.map((_one, at) => (has[at] ? 0 : null)) };
      const rows = contest.candidates.map((_one, at) => ({
        mark: has[at] ? ('approve' as const) : null,
        writeIn: null,
      }));
      return { kind: 'election', rows };
    }),
  );

const VIEWS = organizer.screenViewSchema.options;

let forms: FormsServer;
let browser: Browser;
let password: string;
beforeAll(async () => {
  forms = await startFormsServer();
  browser = await launchChromium();
  password = encodeBase64url(random(18));
  await forms.roles.organizer.call(organizer.addOfficial, { body: { name: '操作员', password, role: 'organizer' } });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await forms?.stop();
});

/** A page whose answers about the wall are kept, whole. */
async function listening(answers: string[], viewport: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'zh-CN', baseURL: forms.server.address, viewport })).newPage();
  page.setDefaultTimeout(60_000);
  page.on('response', (response: Response) => {
    if (!/\/screen\//.test(new URL(response.url()).pathname)) return;
    void response.text().then(
      (text) => answers.push(text),
      () => {},
    );
  });
  return page;
}

/** Numbers that stand by themselves in what people read: not those of a date, a time or a code. */
const numbersIn = (words: string): readonly number[] =>
  (words.match(/(?<![\w:.-])\d+(?![\w:.-]|\u2060?[年月日])/g) ?? [])
    .map(Number)
    .filter((number) => VOTES.includes(number as never));

const MEETINGS = [
  { kind: 'election', prepare: () => prepareAssembly(forms.roles.organizer) },
  {
    kind: 'recommendation',
    prepare: () =>
      prepareRecommendation(forms.roles.organizer, {
        ...{ group: '党员', participants: PARTICIPANTS, post: '村党支部委员', limit: 4, nominees: PEOPLE },
        minimum: 12,
      }),
  },
  {
    kind: 'appraisal',
    prepare: () =>
      prepareAppraisal(forms.roles.organizer, {
        ...{ village: '小河村', participants: PARTICIPANTS, subjects: PEOPLE, dimensions: [], rules: {} },
      }),
  },
] as const;

describe.sequential.each(MEETINGS)('of $kind', ({ kind, prepare }) => {
  const answers: string[] = [];
  let run: MeetingRun;
  let hall: Hall;
  let wall: Page;
  let operator: Page;

  const params = () => ({ meeting: run.meeting });
  const released = async () =>
    (await run.organizer.call(organizer.organizerMeeting, { params: params() })).screen.released;

  /** Everything that hangs or would hang, step by step: nothing of it is told or stands in a page. */
  async function lookAtEverything(): Promise<void> {
    for (const step of await released()) {
      await run.organizer.call(organizer.saveScreenView, { params: params(), body: { ...step } });
      await wall.locator(`.wall[data-picture="${step.view}"][data-page="${step.part}"]`).waitFor(POLLED);
      await named(operator, 'wall-now')
        .locator(`.wall[data-picture="${step.view}"][data-page="${step.part}"]`)
        .waitFor(POLLED);
      for (const page of [wall, operator]) {
        const pictures = page.locator('.wall');
        for (const picture of await pictures.all()) {
          expect(await picture.innerHTML()).not.toMatch(/wall-table|wall-names/);
          // The fingerprint's picture has the length of the record, which is any number.
          const isLength = (await picture.getAttribute('data-picture')) === 'log';
          if (!isLength) expect(numbersIn(await picture.innerText()), step.view).toEqual([]);
        }
      }
      expect(tellsCounts(await wall.content())).toBe(false);
    }
    expect(answers.filter(tellsCounts)).toEqual([]);
  }

  beforeAll(async () => {
    run = forms.run(await prepare());
    hall = await enterHall(run);
    operator = await listening(answers, { width: 1280, height: 800 });
    await operator.goto('/organizer/');
    await fill(operator, 'name', '操作员');
    await fill(operator, 'password', password);
    await button(operator, 'sign-in').click();
    await operator.locator(`[data-meeting="${run.meeting}"]`).click();
    wall = await listening(answers, { width: 1920, height: 1080 });
    await wall.goto('/screen/');
    await fill(wall, 'code', await machineCode(operator, 'screen'));
    await button(wall, 'pair').click();
    await screen(wall, 'B1').waitFor();
    await tab(operator, 'machines');
  }, 240_000);
  afterAll(async () => {
    await Promise.all([wall?.context().close(), operator?.context().close()]);
  });

  test('nothing is told before the result is published, not even when it is counted and attested', async () => {
    const seen: string[] = [];
    await runRound(run, hall, {
      ...{ round: '1', present: PRESENT, ballots },
      onOpen: async () => {
        await lookAtEverything();
        seen.push('open');
      },
      beforePublishing: async () => {
        await lookAtEverything();
        for (const view of ['result', 'elected', 'verify'] as const) {
          const body = { view, part: 0 };
          const shown = await run.organizer.ask(organizer.saveScreenView, { params: params(), body });
          const at = { params: { ...params(), view, round: '1', part: '0' } };
          const preview = await run.organizer.ask(screenPreview, at);
          for (const answer of [shown, preview])
            expect(answer, view).toMatchObject({ ok: false, error: { code: 'not-released' } });
          expect(await operator.locator(`button[data-view="${view}"]:not([disabled])`).count(), view).toBe(0);
        }
        seen.push('counted');
      },
    });
    expect(seen).toEqual(['open', 'counted']);
    // Every picture of a running meeting was among them.
    const views = (await released()).map(({ view }) => view);
    expect(VIEWS.filter((view) => view !== 'motion' && !views.includes(view))).toEqual(['elected']);
  }, 300_000);

  test('publishing alone changes nothing that hangs; the next step of the operator does', async () => {
    const before = await hall.screen.call(screenState);
    expect(before.result).toBeNull();
    await expect
      .poll(() => named(operator, 'wall-next').locator('.wall').getAttribute('data-picture'), POLLED)
      .toBe('result');
    expect(await wall.locator('.wall-table').count()).toBe(0);
    await button(operator, 'wall-next-step').click();
    await screen(wall, 'B7').waitFor();
    await wall.locator('.wall-table').first().waitFor();
    // Had it been told before, it would have been noticed.
    expect(numbersIn(await wall.locator('.wall').innerText())).toEqual(expect.arrayContaining([...VOTES]));
    await expect.poll(() => answers.some(tellsCounts), POLLED).toBe(true);
  });

  const isElection = kind === 'election';
  const elects = isElection
    ? 'nobody is elected on the wall before the chair has announced it'
    : 'nobody can be announced as elected';
  test(elects, async () => {
    const announce = { params: { ...params(), round: '1' }, body: {} };
    if (!isElection) {
      expect(await run.organizer.ask(organizer.announceElected, announce)).toMatchObject({
        ...{ ok: false, error: { code: 'not-released' } },
      });
      return;
    }
    const CHOSEN = /"elected":(?:true|\[[{"])|"names":\["/;
    expect(answers.filter((answer) => CHOSEN.test(answer))).toEqual([]);
    const elected = { params: params(), body: { view: 'elected' } } as const;
    expect(await run.organizer.ask(organizer.saveScreenView, elected)).toMatchObject({
      error: { code: 'not-released' },
    });
    await run.organizer.call(organizer.announceElected, announce);
    expect(await hall.screen.call(screenState)).toMatchObject({ view: 'result', elected: null });
    await run.organizer.call(organizer.saveScreenView, elected);
    await screen(wall, 'B8').waitFor();
    expect(await wall.locator('.wall-names').innerText()).toContain(PEOPLE[0]);
    await expect.poll(() => answers.some((answer) => CHOSEN.test(answer)), POLLED).toBe(true);
  });
});
