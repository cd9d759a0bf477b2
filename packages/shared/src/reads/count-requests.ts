import { sql } from 'drizzle-orm';
import { COUNTED, GROUP_STATES, type QueueGroup } from '../contracts/request-list.ts';
import type { Database } from '../db/client.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { OPEN_STATES } from '../domain/transitions.ts';

type Row = Record<Exclude<QueueGroup, 'closed' | 'all'>, number> & { closed: number; open: number };

/**
 * How many requests each group of a secretariat holds for this member of staff. What is open is counted whole, from an
 * index that holds nothing else; what is over up to `COUNTED`.
 */
export async function countRequests(
  db: Database,
  { regionId, staffId, now }: { regionId: string; staffId: string; now: Date },
): Promise<Record<QueueGroup, number>> {
  const aside = sql`set_aside_until > ${todayInBrussels(now)}::date`;
  const here = sql`(${aside}) is not true`;
  const listed = (group: QueueGroup) => sql.raw(GROUP_STATES[group].map((state) => `'${state}'`).join(', '));
  const [row] = await db.execute<Row>(sql`
    select count(*)::int as open,
      count(*) filter (where state in (${listed('todo')}) and ${here})::int as todo,
      count(*) filter (where state = 'submitted' and corrected_at is not null and ${here})::int as corrected,
      count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'correction_requested')::int as waiting,
      count(*) filter (where assigned_to = ${staffId}::uuid and ${here})::int as mine,
      count(*) filter (where ${aside})::int as "set-aside",
      count(*) filter (where state = 'approved')::int as approved,
      (select count(*)::int from (
        select from change_request where region_id = ${regionId}::uuid and state in (${listed('closed')}) limit ${COUNTED}
      ) as some_closed) as closed
    from change_request
    where region_id = ${regionId}::uuid
      and state in (${sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '))})`);
  if (!row) throw new Error('Counting requests answered nothing.');
  const { open, ...counts } = row;
  return { ...counts, all: Math.min(COUNTED, counts.closed + open) };
}
