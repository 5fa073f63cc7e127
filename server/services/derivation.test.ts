import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ElectionContest } from '../../tally/record/contest.ts';
import { declarationOf, newWitness } from '../../tally/roles/witness.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { setPhase, setWitnesses } from '../store/meeting.ts';
import { insertProposal } from '../store/record-proposal.ts';
import { insertAnswer } from '../store/record-sheet.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { createDerivation, type Derivation } from './derivation.ts';
import { draftProblems } from './draft-problems.ts';
import { createMeetingDrafts, type MeetingDrafts } from './meeting-drafts.ts';
import { electionsOf, loadPlan, type Plan, postsOf } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { emptyRecordState, type RecordState } from './record-state.ts';

const random = (length: number) => new Uint8Array(randomBytes(length));
const ELECTED = ['王建国（1974年4月生）', '田大利', '李㛃', '陈䶮', '林海燕'];

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

/** The sample after its committee was elected, as far as the derivation reads a record. */
async function publishedAssembly(
  elected: readonly string[] = ELECTED,
  secretaryMode: 'indirect' | 'direct-after' = 'indirect',
  tie: { readonly among: readonly string[]; readonly seats: number } | null = null,
): Promise<string> {
  const id = await drafts.createSample();
  const { draft } = (await planOf(id)).meeting;
  await drafts.saveDraft(id, { ...draft, rules: { ...draft.rules, secretaryMode } });
  const contests: readonly ElectionContest[] = electionsOf(await planOf(id), 1);
  const state = emptyRecordState();
  state.rounds.set(1, {
    round: 1,
    sealed: { entry: { contests, rules: (await planOf(id)).meeting.draft.rules }, hash: '', index: 0 },
    result: { entry: { counts: [], outcome: [{ election: 'valid', elected, tie, unfilled: 0 }] }, hash: '', index: 0 },
  } as unknown as RecordState['rounds'] extends Map<number, infer R> ? R : never);
  records.set(id, state);
  await setPhase(connection.db, id, 'published');
  return id;
}

test('of two who derive at the same moment one does', async () => {
  const codes = async (kind: 'plenary' | 'secretary-round', assembly: string) => {
    const both = await Promise.all([derivation.derive(assembly, kind), derivation.derive(assembly, kind)]);
    return both.map((one) => (one.ok ? 'derived' : one.error)).sort();
  };
  expect(await codes('plenary', await publishedAssembly())).toEqual(['cannot-derive', 'derived']);
  const direct = await publishedAssembly(ELECTED, 'direct-after');
  expect(await codes('secretary-round', direct)).toEqual(['derived', 'wrong-phase']);
  expect((await planOf(direct)).meeting.currentRound).toBe(2);
});

test('the first plenary has the elected committee as its roll and both posts on its ballot', async () => {
  const assembly = await publishedAssembly();
  const derived = await derivation.derive(assembly, 'plenary');
  if (!derived.ok) throw new Error(derived.error);
  const plan = await planOf(derived.value.meeting);
  expect(plan.meeting).toMatchObject({ kind: 'plenary', phase: 'draft', derivedFrom: assembly, derivedFromRound: 1 });
  expect(plan.members.map(({ name }) => name).sort()).toEqual(['李㛃', '林海燕', '王建国', '田大利', '陈䶮'].sort());
  expect(plan.roll.expected).toBe(5);
  expect(plan.meeting.draft.rules.majorityBase).toBe('expected');
  expect(plan.meeting.draft.minimumBallots).toBe(4);
  expect(postsOf(plan, 1).map(({ post, seats }) => [post, seats])).toEqual([
    ['书记', 1],
    ['副书记', 1],
  ]);
  // The elected candidate, not his namesake born in 1977.
  expect(plan.members.find(({ name }) => name === '王建国')?.birth).toBe('1974-04');
});

test('nobody changes the rights of the elected in the roll of their plenary (RULES 1.5, 1.12)', async () => {
  const derived = await derivation.derive(await publishedAssembly(), 'plenary');
  if (!derived.ok) throw new Error(derived.error);
  const { meeting: id } = derived.value;
  const [member] = (await planOf(id)).members;
  if (member === undefined) throw new Error('a plenary without members');
  const refused = { ok: false, error: 'roll-derived' };
  const values = { category: member.category, entitled: true, withoutRightReason: '', exclusion: null, remark: '' };
  expect(await drafts.saveMember(id, member.id, { ...values, category: 'probationary' })).toEqual(refused);
  expect(await drafts.saveMember(id, member.id, { ...values, entitled: false })).toEqual(refused);
  const exclusion = { category: 'E4', reason: '长期卧床', approval: '镇党委同意，党员大会通过' } as const;
  expect(await drafts.saveMember(id, member.id, { ...values, exclusion })).toEqual(refused);
  expect((await planOf(id)).roll.expected).toBe(5);
});

test('the first plenary has the witnesses of the assembly, until its organizer changes them (specification §3.7)', async () => {
  const assembly = await publishedAssembly();
  const witnesses = ['witness.example/one', 'witness.example/two'].map((name) =>
    declarationOf(newWitness(random, name)),
  );
  await setWitnesses(connection.db, assembly, witnesses);
  const derived = await derivation.derive(assembly, 'plenary');
  if (!derived.ok) throw new Error(derived.error);
  const { meeting: id } = derived.value;
  expect((await planOf(id)).meeting.witnesses).toEqual(witnesses);
  await setWitnesses(connection.db, id, []);
  expect((await planOf(assembly)).meeting.witnesses).toEqual(witnesses);
});

test('there is one first plenary', async () => {
  const assembly = await publishedAssembly();
  expect((await derivation.derive(assembly, 'plenary')).ok).toBe(true);
  expect(await derivation.derive(assembly, 'plenary')).toEqual({ ok: false, error: 'cannot-derive' });
});

