import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RECORDED_STEPS } from '../../tally/structure/work-steps.ts';
import { NOBODY, type Nominee } from '../contract/nominee.ts';
import { unlisted } from '../contract/unlisted-village.ts';
import type { LedgerLine } from '../contract/work-ledger.ts';
import { ledgerList } from '../papers/ledger-list.ts';
import { listCsv } from '../papers/tables.ts';
import type { DatabaseConnection } from '../store/database.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { ensureVillage, loadVillages, saveNominee, saveVillage } from '../store/villages.ts';
import { knownSteps, type StepSources } from './known-steps.ts';
import { emptyDraft } from './meeting-drafts.ts';
import { emptyRecordState } from './record-state.ts';
import { createWorkLedgers, ledgerFacts, ledgerLate, ledgerOf, type WorkLedgers } from './work-ledger.ts';

const TODAY = '2026-11-22';
const ORGANIZATION = '中共台账村支部委员会';
const log = { state: async () => emptyRecordState() };

const person = (name: string, values: Partial<Nominee> = {}): Nominee => ({
  ...NOBODY,
  name,
  ...values,
});

const line = (step: number, values: Partial<LedgerLine> = {}): LedgerLine => ({
  step,
  person: '',
  state: 'open',
  due: null,
  date: null,
  number: '',
  who: '',
  note: '',
  ...values,
});

let connection: DatabaseConnection;
let ledgers: WorkLedgers;
beforeAll(async () => {
  connection = await scratchDatabase();
  ledgers = createWorkLedgers({ db: connection.db, log, now: () => new Date(`${TODAY}T04:00:00Z`) });
  await ensureVillage(connection.db, unlisted(ORGANIZATION));
  await saveNominee(connection.db, ORGANIZATION, null, person('高玉龙', { sitting: 'secretary' }));
  await saveNominee(connection.db, ORGANIZATION, null, person('王秀英'));
});
afterAll(() => connection?.close());

const save = async (given: LedgerLine) => {
  const saved = await ledgers.save(ORGANIZATION, given);
  return saved.ok ? 'ok' : saved.error.code;
};
const stepOf = async (step: number) => (await ledgers.view(ORGANIZATION)).steps[step - 1];

const sourcesOf = (values: Partial<StepSources> = {}): StepSources => ({
  village: { id: '', ...unlisted(ORGANIZATION) },
  meetings: [],
  papers: [],
  nominees: [],
  vettings: [],
  departments: ['公安', '法院'],
  assembly: null,
  ...values,
});

test('the ledger has the 32 steps with their words in both languages (rules §4.1)', async () => {
  const { steps } = await ledgers.view(ORGANIZATION);
  expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 32 }, (_, at) => at + 1));
  for (const { title, content } of steps)
    for (const words of [title, content]) {
      expect(words.zh).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/^[\x20-\x7e]+$/);
    }
});

