/**
 * The key that signs result sheets and answers: ECDSA P-256 with a self-signed certificate, made once by the server. The record
 * declares the key (`keys.sheet`), so its trust comes from there; the certificate only lets PDF readers show a name.
 */
import 'reflect-metadata';
import { createPrivateKey, type KeyObject, sign, webcrypto } from 'node:crypto';
import { Name, X509CertificateGenerator } from '@peculiar/x509';
import { readCertificate } from '../signed/certificate.ts';

/** What the server stores. Secret: the private key. */
export interface SheetKey {
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** DER. */
  readonly certificate: Uint8Array;
}

export interface SheetKeyOptions {
  /** Shown as the signer: 中共清溪村总支部委员会. */
  readonly organization: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export async function createSheetKey({ organization, notBefore, notAfter }: SheetKeyOptions): Promise<SheetKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: new Name([{ CN: [organization] }, { OU: ['唱票 Changpiao'] }]).toString(),
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      keys: keys as never,
    },
    webcrypto as never,
  );
  const privateKey = new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { privateKey: pem('PRIVATE KEY', privateKey), certificate: new Uint8Array(certificate.rawData) };
}

function pem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Both as PEM in one text, to be stored. Secret. */
export const sheetKeyToText = ({ privateKey, certificate }: SheetKey): string =>
  privateKey + pem('CERTIFICATE', certificate);

/** @throws Error when the text is none that `sheetKeyToText` has written. */
export function sheetKeyFromText(text: string): SheetKey {
  const [, privateKey, certificate] =
    /^(-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n)-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----\n$/.exec(
      text,
    ) ?? [];
  if (privateKey === undefined || certificate === undefined) throw new Error('sheet key: not in the stored form');
  return { privateKey, certificate: new Uint8Array(Buffer.from(certificate, 'base64')) };
}

/** SubjectPublicKeyInfo, as declared in the record. */
export const sheetPublicKey = (key: Pick<SheetKey, 'certificate'>): Uint8Array =>
  readCertificate(key.certificate).publicKey;

/** DER ECDSA signature over the bytes. */
export function signWithSheetKey(key: SheetKey, bytes: Uint8Array): Uint8Array {
  const privateKey: KeyObject = createPrivateKey(key.privateKey);
  return new Uint8Array(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'der' }));
}
