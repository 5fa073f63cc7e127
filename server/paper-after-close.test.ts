import { afterAll, beforeAll, expect, test } from 'vitest';
import { entriesOf, readRecord } from '../tally/record/reader.ts';
import { verifyRecord } from '../tally/verify/verify-record.ts';
import * as organizer from './contract/organizer.ts';
import { recordFile } from './contract/public.ts';
import { settle } from './rehearsal/stages.ts';
import { openElection, proposeClose, random, type ScratchElection } from './scratch-election.ts';

let election: ScratchElection;
beforeAll(async () => {
  election = await openElection();
  for (const card of election.drawn.slice(0, 5)) await election.vote(card);
}, 240_000);
afterAll(() => election.close());

test('a closed round that goes to paper is never aggregated, whatever is cosigned afterwards (specification §3)', async () => {
  const { devices, meeting } = election;
  const office = election.run.organizer;
  const params = { meeting, round: '1' };
  await proposeClose(election);
  // Signed, but nobody has cosigned the close yet when the committee decides for paper.
  for (const device of devices.slice(0, 2)) await device.signProposals();

  const second = { name: '副组长', password: 'a long password' };
  await office.call(organizer.addOfficial, { body: { ...second, role: 'organizer' } });
  await office.call(organizer.paperRound, { params, body: { reason: '停电', secondOfficial: second } });
  await settle(devices);

  const file = await election.kiosk.call(recordFile, { params });
  const record = readRecord(file);
  expect(entriesOf(record, 'close')).toHaveLength(1);
  expect(entriesOf(record, 'paper')).toHaveLength(1);
  expect(entriesOf(record, 'aggregate')).toEqual([]);
  expect((await verifyRecord(file, { random })).findings).toEqual([]);
  // The same members vote on paper next: they are counted again before the ballots are handed out.
  expect((await office.call(organizer.organizerMeeting, { params })).phase).toBe('check-in');
});
