/**
 * The key ceremony as the server relays it (specification §4): entries of scrutineers checked for author, order and
 * content before they are appended, encrypted shares passed on unread. The devices check everything again; the server
 * only keeps out what would spoil the record.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import {
  ceremonyDigits,
  ceremonyHash,
  type ElectionKeys,
  electionKeys,
  openPackage,
  openPackages,
  packageCommitment,
  rehearsalPoint,
} from '../../crypto/threshold/key-ceremony.ts';
import { verifyPartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import type {
  KeyAbortEntry,
  KeyCommitEntry,
  KeyConfirmEntry,
  KeyRevealEntry,
} from '../../tally/record/ceremony-entries.ts';
import type { PartialDecryptionEntry } from '../../tally/record/count-entries.ts';
import { decodePartial } from '../../tally/verify/partials.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, lockMeeting } from '../store/meeting.ts';
import {
  countMessagesFrom,
  deleteMessages,
  insertMessage,
  loadMessages,
  type StoredMessage,
} from '../store/record-ceremony.ts';
import { movePhase } from './proposals.ts';
import type { LogWriter, RecordLog } from './record-log.ts';
import { ceremonyStep, type RecordState, scrutineersOf } from './record-state.ts';

export type CeremonyEntry = KeyCommitEntry | KeyRevealEntry | KeyConfirmEntry | KeyAbortEntry | PartialDecryptionEntry;

export type CeremonyRefusal = 'wrong-phase' | 'entry-refused';

export type KeyCeremony = {
  /** Author and signature have been checked by the caller; `index` is the author's. */
  readonly submit: (
    writer: LogWriter,
    meeting: string,
    index: number,
    entry: CeremonyEntry,
  ) => Promise<Result<{ readonly index: number }, CeremonyRefusal>>;
  readonly send: (
    meeting: string,
    sender: number,
    ceremony: string,
    messages: readonly { readonly to: number; readonly content: string }[],
  ) => Promise<Result<true, 'wrong-phase' | 'recipient-unknown'>>;
  readonly fetch: (
    meeting: string,
    recipient: number,
  ) => Promise<readonly (StoredMessage & { readonly ceremony: string })[]>;
  /** Whether this scrutineer's shares for the running ceremony lie here. */
  readonly hasSent: (meeting: string, sender: number) => Promise<boolean>;
};

/** Hash of the running ceremony once all packages are in (base64url). */
export function runningCeremony(state: RecordState): Uint8Array | undefined {
  const { meeting, ceremony } = state;
  const { n } = scrutineersOf(state);
  if (meeting === undefined || n === 0 || ceremony.reveals.size < n) return undefined;
  return ceremonyHash(decodeBase64url(meeting.hash, 32), packagesOf(state));
}

export const runningDigits = (state: RecordState): readonly string[] | undefined => {
  const ceremony = runningCeremony(state);
  return ceremony === undefined ? undefined : ceremonyDigits(ceremony);
};

const packagesOf = (state: RecordState): readonly KeyRevealEntry['package'][] =>
  [...state.ceremony.reveals.entries()].sort(([a], [b]) => a - b).map(([, { entry }]) => entry.package);

/** K and X_1..X_n from the packages; undefined when they do not make keys, which the devices abort. */
function jointKeys(state: RecordState): ElectionKeys | undefined {
  const meeting = state.meeting;
  if (meeting === undefined) return undefined;
  const hash = decodeBase64url(meeting.hash, 32);
  const opened = openPackages(packagesOf(state), { meeting: hash, ...scrutineersOf(state) });
  if (!opened.ok) return undefined;
  const keys = electionKeys(hash, opened.value);
  return keys.ok ? keys.value : undefined;
}

const pointText = (P: Parameters<typeof encodePoint>[0]): string => encodeBase64url(encodePoint(P));

