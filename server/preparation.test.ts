import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isElection } from '../tally/record/contest.ts';
import {
  confirmCandidates,
  createMeeting,
  deleteMeeting,
  importRoll,
  type OrganizerMeeting,
  organizerMeeting,
  saveCandidates,
  saveDraft,
  saveMember,
  savePosts,
  saveScrutineers,
  saveStrokes,
  sealMeeting,
} from './contract/organizer.ts';
import { setUp } from './contract/public.ts';
import { type Browser, granted, type ScratchApp, scratchApp } from './scratch-app.ts';

const sample = (name: string) => readFileSync(new URL(`./sample/qingxi/${name}`, import.meta.url));
const expected = JSON.parse(sample('expected.json').toString('utf8')).committee;

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
const state = async (): Promise<OrganizerMeeting> =>
  granted(await organizer.call(organizerMeeting, { params: params() }));
const elections = (contests: OrganizerMeeting['preview']) => contests.filter(isElection);
const problemCodes = async (severity: string) =>
  (await state()).problems.filter((problem) => problem.severity === severity).map(({ code }) => code);
const empty = async () => {
  meeting = granted(await organizer.call(createMeeting, { body: { start: 'empty' } })).id;
};
const importFile = (fileName: string, content: Uint8Array) =>
  organizer.call(importRoll, {
    params: params(),
    body: { fileName, content: Buffer.from(content).toString('base64') },
  });
const idOf = (of: OrganizerMeeting, label: string) => {
  const found = of.roll.members.find((member) => member.label === label);
  if (found === undefined) throw new Error(`${label} is not on the roll`);
  return found.id;
};

test('the sample is complete but for the enrolment of its scrutineers', async () => {
  const { roll, preview, candidates, scrutineers, next } = await state();
  expect(roll.counts).toMatchObject({
    members: expected.rollSize,
    probationary: expected.probationary,
    withoutRight: expected.withoutVotingRights,
    excluded: expected.excludedFromExpected,
    expected: expected.expected,
    quorumMinimum: expected.quorumMinimum,
  });
  expect(preview).toHaveLength(1);
  expect(elections(preview)[0]?.candidates.map(({ name }) => name)).toEqual(Object.keys(expected.counts));
  // Entitled members who are not candidates: 84 − 3 − 1 − 7.
  expect(elections(preview)[0]?.writeIns).toHaveLength(73);
  expect(candidates[0]).toMatchObject({ confirmed: true, surplus: { required: 6, actual: 7, ok: true } });
  expect(scrutineers.members.map(({ name }) => name)).toEqual(['杨辉', '韦小红', '梁志强']);
  expect(await problemCodes('stop')).toEqual(['scrutineers-not-enrolled']);
  expect(next).toMatchObject({ step: 'enrol-scrutineers', ready: false });
});

test('namesakes carry a remark, the candidate among them too; others do not', async () => {
  const { preview, roll } = await state();
  expect(elections(preview)[0]?.candidates[0]).toEqual({ name: '王建国', remark: '1974年4月生' });
  expect(elections(preview)[0]?.candidates[1]).toEqual({ name: '田大利', remark: '' });
  expect(new Set(roll.members.map(({ label }) => label)).size).toBe(84);
});

test('an empty meeting names everything that is missing, the base among it', async () => {
  await empty();
  expect((await state()).draft.rules.majorityBase).toBeNull();
  expect(await problemCodes('stop')).toEqual(
    expect.arrayContaining([
      'title-missing',
      'date-missing',
      'base-missing',
      'roll-missing',
      'posts-missing',
      'scrutineers-missing',
    ]),
  );
  expect(await organizer.call(sealMeeting, { params: params(), body: {} })).toMatchObject({
    ok: false,
    error: { code: 'draft-incomplete' },
  });
});

test('a rule that says something else than what was ticked stops the sealing until it is read (UX O5)', async () => {
  const { draft } = await state();
  const change = (rulesRead: string[]) =>
    organizer.call(saveDraft, {
      params: params(),
      body: { ...draft, rules: { ...draft.rules, recoveredLimit: 'voters' }, rulesRead },
    });
  granted(await change(draft.rulesRead));
  const { problems } = await state();
  expect(problems.filter(({ code }) => code === 'rules-unread')).toEqual([
    expect.objectContaining({ severity: 'stop', zh: '“规则核对”里还有 1 条没有与选举办法核对。' }),
  ]);
  granted(await change([...draft.rulesRead, '收回的选票不多于投票人数，选举有效；多于的，选举无效，重新选举。']));
  expect(await problemCodes('stop')).toEqual(['scrutineers-not-enrolled']);
});

