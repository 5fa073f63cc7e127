/** The township's desk: what the service refuses, whatever the routes before it have asked (rules §4.1, §4.2). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { insertPaper, loadPaper } from '../store/office-papers.ts';
import { emptyRecordState } from './record-state.ts';
import { random, type ScratchRecord, scratchRecord } from './scratch-record.ts';
import { createVillages, type Villages } from './villages.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const refused = (error: string) => ({ ok: false, error });
const VILLAGE = {
  ...{ organization: '中共清溪村总支部委员会', kind: 'village' as const, termEnd: null, termApproval: '' },
  ...{ seatsLastTerm: null, noticeFrom: null, noticeTo: null, note: '' },
};
const PERSON = {
  ...{ name: '李㛃', post: 'member', sex: 'female', birth: '1980-01', education: '', sitting: false },
  ...{ grounds: [], secretaryGrounds: [], cleared: [], countyApproval: '', sanction: '', note: '' },
} as unknown as Parameters<Villages['savePerson']>[2];

let scratch: ScratchRecord;
let villages: Villages;
let village: string;
beforeAll(async () => {
  scratch = await scratchRecord('villages');
  villages = createVillages({
    ...{ db: scratch.db, random, now: () => new Date(Date.UTC(2026, 10, 28)) },
    log: { state: async () => emptyRecordState(), file: async () => '' },
    pool: {},
  } as unknown as Parameters<typeof createVillages>[0]);
  const saved = await villages.save(null, VILLAGE);
  if (!saved.ok) throw new Error(saved.error);
  village = saved.value;
});
afterAll(() => scratch.close());

test('an organization is one village, and a person of one village has one entry', async () => {
  expect(await villages.save(null, VILLAGE)).toEqual(refused('village-taken'));
  const second = await villages.save(null, { ...VILLAGE, organization: '中共白水村支部委员会' });
  expect(second.ok).toBe(true);
  expect(await villages.save(second.ok ? second.value : '', VILLAGE)).toEqual(refused('village-taken'));
  expect(await villages.save(village, { ...VILLAGE, note: '换届' })).toEqual({ ok: true, value: village });
  expect(await villages.savePerson(NOBODY, null, PERSON)).toEqual(refused('not-found'));
  const person = await villages.savePerson(village, null, PERSON);
  expect(person.ok).toBe(true);
  expect(await villages.savePerson(village, null, PERSON)).toEqual(refused('name-taken'));
  expect(await villages.savePerson(second.ok ? second.value : '', null, PERSON)).toMatchObject({ ok: true });
});

test('departments are named once each; a verdict is about somebody, and a bad one says why', async () => {
  expect(await villages.saveDepartments(['组织', '公安', '组织'])).toEqual(refused('candidate-repeated'));
  expect(await villages.saveDepartments(['组织', '公安'])).toEqual({ ok: true, value: true });
  const [person] = (await villages.vetting()).persons;
  const given = { department: '公安', verdict: 'fail' as const, note: '', day: '2026-11-20' };
  type Given = Parameters<Villages['vet']>[1];
  expect(await villages.vet(NOBODY, given as unknown as Given)).toEqual(refused('not-found'));
  expect(await villages.vet(person?.id ?? '', given as unknown as Given)).toEqual(refused('reason-needed'));
});

test('departments come from a file that is the whole list, or not at all', async () => {
  const file = (text: string) => new TextEncoder().encode(text);
  expect(await villages.importDepartments(file('部门\n公安\n法院\n公安\n'))).toMatchObject({
    value: { imported: false, rows: 0, lines: [{ line: 4, code: 'repeated' }] },
  });
  expect((await villages.vetting()).departments).toEqual(['组织', '公安']);
  expect(await villages.importDepartments(file('部门\n法院\n公安\n'))).toMatchObject({
    value: { imported: true, rows: 2, lines: [] },
  });
  expect((await villages.vetting()).departments).toEqual(['法院', '公安']);
  expect((await villages.table('departments'))?.rows).toEqual([
    [1, '法院'],
    [2, '公安'],
  ]);
  expect(await villages.importDepartments(Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual(refused('file-unreadable'));
});

test('objections of the villages are a list of the desk', async () => {
  await villages.save(village, { ...VILLAGE, noticeFrom: '2026-11-20', noticeTo: '2026-11-24' });
  await villages.object(village, { day: '2026-11-21', words: '反映账目', handling: '' });
  await villages.handle(village, 0, '经核实不属实');
  expect((await villages.table('objections'))?.rows).toEqual([
    [VILLAGE.organization, 1, '2026-11-21', '反映账目', '经核实不属实'],
  ]);
});

test('and come back from a file: every line or none, and nothing twice', async () => {
  const file = (rows: string) => new TextEncoder().encode(`组织名称,收到日期,反映的内容,处理情况\n${rows}\n`);
  const rows = async () => (await villages.table('objections'))?.rows.map((row) => row.slice(2));
  const own = `${VILLAGE.organization},2026-11-21,反映账目,`;
  const fresh = `${VILLAGE.organization},2026-11-22,反映作风,经核实不属实`;
  expect(await villages.importObjections(file(`${fresh}\n没有的村,2026-11-22,有异议,`))).toMatchObject({
    value: { imported: false, rows: 0, lines: [{ line: 3, code: 'village-unknown' }] },
  });
  expect(await rows()).toHaveLength(1);
  for (const _ of [1, 2]) {
    expect(await villages.importObjections(file(`${own}\n${fresh}`))).toEqual({
      ok: true,
      value: { imported: true, rows: 2, lines: [] },
    });
    expect(await rows()).toEqual([
      ['2026-11-21', '反映账目', '经核实不属实'],
      ['2026-11-22', '反映作风', '经核实不属实'],
    ]);
  }
  expect(await villages.importObjections(Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual(refused('file-unreadable'));
});

test('of several who record, import, answer and change a village at the same moment none is lost', async () => {
  const saved = await villages.save(null, {
    ...VILLAGE,
    organization: '中共同时村支部委员会',
    noticeFrom: '2026-11-20',
  });
  if (!saved.ok) throw new Error(saved.error);
  const id = saved.value;
  const organization = '中共同时村支部委员会';
  const file = (words: string) =>
    new TextEncoder().encode(`组织名称,收到日期,反映的内容\n${organization},2026-11-22,${words}\n`);
  const words = Array.from({ length: 6 }, (_, at) => `第${at + 1}条`);
  await Promise.all(
    words.flatMap((one, at) => [
      villages.object(id, { day: '2026-11-21', words: one, handling: '' }),
      villages.importObjections(file(one)),
      villages.save(id, { ...VILLAGE, organization, noticeFrom: '2026-11-20', note: `第${at + 1}次` }),
    ]),
  );
  const stored = async () => (await villages.view(id))?.objections ?? [];
  const said = (await stored()).map((one) => `${one.day} ${one.words}`).sort();
  expect(said).toEqual(['2026-11-21', '2026-11-22'].flatMap((day) => words.map((one) => `${day} ${one}`)));
  await Promise.all(said.map((_, at) => villages.handle(id, at, `处理${at}`)));
  expect((await stored()).map(({ handling }) => handling)).toEqual(said.map((_, at) => `处理${at}`));
  await villages.remove(id);
});

test('what is no paper of a village is not taken in', async () => {
  expect(await villages.receive(new TextEncoder().encode('no PDF'), null)).toEqual(refused('paper-unknown'));
});

test('candidates are not agreed to while their notice still hangs (rules §4.1 steps 17 and 18)', async () => {
  await villages.save(village, VILLAGE);
  const RULES = ruleSettings({ majorityBase: 'expected' });
  const particulars = { noticeFrom: '2026-11-25', noticeTo: null };
  const roll = { members: 9, expected: 9, excluded: 0 };
  const facts = { day: '2026-12-28', place: '村委会', posts: [], roll, particulars, rules: RULES };
  const id = await insertPaper(scratch.db, {
    ...{ kind: 'candidates', organization: VILLAGE.organization, superior: '中共青山镇委员会', meeting: 'villages' },
    ...{ imported: true, received: '2026-11-26', digest: 'candidates', pdf: Uint8Array.of(1) },
    content: { type: 'request', number: '', facts, nominees: [] },
  } as unknown as Parameters<typeof insertPaper>[1]);
  const blocks = async () =>
    ((await villages.view(village))?.papers.find((paper) => paper.id === id)?.blocks ?? []).map(({ code }) => code);
  const agree = { decision: 'agree' as const, number: '青委〔2026〕9号', reason: '', signatory: '覃书记' };
  // Three natural days: until the 28th, which is today.
  expect(await blocks()).toEqual(['notice-not-over']);
  expect(await villages.answer(id, agree)).toMatchObject({
    ok: false,
    error: { code: 'conditions-not-met', detail: [{ zh: expect.stringContaining('公示到 2026-11-28 为止') }] },
  });
  // What the township has noted itself counts before what the request says.
  await villages.save(village, { ...VILLAGE, noticeFrom: '2026-11-20', noticeTo: '2026-11-27' });
  expect(await blocks()).toEqual([]);
  await villages.save(village, { ...VILLAGE, noticeFrom: '2026-11-20', noticeTo: '2026-11-30' });
  expect(await blocks()).toEqual(['notice-not-over']);
  await villages.save(village, VILLAGE);
});

test('who agrees to candidates is told that no notice of them is known (rules §4.1 step 17)', async () => {
  const asking = async (digest: string, noticeFrom: string | null, publicityDays: number) =>
    insertPaper(scratch.db, {
      ...{ kind: 'candidates', organization: VILLAGE.organization, superior: '中共青山镇委员会', meeting: 'villages' },
      ...{ imported: true, received: '2026-11-26', digest, pdf: Uint8Array.of(1) },
      content: {
        ...{ type: 'request', number: '', nominees: [] },
        facts: {
          ...{ day: '2026-12-28', place: '村委会', posts: [], roll: { members: 9, expected: 9, excluded: 0 } },
          particulars: { noticeFrom, noticeTo: null },
          rules: ruleSettings({ majorityBase: 'expected', publicityDays }),
        },
      },
    } as unknown as Parameters<typeof insertPaper>[1]);
  const told = async (paper: string) =>
    ((await villages.view(village))?.papers.find(({ id }) => id === paper)?.warnings ?? []).map(({ code }) => code);
  const [unsaid, posted, unasked] = [
    await asking('unsaid', null, 3),
    await asking('posted', '2026-11-10', 3),
    await asking('unasked', null, 0),
  ];
  expect([await told(unsaid), await told(posted), await told(unasked)]).toEqual([['notice-missing'], [], []]);
  // What the township itself has noted is known, too.
  await villages.save(village, { ...VILLAGE, noticeFrom: '2026-11-10' });
  expect(await told(unsaid)).toEqual([]);
  await villages.save(village, VILLAGE);
});

test('a paper is answered once, by a decision that it asks for, with a reason where it goes back', async () => {
  const answer = { decision: 'return' as const, number: '青委〔2026〕9号', reason: '材料不全', signatory: '覃书记' };
  expect(await villages.answer(NOBODY, answer)).toEqual(refused('not-found'));
  const id = await insertPaper(scratch.db, {
    kind: 'assembly',
    organization: VILLAGE.organization,
    superior: '中共青山镇委员会',
    meeting: 'villages',
    imported: true,
    received: '2026-11-20',
    digest: 'digest',
    content: { type: 'request', number: '', facts: { day: '2026-11-28', posts: [], particulars: {} }, nominees: [] },
    pdf: Uint8Array.of(1),
  } as unknown as Parameters<typeof insertPaper>[1]);
  expect(await villages.answer(id, { ...answer, decision: 'approve' })).toEqual(refused('answer-decision-mismatch'));
  expect(await villages.answer(id, { ...answer, reason: '' })).toEqual(refused('reason-needed'));
  expect((await loadPaper(scratch.db, id))?.answer).toBeNull();
});
