import { and, asc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { attendance } from './schema/attendance.ts';
import { candidate, electable, member, post, scrutineer, suppliedStrokes } from './schema/meeting.ts';

/** Queries of the roll, the posts with their candidates, supplied strokes and scrutineers. */

export type StoredMember = typeof member.$inferSelect;
export type StoredPost = typeof post.$inferSelect;
export type StoredCandidate = typeof candidate.$inferSelect;
export type StoredScrutineer = typeof scrutineer.$inferSelect;

/** Replaces the roll. Candidates, scrutineers and attendance of the former roll go with it. */
export async function replaceRoll(
  db: Database,
  meeting: string,
  members: readonly Omit<StoredMember, 'id' | 'meeting' | 'position'>[],
): Promise<void> {
  // The roll before attendance, as everywhere: the wiping at the desk's close locks both (attendance.ts).
  for (const table of [candidate, scrutineer, member, attendance]) {
    await db.delete(table).where(eq(table.meeting, meeting));
  }
  const rows = members.map((values, position) => ({ ...values, meeting, position }));
  for (let start = 0; start < rows.length; start += 500) {
    await db.insert(member).values(rows.slice(start, start + 500));
  }
}

export async function loadRoll(db: Database, meeting: string): Promise<readonly StoredMember[]> {
  return db.select().from(member).where(eq(member.meeting, meeting)).orderBy(asc(member.position));
}

export async function updateMember(
  db: Database,
  meeting: string,
  id: string,
  values: Pick<StoredMember, 'category' | 'entitled' | 'withoutRightReason' | 'exclusion' | 'remark'>,
): Promise<boolean> {
  const rows = await db
    .update(member)
    .set(values)
    .where(and(eq(member.meeting, meeting), eq(member.id, id)))
    .returning({ id: member.id });
  return rows.length === 1;
}

/** Only the mark beside the exclusion: why somebody was left out stays on the roll. */
export async function setReadmitted(db: Database, stored: StoredMember, round: number | null): Promise<void> {
  if (stored.exclusion === null) throw new Error('roll: who was never left out cannot be counted again');
  const { readmittedIn: _, ...exclusion } = stored.exclusion;
  await db
    .update(member)
    .set({ exclusion: round === null ? exclusion : { ...exclusion, readmittedIn: round } })
    .where(eq(member.id, stored.id));
}

export async function loadPosts(db: Database, meeting: string): Promise<readonly StoredPost[]> {
  return db.select().from(post).where(eq(post.meeting, meeting)).orderBy(asc(post.round), asc(post.position));
}

export async function loadCandidates(db: Database, meeting: string): Promise<readonly StoredCandidate[]> {
  return db
    .select()
    .from(candidate)
    .where(eq(candidate.meeting, meeting))
    .orderBy(asc(candidate.round), asc(candidate.post), asc(candidate.position));
}

/** Posts that stay keep their candidates and their confirmation. */
export async function replacePosts(
  db: Database,
  meeting: string,
  round: number,
  posts: readonly { readonly post: StoredPost['post']; readonly seats: number }[],
): Promise<void> {
  const before = (await loadPosts(db, meeting)).filter((row) => row.round === round);
  await db.delete(post).where(and(eq(post.meeting, meeting), eq(post.round, round)));
  if (posts.length > 0) {
    await db.insert(post).values(
      posts.map((values, position) => {
        const former = before.find((row) => row.post === values.post);
        return {
          ...values,
          meeting,
          round,
          position,
          confirmed: former?.confirmed ?? false,
          orderReason: former?.orderReason ?? '',
          category: former?.category ?? null,
          derived: former?.derived ?? false,
        };
      }),
    );
  }
  for (const { post: name } of before) {
    if (posts.some((row) => row.post === name)) continue;
    await db
      .delete(candidate)
      .where(and(eq(candidate.meeting, meeting), eq(candidate.round, round), eq(candidate.post, name)));
  }
}

/** A ballot that follows from a result: what is on it was decided by the count. */
export async function insertDerivedPosts(
  db: Database,
  at: { readonly meeting: string; readonly round: number },
  posts: readonly (Pick<StoredPost, 'post' | 'seats' | 'category' | 'derived' | 'confirmed'> & {
    readonly members: readonly string[];
  })[],
): Promise<void> {
  for (const [position, { members, ...values }] of posts.entries()) {
    await db.insert(post).values({ ...at, ...values, position, orderReason: '' });
    if (members.length > 0)
      await db
        .insert(candidate)
        .values(members.map((id, place) => ({ ...at, post: values.post, member: id, position: place })));
  }
}

/** With its candidates and their confirmed order. */
export async function movePost(
  db: Database,
  meeting: string,
  name: StoredPost['post'],
  rounds: { readonly from: number; readonly to: number },
): Promise<void> {
  const { from, to: round } = rounds;
  await db
    .update(post)
    .set({ round })
    .where(and(eq(post.meeting, meeting), eq(post.round, from), eq(post.post, name)));
  await db
    .update(candidate)
    .set({ round })
    .where(and(eq(candidate.meeting, meeting), eq(candidate.round, from), eq(candidate.post, name)));
}

export async function replaceCandidates(
  db: Database,
  at: { readonly meeting: string; readonly round: number; readonly post: string },
  members: readonly string[],
  confirmation: { readonly confirmed: boolean; readonly orderReason: string },
): Promise<void> {
  await db
    .delete(candidate)
    .where(and(eq(candidate.meeting, at.meeting), eq(candidate.round, at.round), eq(candidate.post, at.post)));
  if (members.length > 0) {
    await db.insert(candidate).values(members.map((id, position) => ({ ...at, member: id, position })));
  }
  await db
    .update(post)
    .set(confirmation)
    .where(and(eq(post.meeting, at.meeting), eq(post.round, at.round), eq(post.post, at.post as StoredPost['post'])));
}

export async function replaceElectable(
  db: Database,
  meeting: string,
  round: number,
  members: readonly string[],
): Promise<void> {
  await db.delete(electable).where(and(eq(electable.meeting, meeting), eq(electable.round, round)));
  if (members.length > 0) await db.insert(electable).values(members.map((id) => ({ meeting, round, member: id })));
}

/** Members by round; a round without rows is open to every entitled member. */
export async function loadElectable(db: Database, meeting: string): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const rows = await db.select().from(electable).where(eq(electable.meeting, meeting));
  const byRound = new Map<number, Set<string>>();
  for (const { round, member: id } of rows) byRound.set(round, (byRound.get(round) ?? new Set()).add(id));
  return byRound;
}