test('the direct secretary ballot is the next round, and only the new committee can be elected in it', async () => {
  const assembly = await publishedAssembly(ELECTED, 'direct-after');
  expect(await derivation.derive(assembly, 'secretary-round')).toEqual({
    ok: true,
    value: { meeting: assembly, round: 2 },
  });
  const plan = await planOf(assembly);
  expect(plan.meeting).toMatchObject({ phase: 'cards', currentRound: 2 });

  const idOf = (name: string, birth?: string) =>
    plan.members.find((member) => member.name === name && (birth === undefined || member.birth === birth))?.id ?? '';
  expect(await drafts.saveCandidates(assembly, '书记', [idOf('任金山')])).toEqual({
    ok: false,
    error: 'candidate-not-eligible',
  });
  expect((await drafts.saveCandidates(assembly, '书记', [idOf('王建国', '1974-04')])).ok).toBe(true);
  const [secretary] = electionsOf(await planOf(assembly), 2);
  expect(secretary).toMatchObject({ category: 'secretary', seats: 1, candidates: [{ name: '王建国' }] });
  expect(secretary?.writeIns.map(({ name }) => name).sort()).toEqual(['李㛃', '林海燕', '田大利', '陈䶮'].sort());
  expect(await drafts.savePosts(assembly, [{ post: '委员', seats: 1 }])).toEqual({ ok: false, error: 'post-unknown' });
  // One person on two ballots of the round stops its sealing.
  await drafts.saveCandidates(assembly, '副书记', [idOf('王建国', '1974-04')]);
  expect(draftProblems(await planOf(assembly)).map(({ code }) => code)).toContain('candidate-for-two-posts');
  await drafts.saveCandidates(assembly, '副书记', [idOf('李㛃')]);
  expect(draftProblems(await planOf(assembly)).map(({ code }) => code)).not.toContain('candidate-for-two-posts');
  // Everybody who was expected still votes.
  expect(plan.roll.expected).toBe(75);
  // The committee's ballot stays what it was.
  expect(electionsOf(await planOf(assembly), 1)[0]?.candidates).toHaveLength(7);

  // What the scrutineers are asked to sign does not change behind their backs.
  await insertProposal(connection.db, { id: 'round-2', meeting: assembly, round: 2, kind: 'round', body: '{}' });
  const pending = { ok: false, error: 'proposal-pending' };
  expect(await drafts.saveCandidates(assembly, '副书记', [])).toEqual(pending);
  expect(await drafts.savePosts(assembly, [{ post: '书记', seats: 1 }])).toEqual(pending);
  expect(await drafts.confirmOrder(assembly, { post: '副书记', order: [idOf('李㛃')], reason: '' })).toEqual(pending);
});

test('the adopted election method decides which of the two follows (RULES 1.12)', async () => {
  const indirect = await publishedAssembly();
  expect(await derivation.derive(indirect, 'secretary-round')).toEqual({ ok: false, error: 'cannot-derive' });
  const direct = await publishedAssembly(ELECTED, 'direct-after');
  expect(await derivation.derive(direct, 'plenary')).toEqual({ ok: false, error: 'cannot-derive' });
});

test('nothing is derived while a tie leaves the committee open', async () => {
  const tied = await publishedAssembly(ELECTED.slice(0, 4), 'indirect', { among: ['林海燕', '周玥'], seats: 1 });
  expect(await derivation.derive(tied, 'plenary')).toEqual({ ok: false, error: 'cannot-derive' });
});

test('nothing is derived before the result is published, or where nobody was elected', async () => {
  const early = await publishedAssembly();
  await setPhase(connection.db, early, 'counting');
  expect(await derivation.derive(early, 'plenary')).toEqual({ ok: false, error: 'wrong-phase' });
  const nobody = await publishedAssembly([]);
  expect(await derivation.derive(nobody, 'plenary')).toEqual({ ok: false, error: 'cannot-derive' });
});

test('nothing is derived from a meeting that there is not, from a returned result, or while something waits for signatures', async () => {
  expect(await derivation.derive('nothing', 'plenary')).toEqual({ ok: false, error: 'not-found' });

  const returned = await publishedAssembly();
  const answer = { number: '', reason: '名单有误', signatory: '镇党委', date: '2026-11-20', pdf: new Uint8Array() };
  await insertAnswer(connection.db, returned, { ...answer, decision: 'return' });
  expect(await derivation.derive(returned, 'plenary')).toEqual({ ok: false, error: 'cannot-derive' });

  for (const [mode, kind] of [
    ['indirect', 'plenary'],
    ['direct-after', 'secretary-round'],
  ] as const) {
    const asked = await publishedAssembly(ELECTED, mode);
    await insertProposal(connection.db, { id: asked, meeting: asked, round: 1, kind: 'motion', body: '{}' });
    expect(await derivation.derive(asked, kind)).toEqual({ ok: false, error: 'proposal-pending' });
  }
});

test.each(['reported', 'answered'] as const)(
  'a result that is %s is followed by a plenary, and by no further round of its own meeting (specification §3)',
  async (phase) => {
    const direct = await publishedAssembly(ELECTED, 'direct-after');
    await setPhase(connection.db, direct, phase);
    expect(await derivation.derive(direct, 'secretary-round')).toEqual({ ok: false, error: 'wrong-phase' });
    expect((await planOf(direct)).meeting).toMatchObject({ phase, currentRound: 1 });
    const indirect = await publishedAssembly();
    await setPhase(connection.db, indirect, phase);
    expect((await derivation.derive(indirect, 'plenary')).ok).toBe(true);
  },
);
