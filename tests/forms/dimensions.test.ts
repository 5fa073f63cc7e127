/**
 * Two dimensions of the same persons (rules §4.4), over HTTP with a real server: one village appraises on kiosks, one on paper, and
 * the township judges the cadres of both as one class, every dimension beside each person.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as organizer from '../../server/contract/organizer.ts';
import { paperPdf } from '../../server/contract/papers.ts';
import * as papers from '../../server/contract/township-papers.ts';
import { enterHall, runRound } from '../../server/rehearsal/meeting-run.ts';
import { answerReport } from '../../server/rehearsal/officials.ts';
import { onPaper } from '../../server/rehearsal/paper-marks.ts';
import { enterPaperHall, runPaperRound } from '../../server/rehearsal/paper-run.ts';
import { createProofPool } from '../../server/workers/proof-pool.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { wholeText } from '../prints/tools.ts';
import { type FormsServer, prepareAppraisal, random, SCRUTINEERS, startFormsServer } from './hall-of-forms.ts';

const PARTICIPANTS = ['高建国', '何秀兰', '郭志强', '马玉梅', '罗建华', '梁桂芳', '宋海波'];
const SUBJECTS = ['王建国', '田大利'];
const DIMENSIONS = ['德', '能'];
const FORMS = 10;
const RULES = { appraisalDimensions: 'average', appraisalQuota: 30, publicityDays: 0 } as const;

/** How many of the ten tick 优秀, then 称职; the others nothing. [德 of each subject, 能 of each subject]. */
const KIOSK_TICKS = [
  [
    [8, 2],
    [6, 4],
  ],
  [
    [2, 8],
    [9, 0],
  ],
] as const;
const PAPER_TICKS = [
  [
    [7, 3],
    [5, 5],
  ],
  [
    [7, 3],
    [4, 6],
  ],
] as const;

const marksOf =
  (ticks: typeof KIOSK_TICKS | typeof PAPER_TICKS) =>
  (contests: readonly Contest[]): readonly (readonly ContestMarks[])[] =>
    Array.from({ length: FORMS }, (_, voter) =>
      contests.map((_contest, dimension) => ({
        kind: 'appraisal' as const,
        grades: SUBJECTS.map((_name, subject) => {
          const [best, second] = ticks[dimension]?.[subject] ?? [0, 0];
          return voter < best ? 0 : voter < best + second ? 1 : null;
        }),
      })),
    );

let forms: FormsServer;
let kiosks: string;
let paper: string;
const pool = createProofPool();
const superior = () => forms.roles.township;
const verified = (record: Uint8Array) => verifyRecord(record, { random, ballotVerifier: pool.verifyBallots });
const file = (meeting: string, number: string) =>
  answerReport(forms.roles, {
    meeting,
    round: '1',
    answer: { decision: 'file', number, reason: '', signatory: '韩志远' },
  });

beforeAll(async () => {
  forms = await startFormsServer();
  const about = { participants: PARTICIPANTS, subjects: SUBJECTS, dimensions: DIMENSIONS, rules: RULES };
  kiosks = await prepareAppraisal(forms.roles.organizer, { village: '清溪村', ...about });
  paper = await prepareAppraisal(forms.roles.organizer, { village: '石桥村', ...about });
}, 120_000);
afterAll(async () => {
  await forms?.stop();
  await pool.close();
});

