import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deterministicRandom } from '../deterministic-random.ts';
import { newSigningKey } from '../sign.ts';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import {
  appendLeaf,
  consistencyProof,
  createMerkleTree,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  merkleRoot,
  nodeHash,
  prefixPath,
  prefixRoots,
  treeSize,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import {
  addSignatures,
  cosign,
  formatNote,
  isNoteName,
  type Note,
  parseNote,
  parseVerifierKey,
  signNote,
  verifierKey,
  verifyCosignature,
  verifyNote,
} from './signed-note.ts';

const random = deterministicRandom('log');
const leaves = Array.from({ length: 40 }, (_, i) => leafHash(Uint8Array.of(i)));
const tree = createMerkleTree(leaves);

/** RFC 9162 §2.1.1 as it is written, without kept hashes. */
function recursiveRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(recursiveRoot(hashes.slice(0, k)), recursiveRoot(hashes.slice(k)));
}

describe('the Merkle tree (RFC 9162 §2.1, specification §3)', () => {
  test('has the root of the definition at every size', () => {
    for (let size = 0; size <= leaves.length; size++) {
      expect(merkleRoot(tree, size)).toEqual(recursiveRoot(leaves.slice(0, size)));
    }
    for (const size of [41, -1, 0.5]) expect(() => merkleRoot(tree, size)).toThrow(/^merkle/);
  });

  test('grows one leaf at a time', () => {
    const growing = createMerkleTree();
    leaves.forEach((leaf, i) => {
      expect(appendLeaf(growing, leaf)).toBe(i);
      expect(merkleRoot(growing)).toEqual(merkleRoot(tree, i + 1));
    });
    expect(treeSize(growing)).toBe(40);
    expect(() => appendLeaf(growing, new Uint8Array(31))).toThrow();
  });

  test('proves inclusion of every leaf at every size, and of nothing else', () => {
    for (let size = 1; size <= 17; size++) {
      const root = merkleRoot(tree, size);
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(tree, index, size);
        const leaf = leaves[index] as Uint8Array;
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(leaves[39] as Uint8Array, index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index + 1, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        if (proof.length > 0) expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
        if (size > 1) expect(verifyInclusion(root, index, size, [], root)).toBe(false);
      }
    }
    expect(verifyInclusion(leaves[0] as Uint8Array, -1, 1, [], merkleRoot(tree, 1))).toBe(false);
    expect(verifyInclusion(leaves[0] as Uint8Array, 0.5, 1, [], merkleRoot(tree, 1))).toBe(false);
    // A tree of one leaf has no path; a root made for it with one would make any leaf a part of a larger tree.
    const [leaf, other] = leaves as [Uint8Array, Uint8Array];
    expect(verifyInclusion(leaf, 0, 1, [other], nodeHash(other, leaf))).toBe(false);
    expect(() => inclusionProof(tree, 40)).toThrow(/^merkle/);
  });

  test('proves consistency of every pair of sizes, and not of a fork', () => {
    const fork = createMerkleTree([...leaves.slice(0, 5), leafHash(Uint8Array.of(99)), ...leaves.slice(6)]);
    for (let second = 0; second <= 17; second++) {
      for (let first = 0; first <= second; first++) {
        const proof = consistencyProof(tree, first, second);
        const [before, after] = [merkleRoot(tree, first), merkleRoot(tree, second)];
        expect(verifyConsistency(first, second, before, after, proof)).toBe(true);
        if (first > 5) {
          expect(
            verifyConsistency(first, second, before, merkleRoot(fork, second), consistencyProof(fork, first, second)),
          ).toBe(false);
        }
        if (first > 0 && first < second) {
          expect(verifyConsistency(first, second, before, after, [...proof, before])).toBe(false);
          expect(verifyConsistency(first, second, before, after, proof.slice(1))).toBe(false);
          expect(verifyConsistency(first, second, before, after, [])).toBe(false);
          expect(verifyConsistency(first, second, after, after, proof)).toBe(false);
        }
      }
    }
    expect(verifyConsistency(3, 2, merkleRoot(tree, 3), merkleRoot(tree, 2), [])).toBe(false);
    expect(verifyConsistency(0, 2, merkleRoot(tree, 1), merkleRoot(tree, 2), [])).toBe(false);
    expect(verifyConsistency(0, -1, EMPTY_ROOT, merkleRoot(tree, 2), [])).toBe(false);
    expect(verifyConsistency(0.5, 0.5, merkleRoot(tree, 2), merkleRoot(tree, 2), [])).toBe(false);
    for (const first of [5, -1, 0.5]) expect(() => consistencyProof(tree, first, 4)).toThrow(/^merkle/);
  });

  test('shows of two trees where they part: the root of the first leaves that belongs to the larger one', () => {
    const fork = createMerkleTree([...leaves.slice(0, 5), leafHash(Uint8Array.of(99)), ...leaves.slice(6)]);
    for (let second = 2; second <= 17; second++) {
      for (let first = 1; first < second; first++) {
        const path = prefixPath(fork, first, second);
        const roots = { first: merkleRoot(fork, first), second: merkleRoot(fork, second) };
        expect(prefixRoots(first, second, path)).toEqual(roots);
        expect(prefixRoots(first, second, [...path, roots.first])?.second).not.toEqual(roots.second);
        expect(prefixRoots(first, second, path.slice(1))?.second).not.toEqual(roots.second);
        expect(roots.first).toEqual(
          recursiveRoot([...leaves.slice(0, 5), fork.levels[0]?.[5] as Uint8Array, ...leaves.slice(6)].slice(0, first)),
        );
      }
    }
    expect(prefixRoots(1, 2, [])).toBeUndefined();
    for (const [first, second] of [
      [0, 2],
      [2, 2],
      [3, 2],
      [0.5, 2],
    ] as const) {
      expect(prefixRoots(first, second, leaves)).toBeUndefined();
      expect(() => prefixPath(tree, first, second)).toThrow(/^merkle/);
    }
  });

  test('a leaf is never a node: the two have their own prefix', () => {
    const [a, b] = leaves as [Uint8Array, Uint8Array];
    expect(leafHash(Uint8Array.from([...a, ...b]))).not.toEqual(nodeHash(a, b));
  });
});

