/**
 * Heads of the log by who signed them: of the log alone, or of t scrutineers' devices and every witness as well, without whom the
 * server could show a head to one device only (specification §8.2 a).
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { type Checkpoint, parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { type Note, parseNote, verifyCosignature, verifyNote } from '../../crypto/log/signed-note.ts';
import { cosignerName, type MeetingEntry } from '../record/meeting-entry.ts';
import type { ReadCheckpoint } from '../record/reader.ts';

export interface ShownHead {
  readonly note: Note;
  readonly head: Checkpoint;
}

/** Null unless the line can be read and speaks about the entries that stand before it, in this log. */
export function shownHead(line: ReadCheckpoint, meeting: MeetingEntry): ShownHead | null {
  try {
    const note = parseNote(line.note);
    const head = parseCheckpoint(note.text);
    return head.origin === meeting.logOrigin && head.size === line.size ? { note, head } : null;
  } catch {
    return null;
  }
}

export const isLogSigned = ({ note }: ShownHead, meeting: MeetingEntry): boolean =>
  verifyNote(note, { name: meeting.logOrigin, publicKey: decodeBase64url(meeting.keys.log, 32) });

export function isCosigned(shown: ShownHead, meeting: MeetingEntry): boolean {
  const cosigned = (name: string, key: string) =>
    verifyCosignature(shown.note, { name, publicKey: decodeBase64url(key, 32) }) !== undefined;
  const scrutineers = meeting.scrutineers.filter(({ cosignKey }, at) =>
    cosigned(cosignerName(meeting.logOrigin, at + 1), cosignKey),
  );
  return (
    scrutineers.length >= meeting.threshold &&
    meeting.witnesses.every(({ name, key }) => cosigned(name, key)) &&
    isLogSigned(shown, meeting)
  );
}
