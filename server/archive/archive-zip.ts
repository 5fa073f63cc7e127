/**
 * The zip of an archive: files stored as they are, without compression, times or comments, so that the same files give the same
 * bytes on every machine and there is no byte that means nothing. It is read by walking exactly that form.
 */
import { type Zippable, zipSync } from 'fflate';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { err, ok, type Result } from '../../crypto/result.ts';

export interface ArchivedFile {
  /** Inside the archive, with '/'. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The earliest time that a zip can hold, in whatever zone the machine stands. */
const NO_TIME = new Date(1980, 0, 1);

/** The zip writer keeps its files in an object, whose prototype is the one name that it cannot hold. */
const isFileName = (path: string): boolean => path !== '__proto__';

export function writeArchiveZip(files: readonly ArchivedFile[]): Uint8Array {
  const parts: Zippable = {};
  for (const { path, bytes } of files) {
    if (!isFileName(path)) throw new Error(`archive: ${path} is no file name`);
    if (Object.hasOwn(parts, path)) throw new Error(`archive: ${path} twice`);
    parts[path] = [bytes, { level: 0 }];
  }
  return zipSync(parts, { level: 0, mtime: NO_TIME });
}

export interface WalkFault {
  readonly at: number;
  /** The file before or in which it stands; null at the head. */
  readonly path: string | null;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const LOCAL_LENGTH = 30;
const STORED = 0;

/** The files in order. A changed byte between them shows as a fault with its place. */
export function readArchiveZip(zip: Uint8Array): Result<readonly ArchivedFile[], WalkFault> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const files: ArchivedFile[] = [];
  const owners: { readonly end: number; readonly path: string }[] = [];
  let at = 0;
  const last = (): string | null => files.at(-1)?.path ?? null;
  while (at + 4 <= zip.length && view.getUint32(at, true) === LOCAL_HEADER) {
    if (at + LOCAL_LENGTH > zip.length) return err({ at, path: last() });
    const [method, size, stored, nameLength, extraLength] = [
      view.getUint16(at + 8, true),
      view.getUint32(at + 22, true),
      view.getUint32(at + 18, true),
      view.getUint16(at + 26, true),
      view.getUint16(at + 28, true),
    ];
    const from = at + LOCAL_LENGTH + nameLength;
    if (method !== STORED || size !== stored || extraLength !== 0 || from + size > zip.length)
      return err({ at, path: last() });
    const name = decoded(zip.subarray(at + LOCAL_LENGTH, from));
    if (name === undefined || !isFileName(name) || files.some(({ path }) => path === name))
      return err({ at, path: last() });
    files.push({ path: name, bytes: zip.slice(from, from + size) });
    at = from + size;
    owners.push({ end: at, path: name });
  }
  if (files.length === 0 || at + 4 > zip.length || view.getUint32(at, true) !== CENTRAL_HEADER)
    return err({ at, path: last() });
  const again = writeArchiveZip(files);
  if (!equalBytes(again, zip)) {
    const length = Math.min(again.length, zip.length);
    let first = 0;
    while (first < length && again[first] === zip[first]) first += 1;
    // A changed file changes its checksum, which stands before it: the file is named either way.
    return err({ at: first, path: owners.find(({ end }) => first < end)?.path ?? null });
  }
  return ok(files);
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
