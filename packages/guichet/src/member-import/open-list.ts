import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { OperatorError } from '../operator-error.ts';

/** The file of a list of members, whole: the import takes it whole or not at all. @throws OperatorError when it cannot be read */
export function openList(file: string): { fileName: string; bytes: Buffer } {
  try {
    return { fileName: basename(file), bytes: readFileSync(file) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new OperatorError(`There is no file ${file}.`);
    if (code === 'EISDIR') throw new OperatorError(`${file} is a folder: name the list in it.`);
    if (code === 'EACCES') throw new OperatorError(`The file ${file} cannot be read: permission denied.`);
    throw error;
  }
}
