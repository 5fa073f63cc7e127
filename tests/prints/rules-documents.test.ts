/**
 * Every row of rules §6.2: written from data, and offered. Papers of the organizer's card are made by what the card lists; all others
 * are asked of a running server, so a row that no route hands out is red here.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentFacts } from '../../printables/documents/facts.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { FORM_KINDS, OFFICIAL_KINDS } from '../../server/papers/paper-kinds.ts';
import { type FormsServer, startFormsServer } from '../forms/hall-of-forms.ts';
import { APPRAISAL_FACTS, COUNTED, FACTS, ON_PAPER, PLENARY_FACTS, RECOMMENDATION_FACTS } from './document-facts.ts';
import { type OfferedPapers, offeredPapers } from './offered-papers.ts';
import { pageCount, textLines, wholeText } from './tools.ts';

const FONTS = installedFonts();
const PICTURES = process.env.PICTURES_DIR;

type Row = readonly [
  row: string,
  /** Kind of the organizer's papers card. */
  at: { readonly official: string } | { readonly form: string },
  facts: DocumentFacts,
];

const ROWS: readonly Row[] = [
  ['选票', { form: 'paper-ballots' }, FACTS],
  ['选票（书记、副书记）', { form: 'paper-ballots' }, PLENARY_FACTS],
  ['画票说明', { form: 'paper-ballots' }, FACTS],
  ['出席情况报告单', { form: 'attendance-report' }, COUNTED],
  ['出席情况报告单（测评）', { form: 'attendance-report' }, APPRAISAL_FACTS],
  ['选举结果报告', { official: 'election-report' }, COUNTED],
  ['选举结果报告（纸质）', { official: 'election-report' }, ON_PAPER],
  ['选举结果报告（全体会议）', { official: 'election-report' }, PLENARY_FACTS],
  ['请示（召开大会）', { official: 'assembly-request' }, FACTS],
  ['请示（候选人）', { official: 'candidates-request' }, FACTS],
  ['批复（召开大会）', { official: 'assembly-reply' }, FACTS],
  ['批复（候选人）', { official: 'candidates-reply' }, FACTS],
  ['选举办法（草案）', { official: 'election-method' }, FACTS],
  ['推荐办法', { official: 'form-method' }, RECOMMENDATION_FACTS],
  ['测评办法', { official: 'form-method' }, APPRAISAL_FACTS],
  ['主持词', { official: 'chair-script' }, COUNTED],
  ['主持词（测评）', { official: 'form-script' }, APPRAISAL_FACTS],
  ['主持词（推荐）', { official: 'form-script' }, RECOMMENDATION_FACTS],
  ['民主测评表', { form: 'appraisal-form' }, APPRAISAL_FACTS],
  ['民主推荐表', { form: 'recommendation-form' }, RECOMMENDATION_FACTS],
  ['公示', { official: 'notice' }, FACTS],
];

/** What a server hands out elsewhere: at the desk, in the hall, with the result, on the superior's page. */
const HANDED_OUT: readonly (readonly [row: string, at: keyof OfferedPapers, says: readonly string[]])[] = [
  ['签到表', 'attendanceSheet', ['签到表', '丁建平', '正式党员', '签名', '领票']],
  ['发票情况报告单', 'cardReports', ['发票情况报告单', '实发']],
  ['发票情况报告单（纸质）', 'paperReports', ['发票情况报告单', '实发', '大会主持人']],
  ['收票情况报告单', 'cardReports', ['收票情况报告单', '有效']],
  ['收票情况报告单（纸质）', 'paperReports', ['收票情况报告单', '选举有效']],
  ['计票结果报告单', 'resultSheet', ['计票结果报告单', '全体党员', '监票人']],
  ['批复（选举结果）', 'answer', ['批复', '大委〔2026〕12号']],
  ['民主测评汇总表', 'appraisalSummary', ['民主测评汇总表', '优秀', '位次', '高玉龙']],
  ['民主推荐汇总表', 'recommendationSummary', ['民主推荐汇总表', '甲一', '位次']],
  [
    '民主推荐汇总表（几个推荐范围）',
    'combinedSummary',
    ['民主推荐汇总表', '党员得票', '村民代表得票', '各取前列', '12（第1）', '√', '汇总人', '监督人'],
  ],
  [
    '公示（推荐产生的名单）',
    'combinedNotice',
    ['初步人选的公示', '5.戊五', '2020年10月11日至2020年10月13日', '共3个自然日', '028-12380'],
  ],
  ['公示（意见和处理）', 'publicityReport', ['公示情况', '反映戊五长期不在村', '经核实不属实', '都已处理']],
];

