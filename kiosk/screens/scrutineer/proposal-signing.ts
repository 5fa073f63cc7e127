/** One signature under a proposal, as one step of the device: never while another tab goes on with the same keys. */
import type { Refusal } from '../../../server/contract/refusals.ts';
import { signProposal as sendSignature } from '../../../server/contract/scrutineer.ts';
import { type ProposedEntry, signProposal } from '../../../tally/roles/scrutineer/proposals.ts';
import { call } from '../../session/client.ts';
import type { Device, HeldRecord } from './device.ts';

/** What the server says against it; null where there is nothing, or the device did not sign. */
export async function signAlone(
  device: Device,
  proposal: string,
  examined: {
    readonly entry: ProposedEntry;
    readonly held: HeldRecord;
    /** T of the cards this device has audited. */
    readonly auditedTokens: readonly string[];
  },
): Promise<Refusal | null> {
  const { entry, held, auditedTokens } = examined;
  const refused = await device.exclusively(async () => {
    const signed = signProposal(entry, { state: device.state(), record: held.file, auditedTokens });
    if (!signed.ok) return null;
    const params = { meeting: device.who.meeting, index: String(device.who.index), proposal };
    const answer = await call(sendSignature, { params, body: { proposal, signature: signed.value.signature } });
    return answer.ok ? null : answer.error;
  });
  return refused ?? null;
}
