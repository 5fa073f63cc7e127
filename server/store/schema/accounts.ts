import { boolean, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

/** People and machines that may talk to the server. Nothing here leads to a member's ballot or to a card. */

export const official = pgTable(
  'official',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    role: text('role', { enum: ['organizer', 'desk', 'township'] }).notNull(),
    name: text('name').notNull(),
    /** argon2id in PHC form, with its own salt and cost. */
    passwordHash: text('password_hash').notNull(),
  },
  (table) => [unique('official_role_name').on(table.role, table.name)],
);

/** Kiosks, card stations and screens of a meeting. */
export const machine = pgTable('machine', {
  id: uuid('id').primaryKey().defaultRandom(),
  meeting: text('meeting').notNull(),
  role: text('role', { enum: ['card-station', 'kiosk', 'screen', 'teller'] }).notNull(),
  name: text('name').notNull(),
  /** Micrometres per CSS pixel, measured with a bank card; null: not calibrated, and voting cannot open. */
  micrometresPerPixel: integer('micrometres_per_pixel'),
  /** Kiosks with a slip printer: whether the 查验单 is printed after casting only, or before the choice as well. */
  slips: text('slips', { enum: ['none', 'cast', 'review'] })
    .notNull()
    .default('none'),
  /** 有耳机: names are spoken to whoever votes here, and nobody else hears them. */
  headphones: boolean('headphones').notNull().default(false),
  /** The queue of the print service that prints its slips; null: its own browser. */
  printer: text('printer'),
  /** The last round whose acceptances this kiosk has handed over after the stop; never how many or which. */
  handedOver: integer('handed_over'),
});

/** One-time codes, shown to the organizer until they are used or expire. */
export const pairingCode = pgTable('pairing_code', {
  code: text('code').primaryKey(),
  meeting: text('meeting').notNull(),
  /** Exactly one of the two: the machine to pair or the scrutineer to enrol. */
  machine: uuid('machine'),
  scrutineer: integer('scrutineer'),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

/** Sessions by the hash of their cookie: who reads the database cannot take one over. No time of use is kept. */
export const session = pgTable('session', {
  hash: text('hash').primaryKey(),
  audience: text('audience', {
    enum: ['organizer', 'desk', 'township', 'card-station', 'kiosk', 'screen', 'scrutineer', 'teller'],
  }).notNull(),
  official: uuid('official'),
  machine: uuid('machine'),
  meeting: text('meeting'),
  scrutineer: integer('scrutineer'),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});
