import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { retentionRun } from '../../db/tables/retention-run.ts';
import { GuichetError } from '../../errors/errors.ts';
import {
  RETENTION_PERIOD_NAMES,
  type RetentionPeriodName,
  type RetentionPeriods,
  retentionCutoff,
} from '../../privacy/retention-periods.ts';
import { type Context, inTransaction } from '../context.ts';
import { RETENTION_JOBS } from './retention-jobs.ts';

export type RetentionSettings = { periods: RetentionPeriods; erasureList: string | null };

/**
 * Takes away what is over, a batch at a time, each in one transaction with its line of the report: a run that breaks off
 * anywhere goes on where it was. What cannot go now (a request was opened meanwhile) waits for the next run.
 * `goOn` is asked between two batches. Resolves with whether all of it is done.
 */
export async function runRetention(
  ctx: Context,
  runId: string,
  settings: RetentionSettings,
  goOn: () => boolean = () => true,
): Promise<{ over: boolean }> {
  if (!(await beginRun(ctx, runId, settings.periods))) return { over: true };
  for (const name of RETENTION_PERIOD_NAMES) {
    const { batch, found = batch } = RETENTION_JOBS[name];
    const left: string[] = [];
    for (;;) {
      if (!goOn()) return { over: false };
      const cutoff = retentionCutoff(name, settings.periods, ctx.now());
      const ids = await firstDue(ctx.db, name, { cutoff, left, limit: found });
      if (ids.length === 0) break;
      for (let from = 0; from < ids.length; from += batch) {
        if (from > 0 && !goOn()) return { over: false };
        await runBatch(ctx, runId, { name, left, settings, cutoff }, ids.slice(from, from + batch));
      }
    }
  }
  await ctx.db.update(retentionRun).set({ finishedAt: ctx.now() }).where(eq(retentionRun.id, runId));
  return { over: true };
}

async function beginRun({ db, now }: Context, runId: string, periods: RetentionPeriods): Promise<boolean> {
  const [run] = await db
    .update(retentionRun)
    .set({ startedAt: sql`coalesce(${retentionRun.startedAt}, ${now().toISOString()}::timestamptz)`, periods })
    .where(sql`${retentionRun.id} = ${runId} and ${retentionRun.finishedAt} is null`)
    .returning({ id: retentionRun.id });
  return run !== undefined;
}

type Batch = { name: RetentionPeriodName; left: string[]; settings: RetentionSettings; cutoff: Date };

async function runBatch(
  ctx: Context,
  runId: string,
  { name, left, settings, cutoff }: Batch,
  ids: readonly string[],
): Promise<void> {
  const job = RETENTION_JOBS[name];
  try {
    await inTransaction(ctx, async (tx) => {
      // One at a time counts, and two workers at one run take turns.
      await tx.db.execute(sql`select from retention_run where id = ${runId} for update`);
      const went = await job.carryOut(tx, ids, { cutoff, erasureList: settings.erasureList });
      await tx.db.execute(sql`
        update retention_run set counts = counts || jsonb_build_object(${name}::text, coalesce((counts ->> ${name}::text)::int, 0) + ${went}::int)
        where id = ${runId}`);
      // What did not go would be found again for ever.
      if (went === 0) left.push(...ids);
    });
  } catch (error) {
    if (!(error instanceof GuichetError)) throw error;
    ctx.log.warn({ err: error, rule: name }, 'something due could not go: it waits for the next run');
    left.push(...ids);
  }
}

async function firstDue(
  db: Database,
  name: RetentionPeriodName,
  { cutoff, left, limit }: { cutoff: Date; left: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select due.id from (${RETENTION_JOBS[name].due(cutoff)}) due
    where not due.id = any(array(select jsonb_array_elements_text(${JSON.stringify(left)}::jsonb))) limit ${limit}`);
  return rows.map(({ id }) => id);
}
