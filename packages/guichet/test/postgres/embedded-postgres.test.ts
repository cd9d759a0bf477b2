import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { type DataFolder, openDataFolder } from '../../src/data-folder/data-folder.ts';
import { gone } from '../../src/data-folder/end-process.ts';
import { isRunning } from '../../src/data-folder/process-identity.ts';
import { loadSecrets } from '../../src/data-folder/secrets.ts';
import { startEmbeddedPostgres } from '../../src/postgres/embedded-postgres.ts';
import { runningPostmaster } from '../../src/postgres/postmaster-file.ts';

let folder: DataFolder;
beforeEach(() => {
  const path = mkdtempSync(join(tmpdir(), 'guichet-pg-'));
  chmodSync(path, 0o755);
  folder = openDataFolder(path);
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

const start = (onTrouble?: (sentence: string) => void) =>
  startEmbeddedPostgres({ folder, secrets: loadSecrets(folder), ...(onTrouble ? { onTrouble } : {}) });

const ask = async (url: string, query: string) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(query);
  } finally {
    await sql.end();
  }
};

test('what was written is there after the owner was killed and the next start took over', async () => {
  const owner = spawn(
    process.execPath,
    ['--import', fileURLToPath(new URL('./register-typescript.mjs', import.meta.url)), ownerProgram, folder.path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve) => owner.stdout.once('data', () => resolve()));
  const left = runningPostmaster(folder.postgres);
  owner.kill('SIGKILL');
  await new Promise((resolve) => owner.once('exit', resolve));
  expect(left && isRunning(left)).toBe(true);

  const database = await start();
  expect(left && isRunning(left)).toBe(false);
  expect(await ask(database.adminUrl, 'select note from kept')).toEqual([{ note: 'before' }]);
  const server = runningPostmaster(folder.postgres);
  await database.stop();
  expect(server && (await gone(server, 0))).toBe(true);
}, 60_000);

const ownerProgram = fileURLToPath(new URL('./owner-program.ts', import.meta.url));

test('a postmaster.pid that names another process is set aside', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(folder.postgres, 'postmaster.pid'), `${process.pid}\n${folder.postgres}\n`);
  const second = await start();
  expect(await ask(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.stop();
}, 60_000);

test('a server that dies by itself is started again on its port', async () => {
  const said: string[] = [];
  const database = await start((sentence) => said.push(sentence));
  const server = runningPostmaster(folder.postgres);
  process.kill(server?.pid ?? 0, 'SIGQUIT');
  for (let turn = 0; !said.includes('PostgreSQL is back.') && turn < 200; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await ask(database.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await database.stop();
}, 60_000);

test('a cluster of another major version is refused in one sentence', async () => {
  const database = await start();
  await database.stop();
  writeFileSync(join(folder.postgres, 'PG_VERSION'), '15\n');
  await expect(start()).rejects.toThrow(/was made by PostgreSQL 15 and this is PostgreSQL 18/);
}, 60_000);
