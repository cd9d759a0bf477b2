import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import { staffUser } from '../../db/tables/staff-user.ts';
import type { MailingStage } from '../../domain/mailings/mailing-stages.ts';
import { queueMails } from '../../mail/queue-mail.ts';
import type { TransactionContext } from '../context.ts';
import type { MailingRow } from './load-mailing-for.ts';

/**
 * Writes to staff what became of a mailing: to those who are named, or, when it waits to be read, to every colleague who
 * may decide. Never to whoever did it. `version`: of the mailing after the step, so that each step is told once.
 */
export async function tellStaff(
  tx: TransactionContext,
  { id: mailingId, regionId }: Pick<MailingRow, 'id' | 'regionId'>,
  { stage, version, to }: { stage: MailingStage; version: number; to?: readonly (string | null)[] },
): Promise<void> {
  const self = tx.actor.kind === 'staff' ? tx.actor.id : null;
  const named = to?.filter((id) => id !== null);
  if (named?.length === 0) return;
  const rows = await tx.db
    .select({ id: staffUser.id, name: staffUser.name, email: staffUser.email })
    .from(staffUser)
    .where(
      and(
        eq(staffUser.regionId, regionId),
        isNull(staffUser.disabledAt),
        ne(staffUser.role, 'reader'),
        ...(self === null ? [] : [ne(staffUser.id, self)]),
        ...(named ? [inArray(staffUser.id, named)] : []),
      ),
    );
  await queueMails(
    tx.db,
    rows.map(({ id, name, email }) => ({
      kind: 'mailing-notice',
      causeKey: `mailing-notice/${mailingId}/${version}/${id}`,
      to: { address: email, name },
      params: { staffId: id, mailingId, stage },
    })),
  );
}
