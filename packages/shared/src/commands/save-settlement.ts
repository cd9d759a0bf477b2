import { and, eq, sql } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { requestEvent } from '../db/tables/request-event.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { ConflictError, InvalidInputError } from '../errors/errors.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { summariseFindings } from '../request-types/make-plan.ts';
import type { Settlement } from '../request-types/plan.ts';
import type { StoredPayload } from '../request-types/read-payload.ts';
import { requestType } from '../request-types/registry.ts';
import { changedMeanwhile } from './change-state.ts';
import type { StaffActor, TransactionContext } from './context.ts';
import type { DecisionSettings } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

export type SettlementChange = {
  settlement: Settlement;
  poId: string | null;
  /** What the history calls it, and what it keeps of it: no value of anybody. */
  event: 'settle' | 'correct-answer';
  detail: Record<string, unknown>;
};

/** @throws ConflictError when the request is no longer to be decided */
export function refuseDecided({ id, state }: LoadedRequest['request']): void {
  if (state === 'submitted') return;
  throw new ConflictError(`Change request ${id} is ${state}: nothing to settle.`, {
    userMessage: 'Cette demande n’est plus à traiter.',
  });
}

/** Keeps what staff chose about a request, with its new findings, history and audit. */
export async function saveSettlement(
  tx: TransactionContext,
  actor: StaffActor,
  loaded: LoadedRequest,
  { settlement, poId, event, detail }: SettlementChange,
  settings: Pick<DecisionSettings, 'singleHolderRoles'>,
): Promise<{ version: number }> {
  const { request } = loaded;
  const stored = correctPayload(loaded.sent, request.type, settlement);
  const candidate = { ...loaded, request: { ...request, settlement, poId }, stored };
  const { singleHolderRoles } = settings;
  const planned = await planLoaded(tx.db, candidate, { today: todayInBrussels(tx.now()), singleHolderRoles });
  const [row] = await tx.db
    .update(changeRequest)
    .set({
      ...{ settlement, poId, version: sql`${changeRequest.version} + 1` },
      ...(planned ? { findings: summariseFindings(planned.plan) } : {}),
    })
    .where(
      and(
        eq(changeRequest.id, request.id),
        eq(changeRequest.version, request.version),
        eq(changeRequest.state, 'submitted'),
      ),
    )
    .returning({ version: changeRequest.version });
  if (!row) throw changedMeanwhile(request.id);
  await tx.db.insert(requestEvent).values({
    ...{ requestId: request.id, event, fromState: 'submitted', toState: 'submitted' },
    ...{ actorKind: actor.kind, actorId: actor.id, actorLabel: actor.label, detail, at: tx.now() },
  });
  await writeAudit(tx.db, actor, tx.now(), [
    {
      action: event === 'settle' ? 'settle-finding' : event,
      subject: { type: 'change-request', id: request.id },
      requestId: request.id,
      before: request.settlement,
      after: settlement,
    },
  ]);
  return row;
}

function correctPayload(sent: StoredPayload, typeName: string, { corrections }: Settlement): StoredPayload {
  if (sent.kind === 'erased' || !corrections) return sent;
  const result = requestType(typeName).payload.safeParse({ ...(sent.payload as object), ...corrections });
  if (result.success) return { kind: 'payload', payload: result.data };
  throw new InvalidInputError(
    'The corrections do not fit the payload.',
    result.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: 'Cette correction ne convient pas à ce champ.',
    })),
  );
}
