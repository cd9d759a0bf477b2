import { and, eq, isNull, sql } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { submission } from '../db/tables/submission.ts';
import { todayInBrussels } from '../domain/dates.ts';
import type { Role } from '../domain/roles.ts';
import { getRequestOrThrow } from '../reads/load-request.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { summariseFindings } from '../request-types/make-plan.ts';
import type { TransactionContext } from './context.ts';

/**
 * What the form's process may not look up, done by the worker when a request arrives or its author's address is
 * confirmed: who the submitter is, the findings that the queue shows as badges, and the words it is found by. Running it
 * again changes nothing.
 */
export async function processArrival(
  tx: TransactionContext,
  requestId: string,
  settings: { singleHolderRoles: readonly Role[] },
): Promise<void> {
  const loaded = await getRequestOrThrow(tx.db, requestId);
  const planned = await planLoaded(tx.db, loaded, {
    today: todayInBrussels(tx.now()),
    singleHolderRoles: settings.singleHolderRoles,
  });
  if (!planned) return;
  await tx.db
    .update(changeRequest)
    .set({ findings: summariseFindings(planned.plan) })
    .where(and(eq(changeRequest.id, requestId), eq(changeRequest.state, 'submitted')));
  await tx.db.execute(sql`select refresh_request_search(array[${requestId}::uuid])`);
  const { personId } = planned.facts.submitter;
  if (personId) {
    await tx.db
      .update(submission)
      .set({ submitterPersonId: personId })
      .where(and(eq(submission.id, loaded.submission.id), isNull(submission.submitterPersonId)));
  }
}
