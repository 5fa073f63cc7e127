/** Tally 1 against tally 2 by their sums (rules §5.1, T60): for tallies kept on paper with 正, without a sheet of ballots. */
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Text } from '../text/text.ts';
import type { PaperCounts } from './paper-counts.ts';

export interface CountDifference extends Text {
  readonly field: 'valid' | 'invalid' | 'row' | 'write-in';
  /** Candidate or person written in. */
  readonly name: string | null;
  readonly first: readonly number[];
  readonly second: readonly number[];
}

type Comparable = Pick<PaperCounts, 'valid' | 'invalid' | 'rows' | 'writeIns'>;

/** `names`: the candidates in ballot order, to say whose row differs. */
export function compareCounts(
  first: Comparable,
  second: Comparable,
  names: readonly string[],
): readonly CountDifference[] {
  const found: CountDifference[] = [];
  const compare = (
    field: CountDifference['field'],
    name: string | null,
    what: Text,
    one: readonly number[],
    other: readonly number[],
  ): void => {
    if (one.length === other.length && one.every((value, i) => value === other[i])) return;
    found.push({
      field,
      name,
      first: one,
      second: other,
      zh: `${what.zh}：第一份 ${one.join('／')}，第二份 ${other.join('／')}，不一致，须重新计票。`,
      en: `${what.en}: ${one.join('/')} in the first tally, ${other.join('/')} in the second; count again.`,
    });
  };
  compare('valid', null, { zh: '有效票', en: 'Valid ballots' }, [first.valid], [second.valid]);
  compare('invalid', null, { zh: '无效票', en: 'Invalid ballots' }, [first.invalid], [second.invalid]);
  for (let i = 0; i < Math.max(first.rows.length, second.rows.length); i += 1) {
    const name = names[i] ?? String(i + 1);
    compare('row', name, { zh: name, en: name }, first.rows[i] ?? [], second.rows[i] ?? []);
  }
  const votes = (of: Comparable): ReadonlyMap<string, number> =>
    new Map(of.writeIns.map(({ name, votes: count }) => [name, count]));
  const [one, other] = [votes(first), votes(second)];
  for (const name of [...new Set([...one.keys(), ...other.keys()])].toSorted())
    compare(
      'write-in',
      name,
      { zh: `另选${name}`, en: `Write-in ${name}` },
      [one.get(name) ?? 0],
      [other.get(name) ?? 0],
    );
  return found;
}

/** The counts only if both tallies are equal; else no result may be shown. */
export function agreedCounts(
  first: PaperCounts,
  second: PaperCounts,
  names: readonly string[],
): Result<PaperCounts, readonly CountDifference[]> {
  const differences = compareCounts(first, second, names);
  return differences.length === 0 ? ok(first) : err(differences);
}
