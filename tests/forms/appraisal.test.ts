/**
 * A whole 民主测评 over HTTP, with a server of its own: the sample of three bodies and nine persons by 46 participants, counted, proven,
 * printed, reported and judged by the township (rules §4.4, T66, T67).
 */
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyResultSheet } from '../../printables/reports/verify-result-sheet.ts';
import * as organizer from '../../server/contract/organizer.ts';
import { comparePaper, paperCsv, paperXlsx } from '../../server/contract/papers.ts';
import { resultSheetFile } from '../../server/contract/public.ts';
import * as township from '../../server/contract/township.ts';
import * as papers from '../../server/contract/township-papers.ts';
import { saveTownshipSettings } from '../../server/contract/township-settings.ts';
import { enterHall, type PublishedRound, runRound } from '../../server/rehearsal/meeting-run.ts';
import { answerReport } from '../../server/rehearsal/officials.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { wholeText } from '../prints/tools.ts';
import { type FormsServer, random, startFormsServer } from './hall-of-forms.ts';

/** T67 without its void form: 44 forms, of which the first person has 30, 10, 3, 0 and one blank. */
const FORMS = 44;
const FIRST_PERSON = [...Array(30).fill(0), ...Array(10).fill(1), ...Array(3).fill(2), null] as const;

const ballots = (contests: readonly Contest[]): readonly (readonly ContestMarks[])[] =>
  Array.from({ length: FORMS }, (_, voter) =>
    contests.map((contest): ContestMarks => {
      if (contest.kind !== 'appraisal') throw new Error('only an appraisal is held here');
      return {
        kind: 'appraisal',
        grades: contest.subjects.map((_subject, at) =>
          contest.objects === 'persons' && at === 0 ? (FIRST_PERSON[voter] ?? null) : (voter + at) % 4,
        ),
      };
    }),
  );

let forms: FormsServer;
let meeting: string;
let published: PublishedRound;
const pool = createProofPool();

const state = () => forms.roles.organizer.call(organizer.organizerMeeting, { params: { meeting } });
const report = () => forms.roles.township.call(township.townshipMeeting, { params: { meeting } });

beforeAll(async () => {
  forms = await startFormsServer();
  const { organizer: office } = forms.roles;
  ({ id: meeting } = await office.call(organizer.createMeeting, { body: { start: 'sample', kind: 'appraisal' } }));
}, 120_000);

afterAll(async () => {
  await forms?.stop();
  await pool.close();
});

