/**
 * 抽查 in a real Chromium against a real server (UX 6.35, specification §7.5): a kiosk is bound, opened and checked on a phone; then
 * manipulated kiosks, each caught by the same page. What they send is real: ballots with proofs, signatures of real cards.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { openingAddress } from '../../printables/qr/opening.ts';
import { receiptAddress } from '../../printables/qr/receipt.ts';
import * as kioskRoutes from '../../server/contract/kiosk.ts';
import { addMachine, organizerMeeting, pauseRound, resumeRound } from '../../server/contract/organizer.ts';
import { recordFile } from '../../server/contract/public.ts';
import {
  approving,
  openAt,
  random,
  type SampleElection,
  sealAt,
  text,
} from '../../server/rehearsal/sample-election.ts';
import { setCounters } from '../../tally/challenge/opened-marks.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import type { Card } from '../../tally/roles/card-station.ts';
import { castMessage, challengeMessage, type PendingBallot } from '../../tally/roles/voter.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { button, fill, type Hall, named, openHall, readCode, screen } from '../end-to-end/hall.ts';
import { castBallot, leaveKiosk, type Mark, markBallot, scan, tapNext } from '../end-to-end/kiosk.ts';

const POLLED = { timeout: 20_000 };
const MARKS: readonly Mark[] = ['approve', 'disapprove', 'abstain', 'approve', null, 'disapprove', 'approve'];
const WORDS = ['赞成', '不赞成', '弃权', '赞成', '弃权', '不赞成', '赞成'];

let hall: Hall;
let election: SampleElection;
let kiosk: Page;
let phone: Page;
let page = '';
let next = 0;

const draw = (): Card => {
  const card = election.drawn[next];
  next += 1;
  if (card === undefined) throw new Error('the box is empty');
  return card;
};

beforeAll(async () => {
  hall = await openHall();
  election = await openAt(await sealAt(hall.server.address, hall.server.setUpCode as string, { present: 68 }));
  page = `${hall.server.address}/check/`;
  const { code } = await election.run.organizer.call(addMachine, {
    params: { meeting: election.meeting },
    body: { role: 'kiosk', name: '2号机' },
  });
  kiosk = await hall.device();
  await kiosk.goto('/kiosk/');
  await fill(kiosk, 'code', code);
  await button(kiosk, 'pair').click();
  await button(kiosk, 'calibrated').click();
  await screen(kiosk, 'V0').waitFor();
  phone = await hall.device({ width: 390, height: 844 });
});
afterAll(() => hall?.close());

const shownMarks = (on: Page) => named(on, 'checking').locator('.checking-marks dd').allInnerTexts();
const box = async () => {
  const { rounds } = await election.run.organizer.call(organizerMeeting, { params: { meeting: election.meeting } });
  return rounds[0]?.box;
};

/** As far as the page with the code, whatever the number of review pages. */
async function toLastReviewPage(card: string, marks: readonly Mark[]): Promise<void> {
  await scan(kiosk, card);
  await markBallot(kiosk, marks);
  await kiosk.locator('.receipt-qr').waitFor();
  while ((await button(kiosk, 'challenge').count()) === 0) await tapNext(kiosk, 'next');
}

describe.sequential('an honest kiosk', () => {
  let card: Card;
  let reviewed = '';

  test('is bound by the code of its review page, which a phone reads before the choice', async () => {
    card = draw();
    await toLastReviewPage(card.qr, MARKS);
    await phone.goto(await readCode(kiosk.locator('.receipt-qr'), hall.folder));
    const checking = named(phone, 'checking');
    await checking.locator('[data-state="done"] .checking-codes').waitFor();
    reviewed = (await kiosk.locator('.receipt [data-code]').getAttribute('data-code')) ?? '';
    expect(await checking.locator('.checking-codes dd').allInnerTexts()).toEqual([reviewed, card.code]);
    await hall.picture(phone, 'phone-bound');
  });

  test('says what a challenge costs before anything is opened, and goes back unharmed', async () => {
    await tapNext(kiosk, 'challenge');
    await screen(kiosk, 'V6').waitFor();
    await hall.picture(kiosk, 'V6');
    await tapNext(kiosk, 'back');
    await screen(kiosk, 'V3').waitFor();
    expect(await kiosk.locator('.receipt [data-code]').getAttribute('data-code')).toBe(reviewed);
    expect((await box())?.challenged).toBe(0);
  });

  test('opens that very ballot, with its code once more', async () => {
    await tapNext(kiosk, 'challenge');
    await tapNext(kiosk, 'open');
    await screen(kiosk, 'V6-opened').locator('.receipt-qr').waitFor();
    expect(await kiosk.locator('.receipt [data-code]').getAttribute('data-code')).toBe(reviewed);
    await hall.picture(kiosk, 'V6-opened');
    expect((await box())?.challenged).toBe(1);
  });

  test('matches on the phone, which rebuilt it and asks what only a person knows (V7)', async () => {
    // A phone's own scanner opens a page of its own.
    const again = await phone.context().newPage();
    await again.goto(await readCode(kiosk.locator('.receipt-qr'), hall.folder));
    await button(again, 'choices-same').waitFor();
    expect(await shownMarks(again)).toEqual(WORDS);
    await hall.picture(again, 'phone-compare');
    await button(again, 'choices-same').click();
    await again.locator('[data-screen="V7"][data-verdict="matches"]').waitFor();
    expect(await named(again, 'checking').innerText()).toContain('相符');
    await hall.picture(again, 'phone-matches');
    await again.close();
  });

  test('closes the card for ever; an exchanged card votes', async () => {
    await tapNext(kiosk, 'done');
    await scan(kiosk, card.qr);
    await screen(kiosk, 'V0e').locator('[data-problem="challenged"]').waitFor();
    expect(await kiosk.locator('.voter').innerText()).toContain('请找工作人员换卡');
    await button(kiosk, 'understood').click();
    const before = (await box())?.cast ?? 0;
    await scan(kiosk, election.leftOver.at(-1)?.qr ?? '');
    await markBallot(kiosk, MARKS);
    await castBallot(kiosk);
    await leaveKiosk(kiosk);
    const now = await box();
    expect([now?.cast, now?.challenged, now?.differing]).toEqual([before + 1, 1, 0]);
  });
});

