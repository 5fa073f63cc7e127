/** Attacks on the proofs that the printed counts are the decryption (specification §9, Symbol B), as they stand in a record. */
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import type { Attack } from './attack.ts';
import { leaveOut, replaceEntry, rewrite, signedBy } from './writing.ts';

const OTHER = `${'B'.repeat(42)}A`;
/** 1. */
const SCALAR = `AQ${'A'.repeat(41)}`;
const NO_SCALAR = '7dP1XBpjEljWnPei3vneFAAAAAAAAAAAAAAAAAAAABA';

export const PAPER_PROOF_ATTACKS: readonly Attack[] = [
  {
    name: 'a proof with another response',
    found: ['attestations/paper-proof-invalid'],
    deviation: rewrite('paper-proof', ({ c }, at) => (at === 0 ? { s: c } : {})),
  },
  {
    name: 'a proof that is no scalar',
    found: ['attestations/paper-proof-invalid'],
    deviation: rewrite('paper-proof', (_, at) => (at === 0 ? { c: NO_SCALAR } : {})),
  },
  {
    name: 'the proof of one scrutineer given out by another',
    found: ['attestations/paper-proof-invalid', 'attestations/paper-proofs-too-few'],
    deviation: () => {
      let first: object | null = null;
      return {
        write: (draft) => {
          if (draft.type !== 'paper-proof') return draft;
          first ??= { c: draft.c, s: draft.s };
          return { ...draft, ...first };
        },
      };
    },
  },
  {
    name: 'proofs of counts that have the shape of another ballot',
    found: ['result/counts-shape'],
    deviation: () => {
      let at = 0;
      return {
        write: (draft) => {
          if (draft.type === 'result') return { ...draft, counts: draft.counts.map((list) => list.slice(1)) };
          if (draft.type !== 'attestation') return draft;
          at += 1;
          return [draft, { type: 'paper-proof', ctx: draft.ctx, index: at, c: SCALAR, s: SCALAR }];
        },
        authors: (draft, own) => (draft.type === 'paper-proof' ? [scrutineerAuthor(draft.index)] : own),
      };
    },
  },
  {
    name: 'a proof in the name of somebody else',
    found: ['attestations/author-missing', 'attestations/author-wrong'],
    deviation: signedBy('paper-proof', (draft, own) =>
      draft.type === 'paper-proof' && draft.index === 1 ? ['scrutineer-3'] : own,
    ),
  },
  {
    name: 'a proof by a scrutineer nobody knows',
    found: ['attestations/author-missing', 'attestations/author-wrong', 'attestations/paper-proof-invalid'],
    deviation: () => ({
      write: (draft) => (draft.type === 'paper-proof' && draft.index === 3 ? { ...draft, index: 9 } : draft),
      authors: (draft, own) => (draft.type === 'paper-proof' && draft.index === 9 ? ['scrutineer-3'] : own),
    }),
  },
  {
    name: 'a proof of another round',
    found: ['attestations/ctx-differs'],
    deviation: rewrite('paper-proof', (_, at) => (at === 0 ? { ctx: OTHER } : {})),
  },
  {
    name: 'a scrutineer that proves twice',
    found: ['attestations/paper-proof-twice'],
    deviation: replaceEntry('paper-proof', (entry, at) => (at === 0 ? [entry, entry] : [entry])),
  },
  {
    name: 'fewer proofs than the threshold',
    found: ['attestations/paper-proofs-too-few'],
    deviation: leaveOut('paper-proof', (at) => at > 0),
  },
  {
    name: 'enough proofs, but not enough that hold',
    found: ['attestations/paper-proof-invalid', 'attestations/paper-proofs-too-few'],
    deviation: rewrite('paper-proof', ({ c }, at) => (at < 2 ? { s: c } : {})),
  },
  {
    name: 'no proof at all',
    found: ['attestations/paper-proofs-too-few'],
    deviation: leaveOut('paper-proof'),
  },
  {
    name: 'a proof before the result',
    found: ['result/entry-out-of-order', 'result/result-missing'],
    deviation: () => ({
      write: (draft) =>
        draft.type === 'result'
          ? ([{ type: 'paper-proof', ctx: OTHER, index: 1, c: OTHER, s: OTHER }, draft] as never)
          : draft,
      authors: (draft, own) => (draft.type === 'paper-proof' && draft.ctx === OTHER ? ['scrutineer-1'] : own),
    }),
  },
];
