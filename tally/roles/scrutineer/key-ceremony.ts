/**
 * The key ceremony on one scrutineer's device (specification §4) as a step function: state × what stands in the
 * record × messages → new state and what to do next. Called again after every change; it does nothing twice.
 *
 * commit → (n commitments, no other taken afterwards) → reveal → (n packages) → digits compared by people →
 * shares age-encrypted → (n shares) → confirm → (n equal confirmations) → complete. Any failure → `key-abort` with
 * its reason, all secrets of the attempt deleted.
 *
 * a_0 … a_{t−1} this device's polynomial · f_i(j) the share from i to j · x_j = Σ_i f_i(j) · X_j = x_j G · K
 *
 * Security: record and messages come from the server and from colleagues who may all lie. The state must be stored
 * before what a step publishes is sent, so that a reload never publishes two packages.
 */
import { decryptWith, encryptTo } from '../../../crypto/confidential.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodeScalar, encodePoint, encodeScalar, type RandomBytes, type Scalar } from '../../../crypto/group.ts';
import {
  ceremonyDigits,
  combineShares,
  type ElectionKeys,
  electionKeys,
  makePackage,
  newCoefficients,
  type OpenedPackage,
  openPackages,
  openShareMessage,
  packageCommitment,
  shareFor,
  shareMessageBytes,
} from '../../../crypto/threshold/key-ceremony.ts';
import { scrutineerAuthor } from '../../record/authors.ts';
import type { KeyConfirmEntry } from '../../record/ceremony-entries.ts';
import { type SignedEntry, signEntry, type Unsigned, withSignatures } from '../../record/entry.ts';
import type { RecordFile } from '../../record/reader.ts';
import { type AbortReason, abortReasonLine } from './abort-reason.ts';
import { byIndex, type CeremonyRecord, readCeremony } from './ceremony-record.ts';
import { recognizeMeeting } from './enrolment.ts';
import { type CeremonySecrets, type ScrutineerState, signingKeyOf } from './state.ts';

/** An encrypted share addressed to this device, as the server hands it over. */
export interface ShareLetter {
  readonly from: number;
  /** Ceremony hash the sender names. */
  readonly ceremony: string;
  /** age file. */
  readonly content: Uint8Array;
}

export interface CeremonyView {
  readonly record: RecordFile;
  readonly letters: readonly ShareLetter[];
}

export type CeremonyWait = 'meeting' | 'commitments' | 'packages' | 'shares' | 'confirmations';

export type CeremonyStep =
  /** The scrutineer makes her keys (`beginCeremony`); `aborted` tells why an earlier attempt ended. */
  | { readonly kind: 'begin'; readonly aborted: { readonly by: number; readonly reason: string } | null }
  | { readonly kind: 'wait'; readonly for: CeremonyWait; readonly missing: readonly number[] }
  | { readonly kind: 'publish'; readonly entry: SignedEntry }
  | { readonly kind: 'compare'; readonly ceremony: string; readonly digits: readonly string[] }
  | { readonly kind: 'send'; readonly ceremony: string; readonly letters: readonly Letter[] }
  /** Keys that this device does not know are in the meeting, or its own commitment is another's: it cannot go on. */
  | { readonly kind: 'lost'; readonly reason: 'meeting-not-mine' | 'secrets-lost' }
  | { readonly kind: 'complete' };

export interface Letter {
  readonly to: number;
  readonly content: Uint8Array;
}

export interface CeremonyTurn {
  readonly state: ScrutineerState;
  readonly step: CeremonyStep;
}

const author = (state: ScrutineerState, entry: Unsigned<SignedEntry>): SignedEntry =>
  withSignatures(entry, [signEntry(entry, scrutineerAuthor(state.index), signingKeyOf(state).secretKey)]);

const publish = (state: ScrutineerState, entry: Unsigned<SignedEntry>): CeremonyTurn => ({
  state,
  step: { kind: 'publish', entry: author(state, entry) },
});

