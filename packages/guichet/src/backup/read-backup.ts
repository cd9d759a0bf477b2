import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { OperatorError } from '../operator-error.ts';
import {
  BACKUP_FORMAT,
  type BackupHeader,
  type BackupManifest,
  HEADER,
  headerSchema,
  MANIFEST,
  manifestSchema,
  PRODUCT,
  tableOfPart,
} from './backup-format.ts';
import { damaged, openSealed } from './sealed-file.ts';
import { readTar, type TarEntry } from './tar.ts';
import { countRows } from './take-backup.ts';

export type BackupVisitor = {
  /** What the file says of itself, before any row. */
  header?(header: BackupHeader): Promise<void> | void;
  /** Some rows of a table; those of one table follow each other. */
  rows?(table: string, bytes: Buffer): Promise<void>;
};

export type ReadBackup = { header: BackupHeader; manifest: BackupManifest };

/**
 * Reads a backup from first to last, hands out what it holds, and resolves once every count and digest has been compared
 * with what was really read. Whoever acts on the rows must be able to take it back until then.
 * @throws OperatorError when it is no backup, of another format, damaged or cut off, or the passphrase is another
 */
export async function readBackup(file: string, passphrase: string, visitor: BackupVisitor = {}): Promise<ReadBackup> {
  let header: BackupHeader | undefined;
  let manifest: BackupManifest | undefined;
  const seen = new Map<string, { rows: number; bytes: number; digest: Hash }>();
  const entries = entriesOf(file, passphrase);
  for await (const { name, bytes } of entries) {
    const table = tableOfPart(name);
    if (name === HEADER && !header) {
      header = readHeader(bytes, file);
      await visitor.header?.(header);
    } else if (table && header?.tables.some((known) => known.name === table) && !manifest) {
      const tally = seen.get(table) ?? { rows: 0, bytes: 0, digest: createHash('sha256') };
      seen.set(table, tally);
      tally.rows += countRows(bytes);
      tally.bytes += bytes.length;
      tally.digest.update(bytes);
      await visitor.rows?.(table, bytes);
    } else if (name === MANIFEST && header && !manifest) {
      manifest = manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
    } else throw damaged(file, new Error(`unexpected entry ${name}`));
  }
  if (!header || !manifest) throw damaged(file, new Error('no header or no manifest'));
  const nothing = createHash('sha256').digest('hex');
  const wrong = header.tables.find(({ name }) => {
    const said = manifest.tables.find((table) => table.name === name);
    const { rows = 0, bytes = 0, digest } = seen.get(name) ?? {};
    return said?.rows !== rows || said.bytes !== bytes || said.sha256 !== (digest?.digest('hex') ?? nothing);
  });
  if (wrong) throw damaged(file, new Error(`table ${wrong.name} is not what the manifest says`));
  return { header, manifest };
}

async function* entriesOf(file: string, passphrase: string): AsyncGenerator<TarEntry> {
  try {
    yield* readTar(openSealed(file, passphrase));
  } catch (error) {
    throw error instanceof OperatorError ? error : damaged(file, error);
  }
}

const anyHeader = z.object({ product: z.literal(PRODUCT), format: z.number(), version: z.string() });

function readHeader(bytes: Buffer, file: string): BackupHeader {
  const content: unknown = JSON.parse(bytes.toString('utf8'));
  const any = anyHeader.safeParse(content);
  if (!any.success) throw new OperatorError(`${file} is no backup of Guichet PO.`);
  if (any.data.format !== BACKUP_FORMAT) {
    throw new OperatorError(
      `${file} was made by Guichet PO ${any.data.version} in format ${any.data.format}, and this version reads format ` +
        `${BACKUP_FORMAT}: restore it with the version that made it, then upgrade. Nothing was changed.`,
    );
  }
  return headerSchema.parse(content);
}
