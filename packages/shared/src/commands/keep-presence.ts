import { sql } from 'drizzle-orm';
import { type Doing, PRESENCE_LEASE_SECONDS } from '../domain/presence.ts';
import { ForbiddenError, NotFoundError } from '../errors/errors.ts';
import type { Context } from './context.ts';

/** Open tabs of one person that are told to others; more say nothing new. */
const TABS = 20;

/**
 * Holds the place of a tab before a request for some seconds. It is a lease and no act: neither history nor audit know
 * of it. In one statement, because each open tab says it every few seconds.
 * @throws ForbiddenError unless staff, NotFoundError when there is no such request in the region
 */
export async function keepPresence(
  ctx: Context,
  input: { tabId: string; requestId: string; doing: Doing },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new ForbiddenError('presence is for staff');
  const [found] = await ctx.db.execute<{ known: boolean }>(sql`
    with asked as (
      select id from change_request where id = ${input.requestId} and region_id = ${actor.regionId}
    ), held as (
      insert into presence (id, staff_id, region_id, request_id, doing, held_until)
      select ${input.tabId}, ${actor.id}, ${actor.regionId}, asked.id, ${input.doing},
        now() + make_interval(secs => ${PRESENCE_LEASE_SECONDS})
      from asked where (select count(*) from presence where staff_id = ${actor.id} and id <> ${input.tabId}) < ${TABS}
      on conflict (id) do update
        set request_id = excluded.request_id, doing = excluded.doing, held_until = excluded.held_until
        where presence.staff_id = excluded.staff_id
    )
    select exists (select from asked) as known`);
  if (!found?.known)
    throw new NotFoundError(`No change request ${input.requestId}.`, { userMessage: 'Cette demande n’existe pas.' });
}
