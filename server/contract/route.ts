import type { z } from 'zod';
import type { Phase } from '../../tally/phase.ts';
import type { RefusalCode } from './refusals.ts';
import type { Text } from './text.ts';

export type Audience =
  | 'public'
  | 'organizer'
  | 'desk'
  | 'card-station'
  | 'kiosk'
  | 'scrutineer'
  | 'screen'
  | 'teller'
  | 'township';
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A response that is a file, not JSON. */
export type FileResponse = { readonly mediaType: string };

/**
 * A route is data: the server mounts it, the client calls it, OpenAPI is generated from it.
 * `path` has parameters as `:name`. `body` null: no body.
 */
export type Route<
  P extends string = string,
  B extends z.ZodType | null = z.ZodType | null,
  R extends z.ZodType | FileResponse = z.ZodType | FileResponse,
  C extends RefusalCode = RefusalCode,
  A extends Audience = Audience,
> = {
  readonly method: Method;
  readonly path: P;
  readonly audience: A;
  readonly summary: Text;
  readonly body: B;
  readonly response: R;
  readonly refusals: readonly C[];
  /** The only states of the meeting in which this is done; a refusal names them (UX 5.9). */
  readonly phases?: readonly Phase[];
};

export function route<
  const P extends string,
  B extends z.ZodType | null,
  R extends z.ZodType | FileResponse,
  const C extends RefusalCode,
  const A extends Audience,
>(definition: Route<P, B, R, C, A>): Route<P, B, R, C, A> {
  return definition;
}

/** The names of the parameters in a path, as a type. */
export type ParamsOf<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : object;

export type BodyOf<T extends Route> = T['body'] extends z.ZodType ? z.output<T['body']> : undefined;
export type BodyInputOf<T extends Route> = T['body'] extends z.ZodType ? z.input<T['body']> : undefined;
export type ResponseOf<T extends Route> = T['response'] extends z.ZodType ? z.output<T['response']> : Uint8Array;
export type ResponseInputOf<T extends Route> = T['response'] extends z.ZodType ? z.input<T['response']> : Uint8Array;

export function isFile(response: z.ZodType | FileResponse): response is FileResponse {
  return 'mediaType' in response;
}

/** Fills the parameters into a path; also the address of a download link. */
export function addressOf<P extends string>(definition: { readonly path: P }, params: ParamsOf<P>): string {
  const values = params as Readonly<Record<string, string | undefined>>;
  return definition.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`${definition.path}: parameter ${name} is missing`);
    return encodeURIComponent(value);
  });
}
