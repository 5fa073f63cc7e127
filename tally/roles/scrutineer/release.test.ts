import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { sha256 } from '../../../crypto/hash.ts';
import { merkleRoot } from '../../../crypto/log/merkle.ts';
import { cosign, formatNote, parseNote, signNote } from '../../../crypto/log/signed-note.ts';
import { signObject } from '../../../crypto/sign.ts';
import { contestOutcome, recordedOutcomeOf } from '../../count/outcome-of-contest.ts';
import { decodeSums, encodeSums } from '../../count/sums.ts';
import type { AggregateEntry, ResultEntry } from '../../record/count-entries.ts';
import type { Entry } from '../../record/entry.ts';
import { cosignerName } from '../../record/meeting-entry.ts';
import { entriesOf, readRecord } from '../../record/reader.ts';
import type { PaperEntry } from '../../record/round-entries.ts';
import { checkpointLine, createRecordWriter, entryLine } from '../../record/writer.ts';
import { ruleSettings } from '../../rules/settings.ts';
import { type VerifiedRound, verifyRecord } from '../../verify/verify-record.ts';
import { countingRandom } from '../counting-random.ts';
import { treeOf } from '../log-following.ts';
import { attest } from './attestation.ts';
import { assemblyWithKeys, byServer, cosignedCheckpoint, deviceOf, recordOf, signedHead } from './example-assembly.ts';
import {
  addedUp,
  appendAggregate,
  type ClosedRound,
  CONTEST,
  castBallots,
  closedRound,
  EXPECTED,
  openedRound,
} from './example-round.ts';
import { proveCounts } from './paper-proof.ts';
import {
  CHECKS_BEFORE_RELEASE,
  type Examination,
  examineForRelease,
  type KeptAcceptance,
  lagsBehind,
  release,
  releaseProblems,
} from './release.ts';
import { answerOnce } from './release-memory.ts';
import { cosigningKeyOf, type ScrutineerState } from './state.ts';

const random = countingRandom('weights');

/** Every ballot was cast at a kiosk that is there to show it, unless said. */
const examine = (
  { assembly, round, acceptances }: ClosedRound,
  kept = acceptances,
  onScreens = acceptances.length,
): Promise<Examination> =>
  examineForRelease({ file: assembly.writer.text(), ctx: round.ctx, acceptances: kept, onScreens, random });

const problemsOf = async (closed: ClosedRound, kept?: readonly KeptAcceptance[]) =>
  releaseProblems(deviceOf(closed.assembly, 1), await examine(closed, kept));