export async function saveSuppliedStrokes(
  db: Database,
  values: { readonly meeting: string; readonly character: string; readonly strokes: string; readonly reason: string },
): Promise<void> {
  await db
    .insert(suppliedStrokes)
    .values(values)
    .onConflictDoUpdate({
      target: [suppliedStrokes.meeting, suppliedStrokes.character],
      set: { strokes: values.strokes, reason: values.reason },
    });
}

export async function loadSuppliedStrokes(db: Database, meeting: string): Promise<Readonly<Record<string, string>>> {
  const rows = await db.select().from(suppliedStrokes).where(eq(suppliedStrokes.meeting, meeting));
  return Object.fromEntries(rows.map(({ character, strokes }) => [character, strokes]));
}

export async function loadScrutineers(db: Database, meeting: string): Promise<readonly StoredScrutineer[]> {
  return db.select().from(scrutineer).where(eq(scrutineer.meeting, meeting)).orderBy(asc(scrutineer.index));
}

export async function replaceScrutineers(
  db: Database,
  meeting: string,
  rows: readonly Omit<StoredScrutineer, 'meeting'>[],
): Promise<void> {
  await db.delete(scrutineer).where(eq(scrutineer.meeting, meeting));
  if (rows.length > 0) await db.insert(scrutineer).values(rows.map((values) => ({ ...values, meeting })));
}

export async function setScrutineerKeys(
  db: Database,
  meeting: string,
  index: number,
  keys: { readonly signKey: string; readonly cosignKey: string },
): Promise<void> {
  await db
    .update(scrutineer)
    .set(keys)
    .where(and(eq(scrutineer.meeting, meeting), eq(scrutineer.index, index)));
}
