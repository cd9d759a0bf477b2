import type { PersonData } from '../../contracts/privacy.ts';
import type { RetentionPeriods } from '../../privacy/retention-periods.ts';
import { readPersonData } from '../../reads/read-person-data.ts';
import { type Context, inTransaction } from '../context.ts';
import { requireDecider } from '../staff-decision.ts';
import { writeAudit } from '../write-audit.ts';

/**
 * All that is kept of one person, for the person (GDPR, art. 15). That it was handed out is in the audit, with no value.
 * @throws ForbiddenError for readers, NotFoundError for a person of another secretariat
 */
export async function exportPersonData(
  ctx: Context,
  { personId }: { personId: string },
  periods: RetentionPeriods,
): Promise<PersonData> {
  const actor = requireDecider(ctx);
  return inTransaction(ctx, async (tx) => {
    const data = await readPersonData(tx.db, { personId, regionId: actor.regionId }, periods);
    await writeAudit(tx.db, actor, tx.now(), [
      { action: 'export-person-data', subject: { type: 'person', id: personId } },
    ]);
    return { ...data, madeAt: tx.now().toISOString(), madeBy: actor.label };
  });
}
