import type { AudienceView } from '../../contracts/audiences.ts';
import { type AudienceCriteria, audienceCriteria } from '../../contracts/mailing-audience.ts';
import { audience } from '../../db/tables/audience.ts';
import { getAudience } from '../../reads/mailings/list-audiences.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';
import { audienceNameTaken, readAudienceName } from './read-audience-name.ts';

/**
 * Keeps whom mailings are for under a name, for the whole secretariat.
 * @throws InvalidInputError for a name that is missing, too long or taken, ForbiddenError for readers
 */
export async function createAudience(
  ctx: Context,
  input: { name: string; criteria: AudienceCriteria },
): Promise<AudienceView> {
  const actor = requireDecider(ctx);
  const name = readAudienceName(input.name);
  const criteria = audienceCriteria.parse(input.criteria);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(audience)
      .values({ regionId: actor.regionId, name, criteria, updatedBy: actor.id, updatedAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: audience.id });
    if (!row) throw audienceNameTaken(name);
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'create-audience', subject: { type: 'audience', id: row.id }, after: { name, criteria } },
    ]);
    return getAudience(tx.db, row.id);
  });
}
