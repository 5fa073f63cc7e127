/** Attacks on tokens, round, opening, close and accounting (specification §5, §6.3, §11). */

import { ballotHash } from '../../crypto/ballot.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../crypto/encoding/bytes.ts';
import { GRADE_SCALES } from '../../tally/appraisal/grade-scales.ts';
import type { AppraisalContest, ElectionContest } from '../../tally/record/contest.ts';
import type { EntryType } from '../../tally/record/entry.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import type { CloseEntry, TokensEntry } from '../../tally/record/round-entries.ts';
import { makeBallots } from '../../tally/simulation/ballot-making.ts';
import { committeeContest } from '../../tally/simulation/simulate-election.ts';
import type { Acceptance } from '../../tally/verify/check-casts.ts';
import type { Attack } from './attack.ts';
import { goesToPaperWhenCounted, leaveOut, replaceEntry, rewrite } from './writing.ts';

/** Another post of the assembly: its first ballot needs no grounds. */
const SECOND_POST: ElectionContest = { ...committeeContest(2, 1, 0), post: '纪检委员' };

const IDENTITY = 'A'.repeat(43);
const OTHER = `${'B'.repeat(42)}A`;

const sortedText = (tokens: readonly string[]): readonly string[] =>
  tokens
    .map((T) => decodeBase64url(T, 32))
    .sort(compareBytes)
    .map(encodeBase64url);

const inHandCounts = (change: (own: CloseEntry['handCounts']) => Partial<CloseEntry['handCounts']>) =>
  rewrite('close', ({ handCounts }) => ({ handCounts: { ...handCounts, ...change(handCounts) } }));

/** The heads of the log between the last entry of a type and the next leaf. */
function withoutHeadsAfter(record: string, type: EntryType): string {
  const lines = record.trimEnd().split('\n');
  const from = lines.findLastIndex((line) => line.includes(`"type":"${type}"`)) + 1;
  const next = lines.findIndex((line, at) => at >= from && !line.startsWith('{"note":'));
  return `${lines.toSpliced(from, next - from).join('\n')}\n`;
}

/** What a kiosk kept of the first cast of a record. */
function firstAcceptance(record: string): Acceptance {
  const lines = readRecord(record);
  const [round] = entriesOf(lines, 'round');
  const [cast] = entriesOf(lines, 'cast');
  if (round === undefined || cast === undefined) throw new Error('a round and a cast');
  const { ballot } = cast.entry;
  return { ctx: encodeBase64url(round.hash), T: ballot.T, h: encodeBase64url(ballotHash(ballot)) };
}

export const TOKEN_ATTACKS: readonly Attack[] = [
  {
    name: 'a record that ends before its first round',
    found: [
      'accounting/close-missing',
      'aggregate/aggregate-missing',
      'result/result-missing',
      'round/open-missing',
      'round/round-missing',
      'tokens/tokens-missing',
    ],
    change: (record) => record.slice(0, record.indexOf('\n', record.indexOf('\n{"note"') + 1) + 1),
  },
  {
    name: 'no list of tokens',
    found: ['ballots/token-not-listed', 'casts/token-not-listed', 'round/round-tokens-differ', 'tokens/tokens-missing'],
    deviation: leaveOut('tokens'),
  },
  {
    name: 'tokens listed after opening',
    found: [
      'ballots/token-not-listed',
      'casts/token-not-listed',
      'round/round-tokens-differ',
      'tokens/entry-out-of-order',
      'tokens/tokens-missing',
    ],
    deviation: () => {
      let held: object[] = [];
      return {
        write: (draft) => {
          if (draft.type === 'tokens') {
            held = [draft];
            return [];
          }
          if (draft.type === 'open') return [draft, ...held] as never;
          return draft;
        },
      };
    },
  },
  {
    name: 'a second list of tokens',
    found: ['tokens/entry-out-of-order'],
    deviation: replaceEntry('open', (entry) => [{ type: 'tokens', round: 1, tokens: [OTHER] }, entry]),
  },
  {
    name: 'a list that is not sorted',
    found: ['tokens/tokens-not-sorted'],
    deviation: rewrite('tokens', ({ tokens }) => ({ tokens: [...tokens].reverse() })),
  },
  {
    name: 'a token twice',
    found: ['round/round-tokens-differ', 'tokens/tokens-not-sorted'],
    deviation: rewrite('tokens', ({ tokens }) => ({ tokens: [tokens[0], ...tokens] })),
  },
  {
    name: 'O as a token',
    found: ['casts/token-not-listed', 'tokens/token-malformed'],
    deviation: rewrite('tokens', ({ tokens }) => ({ tokens: [IDENTITY, ...tokens.slice(1)] })),
  },
  {
    name: 'a list for another round',
    found: ['tokens/tokens-round-differs'],
    deviation: rewrite('tokens', () => ({ round: 2 })),
  },
  {
    name: 'tokens used again in another round',
    found: ['round/round-tokens-differ', 'tokens/token-of-other-round'],
    options: { furtherRounds: [{ ballots: 5, contests: [SECOND_POST] }] },
    deviation: () => {
      let first: TokensEntry | undefined;
      return {
        write: (draft) => {
          if (draft.type !== 'tokens') return draft;
          const own = first;
          first ??= draft as TokensEntry;
          const tokens = own === undefined ? draft.tokens : [...draft.tokens, own.tokens[0] as string];
          return { ...draft, tokens: sortedText(tokens) };
        },
      };
    },
  },
];

