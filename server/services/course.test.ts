import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ElectionContest } from '../../tally/record/contest.ts';
import type { RecordedOutcome } from '../../tally/record/count-entries.ts';
import { label } from '../../tally/record/person.ts';
import type { RuleSettings } from '../../tally/rules/settings.ts';
import type { Draft } from '../contract/organizer.ts';
import { paperFacts } from '../papers/paper-facts.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { setPhase } from '../store/meeting.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { following } from './course.ts';
import { createDerivation, type Derivation } from './derivation.ts';
import { draftProblems } from './draft-problems.ts';
import { createMeetingDrafts, type MeetingDrafts } from './meeting-drafts.ts';
import { electionsOf, labelOf, loadPlan, type Plan, postsOf } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { emptyRecordState, type RecordState } from './record-state.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));
const CAST = 70;

let connection: DatabaseConnection;
let drafts: MeetingDrafts;
let derivation: Derivation;
const records = new Map<string, RecordState>();

beforeAll(async () => {
  connection = await scratchDatabase();
  drafts = createMeetingDrafts({ db: connection.db, random });
  const write: RecordLog['write'] = (meeting, work) =>
    connection.db.transaction((tx) =>
      work({ tx, state: records.get(meeting) ?? emptyRecordState() } as unknown as Parameters<typeof work>[0]),
    );
  derivation = createDerivation({ log: { write } as RecordLog, random });
});
afterAll(() => connection.close());

async function planOf(id: string): Promise<Plan> {
  const plan = await loadPlan(connection.db, id);
  if (plan === undefined) throw new Error('no such meeting');
  return plan;
}

const memberId = (plan: Plan, name: string): string =>
  plan.members.find((member) => labelOf(plan, member) === name)?.id ?? '';

/** The sample village with rules of its own, before anything is voted. */
async function village(rules: Partial<Draft['rules']> = {}, change: Partial<Draft> = {}): Promise<string> {
  const id = await drafts.createSample();
  const { draft } = (await planOf(id)).meeting;
  await drafts.saveDraft(id, { ...draft, ...change, rules: { ...draft.rules, ...rules } });
  return id;
}

type Result = Partial<Pick<RecordedOutcome, 'election' | 'elected' | 'tie' | 'unfilled'>> & {
  /** Approvals by name, write-ins included. */
  readonly votes?: Readonly<Record<string, number>>;
};

/** The ballots that are prepared for a round are counted with these results. */
async function publish(id: string, results: Readonly<Record<string, Result>>): Promise<RecordState> {
  const plan = await planOf(id);
  const round = plan.meeting.currentRound;
  const contests = electionsOf(plan, round);
  const state = records.get(id) ?? emptyRecordState();
  const resultOf = ({ post }: ElectionContest) => results[post] ?? {};
  const countsOf = (contest: ElectionContest) => {
    const { votes = {} } = resultOf(contest);
    return [
      ...contest.candidates.flatMap((person) => [votes[label(person)] ?? 0, CAST - (votes[label(person)] ?? 0)]),
      ...contest.writeIns.map((person) => votes[label(person)] ?? 0),
    ];
  };
  const outcome = contests.map((contest) => {
    const { election = 'valid', elected = [], tie = null, unfilled = 0 } = resultOf(contest);
    return { quorate: true, election, elected, tie, unfilled, baseSensitive: false, smallestWinning: 38 };
  });
  const handCounts = { received: CAST, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 };
  const logged = (entry: object, hash: string) => ({ entry, hash, index: 0 });
  state.rounds.set(round, {
    round,
    sealed: logged({ contests, rules: plan.meeting.draft.rules as RuleSettings }, `ctx-${round}`),
    close: logged({ expected: 75, present: CAST, casts: CAST, handCounts, voids: { unissued: 0 } }, ''),
    result: logged({ counts: contests.map(countsOf), outcome }, ''),
  } as never);
  records.set(id, state);
  await setPhase(connection.db, id, 'published');
  return state;
}

const decide = (state: RecordState, round: number, ruling: object) =>
  state.decisions.push({ entry: { ctx: `ctx-${round}`, post: '委员', ...ruling }, hash: '', index: 0 } as never);
