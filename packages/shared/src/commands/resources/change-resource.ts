import { and, eq, type SQL, sql } from 'drizzle-orm';
import { resource } from '../../db/tables/resource.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';
import { LAST, type Resource } from './create-resource.ts';
import { readResource, type WrittenResource } from './read-resource.ts';

type OnVersion = { id: string; version: number };

/**
 * Changes an entry of the extranet's menu.
 * @throws ConflictError when a colleague was quicker, NotFoundError when there is none, ForbiddenError and
 * InvalidInputError as when it is created
 */
export async function changeResource(
  ctx: Context,
  { id, version, ...input }: OnVersion & WrittenResource,
): Promise<Resource> {
  const actor = requireAdministrator(ctx);
  const written = readResource(input);
  return inTransaction(ctx, (tx) => save(tx, actor, { id, version, set: written, action: 'change-resource' }));
}

/**
 * Puts an entry away, so that no member finds it, or back at the end of the menu. What stands so already is left alone.
 * @throws as when it is changed
 */
export async function archiveResource(
  ctx: Context,
  { id, version, archived }: OnVersion & { archived: boolean },
): Promise<Resource> {
  const actor = requireAdministrator(ctx);
  const set = archived ? { archivedAt: ctx.now() } : { archivedAt: null, position: LAST };
  return inTransaction(ctx, (tx) =>
    save(tx, actor, { id, version, set, action: archived ? 'archive-resource' : 'restore-resource' }),
  );
}

type Change = OnVersion & { set: Partial<Omit<Resource, 'position'>> & { position?: SQL }; action: AuditAction };

async function save(
  tx: TransactionContext,
  actor: StaffActor,
  { id, version, set, action }: Change,
): Promise<Resource> {
  const [before] = await tx.db.select().from(resource).where(eq(resource.id, id));
  if (!before) throw new NotFoundError(`No resource ${id}.`, { userMessage: 'Cette ressource n’existe pas.' });
  const [row] = await tx.db
    .update(resource)
    .set({ ...set, version: sql`${resource.version} + 1`, updatedBy: actor.id, updatedAt: tx.now() })
    .where(and(eq(resource.id, id), eq(resource.version, version)))
    .returning();
  if (!row) {
    throw new ConflictError(`Resource ${id} changed since it was read.`, {
      userMessage:
        'Quelqu’un a changé cette ressource entre-temps. Votre texte est gardé : comparez, puis enregistrez.',
    });
  }
  await writeAudit(tx.db, actor, tx.now(), [
    { action, subject: { type: 'resource', id }, before: told(before), after: told(row) },
  ]);
  return row;
}

function told({ title, description, url, roles, archivedAt }: Resource) {
  return { title, description, url, roles, archived: archivedAt !== null };
}