/** The rows of the rules' own table, in its order. */
const OF_THE_RULES =
  '选票 画票说明 签到表 出席情况报告单 发票情况报告单 收票情况报告单 计票结果报告单 选举结果报告 请示 批复 选举办法 主持词 民主测评表 民主测评汇总表 民主推荐表 民主推荐汇总表 公示';

describe('the documents of rules §6.2', () => {
  test('every row of the rules has its line here', () => {
    for (const name of OF_THE_RULES.split(' '))
      expect(
        [...ROWS, ...HANDED_OUT].some(([row]) => row.startsWith(name)),
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
    const kind = FORM_KINDS.find((one) => one.kind === at.form);
    expect(kind?.meetings).toContain(facts.kind);
    expect(kind?.isReady(facts)).toBe(true);
    const pdf = await kind?.draw(facts, FONTS);
    expect(wholeText(pdf ?? new Uint8Array())).toContain(facts.organization);
  });

  test('no meeting is offered a paper of another kind of meeting', () => {
    const offered = (kind: DocumentFacts['kind']) =>
      [...OFFICIAL_KINDS, ...FORM_KINDS].filter(({ meetings }) => meetings.includes(kind)).map((one) => one.kind);
    const both = ['form-method', 'meeting-notice', 'form-script', 'empty-box', 'assistance-list', 'attendance-report'];
    expect(offered('appraisal')).toEqual([...both, 'appraisal-form']);
    expect(offered('recommendation')).toEqual([...both, 'recommendation-form']);
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
    // What tells a namesake apart stands whole below the name.
    expect(textLines(recommended, 1).join('\n')).toContain('（1974年4月生）');
    expect(said).toContain('有下列情形之一的，不得推荐：受过刑事处罚或劳动教养；');
    const report = wholeText(await form('attendance-report', APPRAISAL_FACTS));
    expect(report).not.toMatch(/选举|党员大会|预备党员/);
    expect(report).toContain('达到规定的最少到会人数40名，符合规定，可以进行测评。');
  });
});

describe('handed out by a running server', () => {
  let server: FormsServer;
  let handedOut: OfferedPapers;
  beforeAll(async () => {
    server = await startFormsServer();
    handedOut = await offeredPapers(server);
    if (PICTURES !== undefined)
      for (const [name, pdf] of Object.entries(handedOut)) writeFileSync(join(PICTURES, `${name}.pdf`), pdf);
  }, 600_000);
  afterAll(() => server?.stop());

  test.each(HANDED_OUT)('%s', (_, at, says) => {
    const words = wholeText(handedOut[at]).replace(/\s/g, '');
    for (const said of says) expect(words).toContain(said);
  });

  test('no page holds the lines to sign without what the numbers are for, and no heading of a grade breaks', () => {
    const pages = Array.from({ length: pageCount(handedOut.appraisalSummary) }, (_, at) =>
      textLines(handedOut.appraisalSummary, at + 1),
    );
    const signed = pages.find((lines) => lines.some((line) => line.startsWith('签名日期')));
    expect(signed?.join('')).toContain('等次由上级党组织集体研判确定');
    expect(pages.flat().some((line) => line.includes('优秀称职基本称职不称职'))).toBe(true);
    // Neither the longest name of a body nor the largest share breaks.
    expect(pages.flat()).toEqual(expect.arrayContaining(['1村党总支委员会', '12100.00%', '(100.00%)']));
  });

  test('the notice that hangs in the village says nothing of objections', () => {
    expect(wholeText(handedOut.combinedNotice)).not.toContain('反映戊五');
  });
});
