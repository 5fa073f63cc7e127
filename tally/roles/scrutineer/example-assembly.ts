/**
 * A small assembly for the tests of this folder: a real record with a real log, n devices that talk through it, and
 * the server's part reduced to signing and appending. Partners misbehave by appending what they should not.
 */
import { newConfidentialKey } from '../../../crypto/confidential.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodeHex } from '../../../crypto/encoding/hex.ts';
import { formatCheckpoint } from '../../../crypto/log/checkpoint.ts';
import { consistencyProof } from '../../../crypto/log/merkle.ts';
import { formatNote, type NoteSignature, parseNote, signNote } from '../../../crypto/log/signed-note.ts';
import { newSigningKey } from '../../../crypto/sign.ts';
import { SERVER } from '../../record/authors.ts';
import { type Entry, type SignedEntry, signEntry, type Unsigned, withSignatures } from '../../record/entry.ts';
import type { MeetingEntry } from '../../record/meeting-entry.ts';
import { type RecordFile, readRecord } from '../../record/reader.ts';
import { createRecordWriter, type RecordWriter } from '../../record/writer.ts';
import { countingRandom } from '../counting-random.ts';
import { treeOf } from '../log-following.ts';
import { cosignHead } from './cosigning.ts';
import { newScrutineer } from './enrolment.ts';
import { beginCeremony, confirmDigits, nextCeremonyStep, type ShareLetter, sharesSent } from './key-ceremony.ts';
import { nextRehearsalStep } from './rehearsal.ts';
import { publicKeysOf, type ScrutineerState } from './state.ts';

/** A P-256 key as SubjectPublicKeyInfo: the base point, which is a key as good as another for reading the entry. */
const SHEET_KEY = encodeBase64url(
  decodeHex(
    '3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
  ),
);

export const NAMES = ['杨辉', '韦小红', '梁志强', '唐梅', '周峰'] as const;

export interface Assembly {
  readonly writer: RecordWriter;
  readonly keys: ReturnType<typeof serverKeys>;
  readonly meeting: MeetingEntry;
  readonly meetingHash: Uint8Array;
  /** Devices by index − 1; replaced whenever a device has taken a step. */
  readonly devices: ScrutineerState[];
  /** Letters by addressee. */
  readonly letters: Map<number, ShareLetter[]>;
  /** Seconds since 1970, one more with every cosignature. */
  time: number;
}

const serverKeys = () => ({
  entries: newSigningKey(countingRandom('entries')),
  log: newSigningKey(countingRandom('log')),
  receipts: newSigningKey(countingRandom('receipts')),
});

export async function newAssembly(
  n: number,
  threshold: number,
  kind: MeetingEntry['kind'] = 'assembly',
): Promise<Assembly> {
  const devices: ScrutineerState[] = [];
  for (let index = 1; index <= n; index++) {
    const who = { meeting: 'qingxi', index, name: NAMES[index - 1] as string };
    devices.push(newScrutineer(who, countingRandom(`device ${index}`), await newConfidentialKey()));
  }
  const keys = serverKeys();
  const unsigned: Unsigned<MeetingEntry> = {
    type: 'meeting',
    version: 1,
    id: 'qingxi',
    kind,
    title: '清溪村党员大会',
    organization: '中共清溪村总支部委员会',
    superior: '中共青山镇委员会',
    date: '2026-11-28',
    place: '',
    chair: '高玉龙',
    tellers: [],
    threshold,
    scrutineers: devices.map((state) => ({ name: state.name, ...publicKeysOf(state) })),
    keys: {
      entries: encodeBase64url(keys.entries.publicKey),
      log: encodeBase64url(keys.log.publicKey),
      receipts: encodeBase64url(keys.receipts.publicKey),
      sheet: SHEET_KEY,
    },
    logOrigin: 'example/qingxi',
    witnesses: [],
    derivedFrom: null,
  };
  const writer = createRecordWriter();
  const assembly = { writer, keys, devices, letters: new Map(), time: 1_795_000_000 };
  const meeting = byServer<MeetingEntry>(assembly, unsigned);
  const { hash } = writer.append(meeting);
  return { ...assembly, meeting, meetingHash: hash };
}

export const byServer = <E extends SignedEntry>({ keys }: Pick<Assembly, 'keys'>, unsigned: Unsigned<SignedEntry>): E =>
  withSignatures<E>(unsigned as Unsigned<E>, [signEntry(unsigned, SERVER, keys.entries.secretKey)]);

export const recordOf = ({ writer }: Pick<Assembly, 'writer'>): RecordFile => readRecord(writer.text());

export const deviceOf = ({ devices }: Assembly, index: number): ScrutineerState =>
  devices[index - 1] as ScrutineerState;

