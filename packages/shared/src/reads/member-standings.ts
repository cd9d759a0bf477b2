import { type SQL, sql } from 'drizzle-orm';
import { ACCOUNT_STEPS, type AccountStep, type StandingState } from '../domain/account-standing.ts';
import type { CivilDate } from '../domain/dates.ts';

/** Of which secretariat; on which day somebody is a member; at which moment a link works. */
export type StandingsReader = { regionId: string; today: CivilDate; now: Date };

/** Whether a row `k` of `member_standing` is of a member, of that day or to come, of the secretariat. */
export function isMember({ regionId, today }: StandingsReader): SQL {
  return sql`k.region_id = ${regionId}::uuid and k.until > ${today}::date`;
}

/** Where the member of the row `k` stands at that moment: a link that was sent ends by itself. */
export function standingAt(now: Date): SQL {
  return sql`case when k.state in ('sent', 'opened') and k.link_ends <= ${now.toISOString()}::timestamptz then 'expired' else k.state end`;
}

/** Whether the member of the row `k` stands there, with the states that the index knows it by. */
export function standsAt(state: StandingState, now: Date): SQL {
  const moment = sql`${now.toISOString()}::timestamptz`;
  if (state === 'sent' || state === 'opened') return sql`k.state = ${state} and k.link_ends > ${moment}`;
  if (state !== 'expired') return sql`k.state = ${state}`;
  return sql`(k.state = 'expired' or k.state in ('sent', 'opened') and k.link_ends <= ${moment})`;
}

/** Whether the member of the row `k` came at least so far. */
export function hasReached(step: AccountStep, now: Date): SQL {
  return sql`(${sql.join(
    ACCOUNT_STEPS[step].reached.map((state) => standsAt(state, now)),
    sql` or `,
  )})`;
}
