import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { summaryPaper } from '../../printables/documents/summary.ts';
import {
  createMeeting,
  type Draft,
  organizerMeeting,
  saveDraft,
  savePosts,
  saveScrutineers,
} from '../contract/organizer.ts';
import {
  comparePaper,
  EMPTY_DETAILS,
  importCandidates,
  importFormLists,
  importOfficials,
  meetingPapers,
  savePaperDetails,
} from '../contract/papers.ts';
import { setUp } from '../contract/public.ts';
import type { VillageRow } from '../contract/villages.ts';
import { type Browser, granted, type ScratchApp, scratchApp } from '../scratch-app.ts';
import { villageSummary } from '../services/village-summary.ts';
import { loadAssistances, saveAssistance } from '../store/attendance.ts';
import { loadRoll, updateMember } from '../store/roll.ts';
import { LIST_TITLES, READ_BACK, resultList } from './lists.ts';
import { listCsv, listXlsx } from './tables.ts';
import { summaryRows } from './village-lists.ts';

let hall: ScratchApp;
let organizer: Browser;
let meeting: string;

beforeAll(async () => {
  hall = await scratchApp();
  organizer = hall.browser();
  granted(
    await organizer.call(setUp, {
      body: { code: hall.app.setUpCode, name: '高玉龙', password: 'a long password', start: 'empty' },
    }),
  );
});
afterAll(() => hall.close());
beforeEach(async () => {
  meeting = granted(await organizer.call(createMeeting, { body: { start: 'sample' } })).id;
});

