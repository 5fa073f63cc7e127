import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { PaperReading } from '../../../tally/paper/paper-reading.ts';

/**
 * A round on paper (specification §14): what was handed out and found in the box, what two tellers read, what the chief
 * scrutineer settled. The sheets stay here: the record holds sums only.
 */

/** One row a contest. Y and S are those of the moment the ballots were handed out. */
export const paperBox = pgTable(
  'paper_box',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    contest: integer('contest').notNull(),
    expected: integer('expected').notNull(),
    present: integer('present').notNull(),
    printed: integer('printed').notNull(),
    issued: integer('issued').notNull(),
    remaining: integer('remaining').notNull(),
    /** Null until the box was opened. */
    voters: integer('voters'),
    recovered: integer('recovered'),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.contest] })],
);

/** Which machine counts as first or second teller. */
export const tellerSeat = pgTable(
  'teller_seat',
  {
    meeting: text('meeting').notNull(),
    seat: integer('seat').notNull(),
    machine: uuid('machine').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.seat] })],
);

/** One paper as one teller read it; `number` is its place in the pile, from 1. */
export const paperReading = pgTable(
  'paper_reading',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    contest: integer('contest').notNull(),
    seat: integer('seat').notNull(),
    number: integer('number').notNull(),
    reading: jsonb('reading').$type<PaperReading>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.contest, table.seat, table.number] })],
);

/** What the chief scrutineer read where the tellers differ or a row was altered, and why. */
export const paperSettlement = pgTable(
  'paper_settlement',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    contest: integer('contest').notNull(),
    number: integer('number').notNull(),
    reading: jsonb('reading').$type<PaperReading>().notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.contest, table.number] })],
);
