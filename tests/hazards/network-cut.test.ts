/**
 * The hall's network is gone for 30 s while six voters stand at kiosks (UX 5.3, 6.19), each at another step between her first mark and
 * the acceptance: the real server, the real pages, by the clock. Everybody reads that her choices, or her ballot, are kept; afterwards
 * everybody goes on where she was, and the count has each ballot once, as it was marked.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ballotHash } from '../../crypto/ballot.ts';
import { ballotCode, formatBallotCode } from '../../crypto/ballot-object.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { recordFile } from '../../server/contract/public.ts';
import { openAt, random, type SampleElection, sealAt } from '../../server/rehearsal/sample-election.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { closeAndCount, pairMachine, settle, stopVoting } from '../../server/rehearsal/stages.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import type { Card } from '../../tally/roles/card-station.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, screen } from '../end-to-end/hall.ts';
import { castBallot, leaveKiosk, type Mark, scan, tapNext } from '../end-to-end/kiosk.ts';
import { takeVoterPicture } from '../pictures.ts';
import { TABLET } from '../voter-screens/voting-machine.ts';

const CUT_MS = 30_000;
/** A voter whose question hangs is told within ten seconds; one whose network is back goes on sooner. */
const TOLD = { timeout: 15_000 };

type Marks = readonly Exclude<Mark, null>[];
const PATTERN: Marks = ['approve', 'disapprove', 'abstain', 'approve', 'approve', 'disapprove', 'approve'];

let folder: string;
let server: ServerProcess;
let browser: Browser;
let election: SampleElection;
let candidates: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changpiao-cut-'));
  chmodSync(folder, 0o711);
  server = await startServerProcess(join(folder, 'data'));
  browser = await launchChromium();
  election = await openAt(await sealAt(server.address, server.setUpCode ?? '', {}));
  const [contest] = election.round.entry.contests;
  if (contest?.kind !== 'election') throw new Error('test: the sample elects a committee');
  candidates = contest.candidates.map(({ name }) => name);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Request = { readonly path: string; readonly body: string };
type Booth = {
  readonly page: Page;
  readonly card: Card;
  readonly marks: Marks;
  /** What was asked of the server about the ballot, answered or not. */
  readonly asked: readonly Request[];
};

