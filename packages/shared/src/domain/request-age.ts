import { type CivilDate, todayInBrussels } from './dates.ts';
import { type Wait, workingDaysHeld } from './working-days.ts';

/** Working days from which an open request is late in coming, and late: `AGE_ALERT_DAYS`. */
export type AgeAlerts = readonly [slow: number, late: number];

export const DEFAULT_AGE_ALERTS: AgeAlerts = [3, 5];

export const AGE_LEVELS = ['fresh', 'slow', 'late'] as const;
export type AgeLevel = (typeof AGE_LEVELS)[number];

/** `waitedDays`: working days that are not counted, because its author had to answer; `paused`: the author still has. */
export type RequestAge = { days: number; waitedDays: number; paused: boolean; level: AgeLevel };

type Lived = {
  createdAt: Date;
  /** Null while it is open. */
  settledAt: Date | null;
  /** Questions to its author: when they were asked, and closed if they are. */
  waits: readonly { askedAt: Date; closedAt: Date | null }[];
};

/**
 * How long a request has been with the secretariat, in working days of Belgium. The clock stands still from a question
 * to its author until the answer; not while the request is set aside, because its author waits all the same.
 */
export function ageOf({ createdAt, settledAt, waits }: Lived, now: Date, [slow, late]: AgeAlerts): RequestAge {
  const from = todayInBrussels(createdAt);
  const to = todayInBrussels(settledAt ?? now);
  const spans = waits.map(({ askedAt, closedAt }): Wait => [todayInBrussels(askedAt), closedDay(closedAt, to)]);
  const days = workingDaysHeld(from, to, spans);
  return {
    days,
    waitedDays: workingDaysHeld(from, to, []) - days,
    paused: waits.some(({ closedAt }) => closedAt === null),
    level: settledAt !== null || days < slow ? 'fresh' : days < late ? 'slow' : 'late',
  };
}

function closedDay(closedAt: Date | null, end: CivilDate): CivilDate {
  return closedAt === null ? end : todayInBrussels(closedAt);
}
