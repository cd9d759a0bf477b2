import { reasonTemplate } from '../../db/tables/reason-template.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { readTemplate, type WrittenTemplate } from './read-template.ts';

export type ReasonTemplate = typeof reasonTemplate.$inferSelect;

/**
 * Adds a reason template to the secretariat's own.
 * @throws InvalidInputError for a template that cannot be used or a title that is taken, ForbiddenError for readers
 */
export async function createReasonTemplate(ctx: Context, input: WrittenTemplate): Promise<ReasonTemplate> {
  const actor = requireDecider(ctx);
  const written = readTemplate(input);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(reasonTemplate)
      .values({ ...written, regionId: actor.regionId, updatedBy: actor.id, updatedAt: tx.now() })
      .onConflictDoNothing()
      .returning();
    if (!row) throw titleTaken(written.title);
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'create-reason-template', subject: { type: 'reason-template', id: row.id }, after: written },
    ]);
    return row;
  });
}

export function titleTaken(title: string): InvalidInputError {
  const message = `Un modèle s’appelle déjà « ${title} » pour ce type de demande.`;
  return new InvalidInputError('The title of the reason template is taken.', [{ path: 'title', message }], {
    userMessage: message,
  });
}
