import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/client.ts';
import { memberImport } from '../../db/tables/member-import.ts';
import { staffUser } from '../../db/tables/staff-user.ts';
import { ForbiddenError, NotFoundError } from '../../errors/errors.ts';
import type { StaffActor, TransactionContext } from '../context.ts';

export type ImportRunRow = typeof memberImport.$inferSelect;

/** The import as it stands; null when there is none. */
export async function findImport(db: Database | Transaction, importId: string): Promise<ImportRunRow | null> {
  const [run] = await db.select().from(memberImport).where(eq(memberImport.id, importId));
  return run ?? null;
}

/** The import, held against whoever orders something else of it. @throws NotFoundError in another region */
export async function lockImport(tx: TransactionContext, actor: StaffActor, importId: string): Promise<ImportRunRow> {
  const [run] = await tx.db
    .select()
    .from(memberImport)
    .where(and(eq(memberImport.id, importId), eq(memberImport.regionId, actor.regionId)))
    .for('no key update');
  if (!run)
    throw new NotFoundError(`No member import ${importId}.`, { userMessage: 'Cette importation n’existe pas.' });
  return run;
}

/** Who ordered it, as they are now. @throws ForbiddenError when they have left, or may only read */
export async function ordererOf(db: Database | Transaction, run: ImportRunRow): Promise<StaffActor> {
  const [row] = await db
    .select({
      id: staffUser.id,
      label: staffUser.name,
      role: staffUser.role,
      regionId: staffUser.regionId,
      personId: staffUser.personId,
      disabledAt: staffUser.disabledAt,
    })
    .from(staffUser)
    .where(eq(staffUser.id, run.orderedBy ?? ''));
  if (!row || row.disabledAt !== null || row.regionId !== run.regionId || row.role === 'reader') {
    throw new ForbiddenError(`Staff user ${run.orderedBy} is no longer in office.`, {
      userMessage: 'Qui a lancé cette importation n’a plus accès au secrétariat : rien de plus n’a été écrit.',
    });
  }
  const { disabledAt: _, ...actor } = row;
  return { kind: 'staff', ...actor };
}