const move = (state: RecordState, round: number, carried: boolean) =>
  state.motions.push({ entry: { subject: 'reduction', post: '委员', round, carried }, hash: '', index: 0 } as never);

const steps = async (id: string) => following(await planOf(id), records.get(id) ?? emptyRecordState());
const kinds = async (id: string) => (await steps(id)).map(({ kind, matter }) => (matter ? `${kind}:${matter}` : kind));
const names = (plan: Plan, round: number) =>
  electionsOf(plan, round).map(({ post, category, seats, candidates }) => [
    post,
    category,
    seats,
    candidates.map(label),
  ]);

/** What the papers of a round say. */
async function factsOf(id: string, round: number) {
  const box = { issued: null, cast: null, unissued: null, made: 0 };
  const services = {
    db: connection.db,
    log: { state: async () => records.get(id), file: async () => '' },
    views: { ballotBox: async () => box, audits: async () => [] },
    checkIn: { attendance: async () => ({ present: CAST, attending: 0 }) },
  };
  return paperFacts(services as unknown as Parameters<typeof paperFacts>[0], await planOf(id), round);
}

const FOUR = ['王建国（1974年4月生）', '田大利', '李㛃', '陈䶮'];
const ballot = async (id: string) => electionsOf(await planOf(id), 1)[0]?.candidates.map(label) ?? [];
/** The last seat is tied between the two who are not elected and the fifth. */
async function tied(rules: Partial<Draft['rules']> = {}) {
  const id = await village(rules);
  const [one = '', two = ''] = (await ballot(id)).filter((name) => !FOUR.includes(name));
  await publish(id, { 委员: { elected: FOUR, tie: { among: [one, two], seats: 1 } } });
  return { id, among: [one, two] };
}

describe('a tie', () => {
  test('leads to a revote among the tied alone, in the order of their ballot, for the seat they are tied for (RULES 1.11 W2)', async () => {
    const { id, among } = await tied();
    expect(await kinds(id)).toEqual(['revote']);
    expect(await derivation.derive(id, 'further-election')).toEqual({ ok: false, error: 'cannot-derive' });
    expect(await derivation.derive(id, 'revote')).toEqual({ ok: true, value: { meeting: id, round: 2 } });
    const plan = await planOf(id);
    expect(plan.meeting).toMatchObject({ phase: 'cards', currentRound: 2 });
    const [contest] = electionsOf(plan, 2);
    expect(contest).toMatchObject({ category: 'revote', seats: 1, writeIns: [], title: { zh: '委员再次投票' } });
    expect(contest?.candidates.map(label)).toEqual(among);
    expect(draftProblems(plan).map(({ code }) => code)).not.toContain('order-not-confirmed');
    expect(draftProblems(plan).map(({ code }) => code)).not.toContain('surplus-too-small');
  });

  test('and nobody retypes who stands or for how many seats', async () => {
    const { id } = await tied();
    await derivation.derive(id, 'revote');
    const plan = await planOf(id);
    const derived = { ok: false, error: 'ballot-derived' };
    expect(await drafts.saveCandidates(id, '委员', [memberId(plan, '田大利')])).toEqual(derived);
    expect(await drafts.savePosts(id, [{ post: '委员', seats: 2 }])).toEqual(derived);
  });

  test('that comes again goes to the superior; with leave there is one more vote, without it the seat stays open (RULES T49)', async () => {
    const { id, among } = await tied();
    await derivation.derive(id, 'revote');
    const state = await publish(id, { 委员: { tie: { among, seats: 1 } } });
    expect(await kinds(id)).toEqual(['decision:tie']);
    expect(await derivation.derive(id, 'revote')).toEqual({ ok: false, error: 'cannot-derive' });
    const undecided = async (round: number) => (await factsOf(id, round)).undecidedTies;
    expect([await undecided(1), await undecided(2)]).toEqual([[], ['委员']]);
    decide(state, 2, { matter: 'tie', person: '', granted: true });
    expect(await kinds(id)).toEqual(['revote']);
    expect(await undecided(2)).toEqual([]);
    state.decisions.length = 0;
    decide(state, 2, { matter: 'tie', person: '', granted: false });
    expect(await undecided(2)).toEqual([]);
    expect(await kinds(id)).toEqual(['reduction', 'further-election']);
  });

  test('may be voted on again at once where the method says so', async () => {
    const { id, among } = await tied({ revoteTiedAgain: 'revote' });
    await derivation.derive(id, 'revote');
    await publish(id, { 委员: { tie: { among, seats: 1 } } });
    expect(await kinds(id)).toEqual(['revote']);
  });

  test('is over when the revote elects: then the method goes on', async () => {
    const { id, among } = await tied();
    await derivation.derive(id, 'revote');
    await publish(id, { 委员: { elected: [among[1] ?? ''] } });
    const [plenary] = await steps(id);
    expect(plenary?.kind).toBe('plenary');
    expect(plenary?.electable).toHaveLength(5);
  });
});

