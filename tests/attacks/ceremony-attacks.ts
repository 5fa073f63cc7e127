/** Attacks on the key ceremony and the rehearsal (specification §4, §11). */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint, encodeScalar, G, multiplyPublic, reduce, type Scalar } from '../../crypto/group.ts';
import { newSigningKey } from '../../crypto/sign.ts';
import {
  type Coefficients,
  type KeyPackage,
  makePackage,
  packageCommitment,
} from '../../crypto/threshold/key-ceremony.ts';
import type { KeyRevealEntry } from '../../tally/record/ceremony-entries.ts';
import { entryHash } from '../../tally/record/entry.ts';
import type { Deviation, Draft } from '../../tally/simulation/deviation.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { type Attack, RECIPIENTS } from './attack.ts';
import { endedOnPaper, goesToPaper, leaveOut, rehearsedLate, replaceEntry, rewrite } from './writing.ts';

const scalarText = (n: bigint): string => encodeBase64url(encodeScalar(n as Scalar));
const OTHER_POINT = encodeBase64url(encodePoint(multiplyPublic(G, 7n as Scalar)));
const IDENTITY = 'A'.repeat(43);
/** 2^256 − 1. */
const NO_POINT = `${'_'.repeat(42)}8`;
const STRANGER_KEY = encodeBase64url(newSigningKey(seededRandom('stranger')).publicKey);

const inPackage = (index: number, change: (own: KeyRevealEntry['package']) => object) =>
  rewrite('key-reveal', (entry) =>
    entry.package.index === index ? { package: { ...entry.package, ...change(entry.package) } } : {},
  );

/** All three scrutineers collude: committed, revealed and proven are packages of polynomials they chose together. */
const dealt =
  (...polynomials: readonly (readonly bigint[])[]) =>
  (): Deviation => {
    let packages: readonly KeyPackage[] = [];
    return {
      signed: (entry) => {
        if (entry.type !== 'meeting') return entry;
        const { scrutineers, threshold } = entry;
        packages = scrutineers.map(({ name, signKey }, at) =>
          makePackage(
            {
              meeting: entryHash(entry),
              index: at + 1,
              name,
              n: scrutineers.length,
              t: threshold,
              signKey: decodeBase64url(signKey, 32),
              recipient: RECIPIENTS[at] as string,
            },
            (polynomials[at] ?? []).map(reduce) as Coefficients,
            seededRandom(`dealt ${at}`),
          ),
        );
        return entry;
      },
      write: (draft) => {
        if (draft.type === 'key-commit')
          return {
            ...draft,
            commitment: encodeBase64url(packageCommitment(packages[draft.index - 1] as KeyPackage)),
          };
        if (draft.type === 'key-reveal') return { ...draft, package: packages[draft.package.index - 1] as KeyPackage };
        return draft;
      },
    };
  };

/** The last commitment stands only after the entry of a type by the scrutineer of this index. */
const lateCommitment =
  (after: 'key-reveal' | 'key-confirm', index: number, leftOut?: 'key-reveal') => (): Deviation => {
    let held: Draft | undefined;
    return {
      write: (draft) => {
        if (draft.type === 'key-commit' && draft.index === 3) {
          held = draft;
          return [];
        }
        const own = draft.type === leftOut ? [] : [draft];
        const at = draft.type === 'key-reveal' ? draft.package.index : draft.type === 'key-confirm' ? draft.index : 0;
        return draft.type === after && at === index && held !== undefined ? [...own, held] : own;
      },
      authors: (draft, own) => (draft.type === 'key-commit' ? [`scrutineer-${draft.index}`] : own),
    };
  };

/** The last package is revealed only after the first confirmation. */
const lateReveal = (): Deviation => {
  let held: Draft | undefined;
  return {
    write: (draft) => {
      if (draft.type === 'key-reveal' && draft.package.index === 3) {
        held = draft;
        return [];
      }
      if (draft.type !== 'key-confirm' || held === undefined) return draft;
      const late = held;
      held = undefined;
      return [draft, late];
    },
    authors: (draft, own) => (draft.type === 'key-reveal' ? [`scrutineer-${draft.package.index}`] : own),
  };
};