describe('release of shares (§8.2)', () => {
  let closed: ClosedRound;
  let examination: Examination;
  beforeAll(async () => {
    closed = await closedRound(6, [1, 2, 3]);
    examination = await examine(closed);
  });

  it('has nothing against a closed round that the device has verified itself', () => {
    expect(examination.verification.findings).toEqual([]);
    expect(releaseProblems(deviceOf(closed.assembly, 1), examination)).toEqual([]);
  });

  it('gives a partial decryption of the sums the device computed, and remembers the list', () => {
    const released = release(deviceOf(closed.assembly, 1), examination, random);
    if (!released.ok) throw new Error(released.error.join());
    expect(released.value.entry).toMatchObject({ ctx: closed.round.ctx, stage: 'tally', index: 1 });
    const answered = released.value.state.released.map(({ ctx, stage }) => [ctx, stage]);
    expect(answered).toContainEqual([closed.round.ctx, 'tally']);
    // The same list again: a fresh proof over the same D.
    const again = release(released.value.state, examination, random);
    expect(again.ok && again.value.entry.D).toEqual(released.value.entry.D);
    expect(again.ok && again.value.state.released).toHaveLength(released.value.state.released.length);
  });

  it('never answers a second list for one round: a subset of the ballots is refused (§11)', async () => {
    const forged = await closedRound(6, [1, 2, 3], null);
    const { ctx } = forged.round;
    const own = decodeSums((await examine(forged)).verification.rounds[0]?.sums ?? []);
    const answered = answerOnce(deviceOf(forged.assembly, 1), ctx, 'tally', own, random);
    if (!answered.ok) throw new Error(answered.error);
    const { released } = answered.value.state;
    const subset = own.map(([alpha, beta]) => [alpha.add(alpha), beta.add(beta)] as const);
    expect(answerOnce(answered.value.state, ctx, 'tally', subset, random)).toEqual({ ok: false, error: 'second-list' });
    // Even where the record states this sum, cosigned by everybody.
    const sums = encodeSums(subset);
    forged.assembly.writer.append(
      byServer<AggregateEntry>(forged.assembly, { type: 'aggregate', ctx, casts: 6, sums }),
    );
    cosignedCheckpoint(forged.assembly, [1, 2, 3]);
    const examined = await examine(forged);
    const rounds = examined.verification.rounds.map((one) => ({ ...one, sums }));
    const asIfOwn = { ...examined, verification: { ...examined.verification, rounds } };
    const state = deviceOf(forged.assembly, 1);
    expect(release({ ...state, released }, asIfOwn, random)).toEqual({ ok: false, error: ['second-list'] });
    expect(release(state, asIfOwn, random).ok).toBe(true);
  });

  it('refuses while an acceptance held by a kiosk is missing in the log (d)', async () => {
    const [first] = closed.acceptances;
    if (first === undefined) throw new Error('no acceptance');
    const T = encodeBase64url(sha256(Uint8Array.of(9)));
    const answer = { type: 'accepted', ctx: first.ctx, T, h: first.h };
    const signature = encodeBase64url(signObject(answer, closed.assembly.keys.receipts.secretKey));
    const kept = [...closed.acceptances, { ctx: first.ctx, T, h: first.h, signature }];
    expect(await problemsOf(closed, kept)).toContain('acceptance-missing');
  });

  it('refuses while a cast is another ballot than the one accepted from its card (d)', async () => {
    const [first] = closed.acceptances;
    if (first === undefined) throw new Error('no acceptance');
    const h = encodeBase64url(sha256(Uint8Array.of(7)));
    const answer = { type: 'accepted', ctx: first.ctx, T: first.T, h };
    const signature = encodeBase64url(signObject(answer, closed.assembly.keys.receipts.secretKey));
    expect(await problemsOf(closed, [{ ...first, h, signature }])).toContain('acceptance-missing');
    expect((await examine(closed, [{ ...first, h, signature }])).missing).toHaveLength(1);
  });

  it('refuses while fewer acceptances were handed over than the kiosks show (d)', async () => {
    const { acceptances } = closed;
    const withheld = async (kept: readonly KeptAcceptance[], onScreens: number) =>
      releaseProblems(deviceOf(closed.assembly, 1), await examine(closed, kept, onScreens));
    expect(await withheld(acceptances.slice(1), 6)).toEqual(['acceptances-withheld']);
    expect(await withheld([], 6)).toEqual(['acceptances-withheld']);
    // Neither one twice, nor one of another round, nor one that the server never signed.
    const [first, ...rest] = acceptances as [KeptAcceptance, ...KeptAcceptance[]];
    expect(await withheld([...rest, rest[0] as KeptAcceptance], 6)).toEqual(['acceptances-withheld']);
    const { T, h } = first;
    const elsewhere = { type: 'accepted', ctx: encodeBase64url(sha256(Uint8Array.of(8))), T, h };
    const signature = encodeBase64url(signObject(elsewhere, closed.assembly.keys.receipts.secretKey));
    const { ctx } = elsewhere;
    expect(await withheld([...rest, { ctx, T, h, signature }], 6)).toEqual(['acceptances-withheld']);
    expect(await withheld([...rest, { ...first, signature }], 6)).toEqual(['acceptances-withheld']);
    // A kiosk that does not start shows nothing.
    expect(await withheld(acceptances, 4)).toEqual([]);
    expect(await withheld(acceptances, 6)).toEqual([]);
  });

  it('is not held up by an acceptance that the server never signed', async () => {
    const [first] = closed.acceptances;
    if (first === undefined) throw new Error('no acceptance');
    const T = encodeBase64url(sha256(Uint8Array.of(9)));
    expect(await problemsOf(closed, [...closed.acceptances, { ...first, T }])).toEqual([]);
    expect(await problemsOf(closed, [...closed.acceptances, { ...first, T, signature: 'none' }])).toEqual([]);
  });

  it('refuses a record that states other sums, or another number of ballots, than the device added up (e)', () => {
    const { assembly, round } = closed;
    const own = examination.verification.rounds[0]?.sums ?? [];
    const stating = (casts: number, sums: AggregateEntry['sums']) => {
      const entry = byServer<AggregateEntry>(assembly, { type: 'aggregate', ctx: round.ctx, casts, sums });
      const { record } = examination;
      const leaves = record.leaves.map((leaf) =>
        leaf.kind === 'entry' && leaf.entry.type === 'aggregate' ? { ...leaf, entry } : leaf,
      );
      return releaseProblems(deviceOf(assembly, 1), { ...examination, latest: { ...record, leaves } });
    };
    expect(stating(6, own)).toEqual([]);
    expect(stating(5, own)).toEqual(['sums-differ']);
    expect(stating(6, own.toReversed())).toEqual(['sums-differ']);
  });

  it('takes no head of another log for the closing one, whoever signed it (a)', async () => {
    const alone = await closedRound(6, [1]);
    const { assembly } = alone;
    const { meeting, keys, writer } = assembly;
    const own = parseNote(signedHead(assembly)).text;
    const log = { name: meeting.logOrigin, publicKey: keys.log.publicKey };
    const examined = await examine(alone);
    const problemsWith = (text: string) => {
      const cosigned = [1, 2].map((index) => {
        const { publicKey, secretKey } = cosigningKeyOf(deviceOf(assembly, index));
        return cosign(text, { name: cosignerName(meeting.logOrigin, index), publicKey }, secretKey, assembly.time);
      });
      const note = formatNote({ text, signatures: [signNote(text, log, keys.log.secretKey), ...cosigned] });
      const record = readRecord(writer.text() + checkpointLine(note));
      return releaseProblems(deviceOf(assembly, 1), { ...examined, record });
    };
    expect(problemsWith(own)).toEqual([]);
    expect(problemsWith(own.replace(meeting.logOrigin, 'example/elsewhere'))).toEqual(['close-not-cosigned']);
  });

  it('takes no checkpoint for the closing one that is no note, or that is of an earlier head (a)', async () => {
    const alone = await closedRound(6, [1]);
    const earlier = recordOf(alone.assembly)
      .lines.filter((line) => line.kind === 'checkpoint')
      .at(-2);
    const text = alone.assembly.writer.text();
    const examined = await examine(alone);
    for (const note of ['no note', earlier?.note ?? '']) {
      const record = readRecord(text + checkpointLine(note));
      expect(record.lines.at(-1)).toMatchObject({ kind: 'checkpoint', note });
      const problems = releaseProblems(deviceOf(alone.assembly, 1), { ...examined, record });
      expect(problems).toContain('close-not-cosigned');
    }
  });

  it('knows a record that only lags behind from one to verify', () => {
    const { assembly, round } = closed;
    const [state, record] = [deviceOf(assembly, 1), recordOf(assembly)];
    expect(lagsBehind(state, record, round.ctx)).toBe(false);
    const later = {
      ...state,
      cosigned: { size: record.leaves.length + 1, root: encodeBase64url(sha256(new Uint8Array())), note: 'a note' },
    };
    expect(lagsBehind(later, record, round.ctx)).toBe(true);
    const uncosigned = { ...record, lines: record.lines.filter(({ kind }) => kind !== 'checkpoint') };
    expect(lagsBehind(state, uncosigned, round.ctx)).toBe(true);
  });

  it('goes on when the log grew after the verification, and only when it is the same log (a)', async () => {
    const { assembly, round } = closed;
    const examination = await examineForRelease({
      file: assembly.writer.text(),
      ctx: round.ctx,
      acceptances: [],
      onScreens: 0,
      random,
    });
    const grown = createRecordWriter();
    const others = createRecordWriter();
    for (const [at, leaf] of recordOf(assembly).leaves.entries()) {
      if (leaf.kind !== 'entry') continue;
      grown.append(leaf.entry);
      if (at !== 3) others.append(leaf.entry);
    }
    const head = recordOf(assembly).lines.findLast((line) => line.kind === 'checkpoint');
    if (head?.kind !== 'checkpoint') throw new Error('no head');
    grown.checkpoint(head.note);
    const released = release(deviceOf(assembly, 2), examination, random);
    if (!released.ok) throw new Error(released.error.join());
    for (const writer of [grown, others, others]) writer.append(released.value.entry);
    const cosigned = (text: string) => {
      const latest = readRecord(text);
      const root = encodeBase64url(merkleRoot(treeOf(latest)));
      return {
        latest,
        state: { ...deviceOf(assembly, 1), cosigned: { size: latest.leaves.length, root, note: 'a note' } },
      };
    };
    const same = cosigned(grown.text());
    expect(releaseProblems(same.state, examination)).toContain('history-differs');
    expect(releaseProblems(same.state, { ...examination, latest: same.latest })).toEqual([]);
    const other = cosigned(others.text());
    expect(releaseProblems(other.state, { ...examination, latest: other.latest })).toContain('history-differs');
  });

  it('refuses a log that dropped a cast after the device had cosigned it (a)', async () => {
    const { assembly, round } = closed;
    const writer = createRecordWriter();
    let dropped = false;
    for (const leaf of recordOf(assembly).leaves) {
      if (leaf.kind !== 'entry') continue;
      if (leaf.entry.type === 'cast' && !dropped) dropped = true;
      else writer.append(leaf.entry);
    }
    const problems = releaseProblems(
      deviceOf(assembly, 1),
      await examineForRelease({ file: writer.text(), ctx: round.ctx, acceptances: [], onScreens: 0, random }),
    );
    expect(problems).toContain('history-differs');
    expect(problems).toContain('close-not-cosigned');
    expect(problems).toContain('record-fails');
  });

  it('refuses a record in which one ballot was changed (b)', async () => {
    const text = closed.assembly.writer.text();
    const at = text.indexOf('"z":"') + 8;
    const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const found = await examineForRelease({
      file: changed,
      ctx: closed.round.ctx,
      acceptances: [],
      onScreens: 0,
      random,
    });
    expect(releaseProblems(deviceOf(closed.assembly, 1), found)).toContain('record-fails');
  });

  it.each(CHECKS_BEFORE_RELEASE)('refuses a record in which check "%s" alone finds something (b)', (check) => {
    const { verification } = examination;
    const finding = { check, code: 'entry-out-of-order', entry: 3, line: 5 } as const;
    const failing = { ...examination, verification: { ...verification, findings: [finding] } };
    expect(releaseProblems(deviceOf(closed.assembly, 1), failing)).toEqual(['record-fails']);
  });

  it.each(CHECKS_BEFORE_RELEASE)('refuses a record in which check "%s" was not carried out (b)', (name) => {
    const { verification } = examination;
    const checks = verification.checks.map((one) => (one.name === name ? { ...one, ok: false } : one));
    const failing = { ...examination, verification: { ...verification, checks } };
    expect(releaseProblems(deviceOf(closed.assembly, 1), failing)).toEqual(['record-fails']);
  });

  it('refuses without own sums, and where the cards do not add up, though nothing else is found (b)', () => {
    const changed = (change: Partial<VerifiedRound>) => {
      const rounds = examination.verification.rounds.map((one) => ({ ...one, ...change }));
      return { ...examination, verification: { ...examination.verification, rounds } };
    };
    const state = deviceOf(closed.assembly, 1);
    const own = examination.verification.rounds[0]?.accounting;
    if (own == null) throw new Error('no accounting');
    expect(releaseProblems(state, changed({}))).toEqual([]);
    expect(releaseProblems(state, changed({ sums: null }))).toEqual(['record-fails']);
    expect(releaseProblems(state, changed({ accounting: { ...own, holds: false } }))).toEqual(['record-fails']);
    expect(releaseProblems(state, changed({ accounting: null }))).toEqual(['record-fails']);
  });

  it('asks checks 1 to 8 (b)', () => {
    expect(CHECKS_BEFORE_RELEASE).toEqual([
      'encoding',
      'log',
      'key-ceremony',
      'tokens',
      'round',
      'ballots',
      'casts',
      'accounting',
    ]);
  });

  it('refuses until the sums stand in the record under a head that t devices cosigned (a)', async () => {
    expect(await problemsOf(await closedRound(6, [1, 2, 3], null))).toEqual(['aggregate-not-cosigned']);
    const alone = await closedRound(6, [1, 2, 3], [1]);
    expect(await problemsOf(alone)).toEqual(['aggregate-not-cosigned']);
    const record = recordOf(alone.assembly);
    expect(lagsBehind(deviceOf(alone.assembly, 1), record, alone.round.ctx)).toBe(true);
    // A head of other leaves, which all of them cosigned, says nothing about these.
    const elsewhere = await closedRound(7, [1, 2, 3]);
    const head = recordOf(elsewhere.assembly).lines.findLast((line) => line.kind === 'checkpoint');
    if (head?.kind !== 'checkpoint') throw new Error('no head');
    const beside = readRecord(alone.assembly.writer.text() + checkpointLine(head.note));
    expect(releaseProblems(deviceOf(alone.assembly, 1), { ...(await examine(alone)), record: beside })).toEqual([
      'aggregate-not-cosigned',
    ]);
    expect(await problemsOf(await closedRound(6, [1, 2, 3], [1, 2]))).toEqual([]);
  });

  it('refuses sums that the server did not sign, or that stand twice, though all devices cosigned them (b)', async () => {
    const stating = async (write: (aggregate: AggregateEntry) => readonly AggregateEntry[]) => {
      const made = await closedRound(6, [1, 2, 3], null);
      const casts = entriesOf(recordOf(made.assembly), 'cast').map(({ entry }) => entry);
      const unsigned = { type: 'aggregate', ctx: made.round.ctx, ...addedUp(casts) } as const;
      const aggregate = byServer<AggregateEntry>(made.assembly, unsigned);
      for (const one of write(aggregate)) made.assembly.writer.append(one);
      cosignedCheckpoint(made.assembly, [1, 2, 3]);
      return problemsOf(made);
    };
    expect(await stating((one) => [one])).toEqual([]);
    const forged = { author: 'server', signature: encodeBase64url(new Uint8Array(64)) } as const;
    expect(await stating((one) => [{ ...one, signatures: [forged] }])).toEqual(['record-fails']);
    expect(await stating((one) => [one, one])).toEqual(['record-fails']);
    // And where the sums stand only in what was read after the verification.
    const before = await closedRound(6, [1, 2, 3], null);
    const examined = await examine(before);
    appendAggregate(before.assembly, before.round.ctx);
    cosignedCheckpoint(before.assembly, [1, 2, 3]);
    const latest = recordOf(before.assembly);
    expect(releaseProblems(deviceOf(before.assembly, 1), { ...examined, latest })).toEqual([]);
    const leaves = latest.leaves.map((leaf) =>
      leaf.kind === 'entry' && leaf.entry.type === 'aggregate'
        ? { ...leaf, entry: { ...leaf.entry, signatures: [forged] } }
        : leaf,
    );
    expect(releaseProblems(deviceOf(before.assembly, 1), { ...examined, latest: { ...latest, leaves } })).toEqual([
      'record-fails',
    ]);
  });

  it('opens nothing of a round that was given up for paper, before the verification or after it', async () => {
    const after = await closedRound(6, [1, 2, 3], null);
    const paper = { type: 'paper', ctx: after.round.ctx, reason: '停电' } as const;
    after.assembly.writer.append(byServer<PaperEntry>(after.assembly, paper));
    cosignedCheckpoint(after.assembly, [1, 2, 3]);
    expect(await problemsOf(after)).toContain('round-given-up');
    const record = readRecord(
      closed.assembly.writer.text() +
        entryLine(byServer<PaperEntry>(closed.assembly, { ...paper, ctx: closed.round.ctx })),
    );
    expect(releaseProblems(deviceOf(closed.assembly, 1), { ...examination, latest: record })).toEqual([
      'round-given-up',
    ]);
  });

  it('needs t cosignatures on the close, not all of them, so one absent device cannot stop the count (a)', async () => {
    expect(await problemsOf(await closedRound(6, [1, 3]))).toEqual([]);
    expect(await problemsOf(await closedRound(6, [1]))).toContain('close-not-cosigned');
  });

  it('refuses fewer ballots than the minimum of the round (c)', async () => {
    expect(await problemsOf(await closedRound(4, [1, 2, 3]))).toContain('too-few-ballots');
  });

  it('refuses a round that is not closed, or is none of this record', async () => {
    const assembly = await assemblyWithKeys(3, 2);
    const round = openedRound(assembly);
    const acceptances = castBallots(assembly, round, 6);
    expect(await problemsOf({ assembly, round, acceptances })).toEqual(['round-not-closed']);
    const other = { ...round, ctx: encodeBase64url(sha256(Uint8Array.of(3))) };
    expect(await problemsOf({ assembly, round: other, acceptances })).toEqual(['round-unknown']);
    // What was verified, and the record it was verified of, must both hold the round, in a meeting.
    const { record, verification } = examination;
    const without = (type: string) => ({
      ...record,
      leaves: record.leaves.filter((leaf) => leaf.kind !== 'entry' || leaf.entry.type !== type),
    });
    for (const change of [
      { record: without('meeting') },
      { record: without('round') },
      { verification: { ...verification, rounds: [] } },
    ])
      expect(releaseProblems(deviceOf(closed.assembly, 1), { ...examination, ...change })).toEqual(['round-unknown']);
  });

  it('refuses while a configured outside witness has not cosigned the close (a)', () => {
    const { record } = examination;
    const witness = { name: 'witness.example/one', key: examination.ctx };
    const leaves = record.leaves.map((leaf) =>
      leaf.kind === 'entry' && leaf.entry.type === 'meeting'
        ? { ...leaf, entry: { ...leaf.entry, witnesses: [witness] } }
        : leaf,
    );
    const watched = { ...examination, record: { ...record, leaves } };
    expect(releaseProblems(deviceOf(closed.assembly, 1), watched)).toEqual(['close-not-cosigned']);
  });

  it('refuses a close that everybody cosigned and the log did not sign (a)', () => {
    const { record } = examination;
    const unsigned = (note: string) =>
      note.replace(/(— \S+ \S{20})(.)/u, (_, head, next) => head + (next === 'A' ? 'B' : 'A'));
    const lines = record.lines.map((line) =>
      line.kind === 'checkpoint' ? { ...line, note: unsigned(line.note) } : line,
    );
    const spoiled = { ...examination, record: { ...record, lines } };
    expect(releaseProblems(deviceOf(closed.assembly, 1), spoiled)).toEqual(['close-not-cosigned']);
  });

  it('refuses keys of another ceremony', () => {
    const state = deviceOf(closed.assembly, 1);
    if (state.share === null) throw new Error('no share');
    for (const change of [{ ceremony: closed.round.ctx }, { K: state.share.X[0] as string }]) {
      const other = { ...state, share: { ...state.share, ...change } };
      expect(releaseProblems(other, examination)).toEqual(['keys-differ']);
    }
    expect(release({ ...state, share: null }, examination, random)).toEqual({ ok: false, error: ['no-key-share'] });
  });
});

