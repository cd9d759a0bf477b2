import { and, eq, gt } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { exportChunk } from '../../db/tables/export-chunk.ts';
import { exportRun } from '../../db/tables/export-run.ts';
import type { ExportFormat } from '../../domain/exports.ts';
import { NotFoundError } from '../../errors/errors.ts';
import { exportFileName } from '../../reads/exports/list-own-exports.ts';
import { type Context, inTransaction } from '../context.ts';
import { writeAudit } from '../write-audit.ts';
import { requireStaff } from '../staff-decision.ts';

/** The same whether it never was, is another's, is not written yet or is gone. */
export const NO_SUCH_EXPORT = (id: string) =>
  new NotFoundError(`no file of an export ${id} for this member of staff`, {
    userMessage: 'Ce fichier n’existe pas, ou n’existe plus. Exportez la liste à nouveau.',
  });

export type ExportFile = { fileName: string; format: ExportFormat; bytes: number; pieces: AsyncIterable<Uint8Array> };

/**
 * The file of one's own export, a piece at a time; that it was fetched is in the audit.
 * @throws NotFoundError for anybody else, before it is written, and when its time is over
 */
export async function openExportFile(ctx: Context, { id }: { id: string }): Promise<ExportFile> {
  const actor = requireStaff(ctx);
  const run = await inTransaction(ctx, async (tx) => {
    const [found] = await tx.db
      .select()
      .from(exportRun)
      .where(
        and(
          eq(exportRun.id, id),
          eq(exportRun.staffId, actor.id),
          eq(exportRun.state, 'done'),
          gt(exportRun.expiresAt, tx.now()),
        ),
      );
    if (!found) throw NO_SUCH_EXPORT(id);
    await writeAudit(tx.db, actor, tx.now(), [{ action: 'fetch-export', subject: { type: 'export', id } }]);
    return found;
  });
  return {
    fileName: exportFileName(run),
    format: run.format,
    bytes: run.bytes,
    pieces: readPieces(ctx.db, run),
  };
}

async function* readPieces(db: Database, run: { id: string; attempt: number; bytes: number }) {
  let sent = 0;
  for (let place = 0; sent < run.bytes; place += 1) {
    const [piece] = await db
      .select({ content: exportChunk.content })
      .from(exportChunk)
      .where(and(eq(exportChunk.runId, run.id), eq(exportChunk.attempt, run.attempt), eq(exportChunk.place, place)));
    // Deleted meanwhile: better a download that fails than half a file that looks whole.
    if (!piece) throw NO_SUCH_EXPORT(run.id);
    sent += piece.content.length;
    yield piece.content;
  }
}
