import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RuleSettings, ruleSettings } from '../../tally/rules/settings.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { insertMeeting } from '../store/meeting.ts';
import { replaceRoll } from '../store/roll.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { saveTownshipSettings } from '../store/township.ts';
import { loadNomineesOf, saveNominee } from '../store/villages.ts';
import { createCombinations } from './combinations.ts';
import type { RatedSource } from './form-sources.ts';
import { postOfList, takeListed } from './listed-nominees.ts';
import { emptyDraft } from './meeting-drafts.ts';

const LIST = '委员初步人选';
const ORGANIZATION = '中共小河村支部委员会';
const PERSON = {
  post: 'member',
  sitting: null,
  sex: 'female',
  ethnicity: '汉族',
  birth: '1980-05',
  joined: '',
  grounds: [],
  secretaryGrounds: [],
  sanction: '',
  cleared: [],
  villageHead: false,
} as const;
const random = (length: number) => new Uint8Array(randomBytes(length));

let connection: DatabaseConnection;
let today = '2026-10-16';
let combinations: ReturnType<typeof createCombinations>;
beforeAll(async () => {
  connection = await scratchDatabase();
  combinations = createCombinations({ db: connection.db, random, today: () => today });
});
afterAll(() => connection.close());

const TOPS = { 党员: ['甲', '乙', '丙', '丁'], 村民代表: ['甲', '丁', '戊', '己'] } as const;

/** Ten forms: ten votes for the first of a list, nine for the next … */
function sourcesOf(rules: Partial<RuleSettings>, second: Partial<RuleSettings> = rules): readonly RatedSource[] {
  return (['党员', '村民代表'] as const).map((group, at) => {
    const sealed = ruleSettings({ majorityBase: 'expected', ...(at === 0 ? rules : second) });
    const { recommendCombine: way, recommendWeights, appraisalQuota: quota } = sealed;
    const rows = TOPS[group].map((label, place) => ({ label, votes: 10 - place, share: null, rank: place + 1 }));
    return {
      meeting: `meeting${at}`,
      organization: ORGANIZATION,
      title: '推荐会',
      date: '2026-10-09',
      group,
      list: LIST,
      form: { kind: 'recommendation', title: { zh: LIST, en: LIST }, limit: 4, nominees: 6, forms: 10, rows },
      place: 0,
      sealed: { quota, scale: 'per-meeting', way, weights: [...recommendWeights] },
      rules: sealed,
      superior: '中共大河镇委员会',
      counted: { expected: 12, present: 10, issued: 10, recovered: 10, valid: 10, invalid: 0 },
    };
  });
}

const CHOSEN = [0, 1].map((at) => ({ meeting: `meeting${at}`, list: LIST }));
const WEIGHTS = [
  { group: '党员', weight: 2 },
  { group: '村民代表', weight: 1 },
];

async function begun(sources: readonly RatedSource[], chosen = CHOSEN) {
  const made = await combinations.begin(sources, { title: '名单', seats: 3, sources: chosen });
  if (!made.ok) return made.error;
  return (await combinations.list(sources)).find(({ id }) => id === made.value);
}

