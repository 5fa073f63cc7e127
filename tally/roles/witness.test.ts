import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { formatCheckpoint } from '../../crypto/log/checkpoint.ts';
import { consistencyProof } from '../../crypto/log/merkle.ts';
import {
  formatNote,
  parseNote,
  parseVerifierKey,
  signNote,
  verifyCosignature,
  verifyNote,
} from '../../crypto/log/signed-note.ts';
import type { Entry } from '../record/entry.ts';
import type { CosignedHead } from '../record/log-head.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import { readRecord } from '../record/reader.ts';
import { checkpointLine } from '../record/writer.ts';
import { judgeForkEvidence } from '../verify/fork-evidence.ts';
import { countingRandom } from './counting-random.ts';
import { evidenceFromRecord, isFork, treeOf } from './log-following.ts';
import {
  type Assembly,
  assemblyWitnessedBy,
  byServer,
  entriesOfLog,
  overLeaves,
  recordOf,
  signedHead,
} from './scrutineer/example-assembly.ts';
import {
  declarationOf,
  giveUp,
  lastHead,
  newWitness,
  verifierLine,
  type WatchedLog,
  watch,
  watchedLog,
  witnessFingerprint,
  witnessHead,
} from './witness.ts';

const NOW = 1_795_000_000;
const witness = newWitness(countingRandom('witness'), 'witness.example/one');
const stranger = newWitness(countingRandom('stranger'), 'witness.example/one');

/** The log of a meeting that names the witness, and a full ceremony. */
let assembly: Assembly;
let entries: readonly Entry[];

const logOf = (leaves: readonly Entry[]): Assembly => overLeaves(assembly, leaves);
const offer = (of: Assembly, from: number) => ({
  note: signedHead(of),
  proof: consistencyProof(treeOf(recordOf(of)), from).map(encodeBase64url),
});
const watched = (of: Assembly): WatchedLog => {
  const log = watch(witness, recordOf(of));
  if (!log.ok) throw new Error(log.error);
  return log.value;
};
/** After it has cosigned the first `size` leaves. */
const after = (size: number): WatchedLog => {
  const log = watched(assembly);
  const seen = witnessHead(witness, log, offer(logOf(entries.slice(0, size)), lastHead(log).size), NOW);
  if (!seen.ok) throw new Error(seen.error);
  return seen.value.log;
};
/** A head that the log signed whatever it says. */
const signed = (size: number, root: Uint8Array): string => {
  const text = formatCheckpoint({ origin: assembly.meeting.logOrigin, size, root });
  const key = { name: assembly.meeting.logOrigin, publicKey: assembly.keys.log.publicKey };
  return formatNote({ text, signatures: [signNote(text, key, assembly.keys.log.secretKey)] });
};
/** A line of a key that nobody knows stands first. */
const padded = (note: string, length: number): string => {
  const { text, signatures } = parseNote(note);
  const junk = { name: 'junk', keyId: new Uint8Array(4), signature: new Uint8Array(length) };
  return formatNote({ text, signatures: [junk, ...signatures] });
};
/** Other entries from this leaf on; the first leaves stay. */
const forkedAt = (at: number): Assembly => {
  const last = entries.at(-1) as Entry;
  return logOf([...entries.slice(0, at), last, ...entries.slice(at + 1)]);
};

beforeAll(async () => {
  assembly = await assemblyWitnessedBy([declarationOf(witness)]);
  entries = entriesOfLog(assembly);
});

