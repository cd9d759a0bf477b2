import { and, eq, sql } from 'drizzle-orm';
import { startFlight } from '../db/flight.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { nextState, type RequestEvent, type RequestState, STATE_LABELS } from '../domain/transitions.ts';
import { ConflictError } from '../errors/errors.ts';
import type { TransactionContext } from './context.ts';
import { lookAgainAtNeighbours } from './look-again.ts';

type Current = { id: string; state: RequestState; version: number };

type Step = {
  set?: Partial<typeof changeRequest.$inferInsert>;
  reason?: string;
  detail?: Record<string, unknown>;
};

/**
 * Moves a request along the table of transitions by a conditional update (id, state and version), and writes its
 * history; the worker looks again at what it changes for its neighbours. Returns the new state and version.
 * @throws ConflictError when the table has no such step, or somebody else was quicker
 */
export async function changeState(
  ctx: TransactionContext,
  request: Current,
  event: RequestEvent,
  { detail, ...more }: Step = {},
): Promise<{ state: RequestState; version: number }> {
  const [state] = await changeStates(ctx, [{ ...request, ...(detail ? { detail } : {}) }], event, more);
  if (!state) throw changedMeanwhile(request.id);
  return { state, version: request.version + 1 };
}

/** The same for several requests that are in one state, in one trip. Returns the new state of each. */
export async function changeStates(
  ctx: TransactionContext,
  requests: readonly (Current & Pick<Step, 'detail'>)[],
  event: RequestEvent,
  { set, reason = '' }: Omit<Step, 'detail'> = {},
): Promise<RequestState[]> {
  const [first] = requests;
  if (!first) return [];
  const state = stateAfter(first, event);
  const other = requests.find((request) => request.state !== first.state);
  if (other) throw notPossible(other, event);
  const final = state !== 'submitted' && state !== 'correction_requested' && state !== 'approved' && state !== 'failed';
  const flight = startFlight();
  const known = JSON.stringify(requests.map(({ id, version }) => ({ id, version })));
  const moved = ctx.db
    .update(changeRequest)
    .set({ ...set, state, version: sql`${changeRequest.version} + 1`, settledAt: final ? ctx.now() : null })
    .from(sql`jsonb_to_recordset(${known}::jsonb) as known (id uuid, version integer)`)
    .where(
      and(
        sql`${changeRequest.id} = known.id`,
        sql`${changeRequest.version} = known.version`,
        eq(changeRequest.state, first.state),
      ),
    )
    .returning({ id: changeRequest.id });
  const rows = flight.ask(moved);
  const noted = ctx.db.insert(requestEvent).values(
    requests.map(({ id, detail = {} }) => ({
      requestId: id,
      event,
      fromState: first.state,
      toState: state,
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorLabel: ctx.actor.label,
      reason,
      detail,
      at: ctx.now(),
    })),
  );
  flight.send(noted);
  flight.send(ctx.db.execute(lookAgainAtNeighbours(requests.map(({ id }) => id))));
  await flight.land();
  const changed = new Set((await rows).map(({ id }) => id));
  const missed = requests.find(({ id }) => !changed.has(id));
  if (missed) throw changedMeanwhile(missed.id);
  return requests.map(() => state);
}

/**
 * The state that the event leads to.
 * @throws ConflictError when the table has no such step
 */
export function stateAfter(request: Pick<Current, 'id' | 'state'>, event: RequestEvent): RequestState {
  const state = nextState(request.state, event);
  if (state === null) throw notPossible(request, event);
  return state;
}

function notPossible({ id, state }: Pick<Current, 'id' | 'state'>, event: RequestEvent): ConflictError {
  return new ConflictError(`Change request ${id} is ${state}: "${event}" is not possible.`, {
    userMessage: `Cette demande est ${STATE_LABELS[state]} : ce n’est plus possible.`,
  });
}

export function changedMeanwhile(requestId: string): ConflictError {
  return new ConflictError(`Change request ${requestId} changed since it was read.`, {
    userMessage: 'Quelqu’un a changé cette demande entre-temps. Relisez-la avant de décider.',
  });
}
