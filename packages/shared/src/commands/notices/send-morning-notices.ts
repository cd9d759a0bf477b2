import { sql } from 'drizzle-orm';
import type { StaffRole } from '../../db/tables/staff-user.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { OLD_AFTER_DAYS } from '../../domain/notices.ts';
import { ageOf, DEFAULT_AGE_ALERTS } from '../../domain/request-age.ts';
import { isWorkingDay } from '../../domain/working-days.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import type { TransactionContext } from '../context.ts';
import { noticeStaff } from './notice-staff.ts';

/** Notices are told and then of no use: what was asked and decided stands elsewhere. */
const KEPT_DAYS = 60;

/**
 * What happens on a working morning: who wants to know is told of requests that have become old, and everybody who chose
 * so gets one mail with what happened since the last one. No mail when there is nothing to say; none for a day that is
 * over or on which nobody works.
 */
export async function sendMorningNotices(tx: TransactionContext, day: string): Promise<void> {
  const today = todayInBrussels(tx.now());
  if (day !== today || !isWorkingDay(today)) return;
  await noticeOldRequests(tx);
  await sendDigests(tx, day);
  await tx.db.execute(
    sql`delete from notice where created_at < ${tx.now().toISOString()}::timestamptz - make_interval(days => ${KEPT_DAYS})`,
  );
}

type Watcher = { id: string; region_id: string; role: StaffRole; days: number };
type OpenRequest = {
  id: string;
  region_id: string;
  created_at: string;
  waits: { askedAt: string; closedAt: string | null }[];
};

/** Each person has their own idea of old; a request becomes it once. */
async function noticeOldRequests(tx: TransactionContext): Promise<void> {
  const watchers = await tx.db.execute<Watcher>(sql`
    select u.id, u.region_id, u.role, coalesce(s.after_days, ${OLD_AFTER_DAYS}) as days
    from staff_user u left join notice_setting s on s.staff_id = u.id and s.kind = 'old' where u.disabled_at is null`);
  if (watchers.length === 0) return;
  const requests = await tx.db.execute<OpenRequest>(sql`
    select c.id, c.region_id, c.created_at, coalesce((
      select jsonb_agg(jsonb_build_object('askedAt', k.asked_at, 'closedAt', k.closed_at)) from correction k
      where k.request_id = c.id), '[]') as waits
    from change_request c
    where c.state in ('submitted', 'failed')
      and (c.set_aside_until is null or c.set_aside_until <= ${todayInBrussels(tx.now())}::date)
    order by c.created_at, c.id`);
  for (const request of requests) {
    const days = workingDaysOld(request, tx.now());
    const to = watchers.filter((each) => each.region_id === request.region_id && days >= each.days).map(({ id }) => id);
    await noticeStaff(tx, { kind: 'old', requestId: request.id, cause: request.id, to });
  }
}

function workingDaysOld({ created_at: createdAt, waits }: OpenRequest, now: Date): number {
  const spans = waits.map(({ askedAt, closedAt }) => ({
    askedAt: new Date(askedAt),
    closedAt: closedAt === null ? null : new Date(closedAt),
  }));
  return ageOf({ createdAt: new Date(createdAt), settledAt: null, waits: spans }, now, DEFAULT_AGE_ALERTS).days;
}

type Digest = { id: string; name: string; email: string; notices: string[] };

/** What somebody has dealt with since is no news any more; a mention stays one. */
async function sendDigests(tx: TransactionContext, day: string): Promise<void> {
  const digests = await tx.db.execute<Digest>(sql`
    select u.id, u.name, u.email, array_agg(n.id::text order by n.id) as notices
    from notice n join staff_user u on u.id = n.staff_id join change_request c on c.id = n.request_id
    where n.mail = 'daily' and n.digest_id is null and u.disabled_at is null
      and (n.kind = 'mentioned' or c.state in ('submitted', 'failed'))
    group by u.id, u.name, u.email order by u.id`);
  for (const { id, name, email, notices } of digests) {
    const to = { address: email, name };
    const causeKey = `staff-digest:${id}:${day}`;
    const mailId = await queueMail(tx.db, { kind: 'staff-digest', causeKey, to, params: { staffId: id } });
    if (mailId === null) continue;
    await tx.db.execute(
      sql`update notice set digest_id = ${mailId} where id = any(string_to_array(${notices.join(',')}, ',')::bigint[])`,
    );
  }
}
