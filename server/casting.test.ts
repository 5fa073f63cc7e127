import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ballotFromObject, ballotToObject } from '../crypto/ballot.ts';
import { decodeBase64url } from '../crypto/encoding/base64url.ts';
import { newSigningKey, signObject } from '../crypto/sign.ts';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { makeCards } from '../tally/roles/card-station.ts';
import { answerObject, castMessage, prepareBallot, statusMessage, verifyAnswer } from '../tally/roles/voter.ts';
import { submitTokens } from './contract/card-station.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import { pair, recordFile } from './contract/public.ts';
import { screenState } from './contract/screen.ts';
import { openSession } from './rehearsal/session.ts';
import { stopVoting } from './rehearsal/stages.ts';
import { approving, openElection, random, type ScratchElection, text } from './scratch-election.ts';

let election: ScratchElection;
let next = 0;

beforeAll(async () => {
  election = await openElection();
}, 240_000);
afterAll(() => election.close());

/** A card nobody has used yet. */
const draw = () => {
  const card = election.drawn[next];
  next += 1;
  if (card === undefined) throw new Error('the box is empty');
  return card;
};
const pendingOf = (message: object) => election.kiosk.ask(kiosk.submitPending, { body: message as never });
const castOf = (message: object) => election.kiosk.ask(kiosk.castBallot, { body: message as never });
const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';
const record = async () => readRecord(await election.kiosk.call(recordFile, { params: { meeting: election.meeting } }));

