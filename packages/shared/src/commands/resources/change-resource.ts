import { and, eq, type SQL, sql } from 'drizzle-orm';
import { resource } from '../../db/tables/resource.ts';
import type { AuditAction } from '../../domain/audit-actions.ts';
import { ConflictError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';
import { LAST, type Resource } from './create-resource.ts';
import { holdFile, letFileGo } from './hold-file.ts';
import { readResource, type WrittenResource } from './read-resource.ts';
import { tellResource } from './tell-resource.ts';
import { writePos } from './write-pos.ts';

type OnVersion = { id: string; version: number };

/**
 * Changes an entry of the extranet's menu. When what it opens becomes another, it is new again to members.
 * @throws ConflictError when a colleague was quicker, NotFoundError when there is none, ForbiddenError and
 * InvalidInputError as when it is created
 */
export async function changeResource(
  ctx: Context,
  { id, version, ...input }: OnVersion & WrittenResource,
): Promise<Resource> {
  const actor = requireAdministrator(ctx);
  const { poIds, ...written } = readResource(input);
  return inTransaction(ctx, async (tx) => {
    const before = await lockResource(tx, { id, version });
    if (written.fileId !== null && written.fileId !== before.fileId) await holdFile(tx, written.fileId);
    if (before.fileId !== null && written.fileId !== before.fileId) await letFileGo(tx, before.fileId);
    const renewed = written.url !== before.url || written.fileId !== before.fileId;
    return save(tx, actor, before, {
      set: { ...written, ...(renewed ? { renewedAt: tx.now() } : {}) },
      ...{ poIds, action: 'change-resource' },
    });
  });
}

/**
 * Puts an entry away, so that no member finds it, or back at the end of the menu, where it is new again.
 * @throws as when it is changed
 */
export async function archiveResource(
  ctx: Context,
  { id, version, archived }: OnVersion & { archived: boolean },
): Promise<Resource> {
  const actor = requireAdministrator(ctx);
  return inTransaction(ctx, async (tx) => {
    const now = tx.now();
    const set = archived ? { archivedAt: now } : { archivedAt: null, position: LAST, renewedAt: now };
    const before = await lockResource(tx, { id, version });
    return save(tx, actor, before, { set, action: archived ? 'archive-resource' : 'restore-resource' });
  });
}

async function lockResource({ db }: TransactionContext, { id, version }: OnVersion): Promise<Resource> {
  const [before] = await db.select().from(resource).where(eq(resource.id, id)).for('update');
  if (!before) throw new NotFoundError(`No resource ${id}.`, { userMessage: 'Cette ressource n’existe pas.' });
  if (before.version === version) return before;
  throw new ConflictError(`Resource ${id} changed since it was read.`, {
    userMessage: 'Quelqu’un a changé cette ressource entre-temps. Votre texte est gardé : comparez, puis enregistrez.',
  });
}

type Change = {
  set: Partial<Omit<Resource, 'position'>> & { position?: SQL };
  poIds?: string[];
  action: AuditAction;
};

async function save(
  tx: TransactionContext,
  actor: StaffActor,
  before: Resource,
  { set, poIds, action }: Change,
): Promise<Resource> {
  const { id, version } = before;
  const told = await tellResource(tx, before);
  const [row] = await tx.db
    .update(resource)
    .set({ ...set, version: sql`${resource.version} + 1`, updatedBy: actor.id, updatedAt: tx.now() })
    .where(and(eq(resource.id, id), eq(resource.version, version)))
    .returning();
  if (!row) throw new ConflictError(`Resource ${id} changed while it was locked.`);
  if (poIds) await writePos(tx, id, poIds);
  await writeAudit(tx.db, actor, tx.now(), [
    { action, subject: { type: 'resource', id }, before: told, after: await tellResource(tx, row) },
  ]);
  return row;
}
