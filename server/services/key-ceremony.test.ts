/** What the server keeps out of the record of a key ceremony (specification §4): whoever signs it, whatever the devices check again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { packageCommitment } from '../../crypto/threshold/key-ceremony.ts';
import type {
  KeyAbortEntry,
  KeyCommitEntry,
  KeyConfirmEntry,
  KeyRevealEntry,
} from '../../tally/record/ceremony-entries.ts';
import type { PartialDecryptionEntry } from '../../tally/record/count-entries.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { loadMeeting, setPhase } from '../store/meeting.ts';
import { type CeremonyEntry, createKeyCeremony, type KeyCeremony, runningDigits } from './key-ceremony.ts';
import { random, recordThrough, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'simulation';
const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(2, 1, 0)],
  random: seededRandom('key ceremony'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const file = readRecord(record);
const commits = entriesOf(file, 'key-commit').map(({ entry }) => entry) as [KeyCommitEntry, KeyCommitEntry];
const reveals = entriesOf(file, 'key-reveal').map(({ entry }) => entry) as [KeyRevealEntry, KeyRevealEntry];
const confirms = entriesOf(file, 'key-confirm').map(({ entry }) => entry) as [KeyConfirmEntry, KeyConfirmEntry];
const rehearsals = entriesOf(file, 'partial-decryption').flatMap(({ entry }) =>
  entry.stage === 'rehearsal' ? [entry] : [],
) as [PartialDecryptionEntry, PartialDecryptionEntry];
const OTHER = encodeBase64url(random(32));
const refused = { ok: false, error: 'entry-refused' };
const wrongPhase = { ok: false, error: 'wrong-phase' };

let scratch: ScratchRecord;
let ceremony: KeyCeremony;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  ceremony = createKeyCeremony(scratch.db, scratch.log);
});
afterAll(() => scratch.close());
beforeEach(() => setPhase(scratch.db, MEETING, 'ceremony'));

/** The record with so many entries of each step. */
const after = (type: 'meeting' | 'key-commit' | 'key-reveal' | 'key-confirm' | 'partial-decryption', which = 1) => {
  scratch.record = recordThrough(record, type, which);
};
const submit = (entry: object, index: number) =>
  scratch.write((writer) => ceremony.submit(writer, MEETING, index, entry as CeremonyEntry));
const taken = expect.objectContaining({ ok: true });

