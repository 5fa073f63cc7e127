/** Attacks on aggregate, decryption, result, outcome and attestations (specification §8, §9, §11). */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePoint, encodePoint, G, type Point } from '../../crypto/group.ts';
import type { PartialDecryptionEntry } from '../../tally/record/count-entries.ts';
import type { Attack } from './attack.ts';
import { leaveOut, replaceEntry, rewrite, signedBy } from './writing.ts';

const OTHER = `${'B'.repeat(42)}A`;
const NO_SCALAR = '7dP1XBpjEljWnPei3vneFAAAAAAAAAAAAAAAAAAAABA';
const pointOf = (text: string): Point => decodePoint(decodeBase64url(text, 32), 'P');
const textOf = (P: Point): string => encodeBase64url(encodePoint(P));

const inTally = (index: number, change: (entry: PartialDecryptionEntry) => object) =>
  rewrite('partial-decryption', (entry) => (entry.stage === 'tally' && entry.index === index ? change(entry) : {}));

export const AGGREGATE_ATTACKS: readonly Attack[] = [
  {
    name: 'no aggregate',
    found: ['aggregate/aggregate-missing', 'result/counts-differ'],
    deviation: leaveOut('aggregate'),
  },
  {
    name: 'an aggregate of another round',
    found: ['aggregate/ctx-differs'],
    deviation: rewrite('aggregate', () => ({ ctx: OTHER })),
  },
  {
    name: 'a vote added to the aggregate',
    found: ['aggregate/aggregate-differs'],
    deviation: rewrite('aggregate', ({ sums: [head, ...rest] }) => ({
      sums: [[head?.[0], textOf(pointOf(head?.[1] as string).add(G))], ...rest],
    })),
  },
  {
    name: 'an aggregate that states fewer casts',
    found: ['aggregate/aggregate-differs'],
    deviation: rewrite('aggregate', ({ casts }) => ({ casts: casts - 1 })),
  },
];

export const DECRYPTION_ATTACKS: readonly Attack[] = [
  {
    name: 'a partial decryption by a scrutineer nobody knows',
    found: ['decryption/author-missing', 'decryption/author-wrong', 'decryption/partial-unknown-scrutineer'],
    deviation: () => ({
      write: (draft) =>
        draft.type === 'partial-decryption' && draft.stage === 'tally' && draft.index === 3
          ? { ...draft, index: 9 }
          : draft,
    }),
  },
  {
    name: 'a partial decryption with a wrong share',
    found: ['decryption/partial-invalid'],
    deviation: inTally(1, ({ D: [head, ...rest] }) => ({ D: [textOf(pointOf(head as string).add(G)), ...rest] })),
  },
  {
    name: 'two errors that cancel in the sum',
    found: ['decryption/partial-invalid'],
    deviation: inTally(1, ({ D: [one, two, ...rest] }) => ({
      D: [textOf(pointOf(one as string).add(G)), textOf(pointOf(two as string).subtract(G)), ...rest],
    })),
  },
  {
    name: 'a partial decryption of another round',
    found: ['decryption/ctx-differs'],
    deviation: inTally(1, () => ({ ctx: OTHER })),
  },
  {
    name: 'a partial decryption of a subset',
    found: ['decryption/partial-invalid'],
    deviation: inTally(1, ({ D }) => ({ D: D.slice(1) })),
  },
  {
    name: 'a proof that is no scalar',
    found: ['decryption/partial-malformed'],
    deviation: inTally(2, () => ({ c: NO_SCALAR })),
  },
  {
    name: 'a second list for one round',
    found: ['decryption/partial-twice'],
    deviation: replaceEntry('partial-decryption', (entry) =>
      entry.stage === 'tally' && entry.index === 1 ? [entry, entry] : [entry],
    ),
  },
  {
    name: 'fewer partial decryptions than the threshold',
    found: ['decryption/partials-too-few', 'result/counts-differ'],
    deviation: replaceEntry('partial-decryption', (entry) =>
      entry.stage === 'tally' && entry.index > 1 ? [] : [entry],
    ),
  },
  {
    name: 'a rehearsal after voting',
    found: ['key-ceremony/author-missing', 'key-ceremony/author-wrong', 'key-ceremony/entry-out-of-order'],
    deviation: replaceEntry('aggregate', (entry) => [
      { type: 'partial-decryption', ctx: OTHER, stage: 'rehearsal', index: 1, D: [OTHER], c: OTHER, s: OTHER },
      entry,
    ]),
  },
];

