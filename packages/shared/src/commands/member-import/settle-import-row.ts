import { and, eq } from 'drizzle-orm';
import { importRow } from '../../db/tables/import-row.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors/errors.ts';
import type { Finding, Settlement } from '../../request-types/plan.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { lockImport } from './import-run-row.ts';
import type { RowSettlement } from './read-row.ts';

export type RowChoice = { kind: 'option'; set: Settlement } | { kind: 'names'; swapped: boolean };

/**
 * Notes what staff chose where a row is not certain: one of the offered options, or which name is which. The next dry run
 * heeds it.
 * @throws ConflictError when the row is written or the import not there to be read, InvalidInputError for an option that
 *   was not offered, NotFoundError in another region, ForbiddenError for readers
 */
export async function settleImportRow(
  ctx: Context,
  input: { importId: string; line: number; choice: RowChoice },
): Promise<void> {
  const actor = requireDecider(ctx);
  const { importId, line, choice } = input;
  await inTransaction(ctx, async (tx) => {
    const run = await lockImport(tx, actor, importId);
    const [row] = await tx.db
      .select()
      .from(importRow)
      .where(and(eq(importRow.importId, importId), eq(importRow.line, line)));
    if (!row)
      throw new NotFoundError(`No line ${line} in import ${importId}.`, { userMessage: 'Cette ligne n’existe pas.' });
    if (!['planned', 'applied'].includes(run.state) || row.state === 'applied') {
      throw new ConflictError(`Line ${line} of import ${importId} is ${row.state}.`, {
        userMessage: 'Cette ligne ne peut plus être changée maintenant.',
      });
    }
    const former = row.settlement as Settlement & RowSettlement;
    const settlement =
      choice.kind === 'names'
        ? { ...former, swapNames: choice.swapped }
        : merge(former, offered(row.findings as Finding[], choice.set));
    await tx.db
      .update(importRow)
      .set({ settlement, state: 'waiting', outcome: 'Votre choix est noté : il comptera au prochain essai.' })
      .where(and(eq(importRow.importId, importId), eq(importRow.line, line)));
    await writeAudit(tx.db, actor, tx.now(), [
      {
        action: 'settle-import-row',
        subject: { type: 'member-import', id: importId },
        before: { line, ...former },
        after: { line, ...settlement },
      },
    ]);
  });
}

function offered(findings: readonly Finding[], set: Settlement): Settlement {
  const wanted = canonicalJson(set);
  const found = findings.flatMap(({ options = [] }) => options).find((option) => canonicalJson(option.set) === wanted);
  if (found) return found.set;
  throw new InvalidInputError('the option was not offered', [], {
    userMessage: 'Ce choix n’est plus proposé. Rechargez la page.',
  });
}

function merge(former: Settlement & RowSettlement, set: Settlement): Settlement & RowSettlement {
  return { ...former, ...set, ...(set.holders ? { holders: { ...former.holders, ...set.holders } } : {}) };
}
