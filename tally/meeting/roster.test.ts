import { describe, expect, test } from 'vitest';
import { ruleSettings } from '../rules/settings.ts';
import { countRoll } from './roll.ts';
import { type Roster, readRoster, readRosterFile } from './roster.ts';
import { cellText, parseMonth, parseName } from './roster-cell.ts';
import { fieldOfHeading, rosterTemplate } from './roster-columns.ts';
import { decodeRosterText, sheetRows } from './roster-table.ts';

const RULES = ruleSettings({ majorityBase: 'expected' });
const HEADINGS = '姓名,性别,民族,出生年月,学历,入党时间,党员类别,选举权,不计算在应到会人数,备注';
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(...lines: readonly string[]): Roster {
  const roster = readRosterFile(encode([HEADINGS, ...lines].join('\r\n')), RULES);
  if (!roster.ok) throw new Error(roster.error.zh);
  return roster.value;
}

/** [line, field, code, severity] of everything reported. */
const report = (roster: Roster) =>
  roster.findings.map(({ line, field, code, severity }) => [line, field, code, severity]);

const WANG = '王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,,';

describe('a roster of members', () => {
  test('a good line becomes a member without a finding', () => {
    const roster = read(WANG);
    expect(roster).toMatchObject({ importable: true, rows: 1, findings: [] });
    expect(roster.members).toEqual([
      {
        line: 2,
        name: '王芳',
        gender: '女',
        ethnicity: '汉族',
        birth: '1976-01',
        education: '初中',
        joined: '2012-07',
        category: 'full',
        entitled: true,
        withoutRightReason: '',
        exclusion: null,
        note: '',
        remark: '',
      },
    ]);
  });

  test('columns are found by their headings, in any order, under other names, below a title', () => {
    const roster = readRoster(
      sheetRows([
        ['清溪村党员名册'],
        [null],
        ['序号', '党员姓名', '身份证号', '人员类别', '出生日期（必填）'],
        [1, '王芳', '51…', '正式', new Date(Date.UTC(1976, 0, 5))],
        [2, '赵 勇', '51…', '预备党员', 198804],
      ]),
      RULES,
    );
    expect(roster.importable).toBe(true);
    expect(roster.members.map(({ line, name, category, birth }) => [line, name, category, birth])).toEqual([
      [4, '王芳', 'full', '1976-01'],
      [5, '赵勇', 'probationary', '1988-04'],
    ]);
    expect(report(roster)).toEqual([
      [3, null, 'heading-ignored', 'warning'],
      [3, null, 'heading-ignored', 'warning'],
      [5, 'name', 'name-spaces', 'warning'],
    ]);
  });

  test('the template is read as a roster of nobody', () => {
    const roster = readRosterFile(encode(rosterTemplate()), RULES);
    expect(roster.ok && roster.value.findings.map(({ code }) => code)).toEqual(['no-rows']);
    expect(roster.ok && roster.value.members).toEqual([]);
  });

  test('without headings for name and category nothing is imported', () => {
    const none = readRoster(sheetRows([['王芳', '女']]), RULES);
    expect([none.importable, none.members.length]).toEqual([false, 0]);
    expect(report(none)).toEqual([[1, 'name', 'heading-missing', 'stop']]);
    const noCategory = readRoster(sheetRows([['姓名'], ['王芳']]), RULES);
    expect([noCategory.importable, noCategory.members.length]).toEqual([false, 0]);
    expect(report(noCategory)).toEqual([[1, 'category', 'heading-missing', 'stop']]);
    const twice = readRoster(
      sheetRows([
        ['姓名', '党员姓名', '类别'],
        ['王芳', '王芳', '正式'],
      ]),
      RULES,
    );
    expect(report(twice)).toEqual([[1, 'name', 'heading-twice', 'stop']]);
  });

  test.each([
    [',女,汉族,1976-01,初中,2012-07,正式党员,有,,', 'name', 'name-missing', 'stop'],
    ['陈?,男,汉族,1976-01,初中,2012-07,正式党员,有,,', 'name', 'name-characters', 'stop'],
    ['陈\uE863,男,汉族,1976-01,初中,2012-07,正式党员,有,,', 'name', 'name-characters', 'stop'],
    ['合计,,,,,,正式党员,,,', 'name', 'name-characters', 'stop'],
    ['王 芳,女,汉族,1976-01,初中,2012-07,正式党员,有,,', 'name', 'name-spaces', 'warning'],
    ['王芳,妇,汉族,1976-01,初中,2012-07,正式党员,有,,', 'gender', 'gender-unclear', 'warning'],
    ['王芳,女,汉族,一九七六,初中,2012-07,正式党员,有,,', 'birth', 'month-unclear', 'warning'],
    ['王芳,女,汉族,1976-01,初中,1990-07,正式党员,有,,', 'joined', 'joined-too-young', 'warning'],
    ['王芳,女,汉族,1976-01,初中,2012-07,,有,,', 'category', 'category-missing', 'stop'],
    ['王芳,女,汉族,1976-01,初中,2012-07,积极分子,有,,', 'category', 'category-unclear', 'stop'],
    ['王芳,女,汉族,1976-01,初中,2012-07,正式党员,也许,,', 'entitled', 'entitled-unclear', 'stop'],
    ['王芳,女,汉族,1976-01,初中,2012-07,预备党员,有,,', 'entitled', 'entitled-probationary', 'warning'],
    ['王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,,留党察看期间', 'entitled', 'entitled-contradiction', 'stop'],
    ['王芳,女,汉族,1976-01,初中,2012-07,正式党员,无,,', 'note', 'without-right-ground', 'stop'],
    [
      '王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,出差,镇党委同意 大会通过',
      'exclusion',
      'exclusion-unclear',
      'warning',
    ],
    ['王芳,女,汉族,1976-01,初中,2012-07,预备党员,无,卧床不起,', 'exclusion', 'exclusion-without-vote', 'warning'],
    [
      '王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,卧床不起,党员大会通过',
      'note',
      'exclusion-not-approved',
      'warning',
    ],
    [
      '王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,卧床不起,镇党委同意，大会没有通过',
      'note',
      'exclusion-refused',
      'warning',
    ],
    ['王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,,镇党委同意,党员大会通过', null, 'cells-beyond-headings', 'stop'],
  ])('%s → %s %s %s', (line, field, code, severity) => {
    const roster = read(line);
    expect(report(roster)).toEqual([[2, field, code, severity]]);
    expect(roster.importable).toBe(severity !== 'stop');
    expect(roster.findings[0]?.zh).not.toBe('');
    expect(roster.findings[0]?.en).not.toBe('');
  });

  test('number and day of the reply are columns of their own, and go together (rules §3)', () => {
    const heading = '姓名,党员类别,选举权,不计算在应到会人数,批准文号,批准日期,备注';
    const of = (number: string, date: string) =>
      readRosterFile(encode(`${heading}\n王芳,正式党员,有,卧床不起,${number},${date},\n`), RULES);
    const replied = of('青委〔2026〕33号', '2026.11.9');
    if (!replied.ok) throw new Error(replied.error.zh);
    expect(report(replied.value)).toEqual([]);
    expect(replied.value.members[0]?.exclusion?.reply).toEqual({ number: '青委〔2026〕33号', date: '2026-11-09' });
    for (const [number, date, field] of [
      ['', '2026-11-09', 'replyNumber'],
      ['青委〔2026〕33号', '', 'replyDate'],
      ['青委〔2026〕33号', '2026-02-30', 'replyDate'],
    ] as const) {
      const half = of(number, date);
      if (!half.ok) throw new Error(half.error.zh);
      expect(report(half.value).map(([, at, code]) => [at, code])).toEqual([
        [field, 'reply-incomplete'],
        ['note', 'exclusion-not-approved'],
      ]);
      expect(half.value.members[0]?.exclusion?.reply).toBeUndefined();
    }
  });

  test('a column without a heading is passed over, and who joins at 18 is old enough', () => {
    const roster = readRoster(
      sheetRows([
        ['', '姓名', '出生年月', '入党时间', '党员类别'],
        ['', '王芳', '1976-01', '1994-07', '正式党员'],
      ]),
      RULES,
    );
    expect(roster).toMatchObject({ importable: true, findings: [] });
  });

  test('an empty cell for the right is named as empty where the note contradicts it', () => {
    const roster = read('王芳,女,汉族,1976-01,初中,2012-07,正式党员,,,留党察看期间');
    expect(roster.findings.map(({ code, zh }) => [code, zh.includes('（空）')])).toEqual([
      ['entitled-contradiction', true],
    ]);
  });

  test('a member without the right keeps the ground', () => {
    const roster = read('杨娟,女,汉族,1949-02,小学,1983-03,正式党员,无,,留党察看期间');
    expect(roster.members[0]).toMatchObject({ entitled: false, withoutRightReason: '留党察看期间' });
  });

  test('"是" takes the reason from the note', () => {
    const roster = read('王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,是,"卧床不起,镇党委同意,党员大会通过"');
    expect(roster.members[0]?.exclusion?.category).toBe('E4');
    expect(roster.findings).toEqual([]);
  });

  test('"无" leaves nobody out', () => {
    const roster = read('王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,无,');
    expect(roster.members[0]?.exclusion).toBeNull();
    expect(roster.findings).toEqual([]);
  });

  test('line numbers hold across blank lines and cells with line breaks', () => {
    const roster = read('', '王芳,女,汉族,1976-01,初中,2012-07,正式党员,有,,"一\n二"', '', ',女,,,,,正式党员,,,');
    expect(roster.rows).toBe(2);
    expect(roster.members[0]?.line).toBe(3);
    expect(report(roster)).toEqual([[6, 'name', 'name-missing', 'stop']]);
  });

  test('several faults of one line are all reported', () => {
    expect(report(read('?,妇,汉族,x,初中,2012-07,也许,有,,')).map(([, , code]) => code)).toEqual([
      'name-characters',
      'gender-unclear',
      'month-unclear',
      'category-unclear',
    ]);
  });
});

