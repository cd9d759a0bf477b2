import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { type BackupOrder, type TakenBackup, takeBackup } from './take-backup.ts';

export type WrittenBackup = TakenBackup & { file: string; size: number };

/** Throws an OperatorError when the file cannot become a backup: before anything is asked of the database. */
export function refuseTarget(asked: string, force: boolean): string {
  const file = resolve(asked);
  const folder = dirname(file);
  if (!existsSync(folder)) throw new OperatorError(`There is no folder ${folder}: make it first.`);
  if (!existsSync(file)) return file;
  if (statSync(file).isDirectory()) throw new OperatorError(`${file} is a folder: name a file in it.`);
  if (!force) throw new OperatorError(`${file} is there already: choose another name, or give --force to replace it.`);
  return file;
}

/** Writes the backup beside, and gives it its name once it is complete: what bears the name is never half a backup. */
export async function writeBackupFile(order: BackupOrder): Promise<WrittenBackup> {
  const partial = `${order.file}.partial`;
  rmSync(partial, { force: true });
  try {
    const taken = await takeBackup({ ...order, file: partial });
    const { size } = statSync(partial);
    renameSync(partial, order.file);
    return { ...taken, file: order.file, size };
  } catch (error) {
    rmSync(partial, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new OperatorError(`The disk of ${order.file} is full: no backup was written.`);
    if (code === 'EACCES' || code === 'EROFS') throw new OperatorError(`${order.file} cannot be written (${code}).`);
    throw error;
  }
}