describe('an entry of the ceremony is taken in its place, of its author, once', () => {
  test('a commitment', async () => {
    after('meeting');
    expect(await submit(commits[0], 2)).toEqual(refused);
    expect(await submit(commits[0], 1)).toEqual(taken);
    after('key-commit');
    expect(await submit(commits[0], 1)).toEqual(refused);
    expect(await submit(commits[1], 2)).toEqual(taken);
    after('key-commit', 3);
    expect(await submit({ ...commits[0], index: 3 }, 3)).toEqual(refused);
    await setPhase(scratch.db, MEETING, 'cards');
    after('meeting');
    expect(await submit(commits[0], 1)).toEqual(wrongPhase);
  });

  test('a package: after all commitments, the one committed to, with the declared name and key', async () => {
    after('key-commit', 2);
    expect(await submit(reveals[0], 1)).toEqual(refused);
    after('key-commit', 3);
    expect(await submit(reveals[0], 2)).toEqual(refused);
    expect(await submit(reveals[0], 1)).toEqual(taken);
    const { package: own } = reveals[0];
    expect(await submit({ ...reveals[0], package: { ...own, recipient: reveals[1].package.recipient } }, 1)).toEqual(
      refused,
    );
    /** Committed to, so that nothing else than the package itself stands against it. */
    const committed = async (change: object) => {
      after('key-commit', 3);
      const changed = { ...own, ...change };
      const commitment = encodeBase64url(packageCommitment(changed as typeof own));
      scratch.record.ceremony.commits.set(1, { entry: { ...commits[0], commitment }, hash: '', index: 1 });
      return submit({ ...reveals[0], package: changed }, 1);
    };
    expect(await committed({})).toEqual(taken);
    expect(await committed({ recipient: reveals[1].package.recipient })).toEqual(taken);
    expect(await committed({ name: '冒名' })).toEqual(refused);
    expect(await committed({ signKey: reveals[1].package.signKey })).toEqual(refused);
    expect(await committed({ t: 3 })).toEqual(refused);
    expect(await committed({ index: 9 })).toEqual(refused);
    expect(await submit({ ...reveals[0], package: { ...own, index: 9 } }, 9)).toEqual(refused);
    expect(await committed({ proof: { ...own.proof, s: reveals[1].package.proof.s } })).toEqual(refused);
    after('key-reveal');
    expect(await submit(reveals[0], 1)).toEqual(refused);
    scratch.record.ceremony.commits.clear();
    expect(await submit(reveals[1], 2)).toEqual(refused);
  });

  test('a confirmation: of exactly the joint keys', async () => {
    after('key-reveal', 2);
    expect(await submit(confirms[0], 1)).toEqual(refused);
    after('key-reveal', 3);
    expect(await submit(confirms[0], 2)).toEqual(refused);
    for (const change of [{ ceremony: OTHER }, { K: OTHER }, { X: confirms[0].X.toReversed() }, { X: [] }])
      expect(await submit({ ...confirms[0], ...change }, 1)).toEqual(refused);
    expect(await submit(confirms[0], 1)).toEqual(taken);
    after('key-confirm');
    expect(await submit(confirms[0], 1)).toEqual(refused);
    // Packages that make no keys are confirmed by nobody.
    after('key-reveal', 3);
    const [{ package: first }] = reveals;
    scratch.record.ceremony.reveals.set(2, { entry: { ...reveals[1], package: first }, hash: '', index: 5 });
    expect(await submit(confirms[0], 1)).toEqual(refused);
  });

  test('a rehearsal: with its proof, of this ceremony; the last one ends it', async () => {
    after('key-confirm', 2);
    expect(await submit(rehearsals[0], 1)).toEqual(refused);
    after('key-confirm', 3);
    expect(await submit(rehearsals[0], 2)).toEqual(refused);
    for (const change of [{ stage: 'tally' }, { ctx: OTHER }, { c: rehearsals[0].s }, { D: [] }, { c: '***' }])
      expect(await submit({ ...rehearsals[0], ...change }, 1)).toEqual(refused);
    expect(await submit({ ...rehearsals[1], index: 1 }, 1)).toEqual(refused);
    expect(await submit(rehearsals[0], 1)).toEqual(taken);
    expect((await loadMeeting(scratch.db, MEETING))?.phase).toBe('ceremony');
    after('partial-decryption');
    expect(await submit(rehearsals[0], 1)).toEqual(refused);
    after('partial-decryption', 2);
    expect(await submit(rehearsals[2 as 0], 3)).toEqual(taken);
    expect((await loadMeeting(scratch.db, MEETING))?.phase).toBe('cards');
  });

  test('an abort: by its author, of something that has begun', async () => {
    const abort = { type: 'key-abort', index: 1, reason: '号码不一致', signatures: [] } satisfies KeyAbortEntry;
    after('meeting');
    expect(await submit(abort, 1)).toEqual(refused);
    after('key-commit');
    expect(await submit(abort, 2)).toEqual(refused);
    expect(await submit(abort, 1)).toEqual(taken);
  });
});

test('shares are passed on in the running ceremony, to colleagues, and gone with an abort', async () => {
  const { ceremony: running } = confirms[0];
  const send = (to: number, of = running) => ceremony.send(MEETING, 1, of, [{ to, content: 'share' }]);
  after('key-reveal', 2);
  expect(await send(2)).toEqual(wrongPhase);
  expect(await ceremony.fetch(MEETING, 2)).toEqual([]);
  expect(await ceremony.hasSent(MEETING, 1)).toBe(false);
  expect(runningDigits(scratch.record)).toBeUndefined();
  after('key-reveal', 3);
  expect(runningDigits(scratch.record)).toHaveLength(5);
  expect(await send(2, OTHER)).toEqual(wrongPhase);
  for (const nobody of [0, 1, 4]) expect(await send(nobody)).toEqual({ ok: false, error: 'recipient-unknown' });
  expect(await ceremony.hasSent(MEETING, 1)).toBe(false);
  expect(await send(2)).toEqual({ ok: true, value: true });
  expect(await ceremony.hasSent(MEETING, 1)).toBe(true);
  expect(await ceremony.fetch(MEETING, 2)).toMatchObject([{ sender: 1, ciphertext: 'share', ceremony: running }]);
  expect(await ceremony.fetch(MEETING, 3)).toEqual([]);
  await setPhase(scratch.db, MEETING, 'cards');
  expect(await send(3)).toEqual(wrongPhase);
  await setPhase(scratch.db, MEETING, 'ceremony');
  expect(await submit({ type: 'key-abort', index: 1, reason: '号码不一致', signatures: [] }, 1)).toEqual(taken);
  expect(await ceremony.fetch(MEETING, 2)).toEqual([]);
});
