/**
 * Canonical objects: RFC 8785 JSON with integers only (specification §2). One object has one byte string, so a hash or a
 * signature over the bytes is over the object. The bytes decoded here come from anybody.
 */
import canonicalize from 'canonicalize';
import { sha256 } from '../hash.ts';
import { decodeUtf8, encodeUtf8, equalBytes } from './bytes.ts';

// The package is CommonJS and exports the function itself; its typings speak of a default export.
const serialize = canonicalize as unknown as (value: unknown) => string;

const LONE_SURROGATE = /\p{Surrogate}/u;

function requireText(text: string): void {
  if (LONE_SURROGATE.test(text)) throw new TypeError('canonical: text with a lone surrogate');
}

/** Lists and objects within each other; what anybody sends must not reach the end of a reader's stack. */
const DEEPEST = 32;

/** Refuses everything that JSON would drop, round or coerce in silence. */
function requireCanonicalizable(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    requireText(value);
    return;
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`canonical: ${value} is not a safe integer`);
    return;
  }
  if (value === null || typeof value === 'boolean') return;
  if (depth === DEEPEST) throw new TypeError(`canonical: lists and objects more than ${DEEPEST} deep`);
  if (Array.isArray(value)) {
    for (const element of value) requireCanonicalizable(element, depth + 1);
    return;
  }
  if (typeof value === 'object') {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw new TypeError('canonical: not a plain object');
    for (const [name, member] of Object.entries(value)) {
      requireText(name);
      requireCanonicalizable(member, depth + 1);
    }
    return;
  }
  throw new TypeError(`canonical: ${typeof value} has no canonical form`);
}

/** Throws on anything but null, booleans, safe integers, well-formed texts, and arrays and plain objects of these, 32 deep. */
export function canonicalBytes(value: unknown): Uint8Array {
  requireCanonicalizable(value);
  return encodeUtf8(serialize(value));
}

/** Throws on bytes that are not the canonical form of an object: white space, other member order, 1.0, duplicate names. */
export function decodeCanonical(bytes: Uint8Array): unknown {
  const value: unknown = JSON.parse(decodeUtf8(bytes));
  if (!equalBytes(canonicalBytes(value), bytes)) throw new TypeError('canonical: bytes do not re-encode to themselves');
  return value;
}

/** The hash of an entry, a ballot or any other object: SHA-256 of its canonical bytes. */
export const hashObject = (value: unknown): Uint8Array => sha256(canonicalBytes(value));
