/**
 * Twenty kiosks at one server (UX 6): nineteen clients that speak the protocol, and one real Chromium with a voter who taps. Server,
 * clients and Chromium share the processors of this machine, which no hall asks of them. The clients' ballots are encrypted beforehand,
 * as nineteen tablets would do it; they ask for the state as often as kiosks do, and cast some twenty times as fast as people.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import * as kiosk from '../../server/contract/kiosk.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { pair } from '../../server/contract/public.ts';
import { openAt, random, type SampleElection, sealAt, text } from '../../server/rehearsal/sample-election.ts';
import { startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession, type Session } from '../../server/rehearsal/session.ts';
import type { Card } from '../../tally/roles/card-station.ts';
import { castMessage, type PendingBallot, type VoterCard, verifyAnswer } from '../../tally/roles/voter.ts';
import { launchChromium } from '../chromium.ts';
import { button, fill, screen } from '../end-to-end/hall.ts';
import { castBallot, leaveKiosk, type Mark, markBallot, scan } from '../end-to-end/kiosk.ts';
import { TABLET } from '../voter-screens/voting-machine.ts';
import { type Times, takeTimes } from './stopwatch.ts';

const CLIENTS = 19;
/** As many spares as a draft allows, beside the 75 expected of the sample. */
const SPARES = 100;
const POLL_MS = 1000;
/** Between two steps of a client, on average. */
const STEP_MS = 1200;

type Prepared = { readonly card: Card; readonly voter: VoterCard; readonly pending: PendingBallot };

export type HallLoad = {
  readonly election: SampleElection;
  readonly times: Times;
  /** h of every ballot whose acceptance was verified: the clients', and those Chromium keeps. */
  readonly acknowledged: readonly string[];
  readonly ofChromium: readonly string[];
  readonly used: readonly Card[];
  /** Everything that was refused, and everything Chromium complained about. */
  readonly failures: readonly string[];
  /** Ballots a second of the clients while the voter in Chromium voted. */
  readonly rate: number;
  /** Compressed as a server would send them: what the kiosk page loaded, by address. */
  readonly loaded: ReadonlyMap<string, Uint8Array>;
  readonly server: string;
  /** Whom the kiosk in Chromium asked for anything, page and workers. */
  readonly asked: ReadonlySet<string>;
};

async function paired(election: SampleElection, name: string): Promise<string> {
  const params = { meeting: election.meeting };
  const { code } = await election.run.organizer.call(organizer.addMachine, { params, body: { role: 'kiosk', name } });
  return code;
}

async function pairClient(election: SampleElection, at: number): Promise<Session> {
  const session = openSession(election.base);
  await session.call(pair, { body: { code: await paired(election, `投票机${at}`) } });
  await session.call(kiosk.calibrate, { body: { pxPerMm: 3.78, widthMm: 217, heightMm: 136 } });
  return session;
}

/** All that the voters at one kiosk ask of the server, card after card. */
async function voteAtClient(
  election: SampleElection,
  session: Session,
  voters: readonly Prepared[],
  onCast: (h: string) => void,
): Promise<void> {
  const { round } = election;
  const rest = () => sleep(STEP_MS * (0.5 + Math.random()));
  for (const { voter, pending } of voters) {
    await rest();
    const { state } = await session.call(kiosk.askToken, { body: { T: voter.listed } });
    if (state !== 'free') throw new Error(`a card that was never used is ${state}`);
    await rest();
    const held = await session.call(kiosk.submitPending, { body: pending.message });
    if (!verifyAnswer(round, 'pending', voter, pending.h, held.signature)) throw new Error('pending is not signed');
    await rest();
    const accepted = await session.call(kiosk.castBallot, { body: castMessage(round, voter, pending.h, random) });
    if (!verifyAnswer(round, 'accepted', voter, pending.h, accepted.signature)) throw new Error('cast is not signed');
    onCast(text(pending.h));
  }
}

async function pollWhile(isOpen: () => boolean, session: Session): Promise<void> {
  while (isOpen()) {
    await session.call(kiosk.kioskState);
    await sleep(POLL_MS);
  }
}

const MARKS: readonly (readonly Mark[])[] = [
  ['approve', 'approve', 'approve', 'approve', 'approve', 'disapprove', 'abstain'],
  ['disapprove', 'approve', 'abstain', 'approve', 'approve', 'approve', 'disapprove'],
];

