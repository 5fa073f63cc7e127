import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { MEETING_KINDS, type Witness } from '../../../tally/record/meeting-entry.ts';
import type { ContestKind } from '../../../tally/rules/counting-rules.ts';
import type { Draft, ScreenLanguage, ScreenOrder, ScreenView } from '../../contract/organizer.ts';
import { bytes } from './record.ts';

/** What the organizer prepares: the meeting, its roll, its posts, candidates and scrutineers. */

export const meeting = pgTable('meeting', {
  id: text('id').primaryKey(),
  /** Order of creation. */
  position: integer('position').generatedAlwaysAsIdentity().notNull(),
  kind: text('kind', { enum: MEETING_KINDS }).notNull(),
  phase: text('phase', {
    enum: [
      'draft',
      'ceremony',
      'cards',
      'sealed',
      'check-in',
      'voting',
      'paused',
      'stopped',
      'closed',
      'counting',
      'published',
      'reported',
      'answered',
    ],
  }).notNull(),
  draft: jsonb('draft').$type<Draft>().notNull(),
  threshold: integer('threshold').notNull(),
  tellers: jsonb('tellers').$type<readonly string[]>().notNull(),
  /** Outside witnesses of the log, by name and public key. */
  witnesses: jsonb('witnesses').$type<readonly Witness[]>().notNull().default([]),
  /** Number of the round that is prepared or running. */
  currentRound: integer('current_round').notNull(),
  deskOpen: boolean('desk_open').notNull(),
  /** Cards handed back by members who left before the opening of this round. */
  cardsHandedBack: integer('cards_handed_back').notNull(),
  pauseReason: text('pause_reason'),
  /** The queue that prints the A4 papers; null: the browser does. */
  paperPrinter: text('paper_printer'),
  screenView: text('screen_view').$type<ScreenView>().notNull(),
  /** What stands on several pictures is shown one by one, from 0. */
  screenPart: integer('screen_part').notNull().default(0),
  /** The round the picture is of: a new round changes nothing on the wall. */
  screenRound: integer('screen_round').notNull().default(1),
  /** The rows of a result on the wall as on the ballot, or by votes. */
  screenOrder: text('screen_order').$type<ScreenOrder>().notNull().default('ballot'),
  screenLanguage: text('screen_language').$type<ScreenLanguage>().notNull().default('zh'),
  /** Rounds whose elected the chair has announced (宣布). */
  announcedRounds: jsonb('announced_rounds').$type<readonly number[]>().notNull().default([]),
  /** Meeting whose result this one builds on, and the round of it. */
  derivedFrom: text('derived_from'),
  derivedFromRound: integer('derived_from_round'),
  /** 演练: the draft whose copy this meeting tries; null: a real meeting. */
  testRunOf: text('test_run_of'),
});

/** What is left of a test run: the proof that nothing is. `draft` is the meeting it was a copy of. */
export const wipedTestRun = pgTable('wiped_test_run', {
  id: text('id').primaryKey(),
  position: integer('position').generatedAlwaysAsIdentity().notNull(),
  draft: text('draft').notNull(),
  title: text('title').notNull(),
  /** YYYY-MM-DD. */
  day: text('day').notNull(),
  proof: bytes('proof').notNull(),
});

/** The roll. `id` is random: no number of a person appears anywhere. Written only by the roll service. */
export const member = pgTable('member', {
  id: uuid('id').primaryKey().defaultRandom(),
  meeting: text('meeting').notNull(),
  /** Line of the imported roll. */
  position: integer('position').notNull(),
  name: text('name').notNull(),
  gender: text('gender').notNull(),
  ethnicity: text('ethnicity').notNull(),
  birth: text('birth').notNull(),
  education: text('education').notNull(),
  joined: text('joined').notNull(),
  category: text('category', { enum: ['full', 'probationary'] }).notNull(),
  entitled: boolean('entitled').notNull(),
  withoutRightReason: text('without_right_reason').notNull(),
  exclusion: jsonb('exclusion').$type<{
    readonly category: 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6';
    readonly reason: string;
    readonly approval: string;
    /** Number and day of the superior's reply, where the approval does not say it. */
    readonly reply?: { readonly number: string; readonly date: string } | undefined;
    /** From when to when it was posted, where the approval does not say it. */
    readonly publicity?: { readonly from: string; readonly to: string } | undefined;
    /** Round in which the member turned up and was counted again. */
    readonly readmittedIn?: number;
  }>(),
  remark: text('remark').notNull(),
});

/** Posts on the ballot of a round, in ballot order. Round 0: prepared for a later ballot of the same assembly. */
export const post = pgTable(
  'post',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    post: text('post', { enum: ['委员', '书记', '副书记'] }).notNull(),
    position: integer('position').notNull(),
    seats: integer('seats').notNull(),
    confirmed: boolean('confirmed').notNull(),
    /** Why the confirmed order differs from the computed one. */
    orderReason: text('order_reason').notNull(),
    /** Kind of the ballot where it follows from a result; null: a first ballot. */
    category: text('category').$type<ContestKind>(),
    /** Its candidates were taken from a result and are not chosen by anybody. */
    derived: boolean('derived').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.post] })],
);

export const candidate = pgTable(
  'candidate',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    post: text('post').notNull(),
    member: uuid('member').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.post, table.member] })],
);

/**
 * Who may be elected in a round of the secretary ballot: the committee the same assembly has just elected. No rows:
 * every entitled member.
 */
export const electable = pgTable(
  'electable',
  {
    meeting: text('meeting').notNull(),
    round: integer('round').notNull(),
    member: uuid('member').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.round, table.member] })],
);

/** Strokes of characters that the library does not know, given by the organizer with the reason. */
export const suppliedStrokes = pgTable(
  'supplied_strokes',
  {
    meeting: text('meeting').notNull(),
    character: text('character').notNull(),
    strokes: text('strokes').notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.character] })],
);

/** Scrutineers by index 1 … n; the first is the chief scrutineer. Keys come from their own devices. */
export const scrutineer = pgTable(
  'scrutineer',
  {
    meeting: text('meeting').notNull(),
    index: integer('index').notNull(),
    member: uuid('member').notNull(),
    name: text('name').notNull(),
    signKey: text('sign_key'),
    cosignKey: text('cosign_key'),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.index] })],
);
