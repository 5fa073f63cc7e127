/**
 * What an attestation signs, as integers (specification §9): a person with the paper in hand can rebuild it.
 * The three arrays are those of the `attestation` entry, besides ctx, root, size and texts (attested-texts.ts).
 */
import type { Contest } from '../record/contest.ts';
import type { RecordedOutcome } from '../record/count-entries.ts';
import { label } from '../record/person.ts';
import type { CloseEntry, OpenEntry, RoundEntry } from '../record/round-entries.ts';

/** [expected, present, P, Q, X, U, returned before opening, C, H, V_r, V_x, V_n, in the box, audited]. */
export function accountingIntegers(round: RoundEntry, open: OpenEntry, close: CloseEntry): readonly number[] {
  const { received, exchanged, unreadable, returnedBeforeOpening } = close.handCounts;
  const { returned, damaged, unissued } = close.voids;
  return [
    close.expected,
    close.present,
    round.cards,
    received,
    exchanged,
    unreadable,
    returnedBeforeOpening,
    close.casts,
    close.challenges,
    returned,
    damaged,
    unissued,
    open.cardsInBox,
    open.cardsAudited,
  ];
}

/**
 * [quorate, valid, baseSensitive, smallestWinning, unfilled, number elected, persons…, tied seats, number tied,
 * persons…]; a person is the index in candidates followed by the write-in list; empty where nobody is elected by law.
 */
export function outcomeIntegers(contest: Contest, outcome: RecordedOutcome | null): readonly number[] {
  if (outcome === null || contest.kind !== 'election') return [];
  const labels = [...contest.candidates, ...contest.writeIns].map(label);
  const indices = (names: readonly string[]): readonly number[] =>
    names.map((name) => {
      const at = labels.indexOf(name);
      if (at === -1) throw new RangeError('outcome: names somebody who is not on the ballot');
      return at;
    });
  const bit = (value: boolean): number => (value ? 1 : 0);
  const tied = outcome.tie?.among ?? [];
  return [
    bit(outcome.quorate),
    bit(outcome.election === 'valid'),
    bit(outcome.baseSensitive),
    outcome.smallestWinning,
    outcome.unfilled,
    outcome.elected.length,
    ...indices(outcome.elected),
    outcome.tie?.seats ?? 0,
    tied.length,
    ...indices(tied),
  ];
}

/**
 * What the integers say, so that an outcome can be rebuilt from paper; `nameAt` names the persons that paper names.
 * Undefined where they are none that `outcomeIntegers` writes.
 */
export function outcomeOfIntegers(
  integers: readonly number[],
  nameAt: (person: number) => string | undefined,
): RecordedOutcome | null | undefined {
  if (integers.length === 0) return null;
  const [quorate, valid, baseSensitive, smallestWinning = -1, unfilled = -1, electedCount = -1] = integers;
  const elected = integers.slice(6, 6 + electedCount);
  const [seats = -1, tiedCount = -1] = integers.slice(6 + electedCount);
  const tied = integers.slice(8 + electedCount);
  const names = [...elected, ...tied].map(nameAt);
  const isBit = (value: number | undefined) => value === 0 || value === 1;
  const isWhole =
    isBit(quorate) &&
    isBit(valid) &&
    isBit(baseSensitive) &&
    electedCount === elected.length &&
    tiedCount === tied.length &&
    seats >= 0;
  if (!isWhole || names.includes(undefined)) return undefined;
  const named = names as readonly string[];
  return {
    quorate: quorate === 1,
    election: valid === 1 ? 'valid' : 'void',
    elected: named.slice(0, electedCount),
    tie: seats === 0 && tiedCount === 0 ? null : { among: named.slice(electedCount), seats },
    unfilled,
    baseSensitive: baseSensitive === 1,
    smallestWinning,
  };
}
