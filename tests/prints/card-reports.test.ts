import { describe, expect, test } from 'vitest';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { cardReportData, cardReports } from '../../printables/reports/card-reports.ts';
import { createCardReportFiles, KEPT_REPORTS } from '../../server/services/card-report-files.ts';
import { COMMITTEE, type RoundSketch, sketchRecord } from './qingxi-record.ts';
import { pageCount, pageText, syntax } from './tools.ts';

const FONTS = installedFonts();

describe('the reports at the public address', () => {
  const record = sketchRecord(COMMITTEE, new Uint8Array(91).fill(3));
  const served = () => {
    const seen = { size: 40, drawn: 0 };
    const log = { head: async () => ({ size: seen.size, root: new Uint8Array(32) }), file: async () => record };
    const files = createCardReportFiles(log, async () => {
      seen.drawn += 1;
      return Uint8Array.of(seen.drawn);
    });
    return { seen, files };
  };

  test('are drawn once for a length of the log, however many ask at a time', async () => {
    const { seen, files } = served();
    const both = await Promise.all([files.ofRound('m', 1), files.ofRound('m', 1)]);
    expect([...both, await files.ofRound('m', 1)]).toEqual([Uint8Array.of(1), Uint8Array.of(1), Uint8Array.of(1)]);
    seen.size += 1;
    expect(await files.ofRound('m', 1)).toEqual(Uint8Array.of(2));
    expect(await files.ofRound('m', 2)).toBeUndefined();
    expect(seen.drawn).toBe(2);
  });

  test('are kept for the last meetings only: memory is bounded', async () => {
    const { seen, files } = served();
    for (let at = 0; at <= KEPT_REPORTS; at += 1) await files.ofRound(`m${at}`, 1);
    await files.ofRound('m1', 1);
    expect(seen.drawn).toBe(KEPT_REPORTS + 1);
    await files.ofRound('m0', 1);
    expect(seen.drawn).toBe(KEPT_REPORTS + 2);
  });
});

describe('发票情况报告单、收票情况报告单 (rules §6.2)', () => {
  const drawn = async (change: Partial<RoundSketch>) => {
    const rounds = COMMITTEE.rounds.map((round) => ({ ...round, ...change }));
    const data = cardReportData(sketchRecord({ ...COMMITTEE, rounds }, new Uint8Array(91).fill(3)), 1);
    if (!data.ok) throw new Error(data.error);
    return cardReports(data.value, FONTS);
  };

  test('every card of the sample is accounted for: 80 made, 68 handed out, 67 cast, 1 returned, 12 never handed out', async () => {
    const pdf = await drawn({});
    expect(pageCount(pdf)).toBe(2);
    const issue = pageText(pdf, 1);
    expect(issue).toContain('发票情况报告单大会主持人：2026年11月28日');
    expect(issue).toMatch(/制卡（拆封）80.*抽验4.*入箱76.*领卡68.*实发68.*补换0.*未发出12/);
    expect(issue).toContain('领卡68张、补换0张与未发出12张之和80张，等于制卡80张。');
    const taken = pageText(pdf, 2);
    expect(taken).toContain('应到会有选举权的党员75名，实到68名，达到应到会人数75名的五分之四（至少60名）');
    expect(taken).toMatch(/发出68.*收回（投出）67.*抽查0.*退回未投1.*损坏0.*不可读0.*未交回0/);
    expect(taken).toContain('收回67张，不多于发出的68张；投票卡去向全部清楚。选举有效。');
    for (const name of COMMITTEE.scrutineers) expect(issue + taken).toContain(`监票人${name}：`);
    expect(syntax(pdf)).toMatchObject({ status: 0 });
    expect(await drawn({})).toEqual(pdf);
  });

  test('a card that nobody has seen again is named', async () => {
    const taken = pageText(await drawn({ voids: { returned: 0, damaged: 0, unissued: 12 } }), 2);
    expect(taken).toContain('退回未投0');
    expect(taken).toContain('不多于发出的68张；未交回1张。选举有效。');
  });

  test('numbers that do not add up make the election void, with the condition', async () => {
    const taken = pageText(await drawn({ voids: { returned: 1, damaged: 0, unissued: 11 } }), 2);
    expect(taken).toContain('投票卡清点不平，选举无效，须重新选举：');
    expect(taken).toContain('领卡68+补换0+未发出11=制卡80——不成立。');
  });

  test('before the close there is none, and no record of another kind gives one', () => {
    const record = sketchRecord(COMMITTEE, new Uint8Array(91).fill(3)).split('\n');
    const before = record.slice(
      0,
      record.findIndex((line) => line.includes('"type":"close"')),
    );
    expect(cardReportData(`${before.join('\n')}\n`, 1)).toEqual({ ok: false, error: 'close-missing' });
    expect(cardReportData('{}\n', 1)).toEqual({ ok: false, error: 'record-unreadable' });
    expect(cardReportData(record.join('\n'), 2)).toEqual({ ok: false, error: 'round-missing' });
  });
});
