/** What the results and rulings before it allow of a round as a whole (specification §8.6), one answer for device and verifier. */
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { hashObject } from '../../crypto/encoding/canonical.ts';
import type { Contest } from '../record/contest.ts';
import { completeRules, type RecordedRules } from '../rules/settings.ts';
import { hasGrounds, isOneKindOfBallot, unconfirmedIn } from './contest-grounds.ts';
import type { DecidedContest } from './settled-outcome.ts';

export type RoundFault = 'rules-differ' | 'eligibility-missing' | 'contest-without-grounds' | 'pre-election-mixed';

/** The assembly has adopted one method; settings that an older round does not state had their default in it. */
const isOneMethod = (a: RecordedRules, b: RecordedRules): boolean =>
  equalBytes(hashObject(completeRules(a)), hashObject(completeRules(b)));

/** `adopted`: the rules of the first round of the record, null before it. */
export function roundFaults(
  { contests, rules }: { readonly contests: readonly Contest[]; readonly rules: RecordedRules },
  adopted: RecordedRules | null,
  decided: readonly DecidedContest[],
): readonly RoundFault[] {
  const faults: RoundFault[] = [];
  if (adopted !== null && !isOneMethod(adopted, rules)) faults.push('rules-differ');
  if (unconfirmedIn(decided).length > 0) faults.push('eligibility-missing');
  if (!contests.every((contest) => hasGrounds(contest, decided, rules))) faults.push('contest-without-grounds');
  if (!isOneKindOfBallot(contests)) faults.push('pre-election-mixed');
  return faults;
}
