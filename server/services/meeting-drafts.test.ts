/** What is kept out of a meeting that is being prepared (UX O1–O6), whoever asks for it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseConnection } from '../store/database.ts';
import { setCurrentRound, setPhase } from '../store/meeting.ts';
import { insertDerivedPosts } from '../store/roll.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { createMeetingDrafts, type MeetingDrafts } from './meeting-drafts.ts';
import { candidatesOf, loadPlan, type Plan, postsOf } from './plan.ts';
import { random } from './scratch-record.ts';

let connection: DatabaseConnection;
let drafts: MeetingDrafts;
let id: string;
beforeAll(async () => {
  connection = await scratchDatabase();
  drafts = createMeetingDrafts({ db: connection.db, random });
});
afterAll(() => connection.close());
beforeEach(async () => {
  id = await drafts.createSample();
});

const refused = (error: string) => ({ ok: false, error });
const plan = async (): Promise<Plan> => {
  const loaded = await loadPlan(connection.db, id);
  if (loaded === undefined) throw new Error('no such meeting');
  return loaded;
};
const committee = async () => {
  const loaded = await plan();
  return candidatesOf(loaded, { round: 1, post: '委员' }).map((member) => member.id);
};

describe('a draft', () => {
  test('is one that exists, and no longer changed once it is sealed', async () => {
    const { draft } = (await plan()).meeting;
    expect(await drafts.saveDraft('nothing', draft)).toEqual(refused('not-found'));
    expect(await drafts.remove('nothing')).toEqual(refused('not-found'));
    await setPhase(connection.db, id, 'ceremony');
    expect(await drafts.saveDraft(id, { ...draft, title: '改' })).toEqual(refused('sealed-already'));
    expect(await drafts.savePosts(id, [])).toEqual(refused('sealed-already'));
    expect((await plan()).meeting.draft.title).toBe(draft.title);
  });

  test('changes the rights of members of its own roll only', async () => {
    const values = { category: 'full', entitled: true, withoutRightReason: '', exclusion: null, remark: '' } as const;
    expect(await drafts.saveMember(id, randomUUID(), values)).toEqual(refused('member-unknown'));
    const elsewhere = await drafts.createSample();
    const [stranger] = (await loadPlan(connection.db, elsewhere))?.members ?? [];
    expect(await drafts.saveMember(id, stranger?.id ?? '', values)).toEqual(refused('member-unknown'));
  });
});

describe('scrutineers', () => {
  test('are different members of the roll, with a threshold that is a majority of them, and no candidates', async () => {
    const { scrutineers, meeting } = await plan();
    const members = scrutineers.flatMap(({ member }) => member ?? []);
    const [first = '', second = '', third = ''] = members;
    const [candidate = ''] = await committee();
    const save = (given: readonly string[], threshold = 2) =>
      drafts.saveScrutineers(id, { members: given, threshold, tellers: meeting.tellers });
    expect(await save([first, second, first])).toEqual(refused('candidate-repeated'));
    expect(await save([first, second, randomUUID()])).toEqual(refused('member-unknown'));
    expect(await save([first, second, candidate])).toEqual(refused('scrutineer-is-candidate'));
    expect(await save(members, 1)).toEqual(refused('threshold-illegal'));
    expect((await plan()).scrutineers).toEqual(scrutineers);
    expect(await save([third, second, first])).toEqual({ ok: true, value: undefined });
  });
});

describe('a ballot', () => {
  test('has each post once', async () => {
    const twice = [
      { post: '委员', seats: 5 },
      { post: '委员', seats: 3 },
    ] as const;
    expect(await drafts.savePosts(id, twice)).toEqual(refused('candidate-repeated'));
  });

  test.each([
    ['is voted on again', { category: 'revote', derived: false }],
    ['has its candidates from it', { category: null, derived: true }],
  ] as const)('that a result made stays as it is where a post %s', async (_, made) => {
    const members = await committee();
    await setPhase(connection.db, id, 'cards');
    await setCurrentRound(connection.db, id, 2);
    const again = { post: '委员', seats: 2, confirmed: true, members, ...made } as const;
    await insertDerivedPosts(connection.db, { meeting: id, round: 2 }, [again]);
    expect(await drafts.savePosts(id, [{ post: '委员', seats: 2 }])).toEqual(refused('ballot-derived'));
    expect(await drafts.savePosts(id, [])).toEqual(refused('ballot-derived'));
    expect(postsOf(await plan(), 2)).toMatchObject([{ post: '委员', seats: 2, ...made }]);
    const saved = await drafts.saveCandidates(id, '委员', members.slice(1));
    expect(saved).toEqual(made.derived ? refused('ballot-derived') : { ok: true, value: undefined });
  });

  test('of a later round keeps its seats, and may leave a post out', async () => {
    await setPhase(connection.db, id, 'cards');
    await setCurrentRound(connection.db, id, 2);
    const secretaries = (['书记', '副书记'] as const).map((post) => ({
      ...{ post, seats: 1, category: null, derived: false, confirmed: false, members: [] },
    }));
    await insertDerivedPosts(connection.db, { meeting: id, round: 2 }, secretaries);
    expect(await drafts.savePosts(id, [{ post: '副书记', seats: 2 }])).toEqual(refused('ballot-derived'));
    expect(await drafts.savePosts(id, [{ post: '书记', seats: 1 }])).toEqual({ ok: true, value: undefined });
    expect(postsOf(await plan(), 2).map(({ post }) => post)).toEqual(['书记']);
  });

  test('lists candidates and confirms their order for its own posts, of its own roll, each once', async () => {
    const [first = '', second = ''] = await committee();
    const before = await committee();
    expect(await drafts.saveCandidates(id, '书记', [first])).toEqual(refused('post-unknown'));
    expect(await drafts.confirmOrder(id, { post: '书记', order: [], reason: '' })).toEqual(refused('post-unknown'));
    expect(await drafts.saveCandidates(id, '委员', [first, second, first])).toEqual(refused('candidate-repeated'));
    expect(await drafts.saveCandidates(id, '委员', [first, randomUUID()])).toEqual(refused('member-unknown'));
    const order = (given: readonly string[]) => drafts.confirmOrder(id, { post: '委员', order: given, reason: '听取' });
    for (const wrong of [before.slice(1), [...before.slice(1), second], [...before.slice(1), randomUUID()]])
      expect(await order(wrong)).toEqual(refused('order-incomplete'));
    expect(await committee()).toEqual(before);
  });
});

test('an election has no list of whom to appraise or to recommend', async () => {
  const list = Buffer.from('表名,对象,姓名\n班子,班子,村党总支\n');
  expect(await drafts.importFormLists(id, list)).toEqual(refused('wrong-phase'));
});
