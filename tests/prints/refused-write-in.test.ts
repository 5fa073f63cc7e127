/**
 * A person written in with enough votes (rules §5.2 W14): 待确认 until the superior has spoken, elected once confirmed, and once refused
 * in no result, on no screen and on no sheet called elected, on kiosks and on paper alike.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { drawPaperSheet, paperSheetData } from '../../printables/reports/paper-sheet.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { reportsOf } from '../../server/papers/paper-facts.ts';
import { contestView } from '../../server/services/contest-view.ts';
import { recordThrough } from '../../server/services/scratch-record.ts';
import type { RoundResult } from '../../tally/count/round-result.ts';
import type { PaperTally } from '../../tally/record/paper-entries.ts';
import { label } from '../../tally/record/person.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { entryLine } from '../../tally/record/writer.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest } from '../../tally/simulation/simulate-election.ts';
import { simulatedPerson } from '../../tally/simulation/simulated-persons.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { smallElection } from '../attacks/attack.ts';
import { wholeText } from './tools.ts';

/** Two seats; the first candidate is elected, and the first person who can be written in. */
const CONTEST = committeeContest(2, 2, 2);
const [FIRST, , WRITTEN] = [0, 1, 2].map((at) => label(simulatedPerson(at))) as [string, string, string];
const TALLY: PaperTally = {
  ...{ valid: 6, invalid: 0, voidEntries: [], invalidReasons: [] },
  rows: [
    [6, 0, 0, 0],
    [0, 6, 0, 0],
  ],
  writeIns: [{ name: WRITTEN, votes: 6 }],
};
const BOX = { printed: 8, issued: 6, remaining: 2, voters: 6, recovered: 6, tally: TALLY };
const FONTS = installedFonts();

const MEDIA = {
  kiosks: { contests: [CONTEST], marks: () => [1, 0, 0, 1, 1, 0] as (0 | 1)[] },
  paper: { ballots: 0, contests: [CONTEST], onPaper: { expected: 7, present: 6, boxes: [BOX] } },
} as const;

/** As the record stands after the superior has said this; what it says needs no signature to be shown. */
function ruled(record: string, granted: boolean | null): string {
  if (granted === null) return record;
  const file = readRecord(record);
  const fixed = entriesOf(file, 'round')[0] ?? entriesOf(file, 'paper-round')[0];
  return (
    record +
    entryLine({
      ...{
        type: 'decision',
        ctx: encodeBase64url(fixed?.hash ?? new Uint8Array()),
        matter: 'eligibility',
        post: '委员',
      },
      ...{ person: WRITTEN, granted, by: '青山镇党委', date: '2026-11-28', reason: '', signatures: [] },
    } as never)
  );
}

async function sheetText(record: string): Promise<string> {
  const options = { round: 1, checkAddress: '' };
  const onPaper = paperSheetData(record, options);
  if (onPaper !== null) return wholeText(await drawPaperSheet(onPaper, FONTS));
  const drawn = resultSheetData(record, options);
  if (!drawn.ok) throw new Error(drawn.error);
  return wholeText(await drawResultSheet(drawn.value, FONTS));
}

