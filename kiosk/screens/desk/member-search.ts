import type { DeskMember } from '../../../server/contract/desk.ts';

const LATIN_SURNAME = /[a-z]/;

/** Plain letters: tones and spaces make no difference when somebody types a name in a hurry. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s·'’]/g, '')
    .toLowerCase();
}

/** By characters of the name, by pinyin, or by initials: 王建国 is found by 建国, wangjian, wjg. */
export function matches(member: DeskMember, query: string): boolean {
  const wanted = plain(query);
  if (wanted === '') return true;
  if (plain(member.name).includes(wanted) || plain(member.label).includes(wanted)) return true;
  return (
    LATIN_SURNAME.test(wanted) && (plain(member.pinyin).startsWith(wanted) || plain(member.initials).startsWith(wanted))
  );
}
