/**
 * The Merkle tree of the record (RFC 9162 §2.1): leaf and node hashes, roots, inclusion and consistency proofs.
 *
 * A leaf's data are the canonical bytes of an entry. Proofs come from anybody; verification never throws on their content.
 */
import { concat, equalBytes } from '../encoding/bytes.ts';
import { sha256 } from '../hash.ts';

export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** SHA-256(0x00 ‖ data). */
export const leafHash = (data: Uint8Array): Uint8Array => sha256(concat(LEAF, data));

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(NODE, left, right));

export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/**
 * An append-only tree that keeps every complete subtree's hash, so that roots and proofs of any size cost O(log n).
 * `levels[k][i]` is the hash of leaves i·2^k … (i+1)·2^k − 1; written only by `appendLeaf`.
 */
export type MerkleTree = { readonly levels: Uint8Array[][] };

export const createMerkleTree = (leaves: Iterable<Uint8Array> = []): MerkleTree => {
  const tree: MerkleTree = { levels: [[]] };
  for (const leaf of leaves) appendLeaf(tree, leaf);
  return tree;
};

const levelOf = (tree: MerkleTree, k: number): Uint8Array[] => {
  tree.levels[k] ??= [];
  return tree.levels[k];
};

export const treeSize = (tree: MerkleTree): number => levelOf(tree, 0).length;

/** Appends the hash of one entry (`leafHash`) and returns its index. */
export function appendLeaf(tree: MerkleTree, leaf: Uint8Array): number {
  if (leaf.length !== HASH_BYTES) throw new RangeError('merkle: a leaf hash has 32 bytes');
  const index = treeSize(tree);
  levelOf(tree, 0).push(leaf);
  for (let k = 0, i = index; (i & 1) === 1; k++, i >>= 1) {
    const level = levelOf(tree, k);
    levelOf(tree, k + 1).push(nodeHash(level[i - 1] as Uint8Array, level[i] as Uint8Array));
  }
  return index;
}

/** The largest power of two smaller than n ≥ 2. */
const splitPoint = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** MTH(D[from:to]): `from` is a multiple of the subtree's size wherever this is called. */
function subtreeRoot(tree: MerkleTree, from: number, to: number): Uint8Array {
  const size = to - from;
  if (size === 0) return EMPTY_ROOT;
  const k = Math.log2(size);
  if (Number.isInteger(k) && from % size === 0) return levelOf(tree, k)[from / size] as Uint8Array;
  const middle = from + splitPoint(size);
  return nodeHash(subtreeRoot(tree, from, middle), subtreeRoot(tree, middle, to));
}

function requireSize(tree: MerkleTree, size: number): void {
  if (!Number.isInteger(size) || size < 0 || size > treeSize(tree)) throw new RangeError(`merkle: no size ${size}`);
}

/** The root of the first `size` leaves, of all by default. */
export function merkleRoot(tree: MerkleTree, size: number = treeSize(tree)): Uint8Array {
  requireSize(tree, size);
  return subtreeRoot(tree, 0, size);
}

/** PATH(index, D[0:size]), RFC 9162 §2.1.3.1. */
export function inclusionProof(tree: MerkleTree, index: number, size: number = treeSize(tree)): readonly Uint8Array[] {
  requireSize(tree, size);
  if (!Number.isInteger(index) || index < 0 || index >= size) throw new RangeError(`merkle: no leaf ${index}`);
  const path = (m: number, from: number, to: number): Uint8Array[] => {
    if (to - from <= 1) return [];
    const middle = from + splitPoint(to - from);
    return m < middle
      ? [...path(m, from, middle), subtreeRoot(tree, middle, to)]
      : [...path(m, middle, to), subtreeRoot(tree, from, middle)];
  };
  return path(index, 0, size);
}

/** PROOF(first, D[0:second]), RFC 9162 §2.1.4.1; empty for first = 0 and first = second. */
export function consistencyProof(
  tree: MerkleTree,
  first: number,
  second: number = treeSize(tree),
): readonly Uint8Array[] {
  requireSize(tree, second);
  if (!Number.isInteger(first) || first < 0 || first > second) throw new RangeError(`merkle: no size ${first}`);
  if (first === 0) return [];
  const subproof = (m: number, from: number, to: number, known: boolean): Uint8Array[] => {
    if (m === to) return known ? [] : [subtreeRoot(tree, from, to)];
    const middle = from + splitPoint(to - from);
    return m <= middle
      ? [...subproof(m, from, middle, known), subtreeRoot(tree, middle, to)]
      : [...subproof(m, middle, to, false), subtreeRoot(tree, from, middle)];
  };
  return subproof(first, 0, second, true);
}

/** RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isInteger(index) || !Number.isInteger(size) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      r = nodeHash(r, p);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(r, root);
}

/** The two roots that subtree hashes of one tree make: of its first leaves and of all of them. */
export type PrefixRoots = { readonly first: Uint8Array; readonly second: Uint8Array };

/**
 * RFC 9162 §2.1.4.2 without the comparison, for 0 < first < second. The path is a consistency proof; where `first` is a
 * power of two the root of the first leaves precedes it, which a consistency proof leaves out. Undefined where the path
 * makes no roots. Whoever knows the second root knows, if it comes out, that no other first root belongs to it.
 */
export function prefixRoots(first: number, second: number, path: readonly Uint8Array[]): PrefixRoots | undefined {
  const [start, ...rest] = path;
  if (!Number.isInteger(first) || !Number.isInteger(second) || first <= 0 || first >= second) return undefined;
  if (start === undefined) return undefined;
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let fr = start;
  let sr = start;
  for (const c of rest) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 ? { first: fr, second: sr } : undefined;
}

/** The path for `prefixRoots`, out of the tree that has at least `second` leaves. */
export function prefixPath(tree: MerkleTree, first: number, second: number): readonly Uint8Array[] {
  if (first <= 0 || first >= second) throw new RangeError(`merkle: no prefix of ${first} leaves`);
  const proof = consistencyProof(tree, first, second);
  return isPowerOfTwo(first) ? [subtreeRoot(tree, 0, first), ...proof] : proof;
}

/** RFC 9162 §2.1.4.2; a tree of size 0 is consistent with every tree when the proof is empty. */
export function verifyConsistency(
  first: number,
  second: number,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isInteger(first) || !Number.isInteger(second) || first < 0 || first > second) return false;
  if (first === 0) return proof.length === 0 && equalBytes(firstRoot, EMPTY_ROOT);
  if (first === second) return proof.length === 0 && equalBytes(firstRoot, secondRoot);
  const roots = prefixRoots(first, second, isPowerOfTwo(first) ? [firstRoot, ...proof] : proof);
  return roots !== undefined && equalBytes(roots.first, firstRoot) && equalBytes(roots.second, secondRoot);
}

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));
