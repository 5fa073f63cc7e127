/**
 * Seats that the voters gave up (rules §1.11): every paper says so instead of what else could have followed.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { checkResultSheet } from '../../printables/reports/check-result-sheet.ts';
import { sheetOfRecord } from '../../printables/reports/sheet-of-record.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import type { PaperTally } from '../../tally/record/paper-entries.ts';
import { label } from '../../tally/record/person.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { entryLine } from '../../tally/record/writer.ts';
import { committeeContest } from '../../tally/simulation/simulate-election.ts';
import { simulatedPerson } from '../../tally/simulation/simulated-persons.ts';
import { smallElection } from '../attacks/attack.ts';
import { wholeText } from './tools.ts';

/** Two seats and two candidates, of whom the first is elected. */
const CONTEST = committeeContest(2, 2, 0);
const TALLY: PaperTally = {
  ...{ valid: 6, invalid: 0, voidEntries: [], invalidReasons: [], writeIns: [] },
  rows: [
    [6, 0, 0, 0],
    [0, 6, 0, 0],
  ],
};
const BOX = { printed: 8, issued: 6, remaining: 2, voters: 6, recovered: 6, tally: TALLY };
const FONTS = installedFonts();
const VALIDITY = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
const MEDIA = {
  kiosks: { contests: [CONTEST], marks: () => [1, 0, 0, 1] as (0 | 1)[] },
  paper: { ballots: 0, contests: [CONTEST], onPaper: { expected: 7, present: 6, boxes: [BOX] } },
} as const;

const [FIRST] = [label(simulatedPerson(0))];
const OPEN = '当选1名，少于应选2名，缺额1名：另行选举';
const GIVEN_UP = '当选1名，少于应选2名，缺额1名：已经表决同意减少名额1名，不再另行选举。';

const meetingHash = (record: string) =>
  encodeBase64url(entriesOf(readRecord(record), 'meeting')[0]?.hash ?? new Uint8Array());

/** What a vote says needs no signature to be printed; whether it may stand there is the verifier's business. */
const voted = (record: string, of: { readonly carried?: boolean; readonly post?: string; readonly round?: number }) =>
  record +
  entryLine({
    ...{ type: 'motion', meeting: meetingHash(record), subject: 'reduction', text: '委员名额减为1名', mode: 'hands' },
    ...{ round: 1, post: '委员', expected: 7, present: 6, inFavour: 5, against: 1, abstain: 0, carried: true },
    ...{ ...of, signatures: [] },
  } as never);

describe.each(['kiosks', 'paper'] as const)('a round on %s', (medium) => {
  let key: SheetKey;
  let record: string;
  beforeAll(async () => {
    key = await createSheetKey({ organization: '模拟党支部', ...VALIDITY });
    const sheetKey = encodeBase64url(sheetPublicKey(key));
    record = (await smallElection('given up', { ...MEDIA[medium], sheetKey } as never)).record;
  });
  async function sheetOf(of: string): Promise<Uint8Array> {
    const data = sheetOfRecord(of, { round: 1, checkAddress: '' });
    if (!data.ok) throw new Error(data.error);
    return signPdf(await data.value.draw(FONTS), key);
  }
  const faultsOf = async (sheet: Uint8Array) =>
    (await checkResultSheet(sheet, { fonts: FONTS })).faults.map(({ code }) => code);

  test('without a vote, with one that was lost, or with one about another post or round the seat is open', async () => {
    const not = [{ carried: false }, { post: '书记' }, { round: 2 }].map((of) => voted(record, of));
    for (const open of [record, ...not]) {
      const sheet = await sheetOf(open);
      const words = wholeText(sheet);
      expect(words).toContain(OPEN);
      expect(words).toContain(`${FIRST}同志当选为模拟党支部委员；缺额1名`);
      expect(words).not.toContain('已经表决同意');
      expect(await faultsOf(sheet)).toEqual([]);
    }
  });

  test('a carried vote stands in form and report, and nothing else could follow', async () => {
    const sheet = await sheetOf(voted(record, {}));
    const words = wholeText(sheet);
    expect(words.split(GIVEN_UP)).toHaveLength(3);
    expect(words).not.toContain('缺额1名：另行选举');
    expect(words.split('经表决减少名额1名，不再另行选举')).toHaveLength(3);
    expect(words).toContain('“委员名额减为1名”：应到7名，实到6名，赞成5，反对1，弃权0，通过');
    expect(await faultsOf(sheet)).toEqual([]);
  });
});
