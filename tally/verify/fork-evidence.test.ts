import { describe, expect, test } from 'vitest';
import { deterministicRandom } from '../../crypto/deterministic-random.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { formatCheckpoint } from '../../crypto/log/checkpoint.ts';
import { createMerkleTree, leafHash, merkleRoot, prefixPath } from '../../crypto/log/merkle.ts';
import { formatNote, signNote } from '../../crypto/log/signed-note.ts';
import { newSigningKey, type SigningKey } from '../../crypto/sign.ts';
import type { ForkEvidence } from '../record/log-head.ts';
import { judgeForkEvidence, parseForkEvidence } from './fork-evidence.ts';

const random = deterministicRandom('fork');
const key = newSigningKey(random);
const other = newSigningKey(random);
const ORIGIN = 'changpiao/example';

const leaves = Array.from({ length: 9 }, (_, at) => leafHash(Uint8Array.of(at)));
const honest = createMerkleTree(leaves);
const forked = createMerkleTree([...leaves.slice(0, 3), leafHash(Uint8Array.of(99)), ...leaves.slice(4)]);

function headOf(tree: typeof honest, size: number, by: SigningKey = key, origin = ORIGIN): string {
  const text = formatCheckpoint({ origin, size, root: merkleRoot(tree, size) });
  return formatNote({ text, signatures: [signNote(text, { name: origin, publicKey: by.publicKey }, by.secretKey)] });
}
const path = (tree: typeof honest, first: number, second: number) =>
  prefixPath(tree, first, second).map(encodeBase64url);
const evidence = (over: Partial<ForkEvidence>): ForkEvidence => ({
  type: 'fork-evidence',
  version: 1,
  logOrigin: ORIGIN,
  logKey: encodeBase64url(key.publicKey),
  cosigned: headOf(honest, 6),
  shown: headOf(forked, 9),
  path: path(forked, 6, 9),
  ...over,
});

describe('evidence of two histories (§3.7)', () => {
  test.each<[string, Partial<ForkEvidence>, string]>([
    ['a longer log with another beginning', {}, 'rewritten'],
    ['the same the other way round', { cosigned: headOf(forked, 9), shown: headOf(honest, 6) }, 'rewritten'],
    ['a beginning of a power of two leaves', { cosigned: headOf(honest, 8), path: path(forked, 8, 9) }, 'rewritten'],
    ['two roots of one size', { shown: headOf(forked, 6), path: [] }, 'two-roots'],
    ['two heads without the path', { path: [] }, 'unproven'],
    ['one head twice', { shown: headOf(honest, 6), path: [] }, 'no-conflict'],
    ['a log that only grew', { shown: headOf(honest, 9), path: path(honest, 6, 9) }, 'no-conflict'],
    ['heads before the fork', { cosigned: headOf(honest, 3), path: path(forked, 3, 9) }, 'no-conflict'],
    ['a path of another tree', { path: path(honest, 6, 9) }, 'path-invalid'],
    ['a path with a hash more', { path: [...path(forked, 6, 9), path(forked, 6, 9)[0] as string] }, 'path-invalid'],
    ['a path with a hash less', { path: path(forked, 6, 9).slice(1) }, 'path-invalid'],
    ['a head that another key signed', { shown: headOf(forked, 9, other) }, 'log-signature'],
    ['a cosigned head that another key signed', { cosigned: headOf(honest, 6, other) }, 'log-signature'],
    ['a head of another log', { shown: headOf(forked, 9, key, 'changpiao/other') }, 'other-log'],
    ['a head that is no note', { shown: headOf(forked, 9).slice(0, -2) }, 'note-malformed'],
  ])('%s: %s', (_, over, expected) => {
    const judged = judgeForkEvidence(evidence(over));
    expect(judged.ok ? judged.value : judged.error).toBe(expected);
  });

  test('is against the log its reader trusts, not the one it names', () => {
    const trusted = { logOrigin: ORIGIN, logKey: encodeBase64url(other.publicKey) };
    expect(judgeForkEvidence(evidence({}), trusted)).toEqual({ ok: false, error: 'other-log' });
    expect(judgeForkEvidence(evidence({}), { ...evidence({}), logOrigin: 'changpiao/other' }).ok).toBe(false);
    const misnamed = evidence({ logOrigin: 'changpiao/other' });
    expect(judgeForkEvidence(misnamed, evidence({}))).toEqual({ ok: false, error: 'other-log' });
  });

  test('is read strictly: a field more or less is no evidence', () => {
    const text = JSON.stringify(evidence({}));
    expect(parseForkEvidence(text)).toEqual(evidence({}));
    for (const wrong of ['', 'x', text.slice(1), text.replace('"version":1', '"version":2'), `{"a":1,${text.slice(1)}`])
      expect(parseForkEvidence(wrong), wrong.slice(0, 20)).toBeNull();
  });
});
