import { sql } from 'drizzle-orm';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Puts the entries of the extranet's menu in another order. `from` is the order that was seen.
 * @throws ConflictError when the menu is no longer so, InvalidInputError when `to` does not hold the same entries,
 * ForbiddenError for others than administrators
 */
export async function orderResources(
  ctx: Context,
  { from, to }: { from: readonly string[]; to: readonly string[] },
): Promise<void> {
  const actor = requireAdministrator(ctx);
  if ([...from].sort().join() !== [...to].sort().join()) {
    throw new InvalidInputError('The new order does not hold the entries of the old one.', [
      { path: 'to', message: 'L’ordre doit garder toutes les ressources.' },
    ]);
  }
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.db.execute<{ id: string; title: string }>(sql`
      select id, title from resource where archived_at is null order by position, title for update`);
    if (rows.map(({ id }) => id).join() !== from.join()) {
      throw new ConflictError('The menu changed since it was read.', {
        userMessage: 'Quelqu’un a changé le menu entre-temps. Regardez-le, puis recommencez.',
      });
    }
    if (from.join() === to.join()) return;
    await tx.db.execute(sql`
      update resource r set position = o.position
      from (select value::uuid as id, ordinality::int as position
        from jsonb_array_elements_text(${JSON.stringify(to)}::jsonb) with ordinality) o where o.id = r.id`);
    const titles = (ids: readonly string[]) => ids.map((id) => rows.find((row) => row.id === id)?.title);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        ...{ action: 'order-resources', subject: { type: 'resource', id: to[0] ?? '' } },
        ...{ before: { order: titles(from) }, after: { order: titles(to) } },
      },
    ]);
  });
}
