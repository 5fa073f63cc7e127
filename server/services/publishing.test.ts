/** What is not published and not reported (rules §4.1, specification §9). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { setPhase } from '../store/meeting.ts';
import { createPresence, scrutineerKey } from './presence.ts';
import { createPublishing, type Publishing } from './publishing.ts';
import { recordThrough, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'simulation';
const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(2, 1, 0)],
  random: seededRandom('publishing'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const refused = (error: string) => ({ ok: false, error });
const presence = createPresence(() => new Date(0));
let scratch: ScratchRecord;
let publishing: Publishing;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  publishing = createPublishing({ db: scratch.db, log: scratch.log, presence, checkAddress: () => '' });
});
afterAll(() => scratch.close());

test('nothing is published while another step is due, without a result, or before its scrutineers attested', async () => {
  scratch.record = recordThrough(record, 'result');
  expect(await publishing.publish(MEETING, 1)).toEqual(refused('wrong-phase'));
  await setPhase(scratch.db, MEETING, 'counting');
  expect(await publishing.publish(MEETING, 2)).toEqual(refused('result-missing'));
  scratch.record = recordThrough(record, 'aggregate');
  expect(await publishing.publish(MEETING, 1)).toEqual(refused('result-missing'));
  scratch.record = recordThrough(record, 'result');
  expect(await publishing.publish(MEETING, 1)).toEqual(refused('attestations-missing'));
  scratch.record = recordThrough(record, 'paper-proof', 3);
  scratch.record.rounds.get(1)?.attestations.delete(3);
  presence.seen(scrutineerKey(MEETING, 3));
  expect(await publishing.publish(MEETING, 1)).toEqual(refused('attestations-missing'));
});

test('nothing is reported without its sheet', async () => {
  expect(await publishing.report(MEETING, 1)).toEqual(refused('sheet-not-ready'));
});
