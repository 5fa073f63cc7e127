import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { libraryStrokes, parseStrokes, strokesOf } from './stroke-data.ts';
import { orderByStrokes, surnameButtons } from './stroke-order.ts';
import { surnameOf } from './surname.ts';

const namesOf = (...args: Parameters<typeof orderByStrokes>): readonly string[] | undefined =>
  orderByStrokes(...args).positions?.map(({ name }) => name);

const T75 = ['丁一', '王一', '文一', '田富', '田大利', '李一', '张一', '陈一', '林一', '欧一'];

describe('姓氏笔画为序 (rules §6.3, 条例 2020 art. 24)', () => {
  test('T75: 丁 王 文 田富 田大利 李 张 陈 林 欧', () => {
    expect(namesOf(['张', '李', '王', '文', '丁', '林', '欧', '陈', '田大利', '田富'])).toEqual([
      '丁',
      '王',
      '文',
      '田富',
      '田大利',
      '李',
      '张',
      '陈',
      '林',
      '欧',
    ]);
  });

  test.each([
    ['王毛方孔', '孔方毛王'],
    ['李杨吴何张陈', '何吴张李杨陈'],
  ])('%s, which a browser sorts as %s (UX 0.5)', (official, browser) => {
    expect(namesOf([...browser])?.join('')).toBe(official);
  });

  test('every position says why: strokes counted, the stroke that decides, the single given name', () => {
    const reasons = orderByStrokes(T75).positions?.map(({ reason }) => reason.zh);
    expect(reasons).toEqual([
      '丁 2 画',
      '王 4 画，多于 丁 2 画',
      '文与王同为 4 画，第 1 笔点在横之后',
      '田 5 画，多于 文 4 画',
      '同姓，单名在前',
      '李 7 画，多于 田 5 画',
      '张与李同为 7 画，第 1 笔折在横之后',
      '陈与张同为 7 画，第 2 笔竖在横之后',
      '林 8 画，多于 陈 7 画',
      '欧与林同为 8 画，第 2 笔撇在竖之后',
    ]);
  });

  test('the practice of congresses compares the character of a single given name instead', () => {
    expect(namesOf(['田富', '田大利'], {}, 'compare')).toEqual(['田大利', '田富']);
    expect(namesOf(['田大利', '田富'], {}, 'blank-first')).toEqual(['田富', '田大利']);
  });

  test('the sample: 㛃 and 䶮 have no data, and the order does not depend on them', () => {
    const order = orderByStrokes(['周玥', '陈䶮', '林海燕', '李㛃', '任金山', '田大利', '王建国']);
    expect(order.positions?.map(({ name }) => name)).toEqual([
      '王建国',
      '田大利',
      '任金山',
      '李㛃',
      '陈䶮',
      '林海燕',
      '周玥',
    ]);
    expect(order.missing).toEqual([]);
    expect(order.withoutData.toSorted()).toEqual(['㛃', '䶮']);
  });

  test('an order that needs missing strokes is not computed; supplied strokes complete it', () => {
    const names = ['李㛃', '李凡', '李世平'];
    const order = orderByStrokes(names);
    expect(order.positions).toBeNull();
    expect(order.missing).toEqual(['㛃']);
    // 㛃 as the organizer writes it: 女 折撇横, 吉 横竖横竖折横.
    expect(namesOf(names, { 㛃: '531121251' })).toEqual(['李凡', '李㛃', '李世平']);
    expect(orderByStrokes(names, { 㛃: '53' }).positions?.map(({ name }) => name)).toEqual(['李㛃', '李凡', '李世平']);
  });

  test('a missing surname is never taken for zero strokes', () => {
    expect(orderByStrokes(['䶮一', '丁一']).positions).toBeNull();
    for (const names of [
      ['䶮一', '丁一'],
      ['丁一', '䶮一'],
    ])
      expect(orderByStrokes(names).missing).toEqual(['䶮']);
  });

  test('people of one surname stay together, a compound surname after the single one', () => {
    expect(namesOf(['欧阳修', '欧大力', '欧魏', '欧阳志远'])).toEqual(['欧魏', '欧大力', '欧阳修', '欧阳志远']);
  });

  test('a name that begins like another and is shorter comes first', () => {
    expect(namesOf(['阿卜杜拉·买买提', '阿卜杜拉'])).toEqual(['阿卜杜拉', '阿卜杜拉·买买提']);
  });

  test('characters of the same strokes and full namesakes are for the organization to decide', () => {
    expect(libraryStrokes('田')).toBe(libraryStrokes('由'));
    expect(orderByStrokes(['由甲', '田甲']).positions?.[1]?.reason.zh).toContain('由组织确定');
    const namesakes = orderByStrokes(['王建国', '王建国']).positions;
    expect(namesakes?.map(({ index }) => index)).toEqual([0, 1]);
    expect(namesakes?.[1]?.reason.zh).toContain('由组织确定');
  });

  test('the order is one and the same however the names were listed', () => {
    const pool = [
      ...T75,
      '欧阳修',
      '欧阳志远',
      '欧魏',
      '王建国',
      '王波',
      '王大勇',
      '田由',
      '由田',
      '阿卜杜拉·买买提',
      '吉克阿呷',
    ];
    const whole = namesOf(pool) ?? [];
    fc.assert(
      fc.property(fc.shuffledSubarray(pool), (names) => {
        expect(namesOf(names)).toEqual(whole.filter((name) => names.includes(name)));
      }),
    );
  });
});

