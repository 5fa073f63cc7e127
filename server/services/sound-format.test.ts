import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { soundFormat } from './sound-format.ts';

const CLIPS = join(import.meta.dirname, '../../kiosk/voice/clips/zh');
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [...part])),
  );
const zeros = (count: number) => Array.from({ length: count }, () => 0);
const oggOf = (codec: string) => bytes('OggS', [0, 2], zeros(20), [1, codec.length], codec, zeros(20));

describe('the format of a sound', () => {
  test('is MPEG layer III for every clip of the build, with and without a tag before it', () => {
    const files = readdirSync(CLIPS).map((name) => new Uint8Array(readFileSync(join(CLIPS, name))));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      expect(soundFormat(file)).toBe('audio/mpeg');
      expect(soundFormat(bytes('ID3', [4, 0, 0, 0, 0, 1, 2], zeros(130), [...file]))).toBe('audio/mpeg');
    }
  });

  test('is told by its own first bytes', () => {
    expect(soundFormat(bytes('RIFF', zeros(4), 'WAVEfmt ', zeros(24)))).toBe('audio/wav');
    expect(soundFormat(oggOf('OpusHead'))).toBe('audio/ogg');
    expect(soundFormat(oggOf('\x01vorbis'))).toBe('audio/ogg');
  });

  test.each<[string, Uint8Array]>([
    ['nothing', bytes()],
    ['a page', bytes('<!doctype html><script>')],
    ['another RIFF file', bytes('RIFF', zeros(4), 'AVI LIST', zeros(24))],
    ['a film in Ogg', oggOf('\x80theora')],
    ['an Ogg page that begins no stream', bytes('OggS', [0, 0], zeros(20), [1, 8], 'OpusHead')],
    ['a tag without a sound', bytes('ID3', [4, 0, 0, 0, 0, 0, 4], zeros(40))],
    ['one frame head and nothing that follows it', bytes([0xff, 0xfb, 0x90, 0x00], zeros(600))],
    ['eleven ones of another layer', bytes([0xff, 0xfd, 0x90, 0x00], zeros(600))],
    ['WebM', bytes([0x1a, 0x45, 0xdf, 0xa3], zeros(40))],
  ])('is none for %s', (_, file) => {
    expect(soundFormat(file)).toBeNull();
  });
});
