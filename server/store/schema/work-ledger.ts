import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { LedgerLine } from '../../contract/work-ledger.ts';

/** 工作台账 of a village: what its office or the township has recorded of a step, or of one person in a step. */
export const workLedger = pgTable(
  'work_ledger',
  {
    organization: text('organization').notNull(),
    step: integer('step').notNull(),
    /** '' for the step itself. */
    person: text('person').notNull(),
    content: jsonb('content').$type<Omit<LedgerLine, 'step' | 'person'>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organization, table.step, table.person] })],
);
