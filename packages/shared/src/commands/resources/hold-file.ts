import { and, eq, gt } from 'drizzle-orm';
import { resourceFile } from '../../db/tables/resource-file.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import type { TransactionContext } from '../context.ts';

/** How long a file stays that was uploaded and never saved with a resource. */
const UNHELD_HOURS = 24;
/** How long one stays whose place another took: downloads under way end, and a slip can be mended from the office. */
const LET_GO_DAYS = 30;

const hours = 3_600_000;

/** A file that no resource holds yet is now held by one. @throws InvalidInputError when it went, or another holds it */
export async function holdFile({ db, now }: TransactionContext, fileId: string): Promise<void> {
  const [held] = await db
    .update(resourceFile)
    .set({ expiresAt: null })
    .where(and(eq(resourceFile.id, fileId), gt(resourceFile.expiresAt, now())))
    .returning({ id: resourceFile.id });
  if (held) return;
  const message = 'Ce fichier n’est plus là. Choisissez-le à nouveau.';
  throw new InvalidInputError(`The file ${fileId} is gone or taken.`, [{ path: 'fileId', message }], {
    userMessage: message,
  });
}

/** A file that its resource no longer holds. */
export async function letFileGo({ db, now }: TransactionContext, fileId: string): Promise<void> {
  await db
    .update(resourceFile)
    .set({ expiresAt: new Date(now().getTime() + LET_GO_DAYS * 24 * hours) })
    .where(eq(resourceFile.id, fileId));
}

/** When a file goes that was uploaded now, unless a resource holds it by then. */
export function endOfUnheld(now: Date): Date {
  return new Date(now.getTime() + UNHELD_HOURS * hours);
}
