import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { SETTINGS } from '../settings/settings.ts';

type About = { poId: string | null } | { submissionId: string };

/**
 * When a tracking link ends that is made now, as the secretariat of that PO or envoi chose; for a PO that is not known,
 * as the first secretariat chose, which gets the envoi.
 */
export async function trackingLinkEnd(db: Database | Transaction, now: Date, about: About): Promise<Date> {
  const region =
    'submissionId' in about
      ? sql`(select region_id from submission where id = ${about.submissionId})`
      : sql`coalesce((select region_id from po where id = ${about.poId}), (select id from region order by created_at, id limit 1))`;
  const [row] = await db.execute<{ days: number | null }>(sql`
    select (value #>> '{}')::integer as days from setting where key = 'tracking-link' and region_id = ${region}`);
  return new Date(now.getTime() + (row?.days ?? SETTINGS['tracking-link'].given) * 86_400_000);
}
