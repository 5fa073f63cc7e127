import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { consistencyProof } from '../../../crypto/log/merkle.ts';
import { formatNote, parseNote, verifyCosignature } from '../../../crypto/log/signed-note.ts';
import { cosignerName } from '../../record/meeting-entry.ts';
import { readRecord } from '../../record/reader.ts';
import { createRecordWriter } from '../../record/writer.ts';
import { judgeForkEvidence } from '../../verify/fork-evidence.ts';
import { treeOf } from '../log-following.ts';
import { cosignHead, extendsCosigned, forkSeen, isOneHistory, stopAtFork } from './cosigning.ts';
import { type Assembly, byServer, deviceOf, newAssembly, recordOf, signedHead, takeStep } from './example-assembly.ts';
import { deviceMemory, memoryOf, readKeyFile, writeKeyFile } from './key-file.ts';
import { problemsOfProposal } from './proposals.ts';
import { cosigningKeyOf } from './state.ts';

const NOW = 1_795_000_000;

const offer = (assembly: Assembly, from: number) => ({
  note: signedHead(assembly),
  proof: consistencyProof(treeOf(recordOf(assembly)), from).map(encodeBase64url),
});

/** A device that has cosigned the log of size 1, which has grown since. */
async function grown(): Promise<Assembly> {
  const assembly = await newAssembly(3, 2);
  const first = cosignHead(deviceOf(assembly, 1), assembly.meeting, offer(assembly, 0), NOW);
  if (!first.ok) throw new Error(first.error);
  assembly.devices[0] = first.value.state;
  for (const index of [1, 2, 3]) for (let i = 0; i < 2; i++) await takeStep(assembly, index);
  return assembly;
}

