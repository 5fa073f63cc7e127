import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { paperCountOf } from '../../paper/paper-round.ts';
import type { DecisionEntry, MotionEntry } from '../../record/assembly-entries.ts';
import { scrutineerAuthor } from '../../record/authors.ts';
import type { ElectionContest } from '../../record/contest.ts';
import { type Entry, entryHash, signEntry, type Unsigned } from '../../record/entry.ts';
import type { PaperBox, PaperCountEntry, PaperRoundEntry, PaperTally } from '../../record/paper-entries.ts';
import type { Person } from '../../record/person.ts';
import { type RecordFile, readRecord } from '../../record/reader.ts';
import type { OpenEntry, PaperEntry } from '../../record/round-entries.ts';
import { entryLine } from '../../record/writer.ts';
import { ruleSettings } from '../../rules/settings.ts';
import { committeeContest } from '../../simulation/simulate-election.ts';
import { countingRandom } from '../counting-random.ts';
import { exampleVotingRound } from '../example-voting-round.ts';
import { type Assembly, byServer, deviceOf, newAssembly, recordOf } from './example-assembly.ts';
import { appendSigned, exampleMotions } from './example-round.ts';
import { type ProposedEntry, problemsOfProposal, signProposal } from './proposals.ts';
import { signingKeyOf } from './state.ts';

/** Nine expected, eight present: two candidates for one seat, three persons who may be written in. */
const CONTEST = committeeContest(2, 1, 3);
const TALLY: PaperTally = {
  valid: 6,
  invalid: 1,
  rows: [
    [5, 1, 0, 0],
    [0, 4, 1, 1],
  ],
  writeIns: [{ name: CONTEST.writeIns[1]?.name ?? '', votes: 1 }],
  voidEntries: [{ reason: 'without-disapproval', entries: 1 }],
  invalidReasons: [{ reason: 'too-many-chosen', ballots: 1 }],
};
const BOX: PaperBox = { printed: 10, issued: 8, remaining: 2, voters: 8, recovered: 7, tally: TALLY };
const ATTENDANCE = { expected: 9, present: 8 };
const OTHER = encodeBase64url(new Uint8Array(32).fill(9));

let assembly: Assembly;
let round: Unsigned<PaperRoundEntry>;
let count: Unsigned<PaperCountEntry>;
let beforeRound: RecordFile;
let beforeMotions: RecordFile;
let beforeCount: RecordFile;
let counted: RecordFile;
let beforeCountText: string;

const countOf = (boxes: readonly PaperBox[], ctx = count?.ctx ?? ''): Unsigned<PaperCountEntry> => {
  const made = paperCountOf(assembly.meeting, round, ATTENDANCE, boxes);
  if (!made.ok) throw new Error(made.error[0]?.en);
  return { ...made.value, ctx };
};

beforeAll(async () => {
  // Paper needs no ceremony: there is nothing to decrypt.
  assembly = await newAssembly(3, 2);
  round = {
    type: 'paper-round',
    version: 1,
    meeting: encodeBase64url(assembly.meetingHash),
    round: 1,
    previousResult: null,
    contests: [CONTEST],
    roll: { members: 10, probationary: 1, withoutRight: 0, excluded: 0, expected: 9 },
    rules: ruleSettings({ majorityBase: 'expected' }),
    reason: '本轮使用纸质选票',
  };
  beforeRound = recordOf(assembly);
  const ctx = encodeBase64url(appendSigned(assembly, round, [1, 2]));
  beforeMotions = recordOf(assembly);
  for (const motion of exampleMotions(round.meeting, ATTENDANCE)) appendSigned(assembly, motion, [1, 2]);
  beforeCount = recordOf(assembly);
  beforeCountText = assembly.writer.text();
  count = countOf([BOX], ctx);
  appendSigned(assembly, count, [1, 3]);
  counted = recordOf(assembly);
});

const problems = (proposal: ProposedEntry, record: RecordFile) =>
  problemsOfProposal(proposal, { state: deviceOf(assembly, 2), record });

