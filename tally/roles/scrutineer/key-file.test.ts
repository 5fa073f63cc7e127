import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { sha256 } from '../../../crypto/hash.ts';
import type { ForkEvidence } from '../../record/log-head.ts';
import { countingRandom } from '../counting-random.ts';
import { assemblyWithKeys, deviceOf, newAssembly, recordOf } from './example-assembly.ts';
import { beginCeremony } from './key-ceremony.ts';
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

  it('a memory of a device that has cosigned nothing takes nothing from the file', () => {
    const before = { ...state, cosigned: head(5, 1) };
    expect(withMemory(before, memoryOf({ ...before, cosigned: null })).cosigned).toEqual(head(5, 1));
    expect(withMemory({ ...state, cosigned: null }, memoryOf(before)).cosigned).toEqual(head(5, 1));
  });

  it('the list of a rehearsal is none of a count', () => {
    const rehearsed = { ...released(2), stage: 'rehearsal' as const };
    const restored = withMemory({ ...state, released: [rehearsed] }, memoryOf({ ...state, released: [released(2)] }));
    expect(restored.released).toEqual([rehearsed, released(2)]);
  });

  it('of a ceremony it tells how far this very attempt is, and nothing of another', async () => {
    const assembly = await newAssembly(3, 2);
    const begun = beginCeremony(deviceOf(assembly, 1), recordOf(assembly), countingRandom());
    const { ceremony } = begun;
    if (ceremony === null) throw new Error('no ceremony');
    const further = { ...ceremony, commitments: [hash(1)], confirmed: hash(2), sent: hash(2) };
    const since = memoryOf({ ...begun, ceremony: further });
    expect(withMemory(begun, since).ceremony).toEqual(further);
    const next = { ...begun, ceremony: { ...ceremony, attempt: 1 } };
    expect(withMemory(next, since).ceremony).toEqual(next.ceremony);
    expect(withMemory(begun, { ...since, ceremony: null }).ceremony).toEqual(ceremony);
    expect(withMemory({ ...begun, ceremony: null }, since).ceremony).toBeNull();
  });

  it('what is kept beside the encrypted file holds no secret', () => {
    const text = JSON.stringify(memoryOf(state));
    for (const secret of [state.signKey, state.cosignKey, state.ageIdentity, state.share?.x ?? 'no share'])
      expect(text).not.toContain(secret);
  });
});
