import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { resourceChunk } from '../../db/tables/resource-chunk.ts';
import { resourceFile } from '../../db/tables/resource-file.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';
import { checkResourceFile } from './file/check-resource-file.ts';
import { endOfUnheld } from './hold-file.ts';

export type ResourceFile = typeof resourceFile.$inferSelect;

/** A piece is what one statement carries to a member: small enough for many at once, large enough for few statements. */
const PIECE_BYTES = 256 * 1024;

export type UploadedFile = {
  /** Made by who sends it: the same id again is the same file. */
  id: string;
  fileName: string;
  bytes: Buffer;
};

/**
 * Takes a file that a resource will open. It goes after a day, unless a resource holds it by then.
 * @throws InvalidInputError with one French sentence for a file that is not of the kinds we take, ForbiddenError for others
 * than administrators
 */
export async function uploadResourceFile(ctx: Context, { id, fileName, bytes }: UploadedFile): Promise<ResourceFile> {
  const actor = requireAdministrator(ctx);
  const { name, kind } = await checkResourceFile(fileName, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const [row] = await tx.db
      .insert(resourceFile)
      .values({
        ...{ id, name, kind, sha256, bytes: bytes.length },
        ...{ uploadedBy: actor.id, uploadedAt: now, expiresAt: endOfUnheld(now) },
      })
      .onConflictDoNothing()
      .returning();
    if (!row) return sameFile(tx, { id, sha256, uploadedBy: actor.id });
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      const content = bytes.subarray(from, from + PIECE_BYTES);
      await tx.db.insert(resourceChunk).values({ fileId: id, fromByte: from, content });
    }
    await writeAudit(tx.db, actor, now, [
      {
        ...{ action: 'upload-resource-file', subject: { type: 'resource-file', id } },
        after: { file: name, bytes: bytes.length, fileSha256: sha256 },
      },
    ]);
    return row;
  });
}

/** Sent twice, it is one file; another one under its id is refused as any other slip. */
async function sameFile(
  { db }: TransactionContext,
  { id, sha256, uploadedBy }: Pick<ResourceFile, 'id' | 'sha256' | 'uploadedBy'>,
): Promise<ResourceFile> {
  const [known] = await db
    .select()
    .from(resourceFile)
    .where(and(eq(resourceFile.id, id), eq(resourceFile.sha256, sha256), eq(resourceFile.uploadedBy, uploadedBy)));
  if (known) return known;
  throw new InvalidInputError(`The id ${id} is taken.`, [], { userMessage: 'Rechargez la page, puis recommencez.' });
}
