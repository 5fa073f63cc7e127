import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { sha256 } from '../../../crypto/hash.ts';
import type { ForkEvidence } from '../../record/log-head.ts';
import { assemblyWithKeys, deviceOf } from './example-assembly.ts';
import { memoryOf, readKeyFile, withMemory, writeKeyFile } from './key-file.ts';
import type { ScrutineerState } from './state.ts';

const hash = (at: number): string => encodeBase64url(sha256(Uint8Array.of(at)));
const head = (size: number, at: number) => ({ size, root: hash(at), note: `note ${at}` });
const fork: ForkEvidence = {
  type: 'fork-evidence',
  version: 1,
  logOrigin: 'example/qingxi',
  logKey: hash(8),
  cosigned: 'one note',
  shown: 'another',
  path: [],
};
const released = (at: number) => ({ ctx: hash(at), stage: 'tally' as const, list: hash(at + 100) });

describe('the key file (§4)', () => {
  let state: ScrutineerState;
  beforeAll(async () => {
    state = deviceOf(await assemblyWithKeys(3, 2), 1);
  });

  it('holds the whole state; anything else is refused', () => {
    expect(readKeyFile(writeKeyFile(state))).toEqual({ ok: true, value: state });
    const text = new TextDecoder().decode(writeKeyFile(state));
    for (const wrong of [text.slice(1), `${text} `, text.replace('"version":1', '"version":2'), '{}'])
      expect(readKeyFile(new TextEncoder().encode(wrong)), wrong.slice(0, 40)).toEqual({
        ok: false,
        error: 'not-a-key-file',
      });
  });

  it('an older file forgets nothing that the browser remembers: lists answered, the last head cosigned, two histories (§8.2)', () => {
    const older = { ...state, cosigned: head(5, 1), released: [released(2)] };
    const since = memoryOf({ ...older, cosigned: head(9, 3), fork, released: [released(2), released(4)] });
    const restored = withMemory(older, since);
    expect(restored.cosigned).toEqual(head(9, 3));
    expect(restored.fork).toEqual(fork);
    expect(restored.released).toEqual([released(2), released(4)]);
  });

  it('an older memory takes nothing from a newer file', () => {
    const newer = { ...state, cosigned: head(9, 3), fork, released: [released(2), released(4)] };
    const restored = withMemory(newer, memoryOf({ ...newer, cosigned: head(5, 1), fork: null, released: [] }));
    expect(restored.cosigned).toEqual(head(9, 3));
    expect(restored.fork).toEqual(fork);
    expect(restored.released).toEqual([released(2), released(4)]);
  });

  it('what is kept beside the encrypted file holds no secret', () => {
    const text = JSON.stringify(memoryOf(state));
    for (const secret of [state.signKey, state.cosignKey, state.ageIdentity, state.share?.x ?? 'no share'])
      expect(text).not.toContain(secret);
  });
});