describe('pending and cast (specification §7)', () => {
  test('a ballot is accepted with a signature over (accepted, ctx, T, h), and repeating gives the same answer', async () => {
    const card = draw();
    const pending = election.prepare(card, approving(election, 3));
    const held = await election.kiosk.call(kiosk.submitPending, { body: pending.message });
    expect(verifyAnswer(election.round, 'pending', election.read(card), pending.h, held.signature)).toBe(true);
    expect(await election.kiosk.call(kiosk.submitPending, { body: pending.message })).toEqual(held);
    const message = castMessage(election.round, election.read(card), pending.h, random);
    const accepted = await election.kiosk.call(kiosk.castBallot, { body: message });
    expect(verifyAnswer(election.round, 'accepted', election.read(card), pending.h, accepted.signature)).toBe(true);
    expect(await election.kiosk.call(kiosk.castBallot, { body: message })).toEqual(accepted);
    const status = await election.kiosk.call(kiosk.askStatus, {
      body: statusMessage(election.round, election.read(card), random),
    });
    expect(status).toEqual({ state: 'cast', h: text(pending.h), signature: accepted.signature });
  });

  test('a second ballot by the same token is refused, pending or cast (§11)', async () => {
    const card = draw();
    await election.vote(card);
    const second = election.prepare(card, approving(election, 1));
    expect(code(await pendingOf(second.message))).toBe('card-cast');
    expect(code(await castOf(castMessage(election.round, election.read(card), second.h, random)))).toBe('card-cast');
    const asked = await election.kiosk.call(kiosk.askToken, { body: { T: election.read(card).listed } });
    expect(asked).toEqual({ state: 'cast', round: 1 });
  });

  test('a token that is not listed can do nothing (§11)', async () => {
    const meetingHash = random(32);
    const [stranger] = makeCards({ meetingHash, round: 1, count: 1, random }).cards;
    if (stranger === undefined) throw new Error('no card');
    const pending = election.prepare(stranger);
    expect(code(await pendingOf(pending.message))).toBe('card-unknown');
    const message = castMessage(election.round, election.read(stranger), pending.h, random);
    expect(code(await castOf(message))).toBe('card-unknown');
    const asked = await election.kiosk.call(kiosk.askToken, { body: { T: election.read(stranger).listed } });
    expect(asked).toEqual({ state: 'unknown', round: null });
  });

  test('a kiosk of another meeting knows nothing of this one’s cards and casts nothing with them', async () => {
    const card = draw();
    const pending = election.prepare(card);
    await election.kiosk.call(kiosk.submitPending, { body: pending.message });
    const { id } = await election.run.organizer.call(organizer.createMeeting, { body: { start: 'sample' } });
    const { code: pairing } = await election.run.organizer.call(organizer.addMachine, {
      params: { meeting: id },
      body: { role: 'kiosk', name: '别处的投票机' },
    });
    const stranger = openSession(election.base);
    await stranger.call(pair, { body: { code: pairing } });
    const asked = await stranger.call(kiosk.askToken, { body: { T: election.read(card).listed } });
    expect(asked).toEqual({ state: 'unknown', round: null });
    const cast = castMessage(election.round, election.read(card), pending.h, random);
    expect(code(await stranger.ask(kiosk.submitPending, { body: pending.message }))).toBe('voting-closed');
    expect(code(await stranger.ask(kiosk.castBallot, { body: cast }))).toBe('voting-closed');
    const status = statusMessage(election.round, election.read(card), random);
    expect(code(await stranger.ask(kiosk.askStatus, { body: status }))).toBe('card-unknown');
    expect(code(await castOf(cast))).toBe('accepted');
  });

  test('no token is listed after the list was signed: nothing can be minted (§5, §11)', async () => {
    const { code: pairing } = await election.run.organizer.call(organizer.addMachine, {
      params: { meeting: election.meeting },
      body: { role: 'card-station', name: '制卡机二' },
    });
    const station = openSession(election.base);
    await station.call(pair, { body: { code: pairing } });
    const { tokens } = makeCards({ meetingHash: random(32), round: 1, count: 80, random });
    expect(code(await station.ask(submitTokens, { body: { round: 1, tokens: [...tokens] } }))).toBe('tokens-sealed');
  });

  test('a ballot that was never pending, or was replaced by a newer one, cannot be cast', async () => {
    const card = draw();
    const first = election.prepare(card);
    const message = castMessage(election.round, election.read(card), first.h, random);
    expect(code(await castOf(message))).toBe('not-pending');
    await election.kiosk.call(kiosk.submitPending, { body: first.message });
    const second = election.prepare(card, approving(election, 5));
    await election.kiosk.call(kiosk.submitPending, { body: second.message });
    expect(code(await castOf(message))).toBe('not-pending');
    expect(code(await castOf(castMessage(election.round, election.read(card), second.h, random)))).toBe('accepted');
  });

  test('a pending signature is no cast signature: nobody but the card can turn pending into cast (§11)', async () => {
    const card = draw();
    const pending = election.prepare(card);
    await election.kiosk.call(kiosk.submitPending, { body: pending.message });
    const { R, s } = pending.message;
    const replayed = { T: election.read(card).listed, h: text(pending.h), R, s };
    expect(code(await castOf(replayed))).toBe('signature-invalid');
    const other = castMessage(election.round, election.read(draw()), pending.h, random);
    expect(code(await castOf({ ...replayed, R: other.R, s: other.s }))).toBe('signature-invalid');
    expect((await election.kiosk.call(kiosk.askToken, { body: { T: replayed.T } })).state).toBe('free');
  });

  test('a ballot moved to another token, or made for another round, has no proof (§11)', async () => {
    const [from, to] = [draw(), draw()];
    const { message } = election.prepare(from);
    const moved = { ...message.ballot, T: election.read(to).listed };
    expect(code(await pendingOf({ ...message, ballot: moved }))).toBe('proof-invalid');
    const otherRound = { ...election.round, ctx: random(32) };
    const foreign = prepareBallot(otherRound, election.read(to), approving(election, 1), random);
    expect(code(await pendingOf(foreign.message))).toBe('proof-invalid');
  });

  test('a changed or non-canonical ballot is refused, and its card stays free (§11)', async () => {
    const card = draw();
    const { message } = election.prepare(card);
    const { ballot } = message;
    const swapped = [...ballot.f];
    [swapped[0], swapped[1]] = [swapped[1] as string, swapped[0] as string];
    expect(code(await pendingOf({ ...message, ballot: { ...ballot, f: swapped } }))).toBe('proof-invalid');
    expect(code(await pendingOf({ ...message, ballot: { ...ballot, extra: 1 } }))).toBe('malformed');
    expect(code(await pendingOf({ ...message, ballot: { ...ballot, V: '_'.repeat(43) } }))).toBe('proof-invalid');
    const identity = text(new Uint8Array(32));
    const E = ballot.E.map(([, second]) => [identity, second]);
    expect(code(await pendingOf({ ...message, ballot: { ...ballot, E } }))).toBe('proof-invalid');
    expect(ballotToObject(ballotFromObject(ballot))).toEqual(ballot);
    expect(code(await pendingOf(message))).toBe('accepted');
  });

  test('a pending token signature over another ballot is named as such', async () => {
    const card = draw();
    const [a, b] = [election.prepare(card), election.prepare(card)];
    const crossed = { ...a.message, R: b.message.R, s: b.message.s };
    expect(code(await pendingOf(crossed))).toBe('signature-invalid');
  });

  test('a status needs the card, and a card that has not cast has none', async () => {
    const card = draw();
    const message = statusMessage(election.round, election.read(card), random);
    expect(code(await election.kiosk.ask(kiosk.askStatus, { body: message }))).toBe('nothing-accepted');
    const forged = { ...message, s: statusMessage(election.round, election.read(draw()), random).s };
    expect(code(await election.kiosk.ask(kiosk.askStatus, { body: forged }))).toBe('signature-invalid');
  });

  test('many requests of one card at once end in one cast', async () => {
    const card = draw();
    const ballots = [election.prepare(card), election.prepare(card, approving(election, 2))];
    await Promise.all(ballots.map(({ message }) => pendingOf(message)));
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) => {
        const { h } = ballots[at % 2] as (typeof ballots)[number];
        return castOf(castMessage(election.round, election.read(card), h, random));
      }),
    );
    const accepted = new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.signature] : [])));
    expect(accepted.size).toBe(1);
    const refused = new Set(answers.filter(({ ok }) => !ok).map(code));
    expect([...refused].every((one) => one === 'not-pending' || one === 'card-cast')).toBe(true);
  });
});

