/** What is not published and not reported (rules §4.1, specification §9). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { loadMeeting, setPhase } from '../store/meeting.ts';
import { insertSheet } from '../store/record-sheet.ts';
import { createPresence, scrutineerKey } from './presence.ts';
import { createPublishing, type Publishing } from './publishing.ts';
import type { RoundState } from './record-state.ts';
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

/** The whole record, its one contest and outcome changed in what the server keeps of it. */
function recorded(change: { readonly contest?: object; readonly outcome?: object }): void {
  scratch.record = recordThrough(record, 'paper-proof', 3);
  const round = scratch.record.rounds.get(1);
  if (round?.sealed === undefined || round.result === undefined) throw new Error('the record has no result');
  const { sealed, result } = round;
  const [contest] = sealed.entry.contests;
  const [outcome] = result.entry.outcome;
  scratch.record.rounds.set(1, {
    ...round,
    sealed: { ...sealed, entry: { ...sealed.entry, contests: [{ ...contest, ...change.contest }] } },
    result: { ...result, entry: { ...result.entry, outcome: [{ ...outcome, ...change.outcome }] } },
  } as unknown as RoundState);
}

test('nothing is published while nobody has said whether a person written in may be elected (rules §5.2 W14)', async () => {
  await setPhase(scratch.db, MEETING, 'counting');
  recorded({
    contest: { writeIns: [{ name: '另选人', remark: '' }] },
    outcome: { election: 'valid', elected: ['另选人'], tie: null, unfilled: 0 },
  });
  expect(await publishing.publish(MEETING, 1)).toEqual(refused('write-in-unconfirmed'));
});

test('of two who publish the same result one does', async () => {
  await setPhase(scratch.db, MEETING, 'counting');
  scratch.record = recordThrough(record, 'paper-proof', 3);
  const file = async () => {
    await setPhase(scratch.db, MEETING, 'published');
    return record;
  };
  const log = { ...scratch.log, file };
  const later = createPublishing({ db: scratch.db, log, presence, checkAddress: () => '' });
  expect(await later.publish(MEETING, 1)).toEqual(refused('wrong-phase'));
  expect(await publishing.sheet(MEETING, 1)).toBeUndefined();
});

test('a published result is reported: not earlier, not twice, and not where nobody can have been elected (rules §1.4)', async () => {
  await insertSheet(scratch.db, MEETING, 1, { pdf: new Uint8Array([1]), json: '{}' });
  for (const phase of ['counting', 'reported'] as const) {
    await setPhase(scratch.db, MEETING, phase);
    recorded({});
    expect(await publishing.report(MEETING, 1)).toEqual(refused('wrong-phase'));
  }
  for (const phase of ['published', 'answered'] as const) {
    await setPhase(scratch.db, MEETING, phase);
    recorded({ contest: { category: 'preliminary' } });
    expect(await publishing.report(MEETING, 1)).toEqual(refused('nobody-elected-yet'));
    expect((await loadMeeting(scratch.db, MEETING))?.phase).toBe(phase);
    recorded({});
    expect(await publishing.report(MEETING, 1)).toEqual({ ok: true, value: true });
    expect((await loadMeeting(scratch.db, MEETING))?.phase).toBe('reported');
  }
});
