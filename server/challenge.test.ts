import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ballotCode, ballotHash } from '../crypto/ballot.ts';
import { encodeBase64url } from '../crypto/encoding/base64url.ts';
import { setCounters } from '../tally/challenge/opened-marks.ts';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import type { Card } from '../tally/roles/card-station.ts';
import {
  castMessage,
  challengeMessage,
  type PendingBallot,
  statusMessage,
  verifyAnswer,
} from '../tally/roles/voter.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import * as kiosk from './contract/kiosk.ts';
import { organizerMeeting, pauseRound, resumeRound } from './contract/organizer.ts';
import { recordFile } from './contract/public.ts';
import { approving, openElection, random, type ScratchElection, text } from './scratch-election.ts';

let election: ScratchElection;
let next = 0;

beforeAll(async () => {
  election = await openElection();
}, 240_000);
afterAll(() => election.close());

const draw = (): Card => {
  const card = election.drawn[next];
  next += 1;
  if (card === undefined) throw new Error('the box is empty');
  return card;
};
const hold = async (card: Card, approvals = 3): Promise<PendingBallot> => {
  const pending = election.prepare(card, approving(election, approvals));
  await election.kiosk.call(kiosk.submitPending, { body: pending.message });
  return pending;
};
type Message = ReturnType<typeof challengeMessage>;
const opening = (card: Card, pending: PendingBallot): Message =>
  challengeMessage(election.round, election.read(card), pending, random);
const challenge = (message: Message) =>
  election.kiosk.ask(kiosk.challengeBallot, { body: { ...message, marks: message.marks.map((bits) => [...bits]) } });
const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';
const record = () => election.kiosk.call(recordFile, { params: { meeting: election.meeting } });
const box = async () => {
  const { rounds } = await election.run.organizer.call(organizerMeeting, { params: { meeting: election.meeting } });
  return rounds[0]?.box;
};

describe('a challenge (specification §7.5)', () => {
  test('opens the pending ballot, is answered with a signature over (challenged, ctx, T, h), and repeats its answer', async () => {
    const card = draw();
    const pending = await hold(card);
    const message = opening(card, pending);
    const answer = await challenge(message);
    if (!answer.ok) throw new Error(answer.error.code);
    expect(answer.value.verdict).toBe('matches');
    const read = election.read(card);
    expect(verifyAnswer(election.round, 'challenged', read, pending.h, answer.value.signature)).toBe(true);
    expect(verifyAnswer(election.round, 'accepted', read, pending.h, answer.value.signature)).toBe(false);
    expect(await challenge(message)).toEqual(answer);
    const status = await election.kiosk.call(kiosk.askStatus, { body: statusMessage(election.round, read, random) });
    expect(status).toEqual({ state: 'challenged', h: text(pending.h), signature: answer.value.signature });
  });

  test('closes the card for ever: no second ballot, no cast of the opened one, no cast by its pending signature', async () => {
    const card = draw();
    const pending = await hold(card);
    await challenge(opening(card, pending));
    const read = election.read(card);
    const again = election.prepare(card);
    expect(code(await election.kiosk.ask(kiosk.submitPending, { body: again.message as never }))).toBe(
      'card-challenged',
    );
    const cast = castMessage(election.round, read, pending.h, random);
    expect(code(await election.kiosk.ask(kiosk.castBallot, { body: cast }))).toBe('card-challenged');
    const asked = await election.kiosk.call(kiosk.askToken, { body: { T: read.listed } });
    expect(asked).toEqual({ state: 'challenged', round: 1 });
  });

  test('a cast ballot is not opened: that would show how somebody voted', async () => {
    const card = draw();
    const pending = await hold(card);
    const cast = castMessage(election.round, election.read(card), pending.h, random);
    await election.kiosk.call(kiosk.castBallot, { body: cast });
    expect(code(await challenge(opening(card, pending)))).toBe('card-cast');
  });

  test('needs the card, and the ballot that is pending', async () => {
    const card = draw();
    const pending = await hold(card);
    const message = opening(card, pending);
    const cast = castMessage(election.round, election.read(card), pending.h, random);
    expect(code(await challenge({ ...message, R: cast.R, s: cast.s }))).toBe('signature-invalid');
    expect(code(await challenge({ ...message, R: pending.message.R, s: pending.message.s }))).toBe('signature-invalid');
    const never = election.prepare(card);
    expect(code(await challenge(opening(card, never)))).toBe('not-pending');
    const elsewhere = draw();
    expect(code(await challenge(opening(elsewhere, election.prepare(elsewhere))))).toBe('not-pending');
    const asked = await election.kiosk.call(kiosk.askToken, { body: { T: message.T } });
    expect(asked.state).toBe('free');
  });

  test('has no member for a card: the seed or τ beside an opening is refused unread (§11)', async () => {
    const card = draw();
    const message = opening(card, await hold(card));
    for (const extra of [{ tau: message.seed }, { card: card.text }]) {
      expect(code(await challenge({ ...message, ...extra } as Message))).toBe('malformed');
    }
    expect((await election.kiosk.call(kiosk.askToken, { body: { T: message.T } })).state).toBe('free');
  });

  test('waits while voting is paused, as a cast does; an answer already given is given again', async () => {
    const params = { meeting: election.meeting, round: '1' };
    const [before, during] = [draw(), draw()];
    const [done, held] = [await hold(before), await hold(during)];
    const message = opening(before, done);
    const answer = await challenge(message);
    await election.run.organizer.call(pauseRound, { params, body: { reason: '换机器' } });
    expect(code(await challenge(opening(during, held)))).toBe('voting-closed');
    expect(await challenge(message)).toEqual(answer);
    await election.run.organizer.call(resumeRound, { params, body: {} });
    expect(code(await challenge(opening(during, held)))).toBe('accepted');
  });

  test('is one of cast and challenge, when both are asked at once', async () => {
    const card = draw();
    const pending = await hold(card);
    const cast = castMessage(election.round, election.read(card), pending.h, random);
    const answers = await Promise.all([
      election.kiosk.ask(kiosk.castBallot, { body: cast }),
      challenge(opening(card, pending)),
      election.kiosk.ask(kiosk.castBallot, { body: cast }),
      challenge(opening(card, pending)),
    ]);
    const [state] = [(await election.kiosk.call(kiosk.askToken, { body: { T: cast.T } })).state];
    expect(answers.map(({ ok }) => ok)).toEqual(answers.map((_, at) => (at % 2 === 0) === (state === 'cast')));
  });
});