describe('what the record and the database show while voting is open', () => {
  test('events enter the log in groups of at least five, sorted by hash, each ending with a checkpoint (§3)', async () => {
    const inLog = async () => entriesOf(await record(), 'cast').length;
    const before = await inLog();
    for (let at = 0; at < 6; at++) await election.vote(draw());
    // The group is appended behind the answer, not before it.
    await expect.poll(inLog, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + 5);
    const { lines } = await record();
    const groups: string[][] = [];
    let group: string[] = [];
    for (const line of lines) {
      if (line.kind === 'entry' && line.entry.type === 'cast') group.push(Buffer.from(line.hash).toString('hex'));
      else {
        if (line.kind === 'checkpoint' && group.length > 0) groups.push(group);
        group = [];
      }
    }
    expect(groups.length).toBeGreaterThan(0);
    for (const hashes of groups) {
      expect(hashes.length).toBeGreaterThanOrEqual(5);
      expect(hashes).toEqual([...hashes].sort());
    }
    expect(group).toEqual([]);
  });

  test('the big screen counts by groups of the log, never ballot by ballot (UX 5.6)', async () => {
    const { code: pairing } = await election.run.organizer.call(organizer.addMachine, {
      params: { meeting: election.meeting },
      body: { role: 'screen', name: '大屏' },
    });
    const screen = openSession(election.base);
    await screen.call(pair, { body: { code: pairing } });
    await election.run.organizer.call(organizer.saveScreenView, {
      params: { meeting: election.meeting },
      body: { view: 'voting' },
    });
    const shown = async () => (await screen.call(screenState)).voting?.cast;
    const inLog = entriesOf(await record(), 'cast').length;
    expect(await shown()).toBe(inLog);
    await election.vote(draw());
    const box = (await election.kiosk.call(kiosk.kioskState)).cast;
    expect(box).toBeGreaterThan(inLog);
    expect(await shown()).toBe(entriesOf(await record(), 'cast').length);
    expect((await screen.call(screenState)).result).toBeNull();
  });

  test('a row of a token says T, its state and the ballot: no time, no kiosk, no number of a person (§5)', async () => {
    const columns = await election.hall.db.execute<{ column_name: string }>(
      sql`select column_name from information_schema.columns where table_name = 'token'`,
    );
    expect([...columns].map(({ column_name: name }) => name).sort()).toEqual(
      ['ballot', 'ballot_hash', 'final', 'meeting', 'round', 'state', 't'].sort(),
    );
  });
});

describe('acceptances that kiosks hand over (§3)', () => {
  test('only what the receipts key signed is taken', async () => {
    const card = draw();
    const pending = election.prepare(card);
    await election.kiosk.call(kiosk.submitPending, { body: pending.message });
    const accepted = await election.kiosk.call(kiosk.castBallot, {
      body: castMessage(election.round, election.read(card), pending.h, random),
    });
    const T = election.read(card).listed;
    const acceptance = { ctx: text(election.round.ctx), T, h: text(pending.h), signature: accepted.signature };
    const forger = newSigningKey(random);
    const forged = text(signObject(answerObject('accepted', election.round.ctx, T, random(32)), forger.secretKey));
    const hand = (acceptances: object[]) =>
      election.kiosk.ask(kiosk.submitAcceptances, { body: { acceptances: acceptances as never } });
    expect(code(await hand([acceptance, { ...acceptance, h: text(random(32)), signature: forged }]))).toBe(
      'signature-invalid',
    );
    expect(
      code(await hand([{ ...acceptance, signature: text(decodeBase64url(acceptance.signature).reverse()) }])),
    ).toBe('signature-invalid');
    expect(await hand([acceptance])).toEqual({ ok: true, value: { held: 1 } });
  });
});

describe('the end of voting', () => {
  test('after the stop nothing is cast, a pending ballot is worth nothing, and an old acceptance is still given', async () => {
    const { office, params } = { office: election.run.organizer, params: { meeting: election.meeting, round: '1' } };
    const [late, before] = [draw(), draw()];
    const pending = election.prepare(late);
    await election.kiosk.call(kiosk.submitPending, { body: pending.message });
    const done = election.prepare(before);
    await election.kiosk.call(kiosk.submitPending, { body: done.message });
    const message = castMessage(election.round, election.read(before), done.h, random);
    const accepted = await election.kiosk.call(kiosk.castBallot, { body: message });
    const refusedStop = { params, body: { secondOfficial: { ...election.run.second, password: '别人' } } };
    expect(code(await office.ask(organizer.stopRound, refusedStop))).toBe('second-official-needed');
    await stopVoting(election.run, params.round);

    expect(code(await castOf(castMessage(election.round, election.read(late), pending.h, random)))).toBe(
      'voting-closed',
    );
    expect(code(await pendingOf(election.prepare(draw()).message))).toBe('voting-closed');
    expect(await election.kiosk.call(kiosk.castBallot, { body: message })).toEqual(accepted);
    const casts = entriesOf(await record(), 'cast').map(({ entry }) => entry.ballot.T);
    expect(casts).not.toContain(election.read(late).listed);
  });
});
