import { readFileSync } from 'node:fs';
import { expand_message_xmd } from '@noble/curves/abstract/hash-to-curve.js';
import { ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes, decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { decodeHex, encodeHex } from '../../crypto/encoding/hex.ts';
import {
  decodePoint,
  encodePoint,
  G,
  GENERATOR_DOMAIN,
  generator,
  hashToPoint,
  multiplyPublic,
  reduce,
} from '../../crypto/group.ts';
import { formatCheckpoint, parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import {
  consistencyProof,
  createMerkleTree,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  merkleRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../crypto/log/merkle.ts';
import { formatNote, parseNote, parseVerifierKey, verifyNote } from '../../crypto/log/signed-note.ts';
import { signBytes, signingKeyFromSecret, verifyBytes } from '../../crypto/sign.ts';

/** RFC 9496 §4.3.4; the library types it as optional because other curves have none. */
const derive = (uniform: Uint8Array) => {
  const { deriveToCurve } = ristretto255_hasher;
  if (deriveToCurve === undefined) throw new Error('ristretto255 derives elements');
  return deriveToCurve(uniform);
};

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

describe('RFC 9496: ristretto255', () => {
  const { multiples, invalid, derivations } = read('rfc9496/ristretto255.json');

  test('multiples of the generator encode and decode as in A.1', () => {
    (multiples as string[]).forEach((hex, k) => {
      expect(encodeHex(encodePoint(multiplyPublic(G, reduce(BigInt(k)))))).toBe(hex);
      expect(encodeHex(encodePoint(decodePoint(decodeHex(hex), 'P')))).toBe(hex);
    });
  });

  test.each(invalid as string[])('%s is refused (A.2)', (hex) => {
    expect(() => decodePoint(decodeHex(hex), 'P')).toThrow('not a canonical');
  });

  test('elements are derived from uniform bytes as in A.3', () => {
    for (const { uniform, element } of derivations) {
      expect(encodeHex(derive(decodeHex(uniform)).toBytes())).toBe(element);
    }
  });
});

describe('RFC 9380: expand_message_xmd with SHA-512', () => {
  const { dst, cases } = read('rfc9380/expand-message-xmd-sha512.json');

  test('expands as in K.3', () => {
    for (const { message, uniform } of cases) {
      expect(encodeHex(expand_message_xmd(encodeUtf8(message), encodeUtf8(dst), uniform.length / 2, sha512))).toBe(
        uniform,
      );
    }
  });

  test('a generator is the element of RFC 9496 derived from 64 such bytes', () => {
    const message = Uint8Array.of(0, 0, 0, 9);
    const uniform = expand_message_xmd(message, encodeUtf8(GENERATOR_DOMAIN), 64, sha512);
    expect(generator(9).equals(derive(uniform))).toBe(true);
    expect(generator(9).equals(hashToPoint(message, GENERATOR_DOMAIN))).toBe(true);
    expect(generator(9).equals(hashToPoint(message, 'another domain'))).toBe(false);
  });
});

describe('RFC 9162: Merkle tree', () => {
  const { leaves, empty, roots, inclusion, consistency } = read('rfc9162/merkle-tree.json');
  const tree = createMerkleTree((leaves as string[]).map((hex) => leafHash(decodeHex(hex))));
  const root = (size: number) => decodeHex(roots[size - 1]);

  test('roots', () => {
    expect(encodeHex(EMPTY_ROOT)).toBe(empty);
    (roots as string[]).forEach((hex, i) => {
      expect(encodeHex(merkleRoot(tree, i + 1))).toBe(hex);
    });
  });

  test.each(inclusion as { index: number; size: number; proof: string[] }[])(
    'inclusion of leaf $index in $size',
    ({ index, size, proof }) => {
      expect(inclusionProof(tree, index, size).map(encodeHex)).toEqual(proof);
      const leaf = leafHash(decodeHex(leaves[index]));
      expect(verifyInclusion(leaf, index, size, proof.map(decodeHex), root(size))).toBe(true);
    },
  );

  test.each(consistency as { first: number; second: number; proof: string[] }[])(
    'consistency of $first with $second',
    ({ first, second, proof }) => {
      expect(consistencyProof(tree, first, second).map(encodeHex)).toEqual(proof);
      expect(verifyConsistency(first, second, root(first), root(second), proof.map(decodeHex))).toBe(true);
    },
  );
});

describe('RFC 8785: canonical JSON', () => {
  const { cases, refused, depth } = read('rfc8785/canonical-json.json');

  test.each(cases as { comment: string; input: string; canonical: string }[])('$comment', ({ input, canonical }) => {
    const bytes = canonicalBytes(JSON.parse(input));
    expect(bytes).toEqual(encodeUtf8(canonical));
    expect(decodeCanonical(bytes)).toEqual(JSON.parse(input));
  });

  test.each(refused as string[])('%s has numbers that are no integers and is refused', (text) => {
    expect(() => decodeCanonical(encodeUtf8(text))).toThrow('not a safe integer');
  });

  test.each(depth.accepted as [number, string][])('%i deep is accepted: %s', (_, text) => {
    expect(canonicalBytes(decodeCanonical(encodeUtf8(text)))).toEqual(encodeUtf8(text));
  });

  test.each(depth.refused as [number, string][])('%i deep is refused', (_, text) => {
    expect(() => decodeCanonical(encodeUtf8(text))).toThrow('more than 32 deep');
    expect(() => canonicalBytes(JSON.parse(text))).toThrow('more than 32 deep');
  });
});

describe('RFC 8032: Ed25519', () => {
  const { valid, edge } = read('rfc8032/ed25519.json');

  test.each(valid as { secretKey: string; publicKey: string; message: string; signature: string }[])(
    'signature of $message',
    ({ secretKey, publicKey, message, signature }) => {
      expect(encodeHex(signingKeyFromSecret(decodeHex(secretKey)).publicKey)).toBe(publicKey);
      expect(encodeHex(signBytes(decodeHex(message), decodeHex(secretKey)))).toBe(signature);
      expect(verifyBytes(decodeHex(message), decodeHex(signature), decodeHex(publicKey))).toBe(true);
    },
  );

  test.each(edge as { comment: string; message: string; publicKey: string; signature: string; valid: boolean }[])(
    '$comment: $valid',
    (vector) => {
      const verdict = verifyBytes(decodeHex(vector.message), decodeHex(vector.signature), decodeHex(vector.publicKey));
      expect(verdict).toBe(vector.valid);
    },
  );
});

describe('C2SP: signed note and checkpoint', () => {
  const { verifierKey, note, checkpoint } = read('c2sp/signed-note.json');

  test('the example note verifies and comes back', () => {
    const parsed = parseNote(note);
    expect(formatNote(parsed)).toBe(note);
    expect(verifyNote(parsed, parseVerifierKey(verifierKey))).toBe(true);
    expect(verifyNote({ ...parsed, text: 'This is another message.\n' }, parseVerifierKey(verifierKey))).toBe(false);
  });

  test('the example checkpoint is read and written', () => {
    const { text, origin, size, root } = checkpoint;
    expect(parseCheckpoint(text)).toEqual({ origin, size, root: decodeHex(root) });
    expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
  });
});
