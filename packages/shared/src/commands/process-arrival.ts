import { and, eq, isNull, sql } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { requestPayload } from '../db/tables/request-payload.ts';
import { submission } from '../db/tables/submission.ts';
import { todayInBrussels } from '../domain/dates.ts';
import type { Role } from '../domain/roles.ts';
import { getRequestOrThrow } from '../reads/load-request.ts';
import { type PlannedRequest, planLoaded } from '../reads/plan-request.ts';
import { plannedPersonId, summariseFindings } from '../request-types/make-plan.ts';
import { recordValues } from '../request-types/recorded.ts';
import { requestType } from '../request-types/registry.ts';
import type { TransactionContext } from './context.ts';

/**
 * What the form's process may not look up, done by the worker when a request arrives or its author's address is
 * confirmed: who the submitter is, the findings that the queue shows as badges, the words it is found by, and what the
 * register says now about each answer. Running it again changes nothing.
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
  await recordArrival(tx, planned);
  const { personId } = planned.facts.submitter;
  if (personId) {
    await tx.db
      .update(submission)
      .set({ submitterPersonId: personId })
      .where(and(eq(submission.id, loaded.submission.id), isNull(submission.submitterPersonId)));
  }
}

/** What the register says as the answers come in: once, so that it stays what it was then. */
async function recordArrival(tx: TransactionContext, planned: PlannedRequest): Promise<void> {
  const { request, payload, facts, plan, today } = planned;
  const about = { day: today, personId: plannedPersonId(plan, facts.world.persons), poId: facts.poId };
  const recorded = recordValues(requestType(request.type).compare(payload, facts, about.personId, today), about);
  await tx.db
    .update(requestPayload)
    .set({ recorded })
    .where(
      and(
        eq(requestPayload.requestId, request.id),
        eq(requestPayload.version, request.payloadVersion),
        isNull(requestPayload.recorded),
      ),
    );
}
