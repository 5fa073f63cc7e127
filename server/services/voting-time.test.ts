/** While voting is open: the pause, exchanged cards, and who is a witness (specification §3.7, §5). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import { loadMeeting, setDeskOpen, setPhase } from '../store/meeting.ts';
import { insertTokens, setFinal } from '../store/record-token.ts';
import { replaceScrutineers } from '../store/roll.ts';
import { type CardExchanges, createCardExchanges } from './card-exchanges.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import { random, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { createVotingPause, type VotingPause } from './voting-pause.ts';
import { createWitnesses, type Witnesses } from './witnesses.ts';

const refused = (error: string) => ({ ok: false, error });
let scratch: ScratchRecord;
let id: string;
let quorate: boolean;
let pause: VotingPause;
let exchanges: CardExchanges;
let witnesses: Witnesses;
beforeAll(async () => {
  scratch = await scratchRecord('voting-time');
  const checkIn = { attendance: async () => ({ quorate }) };
  pause = createVotingPause({ db: scratch.db, checkIn } as unknown as Parameters<typeof createVotingPause>[0]);
  exchanges = createCardExchanges(scratch.db);
  witnesses = createWitnesses(scratch.db, {} as Parameters<typeof createWitnesses>[1]);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  quorate = true;
  id = await createMeetingDrafts({ db: scratch.db, random }).createSample();
});
const at = (phase: Parameters<typeof setPhase>[2]) => setPhase(scratch.db, id, phase);
const phase = async () => (await loadMeeting(scratch.db, id))?.phase;

test('voting is paused while it is open, and goes on from a pause with a closed desk and a quorum only', async () => {
  expect(await pause.pause('none', '停电')).toEqual(refused('not-found'));
  expect(await pause.resume('none')).toEqual(refused('not-found'));
  for (const early of ['sealed', 'check-in', 'stopped', 'closed'] as const) {
    await at(early);
    expect(await pause.pause(id, '停电')).toEqual(refused('wrong-phase'));
    expect(await pause.resume(id)).toEqual(refused('wrong-phase'));
  }
  await at('voting');
  expect(await pause.resume(id)).toEqual(refused('wrong-phase'));
  expect(await pause.pause(id, '停电')).toEqual({ ok: true, value: undefined });
  await setDeskOpen(scratch.db, id, true);
  expect(await pause.resume(id)).toEqual(refused('desk-open'));
  await setDeskOpen(scratch.db, id, false);
  quorate = false;
  expect(await pause.resume(id)).toEqual(refused('not-quorate'));
  expect(await phase()).toBe('paused');
  quorate = true;
  expect(await pause.resume(id)).toEqual({ ok: true, value: undefined });
  expect(await phase()).toBe('voting');
});

test('a card is exchanged while voting is open or paused, once asked for, and never for one that could still vote', async () => {
  const cards = ['a', 'b', 'c'].map((card) => `${id} ${card}`) as [string, string, string];
  await insertTokens(scratch.db, id, 1, cards);
  for (const closed of ['check-in', 'stopped'] as const) {
    await at(closed);
    expect(await exchanges.ask(id, 'damaged')).toEqual(refused('wrong-phase'));
    expect(await exchanges.withdraw(id, 'damaged')).toEqual(refused('wrong-phase'));
    expect(await exchanges.confirm(id, 'damaged')).toEqual(refused('wrong-phase'));
  }
  expect(await exchanges.ask('none', 'damaged')).toEqual(refused('wrong-phase'));
  await at('voting');
  expect(await exchanges.withdraw(id, 'damaged')).toEqual(refused('exchange-not-asked'));
  expect(await exchanges.confirm(id, 'damaged')).toEqual(refused('exchange-not-asked'));
  expect(await exchanges.ask(id, 'damaged')).toMatchObject({ ok: true });
  expect(await exchanges.confirm(id, 'damaged')).toEqual(refused('card-not-closed'));
  await setFinal(scratch.db, id, 1, cards[0], { state: 'void', final: 'void-damaged' });
  expect(await exchanges.confirm(id, 'damaged')).toMatchObject({ ok: true });
  expect(await exchanges.confirm(id, 'damaged')).toEqual(refused('exchange-not-asked'));
  // One void card is exchanged once.
  await exchanges.ask(id, 'damaged');
  expect(await exchanges.confirm(id, 'damaged')).toEqual(refused('card-not-closed'));
  expect(await exchanges.withdraw(id, 'damaged')).toMatchObject({ ok: true });
  expect((await exchanges.ofRound(id, 1)).find(({ kind }) => kind === 'damaged')).toEqual({
    ...{ kind: 'damaged', asked: 1, done: 1 },
  });
});

test('witnesses are named before the sealing, each by a real key and a name of its own', async () => {
  const key = () => encodeBase64url(newSigningKey(random).publicKey);
  const [one, two] = [
    { name: 'witness.example/one', key: key() },
    { name: 'witness.example/two', key: key() },
  ];
  expect(await witnesses.save('none', [one])).toEqual(refused('not-found'));
  expect(await witnesses.save(id, [{ ...one, key: encodeBase64url(new Uint8Array(32)) }])).toEqual(
    refused('witness-key-invalid'),
  );
  expect(await witnesses.save(id, [one, { ...two, key: one.key }])).toEqual(refused('witness-repeated'));
  expect(await witnesses.save(id, [one, { ...two, name: one.name }])).toEqual(refused('witness-repeated'));
  const scrutineer = {
    index: 1,
    name: '甲',
    member: '00000000-0000-4000-8000-000000000000',
    signKey: two.key,
    cosignKey: key(),
  };
  await replaceScrutineers(scratch.db, id, [scrutineer] as unknown as Parameters<typeof replaceScrutineers>[2]);
  expect(await witnesses.save(id, [one, two])).toEqual(refused('witness-repeated'));
  expect(await witnesses.save(id, [one])).toEqual({ ok: true, value: undefined });
  await at('ceremony');
  expect(await witnesses.save(id, [])).toEqual(refused('sealed-already'));
});
