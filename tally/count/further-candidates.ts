/** Who stands in a further election where the method takes those who did not pass (rules §1.11, §7 furtherElectionPool). */
import type { ElectionContest } from '../record/contest.ts';
import { label } from '../record/person.ts';
import { minimumCandidates } from '../rules/surplus.ts';
import type { DecidedContest } from './settled-outcome.ts';

export interface FurtherCandidates {
  readonly names: readonly string[];
  /** Enough candidates are left, so that these stand and nobody else. */
  readonly isFixed: boolean;
}

/**
 * Candidates of the last ballot, most votes first, 20 % more than the seats, whoever is equal to the last included. Where too few
 * of them are left the persons written in follow, and others may be nominated.
 */
export function losersByRank(
  last: DecidedContest & { readonly contest: ElectionContest },
  gone: ReadonlySet<string>,
  seats: number,
): FurtherCandidates {
  const { candidates, writeIns } = last.contest;
  const standing = candidates
    .map((person, at) => ({ name: label(person), votes: last.counts[2 * at] ?? 0 }))
    .filter(({ name }) => !gone.has(name));
  const needed = minimumCandidates(seats);
  if (standing.length >= needed) return { names: firstOf(standing, needed), isFixed: true };
  const written = writeIns
    .map((person, at) => ({ name: label(person), votes: last.counts[2 * candidates.length + at] ?? 0 }))
    .filter(({ name, votes }) => votes > 0 && !gone.has(name));
  return { names: firstOf([...standing, ...written], needed), isFixed: false };
}

function firstOf(pool: readonly { readonly name: string; readonly votes: number }[], needed: number) {
  const ranked = pool.toSorted((a, b) => b.votes - a.votes);
  const least = ranked[needed - 1]?.votes;
  return ranked.filter(({ votes }, at) => at < needed || votes === least).map(({ name }) => name);
}
