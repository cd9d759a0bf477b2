import { accessSync, constants, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OperatorError } from '../operator-error.ts';

/** Where the embedded product keeps everything that must outlive it. */
export type DataFolder = {
  path: string;
  /** The cluster of PostgreSQL. */
  postgres: string;
  /** Passwords and keys, made once. */
  secrets: string;
  /** Who runs on this folder now, and what it started. */
  run: string;
  logs: string;
  /** What the mail catcher caught. */
  mails: string;
};

/** Makes the folder when it is missing. Throws an OperatorError when it cannot be used. */
export function openDataFolder(asked: string): DataFolder {
  const path = resolve(asked);
  try {
    // Others may pass through, to the database's own folder, and read nothing: as root, PostgreSQL is another user.
    mkdirSync(path, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new OperatorError(`The data folder ${path} cannot be made (${reason(error)}): choose another with DATA_DIR.`);
  }
  if (!statSync(path).isDirectory()) {
    throw new OperatorError(`The data folder ${path} is not a folder: choose another with DATA_DIR.`);
  }
  tryToWrite(path);
  const logs = join(path, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  return {
    path,
    postgres: join(path, 'postgres'),
    secrets: join(path, 'secrets.json'),
    run: join(path, 'run.json'),
    logs,
    mails: join(path, 'mails'),
  };
}

function tryToWrite(path: string): void {
  const probe = join(path, `.write-${process.pid}`);
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new OperatorError(
      `The data folder ${path} cannot be written to (${reason(error)}): give it to this user, or choose another with DATA_DIR.`,
    );
  }
}

function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EROFS') return 'it is on a read-only disk';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  // What Node says of a folder to be made, with its parents, on a read-only disk.
  if (code === 'ENOENT') return 'the folder above it is missing or read-only';
  if (code === 'ENOSPC') return 'the disk is full';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a file stands in its way';
  return code ?? String(error);
}
