import { beforeAll, describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { isSymbolElection, readSymbolATexts, symbolATexts, verifySymbolA } from '../../printables/qr/symbol-a.ts';
import { equalSymbols, symbolOfRecord } from '../../printables/qr/symbol-of-record.ts';
import { checkResultSheet } from '../../printables/reports/check-result-sheet.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { type ResultSheetData, resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { verifyResultSheet } from '../../printables/reports/verify-result-sheet.ts';
import { pageTexts } from '../../printables/signed/page-text.ts';
import { readPdf } from '../../printables/signed/pdf-objects.ts';
import { verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import {
  createSheetKey,
  type SheetKey,
  sheetKeyFromText,
  sheetKeyToText,
  sheetPublicKey,
} from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import {
  BASE_SENSITIVE,
  COMMITTEE,
  DIRECT,
  type MeetingSketch,
  PLENARY,
  REVOTE,
  sketchRecord,
  TIED,
  WRITE_IN_ELECTED,
} from './qingxi-record.ts';
import {
  codesByZbar,
  codesByZxing,
  detached,
  fonts,
  greyPage,
  information,
  pageCount,
  pageImage,
  pageText,
  rewritten,
  signature,
  syntax,
  textLines,
  wholeText,
} from './tools.ts';

const CHECK_ADDRESS = 'http://192.168.1.10:3000/check';
const FONTS = installedFonts();
const validity = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };

let key: SheetKey;
let otherKey: SheetKey;

function dataOf(sketch: MeetingSketch, round = 1): ResultSheetData {
  const data = resultSheetData(sketchRecord(sketch, sheetPublicKey(key)), { round, checkAddress: CHECK_ADDRESS });
  if (!data.ok) throw new Error(data.error);
  return data.value;
}

const sheetOf = async (sketch: MeetingSketch, round = 1) =>
  signPdf(await drawResultSheet(dataOf(sketch, round), FONTS), key);
const check = async (pdf: Uint8Array) => (await checkResultSheet(pdf, { fonts: FONTS })).faults;

/** Replaces an ASCII text of the file, once. */
function replaced(pdf: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const at = text.indexOf(from);
  if (at === -1) throw new Error(`${from} is not in the file`);
  return new Uint8Array(Buffer.from(text.slice(0, at) + to + text.slice(at + from.length), 'latin1'));
}

let committee: Uint8Array;
let data: ResultSheetData;
beforeAll(async () => {
  [key, otherKey] = (await Promise.all(
    ['中共清溪村总支部委员会', '别的组织'].map((organization) => createSheetKey({ organization, ...validity })),
  )) as [SheetKey, SheetKey];
  data = dataOf(COMMITTEE);
  committee = await sheetOf(COMMITTEE);
});

describe('计票结果报告单 of the sample village (rules §6.2)', () => {
  test('attendance, cards and every count stand on it, abstentions reckoned from the ballots', () => {
    const text = pageText(committee, 1);
    expect(text).toContain('应到会有选举权的党员75名，实到68名，达到应到会人数75名的五分之四（至少60名）');
    expect(text).toContain('发出选票68张，收回67张；收回不多于发出，选举有效');
    for (const row of [
      '1王建国（1974年4月生）593559/75',
      '2田大利556655/75',
      '3任金山21291721/75',
      '4李㛃44101344/75',
      '5陈䶮38141538/75',
      '6林海燕44111244/75',
      '7周玥33221233/75',
    ])
      expect(text.replaceAll('／', '/')).toContain(row);
    expect(text).toContain(
      '党员84名，其中预备党员3名，没有选举权的正式党员1名；有选举权的党员80名，不计算在应到会人数之内5名',
    );
    expect(text).toContain('制卡80＝领卡68＋补换0＋未发出12；投出67，退回未投1，抽查0，损坏0，不可读0，未交回0');
  });

  test('write-ins stand by name with their votes', () => {
    const text = pageText(committee, 1).replaceAll('／', '/');
    for (const row of ['另选谭建国44/75，未过半数', '另选付卫东11/75，未过半数', '另选杨志强11/75，未过半数'])
      expect(text).toContain(row);
  });

  test('the base stands in words and numbers beside the threshold (requirement 32)', () => {
    expect(pageText(committee, 1)).toContain('计算基数：应到会有选举权人数75名；超过75名的半数（至少38票）始得当选');
  });

  test('the elected are listed in the order of strokes, which is the ballot’s', () => {
    expect(pageText(committee, 1)).toMatch(/当选委员（按姓氏笔画为序）：王建国（1974年4月生）田大利李㛃陈䶮林海燕/);
  });

  test('there is a line to sign for each scrutineer, teller and the chair', () => {
    const text = pageText(committee, 1);
    for (const who of [
      '监票人杨辉：',
      '监票人韦小红：',
      '监票人梁志强：',
      '计票人唐梅：',
      '计票人周峰：',
      '主持人高玉龙：',
      '签名日期：',
    ])
      expect(text).toContain(who);
  });

  test('a result that the other base would change says so, on form and report (requirement 32)', async () => {
    const pdf = await sheetOf(BASE_SENSITIVE);
    const text = wholeText(pdf);
    expect(
      text.match(
        /口径敏感：按应到会人数，当选：王建国、李犇、张垚、罗堃；缺额1名；如按实到会人数，当选：王建国、李犇、张垚、陈䶮、罗堃/g,
      ),
    ).toHaveLength(2);
    expect(text).toContain('阿卜杜拉·买买提');
    expect(wholeText(committee)).not.toContain('口径敏感');
  });

  test('the plenary elects two posts on one sheet, counted by members of the committee', async () => {
    const text = wholeText(await sheetOf(PLENARY));
    expect(text).toContain('全体委员：');
    expect(text).toContain('计算基数：应到会委员人数5名；超过5名的半数（至少3票）始得当选');
    expect(text).toMatch(/当选书记：王建国.*当选副书记：李㛃/);
    expect(text).toContain('特此报告，请审批。');
  });

  test('a tie, a write-in that is elected, a revote and missing cards are said in words', async () => {
    const tied = wholeText(await sheetOf(TIED));
    expect(tied).toContain('李㛃、陈䶮票数相等，1个名额须就票数相等的人再次投票');
    expect(tied).toMatch(/当选委员（按姓氏笔画为序）：王建国田大利李㛃、陈䶮票数相等/);
    const written = wholeText(await sheetOf(WRITE_IN_ELECTED));
    expect(written).toContain('王建国田大利付卫东');
    expect(written).toContain('另选的付卫东达到当选票数');
    const revote = wholeText(await sheetOf(REVOTE));
    expect(revote).toContain('得赞成票多的当选，不再要求超过75名的半数');
    expect(revote).toMatch(/当选委员：李㛃/);
    expect(wholeText(await sheetOf(BASE_SENSITIVE))).toContain('未交回的投票卡2张，达到能改变结果的最少票数1票');
    // The line of the cards adds up to those handed out: 50 + 1 + 1 + 2 = 52 + 2.
    expect(wholeText(await sheetOf(BASE_SENSITIVE))).toContain('投出50，退回未投0，抽查1，损坏0，不可读1，未交回2。');
    expect(wholeText(committee)).not.toContain('未交回的投票卡');
  });

  test('a further election by most votes says so, and never that half was needed or missed', async () => {
    const own = dataOf(REVOTE);
    const further: ResultSheetData = {
      ...own,
      round: { ...own.round, rules: { ...own.round.rules, furtherElectionThreshold: 'plurality' } },
      decided: [],
      contests: own.contests.map((drawn) => ({
        ...drawn,
        contest: { ...drawn.contest, category: 'further-election' },
        writeIns: [{ name: '赵勇', votes: 2, isElected: false, isRefused: false }],
      })),
    };
    const text = wholeText(await drawResultSheet(further, FONTS)).replaceAll('／', '/');
    expect(text).toContain('本次投票以得赞成票多的当选，不再要求超过75名的半数');
    expect(text).toContain('得赞成票多的当选，不再要求超过半数');
    expect(text).toContain('李㛃3530235/75当选');
    expect(text).toContain('另选他人：赵勇2票。');
    expect(text).not.toMatch(/至少1票|[，未]过半数|再次投票|达到当选票数/);
  });

  test('whether the election is valid is said as the rules decided it, not as the cards alone suggest', async () => {
    const decided = (change: { quorate?: boolean; election: 'void' }): ResultSheetData => ({
      ...data,
      contests: data.contests.map((drawn) => ({ ...drawn, outcome: { ...drawn.outcome, ...change } })),
    });
    const void_ = wholeText(await drawResultSheet(decided({ election: 'void' }), FONTS));
    expect(void_.match(/收回不多于发出，选举无效/g)).toHaveLength(2);
    const inquorate = wholeText(await drawResultSheet(decided({ election: 'void', quorate: false }), FONTS));
    expect(inquorate.match(/到会人数不符合规定，选举无效/g)).toHaveLength(2);
    expect(inquorate).not.toContain('选举有效');
  });

  test('a list that fell back to the ballot’s order does not claim the order of strokes', async () => {
    const unordered: ResultSheetData = {
      ...data,
      contests: data.contests.map((drawn) => ({ ...drawn, electedOrder: 'ballot' as const })),
    };
    expect(wholeText(await drawResultSheet(unordered, FONTS))).not.toContain('按姓氏笔画为序');
    expect(wholeText(committee).match(/按姓氏笔画为序/g)).toHaveLength(2);
  });

  test('a second round of the same meeting has a sheet of its own', async () => {
    const text = wholeText(await sheetOf(DIRECT, 2));
    expect(text).toContain('书记、副书记选举（第2轮投票）');
    expect(text).toContain('王建国同志当选为中共清溪村总支部委员会书记。');
    expect(text).toMatch(/梁志强未签名/);
  });
});

describe('选举结果报告 (GB/T 9704-2012)', () => {
  const A4_WIDTH = 210;
  const DPI = 100;
  /** After the form, the check page and the proof on paper. */
  const first = 4;

  test('it is addressed to the superior, reports for the record and ends with name and date', () => {
    const text = pageText(committee, first) + pageText(committee, first + 1);
    expect(text).toMatch(
      /^关于中共清溪村总支部委员会委员选举结果的报告中共青山镇委员会：根据《中国共产党基层组织选举工作条例》/,
    );
    expect(text).toContain('以应到会有选举权人数75名为计算基数，赞成票超过75名的半数（至少38票）始得当选');
    expect(text).toContain('特此报告，请予备案。附件：计票结果报告单中共清溪村总支部委员会2026年11月28日');
  });

  test('its pages are numbered with dashes from 1', () => {
    expect(pageText(committee, first)).toMatch(/—1—$/);
    expect(pageText(committee, first + 1)).toMatch(/—2—$/);
  });

  const LONG = '中共青山镇清溪街道第一社区居民委员会网格联合第二总支部委员会';
  const long = (): ResultSheetData => ({ ...data, meeting: { ...data.meeting, organization: LONG } });

  test('a long name of the organization stays on one line above the title, and no heading ends a page', async () => {
    const pdf = await drawResultSheet(long(), FONTS);
    expect(textLines(pdf, 1)[0]).toBe(`${LONG}委员选举`);
    for (let words = 1; words <= 6; words += 1) {
      const place = '党群服务中心二楼东侧大会议室'.repeat(words);
      const moved = await drawResultSheet({ ...data, meeting: { ...data.meeting, place } }, FONTS);
      for (let page = first; page <= pageCount(moved); page += 1)
        expect(pageText(moved, page), place).not.toMatch(/(到会情况|选举方式|计票结果|当选人|需要说明的情况)—\d—$/);
    }
  });

  test.each(['as in the sample', 'with a long name'])(
    'nothing but the page number leaves the margins of 37, 26, 35 and 28 mm, %s',
    async (name) => {
      const pdf = name === 'with a long name' ? await drawResultSheet(long(), FONTS) : committee;
      for (let page = first; page <= pageCount(pdf); page += 1) expectInsideMargins(pdf, page);
    },
  );

  function expectInsideMargins(pdf: Uint8Array, page: number): void {
    const { width, height, isDark } = greyPage(pdf, page, DPI);
    const px = (mm: number) => Math.round((mm / A4_WIDTH) * width);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        if (!isDark(x, y)) continue;
        const isInside = x >= px(28) - 1 && x <= px(210 - 26) + 1 && y >= px(37) - 1 && y <= px(297 - 35) + 1;
        const isPageNumber = y > px(297 - 35 + 4) && y < px(297 - 35 + 13) && (x > px(150) || x < px(60));
        if (!isInside && !isPageNumber) expect.fail(`page ${page} is dark at ${x}, ${y}`);
      }
  }
});

