import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakLines, nameLines, unbreakablePieces } from './line-breaking.ts';

/** Each character counts one. */
const measure = (text: string): number => [...text].length;
const lines = (text: string, width: number, first = width): readonly string[] =>
  breakLines(text, first, width, measure);

describe('breaking Chinese text into lines', () => {
  test('a line breaks between any two characters', () => {
    expect(lines('中共清溪村总支部委员会', 4)).toEqual(['中共清溪', '村总支部', '委员会']);
  });

  test('no closing mark begins a line: the character before goes with it', () => {
    expect(lines('选举有效。计票', 4)).toEqual(['选举有', '效。计票']);
    expect(lines('王建国、田大利', 3)).toEqual(['王建', '国、田', '大利']);
  });

  test('no opening mark ends a line', () => {
    expect(lines('根据党章《条例》', 5)).toEqual(['根据党章', '《条例》']);
  });

  test('a number stays whole and with its measure word', () => {
    expect(lines('应到会75名，实到68名', 4)).toEqual(['应到会', '75名，', '实到', '68名']);
    expect(lines('在2026年11月28日召开', 5)).toEqual(['在', '2026年', '11月', '28日召开']);
  });

  test('the number of a paper stays with its year', () => {
    expect(lines('根据青委〔2026〕31号，', 10)).toEqual(['根据青委', '〔2026〕31号，']);
    expect(lines('根据《批复》31号', 6)).toEqual(['根据《批复》', '31号']);
  });

  test('no name in a row of names is broken, and as many stand on a line as fit', () => {
    expect(nameLines(['王建国', '李㛃', '吉克阿呷', '陈䶮'], 8, measure)).toEqual(['王建国　李㛃', '吉克阿呷　陈䶮']);
    expect(nameLines(['阿卜杜拉·买买提', '陈䶮'], 5, measure)).toEqual(['阿卜杜拉·买买提', '陈䶮']);
    expect(nameLines([], 5, measure)).toEqual([]);
  });

  test('a code whose groups are joined by no-break spaces stays whole', () => {
    expect(lines('档案码CZ8B\u00a0M0J8收悉', 10)).toEqual(['档案码', 'CZ8B\u00a0M0J8收', '悉']);
    expect(lines('档案码CZ8B M0J8收悉', 10)).toEqual(['档案码CZ8B', 'M0J8收悉']);
  });

  test('an address wider than the line is cut, nothing else is', () => {
    expect(lines('见http://a.cn/check', 6)).toEqual(['见', 'http:/', '/a.cn/', 'check']);
  });

  test('the first line may be shorter, a line feed always breaks', () => {
    expect(lines('一二三四五六', 4, 2)).toEqual(['一二', '三四五六']);
    expect(lines('一\n二', 4)).toEqual(['一', '二']);
  });

  test('no character is lost or added, whatever the text and the width', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('中', '共', '，', '《', '》', '7', 'a', '.'), maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (text, width) => {
          expect(lines(text, width).join('')).toBe(text);
          expect(unbreakablePieces(text).join('')).toBe(text);
          for (const line of lines(text, width)) {
            const isWide = unbreakablePieces(line).some((piece) => measure(piece) > width);
            expect(measure(line) <= width || isWide).toBe(true);
          }
        },
      ),
    );
  });
});
