import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { encodePoint, O } from '../../../crypto/group.ts';
import type { Unsigned } from '../../record/entry.ts';
import type { RecordFile } from '../../record/reader.ts';
import type { CloseEntry, OpenEntry, RoundEntry, TokensEntry } from '../../record/round-entries.ts';
import { votingRound } from '../voter.ts';
import { type Assembly, assemblyWithKeys, deviceOf, recordOf } from './example-assembly.ts';
import {
  appendSigned,
  castBallots,
  exampleClose,
  exampleOpen,
  exampleRoundEntry,
  exampleTokens,
  voidLeftOver,
} from './example-round.ts';
import { type ProposedEntry, problemsOfProposal, signProposal } from './proposals.ts';

let assembly: Assembly;
let tokens: Unsigned<TokensEntry>;
let round: Unsigned<RoundEntry>;
let open: Unsigned<OpenEntry>;
let close: Unsigned<CloseEntry>;
/** The record as it stood when each proposal was made. */
const before: Record<string, RecordFile> = {};

beforeAll(async () => {
  assembly = await assemblyWithKeys(3, 2);
  const made = exampleTokens(assembly);
  tokens = made.entry;
  before.tokens = recordOf(assembly);
  const tokensHash = appendSigned(assembly, tokens, [1, 2, 3]);
  round = exampleRoundEntry(assembly, tokensHash);
  before.round = recordOf(assembly);
  const ctx = encodeBase64url(appendSigned(assembly, round, [1, 2, 3]));
  open = exampleOpen(ctx);
  before.open = recordOf(assembly);
  appendSigned(assembly, open, [1, 2]);
  const entry = recordOf(assembly).leaves.flatMap((leaf) =>
    leaf.kind === 'entry' && leaf.entry.type === 'round' ? [leaf.entry] : [],
  )[0];
  if (entry === undefined) throw new Error('no round');
  const example = { voting: votingRound(entry, assembly.meeting.keys.receipts), ctx, cards: made.cards };
  castBallots(assembly, example, 6);
  voidLeftOver(assembly, example, 6);
  close = exampleClose(ctx, 6);
  before.close = recordOf(assembly);
});

const problems = (proposal: ProposedEntry, audited: readonly string[] = []) =>
  problemsOfProposal(proposal, {
    state: deviceOf(assembly, 1),
    record: before[proposal.type] as RecordFile,
    auditedTokens: audited,
  });