describe('a scrutineer’s device cosigns (§3)', () => {
  it('a head that extends what it cosigned before, with its time', async () => {
    const assembly = await grown();
    const cosigned = cosignHead(deviceOf(assembly, 1), assembly.meeting, offer(assembly, 1), NOW);
    if (!cosigned.ok) throw new Error(cosigned.error);
    expect(cosigned.value.head.size).toBe(assembly.writer.size());
    const verifier = {
      name: cosignerName(assembly.meeting.logOrigin, 1),
      publicKey: cosigningKeyOf(deviceOf(assembly, 1)).publicKey,
    };
    expect(verifyCosignature(parseNote(cosigned.value.note), verifier)).toBe(NOW);
    expect(extendsCosigned(cosigned.value.state, recordOf(assembly))).toBe(true);
  });

  it.each([60, 20_000])(
    'and remembers of a note the log’s own line alone, so that neither memory nor key file is ever unreadable (§8.2)',
    async (length) => {
      const padded = (note: string): string => {
        const { text, signatures } = parseNote(note);
        const junk = { name: 'junk', keyId: new Uint8Array(4), signature: new Uint8Array(length) };
        return formatNote({ text, signatures: [junk, ...signatures] });
      };
      const assembly = await grown();
      const offered = offer(assembly, 1);
      const honest = cosignHead(deviceOf(assembly, 1), assembly.meeting, offered, NOW);
      const note = padded(offered.note);
      const cosigned = cosignHead(deviceOf(assembly, 1), assembly.meeting, { ...offered, note }, NOW);
      if (!cosigned.ok) throw new Error(cosigned.error);
      expect(cosigned).toEqual(honest);
      const { state } = cosigned.value;
      const forked: Assembly = { ...assembly, writer: createRecordWriter() };
      for (const leaf of recordOf(assembly).leaves.slice(1))
        if (leaf.kind === 'entry') forked.writer.append(leaf.entry);
      const shown = { note: padded(signedHead(forked)), record: recordOf(assembly) };
      const evidence = forkSeen(state, assembly.meeting, shown);
      if (evidence === null || typeof evidence === 'string') throw new Error('no evidence');
      expect(judgeForkEvidence(evidence).ok).toBe(true);
      const stopped = stopAtFork(state, evidence);
      expect(deviceMemory.parse(JSON.parse(JSON.stringify(memoryOf(stopped))))).toEqual(memoryOf(stopped));
      expect(readKeyFile(writeKeyFile(stopped))).toEqual({ ok: true, value: stopped });
    },
  );

  it('no head without a proof, and none with the proof of another size', async () => {
    const assembly = await grown();
    const note = signedHead(assembly);
    for (const proof of [[], offer(assembly, 2).proof]) {
      const refused = cosignHead(deviceOf(assembly, 1), assembly.meeting, { note, proof }, NOW);
      expect(refused).toEqual({ ok: false, error: 'inconsistent' });
    }
  });

  it('no forked log, though the log itself signed it', async () => {
    const assembly = await grown();
    const forked: Assembly = { ...assembly, writer: createRecordWriter() };
    const { signatures: _, ...unsigned } = assembly.meeting;
    forked.writer.append(byServer(assembly, { ...unsigned, title: '另一个会议' }));
    for (const leaf of recordOf(assembly).leaves.slice(1)) if (leaf.kind === 'entry') forked.writer.append(leaf.entry);
    const refused = cosignHead(deviceOf(assembly, 1), assembly.meeting, offer(forked, 1), NOW);
    expect(refused).toEqual({ ok: false, error: 'inconsistent' });
    expect(extendsCosigned(deviceOf(assembly, 1), recordOf(forked))).toBe(false);

    // Of the refused head with the record it stands for, and of that record's own checkpoints.
    const seen = forkSeen(deviceOf(assembly, 1), assembly.meeting, {
      note: offer(forked, 1).note,
      record: recordOf(forked),
    });
    if (seen === null || typeof seen === 'string') throw new Error('no evidence');
    expect(judgeForkEvidence(seen)).toEqual({ ok: true, value: 'rewritten' });
    forked.writer.checkpoint(signedHead(forked));
    const inRecord = forkSeen(deviceOf(assembly, 1), assembly.meeting, { note: null, record: recordOf(forked) });
    expect(inRecord).toEqual(seen);
  });

  it('no head with a garbled proof, but accuses no log whose record holds that head and the last one', async () => {
    const assembly = await grown();
    const shown = { note: signedHead(assembly), record: recordOf(assembly) };
    expect(forkSeen(deviceOf(assembly, 1), assembly.meeting, shown)).toBe('cleared');
    const fresh = { ...deviceOf(assembly, 1), cosigned: null };
    expect(forkSeen(fresh, assembly.meeting, shown)).toBe('cleared');
    expect(forkSeen(fresh, assembly.meeting, { ...shown, record: null })).toBe('undecided');
    expect(forkSeen(deviceOf(assembly, 1), assembly.meeting, { ...shown, record: null })).toBe('undecided');
    const elsewhere: Assembly = { ...assembly, writer: createRecordWriter() };
    elsewhere.writer.append(byServer(assembly, { ...assembly.meeting, title: '另一个会议' }));
    expect(forkSeen(fresh, assembly.meeting, { ...shown, record: recordOf(elsewhere) })).toBeNull();
  });

  it('nothing more once it has seen two histories: it signs, cosigns and releases no third one either', async () => {
    const assembly = await grown();
    const fork = { note: signedHead(assembly), record: readRecord('') };
    const evidence = forkSeen(deviceOf(assembly, 1), assembly.meeting, fork);
    if (evidence === null || typeof evidence === 'string') throw new Error('no evidence');
    const stopped = stopAtFork(deviceOf(assembly, 1), evidence);
    expect(cosignHead(stopped, assembly.meeting, offer(assembly, 1), NOW)).toEqual({ ok: false, error: 'stopped' });
    const record = recordOf(assembly);
    expect(isOneHistory(deviceOf(assembly, 1), record, record)).toBe(true);
    expect(isOneHistory(stopped, record, record)).toBe(false);
    const tokens = { type: 'tokens', round: 1, tokens: [] } as const;
    expect(problemsOfProposal(tokens, { state: deviceOf(assembly, 1), record })).not.toContain('history-differs');
    expect(problemsOfProposal(tokens, { state: stopped, record })).toEqual(['history-differs']);
    expect(stopAtFork(stopped, { ...evidence, path: ['A'.repeat(43)] }).fork).toEqual(evidence);
  });

  it('no shrunk log', async () => {
    const assembly = await grown();
    const latest = cosignHead(deviceOf(assembly, 1), assembly.meeting, offer(assembly, 1), NOW);
    if (!latest.ok) throw new Error(latest.error);
    const shrunk: Assembly = { ...assembly, writer: createRecordWriter() };
    shrunk.writer.append(assembly.meeting);
    const refused = cosignHead(latest.value.state, assembly.meeting, offer(shrunk, 0), NOW);
    expect(refused).toEqual({ ok: false, error: 'shrunk' });
    expect(extendsCosigned(latest.value.state, recordOf(shrunk))).toBe(false);
    // Nor a log that holds what was cosigned and less than what was verified.
    expect(isOneHistory(deviceOf(assembly, 1), recordOf(assembly), recordOf(shrunk))).toBe(false);
    // Nor a record that was verified whole and holds less than what was cosigned.
    const less = recordOf(shrunk);
    expect(isOneHistory(latest.value.state, less, less)).toBe(false);
  });

  it('no log of now that begins otherwise than the record it verified', async () => {
    const assembly = await grown();
    // Nothing was cosigned yet that would tell the two apart.
    const state = { ...deviceOf(assembly, 1), cosigned: null };
    expect(isOneHistory(state, recordOf(assembly), recordOf(assembly))).toBe(true);
    const other: Assembly = { ...assembly, writer: createRecordWriter() };
    other.writer.append(byServer(assembly, { ...assembly.meeting, title: '另一个会议' }));
    for (const leaf of recordOf(assembly).leaves.slice(1)) if (leaf.kind === 'entry') other.writer.append(leaf.entry);
    expect(recordOf(other).leaves).toHaveLength(recordOf(assembly).leaves.length);
    expect(isOneHistory(state, recordOf(assembly), recordOf(other))).toBe(false);
  });

  it('no head of another log, by another key, or that is no note', async () => {
    const assembly = await grown();
    const state = deviceOf(assembly, 1);
    const { note, proof } = offer(assembly, 1);
    const elsewhere = { ...assembly.meeting, logOrigin: 'example/other' };
    expect(cosignHead(state, elsewhere, { note, proof }, NOW)).toEqual({ ok: false, error: 'other-log' });
    const foreign = { ...assembly.meeting, keys: { ...assembly.meeting.keys, log: assembly.meeting.keys.receipts } };
    expect(cosignHead(state, foreign, { note, proof }, NOW)).toEqual({ ok: false, error: 'log-signature' });
    expect(cosignHead(state, assembly.meeting, { note: `${note}x`, proof }, NOW).ok).toBe(false);
  });
});
