import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from '@jest/globals';
import { BACKOFFICE_API } from '../../src/contracts/backoffice-api.ts';
import { describeApi } from '../../src/contracts/describe-api.ts';

const description = describeApi(BACKOFFICE_API, {
  title: 'Essai',
  version: '1',
  description: 'Essai',
  cookie: 'session',
});

type BodySchema = { required?: string[]; additionalProperties?: boolean; properties?: Record<string, object> };
type Operation = {
  security?: unknown;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: BodySchema }> };
  responses: Record<string, unknown>;
};
const operation = (path: string, method: string) =>
  (description.paths as Record<string, Record<string, Operation>>)[path]?.[method] as Operation;

describe('the description of the API', () => {
  test('is a valid document of OpenAPI 3.1', async () => {
    const validator = new Validator();
    // Through text, as it travels.
    const result = await validator.validate(JSON.parse(JSON.stringify(description)));
    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('says of a decision what it takes, and how it may be refused', () => {
    const approve = operation('/api/requests/{id}/approve', 'post');
    expect(approve.parameters).toMatchObject([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: expect.any(String) } },
      { name: 'x-guichet-client', in: 'header', required: true },
    ]);
    const body = approve.requestBody?.content['application/json']?.schema;
    expect(body?.required).toEqual(['version', 'shownHash', 'acknowledged']);
    expect(body?.additionalProperties).toBe(false);
    expect(Object.keys(approve.responses)).toEqual(['200', '401', '403', '404', '409', '422']);
    expect(approve.security).toEqual([{ session: [] }]);
  });

  test('says of a file that what it is called travels in a header', () => {
    const { parameters } = operation('/api/imports', 'post');
    expect(parameters).toMatchObject([
      { name: 'x-guichet-upload', in: 'header', required: true, content: expect.any(Object) },
      { name: 'x-guichet-client', in: 'header', required: true },
    ]);
  });

  test('says that a stream is one', () => {
    const { responses } = operation('/api/live', 'get');
    expect(responses['200']).toMatchObject({ content: { 'text/event-stream': { schema: { type: 'string' } } } });
    expect(Object.keys(responses)).toEqual(['200', '401', '422', '429']);
  });

  test('asks nobody who signs in for a session, and lets what has a default be left out', () => {
    expect(operation('/api/session', 'post').security).toBeUndefined();
    const asked = operation('/api/requests/search', 'post').requestBody?.content['application/json']?.schema;
    expect(asked?.required ?? []).not.toContain('group');
    expect(asked?.properties?.group).toMatchObject({ default: 'todo' });
  });
});
