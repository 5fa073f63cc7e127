import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok } from '../../crypto/result.ts';
import { cosignAsWitness, logCheckpoint } from '../contract/public.ts';
import type { Mount } from '../http/mount.ts';
import type { Cosigning } from '../services/cosigning.ts';
import type { RecordLog } from '../services/record-log.ts';
import type { Rounds } from '../services/rounds.ts';

/** The log for whoever follows it from outside: its heads with consistency proofs, and the witnesses' cosignatures. */
export function mountPublicLog(
  mount: Mount,
  { log, cosigning, rounds }: { readonly log: RecordLog; readonly cosigning: Cosigning; readonly rounds: Rounds },
): void {
  const isSealed = async (meeting: string): Promise<boolean> => (await log.state(meeting)).meeting !== undefined;

  mount(logCheckpoint, async ({ params }) => {
    if (!(await isSealed(params.meeting))) return err('not-found');
    const from = /^\d{1,9}$/.test(params.size) ? Number(params.size) : -1;
    const found = await cosigning.proofFrom(params.meeting, from);
    if (!found.ok) return found;
    const { note, size, root, proof } = found.value;
    return ok({ note, size, root: encodeBase64url(root), proof: proof.map((hash) => encodeBase64url(hash)) });
  });

  mount(cosignAsWitness, async ({ params, body }) => {
    if (!(await isSealed(params.meeting))) return err('not-found');
    const cosigned = await cosigning.cosignAsWitness(params.meeting, body.note);
    if (!cosigned.ok) return cosigned;
    await rounds.goOn(params.meeting);
    return ok({ done: true as const });
  });
}
