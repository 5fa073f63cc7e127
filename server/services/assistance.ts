/**
 * 代写 (rules §1.8, T57, T58): a voter who cannot fill in the ballot has somebody who is no candidate write it by her will. Kept is who
 * was helped by whom, never what was written or when.
 *
 * Security note: it is registered while the desk is open and voting is not. Beside a cast, the database's own transaction numbers
 * would tell which ballot came after it.
 */

import { err, ok, type Result } from '../../crypto/result.ts';
import { assistanceList } from '../../printables/documents/assistance-list.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { timeOf } from '../../printables/documents/facts.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import { isDeskOpen } from '../../tally/phase.ts';
import { type AssistanceRefusal, allowAssistance } from '../../tally/rules/polling-staff.ts';
import type { NamedBytes } from '../papers/meeting-papers.ts';
import { deleteAssistance, loadAssistances, loadAttendance, saveAssistance } from '../store/attendance.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting } from '../store/meeting.ts';
import { fonts } from './fonts.ts';
import {
  candidatesOf,
  isEntitledMember,
  isExpectedMember,
  labelOf,
  loadPlan,
  type Plan,
  preparedPosts,
} from './plan.ts';

export type Assistances = {
  /** '' takes it back. */
  readonly save: (
    meeting: string,
    given: { readonly member: string; readonly helper: string },
  ) => Promise<
    Result<
      true,
      'not-found' | 'check-in-closed' | 'member-unknown' | 'voter-not-here' | 'helper-is-voter' | 'helper-is-candidate'
    >
  >;
  /** Undefined: there is no such meeting. */
  readonly file: (meeting: string) => Promise<NamedBytes | undefined>;
};

const REFUSED = {
  'voter-absent': 'voter-not-here',
  'voter-helps-herself': 'helper-is-voter',
  'helper-is-candidate': 'helper-is-candidate',
} as const satisfies Record<AssistanceRefusal, string>;

/** As anybody may write them: with the remark that tells namesakes apart, or without. */
const candidatesByName = (plan: Plan): readonly string[] =>
  preparedPosts(plan).flatMap((post) => candidatesOf(plan, post).flatMap((one) => [labelOf(plan, one), one.name]));

/** In the order of the roll. */
export async function assistancesOf(
  db: Database,
  plan: Plan,
): Promise<readonly { readonly voter: string; readonly helper: string }[]> {
  const helpers = await loadAssistances(db, plan.meeting.id);
  return plan.members.flatMap((member) => {
    const helper = helpers.get(member.id);
    return helper === undefined ? [] : [{ voter: labelOf(plan, member), helper }];
  });
}

export function createAssistances(db: Database): Assistances {
  return {
    save: (meeting, { member, helper }) =>
      db.transaction(async (tx) => {
        const row = await lockMeeting(tx, meeting);
        if (row === undefined) return err('not-found');
        if (!row.deskOpen || !isDeskOpen(row.phase)) return err('check-in-closed');
        const plan = await loadPlan(tx, meeting);
        const voter = plan?.byId.get(member);
        if (plan === undefined || voter === undefined) return err('member-unknown');
        if (helper === '') {
          await deleteAssistance(tx, meeting, member);
          return ok(true);
        }
        const isHere = (await loadAttendance(tx, meeting)).get(member) === 'here';
        const present = isHere && isEntitledMember(plan, voter) && isExpectedMember(plan, voter);
        const allowed = allowAssistance({ name: labelOf(plan, voter), present }, helper, candidatesByName(plan));
        if (!allowed.ok) return err(REFUSED[allowed.error]);
        await saveAssistance(tx, meeting, member, allowed.value.helper);
        return ok(true);
      }),

    file: async (meeting) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return undefined;
      const { organization, title, date } = plan.meeting.draft;
      const document = assistanceList({ title, day: date, assistances: await assistancesOf(db, plan) });
      const bytes = await officialPdf(document, {
        author: organization,
        date: timeOf(date),
        fonts: fonts(),
        specimen: isTestRunTitle(title),
      });
      return { bytes, fileName: `${document.name}.pdf` };
    },
  };
}