/** Ends the running attempt for everybody: the entry to publish, and a state without its secrets. */
export function abortCeremony(state: ScrutineerState, reason: AbortReason): CeremonyTurn {
  const without = { ...state, ceremony: null, share: null };
  return publish(without, { type: 'key-abort', index: state.index, reason: abortReasonLine(reason) });
}

/** Makes this device's polynomial and package for the running attempt; the next step publishes the commitment. */
export function beginCeremony(state: ScrutineerState, record: RecordFile, random: RandomBytes): ScrutineerState {
  const ceremony = readCeremony(record);
  if (ceremony === undefined || !recognizeMeeting(state, ceremony.meeting).ok) {
    throw new Error('ceremony: this meeting is not the one the device enrolled in');
  }
  const { meeting, meetingHash, attempt } = ceremony;
  const polynomial = newCoefficients(meeting.threshold, random);
  const keyPackage = makePackage(
    {
      meeting: meetingHash,
      index: state.index,
      name: state.name,
      n: meeting.scrutineers.length,
      t: meeting.threshold,
      signKey: signingKeyOf(state).publicKey,
      recipient: state.ageRecipient,
    },
    polynomial,
    random,
  );
  return {
    ...state,
    share: null,
    ceremony: {
      attempt,
      polynomial: polynomial.map((a) => encodeBase64url(encodeScalar(a))),
      package: keyPackage,
      commitments: null,
      confirmed: null,
      sent: null,
    },
  };
}

/** The scrutineer has read the digits aloud and all devices showed the same (specification §4 step 2). */
export function confirmDigits(state: ScrutineerState, ceremony: string): ScrutineerState {
  if (state.ceremony === null) throw new Error('ceremony: no digits to confirm');
  return { ...state, ceremony: { ...state.ceremony, confirmed: ceremony } };
}

/** The letters of this ceremony have reached the server. */
export function sharesSent(state: ScrutineerState, ceremony: string): ScrutineerState {
  if (state.ceremony === null) throw new Error('ceremony: no shares to send');
  return { ...state, ceremony: { ...state.ceremony, sent: ceremony } };
}

const text = (bytes: Uint8Array): string => encodeBase64url(bytes);

/** What to do next. The returned state is to be stored before its step is carried out. */
export async function nextCeremonyStep(state: ScrutineerState, view: CeremonyView): Promise<CeremonyTurn> {
  const running = readCeremony(view.record);
  if (running === undefined) return { state, step: { kind: 'wait', for: 'meeting', missing: [] } };
  if (!recognizeMeeting(state, running.meeting).ok)
    return { state, step: { kind: 'lost', reason: 'meeting-not-mine' } };
  if (running.inUse && state.share !== null) return { state, step: { kind: 'complete' } };

  const fresh = forgetAborted(state, running);
  const ownCommit = running.commits.find(({ index }) => index === state.index);
  if (fresh.ceremony === null) return withoutSecrets(fresh, running, ownCommit !== undefined);

  const ownCommitment = text(packageCommitment(fresh.ceremony.package));
  if (ownCommit !== undefined && ownCommit.commitment !== ownCommitment) {
    return { state: fresh, step: { kind: 'lost', reason: 'secrets-lost' } };
  }
  if (running.forged > 0) return abortCeremony(fresh, { code: 'entry-forged', index: running.forged });
  if (fresh.share !== null) return afterConfirm(fresh, running);
  if (ownCommit === undefined) {
    return publish(fresh, { type: 'key-commit', index: fresh.index, commitment: ownCommitment });
  }
  return afterCommit(fresh, fresh.ceremony, running, view.letters);
}

/** A properly signed abort ends an attempt on every device: its secrets and its share are deleted. */
function forgetAborted(state: ScrutineerState, running: CeremonyRecord): ScrutineerState {
  const ceremony = state.ceremony?.attempt === running.attempt ? state.ceremony : null;
  const share = state.share?.attempt === running.attempt ? state.share : null;
  return ceremony === state.ceremony && share === state.share ? state : { ...state, ceremony, share };
}

