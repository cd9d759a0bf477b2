import { and, eq, sql } from 'drizzle-orm';
import { erasure } from '../../db/tables/erasure.ts';
import { appendToErasureList } from '../../privacy/erasure-list.ts';
import type { TransactionContext } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { erasePerson } from './erase-person.ts';

/** Any number: erasures are written to the list one after the other. */
const LIST_LOCK = 7_201_342;

/**
 * Carries out an erasure that was ordered: the person, the list outside the database, the report, in one transaction.
 * A second time changes nothing.
 * @throws ConflictError while a request about the person is open
 */
export async function carryOutErasure(tx: TransactionContext, erasureId: string, list: string | null): Promise<void> {
  const [order] = await tx.db.select().from(erasure).where(eq(erasure.id, erasureId)).for('update');
  if (order?.state !== 'ordered') return;
  const counts = await erasePerson(tx, order.personId);
  await tx.db
    .update(erasure)
    .set({ state: 'done', counts: counts ?? {}, doneAt: tx.now() })
    .where(and(eq(erasure.id, erasureId), eq(erasure.state, 'ordered')));
  await writeAudit(tx.db, tx.actor, tx.now(), [
    { action: 'carry-out-erasure', subject: { type: 'erasure', id: erasureId }, after: counts ?? undefined },
  ]);
  await noteOutside(tx, { erasureId, personId: order.personId }, list);
}

/** Last, and before the commit: see `appendToErasureList`. */
export async function noteOutside(
  tx: TransactionContext,
  ids: { erasureId: string; personId: string },
  list: string | null,
): Promise<void> {
  if (list === null) return;
  await tx.db.execute(sql`select pg_advisory_xact_lock(${LIST_LOCK})`);
  appendToErasureList(list, { at: tx.now().toISOString(), ...ids });
}

/** It could not be carried out: its order says so, and may be given again. */
export async function giveUpErasure(tx: TransactionContext, erasureId: string): Promise<void> {
  await tx.db
    .update(erasure)
    .set({ state: 'refused', doneAt: tx.now() })
    .where(and(eq(erasure.id, erasureId), eq(erasure.state, 'ordered')));
}
