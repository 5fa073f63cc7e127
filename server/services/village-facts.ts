/** What is known of each village: its line on the list, its meetings on this installation, its papers. */
import { unlisted } from '../contract/unlisted-village.ts';
import type { Database } from '../store/database.ts';
import { loadRealMeetings } from '../store/meeting.ts';
import { loadPapers } from '../store/office-papers.ts';
import { ensureVillage, loadDepartments, loadVillages } from '../store/villages.ts';
import type { RecordLog } from './record-log.ts';
import { type VillageFacts, type VillageMeeting, villageMeeting } from './village-progress.ts';

/** Until the township has named its own (rules §4.1 step 15). */
export const USUAL_DEPARTMENTS = [
  '纪检监察',
  '组织',
  '公安',
  '法院',
  '检察',
  '司法',
  '民政',
  '信访',
  '审计',
  '卫健',
] as const;

export async function departmentsThatVet(db: Database): Promise<readonly string[]> {
  const own = await loadDepartments(db);
  return own.length > 0 ? own : USUAL_DEPARTMENTS;
}

/** Of every village, or of the one named. */
export async function loadVillageFacts(
  db: Database,
  log: Pick<RecordLog, 'state'>,
  only?: string,
): Promise<readonly VillageFacts[]> {
  const isAsked = (organization: string): boolean => only === undefined || organization === only;
  const meetings: VillageMeeting[] = [];
  for (const stored of await loadRealMeetings(db))
    if (isAsked(stored.draft.organization)) meetings.push(await villageMeeting(db, log, stored));
  const papers = (await loadPapers(db)).filter(({ organization }) => isAsked(organization));
  // A village is on the list as soon as a meeting or a paper names it.
  const named = [...meetings.map(({ draft }) => draft.organization), ...papers.map(({ organization }) => organization)];
  const known = new Set((await loadVillages(db)).map(({ organization }) => organization));
  for (const organization of new Set(named))
    if (organization !== '' && !known.has(organization)) await ensureVillage(db, unlisted(organization));
  return (await loadVillages(db))
    .filter(({ organization }) => isAsked(organization))
    .map((village) => ({
      village,
      meetings: meetings.filter(({ draft }) => draft.organization === village.organization),
      papers: papers.filter(({ organization }) => organization === village.organization),
    }));
}
