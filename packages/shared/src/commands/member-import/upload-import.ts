import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { memberImport } from '../../db/tables/member-import.ts';
import { po } from '../../db/tables/po.ts';
import { normaliseText, textProblem } from '../../domain/text.ts';
import { InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import { type Context, inTransaction, type StaffActor, type TransactionContext } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { findHeader } from './file/find-header.ts';
import type { FileLine } from './file/file-table.ts';
import { readFile } from './file/read-file.ts';
import { refuseFile } from './file/refuse-file.ts';

export type UploadInput = {
  /** Made by who sends it: the same id again is the same import. */
  id: string;
  fileName: string;
  bytes: Buffer;
  /** The one PO that all of the file is about. */
  poId: string | null;
  /** Which sheet of a workbook, where several hold something. */
  sheet: string;
};

const ROWS_PER_STATEMENT = 2_000;

/**
 * Reads a list of members and keeps its rows, for its columns to be told. Nothing of the register changes; a file that
 * cannot be read leaves nothing behind.
 * @throws InvalidInputError with one French sentence for a wrong file, NotFoundError for a PO elsewhere, ForbiddenError for
 *   readers
 */
export async function uploadImport(ctx: Context, input: UploadInput): Promise<{ id: string }> {
  const actor = requireDecider(ctx);
  const fileName = normaliseText(input.fileName).slice(0, 200);
  const problem = fileName === '' ? 'Ce fichier n’a pas de nom.' : textProblem(fileName);
  if (problem) refuseFile('file-name', problem);
  const table = await readFile(input.bytes, input.sheet);
  const header = findHeader(table);
  const width = Math.max(...header.cells.map((cell, index) => (cell === '' ? 0 : index + 1)));
  const rows = table.lines.filter(({ line }) => line > header.line);
  return inTransaction(ctx, async (tx) => {
    await requirePo(tx, actor, input.poId);
    const [written] = await tx.db
      .insert(memberImport)
      .values({
        ...{ id: input.id, regionId: actor.regionId, fileName, described: table.described, poId: input.poId },
        fileSha256: createHash('sha256').update(input.bytes).digest('hex'),
        fileBytes: input.bytes.length,
        headerLine: header.line,
        headers: Array.from({ length: width }, (_, index) => (header.cells[index] ?? '').slice(0, 120)),
        state: 'mapping',
        total: rows.length,
        uploadedBy: actor.id,
        uploadedAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: memberImport.id });
    if (!written) return await sameImport(tx, actor, input.id);
    await saveLines(tx, input.id, rows);
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'upload-import',
        subject: { type: 'member-import', id: input.id },
        after: { fileName, rows: rows.length },
      },
    ]);
    return { id: input.id };
  });
}

async function requirePo(tx: TransactionContext, actor: StaffActor, poId: string | null): Promise<void> {
  if (poId === null) return;
  const [row] = await tx.db
    .select({ id: po.id })
    .from(po)
    .where(and(eq(po.id, poId), eq(po.regionId, actor.regionId)));
  if (!row) throw new NotFoundError(`No PO ${poId} in the region.`, { userMessage: 'Ce PO n’existe pas.' });
}

/** Sent twice, it is one import; somebody else's id is refused as any other slip. */
async function sameImport(tx: TransactionContext, actor: StaffActor, id: string): Promise<{ id: string }> {
  const [known] = await tx.db
    .select({ id: memberImport.id })
    .from(memberImport)
    .where(and(eq(memberImport.id, id), eq(memberImport.uploadedBy, actor.id)));
  if (known) return known;
  throw new InvalidInputError(`The id ${id} is taken.`, [], { userMessage: 'Rechargez la page, puis recommencez.' });
}

async function saveLines(tx: TransactionContext, importId: string, lines: readonly FileLine[]): Promise<void> {
  for (let n = 0; n < lines.length; n += ROWS_PER_STATEMENT) {
    const batch = lines.slice(n, n + ROWS_PER_STATEMENT);
    await tx.db.execute(sql`
      insert into import_row (import_id, line, cells) select ${importId}::uuid, line, cells
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r (line integer, cells jsonb)`);
  }
}
