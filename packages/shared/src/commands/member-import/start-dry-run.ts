import { eq, sql } from 'drizzle-orm';
import { importMapping } from '../../db/tables/import-mapping.ts';
import { memberImport } from '../../db/tables/member-import.ts';
import { sha256Hex } from '../../domain/hash.ts';
import { type ImportMapping, mappingProblem } from '../../domain/member-import.ts';
import { foldForSearch } from '../../domain/text.ts';
import { ConflictError, InvalidInputError } from '../../errors/errors.ts';
import { enqueue } from '../../queue/outbox.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { lockImport } from './import-run-row.ts';

export type DryRunInput = { importId: string; mapping: ImportMapping };

/** The key of a set of headers: what is remembered for one is proposed for files that name their columns the same. */
export function headersKey(headers: readonly string[]): string {
  return sha256Hex(headers.map(foldForSearch).join('|'));
}

/**
 * Orders the dry run of an import by what staff say of its columns, and remembers it for files with the same headers. May
 * be ordered again, also after a part was applied: what is applied stays.
 * @throws InvalidInputError when the columns do not say enough, ConflictError while it is being written or once it is
 *   cancelled, NotFoundError in another region, ForbiddenError for readers
 */
export async function startDryRun(ctx: Context, { importId, mapping }: DryRunInput): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const run = await lockImport(tx, actor, importId);
    if (run.state === 'applying' || run.state === 'cancelled') {
      const userMessage =
        run.state === 'applying' ? 'Cette importation est en cours d’écriture.' : 'Cette importation est abandonnée.';
      throw new ConflictError(`Import ${importId} is ${run.state}.`, { userMessage });
    }
    const problem =
      mapping.columns.length === run.headers.length
        ? mappingProblem(mapping, run.poId !== null)
        : 'Ces colonnes ne sont pas celles de ce fichier. Rechargez la page.';
    if (problem)
      throw new InvalidInputError('the columns do not say enough', [{ path: 'mapping', message: problem }], {
        userMessage: problem,
      });
    const generation = run.generation + 1;
    const now = tx.now();
    const [counted] = await tx.db.execute<{ rows: number }>(sql`
      select count(*)::int as rows from import_row where import_id = ${importId} and state <> 'applied'`);
    await tx.db
      .update(memberImport)
      .set({
        mapping,
        generation,
        state: 'planning',
        done: 0,
        total: counted?.rows ?? 0,
        failure: '',
        plannedBy: actor.id,
      })
      .where(eq(memberImport.id, importId));
    const remembered = { mapping, updatedBy: actor.id, updatedAt: now };
    await tx.db
      .insert(importMapping)
      .values({ regionId: actor.regionId, headersKey: headersKey(run.headers), ...remembered })
      .onConflictDoUpdate({ target: [importMapping.regionId, importMapping.headersKey], set: remembered });
    await enqueue(tx.db, [{ kind: 'member-import', ref: `${importId}/plan/${generation}` }]);
    await writeAudit(tx.db, actor, now, [
      { action: 'plan-import', subject: { type: 'member-import', id: importId }, after: { generation } },
    ]);
  });
}
