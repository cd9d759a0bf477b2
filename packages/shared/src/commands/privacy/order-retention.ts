import { retentionRun } from '../../db/tables/retention-run.ts';
import type { Database } from '../../db/client.ts';
import { brusselsInstant } from '../../domain/brussels-time.ts';
import { addDays, todayInBrussels } from '../../domain/dates.ts';
import { derivedId } from '../../domain/hash.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireAdministrator } from './require-administrator.ts';

/**
 * Lets the rules of retention run now, by hand; the worker carries it out. The same id sent again is the same run.
 * @throws ForbiddenError for others than administrators
 */
export async function orderRetention(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  const actor = requireAdministrator(ctx);
  return inTransaction(ctx, async (tx) => {
    const [run] = await tx.db
      .insert(retentionRun)
      .values({ id, orderedBy: actor.id, orderedAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: retentionRun.id });
    if (!run) return { id };
    await enqueue(tx.db, [{ kind: 'retention', ref: id }]);
    await writeAudit(tx.db, actor, tx.now(), [{ action: 'order-retention', subject: { type: 'retention-run', id } }]);
    return { id };
  });
}

/** In the night from Saturday to Sunday, when nobody waits for an answer. */
const HOUR = 3;

/** Writes down the run of the next Sunday night in Brussels; doing it again adds nothing. */
export async function planRetention(db: Database, now: Date): Promise<void> {
  const today = todayInBrussels(now);
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  const sunday = addDays(today, (7 - weekday) % 7);
  const at = brusselsInstant(sunday, HOUR);
  const id = derivedId('retention', sunday);
  await db.transaction(async (tx) => {
    await tx.insert(retentionRun).values({ id, orderedAt: now }).onConflictDoNothing();
    await enqueue(tx, [{ kind: 'retention', ref: id, nextAt: at }]);
  });
}
