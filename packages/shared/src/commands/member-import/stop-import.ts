import { eq } from 'drizzle-orm';
import { memberImport } from '../../db/tables/member-import.ts';
import { ConflictError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { lockImport } from './import-run-row.ts';

/**
 * Gives an import up, or stops it between two stretches: what is written stays.
 * @throws ConflictError when it is over, or a whole file is being written, NotFoundError in another region, ForbiddenError
 *   for readers
 */
export async function stopImport(ctx: Context, { importId }: { importId: string }): Promise<void> {
  const actor = requireDecider(ctx);
  await inTransaction(ctx, async (tx) => {
    const run = await lockImport(tx, actor, importId);
    if (run.state === 'applied' || run.state === 'cancelled') {
      throw new ConflictError(`Import ${importId} is ${run.state}.`, {
        userMessage: 'Cette importation est déjà terminée.',
      });
    }
    if (run.state === 'applying' && run.mode === 'file') {
      throw new ConflictError(`Import ${importId} is being written whole.`, {
        userMessage: 'Tout le fichier est écrit en une fois : c’est tout ou rien, et c’est en cours.',
      });
    }
    const stopped = run.state === 'applying';
    const set = stopped
      ? { state: 'applied' as const, failure: 'Arrêtée avant la fin : ce qui est écrit reste.', finishedAt: tx.now() }
      : { state: 'cancelled' as const };
    await tx.db.update(memberImport).set(set).where(eq(memberImport.id, importId));
    await writeAudit(tx.db, actor, tx.now(), [
      { action: stopped ? 'stop-import' : 'cancel-import', subject: { type: 'member-import', id: importId } },
    ]);
  });
}
