import { describe, expect, test } from 'vitest';
import { decodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { cardReportData, cardReports } from '../../printables/reports/card-reports.ts';
import { createCardReportFiles, KEPT_REPORTS } from '../../server/services/card-report-files.ts';
import { COMMITTEE, PLENARY, type RoundSketch, sketchRecord } from './qingxi-record.ts';
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

  test('only of an assembly it is the chair of an assembly that they address (rules §5.1, §6.2)', async () => {
    const data = cardReportData(sketchRecord(PLENARY, new Uint8Array(91).fill(3)), 1);
    if (!data.ok) throw new Error(data.error);
    const { meeting } = data.value;
    for (const kind of ['plenary', 'recommendation', 'appraisal'] as const) {
      const pdf = await cardReports({ ...data.value, meeting: { ...meeting, kind } }, FONTS);
      for (const page of [1, 2]) {
        expect(pageText(pdf, page), kind).toContain('情况报告单会议主持人：');
        expect(pageText(pdf, page), kind).not.toContain('大会主持人');
      }
    }
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

  test('of a round that went to paper after its close nothing is called valid', async () => {
    const record = sketchRecord(COMMITTEE, new Uint8Array(91).fill(3)).trimEnd().split('\n');
    const upToClose = record.slice(0, record.findIndex((line) => line.includes('"type":"close"')) + 1);
    const { ctx, signatures } = JSON.parse(upToClose.at(-1) as string);
    const paper = decodeUtf8(canonicalBytes({ type: 'paper', ctx, reason: '停电', signatures }));
    const [closed, givenUp] = [upToClose, [...upToClose, paper]].map((lines) =>
      cardReportData(`${lines.join('\n')}\n`, 1),
    );
    if (!closed?.ok || !givenUp?.ok) throw new Error('no reports');
    expect([closed.value.isGivenUp, givenUp.value.isGivenUp]).toEqual([false, true]);
    const taken = pageText(await cardReports(givenUp.value, FONTS), 2);
    expect(taken).toContain('本轮已转为纸质投票，收回的电子票不开封、不计票');
    expect(taken).not.toContain('选举有效');
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