describe('fewer elected than seats', () => {
  const VOTES = { 林海燕: 30, 周玥: 20, 任金山: 25 };
  const shortfall = async (rules: Partial<Draft['rules']> = {}) => {
    const id = await village(rules);
    const losers = (await ballot(id)).filter((name) => !FOUR.includes(name));
    const votes = Object.fromEntries(losers.map((name, at) => [name, [20, 35, 30][at] ?? 0]));
    await publish(id, { 委员: { elected: FOUR, unfilled: 1, votes: { ...VOTES, ...votes } } });
    return { id, losers };
  };

  test('the method decides what is proposed: a reduction first, the further election at once, or both (RULES 7 shortfall)', async () => {
    expect(await kinds((await shortfall()).id)).toEqual(['reduction', 'further-election']);
    expect(await kinds((await shortfall({ shortfall: 'reduce' })).id)).toEqual(['reduction', 'further-election']);
    expect(await kinds((await shortfall({ shortfall: 'further-election' })).id)).toEqual(['further-election']);
  });

  test('a further election has the losers by rank, 20 % more than the seats, and nobody who is elected (RULES 1.11)', async () => {
    const { id, losers } = await shortfall({ shortfall: 'further-election' });
    expect(await derivation.derive(id, 'further-election')).toEqual({ ok: true, value: { meeting: id, round: 2 } });
    const plan = await planOf(id);
    const [contest] = electionsOf(plan, 2);
    expect(contest).toMatchObject({ category: 'further-election', seats: 1, title: { zh: '委员另行选举' } });
    expect(contest?.candidates.map(label)).toEqual(losers.filter((_, at) => at !== 0 || losers.length === 2));
    const onList = [...(contest?.candidates ?? []), ...(contest?.writeIns ?? [])].map(label);
    expect(onList.filter((name) => FOUR.includes(name))).toEqual([]);
    expect(contest?.writeIns.length).toBeGreaterThan(50);
  });

  test('or candidates are nominated anew, for the open seats and no more', async () => {
    const { id } = await shortfall({ shortfall: 'further-election', furtherElectionPool: 'new-nomination' });
    await derivation.derive(id, 'further-election');
    const plan = await planOf(id);
    expect(draftProblems(plan).map(({ code }) => code)).toContain('candidates-missing');
    expect(await drafts.saveCandidates(id, '委员', [memberId(plan, '田大利')])).toEqual({
      ok: false,
      error: 'candidate-not-eligible',
    });
    const other = plan.members.find((member) =>
      electionsOf(plan, 1)[0]?.writeIns.map(label).includes(labelOf(plan, member)),
    );
    const isFree = !plan.scrutineers.some(({ member }) => member === other?.id);
    expect((await drafts.saveCandidates(id, '委员', [other?.id ?? ''])).ok).toBe(isFree);
    expect(await drafts.savePosts(id, [{ post: '委员', seats: 2 }])).toEqual({ ok: false, error: 'ballot-derived' });
  });

  test('a carried reduction leaves nothing open, a lost one the further election (RULES T50)', async () => {
    const carried = await shortfall();
    move(records.get(carried.id) as RecordState, 1, true);
    expect(await kinds(carried.id)).toEqual(['plenary']);
    const lost = await shortfall();
    move(records.get(lost.id) as RecordState, 1, false);
    expect(await kinds(lost.id)).toEqual(['further-election']);
  });
});

