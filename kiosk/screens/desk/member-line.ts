import { genderName } from '../../controls/gender-words.ts';
import { say, type Text } from '../../session/language.ts';

/** Below a name: what tells namesakes apart at a glance, and whether the person may vote. */
export function memberLine(member: { readonly gender: string; readonly line: Text }): string {
  const gender = genderName(member.gender);
  return gender === null ? say(member.line) : `${say(gender)} · ${say(member.line)}`;
}
