/**
 * Pinyin of names: initials to search by at the desk, and the reading with tones for English readers. Surnames are
 * read as surnames (单 Shàn, 仇 Qiú). Heavy: imported where people are searched, never by a voter's page.
 */
import { pinyin } from 'pinyin-pro';

function syllables(name: string, toneType: 'symbol' | 'none'): readonly string[] {
  return pinyin(name.replace(/[·\s]/g, ''), { mode: 'surname', toneType, type: 'array' });
}

/** 王建国 → 'wjg'; a character without a reading is left as it is. */
export function pinyinInitials(name: string): string {
  return syllables(name, 'none')
    .map((syllable) => [...syllable][0] ?? '')
    .join('')
    .toLowerCase();
}

/** 王建国 → 'Wáng Jiànguó': surname and given name apart. */
export function pinyinName(name: string, surnameLength: number): string {
  const read = syllables(name, 'symbol');
  const capital = (word: string): string =>
    word === '' ? '' : `${[...word][0]?.toUpperCase()}${[...word].slice(1).join('')}`;
  return [read.slice(0, surnameLength), read.slice(surnameLength)]
    .map((part) => capital(part.join('')))
    .filter((part) => part !== '')
    .join(' ');
}
