import { type SQL, sql } from 'drizzle-orm';
import { uuidList } from '../db/uuid-list.ts';

/**
 * The findings that the queue shows beside a request tell of its neighbours too: a member who is there now, another
 * open request, a role that is free again. So when some of them arrive or move on, the worker looks again at those of
 * the same POs that still wait for a decision.
 */
export function lookAgainAtNeighbours(requestIds: readonly string[]): SQL {
  return sql`
    insert into outbox (kind, ref)
    select 'arrive', neighbour.id || '/' || moved.id || ${AGAIN} || moved.version
    from change_request moved
      join change_request neighbour on neighbour.po_id = moved.po_id
        and neighbour.state = 'submitted' and neighbour.id <> moved.id
    where moved.id = any(${uuidList(requestIds)})
    on conflict do nothing`;
}

/** Whether an 'arrive' entry of the outbox is such a second look, which makes no other look again. */
export function isSecondLook(ref: string): boolean {
  return ref.includes(AGAIN);
}

const AGAIN = '@';
