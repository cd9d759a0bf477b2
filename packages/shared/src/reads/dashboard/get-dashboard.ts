import type { DashboardView, QuantilesView } from '../../contracts/dashboard.ts';
import type { Database } from '../../db/client.ts';
import { STANDING_STATES, type StandingState } from '../../domain/account-standing.ts';
import { addDays, todayInBrussels } from '../../domain/dates.ts';
import { count, type Distribution, quantile, sizeOf } from '../../domain/distribution.ts';
import { ROLE_LABELS } from '../../domain/roles.ts';
import { lastWeeks, mondayOf } from '../../domain/weeks.ts';
import { requestType } from '../../request-types/registry.ts';
import { REQUEST_TYPE_NAMES, STAFF_TYPE_NAMES } from '../../request-types/forms.ts';
import { measureRelief, sumRelief } from '../mailings/measure-relief.ts';
import { countCoverage } from './count-coverage.ts';
import { countReceived } from './count-received.ts';
import { countStandings } from './count-standings.ts';
import { countUndelivered } from './count-undelivered.ts';
import { type Delays, measureDelays } from './measure-delays.ts';

/**
 * The figures of a secretariat over the last `weeks` weeks, the present one included. Weeks begin on Monday in Brussels;
 * delays are in working days of Belgium.
 */
export async function getDashboard(
  db: Database,
  regionId: string,
  { now, weeks }: { now: Date; weeks: number },
): Promise<DashboardView> {
  const today = todayInBrussels(now);
  const mondays = lastWeeks(today, weeks);
  const from = mondays[0] ?? today;
  const [received, delays, undelivered, accounts, coverage, mailings] = await Promise.all([
    countReceived(db, regionId, from),
    measureDelays(db, regionId, from),
    countUndelivered(db, regionId, from),
    countStandings(db, regionId, { today, now }),
    countCoverage(db, regionId, today),
    measureRelief(db, regionId, from),
  ]);
  const seen = new Set([...received.map(({ type }) => type), ...delays.map(({ type }) => type)]);
  const types = [...REQUEST_TYPE_NAMES, ...STAFF_TYPE_NAMES.filter((type) => seen.has(type))];
  return {
    at: now.toISOString(),
    types: types.map((type) => ({ type, label: requestType(type).label })),
    weeks: mondays.map((week) => ({
      from: week,
      to: addDays(week, 6),
      received: Object.fromEntries(received.filter((row) => row.week === week).map((row) => [row.type, row.requests])),
      delay: say(delays.filter((row) => row.week === week)),
      relief: sumRelief(mailings.filter(({ startedOn }) => mondayOf(startedOn) === week)),
      undelivered: pick(undelivered.find((row) => row.week === week)),
    })),
    delays: {
      all: say(delays),
      byType: Object.fromEntries(types.map((type) => [type, say(delays.filter((row) => row.type === type))])),
    },
    accounts: Object.fromEntries(STANDING_STATES.map((state) => [state, accounts[state] ?? 0])) as Record<
      StandingState,
      number
    >,
    coverage: {
      pos: coverage.pos,
      roles: coverage.roles.map(({ role, held }) => ({ role, label: ROLE_LABELS[role], held })),
    },
  };
}

const NONE = { refused: 0, returned: 0, blocked: 0, unknown: 0 };

function pick(row: typeof NONE | undefined): typeof NONE {
  const { refused, returned, blocked, unknown } = row ?? NONE;
  return { refused, returned, blocked, unknown };
}

function say(delays: readonly Delays[]): QuantilesView {
  const all: Distribution = new Map();
  for (const { days } of delays) for (const [value, times] of days) count(all, value, times);
  return { requests: sizeOf(all), median: quantile(all, 0.5), p90: quantile(all, 0.9) };
}