test('the same roll comes from UTF-8, GB18030 and XLSX', async () => {
  await empty();
  const rolls: OrganizerMeeting['roll'][] = [];
  const rows = sample('roster.utf8.csv').toString('utf8').replace('\uFEFF', '').trimEnd().split(/\r?\n/).map(splitLine);
  const files = [
    ['roster.utf8.csv', sample('roster.utf8.csv'), 'UTF-8 BOM'],
    ['roster.csv', sample('roster.utf8.csv').subarray(3), 'UTF-8'],
    ['roster.gb18030.csv', sample('roster.gb18030.csv'), 'GB18030'],
    ['roster.xlsx', spreadsheet(rows), 'XLSX'],
  ] as const;
  for (const [fileName, content, encoding] of files) {
    const report = granted(await importFile(fileName, content));
    expect(report, fileName).toMatchObject({ imported: true, encoding, rows: 84 });
    rolls.push((await state()).roll);
  }
  const comparable = (roll: OrganizerMeeting['roll'] | undefined) =>
    roll?.members.map(({ id: _, ...member }) => member);
  for (const roll of rolls) expect(comparable(roll)).toEqual(comparable(rolls[0]));
});

test('a faulty roll is not imported and every line is named', async () => {
  await empty();
  const text = '姓名,党员类别,选举权\n张三,正式党员,有\n,正式党员,有\n李四,党员？,有\n张三,正式党员,有\n';
  const report = granted(await importFile('roll.csv', Buffer.from(text)));
  expect(report.imported).toBe(false);
  const stopped = report.lines.filter(({ severity }) => severity === 'stop').map(({ line }) => line);
  // Lines 2 and 5 are the same person, 3 has no name, 4 no category.
  for (const line of [3, 4, 5]) expect(stopped).toContain(line);
  expect((await state()).roll.members).toHaveLength(0);
});

test('what is no table is refused', async () => {
  await empty();
  expect(await importFile('photo.csv', new Uint8Array([0xff, 0xd8, 0, 1, 2, 3]))).toMatchObject({
    ok: false,
    error: { code: 'file-unreadable' },
  });
  expect(await importFile('broken.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]))).toMatchObject({
    ok: false,
    error: { code: 'file-unreadable' },
  });
});

test('leaving a member out of 应到 needs a reason and the agreement of the superior, and no refusal of the assembly (rules §3)', async () => {
  const before = await state();
  const member = idOf(before, '张翀');
  const values = { category: 'full', entitled: true, withoutRightReason: '', remark: '' } as const;
  for (const approval of ['党员大会通过', '待镇党委同意', '镇党委同意，党员大会没有通过']) {
    const exclusion = { category: 'E4', reason: '卧床不起', approval } as const;
    const refused = await organizer.call(saveMember, { params: { meeting, member }, body: { ...values, exclusion } });
    expect(refused).toMatchObject({ ok: false, error: { code: 'exclusion-without-approval' } });
  }
  const replied = (reply: object) =>
    organizer.call(saveMember, {
      params: { meeting, member },
      body: {
        ...values,
        exclusion: {
          category: 'E4',
          reason: '卧床不起',
          approval: '',
          reply: { number: '青委〔2026〕33号', date: '2026-11-10', ...reply },
        },
      },
    });
  // By number and day of the reply too, unless it is of after the meeting; that its number is empty is no reply.
  expect(await replied({ date: '2099-01-01' })).toMatchObject({
    ok: false,
    error: { code: 'exclusion-without-approval' },
  });
  expect(await replied({ number: '' })).toMatchObject({ ok: false, error: { code: 'malformed' } });
  granted(await replied({}));
  expect((await state()).roll.members.find(({ id }) => id === member)?.exclusion).toMatchObject({
    reply: { number: '青委〔2026〕33号', date: '2026-11-10' },
  });
  granted(
    await organizer.call(saveMember, {
      params: { meeting, member },
      body: { ...values, exclusion: { category: 'E4', reason: '卧床不起', approval: '青委〔2026〕31号，镇党委同意' } },
    }),
  );
  expect((await state()).roll.counts.expected).toBe(before.roll.counts.expected - 1);
});