async function openKiosk(election: SampleElection, page: Page): Promise<void> {
  await page.goto(`${election.base}/kiosk/`);
  await fill(page, 'code', await paired(election, '投票机'));
  await button(page, 'pair').click();
  await button(page, 'calibrated').click();
  await screen(page, 'V0').waitFor();
  // Tables and clips are made and fetched between two voters.
  await page.waitForLoadState('networkidle').catch(() => undefined);
}

const keptBy = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([key]) => key.includes('acceptances'))
      .flatMap(([, kept]) => (JSON.parse(kept) as { readonly h: string }[]).map(({ h }) => h)),
  );

/** The kiosk in Chromium opens voting with all others; its voters come one after another until the clients have no cards left. */
export async function voteAtTwentyKiosks<T>(
  { ballotsEach, voters }: { readonly ballotsEach: number; readonly voters: number },
  onProgress: (step: string) => void,
  use: (load: HallLoad) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-load-'));
  chmodSync(folder, 0o711);
  const server = await startServerProcess(join(folder, 'data'));
  const browser = await launchChromium();
  try {
    const sealed = await sealAt(server.address, server.setUpCode ?? '', { spareCards: SPARES, writeIns: true });
    const election = await openAt(sealed);
    const cards = [...election.drawn, ...election.leftOver];
    const ofClients = cards.slice(0, CLIENTS * ballotsEach);
    const ofChromium = cards.slice(ofClients.length, ofClients.length + voters);
    onProgress('ballots');
    const prepared: Prepared[] = [];
    for (const card of ofClients) {
      prepared.push({ card, voter: election.read(card), pending: election.prepare(card) });
      // Lets this process notice that the server has closed idle connections meanwhile.
      await sleep(0);
    }
    const clients: Session[] = [];
    for (let at = 1; at <= CLIENTS; at += 1) clients.push(await pairClient(election, at));

    const context = await browser.newContext({
      viewport: { width: TABLET.width, height: TABLET.height },
      hasTouch: true,
      locale: 'zh-CN',
    });
    const asked = new Set<string>();
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'blob:' && protocol !== 'data:') asked.add(origin);
    });
    const page = await context.newPage();
    page.setDefaultTimeout(90_000);
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('response', (response) => {
      if (response.status() >= 400 && response.status() !== 401)
        failures.push(`${response.status()} ${response.url()}`);
    });
    const loaded = new Map<string, Uint8Array>();
    page.on('requestfinished', async (request) => {
      const { protocol, pathname: path } = new URL(request.url());
      // Clips that play from memory have addresses too, and never came over the network by them.
      if (protocol === 'blob:' || path.startsWith('/api/')) return;
      const answer = await request.response();
      const body = await answer?.body().catch(() => undefined);
      if (body !== undefined) loaded.set(path, body);
    });
    const times = await takeTimes(page);
    await openKiosk(election, page);

    onProgress('voting');
    const acknowledged: string[] = [];
    const failed = (error: unknown) => failures.push(error instanceof Error ? error.message : String(error));
    let isVoting = true;
    const polling = clients.map((session) => pollWhile(() => isVoting, session).catch(failed));
    const started = performance.now();
    let [busyMs, busyBallots] = [0, 0];
    const casting = clients.map((session, at) =>
      voteAtClient(election, session, prepared.slice(at * ballotsEach, (at + 1) * ballotsEach), (h) =>
        acknowledged.push(h),
      ).catch(failed),
    );
    let areClientsDone = false;
    const allCast = Promise.all(casting).then(() => {
      areClientsDone = true;
    });
    const used: Card[] = [];
    try {
      for (const [at, card] of ofChromium.entries()) {
        // A voter alone in the hall would tell nothing; the first votes in any case.
        if (at > 0 && areClientsDone) break;
        await scan(page, card.text);
        used.push(card);
        await markBallot(page, MARKS[at % MARKS.length] as readonly Mark[]);
        await page.locator('.receipt-qr').waitFor();
        await castBallot(page);
        if (!areClientsDone) [busyMs, busyBallots] = [performance.now() - started, acknowledged.length];
        await leaveKiosk(page);
      }
    } finally {
      await allCast;
      isVoting = false;
      await Promise.all(polling);
    }
    const kept = await keptBy(page);
    return await use({
      election,
      times: await times(),
      server: server.address,
      asked,
      acknowledged: [...acknowledged, ...kept],
      ofChromium: kept,
      used: [...ofClients, ...used],
      failures,
      rate: busyMs === 0 ? 0 : busyBallots / (busyMs / 1000),
      loaded,
    });
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
