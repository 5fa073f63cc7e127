/** Decoders of crypto: encodings, group, log, ballot, ceremony, cards. */
import { ballotFromObject, ballotToObject } from '../../crypto/ballot-object.ts';
import {
  decryptWith,
  decryptWithPassphrase,
  encryptTo,
  encryptWithPassphrase,
  newConfidentialKey,
} from '../../crypto/confidential.ts';
import { decodeBase32 } from '../../crypto/encoding/base32.ts';
import { decodeBase64, encodeBase64 } from '../../crypto/encoding/base64.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes, decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { decodeHex, encodeHex } from '../../crypto/encoding/hex.ts';
import { decodePoint, decodePointNotIdentity, decodeScalar, encodePoint, encodeScalar, G } from '../../crypto/group.ts';
import { formatCheckpoint, parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { formatNote, parseNote, parseVerifierKey, verifierKey } from '../../crypto/log/signed-note.ts';
import { p256KeyFromSpki, verifyP256 } from '../../crypto/p256.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import {
  type KeyPackage,
  openPackage,
  openPackages,
  openShareMessage,
  shareMessageBytes,
} from '../../crypto/threshold/key-ceremony.ts';
import { cardQrText, cardText, parseCardText } from '../../crypto/token.ts';
import { sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { accepted, type DecoderUnderTest, READ, read } from './decoder.ts';
import { ceremony, recordEntries, recordLines, sheetKey } from './real-inputs.ts';

const notes = async (): Promise<readonly string[]> => (await recordEntries('checkpoint')).map(({ note }) => note);
const CARD = new Uint8Array(16).fill(0x5a);
/** Who speaks is bound by the commitment, not by the proof of knowledge. */
const speakingAs = (given: KeyPackage, { name, recipient, signKey }: KeyPackage): KeyPackage => ({
  ...given,
  name,
  recipient,
  signKey,
});

/** One identity for all damaged files. */
const confidential = (() => {
  let made: Promise<{ readonly identity: string; readonly file: Uint8Array }> | undefined;
  return () => {
    made ??= newConfidentialKey().then(async ({ identity, recipient }) => ({
      identity,
      file: await encryptTo(recipient, encodeUtf8('share')),
    }));
    return made;
  };
})();
const PASSPHRASE = '清溪村 2026';

export const CRYPTO_DECODERS: readonly DecoderUnderTest[] = [
  {
    kind: 'bytes',
    ...{ name: 'a point', of: ['decodePoint'], throws: true },
    samples: () => [encodePoint(G)],
    again: (bytes) => encodePoint(decodePoint(bytes, 'P')),
  },
  {
    kind: 'bytes',
    ...{ name: 'a point other than O', of: ['decodePointNotIdentity'], throws: true },
    samples: () => [encodePoint(G)],
    again: (bytes) => encodePoint(decodePointNotIdentity(bytes, 'P')),
  },
  {
    kind: 'bytes',
    ...{ name: 'a scalar', of: ['decodeScalar'], throws: true },
    samples: () => [new Uint8Array(32).fill(1)],
    again: (bytes) => encodeScalar(decodeScalar(bytes, 's')),
  },
  {
    kind: 'bytes',
    ...{ name: 'UTF-8', of: ['decodeUtf8'], throws: true },
    samples: () => [encodeUtf8('李㛃 陈䶮')],
    again: (bytes) => encodeUtf8(decodeUtf8(bytes)),
  },
  {
    kind: 'bytes',
    ...{ name: 'a canonical object', of: ['decodeCanonical'], throws: true },
    samples: async () => (await recordLines()).map(encodeUtf8),
    again: (bytes) => canonicalBytes(decodeCanonical(bytes)),
  },
  {
    kind: 'text',
    ...{ name: 'base64url', of: ['decodeBase64url'], throws: true },
    samples: () => ['AAECAwQF', 'AA'],
    again: (text) => encodeBase64url(decodeBase64url(text)),
  },
  {
    kind: 'object',
    ...{ name: 'base64url that is no text', of: ['decodeBase64url'], throws: true },
    samples: () => ['AAECAwQF'],
    again: (text) => encodeBase64url(decodeBase64url(text as string)),
  },
  {
    kind: 'text',
    ...{ name: 'base64', of: ['decodeBase64'], throws: true },
    samples: () => ['AAECAwQ=', 'AA=='],
    again: (text) => encodeBase64(decodeBase64(text)),
  },
  {
    kind: 'text',
    ...{ name: 'hex', of: ['decodeHex'], throws: true },
    samples: () => ['00ff10'],
    again: (text) => encodeHex(decodeHex(text)),
  },
  {
    kind: 'text',
    ...{ name: 'base32', of: ['decodeBase32'] },
    samples: () => ['ZZZZ0011'],
    again: (text) => read(decodeBase32(text)),
  },
  {
    kind: 'text',
    ...{ name: 'a note', of: ['parseNote'], throws: true },
    samples: notes,
    again: (text) => formatNote(parseNote(text)),
  },
  {
    kind: 'text',
    ...{ name: 'a checkpoint', of: ['parseCheckpoint'], throws: true },
    samples: async () => (await notes()).map((note) => parseNote(note).text),
    again: (text) => formatCheckpoint(parseCheckpoint(text)),
  },
  {
    kind: 'text',
    ...{ name: 'a verifier key', of: ['parseVerifierKey'], throws: true },
    samples: () => {
      const { publicKey } = newSigningKey(seededRandom('fuzz key'));
      return (['log', 'cosignature'] as const).map((kind) => verifierKey({ name: 'w.example/1', publicKey }, kind));
    },
    again: (text) => {
      const { kind, ...key } = parseVerifierKey(text);
      return verifierKey(key, kind);
    },
  },
  {
    kind: 'object',
    ...{ name: 'a ballot object', of: ['ballotFromObject'], throws: true },
    samples: async () => (await recordEntries('cast')).map(({ ballot }) => ballot),
    again: (value) => ballotToObject(ballotFromObject(value)),
  },
  {
    kind: 'object',
    ...{ name: 'a package of the key ceremony', of: ['openPackage'], runs: 100 },
    samples: () => [ceremony().packages[0]],
    again: (value) => {
      const { size, packages } = ceremony();
      const opened = accepted(openPackage(value, { ...size, index: 1 }));
      return opened === null ? null : speakingAs(packages[0] as KeyPackage, value as KeyPackage);
    },
  },
  {
    kind: 'object',
    ...{ name: 'all packages of a key ceremony', of: ['openPackages'], runs: 100 },
    samples: () => [ceremony().packages],
    again: (value) => {
      const { size, packages } = ceremony();
      const given = (Array.isArray(value) ? value : [value]) as readonly KeyPackage[];
      const opened = accepted(openPackages(given, size));
      return opened === null ? null : packages.map((one, at) => speakingAs(one, given[at] as KeyPackage));
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'a share as it was sent', of: ['openShareMessage'] },
    samples: () => [ceremony().share],
    again: (bytes) => {
      const { expected } = ceremony();
      const share = accepted(openShareMessage(bytes, expected));
      return share === null ? null : shareMessageBytes({ ceremony: expected.ceremony, from: 1, to: 2, share });
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'a confidential message', of: ['decryptWith'], runs: 100 },
    samples: async () => [(await confidential()).file],
    again: async (bytes) => {
      const { identity, file } = await confidential();
      return accepted(await decryptWith(identity, bytes)) === null ? null : file;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'a file under a passphrase', of: ['decryptWithPassphrase'], runs: 60 },
    samples: async () => [await encryptWithPassphrase(PASSPHRASE, encodeUtf8('key file'), 2)],
    again: async (bytes) => read(await decryptWithPassphrase(PASSPHRASE, bytes)),
  },
  {
    kind: 'bytes',
    ...{ name: 'a P-256 key', of: ['p256KeyFromSpki'] },
    samples: async () => [sheetPublicKey(await sheetKey())],
    again: (bytes) => {
      const key = p256KeyFromSpki(bytes);
      if (key === undefined) return null;
      // Whatever is read can be asked.
      if (verifyP256(bytes, bytes.slice(0, 72), key)) throw new Error('a signature out of nothing');
      return READ;
    },
  },
  {
    kind: 'text',
    ...{ name: 'a card as typed or scanned', of: ['parseCardText'] },
    samples: () => [cardText(CARD), cardQrText(CARD)],
    again: (text) => {
      const seed = accepted(parseCardText(text));
      if (seed === null) return null;
      if (seed.length !== 16) throw new Error(`a seed of ${seed.length} bytes`);
      return READ;
    },
  },
];