const params = () => ({ meeting });
const file = async (path: string) => {
  const response = await organizer.request(`/api/organizer/meetings/${meeting}/${path}`);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
};
const words = (pdf: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-papers-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    return execFileSync('pdftotext', ['-raw', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const refusedWith = (code: string) => ({ ok: false, error: { code } });

test('every paper that is called ready comes in every format it names, and no other one does (rules §6.2)', async () => {
  const { papers } = granted(await organizer.call(meetingPapers, { params: params() }));
  expect(papers.filter(({ ready }) => !ready).map(({ kind }) => kind)).toEqual([
    'empty-box',
    'assistance-list',
    'election-report',
    'attendance',
    'motions',
    'results',
  ]);
  const magic = { pdf: '%PDF', docx: 'PK\u0003\u0004', xlsx: 'PK\u0003\u0004', csv: '\ufeff' } as const;
  for (const { kind, ready, files } of papers) {
    for (const { format, href } of files) {
      const response = await organizer.request(href);
      expect(response.status, href).toBe(ready ? 200 : 409);
      if (!ready) continue;
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.toString('utf8').startsWith(magic[format]), `${kind} ${format}`).toBe(true);
    }
  }
  expect((await file('papers/nothing/pdf')).status).toBe(409);
  expect((await file('papers/roll/pdf')).status).toBe(409);
  expect((await file('archive.zip')).status).toBe(409);
});

test('a meeting that elects nobody has its forms and script, and no paper of an election (rules §6.2)', async () => {
  for (const [kind, form] of [
    ['appraisal', 'appraisal-form'],
    ['recommendation', 'recommendation-form'],
  ] as const) {
    const { id } = granted(await organizer.call(createMeeting, { body: { start: 'empty', kind } }));
    const { draft } = granted(await organizer.call(organizerMeeting, { params: { meeting: id } }));
    const person = { name: '李㛃', remark: '' };
    granted(
      await organizer.call(saveDraft, {
        params: { meeting: id },
        body: {
          ...draft,
          organization: '中共清溪村总支部委员会',
          appraisals:
            kind === 'appraisal'
              ? [{ title: '村干部', objects: 'persons', scale: 'four-excellent', dimensions: [], subjects: [person] }]
              : [],
          recommendations: kind === 'recommendation' ? [{ post: '委员', limit: 1, nominees: [person] }] : [],
        },
      }),
    );
    const { papers } = granted(await organizer.call(meetingPapers, { params: { meeting: id } }));
    expect(papers.filter(({ group }) => group !== 'lists').map((paper) => paper.kind)).toEqual([
      'form-method',
      'meeting-notice',
      'form-script',
      'empty-box',
      'assistance-list',
      'attendance-sheet',
      'attendance-report',
      form,
    ]);
    const response = await organizer.request(`/api/organizer/meetings/${id}/papers/${form}/pdf`);
    expect(response.status).toBe(200);
    expect(words(new Uint8Array(await response.arrayBuffer()))).toContain('李㛃');
    expect((await organizer.request(`/api/organizer/meetings/${id}/papers/election-method/pdf`)).status).toBe(409);
  }
});

test('roll and attendance sheet say who is abroad as the method has it (rules §3, §7)', async () => {
  const left = (await loadRoll(hall.db, meeting)).find(({ exclusion }) => exclusion !== null);
  if (left?.exclusion == null) throw new Error('nobody is left out');
  await updateMember(hall.db, meeting, left.id, {
    ...left,
    exclusion: { ...left.exclusion, category: 'E2', reason: '' },
  });
  const { draft } = granted(await organizer.call(organizerMeeting, { params: params() }));
  for (const [abroadRequiresSelfFunded, said] of [
    [true, '自费出国半年以上'],
    [false, '出国半年以上'],
  ] as const) {
    const rules = { ...draft.rules, abroadRequiresSelfFunded };
    granted(await organizer.call(saveDraft, { params: params(), body: { ...draft, rules } }));
    const roll = strFromU8((await file('papers/roll/csv')).bytes).split('\n');
    expect(roll.find((row) => row.startsWith(`${left.name},`))?.split(',')).toContain(said);
    expect(words((await file('papers/attendance-sheet/pdf')).bytes)).toContain(`不计算在应到会人数内：${said}`);
  }
});

test('papers are for the organizer alone', async () => {
  const stranger = hall.browser();
  for (const path of ['papers', 'papers/roll/csv', 'papers/chair-script/docx', 'archive.zip'])
    expect((await stranger.request(`/api/organizer/meetings/${meeting}/${path}`)).status, path).toBe(401);
});

test('what the office notes stands in its papers; a notice that ends before it begins is refused', async () => {
  const details = {
    ...EMPTY_DETAILS,
    requestNumber: '清党请[2026]03号',
    requestDate: '2026-10-20',
    noticeFrom: '2026-11-10',
    contact: '吴菊芳',
    telephone: '12345678',
  };
  expect(
    await organizer.call(savePaperDetails, { params: params(), body: { ...details, noticeTo: '2026-11-09' } }),
  ).toMatchObject(refusedWith('notice-dates-reversed'));
  granted(await organizer.call(savePaperDetails, { params: params(), body: details }));
  expect(granted(await organizer.call(meetingPapers, { params: params() })).details).toEqual(details);
  expect(words((await file('papers/assembly-request/pdf')).bytes)).toMatch(
    /^清党请〔2026〕3号关于召开.*2026年10月20日/,
  );
  // The day of posting does not count (rules §8 T74).
  expect(words((await file('papers/notice/pdf')).bytes)).toContain(
    '公示时间：2026年11月11日至2026年11月13日（张贴之日不计，共3个自然日）。',
  );
  // What hangs longer than the method asks for says how long it really hangs.
  granted(await organizer.call(savePaperDetails, { params: params(), body: { ...details, noticeTo: '2026-11-16' } }));
  expect(words((await file('papers/notice/pdf')).bytes)).toContain(
    '公示时间：2026年11月11日至2026年11月16日（张贴之日不计，共6个自然日）。',
  );
  granted(await organizer.call(savePaperDetails, { params: params(), body: details }));
});

test('the roll that is written is read back without a difference, as XLSX and as CSV', async () => {
  const left = (await loadRoll(hall.db, meeting)).find(({ exclusion }) => exclusion !== null);
  if (left?.exclusion == null) throw new Error('nobody is left out');
  const reply = { number: '青委〔2026〕33号', date: '2026-11-10' };
  await updateMember(hall.db, meeting, left.id, { ...left, exclusion: { ...left.exclusion, reply } });
  const before = await loadRoll(hall.db, meeting);
  expect(before.some(({ exclusion }) => exclusion?.reply?.date === reply.date)).toBe(true);
  for (const [format, fileName] of [
    ['xlsx', 'a.xlsx'],
    ['csv', 'a.csv'],
  ] as const) {
    const { bytes } = await file(`papers/roll/${format}`);
    const response = await organizer.request(`/api/organizer/meetings/${meeting}/roll`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fileName, content: base64(bytes) }),
    });
    expect(await response.json(), format).toMatchObject({ imported: true, rows: before.length });
    const after = await loadRoll(hall.db, meeting);
    const plain = (rows: typeof before) => rows.map(({ id: _, position: __, ...row }) => row);
    expect(plain(after), format).toEqual(plain(before));
  }
});

