import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** 验箱单 (rules §1.8): the kiosks of the round when the opening of its voting was asked for, by name. Kiosks may come and go later. */
export const examinedBox = pgTable(
  'examined_box',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    kiosks: jsonb('kiosks').$type<readonly string[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round] })],
);
