/** What the checking device computes, off the page's own thread: signatures of the round, and a whole ballot made again. */
import type { Result } from '../../../crypto/result.ts';
import {
  type Check,
  type CheckedRound,
  type Commitment,
  type CommitmentRefusal,
  checkedRound,
  checkOpening,
  type OpeningCode,
  type OpeningRefusal,
  type ReviewCode,
  type RoundPapers,
  readCommitment,
} from '../../../tally/roles/checking-device.ts';
import type { RoundRefusal } from '../../../tally/roles/signed-round.ts';

type WithCode<Code> = {
  readonly papers: RoundPapers;
  readonly code: Code;
  readonly kept: readonly Commitment[];
};

export type CheckingWork =
  | (WithCode<ReviewCode> & { readonly kind: 'review' })
  | (WithCode<OpeningCode> & { readonly kind: 'opening' });

export type CheckingDone = {
  readonly review: Result<Commitment, CommitmentRefusal | RoundRefusal>;
  readonly opening: Result<Check, OpeningRefusal | RoundRefusal>;
};

export function carryOut<W extends CheckingWork>(work: W): CheckingDone[W['kind']] {
  const withRound = <T, E>(next: (round: CheckedRound) => Result<T, E>): Result<T, E | RoundRefusal> => {
    const round = checkedRound(work.papers);
    return round.ok ? next(round.value) : round;
  };
  const done =
    work.kind === 'review'
      ? withRound((round) => readCommitment(round, work.kept, work.code))
      : withRound((round) => checkOpening(round, work.kept, work.code));
  return done as CheckingDone[W['kind']];
}
