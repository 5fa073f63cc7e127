import { expect, it } from 'vitest';
import type { Ciphertext } from '../../../crypto/ballot.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { sha256 } from '../../../crypto/hash.ts';
import { rehearsalPoint } from '../../../crypto/threshold/key-ceremony.ts';
import { countingRandom } from '../counting-random.ts';
import { assemblyWithKeys, deviceOf } from './example-assembly.ts';
import { answerOnce } from './release-memory.ts';
import type { ScrutineerState } from './state.ts';

const hash = (at: number): string => encodeBase64url(sha256(Uint8Array.of(at)));
const list = (at: number): readonly Ciphertext[] => {
  const R = rehearsalPoint(sha256(Uint8Array.of(at)));
  return [[R, R]];
};

it('one list is answered of each round and stage, as often as it is asked for (§8.2)', async () => {
  let state: ScrutineerState = deviceOf(await assemblyWithKeys(1, 1), 1);
  const answer = (ctx: string, stage: 'tally' | 'rehearsal', pairs: readonly Ciphertext[]): string => {
    const answered = answerOnce(state, ctx, stage, pairs, countingRandom());
    if (answered.ok) state = answered.value.state;
    return answered.ok ? 'answered' : answered.error;
  };
  const before = state.released.length;
  expect(answer(hash(1), 'tally', list(1))).toBe('answered');
  expect(answer(hash(1), 'tally', list(1))).toBe('answered');
  expect(answer(hash(1), 'tally', list(2))).toBe('second-list');
  // The sums of the next round are others, and so is what is opened in a rehearsal.
  expect(answer(hash(2), 'tally', list(2))).toBe('answered');
  expect(answer(hash(1), 'rehearsal', list(3))).toBe('answered');
  expect(state.released).toHaveLength(before + 3);
});
