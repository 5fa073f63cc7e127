import { beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../crypto/hash.ts';
import { p256KeyFromSpki, verifyP256 } from '../../crypto/p256.ts';
import { readCertificate } from '../signed/certificate.ts';
import { buildCms, readCms, signedAttributes } from '../signed/cms.ts';
import { derSequence, derSet, MalformedDer } from '../signed/der.ts';
import { OID } from '../signed/object-identifiers.ts';
import { createSheetKey, type SheetKey, sheetPublicKey, signWithSheetKey } from './sheet-signer.ts';

let key: SheetKey;
let cms: Uint8Array;
const digest = sha256(new Uint8Array(3));
beforeAll(async () => {
  key = await createSheetKey({
    organization: '中共清溪村总支部委员会',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
  });
  const attributes = signedAttributes(digest, key.certificate);
  cms = buildCms(key.certificate, attributes, signWithSheetKey(key, attributes));
});

describe('the signature container (RFC 5652, PAdES baseline B)', () => {
  test('it is read back, and its signature holds under the key of its certificate', () => {
    const read = readCms(cms);
    expect(read.digest).toEqual(digest);
    expect(read.certificate).toEqual(key.certificate);
    const { publicKey } = readCertificate(read.certificate);
    expect(publicKey).toEqual(sheetPublicKey(key));
    expect(verifyP256(read.attributes, read.signature, p256KeyFromSpki(publicKey) as Uint8Array)).toBe(true);
  });

  test('no byte can be changed without the container being refused or the signature failing', () => {
    const key256 = p256KeyFromSpki(sheetPublicKey(key)) as Uint8Array;
    for (let at = 0; at < cms.length; at += 1) {
      const changed = Uint8Array.from(cms, (byte, i) => (i === at ? byte ^ 1 : byte));
      let holds: boolean;
      try {
        const read = readCms(changed);
        holds = verifyP256(read.attributes, read.signature, key256);
        expect(read.certificate, `byte ${at}`).toEqual(key.certificate);
      } catch (error) {
        expect(error, `byte ${at}`).toBeInstanceOf(MalformedDer);
        holds = false;
      }
      expect(holds, `byte ${at}`).toBe(false);
    }
  });

  test('a certificate swapped for another one with the same key is refused: its hash is signed', async () => {
    const other = await createSheetKey({
      organization: '别的组织',
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2036-01-01T00:00:00Z'),
    });
    const { attributes, signature } = readCms(cms);
    expect(() => readCms(buildCms(other.certificate, attributes, signature))).toThrow(MalformedDer);
  });

  test('a container that signs no digest of the document is refused', () => {
    const attributes = derSet(derSequence(OID.contentType, derSet(OID.data)));
    const bare = buildCms(key.certificate, attributes, signWithSheetKey(key, attributes));
    expect(() => readCms(bare)).toThrow(MalformedDer);
  });

  test('bytes left over and a cut container are refused', () => {
    expect(() => readCms(Uint8Array.of(...cms, 0))).toThrow(MalformedDer);
    expect(() => readCms(cms.slice(0, -1))).toThrow(MalformedDer);
  });
});