describe.sequential('德 and 能 of the same persons, up to the judgement', () => {
  test('the method says how the dimensions rank together, and names each list once', async () => {
    const params = { meeting: kiosks, paper: 'form-method' };
    const method = wholeText(await forms.roles.organizer.call(paperPdf, { params }));
    expect(method).toContain('分项测评的，各项同一等次的得票率取平均数，按平均数排列位次。');
    expect(method).toContain('村干部（德、能分项测评）：王建国、田大利');
  });

  test('one village appraises on kiosks, a table to each dimension, and its record verifies', async () => {
    const run = forms.run(kiosks);
    const published = await runRound(run, await enterHall(run), {
      round: '1',
      present: SCRUTINEERS.length + PARTICIPANTS.length,
      ballots: marksOf(KIOSK_TICKS),
    });
    const entries = readRecord(published.files.record);
    const [{ entry }] = entriesOf(entries, 'round') as never as [
      { entry: { rules: object; contests: readonly Contest[] } },
    ];
    expect(entry.rules).toMatchObject({ appraisalDimensions: 'average' });
    expect(entry.contests.map((contest) => contest.kind === 'appraisal' && contest.dimension)).toEqual(DIMENSIONS);
    expect((await verified(published.files.record)).findings).toEqual([]);
    await file(kiosks, '大委〔2026〕1号');
  });

  test('the other on paper, two tellers reading each form, and its record verifies', async () => {
    const run = forms.run(paper);
    const { record } = await runPaperRound(run, await enterPaperHall(run), {
      round: '1',
      present: SCRUTINEERS.length + PARTICIPANTS.length,
      spare: 2,
      papers: (contests) =>
        marksOf(PAPER_TICKS)(contests).map((lists) =>
          contests.map((contest, at) => onPaper(contest, lists[at] as ContestMarks)),
        ),
    });
    expect((await verified(record)).findings).toEqual([]);
    await file(paper, '大委〔2026〕2号');
  });

  test('the township judges both villages as one class: four persons, a quota of persons, no grade from the forms', async () => {
    const { sources } = await superior().call(papers.townshipPapers);
    const chosen = sources.map(({ meeting, list }) => ({ meeting, list }));
    expect(chosen.map(({ list }) => list).toSorted()).toEqual(
      ['村干部·德', '村干部·德', '村干部·能', '村干部·能'].toSorted(),
    );
    const begin = (picked: typeof chosen) =>
      superior().call(papers.beginJudgement, { body: { title: '2026年村干部等次', quota: 30, sources: picked } });
    await expect(begin(chosen.filter(({ list }) => list.endsWith('德')))).rejects.toThrow('form-sources-differ');
    const { id } = await begin(chosen);
    const params = { paper: id };
    const now = async () => {
      const found = (await superior().call(papers.townshipPapers)).judgements.find((one) => one.id === id);
      if (found === undefined) throw new Error('no judgement');
      return found;
    };
    const { objects, maximum, dimensionRanking } = await now();
    expect([objects.length, maximum, dimensionRanking]).toEqual([4, 1, 'average']);
    const of = (name: string) => objects.find((one) => one.name === name);
    expect(of('王建国（中共清溪村支部委员会）')).toMatchObject({
      grade: null,
      parts: [
        {
          dimension: '德',
          forms: FORMS,
          ticks: [8, 2, 0, 0],
          ungraded: 0,
          shares: ['80.00', '20.00', '0.00', '0.00'],
          rank: 1,
        },
        { dimension: '能', ticks: [2, 8, 0, 0], shares: ['20.00', '80.00', '0.00', '0.00'], rank: 4 },
      ],
    });
    expect(of('田大利（中共清溪村支部委员会）')?.parts[1]).toMatchObject({ ticks: [9, 0, 0, 0], ungraded: 1 });
    expect(of('王建国（中共石桥村支部委员会）')?.parts).toMatchObject([
      { ticks: [7, 3, 0, 0] },
      { ticks: [7, 3, 0, 0] },
    ]);
    // Means of 优秀: 75 % and 50 % of 清溪, 70 % and 45 % of 石桥.
    expect(objects.map(({ name, rank }) => [name.slice(0, 8), rank]).toSorted()).toEqual(
      [
        ['田大利（中共清溪', 1],
        ['王建国（中共石桥', 2],
        ['王建国（中共清溪', 3],
        ['田大利（中共石桥', 4],
      ].toSorted(),
    );
    const judge = (name: string, grade: number, reasons = '') =>
      superior().call(papers.judgeOne, { params, body: { name, grade, reasons } });
    await judge('王建国（中共石桥村支部委员会）', 0, '德能均衡');
    await expect(judge('田大利（中共清溪村支部委员会）', 0, '能力突出')).rejects.toThrow('quota-exceeded');
    for (const { name } of objects.filter((one) => !one.name.startsWith('王建国（中共石桥'))) await judge(name, 1);
    const result = wholeText(await superior().call(papers.judgementPdf, { params: { ...params, kind: 'result' } }));
    for (const said of ['各项测评情况', '9（90.00%）', '7（70.00%）', '取平均数', '最多1个'])
      expect(result).toContain(said);
    const summary = wholeText(await superior().call(papers.judgementPdf, { params: { ...params, kind: 'summary' } }));
    for (const said of ['德位次', '能位次', '8（80.00%）']) expect(summary).toContain(said);
    const csv = new TextDecoder().decode(
      await superior().call(papers.judgementCsv, { params: { ...params, kind: 'list' } }),
    );
    expect(csv).toContain('德·优秀（票）');
    expect(csv.split('\n').find((line) => line.startsWith('王建国（中共清溪'))).toContain('80,20,0,0');
    await superior().call(papers.settleJudgement, { params, body: {} });
    expect(await now()).toMatchObject({ settled: true });
  });

  test('nothing of the settings of either meeting can be changed any more', async () => {
    const { draft } = await forms.roles.organizer.call(organizer.organizerMeeting, { params: { meeting: kiosks } });
    const body = { ...draft, rules: { ...draft.rules, appraisalDimensions: 'in-order' as const } };
    const changed = forms.roles.organizer.call(organizer.saveDraft, { params: { meeting: kiosks }, body });
    await expect(changed).rejects.toThrow();
  });
});
