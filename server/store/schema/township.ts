import { boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { RuleSettings } from '../../../tally/rules/settings.ts';

/** Papers of the superior committee that are about several meetings: its judgement of a class, and combined recommendations. */

export type JudgementContent = {
  readonly title: string;
  readonly grades: readonly { readonly zh: string; readonly en: string }[];
  readonly quota: 0 | 20 | 30;
  readonly sources: readonly { readonly meeting: string; readonly list: string }[];
  readonly objects: readonly { readonly name: string; readonly grade: number | null; readonly reasons: string }[];
  /** How a score falls into its bands; absent: the class is judged by grades. */
  readonly bands?: RuleSettings['appraisalScoreBands'];
  /** By object, as it was given: 89. */
  readonly scores?: Readonly<Record<string, string>>;
  /** 公示 of the result; absent or null before it is posted. */
  readonly publicity?: { readonly posted: string; readonly telephone: string } | null;
  readonly objections?: readonly { readonly day: string; readonly words: string; readonly handling: string }[];
};

export type CombinationContent = {
  readonly title: string;
  readonly seats: number;
  readonly way: 'separate' | 'sum' | 'weighted' | 'cross-list';
  readonly sources: readonly {
    readonly meeting: string;
    readonly list: string;
    readonly group: string;
    readonly weight: number;
  }[];
  /** The list that goes on, in its order; [] while nobody has fixed it. */
  readonly persons: readonly string[];
  /** Why somebody stands on it whom nobody recommended. */
  readonly reason: string;
  /** 公示; null before it is posted. */
  readonly publicity: { readonly posted: string; readonly telephone: string } | null;
  readonly objections: readonly { readonly day: string; readonly words: string; readonly handling: string }[];
};

export const judgement = pgTable('judgement', {
  id: text('id').primaryKey(),
  /** Order of creation. */
  position: integer('position').generatedAlwaysAsIdentity().notNull(),
  content: jsonb('content').$type<JudgementContent>().notNull(),
  settled: boolean('settled').notNull(),
});

export const combination = pgTable('combination', {
  id: text('id').primaryKey(),
  position: integer('position').generatedAlwaysAsIdentity().notNull(),
  content: jsonb('content').$type<CombinationContent>().notNull(),
  settled: boolean('settled').notNull(),
});

/** What the superior committee says about itself once; one row. */
export type TownshipSettings = {
  /** Full names in which it answers; [] while nobody has said one. */
  readonly offices: readonly string[];
  /** Days off and days worked as announced, year by year. */
  readonly holidays: readonly {
    readonly year: number;
    readonly off: readonly string[];
    readonly worked: readonly string[];
  }[];
};

export const townshipSettings = pgTable('township_settings', {
  /** Always 1. */
  id: integer('id').primaryKey(),
  content: jsonb('content').$type<TownshipSettings>().notNull(),
});
