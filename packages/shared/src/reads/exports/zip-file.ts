import { constants, crc32, deflateRawSync } from 'node:zlib';

/** An empty last block: what ends a compressed entry. */
const LAST_BLOCK = Buffer.from([3, 0]);
/** The first day that the format knows: a file says nothing of when it was made. */
const DOS_DATE = 0x21;
const VERSION = 20;
/** Bit 3: lengths come after the entry. Bit 11: names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;

type Entry = { name: Buffer; offset: number; crc: number; packed: number; size: number };

/**
 * A ZIP file (APPNOTE 6.3, without ZIP64) written from front to back. Each piece is compressed by itself and ends on a
 * byte, so that nothing is held between two pieces.
 */
export function zipFile() {
  const entries: Entry[] = [];
  let offset = 0;
  const say = (...parts: Uint8Array[]): Uint8Array => {
    const bytes = Buffer.concat(parts);
    offset += bytes.length;
    return bytes;
  };
  const add = (text: string): Uint8Array => {
    const entry = entries.at(-1);
    if (!entry) throw new Error('No entry of the ZIP file is open.');
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw, { finishFlush: constants.Z_SYNC_FLUSH });
    entry.crc = crc32(raw, entry.crc);
    entry.size += raw.length;
    entry.packed += packed.length;
    return say(packed);
  };
  const open = (name: string): Uint8Array => {
    const entry: Entry = { name: Buffer.from(name), offset, crc: 0, packed: 0, size: 0 };
    entries.push(entry);
    return say(words([0x04034b50, 4], [VERSION, 2], ...commonOf(entry)), entry.name);
  };
  const close = (): Uint8Array => {
    const entry = entries.at(-1);
    if (!entry) throw new Error('No entry of the ZIP file is open.');
    entry.packed += LAST_BLOCK.length;
    return say(LAST_BLOCK, words([0x08074b50, 4], [entry.crc, 4], [entry.packed, 4], [entry.size, 4]));
  };
  return {
    open,
    add,
    close,
    whole: (name: string, text: string): Uint8Array => Buffer.concat([open(name), add(text), close()]),
    end(): Uint8Array {
      const start = offset;
      const directory = Buffer.concat(entries.map(directoryLine));
      const count = entries.length;
      return say(
        directory,
        words([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [directory.length, 4], [start, 4], [0, 2]),
      );
    },
  };
}

type Field = [value: number, bytes: 2 | 4];

/** Flags, method, time, date, and the lengths; before the entry is written they are nil. */
function commonOf({ crc, packed, size, name }: Entry): Field[] {
  return [
    ...([FLAGS, DEFLATED, 0, DOS_DATE].map((value) => [value, 2]) as Field[]),
    ...([crc, packed, size].map((value) => [value, 4]) as Field[]),
    [name.length, 2],
    [0, 2],
  ];
}

function directoryLine(entry: Entry): Buffer {
  return Buffer.concat([
    words(
      [0x02014b50, 4],
      [VERSION, 2],
      [VERSION, 2],
      ...commonOf(entry),
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [entry.offset, 4],
    ),
    entry.name,
  ]);
}

function words(...fields: Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [, length]) => sum + length, 0));
  let at = 0;
  for (const [value, length] of fields) at = bytes.writeUIntLE(value, at, length);
  return bytes;
}
