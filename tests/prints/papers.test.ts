import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { parseReceipt, type Receipt, receiptAddress } from '../../printables/qr/receipt.ts';
import { emptyBoxSlip } from '../../printables/receipts/empty-box-slip.ts';
import { receiptSlip } from '../../printables/receipts/receipt-slip.ts';
import { ANSWER_ATTACHMENT, type Answer, drawAnswer } from '../../printables/reports/answer.ts';
import { type AttendanceMember, attendanceSheet } from '../../printables/reports/attendance.ts';
import { shortFormOf } from '../../printables/reports/check-style.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { type ResultSheetData, resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import { createSheetKey, type SheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { COMMITTEE, DIRECT, type MeetingSketch, PLENARY, SAMPLE, sketchRecord } from './qingxi-record.ts';
import {
  codesByZbar,
  codesByZxing,
  detached,
  fonts,
  greyPage,
  pageCount,
  pageImage,
  pageText,
  signature,
  syntax,
  textLines,
  wholeText,
} from './tools.ts';

const FONTS = installedFonts();
const validity = { notBefore: new Date('2026-11-01T00:00:00Z'), notAfter: new Date('2036-11-01T00:00:00Z') };

describe('批复 (rules §6.2)', () => {
  let key: SheetKey;
  beforeAll(async () => {
    key = await createSheetKey({ organization: '中共青山镇委员会', ...validity });
  });

  function sheetOf(sketch: MeetingSketch, round: number): ResultSheetData {
    const data = resultSheetData(sketchRecord(sketch, sheetPublicKey(key)), { round, checkAddress: '' });
    if (!data.ok) throw new Error(data.error);
    return data.value;
  }

  const answerTo = (sketch: MeetingSketch, text: Pick<Answer, 'decision' | 'reason'>): Answer => ({
    ...text,
    number: '青委〔2026〕12号',
    signatory: '刘世平',
    date: '2026-11-29',
    sheet: sheetOf(sketch, 1),
    resultHash: new Uint8Array(32).fill(7),
  });

  const signed = async (answer: Answer) => signPdf(await drawAnswer(answer, FONTS), key);

  test('secretary and deputy are approved by name, with number, report cited and date', async () => {
    const answer = answerTo(PLENARY, { decision: 'approve', reason: '' });
    const pdf = await signed(answer);
    const text = wholeText(pdf);
    expect(text).toMatch(
      /^中共青山镇委员会青委〔2026〕12号关于中共清溪村总支部委员会书记、副书记选举结果的批复中共清溪村总支部委员会：/,
    );
    expect(text).toContain('你委2026年11月28日《关于中共清溪村总支部委员会书记、副书记选举结果的报告》（档案码');
    expect(text).toContain(`（档案码${shortFormOf(answer.sheet.root).replaceAll(' ', '')}）收悉`);
    expect(text).toContain(
      '同意选举结果：王建国同志当选为中共清溪村总支部委员会书记，李㛃同志当选为中共清溪村总支部委员会副书记。',
    );
    expect(text).toContain('此复。中共青山镇委员会2026年11月29日签发人：刘世平');
    expect(pageCount(pdf)).toBe(1);
  });

  test('the code it cites stands at the foot of the sheet it answers', async () => {
    const sheet = sheetOf(COMMITTEE, 1);
    expect(pageText(await drawResultSheet(sheet, FONTS), 1)).toContain(
      `档案码${shortFormOf(sheet.root).replaceAll(' ', '')}`,
    );
  });

  test('committee members are filed, namesakes of the roll with their remark', async () => {
    const text = wholeText(await signed(answerTo(COMMITTEE, { decision: 'file', reason: '' })));
    expect(text).toContain('委员选举结果的备案批复');
    expect(text).toContain(
      '同意备案：王建国（1974年4月生）、田大利、李㛃、陈䶮、林海燕等5名同志当选为中共清溪村总支部委员会委员。',
    );
  });

  test('members elected in an earlier round of the same assembly are filed by the same answer', async () => {
    const answer: Answer = {
      ...answerTo(DIRECT, { decision: 'approve', reason: '' }),
      sheet: sheetOf(DIRECT, 2),
      earlier: [sheetOf(DIRECT, 1)],
    };
    const text = wholeText(await signed(answer));
    expect(text).toContain('同意选举结果：王建国同志当选为中共清溪村总支部委员会书记，李㛃同志');
    expect(text).toContain('同意备案：王建国（1974年4月生）、田大利、李㛃、陈䶮、林海燕等5名同志当选');
  });

  test('a post that two rounds filled is named once, by the order of the announcement', async () => {
    const answer = answerTo(COMMITTEE, { decision: 'file', reason: '' });
    const electing = (elected: readonly string[]) => ({
      ...answer.sheet,
      contests: answer.sheet.contests.map((drawn) => ({ ...drawn, elected })),
    });
    const [first, second] = [electing(['田大利', '陈䶮']), electing(['李㛃'])];
    const text = wholeText(await signed({ ...answer, sheet: second, earlier: [first] }));
    expect(text).toContain('同意备案：田大利、李㛃、陈䶮等3名同志当选为中共清溪村总支部委员会委员。');
    expect(text.match(/同志当选为/gu)).toHaveLength(1);
  });

  test('name, date and imprint never stand on a page without a line of the text, however long the reason', async () => {
    for (let length = 60; length <= 340; length += 28) {
      const pdf = await drawAnswer(
        answerTo(COMMITTEE, { decision: 'return', reason: '请核对基数'.repeat(length / 5) }),
        FONTS,
      );
      const last = pageText(pdf, pageCount(pdf));
      expect(last, `${length}`).toContain('此复。中共青山镇委员会2026年11月29日签发人：刘世平');
    }
  });

  test('a result that elected nobody is answered in a whole sentence', async () => {
    const answer = answerTo(COMMITTEE, { decision: 'file', reason: '' });
    const contests = answer.sheet.contests.map((drawn) => ({ ...drawn, elected: [] }));
    const text = wholeText(await drawAnswer({ ...answer, sheet: { ...answer.sheet, contests } }, FONTS));
    expect(text).toContain('同意备案：没有人当选。此复。');
  });

  test('a long name of the superior stays on one line of the letterhead', async () => {
    const answer = answerTo(COMMITTEE, { decision: 'file', reason: '' });
    const superior = '中共青山县清溪街道工作委员会（党建工作领导小组办公室）';
    const meeting = { ...answer.sheet.meeting, superior };
    const pdf = await drawAnswer({ ...answer, sheet: { ...answer.sheet, meeting } }, FONTS);
    expect(textLines(pdf, 1)[0]).toBe(superior);
  });

  test('a branch without a committee is no 委 (rules §1.2)', async () => {
    const answer = answerTo(PLENARY, { decision: 'approve', reason: '' });
    const saidTo = async (organization: string) => {
      const meeting = { ...answer.sheet.meeting, organization };
      return wholeText(await drawAnswer({ ...answer, sheet: { ...answer.sheet, meeting } }, FONTS));
    };
    for (const [organization, you] of [
      ['中共石湾村支部', '你支部'],
      ['中共石湾村总支部', '你总支'],
      ['中共石湾村支部委员会', '你委'],
      ['中共青山街道党工委', '你委'],
      ['石湾村小组', '你单位'],
    ])
      expect(await saidTo(organization as string)).toContain(`${you}2026年11月28日《关于${organization}书记`);
  });

  test('a return gives its reason and approves nothing', async () => {
    const text = wholeText(
      await signed(answerTo(COMMITTEE, { decision: 'return', reason: '计算基数与选举办法不一致' })),
    );
    expect(text).toContain('委员选举结果不予备案，现予退回。退回理由：计算基数与选举办法不一致。');
    expect(text).not.toContain('同意');
  });

  test('it is signed, sound, drawn the same twice, and says the same to machines', async () => {
    const answer = answerTo(PLENARY, { decision: 'approve', reason: '' });
    const pdf = await signed(answer);
    expect(signature(pdf)).toContain('Signature is Valid');
    expect(verifySignedPdf(pdf, sheetPublicKey(key)).faults).toEqual([]);
    expect(syntax(pdf)).toMatchObject({ status: 0 });
    expect(await drawAnswer(answer, FONTS)).toEqual(await drawAnswer(answer, FONTS));
    expect(JSON.parse(detached(pdf, ANSWER_ATTACHMENT))).toMatchObject({
      type: 'answer',
      meeting: 'qingxi-2026-plenary',
      round: 1,
      decision: 'approve',
      number: '青委〔2026〕12号',
    });
    const changed = Uint8Array.from(pdf, (byte, i) => (i === 20_000 ? byte ^ 1 : byte));
    expect(verifySignedPdf(changed, null).faults).toEqual(['document-changed']);
  });
});

