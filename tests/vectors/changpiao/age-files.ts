/**
 * Vectors of confidential data (specification §2): messages under a recipient and key files under a passphrase, with the random bytes
 * that the age library drew for them, so that a second implementation can write the same file.
 */
import {
  decryptWith,
  decryptWithPassphrase,
  encryptTo,
  encryptWithPassphrase,
  newConfidentialKey,
} from '../../../crypto/confidential.ts';
import { deterministicRandom } from '../../../crypto/deterministic-random.ts';
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { concat, encodeUtf8 } from '../../../crypto/encoding/bytes.ts';
import type { RandomBytes } from '../../../crypto/group.ts';

const b64 = encodeBase64url;

/** The age library draws from the platform alone: while `make` runs, the platform draws from `random`. */
async function drawing<T>(random: RandomBytes, make: () => Promise<T>): Promise<{ drawn: Uint8Array; made: T }> {
  const drawn: Uint8Array[] = [];
  const fill = <A extends ArrayBufferView>(into: A): A => {
    const bytes = random(into.byteLength);
    drawn.push(bytes);
    new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(bytes);
    return into;
  };
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill, configurable: true });
  try {
    const made = await make();
    return { drawn: concat(...drawn), made };
  } finally {
    Reflect.deleteProperty(globalThis.crypto, 'getRandomValues');
  }
}

/** A key file of the least work: what stands in a file is what its reader does. */
const WORK = 4;
const PASSPHRASES: readonly (readonly [passphrase: string, ...alike: readonly string[]])[] = [
  ['correct horse battery staple', '  correct horse battery staple\n', 'correct\u3000horse\u00a0battery staple'],
  ['清溪 café', ' 清溪 cafe\u0301', '清溪\u2003ｃａｆé\ufeff'],
];

type Refused = { readonly why: string; readonly file: string };
/** One change each, in every part of the file. */
function spoiled(file: Uint8Array): readonly Refused[] {
  const text = new TextDecoder('latin1').decode(file);
  const mac = text.indexOf('\n--- ') + 1;
  const payload = text.indexOf('\n', mac) + 1;
  const places = [
    ['the version', text.indexOf('v1') + 1],
    ['the kind of the stanza', text.indexOf('-> ') + 3],
    ['the key that was sent along', text.indexOf(' ', text.indexOf('-> ') + 3) + 1],
    ['the wrapped key', text.indexOf('\n', text.indexOf('-> ')) + 1],
    ['the authentication of the head', mac + 4],
    ['the nonce', payload],
    ['the content', payload + 16],
    ['the last byte', file.length - 1],
  ] as const;
  return [
    ...places.map(([why, at]) => ({ why: `another byte in ${why}`, file: b64(file.with(at, (file[at] ?? 0) ^ 1)) })),
    { why: 'a byte too few', file: b64(file.slice(0, -1)) },
    { why: 'a byte too many', file: b64(concat(file, Uint8Array.of(0))) },
    { why: 'no content', file: b64(file.slice(0, payload)) },
    { why: 'nothing', file: '' },
  ];
}

export async function ageFiles() {
  const random = deterministicRandom('vectors: age files');
  const keys = (await drawing(random, async () => [await newConfidentialKey(), await newConfidentialKey()])).made;
  const [own, other] = keys as [(typeof keys)[number], (typeof keys)[number]];
  const contents = [
    ['a few words', encodeUtf8('份额 f_1(2)')],
    ['nothing', new Uint8Array()],
    ['as much as one chunk holds', new Uint8Array(65_536)],
    ['a byte more than that', new Uint8Array(65_537)],
  ] as const;

  const messages = [];
  for (const [why, content] of contents) {
    const { drawn, made } = await drawing(random, () => encryptTo(own.recipient, content));
    messages.push({ why, ...own, content: b64(content), random: b64(drawn), file: b64(made), bytes: made });
  }
  const keyFiles = [];
  for (const [passphrase, ...alike] of PASSPHRASES) {
    const content = random(100);
    const { drawn, made } = await drawing(random, () => encryptWithPassphrase(passphrase, content, WORK));
    const about = { passphrase, alike, work: WORK, content: b64(content), random: b64(drawn) };
    keyFiles.push({ ...about, file: b64(made), bytes: made });
  }
  const [message, keyFile] = [messages[0]?.bytes, keyFiles[0]?.bytes] as [Uint8Array, Uint8Array];
  const { identity, recipient } = own;
  const passphrase = PASSPHRASES[0]?.[0] ?? '';
  const refused = {
    messages: [
      { why: 'the identity of somebody else', identity: other.identity, file: b64(message) },
      { why: 'a key file', identity, file: b64(keyFile) },
      ...spoiled(message).map((one) => ({ ...one, identity })),
    ],
    keyFiles: [
      ...['Correct horse battery staple', 'correct horse  battery staple', 'correct horse battery stapl', '*'].map(
        (wrong) => ({ why: 'another passphrase', passphrase: wrong, file: b64(keyFile) }),
      ),
      { why: 'a message', passphrase, file: b64(message) },
      ...spoiled(keyFile).map((one) => ({ ...one, passphrase })),
    ],
  };
  for (const { why, file, identity: by } of refused.messages)
    if ((await decryptWith(by, bytesOf(file))).ok) throw new Error(`vectors: ${why} opens`);
  for (const { why, file, passphrase: by } of refused.keyFiles)
    if ((await decryptWithPassphrase(by, bytesOf(file))).ok) throw new Error(`vectors: ${why} opens`);
  const withoutBytes = <T extends { readonly bytes: Uint8Array }>({ bytes: _, ...rest }: T) => rest;
  return {
    valid: { messages: messages.map(withoutBytes), keyFiles: keyFiles.map(withoutBytes) },
    invalid: {
      ...refused,
      recipients: [
        { why: 'another letter', recipient: recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q')) },
        { why: 'two letters exchanged', recipient: exchanged(recipient) },
        { why: 'a letter too few', recipient: recipient.slice(0, -1) },
        { why: 'an identity', recipient: identity },
        { why: 'of another kind', recipient: recipient.replace('age1', 'aga1') },
      ],
    },
  };
}

const bytesOf = decodeBase64url;
/** The first two neighbours that differ, behind `age1`. */
function exchanged(recipient: string): string {
  const at = [...recipient].findIndex((letter, i) => i > 3 && letter !== recipient[i + 1]);
  return recipient.slice(0, at) + recipient[at + 1] + recipient[at] + recipient.slice(at + 2);
}
