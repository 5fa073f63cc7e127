import { describe, expect, it } from 'vitest';
import { linesOfPersons, personsOfLines } from './name-lines.ts';

describe('a list of names as people write it', () => {
  it('is one person a line, with numbering left out and remarks in either kind of brackets', () => {
    expect(personsOfLines('1. 王建国（1974年4月生）\n２、王建国(1980年生)\r\n\n  李㛃 \n阿卜杜拉·买买提')).toEqual([
      { name: '王建国', remark: '1974年4月生' },
      { name: '王建国', remark: '1980年生' },
      { name: '李㛃', remark: '' },
      { name: '阿卜杜拉·买买提', remark: '' },
    ]);
  });

  it('comes back as it was written', () => {
    const persons = [
      { name: '甲', remark: '' },
      { name: '乙', remark: '三组' },
    ];
    expect(personsOfLines(linesOfPersons(persons))).toEqual(persons);
  });
});
