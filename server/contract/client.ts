import { z } from 'zod';
import { err, ok, type Result } from '../../crypto/result.ts';
import { type GeneralRefusal, isRefusalCode, REFUSALS, type Refusal, type RefusalCode, refusal } from './refusals.ts';
import { addressOf, type BodyInputOf, isFile, type ParamsOf, type ResponseOf, type Route } from './route.ts';

type RefusalsOf<T extends Route> = T['refusals'][number] | GeneralRefusal;

/** `params` and `body` are demanded exactly where the route has them. */
export type CallInput<T extends Route> = (keyof ParamsOf<T['path']> extends never
  ? object
  : { readonly params: ParamsOf<T['path']> }) &
  (T['body'] extends z.ZodType ? { readonly body: BodyInputOf<T> } : object);

type CallArguments<T extends Route> = keyof CallInput<T> extends never ? [] : [input: CallInput<T>];

export type Client = {
  /** One request. Network failures are a refusal too (`cannot-reach-server`), so that every page has words for them. */
  readonly call: <T extends Route>(
    definition: T,
    ...input: CallArguments<T>
  ) => Promise<Result<ResponseOf<T>, Refusal<RefusalsOf<T>>>>;
};

/** What the client uses of the platform's fetch; pages and Node both have it. */
export type HttpRequest = {
  readonly method: string;
  readonly cache: 'no-store';
  readonly credentials: 'same-origin';
  readonly headers: Record<string, string>;
  readonly body?: string;
};
export type HttpResponse = {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
  arrayBuffer(): Promise<ArrayBuffer>;
};

export type ClientOptions = {
  readonly fetch: (address: string, request: HttpRequest) => Promise<HttpResponse>;
  /** '' in pages; an origin such as http://127.0.0.1:8080 in the rehearsal and tests. */
  readonly base: string;
  /** Sent with every request, e.g. cookies where there is no browser to keep them. */
  readonly headers?: () => Readonly<Record<string, string>>;
};

const refusalSchema = z.object({
  code: z.string(),
  detail: z.array(z.object({ zh: z.string(), en: z.string() })).default([]),
});

/**
 * State is polled: an answer that has not changed comes back as 304 and the last value is given again,
 * held in memory only (the browser's own cache would write names to the disk).
 */
export function createClient({ fetch, base, headers }: ClientOptions): Client {
  const last = new Map<string, { readonly etag: string; readonly value: unknown }>();

  const call = async (
    definition: Route,
    input?: { params?: object; body?: unknown },
  ): Promise<Result<unknown, Refusal>> => {
    const address = base + addressOf(definition, (input?.params ?? {}) as ParamsOf<string>);
    const known = definition.method === 'GET' ? last.get(address) : undefined;
    let response: HttpResponse;
    try {
      response = await fetch(address, {
        method: definition.method,
        cache: 'no-store',
        credentials: 'same-origin',
        headers: {
          ...(definition.body === null ? {} : { 'content-type': 'application/json' }),
          ...(known === undefined ? {} : { 'if-none-match': known.etag }),
          ...headers?.(),
        },
        ...(definition.body === null ? {} : { body: JSON.stringify(input?.body) }),
      });
      if (response.status === 304 && known !== undefined) return ok(known.value);
      if (!response.ok) return err(await readRefusal(response));
      if (isFile(definition.response)) return ok(new Uint8Array(await response.arrayBuffer()));
      const value: unknown = definition.response.parse(await response.json());
      const etag = response.headers.get('etag');
      if (definition.method === 'GET' && etag !== null) last.set(address, { etag, value });
      return ok(value);
    } catch (error) {
      if (error instanceof z.ZodError) throw error;
      return err(refusal('cannot-reach-server'));
    }
  };
  return { call: call as Client['call'] };
}

async function readRefusal(response: HttpResponse): Promise<Refusal> {
  const body = refusalSchema.safeParse(await response.json().catch(() => null));
  if (!body.success || !isRefusalCode(body.data.code)) return refusal(codeForStatus(response.status));
  return refusal(body.data.code, body.data.detail);
}

function codeForStatus(status: number): RefusalCode {
  const general = ['too-large', 'too-many-attempts', 'not-found', 'malformed'] as const;
  return general.find((code) => REFUSALS[code].status === status) ?? 'server-error';
}
