/** Counts in which nobody has written in the persons who were refused (specification §8.6): their votes count for nobody. */
import type { ElectionContest } from '../record/contest.ts';
import type { PaperBox } from '../record/paper-entries.ts';
import { label } from '../record/person.ts';

export function countsWithout(
  { candidates, writeIns }: ElectionContest,
  counts: readonly number[],
  refused: ReadonlySet<string>,
): readonly number[] {
  const first = 2 * candidates.length;
  return counts.map((votes, at) => {
    const person = at < first ? undefined : writeIns[at - first];
    return person !== undefined && refused.has(label(person)) ? 0 : votes;
  });
}

export const boxWithout = (box: PaperBox, refused: ReadonlySet<string>): PaperBox =>
  box.tally === null
    ? box
    : { ...box, tally: { ...box.tally, writeIns: box.tally.writeIns.filter(({ name }) => !refused.has(name)) } };
