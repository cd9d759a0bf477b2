import { and, eq, sql } from 'drizzle-orm';
import { resourcePo } from '../../db/tables/resource-po.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import type { TransactionContext } from '../context.ts';

/** Keeps a resource for these POs and no others. @throws InvalidInputError when one of them is not there */
export async function writePos(
  { db }: Pick<TransactionContext, 'db'>,
  resourceId: string,
  poIds: readonly string[],
): Promise<void> {
  const wanted = uuidList(poIds);
  await db
    .delete(resourcePo)
    .where(and(eq(resourcePo.resourceId, resourceId), sql`not ${resourcePo.poId} = any(${wanted})`));
  const [{ known } = { known: 0 }] = await db.execute<{ known: number }>(sql`
    select count(*)::int as known from po where id = any(${wanted})`);
  if (known !== new Set(poIds).size) {
    const message = 'Un de ces PO n’existe pas. Rechargez la page, puis choisissez-le à nouveau.';
    throw new InvalidInputError('A PO is not there.', [{ path: 'poIds', message }], { userMessage: message });
  }
  if (poIds.length === 0) return;
  await db
    .insert(resourcePo)
    .values(poIds.map((poId) => ({ resourceId, poId })))
    .onConflictDoNothing();
}
