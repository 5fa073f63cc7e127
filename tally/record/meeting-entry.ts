/**
 * `meeting`: the first entry. It declares every key that may speak in this record, one purpose to a key
 * (specification §3). Signed by the server; the scrutineers confirm it by the key ceremony over its hash.
 */
import { z } from 'zod';
import { isTestRunTitle } from '../meeting/test-run.ts';
import { entrySignature } from './authors.ts';
import { bytes32, bytesAny, calendarDay, hash, leafCount, positive, scrutineerIndex, text, words } from './fields.ts';

/** Keys of one scrutineer's device: entries, and cosignatures of checkpoints. Ed25519, 32 bytes. */
export const scrutineerKeys = z.strictObject({ name: words(60), signKey: bytes32, cosignKey: bytes32 }).readonly();
export type ScrutineerKeys = z.infer<typeof scrutineerKeys>;

/** Server keys. `sheet` is the P-256 SubjectPublicKeyInfo that signs the result sheet; the others are Ed25519. */
export const serverKeys = z
  .strictObject({ entries: bytes32, log: bytes32, receipts: bytes32, sheet: bytesAny })
  .readonly();
export type ServerKeys = z.infer<typeof serverKeys>;

/** Name of a key in signed notes: no blanks, no plus sign (C2SP signed-note). */
export const noteName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,99}$/);

export const witness = z.strictObject({ name: noteName, key: bytes32 }).readonly();
export type Witness = z.infer<typeof witness>;

/** The result this meeting builds on, e.g. the assembly whose committee now meets. */
export const derivedFrom = z
  .strictObject({ meeting: hash, round: positive, result: hash, root: hash, size: leafCount })
  .readonly();

/**
 * 党员大会 and 委员会全体会议 elect; 民主推荐 and 民主测评 elect nobody: a meeting of these kinds is held by one group of
 * participants, who need not be Party members (rules §4.3, §4.4).
 */
export const MEETING_KINDS = ['assembly', 'plenary', 'recommendation', 'appraisal'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

/** Whether somebody is elected in a meeting of this kind. */
export const isElectionMeeting = (kind: MeetingKind): kind is 'assembly' | 'plenary' =>
  kind === 'assembly' || kind === 'plenary';

export const meetingId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/);

export const meetingEntry = z
  .strictObject({
    type: z.literal('meeting'),
    version: z.literal(1),
    id: meetingId,
    kind: z.enum(MEETING_KINDS),
    /** The group that takes part, where forms of several groups are kept apart: 党员, 村民代表, A. Absent: no group. */
    group: words(20).optional(),
    title: words(200),
    organization: words(200),
    superior: words(200),
    date: calendarDay,
    place: text(200),
    chair: words(60),
    tellers: z.array(words(60)).max(99).readonly(),
    threshold: scrutineerIndex,
    scrutineers: z.array(scrutineerKeys).min(1).max(99).readonly(),
    keys: serverKeys,
    logOrigin: noteName,
    witnesses: z.array(witness).max(20).readonly(),
    derivedFrom: derivedFrom.nullable(),
    /** 演练: nothing that this record says is a result (specification §3.9); absent in every real meeting. */
    testRun: z.literal(true).optional(),
    /** Nothing is opened before the assembly has voted on what it needs; absent in records that are older (specification §8.6). */
    motionsRequired: z.literal(true).optional(),
    signatures: z.array(entrySignature).readonly(),
  })
  .refine(({ testRun, title }) => testRun === undefined || isTestRunTitle(title))
  .readonly();
export type MeetingEntry = z.infer<typeof meetingEntry>;

/** Scrutineers cosign under this name; a name is public in every note, so it carries the index only. */
export const cosignerName = (logOrigin: string, index: number): string => `${logOrigin}/scrutineer-${index}`;