describe('a step is recorded with its day, and by person where it is about persons (rules §4.1 steps 3, 9, 16, 19)', () => {
  test('what is done has a day, and no day lies ahead', async () => {
    expect(await save(line(9, { state: 'done' }))).toBe('ledger-day-missing');
    expect(await save(line(9, { state: 'done', date: '2026-11-23' }))).toBe('ledger-day-ahead');
    expect(await save(line(9, { state: 'done', date: TODAY, who: '吴菊芳', note: '电话通知12人' }))).toBe('ok');
    expect(await stepOf(9)).toMatchObject({ known: null, line: { state: 'done', date: TODAY, note: '电话通知12人' } });
  });

  test('who leaves is audited; everybody who is to stand is inspected and pledges', async () => {
    const namesOf = async (step: number) => (await stepOf(step))?.persons.map((one) => one.person);
    expect(await namesOf(3)).toEqual(['高玉龙']);
    expect(await namesOf(16)).toEqual(['高玉龙', '王秀英']);
    expect(await namesOf(19)).toEqual(['高玉龙', '王秀英']);
    expect(await save(line(4, { person: '高玉龙', state: 'done', date: TODAY }))).toBe('ledger-no-person');
  });

  test('who is away is named by the office, with day and way of being told, and the step waits for each (step 9)', async () => {
    await ledgers.remove(ORGANIZATION, 9, '');
    const told = { state: 'done', date: TODAY, who: '吴菊芳', note: '短信' } as const;
    expect((await stepOf(9))?.persons).toEqual([]);
    expect(await save(line(9, { person: '何外出', state: 'open' }))).toBe('ok');
    expect(await save(line(9, { person: '丁务工', ...told }))).toBe('ok');
    const refused = await ledgers.save(ORGANIZATION, line(9, { state: 'done', date: TODAY }));
    expect(refused).toMatchObject({ error: { code: 'ledger-persons-open', detail: [{ zh: '何外出' }] } });
    expect(await save(line(9, { person: '何外出', ...told, note: '电话' }))).toBe('ok');
    expect(await save(line(9, { state: 'done', date: TODAY, who: '吴菊芳', note: '电话通知12人' }))).toBe('ok');
    const printed = ledgerFacts(await ledgers.view(ORGANIZATION), TODAY).ticked.find(({ step }) => step === 9);
    expect(printed?.title).toBe('通知外出党员');
    expect(printed?.persons.map(({ name, note }) => [name, note])).toEqual(
      expect.arrayContaining([
        ['何外出', '电话'],
        ['丁务工', '短信'],
      ]),
    );
  });

  test('a step is not done while one of its persons is open', async () => {
    const refused = await ledgers.save(ORGANIZATION, line(19, { state: 'done', date: TODAY }));
    expect(refused).toMatchObject({
      error: { code: 'ledger-persons-open', detail: [{ zh: '高玉龙' }, { zh: '王秀英' }] },
    });
    expect(await save(line(19, { person: '高玉龙', state: 'done', date: '2026-11-01', due: '2026-01-01' }))).toBe('ok');
    expect(await save(line(19, { person: '王秀英', state: 'not-needed', note: '未列为候选人' }))).toBe('ok');
    // A person has no day of its own by which it is to be done.
    expect((await stepOf(19))?.persons[0]?.due).toBeNull();
    expect(await save(line(19, { state: 'done', date: TODAY }))).toBe('ok');
  });

  test('a person who is not to stand can be added and taken out again; one who is to stand stays', async () => {
    expect(await save(line(3, { person: '旧书记', state: 'done', date: '2026-10-01', number: '审〔2026〕7号' }))).toBe(
      'ok',
    );
    expect((await stepOf(3))?.persons.map((one) => [one.person, one.listed])).toEqual([
      ['高玉龙', true],
      ['旧书记', false],
    ]);
    await ledgers.remove(ORGANIZATION, 3, '旧书记');
    await ledgers.remove(ORGANIZATION, 3, '高玉龙');
    expect((await stepOf(3))?.persons.map((one) => one.person)).toEqual(['高玉龙']);
  });
});