describe('before it signs, the device checks', () => {
  it('nothing against proposals that fit the record', () => {
    for (const proposal of [tokens, round, open, close]) expect(problems(proposal)).toEqual([]);
  });

  it('that it is asked for one of the four kinds, complete and without unknown fields', () => {
    expect(problems({ ...open, extra: 1 } as never)).toEqual(['malformed']);
    expect(problems({ type: 'paper', ctx: open.ctx, reason: '停电' } as never)).toEqual(['malformed']);
  });

  it('the list of cards: sorted, distinct, real tokens, this round, audited cards on it (§5)', () => {
    const [first = '', second = '', ...rest] = tokens.tokens;
    expect(problems({ ...tokens, tokens: [second, first, ...rest] })).toEqual(['tokens-unsorted']);
    expect(problems({ ...tokens, tokens: [first, first, ...rest] })).toEqual(['tokens-unsorted']);
    const identity = encodeBase64url(encodePoint(O));
    expect(problems({ ...tokens, tokens: [identity, first, second, ...rest] })).toEqual(['token-invalid']);
    expect(problems({ ...tokens, round: 2 })).toEqual(['round-number']);
    expect(problems(tokens, [second])).toEqual([]);
    expect(problems({ ...tokens, tokens: [first, ...rest] }, [second])).toEqual(['audited-card-missing']);
  });

  it('that no card of an earlier list comes again', () => {
    const again = { ...tokens, round: 2 };
    const result = problemsOfProposal(again, { state: deviceOf(assembly, 1), record: recordOf(assembly) });
    expect(result).toContain('token-of-another-round');
  });

  it.each<[string, (good: Unsigned<RoundEntry>) => Partial<Unsigned<RoundEntry>>]>([
    ['meeting-hash', ({ ceremony }) => ({ meeting: ceremony })],
    ['round-number', () => ({ round: 2 })],
    ['previous-result', ({ ceremony }) => ({ previousResult: ceremony })],
    ['ceremony', ({ tokens: other }) => ({ ceremony: other })],
    ['ceremony', ({ X }) => ({ K: X[0] as string })],
    ['ceremony', ({ X }) => ({ X: [...X].reverse() })],
    ['ceremony', () => ({ threshold: 1 })],
    ['ceremony', () => ({ n: 2 })],
    ['tokens-hash', ({ ceremony }) => ({ tokens: ceremony })],
    ['cards', ({ cards }) => ({ cards: cards + 1 })],
    ['cards', ({ roll, cards }) => ({ roll: { ...roll, members: roll.members + 2, expected: cards + 1 } })],
    [
      'contest-without-grounds',
      ({ contests }) => ({ contests: contests.map((c) => ({ ...c, category: 'revote' }) as never) }),
    ],
    [
      'pre-election-mixed',
      ({ contests }) => ({
        contests: [...contests, ...contests.map((c) => ({ ...c, post: '书记', category: 'preliminary' }) as never)],
      }),
    ],
    ['circuit', ({ ceremony }) => ({ circuit: ceremony })],
    ['circuit', ({ contests }) => ({ contests: contests.map((contest) => ({ ...contest, seats: 1 }) as never) })],
    [
      'circuit',
      ({ contests }) => ({ contests: [...contests, ...contests].map((c) => ({ ...c, seats: 99 }) as never) }),
    ],
    ['roll', ({ roll }) => ({ roll: { ...roll, excluded: 1 } })],
    ['minimum-ballots', () => ({ minimumBallots: 4 })],
    ['log', () => ({ logOrigin: 'example/other' })],
    ['log', ({ K }) => ({ witnesses: [{ name: 'stranger', key: K }] })],
  ])('the round: %s (§6.3)', (code, change) => {
    expect(problems({ ...round, ...change(round) })).toContain(code);
  });

  it('that no scrutineer is a candidate', () => {
    const contests = round.contests.map((contest) =>
      contest.kind === 'election'
        ? { ...contest, candidates: [{ name: '杨辉', remark: '' }, ...contest.candidates.slice(1)] }
        : contest,
    );
    expect(problems({ ...round, contests })).toEqual(['candidate-is-scrutineer']);
  });

  it('the opening: four fifths present, every card in the box or audited (条例 2020; §5 (a))', () => {
    expect(problems({ ...open, present: 6 })).toEqual(['quorum']);
    expect(problems({ ...open, present: 9 })).toEqual(['expected']);
    expect(problems({ ...open, expected: 7 })).toContain('expected');
    expect(problems({ ...open, cardsInBox: 9 })).toEqual(['cards-in-box']);
    expect(problems({ ...open, ctx: round.ceremony })).toEqual(['round-unknown']);
  });

  it('the close: the log’s own numbers, and the accounting (§5 (b)–(d))', () => {
    expect(problems({ ...close, casts: 5 })).toEqual(['counts-differ-from-log']);
    expect(problems({ ...close, voids: { ...close.voids, unissued: 1 } })).toEqual(['counts-differ-from-log']);
    const { handCounts } = close;
    expect(problems({ ...close, handCounts: { ...handCounts, received: 6 } })).toEqual(['accounting']);
    expect(problems({ ...close, handCounts: { ...handCounts, exchanged: 1, received: 6 } })).toEqual(['accounting']);
    expect(problems({ ...close, expected: 9 })).toEqual(['expected']);
  });

  it('and gives no signature while one thing is wrong', () => {
    const context = { state: deviceOf(assembly, 1), record: before.close as RecordFile };
    expect(signProposal(close, context).ok).toBe(true);
    expect(signProposal({ ...close, casts: 5 }, context)).toEqual({ ok: false, error: ['counts-differ-from-log'] });
  });
});
