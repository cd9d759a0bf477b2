/** As much of the tar format (POSIX ustar) as a backup needs: plain files with short names, one after the other. */
export type TarEntry = { name: string; bytes: Buffer };

const BLOCK = 512;
/** The largest entry that is believed: what is larger was not written by `tarEntry`. */
const LARGEST = 64 * 1024 * 1024;

/** The bytes of one file in an archive. */
export function tarEntry({ name, bytes }: TarEntry, at: Date): Buffer[] {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, 'utf8');
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(
    `${Math.floor(at.getTime() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  header.write('0', 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148);
  return [header, bytes, Buffer.alloc(padding(bytes.length))];
}

/** What ends an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

/** Reads an archive, one entry in memory at a time. @throws when it is no archive, or is cut off */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const take = reader(source);
  for (;;) {
    const header = await take(BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const size = octal(header, 124, 12);
    if (octal(header, 148, 8) !== checksum(header) || !(size <= LARGEST)) throw new Error('no header of an entry');
    const name = header.subarray(0, 100).toString('utf8').replace(/\0.*$/s, '');
    const bytes = await take(size);
    await take(padding(size));
    yield { name, bytes };
  }
  // To the very end: what decrypts or inflates the archive checks its own end there.
  await take(BLOCK);
  if (!(await take.finished())) throw new Error('something follows the end of the archive');
}

type Take = ((count: number) => Promise<Buffer>) & { finished: () => Promise<boolean> };

function reader(source: AsyncIterable<Uint8Array>): Take {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let length = 0;
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done) return false;
    held.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength));
    length += next.value.byteLength;
    return true;
  };
  const take = async (count: number): Promise<Buffer> => {
    while (length < count) if (!(await more())) throw new Error('the archive is cut off');
    const all = held.length === 1 && held[0] ? held[0] : Buffer.concat(held, length);
    held = [all.subarray(count)];
    length -= count;
    return all.subarray(0, count);
  };
  const finished = async (): Promise<boolean> => {
    while (length === 0) if (!(await more())) return true;
    return false;
  };
  return Object.assign(take, { finished });
}

/** The sum of the header's bytes, those of the sum itself counted as spaces. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

const octal = (header: Buffer, from: number, length: number): number =>
  Number.parseInt(header.toString('latin1', from, from + length).replace(/[\0 ]+$/, ''), 8);

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;