test('the list of assistance is compared when it comes back and stays as it is; what is prepared is imported instead', async () => {
  const list = 'assistance-list';
  const compare = (paper: string, content: Uint8Array | string) =>
    organizer.call(comparePaper, {
      params: { ...params(), paper },
      body: { fileName: 'a', content: base64(content) },
    });
  for (const paper of [list, 'attendance', 'motions', 'results', 'nothing'])
    expect(await compare(paper, '姓名\n'), paper).toMatchObject(refusedWith('paper-not-ready'));
  const [first, second] = await loadRoll(hall.db, meeting);
  if (first === undefined || second === undefined) throw new Error('nobody is on the roll');
  await saveAssistance(hall.db, meeting, first.id, '＝村医');
  await saveAssistance(hall.db, meeting, second.id, '王小明');
  const before = await loadAssistances(hall.db, meeting);
  for (const format of ['xlsx', 'csv']) {
    const { bytes } = await file(`papers/${list}/${format}`);
    expect(granted(await compare(list, bytes)), format).toEqual({ agrees: true, rows: 2, lines: [], more: 0 });
  }
  const changed = new TextDecoder().decode((await file(`papers/${list}/csv`)).bytes).replace('王小明', '王小红');
  expect(granted(await compare(list, changed))).toMatchObject({
    agrees: false,
    rows: 2,
    lines: [{ line: 3, code: 'cell-differs', zh: '“代写人”：文件中是 王小红，系统记录是 王小明。' }],
  });
  expect(await loadAssistances(hall.db, meeting)).toEqual(before);
  expect(await compare(list, Uint8Array.of(0x50, 0x4b, 1, 2))).toMatchObject(refusedWith('file-unreadable'));
  const { papers } = granted(await organizer.call(meetingPapers, { params: params() }));
  const compared = papers.filter((paper) => paper.compared).map(({ kind }) => kind);
  expect(compared).toEqual([list, 'attendance', 'motions', 'results']);
  for (const kind of Object.keys(LIST_TITLES).filter((one) => READ_BACK.has(one)))
    expect(await compare(kind, (await file(`papers/${kind}/csv`)).bytes), kind).toMatchObject(
      refusedWith('paper-not-ready'),
    );
  const stranger = hall.browser();
  const body = { fileName: 'a', content: base64(changed) };
  expect(await stranger.call(comparePaper, { params: { ...params(), paper: list }, body })).toMatchObject(
    refusedWith('not-signed-in'),
  );
});

test('candidates are exported and imported; a namesake needs the month of birth, an unknown name is named by its line', async () => {
  const of = async () =>
    granted(await organizer.call(organizerMeeting, { params: params() })).candidates.map(({ candidates }) =>
      candidates.map(({ label }) => label),
    );
  const before = await of();
  const given = (content: Uint8Array | string) =>
    organizer.call(importCandidates, { params: params(), body: { fileName: 'a', content: base64(content) } });
  for (const format of ['xlsx', 'csv']) {
    const { bytes } = await file(`papers/candidates/${format}`);
    expect(granted(await given(bytes)), format).toMatchObject({ imported: true, candidates: 7, lines: [] });
    expect(await of(), format).toEqual(before);
  }
  expect(granted(await given('职务,姓名\r\n委员,王建国\r\n委员,无此人\r\n主任,田大利\r\n'))).toMatchObject({
    imported: false,
    lines: [
      { line: 2, code: 'member-ambiguous' },
      { line: 3, code: 'member-unknown' },
      { line: 4, code: 'post-unknown' },
    ],
  });
  expect(await of()).toEqual(before);
  expect(granted(await given('姓名\r\n王建国\r\n'))).toMatchObject({
    imported: false,
    lines: [{ code: 'headings-missing' }],
  });
  expect(await given(Uint8Array.of(0x50, 0x4b, 1, 2))).toMatchObject(refusedWith('file-unreadable'));
});

