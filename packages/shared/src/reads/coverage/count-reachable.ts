import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { CivilDate } from '../../domain/dates.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { countCoverage } from '../dashboard/count-coverage.ts';
import { audienceParts } from '../mailings/audience-parts.ts';
import { audienceOfRoles } from './audience-of-roles.ts';

export type ReachableCoverage = { pos: number; roles: { role: Role; held: number; reachable: number }[] };

/** In how many open POs of a secretariat each role is held today, and held by somebody whom a mail reaches. */
export async function countReachable(db: Database, regionId: string, today: CivilDate): Promise<ReachableCoverage> {
  const [{ pos, roles }, rows] = await Promise.all([
    countCoverage(db, regionId, today),
    db.execute<{ role: Role; pos: number }>(sql`
      with ${audienceParts(audienceOfRoles(ROLES), { regionId, today })}
      select role, count(distinct po_id)::int as pos from held where reachable group by 1`),
  ]);
  const reachable = new Map(rows.map((row) => [row.role, row.pos]));
  return { pos, roles: roles.map(({ role, held }) => ({ role, held, reachable: reachable.get(role) ?? 0 })) };
}
