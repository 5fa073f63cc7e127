/** One browser's worth of HTTP: the typed client of the contract with the cookie the server gave it. */
import type { Result } from '../../crypto/result.ts';
import { type CallInput, createClient } from '../contract/client.ts';
import type { Refusal } from '../contract/refusals.ts';
import type { ResponseOf, Route } from '../contract/route.ts';

type CallArguments<T extends Route> = keyof CallInput<T> extends never ? [] : [input: CallInput<T>];

export type Session = {
  /** Answers or throws with the refusal's words: the rehearsal expects no refusal. */
  readonly call: <T extends Route>(route: T, ...input: CallArguments<T>) => Promise<ResponseOf<T>>;
  /** For steps that may be refused. */
  readonly ask: <T extends Route>(route: T, ...input: CallArguments<T>) => Promise<Result<ResponseOf<T>, Refusal>>;
};

export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** Each session is one role on one device, so it holds one cookie. */
export function openSession(base: string): Session {
  let cookie: string | undefined;
  const client = createClient({
    base,
    headers: () => (cookie === undefined ? {} : { cookie }),
    fetch: async (address, request) => {
      const response = await fetch(address, request);
      for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0];
      return response;
    },
  });
  const ask = client.call as Session['ask'];
  return {
    ask,
    call: async (route, ...input) => {
      const answer = await ask(route, ...input);
      if (answer.ok) return answer.value;
      const { code, zh, en, detail } = answer.error;
      const lines = detail.map((line) => `${line.zh} ${line.en}`).join(' · ');
      throw new RefusedError(`${route.method} ${route.path}: ${code}: ${zh} ${en} ${lines}`);
    },
  };
}
