import { sql } from 'drizzle-orm';
import type { StaffActor } from '../../commands/context.ts';
import { whyNotAlone } from '../../commands/mailings/send-mailing.ts';
import { audienceCriteria } from '../../contracts/mailing-audience.ts';
import type { MailingCheck } from '../../contracts/mailing-sending.ts';
import type { MailingLimits } from '../../contracts/mailing-view.ts';
import type { Database } from '../../db/client.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { audienceRecipients } from './audience-recipients.ts';
import { getMailingRow } from './get-mailing-row.ts';
import { whatIsMissing } from './what-is-missing.ts';

/** What stands between a draft and its sending, as things are now. @throws NotFoundError outside the region */
export async function checkMailing(
  db: Database,
  staff: StaffActor,
  mailingId: string,
  { fourEyes, now, limits }: { fourEyes: boolean; now: Date; limits: MailingLimits },
): Promise<MailingCheck> {
  const row = await getMailingRow(db, staff, mailingId);
  const missing = await whatIsMissing(db, row, limits);
  const chosen = !missing.some(({ where }) => where.part === 'recipients');
  return {
    people: chosen ? await countPeople(db, row, now) : null,
    missing,
    needsColleague: fourEyes && row.state === 'draft',
    maySend: staff.role !== 'reader' && !(fourEyes && whyNotAlone(staff, row) !== null),
  };
}

async function countPeople(
  db: Database,
  { criteria, regionId, kind }: Awaited<ReturnType<typeof getMailingRow>>,
  now: Date,
): Promise<MailingCheck['people']> {
  const asked = audienceRecipients(audienceCriteria.parse(criteria), { regionId, kind, today: todayInBrussels(now) });
  const [counted] = await db.execute<NonNullable<MailingCheck['people']>>(sql`
    select count(*) filter (where obstacle is null)::int as written,
      count(*) filter (where obstacle = 'no-address')::int as "noAddress",
      count(*) filter (where obstacle = 'suppressed')::int as suppressed,
      count(*) filter (where obstacle = 'left-list')::int as "leftList"
    from (${asked}) found`);
  return counted ?? null;
}