describe('签到表 (rules §6.2)', () => {
  const members: readonly AttendanceMember[] = readFileSync(new URL('roster.utf8.csv', SAMPLE), 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
    .map(([name = '', sex = '', , , , , category = '', right = '', excluded = '']) => ({
      name,
      sex,
      category,
      isEntitled: right === '有',
      isPresent: excluded === '',
      hasCard: right === '有' && excluded === '',
      remark: category === '预备党员' ? '列席' : excluded,
    }));
  const sheet = {
    organization: '中共清溪村总支部委员会',
    title: '中共清溪村总支部委员会换届选举党员大会',
    day: '2026-11-28',
    place: '村民委员会会议室',
    members,
    expected: 75,
    present: 68,
    quorumMinimum: 60,
    fonts: FONTS,
  };
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await attendanceSheet(sheet);
  });

  test('everybody stands on it in the roll’s order, rare characters and long names included', () => {
    const text = wholeText(pdf);
    let at = 0;
    for (const { name } of members) {
      at = text.indexOf(name, at);
      expect(at, name).toBeGreaterThan(-1);
      at += name.length;
    }
    for (const name of ['李㛃', '陈䶮', '刘犇', '何垚', '罗堃', '阿卜杜拉·买买提', '吉克阿呷', '欧阳志远'])
      expect(text).toContain(name);
  });

  test('its columns are those of the rules, the head stands on every page, the time is blank', () => {
    const text = wholeText(pdf);
    expect(text.match(/序号姓名性别类别选举权到会时间签名领卡备注/g)).toHaveLength(pageCount(pdf));
    expect(text).toContain('2赵勇男预备党员无列席');
    expect(text).toContain('3张翀男正式党员有√');
    expect(text).not.toMatch(/\d\d:\d\d/);
  });

  test('attendance is stated with the four fifths of those expected', () => {
    expect(wholeText(pdf)).toContain('应到会有选举权的党员75名，实到68名，达到应到会人数75名的五分之四（至少60名）。');
  });

  test('where exactly four fifths are not enough (1990 to the letter) it says 超过, and 没有超过 when missed', async () => {
    const literal = { ...sheet, members: members.slice(0, 1), expected: 30, quorumMinimum: 25 };
    expect(wholeText(await attendanceSheet({ ...literal, present: 25 }))).toContain(
      '实到25名，超过应到会人数30名的五分之四（至少25名）。',
    );
    expect(wholeText(await attendanceSheet({ ...literal, present: 24 }))).toContain(
      '实到24名，没有超过应到会人数30名的五分之四（至少25名）。',
    );
    expect(wholeText(await attendanceSheet({ ...literal, present: 23, quorumMinimum: 24 }))).toContain(
      '实到23名，不足应到会人数30名的五分之四（至少24名）。',
    );
  });

  test('the file is sound and drawn the same twice', async () => {
    expect(syntax(pdf)).toMatchObject({ status: 0 });
    for (const row of fonts(pdf)) expect(row).toMatch(/yes +yes +yes/);
    expect(await attendanceSheet(sheet)).toEqual(pdf);
  });
});