function withoutSecrets(state: ScrutineerState, running: CeremonyRecord, committed: boolean): CeremonyTurn {
  if (state.share !== null) return afterConfirm(state, running);
  if (committed) return { state, step: { kind: 'lost', reason: 'secrets-lost' } };
  const { lastAbort } = running;
  const aborted = lastAbort === null ? null : { by: lastAbort.index, reason: lastAbort.reason };
  return { state, step: { kind: 'begin', aborted } };
}

async function afterCommit(
  state: ScrutineerState,
  secrets: CeremonySecrets,
  running: CeremonyRecord,
  letters: readonly ShareLetter[],
): Promise<CeremonyTurn> {
  const n = running.meeting.scrutineers.length;
  const commits = byIndex(running.commits, n);
  if (commits.twice !== undefined) return abortCeremony(state, { code: 'commitment-repeated', index: commits.twice });
  if (commits.missing.length > 0) return wait(state, 'commitments', commits.missing);

  // §4 step 1: with n commitments in hand the device takes no other, and only now opens its own.
  const commitments = commits.at.map((entry) => (entry as (typeof running.commits)[number]).commitment);
  if (secrets.commitments === null) {
    return afterCommit(
      { ...state, ceremony: { ...secrets, commitments } },
      { ...secrets, commitments },
      running,
      letters,
    );
  }
  const changed = commitments.findIndex((commitment, at) => commitment !== secrets.commitments?.[at]);
  if (changed >= 0) return abortCeremony(state, { code: 'commitment-changed', index: changed + 1 });

  const reveals = byIndex(running.reveals, n);
  if (reveals.twice !== undefined) return abortCeremony(state, { code: 'package-repeated', index: reveals.twice });
  const own = reveals.at[state.index - 1];
  if (own === undefined) return publish(state, { type: 'key-reveal', package: secrets.package });
  if (reveals.missing.length > 0) return wait(state, 'packages', reveals.missing);

  const packages = reveals.at.map((entry) => (entry as (typeof running.reveals)[number]).package);
  const joint = openCeremony(packages, commitments, running);
  if ('code' in joint) return abortCeremony(state, joint);
  return afterPackages(state, secrets, running, joint, letters);
}

interface JointKeys {
  readonly opened: readonly OpenedPackage[];
  readonly keys: ElectionKeys;
}

/** Every package against its commitment, the meeting and its proof; then K and X_1..X_n. */
function openCeremony(
  packages: readonly CeremonySecrets['package'][],
  commitments: readonly string[],
  { meeting, meetingHash }: CeremonyRecord,
): JointKeys | AbortReason {
  const changed = packages.findIndex((value, at) => text(packageCommitment(value)) !== commitments[at]);
  if (changed >= 0) return { code: 'package-changed', index: changed + 1 };
  const foreign = packages.findIndex(({ name, signKey }, at) => {
    const declared = meeting.scrutineers[at];
    return name !== declared?.name || signKey !== declared.signKey;
  });
  if (foreign >= 0) return { code: 'package-name', index: foreign + 1 };
  const opened = openPackages(packages, {
    meeting: meetingHash,
    n: meeting.scrutineers.length,
    t: meeting.threshold,
  });
  if (!opened.ok) return { code: 'package-wrong', index: opened.error[0]?.index };
  const keys = electionKeys(meetingHash, opened.value);
  return keys.ok
    ? { opened: opened.value, keys: keys.value }
    : { code: 'keys-degenerate', index: keys.error[0]?.index };
}