test('no cell becomes a formula: an apostrophe in CSV, the type text in XLSX', async () => {
  const cells = ['=HYPERLINK("http://x")', '+1', '-1', '@a', '\tb', '=1+1'];
  const list = {
    kind: 'roll',
    title: { zh: '表', en: 'list' },
    columns: ['甲'],
    rows: [...cells.map((cell) => [cell]), [7]],
  };
  const csv = new TextDecoder().decode(listCsv(list)).split('\r\n').slice(1, -1);
  for (const line of csv.slice(0, -1)) expect(line).toMatch(/^"?'/);
  expect(csv.at(-1)).toBe('7');
  const bytes = await listXlsx(list);
  const [sheet] = await readExcelFile(Buffer.from(bytes));
  expect(sheet?.data.slice(1).flat()).toEqual([...cells.map((cell) => cell.trim()), 7]);
  const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(xml).toContain('<sheetData>');
  expect(xml).not.toContain('<f>');
});

const FORMATS = ['xlsx', 'csv'] as const;
const state = async (id = meeting) => granted(await organizer.call(organizerMeeting, { params: { meeting: id } }));
const given = (content: Uint8Array | string) => ({ fileName: 'a', content: base64(content) });
const codes = (lines: readonly { readonly line: number; readonly code: string }[]) =>
  lines.map(({ line, code }) => [line, code]);
const template = async (list: string) => Buffer.from((await file(`papers/${list}/template.csv`)).bytes).toString();

test('scrutineers and tellers are exported and imported, the chief first, as XLSX and as CSV', async () => {
  const officials = async () => {
    const { members, tellers, threshold } = (await state()).scrutineers;
    return { members: members.map(({ member }) => member), tellers, threshold };
  };
  const set = (members: readonly (string | null)[], tellers: readonly string[]) =>
    organizer.call(saveScrutineers, {
      params: params(),
      body: { members: members.map(String), threshold: 2, tellers: [...tellers] },
    });
  const { members } = await officials();
  granted(await set(members, ['=1+1', '唐梅']));
  const before = await officials();
  for (const format of FORMATS) {
    const { bytes } = await file(`papers/officials/${format}`);
    granted(await set(members.toReversed(), []));
    expect(granted(await organizer.call(importOfficials, { params: params(), body: given(bytes) })), format).toEqual({
      imported: true,
      rows: members.length + 2,
      lines: [],
    });
    expect(await officials(), format).toEqual(before);
  }
  // A file of tellers alone leaves the scrutineers, and the keys of those who are enrolled, as they are.
  granted(await organizer.call(importOfficials, { params: params(), body: given('职责,姓名\r\n计票人,周峰\r\n') }));
  expect(await officials()).toEqual({ ...before, tellers: ['周峰'] });
  expect(await template('officials')).toBe('\ufeff职责,顺序,姓名,出生年月\r\n');
});

test('what is wrong in a list of scrutineers and tellers is said line by line, and nothing of it is imported', async () => {
  const before = (await state()).scrutineers;
  const [first = ''] = before.members.map(({ name }) => name);
  const candidate = (await state()).roll.members.find((one) => one.candidate && one.label === one.name)?.name;
  const lines = [
    `监票人,${first}`,
    '监票人,无此人',
    '监票人,王建国',
    `监票人,${candidate}`,
    `监票人,${first}`,
    '主任,周峰',
    '计票人,周峰',
    '计票人,周峰',
    '计票人,',
  ];
  const answer = await organizer.call(importOfficials, {
    params: params(),
    body: given(`职责,姓名\r\n${lines.join('\r\n')}\r\n`),
  });
  const report = granted(answer);
  expect(report).toMatchObject({ imported: false, rows: 0 });
  expect(codes(report.lines)).toEqual([
    [3, 'member-unknown'],
    [4, 'member-ambiguous'],
    [5, 'scrutineer-is-candidate'],
    [6, 'repeated'],
    [7, 'duty-unknown'],
    [9, 'repeated'],
    [10, 'line-unreadable'],
  ]);
  expect((await state()).scrutineers).toEqual(before);
});

const FORM_LISTS = {
  appraisal: { list: 'appraisal-objects', field: 'appraisals' },
  recommendation: { list: 'nominees', field: 'recommendations' },
} as const;
const listsOf = ({ appraisals, recommendations }: Draft) => ({ appraisals, recommendations });

test.each(['appraisal', 'recommendation'] as const)(
  'the lists of a form (%s) are exported and imported without a difference, as XLSX and as CSV',
  async (kind) => {
    meeting = granted(await organizer.call(createMeeting, { body: { start: 'sample', kind } })).id;
    const { list, field } = FORM_LISTS[kind];
    const [one, ...rest] = (await state()).draft[field];
    const strange = { name: '=HYPERLINK("x")', remark: '-2' };
    const changed =
      one === undefined
        ? []
        : 'subjects' in one
          ? [{ ...one, dimensions: ['德', '能'], subjects: [...one.subjects, strange] }, ...rest]
          : [{ ...one, limit: 4, nominees: [...one.nominees, strange] }, ...rest];
    const { draft } = await state();
    const save = (body: object) =>
      organizer.call(saveDraft, { params: params(), body: { ...draft, ...body } as Draft });
    granted(await save({ [field]: changed }));
    const before = listsOf((await state()).draft);
    for (const format of FORMATS) {
      const { bytes } = await file(`papers/${list}/${format}`);
      // Into an empty form, and into one that says something else about the same lists.
      for (const other of [
        [],
        changed.map((each) => ('subjects' in each ? { ...each, dimensions: ['勤'] } : { ...each, limit: 9 })),
      ]) {
        granted(await save({ [field]: other }));
        expect(granted(await organizer.call(importFormLists, { params: params(), body: given(bytes) }))).toMatchObject({
          imported: true,
          lines: [],
        });
        expect(listsOf((await state()).draft), format).toEqual(before);
      }
    }
    expect(await template(list)).toMatch(/^\ufeff[^\r]*姓名,备注\r\n$/u);
    const { papers } = granted(await organizer.call(meetingPapers, { params: params() }));
    expect(papers.filter(({ group }) => group === 'lists').map((paper) => paper.kind)).toEqual([
      'roll',
      'attendance',
      'officials',
      list,
      'results',
    ]);
  },
);

test('what is wrong in the lists of a form is said line by line; a list the file does not name stays', async () => {
  const send = async (content: string) =>
    granted(await organizer.call(importFormLists, { params: params(), body: given(content) }));
  expect(await organizer.call(importFormLists, { params: params(), body: given('类别,姓名\n甲,乙\n') })).toMatchObject(
    refusedWith('wrong-phase'),
  );
  meeting = granted(await organizer.call(createMeeting, { body: { start: 'sample', kind: 'appraisal' } })).id;
  const before = (await state()).draft.appraisals;
  const bad = await send(
    '类别,对象,测评等次,姓名\n甲,人,,张三\n甲,,,张三\n,,,李四\n甲,,优 良,王五\n甲,,优 差,赵六\n甲,,,\n',
  );
  expect(bad).toMatchObject({ imported: false, rows: 0 });
  expect(codes(bad.lines)).toEqual([
    [3, 'repeated'],
    [4, 'title-missing'],
    [6, 'setting-differs'],
    [7, 'line-unreadable'],
    [2, 'objects-unknown'],
    [2, 'scale-unknown'],
  ]);
  expect(codes((await send('姓名\n张三\n')).lines)).toEqual([[1, 'headings-missing']]);
  expect(codes((await send('类别,姓名\n')).lines)).toEqual([[1, 'list-empty']]);
  expect((await state()).draft.appraisals).toEqual(before);
  expect(await send('类别,姓名\n班子,村民委员会\n新类,张三\n')).toMatchObject({ imported: true, rows: 2 });
  const [bodies, persons] = before;
  const after = (await state()).draft.appraisals;
  expect(after.slice(0, 2)).toEqual([{ ...bodies, subjects: [{ name: '村民委员会', remark: '' }] }, persons]);
  expect(after[2]).toMatchObject({ title: '新类', objects: 'persons', scale: 'four-excellent', dimensions: [] });

  meeting = granted(await organizer.call(createMeeting, { body: { start: 'sample', kind: 'recommendation' } })).id;
  expect(codes((await send('推荐职务,最多推荐,姓名\n甲,很多,张三\n')).lines)).toEqual([[2, 'line-unreadable']]);
});

test('an import of candidates that fails halfway leaves every post as it was', async () => {
  granted(
    await organizer.call(savePosts, {
      params: params(),
      body: {
        posts: [
          { post: '委员', seats: 5 },
          { post: '书记', seats: 1 },
        ],
      },
    }),
  );
  const { roll } = await state();
  const of = async () =>
    (await state()).candidates.map(({ post, candidates }) => [post, candidates.map(({ label }) => label)]);
  const before = await of();
  const [one, two] = roll.members.filter(
    ({ eligible, scrutineer, candidate, label, name }) => eligible && !scrutineer && !candidate && label === name,
  );
  const list = `职务,姓名\r\n委员,${one?.name}\r\n书记,${two?.name}\r\n`;
  const send = () => organizer.call(importCandidates, { params: params(), body: given(list) });
  // The committee is written first; the secretary, behind it, cannot be.
  await hall.db.execute(sql`create function refuse_secretary() returns trigger language plpgsql as $$
    begin if new.post = '书记' then raise exception 'disk full'; end if; return new; end $$`);
  await hall.db.execute(
    sql`create trigger refuse_secretary before insert on candidate for each row execute function refuse_secretary()`,
  );
  try {
    expect(await send()).toMatchObject(refusedWith('server-error'));
    expect(await of()).toEqual(before);
  } finally {
    await hall.db.execute(sql`drop function refuse_secretary cascade`);
  }
  expect(granted(await send())).toMatchObject({ imported: true, candidates: 2 });
  expect(await of()).toEqual([
    ['委员', [one?.name]],
    ['书记', [two?.name]],
  ]);
});

test('the summary says nothing, and no zero, of a village without a result', async () => {
  const row = {
    ...{ organization: '中共小河村支部委员会', kind: 'village', termEnd: null, termApproval: '', note: '' },
    ...{ seatsLastTerm: null, noticeFrom: null, noticeTo: null, id: '', late: [], blocks: 0, warnings: 0, nominees: 0 },
    stage: { code: 'none', zh: '未开始', en: 'nothing yet', via: 'none', date: '' },
  } as unknown as VillageRow;
  const file = async () => '';
  const summary = await villageSummary({ db: hall.db, log: { file } }, [row]);
  expect(summary.rows[0]).toMatchObject({ expected: null, elected: null, women: null, young: null, unknown: null });
  const [line, sum] = summaryRows(summary);
  expect(line?.slice(3)).toEqual([...Array(11).fill(null), '', '']);
  expect(sum?.[7]).toBe(0);
  const paper = summaryPaper({ ...summary, day: '2026-11-22' });
  const table = paper.blocks.find((block) => block.kind === 'table');
  expect(JSON.stringify(table)).not.toContain('"0"');
  expect(JSON.stringify(table).match(/"—"/g)).toHaveLength(9);
});

test('the results of a form name round, medium and every number, on kiosks and on paper', () => {
  const form = {
    kind: 'appraisal',
    title: { zh: '村干部', en: 'persons' },
    objects: 'persons',
    dimension: '',
    grades: [
      { zh: '好', en: 'good' },
      { zh: '差', en: 'poor' },
    ],
    forms: 44,
    rows: [
      {
        label: '高志明',
        ticks: [30, 13],
        graded: 43,
        ungraded: 1,
        byForms: ['68.18', '29.55'],
        byRows: ['69.77', '30.23'],
        rank: 1,
      },
    ],
  } as const;
  const counted = { round: 1, form, issued: 46, recovered: 45, invalid: 1 } as const;
  const { columns, rows } = resultList(
    [],
    [
      { ...counted, medium: 'paper', unreadable: [1] },
      { ...counted, medium: 'kiosk', invalid: 0, unreadable: null },
    ],
  );
  for (const row of rows) expect(row).toHaveLength(columns.length);
  const numbers = [46, 45, 44, 1, '纸质'];
  expect(rows.slice(0, 4)).toEqual([
    [1, '村干部', '高志明', '好', 30, 68.18, 69.77, 1, ...numbers],
    [1, '村干部', '高志明', '差', 13, 29.55, 30.23, 1, ...numbers],
    [1, '村干部', '高志明', '未评', 0, null, null, 1, ...numbers],
    [1, '村干部', '高志明', '该项无效', 1, null, null, 1, ...numbers],
  ]);
  expect(rows.slice(4).map((row) => [row[3], row[4], row.at(-1)])).toEqual([
    ['好', 30, '电子'],
    ['差', 13, '电子'],
    ['未评', 1, '电子'],
  ]);
});
