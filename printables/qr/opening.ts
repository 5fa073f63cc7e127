/**
 * The QR of an opened ballot (specification §7.5): marks and ballot seed, with what binds them to the card, as an address whose data
 * stand after '#', so that a phone's own scanner takes it to the check page and no server is asked.
 *
 * Data: meeting id, round id, base64url(T ‖ h ‖ signature ‖ seed ‖ places). Places of the counters that are set, contest by contest:
 * their number, then before each of them how many were passed over; a ballot sets few, so one code is enough whatever the write-in
 * list holds.
 */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { createFieldReader, createFieldWriter, type FieldReader, MalformedPayload } from './byte-fields.ts';

export interface Opening {
  readonly meetingId: string;
  readonly round: number;
  /** Encoded token key, 32 bytes. */
  readonly T: Uint8Array;
  /** Ballot hash, 32 bytes. */
  readonly h: Uint8Array;
  /** The server's signature over {type: "challenged", ctx, T, h}, 64 bytes. */
  readonly signature: Uint8Array;
  /** Ballot seed, 32 bytes. */
  readonly seed: Uint8Array;
  /** Ascending places of the counters that are 1, one list per contest. */
  readonly places: readonly (readonly number[])[];
}

const SHAPE = /^O1\.([A-Za-z0-9][A-Za-z0-9-]{0,63})\.([1-9][0-9]{0,4})\.([A-Za-z0-9_-]+)$/;
const MAX_CONTESTS = 99;
const MAX_COUNTERS = 65_536;

/** What stands after '#'. */
export function encodeOpening({ meetingId, round, T, h, signature, seed, places }: Opening): string {
  const { integer, bytes, finish } = createFieldWriter();
  for (const [part, length] of [
    [T, 32],
    [h, 32],
    [signature, 64],
    [seed, 32],
  ] as const) {
    if (part.length !== length) throw new RangeError('opening: a part has the wrong length');
    bytes(part);
  }
  integer(places.length);
  for (const list of places) {
    integer(list.length);
    // The writer refuses what is negative, so places that do not ascend are not written.
    list.forEach((place, at) => void integer(at === 0 ? place : place - (list[at - 1] as number) - 1));
  }
  const text = `O1.${meetingId}.${round}.${encodeBase64url(finish())}`;
  if (!SHAPE.test(text)) throw new RangeError('opening: meeting or round id cannot be written');
  return text;
}

/** `page` is the address of the check page without a fragment. */
export const openingAddress = (page: string, opening: Opening): string => `${page}#${encodeOpening(opening)}`;

function readPlaces(read: FieldReader): readonly number[] {
  const count = read.length(MAX_COUNTERS);
  const places: number[] = [];
  for (let next = 0; places.length < count; next += 1) {
    next += read.length(MAX_COUNTERS);
    if (next >= MAX_COUNTERS) throw new MalformedPayload('opening: a place beyond its limit');
    places.push(next);
  }
  return places;
}

/** Reads an address or the fragment alone; what it does not write itself it refuses. */
export function parseOpening(scanned: string): Result<Opening, 'not-an-opening'> {
  // Of a text of another shape nothing is left to decode, and no opening is as short.
  const [, meetingId = '', round, data = ''] = SHAPE.exec(scanned.slice(scanned.indexOf('#') + 1)) ?? [];
  try {
    const read = createFieldReader(decodeBase64url(data));
    const [T, h, signature, seed] = [read.bytes(32), read.bytes(32), read.bytes(64), read.bytes(32)];
    const places = Array.from({ length: read.length(MAX_CONTESTS) }, () => readPlaces(read));
    read.end();
    return ok({ meetingId, round: Number(round), T, h, signature, seed, places });
  } catch {
    // Neither base64url nor these fields: a code of something else.
    return err('not-an-opening');
  }
}
