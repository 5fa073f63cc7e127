/**
 * Who must sign which entry (specification §3). An author is 'server' or 'scrutineer-1' … 'scrutineer-n'.
 * `cast`, `challenge` and `void` carry token signatures and no author.
 */
import { z } from 'zod';
import { bytes64 } from './fields.ts';

export const SERVER = 'server';

export type Author = 'server' | `scrutineer-${number}`;

export const scrutineerAuthor = (index: number): Author => `scrutineer-${index}`;

export const author = z
  .string()
  .regex(/^(server|scrutineer-[1-9][0-9]?)$/)
  .transform((value) => value as Author);

/** 0 for the server, the index for a scrutineer: the order in which signatures stand. */
export function authorRank(of: Author): number {
  return of === SERVER ? 0 : Number(of.slice('scrutineer-'.length));
}

export const entrySignature = z.strictObject({ author, signature: bytes64 }).readonly();

export interface EntrySignature {
  readonly author: Author;
  readonly signature: string;
}
