/** Members of the same name: a remark that tells them apart on screen, ballot and paper (rules §6.3 step 5). */

export interface Nameable {
  readonly name: string;
  /** '1974-04'; '' if unknown. */
  readonly birth: string;
  readonly gender: string;
  readonly education: string;
  /** '2012-12'; '' if unknown. */
  readonly joined: string;
}

function zhMonth(month: string, ending: string): string {
  const [year, number] = month.split('-');
  return number === undefined ? `${year}年${ending}` : `${year}年${Number(number)}月${ending}`;
}

/** What a remark may be made of, the birth month first because everybody knows it and it does not change. */
const DISTINCTIONS: readonly ((person: Nameable) => string)[] = [
  ({ birth }) => (birth === '' ? '' : zhMonth(birth, '生')),
  ({ gender }) => gender,
  ({ joined }) => (joined === '' ? '' : zhMonth(joined, '入党')),
  ({ education }) => education,
];

/**
 * The remark of each person, '' where the name is unique. Null for namesakes whom no single item tells apart:
 * the organization must supply a remark.
 */
export function namesakeRemarks(people: readonly Nameable[]): readonly (string | null)[] {
  const groups = new Map<string, Nameable[]>();
  for (const person of people) groups.set(person.name, [...(groups.get(person.name) ?? []), person]);
  const remarks = new Map<Nameable, string | null>();
  for (const group of groups.values()) {
    const texts =
      group.length === 1
        ? ['']
        : DISTINCTIONS.map((distinction) => group.map(distinction)).find(
            (candidate) => candidate.every((text) => text !== '') && new Set(candidate).size === candidate.length,
          );
    for (const [i, person] of group.entries()) remarks.set(person, texts?.[i] ?? null);
  }
  return people.map((person) => remarks.get(person) ?? null);
}
