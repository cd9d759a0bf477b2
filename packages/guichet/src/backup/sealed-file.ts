import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { OperatorError } from '../operator-error.ts';

const AGE = 'age-encryption.org/';
/** scrypt takes 2^17 × 1 kB of memory, 128 MB, for a second: as much as guessing a passphrase costs per guess. */
const WORK_FACTOR = 17;

/**
 * Compresses and encrypts what `source` gives into a new file, readable by its owner only. Memory stays flat. The file
 * says how dear its passphrase is to try: `workFactor` is for files that guard nothing.
 */
export async function sealInto(
  file: string,
  passphrase: string,
  source: AsyncIterable<Uint8Array>,
  workFactor = WORK_FACTOR,
): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  const compressed = createGzip({ level: 3 });
  const sealed = await encrypter.encrypt(toWeb(compressed));
  await Promise.all([
    pipeline(source, compressed),
    pipeline(fromWeb(sealed), createWriteStream(file, { mode: 0o600, flush: true })),
  ]);
}

/**
 * The bytes that were sealed into the file. Every piece is authentic before it is given out; that nothing is missing is
 * known at the end only. @throws OperatorError when it is no such file, damaged, cut off, or the passphrase is another
 */
export async function* openSealed(file: string, passphrase: string): AsyncGenerator<Uint8Array> {
  await refuseOtherFile(file);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const source = createReadStream(file);
  const inflated = createGunzip();
  try {
    const plain = await decrypter.decrypt(toWeb(source));
    // Its failure reaches whoever reads what was inflated.
    const fed = pipeline(fromWeb(plain), inflated).catch(() => {});
    for await (const bytes of inflated) yield bytes as Uint8Array;
    await fed;
  } catch (error) {
    throw (error as Error).message.startsWith('no identity matched')
      ? new OperatorError(`The passphrase does not open ${file}.`)
      : damaged(file, error);
  } finally {
    inflated.destroy();
    source.destroy();
  }
}

export function damaged(file: string, cause: unknown): OperatorError {
  return new OperatorError(`${file} is damaged or cut off: take another backup. Nothing was changed.`, { cause });
}

async function refuseOtherFile(file: string): Promise<void> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(
      error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${error.code}).`,
    );
  });
  try {
    const start = Buffer.alloc(AGE.length);
    const { bytesRead } = await handle.read(start, 0, start.length, 0).catch(() => ({ bytesRead: 0 }));
    if (start.toString('latin1', 0, bytesRead) === AGE) return;
    throw new OperatorError(`${file} is no backup of Guichet PO: it is not a file that was encrypted by age.`);
  } finally {
    await handle.close();
  }
}

// The streams of the web as Node's types and as the browser's types describe them are the same objects.
const toWeb = (stream: Readable) => Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>;
const fromWeb = (stream: globalThis.ReadableStream<Uint8Array>) =>
  Readable.fromWeb(stream as unknown as ReadableStream);