describe('查验单 (specification §7.6, requirement 25)', () => {
  const receipt: Receipt = {
    kind: 'accepted',
    meetingId: 'qingxi-2026',
    round: 1,
    T: new Uint8Array(32).fill(1),
    h: new Uint8Array(32).fill(2),
    signature: new Uint8Array(64).fill(3),
  };
  const slip = {
    kind: 'accepted',
    organization: '中共清溪村总支部委员会',
    round: '委员选举',
    ballotCode: 'A5DX 4480 XTXB T6AM',
    cardCode: 'HQSWAD',
    address: receiptAddress('http://192.168.1.10:3000/check', receipt),
    day: '2026-11-28',
    fonts: FONTS,
  } as const;

  test('it shows the codes and no choice, number or time', async () => {
    const text = wholeText(await receiptSlip(slip));
    expect(text).toContain('A5DX4480XTXBT6AM');
    expect(text).toContain('HQSWAD');
    expect(text.replace('A5DX4480XTXBT6AM', '')).not.toMatch(/\d/);
    expect(text).not.toMatch(/赞成|弃权|王建国/);
  });

  test('a 203 dpi print of its code is read by both readers and is the receipt', async () => {
    const image = pageImage(await receiptSlip(slip), 1, 203);
    const [code] = await codesByZxing(image);
    expect(codesByZbar(image)).toEqual([slip.address]);
    expect(parseReceipt(code?.text ?? '')).toEqual({ ok: true, value: receipt });
  });

  test('of a test run it says so, and its code is read through the words (UX 6.34)', async () => {
    const pdf = await receiptSlip({ ...slip, isSpecimen: true });
    expect(wholeText(pdf)).toContain('样票');
    const image = pageImage(pdf, 1, 203);
    const [code] = await codesByZxing(image);
    expect(codesByZbar(image)).toEqual([slip.address]);
    expect(parseReceipt(code?.text ?? '')).toEqual({ ok: true, value: receipt });
  });

  test('the print before the choice says that nothing was cast', async () => {
    const text = wholeText(await receiptSlip({ ...slip, kind: 'pending' }));
    expect(text).toContain('尚未投出');
    expect(text).not.toContain('已投出');
  });
});

