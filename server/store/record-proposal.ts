import { and, asc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { proposal, proposalSignature } from './schema/record.ts';

/** Queries of entries that wait for several signatures. `body` is the canonical entry without signatures. */

export type ProposalKind = 'tokens' | 'round' | 'open' | 'close' | 'paper';
export type StoredProposal = {
  readonly id: string;
  readonly meeting: string;
  readonly round: number;
  readonly kind: ProposalKind;
  readonly body: string;
  readonly state: 'collecting' | 'appended' | 'withdrawn';
};
export type StoredSignature = { readonly author: string; readonly signature: string };

export async function insertProposal(db: Database, row: Omit<StoredProposal, 'state'>): Promise<void> {
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
    .orderBy(asc(proposal.round), asc(proposal.id));
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
