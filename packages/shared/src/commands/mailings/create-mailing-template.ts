import { and, eq } from 'drizzle-orm';
import { mailing } from '../../db/tables/mailing.ts';
import { mailingTemplate } from '../../db/tables/mailing-template.ts';
import { type InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { readName, refusedName } from '../read-name.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { copyMailingFiles } from './hold-mailing-files.ts';

/**
 * Keeps the text of a mailing ready under a name. The same id again is the same template.
 * @throws InvalidInputError for a name that is missing, too long or taken, NotFoundError when there is no such mailing in
 *   the region, ForbiddenError for readers
 */
export async function createMailingTemplate(
  ctx: Context,
  input: { id: string; name: string; mailing: string },
): Promise<{ id: string }> {
  const actor = requireDecider(ctx);
  const { id } = input;
  const name = readTemplateName(input.name);
  return inTransaction(ctx, async (tx) => {
    const text = await getTextOrThrow(tx, actor, input.mailing);
    const updatedAt = tx.now();
    const [row] = await tx.db
      .insert(mailingTemplate)
      .values({ id, name, regionId: actor.regionId, ...text, updatedBy: actor.id, updatedAt })
      .onConflictDoNothing()
      .returning({ id: mailingTemplate.id });
    if (!row) {
      const same = and(
        eq(mailingTemplate.id, id),
        eq(mailingTemplate.name, name),
        eq(mailingTemplate.updatedBy, actor.id),
      );
      if ((await tx.db.$count(mailingTemplate, same)) > 0) return { id };
      throw nameTaken(name);
    }
    await copyMailingFiles(tx, { mailingId: input.mailing }, { templateId: id });
    await writeAudit(tx.db, actor, updatedAt, [
      {
        action: 'create-mailing-template',
        subject: { type: 'mailing-template', id },
        after: { name, subject: text.subject },
      },
    ]);
    return row;
  });
}

/** What a template keeps of a mailing. */
export async function getTextOrThrow({ db }: TransactionContext, { regionId }: StaffActor, id: string) {
  const { kind, subject, body, textPart } = mailing;
  const [found] = await db
    .select({ kind, subject, body, textPart })
    .from(mailing)
    .where(and(eq(mailing.id, id), eq(mailing.regionId, regionId)));
  if (!found) throw new NotFoundError(`No mailing ${id}.`, { userMessage: 'Ce courrier n’existe pas.' });
  return found;
}

const LONGEST_NAME = 120;

/** The name of a template as it is stored. @throws InvalidInputError for one that is missing or too long */
export function readTemplateName(written: string): string {
  return readName(written, { missing: 'Donnez un nom à ce modèle.', longest: LONGEST_NAME });
}

export function nameTaken(name: string): InvalidInputError {
  return refusedName(`Un modèle s’appelle déjà « ${name} ».`);
}
