import { beforeAll, describe, expect, it } from 'vitest';
import { circuitId, compileCircuit } from '../../../crypto/circuit.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { encodePoint, O } from '../../../crypto/group.ts';
import type { DecisionEntry, MotionEntry } from '../../record/assembly-entries.ts';
import { type Contest, circuitContest } from '../../record/contest.ts';
import { entryHash, type Unsigned } from '../../record/entry.ts';
import { type RecordFile, readRecord } from '../../record/reader.ts';
import type { CloseEntry, OpenEntry, RoundEntry, TokensEntry } from '../../record/round-entries.ts';
import { entryLine } from '../../record/writer.ts';
import { ruleSettings } from '../../rules/settings.ts';
import { makeCards } from '../card-station.ts';
import { countingRandom } from '../counting-random.ts';
import { votingRound } from '../voter.ts';
import { type Assembly, assemblyWithKeys, byServer, deviceOf, recordOf } from './example-assembly.ts';
import {
  appendSigned,
  CARDS,
  castBallots,
  exampleClose,
  exampleMotions,
  exampleOpen,
  exampleRoundEntry,
  exampleTokens,
  voidLeftOver,
} from './example-round.ts';
import { type ProposedEntry, problemsOfProposal, signProposal } from './proposals.ts';

const MOTION: Omit<Unsigned<MotionEntry>, 'meeting'> = {
  ...{ type: 'motion', subject: 'scrutineers', text: '通过监票人名单', round: null, mode: 'hands' },
  ...{ expected: 8, present: 7, inFavour: 5, against: 1, abstain: 1, carried: true },
};
let assembly: Assembly;
/** The record up to the `round` entry. */
let toRound: string;
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
  toRound = assembly.writer.text();
  const ctx = encodeBase64url(appendSigned(assembly, round, [1, 2, 3]));
  open = exampleOpen(ctx);
  for (const motion of exampleMotions(round.meeting)) appendSigned(assembly, motion, [1, 2]);
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

/** Against signing it as the next leaf of this record. */
const after = (proposal: ProposedEntry, record: RecordFile) =>
  problemsOfProposal(proposal, { state: deviceOf(assembly, 1), record });

/** The same record, of a meeting that appraises and elects nobody. */
const ofAppraisal = (record: RecordFile): RecordFile => ({
  ...record,
  leaves: record.leaves.map((leaf) =>
    leaf.kind === 'entry' && leaf.entry.type === 'meeting'
      ? { ...leaf, entry: { ...leaf.entry, kind: 'appraisal' } }
      : leaf,
  ),
});

