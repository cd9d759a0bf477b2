import { and, eq, lte } from 'drizzle-orm';
import { fieldChange } from '../db/tables/field-change.ts';
import { po } from '../db/tables/po.ts';
import { todayInBrussels } from '../domain/dates.ts';
import type { TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Gives a PO the enterprise number that was announced for it, on the day; does nothing when that was withdrawn, or another
 * cause announced something else. What is read of a day looks at the announcement itself.
 */
export async function changeNumberIfDue(
  tx: TransactionContext,
  poId: string,
  causeId: string,
): Promise<{ changed: boolean }> {
  await lockRegister(tx.db, { poIds: [poId] });
  const [row] = await tx.db
    .select({ from: po.enterpriseNumber, to: po.nextNumber, on: po.nextNumberOn })
    .from(po)
    .where(and(eq(po.id, poId), eq(po.nextNumberBy, causeId), lte(po.nextNumberOn, todayInBrussels(tx.now()))));
  if (!row?.to) return { changed: false };
  const { from, to, on } = row;
  await tx.db
    .update(po)
    .set({ enterpriseNumber: to, nextNumber: null, nextNumberOn: null, nextNumberBy: null, updatedAt: tx.now() })
    .where(eq(po.id, poId));
  await tx.db.insert(fieldChange).values({
    ...{ subjectType: 'po', subjectId: poId, field: 'enterpriseNumber', oldValue: from, newValue: to, causeId },
    ...{ at: tx.now(), holdsFrom: on },
  });
  await writeAudit(tx.db, tx.actor, tx.now(), [
    {
      action: 'set-po-field',
      subject: { type: 'po', id: poId },
      before: { enterpriseNumber: from },
      after: { enterpriseNumber: to, on },
      causeId,
    },
  ]);
  return { changed: true };
}
