/** Fills the slot of a finished PDF with a PAdES baseline B signature. */

import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { encodeHex } from '../../crypto/encoding/hex.ts';
import { sha256 } from '../../crypto/hash.ts';
import { CONTENTS_DIGITS, findSlot, signedBytesOf, wholeRange } from '../signed/byte-range.ts';
import { buildCms, signedAttributes } from '../signed/cms.ts';
import { type SheetKey, signWithSheetKey } from './sheet-signer.ts';

/** The file with its byte range written in, ready to be signed or compared. @throws Error when the file has no slot. */
export function closeSlot(pdf: Uint8Array): Uint8Array {
  const slot = findSlot(pdf);
  if (!slot.ok) throw new Error(`sign: ${slot.error}`);
  const { rangeStart, rangeEnd } = slot.value;
  const range = wholeRange(pdf, slot.value)
    .join(' ')
    .padEnd(rangeEnd - rangeStart);
  const closed = pdf.slice();
  closed.set(encodeUtf8(range), rangeStart);
  return closed;
}

export function signPdf(pdf: Uint8Array, key: SheetKey): Uint8Array {
  const signed = closeSlot(pdf);
  const slot = findSlot(signed);
  if (!slot.ok) throw new Error(`sign: ${slot.error}`);
  const attributes = signedAttributes(sha256(signedBytesOf(signed, slot.value)), key.certificate);
  const contents = encodeHex(buildCms(key.certificate, attributes, signWithSheetKey(key, attributes)));
  if (contents.length > CONTENTS_DIGITS) throw new Error('sign: the certificate is too long for the slot');
  signed.set(encodeUtf8(contents), slot.value.contentsStart);
  return signed;
}
