import { and, eq, lt, ne, sql } from 'drizzle-orm';
import { exportSelection } from '../../contracts/exports.ts';
import { exportChunk } from '../../db/tables/export-chunk.ts';
import { exportRun } from '../../db/tables/export-run.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { EXPORT_HOURS, EXPORT_LIST_LABELS, XLSX_MAX_ROWS } from '../../domain/exports.ts';
import type { Role } from '../../domain/roles.ts';
import type { ExportReader } from '../../reads/exports/export-list.ts';
import { type OpenList, openList, writerOf } from '../../reads/exports/export-lists.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { writeAudit } from '../write-audit.ts';

type Run = typeof exportRun.$inferSelect;

export type ExportSettings = {
  singleHolderRoles: readonly Role[];
  /** Called now and again while rows are written, so that nobody else takes the work for abandoned. */
  stillAtIt?: (() => Promise<void>) | undefined;
};

/**
 * Writes the file of an export, piece by piece, from one snapshot of the list. It may be killed anywhere: whoever takes it
 * up begins anew under the next number, and the pieces of the former go when the file is done. Whoever finds that number
 * changed, or the export deleted, stops. Nothing happens when it is over already.
 */
export async function runExport(ctx: Context, id: string, settings: ExportSettings): Promise<void> {
  const run = await begin(ctx, id);
  if (!run) return;
  const selection = exportSelection.parse({ list: run.list, filters: run.filters });
  const list = openList(selection);
  const now = ctx.now();
  const reader: ExportReader = {
    ...{ staffId: run.staffId, regionId: run.regionId, now, today: todayInBrussels(now) },
    singleHolderRoles: settings.singleHolderRoles,
  };
  const written = await ctx.db.transaction(
    async (tx) => {
      const total = await list.count(tx, reader);
      if (run.format === 'xlsx' && (total ?? 0) > XLSX_MAX_ROWS) return 'too-many-rows';
      if (!(await note(ctx, run, { total }))) return 'replaced';
      return await writePieces(ctx, run, { list, rows: list.read(tx, reader), stillAtIt: settings.stillAtIt });
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  if (written === 'replaced') return;
  await inTransaction(ctx, (tx) => finish(tx, run, written));
}

/** The export as it is begun by this worker; undefined when there is nothing to do. */
async function begin({ db }: Context, id: string): Promise<Run | undefined> {
  const [run] = await db
    .update(exportRun)
    .set({ state: 'running', attempt: sql`${exportRun.attempt} + 1`, rows: 0, bytes: 0 })
    .where(and(eq(exportRun.id, id), sql`${exportRun.state} in ('ordered', 'running')`))
    .returning();
  return run;
}

const mine = (run: Run) =>
  and(eq(exportRun.id, run.id), eq(exportRun.attempt, run.attempt), eq(exportRun.state, 'running'));

/** Tells how far it is; false when somebody else is at it, or nobody wants it any more. */
async function note({ db }: Context, run: Run, how: Partial<Pick<Run, 'total' | 'rows' | 'bytes'>>): Promise<boolean> {
  const said = await db.update(exportRun).set(how).where(mine(run)).returning({ id: exportRun.id });
  return said.length > 0;
}

type Written = { rows: number; bytes: number };

async function writePieces(
  ctx: Context,
  run: Run,
  { list, rows, stillAtIt }: { list: OpenList; rows: ReturnType<OpenList['read']> } & Pick<ExportSettings, 'stillAtIt'>,
): Promise<Written | 'replaced'> {
  const writer = writerOf(run.format, EXPORT_LIST_LABELS[run.list], list);
  const written: Written = { rows: 0, bytes: 0 };
  let place = 0;
  const keep = async (content: Uint8Array): Promise<void> => {
    if (content.length === 0) return;
    await ctx.db.insert(exportChunk).values({ runId: run.id, attempt: run.attempt, place, content });
    place += 1;
    written.bytes += content.length;
  };
  await keep(writer.begin());
  for await (const some of rows) {
    await keep(writer.add(some));
    written.rows += some.length;
    if (!(await note(ctx, run, written))) return 'replaced';
    await stillAtIt?.();
  }
  await keep(writer.end());
  return written;
}

async function finish(tx: TransactionContext, run: Run, written: Written | 'too-many-rows'): Promise<void> {
  const finishedAt = tx.now();
  const outcome =
    written === 'too-many-rows'
      ? ({ state: 'failed', error: written } as const)
      : ({ state: 'done', ...written, expiresAt: new Date(finishedAt.getTime() + EXPORT_HOURS * 3_600_000) } as const);
  const [ended] = await tx.db
    .update(exportRun)
    .set({ ...outcome, finishedAt })
    .where(mine(run))
    .returning({ id: exportRun.id });
  if (!ended) return;
  await tx.db.delete(exportChunk).where(and(eq(exportChunk.runId, run.id), lt(exportChunk.attempt, run.attempt)));
  if (written === 'too-many-rows') return;
  const { list, filters, format, staffId } = run;
  await writeAudit(tx.db, tx.actor, finishedAt, [
    {
      action: 'write-export',
      subject: { type: 'export', id: run.id },
      after: { list, filters, format, rows: written.rows, orderedBy: staffId },
    },
  ]);
}

/** The worker has tried often enough: who ordered it reads that there is no file. */
export async function giveUpExport(tx: TransactionContext, id: string): Promise<void> {
  await tx.db
    .update(exportRun)
    .set({ state: 'failed', error: 'error', finishedAt: tx.now() })
    .where(and(eq(exportRun.id, id), ne(exportRun.state, 'done'), ne(exportRun.state, 'deleted')));
  await tx.db.delete(exportChunk).where(eq(exportChunk.runId, id));
}