describe.sequential('a whole appraisal', () => {
  test('is complete as it is begun, and asks for the number present that its settings name (T66)', async () => {
    const { draft, roll, preview, problems } = await state();
    expect(problems.filter(({ severity }) => severity === 'stop').map(({ code }) => code)).toEqual([
      'scrutineers-not-enrolled',
    ]);
    expect(roll.counts).toMatchObject({ members: 46, entitled: 46, expected: 46, quorumMinimum: 0 });
    expect(preview.map(({ kind, title }) => [kind, title.zh])).toEqual([
      ['appraisal', '班子'],
      ['appraisal', '村干部'],
    ]);
    const params = { meeting };
    const save = (minimum: number) =>
      forms.roles.organizer.call(organizer.saveDraft, {
        params,
        body: { ...draft, rules: { ...draft.rules, appraisalMinimumAttendance: minimum } },
      });
    await save(50);
    expect((await state()).problems.map(({ code }) => code)).toContain('too-few-participants');
    await save(40);
    expect((await state()).roll.counts.quorumMinimum).toBe(40);
  });

  test('is voted and counted like an election, and its record verifies', async () => {
    const run = forms.run(meeting);
    const hall = await enterHall(run);
    published = await runRound(run, hall, { round: '1', present: FORMS, ballots });
    const record = published.files.record;
    const entries = readRecord(record);
    expect(entriesOf(entries, 'meeting')[0]?.entry).toMatchObject({ kind: 'appraisal', group: '党员和群众代表' });
    expect(entriesOf(entries, 'result')[0]?.entry.outcome).toEqual([null, null]);
    const verified = await verifyRecord(record, { random, ballotVerifier: pool.verifyBallots });
    expect(verified.findings).toEqual([]);
  });

  test('gives shares by forms and by rows, a rank and no verdict (T67)', async () => {
    const { rounds } = await state();
    const result = rounds[0]?.result;
    expect(result).toMatchObject({ issued: FORMS, recovered: FORMS, valid: FORMS, contests: [] });
    const persons = result?.forms[1];
    expect(persons).toMatchObject({ kind: 'appraisal', forms: FORMS });
    expect(persons?.rows[0]).toMatchObject({ label: '高玉龙', ticks: [30, 10, 3, 0], ungraded: 1 });
    expect(persons?.rows[0]).toMatchObject({
      byForms: ['68.18', '22.73', '6.82', '0.00'],
      byRows: ['69.77', '23.26', '6.98', '0.00'],
      rank: 1,
    });
    const json = JSON.parse(new TextDecoder().decode(published.files.resultJson));
    expect(json.counts['村干部:高玉龙']).toEqual({ 优秀: 30, 称职: 10, 基本称职: 3, 不称职: 0 });
  });

  test('is exported as a list, a row to every grade of everybody (XLSX)', async () => {
    const bytes = await forms.roles.organizer.call(paperXlsx, { params: { meeting, paper: 'results' } });
    const [sheet] = await readExcelFile(Buffer.from(bytes));
    const [head = [], ...rows] = sheet?.data ?? [];
    const of = (name: string, grade: string) => {
      const row = rows.find((one) => one[head.indexOf('姓名')] === name && one[head.indexOf('等次')] === grade) ?? [];
      return ['票数', '占有效表（%）', '占已评（%）', '有效表', '方式'].map((heading) => row[head.indexOf(heading)]);
    };
    expect(of('高玉龙', '优秀')).toEqual([30, 68.18, 69.77, FORMS, '电子']);
    expect(of('高玉龙', '未评')).toEqual([1, null, null, FORMS, '电子']);
    expect(rows).toHaveLength(12 * 5);
  });

  test('is the same list when it comes back, and a number that was changed is named (XLSX, CSV)', async () => {
    const results = { params: { meeting, paper: 'results' } };
    const { organizer: office } = forms.roles;
    const compare = (bytes: Uint8Array) =>
      office.call(comparePaper, {
        ...results,
        body: { fileName: '计票结果', content: Buffer.from(bytes).toString('base64') },
      });
    const csv = await office.call(paperCsv, results);
    for (const bytes of [csv, await office.call(paperXlsx, results)])
      expect(await compare(bytes)).toEqual({ agrees: true, rows: 12 * 5, lines: [], more: 0 });
    const changed = new TextDecoder().decode(csv).replace('高玉龙,优秀,30,68.18', '高玉龙,优秀,31,70.45');
    const { agrees, lines } = await compare(new TextEncoder().encode(changed));
    expect(agrees).toBe(false);
    expect(lines.map(({ zh }) => zh)).toEqual([
      '“票数”：文件中是 31，系统记录是 30。',
      '“占有效表（%）”：文件中是 70.45，系统记录是 68.18。',
    ]);
  });

  test('prints a summary that any verifier draws again byte for byte', async () => {
    const pdf = await forms.roles.organizer.call(resultSheetFile, { params: { meeting, round: '1' } });
    const checked = await verifyResultSheet(pdf, { random, ballotVerifier: pool.verifyBallots });
    expect(checked.findings).toEqual([]);
    expect(checked.checks.at(-1)).toMatchObject({ name: 'result-sheet', ok: true });
    // One number changed anywhere in the file is found.
    const changed = pdf.slice();
    const at = changed.length >> 1;
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect((await verifyResultSheet(changed, { random, ballotVerifier: pool.verifyBallots })).ok).toBe(false);
  });

  test('is put on file by the township, whose judgement is a paper of its own', async () => {
    const answer = { decision: 'file', number: '青委〔2026〕40号', reason: '', signatory: '韩志远' } as const;
    const pdf = await answerReport(forms.roles, { meeting, round: '1', answer });
    expect(pdf.length).toBeGreaterThan(10_000);
    expect(await report()).toMatchObject({ decisions: ['file', 'return'], answer: { decision: 'file' } });
    expect((await state()).next.step).toBe('finished');
  });

  test('is judged by the township with quota and reasons, and never by the majority of the forms (T65)', async () => {
    const { township: superior } = forms.roles;
    const body = { title: '2026年村干部等次', quota: 30 as const, sources: [{ meeting, list: '村干部' }] };
    const { id } = await superior.call(papers.beginJudgement, { body });
    const params = { paper: id };
    const now = async () => (await superior.call(papers.townshipPapers)).judgements[0];
    // 高玉龙 has 68 % of the best grade on the forms and no grade for it.
    expect(await now()).toMatchObject({ maximum: 2, settled: false });
    expect((await now())?.objects.map(({ grade }) => grade)).toEqual(Array(9).fill(null));
    expect((await now())?.objects[0]).toMatchObject({
      name: '高玉龙',
      parts: [{ ticks: [30, 10, 3, 0], ungraded: 1, shares: ['68.18', '22.73', '6.82', '0.00'] }],
    });
    const names = (await now())?.objects.map(({ name }) => name) ?? [];
    const judge = (at: number, grade: number | null, reasons = '') =>
      superior.call(papers.judgeOne, { params, body: { name: names[at] ?? '', grade, reasons } });
    await judge(0, 0, '抓党建成效明显');
    await judge(1, 0, '');
    await expect(judge(2, 0, '群众公认')).rejects.toThrow('quota-exceeded');
    await expect(judge(2, 4)).rejects.toThrow('grade-unknown');
    for (let at = 2; at < 8; at += 1) await judge(at, 1);
    await judge(8, 3, '');
    const settle = () => superior.call(papers.settleJudgement, { params, body: {} });
    expect((await now())?.problems.map(({ code }) => code)).toEqual(['reasons-missing', 'reasons-missing']);
    await expect(settle()).rejects.toThrow('paper-incomplete');
    await judge(1, 0, '年度任务全部完成');
    await judge(8, 3, '两次考核末位');
    // The adopted method asks for publicity: nothing is settled that nobody could read.
    await expect(settle()).rejects.toThrow('paper-incomplete');
    const holidays = [{ year: 2020, off: [], worked: [] }];
    await superior.call(saveTownshipSettings, { body: { offices: [], holidays } });
    await superior.call(papers.postJudgement, { params, body: { posted: '2020-10-12', telephone: '028-12380' } });
    await settle();
    expect(await now()).toMatchObject({ settled: true, problems: [] });
    await expect(judge(0, 1)).rejects.toThrow('paper-settled');
  });

  test('is judged by score with the bands 90, 80 and 60, from a file, printed, published and objected to (T63, T64)', async () => {
    const { township: superior } = forms.roles;
    const sources = [{ meeting, list: '班子' }];
    const body = { title: '2026年班子等次', quota: 0 as const, sources, byScore: true };
    const { id } = await superior.call(papers.beginJudgement, { body });
    const params = { paper: id };
    const now = async () => (await superior.call(papers.townshipPapers)).judgements.find((one) => one.id === id);
    const score = (given: string, reasons = '') =>
      superior.call(papers.judgeOne, {
        params,
        body: { name: '村民委员会', grade: null, score: given, reasons },
      });
    await score('89');
    expect((await now())?.objects[1]).toMatchObject({ name: '村民委员会', score: '89', grade: 1 });
    await expect(score('89.5')).rejects.toThrow('score-unreadable');
    const file = (text: string) => ({ fileName: 'j.csv', content: Buffer.from(text).toString('base64') });
    const given = file('对象,得分,理由\n村党总支委员会,90,抓党建\n村民委员会,80,\n村务监督委员会,59,长期不开会\n');
    expect(await superior.call(papers.importJudged, { params, body: given })).toMatchObject({ rows: 3, lines: [] });
    expect((await now())?.objects.map(({ grade }) => grade)).toEqual([0, 1, 3]);
    expect((await now())?.warnings.map(({ code }) => code)).toEqual(['no-quota']);
    for (const { kind, files, ready } of (await now())?.papers ?? [])
      for (const { format } of ready ? files : []) {
        const route = {
          pdf: papers.judgementPdf,
          docx: papers.judgementDocx,
          xlsx: papers.judgementXlsx,
          csv: papers.judgementCsv,
        }[format];
        const bytes = await superior.call(route, { params: { ...params, kind } });
        expect(bytes.length).toBeGreaterThan(100);
        if (format === 'pdf' && kind === 'result') expect(wholeText(bytes)).toContain('长期不开会');
        if (format === 'csv') {
          const content = Buffer.from(bytes).toString('base64');
          const again = await superior.call(papers.importJudged, { params, body: { fileName: 'j.csv', content } });
          expect(again).toMatchObject({ imported: true, rows: 3, lines: [] });
        }
      }
    const posting = { posted: '2026-11-02', telephone: '028-12380' };
    await superior.call(papers.postJudgement, { params, body: posting });
    const objection = { day: '2026-11-03', words: '评分偏高', handling: '' };
    await superior.call(papers.objectToJudgement, { params, body: objection });
    await superior.call(papers.handleJudgementObjection, {
      params: { ...params, index: '0' },
      body: { handling: '经复核维持' },
    });
    expect(await now()).toMatchObject({
      publicity: { ...posting, last: '2026-11-05' },
      objections: [{ ...objection, handling: '经复核维持' }],
    });
    const report = await superior.call(papers.judgementPdf, { params: { ...params, kind: 'publicity-report' } });
    expect(wholeText(report)).toContain('经复核维持');
  });
});
