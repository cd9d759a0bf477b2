import * as z from 'zod/mini';
import { CLIENT_HEADER, UPLOAD_HEADER } from './fetch-client.ts';
import { type Access, type Contract, contract } from './contract.ts';
import { PROBLEM_TYPE } from './problem.ts';

/** A document of OpenAPI 3.1. */
export type ApiDescription = { openapi: string } & Record<string, unknown>;

export const readApiDescription = contract({
  method: 'GET',
  path: '/api/openapi.json',
  access: 'staff',
  summary: 'This description of the API, as OpenAPI 3.1.',
  response: z.looseObject({ openapi: z.string() }),
});

type Described = { title: string; version: string; description: string; cookie: string };

/**
 * OpenAPI 3.1 of an API, made from its contracts: the names of the routes are the operations' ids, the access is
 * `x-access`. Nothing of it is written by hand, so it cannot age.
 */
export function describeApi(api: Record<string, Contract>, { cookie, ...info }: Described): ApiDescription {
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Record<string, unknown> = { Problem: PROBLEM };
  for (const [name, route] of Object.entries(api)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: hoist(describeRoute(name, route), name, schemas) };
  }
  return {
    openapi: '3.1.0',
    info,
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookie } },
      schemas,
    },
  };
}

/** RFC 9457, with our code, the id of the request in the logs and what is wrong where. */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'French, for people.' },
    code: { type: 'string', description: 'For programs.' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

function describeRoute(name: string, route: Contract): Record<string, unknown> {
  const { method, access, summary } = route;
  const header = {
    name: CLIENT_HEADER,
    in: 'header',
    required: true,
    description: 'Any value: a page of another site cannot set it.',
    schema: { type: 'string' },
  };
  return {
    operationId: name,
    summary,
    'x-access': access,
    ...(route.sensitive ? { 'x-sensitive': true } : {}),
    ...(access === 'anyone' ? {} : { security: [{ session: [] }] }),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...(route.upload ? [uploadParameter(route.query)] : parametersOf(route.query, 'query')),
      ...(method === 'GET' ? [] : [header]),
    ],
    ...(method === 'GET'
      ? {}
      : {
          requestBody: {
            required: true,
            content: route.upload
              ? { 'application/octet-stream': {} }
              : { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }),
    responses: {
      200: {
        description: 'Done.',
        content: route.download
          ? { 'application/octet-stream': {} }
          : {
              [route.stream ? 'text/event-stream' : 'application/json']: { schema: schemaOf(route.response, 'output') },
            },
      },
      ...refusals(route),
    },
  };
}

type Schema = { properties?: Record<string, unknown>; required?: string[] };

function parametersOf(schema: z.ZodMiniType, where: 'path' | 'query'): unknown[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as Schema;
  return Object.entries(properties).map(([name, its]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: its,
  }));
}

/** What is said of a file: percent-encoded like the query of an address, in a header. */
function uploadParameter(schema: z.ZodMiniType): unknown {
  const content = { 'application/x-www-form-urlencoded': { schema: schemaOf(schema, 'input') } };
  return { name: UPLOAD_HEADER, in: 'header', required: true, content };
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...its } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return its;
}

/** A shape that holds itself is referred to from the root of its schema: in a document, that root is the document's. */
function hoist(described: object, name: string, schemas: Record<string, unknown>): unknown {
  let count = 0;
  return JSON.parse(JSON.stringify(described), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$defs' in value)) return value;
    count += 1;
    const prefix = `${name}-${count}`;
    const { $defs, ...its } = JSON.parse(
      JSON.stringify(value).replaceAll('"#/$defs/', `"#/components/schemas/${prefix}-`),
    ) as { $defs: Record<string, unknown> };
    for (const [key, shape] of Object.entries($defs)) schemas[`${prefix}-${key}`] = shape;
    return its;
  });
}

const WHY: Record<number, string> = {
  401: 'Nobody is signed in.',
  403: 'The role may not do this, or the call comes from elsewhere.',
  404: 'There is no such thing in the region.',
  409: 'It changed since it was read.',
  413: 'The file is too large.',
  415: 'The body is no file.',
  429: 'Too many at once.',
  422: 'Something sent does not fit; `errors` says where.',
};

const BY_ACCESS: Record<Access, readonly number[]> = {
  anyone: [],
  entering: [401],
  factors: [401, 403],
  staff: [401],
  decider: [401, 403],
  administrator: [401, 403],
};

function refusals({ access, method, params, stream, sensitive, upload }: Contract): Record<string, unknown> {
  const hasParams = parametersOf(params, 'path').length > 0;
  const statuses = [
    ...BY_ACCESS[access],
    ...(sensitive && access === 'staff' ? [403] : []),
    ...(hasParams ? [404] : []),
    ...(method !== 'GET' && (access === 'decider' || access === 'administrator') ? [409] : []),
    ...(upload ? [413, 415] : []),
    422,
    ...(stream ? [429] : []),
  ];
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: WHY[status],
        content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
