import { isNull } from 'drizzle-orm';
import { auditCheck } from '../../db/tables/audit-check.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireAdministrator } from '../privacy/require-administrator.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Asks for a check of the whole chain of the audit; the worker makes it. The same id sent again is the same check, and
 * while one is under way, that one is answered.
 * @throws ForbiddenError for others than administrators
 */
export async function orderAuditCheck(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  const actor = requireAdministrator(ctx);
  return inTransaction(ctx, async (tx) => {
    const [check] = await tx.db
      .insert(auditCheck)
      .values({ id, orderedBy: actor.id, orderedAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: auditCheck.id });
    if (!check) {
      const [pending] = await tx.db.select({ id: auditCheck.id }).from(auditCheck).where(isNull(auditCheck.finishedAt));
      return pending ?? { id };
    }
    await enqueue(tx.db, [{ kind: 'audit-check', ref: id }]);
    await writeAudit(tx.db, actor, tx.now(), [{ action: 'order-audit-check', subject: { type: 'audit-check', id } }]);
    return check;
  });
}
