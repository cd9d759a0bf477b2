import { and, eq, isNull } from 'drizzle-orm';
import { decision } from '../../db/tables/decision.ts';
import { ConflictError } from '../../errors/errors.ts';
import type { LoadedRequest } from '../../reads/load-request.ts';
import { requestType } from '../../request-types/registry.ts';
import { changeState } from '../change-state.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { loadForDecision, requireDecider } from '../staff-decision.ts';
import { undoApprovals } from '../undo-approval.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * Takes an edit back before it is applied: it is approved no more, and nobody has to decide it. What was applied is
 * taken back by `orderRevert`.
 * @throws ConflictError when it has been applied, is no edit, or on an old version; ForbiddenError for readers
 */
export async function takeBackEdit(
  ctx: Context,
  input: { requestId: string; version: number },
): Promise<{ version: number }> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const { request } = await loadForDecision(tx, actor, input);
    if (requestType(request.type).origin !== 'staff-edit') {
      throw new ConflictError(`Change request ${request.id} is no edit of staff.`, {
        userMessage: 'Cette demande ne vient pas du secrétariat : elle ne se retire pas ici.',
      });
    }
    const open = request.state === 'approved' ? await undo(tx, actor, request) : request;
    const { version } = await changeState(tx, open, 'withdraw', { detail: { ordered: true } });
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'take-back-edit', subject: { type: 'change-request', id: request.id }, requestId: request.id },
    ]);
    return { version };
  });
}

async function undo(tx: TransactionContext, actor: StaffActor, request: LoadedRequest['request']) {
  const pending = and(eq(decision.requestId, request.id), eq(decision.kind, 'approve'), isNull(decision.settledAt));
  const [row] = await tx.db.select({ id: decision.id }).from(decision).where(pending);
  const undone = row ? await undoApprovals(tx, actor, [row.id]) : [];
  const own = undone.find(({ requestId }) => requestId === request.id);
  if (own) return { id: request.id, state: 'submitted' as const, version: own.version };
  throw new ConflictError(`The approval of change request ${request.id} is no longer pending.`, {
    userMessage: 'C’est trop tard : la modification vient d’être appliquée.',
  });
}
