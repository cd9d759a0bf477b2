import type { BackupManifest } from './backup-format.ts';
import type { EmbeddedRestore } from './restore-embedded.ts';
import type { WrittenBackup } from './write-backup-file.ts';

const TOLD = {
  po: 'POs',
  person: 'people',
  mandate: 'mandates',
  change_request: 'requests',
  mail: 'mails',
  audit_entry: 'audit entries',
};

/** The report of a backup. */
export function sayBackup({ file, size, header, manifest }: WrittenBackup, seconds: number): string {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `Backup written: ${file} (${inMegabytes(size)}), in ${seconds.toFixed(1)} s.`,
    `As of ${header.takenAt}, schema ${header.schema}: ${grouped(rows)} rows of ${manifest.tables.length} tables (${main(manifest)}).`,
    'Try it: DATA_DIR=/somewhere/empty npx pnpm guichet restore FILE --without-erasures',
  ].join('\n');
}

/** The report of a restore. */
export function sayRestore(
  restored: Omit<EmbeddedRestore, 'putAside'> & { putAside?: string | null },
  {
    header,
    manifest,
    seconds,
    erased,
  }: { header: { takenAt: string }; manifest: BackupManifest; seconds: number; erased: string },
): string {
  const { audit } = restored;
  const head = audit.head ? ` Head: ${audit.head.seq}:${audit.head.hash}` : '';
  return [
    `Restored as of ${header.takenAt}, in ${seconds.toFixed(1)} s: ${grouped(restored.rows)} rows of ${restored.tables} tables (${main(manifest)}).`,
    `Counts compared, ${restored.constraints} constraints hold, the audit is intact: ${audit.sealed} sealed entries.${head}`,
    ...(restored.migrated > 0 ? [`${restored.migrated} newer steps of the schema were applied.`] : []),
    erased,
    `${restored.waiting.mails} mails and ${restored.waiting.work} other pieces of work were waiting and are done once a worker runs: mails that left after the backup leave again.`,
    'Everybody signs in again.',
    ...(restored.putAside ? [`What stood there before is in ${restored.putAside}, a data folder of its own.`] : []),
  ].join('\n');
}

function main({ tables }: BackupManifest): string {
  return Object.entries(TOLD)
    .map(([name, words]) => `${grouped(tables.find((table) => table.name === name)?.rows ?? 0)} ${words}`)
    .join(', ');
}

const grouped = (number: number): string => number.toLocaleString('en');
const inMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
