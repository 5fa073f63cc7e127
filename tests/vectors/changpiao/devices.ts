/**
 * Vectors of what a scrutineer's device says for itself and keeps (specification §3.8), and of the signature inside a signed PDF
 * (specification of cryptography, §9).
 */
import { deterministicRandom } from '../../../crypto/deterministic-random.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { decodeUtf8, encodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../../crypto/encoding/canonical.ts';
import { decodeHex, encodeHex } from '../../../crypto/encoding/hex.ts';
import { encodePoint, encodeScalar, G, multiplyPublic, type RandomBytes, randomScalar } from '../../../crypto/group.ts';
import { sha256 } from '../../../crypto/hash.ts';
import { p256KeyFromSpki, verifyP256 } from '../../../crypto/p256.ts';
import { signingKeyFromSecret } from '../../../crypto/sign.ts';
import { makePackage, newCoefficients, packageCommitment } from '../../../crypto/threshold/key-ceremony.ts';
import { splitIntoSymbols } from '../../../printables/qr/split.ts';
import { readCertificate } from '../../../printables/signed/certificate.ts';
import { buildCms, signedAttributes } from '../../../printables/signed/cms.ts';
import { der, derSequence, readDer, TAG } from '../../../printables/signed/der.ts';
import { signEnrolment, signSession } from '../../../tally/roles/scrutineer/enrolment.ts';
import { memoryOf, readKeyFile, writeKeyFile } from '../../../tally/roles/scrutineer/key-file.ts';
import { publicKeysOf, type ScrutineerState } from '../../../tally/roles/scrutineer/state.ts';

const b64 = encodeBase64url;
const flip = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);

