import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createMeeting, organizerMeeting, saveDraft } from '../contract/organizer.ts';
import { EMPTY_DETAILS, importCandidates, meetingPapers, savePaperDetails } from '../contract/papers.ts';
import { setUp } from '../contract/public.ts';
import { type Browser, granted, type ScratchApp, scratchApp } from '../scratch-app.ts';
import { loadRoll } from '../store/roll.ts';
import { listCsv, listXlsx } from './tables.ts';

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
    'election-report',
    'attendance',
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
      'form-script',
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
    '公示时间：2026年11月10日至2026年11月13日（张贴之日不计，共3个自然日）。',
  );
});

test('the roll that is written is read back without a difference, as XLSX and as CSV', async () => {
  const before = await loadRoll(hall.db, meeting);
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

test('candidates are exported and imported; a namesake needs the month of birth, an unknown name is named by its line', async () => {
  const of = async () =>
    granted(await organizer.call(organizerMeeting, { params: params() })).candidates.map(({ candidates }) =>
      candidates.map(({ label }) => label),
    );
  const before = await of();
  const { bytes } = await file('papers/candidates/xlsx');
  const given = (content: Uint8Array | string) =>
    organizer.call(importCandidates, { params: params(), body: { fileName: 'a', content: base64(content) } });
  expect(granted(await given(bytes))).toMatchObject({ imported: true, candidates: 7, lines: [] });
  expect(await of()).toEqual(before);
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
