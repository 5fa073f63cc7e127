import { expect, test } from 'vitest';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { challengeMessage } from '../tally/roles/voter.ts';
import * as kiosk from './contract/kiosk.ts';
import * as organizer from './contract/organizer.ts';
import { recordFile } from './contract/public.ts';
import { settle, signAll } from './rehearsal/stages.ts';
import { approving, openElection, proposeClose, random, type ScratchElection } from './scratch-election.ts';

async function voted(election: ScratchElection, casts: number): Promise<void> {
  for (const card of election.drawn.slice(0, casts)) await election.vote(card);
}

/** A ballot is opened, and the marks beside it are not those it was made of. */
async function caughtKiosk(election: ScratchElection): Promise<void> {
  await voted(election, 5);
  const card = election.drawn[5];
  if (card === undefined) throw new Error('the box is empty');
  const pending = election.prepare(card, approving(election, 3));
  await election.kiosk.call(kiosk.submitPending, { body: pending.message });
  const other = election.prepare(card, approving(election, 2));
  const message = { ...challengeMessage(election.round, election.read(card), pending, random), marks: other.bits };
  const body = { ...message, marks: message.marks.map((bits) => [...bits]) };
  expect(await election.kiosk.call(kiosk.challengeBallot, { body })).toMatchObject({ verdict: 'differs' });
}

async function isNeverOpened(happens: (election: ScratchElection) => Promise<void>, refused: RegExp): Promise<void> {
  const election = await openElection();
  try {
    const { devices, meeting, run } = election;
    const params = { meeting, round: '1' };
    await happens(election);
    await proposeClose(election);
    await signAll(devices);
    await settle(devices);
    const entries = async () => readRecord(await election.kiosk.call(recordFile, { params }));
    expect(entriesOf(await entries(), 'close')).toHaveLength(1);
    expect(entriesOf(await entries(), 'aggregate')).toEqual([]);
    await expect(devices[0]?.decrypt(0)).rejects.toThrow(refused);

    const second = { name: '副组长', password: 'a long password' };
    await run.organizer.call(organizer.addOfficial, { body: { ...second, role: 'organizer' } });
    await run.organizer.call(organizer.paperRound, { params, body: { reason: '不能开票', secondOfficial: second } });
    expect((await run.organizer.call(organizer.organizerMeeting, { params })).phase).toBe('check-in');
    await settle(devices);
    expect(entriesOf(await entries(), 'paper')).toHaveLength(1);
    expect(entriesOf(await entries(), 'aggregate')).toEqual([]);
  } finally {
    await election.close();
  }
}

const LIMIT_MS = 240_000;

test(
  'four ballots of an assembly are never opened, nor added up, and go to paper after their close (§8.2 c)',
  () => isNeverOpened((election) => voted(election, 4), /too-few-ballots/),
  LIMIT_MS,
);

test(
  'a round in which a kiosk was caught is never opened, nor added up, and goes to paper after its close (§8.2 b)',
  () => isNeverOpened(caughtKiosk, /record-fails/),
  LIMIT_MS,
);
