import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations, knownMigrations } from '@guichet/shared/db/migrations';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { type BackupHeader, HEADER, MANIFEST } from '../../src/backup/backup-format.ts';
import { refuseUnknownSchema } from '../../src/backup/fits-version.ts';
import { readBackup } from '../../src/backup/read-backup.ts';
import { restoreInto } from '../../src/backup/restore-into.ts';
import { openSealed, sealInto } from '../../src/backup/sealed-file.ts';
import { readTar, tarEnd, type TarEntry, tarEntry } from '../../src/backup/tar.ts';
import { refuseTarget, writeBackupFile } from '../../src/backup/write-backup-file.ts';
import { OperatorError } from '../../src/operator-error.ts';
import { ask, type OtherCluster, startOtherCluster } from './other-cluster.ts';

const PASSPHRASE = 'cinq tartines sous la pluie';
/** The files are opened forty times here, and the drill opens one that is as dear as those of an operator. */
const sealing = { passphrase: PASSPHRASE, workFactor: 10 };

let source: TestDatabase;
let machine: OtherCluster;
let folder: string;
let file: string;
let size: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-refusals-'));
  source = await createTestDatabase();
  const build = registerBuilder(source.db('migrator'));
  for (let n = 0; n < 40; n += 1) await build.person({ lastName: `Maquette${n}`, phone: `${Math.random()}` });
  const sql = postgres(source.url('migrator'), { max: 1, onnotice: () => {} });
  const written = await writeBackupFile({ sql, file: join(folder, 'good.age'), ...sealing, keys: null });
  await sql.end();
  ({ file, size } = written);
  machine = await startOtherCluster();
}, 120_000);
afterAll(async () => {
  await source.close();
  await machine.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the restore says, having read the file as the command does. */
async function refusal(path: string, passphrase = PASSPHRASE): Promise<string> {
  const error = await readBackup(path, passphrase, { header: refuseUnknownSchema }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OperatorError)) throw new Error(`Not refused in a sentence: ${String(error)}`);
  return error.message;
}

/** The backup with some of its entries changed, sealed anew: what only the checks inside can find. */
async function rewritten(name: string, change: (entry: TarEntry) => TarEntry | null): Promise<string> {
  const path = join(folder, name);
  async function* archive(): AsyncGenerator<Buffer> {
    for await (const entry of readTar(openSealed(file, PASSPHRASE))) {
      const changed = change(entry);
      if (changed) yield* tarEntry(changed, new Date(0));
    }
    yield tarEnd();
  }
  await sealInto(path, PASSPHRASE, archive(), sealing.workFactor);
  return path;
}

const withHeader = (name: string, change: (header: BackupHeader) => object) =>
  rewritten(name, (entry) =>
    entry.name === HEADER
      ? { ...entry, bytes: Buffer.from(JSON.stringify(change(JSON.parse(entry.bytes.toString()) as BackupHeader))) }
      : entry,
  );

describe('a backup is refused in a sentence, before anything is written', () => {
  test('with another passphrase', async () => {
    expect(await refusal(file, 'cinq tartines sous la neige')).toBe(`The passphrase does not open ${file}.`);
  });

  test('when there is no such file, or it is something else', async () => {
    const other = join(folder, 'other.csv');
    writeFileSync(other, 'fase;nom\n1;PO\n');
    expect(await refusal(join(folder, 'none.age'))).toContain('There is no file');
    expect(await refusal(other)).toContain('is no backup of Guichet PO');
    expect(await refusal(folder)).toContain('is no backup of Guichet PO');
  });

  test('when it is cut off, wherever', async () => {
    const cut = join(folder, 'cut.age');
    for (const length of [100, 150, 1_000, Math.floor(size / 2), size - 20, size - 1]) {
      copyFileSync(file, cut);
      truncateSync(cut, length);
      expect(await refusal(cut)).toBe(`${cut} is damaged or cut off: take another backup. Nothing was changed.`);
    }
  }, 60_000);

  test('when any bit of it turned', async () => {
    const turned = join(folder, 'turned.age');
    const bytes = readFileSync(file);
    // Within the salt, the key, the authentication of the header, and the content: first, middle, last.
    for (const place of [30, 60, 100, 180, 230, 400, Math.floor(size / 2), Math.floor((size * 3) / 4), size - 1]) {
      const copy = Buffer.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ 4;
      writeFileSync(turned, copy);
      expect(await refusal(turned)).toMatch(/is damaged or cut off|The passphrase does not open/);
    }
  }, 60_000);

  test('when it goes on after its end', async () => {
    const longer = join(folder, 'longer.age');
    writeFileSync(longer, Buffer.concat([readFileSync(file), Buffer.from('more')]));
    expect(await refusal(longer)).toContain('is damaged or cut off');
  });

  test('when rows are missing, changed or more than were counted', async () => {
    const isPerson = ({ name }: TarEntry) => name.startsWith('tables/person/');
    const changes: ((entry: TarEntry) => TarEntry | null)[] = [
      (entry) => (isPerson(entry) ? null : entry),
      (entry) => (isPerson(entry) ? { ...entry, bytes: entry.bytes.subarray(0, entry.bytes.length - 1) } : entry),
      (entry) =>
        isPerson(entry)
          ? { ...entry, bytes: Buffer.from(entry.bytes.toString().replace('Maquette7', 'Maquette8')) }
          : entry,
      (entry) => (entry.name === MANIFEST ? null : entry),
      (entry) => (isPerson(entry) ? { ...entry, name: 'tables/pg_authid/000000.copy' } : entry),
      (entry) => (isPerson(entry) ? { ...entry, name: '../../etc/passwd' } : entry),
    ];
    for (const [index, change] of changes.entries()) {
      expect(await refusal(await rewritten(`changed-${index}.age`, change))).toContain('is damaged or cut off');
    }
  }, 60_000);

  test('when it is of another format, of a newer version, or of a schema that this version never had', async () => {
    const format = await withHeader('format.age', (header) => ({ ...header, format: 2, version: '9.1.0' }));
    expect(await refusal(format)).toContain(
      'was made by Guichet PO 9.1.0 in format 2, and this version reads format 1',
    );
    const newer = await withHeader('newer.age', (header) => ({
      ...header,
      version: '9.1.0',
      schema: '0999_future',
      migrations: [...header.migrations, { order: 1_795_000_009_999, hash: 'a'.repeat(64) }],
    }));
    expect(await refusal(newer)).toMatch(
      /made by a newer version \(Guichet PO 9\.1\.0, schema 0999_future\).*install that version/,
    );
    const other = await withHeader('schema.age', (header) => ({
      ...header,
      migrations: header.migrations.map((step, index) => (index === 3 ? { ...step, hash: 'b'.repeat(64) } : step)),
    }));
    expect(await refusal(other)).toContain('is not one that this version');
  }, 60_000);
});

describe('a restore', () => {
  const order = async (path = file) => ({
    file: path,
    passphrase: PASSPHRASE,
    ...(await readBackup(path, PASSPHRASE)),
  });

  test('leaves alone a database that somebody uses, or that is not of the product', async () => {
    const used = await machine.emptyDatabase();
    await restoreInto(used.url, await order());
    await expect(restoreInto(used.url, await order())).rejects.toThrow(
      'The database is in use (there are rows in audit_entry)',
    );
    const [kept] = await ask(used.adminUrl, 'select count(*)::int as people from person');
    expect(kept).toEqual({ people: 40 });

    const foreign = await machine.emptyDatabase();
    await ask(foreign.url, 'create table invoice (id int)');
    await expect(restoreInto(foreign.url, await order())).rejects.toThrow('holds tables that are not of Guichet PO');
    expect(await ask(foreign.url, 'select * from invoice')).toEqual([]);
  }, 60_000);

  test('of an older schema begins with that one, also in a database that was migrated further, and goes on to the newest', async () => {
    const known = knownMigrations();
    const old = await machine.emptyDatabase();
    const empty = await machine.emptyDatabase();
    const [oldSql, emptySql] = [old, empty].map(({ url }) => postgres(url, { max: 1, onnotice: () => {} }));
    if (!oldSql || !emptySql) throw new Error('No connection.');
    await oldSql.begin((tx) => applyMigrations(tx, known.at(-2)?.order));
    await emptySql.begin((tx) => applyMigrations(tx));
    const path = join(folder, 'old.age');
    const { header } = await writeBackupFile({ sql: oldSql, file: path, ...sealing, keys: null });
    await Promise.all([oldSql.end(), emptySql.end()]);
    expect(header.schema).toBe(known.at(-2)?.name);

    expect((await restoreInto(empty.url, await order(path))).migrated).toBe(1);
    const applied = await ask(empty.adminUrl, 'select hash from drizzle.__drizzle_migrations order by created_at');
    expect(applied.map(({ hash }) => hash)).toEqual(known.map(({ hash }) => hash));
  }, 60_000);

  test('that is refused half-way takes everything back', async () => {
    const path = join(folder, 'exchanged.age');
    copyFileSync(file, path);
    const target = await machine.emptyDatabase();
    const given = await order(path);
    // The file is exchanged for a damaged one between the two readings.
    truncateSync(path, size - 40);
    await expect(restoreInto(target.url, given)).rejects.toThrow('is damaged or cut off');
    const [left] = await ask(
      target.adminUrl,
      `
      select (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r') as tables,
        to_regnamespace('drizzle') is null as clean`,
    );
    expect(left).toEqual({ tables: 0, clean: true });
    // And can be done again.
    const restored = await restoreInto(target.url, await order());
    expect(restored.rows).toBeGreaterThan(40);
  }, 60_000);
});

describe('the file of a backup', () => {
  test('replaces none that is there, unless asked', () => {
    expect(() => refuseTarget(file, false)).toThrow('is there already: choose another name, or give --force');
    expect(refuseTarget(file, true)).toBe(file);
    expect(() => refuseTarget(folder, true)).toThrow('is a folder');
    expect(() => refuseTarget(join(folder, 'none', 'x.age'), false)).toThrow('There is no folder');
  });

  test('is not there when the backup failed', async () => {
    const sql = postgres(source.url('migrator'), { max: 1, onnotice: () => {} });
    const target = join(folder, 'failed.age');
    const failing = writeBackupFile({
      ...{ sql, file: target, ...sealing, keys: null },
      onProgress: (step) => {
        if (step === 'Table person') throw new Error('the disk is gone');
      },
    });
    await expect(failing).rejects.toThrow('the disk is gone');
    await sql.end();
    for (const name of [target, `${target}.partial`]) expect(() => readFileSync(name)).toThrow('ENOENT');
  });
});