export const RESULT_ATTACKS: readonly Attack[] = [
  { name: 'no result', found: ['result/result-missing'], deviation: leaveOut('result') },
  {
    name: 'a result of another round',
    found: ['result/ctx-differs'],
    deviation: rewrite('result', () => ({ ctx: OTHER })),
  },
  {
    name: 'a vote moved from one candidate to another',
    found: ['outcome/outcome-differs', 'result/counts-differ'],
    deviation: rewrite('result', ({ counts }) => ({
      counts: counts.map(([a, b, c, d, ...rest]) => [(a as number) - 1, b, (c as number) + 1, d, ...rest]),
    })),
  },
  {
    name: 'more votes than ballots',
    found: [
      'outcome/outcome-differs',
      'outcome/outcome-impossible',
      'result/counts-differ',
      'result/counts-impossible',
    ],
    deviation: rewrite('result', ({ counts }) => ({
      counts: counts.map(([a, b, ...rest]) => [(a as number) + 5, b, ...rest]),
    })),
  },
  {
    name: 'counts of another ballot',
    found: ['attestations/paper-proofs-too-few', 'result/counts-shape'],
    deviation: rewrite('result', ({ counts }) => ({ counts: counts.map((list) => list.slice(1)) })),
  },
  {
    name: 'counts of a contest nobody voted on',
    found: ['attestations/paper-proofs-too-few', 'result/counts-shape'],
    deviation: rewrite('result', ({ counts }) => ({ counts: [...counts, [0]] })),
  },
  {
    name: 'somebody else elected',
    found: ['attestations/attestation-differs', 'outcome/outcome-differs'],
    deviation: rewrite('result', ({ outcome }) => ({
      outcome: outcome.map((one) => one && { ...one, elected: ['李建国'] }),
    })),
  },
  {
    name: 'somebody elected who is not on the ballot',
    found: ['attestations/attestation-differs', 'outcome/outcome-differs'],
    deviation: rewrite('result', ({ outcome }) => ({
      outcome: outcome.map((one) => one && { ...one, elected: ['某人'] }),
    })),
  },
  {
    name: 'a second result',
    found: ['attestations/attestation-differs', 'log/checkpoint-missing', 'result/entry-out-of-order'],
    deviation: replaceEntry('result', (entry) => [entry, entry]),
  },
];

export const ATTESTATION_ATTACKS: readonly Attack[] = [
  {
    name: 'an attestation of other counts',
    found: ['attestations/attestation-differs'],
    deviation: rewrite('attestation', ({ counts }, at) =>
      at === 0 ? { counts: counts.map(([a, ...rest]) => [(a as number) + 1, ...rest]) } : {},
    ),
  },
  {
    name: 'an attestation of another tree',
    found: ['attestations/attestation-differs'],
    deviation: rewrite('attestation', (_, at) => (at === 0 ? { root: OTHER } : {})),
  },
  {
    name: 'an attestation of other names',
    found: ['attestations/attestation-differs'],
    deviation: rewrite('attestation', (_, at) => (at === 0 ? { texts: OTHER } : {})),
  },
  {
    name: 'a scrutineer that attests twice',
    found: ['attestations/attestation-twice'],
    deviation: replaceEntry('attestation', (entry, at) => (at === 0 ? [entry, entry] : [entry])),
  },
  {
    name: 'an attestation that two scrutineers signed as one',
    found: ['attestations/author-wrong'],
    deviation: signedBy('attestation', (_, own) =>
      own[0] === 'scrutineer-1' ? ['scrutineer-1', 'scrutineer-2'] : own,
    ),
  },
  {
    name: 'fewer attestations than the threshold',
    found: ['attestations/attestations-too-few'],
    deviation: leaveOut('attestation', (at) => at > 0),
  },
  {
    name: 'an attestation before the result',
    found: [
      'aggregate/aggregate-missing',
      'aggregate/entry-out-of-order',
      'decryption/entry-out-of-order',
      'result/entry-out-of-order',
      'result/result-missing',
    ],
    deviation: () => ({
      write: (draft) => {
        const early = {
          type: 'attestation',
          ctx: OTHER,
          root: OTHER,
          size: 0,
          texts: OTHER,
          accounting: [],
          counts: [],
          outcome: [],
        };
        return draft.type === 'aggregate' ? ([early, draft] as never) : draft;
      },
      authors: (draft, own) => (draft.type === 'attestation' && draft.size === 0 ? ['scrutineer-1'] : own),
    }),
  },
];
