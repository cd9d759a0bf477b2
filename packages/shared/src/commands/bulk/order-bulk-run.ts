import { sql } from 'drizzle-orm';
import { bulkItem } from '../../db/tables/bulk-item.ts';
import { bulkRun } from '../../db/tables/bulk-run.ts';
import { changeRequest } from '../../db/tables/change-request.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { BULK_LIMIT } from '../../domain/bulk.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { listColleagues } from '../../reads/list-colleagues.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { readWords } from '../read-words.ts';
import { type DecisionSettings, requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/** What is ordered; the requests are another matter. */
export type BulkOrder =
  | { kind: 'approve' }
  /** `reason`: each author reads it. */
  | { kind: 'reject'; reason: string }
  /** To this member of staff; null: to nobody any more. */
  | { kind: 'assign'; assigneeId: string | null };

export type BulkOrderInput = {
  /** Made by who orders: the same id again is the same run. */
  id: string;
  order: BulkOrder;
  /** In the order in which they are to be done, at the version that was seen. */
  items: readonly { requestId: string; version: number }[];
};

/**
 * Writes down what is to be done with many requests; the worker does it, one after the other, whatever becomes of this
 * process or of the browser. Sent twice, it is one run.
 * @throws InvalidInputError without requests, with more than `BULK_LIMIT`, without a reason or for somebody who decides nothing here, NotFoundError when one of
 *   them is not of the region, ConflictError when the id is that of another run, ForbiddenError for readers
 */
export async function orderBulkRun(
  ctx: Context,
  input: BulkOrderInput,
  settings: Pick<DecisionSettings, 'undoDelaySeconds'>,
): Promise<{ id: string }> {
  const actor = requireDecider(ctx);
  const order = readOrder(input.order);
  refuseOddItems(input.items);
  return inTransaction(ctx, async (tx) => {
    const holders = await holdersOf(tx, actor, input.items);
    if (order.kind === 'assign' && order.assigneeId !== null) await refuseStranger(tx, actor, order.assigneeId);
    const [run] = await tx.db
      .insert(bulkRun)
      .values({
        id: input.id,
        regionId: actor.regionId,
        ...order,
        staffId: actor.id,
        undoDelaySeconds: settings.undoDelaySeconds,
        orderedAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: bulkRun.id });
    if (!run) return await orderedBefore(tx, actor, input.id);
    const items = input.items.map(({ requestId, version }, place) => {
      const assignedFrom = holders.get(requestId) ?? null;
      return { runId: input.id, place, requestId, version, assignedFrom };
    });
    // In order of id, as whoever locks requests: a foreign key locks what it points to.
    await tx.db.insert(bulkItem).values(items.sort((a, b) => (a.requestId < b.requestId ? -1 : 1)));
    await enqueue(tx.db, [{ kind: 'bulk', ref: input.id }]);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'order-bulk-run',
        subject: { type: 'bulk-run', id: input.id },
        after: { ...order, requests: input.items.length },
      },
    ]);
    return { id: input.id };
  });
}

function readOrder(order: BulkOrder): BulkOrder {
  if (order.kind !== 'reject') return order;
  const missing = 'Indiquez la raison du refus : chaque auteur la lira.';
  return { kind: 'reject', reason: readWords(order.reason, { missing, path: 'order.reason' }) };
}

function refuseOddItems(items: BulkOrderInput['items']): void {
  const problem =
    items.length === 0
      ? 'Choisissez au moins une demande.'
      : items.length > BULK_LIMIT
        ? `Un lot compte ${BULK_LIMIT} demandes au plus.`
        : new Set(items.map(({ requestId }) => requestId)).size < items.length
          ? 'Une demande y est deux fois.'
          : null;
  if (problem) {
    throw new InvalidInputError(
      `A run of ${items.length} requests: none, too many or twice the same.`,
      [{ path: 'items', message: problem }],
      { userMessage: problem },
    );
  }
}

async function orderedBefore(tx: TransactionContext, actor: StaffActor, id: string): Promise<{ id: string }> {
  const [known] = await tx.db
    .select({ id: bulkRun.id })
    .from(bulkRun)
    .where(sql`${bulkRun.id} = ${id} and ${bulkRun.staffId} = ${actor.id}`);
  if (!known) throw new ConflictError(`Bulk run ${id} is somebody else's.`);
  return known;
}

/** Who has each of the requests when it is ordered. @throws NotFoundError when one is not of the region */
async function holdersOf(
  tx: TransactionContext,
  actor: StaffActor,
  items: BulkOrderInput['items'],
): Promise<Map<string, string | null>> {
  const ids = items.map(({ requestId }) => requestId);
  const known = await tx.db
    .select({ id: changeRequest.id, assignedTo: changeRequest.assignedTo })
    .from(changeRequest)
    .where(sql`${changeRequest.id} = any(${uuidList(ids)}) and ${changeRequest.regionId} = ${actor.regionId}`);
  const holders = new Map(known.map(({ id, assignedTo }) => [id, assignedTo]));
  const missing = ids.find((id) => !holders.has(id));
  if (missing === undefined) return holders;
  throw new NotFoundError(`No change request ${missing} in the region.`, {
    userMessage: 'Une de ces demandes n’existe pas.',
  });
}

async function refuseStranger(tx: TransactionContext, actor: StaffActor, assigneeId: string): Promise<void> {
  if ((await listColleagues(tx.db, actor.regionId)).some(({ id }) => id === assigneeId)) return;
  const message = 'Cette personne ne peut pas traiter de demande.';
  throw new InvalidInputError(
    `Staff user ${assigneeId} decides nothing in region ${actor.regionId}.`,
    [{ path: 'order.assigneeId', message }],
    { userMessage: message },
  );
}
