import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { isOpenPo } from '../narrow-pos.ts';

export type Coverage = { pos: number; roles: { role: Role; held: number }[] };

/** In how many POs of a secretariat that are not closed somebody holds each role on that day. */
export async function countCoverage(db: Database, regionId: string, today: CivilDate): Promise<Coverage> {
  const [{ pos } = { pos: 0 }] = await db.execute<{ pos: number }>(
    sql`select count(*)::int as pos from po p where p.region_id = ${regionId}::uuid and ${isOpenPo(today)}`,
  );
  const rows = await db.execute<{ role: Role; vacant: number }>(sql`
    select g.role, count(*)::int as vacant from po_gap g join po p on p.id = g.po_id
    where g.kind = 'unheld' and coalesce(upper(g.days), 'infinity'::date) > ${today}::date and g.days @> ${today}::date and p.region_id = ${regionId}::uuid and ${isOpenPo(today)}
    group by 1`);
  const vacant = new Map(rows.map((row) => [row.role, row.vacant]));
  return { pos, roles: ROLES.map((role) => ({ role, held: pos - (vacant.get(role) ?? 0) })) };
}
