import { and, eq, sql } from 'drizzle-orm';
import { changeRequest } from '../../db/tables/change-request.ts';
import { requestEvent } from '../../db/tables/request-event.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { isOpen, OPEN_STATES, type RequestState, STATE_LABELS } from '../../domain/transitions.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { listColleagues } from '../../reads/list-colleagues.ts';
import { getRequestOrThrow } from '../../reads/load-request.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Gives an open request to a colleague, takes it oneself, or releases it (`to` null). `from` is who had it on the
 * screen: of two people who take it at once, the second is told by whom. Giving it to who has it changes nothing. The
 * version stays: who deals with a request changes nothing of what is decided.
 * @throws ConflictError when somebody else has it by now, or when it is over; InvalidInputError for somebody who decides
 *   nothing here; ForbiddenError for readers
 */
export async function assignRequest(
  ctx: Context,
  { requestId, from, to }: { requestId: string; from: string | null; to: string | null },
): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const { request } = await getRequestOrThrow(tx.db, requestId, actor.regionId);
    refuseOver(request);
    if (request.assignedTo === to) return;
    const name = to === null ? null : await nameOf(tx, actor.regionId, to);
    const [row] = await tx.db
      .update(changeRequest)
      .set({ assignedTo: to })
      .where(
        and(
          eq(changeRequest.id, requestId),
          sql`${changeRequest.assignedTo} is not distinct from ${from}::uuid`,
          sql`${changeRequest.state} in ${[...OPEN_STATES]}`,
        ),
      )
      .returning({ state: changeRequest.state });
    if (!row) throw await takenMeanwhile(tx, requestId);
    await tx.db.insert(requestEvent).values({
      requestId,
      event: to === null ? 'release' : to === actor.id ? 'take' : 'assign',
      fromState: row.state,
      toState: row.state,
      actorKind: actor.kind,
      actorId: actor.id,
      actorLabel: actor.label,
      detail: { from, to, name },
      at: tx.now(),
    });
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'assign-request',
        subject: { type: 'change-request', id: requestId },
        requestId,
        before: { assignedTo: from },
        after: { assignedTo: to },
      },
    ]);
  });
}

async function nameOf(tx: TransactionContext, regionId: string, staffId: string): Promise<string> {
  const found = (await listColleagues(tx.db, regionId)).find(({ id }) => id === staffId);
  if (found) return found.name;
  throw new InvalidInputError(`Staff user ${staffId} decides nothing in region ${regionId}.`, [
    { path: 'to', message: 'Cette personne ne peut pas traiter de demande.' },
  ]);
}

async function takenMeanwhile(tx: TransactionContext, requestId: string): Promise<ConflictError> {
  const [now] = await tx.db
    .select({ state: changeRequest.state, name: staffUser.name })
    .from(changeRequest)
    .leftJoin(staffUser, eq(staffUser.id, changeRequest.assignedTo))
    .where(eq(changeRequest.id, requestId));
  if (now && !isOpen(now.state)) return isOver(requestId, now.state);
  return new ConflictError(`Change request ${requestId} was given to somebody else since it was read.`, {
    userMessage: now?.name ? `Cette demande est maintenant à ${now.name}.` : 'Cette demande n’est plus à personne.',
  });
}

/** @throws ConflictError when nothing more happens to the request: nobody deals with it any more */
export function refuseOver({ id, state }: { id: string; state: RequestState }): void {
  if (!isOpen(state)) throw isOver(id, state);
}

function isOver(requestId: string, state: RequestState): ConflictError {
  return new ConflictError(`Change request ${requestId} is over: there is nothing to assign.`, {
    userMessage: `Cette demande est ${STATE_LABELS[state]} : il n’y a plus rien à y faire.`,
  });
}
