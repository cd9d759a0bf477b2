import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { civilDays, civilWeeks } from '../../src/db/civil-days.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const { midnights, day } = civilDays('2026-01-05');

test('finds the day in Brussels of every half hour around midnights, the changes of the clock and leap days', async () => {
  const rows = await database.db('backoffice').execute<{ at: string; found: string; told: string }>(sql`
    with ${midnights}, moments as (
      select at from unnest(array['2016-06-30', '2020-02-28', '2025-03-29', '2025-10-25', '2026-03-28', '2026-10-24']::date[]) d,
        generate_series(d::timestamptz, d::timestamptz + interval '3 days', interval '30 minutes') at
      union all select at + s * interval '1 microsecond' from unnest(array['2026-01-05 00:00+01', '2025-07-01 00:00+02']::timestamptz[]) at,
        generate_series(-1, 1) s)
    select at::text, ${day('at')}::text as found, (at at time zone 'Europe/Brussels')::date::text as told from moments`);
  expect(rows.length).toBeGreaterThan(800);
  expect(rows.filter(({ found, told }) => found !== told)).toEqual([]);
});

test('takes all days of more than ten years ago for one', async () => {
  const rows = await database.db('backoffice').execute<{ found: string }>(sql`
    with ${midnights} select distinct ${day('at')}::text as found
    from unnest(array['1999-01-01', '2010-05-05', '2015-12-01']::timestamptz[]) at`);
  expect(rows).toEqual([{ found: '2015-12-28' }]);
});

test('finds the Monday in Brussels of every half hour, over the changes of the clock', async () => {
  const { mondays, week } = civilWeeks('2025-03-24');
  const rows = await database.db('backoffice').execute<{ at: string; found: string; told: string }>(sql`
    with ${mondays}, moments as (
      select at from generate_series('2025-03-24 00:00+01'::timestamptz, '2025-04-07', interval '30 minutes') at
      union all select at + s * interval '1 microsecond' from unnest(array['2025-10-27 00:00+01', '2026-06-15 00:00+02']::timestamptz[]) at,
        generate_series(-1, 1) s)
    select at::text, ${week('at')}::text as found, date_trunc('week', at at time zone 'Europe/Brussels')::date::text as told from moments`);
  expect(rows.length).toBeGreaterThan(600);
  expect(rows.filter(({ found, told }) => found !== told)).toEqual([]);
});