test('a method that asks for it leaves out only whom the office has made public in time, before the meeting (rules §3)', async () => {
  const before = await state();
  const member = idOf(before, '张翀');
  const { draft } = before;
  const rules = { ...draft.rules, exclusionPublicityDays: 3 as const };
  granted(await organizer.call(saveDraft, { params: params(), body: { ...draft, date: '2026-11-28', rules } }));
  const none = (await state()).roll.counts;
  expect(none).toMatchObject({ excluded: 0, expected: before.roll.counts.expected + before.roll.counts.excluded });
  expect(await problemCodes('warning')).toContain('exclusion-not-published');
  const save = (to: string) => {
    const approval = '镇党委同意，党员大会通过';
    const exclusion = { category: 'E4', reason: '卧床不起', approval, publicity: { from: '2026-11-24', to } } as const;
    const values = { category: 'full', entitled: true, withoutRightReason: '', remark: '', exclusion } as const;
    return organizer.call(saveMember, { params: { meeting, member }, body: values });
  };
  granted(await save('2026-11-28'));
  expect((await state()).roll.counts).toEqual(none);
  granted(await save('2026-11-27'));
  const { roll } = await state();
  expect(roll.counts).toMatchObject({ excluded: 1, expected: none.expected - 1 });
  expect(roll.members.find(({ id }) => id === member)?.exclusion?.publicity?.to).toBe('2026-11-27');
  const list = await organizer.request(`/api/organizer/meetings/${meeting}/papers/roll/csv`);
  expect(await list.text()).toContain('公示2026-11-24至2026-11-27');
});

test('the order of the committee’s candidates is computed, and another one needs a reason (条例 2020 art. 24)', async () => {
  const { candidates } = await state();
  const computed = candidates[0]?.computed ?? [];
  const other = [...computed.slice(1), computed[0] ?? ''];
  const confirm = (order: string[], reason: string) =>
    organizer.call(confirmCandidates, { params: params(), body: { post: '委员', order, reason } });
  const isCalledByStrokes = async () => {
    const docx = await organizer.request(`/api/organizer/meetings/${meeting}/papers/notice/docx`);
    const parts = unzipSync(new Uint8Array(await docx.arrayBuffer()));
    return strFromU8(parts['word/document.xml'] ?? new Uint8Array()).includes('按姓氏笔画为序');
  };
  granted(await confirm(computed, ''));
  expect(await isCalledByStrokes()).toBe(true);
  expect(await confirm(other, '')).toMatchObject({ ok: false, error: { code: 'reason-needed' } });
  expect(await confirm(computed.slice(1), '')).toMatchObject({ ok: false, error: { code: 'order-incomplete' } });
  granted(await confirm(other, '按党委意见'));
  expect(await isCalledByStrokes()).toBe(false);
  const after = await state();
  expect(after.candidates[0]).toMatchObject({ confirmed: true, orderReason: '按党委意见' });
  expect(elections(after.preview)[0]?.candidates.at(-1)?.name).toBe('王建国');
});

test('an order that depends on a character without strokes waits for them, and is never guessed', async () => {
  await empty();
  const roll = '姓名,党员类别\n李㛃,正式党员\n李梅,正式党员\n王一,正式党员\n';
  granted(await importFile('roll.csv', Buffer.from(roll)));
  granted(await organizer.call(savePosts, { params: params(), body: { posts: [{ post: '委员', seats: 1 }] } }));
  const before = await state();
  const ids = ['李㛃', '李梅'].map((label) => idOf(before, label));
  granted(await organizer.call(saveCandidates, { params: params(), body: { post: '委员', members: ids } }));
  expect((await state()).candidates[0]).toMatchObject({ computed: null, missingStrokes: ['㛃'] });
  const confirm = () =>
    organizer.call(confirmCandidates, { params: params(), body: { post: '委员', order: ids, reason: '' } });
  expect(await confirm()).toMatchObject({ ok: false, error: { code: 'strokes-missing' } });

  const supply = (strokes: string) =>
    organizer.call(saveStrokes, { params: params(), body: { character: '㛃', strokes, reason: '查字典' } });
  expect(await supply('6')).toMatchObject({ ok: false, error: { code: 'strokes-malformed' } });
  granted(await supply('531353334'));
  expect((await state()).candidates[0]).toMatchObject({ computed: ids, missingStrokes: [] });
  granted(await confirm());
});

test('candidates must be entitled, distinct and no scrutineers', async () => {
  const before = await state();
  const save = (labels: string[]) =>
    organizer.call(saveCandidates, {
      params: params(),
      body: { post: '委员', members: labels.map((label) => idOf(before, label)) },
    });
  expect(await save(['田大利', '田大利'])).toMatchObject({ ok: false, error: { code: 'candidate-repeated' } });
  expect(await save(['赵勇'])).toMatchObject({ ok: false, error: { code: 'candidate-not-eligible' } });
  expect(await save(['杨娟'])).toMatchObject({ ok: false, error: { code: 'candidate-not-eligible' } });
  expect(await save(['杨辉'])).toMatchObject({ ok: false, error: { code: 'scrutineer-is-candidate' } });
});

