/** What a witness answers to a server that is away, lies, or shows another history (specification §3.7), look by look. */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { consistencyProof } from '../../crypto/log/merkle.ts';
import { err, ok } from '../../crypto/result.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import type { Entry } from '../../tally/record/entry.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { countingRandom } from '../../tally/roles/counting-random.ts';
import { treeOf } from '../../tally/roles/log-following.ts';
import {
  type Assembly,
  assemblyWitnessedBy,
  byServer,
  entriesOfLog,
  overLeaves,
  recordOf,
  signedHead,
} from '../../tally/roles/scrutineer/example-assembly.ts';
import { declarationOf, newWitness, type WatchedLog, type WitnessIdentity } from '../../tally/roles/witness.ts';
import type { Client } from '../contract/client.ts';
import { cosignAsWitness, logCheckpoint, recordFile } from '../contract/public.ts';
import { type RefusalCode, refusal } from '../contract/refusals.ts';
import type { Route } from '../contract/route.ts';
import { followMeeting } from './follow-meeting.ts';
import type { WitnessFiles } from './witness-files.ts';

const witness = newWitness(countingRandom('witness'), 'witness.example/one');
const stranger = newWitness(countingRandom('stranger'), 'witness.example/two');

let assembly: Assembly;
let entries: readonly Entry[];
const logOf = (leaves: readonly Entry[]): Assembly => overLeaves(assembly, leaves);
beforeAll(async () => {
  assembly = await assemblyWitnessedBy([declarationOf(witness)]);
  entries = entriesOfLog(assembly);
});

/** A witness before a server that shows what the test says; `logs`: what it had kept before it was started. */
function hall(identity: WitnessIdentity = witness, logs: readonly WatchedLog[] = [], meeting = assembly.meeting.id) {
  const at = { log: logOf(entries.slice(0, 3)), note: '', proof: null as readonly string[] | null };
  const away = new Map<Route, RefusalCode>();
  let kept = logs;
  const asked: Route[] = [];
  const sent: string[] = [];
  const call = async (route: Route, { params, body }: { params: { size?: string }; body?: { note: string } }) => {
    asked.push(route);
    const code = away.get(route);
    if (code !== undefined) return err(refusal(code));
    if (route === recordFile) return ok(encodeUtf8(at.log.writer.text()));
    if (route === cosignAsWitness) {
      sent.push(body?.note ?? '');
      return ok({ done: true });
    }
    const size = at.log.writer.size();
    const from = Number(params.size);
    if (from > size) return err(refusal('checkpoint-unknown'));
    const proof = at.proof ?? consistencyProof(treeOf(recordOf(at.log)), from).map(encodeBase64url);
    return ok({ note: at.note === '' ? signedHead(at.log) : at.note, size, root: '', proof });
  };
  const files = {
    identity,
    logs: () => kept,
    keep: (log: WatchedLog) => {
      kept = [log];
    },
  } as unknown as WitnessFiles;
  const follower = followMeeting({
    meeting,
    client: { call } as unknown as Client,
    files,
    now: () => 1_795_000_000,
  });
  return { at, away, asked, sent, look: follower.look, logs: () => kept };
}

