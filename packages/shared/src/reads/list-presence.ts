import { sql } from 'drizzle-orm';
import type { PresentView } from '../contracts/presence.ts';
import type { Database } from '../db/client.ts';

/**
 * Who has which request before them now, in one secretariat: once per person and request, however many tabs, and
 * writing rather than reading.
 */
export async function listPresence(db: Database, regionId: string): Promise<PresentView[]> {
  return await db.execute<PresentView>(sql`
    select distinct on (p.request_id, u.name, p.staff_id) p.request_id as "requestId", p.staff_id as "staffId", u.name, p.doing
    from presence p join staff_user u on u.id = p.staff_id
    where p.region_id = ${regionId} and p.held_until > now() and u.disabled_at is null
    order by p.request_id, u.name, p.staff_id, p.doing = 'reading', p.held_until desc`);
}
