/** What the server answers to a ballot, signed with the receipts key (specification §7): pending, accepted, challenged. */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { type SigningKey, signObject, verifyObject } from '../../crypto/sign.ts';
import type { AnswerType } from '../../tally/roles/voter.ts';

export type Receipt = {
  readonly type: AnswerType;
  readonly ctx: string;
  readonly T: string;
  readonly h: string;
};

/** Ed25519 is deterministic: the same statement always gets the same answer, so no acceptance needs to be stored. */
export const signReceipt = (receipt: Receipt, key: SigningKey): string =>
  encodeBase64url(signObject(receipt, key.secretKey));

/** `receiptsKey` as the meeting declares it. */
export function isReceipt(receipt: Receipt, signature: string, receiptsKey: string): boolean {
  try {
    return verifyObject(receipt, decodeBase64url(signature, 64), decodeBase64url(receiptsKey, 32));
  } catch {
    return false;
  }
}
