import { and, asc, eq, gte } from 'drizzle-orm';
import type { CoverageView } from '../../contracts/coverage.ts';
import { PERIODS } from '../../contracts/dashboard.ts';
import type { Database } from '../../db/client.ts';
import { coverageMonth } from '../../db/tables/coverage-month.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import { endOfMonth, lastMonths, monthOf } from '../../domain/months.ts';
import { ROLE_LABELS, ROLES } from '../../domain/roles.ts';
import { lastWeeks } from '../../domain/weeks.ts';
import { countCoverage } from '../dashboard/count-coverage.ts';
import { measureRelief, sumRelief } from '../mailings/measure-relief.ts';
import { countReachable } from './count-reachable.ts';

const MONTHS = 12;
type Month = CoverageView['months'][number];

/**
 * How the roles of a secretariat's open POs are covered today and over twelve months. Of months that nobody counted, the
 * recorded periods say who held a role, and nothing says who could be reached.
 */
export async function getCoverage(db: Database, regionId: string, now: Date): Promise<CoverageView> {
  const today = todayInBrussels(now);
  const months = lastMonths(today, MONTHS);
  const first = months[0] ?? today;
  // The longest period of the dashboard may begin a little earlier: its numbers lead to these mailings.
  const [monday = first] = lastWeeks(today, Math.max(...PERIODS));
  const earliest = monday < first ? monday : first;
  const [current, kept, mailings] = await Promise.all([
    countReachable(db, regionId, today),
    db
      .select()
      .from(coverageMonth)
      .where(and(eq(coverageMonth.regionId, regionId), gte(coverageMonth.month, first)))
      .orderBy(asc(coverageMonth.month)),
    measureRelief(db, regionId, earliest),
  ]);
  const past = await Promise.all(
    months.slice(0, -1).map(async (month): Promise<Month> => {
      const rows = kept.filter((row) => row.month === month);
      const [known] = rows;
      const inOrder = rows.toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
      if (known)
        return {
          ...{ month, day: known.day },
          roles: inOrder.map(({ role, pos, held, reachable }) => ({ role, pos, held, reachable })),
        };
      const day = endOfMonth(month);
      const { pos, roles } = await countCoverage(db, regionId, day);
      return { month, day, roles: roles.map(({ role, held }) => ({ role, pos, held, reachable: null })) };
    }),
  );
  const { pos, roles } = current;
  return {
    at: now.toISOString(),
    pos,
    roles: roles.map((row) => ({ ...row, label: ROLE_LABELS[row.role] })),
    months: [...past, { month: monthOf(today), day: today, roles: roles.map((row) => ({ ...row, pos })) }],
    relief: {
      ...sumRelief(mailings.filter(({ startedOn }) => startedOn >= first)),
      months: months.map((month) => ({
        month,
        ...sumRelief(mailings.filter(({ startedOn }) => monthOf(startedOn) === month)),
      })),
      mailings,
    },
  };
}
