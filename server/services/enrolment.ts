/** A scrutineer's device hands in its public keys, once, before the meeting is sealed (specification §3, §4). */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { isPublicKey, verifyBytes } from '../../crypto/sign.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting } from '../store/meeting.ts';
import { loadScrutineers, setScrutineerKeys } from '../store/roll.ts';

export type EnrolRefusal = 'not-found' | 'sealed-already' | 'key-taken' | 'signature-invalid';

export type Enrolments = {
  /** `proof`: signature by signKey over {type:'enrol', meeting, index, signKey, cosignKey}. The same again is accepted. */
  readonly enrol: (
    meeting: string,
    index: number,
    keys: { readonly signKey: string; readonly cosignKey: string; readonly proof: string },
  ) => Promise<Result<true, EnrolRefusal>>;
};

export function createEnrolments(db: Database): Enrolments {
  return {
    enrol: async (meeting, index, { signKey, cosignKey, proof }) => {
      if (!isProof({ type: 'enrol', meeting, index, signKey, cosignKey }, proof)) return err('signature-invalid');
      return db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        const scrutineers = await loadScrutineers(tx, meeting);
        const own = scrutineers.find((one) => one.index === index);
        if (row === undefined || own === undefined) return err('not-found');
        if (own.signKey === signKey && own.cosignKey === cosignKey) return ok(true);
        if (row.phase !== 'draft') return err('sealed-already');
        const taken = scrutineers.flatMap((one) => [one.signKey, one.cosignKey]);
        if (own.signKey !== null || taken.includes(signKey) || taken.includes(cosignKey) || signKey === cosignKey)
          return err('key-taken');
        await setScrutineerKeys(tx, meeting, index, { signKey, cosignKey });
        return ok(true);
      });
    },
  };
}

function isProof(
  statement: { readonly type: 'enrol'; readonly signKey: string; readonly cosignKey: string } & Record<string, unknown>,
  proof: string,
): boolean {
  try {
    const signKey = decodeBase64url(statement.signKey, 32);
    return (
      isPublicKey(signKey) &&
      isPublicKey(decodeBase64url(statement.cosignKey, 32)) &&
      verifyBytes(canonicalBytes(statement), decodeBase64url(proof, 64), signKey)
    );
  } catch {
    return false;
  }
}
