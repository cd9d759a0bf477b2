import { type SQL, sql } from 'drizzle-orm';
import { uuidList } from '../db/uuid-list.ts';

/**
 * The findings that the queue shows beside a request tell of its neighbours too: a member who is there now, another
 * open request, a role that is free again. So when some of them arrive or move on, the worker looks again at those of
 * the same POs that still wait for a decision: a little later, so that many events make one look, and at the oldest
 * alone where there are very many.
 */
export function lookAgainAtNeighbours(requestIds: readonly string[]): SQL {
  return sql`
    insert into outbox (kind, ref, next_at)
    select 'arrive', neighbour.id || '/' || moved.id || ${AGAIN} || moved.version, now() + ${DELAY}::interval
    from change_request moved cross join lateral (
      select id from change_request r
      where r.po_id = moved.po_id and r.state = 'submitted' and r.id <> moved.id
      order by r.created_at, r.id limit ${MOST}) neighbour
    where moved.id = any(${uuidList(requestIds)}) and not exists (
      -- One that is not due yet will see this too; one that is due may be at work already.
      select from outbox o where o.kind = 'arrive' and o.ref like neighbour.id || '/%' and o.state = 'pending'
        and o.next_at > now() and o.next_at <= now() + ${DELAY}::interval)
    on conflict do nothing`;
}

/** Whether an 'arrive' entry of the outbox is such a second look, which makes no other look again. */
export function isSecondLook(ref: string): boolean {
  return ref.includes(AGAIN);
}

const AGAIN = '@';
const DELAY = '2 seconds';
const MOST = 20;