describe.each(['kiosks', 'paper'] as const)('a round on %s', (medium) => {
  let record: string;
  beforeAll(async () => {
    record = (await smallElection('written in', MEDIA[medium] as never)).record;
  });

  test('report, list and script have nobody among the elected whom the superior has not confirmed (rules §5.2 W14, §8 T51)', async () => {
    const said = async (granted: boolean | null) => {
      const of = ruled(record, granted);
      const log = { state: async () => recordThrough(of, 'decision'), file: async () => of };
      const [contest] = (await reportsOf(log, 'm'))[0]?.contests ?? [];
      return [contest?.elected, contest?.unconfirmed, contest?.writeIns.map(({ isElected }) => isElected)];
    };
    expect(await said(null)).toEqual([[FIRST], [WRITTEN], [false]]);
    expect([...((await said(true))[0] ?? [])].sort()).toEqual([FIRST, WRITTEN].sort());
    expect((await said(true)).slice(1)).toEqual([[], [true]]);
    expect(await said(false)).toEqual([[FIRST], [], [false]]);
  });

  /** result.json, and what the organizer's view and the wall are made of. */
  const shown = async (granted: boolean | null) => {
    const { results } = await verifyRecord(ruled(record, granted), { random: seededRandom('weights') });
    const result = results[0] as RoundResult;
    const [contest] = result.contests;
    if (contest === undefined) throw new Error('no contest');
    const [view] = contestView(contest, result, [], { kind: 'assembly', preliminary: false, reduced: false });
    return { result, contest, view };
  };
  const electedRows = (view: Awaited<ReturnType<typeof shown>>['view']) =>
    view?.rows.filter(({ elected }) => elected).map((row) => row.label);

  test('nobody has spoken: 待确认, and called elected on no screen', async () => {
    const { contest, view } = await shown(null);
    expect(contest).toMatchObject({ elected: [FIRST, WRITTEN], unconfirmed: [WRITTEN], unfilled: 0 });
    expect(contest.refused).toBeUndefined();
    expect(view).toMatchObject({ elected: [FIRST], unconfirmed: [WRITTEN], refused: [] });
    expect(electedRows(view)).toEqual([FIRST]);
    expect(await sheetText(record)).toContain('宣布之前须核实被选举资格并报上级党组织确认');
  });

  test('confirmed: elected everywhere', async () => {
    const { contest, view } = await shown(true);
    expect(contest).toMatchObject({ elected: [FIRST, WRITTEN] });
    expect(contest.unconfirmed).toBeUndefined();
    expect(view).toMatchObject({ elected: [FIRST, WRITTEN], unconfirmed: [], refused: [] });
    expect(await sheetText(ruled(record, true))).toContain('符合条件，予以确认');
  });

  test('refused: elected nowhere, the votes stand, and a seat is open', async () => {
    const { result, contest, view } = await shown(false);
    expect(contest).toMatchObject({ elected: [FIRST], refused: [WRITTEN], unfilled: 1, writeIns: { [WRITTEN]: 6 } });
    expect([result.elected, contest.electedIfBaseIsExpected, contest.electedIfBaseIsPresent]).toEqual([
      ...[[FIRST], [FIRST], [FIRST]],
    ]);
    expect(view).toMatchObject({ elected: [FIRST], unconfirmed: [], refused: [WRITTEN] });
    expect(electedRows(view)).toEqual([FIRST]);
    const text = await sheetText(ruled(record, false));
    expect(text).toContain('不符合条件，不予确认，所得票不计');
    expect(text).toMatch(new RegExp(`当选委员：${FIRST}缺额1名`));
    expect(text).toContain(`另选${WRITTEN}6不计`);
    // The report to the superior, behind the sheet.
    expect(text).toContain(`${FIRST}同志当选为模拟党支部委员；缺额1名`);
    expect(text).toContain(`${WRITTEN}（另选）6不计`);
    expect(text).not.toContain('均未过');
  });

  test('the assembly’s votes stand on sheet and report with their counts (rules §4.1, §6.2)', async () => {
    const file = readRecord(record);
    const meeting = encodeBase64url(entriesOf(file, 'meeting')[0]?.hash ?? new Uint8Array());
    const motion = entryLine({
      ...{ type: 'motion', meeting, subject: 'reduction', text: '减少委员名额1名', round: 1, post: '委员' },
      ...{ mode: 'hands', expected: 7, present: 6, inFavour: 5, against: 1, abstain: 0, carried: true, signatures: [] },
    } as never);
    const said = '举手表决“减少委员名额1名”：应到7名，实到6名，赞成5，反对1，弃权0，通过。';
    expect((await sheetText(record + motion)).split(said)).toHaveLength(3);
  });
});

test.each(['kiosks', 'paper'] as const)(
  'a pre-election on %s says that it elects nobody (rules §1.4)',
  async (medium) => {
    const preliminary = [{ ...CONTEST, category: 'preliminary' }];
    const { record } = await smallElection('pre-election', { ...MEDIA[medium], contests: preliminary } as never);
    const { results, findings } = await verifyRecord(record, { random: seededRandom('weights') });
    expect(findings).toEqual([]);
    expect(results[0]?.contests[0]).toMatchObject({ elected: [FIRST, WRITTEN], preliminary: true });
  },
);
