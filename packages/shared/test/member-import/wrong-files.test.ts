import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { uploadImport } from '../../src/commands/member-import/upload-import.ts';
import type { StaffActor } from '../../src/commands/context.ts';
import { InvalidInputError } from '../../src/errors/errors.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { registerBuilder, testContext } from '../../src/testing/register-builder.ts';
import { WRONG_FILES } from './wrong-files.ts';

let database: TestDatabase;
let staff: StaffActor;
let before: unknown;

beforeAll(async () => {
  database = await createTestDatabase();
  const build = registerBuilder(database.db('migrator'));
  staff = await build.staff();
  const { id } = await build.po();
  await build.mandate((await build.person()).id, id, { from: '2024-01-01', to: null }, ['treasurer']);
  before = await everything();
});
afterAll(() => database.close());

/** How many rows each table has. */
async function everything(): Promise<unknown> {
  const sql = database.sql('migrator');
  const tables = await sql<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const counted = await Promise.all(
    tables.map(async ({ name }) => [name, (await sql`select count(*)::int as rows from ${sql(name)}`)[0]?.rows]),
  );
  return Object.fromEntries(counted.sort());
}

describe('a wrong file has a clear answer, and changes nothing', () => {
  test(`of ${WRONG_FILES.length} kinds`, () => expect(WRONG_FILES.length).toBeGreaterThanOrEqual(34));

  for (const { title, name, bytes, refusal, says } of WRONG_FILES) {
    test(title, async () => {
      const file = typeof bytes === 'function' ? await bytes() : bytes;
      const input = { id: randomUUID(), fileName: name, bytes: file, poId: null, sheet: '' };
      const error = await uploadImport(testContext(database.db('backoffice'), staff), input).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(InvalidInputError);
      const { userMessage, details, issues } = error as InvalidInputError;
      expect({ refusal: details?.refusal, userMessage }).toEqual({ refusal, userMessage: expect.stringMatching(says) });
      expect(issues).toEqual([{ path: 'file', message: userMessage }]);
      expect(await everything()).toEqual(before);
    });
  }
});