test('who takes part in a form is told from 有 and 无; any other word stops', () => {
  const read = (word: string) => {
    const bytes = new TextEncoder().encode(`姓名,选举权\n王芳,${word}\n`);
    const roster = readRosterFile(bytes, { ...RULES, participants: true });
    if (!roster.ok) throw new Error(roster.error.code);
    const { members, findings } = roster.value;
    return [members[0]?.entitled, findings.map(({ code, severity }) => `${code} ${severity}`)];
  };
  expect(read('有')).toEqual([true, []]);
  expect(read('无')).toEqual([false, []]);
  expect(read('')).toEqual([true, []]);
  expect(read('也许')).toEqual([true, ['entitled-unclear stop']]);
});

describe('members of the same name', () => {
  test('are shown with the birth month, both lines reported', () => {
    const roster = read(WANG, '王芳,女,汉族,1980-05,初中,2012-07,正式党员,有,,');
    expect(roster.importable).toBe(true);
    expect(roster.members.map(({ remark }) => remark)).toEqual(['1976年1月生', '1980年5月生']);
    expect(report(roster)).toEqual([
      [2, 'name', 'namesake', 'warning'],
      [3, 'name', 'namesake', 'warning'],
    ]);
    // Each line names the other one, and nobody else.
    const third = read(
      WANG,
      '李刚,男,汉族,1956-09,高中,1991-06,正式党员,有,,',
      '王芳,女,汉族,1980-05,初中,2012-07,正式党员,有,,',
    );
    expect(third.findings.map(({ zh }) => /第 (.*) 行/.exec(zh)?.[1])).toEqual(['4', '2']);
  });

  test('are told apart by gender or joining where the birth month is equal', () => {
    const byGender = read(WANG, '王芳,男,汉族,1976-01,初中,2012-07,正式党员,有,,');
    expect(byGender.members.map(({ remark }) => remark)).toEqual(['女', '男']);
    const byJoining = read(WANG, '王芳,女,汉族,1976-01,初中,2013-07,正式党员,有,,');
    expect(byJoining.members.map(({ remark }) => remark)).toEqual(['2012年7月入党', '2013年7月入党']);
  });

  test('the same person on two lines stops the import: nobody votes twice', () => {
    const roster = read(WANG, WANG);
    expect(roster.importable).toBe(false);
    // Of the second line it is said, and nothing besides.
    const ofSecond = roster.findings.filter(({ line }) => line === 3);
    expect(ofSecond.map(({ code }) => code)).toEqual(['same-person']);
  });

  test('namesakes whom no single item tells apart stop the import', () => {
    const roster = read(
      WANG,
      '王芳,女,汉族,,初中,2013-07,正式党员,有,,',
      '王芳,女,汉族,1976-01,,2013-07,正式党员,有,,',
    );
    expect(roster.importable).toBe(false);
    expect(new Set(roster.findings.map(({ code }) => code))).toEqual(new Set(['namesake-undistinguished']));
    // What only one of them has tells who she is, and not who the other one is.
    const half = read(WANG, '王芳,女,汉族,,初中,2012-07,正式党员,有,,');
    expect(half.importable).toBe(false);
    expect(half.findings.map(({ code }) => code)).toContain('namesake-undistinguished');
  });
});

