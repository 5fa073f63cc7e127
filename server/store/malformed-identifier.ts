import { DrizzleQueryError } from 'drizzle-orm';

/** Of PostgreSQL: a text that is no value of the type, as "abc" is no UUID. */
const INVALID_TEXT_REPRESENTATION = '22P02';

/** Whether the database refused one of these texts as an identifier: nothing can have that name. */
export function isMalformedIdentifier(error: unknown, texts: readonly string[]): boolean {
  if (!(error instanceof DrizzleQueryError)) return false;
  const { cause, params } = error;
  const code = typeof cause === 'object' && 'code' in cause ? cause.code : undefined;
  return code === INVALID_TEXT_REPRESENTATION && params.some((param) => texts.includes(String(param)));
}
