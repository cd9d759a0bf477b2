import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStaff } from '@guichet/shared/commands/create-staff';
import { verifyAudit } from '@guichet/shared/commands/verify-audit';
import { operatorEnv } from '@guichet/shared/env/operator-env';
import { createTestDatabase } from '@guichet/shared/testing/database';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withOperatorDatabase } from '../../src/cli/operator-database.ts';
import { openDataFolder } from '../../src/data-folder/data-folder.ts';
import { takeRunFile } from '../../src/data-folder/run-file.ts';
import { runningPostmaster } from '../../src/postgres/postmaster-file.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'guichet-cli-'));
  chmodSync(path, 0o755);
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

const staff = {
  name: 'Claire Dupont',
  email: 'claire.dupont@secretariat.example',
  password: 'quatre vaches sous un orage',
};

test('a stopped product is opened for the time of a command, and keeps what it wrote', async () => {
  const env = operatorEnv.parse({ DATA_DIR: path });
  await withOperatorDatabase(env, 'create-staff', ({ ctx }) => createStaff(ctx, staff));
  expect(runningPostmaster(join(path, 'postgres'))).toBeUndefined();
  expect(existsSync(join(path, 'run.json'))).toBe(false);

  const seen = await withOperatorDatabase(env, 'verify-audit', async ({ db, sql }) => ({
    staff: await sql`select name from staff_user`,
    verdict: await verifyAudit(db),
  }));
  expect(seen.staff).toEqual([{ name: 'Claire Dupont' }]);
  expect(seen.verdict).toMatchObject({ intact: true, unsealed: 1 });
}, 60_000);

test('a command that fails leaves the product stopped and the folder free', async () => {
  const env = operatorEnv.parse({ DATA_DIR: path });
  const failing = withOperatorDatabase(env, 'import-registry', () => Promise.reject(new Error('row 12')));
  await expect(failing).rejects.toThrow('row 12');
  expect(runningPostmaster(join(path, 'postgres'))).toBeUndefined();
  expect(existsSync(join(path, 'run.json'))).toBe(false);
}, 60_000);

test('a folder that another command works on is told as busy', async () => {
  const run = takeRunFile(openDataFolder(path), 'the command import-registry');
  const second = withOperatorDatabase(operatorEnv.parse({ DATA_DIR: path }), 'create-staff', async () => {});
  await expect(second).rejects.toThrow(`The data folder ${path} is busy (the command import-registry): try again`);
  run.release();
});

test('DATABASE_URL comes before the data folder', async () => {
  const database = await createTestDatabase();
  const env = operatorEnv.parse({ DATA_DIR: path, DATABASE_URL: database.url('migrator') });
  const rows = await withOperatorDatabase(env, 'verify-audit', ({ sql }) => sql`select current_database() as name`);
  expect(rows).toEqual([{ name: database.name }]);
  expect(existsSync(join(path, 'postgres'))).toBe(false);
  await database.close();
});
