/**
 * The little of DER (X.690) that a signature in a PDF needs. The reader takes definite, shortest lengths and single-byte tags
 * only, and every caller says which tag it expects, so bytes that another encoder would have written otherwise are refused.
 */
import { concat } from '../../crypto/encoding/bytes.ts';

export const TAG = {
  integer: 0x02,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
  /** [0] constructed. */
  context0: 0xa0,
} as const;

function lengthBytes(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 + bytes.length, ...bytes);
}

export const der = (tag: number, ...contents: readonly Uint8Array[]): Uint8Array => {
  const content = concat(...contents);
  return concat(Uint8Array.of(tag), lengthBytes(content.length), content);
};

export const derSequence = (...contents: readonly Uint8Array[]): Uint8Array => der(TAG.sequence, ...contents);

/** Elements of a SET OF stand in the order of their bytes. */
export function derSet(...elements: readonly Uint8Array[]): Uint8Array {
  const compare = (a: Uint8Array, b: Uint8Array): number => {
    for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
      const difference = (a[i] as number) - (b[i] as number);
      if (difference !== 0) return difference;
    }
    return a.length - b.length;
  };
  return der(TAG.set, ...[...elements].sort(compare));
}

/** Of a number below 128. */
export const derInteger = (value: number): Uint8Array => der(TAG.integer, Uint8Array.of(value));

export function derObjectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) septets.unshift((left % 128) + 128);
    return septets;
  });
  return der(TAG.objectIdentifier, Uint8Array.from(bytes));
}

export class MalformedDer extends Error {
  override readonly name = 'MalformedDer';
}

export interface DerElement {
  readonly tag: number;
  /** Without tag and length. */
  readonly content: Uint8Array;
  /** With them. */
  readonly whole: Uint8Array;
}

export interface DerReader {
  /** The next element, which must have this tag. */
  take(tag: number): DerElement;
  /** The next element's tag, undefined at the end. */
  peek(): number | undefined;
  /** Refuses bytes that nobody read. */
  end(): void;
}

/** Every method throws MalformedDer. */
export function readDer(bytes: Uint8Array): DerReader {
  let at = 0;
  const byte = (position: number): number => {
    const value = bytes[position];
    if (value === undefined) throw new MalformedDer('der: too short');
    return value;
  };
  return {
    take(tag) {
      const start = at;
      if (byte(at) !== tag) throw new MalformedDer(`der: expected tag ${tag}, found ${byte(at)}`);
      let length = byte(at + 1);
      at += 2;
      if (length >= 0x80) {
        const count = length - 0x80;
        if (count < 1 || count > 3) throw new MalformedDer('der: a length in no accepted form');
        length = 0;
        for (let i = 0; i < count; i += 1) length = length * 256 + byte(at + i);
        at += count;
        if (length < 0x80 || length < 256 ** (count - 1)) throw new MalformedDer('der: a length in no accepted form');
      }
      if (length > bytes.length - at) throw new MalformedDer('der: too short');
      const content = bytes.subarray(at, at + length);
      at += length;
      return { tag, content, whole: bytes.subarray(start, at) };
    },
    peek: () => bytes[at],
    end() {
      if (at !== bytes.length) throw new MalformedDer('der: bytes left over');
    },
  };
}
