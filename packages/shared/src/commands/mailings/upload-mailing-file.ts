import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { MailingFileView } from '../../contracts/mailing-view.ts';
import { mailingFile } from '../../db/tables/mailing-file.ts';
import {
  MAILING_FILE_WORDS,
  MAILING_FILES,
  MAILING_IMAGES,
  MAILING_IMAGE_WORDS,
} from '../../domain/mailings/mailing-files.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { checkFile } from '../resources/file/check-resource-file.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { endOfUnheld } from './hold-mailing-files.ts';

export type UploadedMailingFile = {
  /** Drawn by who sends it: the same id again is the same file. */
  id: string;
  fileName: string;
  /** It is to stand within the text. */
  image: boolean;
  bytes: Buffer;
};

/**
 * Takes a file that a mailing will show or bring. It goes after some days, unless one holds it by then.
 * @throws InvalidInputError with one French sentence for a file that is not of the kinds we take, ForbiddenError for readers
 */
export async function uploadMailingFile(
  ctx: Context,
  { id, fileName, image, bytes }: UploadedMailingFile,
): Promise<MailingFileView> {
  const actor = requireDecider(ctx);
  const { name, kind } = image
    ? await checkFile(fileName, bytes, { files: MAILING_IMAGES, words: MAILING_IMAGE_WORDS })
    : await checkFile(fileName, bytes, { files: MAILING_FILES, words: MAILING_FILE_WORDS });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const { regionId } = actor;
    const [row] = await tx.db
      .insert(mailingFile)
      .values({
        ...{ id, regionId, name, kind, sha256, bytes: bytes.length, content: bytes },
        ...{ uploadedBy: actor.id, uploadedAt: now, expiresAt: endOfUnheld(now) },
      })
      .onConflictDoNothing()
      .returning({ id: mailingFile.id });
    if (row) {
      await writeAudit(tx.db, actor, now, [
        {
          ...{ action: 'upload-mailing-file', subject: { type: 'mailing-file', id } },
          after: { file: name, bytes: bytes.length, fileSha256: sha256 },
        },
      ]);
      return { id, name, kind, bytes: bytes.length };
    }
    // Sent twice, it is one file; another one under its id is refused as any other slip.
    const same = and(eq(mailingFile.id, id), eq(mailingFile.sha256, sha256), eq(mailingFile.uploadedBy, actor.id));
    const [known] = await tx.db.select({ name: mailingFile.name }).from(mailingFile).where(same);
    if (known) return { id, name: known.name, kind, bytes: bytes.length };
    throw new InvalidInputError(`The id ${id} is taken.`, [], { userMessage: 'Rechargez la page, puis recommencez.' });
  });
}