describe('attestation (§9)', () => {
  /** A published result: six ballots that all approve the first two and disapprove the third. */
  async function published(counts: readonly number[]): Promise<ClosedRound> {
    const closed = await closedRound(6, [1, 2, 3]);
    const { assembly, round } = closed;
    const examination = await examine(closed);
    for (const index of [1, 3]) {
      const released = release(deviceOf(assembly, index), examination, random);
      if (!released.ok) throw new Error(released.error.join());
      assembly.devices[index - 1] = released.value.state;
      assembly.writer.append(released.value.entry);
    }
    const attendance = { expected: EXPECTED, present: 7, issued: 7, casts: 6 };
    const decided = contestOutcome(CONTEST, counts, attendance, ruleSettings({ majorityBase: 'expected' }));
    if (!decided.ok) throw new Error(JSON.stringify(decided.error));
    const outcome = [recordedOutcomeOf(decided.value)];
    assembly.writer.append(
      byServer<ResultEntry>(assembly, { type: 'result', ctx: round.ctx, counts: [counts], outcome }),
    );
    cosignedCheckpoint(assembly, [1, 2, 3]);
    return closed;
  }

  const attested = async ({ assembly, round }: ClosedRound, index: number) => {
    const text = assembly.writer.text();
    const verification = await verifyRecord(text, { random });
    return attest(deviceOf(assembly, index), readRecord(text), verification, round.ctx);
  };

  /** With entries that came in since the record was verified. */
  const proven = async (
    { assembly, round }: ClosedRound,
    index: number,
    change: Partial<ScrutineerState> = {},
    ...since: readonly Entry[]
  ) => {
    const text = assembly.writer.text();
    const verification = await verifyRecord(text, { random });
    const state = { ...deviceOf(assembly, index), ...change };
    const latest = readRecord(text + since.map(entryLine).join(''));
    return proveCounts(state, readRecord(text), verification, round.ctx, random, latest);
  };

  it('signs integers and the root that ends with the result, and completes the record', async () => {
    const closed = await published([6, 0, 6, 0, 0, 6, 0]);
    for (const index of [1, 2, 3]) {
      const attestation = await attested(closed, index);
      if (!attestation.ok) throw new Error(attestation.error.join());
      expect(attestation.value.counts).toEqual([[6, 0, 6, 0, 0, 6, 0]]);
      closed.assembly.writer.append(attestation.value);
      cosignedCheckpoint(closed.assembly, [1, 2, 3]);
      const proof = await proven(closed, index);
      if (!proof.ok || proof.value === null) throw new Error('no proof');
      expect(
        await proven(closed, index, {}, { ...proof.value, ctx: encodeBase64url(sha256(Uint8Array.of(3))) }),
      ).toEqual({
        ok: true,
        value: expect.objectContaining({ type: 'paper-proof', index }),
      });
      closed.assembly.writer.append(proof.value);
      cosignedCheckpoint(closed.assembly, [1, 2, 3]);
      // A second proof of one round would be refused by everybody.
      expect(await proven(closed, index)).toEqual({ ok: true, value: null });
    }
    const final = await verifyRecord(closed.assembly.writer.text(), { random });
    expect(final.findings).toEqual([]);
    expect(final.ok).toBe(true);
  });

  it('refuses a result whose counts are not the decryption', async () => {
    const closed = await published([6, 0, 5, 1, 0, 6, 0]);
    expect(await attested(closed, 1)).toEqual({ ok: false, error: ['record-fails'] });
    expect(await proven(closed, 1)).toEqual({ ok: false, error: ['record-fails'] });
  });

  it('proves nothing with a share of another ceremony or without one', async () => {
    const closed = await published([6, 0, 6, 0, 0, 6, 0]);
    const { share } = deviceOf(closed.assembly, 1);
    if (share === null) throw new Error('no share');
    expect(await proven(closed, 1, { share: null })).toEqual({ ok: false, error: ['no-key-share'] });
    const other = { ...share, ceremony: closed.round.ctx };
    expect(await proven(closed, 1, { share: other })).toEqual({ ok: false, error: ['keys-differ'] });
    expect(await proven(closed, 1, { share: { ...share, K: share.X[0] as string } })).toEqual({
      ok: false,
      error: ['keys-differ'],
    });
  });

  it('proves nothing over sums that it has not added up itself', async () => {
    const { assembly, round } = await published([6, 0, 6, 0, 0, 6, 0]);
    const text = assembly.writer.text();
    const verification = { ...(await verifyRecord(text, { random })), rounds: [] };
    const proof = proveCounts(deviceOf(assembly, 1), readRecord(text), verification, round.ctx, random);
    expect(proof).toEqual({ ok: false, error: ['record-fails'] });
  });

  it('refuses a history that is not the one this device cosigned, and a verification of another record', async () => {
    const { assembly, round } = await published([6, 0, 6, 0, 0, 6, 0]);
    const text = assembly.writer.text();
    const verification = await verifyRecord(text, { random });
    const record = readRecord(text);
    const state = deviceOf(assembly, 1);
    const elsewhere = { ...state, cosigned: { size: 3, root: round.ctx, note: 'a note' } };
    expect(attest(elsewhere, record, verification, round.ctx)).toEqual({ ok: false, error: ['history-differs'] });
    const other = { ok: false, error: ['history-differs'] };
    expect(proveCounts(elsewhere, record, verification, round.ctx, random)).toEqual(other);

    // A colleague attests first, and this device cosigns that head before its scrutineer signs.
    const grown = createRecordWriter();
    for (const leaf of record.leaves) if (leaf.kind === 'entry') grown.append(leaf.entry);
    const last = record.leaves.findLast(({ kind }) => kind === 'entry');
    if (last?.kind === 'entry') grown.append(last.entry);
    const latest = readRecord(grown.text());
    const root = encodeBase64url(merkleRoot(treeOf(latest)));
    const cosigned = { size: latest.leaves.length, root, note: 'a note' };
    const later = { ...deviceOf(assembly, 1), cosigned };
    expect(attest(later, record, verification, round.ctx).ok).toBe(false);
    expect(attest(later, record, verification, round.ctx, latest).ok).toBe(true);
    const shorter = { ...verification, size: verification.size - 1 };
    expect(attest(state, record, shorter, round.ctx)).toEqual({ ok: false, error: ['record-fails'] });
    for (const type of ['round', 'open', 'close']) {
      const leaves = record.leaves.filter((leaf) => leaf.kind !== 'entry' || leaf.entry.type !== type);
      const without = attest(state, { ...record, leaves }, verification, round.ctx);
      expect(without, type).toEqual({ ok: false, error: ['round-unknown'] });
    }
  });

  it('refuses before there is a result', async () => {
    const closed = await closedRound(6, [1, 2, 3]);
    expect(await attested(closed, 1)).toEqual({ ok: false, error: ['result-missing'] });
    expect(await proven(closed, 1)).toEqual({ ok: false, error: ['result-missing'] });
    const elsewhere = { ...closed, round: { ...closed.round, ctx: encodeBase64url(sha256(Uint8Array.of(3))) } };
    expect(await attested(elsewhere, 1)).toEqual({ ok: false, error: ['round-unknown'] });
    expect(await proven(elsewhere, 1)).toEqual({ ok: false, error: ['round-unknown'] });
  });
});
