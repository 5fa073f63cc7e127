/**
 * The next answer of the server with every part that says the same taken over from the last one. A list drawn on the page then
 * keeps the elements of what did not change: an open dialog stays open and a half-typed reason stays, whatever changes elsewhere.
 */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !isList(value);

function shareList(last: readonly Json[], next: readonly Json[]): readonly Json[] {
  // What moved to another place is still the same part.
  const known = new Map(last.map((part) => [JSON.stringify(part), part]));
  const parts = next.map((part, at) => known.get(JSON.stringify(part)) ?? share(last[at], part));
  return parts.length === last.length && parts.every((part, at) => part === last[at]) ? last : parts;
}

function share(last: Json | undefined, next: Json): Json {
  if (isList(next)) return isList(last) ? shareList(last, next) : next;
  if (!isObject(next) || !isObject(last)) return next;
  const keys = Object.keys(next);
  const shared = Object.fromEntries(keys.map((key) => [key, share(last[key], next[key] as Json)]));
  const isSame =
    keys.length === Object.keys(last).length && keys.every((key) => key in last && shared[key] === last[key]);
  return isSame ? last : shared;
}

/** Answers are JSON as `call` has parsed it. */
export const withSameParts = <T>(last: T | undefined, next: T): T => share(last as Json | undefined, next as Json) as T;
