import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CLIP_MEDIA } from '../../contract/voices.ts';
import { bytes } from './record.ts';

/** 读音 a village recorded. `subject`: prompt:zh:welcome, or name:王建国. Public sounds, of nobody's choice. */
export const voiceClip = pgTable(
  'voice_clip',
  {
    meeting: text('meeting').notNull(),
    subject: text('subject').notNull(),
    media: text('media').$type<(typeof CLIP_MEDIA)[number]>().notNull(),
    sha256: text('sha256').notNull(),
    content: bytes('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meeting, table.subject] })],
);
