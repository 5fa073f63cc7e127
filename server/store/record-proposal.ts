import { and, asc, desc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { proposal, proposalSignature } from './schema/record.ts';

/** Queries of entries that wait for several signatures. `body` is the canonical entry without signatures. */

export type ProposalKind =
  | 'tokens'
  | 'round'
  | 'open'
  | 'close'
  | 'motion'
  | 'decision'
  | 'paper-round'
  | 'paper-count';
export type StoredProposal = {
  readonly id: string;
  readonly meeting: string;
  readonly round: number;
  readonly kind: ProposalKind;
  readonly body: string;
  readonly state: 'collecting' | 'appended' | 'withdrawn';
  readonly position: number;
};
export type StoredSignature = { readonly author: string; readonly signature: string };

export async function insertProposal(db: Database, row: Omit<StoredProposal, 'state' | 'position'>): Promise<void> {
  await db.insert(proposal).values({ ...row, state: 'collecting' });
}

export async function lockProposal(db: Database, id: string): Promise<StoredProposal | undefined> {
  const [row] = await db.select().from(proposal).where(eq(proposal.id, id)).for('update');
  return row;
}

export async function setProposalState(db: Database, id: string, state: 'appended' | 'withdrawn'): Promise<void> {
  await db.update(proposal).set({ state }).where(eq(proposal.id, id));
}

export async function loadCollecting(db: Database, meeting: string): Promise<readonly StoredProposal[]> {
  return db
    .select()
    .from(proposal)
    .where(and(eq(proposal.meeting, meeting), eq(proposal.state, 'collecting')))
    .orderBy(asc(proposal.position));
}

/** Whether a close was ever proposed: from then on the events of the round stand in the log. */
export async function hasClosingGroup(db: Database, meeting: string, round: number): Promise<boolean> {
  const rows = await db
    .select({ id: proposal.id })
    .from(proposal)
    .where(and(eq(proposal.meeting, meeting), eq(proposal.round, round), eq(proposal.kind, 'close')))
    .limit(1);
  return rows.length > 0;
}

export async function loadProposal(db: Database, id: string): Promise<StoredProposal | undefined> {
  const [row] = await db.select().from(proposal).where(eq(proposal.id, id));
  return row;
}

/** The last proposal of a kind, complete ones included. */
export async function loadLatest(
  db: Database,
  meeting: string,
  round: number,
  kind: ProposalKind,
): Promise<StoredProposal | undefined> {
  const rows = await db
    .select()
    .from(proposal)
    .where(and(eq(proposal.meeting, meeting), eq(proposal.round, round), eq(proposal.kind, kind)))
    .orderBy(desc(proposal.position))
    .limit(1);
  return rows[0];
}

export async function insertSignature(db: Database, id: string, signature: StoredSignature): Promise<void> {
  await db
    .insert(proposalSignature)
    .values({ proposal: id, ...signature })
    .onConflictDoNothing();
}

export async function loadSignatures(db: Database, id: string): Promise<readonly StoredSignature[]> {
  return db
    .select({ author: proposalSignature.author, signature: proposalSignature.signature })
    .from(proposalSignature)
    .where(eq(proposalSignature.proposal, id))
    .orderBy(asc(proposalSignature.author));
}
