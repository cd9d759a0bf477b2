import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('each role connects to the copy under its own name', async () => {
  for (const role of ['migrator', 'intake', 'backoffice', 'extranet', 'worker'] as const) {
    const [row] = await database.sql(role)`select current_user as name, current_database() as base`;
    expect(row).toEqual({ name: `guichet_${role}`, base: database.name });
  }
});

test('two copies do not see each other', async () => {
  const other = await createTestDatabase();
  await other.sql('admin')`create table only_here (id int)`;
  const [row] = await database.sql('admin')`select to_regclass('only_here') as found`;
  expect(row?.found).toBeNull();
  await other.close();
});
