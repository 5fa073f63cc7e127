import { beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { sha256 } from '../../crypto/hash.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { buildCms, signedAttributes } from '../../printables/signed/cms.ts';
import {
  createSheetKey,
  type SheetKey,
  sheetPublicKey,
  signWithSheetKey,
} from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { INDEX_PATH, SIGNATURE_PATH, signedArchive, type TitledFile } from '../../server/archive/archive-index.ts';
import { type ArchivedFile, readArchiveZip, writeArchiveZip } from '../../server/archive/archive-zip.ts';
import { sheetFaults } from '../../server/archive/archived-papers.ts';
import { verifyArchive } from '../../server/archive/verify-archive.ts';
import { drawResultAnswer, resultOfRecord } from '../../server/papers/result-answer.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';
import { smallElection } from '../attacks/attack.ts';
import { COMMITTEE, type MeetingSketch, PLENARY, sketchRecord } from './qingxi-record.ts';

const FONTS = installedFonts();
const validity = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };
const about = { meeting: 'qingxi-2026', organization: '中共清溪村总支部委员会', title: '党员大会', date: '2026-11-28' };

/** What the record of the sketch asks for of its one round, which kiosks held to the count. */
const ROUND_PAPERS = [
  'rounds/1/paper-ballots.pdf',
  'rounds/1/chair-script.pdf',
  'rounds/1/attendance-report.pdf',
  'rounds/1/empty-box.pdf',
  'rounds/1/cards.pdf',
];

let key: SheetKey;
let record: string;
let superior: SheetKey;
let listed: readonly TitledFile[];
let zip: Uint8Array;

async function sheetOf(sketch: MeetingSketch): Promise<Uint8Array> {
  const data = resultSheetData(sketchRecord(sketch, sheetPublicKey(key)), { round: 1, checkAddress: '' });
  if (!data.ok) throw new Error(data.error);
  return signPdf(await drawResultSheet(data.value, FONTS), key);
}

const resultOf = async (text: string) => (await verifyRecord(text, { random: seededRandom('result') })).results.at(-1);

/** The superior files the result of the record. */
async function answerBy(
  signer: SheetKey,
  of: string = record,
  decision: 'file' | 'return' = 'file',
): Promise<Uint8Array> {
  const result = resultOfRecord(of, 1);
  if (result === undefined) throw new Error('no result');
  const words = {
    decision,
    number: '青委〔2026〕12号',
    reason: decision === 'file' ? '' : '不符',
    signatory: '刘世平',
  };
  return signPdf(await drawResultAnswer({ ...words, date: '2026-11-29' }, result), signer);
}

beforeAll(async () => {
  superior = await createSheetKey({ organization: '中共青山镇委员会', ...validity });
  key = await createSheetKey({ organization: about.organization, ...validity });
  record = sketchRecord(COMMITTEE, sheetPublicKey(key));
  const meeting = entriesOf(readRecord(record), 'meeting')[0]?.entry;
  if (meeting === undefined) throw new Error('no meeting');
  const text = (path: string, words: string): TitledFile => ({ path, bytes: encodeUtf8(words), title: path });
  listed = [
    text('record.jsonl', record),
    text('trusted-keys.json', JSON.stringify(trustedKeysOf(meeting))),
    { path: 'rounds/1/result.pdf', bytes: await sheetOf(COMMITTEE), title: '报告单' },
    text('rounds/1/result.json', `${JSON.stringify(await resultOf(record), null, 1)}\n`),
    ...ROUND_PAPERS.map((path) => text(path, path)),
    { path: 'answer.pdf', bytes: await answerBy(superior), title: '批复' },
    text('lists/党员名册.csv', '姓名\r\n李㛃\r\n'),
  ];
  zip = writeArchiveZip(signedArchive({ ...about, meeting: meeting.id }, listed, key));
});

// The record of this sketch has no ballots, so its own checks are the business of other tests.
const faultsOf = async (bytes: Uint8Array) =>
  (await verifyArchive(bytes, { random: seededRandom('archive'), fonts: FONTS })).faults.map(
    ({ code, path }) => `${code} ${path}`,
  );