/** A kiosk of its own for each voter, and the card in its reader. */
async function enter(at: number): Promise<Booth> {
  const context = await browser.newContext({
    viewport: { width: TABLET.width, height: TABLET.height },
    hasTouch: true,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const asked: Request[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname.replace('/api/kiosk/', '');
    if (['pending', 'cast'].includes(path)) asked.push({ path, body: request.postData() ?? '' });
  });
  await page.goto(`${election.base}/kiosk/`);
  await fill(page, 'code', await pairMachine(election.run, 'kiosk', `${at + 1}号机`));
  await button(page, 'pair').click();
  await button(page, 'calibrated').click();
  const card = election.drawn[at];
  if (card === undefined) throw new Error('test: no card left');
  await scan(page, card.text);
  await screen(page, 'V1').waitFor();
  await tapNext(page, 'begin');
  await screen(page, 'V2').waitFor();
  // No two voters vote alike.
  const marks = candidates.map((_, row) => PATTERN[(row + at) % PATTERN.length] as Marks[number]);
  return { page, card, marks, asked };
}

const marksOn = (page: Page) =>
  page
    .locator('.mark-row')
    .evaluateAll((rows) =>
      rows.map((row) => row.querySelector('[aria-pressed="true"]')?.getAttribute('data-mark') ?? null),
    );

/** From the first page of the ballot to its last, all marked; rows that are marked are left alone. */
async function markAll({ page, marks }: Booth): Promise<void> {
  for (let at = 0; ; ) {
    const standing = await marksOn(page);
    for (const [row, mark] of standing.entries())
      if (mark === null)
        await page
          .locator('.mark-row')
          .nth(row)
          .locator(`[data-mark="${marks[at + row]}"]`)
          .click();
    at += standing.length;
    if (at >= marks.length) return;
    const aside = await page.locator('.voter-aside').innerText();
    await tapNext(page, 'next');
    await page.locator('.voter-aside').filter({ hasNotText: aside }).waitFor();
  }
}

async function review(booth: Booth): Promise<void> {
  await markAll(booth);
  await tapNext(booth.page, 'next');
  await booth.page.locator('.receipt-qr').waitFor();
}

async function toLastPage({ page }: Booth): Promise<void> {
  while ((await button(page, 'cast').count()) === 0) await tapNext(page, 'next');
}

const codeOn = async (page: Page) => (await page.locator('[data-code]').getAttribute('data-code')) ?? '';
const cut = ({ page }: Booth) => page.context().setOffline(true);

/** The network goes with this question: before it has reached the server, or with the answer under way. */
async function cutWith(booth: Booth, path: 'pending' | 'cast', arrives: boolean, press: string): Promise<void> {
  const gone = new Promise<void>((resolve, reject) => {
    void booth.page.route(
      `**/api/kiosk/${path}`,
      async (route) => {
        if (arrives && !(await route.fetch()).ok()) reject(new Error(`test: the server refused ${path}`));
        await cut(booth);
        await route.abort('internetdisconnected');
        resolve();
      },
      { times: 1 },
    );
  });
  await tapNext(booth.page, press);
  await gone;
}

type Place = {
  readonly at: string;
  /** Before the network goes. */
  readonly come: (booth: Booth) => Promise<void>;
  readonly lose: (booth: Booth) => Promise<void>;
  /** What of her she reads is kept. */
  readonly reads: readonly [zh: string, en: string];
  readonly comesBackTo: 'V2' | 'V3' | 'V4';
};
const CHOICES = ['您的选择还在，不用重选', 'Your choices are kept'] as const;
const BALLOT = ['正在等确认，请不要离开', 'Waiting for the confirmation, please stay'] as const;
const atCast = async (booth: Booth) => {
  await review(booth);
  await toLastPage(booth);
};

const PLACES: readonly Place[] = [
  {
    at: 'V2, two marked',
    come: async ({ page, marks }) => {
      for (const row of [0, 1]) await page.locator('.mark-row').nth(row).locator(`[data-mark="${marks[row]}"]`).click();
    },
    lose: cut,
    reads: CHOICES,
    comesBackTo: 'V2',
  },
  {
    at: 'on the way to V3, the ballot lost',
    come: markAll,
    lose: (booth) => cutWith(booth, 'pending', false, 'next'),
    reads: CHOICES,
    comesBackTo: 'V3',
  },
  {
    at: 'on the way to V3, the answer lost',
    come: markAll,
    lose: (booth) => cutWith(booth, 'pending', true, 'next'),
    reads: CHOICES,
    comesBackTo: 'V3',
  },
  { at: 'V3', come: review, lose: cut, reads: CHOICES, comesBackTo: 'V3' },
  {
    at: 'V3, the cast lost',
    come: atCast,
    lose: (booth) => cutWith(booth, 'cast', false, 'cast'),
    reads: BALLOT,
    comesBackTo: 'V4',
  },
  {
    at: 'V3, the acceptance lost',
    come: atCast,
    lose: (booth) => cutWith(booth, 'cast', true, 'cast'),
    reads: BALLOT,
    comesBackTo: 'V4',
  },
];

/** How often each candidate was approved, disapproved, abstained on. */
const sumsOf = (ballots: readonly Marks[]) =>
  Object.fromEntries(
    candidates.map((name, row) => {
      const count = (mark: Mark) => ballots.filter((marks) => marks[row] === mark).length;
      return [name, { approve: count('approve'), disapprove: count('disapprove'), abstain: count('abstain') }];
    }),
  );

test('30 s without a network at V2, V3 and while casting: kept, said, cast once, counted as marked (UX 6.19)', async () => {
  const booths: (Booth & { readonly place: Place })[] = [];
  for (const [at, place] of PLACES.entries()) booths.push({ ...(await enter(at)), place });
  for (const booth of booths) await booth.place.come(booth);
  const before = await Promise.all(
    booths.map(async ({ page }) => ({
      marks: await marksOn(page),
      code: (await page.locator('[data-code]').count()) === 1 ? await codeOn(page) : null,
    })),
  );

  await Promise.all(booths.map((booth) => booth.place.lose(booth)));
  const gone = performance.now();
  for (const { page, place } of booths) {
    const says = screen(page, 'V9');
    await says.waitFor(TOLD);
    const words = await says.innerText();
    for (const line of ['暂时不能投票，请稍候', 'Voting is interrupted, please wait', ...place.reads])
      expect(words, place.at).toContain(line);
  }
  await takeVoterPicture((booths[0] as Booth).page, 'tablet', 'network-cut-choices');
  await takeVoterPicture((booths.at(-1) as Booth).page, 'tablet', 'network-cut-ballot');
  while (performance.now() - gone < CUT_MS) {
    for (const { page, place } of booths) expect(await screen(page, 'V9').count(), place.at).toBe(1);
    await sleep(1000);
  }
  await Promise.all(booths.map(({ page }) => page.context().setOffline(false)));

  const codes = new Map<Booth, string>();
  for (const [at, booth] of booths.entries()) {
    const { page, place, card } = booth;
    await screen(page, place.comesBackTo).waitFor(TOLD);
    if (place.comesBackTo === 'V2') {
      expect(await marksOn(page)).toEqual(before[at]?.marks);
      await review(booth);
    }
    if (place.comesBackTo !== 'V4') {
      await page.locator('.receipt-qr').waitFor(TOLD);
      const code = await codeOn(page);
      if (before[at]?.code !== null) expect(code, place.at).toBe(before[at]?.code);
      await castBallot(page);
      expect(await codeOn(page), place.at).toBe(code);
    } else expect(await codeOn(page), place.at).toBe(before[at]?.code);
    codes.set(booth, await codeOn(page));
    // However often it was asked: one ballot was made, and one cast of it.
    for (const path of ['pending', 'cast'])
      expect(new Set(booth.asked.filter((one) => one.path === path).map(({ body }) => body)).size, place.at).toBe(1);
    await leaveKiosk(page);
    await scan(page, card.text);
    await page.locator('[data-screen="V0e"] [data-problem="cast"]').waitFor();
    await tapNext(page, 'receipt-again');
    await page.locator(`[data-screen="V4"] [data-code="${codes.get(booth)}"]`).waitFor();
  }

  const { run, devices, meeting } = election;
  await stopVoting(run, '1');
  const used = new Set(booths.map(({ card }) => card));
  for (const card of [...election.drawn, ...election.leftOver].filter((one) => !used.has(one)))
    await devices[0]?.voidCard(card.text, 'void-unissued');
  await closeAndCount(run, devices, booths.length, '1', booths.length);
  await Promise.all(devices.map((device) => device.attest()));
  await settle(devices);
  const file = await run.organizer.call(recordFile, { params: { meeting } });
  const cast = entriesOf(readRecord(file), 'cast').map(({ entry }) => entry.ballot);
  expect(new Set(cast.map(({ T }) => T)).size).toBe(booths.length);
  expect(cast.map((ballot) => formatBallotCode(ballotCode(ballotHash(ballot)))).toSorted()).toEqual(
    [...codes.values()].toSorted(),
  );
  const { rounds } = await run.organizer.call(organizer.organizerMeeting, { params: { meeting } });
  const rows = rounds[0]?.result?.contests[0]?.rows ?? [];
  expect(
    Object.fromEntries(
      rows.map(({ label, approve, disapprove, abstain }) => [label, { approve, disapprove, abstain }]),
    ),
  ).toEqual(sumsOf(booths.map(({ marks }) => marks)));
  expect((await verifyRecord(file, { random })).findings).toEqual([]);
});
