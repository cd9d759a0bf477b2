import { sql } from 'drizzle-orm';
import { mandatesInRegion } from '../reads/find-person.ts';
import type { Context } from './context.ts';
import { requireStaff } from './staff-decision.ts';

/** Whose file was looked at: a person's own page, or the page of a PO, which shows its members. */
export type Reading = { personId: string } | { poId: string };

/**
 * Notes that somebody of the secretariat looked at a file that stands in their region: once an hour, however often it is
 * read again. One statement, made to run beside the reading itself. It never rejects: what cannot be noted is said in the
 * logs, and the page is shown.
 */
export async function recordReading(ctx: Context, reading: Reading): Promise<void> {
  const actor = requireStaff(ctx);
  const [personId, poId] = 'personId' in reading ? [reading.personId, null] : [null, reading.poId];
  const known =
    personId === null
      ? sql`select from po where po.id = ${poId}::uuid and po.region_id = ${actor.regionId}`
      : mandatesInRegion(personId, actor.regionId);
  const now = ctx.now().toISOString();
  try {
    await ctx.db.execute(sql`
      insert into person_reading (staff_id, person_id, po_id, screen, hour, at)
      select ${actor.id}, ${personId}::uuid, ${poId}::uuid, ${poId === null ? 'person' : 'po'},
        date_trunc('hour', ${now}::timestamptz), ${now}::timestamptz
      where exists (${known})
      on conflict do nothing`);
  } catch (error) {
    ctx.log.error({ err: error, staffId: actor.id, ...reading }, 'the reading of a file could not be recorded');
  }
}