describe('a person written in who has reached the threshold', () => {
  const written = async () => {
    const id = await village({ shortfall: 'further-election' });
    const outsider = label(electionsOf(await planOf(id), 1)[0]?.writeIns[0] ?? { name: '', remark: '' });
    const [fifth = ''] = (await ballot(id)).filter((name) => !FOUR.includes(name));
    const votes = Object.fromEntries([...FOUR.map((name) => [name, 60]), [fifth, 45], [outsider, 50]]);
    const state = await publish(id, { 委员: { elected: [...FOUR, outsider], votes } });
    return { id, state, fifth, outsider };
  };

  test('blocks everything until the eligibility is confirmed (RULES 5.2 W14)', async () => {
    const { id, state, outsider } = await written();
    expect(await kinds(id)).toEqual(['decision:eligibility']);
    expect(await derivation.derive(id, 'plenary')).toEqual({ ok: false, error: 'cannot-derive' });
    decide(state, 1, { matter: 'eligibility', person: outsider, granted: true });
    expect(await kinds(id)).toEqual(['plenary']);
    expect((await steps(id))[0]?.electable).toHaveLength(5);
  });

  test('and is refused: the next above half takes the seat', async () => {
    const { id, state, fifth, outsider } = await written();
    expect(await kinds(id)).toEqual(['decision:eligibility']);
    decide(state, 1, { matter: 'eligibility', person: outsider, granted: false });
    const [plenary] = await steps(id);
    const plan = await planOf(id);
    expect(plenary?.electable?.map((member) => labelOf(plan, member)).sort()).toEqual([...FOUR, fifth].sort());
  });
});

test('a void election is held again as it was, and nobody retypes it (RULES 1.10)', async () => {
  const id = await village();
  const first = electionsOf(await planOf(id), 1)[0];
  await publish(id, { 委员: { election: 'void', unfilled: 5 } });
  expect(await kinds(id)).toEqual(['repetition']);
  expect(await derivation.derive(id, 'repetition')).toEqual({ ok: true, value: { meeting: id, round: 2 } });
  expect(electionsOf(await planOf(id), 2)[0]).toEqual(first);
  expect(await drafts.savePosts(id, [{ post: '委员', seats: 4 }])).toEqual({ ok: false, error: 'ballot-derived' });
  await publish(id, { 委员: { elected: FOUR, unfilled: 1 } });
  expect(await kinds(id)).toEqual(['reduction', 'further-election']);
});

test('the deputy is elected out of the committee, and never the secretary again (RULES 1.12)', async () => {
  const id = await village({ secretaryMode: 'direct-after', shortfall: 'further-election' });
  const five = [...FOUR, (await ballot(id)).find((name) => !FOUR.includes(name)) ?? ''];
  await publish(id, { 委员: { elected: five } });
  await derivation.derive(id, 'secretary-round');
  const plan = await planOf(id);
  for (const [post, name] of [
    ['书记', '田大利'],
    ['副书记', '李㛃'],
  ] as const) {
    await drafts.saveCandidates(id, post, [memberId(plan, name)]);
    await drafts.confirmOrder(id, { post, order: [memberId(plan, name)], reason: '' });
  }
  expect(await drafts.savePosts(id, [{ post: '书记', seats: 2 }])).toEqual({ ok: false, error: 'ballot-derived' });
  await publish(id, { 书记: { elected: ['田大利'] }, 副书记: { unfilled: 1, votes: { 李㛃: 20 } } });
  const [step] = await steps(id);
  expect(step?.kind).toBe('further-election');
  const electable = (step?.electable ?? []).map((member) => labelOf(plan, member)).sort();
  expect(electable).toEqual(five.filter((name) => name !== '田大利').sort());
});

test('a pre-election names the candidates of the formal election, who are as many as the seats (RULES 1.4)', async () => {
  const id = await village({}, { preliminary: true });
  const five = (await ballot(id)).slice(1, 6);
  expect(electionsOf(await planOf(id), 1)[0]).toMatchObject({
    category: 'preliminary',
    title: { zh: '委员候选人预选' },
  });
  await publish(id, { 委员: { elected: five.slice(0, 4), unfilled: 1 } });
  expect(await kinds(id)).toEqual(['preliminary']);
  await derivation.derive(id, 'preliminary');
  await publish(id, { 委员: { elected: five.slice(4) } });
  // The second pre-election may only name whom the first did not.
  expect(await kinds(id)).toEqual(['formal']);
  expect(await derivation.derive(id, 'formal')).toEqual({ ok: true, value: { meeting: id, round: 3 } });
  const plan = await planOf(id);
  expect(names(plan, 3)).toEqual([['委员', 'formal', 5, five]]);
  expect(draftProblems(plan).map(({ code }) => code)).not.toContain('surplus-too-small');
  await publish(id, { 委员: { elected: five } });
  expect(await kinds(id)).toEqual(['plenary']);
});