describe('recommendations are combined as their meetings have sealed it (rules §4.3, §7)', () => {
  test('summed, weighted or apart, by nobody’s later choice', async () => {
    expect(await begun(sourcesOf({ recommendCombine: 'sum' }))).toMatchObject({
      way: 'sum',
      ranking: [{ name: '甲', votes: 20 }, { name: '丁', votes: 16 }, { name: '乙', votes: 9 }, {}, {}, {}],
    });
    expect(await begun(sourcesOf({ recommendCombine: 'weighted', recommendWeights: WEIGHTS }))).toMatchObject({
      way: 'weighted',
      groups: [{ weight: 2 }, { weight: 1 }],
      ranking: [{ name: '甲', votes: 30 }, { name: '丁', votes: 23 }, {}, {}, {}, {}],
    });
    const apart = await begun(sourcesOf({}));
    expect(apart).toMatchObject({ way: 'separate', ranking: null, proposed: null, persons: [] });
    expect(typeof apart === 'object' && apart.problems.map(({ code }) => code)).toEqual(['surplus-too-small']);
  });

  test('groups that sealed different ways or weights, or a group that has a weight and is left out, are refused', async () => {
    const weighted = { recommendCombine: 'weighted', recommendWeights: WEIGHTS } as const;
    const other = { ...weighted, recommendWeights: WEIGHTS.toReversed().map((one) => ({ ...one, weight: 1 })) };
    expect(await begun(sourcesOf({ recommendCombine: 'sum' }, {}))).toBe('form-sources-differ');
    expect(await begun(sourcesOf(weighted, other))).toBe('form-sources-differ');
    expect(await begun(sourcesOf({}, { publicityDays: 5 }))).toBe('form-sources-differ');
    expect(await begun(sourcesOf(weighted), CHOSEN.slice(0, 1))).toBe('form-sources-differ');
  });

  test('lists that there are, of groups that are counted once and name nobody twice', async () => {
    const sources = sourcesOf({ recommendCombine: 'sum' });
    expect(await begun(sources, [{ meeting: 'nothing', list: LIST }])).toBe('form-source-unknown');
    const oneGroup = sources.map((source) => ({ ...source, group: '党员' }));
    expect(await begun(oneGroup)).toBe('form-sources-differ');
    const [first] = sources;
    if (first?.form.kind !== 'recommendation') throw new Error('no list');
    const rows = first.form.rows.map((row) => ({ ...row, label: '甲' }));
    expect(await begun([{ ...first, form: { ...first.form, rows } }], CHOSEN.slice(0, 1))).toBe('form-sources-differ');
  });

  test('a list that cannot be elected from is not posted', async () => {
    const sources = sourcesOf({});
    const apart = await begun(sources);
    if (typeof apart !== 'object') throw new Error('not begun');
    const posted = await combinations.post(sources, apart.id, { posted: '2026-10-09', telephone: '028-12380' });
    expect(posted).toMatchObject({ ok: false, error: { code: 'list-refused' } });
    expect((await combinations.list(sources)).find(({ id }) => id === apart.id)?.publicity).toBeNull();
  });

  test('a list whose results were returned meanwhile is not settled, and says why', async () => {
    const sources = sourcesOf({ recommendCombine: 'sum' });
    const one = await begun(sources);
    if (typeof one !== 'object') throw new Error('not begun');
    const left = sources.slice(0, 1);
    const listed = (await combinations.list(left)).find(({ id }) => id === one.id);
    expect(listed?.problems.map(({ code }) => code)).toContain('source-gone');
    const settled = await combinations.settle(left, one.id);
    expect(settled).toMatchObject({ ok: false, error: { code: 'paper-incomplete' } });
  });
});

describe('公示 by working days (rules §4.4, T74)', () => {
  test('waits for the days off of its year, leaves them out and counts weekends that are worked', async () => {
    const sources = sourcesOf({ recommendCombine: 'sum', publicityDayKind: 'working' });
    const one = await begun(sources);
    if (typeof one !== 'object') throw new Error('not begun');
    await combinations.post(sources, one.id, { posted: '2026-10-09', telephone: '028-12380' });
    const period = async () => (await combinations.list(sources)).find(({ id }) => id === one.id)?.publicity;
    expect(await period()).toMatchObject({ first: '2026-10-12', last: '2026-10-14', free: '2026-10-15' });
    const settle = () => combinations.settle(sources, one.id);
    const unknown = await settle();
    expect(unknown).toMatchObject({
      ok: false,
      error: { detail: [{ zh: expect.stringContaining('2026 年的放假安排') }] },
    });

    const year = (off: readonly string[], worked: readonly string[]) =>
      saveTownshipSettings(connection.db, { offices: [], holidays: [{ year: 2026, off, worked }] });
    await year(['2026-10-13', '2026-10-14'], []);
    expect(await period()).toMatchObject({ first: '2026-10-12', last: '2026-10-16', free: '2026-10-17' });
    expect(await settle()).toMatchObject({ ok: false, error: { code: 'paper-incomplete' } });
    await year(['2026-10-13'], ['2026-10-10']);
    expect(await period()).toMatchObject({ first: '2026-10-10', last: '2026-10-14', free: '2026-10-15' });
    // Whom the township has entered already stays as she is.
    const before = await loadNomineesOf(connection.db, ORGANIZATION);
    const [kept = ''] = (await combinations.list(sources)).find(({ id }) => id === one.id)?.persons ?? [];
    const entered = { ...PERSON, name: kept, education: '大专', countyApproval: '县组〔2026〕3号' };
    await saveNominee(connection.db, ORGANIZATION, null, entered);
    expect(before).toEqual([]);
    expect(await settle()).toEqual({ ok: true, value: true });
    const settled = { ok: false, error: 'paper-settled' };
    expect(await settle()).toEqual(settled);
    expect(await combinations.fixList(sources, one.id, { persons: ['甲'], reason: '' })).toEqual(settled);
    today = '2026-10-16';
    // The others wait for the joint vetting from then on, without being typed again (rules §4.1 steps 12 to 15).
    const persons = (await combinations.list(sources)).find(({ id }) => id === one.id)?.persons ?? [];
    const taken = await loadNomineesOf(connection.db, ORGANIZATION);
    expect(taken.map(({ name }) => name)).toEqual(persons);
    expect(taken[0]).toMatchObject(entered);
    expect(taken[1]).toMatchObject({ post: 'member', grounds: [], cleared: [] });
  });
});

