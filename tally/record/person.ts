/**
 * A person as the ballot shows her. `remark` is empty unless the roll holds somebody of the same name; then it
 * tells the two apart (e.g. 1974年4月生), on screen and on paper alike.
 */
import { z } from 'zod';
import { text, words } from './fields.ts';

export const person = z.strictObject({ name: words(60), remark: text(60) }).readonly();
export type Person = z.infer<typeof person>;

/** 王建国 or 王建国（1974年4月生）. */
export function label(who: Person): string {
  return who.remark === '' ? who.name : `${who.name}（${who.remark}）`;
}

/**
 * Names for result lists of one contest: the plain name where it is alone among the persons given,
 * else the label. `others` are persons listed elsewhere in the same result.
 */
export function shortLabels(persons: readonly Person[], others: readonly Person[] = []): readonly string[] {
  const seen = new Map<string, number>();
  for (const { name } of [...persons, ...others]) seen.set(name, (seen.get(name) ?? 0) + 1);
  return persons.map((who) => (seen.get(who.name) === 1 ? who.name : label(who)));
}
