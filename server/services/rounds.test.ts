import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { loadMeeting, setDeskOpen, setPhase } from '../store/meeting.ts';
import { insertWaiting, takeWaiting } from '../store/record-log.ts';
import { insertProposal, setProposalState } from '../store/record-proposal.ts';
import { insertAcceptances, insertTokens, setFinal } from '../store/record-token.ts';
import { setScrutineerKeys } from '../store/roll.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import { createMeetingKeys } from './meeting-keys.ts';
import { createProposals } from './proposals.ts';
import type { RoundState } from './record-state.ts';
import { createRounds, type Rounds } from './rounds.ts';
import { random, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';

let scratch: ScratchRecord;
beforeAll(async () => {
  scratch = await scratchRecord('rounds');
});
afterAll(() => scratch.close());

test('a sum that fails again and again has the order of casting wiped once, not at every attempt (§3)', async () => {
  const { db } = scratch;
  const file = async () => (await db.execute(sql`select pg_relation_filenode('token') as file`))[0]?.file;
  const sealed = { entry: { minimumBallots: 5 } };
  const close = { entry: { casts: 5 }, index: 9 };
  const state = { meeting: undefined, rounds: new Map([[1, { round: 1, sealed, close }]]) };
  let attempts = 0;
  const parts = {
    db,
    log: { state: async () => state },
    cosigning: { cosigners: async () => ({ scrutineers: new Set(), witnesses: new Set() }) },
    counting: {
      aggregate: async () => {
        attempts += 1;
        throw new Error('the sum fails');
      },
    },
    now: () => new Date(0),
  };
  const { goOn } = createRounds(parts as unknown as Parameters<typeof createRounds>[0]);
  const before = await file();
  await expect(goOn('meeting')).rejects.toThrow('the sum fails');
  const wiped = await file();
  expect(wiped).not.toBe(before);
  await expect(goOn('meeting')).rejects.toThrow('the sum fails');
  expect(attempts).toBe(2);
  expect(await file()).toBe(wiped);
});

describe('each step of a round has its time and its conditions (§3, §5)', () => {
  const CTX = encodeBase64url(random(32));
  const CARDS = 9;
  const rules = ruleSettings({ majorityBase: 'expected' });
  const roll = { members: 8, probationary: 0, withoutRight: 0, excluded: 0, expected: 8 };
  const sealed = { entry: { cards: CARDS, roll, rules }, hash: CTX, index: 4 };
  const open = { entry: { expected: 8, cardsInBox: 8, cardsAudited: 1 }, hash: '', index: 5 };
  const IN_BOX = { cardsInBox: 8, cardsAudited: 1 };
  const HANDS = { received: 6, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 };
  const refused = (error: string) => ({ ok: false, error });

  let id: string;
  let rounds: Rounds;
  let present: number;
  let tokens: readonly string[];

  beforeAll(async () => {
    const { db, log } = scratch;
    id = await createMeetingDrafts({ db, random }).createSample();
    for (const index of [1, 2, 3])
      await setScrutineerKeys(db, id, index, {
        signKey: encodeBase64url(random(32)),
        cosignKey: encodeBase64url(random(32)),
      });
    await createMeetingKeys(db, id, { organization: '清溪', random, now: new Date() });
    const cosigning = { witnessed: async () => new Map() };
    rounds = createRounds({
      db,
      log,
      proposals: createProposals(db, log, random),
      cosigning,
      checkIn: { attendance: async () => ({ expected: 8, present }) },
      counting: {},
      now: () => new Date(0),
    } as unknown as Parameters<typeof createRounds>[0]);
    tokens = Array.from({ length: CARDS }, () => encodeBase64url(random(32)));
    await insertTokens(db, id, 1, tokens);
  });
  beforeEach(async () => {
    present = 7;
    await setDeskOpen(scratch.db, id, false);
  });

  const at = async (phase: Parameters<typeof setPhase>[2], round: object) => {
    scratch.record = recordWithRound(round);
    for (const subject of ['method', 'scrutineers', 'tellers', 'exclusions'])
      scratch.record.motions.push({ entry: { subject, carried: true } } as never);
    await setPhase(scratch.db, id, phase);
  };
  /** Six ballots in the box, and the cards that nobody was given are void: as the tests after the opening find it. */
  const everyCardAtItsEnd = async () => {
    for (const [place, T] of tokens.entries()) {
      const end = place < 6 ? { state: 'cast', ballotHash: 'h' } : { state: 'void', final: 'void-unissued' };
      await setFinal(scratch.db, id, 1, T, end as Parameters<typeof setFinal>[4]);
    }
  };
  const declare = (entry: object) => {
    scratch.record.meeting = { entry, hash: CTX, index: 0 } as unknown as typeof scratch.record.meeting;
  };
  /** While somebody is asked to sign something else. */
  async function whilePending<T>(work: () => Promise<T>): Promise<T> {
    const other = encodeBase64url(random(9));
    await insertProposal(scratch.db, { id: other, meeting: id, round: 1, kind: 'motion', body: '{}' });
    const done = await work();
    await setProposalState(scratch.db, other, 'withdrawn');
    return done;
  }

  test('the round is proposed while cards are made, alone, once its cards are signed', async () => {
    const seal = () => rounds.proposeRound(id, 1);
    await at('sealed', {});
    expect(await seal()).toEqual(refused('wrong-phase'));
    await at('cards', {});
    expect(await whilePending(seal)).toEqual(refused('proposal-pending'));
    expect(await seal()).toEqual(refused('tokens-missing'));
  });

  test('the opening is proposed with the desk closed, a quorum, and every card in the box or audited', async () => {
    const begin = (counted = IN_BOX) => rounds.proposeOpen(id, 1, counted);
    await at('sealed', { sealed });
    expect(await begin()).toEqual(refused('wrong-phase'));
    await at('check-in', {});
    expect(await begin()).toEqual(refused('wrong-phase'));
    await at('check-in', { sealed });
    await setDeskOpen(scratch.db, id, true);
    expect(await begin()).toEqual(refused('wrong-phase'));
    await setDeskOpen(scratch.db, id, false);
    present = 6;
    expect(await begin()).toEqual(refused('not-quorate'));
    present = 7;
    scratch.record.motions.length = 1;
    expect(await begin()).toEqual(refused('motion-missing'));
    await at('check-in', { sealed });
    const lose = (subject: string) => scratch.record.motions.push({ entry: { subject, carried: false } } as never);
    lose('exclusions');
    lose('tellers');
    expect(await begin({ ...IN_BOX, cardsInBox: 7 })).toEqual(refused('cards-not-all-there'));
    lose('scrutineers');
    expect(await begin()).toEqual(refused('motion-lost'));
    await at('check-in', {
      sealed: { ...sealed, entry: { ...sealed.entry, rules: { ...rules, tellerSource: 'voted' } } },
    });
    lose('tellers');
    expect(await begin()).toEqual(refused('motion-lost'));
    await at('check-in', {
      sealed: { ...sealed, entry: { ...sealed.entry, roll: { ...roll, members: 9, excluded: 1 } } },
    });
    lose('exclusions');
    expect(await begin()).toEqual(refused('motion-lost'));
    await at('check-in', { sealed });
    expect(await begin({ ...IN_BOX, cardsInBox: 7 })).toEqual(refused('cards-not-all-there'));
    declare({ witnesses: [{ name: 'witness.example/one' }] });
    expect(await begin()).toEqual(refused('witness-silent'));
    declare({ witnesses: [] });
    expect(await whilePending(() => begin())).toEqual(refused('proposal-pending'));
    await everyCardAtItsEnd();
    expect(await begin()).toEqual(refused('box-not-empty'));
    await at('check-in', { sealed, open });
    expect(await begin()).toEqual(refused('wrong-phase'));
  });

  test('voting is stopped after it was opened, and with the desk closed', async () => {
    await at('voting', { sealed });
    expect(await rounds.stop(id, 1)).toEqual(refused('wrong-phase'));
    await at('check-in', { sealed, open });
    expect(await rounds.stop(id, 1)).toEqual(refused('wrong-phase'));
    await at('paused', { sealed, open });
    await setDeskOpen(scratch.db, id, true);
    expect(await rounds.stop(id, 1)).toEqual(refused('desk-open'));
    await setDeskOpen(scratch.db, id, false);
    expect(await rounds.stop(id, 1)).toEqual({ ok: true, value: true });
  });

  test('the close is proposed after the stop, once, and only with an accounting that holds', async () => {
    const close = (handCounts = HANDS) => rounds.proposeClose(id, 1, handCounts);
    await at('voting', { sealed, open });
    expect(await close()).toEqual(refused('wrong-phase'));
    await at('stopped', { sealed });
    expect(await close()).toEqual(refused('wrong-phase'));
    await at('stopped', { sealed, open, close: {} });
    expect(await close()).toEqual(refused('wrong-phase'));
    await at('stopped', { sealed, open, paper: {} });
    expect(await close()).toEqual(refused('wrong-phase'));
    await at('stopped', { sealed, open });
    expect(await whilePending(() => close())).toEqual(refused('proposal-pending'));
    const wrong = await close({ ...HANDS, received: 7 });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'accounting-fails' } });
  });

  test('no close while an acceptance that a kiosk handed over is missing in the box', async () => {
    await at('stopped', { sealed, open });
    const given = { T: encodeBase64url(random(32)), h: encodeBase64url(random(32)), signature: 's' };
    await insertAcceptances(scratch.db, id, 1, [given]);
    expect(await rounds.proposeClose(id, 1, HANDS)).toEqual(refused('acceptances-missing'));
    await scratch.db.execute(sql`delete from acceptance`);
    expect(await rounds.proposeClose(id, 1, HANDS)).toMatchObject({ ok: true });
  });

  test('a round is given up for paper while it can still be left, once', async () => {
    const leave = () => rounds.toPaper(id, 1, '停电');
    await at('cards', { sealed });
    expect(await leave()).toEqual(refused('wrong-phase'));
    await at('voting', {});
    expect(await leave()).toEqual(refused('wrong-phase'));
    await at('voting', { sealed, open, paper: {} });
    expect(await leave()).toEqual(refused('wrong-phase'));
    await at('voting', { sealed, open });
    expect(await leave()).toEqual({ ok: true, value: true });
    expect(scratch.appended.at(-1)).toMatchObject({ type: 'paper', ctx: CTX, reason: '停电' });
  });

  test('nothing is given up twice by two who ask at once, nor once the count has begun meanwhile', async () => {
    const { db, log } = scratch;
    for (const meanwhile of [{ paper: {} }, { aggregate: {} }]) {
      await at('voting', { sealed, open });
      let writes = 0;
      const raced = {
        ...log,
        write: async <T>(meeting: string, work: Parameters<typeof log.write<T>>[1]) => {
          writes += 1;
          if (writes > 2) throw new Error('tried again, though nothing can be given up any more');
          const done = await log.write(meeting, work);
          Object.assign(scratch.record.rounds.get(1) as RoundState, meanwhile);
          return done;
        },
      };
      const parts = { db, log: raced, proposals: {}, cosigning: {}, checkIn: {}, counting: {}, now: () => new Date(0) };
      const { toPaper } = createRounds(parts as unknown as Parameters<typeof createRounds>[0]);
      expect(await toPaper(id, 1, '停电')).toEqual(refused('wrong-phase'));
    }
  });

  test('nothing is cast between the two steps, and a card voided there stands before the end', async () => {
    const { db, log } = scratch;
    await at('voting', { sealed, open });
    const phases: unknown[] = [];
    const slow = {
      ...log,
      write: async <T>(meeting: string, work: Parameters<typeof log.write<T>>[1]) => {
        phases.push((await loadMeeting(db, id))?.phase);
        if (phases.length === 2) await insertWaiting(db, id, { type: 'void', hash: 'h', line: '{}' });
        // What a log does that appends what waits.
        if (phases.length === 3) await takeWaiting(db, id);
        return log.write(meeting, work);
      },
    };
    const parts = { db, log: slow, proposals: {}, cosigning: {}, checkIn: {}, counting: {}, now: () => new Date(0) };
    const { toPaper } = createRounds(parts as unknown as Parameters<typeof createRounds>[0]);
    expect(await toPaper(id, 1, '停电')).toEqual({ ok: true, value: true });
    expect(phases).toEqual(['voting', 'stopped', 'stopped', 'stopped']);
    expect((await loadMeeting(db, id))?.phase).toBe('check-in');
  });
});