export function createKeyCeremony(db: Database, log: RecordLog): KeyCeremony {
  return {
    async submit(writer, meeting, index, entry) {
      const { tx, state } = writer;
      if ((await lockMeeting(tx, meeting))?.phase !== 'ceremony') return err('wrong-phase');
      if (!isInPlace(state, index, entry)) return err('entry-refused');
      const appended = writer.append(entry);
      if (entry.type === 'key-abort') await deleteMessages(tx, meeting);
      const { n } = scrutineersOf(state);
      if (entry.type === 'partial-decryption' && state.ceremony.rehearsals.size + 1 === n) {
        await deleteMessages(tx, meeting);
        await movePhase(tx, meeting, 'cards');
      }
      return ok({ index: appended.index });
    },

    async send(meeting, sender, ceremony, messages) {
      const state = await log.state(meeting);
      const running = runningCeremony(state);
      if ((await loadMeeting(db, meeting))?.phase !== 'ceremony') return err('wrong-phase');
      if (running === undefined || encodeBase64url(running) !== ceremony) return err('wrong-phase');
      const { n } = scrutineersOf(state);
      if (messages.some(({ to }) => to < 1 || to > n || to === sender)) return err('recipient-unknown');
      await db.transaction(async (tx) => {
        for (const { to, content } of messages) {
          await insertMessage(tx, meeting, ceremony, { sender, recipient: to, ciphertext: content });
        }
      });
      return ok(true);
    },

    async fetch(meeting, recipient) {
      const running = runningCeremony(await log.state(meeting));
      if (running === undefined) return [];
      const ceremony = encodeBase64url(running);
      const messages = await loadMessages(db, meeting, ceremony, recipient);
      return messages.map((message) => ({ ...message, ceremony }));
    },

    async hasSent(meeting, sender) {
      const running = runningCeremony(await log.state(meeting));
      if (running === undefined) return false;
      return (await countMessagesFrom(db, meeting, encodeBase64url(running), sender)) > 0;
    },
  };
}

/** Order and content of one entry against what stands in the record. */
function isInPlace(state: RecordState, index: number, entry: CeremonyEntry): boolean {
  const { commits, reveals, confirms, rehearsals } = state.ceremony;
  const step = ceremonyStep(state);
  switch (entry.type) {
    case 'key-commit':
      return step === 'commit' && entry.index === index && !commits.has(index);
    case 'key-reveal':
      return step === 'reveal' && entry.package.index === index && !reveals.has(index) && isCommitted(state, entry);
    case 'key-confirm':
      return step === 'digits' && entry.index === index && !confirms.has(index) && isJointKey(state, entry);
    case 'key-abort':
      // With nothing begun there is nothing to abort: of two aborts at once the second ends nothing.
      return entry.index === index && commits.size > 0;
    case 'partial-decryption':
      return (
        step === 'rehearsal' && entry.index === index && !rehearsals.has(index) && isRehearsal(state, index, entry)
      );
  }
}

/** Specification §4 step 2: exactly the package that was committed to, with this scrutineer's name and key. */
function isCommitted(state: RecordState, { package: given }: KeyRevealEntry): boolean {
  const { meeting, ceremony } = state;
  const declared = meeting?.entry.scrutineers[given.index - 1];
  if (meeting === undefined || declared === undefined) return false;
  const expected = { meeting: decodeBase64url(meeting.hash, 32), index: given.index, ...scrutineersOf(state) };
  return (
    declared.name === given.name &&
    declared.signKey === given.signKey &&
    ceremony.commits.get(given.index)?.entry.commitment === encodeBase64url(packageCommitment(given)) &&
    openPackage(given, expected).ok
  );
}

function isJointKey(state: RecordState, entry: KeyConfirmEntry): boolean {
  const keys = jointKeys(state);
  return (
    keys !== undefined &&
    entry.ceremony === encodeBase64url(keys.ceremony) &&
    entry.K === pointText(keys.K) &&
    entry.X.join() === keys.X.map(pointText).join()
  );
}

/** The proof of §8.3 over the one pair (R, R). */
function isRehearsal(state: RecordState, index: number, entry: PartialDecryptionEntry): boolean {
  const keys = jointKeys(state);
  const X = keys?.X[index - 1];
  const partial = decodePartial(entry);
  if (keys === undefined || X === undefined || partial === null) return false;
  if (entry.stage !== 'rehearsal' || entry.ctx !== encodeBase64url(keys.ceremony)) return false;
  const R = rehearsalPoint(keys.ceremony);
  return verifyPartialDecryption(
    { ctx: keys.ceremony, stage: 'rehearsal', index, K: keys.K, X, pairs: [[R, R]] },
    partial,
  );
}