describe('a witness begins (§3.7)', () => {
  it('with a key whose line the organizer can check, and a name after it where none is given', () => {
    expect(parseVerifierKey(verifierLine(witness))).toMatchObject({ name: 'witness.example/one', kind: 'cosignature' });
    expect(newWitness(countingRandom('unnamed')).name).toMatch(/^witness-[0-9a-z]{8}$/);
    expect(witnessFingerprint(declarationOf(witness))).not.toEqual(witnessFingerprint(declarationOf(stranger)));
    expect(() => newWitness(countingRandom('bad'), '见证 一')).toThrow();
  });

  it('only in a log whose signed first leaf names it with its key', () => {
    expect(watch(stranger, recordOf(assembly))).toEqual({ ok: false, error: 'not-declared' });
    const renamed = { ...witness, name: 'witness.example/other' };
    expect(watch(renamed, recordOf(assembly))).toEqual({ ok: false, error: 'not-declared' });
    expect(watch(witness, recordOf(logOf(entries.slice(1))))).toEqual({ ok: false, error: 'meeting-missing' });
    const second = logOf([...entries.slice(1, 2), assembly.meeting]);
    expect(watch(witness, recordOf(second))).toEqual({ ok: false, error: 'meeting-missing' });
    const forged = { ...assembly.meeting, title: '另一个会议' };
    expect(watch(witness, recordOf(logOf([forged])))).toEqual({ ok: false, error: 'meeting-signature' });
  });

  it('with a head over exactly that first leaf, whatever the record it was shown', () => {
    const other = byServer<MeetingEntry>(assembly, {
      ...(({ signatures: _, ...rest }) => rest)(assembly.meeting),
      title: '另一个会议',
    });
    const elsewhere = logOf([other, ...entries.slice(1)]);
    expect(witnessHead(witness, watched(assembly), offer(elsewhere, 1), NOW)).toEqual({
      ok: false,
      error: 'inconsistent',
    });
    expect(giveUp(watched(assembly), signedHead(elsewhere), recordOf(elsewhere))).toBeNull();
  });
});

describe('a witness cosigns (§3.7)', () => {
  it('a head that extends the last one, with its time, and remembers it with the log’s signature', () => {
    const before = after(4);
    const seen = witnessHead(witness, before, offer(assembly, 4), NOW + 9);
    if (!seen.ok) throw new Error(seen.error);
    const { name, key } = declarationOf(witness);
    const note = parseNote(seen.value.head.note);
    const publicKey = parseVerifierKey(verifierLine(witness)).publicKey;
    expect(encodeBase64url(publicKey)).toBe(key);
    expect(verifyCosignature(note, { name, publicKey })).toBe(NOW + 9);
    expect(verifyNote(note, { name: assembly.meeting.logOrigin, publicKey: assembly.keys.log.publicKey })).toBe(true);
    expect(seen.value.log.head).toEqual(seen.value.head);
    expect(seen.value.head.size).toBe(entries.length);
    expect(watchedLog.parse(JSON.parse(JSON.stringify(seen.value.log)))).toEqual(seen.value.log);
  });

  it.each([60, 20_000])('keeping the log’s own line alone, where one of %d bytes stands before it', (length) => {
    const log = after(6);
    const before = after(4);
    const offered = offer(logOf(entries.slice(0, 6)), 4);
    const seen = witnessHead(witness, before, { ...offered, note: padded(offered.note, length) }, NOW);
    if (!seen.ok) throw new Error(seen.error);
    expect(seen.value.log).toEqual(log);
    expect(watchedLog.safeParse(seen.value.log).success).toBe(true);
    // What it kept convicts the log, whatever surrounds the head shown next.
    const forked = forkedAt(2);
    const fork = giveUp(seen.value.log, padded(signedHead(forked), length), recordOf(forked));
    if (fork === null || typeof fork === 'string') throw new Error('no evidence');
    expect(judgeForkEvidence(fork)).toEqual({ ok: true, value: 'rewritten' });
    expect(watchedLog.safeParse({ ...log, fork }).success).toBe(true);
  });

  it('no head of another log, by another key, without proof, or that is no note', () => {
    const log = after(4);
    const { note, proof } = offer(assembly, 4);
    const refusal = (of: WatchedLog, offered: { note: string; proof: readonly string[] }) => {
      const seen = witnessHead(witness, of, offered, NOW);
      return seen.ok ? 'cosigned' : seen.error;
    };
    expect(refusal({ ...log, logOrigin: 'example/other' }, { note, proof })).toBe('other-log');
    expect(refusal({ ...log, logKey: assembly.meeting.keys.receipts }, { note, proof })).toBe('log-signature');
    expect(refusal(log, { note, proof: [] })).toBe('inconsistent');
    expect(refusal(log, { note, proof: [...proof.slice(1), 'not a hash'] })).toBe('note-malformed');
    expect(refusal(log, { note: note.slice(0, -1), proof })).toBe('note-malformed');
    expect(refusal(log, { note, proof })).toBe('cosigned');
  });
});

