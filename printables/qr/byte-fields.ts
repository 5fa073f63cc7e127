/**
 * Fields of a binary payload: integers as LEB128 without padding, texts as UTF-8 with their length before them, fixed bytes as
 * they are. The reader accepts one spelling only.
 */
import { concat, decodeUtf8, encodeUtf8 } from '../../crypto/encoding/bytes.ts';

export interface FieldWriter {
  integer(value: number): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  finish(): Uint8Array;
}

export function createFieldWriter(): FieldWriter {
  const parts: Uint8Array[] = [];
  const integer = (value: number): void => {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`payload: ${value} is not a count`);
    const bytes: number[] = [];
    let rest = value;
    do {
      bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
      rest = Math.floor(rest / 128);
    } while (rest > 0);
    parts.push(Uint8Array.from(bytes));
  };
  return {
    integer,
    text(value) {
      const bytes = encodeUtf8(value);
      integer(bytes.length);
      parts.push(bytes);
    },
    bytes: (value) => void parts.push(value),
    finish: () => concat(...parts),
  };
}

export class MalformedPayload extends Error {
  override readonly name = 'MalformedPayload';
}

export interface FieldReader {
  integer(): number;
  /** An integer that counts what follows, so at most `limit`. */
  length(limit: number): number;
  text(): string;
  bytes(length: number): Uint8Array;
  /** Refuses bytes that nobody read. */
  end(): void;
}

/** Every method throws MalformedPayload; the caller turns it into a refusal. */
export function createFieldReader(payload: Uint8Array): FieldReader {
  let at = 0;
  const bytes = (length: number): Uint8Array => {
    if (length > payload.length - at) throw new MalformedPayload('payload: too short');
    at += length;
    return payload.slice(at - length, at);
  };
  const integer = (): number => {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8; count += 1) {
      const byte = bytes(1)[0] as number;
      value += (byte & 127) * scale;
      scale *= 128;
      if (byte >= 128) continue;
      if ((byte === 0 && count > 0) || !Number.isSafeInteger(value)) break;
      return value;
    }
    throw new MalformedPayload('payload: an integer in no accepted form');
  };
  const length = (limit: number): number => {
    const value = integer();
    if (value > limit) throw new MalformedPayload('payload: a length beyond its limit');
    return value;
  };
  return {
    integer,
    length,
    bytes,
    text() {
      try {
        return decodeUtf8(bytes(length(2000)));
      } catch {
        throw new MalformedPayload('payload: a text that is not UTF-8');
      }
    },
    end() {
      if (at !== payload.length) throw new MalformedPayload('payload: bytes left over');
    },
  };
}
