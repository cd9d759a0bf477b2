import { type SQL, sql } from 'drizzle-orm';
import type { CivilDate } from '../domain/dates.ts';

/** Before the first day that is asked for: what came in earlier than that counts as of the day before. */
const DAYS_BACK = 3_660;
/** A clock may be ahead of the database's, never by more. */
const DAYS_AHEAD = 366;

type CivilDays = { midnights: SQL; day(column: string): SQL };

/**
 * Civil days in Brussels of very many timestamps: `midnights` stands among the parts of the statement (after `with`), and
 * `day` is the date of a column. A day is found among the midnights by halving, in a fifth of the time that
 * `at time zone` takes for a row. Days that lie more than ten years before `from` are taken for one.
 */
export function civilDays(from: CivilDate): CivilDays {
  const first = sql`(${from}::date - ${DAYS_BACK}::int)`;
  return {
    midnights: sql`midnights as materialized (
      select array_agg((d::timestamp at time zone 'Europe/Brussels') order by d) as all_of_them
      from generate_series(${first}, current_date + ${DAYS_AHEAD}::int, interval '1 day') d)`,
    day: (column) => sql`(${first} - 1 + width_bucket(${sql.raw(column)}, (select all_of_them from midnights)))`,
  };
}

type CivilWeeks = { mondays: SQL; week(column: string): SQL };

/**
 * The same for weeks in Brussels from the Monday `from`: `week` is the Monday of a column's timestamp. Far fewer midnights
 * to look among than days have.
 */
export function civilWeeks(from: CivilDate): CivilWeeks {
  return {
    mondays: sql`mondays as materialized (
      select array_agg((d::timestamp at time zone 'Europe/Brussels') order by d) as all_of_them
      from generate_series(${from}::date, current_date + ${DAYS_AHEAD}::int, interval '7 days') d)`,
    week: (column) =>
      sql`(${from}::date + 7 * (width_bucket(${sql.raw(column)}, (select all_of_them from mondays)) - 1))`,
  };
}
