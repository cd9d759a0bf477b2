import { eq } from 'drizzle-orm';
import type { ViewFilters } from '../../contracts/saved-views.ts';
import { savedView } from '../../db/tables/saved-view.ts';
import { InvalidInputError } from '../../errors/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireStaff } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { nameTaken, readViewName } from './read-view-name.ts';

const MOST = 50;

/**
 * Keeps filters of the queue under a name, for oneself or for the colleagues too.
 * @throws InvalidInputError for a name that is missing, too long or taken, or after too many views
 */
export async function saveView(
  ctx: Context,
  input: { name: string; shared: boolean; filters: ViewFilters },
): Promise<{ id: string }> {
  const actor = requireStaff(ctx);
  const name = readViewName(input.name);
  const { shared, filters } = input;
  return inTransaction(ctx, async (tx) => {
    if ((await tx.db.$count(savedView, eq(savedView.ownerId, actor.id))) >= MOST) throw tooMany();
    const [row] = await tx.db
      .insert(savedView)
      .values({
        regionId: actor.regionId,
        ownerId: actor.id,
        name,
        shared,
        filters,
        createdAt: tx.now(),
        updatedAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: savedView.id });
    if (!row) throw nameTaken();
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'save-view', subject: { type: 'saved-view', id: row.id }, after: { name, shared, filters } },
    ]);
    return row;
  });
}

function tooMany(): InvalidInputError {
  const message = `Vous avez déjà ${MOST} vues : supprimez-en une d’abord.`;
  return new InvalidInputError(`There are ${MOST} views of one owner already.`, [{ path: 'name', message }], {
    userMessage: message,
  });
}
