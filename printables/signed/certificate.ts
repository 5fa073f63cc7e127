/** What a verifier needs of an X.509 certificate (RFC 5280): its name, its public key. Nobody's trust hangs on the certificate. */
import { concat } from '../../crypto/encoding/bytes.ts';
import { readDer, TAG } from './der.ts';

export interface Certificate {
  /** DER of SubjectPublicKeyInfo: what the record declares as `keys.sheet`. */
  readonly publicKey: Uint8Array;
  /** DER of issuer and serial number, as a signature names its certificate. */
  readonly issuerAndSerial: Uint8Array;
}

/** @throws MalformedDer */
export function readCertificate(bytes: Uint8Array): Certificate {
  const outer = readDer(bytes);
  const certificate = readDer(outer.take(TAG.sequence).content);
  outer.end();
  const body = readDer(certificate.take(TAG.sequence).content);
  if (body.peek() === TAG.context0) body.take(TAG.context0);
  const serial = body.take(TAG.integer);
  body.take(TAG.sequence);
  const issuer = body.take(TAG.sequence);
  body.take(TAG.sequence);
  body.take(TAG.sequence);
  const publicKey = body.take(TAG.sequence);
  return { publicKey: publicKey.whole.slice(), issuerAndSerial: concat(issuer.whole, serial.whole) };
}
