import { and, desc, eq, lte } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { resourceChunk } from '../../db/tables/resource-chunk.ts';
import { NotFoundError } from '../../errors/errors.ts';

/**
 * The bytes of a file from `start` to `end`, both included, a piece at a time and each by a statement of its own: no
 * connection is held while the other end takes its time.
 * @throws NotFoundError when the file goes meanwhile: better a download that fails than half a file that looks whole
 */
export async function* readFileBytes(
  db: Database,
  fileId: string,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  for (let next = start; next <= end; ) {
    const [piece] = await db
      .select({ fromByte: resourceChunk.fromByte, content: resourceChunk.content })
      .from(resourceChunk)
      .where(and(eq(resourceChunk.fileId, fileId), lte(resourceChunk.fromByte, next)))
      .orderBy(desc(resourceChunk.fromByte))
      .limit(1);
    const wanted = piece?.content.subarray(next - piece.fromByte, end + 1 - piece.fromByte);
    if (!wanted || wanted.length === 0) throw new NotFoundError(`No byte ${next} of the file ${fileId}.`);
    yield wanted;
    next += wanted.length;
  }
}
