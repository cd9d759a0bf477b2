import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { mailingBody } from '../../contracts/mailing-body.ts';
import { mailingFileUse } from '../../db/tables/mailing-file-use.ts';
import { mailingTemplate } from '../../db/tables/mailing-template.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { getTextOrThrow, nameTaken, readTemplateName } from './create-mailing-template.ts';
import { holdMailingFiles } from './hold-mailing-files.ts';

type Template = typeof mailingTemplate.$inferSelect;
type OnVersion = { id: string; version: number };

/**
 * Renames a template, or takes its text anew from a mailing; mailings that were begun with it stay as they are.
 * @throws ConflictError when a colleague was quicker, InvalidInputError as when it is created, NotFoundError, ForbiddenError
 *   for readers
 */
export async function changeMailingTemplate(
  ctx: Context,
  input: OnVersion & { name: string; mailing?: string | undefined },
): Promise<void> {
  const actor = requireDecider(ctx);
  const name = readTemplateName(input.name);
  await inTransaction(ctx, async (tx) => {
    const before = await getTemplateOrThrow(tx, actor, { ...input, archived: false });
    if (await isNameTaken(tx, before, name)) throw nameTaken(name);
    if (input.mailing === undefined) return save(tx, actor, before, { name }, 'change-mailing-template');
    const text = await getTextOrThrow(tx, actor, input.mailing);
    const body = mailingBody.parse(text.body);
    const attachments = await attachmentsOf(tx, input.mailing);
    await holdMailingFiles(tx, actor, { templateId: before.id }, { body, attachments });
    await save(tx, actor, before, { name, ...text }, 'change-mailing-template');
  });
}

/**
 * Puts a template away, or takes it back with its text and its files.
 * @throws as `changeMailingTemplate`, of a second call too
 */
export async function archiveMailingTemplate(ctx: Context, input: OnVersion & { archived: boolean }): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const before = await getTemplateOrThrow(tx, actor, { ...input, archived: !input.archived });
    if (input.archived) return save(tx, actor, before, { archivedAt: tx.now() }, 'archive-mailing-template');
    // Another may have been given its name since.
    if (await isNameTaken(tx, before, before.name)) throw nameTaken(before.name);
    await save(tx, actor, before, { archivedAt: null }, 'restore-mailing-template');
  });
}

async function getTemplateOrThrow(
  { db }: TransactionContext,
  { regionId }: StaffActor,
  { id, version, archived }: OnVersion & { archived: boolean },
): Promise<Template> {
  const [row] = await db
    .select()
    .from(mailingTemplate)
    .where(and(eq(mailingTemplate.id, id), eq(mailingTemplate.regionId, regionId)))
    .for('update');
  if (!row) throw new NotFoundError(`No template ${id}.`, { userMessage: 'Ce modèle n’existe pas.' });
  if (row.version === version && (row.archivedAt !== null) === archived) return row;
  throw new ConflictError(`Template ${id} changed since it was read.`, {
    userMessage: 'Quelqu’un a changé ce modèle entre-temps. Rechargez la page, puis recommencez.',
  });
}

async function isNameTaken({ db }: TransactionContext, { id, regionId }: Template, name: string): Promise<boolean> {
  const others = and(
    ...[eq(mailingTemplate.regionId, regionId), ne(mailingTemplate.id, id), isNull(mailingTemplate.archivedAt)],
    sql`lower(${mailingTemplate.name}) = lower(${name})`,
  );
  return (await db.$count(mailingTemplate, others)) > 0;
}

async function attachmentsOf({ db }: TransactionContext, mailingId: string): Promise<string[]> {
  const rows = await db
    .select({ fileId: mailingFileUse.fileId })
    .from(mailingFileUse)
    .where(and(eq(mailingFileUse.mailingId, mailingId), eq(mailingFileUse.attached, true)))
    .orderBy(mailingFileUse.place);
  return rows.map(({ fileId }) => fileId);
}

async function save(
  tx: TransactionContext,
  actor: StaffActor,
  before: Template,
  set: Partial<Template>,
  action: AuditAction,
): Promise<void> {
  const updatedAt = tx.now();
  const [row] = await tx.db
    .update(mailingTemplate)
    .set({ ...set, version: before.version + 1, updatedBy: actor.id, updatedAt })
    .where(and(eq(mailingTemplate.id, before.id), eq(mailingTemplate.version, before.version)))
    .returning();
  if (!row) throw new Error(`Template ${before.id} moved under its lock.`);
  const of = ({ name, subject, archivedAt }: Template) => ({ name, subject, archived: archivedAt !== null });
  await writeAudit(tx.db, actor, updatedAt, [
    { action, subject: { type: 'mailing-template', id: row.id }, before: of(before), after: of(row) },
  ]);
}
