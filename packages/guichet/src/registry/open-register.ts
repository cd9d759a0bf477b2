import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { OperatorError } from '../operator-error.ts';

/** A file on disk as chunks of bytes, telling how far it is read. */
export async function openRegister(
  file: string,
  onRead: (done: number, total: number) => void,
): Promise<AsyncIterable<Uint8Array>> {
  const total = await sizeOf(file);
  return (async function* () {
    let done = 0;
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>) {
      yield chunk;
      done += chunk.length;
      onRead(done, total);
    }
  })();
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new OperatorError(`${file} is a folder: name the file of the register in it.`);
    return found.size;
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new OperatorError(`There is no file ${file}.`);
    if (code === 'EACCES') throw new OperatorError(`The file ${file} cannot be read: permission denied.`);
    throw error;
  }
}
