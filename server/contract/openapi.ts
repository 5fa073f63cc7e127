import { z } from 'zod';
import { GENERAL_REFUSALS, REFUSALS } from './refusals.ts';
import { isFile, type Route } from './route.ts';

/** Name of the cookie per audience is the same; its path keeps the roles of one browser apart. */
export const SESSION_COOKIE = 'changpiao-session';

/** The OpenAPI 3.1 document, generated from the route table: it cannot disagree with what is served. */
export function openApi(routes: Readonly<Record<string, Route>>, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    const item = paths[path] ?? {};
    item[route.method.toLowerCase()] = operation(name, route);
    paths[path] = item;
  }
  return {
    openapi: '3.1.0',
    info: { title: '唱票 Changpiao', version },
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } },
      schemas: { Refusal: refusalSchema },
    },
    paths,
  };
}

const refusalSchema = {
  type: 'object',
  required: ['code', 'zh', 'en', 'detail'],
  properties: {
    code: { type: 'string' },
    zh: { type: 'string' },
    en: { type: 'string' },
    detail: {
      type: 'array',
      items: { type: 'object', required: ['zh', 'en'], properties: { zh: { type: 'string' }, en: { type: 'string' } } },
    },
  },
} as const;

function operation(name: string, route: Route): object {
  const parameters = [...route.path.matchAll(/:([a-zA-Z]+)/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    operationId: name,
    summary: `${route.summary.zh} · ${route.summary.en}`,
    tags: [route.audience],
    ...(route.audience === 'public' ? {} : { security: [{ session: [] }] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === null
      ? {}
      : {
          requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } },
        }),
    responses: { 200: answer(route), ...refusals(route) },
  };
}

function answer(route: Route): object {
  const description = `${route.summary.zh} · ${route.summary.en}`;
  if (isFile(route.response)) {
    return { description, content: { [route.response.mediaType]: { schema: { type: 'string', format: 'binary' } } } };
  }
  return { description, content: { 'application/json': { schema: jsonSchema(route.response, 'output') } } };
}

/** One answer per status, naming the codes that come with it. */
function refusals(route: Route): Record<string, object> {
  const byStatus = new Map<number, string[]>();
  for (const code of [...route.refusals, ...GENERAL_REFUSALS]) {
    const { status, zh, en } = REFUSALS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `${code}: ${zh} ${en}`]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      status,
      {
        description: lines.join('\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    ]),
  );
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
