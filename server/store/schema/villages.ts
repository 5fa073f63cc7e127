import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Declaration, Nominee } from '../../contract/nominee.ts';
import type { Village } from '../../contract/villages.ts';
import type { OfficePaperContent } from '../../papers/office-paper.ts';
import { bytes } from './record.ts';

/** The township's desk. Everything here comes before or after the ballot; no card and no ballot is ever near it. */

export const village = pgTable('village', {
  id: uuid('id').primaryKey().defaultRandom(),
  position: integer('position').generatedAlwaysAsIdentity().notNull(),
  organization: text('organization').notNull().unique(),
  content: jsonb('content').$type<VillageContent>().notNull(),
});

export type VillageContent = Omit<Village, 'organization'> & {
  /** What was said against the candidates while they were posted. */
  readonly objections?: readonly { readonly day: string; readonly words: string; readonly handling: string }[];
};

/** Persons who are to stand, by organization: entered by its office or by the township, or come with a request. */
export const nominee = pgTable('nominee', {
  id: uuid('id').primaryKey().defaultRandom(),
  position: integer('position').generatedAlwaysAsIdentity().notNull(),
  organization: text('organization').notNull(),
  content: jsonb('content').$type<NomineeContent>().notNull(),
});

/** What the township entered, and beside it what the village's own office declares: neither overwrites the other. */
export type NomineeContent = Nominee & { readonly declared?: Omit<Declaration, 'name'> };

export const vettingDepartment = pgTable('vetting_department', {
  department: text('department').primaryKey(),
  position: integer('position').notNull(),
});

/** 联审: one department's verdict on one person. */
export const vetting = pgTable(
  'vetting',
  {
    nominee: uuid('nominee').notNull(),
    department: text('department').notNull(),
    verdict: text('verdict', { enum: ['pass', 'fail'] }).notNull(),
    date: text('date').notNull(),
    note: text('note').notNull(),
  },
  (table) => [primaryKey({ columns: [table.nominee, table.department] })],
);

/** 请示 and result sheets as signed files, made here or come by stick, with the signed answer. */
export const officePaper = pgTable('office_paper', {
  id: uuid('id').primaryKey().defaultRandom(),
  position: integer('position').generatedAlwaysAsIdentity().notNull(),
  kind: text('kind', { enum: ['assembly', 'candidates', 'result'] }).notNull(),
  organization: text('organization').notNull(),
  superior: text('superior').notNull(),
  meeting: text('meeting').notNull(),
  imported: boolean('imported').notNull(),
  received: text('received').notNull(),
  /** SHA-256 of the file. */
  digest: text('digest').notNull().unique(),
  content: jsonb('content').$type<OfficePaperContent>().notNull(),
  pdf: bytes('pdf').notNull(),
  answer: jsonb('answer').$type<{
    readonly decision: 'agree' | 'return' | 'approve' | 'file';
    readonly number: string;
    readonly reason: string;
    readonly signatory: string;
    readonly date: string;
  }>(),
  answerPdf: bytes('answer_pdf'),
});

/** The key that a village's office signs its requests with. */
export const organizationKey = pgTable('organization_key', {
  organization: text('organization').primaryKey(),
  secret: text('secret').notNull(),
});

/** Keys of other offices as they were compared with them, by telephone or on paper. */
export const knownSigner = pgTable(
  'known_signer',
  {
    side: text('side', { enum: ['village', 'superior'] }).notNull(),
    organization: text('organization').notNull(),
    key: text('key').notNull(),
  },
  (table) => [primaryKey({ columns: [table.side, table.organization] })],
);
