/**
 * Every card of a round to its end, and every receipt to its answer (specification §5, §7.6, UX 5.3, 5.5, 5.7): a damaged, an
 * unreadable and a challenged card exchanged by desk and scrutineer, a lost one not, cards that must not vote, kiosks that keep
 * their acceptances, hand counts with all of it, and the phone page's own look-up over the closed record.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { cardCode } from '../../crypto/token.ts';
import { cardCodeOf, lookUp } from '../../kiosk/screens/verifier/look-up.ts';
import { parseReceipt, type Receipt, receiptAddress } from '../../printables/qr/receipt.ts';
import * as desk from '../../server/contract/desk.ts';
import * as kiosk from '../../server/contract/kiosk.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { recordFile } from '../../server/contract/public.ts';
import * as scrutineer from '../../server/contract/scrutineer.ts';
import { openAt, random, type SampleElection, sealAt, text } from '../../server/rehearsal/sample-election.ts';
import { type ServerProcess, startServerProcess } from '../../server/rehearsal/server-process.ts';
import { openSession } from '../../server/rehearsal/session.ts';
import { signAll, stopVoting } from '../../server/rehearsal/stages.ts';
import { blankMarks } from '../../tally/marks/ballot-marks.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { type Card, makeCards } from '../../tally/roles/card-station.ts';
import { castMessage, challengeMessage, prepareBallot, readVoterCard } from '../../tally/roles/voter.ts';

const PRESENT = 60;

type Served = { readonly election: SampleElection; readonly close: () => Promise<void> };

async function openElection(): Promise<Served> {
  const dataDir = mkdtempSync(join(tmpdir(), 'changpiao-cards-'));
  // The database may run under another user, who has to reach its folder.
  chmodSync(dataDir, 0o711);
  const server: ServerProcess = await startServerProcess(join(dataDir, 'data'));
  const close = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const sealed = await sealAt(server.address, server.setUpCode ?? '', { present: PRESENT });
    return { election: await openAt(sealed), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';

/** What a test does to one election. */
function hallOf(election: SampleElection) {
  const { meeting, run, devices, round } = election;
  const params = { meeting };
  const [chief] = devices;
  if (chief === undefined) throw new Error('nobody supervises');
  const own = { meeting, index: '1' };
  return {
    params: { meeting, round: '1' },
    chief,
    ask: (kind: string) => run.desk.ask(desk.askExchange, { params, body: { kind: kind as 'damaged' } }),
    withdraw: (kind: 'damaged') => run.desk.ask(desk.withdrawExchange, { params, body: { kind } }),
    confirm: (kind: 'damaged' | 'unreadable' | 'challenged') =>
      chief.session.ask(scrutineer.confirmExchange, { params: own, body: { kind } }),
    deskState: () => run.desk.call(desk.deskState, { params }),
    deviceState: () => chief.session.call(scrutineer.scrutineerState, { params: own }),
    officeState: () => run.organizer.call(organizer.organizerMeeting, { params }),
    record: () => openSession(election.base).call(recordFile, { params }),
    /** Pending, then cast, and what the voter takes home. */
    vote: async (card: Card): Promise<Receipt> => {
      const read = election.read(card);
      const pending = election.prepare(card);
      await election.kiosk.call(kiosk.submitPending, { body: pending.message });
      const message = castMessage(round, read, pending.h, random);
      const { signature } = await election.kiosk.call(kiosk.castBallot, { body: message });
      const receipt = { kind: 'accepted', meetingId: meeting, round: 1, T: decodeBase64url(read.listed, 32) } as const;
      return { ...receipt, h: pending.h, signature: decodeBase64url(signature, 64) };
    },
    tryVote: async (card: Card): Promise<readonly string[]> => {
      const pending = election.prepare(card);
      const held = await election.kiosk.ask(kiosk.submitPending, { body: pending.message });
      const message = castMessage(round, election.read(card), pending.h, random);
      return [code(held), code(await election.kiosk.ask(kiosk.castBallot, { body: message }))];
    },
    close: (counts: { readonly [key in 'exchanged' | 'unreadable' | 'returnedBeforeOpening']?: number }) =>
      run.organizer.ask(organizer.closeRound, {
        params: { meeting, round: '1' },
        body: { handCounts: { received: PRESENT, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0, ...counts } },
      }),
  };
}
type Hall = ReturnType<typeof hallOf>;

