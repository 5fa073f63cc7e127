import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

/**
 * Who is here. One row a member, made with the roll before anybody comes; checking in only changes `state`.
 *
 * There is no time, no sequence, no official and no card in it, and no table joins a member with a token: the desk
 * cannot know which card was drawn. PostgreSQL itself still keeps an order in the files for a while (new row versions
 * lie behind old ones, each with its transaction number); `forgetArrivalOrder` rewrites it and the roll in the
 * transaction that closes the desk, before the first ballot can be cast.
 */
export const attendance = pgTable(
  'attendance',
  {
    meeting: text('meeting').notNull(),
    member: uuid('member').notNull(),
    state: text('state', { enum: ['absent', 'here', 'left'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.member] })],
);

/** Reasons of undone check-ins, for the attendance sheet; the member is not named. */
export const undoneCheckIn = pgTable('undone_check_in', {
  id: uuid('id').primaryKey().defaultRandom(),
  meeting: text('meeting').notNull(),
  reason: text('reason').notNull(),
  officials: text('officials').notNull(),
});

/**
 * 代写 (rules §1.8): whom somebody helps to fill in the ballot, by name. No ballot, no card, no time and nothing that orders; it is
 * written while the desk is open and forgets its order with the attendance, before a ballot can be cast.
 */
export const assistance = pgTable(
  'assistance',
  {
    meeting: text('meeting').notNull(),
    voter: uuid('voter').notNull(),
    helper: text('helper').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.voter] })],
);
