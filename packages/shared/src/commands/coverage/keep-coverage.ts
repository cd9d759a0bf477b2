import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { coverageMonth } from '../../db/tables/coverage-month.ts';
import { region } from '../../db/tables/region.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { monthOf } from '../../domain/months.ts';
import { countReachable } from '../../reads/coverage/count-reachable.ts';

/**
 * Counts, once a day, how the roles of each secretariat are covered, and keeps the count as that of the month in Brussels:
 * the last day that was counted stands. Doing it again on the same day writes nothing.
 */
export async function keepCoverage(db: Database, now: Date): Promise<void> {
  const day = todayInBrussels(now);
  const month = monthOf(day);
  for (const { id: regionId } of await db.select({ id: region.id }).from(region)) {
    const counted = await db.$count(
      coverageMonth,
      and(eq(coverageMonth.regionId, regionId), eq(coverageMonth.day, day)),
    );
    if (counted > 0) continue;
    const { pos, roles } = await countReachable(db, regionId, day);
    await db
      .insert(coverageMonth)
      .values(roles.map((row) => ({ ...row, regionId, month, day, pos })))
      .onConflictDoUpdate({
        target: [coverageMonth.regionId, coverageMonth.month, coverageMonth.role],
        set: {
          ...{ day: sql`excluded.day`, pos: sql`excluded.pos` },
          ...{ held: sql`excluded.held`, reachable: sql`excluded.reachable` },
        },
        setWhere: sql`${coverageMonth.day} <= excluded.day`,
      });
  }
}
