import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOBODY } from '../contract/nominee.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { setPhase } from '../store/meeting.ts';
import { answerPaper, insertPaper } from '../store/office-papers.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { loadNominees, saveNominee, saveVetting, saveVillage } from '../store/villages.ts';
import { draftProblems } from './draft-problems.ts';
import { createMeetingDrafts } from './meeting-drafts.ts';
import { labelOf, loadPlan, type Plan } from './plan.ts';

const ORGANIZATION = '中共清溪村总支部委员会';
let connection: DatabaseConnection;
let meeting: string;
beforeAll(async () => {
  connection = await scratchDatabase();
  const random = (length: number) => new Uint8Array(randomBytes(length));
  meeting = await createMeetingDrafts({ db: connection.db, random }).createSample();
});
afterAll(() => connection.close());

async function planned() {
  const plan = await loadPlan(connection.db, meeting);
  if (plan === undefined) throw new Error('no such meeting');
  return plan;
}

const nameOf = (plan: Plan, member: Plan['members'][number] | undefined): string =>
  member === undefined ? '' : labelOf(plan, member);

const problemsOf = async (code: string) =>
  draftProblems(await planned())
    .filter((one) => one.code === code)
    .map(({ severity, zh }) => [severity, zh]);

async function setVillage(termEnd: string | null, termApproval: string): Promise<void> {
  const { village } = (await planned()).conditions;
  const saved = await saveVillage(connection.db, village?.id ?? null, {
    organization: ORGANIZATION,
    kind: 'village',
    termEnd,
    termApproval,
    seatsLastTerm: null,
    noticeFrom: null,
    noticeTo: null,
    note: '',
  });
  if (saved === null) throw new Error('not saved');
}

test('another day than the end of the term is not sealed without the approval by its number (rules §1.1)', async () => {
  const { date, organization } = (await planned()).meeting.draft;
  expect(organization).toBe(ORGANIZATION);
  expect(await problemsOf('term-approval-missing')).toEqual([]);
  await setVillage('2026-05-01', '');
  expect(await problemsOf('term-approval-missing')).toMatchObject([['stop', expect.stringContaining('2026-05-01')]]);
  await setVillage('2026-05-01', '青委〔2026〕1号');
  expect(await problemsOf('term-approval-missing')).toEqual([]);
  await setVillage(date, '');
  expect(await problemsOf('term-approval-missing')).toEqual([]);
  // The term of those who are elected begins between two ballots of one assembly.
  await setVillage('2031-05-01', '');
  await setPhase(connection.db, meeting, 'cards');
  expect(await problemsOf('term-approval-missing')).toEqual([]);
  expect(await problemsOf('not-vetted')).toEqual([]);
  await setPhase(connection.db, meeting, 'draft');
  await setVillage(null, '');
});

test('who stands without a verdict of the joint vetting, or without one of a department, is named (§4.1 step 15)', async () => {
  const [[severity, words] = []] = await problemsOf('not-vetted');
  expect([severity, words]).toEqual([
    'warning',
    expect.stringMatching(/^王建国（1974年4月生）、田大利、.*没有资格联审的记录。$/u),
  ]);
  const plan = await planned();
  const { candidates, byId } = plan;
  const names = [...new Set(candidates.flatMap(({ member }) => nameOf(plan, byId.get(member))))];
  for (const name of names) {
    const id = await saveNominee(connection.db, ORGANIZATION, null, { ...NOBODY, name });
    const given = { verdict: 'pass', date: '2026-10-09', note: '' } as const;
    if (id !== null) await saveVetting(connection.db, id, { ...given, department: '公安' });
    if (id !== null && name !== '林海燕') await saveVetting(connection.db, id, { ...given, department: '法院' });
  }
  expect(await problemsOf('not-vetted')).toEqual([['warning', '林海燕缺法院的联审意见。']]);
  const one = (await loadNominees(connection.db)).find(({ name }) => name === '林海燕');
  await saveVetting(connection.db, one?.id ?? '', {
    department: '法院',
    verdict: 'pass',
    date: '2026-10-09',
    note: '',
  });
  expect(await problemsOf('not-vetted')).toEqual([]);
});

test('candidates who are not those of the agreed request are shown beside them (§4.1 step 18)', async () => {
  const plan = await planned();
  const { posts, candidates, byId } = plan;
  const proposed = posts.map(({ post, seats, round }) => ({
    post,
    seats,
    candidates: candidates
      .filter((row) => row.round === round && row.post === post)
      .map(({ member }) => ({ name: nameOf(plan, byId.get(member)) })),
  }));
  const agreeTo = async (changed: object[], digest: string, decision: 'agree' | 'return') => {
    const id = await insertPaper(connection.db, {
      kind: 'candidates',
      organization: ORGANIZATION,
      superior: '中共青山镇委员会',
      meeting,
      imported: false,
      received: '2026-11-01',
      digest,
      content: { type: 'request', number: '', facts: { posts: changed } as never, nominees: [] },
      pdf: new Uint8Array(1),
    });
    const answer = { decision, number: '1号', reason: '', signatory: '某', date: '2026-11-02' };
    await answerPaper(connection.db, id, answer, new Uint8Array(1));
  };
  const [first] = proposed;
  if (first === undefined) throw new Error('no posts');
  await agreeTo([{ ...first, candidates: [] }], 'a', 'return');
  expect(await problemsOf('candidates-differ-from-reply')).toEqual([]);
  // Strokes order a committee: another order in the request is no other list.
  await agreeTo([{ ...first, candidates: first.candidates.toReversed() }, ...proposed.slice(1)], 'b', 'agree');
  expect(await problemsOf('candidates-differ-from-reply')).toEqual([]);
  await agreeTo([{ ...first, candidates: first.candidates.slice(1) }, ...proposed.slice(1)], 'c', 'agree');
  const [[severity, words] = []] = await problemsOf('candidates-differ-from-reply');
  expect(severity).toBe('warning');
  expect(words).toContain(`现为应选 ${first.seats} 名：${first.candidates.map(({ name }) => name).join('、')}`);
  await agreeTo([{ ...first, seats: first.seats + 2 }, ...proposed.slice(1)], 'd', 'agree');
  expect(await problemsOf('candidates-differ-from-reply')).toHaveLength(1);
});
