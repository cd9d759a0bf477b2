import { and, eq } from 'drizzle-orm';
import { mailing } from '../../db/tables/mailing.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { loadMailingFor } from './load-mailing-for.ts';
import type { SavedMailing } from './save-mailing.ts';

/**
 * Throws a draft away, or takes it back.
 * @throws as `saveMailing`
 */
export async function discardMailing(
  ctx: Context,
  input: { id: string; version: number; discarded: boolean },
): Promise<SavedMailing> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const before = await loadMailingFor(tx, actor, input, [input.discarded ? 'draft' : 'discarded']);
    const updatedAt = tx.now();
    const [row] = await tx.db
      .update(mailing)
      .set({
        state: input.discarded ? 'discarded' : 'draft',
        ...{ version: before.version + 1, updatedBy: actor.id, updatedAt },
      })
      .where(and(eq(mailing.id, before.id), eq(mailing.state, before.state), eq(mailing.version, before.version)))
      .returning({ version: mailing.version });
    if (!row) throw new Error(`Mailing ${before.id} moved under its lock.`);
    const action = input.discarded ? 'discard-mailing' : 'take-back-mailing-draft';
    await writeAudit(tx.db, actor, updatedAt, [
      { action, subject: { type: 'mailing', id: before.id }, after: { subject: before.subject } },
    ]);
    return { version: row.version, updatedAt };
  });
}