/** The log's signed head now, without cosignatures. */
export function signedHead({ writer, meeting, keys }: Assembly): string {
  const text = formatCheckpoint({ origin: meeting.logOrigin, size: writer.size(), root: writer.root() });
  const log = { name: meeting.logOrigin, publicKey: keys.log.publicKey };
  return formatNote({ text, signatures: [signNote(text, log, keys.log.secretKey)] });
}

/** A checkpoint that the given devices cosign after checking its consistency. */
export function cosignedCheckpoint(assembly: Assembly, indices: readonly number[]): void {
  const note = signedHead(assembly);
  const lines: NoteSignature[] = [];
  for (const index of indices) {
    const state = deviceOf(assembly, index);
    const proof = consistencyProof(treeOf(recordOf(assembly)), state.cosigned?.size ?? 0).map(encodeBase64url);
    assembly.time += 1;
    const cosigned = cosignHead(state, assembly.meeting, { note, proof }, assembly.time);
    if (!cosigned.ok) throw new Error(`device ${index} does not cosign: ${cosigned.error}`);
    assembly.devices[index - 1] = cosigned.value.state;
    lines.push(...parseNote(cosigned.value.note).signatures.slice(1));
  }
  const { text, signatures } = parseNote(note);
  assembly.writer.checkpoint(formatNote({ text, signatures: [...signatures, ...lines] }));
}

/** One step of one device; true when it did something. Begins and confirms by itself, as an attentive person would. */
export async function takeStep(assembly: Assembly, index: number): Promise<boolean> {
  const view = { record: recordOf(assembly), letters: assembly.letters.get(index) ?? [] };
  const { state, step } = await nextCeremonyStep(deviceOf(assembly, index), view);
  assembly.devices[index - 1] = state;
  switch (step.kind) {
    case 'begin':
      assembly.devices[index - 1] = beginCeremony(state, view.record, countingRandom(`begin ${index}`));
      return true;
    case 'publish':
      assembly.writer.append(step.entry as Entry);
      return true;
    case 'compare':
      assembly.devices[index - 1] = confirmDigits(state, step.ceremony);
      return true;
    case 'send':
      for (const { to, content } of step.letters) {
        const letter = { from: index, ceremony: step.ceremony, content };
        assembly.letters.set(to, [...(assembly.letters.get(to) ?? []), letter]);
      }
      assembly.devices[index - 1] = sharesSent(state, step.ceremony);
      return true;
    case 'wait':
    case 'lost':
    case 'complete':
      return false;
  }
}

/** More than any ceremony takes: devices that abort each other's attempts for ever have to be noticed. */
const MOST_TURNS = 40;

/** All devices until nobody has anything to do; stops early when `until` holds. */
export async function runCeremony(assembly: Assembly, until: () => boolean = () => false): Promise<void> {
  let turns = 0;
  for (let moved = true; moved; ) {
    moved = false;
    turns += 1;
    if (turns > MOST_TURNS) throw new Error('the ceremony comes to no end');
    for (let index = 1; index <= assembly.devices.length; index++) {
      if (until()) return;
      moved = (await takeStep(assembly, index)) || moved;
    }
  }
}

/** Ceremony and rehearsal, complete. */
export async function assemblyWithKeys(n: number, threshold: number, kind?: MeetingEntry['kind']): Promise<Assembly> {
  const assembly = await newAssembly(n, threshold, kind);
  await runCeremony(assembly);
  for (let index = 1; index <= n; index++) {
    const { state, step } = nextRehearsalStep(
      deviceOf(assembly, index),
      recordOf(assembly),
      countingRandom(`r${index}`),
    );
    if (step.kind !== 'publish') throw new Error(`rehearsal: ${step.kind}`);
    assembly.devices[index - 1] = state;
    assembly.writer.append(step.entry);
  }
  return assembly;
}

/** Of three devices, with a ceremony, in a log that names these witnesses in its first leaf. */
export async function assemblyWitnessedBy(witnesses: MeetingEntry['witnesses']): Promise<Assembly> {
  const made = await newAssembly(3, 2);
  const { signatures: _, ...unsigned } = made.meeting;
  const meeting = byServer<MeetingEntry>(made, { ...unsigned, witnesses });
  const writer = createRecordWriter();
  const { hash } = writer.append(meeting);
  const assembly = { ...made, writer, meeting, meetingHash: hash };
  await runCeremony(assembly);
  return assembly;
}

export const entriesOfLog = (assembly: Assembly): readonly Entry[] =>
  recordOf(assembly).leaves.flatMap((leaf) => (leaf.kind === 'entry' ? [leaf.entry] : []));

/** The same keys over other leaves. */
export function overLeaves(assembly: Assembly, leaves: readonly Entry[]): Assembly {
  const writer = createRecordWriter();
  for (const entry of leaves) writer.append(entry);
  return { ...assembly, writer };
}
