import { and, eq, isNull, sql } from 'drizzle-orm';
import { changeRequest } from '../db/tables/change-request.ts';
import { decision } from '../db/tables/decision.ts';
import { uuidList } from '../db/uuid-list.ts';
import { ConflictError } from '../errors/errors.ts';
import { cancelOutbox } from '../queue/outbox.ts';
import { changeStates } from './change-state.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { loadForDecision, requireDecider } from './staff-decision.ts';
import { writeAudit } from './write-audit.ts';

/**
 * Takes an approval back, as long as it has not been applied; of requests that were approved in one act, all of them.
 * @throws ConflictError when it has been, or on an old version
 */
export async function undoApproval(
  ctx: Context,
  input: { requestId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request } = await loadForDecision(tx, actor, input);
    const pending = and(eq(decision.requestId, request.id), eq(decision.kind, 'approve'), isNull(decision.settledAt));
    const [row] = await tx.db.select({ id: decision.id }).from(decision).where(pending);
    const undone = row ? await undoApprovals(tx, actor, [row.id]) : [];
    const own = undone.find(({ requestId }) => requestId === request.id);
    if (!own) throw tooLate(request.id);
    return { version: own.version };
  });
}

/**
 * Takes back those of the approvals that are not applied yet, together, each with its chain; resolves with what was
 * taken back.
 */
export async function undoApprovals(
  tx: TransactionContext,
  actor: StaffActor,
  decisionIds: readonly string[],
): Promise<{ decisionId: string; requestId: string; version: number }[]> {
  const named = await tx.db
    .select({ ref: sql<string>`coalesce(${decision.chainId}, ${decision.id})::text` })
    .from(decision)
    .where(sql`${decision.id} = any(${uuidList(decisionIds)})`);
  // The outbox rows first, as the worker does: whoever holds them decides.
  const refs = await cancelOutbox(tx.db, 'apply', [...new Set(named.map(({ ref }) => ref))]);
  if (refs.length === 0) return [];
  const taken = await tx.db
    .select({ decisionId: decision.id, requestId: decision.requestId })
    .from(decision)
    .where(sql`${decision.id} = any(${uuidList(refs)}) or ${decision.chainId} = any(${uuidList(refs)})`);
  const ids = taken.map(({ decisionId }) => decisionId);
  const requestIds = taken.map(({ requestId }) => requestId);
  await lockRegister(tx.db, { requestIds });
  const requests = await tx.db
    .select({ id: changeRequest.id, state: changeRequest.state, version: changeRequest.version })
    .from(changeRequest)
    .where(sql`${changeRequest.id} = any(${uuidList(requestIds)})`);
  const decisionOf = new Map(taken.map(({ requestId, decisionId }) => [requestId, decisionId]));
  const undone = requests.map((request) => ({ ...request, decisionId: decisionOf.get(request.id) ?? '' }));
  await changeStates(
    tx,
    undone.map(({ decisionId, ...request }) => ({ ...request, detail: { decisionId } })),
    'undo',
  );
  await tx.db
    .update(decision)
    .set({ settledAt: tx.now(), outcome: 'undone' })
    .where(sql`${decision.id} = any(${uuidList(ids)})`);
  await writeAudit(
    tx.db,
    actor,
    tx.now(),
    undone.map(({ id, decisionId }) => ({
      action: 'undo-approval',
      subject: { type: 'change-request', id },
      requestId: id,
      before: { decisionId },
    })),
  );
  return undone.map(({ id, decisionId, version }) => ({ decisionId, requestId: id, version: version + 1 }));
}

function tooLate(requestId: string): ConflictError {
  return new ConflictError(`The approval of change request ${requestId} is no longer pending.`, {
    userMessage: 'C’est trop tard : la demande vient d’être appliquée.',
  });
}