describe('what the system knows is not typed again', () => {
  test('the notice of the candidates is done by its dates, and only who and note are entered beside it', async () => {
    const { db } = connection;
    const [village] = (await loadVillages(db)).filter(({ organization }) => organization === ORGANIZATION);
    const { id = '', ...values } = village ?? {};
    await saveVillage(db, id, {
      ...unlisted(ORGANIZATION),
      ...values,
      noticeFrom: '2026-11-10',
      noticeTo: '2026-11-13',
    });
    expect((await stepOf(17))?.known).toEqual({ state: 'done', date: '2026-11-13', number: '' });
    expect(await save(line(17, { state: 'done', date: '2026-11-14' }))).toBe('ledger-step-known');
    expect(await save(line(17, { number: '1号' }))).toBe('ledger-step-known');
    expect(await save(line(17, { state: 'done', date: '2026-11-13', who: '村委会' }))).toBe('ok');
    // Kept once: the day stands with the village.
    expect((await stepOf(17))?.line).toMatchObject({ state: 'open', date: null, who: '村委会' });
  });

  test('requests with their replies, vetting, forms and the result each say their step', () => {
    const request = (answer: object | null) =>
      ({
        kind: 'assembly',
        received: '2026-10-10',
        answer,
        content: { type: 'request', number: '清请〔2026〕1号', facts: { particulars: {} } },
      }) as unknown as StepSources['papers'][number];
    const known = (values: Partial<StepSources>, step: number) => knownSteps(sourcesOf(values), TODAY).get(step)?.known;
    expect(known({}, 8)).toBeNull();
    expect(known({ papers: [request(null)] }, 8)).toEqual({
      state: 'under-way',
      date: null,
      number: '清请〔2026〕1号',
    });
    const agreed = { decision: 'agree', number: '青委〔2026〕9号', date: '2026-10-12' };
    expect(known({ papers: [request(agreed)] }, 8)).toEqual({
      state: 'done',
      date: '2026-10-12',
      number: '青委〔2026〕9号',
    });
    expect(known({ papers: [request({ ...agreed, decision: 'return' })] }, 8)?.state).toBe('under-way');

    const nominees = [{ id: 'a', organization: ORGANIZATION, ...person('王秀英') }];
    const verdict = (department: string, date: string) =>
      ({ nominee: 'a', department, verdict: 'pass', date, note: '' }) as const;
    expect(known({ nominees, vettings: [verdict('公安', '2026-10-20')] }, 15)?.state).toBe('under-way');
    const all = [verdict('公安', '2026-10-20'), verdict('法院', '2026-10-19')];
    expect(known({ nominees, vettings: all }, 15)).toEqual({ state: 'done', date: '2026-10-20', number: '' });

    const held = (kind: 'assembly' | 'appraisal', phase: 'published' | 'answered' | 'voting') =>
      ({
        id: 'a',
        kind,
        phase,
        draft: { ...emptyDraft(kind), date: '2026-11-20' },
        elects: true,
        answer: agreed,
      }) as const;
    expect(known({ meetings: [held('appraisal', 'voting')] }, 7)?.state).toBe('under-way');
    expect(known({ meetings: [held('appraisal', 'published')] }, 7)).toMatchObject({
      state: 'done',
      date: '2026-11-20',
    });
    expect(known({ meetings: [held('assembly', 'voting')] }, 26)?.state).toBe('under-way');
    expect(known({ meetings: [held('assembly', 'answered')] }, 26)?.state).toBe('done');
    expect(known({ meetings: [held('assembly', 'answered')] }, 27)).toEqual({
      state: 'done',
      date: '2026-10-12',
      number: '青委〔2026〕9号',
    });
  });
});

describe('what is late by the ledger (rules §4.1)', () => {
  const lateOf = (lines: readonly LedgerLine[], values: Partial<StepSources> = {}) =>
    ledgerOf(sourcesOf(values), lines, TODAY).late.map(({ code }) => code);

  test('a step past its day, until it is done or not needed', () => {
    expect(lateOf([line(11, { due: TODAY })])).toEqual([]);
    expect(lateOf([line(11, { due: '2026-11-21' })])).toEqual(['step-late']);
    expect(lateOf([line(11, { due: '2026-11-21', state: 'done', date: TODAY })])).toEqual([]);
    expect(lateOf([line(11, { due: '2026-11-21', state: 'not-needed' })])).toEqual([]);
    const nominees = [{ id: 'a', organization: ORGANIZATION, ...person('后来的人') }];
    const pledged = [line(19, { due: '2026-11-21', state: 'done', date: '2026-11-01' })];
    expect(lateOf(pledged)).toEqual([]);
    expect(lateOf(pledged, { nominees })).toEqual(['step-late']);
  });

  test('three months after an election the new team is trained', () => {
    const elected = (date: string) => ({
      meetings: [
        {
          id: 'a',
          kind: 'assembly' as const,
          phase: 'answered' as const,
          draft: { ...emptyDraft('assembly'), date },
          elects: true,
        },
      ],
    });
    expect(lateOf([], elected('2026-08-22'))).toEqual([]);
    expect(lateOf([], elected('2026-08-21'))).toEqual(['step-late']);
    expect(lateOf([line(31, { state: 'done', date: '2026-10-01' })], elected('2026-08-21'))).toContain(
      'steps-unrecorded',
    );
  });

  test('a village whose ledger nobody keeps is not told that it is empty', async () => {
    const meetings = [
      {
        id: 'a',
        kind: 'assembly' as const,
        phase: 'draft' as const,
        draft: { ...emptyDraft('assembly'), date: '2026-11-01' },
        elects: false,
      },
    ];
    expect(lateOf([], { meetings })).toEqual([]);
    expect(lateOf([line(3, { state: 'under-way' })], { meetings })).toEqual(['steps-unrecorded']);
    const recorded = RECORDED_STEPS.map((step) => line(step, { state: 'done', date: '2026-10-30' }));
    expect(lateOf(recorded, { meetings })).toEqual([]);
    const stored = [{ organization: '别的村', ...line(11, { due: '2026-01-01' }) }];
    expect(await ledgerLate(connection.db, log, sourcesOf(), stored, TODAY)).toEqual([]);
  });
});