describe('symbol A on paper (specification §9)', () => {
  test('zxing at 300 dpi and zbar read it back, and the scrutineers’ signatures hold over what it says', async () => {
    const image = pageImage(committee, 2, 300);
    const codes = await codesByZxing(image);
    expect(codes.map(({ text }) => text)).toEqual(symbolATexts(data.symbol));
    expect(codesByZbar(image)).toEqual(symbolATexts(data.symbol));
    for (const { left, right } of codes) expect(((right - left) / 300) * 25.4).toBeGreaterThanOrEqual(60);
    const read = readSymbolATexts(codes.map(({ text }) => text));
    if (!read.ok) throw new Error(read.error);
    expect(
      verifySymbolA(
        read.value,
        data.meeting.scrutineers.map(({ signKey }) => signKey),
      ),
    ).toEqual(['杨辉', '韦小红', '梁志强'].map((name) => ({ name, state: 'valid', isTrusted: true })));
    expect(read.value.contests.filter(isSymbolElection)[0]?.writeIns.map(({ label, votes }) => [label, votes])).toEqual(
      expect.arrayContaining([
        ['谭建国', 4],
        ['杨志强', 1],
        ['付卫东', 1],
      ]),
    );
  });

  test('the scanned symbol is compared with a record: that of another election is refused (specification §11)', () => {
    const own = symbolOfRecord(data.record, 1);
    if (!own.ok) throw new Error(own.error);
    expect(equalSymbols(data.symbol, own.value)).toBe(true);
    const other = symbolOfRecord(dataOf(BASE_SENSITIVE).record, 1);
    if (!other.ok) throw new Error(other.error);
    expect(equalSymbols(data.symbol, other.value)).toBe(false);
    const renamed = {
      ...data.symbol,
      contests: data.symbol.contests.filter(isSymbolElection).map((contest) => ({
        ...contest,
        candidates: contest.candidates.map((candidate, at) => ({
          ...candidate,
          label: at === 0 ? '赵勇' : candidate.label,
        })),
      })),
    };
    expect(equalSymbols(renamed, own.value)).toBe(false);
    expect(symbolOfRecord(data.record, 2)).toEqual({ ok: false, error: 'round-missing' });
  });

  test('it still reads from a scan at 150 dpi', async () => {
    expect((await codesByZxing(pageImage(committee, 2, 150))).map(({ text }) => text)).toEqual(
      symbolATexts(data.symbol),
    );
  });
});