describe('before it signs, the device checks', () => {
  it('nothing against proposals that fit the record', () => {
    for (const proposal of [tokens, round, open, close]) expect(problems(proposal)).toEqual([]);
  });

  it('that it is asked for one of the kinds it signs, complete and without unknown fields', () => {
    expect(problems({ ...open, extra: 1 } as never)).toEqual(['malformed']);
    const paper = { type: 'paper', ctx: open.ctx, reason: '停电' };
    expect(after(paper as never, before.close as RecordFile)).toEqual(['malformed']);
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

  it('that the threshold is that of the meeting and of the ceremony this device took part in', () => {
    const { share, ...state } = deviceOf(assembly, 1);
    if (share === null) throw new Error('no share');
    const ofThree = { state: { ...state, share: { ...share, threshold: 3 } }, record: before.round as RecordFile };
    expect(problemsOfProposal(round, ofThree)).toEqual(['ceremony']);
    expect(problemsOfProposal({ ...round, threshold: 3 }, ofThree)).toEqual(['ceremony']);
  });

  it('that a round has one list of cards only', () => {
    const { meetingHash } = assembly;
    const others = makeCards({ meetingHash, round: 1, count: CARDS, random: countingRandom('others') });
    const context = { state: deviceOf(assembly, 1), record: before.round as RecordFile };
    expect(problemsOfProposal({ ...tokens, tokens: others.tokens }, context)).toEqual(['round-number', 'out-of-order']);
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

  it('that it has a part of the key, and a meeting that votes on contests of this kind', () => {
    const record = before.round as RecordFile;
    const state = deviceOf(assembly, 1);
    expect(problemsOfProposal(round, { state: { ...state, share: null }, record })).toEqual(['no-key-share']);
    expect(after(round, readRecord(''))).toEqual(['meeting-missing', 'out-of-order']);
    expect(problemsOfProposal(round, { state, record: ofAppraisal(record) })).toContain('contest-kind');
    const list: Contest = {
      ...{ kind: 'appraisal', title: { zh: '班子', en: 'Team' }, subjects: [{ name: '甲', remark: '' }] },
      grades: [
        { zh: '好', en: 'Good' },
        { zh: '差', en: 'Poor' },
      ],
    };
    const circuit = encodeBase64url(circuitId(compileCircuit([circuitContest(list)], round.cards)));
    const appraisal = { ...round, contests: [list], circuit };
    expect(problemsOfProposal(appraisal, { state, record: ofAppraisal(record) })).toEqual([]);
  });

  it('that no scrutineer is a candidate, though one of the same name may be', () => {
    const standing = (remark: string) =>
      round.contests.map((contest) =>
        contest.kind === 'election'
          ? { ...contest, candidates: [{ name: '杨辉', remark }, ...contest.candidates.slice(1)] }
          : contest,
      );
    expect(problems({ ...round, contests: standing('') })).toEqual(['candidate-is-scrutineer']);
    expect(problems({ ...round, contests: standing('二组') })).toEqual([]);
  });

  it('the opening: four fifths present, every card in the box or audited (条例 2020; §5 (a))', () => {
    expect(problems({ ...open, present: 6 })).toEqual(['quorum']);
    expect(problems({ ...open, present: 9 })).toEqual(['expected']);
    expect(problems({ ...open, expected: 7 })).toContain('expected');
    expect(problems({ ...open, cardsInBox: 9 })).toEqual(['cards-in-box']);
    expect(problems({ ...open, ctx: round.ceremony })).toEqual(['round-unknown', 'out-of-order']);
    expect(after(open, before.close as RecordFile)).toEqual(['already-open', 'out-of-order']);
    const { leaves, ...rest } = before.open as RecordFile;
    expect(after(open, { ...rest, leaves: leaves.slice(1) })).toEqual(['round-unknown']);
  });

  it('the close: the log’s own numbers, and the accounting (§5 (b)–(d))', () => {
    expect(problems({ ...close, casts: 5 })).toEqual(['counts-differ-from-log']);
    expect(problems({ ...close, challenges: 1 })).toEqual(['counts-differ-from-log']);
    for (const kind of ['returned', 'damaged', 'unissued'] as const) {
      const voids = { ...close.voids, [kind]: close.voids[kind] + 1 };
      expect(problems({ ...close, voids }), kind).toEqual(['counts-differ-from-log']);
    }
    const { handCounts } = close;
    expect(problems({ ...close, handCounts: { ...handCounts, received: 6 } })).toEqual(['accounting']);
    expect(problems({ ...close, handCounts: { ...handCounts, exchanged: 1, received: 6 } })).toEqual(['accounting']);
    expect(problems({ ...close, expected: 9 })).toEqual(['expected']);
    expect(problems({ ...close, present: 9 })).toEqual(['expected']);
    expect(problems({ ...close, ctx: round.ceremony })).toEqual(['round-unknown', 'out-of-order']);
    expect(after(close, before.open as RecordFile)).toEqual(['not-open', 'out-of-order']);
    const closed = readRecord(assembly.writer.text() + entryLine(byServer<CloseEntry>(assembly, close)));
    expect(after(close, closed)).toEqual(['already-closed', 'out-of-order']);
  });

  it('a motion: its place, its numbers and what they give (rules §1.11, §4.1)', () => {
    const motion: Unsigned<MotionEntry> = { ...MOTION, meeting: round.meeting };
    const sealed = before.open as RecordFile;
    expect(after(motion, sealed)).toEqual([]);
    expect(after({ ...motion, meeting: round.ceremony }, sealed)).toEqual(['meeting-hash']);
    expect(after({ ...motion, inFavour: 6 }, sealed)).toEqual(['motion-impossible']);
    expect(after({ ...motion, expected: 9 }, sealed)).toEqual(['motion-impossible', 'quorum']);
    expect(after({ ...motion, carried: false }, sealed)).toEqual(['motion-carried']);
    expect(after({ ...motion, round: 1 }, sealed)).toEqual(['motion-without-grounds']);
    expect(after({ ...motion, present: 6, abstain: 0 }, sealed)).toEqual(['quorum']);
    const applause = { mode: 'applause', inFavour: 7, against: 0, abstain: 0 } as const;
    expect(after({ ...motion, ...applause }, sealed)).toEqual(['motion-mode']);
    expect(after(motion, before.tokens as RecordFile)).toEqual(['out-of-order']);
    expect(after(motion, readRecord(''))).toEqual(['meeting-missing', 'out-of-order']);
  });

  it.each<[string, Partial<MotionEntry>, Partial<RoundEntry>]>([
    ['the method', { subject: 'method' }, {}],
    ['the scrutineers', { subject: 'scrutineers' }, {}],
    [
      'the tellers, voted',
      { subject: 'tellers' },
      { rules: { ...ruleSettings({ majorityBase: 'expected' }), tellerSource: 'voted' } },
    ],
    [
      'those left out',
      { subject: 'exclusions' },
      { roll: { members: 11, probationary: 1, withoutRight: 1, excluded: 1, expected: 8 } },
    ],
  ])('before an opening, that the assembly has voted on %s and has not refused it', (_, subject, fixed) => {
    const sealed = byServer<RoundEntry>(assembly, { ...round, ...fixed });
    const ctx = encodeBase64url(entryHash(sealed));
    const vote = (inFavour: number, carried: boolean, of: Partial<MotionEntry> = subject) =>
      entryLine(byServer<MotionEntry>(assembly, { ...MOTION, meeting: round.meeting, ...of, inFavour, carried }));
    const own = { ...open, ctx };
    const others = (['method', 'scrutineers'] as const).filter((one) => one !== subject.subject);
    const begun = toRound + entryLine(sealed) + others.map((one) => vote(5, true, { subject: one })).join('');
    expect(after(own, readRecord(begun))).toEqual(['motion-missing']);
    expect(after(own, readRecord(begun + vote(3, false)))).toEqual(['motion-lost']);
    expect(after(own, readRecord(begun + vote(3, false) + vote(5, true)))).toEqual([]);
  });

  it('no vote on a method or on scrutineers before forms are opened, only before an election is', () => {
    const entry = byServer<RoundEntry>(assembly, round);
    const own = { ...open, ctx: encodeBase64url(entryHash(entry)) };
    const sealed = readRecord(toRound + entryLine(entry));
    expect(after(own, sealed)).toEqual(['motion-missing']);
    expect(after(own, ofAppraisal(sealed))).toEqual([]);
  });

  it('a decision of the superior: not while the round is voted (§8.6)', () => {
    const decision: Unsigned<DecisionEntry> = {
      type: 'decision',
      ctx: open.ctx,
      ...{ matter: 'eligibility', post: '委员', person: '谭建国', granted: false },
      ...{ by: '青山镇党委', date: '2026-11-28', reason: '' },
    };
    expect(after(decision, before.close as RecordFile)).toEqual(['out-of-order']);
  });

  it('and gives no signature while one thing is wrong', () => {
    const context = { state: deviceOf(assembly, 1), record: before.close as RecordFile };
    expect(signProposal(close, context).ok).toBe(true);
    expect(signProposal({ ...close, casts: 5 }, context)).toEqual({ ok: false, error: ['counts-differ-from-log'] });
  });
});