describe('before it signs a round on paper, the device checks (§14)', () => {
  it('nothing against one that fits the record', () => {
    expect(problems(round, beforeRound)).toEqual([]);
  });

  it.each<[string, (good: Unsigned<PaperRoundEntry>) => Partial<Unsigned<PaperRoundEntry>>]>([
    ['meeting-hash', () => ({ meeting: OTHER })],
    ['round-number', () => ({ round: 2 })],
    ['previous-result', () => ({ previousResult: OTHER })],
    ['roll', ({ roll }) => ({ roll: { ...roll, excluded: 1 } })],
    [
      'candidate-is-scrutineer',
      () => ({
        contests: [{ ...CONTEST, candidates: [{ name: '杨辉', remark: '' }, ...CONTEST.candidates.slice(1)] }],
      }),
    ],
    ['contest-without-grounds', () => ({ contests: [{ ...CONTEST, category: 'further-election' }] })],
    [
      'pre-election-mixed',
      () => ({ contests: [CONTEST, { ...CONTEST, post: '书记', category: 'preliminary' } satisfies ElectionContest] }),
    ],
  ])('%s', (code, change) => {
    expect(problems({ ...round, ...change(round) }, beforeRound)).toEqual([code]);
  });

  it('nothing against a candidate who only has the name of a scrutineer', () => {
    const candidates = [{ name: '杨辉', remark: '二组' }, ...CONTEST.candidates.slice(1)];
    expect(problems({ ...round, contests: [{ ...CONTEST, candidates }] }, beforeRound)).toEqual([]);
  });

  it('that there is a meeting', () => {
    for (const proposal of [round, count])
      expect(problems(proposal, readRecord(''))).toEqual(['meeting-missing', 'out-of-order']);
  });

  it('that the round before is the one it builds on', () => {
    const next = { ...round, round: 2 };
    expect(problems(next, counted)).toContain('previous-result');
    const last = counted.leaves.at(-1);
    const previousResult = encodeBase64url(last?.hash ?? new Uint8Array());
    expect(problems({ ...next, previousResult }, counted)).not.toContain('previous-result');
  });
});

describe('before it signs a later round on paper, the device checks (§8.6)', () => {
  const secretary = (candidate: Person): ElectionContest => ({
    ...{ ...CONTEST, category: 'secretary', post: '书记', candidates: [candidate], writeIns: [] },
  });
  const nextRound = (record: RecordFile, candidate: Person | undefined, rules = round.rules) => {
    const previousResult = encodeBase64url(record.leaves.at(-1)?.hash ?? new Uint8Array());
    const contests = [secretary(candidate ?? { name: '', remark: '' })];
    return problems({ ...round, round: 2, previousResult, contests, rules }, record);
  };

  it('nothing against one that follows from the result', () => {
    expect(nextRound(counted, CONTEST.candidates[0])).toEqual([]);
    expect(nextRound(counted, CONTEST.candidates[1])).toEqual(['contest-without-grounds']);
  });

  it('that it is held by the rules of the first: rules-differ', () => {
    const others = { ...round.rules, furtherElectionThreshold: 'plurality' as const };
    expect(nextRound(counted, CONTEST.candidates[0], others)).toEqual(['rules-differ']);
  });

  it('that nobody written in waits for the superior: eligibility-missing', () => {
    const written: PaperTally = {
      ...{ ...TALLY, valid: 7, invalid: 0, voidEntries: [], invalidReasons: [] },
      rows: [
        [1, 6, 0, 0],
        [0, 7, 0, 0],
      ],
      writeIns: [{ name: CONTEST.writeIns[1]?.name ?? '', votes: 6 }],
    };
    const entry = byServer<PaperCountEntry>(assembly, countOf([{ ...BOX, tally: written }]));
    const text = beforeCountText + entryLine(entry);
    expect(nextRound(readRecord(text), CONTEST.writeIns[1])).toEqual(['eligibility-missing']);
    const decision = byServer<DecisionEntry>(assembly, {
      ...{ type: 'decision', ctx: count.ctx, matter: 'eligibility', post: '委员', granted: true },
      ...{ person: CONTEST.writeIns[1]?.name ?? '', by: '青山镇党委', date: '2026-11-28', reason: '' },
    });
    expect(nextRound(readRecord(text + entryLine(decision)), CONTEST.writeIns[1])).not.toContain('eligibility-missing');
  });
});

