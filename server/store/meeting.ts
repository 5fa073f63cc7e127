import { and, asc, eq } from 'drizzle-orm';
import type { Phase } from '../../tally/phase.ts';
import type { Witness } from '../../tally/record/meeting-entry.ts';
import type { Draft } from '../contract/organizer.ts';
import type { Database } from './database.ts';
import { meeting } from './schema/meeting.ts';

/** Queries of the meeting itself. */

export type StoredMeeting = typeof meeting.$inferSelect;

/** What drafts have held since 民主推荐, 民主测评 and the ticks of the rules came; a meeting stored before holds none of it. */
const LATER_PARTS: Pick<Draft, 'group' | 'appraisals' | 'recommendations' | 'rulesRead'> = {
  rulesRead: [],
  group: '',
  appraisals: [],
  recommendations: [],
};

const complete = (row: StoredMeeting): StoredMeeting => ({ ...row, draft: { ...LATER_PARTS, ...row.draft } });

export async function insertMeeting(
  db: Database,
  values: Pick<StoredMeeting, 'id' | 'kind' | 'draft'> &
    Partial<
      Pick<StoredMeeting, 'derivedFrom' | 'derivedFromRound' | 'witnesses' | 'testRunOf' | 'threshold' | 'tellers'>
    >,
): Promise<void> {
  await db.insert(meeting).values({
    phase: 'draft',
    threshold: 2,
    tellers: [],
    currentRound: 1,
    deskOpen: false,
    cardsHandedBack: 0,
    screenView: 'welcome',
    ...values,
  });
}

export async function loadMeetings(db: Database): Promise<readonly StoredMeeting[]> {
  return (await db.select().from(meeting).orderBy(asc(meeting.position))).map(complete);
}

/** Without test runs: what an office counts, lists and answers. */
export async function loadRealMeetings(db: Database): Promise<readonly StoredMeeting[]> {
  return (await loadMeetings(db)).filter(({ testRunOf }) => testRunOf === null);
}

export async function loadMeeting(db: Database, id: string): Promise<StoredMeeting | undefined> {
  const [row] = await db.select().from(meeting).where(eq(meeting.id, id));
  return row === undefined ? undefined : complete(row);
}

/** The row stays locked until the transaction ends: phases and drafts are changed by one request at a time. */
export async function lockMeeting(db: Database, id: string): Promise<StoredMeeting | undefined> {
  const [row] = await db.select().from(meeting).where(eq(meeting.id, id)).for('update');
  return row === undefined ? undefined : complete(row);
}

export async function loadDerivedMeetings(db: Database, id: string): Promise<readonly StoredMeeting[]> {
  const rows = await db.select().from(meeting).where(eq(meeting.derivedFrom, id)).orderBy(asc(meeting.position));
  return rows.map(complete);
}

export async function deleteDraftMeeting(db: Database, id: string): Promise<void> {
  await db.delete(meeting).where(and(eq(meeting.id, id), eq(meeting.phase, 'draft')));
}

export async function setDraft(db: Database, id: string, draft: Draft): Promise<void> {
  await db.update(meeting).set({ draft }).where(eq(meeting.id, id));
}

/** Callers hold the row's lock and have asked tally/phase whether the step is allowed. */
export async function setPhase(
  db: Database,
  id: string,
  phase: Phase,
  pauseReason: string | null = null,
): Promise<void> {
  await db.update(meeting).set({ phase, pauseReason }).where(eq(meeting.id, id));
}

export async function setDeskOpen(db: Database, id: string, deskOpen: boolean): Promise<void> {
  await db.update(meeting).set({ deskOpen }).where(eq(meeting.id, id));
}

export async function setCardsHandedBack(db: Database, id: string, cardsHandedBack: number): Promise<void> {
  await db.update(meeting).set({ cardsHandedBack }).where(eq(meeting.id, id));
}

export async function setCurrentRound(db: Database, id: string, currentRound: number): Promise<void> {
  await db.update(meeting).set({ currentRound }).where(eq(meeting.id, id));
}

export async function setScreenView(
  db: Database,
  id: string,
  values: Pick<StoredMeeting, 'screenView' | 'screenRound' | 'screenPart'>,
): Promise<void> {
  await db.update(meeting).set(values).where(eq(meeting.id, id));
}

export async function setScreenSettings(
  db: Database,
  id: string,
  values: Pick<StoredMeeting, 'screenOrder' | 'screenLanguage'>,
): Promise<void> {
  await db.update(meeting).set(values).where(eq(meeting.id, id));
}

export async function setAnnouncedRounds(db: Database, id: string, announcedRounds: readonly number[]): Promise<void> {
  await db.update(meeting).set({ announcedRounds }).where(eq(meeting.id, id));
}

export async function setPaperPrinter(db: Database, id: string, paperPrinter: string | null): Promise<void> {
  await db.update(meeting).set({ paperPrinter }).where(eq(meeting.id, id));
}

export async function setWitnesses(db: Database, id: string, witnesses: readonly Witness[]): Promise<void> {
  await db.update(meeting).set({ witnesses }).where(eq(meeting.id, id));
}

export async function setCountingOfficials(
  db: Database,
  id: string,
  values: { readonly threshold: number; readonly tellers: readonly string[] },
): Promise<void> {
  await db.update(meeting).set(values).where(eq(meeting.id, id));
}
