/**
 * Verifies a signed PDF of this project with nothing but its bytes and, for trust, the key that the record declares.
 * Runs in Node and in browsers without WebCrypto.
 */
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { sha256 } from '../../crypto/hash.ts';
import { p256KeyFromSpki, verifyP256 } from '../../crypto/p256.ts';
import type { Text } from '../../tally/text/text.ts';
import { contentsOf, findSignedSlot, type SlotError, signedBytesOf } from './byte-range.ts';
import { readCertificate } from './certificate.ts';
import { type Cms, readCms } from './cms.ts';
import { MalformedDer } from './der.ts';

export type SignatureFault =
  | SlotError
  /** The container in the hole is none that this project writes. */
  | 'signature-malformed'
  /** A byte of the document was changed after signing. */
  | 'document-changed'
  /** The signature does not fit its own certificate. */
  | 'signature-invalid'
  /** Signed, but with another key than the record declares. */
  | 'wrong-signer';

export const SIGNATURE_FAULT_TEXT: Readonly<Record<SignatureFault, Text>> = {
  'signature-missing': { zh: '文件没有数字签名。', en: 'The file carries no digital signature.' },
  'signature-not-alone': {
    zh: '文件有多个签名或签名后又被修改。',
    en: 'The file has more than one signature or was revised after signing.',
  },
  'byte-range-incomplete': {
    zh: '数字签名没有覆盖整个文件。',
    en: 'The digital signature does not cover the whole file.',
  },
  'signature-malformed': { zh: '数字签名的格式不正确。', en: 'The digital signature is malformed.' },
  'document-changed': { zh: '文件在签名后被改动。', en: 'The document was changed after it was signed.' },
  'signature-invalid': { zh: '数字签名无效。', en: 'The digital signature is invalid.' },
  'wrong-signer': {
    zh: '签名人不是选举档案公布的签名密钥。',
    en: 'It was signed with another key than the record declares.',
  },
};

export interface SignatureReport {
  readonly faults: readonly SignatureFault[];
  /** SubjectPublicKeyInfo of the signer, where it could be read. */
  readonly signer: Uint8Array | null;
}

/** @param expectedKey SubjectPublicKeyInfo, from `keys.sheet` of a record or of trusted keys; null checks the signature only. */
export function verifySignedPdf(pdf: Uint8Array, expectedKey: Uint8Array | null): SignatureReport {
  const slot = findSignedSlot(pdf);
  if (!slot.ok) return { faults: [slot.error], signer: null };
  const contents = contentsOf(pdf, slot.value);
  let cms: Cms;
  let signer: Uint8Array;
  try {
    if (contents === null) throw new MalformedDer('cms: not in the slot');
    cms = readCms(contents);
    signer = readCertificate(cms.certificate).publicKey;
  } catch (error) {
    if (error instanceof MalformedDer) return { faults: ['signature-malformed'], signer: null };
    throw error;
  }
  const faults: SignatureFault[] = [];
  const point = p256KeyFromSpki(signer);
  if (!equalBytes(sha256(signedBytesOf(pdf, slot.value)), cms.digest)) faults.push('document-changed');
  if (point === undefined || !verifyP256(cms.attributes, cms.signature, point)) faults.push('signature-invalid');
  if (expectedKey !== null && !equalBytes(signer, expectedKey)) faults.push('wrong-signer');
  return { faults, signer };
}