describe('a method that asks for no publicity (rules §7)', () => {
  const NONE = { recommendCombine: 'sum', publicityDays: 0 } as const;

  test('has its list settled without; one that asks for a day has not', async () => {
    for (const [rules, settled] of [
      [NONE, { ok: true, value: true }],
      [
        { ...NONE, publicityDays: 1 },
        { ok: false, error: { code: 'paper-incomplete', detail: [{ zh: '名单还没有公示。' }] } },
      ],
    ] as const) {
      const sources = sourcesOf(rules);
      const one = await begun(sources);
      if (typeof one !== 'object') throw new Error('not begun');
      expect(one).toMatchObject({ publicity: null, publicityAsked: rules.publicityDays > 0 });
      expect(await combinations.settle(sources, one.id)).toMatchObject(settled);
    }
  });

  test('may be posted all the same: then it waits for the day, and for the answer to each objection', async () => {
    const sources = sourcesOf(NONE);
    const one = await begun(sources);
    if (typeof one !== 'object') throw new Error('not begun');
    await combinations.post(sources, one.id, { posted: '2026-10-17', telephone: '028-12380' });
    const settle = () => combinations.settle(sources, one.id);
    expect(await settle()).toMatchObject({ ok: false, error: { code: 'paper-incomplete' } });
    today = '2026-10-17';
    await combinations.object(one.id, { day: '2026-10-17', words: '反映丁不在村', handling: '' });
    expect(await settle()).toMatchObject({ ok: false, error: { code: 'paper-incomplete' } });
    await combinations.handle(one.id, 0, '经核实，丁在村');
    expect(await settle()).toEqual({ ok: true, value: true });
    today = '2026-10-16';
  });

  test('nobody says so of a list whose results were returned meanwhile', async () => {
    const one = await begun(sourcesOf(NONE));
    if (typeof one !== 'object') throw new Error('not begun');
    expect((await combinations.list([])).find(({ id }) => id === one.id)).toMatchObject({ publicityAsked: true });
  });
});

test('short data of those who are listed come from the newest roll of their organization; the post from the title of the list', async () => {
  const { db } = connection;
  const organization = '中共名册村支部委员会';
  const draft = { ...emptyDraft('assembly'), organization };
  await insertMeeting(db, { id: 'rolloldest', kind: 'assembly', draft });
  await insertMeeting(db, { id: 'rollnewest', kind: 'assembly', draft });
  const member = { category: 'full', entitled: true, withoutRightReason: '', exclusion: null, remark: '' } as const;
  const known = { ethnicity: '汉族', joined: '2001-07' };
  const line = (name: string, education: string) => ({
    ...member,
    ...known,
    name,
    gender: '女',
    birth: '1980-05',
    education,
  });
  await replaceRoll(db, 'rolloldest', [line('甲', '高中'), line('丁', '初中')] as never);
  await replaceRoll(db, 'rollnewest', [line('甲', '大专'), line('乙', '本科'), line('乙', '高中')] as never);
  const source = { organization, list: '村党支部副书记', form: { rows: [{ label: '甲' }, { label: '乙' }] } };
  await takeListed(db, ['甲', '乙', '丁', '戊'], [source as unknown as RatedSource]);
  expect(
    (await loadNomineesOf(db, organization)).map(({ name, post, sex, education }) => [name, post, sex, education]),
  ).toEqual([
    ['甲', 'deputy', 'female', '大专'],
    // Two of one name: nobody says which.
    ['乙', 'deputy', '', ''],
    ['丁', 'deputy', 'female', '初中'],
    ['戊', 'deputy', '', ''],
  ]);
  expect([postOfList('书记'), postOfList('村党支部委员')]).toEqual(['secretary', 'member']);
});

