import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { AttestationEntry, PaperProofEntry, PartialDecryptionEntry } from '../../tally/record/count-entries.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { setPhase } from '../store/meeting.ts';
import { insertLeaves } from '../store/record-log.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import { type Counting, createCounting } from './counting.ts';
import type { RoundState } from './record-state.ts';
import { random, recordThrough, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const MEETING = 'simulation';
const { record } = await simulateElection({
  ballots: 5,
  spares: 1,
  contests: [committeeContest(2, 1, 0)],
  random: seededRandom('counting'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
  threshold: 2,
});
const file = readRecord(record);
const partials = entriesOf(file, 'partial-decryption').flatMap(({ entry }) => (entry.stage === 'tally' ? [entry] : []));
const attestations = entriesOf(file, 'attestation').map(({ entry }) => entry);
const proofs = entriesOf(file, 'paper-proof').map(({ entry }) => entry);
const [partial, attestation, proof] = [partials[0], attestations[0], proofs[0]] as [
  PartialDecryptionEntry,
  AttestationEntry,
  PaperProofEntry,
];
const OTHER = encodeBase64url(random(32));

let scratch: ScratchRecord;
let counting: Counting;
beforeAll(async () => {
  scratch = await scratchRecord(MEETING);
  counting = createCounting(scratch.db, scratch.log, {} as ProofPool);
  await setPhase(scratch.db, MEETING, 'counting');
  for (const line of file.lines)
    if (line.kind === 'checkpoint') await insertLeaves(scratch.db, MEETING, line.size, [], line.note);
});
afterAll(() => scratch.close());

const refused = (error: string) => ({ ok: false, error });
const round = (): RoundState => scratch.record.rounds.get(1) as RoundState;
const decrypt = (entry: PartialDecryptionEntry, index = entry.index) =>
  scratch.write((writer) => counting.submitPartial(writer, MEETING, index, entry));
const attest = (entry: AttestationEntry, index = 1) =>
  scratch.write((writer) => counting.submitAttestation(writer, index, entry));
const prove = (entry: PaperProofEntry) =>
  scratch.write((writer) => counting.submitPaperProof(writer, entry.index, entry));

test('a partial decryption is taken once of each scrutineer, of the sums in the log (§8.3)', async () => {
  scratch.record = recordThrough(record, 'aggregate');
  expect(await decrypt(partial)).toMatchObject({ ok: true });
  expect(await decrypt(partial, 3)).toEqual(refused('entry-refused'));
  expect(await decrypt({ ...partial, c: partial.s })).toEqual(refused('entry-refused'));
  // 2^256 − 1 is no canonical point.
  const noPoint = encodeBase64url(new Uint8Array(32).fill(255));
  expect(await decrypt({ ...partial, D: partial.D.map(() => noPoint) })).toEqual(refused('entry-refused'));
  round().partials.set(partial.index, { entry: partial, hash: '', index: 0 });
  expect(await decrypt(partial)).toEqual(refused('entry-refused'));
});

test('none before the sums, after the result, of another round, or while another step is due', async () => {
  scratch.record = recordThrough(record, 'close');
  expect(await decrypt(partial)).toEqual(refused('wrong-phase'));
  scratch.record = recordThrough(record, 'result');
  expect(await decrypt({ ...partial, index: 3 })).toEqual(refused('wrong-phase'));
  scratch.record = recordThrough(record, 'aggregate');
  expect(await decrypt({ ...partial, ctx: OTHER })).toEqual(refused('wrong-phase'));
  await setPhase(scratch.db, MEETING, 'closed');
  expect(await decrypt(partial)).toEqual(refused('wrong-phase'));
  await setPhase(scratch.db, MEETING, 'counting');
});

test('none of a round whose accounting fails, or that holds too few ballots (§8.2)', async () => {
  scratch.record = recordThrough(record, 'aggregate');
  const { close, sealed } = round();
  if (close === undefined || sealed === undefined) throw new Error('the round is not closed');
  const handCounts = { ...close.entry.handCounts, received: close.entry.handCounts.received + 1 };
  round().close = { ...close, entry: { ...close.entry, handCounts } };
  expect(await decrypt(partial)).toEqual(refused('accounting-fails'));
  round().close = close;
  round().sealed = { ...sealed, entry: { ...sealed.entry, minimumBallots: 6 } };
  expect(await decrypt(partial)).toEqual(refused('too-few-ballots'));
});

test('an attestation states what the log holds, once of each scrutineer (§9)', async () => {
  scratch.record = recordThrough(record, 'close');
  expect(await attest(attestation)).toEqual(refused('wrong-phase'));
  scratch.record = recordThrough(record, 'result');
  expect(await attest({ ...attestation, ctx: OTHER })).toEqual(refused('wrong-phase'));
  for (const change of [{ root: OTHER }, { size: attestation.size - 1 }, { texts: OTHER }, { counts: [[]] }])
    expect(await attest({ ...attestation, ...change })).toEqual(refused('entry-refused'));
  expect(await attest(attestation)).toMatchObject({ ok: true });
  round().attestations.set(1, { entry: attestation, hash: '', index: 0 });
  expect(await attest(attestation)).toEqual(refused('entry-refused'));
});

test('a proof for paper is of the result in the log, once of each scrutineer (§9.1)', async () => {
  scratch.record = recordThrough(record, 'close');
  expect(await prove(proof)).toEqual(refused('wrong-phase'));
  scratch.record = recordThrough(record, 'result');
  expect(await prove({ ...proof, ctx: OTHER })).toEqual(refused('wrong-phase'));
  expect(await prove({ ...proof, c: proof.s })).toEqual(refused('entry-refused'));
  expect(await prove(proof)).toMatchObject({ ok: true });
  round().paperProofs.set(proof.index, { entry: proof, hash: '', index: 0 });
  expect(await prove(proof)).toEqual(refused('entry-refused'));
});

test('nothing is added to a round once the cards of the next one are listed', async () => {
  scratch.record = recordThrough(record, 'result');
  scratch.record.rounds.set(2, { ...round(), round: 2, sealed: undefined });
  expect(await attest(attestation)).toEqual(refused('wrong-phase'));
  expect(await prove(proof)).toEqual(refused('wrong-phase'));
});