describe('the secretary before the committee (RULES 1.12, T59)', () => {
  const before = async () => {
    const id = await village({ secretaryMode: 'direct-before' });
    await drafts.savePosts(id, [
      { post: '委员', seats: 5 },
      { post: '书记', seats: 1 },
    ]);
    const plan = await planOf(id);
    const candidates = [...FOUR, '林海燕', '周玥'].map((name) => memberId(plan, name)).filter((one) => one !== '');
    await drafts.saveCandidates(id, '委员', candidates);
    const outsider = memberId(plan, '任金山');
    expect(await drafts.saveCandidates(id, '书记', [outsider])).toEqual({ ok: false, error: 'candidate-not-eligible' });
    await drafts.saveCandidates(id, '书记', [memberId(plan, '田大利')]);
    await drafts.confirmOrder(id, { post: '书记', order: [memberId(plan, '田大利')], reason: '' });
    return id;
  };

  test('votes on the secretary first, out of the candidates for the committee', async () => {
    const id = await before();
    const plan = await planOf(id);
    expect(names(plan, 1)).toEqual([['书记', 'secretary', 1, ['田大利']]]);
    const [secretary] = electionsOf(plan, 1);
    expect(secretary?.writeIns.length).toBe(plan.candidates.filter(({ post }) => post === '委员').length - 1);
    expect(draftProblems(plan).map(({ code }) => code)).not.toContain('candidate-for-two-posts');
  });

  test('then on the committee as it was prepared', async () => {
    const id = await before();
    await publish(id, { 书记: { elected: ['田大利'] } });
    expect(await kinds(id)).toEqual(['committee-round']);
    expect((await derivation.derive(id, 'committee-round')).ok).toBe(true);
    const plan = await planOf(id);
    expect(names(plan, 2)[0]?.slice(0, 3)).toEqual(['委员', 'committee', 5]);
    expect(postsOf(plan, 0)).toEqual([]);
  });

  test('and stops where the secretary is not elected to the committee: the superior decides', async () => {
    const id = await before();
    await publish(id, { 书记: { elected: ['田大利'] } });
    await derivation.derive(id, 'committee-round');
    const others = [FOUR[0] ?? '', '李㛃', '陈䶮', '林海燕', '周玥'];
    const state = await publish(id, { 委员: { elected: others } });
    expect(await kinds(id)).toEqual(['decision:secretary']);
    expect(await derivation.derive(id, 'secretary-round')).toEqual({ ok: false, error: 'cannot-derive' });
    const open = async (round: number) => (await factsOf(id, round)).unsettledSecretaries;
    const nothing = { undecided: [], anew: [] };
    expect(await open(1)).toEqual(nothing);
    expect(await open(2)).toEqual({ undecided: [{ post: '书记', person: '田大利' }], anew: [] });
    decide(state, 1, { matter: 'secretary', post: '书记', person: '田大利', granted: true });
    expect(await kinds(id)).toEqual(['secretary-round']);
    expect(await open(2)).toEqual({ undecided: [], anew: ['书记'] });
    await derivation.derive(id, 'secretary-round');
    const plan = await planOf(id);
    expect(postsOf(plan, 3).map(({ post, seats }) => [post, seats])).toEqual([['书记', 1]]);
    expect(await drafts.saveCandidates(id, '书记', [memberId(plan, '田大利')])).toEqual({
      ok: false,
      error: 'candidate-not-eligible',
    });
    expect((await drafts.saveCandidates(id, '书记', [memberId(plan, '李㛃')])).ok).toBe(true);
    // Round 3 is being voted on: what it repeats is no longer open, and the script of round 2 keeps its words.
    expect(await open(3)).toEqual(nothing);
    await publish(id, { 书记: { elected: ['李㛃'] } });
    expect(await kinds(id)).toEqual([]);
    expect(await open(3)).toEqual(nothing);
    expect(await open(2)).toEqual({ undecided: [], anew: ['书记'] });
  });

  test('and ends where the superior has nobody else elected', async () => {
    const id = await before();
    await publish(id, { 书记: { elected: ['田大利'] } });
    await derivation.derive(id, 'committee-round');
    const state = await publish(id, { 委员: { elected: [FOUR[0] ?? '', '李㛃', '陈䶮', '林海燕', '周玥'] } });
    decide(state, 1, { matter: 'secretary', post: '书记', person: '田大利', granted: false });
    expect(await kinds(id)).toEqual([]);
    expect((await factsOf(id, 2)).unsettledSecretaries).toEqual({ undecided: [], anew: [] });
  });

  test('needs no decision where the secretary is a member of the committee', async () => {
    const id = await before();
    await publish(id, { 书记: { elected: ['田大利'] } });
    await derivation.derive(id, 'committee-round');
    await publish(id, { 委员: { elected: [...FOUR, '林海燕'] } });
    expect(await kinds(id)).toEqual([]);
  });
});