/** A manipulated kiosk: paired like any other, it signs with the card before it and says what it likes. */
const hold = async (card: Card, approvals: number): Promise<PendingBallot & { readonly signature: string }> => {
  const pending = election.prepare(card, approving(election, approvals));
  const { signature } = await election.kiosk.call(kioskRoutes.submitPending, { body: pending.message });
  return { ...pending, signature };
};
const reviewCode = (card: Card, { h }: PendingBallot, signature: string) =>
  receiptAddress(page, {
    kind: 'pending',
    meetingId: election.meeting,
    round: 1,
    T: decodeBase64url(election.read(card).listed, 32),
    h,
    signature: decodeBase64url(signature, 64),
  });
const openingCode = (card: Card, h: Uint8Array, signature: string, bits: PendingBallot['bits'], seed: Uint8Array) =>
  openingAddress(page, {
    meetingId: election.meeting,
    round: 1,
    T: decodeBase64url(election.read(card).listed, 32),
    h,
    signature: decodeBase64url(signature, 64),
    seed,
    places: setCounters(bits),
  });
const challenge = async (card: Card, pending: PendingBallot, bits = pending.bits) => {
  const { marks: _, ...message } = challengeMessage(election.round, election.read(card), pending, random);
  const body = { ...message, marks: bits.map((list) => [...list]) };
  return election.kiosk.call(kioskRoutes.challengeBallot, { body });
};
/** What the phone says in the end. */
async function check(first: string, second: string): Promise<Page> {
  const device = await phone.context().newPage();
  await device.goto(first);
  await named(device, 'checking').locator('[data-state="done"] .checking-codes').waitFor();
  await fill(device, 'code', second);
  await button(device, 'code-enter').click();
  await device.locator('[data-name="choices-same"], [data-screen="V7"]').first().waitFor();
  return device;
}
const verdict = (device: Page) => device.locator('[data-screen="V7"]').getAttribute('data-verdict');