test('the plan of a branch without a committee says how its secretary is elected (rules §1.12)', () => {
  const factsOf = (...posts: readonly string[]) => {
    const draft = emptyDraft('assembly');
    const plan = {
      meeting: { kind: 'assembly', phase: 'draft', tellers: [], draft },
      posts: posts.map((post) => ({ post, seats: 1, round: 1, category: null })),
      members: [],
      scrutineers: [],
    };
    const assembly = { plan, carried: [], noticeDate: null, publicity: [null, null] } as never;
    return knownSteps(sourcesOf({ assembly }), TODAY)
      .get(5)
      ?.facts.map(({ zh }) => zh)
      .join('');
  };
  expect(factsOf('书记')).toContain('不设委员会：书记、副书记由党员大会直接选举');
  expect(factsOf('书记')).not.toContain('间接选举');
  expect(factsOf('委员')).toContain('间接选举：党员大会选举委员会');
});

describe('the ledger goes out as a table and comes back', () => {
  const importText = async (text: string) => {
    const read = await ledgers.importFile(ORGANIZATION, new TextEncoder().encode(text));
    if (!read.ok) throw new Error(read.error);
    return read.value;
  };

  test('unchanged it changes nothing, by step and by person', async () => {
    const before = await ledgers.view(ORGANIZATION);
    const read = await importText(new TextDecoder().decode(listCsv(ledgerList(before))));
    expect(read).toMatchObject({ imported: true, lines: [] });
    expect(await ledgers.view(ORGANIZATION)).toEqual(before);
  });

  test('with an error on any line nothing is imported, and every error is told with its line', async () => {
    const before = await ledgers.view(ORGANIZATION);
    const head = '步骤,姓名,状态,计划完成,完成日期,文号,责任人,说明\n';
    const read = await importText(
      `${head}11,,已完成,,2026.10.1,,,\n33,,已完成,,,,,\n4,,快了,,,,,\n5,,进行中,2026-02-30,,,,\n11,,进行中,,,,,\n`,
    );
    expect(read.imported).toBe(false);
    expect(read.lines.map(({ line: at, code }) => [at, code])).toEqual([
      [3, 'step-unknown'],
      [4, 'state-unknown'],
      [5, 'day-unreadable'],
      [6, 'repeated'],
    ]);
    const against = await importText(
      `${head}11,,已完成,,,,,\n17,,已完成,,2026-11-20,,,\n13,甲,已完成,,2026-11-20,,,\n16,,已完成,,2026-11-20,,,\n`,
    );
    expect(against.lines.map(({ line: at, code }) => [at, code])).toEqual([
      [2, 'ledger-day-missing'],
      [3, 'ledger-step-known'],
      [4, 'ledger-no-person'],
      [5, 'ledger-persons-open'],
    ]);
    expect(against.lines[3]?.zh).toContain('高玉龙、王秀英');
    expect(await ledgers.view(ORGANIZATION)).toEqual(before);
  });

  test('persons ticked in the same file let their step be done', async () => {
    const head = '步骤,姓名,状态,完成日期,责任人\n';
    const read = await importText(
      `${head}16,,已完成,2026-11-05,镇考察组\n16,高玉龙,已完成,2026-11-03,镇考察组\n16,王秀英,已完成,2026-11-04,镇考察组\n`,
    );
    expect(read).toEqual({ imported: true, rows: 3, lines: [] });
    expect(await stepOf(16)).toMatchObject({
      line: { state: 'done', date: '2026-11-05' },
      persons: [{ date: '2026-11-03' }, { date: '2026-11-04' }],
    });
  });
});

test('the ledger follows a village that is renamed', async () => {
  const { db } = connection;
  const [village] = (await loadVillages(db)).filter(({ organization }) => organization === ORGANIZATION);
  await saveVillage(db, village?.id ?? '', { ...unlisted('中共新台账村支部委员会') });
  const { steps } = await ledgers.view('中共新台账村支部委员会');
  expect(steps[8]?.line.note).toBe('电话通知12人');
});