test('a candidate who loses the right to be elected afterwards stops the sealing', async () => {
  const before = await state();
  const member = before.roll.members.find(({ label }) => label === '田大利');
  if (member === undefined) throw new Error('not on the roll');
  const { withoutRightReason, exclusion, remark, category, entitled } = member;
  const save = (values: object) =>
    organizer.call(saveMember, {
      params: { ...params(), member: member.id },
      body: { category, entitled, withoutRightReason, exclusion, remark, ...values },
    });
  expect(await problemCodes('stop')).not.toContain('candidate-not-eligible');
  granted(await save({ entitled: false, withoutRightReason: '留党察看期间' }));
  expect(await problemCodes('stop')).toContain('candidate-not-eligible');
});

test('a candidate who is a teller, a person listed twice and a weak threshold are named (rules §1.7)', async () => {
  const before = await state();
  const save = (labels: string[], threshold: number, tellers: string[]) =>
    organizer.call(saveScrutineers, {
      params: params(),
      body: { members: labels.map((label) => idOf(before, label)), threshold, tellers },
    });
  granted(await save(['杨辉', '韦小红', '梁志强'], 2, ['田大利', '唐梅', '唐梅']));
  expect(await problemCodes('stop')).toEqual(expect.arrayContaining(['teller-is-candidate', 'teller-twice']));
  expect(await problemCodes('warning')).not.toContain('few-scrutineers');
  granted(await save(['杨辉'], 1, []));
  expect(await problemCodes('stop')).toContain('scrutineers-below-method');
  const { draft } = await state();
  granted(
    await organizer.call(saveDraft, {
      params: params(),
      body: { ...draft, rules: { ...draft.rules, scrutineerCount: 1 } },
    }),
  );
  expect(await problemCodes('stop')).not.toContain('scrutineers-below-method');
  expect(await problemCodes('warning')).toContain('few-scrutineers');
});

test('too small a surplus stops the sealing (条例 2020 art. 13)', async () => {
  granted(await organizer.call(savePosts, { params: params(), body: { posts: [{ post: '委员', seats: 7 }] } }));
  expect(await problemCodes('stop')).toContain('surplus-too-small');
});

test('scrutineers are no candidates, and the threshold is legal (specification §4)', async () => {
  const before = await state();
  const save = (labels: string[], threshold: number) =>
    organizer.call(saveScrutineers, {
      params: params(),
      body: { members: labels.map((label) => idOf(before, label)), threshold, tellers: [] },
    });
  expect(await save(['杨辉', '田大利', '梁志强'], 2)).toMatchObject({
    ok: false,
    error: { code: 'scrutineer-is-candidate' },
  });
  expect(await save(['杨辉', '韦小红', '梁志强'], 3)).toMatchObject({
    ok: false,
    error: { code: 'threshold-illegal' },
  });
  expect(await save(['杨辉', '韦小红', '梁志强'], 1)).toMatchObject({
    ok: false,
    error: { code: 'threshold-illegal' },
  });
  expect(await save(['杨辉', '韦小红'], 1)).toMatchObject({ ok: false, error: { code: 'threshold-illegal' } });
  granted(await save(['杨辉', '韦小红'], 2));
  granted(await save(['杨辉'], 1));
});

test('texts are kept in one spelling, as they will be signed', async () => {
  const { draft } = await state();
  granted(await organizer.call(saveDraft, { params: params(), body: { ...draft, chair: ' e\u0301 ' } }));
  expect((await state()).draft.chair).toBe('é');
});

test('a rule setting that nobody knows is refused', async () => {
  const { draft } = await state();
  const body = { ...draft, rules: { ...draft.rules, invented: true } };
  expect(await organizer.call(saveDraft, { params: params(), body })).toMatchObject({
    ok: false,
    error: { code: 'malformed' },
  });
});

test('a meeting that is not sealed can be deleted and is gone', async () => {
  granted(await organizer.call(deleteMeeting, { params: params() }));
  expect(await organizer.call(organizerMeeting, { params: params() })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
});

/** The sample's fields hold commas only inside quotes. */
function splitLine(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].slice(0, -1).map(([, plain = '', quoted]) => quoted ?? plain);
}

/** A workbook as spreadsheets write it: inline strings, deflated parts. */
function spreadsheet(rows: readonly (readonly string[])[]): Uint8Array {
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const cell = (text: string, row: number, column: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  const data = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((text, column) => cell(text, row, column)).join('')}</row>`,
  );
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData></worksheet>`,
  });
}

function zip(files: Readonly<Record<string, string>>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(raw.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), fields, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, central, end]));
}
