import { customType, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/**
 * Everything that is on its way into the record (specification §3, §4, §7).
 *
 * Nothing here names a person beside a ballot: a token row has no time, no kiosk, no sequence and
 * no reference to the roll; its key is the token itself. What the database files still tell about
 * the order of casting, and how it is wiped, is written in `record-order.ts`.
 */

/** Bytes as PostgreSQL's bytea. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
  fromDriver: (value) => new Uint8Array(value),
});

/** One row a meeting: how many leaves its log has. Locked by whoever appends. Written only by the record log. */
export const logHead = pgTable('log_head', {
  meeting: text('meeting').primaryKey(),
  size: integer('size').notNull(),
});

/** Leaves of the log in order. `line` is the canonical JSON exactly as it stands in record.jsonl. */
export const entry = pgTable(
  'entry',
  {
    meeting: text('meeting').notNull(),
    index: integer('index').notNull(),
    type: text('type').notNull(),
    line: text('line').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.index] })],
);

/** Log heads signed by the log key (C2SP note without cosignatures). Written only by the record log. */
export const checkpoint = pgTable(
  'checkpoint',
  {
    meeting: text('meeting').notNull(),
    size: integer('size').notNull(),
    note: text('note').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.size] })],
);

/** Cosignature lines of scrutineers' devices and outside witnesses for one checkpoint. */
export const cosignature = pgTable(
  'cosignature',
  {
    meeting: text('meeting').notNull(),
    size: integer('size').notNull(),
    signer: text('signer').notNull(),
    line: text('line').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.size, table.signer] })],
);

/** The meeting's own private keys, one per purpose (specification §2: one key, one purpose). */
export const meetingKey = pgTable(
  'meeting_key',
  {
    meeting: text('meeting').notNull(),
    purpose: text('purpose', { enum: ['entries', 'log', 'receipts', 'sheet'] }).notNull(),
    secret: text('secret').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.purpose] })],
);

/** Entries that several authors sign, until they are complete. */
export const proposal = pgTable(
  'proposal',
  {
    id: text('id').primaryKey(),
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    kind: text('kind', {
      enum: ['tokens', 'round', 'open', 'close', 'motion', 'decision', 'paper-round', 'paper-count'],
    }).notNull(),
    body: text('body').notNull(),
    state: text('state', { enum: ['collecting', 'appended', 'withdrawn'] }).notNull(),
    /** Order of proposing. */
    position: integer('position').generatedAlwaysAsIdentity().notNull(),
  },
  (table) => [index('proposal_meeting').on(table.meeting)],
);

export const proposalSignature = pgTable(
  'proposal_signature',
  {
    proposal: text('proposal').notNull(),
    author: text('author').notNull(),
    signature: text('signature').notNull(),
  },
  (table) => [primaryKey({ columns: [table.proposal, table.author] })],
);

/** Key shares on their way from one scrutineer to another, age-encrypted; the server cannot read them. */
export const ceremonyMessage = pgTable(
  'ceremony_message',
  {
    meeting: text('meeting').notNull(),
    ceremony: text('ceremony').notNull(),
    sender: integer('sender').notNull(),
    recipient: integer('recipient').notNull(),
    ciphertext: text('ciphertext').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.ceremony, table.sender, table.recipient] })],
);

/**
 * Tokens of a round and their state (specification §5): free → cast | challenged | void, final.
 * `ballotHash` and `ballot` hold the one pending ballot while the token is free; when it is cast
 * `ballotHash` is the accepted one and `ballot` is emptied, because the ballot then waits for the log; a challenge
 * likewise, with its verdict in `final`. A voided token has the kind of void there.
 * Written only by the token, cast and void services.
 */
export const token = pgTable(
  'token',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    T: text('t').notNull(),
    state: text('state', { enum: ['free', 'cast', 'challenged', 'void'] }).notNull(),
    ballotHash: text('ballot_hash'),
    ballot: text('ballot'),
    final: text('final'),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.T] })],
);

/** Cards that were opened and scanned before the box was sealed (UX M3); they are never used. */
export const audit = pgTable(
  'audit',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    T: text('t').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.T] })],
);

/** Final token events that are durable but not yet in the log: the group that is filling. `hash` is the entry's, in hex. */
export const waiting = pgTable(
  'waiting',
  {
    meeting: text('meeting').notNull(),
    hash: text('hash').notNull(),
    type: text('type', { enum: ['cast', 'challenge', 'void'] }).notNull(),
    line: text('line').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.hash] })],
);

/** Acceptances that kiosks hand in at close, for the scrutineers' devices (specification §3). */
export const acceptance = pgTable(
  'acceptance',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    T: text('t').notNull(),
    h: text('h').notNull(),
    signature: text('signature').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.T, table.h] })],
);

/**
 * Exchanges of cards by two officials (specification §5): how many of a kind the desk has asked for, and how many of them a
 * scrutineer's device has confirmed. Numbers only: no card, no person, no time.
 */
export const cardExchange = pgTable(
  'card_exchange',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    kind: text('kind', { enum: ['damaged', 'unreadable', 'challenged'] }).notNull(),
    asked: integer('asked').notNull(),
    done: integer('done').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.kind] })],
);

/** The signed result sheet and the plain result of a round, as they were published. */
export const resultSheet = pgTable(
  'result_sheet',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    pdf: bytes('pdf').notNull(),
    json: text('json').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round] })],
);

/** The key a superior committee signs its answers with, one for all its villages. */
export const superiorKey = pgTable('superior_key', {
  superior: text('superior').primaryKey(),
  secret: text('secret').notNull(),
});

/** The superior's signed answer (批复) to a reported result. */
export const answer = pgTable('answer', {
  meeting: text('meeting').primaryKey(),
  decision: text('decision', { enum: ['approve', 'file', 'return'] }).notNull(),
  number: text('number').notNull(),
  reason: text('reason').notNull(),
  signatory: text('signatory').notNull(),
  date: text('date').notNull(),
  pdf: bytes('pdf').notNull(),
});
