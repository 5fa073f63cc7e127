import { and, asc, eq } from 'drizzle-orm';
import type { PaperReading } from '../../tally/paper/paper-reading.ts';
import type { Database } from './database.ts';
import { paperBox, paperReading, paperSettlement, tellerSeat } from './schema/paper.ts';

/** Queries of a round on paper. */

export type Seat = 1 | 2;
export type StoredBox = typeof paperBox.$inferSelect;
export type StoredReading = { readonly seat: number; readonly number: number; readonly reading: PaperReading };
export type StoredSettlement = { readonly number: number; readonly reading: PaperReading; readonly reason: string };

const ofRound = (
  table: typeof paperBox | typeof paperReading | typeof paperSettlement,
  meeting: string,
  round: number,
) => and(eq(table.meeting, meeting), eq(table.round, round));

export async function replaceBoxes(db: Database, meeting: string, round: number, rows: readonly StoredBox[]) {
  await db.delete(paperBox).where(ofRound(paperBox, meeting, round));
  await db.insert(paperBox).values([...rows]);
}

export async function loadBoxes(db: Database, meeting: string, round: number): Promise<readonly StoredBox[]> {
  return db
    .select()
    .from(paperBox)
    .where(ofRound(paperBox, meeting, round))
    .orderBy(asc(paperBox.contest));
}

export async function loadSeats(db: Database, meeting: string): Promise<ReadonlyMap<number, string>> {
  const rows = await db.select().from(tellerSeat).where(eq(tellerSeat.meeting, meeting));
  return new Map(rows.map(({ seat, machine }) => [seat, machine]));
}

export async function takeSeat(db: Database, meeting: string, seat: Seat, machine: string): Promise<void> {
  await db
    .insert(tellerSeat)
    .values({ meeting, seat, machine })
    .onConflictDoUpdate({ target: [tellerSeat.meeting, tellerSeat.seat], set: { machine } });
}

export async function loadReadings(
  db: Database,
  of: { readonly meeting: string; readonly round: number; readonly contest: number },
): Promise<readonly StoredReading[]> {
  return db
    .select({ seat: paperReading.seat, number: paperReading.number, reading: paperReading.reading })
    .from(paperReading)
    .where(and(ofRound(paperReading, of.meeting, of.round), eq(paperReading.contest, of.contest)))
    .orderBy(asc(paperReading.seat), asc(paperReading.number));
}

export async function saveReading(db: Database, row: typeof paperReading.$inferInsert): Promise<void> {
  const { meeting, round, contest, seat, number } = paperReading;
  await db
    .insert(paperReading)
    .values(row)
    .onConflictDoUpdate({ target: [meeting, round, contest, seat, number], set: { reading: row.reading } });
}

export async function deleteReading(
  db: Database,
  of: Pick<typeof paperReading.$inferInsert, 'meeting' | 'round' | 'contest' | 'seat' | 'number'>,
): Promise<void> {
  await db
    .delete(paperReading)
    .where(
      and(
        ofRound(paperReading, of.meeting, of.round),
        eq(paperReading.contest, of.contest),
        eq(paperReading.seat, of.seat),
        eq(paperReading.number, of.number),
      ),
    );
}

export async function loadSettlements(
  db: Database,
  of: { readonly meeting: string; readonly round: number; readonly contest: number },
): Promise<readonly StoredSettlement[]> {
  return db
    .select({ number: paperSettlement.number, reading: paperSettlement.reading, reason: paperSettlement.reason })
    .from(paperSettlement)
    .where(and(ofRound(paperSettlement, of.meeting, of.round), eq(paperSettlement.contest, of.contest)))
    .orderBy(asc(paperSettlement.number));
}

export async function saveSettlement(db: Database, row: typeof paperSettlement.$inferInsert): Promise<void> {
  const { meeting, round, contest, number } = paperSettlement;
  await db
    .insert(paperSettlement)
    .values(row)
    .onConflictDoUpdate({
      target: [meeting, round, contest, number],
      set: { reading: row.reading, reason: row.reason },
    });
}

/** A reading that is corrected is no longer what was settled. */
export async function deleteSettlement(
  db: Database,
  of: Pick<typeof paperSettlement.$inferInsert, 'meeting' | 'round' | 'contest' | 'number'>,
): Promise<void> {
  await db
    .delete(paperSettlement)
    .where(
      and(
        ofRound(paperSettlement, of.meeting, of.round),
        eq(paperSettlement.contest, of.contest),
        eq(paperSettlement.number, of.number),
      ),
    );
}
