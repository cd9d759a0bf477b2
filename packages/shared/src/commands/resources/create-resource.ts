import { sql } from 'drizzle-orm';
import { resource } from '../../db/tables/resource.ts';
import { foldForSearch } from '../../domain/text.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';
import { holdFile } from './hold-file.ts';
import { readResource, type WrittenResource } from './read-resource.ts';
import { tellResource } from './tell-resource.ts';
import { writePos } from './write-pos.ts';

export type Resource = typeof resource.$inferSelect;

/** At the end of the menu. */
export const LAST = sql`(select coalesce(max(position), 0) + 1 from resource where archived_at is null)`;

/**
 * Adds an entry at the end of the extranet's menu. Its address is made of the title, and stays when that changes.
 * @throws ForbiddenError for others than administrators, InvalidInputError for what cannot be shown and for a file or a PO
 * that is not there
 */
export async function createResource(ctx: Context, input: WrittenResource): Promise<Resource> {
  const actor = requireAdministrator(ctx);
  const { poIds, ...written } = readResource(input);
  return inTransaction(ctx, async (tx) => {
    if (written.fileId !== null) await holdFile(tx, written.fileId);
    const base =
      foldForSearch(written.title)
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '') || 'ressource';
    const [{ taken } = { taken: 0 }] = await tx.db.execute<{ taken: number }>(sql`
      select count(*)::int as taken from resource where slug = ${base} or slug ~ ${`^${base}-[0-9]+$`}`);
    const [row] = await tx.db
      .insert(resource)
      .values({
        ...written,
        slug: taken === 0 ? base : `${base}-${taken + 1}`,
        position: LAST,
        renewedAt: tx.now(),
        updatedBy: actor.id,
        updatedAt: tx.now(),
      })
      .returning();
    if (!row) throw new Error('The resource was not written.');
    await writePos(tx, row.id, poIds);
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'create-resource', subject: { type: 'resource', id: row.id }, after: await tellResource(tx, row) },
    ]);
    return row;
  });
}
