/** The archive of a superior's office, of what two offices signed (rules §4.1 step 30): each paper by itself, and each answer by what it answers. */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { sheetOfRecord } from '../../printables/reports/sheet-of-record.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { signedArchive, type TitledFile } from '../../server/archive/archive-index.ts';
import { writeArchiveZip } from '../../server/archive/archive-zip.ts';
import { verifyArchive } from '../../server/archive/verify-archive.ts';
import { digestOf, drawRequest, requestFacts, signReply, signRequest } from '../../server/papers/request-file.ts';
import { drawResultAnswer, resultOfRecord } from '../../server/papers/result-answer.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { smallElection } from '../attacks/attack.ts';
import { FACTS } from '../prints/document-facts.ts';

const FONTS = installedFonts();
const OFFICE = '中共青山镇委员会';
const VALIDITY = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
const SHEET = 'villages/清溪村/大会/结果.pdf';
const ANSWER = 'villages/清溪村/大会/批复.pdf';
const REQUEST = 'villages/清溪村/请示1/请示.pdf';
const REPLY = 'villages/清溪村/请示1/批复.pdf';
const facts = requestFacts(FACTS);
const asked = { type: 'request', version: 1, kind: 'assembly', meeting: 'qingxi-2026', facts, nominees: [] } as const;

let superior: SheetKey;
let village: SheetKey;
let record: string;
let files: ReadonlyMap<string, Uint8Array>;

const drawnSheet = async (): Promise<Uint8Array> => {
  const sheet = sheetOfRecord(record, { round: 1, checkAddress: '' });
  if (!sheet.ok) throw new Error(sheet.error);
  return sheet.value.draw(FONTS);
};
const replyTo = (request: Uint8Array, key: SheetKey): Promise<Uint8Array> =>
  signReply(
    facts,
    {
      ...{ type: 'reply', version: 1, kind: 'assembly', meeting: 'qingxi-2026', decision: 'agree', reason: '' },
      ...{ organization: facts.organization, superior: facts.superior, request: digestOf(request), persons: [] },
      ...{ number: '青委〔2026〕12号', signatory: '刘世平', date: '2026-11-02' },
    },
    key,
  );

beforeAll(async () => {
  superior = await createSheetKey({ organization: OFFICE, ...VALIDITY });
  village = await createSheetKey({ organization: facts.organization, ...VALIDITY });
  ({ record } = await smallElection('office archive', { sheetKey: encodeBase64url(sheetPublicKey(village)) }));
  const result = resultOfRecord(record, 1);
  if (result === undefined) throw new Error('no result');
  const words = { decision: 'file', number: '青委〔2026〕40号', reason: '', signatory: '刘世平' } as const;
  const request = await signRequest(asked, village);
  files = new Map([
    [SHEET, signPdf(await drawnSheet(), village)],
    [ANSWER, signPdf(await drawResultAnswer({ ...words, date: '2026-11-29' }, result), superior)],
    [REQUEST, request],
    [REPLY, await replyTo(request, superior)],
    ['office/联审.csv', encodeUtf8('姓名\r\n')],
  ]);
}, 60_000);

const archiveOf = (of: ReadonlyMap<string, Uint8Array | null>): Uint8Array => {
  const listed = [...of].flatMap(([path, bytes]): TitledFile[] =>
    bytes === null ? [] : [{ path, bytes, title: path }],
  );
  return writeArchiveZip(
    signedArchive({ organization: OFFICE, title: '换届档案', date: '2026-12-01' }, listed, superior),
  );
};
/** The office itself signs whatever index there is: only the papers speak for themselves. */
const found = async (changes: Readonly<Record<string, Uint8Array | null>>, options = {}) => {
  const zip = archiveOf(new Map([...files, ...Object.entries(changes)]));
  const asking = { random: seededRandom('office'), fonts: FONTS, ...options };
  const { ok, faults, office } = await verifyArchive(zip, asking);
  return { ok, faults: faults.map(({ code, path }) => `${code} ${path}`), office };
};

describe('an office signs its archive, and', () => {
  test('what it holds is in order, with who signed it and who answered', async () => {
    const { ok, faults, office } = await found({});
    expect([ok, faults]).toEqual([true, []]);
    const key = sheetPublicKey(superior);
    expect(office).toEqual({ signedBy: key, answeredBy: [key], sheets: 1 });
  });

  test('a result sheet that nobody signed is none', async () => {
    const { ok, faults, office } = await found({ [SHEET]: await drawnSheet() });
    expect([ok, new Set(faults), office?.sheets]).toEqual([false, new Set([`sheet-invalid ${SHEET}`]), 0]);
  });

  test('a request says on its pages what its data says', async () => {
    const drawn = await drawRequest(asked);
    const place = Buffer.from(drawn).indexOf('"place":"村委会大会议室"');
    expect(place).toBeGreaterThan(0);
    drawn.set(encodeUtf8('"place":"村委会小会议室"'), place);
    const request = signPdf(drawn, village);
    expect(await found({ [REQUEST]: request, [REPLY]: null })).toMatchObject({
      ok: false,
      faults: [`request-invalid ${REQUEST}`],
    });
  });

  test('another paper in the place of a request is none', async () => {
    const { ok, faults } = await found({ [REQUEST]: files.get(SHEET) ?? null, [REPLY]: null });
    expect([ok, faults]).toEqual([false, [`request-invalid ${REQUEST}`]]);
  });

  test('an answer is about the very paper beside it', async () => {
    const other = await signRequest({ ...asked, facts: { ...facts, place: '村委会' } }, village);
    for (const changes of [
      { [REPLY]: await replyTo(other, superior) },
      { [REPLY]: files.get(ANSWER) ?? null },
      { [REQUEST]: null },
    ])
      expect(await found(changes)).toMatchObject({ ok: false, faults: [`answer-of-another-result ${REPLY}`] });
    expect(await found({ [SHEET]: null })).toMatchObject({ ok: false, faults: [`answer-of-another-result ${ANSWER}`] });
  });

  test('a village does not answer itself', async () => {
    const request = files.get(REQUEST) ?? new Uint8Array();
    const { ok, faults } = await found({ [REPLY]: await replyTo(request, village) });
    expect([ok, faults]).toEqual([false, [`answer-self-signed ${REPLY}`]]);
  });

  test('the keys of one meeting say nothing about an office', async () => {
    const [meeting] = entriesOf(readRecord(record), 'meeting');
    if (meeting === undefined) throw new Error('no meeting');
    const { ok, faults } = await found({}, { trustedKeys: trustedKeysOf(meeting.entry) });
    expect([ok, faults]).toEqual([false, ['keys-of-a-meeting null']]);
  });
});
