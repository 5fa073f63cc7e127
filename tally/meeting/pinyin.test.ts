import { describe, expect, test } from 'vitest';
import { pinyinInitials, pinyinName } from './pinyin.ts';

describe('pinyin of names', () => {
  test.each([
    ['王建国', 'wjg'],
    ['陈䶮', 'cy'],
    ['李㛃', 'lj'],
    ['刘犇', 'lb'],
    ['何垚', 'hy'],
    ['罗堃', 'lk'],
    ['张翀', 'zc'],
    ['单雄信', 'sxx'],
    ['欧阳志远', 'oyzy'],
    ['阿卜杜拉·买买提', 'abdlmmt'],
  ])('the initials of %s are %s', (name, initials) => {
    expect(pinyinInitials(name)).toBe(initials);
  });

  test('the reading has tones and the surname apart', () => {
    expect(pinyinName('王建国', 1)).toBe('Wáng Jiànguó');
    expect(pinyinName('欧阳志远', 2)).toBe('Ōuyáng Zhìyuǎn');
    expect(pinyinName('仇英', 1)).toBe('Qiú Yīng');
  });
});
