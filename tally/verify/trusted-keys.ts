/**
 * Keys the user trusts, from a file she got another way than the record (specification §10). Without them the keys
 * are the record's own: then the record is only shown to agree with itself, and the report says so.
 */
import { z } from 'zod';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { type MeetingEntry, noteName, scrutineerKeys, serverKeys, witness } from '../record/meeting-entry.ts';

export const trustedKeys = z
  .strictObject({
    version: z.literal(1),
    meeting: z.string().min(1).max(64),
    logOrigin: noteName,
    keys: serverKeys,
    scrutineers: z.array(scrutineerKeys).min(1).readonly(),
    witnesses: z.array(witness).readonly(),
  })
  .readonly();
export type TrustedKeys = z.infer<typeof trustedKeys>;

export const trustedKeysOf = (meeting: MeetingEntry): TrustedKeys => ({
  version: 1,
  meeting: meeting.id,
  logOrigin: meeting.logOrigin,
  keys: meeting.keys,
  scrutineers: meeting.scrutineers,
  witnesses: meeting.witnesses,
});

/** Reads trusted-keys.json. */
export function parseTrustedKeys(text: string): Result<TrustedKeys, 'not-json' | 'not-trusted-keys'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('not-json');
  }
  const parsed = trustedKeys.safeParse(value);
  return parsed.success ? ok(parsed.data) : err('not-trusted-keys');
}

export type TrustCode =
  | 'trusted-meeting-differs'
  | 'trusted-log-differs'
  | 'trusted-server-keys-differ'
  | 'trusted-scrutineers-differ'
  | 'trusted-witnesses-differ';

const same = (a: unknown, b: unknown): boolean => equalBytes(hashObject(a), hashObject(b));

/** In what the meeting's declaration departs from the trusted keys. */
export function trustFaults(meeting: MeetingEntry, trusted: TrustedKeys): readonly TrustCode[] {
  const own = trustedKeysOf(meeting);
  const faults: TrustCode[] = [];
  if (own.meeting !== trusted.meeting) faults.push('trusted-meeting-differs');
  if (own.logOrigin !== trusted.logOrigin) faults.push('trusted-log-differs');
  if (!same(own.keys, trusted.keys)) faults.push('trusted-server-keys-differ');
  if (!same(own.scrutineers, trusted.scrutineers)) faults.push('trusted-scrutineers-differ');
  if (!same(own.witnesses, trusted.witnesses)) faults.push('trusted-witnesses-differ');
  return faults;
}