describe('what a challenge leaves behind', () => {
  test('an opening that is not the ballot is recorded as such, and a second opening changes nothing', async () => {
    const card = draw();
    const pending = await hold(card, 3);
    const other = election.prepare(card, approving(election, 2));
    const lie = { ...opening(card, pending), marks: other.bits };
    const answer = await challenge(lie);
    expect(answer).toMatchObject({ ok: true, value: { verdict: 'differs' } });
    expect(await challenge(opening(card, pending))).toEqual(answer);

    const illegal = draw();
    const full = await hold(illegal);
    const marks = full.bits.map((bits) => bits.map(() => 1 as const));
    expect(await challenge({ ...opening(illegal, full), marks })).toMatchObject({ value: { verdict: 'differs' } });
    const shape = draw();
    const empty = await hold(shape);
    expect(await challenge({ ...opening(shape, empty), marks: [] })).toMatchObject({ value: { verdict: 'differs' } });
    expect((await box())?.differing).toBe(3);
  });

  test('the entry stands in the record with opening and verdict, is not counted, and every reader finds the lies', async () => {
    for (let at = 0; at < 5; at++) await election.vote(draw());
    const all = async () => entriesOf(readRecord(await record()), 'challenge').map(({ entry }) => entry);
    const counted = await box();
    const here = async () => {
      const inRecord = readRecord(await record()).leaves;
      const ballots = inRecord.filter(
        (leaf) => leaf.kind === 'entry' && (leaf.entry.type === 'cast' || leaf.entry.type === 'challenge'),
      );
      return (counted?.cast ?? 0) + (counted?.challenged ?? 0) - ballots.length;
    };
    // Fewer than a group wait for more.
    await expect.poll(here, { timeout: 10_000 }).toBeLessThan(5);
    const entries = await all();
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      expect(Object.keys(entry).sort()).toEqual(['R', 'ballot', 'marks', 's', 'seed', 'type', 'verdict']);
      expect(ballotCode(ballotHash(entry.ballot))).toHaveLength(16);
    }
    const matching = entries.find(({ verdict }) => verdict === 'matches');
    expect(matching === undefined ? [] : setCounters(matching.marks)).toEqual([[0, 2, 4]]);
    const { findings } = await verifyRecord(await record(), { random });
    const lies = entries.filter(({ verdict }) => verdict === 'differs').length;
    expect(findings.filter(({ code: found }) => found === 'challenge-differs')).toHaveLength(lies);
    expect(findings.filter(({ code: found }) => found === 'challenge-verdict-wrong')).toEqual([]);
  });

  test('no card is published with an opening: neither its seed nor its text (§11)', async () => {
    const [entry] = entriesOf(readRecord(await record()), 'challenge');
    if (entry === undefined) throw new Error('no challenge is in the log');
    const published = JSON.stringify(entry.entry);
    for (const card of [...election.drawn, ...election.leftOver]) {
      expect(published).not.toContain(encodeBase64url(card.seed));
      expect(published).not.toContain(card.text);
    }
  });
});
