import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import type { WorkContext } from '../../queue/work-context.ts';
import type { RowResult } from './plan-rows.ts';

/** 'more': another slice is to come. 'busy': another worker is at it. */
export type SliceEnd = 'over' | 'more' | 'busy';

/** What a slice of work needs: to say that it is alive, which keeps others from taking it up. */
export type SliceContext = WorkContext & { alive: () => Promise<void> };

/** Held by whoever writes for an import: a second worker finds it taken, and leaves. Ends with the transaction. */
export async function holdImport(tx: Transaction, importId: string): Promise<boolean> {
  const [row] = await tx.execute<{ held: boolean }>(sql`
    select pg_try_advisory_xact_lock(hashtextextended(${`member-import/${importId}`}, 1)) as held`);
  return row?.held === true;
}

/** Says how far it is, so that it is seen at once: never within the transaction that does the work. */
export async function noteProgress(ctx: SliceContext, importId: string, done: number): Promise<void> {
  await ctx.db.execute(sql`update member_import set done = ${done} where id = ${importId}`);
  await ctx.alive();
}

/** Writes what the dry run says of these rows. */
export async function saveResults(db: Transaction, importId: string, results: readonly RowResult[]): Promise<void> {
  const rows = results.map(({ line, subject, poId, planned, findings, warnings }) => {
    const isBlocked = planned === null || findings.some(({ severity }) => severity === 'blocking');
    const state = isBlocked ? 'refused' : planned.plan.effects.length === 0 ? 'nothing' : 'ready';
    return {
      ...{ line, state, subject, warnings, findings },
      po_id: poId,
      person_ids: planned?.plan.personIds ?? [],
      creates: planned?.creates ?? false,
      effects: planned?.effects ?? [],
      plan_hash: planned?.hash ?? '',
    };
  });
  await db.execute(sql`
    update import_row i set state = r.state, subject = r.subject, po_id = r.po_id, person_ids = r.person_ids, creates = r.creates,
      effects = r.effects, findings = r.findings, warnings = r.warnings, plan_hash = r.plan_hash, outcome = ''
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line integer, state text, subject text, po_id uuid, person_ids uuid[],
      creates boolean, effects jsonb, findings jsonb, warnings text[], plan_hash text)
    where i.import_id = ${importId} and i.line = r.line and i.state <> 'applied'`);
}
