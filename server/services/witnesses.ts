/**
 * Outside witnesses of the log (specification §3.7): who they are is decided before the sealing; afterwards the record
 * waits for them. Voting opens when each has cosigned the round's entry, nobody decrypts before each has cosigned the close.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { isPublicKey } from '../../crypto/sign.ts';
import type { Witness } from '../../tally/record/meeting-entry.ts';
import { witnessFingerprint } from '../../tally/roles/witness.ts';
import type { OrganizerMeeting } from '../contract/organizer.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting, setWitnesses } from '../store/meeting.ts';
import { loadScrutineers } from '../store/roll.ts';
import type { Cosigning } from './cosigning.ts';
import type { RecordState } from './record-state.ts';

export type WitnessRefusal = 'not-found' | 'sealed-already' | 'witness-repeated' | 'witness-key-invalid';

export type Witnesses = {
  readonly save: (meeting: string, witnesses: readonly Witness[]) => Promise<Result<void, WitnessRefusal>>;
  /** As the organizer sees them: how far each has come, and whether the meeting waits for it now. */
  readonly view: (
    meeting: string,
    declared: readonly Witness[],
    state: RecordState,
  ) => Promise<OrganizerMeeting['witnesses']>;
};

/** Names of the witnesses without whose lines the round does not go on: before it opens, under its closing head, and under its sums. */
export async function awaitedWitnesses(
  cosigning: Cosigning,
  meeting: string,
  state: RecordState,
): Promise<readonly string[]> {
  const declared = (state.meeting?.entry.witnesses ?? []).map(({ name }) => name);
  const current = [...state.rounds.values()].at(-1);
  if (declared.length === 0 || current?.sealed === undefined || current.paper !== undefined) return [];
  const { sealed, open, close, aggregate, result } = current;
  if (close !== undefined && result === undefined) {
    const { witnesses } = await cosigning.cosigners(meeting, (aggregate ?? close).index + 1);
    return declared.filter((name) => !witnesses.has(name));
  }
  if (open !== undefined) return [];
  const sizes = await cosigning.witnessed(meeting);
  return declared.filter((name) => (sizes.get(name) ?? 0) <= sealed.index);
}

export function createWitnesses(db: Database, cosigning: Cosigning): Witnesses {
  return {
    save: (id, witnesses) =>
      db.transaction(async (tx) => {
        const meeting = await lockMeeting(tx, id);
        if (meeting === undefined) return err('not-found');
        if (meeting.phase !== 'draft') return err('sealed-already');
        if (!witnesses.every(({ key }) => isPublicKey(decodeBase64url(key, 32)))) return err('witness-key-invalid');
        // One key, one purpose; one name, one witness.
        const enrolled = (await loadScrutineers(tx, id)).flatMap(({ signKey, cosignKey }) => [signKey, cosignKey]);
        const keys = new Set(witnesses.map(({ key }) => key));
        const names = new Set(witnesses.map(({ name }) => name));
        if (keys.size < witnesses.length || names.size < witnesses.length) return err('witness-repeated');
        if (enrolled.some((key) => key !== null && keys.has(key))) return err('witness-repeated');
        await setWitnesses(tx, id, witnesses);
        return ok(undefined);
      }),

    view: async (meeting, declared, state) => {
      const sizes = await cosigning.witnessed(meeting);
      const awaited = await awaitedWitnesses(cosigning, meeting, state);
      return declared.map((witness) => ({
        ...witness,
        fingerprint: [...witnessFingerprint(witness)],
        cosigned: sizes.get(witness.name) ?? 0,
        awaited: awaited.includes(witness.name),
      }));
    },
  };
}
