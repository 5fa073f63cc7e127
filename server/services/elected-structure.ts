/** The committee that an assembly has elected, against the structure it should in principle have (rules §4.2, T73): a warning. */
import { committeeFindings } from '../../tally/structure/committee-structure.ts';
import type { StructureFinding } from '../../tally/structure/structure-finding.ts';
import { electedOfState } from './elected-of-record.ts';
import { committeeMemberOf } from './nominee-conditions.ts';
import { labelOf, type Plan } from './plan.ts';
import type { RecordState } from './record-state.ts';

/** By the sex and birth of the roll; [] where no committee was elected here. */
export function electedStructure(
  plan: Pick<Plan, 'members' | 'sharedNames'> & {
    readonly meeting: { readonly draft: Pick<Plan['meeting']['draft'], 'rules'> };
  },
  state: RecordState,
): readonly StructureFinding[] {
  const elected = electedOfState(state);
  const ofCommittee = elected?.contests.filter(({ post }) => post === '委员').flatMap((one) => one.elected) ?? [];
  if (elected === undefined || ofCommittee.length === 0) return [];
  // A secretary who was elected directly belongs to the committee as well.
  const names = new Set(elected.contests.flatMap((one) => one.elected));
  const members = plan.members.filter((member) => names.has(labelOf(plan, member)));
  return committeeFindings(members.map(committeeMemberOf), elected.date, plan.meeting.draft.rules);
}