/** A device in the midst of its second ceremony, with the share of the first and a list it has answered. */
function example(random: RandomBytes): ScrutineerState {
  const [signKey, cosignKey, meeting, ceremony, root] = Array.from({ length: 5 }, () => random(32)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const recipient = 'age1d6n0m95hq5q0vng9v7fhgm4mzv8vfk96yz2zv5kzur9j962rn9hqx8spfq';
  const coefficients = newCoefficients(2, random);
  const size = { n: 3, t: 2 };
  const { publicKey } = signingKeyFromSecret(signKey);
  const own = makePackage(
    { meeting, index: 2, name: '田大利', ...size, signKey: publicKey, recipient },
    coefficients,
    random,
  );
  const points = Array.from({ length: 4 }, () => b64(encodePoint(multiplyPublic(G, randomScalar(random)))));
  const [K, ...X] = points as [string, ...string[]];
  return {
    version: 1,
    meeting: 'qingxi-2026',
    index: 2,
    name: '田大利',
    signKey: b64(signKey),
    cosignKey: b64(cosignKey),
    ageIdentity: 'AGE-SECRET-KEY-1KX9Q0W5DRDYWZQ4JG4SQZCX9T2C4TJJZMPUP8X7KAS5LQ8RGS3QS25372H',
    ageRecipient: recipient,
    ceremony: {
      attempt: 1,
      polynomial: coefficients.map((a) => b64(encodeScalar(a))),
      package: own,
      commitments: [b64(random(32)), b64(packageCommitment(own)), b64(random(32))],
      confirmed: null,
      sent: null,
    },
    share: { attempt: 0, ceremony: b64(ceremony), K, X, threshold: 2, x: b64(encodeScalar(randomScalar(random))) },
    cosigned: { size: 9, root: b64(root), note: 'qingxi.example/2026\n9\n' },
    fork: null,
    released: [{ ctx: b64(random(32)), stage: 'tally', list: b64(random(32)) }],
  };
}

export function devices() {
  const random = deterministicRandom('vectors: devices');
  const state: ScrutineerState = example(random);
  const { meeting, index } = state;
  const keys = publicKeysOf(state);
  const nonce = b64(random(32));
  const enrol = { type: 'enrol', meeting, index, ...keys };
  const session = { type: 'session', meeting, index, nonce };
  const statements = [
    { statement: enrol, signature: signEnrolment(state) },
    { statement: session, signature: signSession(state, nonce) },
  ].map(({ statement, signature }) => ({ bytes: decodeUtf8(canonicalBytes(statement)), signature }));
  const [enrolled, restored] = statements.map(({ signature }) => signature) as [string, string];
  const bytesOf = (statement: object) => decodeUtf8(canonicalBytes(statement));
  const content = decodeUtf8(writeKeyFile(state));
  const file = random(1100);
  const texts = splitIntoSymbols('CPS1', file, 480);
  const without = ({ released: _, ...rest }: ScrutineerState) => rest;
  const keyFiles = [
    { why: 'a member left out', content: bytesOf(without(state)) },
    { why: 'a member more', content: bytesOf({ ...state, note: '' }) },
    { why: 'another version', content: bytesOf({ ...state, version: 2 }) },
    { why: 'a blank', content: content.replace('{', '{ ') },
    { why: 'an index of nobody', content: bytesOf({ ...state, index: 0 }) },
    { why: 'a stage nobody knows', content: content.replace('"stage":"tally"', '"stage":"count"') },
    { why: 'an identity of another kind', content: content.replace('AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-2') },
  ];
  for (const { why, content: changed } of keyFiles)
    if (changed === content || readKeyFile(encodeUtf8(changed)).ok) throw new Error(`vectors: ${why} is read`);
  return {
    valid: {
      signKey: keys.signKey,
      statements,
      keyFile: { content, memory: memoryOf(state) },
      shareSheet: { file: b64(file), texts },
    },
    invalid: {
      statements: [
        { why: 'the signature of the other', bytes: bytesOf(enrol), signature: restored },
        { why: 'the signature of the other', bytes: bytesOf(session), signature: enrolled },
        { why: 'another index', bytes: bytesOf({ ...enrol, index: index + 1 }), signature: enrolled },
        { why: 'another meeting', bytes: bytesOf({ ...session, meeting: 'another' }), signature: restored },
        { why: 'another nonce', bytes: bytesOf({ ...session, nonce: flip(nonce) }), signature: restored },
        { why: 'another key', bytes: bytesOf({ ...enrol, cosignKey: keys.signKey }), signature: enrolled },
      ],
      keyFiles,
      shareSheets: [
        { why: 'a code too few', texts: texts.slice(1), error: 'parts-missing' },
        { why: 'a code A', texts: texts.map((text) => text.replace('CPS1', 'CPA1')), error: 'not-a-symbol' },
        {
          why: 'another character in a code',
          texts: texts.map((text, at) =>
            at === 0 ? text.replace(/.:$/, (end) => (end === '0:' ? '1:' : '0:')) : text,
          ),
          error: 'damaged',
        },
      ],
    },
  };
}

/** Made once, with a key that no server has: signatures of ECDSA are not made again from what is signed. */
const CERTIFICATE = [
  'MIIBjzCCATWgAwIBAgIRAKWBhk6RJlDz3B5xZFmMBhEwCgYIKoZIzj0EAwIwRzEqMCgGA1UEAwwh5Lit5YWx5riF5rqq5p2R5oC7',
  '5pSv6YOo5aeU5ZGY5LyaMRkwFwYDVQQLDBDllLHnpaggQ2hhbmdwaWFvMB4XDTI2MTEwMTAwMDAwMFoXDTM2MTEwMTAwMDAwMFow',
  'RzEqMCgGA1UEAwwh5Lit5YWx5riF5rqq5p2R5oC75pSv6YOo5aeU5ZGY5LyaMRkwFwYDVQQLDBDllLHnpaggQ2hhbmdwaWFvMFkw',
  'EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERTHlp3QmUEyMUxEsqGSw0YNThfuy2GJyEGWD8QJGncC5pxvGytlgF2MAqrQTR5txHFhu',
  '0ovsTzBFTb9a82pxEKMCMAAwCgYIKoZIzj0EAwIDSAAwRQIgcVJzICgHsiYdDywUyo85FV1d_iG6SQ-aiiC7kHZ5MGMCIQCUj8Ey',
  'YtuUzTZx8--uQciWFJElRvGP5hIIFLRbwVNGeA',
].join('');
const SIGNATURE = [
  'MEUCIEpJrgdELT3Qu6mE03ZBSzgLUHOrPgyDg213a3Q8XBZjAiEAt9yYzGmOALe6iwcB4svweLcK5dxAII_pu8QOlVOHCPQ',
].join('');

const SIGNED = '计票结果报告单';

export function sheetSignature() {
  const [certificate, signature] = [decodeBase64url(CERTIFICATE), decodeBase64url(SIGNATURE)];
  const attributes = signedAttributes(sha256(encodeUtf8(SIGNED)), certificate);
  const key = readCertificate(certificate).publicKey;
  const point = p256KeyFromSpki(key);
  if (point === undefined || !verifyP256(attributes, signature, point))
    throw new Error('vectors: the sheet is not signed');
  const changed = (bytes: Uint8Array, at: number) => bytes.with(at, (bytes[at] as number) ^ 1);
  const cms = buildCms(certificate, attributes, signature);
  const { r, s } = halves(signature);
  const [own, otherHalf] = [b64(signature), b64(derSignature(r, P256_ORDER - s))];
  const refused = [
    { why: 'another digest', attributes: b64(signedAttributes(sha256(encodeUtf8('')), certificate)), signature: own },
    { why: 'another byte in r', attributes: b64(attributes), signature: b64(changed(signature, 20)) },
    { why: 'another byte in s', attributes: b64(attributes), signature: b64(changed(signature, signature.length - 3)) },
    { why: 's = 0', attributes: b64(attributes), signature: b64(derSignature(r, 0n)) },
    { why: 'r and s exchanged', attributes: b64(attributes), signature: b64(derSignature(s, r)) },
    { why: 'a byte too many', attributes: b64(attributes), signature: b64(Uint8Array.of(...signature, 0)) },
  ];
  return {
    valid: {
      text: SIGNED,
      certificate: CERTIFICATE,
      key: b64(key),
      attributes: b64(attributes),
      signatures: [own, otherHalf],
      cms: b64(cms),
    },
    invalid: {
      signatures: refused,
      keys: [
        { why: 'a point off the curve', key: b64(changed(key, key.length - 1)) },
        { why: 'a byte too few', key: b64(key.slice(0, -1)) },
        { why: 'another curve', key: b64(changed(key, 20)) },
        { why: 'a compressed point', key: b64(key.with(26, 2)) },
      ],
      containers: [
        { why: 'a byte too many', cms: b64(Uint8Array.of(...cms, 0)) },
        { why: 'another version', cms: b64(changed(cms, cms.indexOf(1, 20))) },
        { why: 'a byte too few', cms: b64(cms.slice(0, -1)) },
      ],
    },
  };
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function halves(signature: Uint8Array): { readonly r: bigint; readonly s: bigint } {
  const numbers = readDer(readDer(signature).take(TAG.sequence).content);
  const next = () => BigInt(`0x${encodeHex(numbers.take(TAG.integer).content)}`);
  return { r: next(), s: next() };
}

/** ECDSA-Sig-Value (RFC 3279). */
function derSignature(r: bigint, s: bigint): Uint8Array {
  const integer = (n: bigint) => {
    const hex = n.toString(16);
    const bytes = decodeHex(hex.length % 2 === 0 ? hex : `0${hex}`);
    return der(TAG.integer, (bytes[0] ?? 0) < 128 ? bytes : Uint8Array.of(0, ...bytes));
  };
  return derSequence(integer(r), integer(s));
}
