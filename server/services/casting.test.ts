import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BallotObject } from '../../crypto/ballot-object.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { Verdict } from '../../tally/record/ballot-entries.ts';
import { setPhase } from '../store/meeting.ts';
import { insertTokens, setFinal, setPending } from '../store/record-token.ts';
import type { PendingVerdict } from '../workers/proof-jobs.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import { type BallotBox, createBallotBox } from './casting.ts';
import { random, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'castings';
const CTX = encodeBase64url(random(32));
const SIGNED = { R: 'R', s: 's' };
const OPEN = recordWithRound({ sealed: { entry: { K: 'K', cards: 9, contests: [] }, hash: CTX }, open: {} });

let scratch: ScratchRecord;
let box: BallotBox;
/** What the worker threads say, and what happens while they think. */
let proof: PendingVerdict;
let isSigned: boolean;
let opened: Verdict;
let meanwhile: () => Promise<void>;

beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  const pool = {
    checkPending: async () => {
      await meanwhile();
      return proof;
    },
    checkTokenSignature: async () => isSigned,
    checkOpening: async () => opened,
  };
  box = createBallotBox(scratch.db, scratch.log, pool as unknown as ProofPool);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  [proof, isSigned, opened, meanwhile] = ['valid', true, 'matches', async () => {}];
  scratch.record = OPEN;
  await setPhase(scratch.db, MEETING, 'voting');
});

/** A listed card that nobody has used. */
async function card(): Promise<string> {
  const T = encodeBase64url(random(32));
  await insertTokens(scratch.db, MEETING, 1, [T]);
  return T;
}
const end = (T: string, state: 'cast' | 'challenged' | 'void') =>
  setFinal(
    scratch.db,
    MEETING,
    1,
    T,
    state === 'cast'
      ? { state, ballotHash: 'h' }
      : state === 'void'
        ? { state, final: 'void-returned' }
        : { state, ballotHash: 'h', final: 'matches' },
  );
const ballotOf = (T: string): BallotObject => ({
  ...{ E: [['a', 'b']], L: ['c', 'd'], T, V: 'V', Z: 'Z', ctx: CTX, f: ['f'], r: 'r', z: 'z' },
});
const pending = (T: string, change: object = {}) =>
  box.submitPending(MEETING, { ballot: { ...ballotOf(T), ...change }, ...SIGNED });
const ending = (action: 'cast' | 'challenge', T: string, h = 'h') =>
  action === 'cast'
    ? box.cast(MEETING, { T, h, ...SIGNED })
    : box.challenge(MEETING, { T, h, ...SIGNED, marks: [[0]], seed: 'seed' });
const hold = (T: string) => setPending(scratch.db, MEETING, 1, T, { ballotHash: 'h', ballot: '{}' });
const refused = (error: string) => ({ ok: false, error });

test('a ballot is held once everything about it is right', async () => {
  expect(await pending(await card())).toMatchObject({ ok: true });
});

test('no ballot is held before the opening, and none after the stop', async () => {
  const T = await card();
  scratch.record = recordWithRound({});
  expect(await pending(T)).toEqual(refused('voting-closed'));
  scratch.record = OPEN;
  await setPhase(scratch.db, MEETING, 'stopped');
  expect(await pending(T)).toEqual(refused('voting-closed'));
});

test('no ballot of another shape, of another round, or without a proof is held', async () => {
  const T = await card();
  expect(await pending(T, { extra: 1 })).toEqual(refused('malformed'));
  expect(await pending(T, { ctx: encodeBase64url(random(32)) })).toEqual(refused('proof-invalid'));
  for (const verdict of ['proof-invalid', 'signature-invalid'] as const) {
    proof = verdict;
    expect(await pending(T)).toEqual(refused(verdict));
  }
});

test('the state of a card is told before a proof costs anything', async () => {
  proof = 'proof-invalid';
  expect(await pending(encodeBase64url(random(32)))).toEqual(refused('card-unknown'));
  for (const [state, error] of [
    ['cast', 'card-cast'],
    ['challenged', 'card-challenged'],
    ['void', 'card-void'],
  ] as const) {
    const T = await card();
    await end(T, state);
    expect(await pending(T)).toEqual(refused(error));
  }
});

test('a card that reaches its end while its ballot is checked holds no ballot any more', async () => {
  const T = await card();
  meanwhile = () => end(T, 'cast');
  expect(await pending(T)).toEqual(refused('card-cast'));
});

test.each(['cast', 'challenge'] as const)(
  '%s: of an open round, by the card itself, of the ballot held',
  async (action) => {
    const T = await card();
    expect(await ending(action, T)).toEqual(refused('not-pending'));
    await hold(T);
    scratch.record = recordWithRound({});
    expect(await ending(action, T)).toEqual(refused('voting-closed'));
    scratch.record = OPEN;
    isSigned = false;
    expect(await ending(action, T)).toEqual(refused('signature-invalid'));
    isSigned = true;
    expect(await ending(action, T, 'other')).toEqual(refused('not-pending'));
    await setPhase(scratch.db, MEETING, 'stopped');
    expect(await ending(action, T)).toEqual(refused('voting-closed'));
    await setPhase(scratch.db, MEETING, 'voting');
    expect(await ending(action, T)).toMatchObject({ ok: true });
    expect(await ending(action, T, 'other')).toEqual(refused(action === 'cast' ? 'card-cast' : 'card-challenged'));
    expect(await ending(action, encodeBase64url(random(32)))).toEqual(refused('card-unknown'));
    const voided = await card();
    await end(voided, 'void');
    expect(await ending(action, voided)).toEqual(refused('card-void'));
  },
);

test('a ballot opened once more in another way is answered as it stands in the record', async () => {
  for (const [first, again] of [
    ['matches', 'differs'],
    ['differs', 'matches'],
  ] as const) {
    const T = await card();
    await hold(T);
    opened = first;
    expect(await ending('challenge', T)).toMatchObject({ ok: true, value: { verdict: first } });
    opened = again;
    expect(await ending('challenge', T)).toMatchObject({ ok: true, value: { verdict: first } });
  }
});

test('a status needs a listed card, its signature, and a ballot that was accepted', async () => {
  const ask = (T: string) => box.status(MEETING, { T, ...SIGNED });
  expect(await ask(encodeBase64url(random(32)))).toEqual(refused('card-unknown'));
  const T = await card();
  isSigned = false;
  expect(await ask(T)).toEqual(refused('signature-invalid'));
  isSigned = true;
  expect(await ask(T)).toEqual(refused('nothing-accepted'));
  await hold(T);
  expect(await ask(T)).toEqual(refused('nothing-accepted'));
  await end(T, 'cast');
  expect(await ask(T)).toMatchObject({ ok: true, value: { state: 'cast', h: 'h' } });
  const voided = await card();
  await end(voided, 'void');
  expect(await ask(voided)).toEqual(refused('nothing-accepted'));
});
