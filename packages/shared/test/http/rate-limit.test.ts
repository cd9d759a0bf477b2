import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sql } from 'postgres';
import { createRateLimit } from '../../src/http/rate-limit.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const stores: [string, () => Sql | 'memory'][] = [
  ['memory', () => 'memory'],
  ['the database', () => database.sql('intake')],
];

describe.each(stores)('a limit counted in %s', (where, store) => {
  const limitOf = (name: string, points: number) =>
    createRateLimit({ store: store(), name: `${where} ${name}`, points, durationSeconds: 90 });

  test('lets the points pass, then says when to come back; other keys are not concerned', async () => {
    const limit = limitOf('sign-in', 2);
    await limit.consume('a@b.example');
    await limit.consume('A@B.example');
    await expect(limit.consume('a@b.example')).rejects.toMatchObject({
      code: 'too-many-requests',
      userMessage: 'Trop d’essais en peu de temps. Réessayez dans 2 minutes.',
      details: { retryAfterSeconds: 90 },
    });
    await limit.consume('other@b.example');
    await limit.forgive('a@b.example');
    await limit.consume('a@b.example');
  });

  test('of fifty at once exactly ten pass', async () => {
    const limit = limitOf('burst', 10);
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => limit.consume('203.0.113.9')));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(10);
  });
});

describe('what is stored', () => {
  test('is no address, and two processes share it', async () => {
    const options = { store: database.sql('intake'), name: 'shared', points: 2, durationSeconds: 60 };
    await createRateLimit(options).consume('jeanne@po.example');
    await createRateLimit(options).consume('jeanne@po.example');
    await expect(createRateLimit(options).consume('jeanne@po.example')).rejects.toMatchObject({ status: 429 });
    const rows = await database.sql('intake')`select key from rate_limit`;
    expect(JSON.stringify(rows)).not.toContain('jeanne');
  });

  test('nothing passes while nobody can count', async () => {
    // The worker's role may not write the table.
    const limit = createRateLimit({ store: database.sql('worker'), name: 'closed', points: 2, durationSeconds: 60 });
    await expect(limit.consume('x')).rejects.toMatchObject({ code: 'unavailable', status: 503 });
  });
});