async function afterPackages(
  state: ScrutineerState,
  secrets: CeremonySecrets,
  running: CeremonyRecord,
  { opened, keys }: JointKeys,
  letters: readonly ShareLetter[],
): Promise<CeremonyTurn> {
  const ceremony = text(keys.ceremony);
  // §4 step 2: people compare before any share leaves a device.
  if (secrets.confirmed !== ceremony) {
    return { state, step: { kind: 'compare', ceremony, digits: ceremonyDigits(keys.ceremony) } };
  }
  const coefficients = secrets.polynomial.map((a) => decodeScalar(decodeBase64url(a, 32), 'coefficient'));
  if (secrets.sent !== ceremony) return sendShares(state, coefficients, { opened, keys }, ceremony);

  const shares: Scalar[] = [];
  const missing: number[] = [];
  for (const from of opened) {
    const index = from.keyPackage.index;
    if (index === state.index) {
      shares.push(shareFor(coefficients, index));
      continue;
    }
    const letter = letters.find((other) => other.from === index && other.ceremony === ceremony);
    if (letter === undefined) {
      missing.push(index);
      continue;
    }
    const message = await decryptWith(state.ageIdentity, letter.content);
    if (!message.ok) return abortCeremony(state, { code: 'share-unreadable', index });
    const share = openShareMessage(message.value, { ceremony: keys.ceremony, from, to: state.index });
    if (!share.ok) return abortCeremony(state, { code: 'share-wrong', index });
    shares.push(share.value);
  }
  if (missing.length > 0) return wait(state, 'shares', missing);
  return confirmKeys(state, running, keys, shares);
}

async function sendShares(
  state: ScrutineerState,
  coefficients: readonly Scalar[],
  { opened, keys }: JointKeys,
  ceremony: string,
): Promise<CeremonyTurn> {
  const others = opened.filter(({ keyPackage }) => keyPackage.index !== state.index);
  const letters = await Promise.all(
    others.map(async ({ keyPackage: { index, recipient } }) => ({
      to: index,
      content: await encryptTo(
        recipient,
        shareMessageBytes({
          ceremony: keys.ceremony,
          from: state.index,
          to: index,
          share: shareFor(coefficients, index),
        }),
      ),
    })),
  );
  return { state, step: { kind: 'send', ceremony, letters } };
}

/** §4 step 4: x_i is kept from here on, so that a reload after publishing loses nothing. */
function confirmKeys(
  state: ScrutineerState,
  running: CeremonyRecord,
  keys: ElectionKeys,
  shares: readonly Scalar[],
): CeremonyTurn {
  let x: Scalar;
  try {
    x = combineShares(shares);
  } catch {
    return abortCeremony(state, { code: 'keys-degenerate' });
  }
  const share = {
    attempt: running.attempt,
    ceremony: text(keys.ceremony),
    K: text(encodePoint(keys.K)),
    X: keys.X.map((X) => text(encodePoint(X))),
    threshold: running.meeting.threshold,
    x: text(encodeScalar(x)),
  };
  return afterConfirm({ ...state, share }, running);
}

function afterConfirm(state: ScrutineerState, running: CeremonyRecord): CeremonyTurn {
  const { share } = state;
  if (share === null) throw new Error('ceremony: confirming without a share');
  const confirms = byIndex(running.confirms, running.meeting.scrutineers.length);
  if (confirms.twice !== undefined)
    return abortCeremony(state, { code: 'confirmation-repeated', index: confirms.twice });
  const agrees = (entry: KeyConfirmEntry): boolean =>
    entry.ceremony === share.ceremony && entry.K === share.K && entry.X.join() === share.X.join();
  const differing = confirms.at.find((entry) => entry !== undefined && !agrees(entry));
  if (differing !== undefined) return abortCeremony(state, { code: 'confirmation-differs', index: differing.index });
  if (confirms.at[state.index - 1] === undefined) {
    return publish(state, {
      type: 'key-confirm',
      index: state.index,
      ceremony: share.ceremony,
      K: share.K,
      X: share.X,
    });
  }
  if (confirms.missing.length > 0) return wait(state, 'confirmations', confirms.missing);
  // Complete: the polynomial has no use any more and is deleted.
  return { state: { ...state, ceremony: null }, step: { kind: 'complete' } };
}

const wait = (state: ScrutineerState, reason: CeremonyWait, missing: readonly number[]): CeremonyTurn => ({
  state,
  step: { kind: 'wait', for: reason, missing },
});