describe('the file', () => {
  test('it is tagged Chinese PDF/A-3a of five pages, sound, with all fonts embedded as subsets', () => {
    const info = information(committee);
    expect(info).toMatch(/Tagged: +yes/);
    expect(Buffer.from(committee).toString('latin1')).toMatch(/\/Lang \(zh-CN\)/);
    expect(Buffer.from(committee).toString('latin1')).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>A</);
    expect(pageCount(committee)).toBe(5);
    expect(syntax(committee)).toMatchObject({ status: 0 });
    const rows = fonts(committee);
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const row of rows) expect(row).toMatch(/Noto.*yes +yes +yes/);
  });

  test('the record is attached as it is', () => {
    expect(detached(committee, 'record.jsonl')).toBe(data.record);
  });

  test('it is drawn the same twice, to the byte, and its date is the last time in the record', async () => {
    expect(await drawResultSheet(dataOf(COMMITTEE), FONTS)).toEqual(await drawResultSheet(data, FONTS));
    expect(data.time.toISOString()).toBe('2026-11-28T09:00:02.000Z');
  });
});

describe('the digital signature', () => {
  test('pdfsig calls it valid and covering the whole document', () => {
    const said = signature(committee);
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    expect(said).toContain('中共清溪村总支部委员会');
  });

  test('our own check finds nothing, with the record’s key and with trusted keys', async () => {
    expect(await check(committee)).toEqual([]);
    const checked = await checkResultSheet(committee, { fonts: FONTS, trustedKey: sheetPublicKey(key) });
    expect(checked).toMatchObject({
      record: data.record,
      settings: { round: 1, checkAddress: CHECK_ADDRESS },
      faults: [],
    });
  });

  test('the key comes back from its stored form', () => {
    expect(sheetKeyFromText(sheetKeyToText(key))).toEqual(key);
  });

  test('a changed byte anywhere outside the signature makes it invalid for pdfsig and for us', async () => {
    const text = Buffer.from(committee).toString('latin1');
    const hole = text.indexOf('/Contents <');
    const places = [
      20,
      text.indexOf('/MediaBox') + 11,
      hole + 9000,
      text.indexOf('"type":"result"') + 3,
      committee.length - 20,
    ];
    for (const at of places) {
      const changed = Uint8Array.from(committee, (byte, i) => (i === at ? byte ^ 1 : byte));
      expect(verifySignedPdf(changed, sheetPublicKey(key)).faults.length, `byte ${at}`).toBeGreaterThan(0);
      expect(await check(changed), `byte ${at}`).not.toEqual([]);
    }
    const changed = Uint8Array.from(committee, (byte, i) => (i === places[3] ? byte ^ 1 : byte));
    expect(signature(changed)).not.toContain('Signature is Valid');
  });

  test('a printed count that was changed is named with its page and both values', async () => {
    // The glyphs of 59 give way to those of 55, in the content of the first page.
    const texts = pageTexts(readPdf(committee))[0] ?? [];
    const drawn = Buffer.from(committee).toString('latin1');
    const content = drawn.slice(drawn.indexOf('BT\n'), drawn.indexOf('endstream', drawn.indexOf('BT\n')));
    const pieces = [...content.matchAll(/\[<[0-9a-f]+>[^\]]*\] TJ/g)].map(([piece]) => piece);
    expect(pieces).toHaveLength(texts.length);
    const pieceOf = (text: string) => pieces[texts.indexOf(text)] as string;
    const faults = await check(replaced(committee, pieceOf('59'), pieceOf('55')));
    expect(faults.map(({ code }) => code)).toEqual(['document-changed', 'text-differs']);
    expect(faults[1]).toMatchObject({ page: 1 });
    expect(faults[1]?.text.zh).toBe('第 1 页与选举档案不符：应为“59”，现为“55”。');
  });

  test('a sheet with other counts, signed by the right key, is found by drawing it again (check 14)', async () => {
    const forged: ResultSheetData = {
      ...data,
      contests: data.contests.map((contest) => ({
        ...contest,
        candidates: contest.candidates.map((candidate) =>
          candidate.name === '周玥' ? { ...candidate, approve: 39, disapprove: 16 } : candidate,
        ),
      })),
    };
    const pdf = signPdf(await drawResultSheet(forged, FONTS), key);
    expect(signature(pdf)).toContain('Signature is Valid');
    const faults = await check(pdf);
    expect(faults.map(({ code }) => code)).toContain('text-differs');
    expect(faults.map(({ text }) => text.zh).join()).toContain('应为“33”，现为“39”');
  });

  test('another signer is named (requirement 38)', async () => {
    const pdf = signPdf(await drawResultSheet(data, FONTS), otherKey);
    expect((await check(pdf)).map(({ code }) => code)).toEqual(['wrong-signer']);
    expect(
      (await checkResultSheet(committee, { fonts: FONTS, trustedKey: sheetPublicKey(otherKey) })).faults.map(
        ({ code }) => code,
      ),
    ).toEqual(['wrong-signer']);
  });

  test('the verifier’s report counts the sheet as check 14, with the place in its detail', async () => {
    const random = (length: number) => new Uint8Array(length).fill(7);
    const own = await verifyResultSheet(rewritten(committee, '1,3-4'), { random }, FONTS);
    const check14 = own.checks.find(({ name }) => name === 'result-sheet');
    expect(check14?.ok).toBe(false);
    expect(check14?.detail.zh).toContain('应有 5 页，现有 3 页');
    expect(own.ok).toBe(false);
    expect(own.findings.filter(({ check }) => check === 'result-sheet').map(({ code }) => code)).toContain(
      'sheet-differs',
    );
    const unreadable = await verifyResultSheet(encodeUtf8('%PDF-1.7 nothing'), { random }, FONTS);
    expect(unreadable.findings.map(({ code }) => code)).toEqual(['sheet-signature-invalid', 'sheet-unreadable']);
  });

  test('a removed page is named, even after the file was rewritten (requirement 38)', async () => {
    const codes = await check(rewritten(committee, '1,3-4'));
    expect(codes.map(({ code }) => code)).toContain('pages-differ');
    expect(codes.map(({ text }) => text.zh).join()).toContain('应有 5 页，现有 3 页');
  });

  test('every byte around the signature counts: none can be changed unseen', () => {
    const hole = Buffer.from(committee).indexOf('/Contents <');
    for (let at = hole - 300; at < hole + 2300; at += 37) {
      const changed = Uint8Array.from(committee, (byte, i) => (i === at ? byte ^ 1 : byte));
      expect(verifySignedPdf(changed, sheetPublicKey(key)).faults.length, `byte ${at}`).toBeGreaterThan(0);
    }
  });

  test('a damaged record inside is reported, never an accident of the program', async () => {
    const from = Buffer.from(committee).indexOf('{"chair"');
    for (let i = 0; i < 12; i += 1) {
      const at = from + ((i * 7919) % data.record.length);
      const changed = Uint8Array.from(committee, (byte, index) => (index === at ? byte ^ (1 << (i % 7)) : byte));
      expect(await check(changed), `byte ${at}`).not.toEqual([]);
    }
  });

  test('a name that no font has makes no sheet, and its checker says so', async () => {
    const strange = sketchRecord({ ...COMMITTEE, chair: '高𠮷' }, sheetPublicKey(key));
    const made = resultSheetData(strange, { round: 1, checkAddress: '' });
    if (!made.ok) throw new Error(made.error);
    await expect(drawResultSheet(made.value, FONTS)).rejects.toThrow('𠮷');
    const pdf = signPdf(
      await drawResultSheet({ ...made.value, meeting: { ...made.value.meeting, chair: '高玉龙' } }, FONTS),
      key,
    );
    expect((await check(pdf)).map(({ code }) => code)).toEqual(['not-drawable']);
  });

  test('bytes after the end, a later revision and an empty slot are refused', async () => {
    const appended = new Uint8Array([...committee, ...encodeUtf8('\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n')]);
    expect(verifySignedPdf(appended, null).faults).toEqual(['signature-not-alone']);
    expect(verifySignedPdf(new Uint8Array([...committee, 10]), null).faults).toEqual(['byte-range-incomplete']);
    expect(verifySignedPdf(await drawResultSheet(data, FONTS), null).faults).toEqual(['signature-malformed']);
    expect(verifySignedPdf(encodeUtf8('%PDF-1.7'), null).faults).toEqual(['signature-missing']);
  });

  test('a second signature dictionary, a doubled file and a swapped attachment are refused', async () => {
    const fake = encodeUtf8('%/ByteRange [0 1 2 3]\n/Contents <00>\n');
    const header = Buffer.from(committee).indexOf('\n') + 1;
    const second = new Uint8Array([...committee.subarray(0, header), ...fake, ...committee.subarray(header)]);
    expect(verifySignedPdf(second, null).faults).toEqual(['signature-not-alone']);
    expect(verifySignedPdf(new Uint8Array([...committee, ...committee]), null).faults).toEqual(['signature-not-alone']);
    const swapped = replaced(committee, '"present":68', '"present":67');
    expect((await check(swapped)).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['document-changed', 'text-differs']),
    );
  });

  test('a byte changed anywhere is refused: forty places, spread over the whole file', () => {
    for (let i = 0; i < 40; i += 1) {
      const at = Math.floor(((i + 0.37) * committee.length) / 40);
      const changed = Uint8Array.from(committee, (byte, index) => (index === at ? byte ^ (1 << (i % 8)) : byte));
      expect(verifySignedPdf(changed, sheetPublicKey(key)).faults.length, `byte ${at}`).toBeGreaterThan(0);
    }
  });

  test('a certificate of another key over the right signature is refused', async () => {
    const foreign = signPdf(await drawResultSheet(data, FONTS), { ...key, certificate: otherKey.certificate });
    expect(verifySignedPdf(foreign, null).faults).toEqual(['signature-invalid']);
  });
});
