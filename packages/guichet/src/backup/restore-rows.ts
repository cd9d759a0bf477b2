import type { Writable } from 'node:stream';
import type { TransactionSql } from 'postgres';
import { OperatorError } from '../operator-error.ts';
import type { BackupHeader } from './backup-format.ts';
import { quoted, readTables } from './read-tables.ts';
import { type ReadBackup, readBackup } from './read-backup.ts';

export type RowsOrder = {
  file: string;
  passphrase: string;
  onProgress?: (step: string, done: number, total: number) => void;
};

/** Reads every row of the backup into the tables, which are emptied first of what the migrations put there. */
export async function restoreRows(client: TransactionSql, order: RowsOrder): Promise<ReadBackup> {
  const tables = await readTables(client);
  await client.unsafe(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`);
  const columns = new Map<string, string[]>();
  let open: { table: string; copy: CopyIn } | undefined;
  const read = await readBackup(order.file, order.passphrase, {
    header(header) {
      refuseOtherColumns(header, tables);
      for (const table of header.tables) columns.set(table.name, table.columns);
    },
    async rows(table, bytes) {
      if (open?.table !== table) {
        await open?.copy.end();
        order.onProgress?.(`Table ${table}`, [...columns.keys()].indexOf(table), columns.size);
        open = { table, copy: await copyIn(client, table, columns.get(table) ?? []) };
      }
      await open.copy.write(bytes);
    },
  });
  await open?.copy.end();
  return read;
}

/** The schema is the backup's by its migrations; a table that was changed by hand would lose a column in silence. */
function refuseOtherColumns(header: BackupHeader, tables: { name: string; columns: string[] }[]): void {
  const kept = tables.filter(({ name }) => !(name in header.leftOut));
  const names = (list: { name: string; columns: string[] }[]): string[] =>
    list.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`)).sort();
  const [here, there] = [names(kept), names(header.tables)];
  const odd = [...here.filter((name) => !there.includes(name)), ...there.filter((name) => !here.includes(name))];
  if (odd.length === 0) return;
  throw new OperatorError(
    `The backup's tables are not those of its schema: ${odd.slice(0, 5).join(', ')} differ. The database was changed by hand ` +
      'before it was backed up. Nothing was changed.',
  );
}

type CopyIn = { write(bytes: Buffer): Promise<void>; end(): Promise<void> };

async function copyIn(client: TransactionSql, table: string, columns: string[]): Promise<CopyIn> {
  const stream: Writable = await client
    .unsafe(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`)
    .writable();
  let failure: Error | undefined;
  stream.on('error', (error) => {
    failure ??= error;
  });
  const done = (act: (told: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      // What the server refused comes by the event, and says more than "the stream is closed".
      act((error) => {
        const problem = failure ?? error;
        if (problem) reject(problem);
        else resolve();
      });
    });
  return {
    write: (bytes) => done((told) => stream.write(bytes, told)),
    end: () => done((told) => stream.end(told)),
  };
}