const failing = (answer: Awaited<ReturnType<Hall['close']>>) =>
  answer.ok ? [] : answer.error.detail.map(({ en }) => en.slice(0, 3));

describe('the cards of a round (specification §5)', () => {
  let served: Served;
  let election: SampleElection;
  let hall: Hall;
  let drawn: readonly Card[];
  /** Four audited ones, then those that were never drawn. */
  let box: readonly Card[];
  const receipts: Receipt[] = [];
  let challenged: Receipt;

  beforeAll(async () => {
    served = await openElection();
    election = served.election;
    hall = hallOf(election);
    drawn = election.drawn;
    box = election.leftOver.slice(4);
    for (const card of drawn.slice(0, 6)) receipts.push(await hall.vote(card));
  }, 240_000);
  afterAll(() => served?.close());
  const from = (cards: readonly Card[], at: number) => cards[at] as Card;

  test('a damaged card is exchanged by two: the desk asks, the scrutineer voids the old card and confirms', async () => {
    expect(code(await hall.confirm('damaged'))).toBe('exchange-not-asked');
    expect(await hall.ask('damaged')).toMatchObject({ ok: true });
    expect(code(await hall.confirm('damaged'))).toBe('card-not-closed');
    await hall.chief.voidCard(from(drawn, 6).text, 'void-damaged');
    expect(code(await hall.confirm('damaged'))).toBe('accepted');
    expect(code(await hall.confirm('damaged'))).toBe('exchange-not-asked');
    expect((await hall.deskState()).exchanges).toContainEqual({ kind: 'damaged', asked: 1, done: 1 });
    receipts.push(await hall.vote(from(box, 0)));
  });

  test('the replaced card’s old card votes no more', async () => {
    expect(await hall.tryVote(from(drawn, 6))).toEqual(['card-void', 'card-void']);
    const asked = await election.kiosk.call(kiosk.askToken, { body: { T: election.read(from(drawn, 6)).listed } });
    expect(asked.state).toBe('void');
  });

  test('an unreadable card is counted by hand; what was asked by mistake is taken back', async () => {
    await hall.ask('unreadable');
    expect((await hall.deviceState()).round?.exchanges).toContainEqual({ kind: 'unreadable', asked: 1, done: 0 });
    expect(code(await hall.confirm('unreadable'))).toBe('accepted');
    receipts.push(await hall.vote(from(box, 1)));
    await hall.ask('damaged');
    expect(code(await hall.withdraw('damaged'))).toBe('accepted');
    expect(code(await hall.withdraw('damaged'))).toBe('exchange-not-asked');
  });

  test('a challenged card is exchanged once it is challenged', async () => {
    await hall.ask('challenged');
    expect(code(await hall.confirm('challenged'))).toBe('card-not-closed');
    const card = from(drawn, 8);
    const read = election.read(card);
    const pending = election.prepare(card);
    // The voter holds the code of the review page: made before the choice.
    const review = await election.kiosk.call(kiosk.submitPending, { body: pending.message });
    const { marks, ...message } = challengeMessage(election.round, read, pending, random);
    const { signature } = await election.kiosk.call(kiosk.challengeBallot, {
      body: { ...message, marks: marks.map((bits) => [...bits]) },
    });
    expect(signature).toHaveLength(86);
    const held = await election.kiosk.ask(kiosk.submitPending, { body: pending.message });
    expect(code(held)).toBe('card-challenged');
    challenged = {
      ...(receipts[0] as Receipt),
      ...{ kind: 'pending', T: decodeBase64url(read.listed, 32), h: pending.h },
      signature: decodeBase64url(review.signature, 64),
    };
    expect(code(await hall.confirm('challenged'))).toBe('accepted');
    receipts.push(await hall.vote(from(box, 2)));
  });

  test('a lost card is not exchanged: no kind stands for it', async () => {
    expect(code(await hall.ask('lost'))).toBe('malformed');
  });

  test('a card of another round, or of another meeting, is unknown here', async () => {
    const meetingHash = decodeBase64url(election.round.entry.meeting, 32);
    for (const of of [
      { meetingHash, round: 2 },
      { meetingHash: random(32), round: 1 },
    ]) {
      const { cards } = makeCards({ ...of, count: 1, random });
      const read = readVoterCard(from(cards, 0).text, of.meetingHash, of.round);
      if (!read.ok) throw new Error(read.error);
      const { message, h } = prepareBallot(
        election.round,
        read.value,
        blankMarks(election.round.entry.contests),
        random,
      );
      expect(code(await election.kiosk.ask(kiosk.submitPending, { body: message }))).toBe('card-unknown');
      const cast = castMessage(election.round, read.value, h, random);
      expect(code(await election.kiosk.ask(kiosk.castBallot, { body: cast }))).toBe('card-unknown');
    }
  });

  test('before the close no receipt is answered', async () => {
    const record = await hall.record();
    for (const receipt of receipts) expect(lookUp(record, receipt).state).toBe('too-early');
  });

  test('a left-over card cast after the stop is refused', async () => {
    const [held] = [election.prepare(from(box, 3))];
    await election.kiosk.call(kiosk.submitPending, { body: held.message });
    // What was handed over before the stop is not all there is.
    await election.kiosk.call(kiosk.submitAcceptances, { body: { acceptances: [] } });
    await stopVoting(election.run, hall.params.round);
    const cast = castMessage(election.round, election.read(from(box, 3)), held.h, random);
    expect(code(await election.kiosk.ask(kiosk.castBallot, { body: cast }))).toBe('voting-closed');
    expect(await hall.tryVote(from(box, 4))).toEqual(['voting-closed', 'voting-closed']);
    expect(code(await hall.ask('unreadable'))).toBe('wrong-phase');
  });

  test('a kiosk that has not handed over its acceptances is named, and is not removed, until it has', async () => {
    const { machines } = await hall.officeState();
    const [machine] = machines.filter(({ role }) => role === 'kiosk');
    expect(machine).toMatchObject({ name: '投票机', handedOver: false });
    expect((await hall.deviceState()).round?.kiosksAwaited).toEqual(['投票机']);
    const remove = { params: { meeting: election.meeting, machine: machine?.id ?? '' } };
    expect(code(await election.run.organizer.ask(organizer.removeMachine, remove))).toBe('kiosk-holds-acceptances');

    const acceptances = receipts.map(({ T, h, signature }) => ({
      ctx: text(election.round.ctx),
      T: text(T),
      h: text(h),
      signature: text(signature),
    }));
    await election.kiosk.call(kiosk.submitAcceptances, { body: { acceptances } });
    expect((await hall.officeState()).machines.filter(({ role }) => role === 'kiosk')).toMatchObject([
      { handedOver: true },
    ]);
    expect((await hall.deviceState()).round?.kiosksAwaited).toEqual([]);
    const given = await hall.chief.session.call(scrutineer.fetchAcceptances, {
      params: { meeting: election.meeting, index: '1' },
    });
    expect(given.acceptances).toEqual(acceptances.toSorted((a, b) => (a.h < b.h ? -1 : 1)));
  });

  test('the hand counts have to tell the whole story: without exchange, unreadable card or with too many returned', async () => {
    for (const card of drawn.slice(10)) await hall.chief.voidCard(card.text, 'void-returned');
    for (const card of [...election.leftOver.slice(0, 4), ...box.slice(3)])
      await hall.chief.voidCard(card.text, 'void-unissued');
    const proposed = (await hall.officeState()).rounds[0]?.handCountsProposed;
    expect(proposed).toEqual({ received: PRESENT, exchanged: 3, unreadable: 1, returnedBeforeOpening: 0 });
    expect(failing(await hall.close({ exchanged: 4, unreadable: 1 }))).toEqual(['(b)', '(c)']);
    expect(failing(await hall.close({ exchanged: 3, unreadable: 0 }))).toEqual(['(c)']);
    expect(failing(await hall.close({ exchanged: 3, unreadable: 3 }))).toEqual(['(c)']);
    expect(failing(await hall.close({ exchanged: 3, unreadable: 1, returnedBeforeOpening: 52 }))).toEqual(['(d)']);
    expect(code(await hall.close({ exchanged: 3, unreadable: 1 }))).toBe('accepted');
    await signAll(election.devices);
    const [close] = entriesOf(readRecord(await hall.record()), 'close');
    expect(close?.entry).toMatchObject({
      casts: 9,
      challenges: 1,
      handCounts: { received: PRESENT, exchanged: 3, unreadable: 1 },
      voids: { returned: 50, damaged: 1, unissued: 17 },
    });
  });

  test('after the close every receipt is 已计入, with the card code of its card', async () => {
    const record = await hall.record();
    expect(receipts).toHaveLength(9);
    for (const receipt of receipts) {
      const scanned = parseReceipt(receiptAddress('http://hall.test/check/', receipt));
      if (!scanned.ok) throw new Error(scanned.error);
      expect(lookUp(record, scanned.value).state).toBe('counted');
    }
    const codes = drawn.slice(0, 6).map((card) => cardCode(election.read(card).T));
    expect(receipts.slice(0, 6).map(cardCodeOf)).toEqual(codes);
  });

  test('a challenged ballot is 抽查, proved like a counted one; a forged receipt is 没有找到', async () => {
    const record = await hall.record();
    expect(lookUp(record, challenged)).toMatchObject({ state: 'challenged', index: expect.any(Number) });
    const [mine] = receipts as [Receipt];
    expect(lookUp(record, { ...mine, h: random(32) })).toEqual({ state: 'missing', receipt: 'none' });
    expect(lookUp(record, { ...mine, T: challenged.T })).toEqual({ state: 'missing', receipt: 'none' });
  });

  test('two voters given one code: both find it counted, and the card codes tell them (clash attack)', async () => {
    const record = await hall.record();
    const [first, second] = [from(drawn, 0), from(drawn, 1)];
    const slip = receipts[0] as Receipt;
    // The slip of the first voter, printed for the second as well.
    expect(lookUp(record, slip).state).toBe('counted');
    expect(cardCodeOf(slip)).toBe(cardCode(election.read(first).T));
    expect(cardCodeOf(slip)).not.toBe(cardCode(election.read(second).T));
    // With the second card's T in it, the slip shows her card code and is found nowhere.
    const disguised = { ...slip, T: decodeBase64url(election.read(second).listed, 32) };
    expect(cardCodeOf(disguised)).toBe(cardCode(election.read(second).T));
    expect(lookUp(record, disguised)).toEqual({ state: 'missing', receipt: 'none' });
  });
});

describe('a spare card that was cast (specification §5 b, §11)', () => {
  let served: Served;
  let election: SampleElection;
  beforeAll(async () => {
    served = await openElection();
    election = served.election;
  }, 240_000);
  afterAll(() => served?.close());

  test('is one card too few among those never handed out: the round cannot be closed', async () => {
    const hall = hallOf(election);
    for (const card of election.drawn.slice(0, 5)) await hall.vote(card);
    // Nobody at the kiosk can know that this card was never drawn.
    await hall.vote(election.leftOver.at(-1) as Card);
    await stopVoting(election.run, hall.params.round);
    for (const card of election.drawn.slice(5)) await hall.chief.voidCard(card.text, 'void-returned');
    for (const card of election.leftOver.slice(0, -1)) await hall.chief.voidCard(card.text, 'void-unissued');
    await expect(hall.chief.voidCard((election.leftOver.at(-1) as Card).text, 'void-unissued')).rejects.toThrow();
    expect(failing(await hall.close({}))).toEqual(['(b)']);
    expect(failing(await hall.close({ exchanged: 1 }))).toEqual(['(c)']);
    expect(failing(await hall.close({ exchanged: 1, unreadable: 1 }))).toEqual(['(c)']);
  });
});