describe.sequential('a manipulated kiosk is caught by the phone (specification §11)', () => {
  test('that encrypts other marks than were chosen and opens them honestly: the voter sees them', async () => {
    const card = draw();
    const stuffed = await hold(card, 5);
    const { verdict: recorded, signature } = await challenge(card, stuffed);
    expect(recorded).toBe('matches');
    const device = await check(
      reviewCode(card, stuffed, stuffed.signature),
      openingCode(card, stuffed.h, signature, stuffed.bits, stuffed.seed),
    );
    expect(await shownMarks(device)).toEqual(['赞成', '赞成', '赞成', '赞成', '赞成', '弃权', '弃权']);
    await button(device, 'choices-differ').click();
    expect(await verdict(device)).toBe('differs');
    expect(await named(device, 'checking').innerText()).toContain('选票里的选择不是投票人的选择');
    await hall.picture(device, 'phone-differs');
    await device.close();
  });

  test('that opens the marks which were chosen and not those it encrypted: the bytes differ, and the record says so', async () => {
    const card = draw();
    const stuffed = await hold(card, 5);
    const wished = election.prepare(card, approving(election, 1)).bits;
    const { verdict: recorded, signature } = await challenge(card, stuffed, wished);
    expect(recorded).toBe('differs');
    const device = await check(
      reviewCode(card, stuffed, stuffed.signature),
      openingCode(card, stuffed.h, signature, wished, stuffed.seed),
    );
    expect(await verdict(device)).toBe('differs');
    expect(await named(device, 'checking').innerText()).toContain('与先前扫过的不同');
    await device.close();
    expect((await box())?.differing).toBe(1);
  });

  test('that swaps the ballot for an honest one once it knows of the challenge', async () => {
    const card = draw();
    const stuffed = await hold(card, 5);
    const first = reviewCode(card, stuffed, stuffed.signature);
    const honest = await hold(card, 1);
    const { signature } = await challenge(card, honest);
    const device = await check(first, openingCode(card, honest.h, signature, honest.bits, honest.seed));
    expect(await verdict(device)).toBe('differs');
    expect(await named(device, 'checking').innerText()).toContain('不是先前扫过的那张');
    await device.close();
  });

  test('that has its honest ballot taken too, once it knows of the challenge: the voter says what she changed, and what not', async () => {
    const card = draw();
    const [first, changed, honest] = [await hold(card, 5), await hold(card, 4), await hold(card, 1)];
    await challenge(card, honest);
    const device = await phone.context().newPage();
    // "Please scan once more": a phone's own scanner changes the address of the page.
    const scan = async (pending: typeof first) => {
      const address = reviewCode(card, pending, pending.signature);
      if (pending === first) await device.goto(address);
      else await device.evaluate((next) => location.assign(next), address);
      await named(device, 'checking').locator('.checking-codes').filter({ hasText: pending.code }).waitFor();
    };
    await scan(first);
    await scan(changed);
    expect(await named(device, 'checking').innerText()).toContain('您又按过“修改”，或者重新刷过这张卡吗？');
    expect(await named(device, 'checking').innerText()).toContain(first.code);
    await button(device, 'changed').click();
    await named(device, 'checking').locator('[data-state="done"] .checking-codes').waitFor();
    await scan(honest);
    expect(await named(device, 'checking').innerText()).toContain(changed.code);
    await hall.picture(device, 'phone-changed');
    await button(device, 'not-changed').click();
    expect(await verdict(device)).toBe('differs');
    expect(await named(device, 'checking').innerText()).toContain('投票机却换了一张选票');
    await device.close();
  });

  test('that shows an honest opening and casts the ballot all the same', async () => {
    const card = draw();
    const pending = await hold(card, 3);
    const cast = await election.kiosk.call(kioskRoutes.castBallot, {
      body: castMessage(election.round, election.read(card), pending.h, random),
    });
    const device = await check(
      reviewCode(card, pending, pending.signature),
      openingCode(card, pending.h, cast.signature, pending.bits, pending.seed),
    );
    expect(await verdict(device)).toBe('differs');
    expect(await named(device, 'checking').innerText()).toContain('没有服务器对抽查的真实确认');
    await device.close();
  });

  test('that shows a code the server never bound, or an opening of a card that was not taken before', async () => {
    const card = draw();
    const pending = election.prepare(card, approving(election, 3));
    const device = await phone.context().newPage();
    await device.goto(reviewCode(card, pending, text(random(64))));
    await named(device, 'checking-problem').waitFor();
    expect(await named(device, 'checking-problem').innerText()).toContain('没有服务器的真实签名');
    const held = await hold(card, 3);
    const { signature } = await challenge(card, held);
    await fill(device, 'code', openingCode(card, held.h, signature, held.bits, held.seed));
    await button(device, 'code-enter').click();
    await named(device, 'checking-problem').filter({ hasText: '没有先扫过' }).waitFor();
    await device.close();
  });
});

test('a code that comes to an open page is looked up in the record and the phase of its own time', async () => {
  const pending = async () => {
    const card = draw();
    const held = await hold(card, 3);
    return { code: held.code, address: reviewCode(card, held, held.signature) };
  };
  const params = { meeting: election.meeting, round: '1' };
  const device = await phone.context().newPage();
  const [first, second] = [await pending(), await pending()];
  await device.goto(first.address);
  await named(device, 'checking').locator('.checking-codes').filter({ hasText: first.code }).waitFor();
  await election.run.organizer.call(pauseRound, { params, body: { reason: '停电' } });
  try {
    const fetched = device.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('record.jsonl'), POLLED);
    await device.evaluate((address) => location.assign(address), second.address);
    expect((await fetched).ok()).toBe(true);
    await device.locator('.phase-bar[data-phase="paused"]').waitFor(POLLED);
  } finally {
    await election.run.organizer.call(resumeRound, { params, body: {} });
  }
  await device.close();
});

test('the record publishes what was opened, counts none of it, and names the kiosk that lied', async () => {
  const before = await box();
  const cards = Array.from({ length: 5 }, draw);
  for (const card of cards) await election.vote(card);
  const record = () => election.kiosk.call(recordFile, { params: { meeting: election.meeting } });
  const challenges = async () => entriesOf(readRecord(await record()), 'challenge').map(({ entry }) => entry);
  await expect.poll(async () => (await challenges()).length, POLLED).toBe(before?.challenged);
  expect((await challenges()).filter(({ verdict: said }) => said === 'differs')).toHaveLength(1);
  const { findings } = await verifyRecord(await record(), { random });
  expect(findings.filter(({ code }) => code.startsWith('challenge')).map(({ code }) => code)).toEqual([
    'challenge-differs',
  ]);
  const spent = new Set((await challenges()).map(({ ballot }) => ballot.T));
  const cast = entriesOf(readRecord(await record()), 'cast').map(({ entry }) => entry.ballot.T);
  expect(cast.filter((T) => spent.has(T))).toEqual([]);
  expect(hall.complaints).toEqual([]);
});