describe('encodings', () => {
  const text = `${HEADINGS}\r\n${WANG}\r\n`;

  test('UTF-8 with and without BOM, UTF-16 and GB18030 are recognised', () => {
    const encodingOf = (bytes: Uint8Array) => {
      const roster = readRosterFile(bytes, RULES);
      return roster.ok ? [roster.value.encoding, roster.value.members[0]?.name] : roster.error.code;
    };
    expect(encodingOf(encode(text))).toEqual(['UTF-8', '王芳']);
    expect(encodingOf(encode(`\uFEFF${text}`))).toEqual(['UTF-8 BOM', '王芳']);
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
    ]);
    expect(encodingOf(utf16)).toEqual(['UTF-16', '王芳']);
    // 姓名,党员类别 / 王芳,正式党员 as Excel on a Chinese Windows saves it.
    const gb = 'd0d5c3fb2cb5b3d4b1c0e0b1f00d0acdf5b7bc2cd5fdcabdb5b3d4b10d0a';
    expect(encodingOf(Uint8Array.from(gb.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16)))).toEqual([
      'GB18030',
      '王芳',
    ]);
    expect(encodingOf(new Uint8Array([0x41, 0xff, 0xff, 0x80]))).toBe('encoding-unknown');
    // UTF-16 with half a character at its end: the file was cut.
    expect(encodingOf(utf16.slice(0, -1))).toBe('encoding-unknown');
  });

  test('a mark of an encoding is one only when it is whole', () => {
    const encodingOf = (bytes: Uint8Array) => {
      const decoded = decodeRosterText(bytes);
      return decoded.ok ? [decoded.value.encoding, decoded.value.text] : decoded.error;
    };
    // E4 BB BF, EF BC BF, EF BB 80: each but one byte of EF BB BF.
    for (const first of ['仿', '＿', '\uFEC0']) expect(encodingOf(encode(first))).toEqual(['UTF-8', first]);
    // 剥 in GB18030 is B0 FE.
    expect(encodingOf(Uint8Array.of(0xb0, 0xfe))).toEqual(['GB18030', '剥']);
    expect(encodingOf(Uint8Array.of(0xff, 0x41))).toBe('encoding-unknown');
  });

  test('tabs and semicolons separate cells too', () => {
    for (const separator of ['\t', ';']) {
      const roster = readRosterFile(encode(text.replaceAll(',', separator)), RULES);
      expect(roster.ok && roster.value.members.map(({ name }) => name)).toEqual(['王芳']);
    }
  });

  test('an open quotation mark is reported with its line', () => {
    const roster = readRosterFile(encode(`${HEADINGS}\r\n${WANG}\r\n"李刚"x,男\r\n`), RULES);
    expect(roster.ok ? null : [roster.error.code, roster.error.line, roster.error.severity]).toEqual([
      'quotes-broken',
      3,
      'stop',
    ]);
  });
});

