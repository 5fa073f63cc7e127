import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import { signEntry } from '../../tally/record/entry.ts';
import type { PaperRoundEntry } from '../../tally/record/paper-entries.ts';
import { makeCards } from '../../tally/roles/card-station.ts';
import { setPhase } from '../store/meeting.ts';
import { createProposals, type Proposal, type Proposals, type ProposedEntry } from './proposals.ts';
import { holdCeremony, random, recordWithRound, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'proposals';
const CARDS = 3;
const devices = [newSigningKey(random), newSigningKey(random)] as const;
const cards = (): readonly string[] => makeCards({ meetingHash: random(32), round: 1, count: CARDS, random }).tokens;

let scratch: ScratchRecord;
let proposals: Proposals;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  proposals = createProposals(scratch.db, scratch.log, random);
});
afterAll(() => scratch.close());
beforeEach(async () => {
  scratch.record = recordWithRound({});
  holdCeremony(
    scratch.record,
    devices.map(({ publicKey }) => encodeBase64url(publicKey)),
  );
  await setPhase(scratch.db, MEETING, 'cards');
});

const propose = (tokens: readonly string[]) => proposals.proposeTokens(MEETING, 1, { tokens, cards: CARDS });
async function proposed(): Promise<Proposal> {
  const made = await propose(cards());
  if (!made.ok) throw new Error(made.error);
  return made.value;
}
const refused = (error: string) => ({ ok: false, error });
const sign = (index: number, { id, entry }: Proposal, key = devices[index - 1]) =>
  proposals.sign(MEETING, index, {
    proposal: id,
    signature: signEntry(entry, scrutineerAuthor(index), (key ?? devices[0]).secretKey).signature,
  });

test('a list of cards is proposed while cards are made, of as many as are needed (§5)', async () => {
  await setPhase(scratch.db, MEETING, 'sealed');
  expect(await propose(cards())).toEqual(refused('wrong-phase'));
  await setPhase(scratch.db, MEETING, 'cards');
  expect(await propose(cards().slice(1))).toEqual(refused('wrong-card-count'));
  expect(await propose(cards())).toMatchObject({ ok: true });
  scratch.record.ceremony.rehearsals.clear();
  expect(await propose(cards())).toEqual(refused('wrong-phase'));
});

test('its tokens are sorted, distinct, on the curve, and none of another round', async () => {
  const [one = '', two = '', three = ''] = cards();
  expect(await propose([two, one, three])).toEqual(refused('tokens-malformed'));
  expect(await propose([one, one, three])).toEqual(refused('tokens-malformed'));
  expect(await propose([encodeBase64url(new Uint8Array(32)), two, three])).toEqual(refused('tokens-malformed'));
  scratch.record.rounds.set(2, { tokens: { entry: { tokens: [two] } } } as never);
  expect(await propose([one, two, three])).toEqual(refused('tokens-malformed'));
});

test('no list follows the one that everybody has signed', async () => {
  const { meeting } = scratch.record;
  scratch.record = recordWithRound({ tokens: { entry: { tokens: [] } } });
  scratch.record.meeting = meeting;
  expect(await propose(cards())).toEqual(refused('tokens-sealed'));
});

test('a proposal is signed by each scrutineer once, with the key that the meeting declares', async () => {
  const proposal = await proposed();
  expect(await sign(1, proposal, newSigningKey(random))).toEqual(refused('signature-invalid'));
  expect(await sign(1, proposal, devices[1])).toEqual(refused('signature-invalid'));
  expect(await sign(3, proposal)).toEqual(refused('signature-invalid'));
  expect(await proposals.sign(MEETING, 1, { proposal: proposal.id, signature: 'none' })).toEqual(
    refused('signature-invalid'),
  );
  expect(await sign(1, proposal)).toMatchObject({ ok: true, value: { complete: false } });
  expect(await sign(1, proposal)).toEqual(refused('already-signed'));
  expect(await sign(2, proposal)).toMatchObject({ ok: true, value: { complete: true } });
  expect(scratch.appended).toContainEqual(expect.objectContaining({ type: 'tokens' }));
  expect(await sign(2, proposal)).toEqual(refused('proposal-unknown'));
});

test('what was withdrawn, complete or never proposed is neither signed nor withdrawn', async () => {
  const proposal = await proposed();
  expect(await proposals.withdraw(MEETING, proposal.id)).toEqual({ ok: true, value: true });
  expect(await proposals.withdraw(MEETING, proposal.id)).toEqual(refused('proposal-unknown'));
  expect(await proposals.withdraw('elsewhere', (await proposed()).id)).toEqual(refused('proposal-unknown'));
  expect(await sign(1, proposal)).toEqual(refused('proposal-unknown'));
  expect(await sign(1, { ...proposal, id: 'none' })).toEqual(refused('proposal-unknown'));
});

test('of a list of cards and a round on paper that both wait, the one that is signed first ends the other', async () => {
  const onPaper = { type: 'paper-round', version: 1, round: 1 } as PaperRoundEntry as ProposedEntry;
  for (const first of ['tokens', 'paper-round']) {
    await setPhase(scratch.db, MEETING, 'cards');
    const list = await proposed();
    const { id } = await scratch.log.write(MEETING, (writer) => proposals.propose(writer, MEETING, 1, onPaper));
    const paper = await proposals.find(MEETING, id);
    if (paper === undefined) throw new Error('not proposed');
    const [done, other] = first === 'tokens' ? [list, paper] : [paper, list];
    expect(await sign(1, done)).toMatchObject({ ok: true, value: { complete: false } });
    expect(await sign(1, other)).toMatchObject({ ok: true, value: { complete: false } });
    expect(await sign(2, done)).toMatchObject({ ok: true, value: { complete: true } });
    expect(await sign(2, other)).toEqual(refused('proposal-unknown'));
    expect(await proposals.collecting(MEETING)).toEqual([]);
  }
});
