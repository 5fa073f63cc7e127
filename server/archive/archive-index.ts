/**
 * index.json of an archive (归档): what is in it, byte by byte, signed with the key that signs the meeting's papers; an archive of the
 * superior's office, of all its villages, with the key that signs its answers. The signature stands beside it as CMS, so that
 * `openssl cms -verify` reads it too.
 */
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes, decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { sha256 } from '../../crypto/hash.ts';
import { p256KeyFromSpki, verifyP256 } from '../../crypto/p256.ts';
import { readCertificate } from '../../printables/signed/certificate.ts';
import { buildCms, readCms, signedAttributes } from '../../printables/signed/cms.ts';
import { MalformedDer } from '../../printables/signed/der.ts';
import { type SheetKey, signWithSheetKey } from '../../printables/signing/sheet-signer.ts';
import type { ArchivedFile } from './archive-zip.ts';

export const INDEX_PATH = 'index.json';
export const SIGNATURE_PATH = 'index.json.p7s';
export const RECORD_PATH = 'record.jsonl';
export const KEYS_PATH = 'trusted-keys.json';

const hash = z.string().refine((text) => {
  try {
    return decodeBase64url(text, 32).length === 32;
  } catch {
    return false;
  }
});

const common = {
  organization: z.string(),
  title: z.string(),
  date: z.string(),
  files: z
    .array(
      z.strictObject({ path: z.string().min(1), bytes: z.int().min(0), sha256: hash, title: z.string() }).readonly(),
    )
    .readonly(),
};
const archiveIndex = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('archive'), version: z.literal(1), meeting: z.string(), ...common }).readonly(),
  z.strictObject({ type: z.literal('township-archive'), version: z.literal(1), ...common }).readonly(),
]);
export type ArchiveIndex = z.infer<typeof archiveIndex>;

/** `meeting`: whose archive it is; left out in that of an office. */
export type ArchiveSubject = {
  readonly organization: string;
  readonly title: string;
  readonly date: string;
  readonly meeting?: string;
};

export interface TitledFile extends ArchivedFile {
  readonly title: string;
}

/** Index and signature before the files they are about. */
export function signedArchive(
  { meeting, organization, title, date }: ArchiveSubject,
  files: readonly TitledFile[],
  key: SheetKey,
): readonly ArchivedFile[] {
  const index: ArchiveIndex = {
    ...(meeting === undefined
      ? { type: 'township-archive' as const, version: 1 as const }
      : { type: 'archive' as const, version: 1 as const, meeting }),
    organization,
    title,
    date,
    files: files.map(({ path, bytes, title }) => ({
      path,
      bytes: bytes.length,
      sha256: encodeBase64url(sha256(bytes)),
      title,
    })),
  };
  const bytes = canonicalBytes(index);
  const attributes = signedAttributes(sha256(bytes), key.certificate);
  const signature = buildCms(key.certificate, attributes, signWithSheetKey(key, attributes));
  return [
    { path: INDEX_PATH, bytes },
    { path: SIGNATURE_PATH, bytes: signature },
    ...files.map(({ path, bytes: content }) => ({ path, bytes: content })),
  ];
}

export function readIndex(bytes: Uint8Array): ArchiveIndex | undefined {
  try {
    const parsed = archiveIndex.safeParse(decodeCanonical(bytes));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** SubjectPublicKeyInfo of the signer; undefined where the signature is not of these bytes. */
export function signerOfIndex(index: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
  try {
    const cms = readCms(signature);
    const signer = readCertificate(cms.certificate).publicKey;
    const point = p256KeyFromSpki(signer);
    const holds =
      point !== undefined && equalBytes(sha256(index), cms.digest) && verifyP256(cms.attributes, cms.signature, point);
    return holds ? signer : undefined;
  } catch (error) {
    if (error instanceof MalformedDer) return undefined;
    throw error;
  }
}
