import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { GROUP_STATES, type QueueGroup, type RequestListQuery } from '../contracts/request-list.ts';
import { changeRequest } from '../db/tables/change-request.ts';
import { type CivilDate, dayAfter, todayInBrussels } from '../domain/dates.ts';
import { isOpen } from '../domain/transitions.ts';

type Reader = { staffId: string; now: Date };

/** What makes a request belong to a group, beside its state. */
export function belonging(group: QueueGroup, { staffId, now }: Reader): (SQL | undefined)[] {
  const today = todayInBrussels(now);
  if (group === 'set-aside') return [sql`${changeRequest.setAsideUntil} > ${today}::date`];
  if (group !== 'todo' && group !== 'corrected' && group !== 'mine') return [];
  return [
    sql`(${changeRequest.setAsideUntil} is null or ${changeRequest.setAsideUntil} <= ${today}::date)`,
    group === 'corrected' ? isNotNull(changeRequest.correctedAt) : undefined,
    group === 'mine' ? eq(changeRequest.assignedTo, staffId) : undefined,
  ];
}

/** What narrows a group further, beside its words. */
export function narrowing(query: RequestListQuery, { staffId }: Reader): (SQL | undefined)[] {
  const { type, po: poId, assignee, channel } = query;
  return [
    type === undefined ? undefined : eq(changeRequest.type, type),
    poId === undefined ? undefined : eq(changeRequest.poId, poId),
    assignee === undefined
      ? undefined
      : assignee === 'nobody'
        ? isNull(changeRequest.assignedTo)
        : eq(changeRequest.assignedTo, assignee === 'me' ? staffId : assignee),
    // Written out, not as a parameter: the planner knows how rare each is.
    channel === undefined ? undefined : ofEnvoi(sql.raw(`s.channel = '${channel}'`)),
    checking(query),
    ...within(sql`${changeRequest.createdAt}`, query.cameFrom, query.cameTo),
    ...within(sql`${changeRequest.settledAt}`, query.settledFrom, query.settledTo),
  ];
}

/** Days of Brussels, the first and the last included. */
function within(moment: SQL, from: CivilDate | undefined, to: CivilDate | undefined): (SQL | undefined)[] {
  const midnight = (day: CivilDate) => sql`${day}::date::timestamp at time zone 'Europe/Brussels'`;
  return [
    from === undefined ? undefined : sql`${moment} >= ${midnight(from)}`,
    to === undefined ? undefined : sql`${moment} < ${midnight(dayAfter(to))}`,
  ];
}

/** Findings say something as long as there is something to decide: where nothing is, they narrow nothing. */
function checking({ group, check }: RequestListQuery): SQL | undefined {
  if (check === undefined || !GROUP_STATES[group].every(isOpen)) return undefined;
  if (check === 'unconfirmed') return ofEnvoi(sql`s.email_confirmed_at is null`);
  if (check !== 'none') return eq(changeRequest.gravest, check);
  // Not examined yet is not without findings.
  return and(isNull(changeRequest.gravest), isNotNull(changeRequest.findings));
}

function ofEnvoi(condition: SQL): SQL {
  return sql`exists (select from submission s where s.id = ${changeRequest.submissionId} and ${condition})`;
}