describe('cells', () => {
  test('that are empty, or that a short line does not have, hold no text', () => {
    expect([null, undefined, ''].map(cellText)).toEqual(['', '', '']);
  });

  test.each([
    ['1974-04', '1974-04'],
    ['1974.4', '1974-04'],
    ['1974/04/12', '1974-04'],
    ['1974年4月', '1974-04'],
    ['1974年4月2日', '1974-04'],
    ['197404', '1974-04'],
    ['19740412', '1974-04'],
    ['１９７４．０４', '1974-04'],
    ['1974-13', null],
    ['1974-00', null],
    ['1899-12', null],
    ['1900-01', '1900-01'],
    ['2100-12', '2100-12'],
    ['2101-01', null],
    ['74-04', null],
    ['1974', null],
    ['四月', null],
  ])('the month %s is %s', (text, month) => {
    expect(parseMonth(text)).toBe(month);
  });

  test.each([
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
    ['王　芳', '王芳'],
    ['陈䶮', '陈䶮'],
    ['𠮷田', '𠮷田'],
    ['王芳1', null],
    ['王芳（女）', null],
    ['□', null],
  ])('the name %s is %s', (text, name) => {
    expect(parseName(text)?.name ?? null).toBe(name);
  });

  test('headings with blanks, stars and brackets are still known', () => {
    expect(fieldOfHeading('姓 名*')).toBe('name');
    expect(fieldOfHeading('选举权（有/无）')).toBe('entitled');
    expect(fieldOfHeading('电话')).toBeNull();
  });
});

test('应到 is computed from what was read', () => {
  const roster = read(
    WANG,
    '赵勇,男,汉族,1988-04,初中,2026-05,预备党员,无,,',
    '杨娟,女,汉族,1949-02,小学,1983-03,正式党员,无,,留党察看期间',
    '王海波,男,汉族,1972-11,初中,1992-06,正式党员,有,自费出国半年以上,"镇党委同意,党员大会通过"',
  );
  expect(countRoll(roster.members, RULES)).toMatchObject({
    members: 4,
    probationary: 1,
    withoutRight: 1,
    entitled: 2,
    excluded: 1,
    expected: 1,
  });
});
