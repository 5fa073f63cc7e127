/**
 * What only a count on paper can leave, on its sheet (rules §1.10, §1.11, §1.13, §5.2 W5): no numbers of a void election, a revote that the
 * most votes decide, the elected as they are announced.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { drawAnswer } from '../../printables/reports/answer.ts';
import { answeredSheet } from '../../printables/reports/answered-sheet.ts';
import { checkResultSheet } from '../../printables/reports/check-result-sheet.ts';
import { sheetOfRecord } from '../../printables/reports/sheet-of-record.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import type { PaperBox } from '../../tally/record/paper-entries.ts';
import { committeeContest, type SimulationOptions } from '../../tally/simulation/simulate-election.ts';
import { smallElection } from '../attacks/attack.ts';
import { FORMS_ON_PAPER, HONEST_FORMS } from '../attacks/paper-count-attacks.ts';
import { wholeText } from './tools.ts';

const FONTS = installedFonts();
const VALIDITY = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
const named = (
  contest: ElectionContest,
  candidates: readonly string[],
  writeIns: readonly string[],
): ElectionContest => ({
  ...contest,
  candidates: candidates.map((name) => ({ name, remark: '' })),
  writeIns: writeIns.map((name) => ({ name, remark: '' })),
});
const TWO = named(committeeContest(2, 2, 1), ['李一平', '陈二喜'], ['丁三元']);
const TALLY = { valid: 6, invalid: 0, voidEntries: [], invalidReasons: [], writeIns: [] };
const BOX = { printed: 8, issued: 6, remaining: 2, voters: 6, recovered: 6 };

let key: SheetKey;
beforeAll(async () => {
  key = await createSheetKey({ organization: '模拟党支部', ...VALIDITY });
});

async function recordOf(contest: ElectionContest, box: PaperBox): Promise<string> {
  const sheetKey = encodeBase64url(sheetPublicKey(key));
  const onPaper = { expected: 7, present: 6, boxes: [box] };
  return (await smallElection('paper words', { ballots: 0, contests: [contest], onPaper, sheetKey } as never)).record;
}
async function wordsOf(contest: ElectionContest, box: PaperBox): Promise<string> {
  const data = sheetOfRecord(await recordOf(contest, box), { round: 1, checkAddress: '' });
  if (!data.ok) throw new Error(data.error);
  const pdf = signPdf(await data.value.draw(FONTS), key);
  expect((await checkResultSheet(pdf, { fonts: FONTS })).faults).toEqual([]);
  return wholeText(pdf).replace(/\s/g, '');
}

describe('a sheet of a round on paper', () => {
  test('shows no numbers of a void election and reports nothing to the superior', async () => {
    const words = await wordsOf(TWO, { ...BOX, voters: 5, tally: null });
    expect(words).toContain('选举无效，没有计票，应当重新选举');
    expect(words).not.toMatch(/0／7|有效票0张|无效票6张|两份一致|没有人当选|选举结果的报告/u);
  }, 60_000);

  test('says of a revote that the most votes decide', async () => {
    const rows = [
      [4, 2, 0, 0],
      [2, 4, 0, 0],
    ] as [number, number, number, number][];
    const revote = { ...named(committeeContest(1, 2, 0), ['李一平', '陈二喜'], []), category: 'revote' as const };
    const words = await wordsOf(revote, { ...BOX, tally: { ...TALLY, rows } });
    expect(words).toContain('本次投票以得赞成票多的当选，不再要求超过7名的半数。');
    expect(words).not.toContain('至少1票');
  }, 60_000);

  test('lists the elected as they are announced, a person written in among them', async () => {
    const rows = [
      [6, 0, 0, 0],
      [0, 6, 0, 0],
    ] as [number, number, number, number][];
    const box = { ...BOX, tally: { ...TALLY, rows, writeIns: [{ name: '丁三元', votes: 5 }] } };
    const words = await wordsOf(TWO, box);
    expect(words).toContain('当选委员（按姓氏笔画为序）：丁三元李一平');
    // So does the superior's answer.
    const answered = answeredSheet(await recordOf(TWO, box), 1);
    expect(answered.ok && answered.value.contests[0]?.elected).toEqual(['丁三元', '李一平']);
  }, 60_000);

  test('says that the election is valid where all is in order', async () => {
    const rows = [
      [6, 0, 0, 0],
      [5, 1, 0, 0],
    ] as [number, number, number, number][];
    const words = await wordsOf(TWO, { ...BOX, tally: { ...TALLY, rows } });
    expect(words).toContain(
      '实到6名，达到应到会人数7名的五分之四（至少6名），符合规定。本轮使用纸质选票，收回不多于发出，选举有效。由两名计票人分别计票',
    );
    expect(words).toContain('超过7名的半数（至少4票）始得当选');
    expect(words).toContain('赞成票／应到会有选举权人数');
    // On the form, and in the report behind it.
    expect(words.match(/6／7，过半数/gu)).toHaveLength(2);
    expect(words.match(/（按姓氏笔画为序）/gu)).toHaveLength(2);
  }, 60_000);
});

describe('the answer to a round of forms on paper', () => {
  const NOMINEES = ['李一平', '陈二喜'].map((name) => ({ name, remark: '' }));
  const posts: Partial<SimulationOptions> = {
    kind: 'recommendation',
    contests: [
      { kind: 'recommendation', title: { zh: '党支部书记', en: 'Secretary' }, nominees: NOMINEES, limit: 1 },
      { kind: 'recommendation', title: { zh: '副书记', en: 'Deputy' }, nominees: NOMINEES, limit: 1 },
    ],
    onPaper: {
      expected: 7,
      present: 6,
      boxes: [BOX, BOX].map((box) => ({ ...box, tally: { ...TALLY, rows: [[4], [2]] } })),
    },
  };
  const uncounted = HONEST_FORMS.at(-1)?.options ?? {};

  test.each([
    ['民主测评', '班子、村干部', FORMS_ON_PAPER],
    ['民主测评', '班子、村干部', uncounted],
    ['民主推荐', '党支部书记、副书记', posts],
  ])(
    'names the %s of %s, and no election',
    async (act, lists, options) => {
      const { record } = await smallElection('forms on paper', options);
      const sheet = answeredSheet(record, 1);
      if (!sheet.ok) throw new Error(sheet.error);
      const text = {
        number: '青委〔2026〕12号',
        signatory: '刘世平',
        date: '2026-11-29',
        resultHash: new Uint8Array(32),
      };
      const said = async (decision: 'file' | 'return') =>
        wholeText(await drawAnswer({ ...text, decision, reason: '请重新汇总', sheet: sheet.value }, FONTS));
      const [filed, returned] = [await said('file'), await said('return')];
      expect(filed).toContain(`关于模拟党支部${act}汇总表的备案批复`);
      expect(filed).toContain(`《关于模拟党支部${act}汇总表》（计票码`);
      expect(filed).toContain(`经审核，程序符合规定，${lists}的${act}情况予以备案。此复。`);
      expect(returned).toContain(`经审核，${lists}的${act}情况现予退回。退回理由：请重新汇总。`);
      expect(filed + returned).not.toMatch(/选举|当选/u);
    },
    60_000,
  );
});
