import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { setPhase } from '../store/meeting.ts';
import { insertProposal } from '../store/record-proposal.ts';
import { insertTokens, setFinal } from '../store/record-token.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import { createLeftOverCards, type LeftOverCards } from './left-over-cards.ts';
import { random, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'left-over-cards';
const OPEN = { sealed: { entry: {}, hash: encodeBase64url(random(32)) }, open: {} };
let scratch: ScratchRecord;
let cards: LeftOverCards;
let isSigned: boolean;

beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  const pool = { checkTokenSignature: async () => isSigned };
  cards = createLeftOverCards(scratch.db, scratch.log, pool as unknown as ProofPool);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  isSigned = true;
  scratch.record = recordWithRound(OPEN);
  await setPhase(scratch.db, MEETING, 'stopped');
});

async function card(): Promise<string> {
  const T = encodeBase64url(random(32));
  await insertTokens(scratch.db, MEETING, 1, [T]);
  return T;
}
const voided = (T: string) => cards.void(MEETING, { T, action: 'void-unissued', R: 'R', s: 's' });
const refused = (error: string) => ({ ok: false, error });

test('a card is void by its own signature after the stop (§5)', async () => {
  const T = await card();
  isSigned = false;
  expect(await voided(T)).toEqual(refused('signature-invalid'));
  isSigned = true;
  expect(await voided(T)).toEqual({ ok: true, value: { round: 1 } });
  expect(await voided(T)).toEqual(refused('card-void'));
});

test('no card before the opening, of a round on paper, or while voting goes on', async () => {
  const T = await card();
  scratch.record = recordWithRound({ ...OPEN, open: undefined });
  expect(await voided(T)).toEqual(refused('wrong-phase'));
  scratch.record = recordWithRound({ ...OPEN, paper: {} });
  expect(await voided(T)).toEqual(refused('wrong-phase'));
  scratch.record = recordWithRound(OPEN);
  await setPhase(scratch.db, MEETING, 'voting');
  expect(await voided(T)).toEqual(refused('wrong-phase'));
});

test('no card that is not listed, whoever signs, and none that was cast', async () => {
  isSigned = false;
  expect(await voided(encodeBase64url(random(32)))).toEqual(refused('card-unknown'));
  isSigned = true;
  const T = await card();
  await setFinal(scratch.db, MEETING, 1, T, { state: 'cast', ballotHash: 'h' });
  expect(await voided(T)).toEqual(refused('card-cast'));
});

test('no card once a close was proposed: the last group of events stands in the log', async () => {
  const T = await card();
  await insertProposal(scratch.db, { id: 'close', meeting: MEETING, round: 1, kind: 'close', body: '{}' });
  expect(await voided(T)).toEqual(refused('wrong-phase'));
});
