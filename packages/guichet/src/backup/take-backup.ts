import { createHash } from 'node:crypto';
import { appliedMigrations, knownMigrations } from '@guichet/shared/db/migrations';
import type { Sql, TransactionSql } from 'postgres';
import { OperatorError } from '../operator-error.ts';
import {
  BACKUP_FORMAT,
  type BackupHeader,
  type BackupKeys,
  type BackupManifest,
  HEADER,
  MANIFEST,
  PRODUCT,
  partName,
} from './backup-format.ts';
import { LEFT_OUT } from './left-out.ts';
import { productVersion } from './product-version.ts';
import { quoted, readSequences, readTables, type TableColumns } from './read-tables.ts';
import { sealInto } from './sealed-file.ts';
import { tarEnd, tarEntry } from './tar.ts';

const PART = 1024 * 1024;
const NEWLINE = 10;

export type BackupOrder = {
  sql: Sql;
  file: string;
  passphrase: string;
  keys: BackupKeys | null;
  workFactor?: number;
  onProgress?: (step: string, done: number, total: number) => void;
};

export type TakenBackup = { header: BackupHeader; manifest: BackupManifest };

/**
 * Writes every row of one moment into an encrypted file, as the owner of the schema, while others read and write. One
 * transaction on one connection sees one snapshot; only migrations wait for it. Memory stays flat.
 * @throws OperatorError when the schema is not one that this version knows
 */
export async function takeBackup(order: BackupOrder): Promise<TakenBackup> {
  const { sql, file, passphrase, keys, workFactor, onProgress } = order;
  const expected = await readTables(sql);
  if (expected.length === 0) throw new OperatorError('The database holds nothing yet: there is nothing to back up.');
  return sql.begin('isolation level repeatable read read only', async (client) => {
    // Before the snapshot: a table that is migrated meanwhile would be read in a shape that the snapshot does not know.
    await client.unsafe(`lock table ${expected.map(({ name }) => quoted(name)).join(', ')} in access share mode`);
    await client`set local idle_in_transaction_session_timeout = 0`;
    const header = await readHeader(client, keys);
    const manifest: BackupManifest = { tables: [], sequences: [] };
    const entries = archive(client, { header, manifest, ...(onProgress ? { onProgress } : {}) });
    await sealInto(file, passphrase, entries, workFactor);
    return { header, manifest };
  });
}

async function readHeader(client: TransactionSql, keys: BackupKeys | null): Promise<BackupHeader> {
  const [now] = await client<{ at: Date; version: string }[]>`
    select now() as at, current_setting('server_version') as version`;
  const migrations = (await appliedMigrations(client)).map(({ order, hash }) => ({ order, hash }));
  const newest = migrations.at(-1);
  const schema = knownMigrations().find(({ order, hash }) => order === newest?.order && hash === newest.hash);
  if (!now || !schema) {
    throw new OperatorError(
      'The schema of the database is not one of this version: run the command of the version that the database belongs to.',
    );
  }
  const tables = await readTables(client);
  return {
    product: PRODUCT,
    format: BACKUP_FORMAT,
    version: productVersion(),
    schema: schema.name,
    migrations,
    postgres: now.version,
    takenAt: new Date(now.at).toISOString(),
    tables: tables.filter(({ name }) => !(name in LEFT_OUT)),
    leftOut: Object.fromEntries(tables.flatMap(({ name }) => (LEFT_OUT[name] ? [[name, LEFT_OUT[name]]] : []))),
    keys,
  };
}

type Archive = TakenBackup & Pick<BackupOrder, 'onProgress'>;

async function* archive(client: TransactionSql, { header, manifest, onProgress }: Archive): AsyncGenerator<Buffer> {
  const at = new Date(header.takenAt);
  yield* tarEntry({ name: HEADER, bytes: json(header) }, at);
  for (const [done, table] of header.tables.entries()) {
    onProgress?.(`Table ${table.name}`, done, header.tables.length);
    const tally = { name: table.name, rows: 0, bytes: 0 };
    const digest = createHash('sha256');
    let part = 0;
    for await (const bytes of inParts(await copyOut(client, table))) {
      digest.update(bytes);
      tally.bytes += bytes.length;
      tally.rows += countRows(bytes);
      yield* tarEntry({ name: partName(table.name, part++), bytes }, at);
    }
    manifest.tables.push({ ...tally, sha256: digest.digest('hex') });
  }
  // After the rows: a counter never stands below the rows that were seen.
  manifest.sequences.push(...(await readSequences(client)));
  yield* tarEntry({ name: MANIFEST, bytes: json(manifest) }, at);
  yield tarEnd();
}

function copyOut(client: TransactionSql, { name, columns }: TableColumns): Promise<AsyncIterable<Buffer>> {
  return client.unsafe(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`).readable();
}

/** The same bytes in pieces of about a megabyte. */
async function* inParts(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const bytes of source) {
    held.push(bytes);
    length += bytes.length;
    if (length < PART) continue;
    yield Buffer.concat(held, length);
    held = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(held, length);
}

/** COPY writes a row per line, and a line break within a value as two characters. */
export function countRows(bytes: Buffer): number {
  let rows = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) rows += 1;
  return rows;
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
