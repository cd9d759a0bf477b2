import { type Readable, Transform } from 'node:stream';

/** As much as is held before it is passed on. */
const TOGETHER = 64 * 1_024;

/**
 * The same bytes in few pieces. A message comes from nodemailer in a piece per header and per line or two, and each
 * would be a write to the socket of its own: a fifth of what sending a mail costs.
 */
export function joinChunks(source: Readable): Readable {
  let held: Buffer[] = [];
  let size = 0;
  const joined = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held.push(chunk);
      size += chunk.length;
      if (size < TOGETHER) done();
      else done(null, taken());
    },
    flush(done) {
      done(null, taken());
    },
  });
  function taken(): Buffer {
    const all = Buffer.concat(held, size);
    held = [];
    size = 0;
    return all;
  }
  source.once('error', (error) => joined.destroy(error));
  joined.once('close', () => source.destroy());
  return source.pipe(joined);
}
