/**
 * The QR of review page and receipt (specification §7.3, §7.6): an address whose data stand after '#', so that a phone opens
 * it and no server sees what is asked for.
 *
 * Data: kind, meeting id, round id, base64url(T ‖ h ‖ signature); no marks, no time, no number.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';

/** What the server signed: that it holds the ballot, or that the ballot was cast. */
export type ReceiptKind = 'pending' | 'accepted';

export interface Receipt {
  readonly kind: ReceiptKind;
  readonly meetingId: string;
  readonly round: number;
  /** Encoded token key, 32 bytes. */
  readonly T: Uint8Array;
  /** Ballot hash, 32 bytes. */
  readonly h: Uint8Array;
  /** The server's signature over {type, ctx, T, h}, 64 bytes. */
  readonly signature: Uint8Array;
}

const LETTERS = { pending: 'P', accepted: 'A' } as const satisfies Record<ReceiptKind, string>;
const SHAPE = /^R1\.([PA])\.([A-Za-z0-9][A-Za-z0-9-]{0,63})\.([1-9][0-9]{0,4})\.([A-Za-z0-9_-]+)$/;

const LENGTHS = [32, 32, 64] as const;

/** What stands after '#'. */
export function encodeReceipt(receipt: Receipt): string {
  const { kind, meetingId, round, T, h, signature } = receipt;
  const parts = [T, h, signature];
  const bytes = new Uint8Array(128);
  let offset = 0;
  parts.forEach((part, index) => {
    if (part.length !== LENGTHS[index]) throw new RangeError('receipt: a part has the wrong length');
    bytes.set(part, offset);
    offset += part.length;
  });
  const text = `R1.${LETTERS[kind]}.${meetingId}.${round}.${encodeBase64url(bytes)}`;
  if (!SHAPE.test(text)) throw new RangeError('receipt: meeting or round id cannot be written');
  return text;
}

/** `page` is the address of the check page without a fragment. */
export const receiptAddress = (page: string, receipt: Receipt): string => `${page}#${encodeReceipt(receipt)}`;

/** Reads an address or the fragment alone; what it does not write itself it refuses. */
export function parseReceipt(scanned: string): Result<Receipt, 'not-a-receipt'> {
  // Of a text of another shape nothing is left to decode, and no receipt is as short.
  const [, letter, meetingId = '', round, data = ''] = SHAPE.exec(scanned.slice(scanned.indexOf('#') + 1)) ?? [];
  let bytes: Uint8Array;
  try {
    bytes = decodeBase64url(data, 128);
  } catch {
    return err('not-a-receipt');
  }
  const kind = letter === 'P' ? 'pending' : 'accepted';
  return ok({
    kind,
    meetingId,
    round: Number(round),
    T: bytes.slice(0, 32),
    h: bytes.slice(32, 64),
    signature: bytes.slice(64),
  });
}