export const CEREMONY_ATTACKS: readonly Attack[] = [
  {
    name: 'no ceremony at all',
    found: ['key-ceremony/ceremony-missing', 'key-ceremony/entry-out-of-order', 'round/round-ceremony-differs'],
    deviation: () => ({ write: (draft) => (draft.type.startsWith('key-') ? [] : draft) }),
  },
  {
    name: 'a package revealed before all have committed',
    found: ['key-ceremony/commitment-differs', 'key-ceremony/commitment-missing'],
    deviation: leaveOut('key-commit', (at) => at === 2),
  },
  {
    name: 'a scrutineer that commits to its package when it has seen those of the others',
    found: ['key-ceremony/commitment-differs', 'key-ceremony/commitment-missing', 'key-ceremony/entry-out-of-order'],
    deviation: lateCommitment('key-reveal', 2),
  },
  {
    name: 'a commitment after a confirmation, in a ceremony that has revealed nothing',
    found: ['key-ceremony/ceremony-incomplete', 'key-ceremony/entry-out-of-order', 'round/round-ceremony-differs'],
    deviation: lateCommitment('key-confirm', 1, 'key-reveal'),
  },
  {
    name: 'packages revealed without a commitment before them',
    found: ['key-ceremony/ceremony-missing', 'key-ceremony/entry-out-of-order', 'round/round-ceremony-differs'],
    deviation: leaveOut('key-commit', () => true),
  },
  {
    name: 'a package revealed after a confirmation',
    found: ['key-ceremony/ceremony-incomplete', 'key-ceremony/entry-out-of-order', 'round/round-ceremony-differs'],
    deviation: lateReveal,
  },
  {
    name: 'a scrutineer that commits twice',
    found: ['key-ceremony/commitment-twice'],
    deviation: replaceEntry('key-commit', (entry, at) => (at === 0 ? [entry, entry] : [entry])),
  },
  {
    name: 'a package changed after its commitment',
    found: [
      'key-ceremony/commitment-differs',
      'key-ceremony/confirmation-differs',
      'key-ceremony/rehearsal-invalid',
      'round/round-ceremony-differs',
    ],
    deviation: inPackage(2, () => ({ recipient: `age1${'q'.repeat(58)}` })),
  },
  {
    name: 'a package revealed twice',
    found: ['key-ceremony/package-twice'],
    deviation: replaceEntry('key-reveal', (entry, at) => (at === 0 ? [entry, entry] : [entry])),
  },
  {
    name: 'a package left out',
    found: ['key-ceremony/ceremony-incomplete', 'round/round-ceremony-differs'],
    deviation: leaveOut('key-reveal', (at) => at === 1),
  },
  {
    name: 'a package of another meeting',
    found: ['key-ceremony/commitment-differs', 'key-ceremony/package-invalid', 'round/round-ceremony-differs'],
    deviation: inPackage(1, () => ({ meeting: IDENTITY })),
  },
  {
    name: 'a package with another name',
    found: [
      'key-ceremony/commitment-differs',
      'key-ceremony/confirmation-differs',
      'key-ceremony/package-differs-from-meeting',
      'key-ceremony/rehearsal-invalid',
      'round/round-ceremony-differs',
    ],
    deviation: inPackage(1, () => ({ name: '别人' })),
  },
  {
    name: 'a package with another key to sign with',
    found: [
      'key-ceremony/commitment-differs',
      'key-ceremony/confirmation-differs',
      'key-ceremony/package-differs-from-meeting',
      'key-ceremony/rehearsal-invalid',
      'round/round-ceremony-differs',
    ],
    deviation: inPackage(1, () => ({ signKey: STRANGER_KEY })),
  },
  {
    name: 'a package with O as commitment',
    found: ['key-ceremony/commitment-differs', 'key-ceremony/package-invalid', 'round/round-ceremony-differs'],
    deviation: inPackage(1, ({ commitments }) => ({ commitments: [IDENTITY, ...commitments.slice(1)] })),
  },
  {
    name: 'a key nobody knows: a package without knowledge of its secret',
    found: ['key-ceremony/commitment-differs', 'key-ceremony/package-invalid', 'round/round-ceremony-differs'],
    deviation: inPackage(3, ({ proof }) => ({ proof: { ...proof, s: scalarText(5n) } })),
  },
  {
    name: 'packages whose keys cancel: K = O, so that a ballot hides nothing',
    found: ['key-ceremony/package-invalid', 'round/round-ceremony-differs'],
    deviation: dealt([5n, 7n], [6n, 8n], [-11n, 9n]),
  },
  {
    name: 'packages that leave a scrutineer without a key: X_1 = O, so that 0 is its share',
    found: ['key-ceremony/package-invalid', 'round/round-ceremony-differs'],
    deviation: dealt([5n, 7n], [6n, 8n], [9n, -35n]),
  },
  {
    name: 'a late field steering the ceremony digits',
    found: ['encoding/entry-malformed', 'key-ceremony/ceremony-incomplete', 'round/round-ceremony-differs'],
    deviation: inPackage(3, () => ({ extra: 'x' })),
  },
  {
    name: 'a confirmation of another key',
    found: ['key-ceremony/confirmation-differs'],
    deviation: rewrite('key-confirm', (_, at) => (at === 1 ? { K: OTHER_POINT } : {})),
  },
  {
    name: 'a confirmation of other shares',
    found: ['key-ceremony/confirmation-differs'],
    deviation: rewrite('key-confirm', ({ X }, at) => (at === 1 ? { X: X.toReversed() } : {})),
  },
  {
    name: 'a confirmation of another ceremony',
    found: ['key-ceremony/confirmation-differs'],
    deviation: rewrite('key-confirm', (_, at) => (at === 1 ? { ceremony: IDENTITY } : {})),
  },
  {
    name: 'a confirmation twice',
    found: ['key-ceremony/confirmation-twice'],
    deviation: replaceEntry('key-confirm', (entry, at) => (at === 0 ? [entry, entry] : [entry])),
  },
  {
    name: 'a rehearsal before everybody confirmed the key',
    found: ['key-ceremony/entry-out-of-order', 'key-ceremony/rehearsal-missing'],
    deviation: () => {
      let held: Draft | undefined;
      return {
        write: (draft) => {
          if (draft.type === 'key-confirm' && draft.index === 3) {
            held = draft;
            return [];
          }
          if (draft.type !== 'partial-decryption' || held === undefined) return draft;
          const late = held;
          held = undefined;
          return [draft, late];
        },
        authors: (draft, own) => (draft.type === 'key-confirm' ? [`scrutineer-${draft.index}`] : own),
      };
    },
  },
  {
    name: 'a rehearsal after the cards of a round that was given up for paper',
    found: ['key-ceremony/entry-out-of-order'],
    deviation: rehearsedLate(true),
    change: endedOnPaper,
  },
  {
    name: 'a rehearsal with a wrong share, in a meeting that goes to paper when its key is made',
    found: ['key-ceremony/rehearsal-invalid'],
    deviation: goesToPaper(
      'tokens',
      rewrite('partial-decryption', (_, at) => (at === 0 ? { D: [OTHER_POINT] } : {})),
    ),
    change: endedOnPaper,
  },
  {
    name: 'a scrutineer that never confirms',
    found: ['key-ceremony/ceremony-incomplete', 'key-ceremony/entry-out-of-order', 'key-ceremony/rehearsal-missing'],
    deviation: leaveOut('key-confirm', (at) => at === 1),
  },
  {
    name: 'an aborted ceremony passed off as complete',
    found: ['key-ceremony/ceremony-incomplete', 'key-ceremony/entry-out-of-order', 'round/round-ceremony-differs'],
    deviation: replaceEntry('key-confirm', (entry, at) =>
      at === 2 ? [entry, { type: 'key-abort', index: 3, reason: '份额不符' }] : [entry],
    ),
  },
  {
    name: 'a ceremony after the tokens',
    found: ['key-ceremony/author-wrong', 'key-ceremony/entry-out-of-order'],
    deviation: replaceEntry('tokens', (entry) => [entry, { type: 'key-abort', index: 1, reason: '迟到' }]),
  },
  {
    name: 'a threshold of all three',
    found: ['key-ceremony/meeting-threshold', 'key-ceremony/package-invalid', 'round/round-ceremony-differs'],
    deviation: rewrite('meeting', () => ({ threshold: 3 })),
  },
  {
    name: 'a scrutineer who did not rehearse',
    found: ['key-ceremony/rehearsal-missing'],
    deviation: leaveOut('partial-decryption', (at) => at === 0),
  },
  {
    name: 'a scrutineer who rehearsed twice',
    found: ['key-ceremony/rehearsal-twice'],
    deviation: replaceEntry('partial-decryption', (entry, at) => (at === 0 ? [entry, entry] : [entry])),
  },
  {
    name: 'a rehearsal that names another ceremony',
    found: ['key-ceremony/rehearsal-invalid'],
    deviation: rewrite('partial-decryption', (_, at) => (at === 0 ? { ctx: IDENTITY } : {})),
  },
  {
    name: 'a rehearsal with a wrong share',
    found: ['key-ceremony/rehearsal-invalid'],
    deviation: rewrite('partial-decryption', (_, at) => (at === 0 ? { D: [OTHER_POINT] } : {})),
  },
  {
    name: 'a rehearsal that is no point',
    found: ['key-ceremony/rehearsal-invalid'],
    deviation: rewrite('partial-decryption', (_, at) => (at === 0 ? { D: [NO_POINT] } : {})),
  },
  {
    name: 'a rehearsal by a scrutineer nobody declared',
    found: ['key-ceremony/author-missing', 'key-ceremony/author-wrong', 'key-ceremony/rehearsal-invalid'],
    deviation: replaceEntry('partial-decryption', (entry, at) =>
      at === 0 ? [entry, { ...entry, index: 9 }] : [entry],
    ),
  },
  {
    name: 'an abort by a scrutineer nobody declared',
    found: ['key-ceremony/author-wrong'],
    deviation: () => ({
      write: (draft) =>
        draft.type === 'key-commit' && draft.index === 1
          ? [draft, { type: 'key-abort', index: 9, reason: '退出' }, draft]
          : draft,
      signed: (entry) =>
        entry.type === 'key-abort'
          ? { ...entry, signatures: entry.signatures.map((own) => ({ ...own, author: 'scrutineer-9' })) }
          : entry,
    }),
  },
];
