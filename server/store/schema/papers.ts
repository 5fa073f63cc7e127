import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { PaperDetails } from '../../contract/papers.ts';

/** What only the office knows for its papers: document numbers, dates of the notice, whom to ask. May change until the archive. */
export const paperDetails = pgTable('paper_details', {
  meeting: text('meeting').primaryKey(),
  details: jsonb('details').$type<PaperDetails>().notNull(),
});