describe('票箱为空 on the roll (UX 6.28)', () => {
  const slip = {
    organization: '中共清溪村总支部委员会',
    title: '党员大会',
    round: '委员选举',
    kiosk: '二号投票机',
    groups: ['A5DX', '4480', 'XTXB', 'T6AM'],
    isSpecimen: false,
    day: '2026-11-28',
    fonts: FONTS,
  } as const;

  test('it says 0, which kiosk and which round, with lines to sign, on one page that every slip fits', async () => {
    const pdf = await emptyBoxSlip(slip);
    const text = wholeText(pdf);
    expect(pageCount(pdf)).toBe(1);
    for (const said of ['票箱为空', '党员大会', '委员选举', '0张', '二号投票机', 'A5DX4480XTXBT6AM'])
      expect(text).toContain(said);
    expect(text.split('监票人（签字）')).toHaveLength(3);
    expect(text).not.toContain('样票');
    expect(syntax(pdf)).toMatchObject({ status: 0 });
    for (const row of fonts(pdf)) expect(row).toMatch(/yes +yes +yes/);
  });

  test('long names leave room for the signatures, and a test run is named (UX 6.34)', async () => {
    const long = '中共清溪县青山镇清溪街道第一社区居民委员会第二网格联合第三总支部委员会';
    const pdf = await emptyBoxSlip({
      ...slip,
      organization: long,
      title: `【演练】${long}换届选举党员大会`,
      isSpecimen: true,
    });
    const text = wholeText(pdf);
    expect(pageCount(pdf)).toBe(1);
    expect(text).toContain('样票');
    const page = greyPage(pdf, 1, 203);
    const lowest = Array.from({ length: page.height }, (_, y) => y).findLast((y) =>
      Array.from({ length: page.width }, (_, x) => x).some((x) => page.isDark(x, y)),
    );
    // The second line to sign on is the lowest that is drawn, and stands above the cut.
    expect(lowest).toBeLessThan(page.height - 8);
    expect(text.split('监票人（签字）')).toHaveLength(3);
  });
});