describe('two histories (§3.7, §11)', () => {
  const given = (log: WatchedLog, shown: Assembly, size = log.head?.size ?? 0) => {
    const seen = witnessHead(witness, log, offer(shown, Math.min(size, recordOf(shown).leaves.length)), NOW);
    if (seen.ok) throw new Error('it was cosigned');
    return seen.error;
  };
  const verdict = (log: WatchedLog, shown: Assembly, record = recordOf(shown)) => {
    const evidence = giveUp(log, signedHead(shown), record);
    if (evidence === null || typeof evidence === 'string') return evidence;
    const judged = judgeForkEvidence(evidence, { logOrigin: log.logOrigin, logKey: log.logKey });
    return judged.ok ? judged.value : judged.error;
  };

  it('another root at the same size proves itself', () => {
    const forked = logOf(
      [...forkedAt(5).writer.text().trimEnd().split('\n')].slice(0, 6).map((line) => JSON.parse(line)),
    );
    expect(given(after(6), forked)).toBe('inconsistent');
    expect(verdict(after(6), forked)).toBe('two-roots');
    // Whichever of the two histories is shown for it.
    expect(verdict(after(6), forked, recordOf(logOf(entries.slice(0, 6))))).toBe('two-roots');
  });

  it('the root it cosigned under another size, and a head of no leaves at all, are two histories as well', () => {
    const log = after(6);
    const root = decodeBase64url(log.head?.root ?? '', 32);
    expect(giveUp(log, signed(7, root), null)).toBe('undecided');
    expect(giveUp(log, signed(7, root), recordOf(assembly))).toMatchObject({ type: 'fork-evidence' });
    expect(giveUp(log, signed(0, root), recordOf(assembly))).toMatchObject({ type: 'fork-evidence', path: [] });
  });

  it.each([4, 5, 6, 8])(
    'a longer log that does not begin with the %d leaves it cosigned is proven by its own hashes',
    (size) => {
      const forked = forkedAt(size - 2);
      expect(given(after(size), forked)).toBe('inconsistent');
      expect(verdict(after(size), forked)).toBe('rewritten');
    },
  );

  it('a shorter log is refused, and proven only when it is no beginning of the longer one', () => {
    const log = after(entries.length);
    const forked = logOf(
      forkedAt(3)
        .writer.text()
        .trimEnd()
        .split('\n')
        .slice(0, 6)
        .map((line) => JSON.parse(line)),
    );
    expect(given(log, forked)).toBe('shrunk');
    // The server shows the record that the witness had cosigned: it convicts the shorter head.
    expect(verdict(log, forked, recordOf(assembly))).toBe('rewritten');
    expect(verdict(log, forked)).toBe('unproven');
    expect(verdict(log, logOf(entries.slice(0, 6)))).toBe('unproven');
  });

  it('a log that is asked for its record and shows another one is not proven, and stays given up', () => {
    const log = after(6);
    const fork = giveUp(log, signedHead(forkedAt(2)), recordOf(assembly));
    if (fork === null || typeof fork === 'string') throw new Error('no evidence');
    expect(judgeForkEvidence(fork)).toEqual({ ok: true, value: 'unproven' });
    expect(witnessHead(witness, { ...log, fork }, offer(assembly, 6), NOW)).toEqual({ ok: false, error: 'stopped' });
  });

  it('a record that is neither of the two histories spoils no evidence: it is left out', () => {
    expect(verdict(after(6), forkedAt(2), recordOf(forkedAt(3)))).toBe('unproven');
  });

  it('a log whose record holds both heads is cleared: its proof was garbled, or the head an old one', () => {
    const garbled = { note: signedHead(assembly), proof: [encodeBase64url(new Uint8Array(32))] };
    expect(witnessHead(witness, after(6), garbled, NOW)).toEqual({ ok: false, error: 'inconsistent' });
    expect(verdict(after(6), assembly)).toBe('cleared');
    expect(given(after(6), logOf(entries.slice(0, 4)))).toBe('shrunk');
    expect(verdict(after(6), logOf(entries.slice(0, 4)), recordOf(assembly))).toBe('cleared');
    // Before anything was cosigned, and the very head that was cosigned last, for which no record is needed.
    expect(giveUp(watched(assembly), signedHead(assembly), recordOf(assembly))).toBe('cleared');
    expect(giveUp(after(6), signedHead(logOf(entries.slice(0, 6))), null)).toBe('cleared');
    // One root at one size convicts without a record, too; of anything else nothing is known until one is read.
    const sameSize = forkedAt(3).writer.text().trimEnd().split('\n').slice(0, 6);
    const twin = giveUp(after(6), signedHead(logOf(sameSize.map((line) => JSON.parse(line)))), null);
    expect(twin).toMatchObject({ type: 'fork-evidence' });
    for (const shown of [assembly, forkedAt(2), logOf(entries.slice(0, 4))])
      expect(giveUp(after(6), signedHead(shown), null)).toBe('undecided');
    expect(giveUp(watched(assembly), signedHead(assembly), null)).toBe('undecided');
    // A record that holds one of the two clears nothing.
    expect(verdict(after(6), assembly, recordOf(logOf(entries.slice(0, 6))))).toBe('unproven');
    expect(verdict(after(6), forkedAt(2), recordOf(forkedAt(2)))).toBe('rewritten');
  });

  it('of the checkpoints of a record the first that proves it is the evidence, else the last that belongs to another history', () => {
    const log = after(6);
    if (log.head === null) throw new Error('nothing cosigned');
    const forked = forkedAt(2);
    const foreign = signedHead({ ...forked, keys: { ...forked.keys, log: forked.keys.receipts } });
    const known = signedHead(logOf(entries.slice(0, 6)));
    const proven = signedHead(forked);
    const [unproven, later] = [signedHead(forkedAt(3)), signedHead(forkedAt(4))];
    const shownBy = (checkpoints: readonly string[]) => {
      const record = readRecord(forked.writer.text() + checkpoints.map(checkpointLine).join(''));
      expect(record.problems).toEqual([]);
      return evidenceFromRecord(log, log.head as CosignedHead, record)?.shown ?? null;
    };
    expect(shownBy([])).toBeNull();
    // Neither what the log never signed nor the very head that was cosigned.
    expect(shownBy([foreign])).toBeNull();
    expect(shownBy([known])).toBeNull();
    expect(shownBy([unproven, later, known, foreign])).toBe(later);
    expect(shownBy([foreign, known, unproven, proven, later])).toBe(proven);
  });

  it('of all refusals only these two say that there are two histories', () => {
    const told = ['note-malformed', 'other-log', 'log-signature', 'shrunk', 'inconsistent', 'stopped'];
    expect(told.filter(isFork)).toEqual(['shrunk', 'inconsistent']);
  });

  it('a head that the log never signed is evidence of nothing', () => {
    const forked = forkedAt(2);
    const note = signedHead({ ...forked, keys: { ...forked.keys, log: forked.keys.receipts } });
    for (const log of [after(6), watched(assembly)])
      for (const shown of [note, 'no note']) expect(giveUp(log, shown, readRecord(forked.writer.text()))).toBeNull();
  });
});