describe('a witness', () => {
  test('waits for a server that does not give its record, its head, or takes no cosignature', async () => {
    const gone = { kind: 'unreachable', code: 'cannot-reach-server' };
    for (const route of [recordFile, logCheckpoint, cosignAsWitness]) {
      const k = hall();
      k.away.set(route, 'cannot-reach-server');
      expect(await k.look(), route.path).toEqual(gone);
      k.away.clear();
      expect(await k.look(), route.path).toMatchObject({ kind: 'cosigned', size: 3 });
    }
  });

  test('does not follow a meeting that does not name it, and asks no more', async () => {
    const k = hall(stranger);
    const notMine = { kind: 'not-mine', reason: 'not-declared' };
    expect(await k.look()).toEqual(notMine);
    expect(await k.look()).toEqual(notMine);
    expect([k.asked, k.logs()]).toEqual([[recordFile], []]);
  });

  test('sends a line again only where the server has lost it', async () => {
    const k = hall();
    expect(await k.look()).toMatchObject({ kind: 'cosigned', size: 3 });
    const [line = ''] = k.sent;
    expect(await k.look()).toMatchObject({ kind: 'cosigned', size: 3 });
    expect(k.sent).toEqual([line, line]);
    k.at.note = line;
    expect(await k.look()).toMatchObject({ kind: 'up-to-date', size: 3 });
    expect(k.sent).toHaveLength(2);
    Object.assign(k.at, { log: assembly, note: '' });
    expect(await k.look()).toMatchObject({ kind: 'cosigned', size: entries.length });
  });

  test('cosigns no head that the log did not sign, and accuses nobody of it', async () => {
    const k = hall();
    await k.look();
    const log = newSigningKey(countingRandom('another log'));
    k.at.note = signedHead({ ...assembly, keys: { ...assembly.keys, log } });
    expect((await k.look()).kind).toBe('refused');
    expect([k.sent.length, k.logs()[0]?.fork]).toEqual([1, null]);
  });

  test('asks again after a garbled proof of an honest log, also while there is no record', async () => {
    const k = hall();
    await k.look();
    Object.assign(k.at, { log: assembly, proof: [encodeBase64url(new Uint8Array(32))] });
    expect(await k.look()).toEqual({ kind: 'cleared' });
    k.away.set(recordFile, 'server-error');
    expect(await k.look()).toEqual({ kind: 'unreachable', code: 'server-error' });
    expect([k.sent.length, k.logs()[0]?.fork]).toEqual([1, null]);
  });

  test('started again, follows no other meeting under the id of the one before: another log, or one that leaves it out', async () => {
    const first = hall();
    expect(await first.look()).toMatchObject({ kind: 'cosigned' });
    const before = first.logs();
    const { signatures: _, ...meeting } = assembly.meeting;
    for (const change of [
      { logOrigin: 'changpiao/another' },
      { logOrigin: 'changpiao/another', witnesses: [] },
      { title: '另一次会议' },
    ]) {
      const k = hall(witness, before);
      const entry = byServer<MeetingEntry>(assembly, { ...meeting, ...change });
      k.at.log = { ...logOf([entry, ...entries.slice(1, 3)]), meeting: entry };
      const found = { kind: 'fork', log: meeting.logOrigin, evidence: null, shown: null };
      expect([await k.look(), await k.look()]).toEqual([found, found]);
      expect([k.sent, k.logs()]).toEqual([[], before]);
    }
    const again = hall(witness, before);
    expect(await again.look()).toMatchObject({ kind: 'cosigned', log: meeting.logOrigin });
  });

  test('does not take the record of one meeting for that of another, nor its log', async () => {
    const k = hall(witness, [], 'elsewhere');
    expect(await k.look()).toEqual({ kind: 'not-mine', reason: 'other-meeting' });
    expect([k.sent, k.logs()]).toEqual([[], []]);
    const first = hall();
    await first.look();
    const { signatures: _, ...meeting } = assembly.meeting;
    const entry = byServer<MeetingEntry>(assembly, { ...meeting, id: 'elsewhere' });
    const other = hall(witness, first.logs(), 'elsewhere');
    other.at.log = { ...logOf([entry, ...entries.slice(1, 3)]), meeting: entry };
    expect((await other.look()).kind).toBe('fork');
    expect([other.sent, other.logs()]).toEqual([[], first.logs()]);
  });

  test('stops for good where two histories are shown, and asks and signs nothing more', async () => {
    const k = hall();
    await k.look();
    const last = entries.at(-1) as Entry;
    k.at.log = logOf([...entries.slice(0, 1), last, ...entries.slice(2)]);
    const found = await k.look();
    expect(found).toMatchObject({ kind: 'fork', shown: null, evidence: expect.anything() });
    const before = k.asked.length;
    expect(await k.look()).toEqual(found);
    expect([k.asked.length, k.sent.length]).toEqual([before, 1]);
  });
});
