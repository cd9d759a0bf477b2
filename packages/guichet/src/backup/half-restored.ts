import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder/data-folder.ts';
import { OperatorError } from '../operator-error.ts';

/** Where a restore makes its database. Its being there says that a restore was cut short. */
export const restoringFolder = (folder: DataFolder): string => join(folder.path, 'postgres.restoring');

/**
 * Throws when a restore into this folder was killed before anything stood there: a start would make a new, empty product
 * in the place of the one that was to come back. Where the former database still stands, it may go on.
 */
export function refuseHalfRestored(folder: DataFolder): void {
  if (!existsSync(restoringFolder(folder)) || existsSync(folder.postgres)) return;
  throw new OperatorError(
    `A restore into the data folder ${folder.path} was cut short: run it again (npx pnpm guichet restore FILE), or ` +
      `remove ${restoringFolder(folder)} to start with an empty product.`,
  );
}
