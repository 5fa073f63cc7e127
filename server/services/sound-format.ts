/**
 * Whether bytes begin as one of the three sound formats does that every browser plays: RIFF/WAVE, an Ogg page that begins a stream, and MPEG
 * audio layer III with or without an ID3v2 tag before it. A name or a type that somebody claims says nothing.
 */
import type { CLIP_MEDIA } from '../contract/voices.ts';

const latin = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

const isWave = (bytes: Uint8Array): boolean =>
  latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 4) === 'WAVE' && latin(bytes, 12, 400).includes('fmt ');

const CODECS = ['OpusHead', `${String.fromCharCode(1)}vorbis`, 'Speex   ', `${String.fromCharCode(0x7f)}FLAC`] as const;

/** The first page of a stream, and in it the head of a codec for sound. */
const isOgg = (bytes: Uint8Array): boolean =>
  latin(bytes, 0, 4) === 'OggS' &&
  bytes[4] === 0 &&
  ((bytes[5] ?? 0) & 2) === 2 &&
  CODECS.some((codec) => latin(bytes, 27 + (bytes[26] ?? 0), codec.length) === codec);

/** kbit/s by the index of the header: version 1, and versions 2 and 2.5. */
const BIT_RATES = [
  [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const SAMPLE_RATES: Readonly<Record<number, readonly number[]>> = {
  3: [44_100, 48_000, 32_000],
  2: [22_050, 24_000, 16_000],
  0: [11_025, 12_000, 8000],
};

/** Length of the layer III frame that begins here; undefined: none does. */
function frameLength(bytes: Uint8Array, at: number): number | undefined {
  const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
  if (a !== 0xff || (b & 0xe0) !== 0xe0 || (b & 0x06) !== 0x02) return undefined;
  const version = (b >> 3) & 3;
  const rate = SAMPLE_RATES[version]?.[(c >> 2) & 3];
  const kilobits = BIT_RATES[version === 3 ? 0 : 1][(c >> 4) - 1];
  if (rate === undefined || kilobits === undefined) return undefined;
  return Math.floor(((version === 3 ? 144 : 72) * kilobits * 1000) / rate) + ((c >> 1) & 1);
}

/** Size of an ID3v2 tag in seven bits a byte, its head included; 0 where there is none. */
function tagLength(bytes: Uint8Array): number {
  if (latin(bytes, 0, 3) !== 'ID3') return 0;
  return 10 + [...bytes.subarray(6, 10)].reduce((size, part) => size * 128 + (part & 0x7f), 0);
}

/** Two frames, one after the other: a single header of eleven ones stands in many other files too. */
function isLayerThree(bytes: Uint8Array): boolean {
  const first = tagLength(bytes);
  const length = frameLength(bytes, first);
  return length !== undefined && frameLength(bytes, first + length) !== undefined;
}

export function soundFormat(bytes: Uint8Array): (typeof CLIP_MEDIA)[number] | null {
  if (isWave(bytes)) return 'audio/wav';
  if (isOgg(bytes)) return 'audio/ogg';
  return isLayerThree(bytes) ? 'audio/mpeg' : null;
}
