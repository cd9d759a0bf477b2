import { z } from 'zod';

/**
 * A backup is a tar archive, compressed by gzip and encrypted by age with a passphrase: `age -d FILE | tar -xz` opens it
 * without this program. In this order it holds:
 *
 * - `header.json`: what it is, of which moment, with which schema;
 * - `tables/<table>/<part>.copy`: the rows of each table as PostgreSQL's COPY writes them (text format); the parts of a
 *   table put together are its rows, in the columns that the header names;
 * - `manifest.json`: rows, bytes and SHA-256 of each table, and where the counters stand. Without it the backup is cut off.
 */
export const BACKUP_FORMAT = 1;
export const PRODUCT = 'guichet-po';
export const HEADER = 'header.json';
export const MANIFEST = 'manifest.json';

const migration = z.object({ order: z.number(), hash: z.string() });

export const headerSchema = z.object({
  product: z.literal(PRODUCT),
  format: z.literal(BACKUP_FORMAT),
  /** Version of the product. */
  version: z.string(),
  /** Name of its newest migration. */
  schema: z.string(),
  migrations: z.array(migration).min(1),
  postgres: z.string(),
  /** The moment of the snapshot, by the database's clock. */
  takenAt: z.iso.datetime(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
  /** Tables whose rows are left out, and why. */
  leftOut: z.record(z.string(), z.string()),
  /** Of a database that the product brings itself: the keys beside it, without which links and second factors die. */
  keys: z
    .object({
      tokenKeys: z.array(z.string().min(32)).min(1),
      authStaff: z.string().min(32),
      authMember: z.string().min(32),
    })
    .nullable(),
});
export type BackupHeader = z.output<typeof headerSchema>;
export type BackupKeys = NonNullable<BackupHeader['keys']>;

export const manifestSchema = z.object({
  tables: z.array(z.object({ name: z.string(), rows: z.number(), bytes: z.number(), sha256: z.string() })),
  sequences: z.array(z.object({ table: z.string(), column: z.string(), last: z.string().regex(/^\d+$/) })),
});
export type BackupManifest = z.output<typeof manifestSchema>;

export const partName = (table: string, part: number): string =>
  `tables/${table}/${String(part).padStart(6, '0')}.copy`;

/** The table whose rows an entry holds. */
export const tableOfPart = (name: string): string | undefined => /^tables\/([a-z0-9_]+)\/\d+\.copy$/.exec(name)?.[1];
