import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { reasonTemplate } from '../../db/tables/reason-template.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { type ReasonTemplate, titleTaken } from './create-reason-template.ts';
import { readTemplate, type WrittenTemplate } from './read-template.ts';

type OnVersion = { id: string; version: number };

/**
 * Changes a reason template; refusals that were written with it stay as they are.
 * @throws ConflictError when a colleague was quicker, InvalidInputError as when it is created, NotFoundError when there
 *   is none in the region, ForbiddenError for readers
 */
export async function changeReasonTemplate(ctx: Context, input: OnVersion & WrittenTemplate): Promise<ReasonTemplate> {
  const actor = requireDecider(ctx);
  const written = readTemplate(input);
  return inTransaction(ctx, async (tx) => {
    const before = await getTemplateOrThrow(tx, actor, input);
    if (await isTitleTaken(tx, before, written)) throw titleTaken(written.title);
    return save(tx, actor, before, written, 'change-reason-template');
  });
}

/** Puts a reason template away: it is offered no more. @throws as `changeReasonTemplate` */
export async function archiveReasonTemplate(ctx: Context, input: OnVersion): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const before = await getTemplateOrThrow(tx, actor, input);
    await save(tx, actor, before, { archivedAt: tx.now() }, 'archive-reason-template');
  });
}

async function getTemplateOrThrow(tx: TransactionContext, actor: StaffActor, { id, version }: OnVersion) {
  const [row] = await tx.db
    .select()
    .from(reasonTemplate)
    .where(
      and(eq(reasonTemplate.id, id), eq(reasonTemplate.regionId, actor.regionId), isNull(reasonTemplate.archivedAt)),
    )
    .for('update');
  if (!row) throw new NotFoundError(`No reason template ${id}.`, { userMessage: 'Ce modèle n’existe plus.' });
  if (row.version !== version) throw changedMeanwhile(id);
  return row;
}

async function isTitleTaken(
  tx: TransactionContext,
  { id, regionId }: ReasonTemplate,
  { type, title }: WrittenTemplate,
): Promise<boolean> {
  const others = await tx.db.$count(
    reasonTemplate,
    and(
      eq(reasonTemplate.regionId, regionId),
      ne(reasonTemplate.id, id),
      isNull(reasonTemplate.archivedAt),
      sql`coalesce(${reasonTemplate.type}, '') = ${type ?? ''}`,
      sql`lower(${reasonTemplate.title}) = lower(${title})`,
    ),
  );
  return others > 0;
}

async function save(
  tx: TransactionContext,
  actor: StaffActor,
  before: ReasonTemplate,
  set: Partial<ReasonTemplate>,
  action: AuditAction,
): Promise<ReasonTemplate> {
  const [row] = await tx.db
    .update(reasonTemplate)
    .set({ ...set, version: before.version + 1, updatedBy: actor.id, updatedAt: tx.now() })
    .where(and(eq(reasonTemplate.id, before.id), eq(reasonTemplate.version, before.version)))
    .returning();
  if (!row) throw changedMeanwhile(before.id);
  const of = ({ type, title, body, archivedAt }: ReasonTemplate) => ({
    type,
    title,
    body,
    archived: archivedAt !== null,
  });
  await writeAudit(tx.db, actor, tx.now(), [
    { action, subject: { type: 'reason-template', id: row.id }, before: of(before), after: of(row) },
  ]);
  return row;
}

function changedMeanwhile(id: string): ConflictError {
  return new ConflictError(`Reason template ${id} changed since it was read.`, {
    userMessage: 'Quelqu’un a changé ce modèle entre-temps. Votre texte est gardé : comparez, puis enregistrez.',
  });
}
