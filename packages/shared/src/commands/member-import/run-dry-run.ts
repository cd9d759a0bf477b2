import { and, eq, sql } from 'drizzle-orm';
import { memberImport } from '../../db/tables/member-import.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { findImport } from './import-run-row.ts';
import { createRowPlanner, type StoredRow } from './plan-rows.ts';
import { loadPoDirectory } from './po-directory.ts';
import { holdImport, noteProgress, type SliceContext, type SliceEnd, saveResults } from './work-slice.ts';

const ROWS_PER_STRETCH = 500;

/**
 * Plans every row of an import that is not applied, in the order of the file, and notes on each what it would do. Nothing
 * of the register is written. Broken off anywhere, it begins again: the same rows give the same plans.
 */
export async function runDryRun(ctx: SliceContext, importId: string, generation: number): Promise<SliceEnd> {
  const run = await findImport(ctx.db, importId);
  if (!run?.mapping || run.state !== 'planning' || run.generation !== generation) return 'over';
  const today = todayInBrussels(ctx.now());
  const findPo = await loadPoDirectory(ctx.db, run);
  const { mapping } = run;
  const { singleHolderRoles } = ctx;
  const plan = createRowPlanner({ importId, mapping, today, findPo, singleHolderRoles, inWords: true });
  let line = 0;
  for (let done = 0; ; ) {
    const rows = await nextRows(ctx, importId, line);
    if (rows.length === 0) break;
    const results = await plan(ctx.db, rows);
    const went = await ctx.db.transaction(async (tx) => {
      if (!(await holdImport(tx, importId))) return 'busy';
      // Cancelled, or ordered anew meanwhile: what was planned is of no use.
      const now = await findImport(tx, importId);
      if (now?.state !== 'planning' || now.generation !== generation) return 'over';
      await saveResults(tx, importId, results);
      return 'on';
    });
    if (went !== 'on') return went;
    done += rows.length;
    line = rows.at(-1)?.line ?? line;
    await noteProgress(ctx, importId, done);
  }
  await ctx.db
    .update(memberImport)
    .set({ state: 'planned', plannedOn: today })
    .where(
      and(eq(memberImport.id, importId), eq(memberImport.state, 'planning'), eq(memberImport.generation, generation)),
    );
  return 'over';
}

async function nextRows(ctx: SliceContext, importId: string, after: number): Promise<StoredRow[]> {
  return await ctx.db.execute<StoredRow>(sql`
    select line, cells, settlement from import_row where import_id = ${importId} and line > ${after} and state <> 'applied'
    order by line limit ${ROWS_PER_STRETCH}`);
}
