/**
 * Every row of rules §6.2: who writes it, and where it is offered. A row without a builder, or a builder that no page of the organizer
 * or of the superior offers, is red here.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DocumentFacts } from '../../printables/documents/facts.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { FORM_KINDS, OFFICIAL_KINDS } from '../../server/papers/paper-kinds.ts';
import { APPRAISAL_FACTS, COUNTED, FACTS, ON_PAPER, PLENARY_FACTS, RECOMMENDATION_FACTS } from './document-facts.ts';
import { pageCount, wholeText } from './tools.ts';

const FONTS = installedFonts();
const source = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

type Row = readonly [
  row: string,
  /** Kind of the organizer's papers card, or the file that writes it and the one that offers it. */
  at:
    | { readonly official: string }
    | { readonly form: string }
    | { readonly builder: string; readonly offered: string },
  facts: DocumentFacts,
];

const ROWS: readonly Row[] = [
  ['选票', { form: 'paper-ballots' }, FACTS],
  ['选票（书记、副书记）', { form: 'paper-ballots' }, PLENARY_FACTS],
  ['画票说明', { form: 'paper-ballots' }, FACTS],
  ['签到表', { builder: 'attendanceSheet', offered: 'server/services/attendance-sheet.ts' }, FACTS],
  ['出席情况报告单', { form: 'attendance-report' }, COUNTED],
  ['出席情况报告单（测评）', { form: 'attendance-report' }, APPRAISAL_FACTS],
  ['发票情况报告单', { builder: 'cardReports', offered: 'server/routes/public-record.ts' }, FACTS],
  ['发票情况报告单（纸质）', { builder: 'paperRoundReports', offered: 'server/routes/paper-rounds.ts' }, ON_PAPER],
  ['收票情况报告单', { builder: 'cardReports', offered: 'server/papers/meeting-archive.ts' }, FACTS],
  ['收票情况报告单（纸质）', { builder: 'paperReports', offered: 'server/papers/meeting-archive.ts' }, ON_PAPER],
  ['计票结果报告单', { builder: 'sheetOfRecord', offered: 'server/services/publishing.ts' }, COUNTED],
  ['选举结果报告', { official: 'election-report' }, COUNTED],
  ['选举结果报告（纸质）', { official: 'election-report' }, ON_PAPER],
  ['选举结果报告（全体会议）', { official: 'election-report' }, PLENARY_FACTS],
  ['请示（召开大会）', { official: 'assembly-request' }, FACTS],
  ['请示（候选人）', { official: 'candidates-request' }, FACTS],
  ['批复（召开大会）', { official: 'assembly-reply' }, FACTS],
  ['批复（候选人）', { official: 'candidates-reply' }, FACTS],
  ['批复（选举结果）', { builder: 'drawAnswer', offered: 'server/services/township.ts' }, COUNTED],
  ['选举办法（草案）', { official: 'election-method' }, FACTS],
  ['主持词', { official: 'chair-script' }, COUNTED],
  ['主持词（测评）', { official: 'form-script' }, APPRAISAL_FACTS],
  ['主持词（推荐）', { official: 'form-script' }, RECOMMENDATION_FACTS],
  ['民主测评表', { form: 'appraisal-form' }, APPRAISAL_FACTS],
  ['民主测评汇总表', { builder: 'formSummary', offered: 'printables/reports/result-sheet.ts' }, APPRAISAL_FACTS],
  ['民主推荐表', { form: 'recommendation-form' }, RECOMMENDATION_FACTS],
  ['民主推荐汇总表', { builder: 'formSummary', offered: 'printables/reports/result-sheet.ts' }, RECOMMENDATION_FACTS],
  ['公示', { official: 'notice' }, FACTS],
];

/** The rows of the rules' own table, in its order. */
const OF_THE_RULES =
  '选票 画票说明 签到表 出席情况报告单 发票情况报告单 收票情况报告单 计票结果报告单 选举结果报告 请示 批复 选举办法 主持词 民主测评表 民主测评汇总表 民主推荐表 民主推荐汇总表 公示';

describe('the documents of rules §6.2', () => {
  test('every row of the rules has its line here', () => {
    for (const name of OF_THE_RULES.split(' '))
      expect(
        ROWS.some(([row]) => row.startsWith(name)),
        name,
      ).toBe(true);
  });

  test.each(ROWS)('%s is written from data and offered', async (_, at, facts) => {
    if ('official' in at) {
      const kind = OFFICIAL_KINDS.find((one) => one.kind === at.official);
      expect(kind?.meetings).toContain(facts.kind);
      expect(kind?.of(facts)?.title.join('')).toMatch(/\p{Script=Han}/u);
      return;
    }
    if ('form' in at) {
      const kind = FORM_KINDS.find((one) => one.kind === at.form);
      expect(kind?.meetings).toContain(facts.kind);
      expect(kind?.isReady(facts)).toBe(true);
      const pdf = await kind?.draw(facts, FONTS);
      expect(wholeText(pdf ?? new Uint8Array())).toContain(facts.organization);
      return;
    }
    expect(source(at.offered)).toMatch(new RegExp(`\\b${at.builder}\\(|\\b${at.builder},|\\.draw\\(`));
  });

  test('no meeting is offered a paper of another kind of meeting', () => {
    const offered = (kind: DocumentFacts['kind']) =>
      [...OFFICIAL_KINDS, ...FORM_KINDS].filter(({ meetings }) => meetings.includes(kind)).map((one) => one.kind);
    expect(offered('appraisal')).toEqual(['form-script', 'attendance-report', 'appraisal-form']);
    expect(offered('recommendation')).toEqual(['form-script', 'attendance-report', 'recommendation-form']);
    expect(offered('plenary')).not.toContain('assembly-request');
  });

  test('a form is one sheet, whatever stands on it; that of a meeting without election says nothing of one', async () => {
    const form = (kind: string, facts: DocumentFacts) =>
      FORM_KINDS.find((one) => one.kind === kind)?.draw(facts, FONTS) ?? Promise.resolve(new Uint8Array());
    expect(pageCount(await form('appraisal-form', APPRAISAL_FACTS))).toBe(1);
    const recommended = await form('recommendation-form', RECOMMENDATION_FACTS);
    expect(pageCount(recommended)).toBe(1);
    const said = wholeText(recommended);
    expect(said).toContain('推荐条件：');
    expect(said).toContain('有下列情形之一的，不得推荐：受过刑事处罚或劳动教养；');
    const report = wholeText(await form('attendance-report', APPRAISAL_FACTS));
    expect(report).not.toMatch(/选举|党员大会|预备党员/);
    expect(report).toContain('达到规定的最少到会人数40名，符合规定，可以进行测评。');
  });
});
