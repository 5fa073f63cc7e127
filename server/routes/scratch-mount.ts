/** Tests only: the handlers of routes, asked without a connection, a session or the services behind them. */
import type { Route } from '../contract/route.ts';
import type { Mount } from '../http/mount.ts';

export interface AskedRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly caller?: unknown;
}

/** A service that knows nothing: whatever it is asked, its answer is undefined, unless the test says what it answers. */
export const knowingNothing = <T>(answers: object = {}): T =>
  new Proxy(answers, { get: (known, name) => Reflect.get(known, name) ?? (async () => undefined) }) as T;

export function scratchMount(): {
  readonly mount: Mount;
  readonly ask: (route: Route, request?: AskedRequest) => Promise<unknown>;
} {
  const handlers = new Map<Route, (request: object) => Promise<unknown>>();
  return {
    mount: (route, handler) => handlers.set(route, handler as unknown as (request: object) => Promise<unknown>),
    ask: async (route, request = {}) => {
      const handler = handlers.get(route);
      if (handler === undefined) throw new Error(`${route.method} ${route.path} is not mounted`);
      return handler({ params: {}, body: {}, caller: {}, setCookie: () => {}, sessionSecret: undefined, ...request });
    },
  };
}
