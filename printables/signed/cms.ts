/**
 * The signature container of a PDF: CMS SignedData (RFC 5652) in the PAdES baseline B profile (ETSI EN 319 142-1): detached, one
 * signer, ECDSA P-256 over SHA-256, with the attributes contentType, messageDigest and signingCertificateV2.
 *
 * Building and reading stand side by side, since the reader accepts exactly this shape.
 */
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { sha256 } from '../../crypto/hash.ts';
import { readCertificate } from './certificate.ts';
import { der, derInteger, derSequence, derSet, MalformedDer, readDer, TAG } from './der.ts';
import { OID } from './object-identifiers.ts';

const SHA256 = derSequence(OID.sha256);
const ECDSA = derSequence(OID.ecdsaWithSha256);

const attribute = (name: Uint8Array, value: Uint8Array): Uint8Array => derSequence(name, derSet(value));

/** ESSCertIDv2 with its default hash, SHA-256: binds the certificate, so that no other one with the same key fits. */
const signingCertificate = (certificate: Uint8Array): Uint8Array =>
  derSequence(derSequence(derSequence(der(TAG.octetString, sha256(certificate)))));

/** What the signer signs: the attributes as a SET. `digest` is SHA-256 of the signed bytes of the PDF. */
export const signedAttributes = (digest: Uint8Array, certificate: Uint8Array): Uint8Array =>
  derSet(
    attribute(OID.contentType, OID.data),
    attribute(OID.messageDigest, der(TAG.octetString, digest)),
    attribute(OID.signingCertificateV2, signingCertificate(certificate)),
  );

/** `signature` is the DER ECDSA signature over `attributes`. */
export function buildCms(certificate: Uint8Array, attributes: Uint8Array, signature: Uint8Array): Uint8Array {
  const implicit = attributes.slice();
  // Inside SignerInfo the same set is tagged [0].
  implicit[0] = TAG.context0;
  const signer = derSequence(
    derInteger(1),
    derSequence(readCertificate(certificate).issuerAndSerial),
    SHA256,
    implicit,
    ECDSA,
    der(TAG.octetString, signature),
  );
  const signedData = derSequence(
    derInteger(1),
    derSet(SHA256),
    derSequence(OID.data),
    der(TAG.context0, certificate),
    derSet(signer),
  );
  return derSequence(OID.signedData, der(TAG.context0, signedData));
}

export interface Cms {
  readonly certificate: Uint8Array;
  /** As signed: tagged as a SET. */
  readonly attributes: Uint8Array;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

const expectWhole = (found: Uint8Array, expected: Uint8Array, what: string): void => {
  if (!equalBytes(found, expected)) throw new MalformedDer(`cms: unexpected ${what}`);
};

/** @throws MalformedDer on anything that `buildCms` would not have written. */
export function readCms(bytes: Uint8Array): Cms {
  const outer = readDer(bytes);
  const info = readDer(outer.take(TAG.sequence).content);
  outer.end();
  expectWhole(info.take(TAG.objectIdentifier).whole, OID.signedData, 'content type');
  const wrapper = readDer(info.take(TAG.context0).content);
  info.end();
  const data = readDer(wrapper.take(TAG.sequence).content);
  wrapper.end();
  data.take(TAG.integer);
  data.take(TAG.set);
  data.take(TAG.sequence);
  const certificate = data.take(TAG.context0).content.slice();
  const signers = readDer(data.take(TAG.set).content);
  const signer = readDer(signers.take(TAG.sequence).content);
  signer.take(TAG.integer);
  signer.take(TAG.sequence);
  signer.take(TAG.sequence);
  const attributes = signer.take(TAG.context0).whole.slice();
  attributes[0] = TAG.set;
  signer.take(TAG.sequence);
  const signature = signer.take(TAG.octetString).content.slice();
  const list = readDer(readDer(attributes).take(TAG.set).content);
  let digest: Uint8Array | undefined;
  while (list.peek() !== undefined) {
    const item = readDer(list.take(TAG.sequence).content);
    const name = item.take(TAG.objectIdentifier).whole;
    const value = readDer(item.take(TAG.set).content);
    if (equalBytes(name, OID.messageDigest)) digest = value.take(TAG.octetString).content.slice();
  }
  if (digest === undefined) throw new MalformedDer('cms: no message digest');
  // Rebuilding settles everything that was skipped: versions, algorithms, order, the certificate's hash, trailing bytes.
  expectWhole(signedAttributes(digest, certificate), attributes, 'attributes');
  expectWhole(buildCms(certificate, attributes, signature), bytes, 'structure');
  return { certificate, attributes, digest, signature };
}
