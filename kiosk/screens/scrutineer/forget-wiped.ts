/**
 * 演练 is over for a scrutineer's device when it holds the proof of zero, signed with the key that the record of the test run named.
 * That the server no longer knows a meeting is no reason to delete a key: it could say so of any.
 */
import { provesWiping } from '../../../printables/signed/open-wiping-proof.ts';
import { wipingProofFile } from '../../../server/contract/test-runs.ts';
import { call } from '../../session/client.ts';
import { forgetDevice, type Identity, testRunKey } from './device-store.ts';

/** Those of `known` whose key files were deleted. */
export async function forgetWiped(known: readonly Identity[]): Promise<readonly Identity[]> {
  const forgotten: Identity[] = [];
  for (const who of known) {
    const { meeting } = who;
    const sheetKey = testRunKey(who);
    if (sheetKey === null) continue;
    // Without the network nothing is forgotten; the next visit asks again.
    const proof = await call(wipingProofFile, { params: { meeting } }).catch(() => null);
    if (proof?.ok !== true || !provesWiping(proof.value, { meeting, sheetKey })) continue;
    forgetDevice(who);
    forgotten.push(who);
  }
  return forgotten;
}