describe('before it signs a count on paper, the device checks (§14)', () => {
  it('that the assembly has voted on what the round needs: motion-missing', () => {
    expect(problems(count, beforeMotions)).toEqual(['motion-missing']);
  });

  it('that the assembly had not refused what the round needs: motion-lost', () => {
    const motion = byServer<MotionEntry>(assembly, {
      ...{ type: 'motion', meeting: round.meeting, subject: 'scrutineers', text: '通过监票人名单', round: null },
      ...{ mode: 'hands', expected: 9, present: 8, inFavour: 4, against: 4, abstain: 0, carried: false },
    });
    expect(problems(count, readRecord(beforeCountText + entryLine(motion)))).toEqual(['motion-lost']);
  });

  it('nothing against one that follows from its sums', () => {
    expect(problems(count, beforeCount)).toEqual([]);
  });

  it('that its round is of this record, and not counted yet', () => {
    expect(problems({ ...count, ctx: OTHER }, beforeCount)).toEqual(['round-unknown', 'out-of-order']);
    expect(problems(count, counted)).toEqual(['already-counted', 'out-of-order']);
  });

  it('that the sealed round it counts was given up for paper', () => {
    const { round: sealed } = exampleVotingRound({
      contests: [CONTEST],
      cards: 12,
      roll: round.roll,
      random: countingRandom('sealed'),
    });
    const recordWith = (...entries: readonly Entry[]) =>
      readRecord([assembly.meeting, ...entries].map(entryLine).join(''));
    const ctx = encodeBase64url(entryHash(sealed));
    const onKiosks = countOf([BOX], ctx);
    const motions = exampleMotions(round.meeting, ATTENDANCE).map((motion) => byServer<MotionEntry>(assembly, motion));
    expect(problems(onKiosks, recordWith(sealed, ...motions))).toEqual(['not-on-paper', 'out-of-order']);
    const paper = byServer<PaperEntry>(assembly, { type: 'paper', ctx, reason: '停电' });
    expect(problems(onKiosks, recordWith(sealed, ...motions, paper))).toEqual([]);
    expect(problems(onKiosks, recordWith(sealed, paper))).toEqual(['motion-missing']);
    // What was opened at the kiosks was asked for its motions then.
    const open = byServer<OpenEntry>(assembly, {
      ...{ type: 'open', ctx, ...ATTENDANCE, cardsInBox: 11, cardsAudited: 1 },
    });
    expect(problems(onKiosks, recordWith(sealed, open, paper))).toEqual([]);
    const lost = motions.map((motion) => ({ ...motion, inFavour: 0, against: 8, carried: false }));
    expect(problems(onKiosks, recordWith(sealed, ...lost, paper))).toEqual(['motion-lost']);
    expect(problems(onKiosks, recordWith(sealed, ...lost, open, paper))).toEqual([]);
  });

  it.each<[string, Partial<PaperCountEntry>]>([
    ['nobody who was left out joins', { expected: 10 }],
    ['nobody is taken away', { expected: 8 }],
    ['no more are present than expected', { present: 10 }],
  ])('the attendance: %s', (_, change) => {
    expect(problems({ ...count, ...change }, beforeCount)).toContain('expected');
  });

  it.each<[string, Partial<PaperBox>]>([
    ['printed ballots that vanished', { printed: 11 }],
    ['more voters than ballots handed out', { voters: 9 }],
    ['a box with more ballots than voters, counted all the same', { voters: 6 }],
    ['a box that may be counted, declared void', { tally: null }],
    ['a row left out', { tally: { ...TALLY, rows: TALLY.rows.slice(1) } }],
    ['ballots that are neither valid nor invalid', { tally: { ...TALLY, valid: 5 } }],
    [
      'a ground that the method does not know',
      { tally: { ...TALLY, invalidReasons: [{ reason: 'identifying-mark', ballots: 1 }] } },
    ],
  ])('the box: %s', (_, change) => {
    expect(problems({ ...count, contests: [{ ...BOX, ...change }] }, beforeCount)).toEqual(['paper-numbers']);
  });

  it('that no box is counted of a meeting that too few attended', () => {
    expect(problems({ ...count, present: 7 }, beforeCount)).toEqual(['paper-numbers']);
  });

  it('that each contest has a box, and each box a contest', () => {
    expect(problems({ ...count, contests: [BOX, BOX] }, beforeCount)).toEqual(['paper-numbers']);
    expect(() => paperCountOf(assembly.meeting, round, ATTENDANCE, [])).toThrow(RangeError);
    const ofTwo = byServer<PaperRoundEntry>(assembly, { ...round, contests: [CONTEST, { ...CONTEST, post: '书记' }] });
    const motions = exampleMotions(round.meeting, ATTENDANCE).map((one) => byServer<MotionEntry>(assembly, one));
    const record = readRecord([assembly.meeting, ofTwo, ...motions].map(entryLine).join(''));
    const ctx = encodeBase64url(entryHash(ofTwo));
    expect(problems({ ...count, ctx }, record)).toEqual(['paper-numbers']);
    // Each contest of an election has ballots of its own: not as many of one need be printed as of another.
    const boxes = [BOX, { ...BOX, printed: 11, remaining: 3 }];
    const made = paperCountOf(assembly.meeting, ofTwo, ATTENDANCE, boxes);
    if (!made.ok) throw new Error(made.error[0]?.en);
    expect(problems({ ...made.value, ctx }, record)).toEqual([]);
  });

  it('the outcome and the names, recomputed', () => {
    const elected = count.outcome.map((one) => (one === null ? null : { ...one, elected: ['某人'] }));
    expect(problems({ ...count, outcome: elected }, beforeCount)).toEqual(['paper-outcome']);
    expect(problems({ ...count, texts: OTHER }, beforeCount)).toEqual(['paper-outcome']);
    const rows = [TALLY.rows[0] ?? [], [0, 4, 1, 0]];
    expect(problems({ ...count, contests: [{ ...BOX, tally: { ...TALLY, rows } }] }, beforeCount)).toEqual([
      'paper-outcome',
    ]);
  });

  it('and signs in its own name what it has checked, nothing else', () => {
    const context = { state: deviceOf(assembly, 2), record: beforeCount };
    const key = signingKeyOf(context.state).secretKey;
    expect(signProposal(count, context)).toEqual({ ok: true, value: signEntry(count, scrutineerAuthor(2), key) });
    expect(signProposal({ ...count, texts: OTHER }, context)).toEqual({ ok: false, error: ['paper-outcome'] });
  });
});

