import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '@guichet/shared/db/client';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type DataFolder, openDataFolder } from '../src/data-folder/data-folder.ts';
import { loadSecrets } from '../src/data-folder/secrets.ts';
import { OperatorError } from '../src/operator-error.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/postgres/embedded-postgres.ts';
import { prepareDatabase } from '../src/prepare-database.ts';

let folder: DataFolder;
let server: EmbeddedPostgres;
beforeEach(async () => {
  const path = mkdtempSync(join(tmpdir(), 'guichet-prepare-'));
  chmodSync(path, 0o755);
  folder = openDataFolder(path);
  server = await startEmbeddedPostgres({ folder, secrets: loadSecrets(folder) });
});
afterEach(async () => {
  await server.stop(true);
  rmSync(folder.path, { recursive: true, force: true });
});

const migratorUrl = (): string =>
  `postgres://guichet_migrator:${loadSecrets(folder).databaseRoles.guichet_migrator}@127.0.0.1:${server.port}/guichet`;

const prepare = (demo: boolean, secretariat = {}) => {
  const secrets = loadSecrets(folder);
  const given = { adminUrl: server.adminUrl, migratorUrl: migratorUrl(), secrets, tokenKeys: secrets.tokenKeys };
  return prepareDatabase({ ...given, secretariat, folder, demo, say: () => {} });
};

async function count(table: 'po' | 'staff_user' | 'submission'): Promise<number> {
  const { sql, close } = connectDatabase(migratorUrl(), { max: 1 });
  try {
    const [row] = await sql`select count(*)::int as number from ${sql(table)}`;
    return Number(row?.number);
  } finally {
    await close();
  }
}

test('the first run loads the demonstration, the second leaves everything as it is', async () => {
  const signIns = await prepare(true);
  expect(signIns.length).toBeGreaterThan(0);
  const before = [await count('po'), await count('staff_user'), await count('submission')];
  expect(await prepare(true)).toEqual(signIns);
  expect([await count('po'), await count('staff_user'), await count('submission')]).toEqual(before);
}, 120_000);

test('without a demonstration the database starts empty', async () => {
  expect(await prepare(false)).toEqual([]);
  expect(await count('po')).toBe(0);
}, 60_000);

test('the contacts of the secretariat are those of the environment, and stay when it names none', async () => {
  await prepare(false, { name: 'Secrétariat de Liège', phone: '04 123 45 67' });
  await prepare(false, { email: 'liege@secretariat.example' });
  await prepare(false);
  const { sql, close } = connectDatabase(migratorUrl(), { max: 1 });
  const regions = await sql`select name, email, phone from region`;
  await close();
  expect([...regions]).toEqual([
    { name: 'Secrétariat de Liège', email: 'liege@secretariat.example', phone: '04 123 45 67' },
  ]);
}, 60_000);

test('a demonstration that was cut short is begun again on a fresh database', async () => {
  await prepare(false);
  const { sql, close } = connectDatabase(migratorUrl(), { max: 1 });
  await sql`create table cut_short (id int)`;
  await close();
  writeFileSync(join(folder.path, 'demo-half-loaded'), '');
  await prepare(true);
  expect(existsSync(join(folder.path, 'demo-half-loaded'))).toBe(false);
  expect(await count('po')).toBeGreaterThan(0);
  const again = connectDatabase(migratorUrl(), { max: 1 });
  const [row] = await again.sql`select to_regclass('cut_short') as found`;
  await again.close();
  expect(row?.found).toBeNull();
}, 120_000);

test('a migration that the database refuses is told in a sentence, and leaves everything as it was', async () => {
  await prepare(true);
  const before = await count('submission');
  const { sql, close } = connectDatabase(migratorUrl(), { max: 1 });
  // As if the newest migrations were still to come: what they make is there already.
  await sql`delete from drizzle.__drizzle_migrations where id > (select max(id) - 10 from drizzle.__drizzle_migrations)`;
  await close();
  const refused = await prepare(true).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OperatorError);
  expect((refused as Error).message).toMatch(
    /^The database could not be brought up to this version and was left as it was: [^\n]+ \(42\w{3}\)\. Start the version before this one, and report it\.$/,
  );
  expect(await count('submission')).toBe(before);
}, 120_000);
