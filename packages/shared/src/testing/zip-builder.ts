import { crc32, deflateRawSync } from 'node:zlib';

export type ZipPart = {
  name: string;
  data: Buffer | string;
  /** What the directory says of its size, where that is a lie. */
  declaredSize?: number;
  /** Deflated bytes made elsewhere, with the size they inflate to. */
  deflated?: { bytes: Buffer; size: number; crc: number };
  encrypted?: boolean;
};

/** A ZIP archive made by hand, wrong ones too: for tests of what reads them. */
export function buildZip(parts: readonly ZipPart[]): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declaredSize, deflated, encrypted } of parts) {
    const raw = Buffer.from(data);
    const body = deflated?.bytes ?? deflateRawSync(raw);
    const size = declaredSize ?? deflated?.size ?? raw.length;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(encrypted ? 0x0801 : 0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(deflated?.crc ?? crc32(raw), 10);
    shared.writeUInt32LE(body.length, 14);
    shared.writeUInt32LE(size, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    chunks.push(Buffer.from('PK\u0003\u0004', 'latin1'), shared, Buffer.from(name), body);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(offset, 12);
    directory.push(
      Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
      shared,
      entry.subarray(2, 16),
      Buffer.from(name),
    );
    offset += 4 + shared.length + Buffer.byteLength(name) + body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...chunks, central, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}
