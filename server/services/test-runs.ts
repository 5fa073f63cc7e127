/**
 * 演练 (specification §3.9, UX O7): a draft is copied into a meeting of its own, held like any other, and wiped by two officials.
 * What is left is the signed proof that nothing is.
 *
 * Security: the mark is in the row of the meeting from its first moment and cannot be taken away; keys, cards, codes and record are made
 * anew when the copy is sealed, so nothing of it holds elsewhere. Only a test run can be wiped.
 */
import { encodeHex } from '../../crypto/encoding/hex.ts';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { drawSignedPaper } from '../../printables/documents/signed-document.ts';
import { wipingProof } from '../../printables/documents/wiping-proof.ts';
import { WIPING_PROOF_ATTACHMENT } from '../../printables/signed/open-wiping-proof.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { testRunTitle } from '../../tally/meeting/test-run.ts';
import { loadMachines } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { insertMeeting, loadMeeting, lockMeeting } from '../store/meeting.ts';
import { loadScrutineers } from '../store/roll.ts';
import {
  copyDraft,
  countHeld,
  deleteHeld,
  insertWipedTestRun,
  loadMeetingsOfTestRun,
  loadWipedTestRuns,
  loadWipingProof,
  type WipedTestRun,
} from '../store/test-run.ts';
import { fonts } from './fonts.ts';
import { newMeetingId } from './meeting-drafts.ts';
import { createMeetingKeys, loadMeetingKeys } from './meeting-keys.ts';
import { machineKey, scrutineerKey } from './presence.ts';
import type { RecordLog } from './record-log.ts';
import { chineseDay } from './township.ts';

export type TestRuns = {
  readonly start: (draft: string) => Promise<Result<string, 'not-found' | 'sealed-already' | 'test-run'>>;
  /** The first is signed in, the second has given the own password. */
  readonly wipe: (
    meeting: string,
    officials: readonly [string, string],
  ) => Promise<Result<true, 'not-found' | 'no-test-run'>>;
  readonly wiped: () => Promise<readonly Omit<WipedTestRun, 'proof'>[]>;
  readonly proof: (meeting: string) => Promise<Uint8Array | undefined>;
};

/** Services that keep something of a meeting, or of one of its devices, in memory. */
type Memory = { readonly forget: (of: string) => void };
export type Memories = {
  readonly ofMeetings: readonly Memory[];
  readonly ofMachines: readonly Memory[];
  readonly ofDevicesSeen: Memory;
};

const groups = (root: Uint8Array): string => encodeHex(root).match(/.{4}/g)?.join(' ') ?? '';

/** HH:MM in China. */
const chineseTime = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);

export function createTestRuns(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly memories: Memories;
  readonly random: RandomBytes;
  readonly now: () => Date;
}): TestRuns {
  const { db, log, memories, random, now } = options;

  /** Every device of a test run, as memory names it. */
  async function devicesOf(tx: Database, meetings: readonly string[]) {
    const machines: string[] = [];
    const seen: string[] = [];
    for (const meeting of meetings) {
      for (const { id } of await loadMachines(tx, meeting)) machines.push(id);
      for (const { index } of await loadScrutineers(tx, meeting)) seen.push(scrutineerKey(meeting, index));
    }
    return { machines, seen: [...seen, ...machines.map(machineKey)] };
  }

  return {
    start: async (draft) =>
      db.transaction(async (tx) => {
        const source = await lockMeeting(tx, draft);
        if (source === undefined) return err('not-found');
        if (source.testRunOf !== null) return err('test-run');
        if (source.phase !== 'draft') return err('sealed-already');
        const id = newMeetingId(random);
        const { kind, threshold, tellers } = source;
        // It follows from no meeting, though its draft may: no test run builds on a result that is none (specification §3.9).
        await insertMeeting(tx, {
          id,
          kind,
          threshold,
          tellers,
          testRunOf: draft,
          draft: { ...source.draft, title: testRunTitle(source.draft.title) },
        });
        await copyDraft(tx, source, id);
        return ok(id);
      }),

    wipe: async (id, officials) => {
      const found = await loadMeeting(db, id);
      if (found === undefined) return err('not-found');
      if (found.testRunOf === null) return err('no-test-run');
      const wiped = await log.write(id, async ({ tx, head }) => {
        const stored = await lockMeeting(tx, id);
        if (stored === undefined) return null;
        const { title } = stored.draft;
        // A draft may not name anybody yet.
        const organization = stored.draft.organization === '' ? title : stored.draft.organization;
        const at = now();
        const meetings = await loadMeetingsOfTestRun(tx, id);
        const before = await countHeld(tx, meetings);
        const keys =
          (await loadMeetingKeys(tx, id)) ?? (await createMeetingKeys(tx, id, { organization, random, now: at }));
        const devices = await devicesOf(tx, meetings);
        await deleteHeld(tx, meetings);
        const after = await countHeld(tx, meetings);
        const day = chineseDay(at);
        const facts = {
          organization,
          title,
          meeting: id,
          day,
          time: chineseTime(at),
          officials,
          root: groups(head.root),
          size: head.size,
          held: before.map((one, place) => ({ title: one.title, before: one.rows, after: after[place]?.rows ?? 0 })),
        };
        const paper = await drawSignedPaper(
          {
            document: wipingProof(facts),
            author: organization,
            reason: '清零证明 Proof of zero',
            date: at,
            specimen: false,
            attached: { name: WIPING_PROOF_ATTACHMENT, data: { type: 'wiping-proof', version: 1, ...facts } },
          },
          fonts(),
        );
        await insertWipedTestRun(tx, {
          id,
          draft: stored.testRunOf ?? '',
          title,
          day,
          proof: signPdf(paper, keys.sheet),
        });
        return { meetings, ...devices };
      });
      if (wiped === null) return err('not-found');
      for (const { forget } of memories.ofMeetings) wiped.meetings.forEach(forget);
      for (const { forget } of memories.ofMachines) wiped.machines.forEach(forget);
      wiped.seen.forEach(memories.ofDevicesSeen.forget);
      return ok(true);
    },

    wiped: () => loadWipedTestRuns(db),
    proof: (meeting) => loadWipingProof(db, meeting),
  };
}
