import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { bulkItem } from '../../db/tables/bulk-item.ts';
import { bulkRun } from '../../db/tables/bulk-run.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { ForbiddenError, isGuichetError, NotFoundError } from '../../errors/errors.ts';
import { classifyFailure } from '../../queue/failure.ts';
import { approveRequest } from '../approve-request.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { rejectRequest } from '../reject-request.ts';
import type { DecisionSettings } from '../staff-decision.ts';
import { assignRequest } from '../triage/assign-request.ts';
import { whyLeft } from './why-left.ts';

export type BulkRunRow = typeof bulkRun.$inferSelect;
type BulkItemRow = typeof bulkItem.$inferSelect;
type Settings = Omit<DecisionSettings, 'undoDelaySeconds'>;
type Result = { state: 'done' | 'left'; outcome: string; decisionId?: string };

/** So long an approval of a run waits for the end of the run, at most. */
const HELD_SECONDS = 3_600;

/**
 * Does the next request of a run, in the name of who ordered it and by the command of a single decision, in one
 * transaction with what became of it. Resolves with 'over' when none is left.
 * @throws what may pass by itself (a server that is away, a collision): nothing is written then
 */
export async function runBulkItem(ctx: Context, runId: string, settings: Settings): Promise<'more' | 'over'> {
  return inTransaction(ctx, async (tx) => {
    // Whoever holds the run takes its next request: two workers go in turns, and who stops it comes between two.
    const [run] = await tx.db.select().from(bulkRun).where(eq(bulkRun.id, runId)).for('no key update');
    if (!run) throw new NotFoundError(`No bulk run ${runId}.`);
    const [item] = await tx.db
      .select()
      .from(bulkItem)
      .where(and(eq(bulkItem.runId, runId), eq(bulkItem.state, 'waiting')))
      .orderBy(asc(bulkItem.place))
      .limit(1);
    if (!item) {
      await finishBulkRun(tx, run);
      return 'over';
    }
    const result = await decide(tx, run, item, settings);
    await tx.db
      .update(bulkItem)
      .set({ ...result, at: tx.now() })
      .where(and(eq(bulkItem.runId, runId), eq(bulkItem.place, item.place)));
    return 'more';
  });
}

/** Gives a run up: what it has not come to is left, and says so. */
export async function giveUpBulkRun(tx: TransactionContext, runId: string, code: string): Promise<void> {
  const outcome = `Une erreur a arrêté le lot (${code}).`;
  await tx.db
    .update(bulkItem)
    .set({ state: 'left', outcome, at: tx.now() })
    .where(and(eq(bulkItem.runId, runId), eq(bulkItem.state, 'waiting')));
  const [run] = await tx.db.select().from(bulkRun).where(eq(bulkRun.id, runId));
  if (run) await finishBulkRun(tx, run);
}

/**
 * From now on what was approved may be applied, once the undo delay is over: until its end a run can be taken back
 * whole, and no application stands in its way.
 */
async function finishBulkRun(tx: TransactionContext, { id, undoDelaySeconds, finishedAt }: BulkRunRow): Promise<void> {
  const due = new Date(tx.now().getTime() + undoDelaySeconds * 1_000).toISOString();
  await tx.db.execute(sql`
    update outbox o set next_at = least(o.next_at, ${due}::timestamptz) from bulk_item i
    where i.run_id = ${id} and o.kind = 'apply' and o.ref = i.decision_id::text and o.state = 'pending'`);
  if (finishedAt === null) await tx.db.update(bulkRun).set({ finishedAt: tx.now() }).where(eq(bulkRun.id, id));
}

async function decide(tx: TransactionContext, run: BulkRunRow, item: BulkItemRow, settings: Settings): Promise<Result> {
  try {
    const actor = await ordererOf(tx, run);
    return await carryOut(asPart(tx, actor), run, item, settings);
  } catch (error) {
    if (isGuichetError(error)) return { state: 'left', outcome: whyLeft(error).outcome };
    const failure = classifyFailure(error);
    if (failure.kind === 'passing') throw error;
    // An error about one request holds up no other.
    tx.log.error({ err: error, runId: run.id, requestId: item.requestId, code: failure.code }, 'bulk item failed');
    return { state: 'left', outcome: `Une erreur est survenue (${failure.code}) : décidez-la à la main.` };
  }
}

async function carryOut(ctx: Context, run: BulkRunRow, item: BulkItemRow, settings: Settings): Promise<Result> {
  const { requestId, version } = item;
  switch (run.kind) {
    case 'approve': {
      const undoDelaySeconds = run.undoDelaySeconds + HELD_SECONDS;
      const input = { requestId, version, shownHash: null, acknowledged: [] };
      const { decisionId } = await approveRequest(ctx, input, { ...settings, undoDelaySeconds });
      return { state: 'done', outcome: 'Approuvée.', decisionId };
    }
    case 'reject':
      await rejectRequest(ctx, { requestId, version, reason: run.reason }, settings);
      return { state: 'done', outcome: 'Refusée.' };
    case 'assign':
      await assignRequest(ctx, { requestId, from: item.assignedFrom, to: run.assigneeId });
      return { state: 'done', outcome: run.assigneeId === null ? 'Rendue à tous.' : 'Attribuée.' };
  }
}

/** Who ordered the run, as they are now: who has left or may only read decides nothing any more. */
async function ordererOf(tx: TransactionContext, run: BulkRunRow): Promise<StaffActor> {
  const [row] = await tx.db
    .select({
      id: staffUser.id,
      label: staffUser.name,
      role: staffUser.role,
      regionId: staffUser.regionId,
      personId: staffUser.personId,
      disabledAt: staffUser.disabledAt,
    })
    .from(staffUser)
    .where(eq(staffUser.id, run.staffId));
  if (!row || row.disabledAt !== null || row.regionId !== run.regionId) {
    throw new ForbiddenError(`Staff user ${run.staffId} is no longer in office.`, {
      userMessage: 'Qui a demandé ce lot n’a plus accès au secrétariat.',
    });
  }
  const { disabledAt: _, ...actor } = row;
  return { kind: 'staff', ...actor };
}

/** For a command within this transaction: it opens a part of it, and a refusal undoes no more than that part. */
function asPart({ db, now, log }: TransactionContext, actor: StaffActor): Context {
  return { db: db as unknown as Database, actor, now, log };
}
