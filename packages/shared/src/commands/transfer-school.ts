import { and, eq, lte } from 'drizzle-orm';
import { fieldChange } from '../db/tables/field-change.ts';
import { school } from '../db/tables/school.ts';
import { todayInBrussels } from '../domain/dates.ts';
import type { TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Moves a school to the PO that was announced for it, on the day; does nothing when that was withdrawn, or another cause
 * announced something else. What is read of a day looks at the announcement itself: this is for everything that asks
 * whose the school is now.
 */
export async function transferSchoolIfDue(
  tx: TransactionContext,
  schoolId: string,
  causeId: string,
): Promise<{ moved: boolean }> {
  const announced = and(eq(school.id, schoolId), eq(school.nextPoBy, causeId));
  const due = and(announced, lte(school.nextPoOn, todayInBrussels(tx.now())));
  const [before] = await tx.db.select({ from: school.poId, to: school.nextPoId }).from(school).where(due);
  if (!before?.to) return { moved: false };
  const { from, to } = before;
  await lockRegister(tx.db, { poIds: [from, to] });
  const [row] = await tx.db
    .select({ on: school.nextPoOn })
    .from(school)
    .where(and(due, eq(school.poId, from)));
  if (!row?.on) return { moved: false };
  await tx.db
    .update(school)
    .set({ poId: to, nextPoId: null, nextPoOn: null, nextPoBy: null, updatedAt: tx.now() })
    .where(eq(school.id, schoolId));
  await tx.db.insert(fieldChange).values({
    ...{ subjectType: 'school', subjectId: schoolId, field: 'poId', oldValue: from, newValue: to, causeId },
    ...{ at: tx.now(), holdsFrom: row.on },
  });
  await writeAudit(tx.db, tx.actor, tx.now(), [
    {
      action: 'transfer-school',
      subject: { type: 'school', id: schoolId },
      before: { poId: from },
      after: { poId: to, on: row.on },
      causeId,
    },
  ]);
  return { moved: true };
}
