import { knownMigrations } from '@guichet/shared/db/migrations';
import { OperatorError } from '../operator-error.ts';
import type { BackupHeader } from './backup-format.ts';
import { productVersion } from './product-version.ts';

/** Throws an OperatorError unless this version knows every step of the schema that the backup was made with. */
export function refuseUnknownSchema({ migrations, schema, version }: BackupHeader): void {
  const known = knownMigrations();
  const newest = migrations.at(-1)?.order ?? 0;
  const own = known.at(-1);
  if (own && newest > own.order) {
    throw new OperatorError(
      `The backup was made by a newer version (Guichet PO ${version}, schema ${schema}) than this one ` +
        `(${productVersion()}, schema ${own.name}): install that version, then restore. Nothing was changed.`,
    );
  }
  const upToThere = known.filter(({ order }) => order <= newest);
  const same =
    migrations.map(({ order, hash }) => `${order} ${hash}`).join() ===
    upToThere.map(({ order, hash }) => `${order} ${hash}`).join();
  if (same) return;
  throw new OperatorError(
    `The backup was made by Guichet PO ${version} with a schema (${schema}) that is not one that this version ` +
      `(${productVersion()}) went through: restore it with the version that made it. Nothing was changed.`,
  );
}
