/**
 * What only a count on paper can leave, on its sheet (rules §1.10, §1.11, §1.13, §5.2 W5): no numbers of a void election, a revote that the
 * most votes decide, the elected as they are announced. A sheet that was signed before sheets said so is still its record's.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { checkResultSheet } from '../../printables/reports/check-result-sheet.ts';
import type { SheetVersion } from '../../printables/reports/decided-lines.ts';
import { sheetOfRecord } from '../../printables/reports/sheet-of-record.ts';
import { openResultSheet } from '../../printables/signed/open-result-sheet.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import type { ElectionContest } from '../../tally/record/contest.ts';
import type { PaperBox } from '../../tally/record/paper-entries.ts';
import { committeeContest } from '../../tally/simulation/simulate-election.ts';
import { smallElection } from '../attacks/attack.ts';
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
async function sheetOf(record: string, version?: SheetVersion): Promise<Uint8Array> {
  const data = sheetOfRecord(record, { round: 1, checkAddress: '', ...(version === undefined ? {} : { version }) });
  if (!data.ok) throw new Error(data.error);
  return signPdf(await data.value.draw(FONTS), key);
}
async function of(contest: ElectionContest, box: PaperBox) {
  const record = await recordOf(contest, box);
  const [sheet, old] = [await sheetOf(record), await sheetOf(record, 1)];
  const read = (pdf: Uint8Array) => {
    const opened = openResultSheet(pdf);
    return {
      words: wholeText(pdf).replace(/\s/g, ''),
      version: opened.ok ? opened.value.settings.version : opened.error,
    };
  };
  for (const pdf of [sheet, old]) expect((await checkResultSheet(pdf, { fonts: FONTS })).faults).toEqual([]);
  return { now: read(sheet), old: read(old) };
}

describe('a sheet of a round on paper', () => {
  test('shows no numbers of a void election and reports nothing to the superior', async () => {
    const { now, old } = await of(TWO, { ...BOX, voters: 5, tally: null });
    expect(now.version).toBe(3);
    expect(now.words).toContain('选举无效，没有计票，应当重新选举');
    expect(now.words).not.toMatch(/0／7|有效票0张|无效票6张|两份一致|没有人当选|选举结果的报告/u);
    expect(old.version).toBe(1);
    expect(old.words).toContain('选举结果的报告');
  }, 60_000);

  test('says of a revote that the most votes decide', async () => {
    const rows = [
      [4, 2, 0, 0],
      [2, 4, 0, 0],
    ] as [number, number, number, number][];
    const revote = { ...named(committeeContest(1, 2, 0), ['李一平', '陈二喜'], []), category: 'revote' as const };
    const { now, old } = await of(revote, { ...BOX, tally: { ...TALLY, rows } });
    expect(now.version).toBe(3);
    expect(now.words).toContain('本次投票以得赞成票多的当选，不再要求超过7名的半数。');
    expect(now.words).not.toContain('至少1票');
    expect(old.words).toContain('至少1票始得当选');
  }, 60_000);

  test('lists the elected as they are announced, a person written in among them', async () => {
    const rows = [
      [6, 0, 0, 0],
      [0, 6, 0, 0],
    ] as [number, number, number, number][];
    const box = { ...BOX, tally: { ...TALLY, rows, writeIns: [{ name: '丁三元', votes: 5 }] } };
    const { now, old } = await of(TWO, box);
    expect(now.version).toBe(3);
    expect(now.words).toContain('当选委员：丁三元李一平');
    expect(old.words).toContain('当选委员：李一平丁三元');
  }, 60_000);

  test('is of the first version where there is nothing of this to say', async () => {
    const rows = [
      [6, 0, 0, 0],
      [5, 1, 0, 0],
    ] as [number, number, number, number][];
    const { now } = await of(TWO, { ...BOX, tally: { ...TALLY, rows } });
    expect(now.version).toBe(1);
    expect(now.words).toContain('收回不多于发出，选举有效');
  }, 60_000);
});