describe('checkpoints (C2SP tlog-checkpoint)', () => {
  const checkpoint: Checkpoint = { origin: 'qingxi.example/2026/清溪', size: 40, root: merkleRoot(tree) };

  test('are three lines and come back', () => {
    expect(formatCheckpoint(checkpoint).split('\n')).toHaveLength(4);
    expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  test.each([
    ['no last newline', (text: string) => text.slice(0, -1)],
    ['a leading zero', (text: string) => text.replace('\n40\n', '\n040\n')],
    ['an exponent', (text: string) => text.replace('\n40\n', '\n4e1\n')],
    ['one line', () => 'origin'],
    ['a negative size', (text: string) => text.replace('\n40\n', '\n-40\n')],
    ['no origin', (text: string) => text.slice(text.indexOf('\n'))],
    ['an extension line', (text: string) => `${text}extension\n`],
    ['unpadded base64', (text: string) => text.replace('=', '')],
    ['a carriage return', (text: string) => text.replace('\n', '\r\n')],
  ])('with %s are refused', (_, change) => {
    expect(() => parseCheckpoint(change(formatCheckpoint(checkpoint)))).toThrow(/^(checkpoint|base64)/);
  });

  test('impossible ones are not written', () => {
    expect(() => formatCheckpoint({ ...checkpoint, origin: 'a\nb' })).toThrow();
    expect(() => formatCheckpoint({ ...checkpoint, size: -1 })).toThrow();
    expect(() => formatCheckpoint({ ...checkpoint, root: new Uint8Array(31) })).toThrow();
  });
});

describe('signed notes and cosignatures (C2SP signed-note, tlog-cosignature)', () => {
  const text = formatCheckpoint({ origin: 'qingxi.example/1', size: 40, root: merkleRoot(tree) });
  const party = (name: string) => {
    const { publicKey, secretKey } = newSigningKey(random);
    return { name, publicKey, secretKey };
  };
  const [log, scrutineer, witness] = [party('qingxi.example/1'), party('scrutineer-1'), party('见证.example')];
  const note: Note = addSignatures({ text, signatures: [signNote(text, log, log.secretKey)] }, [
    cosign(text, witness, witness.secretKey, 1790000000),
    cosign(text, scrutineer, scrutineer.secretKey, 1790000001),
  ]);

  test('come back, with the log’s line first and the others in one order', () => {
    expect(parseNote(formatNote(note))).toEqual(note);
    expect(note.signatures.map(({ name }) => name)).toEqual([log.name, scrutineer.name, witness.name]);
    expect(addSignatures({ text, signatures: [] }, note.signatures)).toEqual(note);
  });

  test('show whose lines are valid, and when a cosigner saw the head', () => {
    expect(verifyNote(note, log)).toBe(true);
    expect(verifyCosignature(note, scrutineer)).toBe(1790000001);
    expect(verifyCosignature(note, witness)).toBe(1790000000);
  });

  test('a line counts for its key, name and kind only', () => {
    expect(verifyNote(note, { ...log, name: 'other' })).toBe(false);
    expect(verifyNote(note, scrutineer)).toBe(false);
    expect(verifyCosignature(note, log)).toBeUndefined();
    expect(verifyCosignature(note, { ...scrutineer, publicKey: witness.publicKey })).toBeUndefined();
  });

  test('a changed head, time or signature is refused', () => {
    const changed = { ...note, text: text.replace('\n40\n', '\n41\n') };
    expect(verifyNote(changed, log)).toBe(false);
    expect(verifyCosignature(changed, scrutineer)).toBeUndefined();
    const later = {
      ...note,
      signatures: note.signatures.map((line) => ({
        ...line,
        signature: line.signature.map((byte, i) => (i === 7 ? byte ^ 1 : byte)),
      })),
    };
    expect(verifyNote(later, log)).toBe(false);
    expect(verifyCosignature(later, scrutineer)).toBeUndefined();
    const short = {
      ...note,
      signatures: note.signatures.map((line) => ({ ...line, signature: line.signature.slice(1) })),
    };
    expect(verifyCosignature(short, scrutineer)).toBeUndefined();
  });

  test('one wrong line of a known key spoils its right one', () => {
    const [own] = note.signatures as [Note['signatures'][number]];
    const wrong = { ...own, signature: own.signature.map((byte) => byte ^ 1) };
    expect(verifyNote({ text, signatures: [own, wrong] }, log)).toBe(false);
    const again = cosign(text, scrutineer, scrutineer.secretKey, 1790000002);
    const bad = { ...again, signature: again.signature.map((byte, i) => (i > 20 ? byte ^ 1 : byte)) };
    expect(verifyCosignature({ text, signatures: [again] }, scrutineer)).toBe(1790000002);
    expect(verifyCosignature({ text, signatures: [again, bad] }, scrutineer)).toBeUndefined();
  });

  test.each([
    ['no lines', `${text}\n`],
    ['no separating line', text],
    ['no text', formatNote(note).slice(text.length)],
    ['no last newline', formatNote(note).slice(0, -1)],
    ['a hyphen for the dash', formatNote(note).replace('— ', '- ')],
    ['two spaces', formatNote(note).replace('— ', '—  ')],
    ['a line that is too short', `${text}\n— name AAAA\n`],
    ['a name with a plus', `${text}\n— a+b AAAAAAAA\n`],
  ])('a note with %s is refused', (_, wrong) => {
    expect(() => parseNote(wrong)).toThrow(/^(note|base64)/);
  });

  test('verifier keys come back and are checked', () => {
    for (const kind of ['log', 'cosignature'] as const) {
      const key = verifierKey(log, kind);
      expect(parseVerifierKey(key)).toEqual({ name: log.name, publicKey: log.publicKey, kind });
      expect(() => parseVerifierKey(key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toThrow();
    }
    expect(() => parseVerifierKey('name')).toThrow(/^note/);
    const smallOrder = { ...log, publicKey: Uint8Array.of(1, ...new Uint8Array(31)) };
    expect(() => parseVerifierKey(verifierKey(smallOrder, 'log'))).toThrow(/^note/);
    expect(() => verifierKey({ ...log, name: 'a b' }, 'log')).toThrow();
    expect(() => verifierKey({ ...log, publicKey: new Uint8Array(3) }, 'log')).toThrow();
    expect([isNoteName(''), isNoteName('a b'), isNoteName('a+b'), isNoteName('清溪/1')]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('a time that is no whole second after 1970 is not signed', () => {
    for (const time of [0, -1, 1.5]) expect(() => cosign(text, witness, witness.secretKey, time)).toThrow();
  });

  test('proofs and notes of random trees verify', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (size, pick) => {
        const index = pick % size;
        return verifyInclusion(
          leaves[index] as Uint8Array,
          index,
          size,
          inclusionProof(tree, index, size),
          merkleRoot(tree, size),
        );
      }),
    );
  });
});
