import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of the first program that can be run among names (looked up in PATH) and absolute paths. */
export function findProgram(candidates: (string | undefined)[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return candidates
    .filter((candidate) => candidate !== undefined && candidate !== '')
    .flatMap((candidate) =>
      candidate?.includes('/') ? [candidate] : folders.map((folder) => join(folder, candidate ?? '')),
    )
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