const filesOf = (bytes: Uint8Array): readonly ArchivedFile[] => {
  const read = readArchiveZip(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};
const replaced = (path: string, bytes: Uint8Array): Uint8Array =>
  writeArchiveZip(filesOf(zip).map((file) => (file.path === path ? { path, bytes } : file)));

describe('归档 (rules §4.1 step 30)', () => {
  test('an untouched archive has no fault, and the same files give the same bytes', async () => {
    expect(await faultsOf(zip)).toEqual([]);
    expect(writeArchiveZip(filesOf(zip))).toEqual(zip);
  });

  test('it is in order only if its record is, and nothing beside it is at fault', async () => {
    const asked = { random: seededRandom('archive'), fonts: FONTS };
    // The record of the sketch holds no ballots: nothing else is wrong with its archive.
    expect(await verifyArchive(zip, asked)).toMatchObject({ ok: false, faults: [], record: { ok: false } });
    const { record: sound, meeting } = await smallElection('archive', {
      sheetKey: encodeBase64url(sheetPublicKey(key)),
    });
    const data = resultSheetData(sound, { round: 1, checkAddress: '' });
    if (!data.ok) throw new Error(data.error);
    const text = (path: string, words: string): TitledFile => ({ path, bytes: encodeUtf8(words), title: path });
    const files = [
      text('record.jsonl', sound),
      text('trusted-keys.json', JSON.stringify(trustedKeysOf(meeting))),
      {
        path: 'rounds/1/result.pdf',
        bytes: await signPdf(await drawResultSheet(data.value, FONTS), key),
        title: '报告单',
      },
      text('rounds/1/result.json', JSON.stringify(await resultOf(sound))),
      ...ROUND_PAPERS.map((path) => text(path, path)),
    ];
    const whole = writeArchiveZip(signedArchive({ ...about, meeting: meeting.id }, files, key));
    expect(await verifyArchive(whole, asked)).toMatchObject({ ok: true, faults: [], record: { ok: true } });
    const more = writeArchiveZip([...filesOf(whole), { path: 'more.txt', bytes: encodeUtf8('more') }]);
    expect(await verifyArchive(more, asked)).toMatchObject({ ok: false, record: { ok: true } });
    const stranger = { ...meeting, keys: { ...meeting.keys, log: meeting.keys.receipts } };
    const otherKeys = files.map((file) =>
      file.path === 'trusted-keys.json' ? text(file.path, JSON.stringify(trustedKeysOf(stranger))) : file,
    );
    expect(await faultsOf(writeArchiveZip(signedArchive({ ...about, meeting: meeting.id }, otherKeys, key)))).toEqual([
      'keys-depart-from-record trusted-keys.json',
    ]);
  });

  test('one changed bit anywhere is found: in a file by its name, between files by its place', () => {
    let at = 0;
    for (const { path, bytes } of filesOf(zip)) {
      const data = at + 30 + encodeUtf8(path).length;
      for (const offset of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const changed = zip.slice();
        changed[data + offset] = (changed[data + offset] ?? 0) ^ 1;
        expect(readArchiveZip(changed), `${path} ${offset}`).toMatchObject({ ok: false, error: { path } });
      }
      at = data + bytes.length;
    }
    // Headers, names, the directory at the end: every byte of what is no content.
    const header = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
    for (const place of [...header(0, 40), ...header(at, zip.length)]) {
      const changed = zip.slice();
      changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
      expect(readArchiveZip(changed).ok, `byte ${place}`).toBe(false);
    }
    expect(readArchiveZip(zip.slice(0, -1)).ok).toBe(false);
    expect(readArchiveZip(Uint8Array.of(...zip.slice(-40), 0)).ok).toBe(false);
    expect(readArchiveZip(new Uint8Array()).ok).toBe(false);
    // Nothing at all is no archive, however well it is packed.
    expect(readArchiveZip(writeArchiveZip([])).ok).toBe(false);
  });

  test('a file may be called like something every object has; the one name that the zip cannot hold is refused', () => {
    const named = ['toString', 'constructor', 'hasOwnProperty'].map((path) => ({ path, bytes: encodeUtf8(path) }));
    expect(filesOf(writeArchiveZip(named)).map(({ path }) => path)).toEqual([
      'toString',
      'constructor',
      'hasOwnProperty',
    ]);
    expect(() => writeArchiveZip([named[0], named[0]] as ArchivedFile[])).toThrow('twice');
    expect(() => writeArchiveZip([{ path: '__proto__', bytes: encodeUtf8('x') }])).toThrow('no file name');
    const zip = writeArchiveZip([{ path: '__prote__', bytes: encodeUtf8('x') }]);
    zip.set(encodeUtf8('__proto__'), 30);
    expect(readArchiveZip(zip)).toEqual({ ok: false, error: { at: 0, path: null } });
    const twice = writeArchiveZip(['a.txt', 'b.txt'].map((path) => ({ path, bytes: encodeUtf8('x') })));
    twice.set(encodeUtf8('a'), Buffer.from(twice).indexOf('b.txt'));
    expect(readArchiveZip(twice)).toMatchObject({ ok: false, error: { path: 'a.txt' } });
  });

  test('a changed byte is reported in words, with place and file', async () => {
    const changed = zip.slice();
    const at = Buffer.from(zip).lastIndexOf('李㛃');
    changed[at] = (changed[at] ?? 0) ^ 1;
    const { ok, faults } = await verifyArchive(changed, { random: seededRandom('archive'), fonts: FONTS });
    expect(ok).toBe(false);
    expect(faults[0]?.text.zh).toMatch(/^压缩包在第 \d+ 字节处被改动，位于或紧接文件“lists\/党员名册\.csv”。$/);
  });

  test('a zip packed anew does not help: content, order of files, additions and losses depart from the signed index', async () => {
    expect(await faultsOf(replaced('lists/党员名册.csv', encodeUtf8('姓名\r\n')))).toEqual([
      'file-changed lists/党员名册.csv',
    ]);
    expect(await faultsOf(replaced('lists/党员名册.csv', encodeUtf8('姓名\r\n李奇\r\n')))).toEqual([
      'file-changed lists/党员名册.csv',
    ]);
    expect(await faultsOf(writeArchiveZip([...filesOf(zip), { path: 'more.txt', bytes: encodeUtf8('more') }]))).toEqual(
      ['file-unlisted more.txt'],
    );
    expect(await faultsOf(writeArchiveZip(filesOf(zip).filter(({ path }) => !path.startsWith('lists'))))).toEqual([
      'file-missing lists/党员名册.csv',
    ]);
    expect(await faultsOf(writeArchiveZip(filesOf(zip).filter(({ path }) => path !== 'record.jsonl')))).toContain(
      'record-missing record.jsonl',
    );
  });

  test('a changed index is not the signed one; one signed with another key is not the meeting’s', async () => {
    const index = filesOf(zip).find(({ path }) => path === INDEX_PATH)?.bytes ?? new Uint8Array();
    const words = new TextDecoder().decode(index);
    expect(await faultsOf(replaced(INDEX_PATH, encodeUtf8(words.replace('2026-11-28', '2026-11-29'))))).toEqual([
      `signature-invalid ${SIGNATURE_PATH}`,
    ]);
    expect(await faultsOf(replaced(INDEX_PATH, encodeUtf8(`${words} `)))).toContain(`index-unreadable ${INDEX_PATH}`);
    expect(await faultsOf(replaced(SIGNATURE_PATH, Uint8Array.of(0x30, 0)))).toEqual([
      `signature-invalid ${SIGNATURE_PATH}`,
    ]);
    // The certificate is the meeting's own, and so is the digest: only the signature is nobody's.
    const forged = filesOf(zip)
      .find(({ path }) => path === SIGNATURE_PATH)
      ?.bytes.slice();
    if (forged === undefined) throw new Error('no signature');
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    expect(await faultsOf(replaced(SIGNATURE_PATH, forged))).toEqual([`signature-invalid ${SIGNATURE_PATH}`]);
    // The meeting itself may sign no index of other lengths than those of its files.
    const longer = encodeUtf8(words.replace(/"bytes":(\d)/, '"bytes":9$1'));
    const attributes = signedAttributes(sha256(longer), key.certificate);
    const signature = buildCms(key.certificate, attributes, signWithSheetKey(key, attributes));
    const first = filesOf(zip).at(2)?.path;
    const lengthened = new Map([
      [INDEX_PATH, longer],
      [SIGNATURE_PATH, signature],
    ]);
    expect(
      await faultsOf(
        writeArchiveZip(filesOf(zip).map(({ path, bytes }) => ({ path, bytes: lengthened.get(path) ?? bytes }))),
      ),
    ).toEqual([`file-changed ${first}`]);
    const other = await createSheetKey({ organization: about.organization, ...validity });
    const meeting = entriesOf(readRecord(record), 'meeting')[0]?.entry.id ?? '';
    expect(await faultsOf(writeArchiveZip(signedArchive({ ...about, meeting }, listed, other)))).toEqual([
      `wrong-signer ${SIGNATURE_PATH}`,
    ]);
    expect(await faultsOf(writeArchiveZip(signedArchive({ ...about, meeting: 'another' }, listed, key)))).toEqual([
      `index-departs-from-record ${INDEX_PATH}`,
    ]);
  });

  test('who signs anew cannot put in a sheet of another record, an unsigned sheet or other keys', async () => {
    const meeting = entriesOf(readRecord(record), 'meeting')[0]?.entry.id ?? '';
    const signedWith = (path: string, bytes: Uint8Array) =>
      writeArchiveZip(
        signedArchive(
          { ...about, meeting },
          listed.map((file) => (file.path === path ? { ...file, bytes } : file)),
          key,
        ),
      );
    const sheet = 'rounds/1/result.pdf';
    expect(await faultsOf(signedWith(sheet, await sheetOf(PLENARY)))).toEqual([`sheet-of-another-record ${sheet}`]);
    const data = resultSheetData(record, { round: 1, checkAddress: '' });
    if (!data.ok) throw new Error(data.error);
    expect(await faultsOf(signedWith(sheet, await drawResultSheet(data.value, FONTS)))).toContain(
      `sheet-invalid ${sheet}`,
    );
    expect(await faultsOf(signedWith('trusted-keys.json', encodeUtf8('{}')))).toEqual([
      'keys-depart-from-record trusted-keys.json',
    ]);
  });

  test('a sheet stands in the folder of its own round', async () => {
    const [own] = COMMITTEE.rounds;
    const twice = { ...COMMITTEE, rounds: [own, own] } as MeetingSketch;
    const of = sketchRecord(twice, sheetPublicKey(key));
    const data = resultSheetData(of, { round: 1, checkAddress: '' });
    if (!data.ok) throw new Error(data.error);
    const sheet = await signPdf(await drawResultSheet(data.value, FONTS), key);
    const found = await sheetFaults(
      [1, 2].map((round) => ({ path: `rounds/${round}/result.pdf`, bytes: sheet })),
      of,
      sheetPublicKey(key),
      FONTS,
    );
    expect(found.filter(({ code }) => code === 'sheet-of-another-record').map(({ path }) => path)).toEqual([
      'rounds/2/result.pdf',
    ]);
  });

  const signedAnew = (change: (files: readonly TitledFile[]) => readonly TitledFile[]) => {
    const meeting = entriesOf(readRecord(record), 'meeting')[0]?.entry.id ?? '';
    return writeArchiveZip(signedArchive({ ...about, meeting }, change(listed), key));
  };
  const without = (path: string) => signedAnew((files) => files.filter((file) => file.path !== path));
  const instead = (path: string, bytes: Uint8Array) =>
    signedAnew((files) => files.map((file) => (file.path === path ? { ...file, bytes } : file)));

  test('who signs anew cannot leave out the sheet or the numbers of a counted round, nor change or invent them', async () => {
    expect(await faultsOf(without('rounds/1/result.pdf'))).toEqual(['sheet-missing rounds/1/result.pdf']);
    const json = 'rounds/1/result.json';
    expect(await faultsOf(without(json))).toEqual([`result-missing ${json}`]);
    const result = await resultOf(record);
    expect(await faultsOf(instead(json, encodeUtf8(JSON.stringify(result))))).toEqual([]);
    expect(await faultsOf(instead(json, encodeUtf8(JSON.stringify({ ...result, present: 69 }))))).toEqual([
      `result-differs ${json}`,
    ]);
    expect(await faultsOf(instead(json, encodeUtf8('{')))).toEqual([`result-differs ${json}`]);
    const second = { path: 'rounds/2/result.json', bytes: encodeUtf8(JSON.stringify(result)), title: '第2轮' };
    expect(await faultsOf(signedAnew((files) => [...files, second]))).toEqual(['result-differs rounds/2/result.json']);
  });

  test('every round has its ballots, script, attendance, empty box and reports (rules §6.2)', async () => {
    for (const path of ROUND_PAPERS) expect(await faultsOf(without(path))).toEqual([`paper-missing ${path}`]);
    const meeting = entriesOf(readRecord(record), 'meeting')[0]?.entry.id ?? '';
    const old = listed.filter(({ path }) => !ROUND_PAPERS.includes(path));
    expect(await faultsOf(writeArchiveZip(signedArchive({ ...about, meeting }, old, key)))).toEqual(
      ROUND_PAPERS.map((path) => `paper-missing ${path}`),
    );
  });

  test('an answer is about this very result, drawn from its data, and never by the meeting’s own key', async () => {
    expect(await faultsOf(without('answer.pdf'))).toEqual([]);
    const { answeredBy } = await verifyArchive(zip, { random: seededRandom('archive'), fonts: FONTS });
    expect(answeredBy).toEqual(sheetPublicKey(superior));
    expect(await faultsOf(instead('answer.pdf', await answerBy(key)))).toEqual(['answer-self-signed answer.pdf']);
    const other = sketchRecord(PLENARY, sheetPublicKey(key));
    expect(await faultsOf(instead('answer.pdf', await answerBy(superior, other)))).toEqual([
      'answer-of-another-result answer.pdf',
    ]);
    expect(await faultsOf(instead('answer.pdf', await sheetOf(COMMITTEE)))).toContain(
      'answer-of-another-result answer.pdf',
    );
    // Of the same meeting, whose votes were others.
    const [first, ...rest] = COMMITTEE.rounds[0]?.contests ?? [];
    if (first === undefined) throw new Error('no contest');
    const counts = first.counts.map((count, at) => (at === 0 ? count - 1 : count));
    const votes = { ...COMMITTEE, rounds: [{ ...COMMITTEE.rounds[0], contests: [{ ...first, counts }, ...rest] }] };
    const otherVotes = sketchRecord(votes as MeetingSketch, sheetPublicKey(key));
    expect(await faultsOf(instead('answer.pdf', await answerBy(superior, otherVotes)))).toEqual([
      'answer-of-another-result answer.pdf',
    ]);
    // The data alone says otherwise, and the superior itself has signed it.
    const saying = async (from: string, to: string): Promise<Uint8Array> => {
      const result = resultOfRecord(record, 1);
      if (result === undefined) throw new Error('no result');
      const words = { decision: 'file', number: '青委〔2026〕12号', reason: '', signatory: '刘世平' } as const;
      const drawn = await drawResultAnswer({ ...words, date: '2026-11-29' }, result);
      const place = Buffer.from(drawn).indexOf(from);
      expect(place).toBeGreaterThan(0);
      drawn.set(encodeUtf8(to), place);
      return signPdf(drawn, superior);
    };
    expect(await faultsOf(instead('answer.pdf', await saying('〔2026〕12号', '〔2026〕13号')))).toEqual([
      'answer-invalid answer.pdf',
    ]);
    expect(
      await faultsOf(instead('answer.pdf', await saying('"meeting":"qingxi-2026"', '"meeting":"qingxi-2027"'))),
    ).toEqual(['answer-of-another-result answer.pdf']);
    // Its data says filed, its pages say returned: signed anew by the superior itself, and still no answer.
    const filed = await answerBy(superior);
    const at = Buffer.from(filed).indexOf('"decision":"file"');
    expect(at).toBeGreaterThan(0);
    filed.set(encodeUtf8('"decision":"fine"'), at);
    expect(await faultsOf(instead('answer.pdf', filed))).toContain('answer-of-another-result answer.pdf');
  });
});
