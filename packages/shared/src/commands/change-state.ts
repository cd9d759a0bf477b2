import { and, eq, sql } from 'drizzle-orm';
import { startFlight } from '../db/flight.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { nextState, type RequestEvent, type RequestState, STATE_LABELS } from '../domain/transitions.ts';
import { ConflictError } from '../errors/errors.ts';
import type { TransactionContext } from './context.ts';

type Current = { id: string; state: RequestState; version: number };

/**
 * Moves a request along the table of transitions by a conditional update (id, state and version), and writes its
 * history. Returns the new state and version.
 * @throws ConflictError when the table has no such step, or somebody else was quicker
 */
export async function changeState(
  ctx: TransactionContext,
  request: Current,
  event: RequestEvent,
  more: {
    set?: Partial<typeof changeRequest.$inferInsert>;
    reason?: string;
    detail?: Record<string, unknown>;
  } = {},
): Promise<{ state: RequestState; version: number }> {
  const state = nextState(request.state, event);
  if (state === null) {
    throw new ConflictError(`Change request ${request.id} is ${request.state}: "${event}" is not possible.`, {
      userMessage: `Cette demande est ${STATE_LABELS[request.state]} : ce n’est plus possible.`,
    });
  }
  const final = state !== 'submitted' && state !== 'correction_requested' && state !== 'approved' && state !== 'failed';
  const flight = startFlight();
  const moved = ctx.db
    .update(changeRequest)
    .set({ ...more.set, state, version: sql`${changeRequest.version} + 1`, settledAt: final ? ctx.now() : null })
    .where(
      and(
        eq(changeRequest.id, request.id),
        eq(changeRequest.state, request.state),
        eq(changeRequest.version, request.version),
      ),
    )
    .returning({ version: changeRequest.version });
  const rows = flight.ask(moved);
  const noted = ctx.db.insert(requestEvent).values({
    requestId: request.id,
    event,
    fromState: request.state,
    toState: state,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    actorLabel: ctx.actor.label,
    reason: more.reason ?? '',
    detail: more.detail ?? {},
    at: ctx.now(),
  });
  flight.send(noted);
  await flight.land();
  const [row] = await rows;
  if (!row) throw changedMeanwhile(request.id);
  return { state, version: row.version };
}

export function changedMeanwhile(requestId: string): ConflictError {
  return new ConflictError(`Change request ${requestId} changed since it was read.`, {
    userMessage: 'Quelqu’un a changé cette demande entre-temps. Relisez-la avant de décider.',
  });
}