test('a prepared candidate for secretary who is not elected to the committee leaves the ballot, and the organizer decides (RULES T59)', async () => {
  const id = await village({ secretaryMode: 'direct-after' });
  await drafts.savePosts(id, [
    { post: '委员', seats: 5 },
    { post: '书记', seats: 1 },
  ]);
  const before = await planOf(id);
  expect(electionsOf(before, 1).map(({ post }) => post)).toEqual(['委员']);
  const order = [memberId(before, '林海燕'), memberId(before, '田大利')];
  await drafts.saveCandidates(id, '书记', order);
  await drafts.confirmOrder(id, { post: '书记', order, reason: '' });
  await publish(id, { 委员: { elected: [...FOUR, '周玥'] } });
  expect((await steps(id))[0]?.words.zh).toContain('林海燕没有当选委员');
  // This first vote on a secretary repeats none.
  expect((await factsOf(id, 1)).unsettledSecretaries).toEqual({ undecided: [], anew: [] });
  await derivation.derive(id, 'secretary-round');
  const plan = await planOf(id);
  expect(names(plan, 2)).toEqual([['书记', 'secretary', 1, ['田大利']]]);
  expect(draftProblems(plan).map(({ code }) => code)).toContain('order-not-confirmed');
});

test('a branch without a committee elects its secretary directly, and a tie or a shortfall of two posts is one ballot (RULES 1.2, 1.12)', async () => {
  const id = await village({
    secretaryMode: 'direct-after',
    shortfall: 'further-election',
    secretarySurplus: 'contested',
  });
  await drafts.savePosts(id, [
    { post: '书记', seats: 1 },
    { post: '副书记', seats: 1 },
  ]);
  const plan = await planOf(id);
  expect(draftProblems(plan).map(({ code }) => code)).toContain('committee-missing');
  await drafts.saveCandidates(
    id,
    '书记',
    ['田大利', '林海燕'].map((name) => memberId(plan, name)),
  );
  await drafts.saveCandidates(
    id,
    '副书记',
    ['李㛃', '陈䶮'].map((name) => memberId(plan, name)),
  );
  await publish(id, {
    书记: { tie: { among: ['田大利', '林海燕'], seats: 1 } },
    副书记: { tie: { among: ['李㛃', '陈䶮'], seats: 1 } },
  });
  expect(await kinds(id)).toEqual(['revote']);
  await derivation.derive(id, 'revote');
  const second = await planOf(id);
  expect(names(second, 2).map(([post, category]) => [post, category])).toEqual([
    ['书记', 'revote'],
    ['副书记', 'revote'],
  ]);
  await publish(id, { 书记: { elected: ['田大利'] }, 副书记: { unfilled: 1 } });
  expect(await kinds(id)).toEqual(['further-election']);
  await derivation.derive(id, 'further-election');
  await publish(id, { 副书记: { elected: ['李㛃'] } });
  expect(await kinds(id)).toEqual([]);
});