const APPRAISAL: AppraisalContest = {
  kind: 'appraisal',
  title: { zh: '班子', en: 'Bodies' },
  objects: 'bodies',
  subjects: [
    { name: '党支部', remark: '' },
    { name: '村委会', remark: '' },
  ],
  grades: GRADE_SCALES['four-good'],
};

export const ROUND_ATTACKS: readonly Attack[] = [
  {
    name: 'a second round that names another previous result',
    found: ['round/previous-result-differs'],
    options: { furtherRounds: [{ ballots: 5, contests: [SECOND_POST] }] },
    deviation: rewrite('round', (_, at) => (at === 1 ? { previousResult: null } : {})),
  },
  {
    name: 'a second round begun before the first has a result',
    found: ['result/result-missing', 'round/previous-result-differs'],
    options: { furtherRounds: [{ ballots: 5, contests: [SECOND_POST] }] },
    deviation: leaveOut('result', (at) => at === 0),
  },
  { name: 'no round entry', found: ['round/round-missing'], deviation: leaveOut('round') },
  ...(['void', 'close', 'result'] as const).map(
    (type): Attack => ({
      name: `no round entry, and no head of the log after the last ${type}`,
      found: ['log/checkpoint-missing', 'round/round-missing'],
      deviation: leaveOut('round'),
      change: (record) => withoutHeadsAfter(record, type),
    }),
  ),
  {
    name: 'no round entry, and a closing head without the witness',
    found: ['log/cosignature-missing', 'round/round-missing'],
    deviation: leaveOut('round'),
    change: (record) =>
      record.replace(/("type":"close"[^\n]*\n\{"note":"(?:[^\n]*?\\n)*?)— witness\.example\/one [^\n]*?\\n/, '$1'),
  },
  {
    name: 'a round of another meeting',
    found: ['round/round-meeting-differs'],
    deviation: rewrite('round', () => ({ meeting: OTHER })),
  },
  {
    name: 'a round that skips a number',
    found: ['round/round-number'],
    deviation: rewrite('round', () => ({ round: 2 })),
  },
  {
    name: 'a first round after a result',
    found: ['round/previous-result-differs'],
    deviation: rewrite('round', () => ({ previousResult: OTHER })),
  },
  {
    name: 'a round under another ceremony',
    found: ['round/round-ceremony-differs'],
    deviation: rewrite('round', () => ({ ceremony: OTHER })),
  },
  {
    name: 'a round that states another key than the ceremony made',
    found: [
      'ballots/proof-invalid',
      'casts/challenge-differs',
      'casts/challenge-verdict-wrong',
      'decryption/partial-invalid',
      'decryption/partials-too-few',
      'result/counts-differ',
      'round/round-ceremony-differs',
    ],
    deviation: rewrite('round', ({ X }) => ({ K: X[0] })),
  },
  {
    name: 'a round that states another key of a scrutineer who releases nothing',
    found: ['round/round-ceremony-differs'],
    deviation: () => ({
      write: (draft) => {
        if (draft.type === 'round') return { ...draft, X: draft.X.with(2, draft.K) };
        const isReleased = draft.type === 'partial-decryption' && draft.stage === 'tally';
        return (isReleased || draft.type === 'paper-proof') && draft.index === 3 ? [] : draft;
      },
    }),
  },
  {
    name: 'a round that states O for the key of a scrutineer',
    found: ['result/counts-shape', 'round/round-ceremony-differs'],
    deviation: rewrite('round', ({ X }) => ({ X: X.with(1, IDENTITY) })),
  },
  {
    name: 'a round that states another number of scrutineers',
    found: ['round/round-ceremony-differs'],
    deviation: rewrite('round', ({ n }) => ({ n: n + 1 })),
  },
  {
    name: 'a round with another threshold',
    found: ['attestations/paper-proof-invalid', 'result/counts-differ', 'round/round-ceremony-differs'],
    deviation: rewrite('round', () => ({ threshold: 1 })),
  },
  {
    name: 'a round with another list of tokens',
    found: ['round/round-tokens-differ'],
    deviation: rewrite('round', () => ({ tokens: OTHER })),
  },
  {
    name: 'a round without its witness',
    found: ['round/round-log-differs'],
    deviation: rewrite('round', () => ({ witnesses: [] })),
  },
  {
    name: 'a round of another log',
    found: ['round/round-log-differs'],
    deviation: rewrite('round', () => ({ logOrigin: 'other/log' })),
  },
  {
    name: 'a circuit that is not that of the contests',
    found: [
      'aggregate/aggregate-differs',
      'ballots/ballot-malformed',
      'casts/challenge-differs',
      'casts/challenge-verdict-wrong',
      'decryption/partial-invalid',
      'decryption/partials-too-few',
      'result/counts-differ',
      'round/circuit-differs',
    ],
    deviation: rewrite('round', () => ({ contests: [committeeContest(2, 2, 2)] })),
  },
  {
    name: 'contests that compile to no circuit',
    found: [
      'attestations/paper-proofs-too-few',
      'casts/challenge-differs',
      'casts/challenge-verdict-wrong',
      'result/counts-shape',
      'round/circuit-impossible',
    ],
    deviation: rewrite('round', () => ({
      contests: Array.from({ length: 8 }, (_, i) => ({ ...committeeContest(2000, 5, 0), post: `委员${i}` })),
    })),
    // That nothing can be checked does not make a ballot disappear that is there.
    verify: (record) => ({ acceptances: [firstAcceptance(record)] }),
  },
  {
    name: 'two contests of one title',
    found: [
      'aggregate/aggregate-differs',
      'attestations/paper-proofs-too-few',
      'ballots/ballot-malformed',
      'casts/challenge-differs',
      'casts/challenge-verdict-wrong',
      'decryption/partial-invalid',
      'decryption/partials-too-few',
      'result/counts-shape',
      'round/circuit-differs',
      'round/contests-same-title',
    ],
    deviation: rewrite('round', ({ contests }) => ({ contests: [...contests, ...contests] })),
  },
  {
    name: 'a first ballot called a revote, so that it elects without the half',
    found: ['round/contest-without-grounds'],
    deviation: rewrite('round', ({ contests }) => ({
      contests: contests.map((one) => ({ ...one, category: 'revote' })),
    })),
  },
  {
    name: 'a pre-election in one round with an election, whose bases may differ',
    found: [
      'aggregate/aggregate-differs',
      'attestations/paper-proofs-too-few',
      'ballots/ballot-malformed',
      'casts/challenge-differs',
      'casts/challenge-verdict-wrong',
      'decryption/partial-invalid',
      'decryption/partials-too-few',
      'result/counts-shape',
      'round/circuit-differs',
      'round/pre-election-mixed',
    ],
    deviation: rewrite('round', ({ contests }) => ({
      contests: [...contests, ...contests.map((one) => ({ ...one, post: '书记', category: 'preliminary' }))],
    })),
  },
  {
    name: 'an election in a meeting that elects nobody',
    found: ['round/contest-kind-differs'],
    options: { kind: 'appraisal' },
  },
  {
    name: 'more marks of one grade than forms',
    found: ['result/counts-differ', 'result/counts-impossible'],
    options: { kind: 'appraisal', contests: [APPRAISAL] },
    deviation: rewrite('result', ({ counts }) => ({
      counts: counts.map(([first, ...rest]) => [(first as number) + 9, ...rest]),
    })),
  },
  {
    name: 'an appraisal opened with fewer than its settings ask for',
    found: ['round/not-quorate'],
    options: { kind: 'appraisal', contests: [APPRAISAL], rules: { appraisalMinimumAttendance: 40 } },
  },
  {
    name: 'a roll that does not add up',
    found: ['round/roll-sum'],
    deviation: rewrite('round', ({ roll }) => ({ roll: { ...roll, members: roll.members + 1 } })),
  },
  {
    name: 'a roll of which nobody is expected, and everybody is counted again',
    found: ['round/roll-sum'],
    deviation: rewrite('round', ({ roll }) => ({ roll: { ...roll, excluded: roll.members, expected: 0 } })),
  },
  {
    name: 'a minimum of four ballots at an assembly',
    found: ['round/minimum-ballots-illegal'],
    deviation: rewrite('round', () => ({ minimumBallots: 4 })),
  },
  {
    name: 'no opening',
    found: ['attestations/attestation-differs', 'round/open-missing'],
    deviation: leaveOut('open'),
  },
  {
    name: 'an opening of another round',
    found: ['round/ctx-differs'],
    deviation: rewrite('open', () => ({ ctx: OTHER })),
  },
  {
    name: 'an opening without quorum',
    found: ['round/not-quorate'],
    deviation: rewrite('open', () => ({ present: 4 })),
  },
  {
    name: 'an opening that expects more members than the roll has',
    found: ['accounting/attendance-impossible', 'round/attendance-impossible'],
    deviation: rewrite('open', ({ expected }) => ({ expected: expected + 1 })),
  },
  {
    name: 'more present than expected',
    found: ['round/attendance-impossible'],
    deviation: rewrite('open', ({ expected }) => ({ present: expected + 1 })),
  },
  {
    name: 'a round that leaves a setting of the rules to the default',
    found: ['encoding/entry-malformed', 'round/round-missing'],
    deviation: rewrite('round', ({ rules: { shortfall: _, ...rules } }) => ({ rules })),
  },
  {
    name: 'paper for a round nobody knows',
    found: ['round/author-wrong', 'round/ctx-differs'],
    deviation: replaceEntry('open', (entry) => [{ type: 'paper', ctx: OTHER, reason: '停电' }, entry]),
  },
  {
    name: 'a round counted after it went to paper',
    found: [
      'accounting/entry-out-of-order',
      'aggregate/entry-out-of-order',
      'attestations/entry-out-of-order',
      'decryption/entry-out-of-order',
      'result/entry-out-of-order',
      'round/author-wrong',
    ],
    deviation: replaceEntry('close', (entry) => [{ type: 'paper', ctx: entry.ctx, reason: '停电' }, entry]),
  },
];

export const ACCOUNTING_ATTACKS: readonly Attack[] = [
  {
    name: 'a round whose cards do not add up, given up for paper when its sums are known',
    found: ['accounting/accounting-b', 'result/result-missing', 'round/paper-after-aggregate'],
    deviation: () => ({
      write: (draft) => {
        if (draft.type === 'close')
          return { ...draft, handCounts: { ...draft.handCounts, received: draft.handCounts.received - 1 } };
        if (draft.type === 'aggregate') return [draft, { type: 'paper', ctx: draft.ctx, reason: '票数不符' }] as never;
        const isTally = draft.type === 'partial-decryption' && draft.stage === 'tally';
        return isTally || ['result', 'attestation', 'paper-proof'].includes(draft.type) ? [] : draft;
      },
      authors: (draft, own) => (draft.type === 'paper' ? ['server'] : own),
    }),
  },
  {
    name: 'a round whose cards do not add up, and its meeting goes to paper when it is counted',
    found: ['accounting/accounting-b'],
    deviation: goesToPaperWhenCounted(inHandCounts(({ received }) => ({ received: received - 1 }))),
  },
  {
    name: 'a round whose cards do not add up, without an aggregate',
    found: ['accounting/accounting-b', 'aggregate/aggregate-missing', 'result/counts-differ'],
    deviation: () => ({
      write: (draft) => {
        if (draft.type === 'aggregate') return [];
        if (draft.type !== 'close') return draft;
        return { ...draft, handCounts: { ...draft.handCounts, received: draft.handCounts.received - 1 } };
      },
    }),
  },
  {
    name: 'no close',
    found: ['accounting/close-missing', 'attestations/attestation-differs'],
    deviation: leaveOut('close'),
  },
  {
    name: 'a second close',
    found: ['accounting/entry-out-of-order', 'log/checkpoint-missing'],
    deviation: replaceEntry('close', (entry) => [entry, entry]),
  },
  {
    name: 'a close of another round',
    found: ['accounting/ctx-differs'],
    deviation: rewrite('close', () => ({ ctx: OTHER })),
  },
  {
    name: 'a cast after the close',
    found: ['casts/entry-out-of-order', 'log/checkpoint-missing'],
    deviation: () => ({
      late: (tools) => makeBallots({ ...tools.job, ballots: [tools.plan(tools.spareCards[0] as string)] }),
    }),
  },
  {
    name: 'a close that states a cast too few',
    found: ['accounting/close-count-differs', 'outcome/outcome-impossible'],
    deviation: rewrite('close', ({ casts }) => ({ casts: casts - 1 })),
  },
  {
    name: 'a close that expects fewer members',
    found: ['accounting/attendance-impossible', 'outcome/outcome-impossible'],
    deviation: rewrite('close', ({ expected }) => ({ expected: expected - 1, present: expected - 1 })),
  },
  {
    name: 'a close that states a challenge more',
    found: ['accounting/close-count-differs'],
    deviation: rewrite('close', ({ challenges }) => ({ challenges: challenges + 1 })),
  },
  ...(['returned', 'damaged', 'unissued'] as const).map(
    (action): Attack => ({
      name: `a close that states a card more voided as ${action}`,
      found: ['accounting/close-count-differs'],
      deviation: rewrite('close', ({ voids }) => ({ voids: { ...voids, [action]: voids[action] + 1 } })),
    }),
  ),
  {
    name: 'a close at which more are present than expected',
    found: ['accounting/attendance-impossible', 'outcome/outcome-impossible'],
    deviation: rewrite('close', ({ expected }) => ({ present: expected + 1 })),
  },
  {
    name: 'a card missing in the sealed box',
    found: ['accounting/accounting-a'],
    deviation: rewrite('open', ({ cardsInBox }) => ({ cardsInBox: cardsInBox - 1 })),
  },
  {
    name: 'a card that left the box without being issued',
    found: ['accounting/accounting-b'],
    deviation: inHandCounts(({ received }) => ({ received: received - 1 })),
  },
  {
    name: 'an exchange without a card given up',
    found: ['accounting/accounting-c'],
    deviation: inHandCounts(({ exchanged, received }) => ({ exchanged: exchanged + 1, received: received - 1 })),
  },
  {
    name: 'more ballots recovered than issued',
    found: ['accounting/accounting-c', 'accounting/accounting-d', 'outcome/outcome-impossible'],
    deviation: inHandCounts(({ received, exchanged }) => ({ received: received - 2, exchanged: exchanged + 2 })),
  },
  {
    name: 'a count of fewer ballots than the minimum',
    found: ['accounting/minimum-not-reached'],
    options: { ballots: 4 },
  },
];
