/**
 * A scrutineer's device enrols: it makes its own keys, one per purpose, and later finds exactly these in the
 * `meeting` entry before it does anything else (specification §3, §4).
 */
import type { ConfidentialKey } from '../../../crypto/confidential.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import type { RandomBytes } from '../../../crypto/group.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { signObject } from '../../../crypto/sign.ts';
import type { MeetingEntry } from '../../record/meeting-entry.ts';
import { publicKeysOf, type ScrutineerState, scrutineerState, signingKeyOf } from './state.ts';

export interface Enrolment {
  readonly meeting: string;
  readonly index: number;
  readonly name: string;
}

/** `shareKey` comes from crypto/confidential.ts, the only place whose randomness is the age library's. */
export function newScrutineer(who: Enrolment, random: RandomBytes, shareKey: ConfidentialKey): ScrutineerState {
  return scrutineerState.parse({
    version: 1,
    meeting: who.meeting,
    index: who.index,
    name: who.name,
    signKey: encodeBase64url(random(32)),
    cosignKey: encodeBase64url(random(32)),
    ageIdentity: shareKey.identity,
    ageRecipient: shareKey.recipient,
    ceremony: null,
    share: null,
    cosigned: null,
    fork: null,
    released: [],
  } satisfies ScrutineerState);
}

export type MeetingRefusal = 'meeting-other' | 'scrutineer-other' | 'keys-other';

/**
 * The device signs nothing in a record whose `meeting` entry does not name this scrutineer with these keys:
 * somebody else would be signing in her name.
 */
export function recognizeMeeting(state: ScrutineerState, meeting: MeetingEntry): Result<true, MeetingRefusal> {
  if (meeting.id !== state.meeting) return err('meeting-other');
  const declared = meeting.scrutineers[state.index - 1];
  if (declared === undefined || declared.name !== state.name) return err('scrutineer-other');
  const own = publicKeysOf(state);
  return declared.signKey === own.signKey && declared.cosignKey === own.cosignKey ? ok(true) : err('keys-other');
}

/** Proof of possession that goes with the keys at enrolment. */
export function signEnrolment(state: ScrutineerState): string {
  const enrolment = { type: 'enrol', meeting: state.meeting, index: state.index, ...publicKeysOf(state) };
  return encodeBase64url(signObject(enrolment, signingKeyOf(state).secretKey));
}

/** Proof to the server that this device holds the enrolled key, over the server's nonce: a session is restored. */
export function signSession(state: ScrutineerState, nonce: string): string {
  const session = { type: 'session', meeting: state.meeting, index: state.index, nonce };
  return encodeBase64url(signObject(session, signingKeyOf(state).secretKey));
}
