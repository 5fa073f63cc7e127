/**
 * Rehearsal of the decryption (specification §4): every scrutineer decrypts the point R that belongs to the ceremony
 * alone, and sets of t that together cover everybody must open it alike. No ballot is ever used for this.
 */
import type { Ciphertext } from '../../../crypto/ballot.ts';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import {
  decodePoint,
  decodePointNotIdentity,
  decodeScalar,
  type Point,
  type RandomBytes,
} from '../../../crypto/group.ts';
import { rehearsalPoint } from '../../../crypto/threshold/key-ceremony.ts';
import { combine, verifyPartialDecryption } from '../../../crypto/threshold/partial-decryption.ts';
import type { PartialDecryptionEntry } from '../../record/count-entries.ts';
import { entriesOf, type RecordFile } from '../../record/reader.ts';
import { signatureFaults } from '../../verify/signatures.ts';
import { abortCeremony, type CeremonyTurn } from './key-ceremony.ts';
import { answerOnce } from './release-memory.ts';
import type { KeyShare, ScrutineerState } from './state.ts';

export type RehearsalStep =
  | { readonly kind: 'publish'; readonly entry: PartialDecryptionEntry }
  | { readonly kind: 'wait'; readonly missing: readonly number[] }
  | { readonly kind: 'abort'; readonly turn: CeremonyTurn }
  | { readonly kind: 'rehearsed' };

export interface RehearsalTurn {
  readonly state: ScrutineerState;
  readonly step: RehearsalStep;
}

/** The one pair (R, R) of the rehearsal. */
const rehearsalPair = (ceremony: string): Ciphertext => {
  const R = rehearsalPoint(decodeBase64url(ceremony, 32));
  return [R, R];
};

/** Sets of t consecutive scrutineers, around the table: together they cover everybody. */
export function coveringSets(n: number, t: number): readonly (readonly number[])[] {
  return Array.from({ length: n }, (_, start) =>
    Array.from({ length: t }, (_unused, offset) => ((start + offset) % n) + 1).sort((a, b) => a - b),
  );
}

/** To be called when the ceremony is complete; a contribution that does not fit aborts the ceremony. */
export function nextRehearsalStep(state: ScrutineerState, record: RecordFile, random: RandomBytes): RehearsalTurn {
  const { share } = state;
  const meeting = entriesOf(record, 'meeting')[0]?.entry;
  if (share === null || meeting === undefined) throw new Error('rehearsal: the ceremony is not complete');
  const n = meeting.scrutineers.length;
  const given = entriesOf(record, 'partial-decryption')
    .map(({ entry }) => entry)
    .filter(({ stage, ctx }) => stage === 'rehearsal' && ctx === share.ceremony);

  if (!given.some(({ index }) => index === state.index)) {
    const released = answerOnce(state, share.ceremony, 'rehearsal', [rehearsalPair(share.ceremony)], random);
    if (!released.ok) throw new Error(`rehearsal: ${released.error}`);
    return { state: released.value.state, step: { kind: 'publish', entry: released.value.entry } };
  }
  const parts = new Map<number, Point>();
  for (const entry of given) {
    const D = signatureFaults(entry, meeting).length === 0 ? verifiedPart(entry, share) : undefined;
    if (D === undefined || parts.has(entry.index)) {
      return {
        state,
        step: { kind: 'abort', turn: abortCeremony(state, { code: 'rehearsal-failed', index: entry.index }) },
      };
    }
    parts.set(entry.index, D);
  }
  const missing = Array.from({ length: n }, (_, at) => at + 1).filter((index) => !parts.has(index));
  if (missing.length > 0) return { state, step: { kind: 'wait', missing } };

  const opened = coveringSets(n, share.threshold).map(
    (set) =>
      combine(
        [rehearsalPair(share.ceremony)],
        set.map((index) => ({ index, D: [parts.get(index) as Point] })),
      )[0] as Point,
  );
  if (opened.some((point) => !point.equals(opened[0] as Point))) {
    return { state, step: { kind: 'abort', turn: abortCeremony(state, { code: 'rehearsal-failed' }) } };
  }
  return { state, step: { kind: 'rehearsed' } };
}

/** D of a contribution whose proof holds; undefined otherwise. */
function verifiedPart(entry: PartialDecryptionEntry, share: KeyShare): Point | undefined {
  try {
    const X = share.X[entry.index - 1];
    if (X === undefined || entry.D.length !== 1) return undefined;
    const D = entry.D.map((textual) => decodePoint(decodeBase64url(textual, 32), 'D'));
    const holds = verifyPartialDecryption(
      {
        ctx: decodeBase64url(entry.ctx, 32),
        stage: 'rehearsal',
        index: entry.index,
        K: decodePointNotIdentity(decodeBase64url(share.K, 32), 'K'),
        X: decodePointNotIdentity(decodeBase64url(X, 32), 'X'),
        pairs: [rehearsalPair(share.ceremony)],
      },
      {
        D,
        c: decodeScalar(decodeBase64url(entry.c, 32), 'c'),
        s: decodeScalar(decodeBase64url(entry.s, 32), 's'),
      },
    );
    return holds ? D[0] : undefined;
  } catch {
    return undefined;
  }
}