describe('of forms on paper, which hold every list of the round (§14)', () => {
  const list = (zh: string) => ({
    kind: 'appraisal' as const,
    title: { zh, en: 'List' },
    subjects: [{ name: `${zh}甲`, remark: '' }],
    grades: [
      { zh: '好', en: 'Good' },
      { zh: '差', en: 'Poor' },
    ],
  });
  const boxOf = (ticks: number, invalid: number, numbers: Partial<PaperBox> = {}): PaperBox => ({
    ...{ printed: 10, issued: 8, remaining: 2, voters: 8, recovered: ticks + invalid, ...numbers },
    tally: {
      ...{ valid: ticks, invalid, rows: [[ticks, 0, 0, 0]], writeIns: [], voidEntries: [] },
      invalidReasons: invalid === 0 ? [] : [{ reason: 'declared-invalid', ballots: invalid }],
    },
  });
  let forms: Assembly;
  let ctx: string;
  let fixed: Unsigned<PaperRoundEntry>;

  beforeAll(async () => {
    forms = await newAssembly(3, 2, 'appraisal');
    const meeting = encodeBase64url(forms.meetingHash);
    fixed = { ...round, meeting, contests: [list('班子'), list('村干部')] };
    ctx = encodeBase64url(appendSigned(forms, fixed, [1, 2]));
  });

  const problemsOf = (...boxes: readonly PaperBox[]) => {
    const made = paperCountOf(forms.meeting, fixed, ATTENDANCE, boxes);
    if (!made.ok) throw new Error(made.error[0]?.en);
    return problemsOfProposal({ ...made.value, ctx }, { state: deviceOf(forms, 2), record: recordOf(forms) });
  };

  it.each<[string, readonly PaperBox[], readonly string[]]>([
    ['five forms are counted', [boxOf(5, 0), boxOf(5, 0)], []],
    ['four are not', [boxOf(4, 0), boxOf(4, 0)], ['paper-numbers']],
    ['four of which nothing is counted', [boxOf(4, 0), boxOf(4, 0)].map((box) => ({ ...box, tally: null })), []],
    ['a form less in one list', [boxOf(6, 0), boxOf(5, 0)], ['paper-numbers']],
    ['more printed of one list', [boxOf(5, 0), boxOf(5, 0, { printed: 11, remaining: 3 })], ['paper-numbers']],
    ['a form invalid in one list alone', [boxOf(5, 1), boxOf(6, 0)], ['paper-numbers']],
    ['a form invalid in both', [boxOf(5, 1), boxOf(5, 1)], []],
  ])('%s', (_, boxes, expected) => {
    expect(problemsOf(...boxes)).toEqual(expected);
  });
});