test('the list comes from a file as it would be typed: all of it, within its rules, and never once it is settled', async () => {
  const sources = sourcesOf({ recommendCombine: 'sum' });
  const one = await begun(sources);
  if (typeof one !== 'object') throw new Error('not begun');
  const give = (text: string) => combinations.importList(sources, one.id, new TextEncoder().encode(text));
  const now = async () => (await combinations.list(sources)).find(({ id }) => id === one.id);
  await combinations.post(sources, one.id, { posted: '2026-10-10', telephone: '028-12380' });
  const before = (await now())?.persons;
  expect(await give('顺序,姓名\n1,甲\n1,乙\n')).toMatchObject({
    value: { imported: false, rows: 0, lines: [{ line: 3, code: 'place-unreadable' }] },
  });
  // Three seats need four names.
  expect(await give('姓名\n甲\n乙\n')).toMatchObject({ ok: false, error: { code: 'list-refused' } });
  expect(await now()).toMatchObject({ persons: before, publicity: { posted: '2026-10-10' } });
  expect(await give('顺序,姓名\n2,甲\n1,丁\n3,乙\n4,戊\n')).toEqual({
    ok: true,
    value: { imported: true, rows: 4, lines: [] },
  });
  // What hangs in the village is another list: it is taken down.
  expect(await now()).toMatchObject({ persons: ['丁', '甲', '乙', '戊'], publicity: null });
  expect(await combinations.importList(sources, one.id, Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual({
    ok: false,
    error: 'file-unreadable',
  });
  expect(await combinations.importList(sources, 'none', new TextEncoder().encode('姓名\n甲\n'))).toEqual({
    ok: false,
    error: 'not-found',
  });
});

test('objections to the list come from a file: every line or none, and nothing twice', async () => {
  const sources = sourcesOf({ recommendCombine: 'sum' });
  const one = await begun(sources);
  if (typeof one !== 'object') throw new Error('not begun');
  const file = (rows: string) => new TextEncoder().encode(`收到日期,反映的内容,处理情况\n${rows}\n`);
  const give = (rows: string) => combinations.importObjections(one.id, file(rows));
  const stand = async () => (await combinations.list(sources)).find(({ id }) => id === one.id)?.objections;
  await combinations.fixList(sources, one.id, { persons: ['甲', '丁', '乙', '丙'], reason: '' });
  expect(await give('2026-10-12,反映丁不在村,')).toEqual({ ok: false, error: 'not-posted' });
  await combinations.post(sources, one.id, { posted: '2026-10-10', telephone: '028-12380' });
  expect(await give('2026-10-12,反映丁不在村,\n某日,有异议,')).toMatchObject({
    value: { imported: false, rows: 0, lines: [{ line: 3, code: 'day-unreadable' }] },
  });
  expect(await stand()).toEqual([]);
  const taken = [{ day: '2026-10-12', words: '反映丁不在村', handling: '' }];
  for (const _ of [1, 2]) {
    expect(await give('2026-10-12,反映丁不在村,')).toEqual({ ok: true, value: { imported: true, rows: 1, lines: [] } });
    expect(await stand()).toEqual(taken);
  }
  expect(await combinations.importObjections('none', file(''))).toEqual({ ok: false, error: 'not-found' });
  expect(await combinations.importObjections(one.id, Uint8Array.of(0x50, 0x4b, 3, 4))).toEqual({
    ok: false,
    error: 'file-unreadable',
  });
});