describe('strokes of a character', () => {
  test('hooks of 竖 are 竖, 提 is 横, 捺 is 点, bends are 折', () => {
    expect(libraryStrokes('丁')).toBe('12');
    expect(libraryStrokes('王')).toBe('1121');
    expect(libraryStrokes('文')).toBe('4134');
    expect(libraryStrokes('张')).toBe('5153154');
    expect(libraryStrokes('冯')?.startsWith('41')).toBe(true);
    expect(libraryStrokes('女')).toBe('531');
    expect(libraryStrokes('㛃')).toBeNull();
    expect(libraryStrokes('A')).toBeNull();
  });

  test('every stroke name of the library has a class: no character of the common surnames is lost', () => {
    const surnames =
      '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤罗毕郝安常乐于时傅皮齐康伍余元顾孟平黄田胡霍万管卢莫房丁邓洪石崔龚程陆段侯武刘龙叶白赖乔谭曾关';
    expect([...surnames].filter((surname) => libraryStrokes(surname) === null)).toEqual([]);
  });

  test('the organizer writes digits or words; anything else is refused', () => {
    expect(parseStrokes('5 3 1')).toEqual({ ok: true, value: '531' });
    expect(parseStrokes('折、撇、提')).toEqual({ ok: true, value: '531' });
    expect(parseStrokes('')).toEqual({ ok: false, error: 'strokes-malformed' });
    expect(parseStrokes('6')).toEqual({ ok: false, error: 'strokes-malformed' });
    expect(parseStrokes('1'.repeat(65))).toEqual({ ok: false, error: 'strokes-malformed' });
  });

  test('what the organizer supplied goes before the library and is shown as such', () => {
    expect(strokesOf('王', { 王: '1211' })).toEqual({ character: '王', strokes: '1211', source: 'organizer' });
    expect(strokesOf('王')).toEqual({ character: '王', strokes: '1121', source: 'library' });
    expect(strokesOf('䶮')).toEqual({ character: '䶮', strokes: null, source: null });
  });

  test('the library leaves no trace on strings', () => {
    expect(Object.keys(String.prototype)).toEqual([]);
  });
});

describe('surname buttons', () => {
  test('compound surnames are one button, names with a dot stand under their first character', () => {
    expect(['欧阳志远', '王芳', '阿卜杜拉·买买提', '欧阳', '吉克阿呷'].map(surnameOf)).toEqual([
      '欧阳',
      '王',
      '阿',
      '欧',
      '吉',
    ]);
  });

  test('buttons run by strokes, people inside too; a surname without data stands at the end', () => {
    const names = ['欧阳志远', '王建国', '丁一', '䶮一', '王波'];
    expect(surnameButtons(names)).toEqual([
      { surname: '丁', strokes: 2, people: [2] },
      { surname: '王', strokes: 4, people: [4, 1] },
      { surname: '欧阳', strokes: 8, people: [0] },
      { surname: '䶮', strokes: null, people: [3] },
    ]);
  });

  test('surnames of one count stand by their strokes, unknown ones last in any order of the roll', () => {
    const order = (names: readonly string[]) => surnameButtons(names).map(({ surname }) => surname);
    expect(order(['文一', '王一', '㛃一', '䶮一'])).toEqual(['王', '文', '㛃', '䶮']);
    expect(order(['㛃一', '王一', '文一'])).toEqual(['王', '文', '㛃']);
    expect(order(['由一', '田一'])).toEqual(['田', '由']);
    expect(order(['田一', '由一'])).toEqual(['田', '由']);
  });
});
