import { sql } from 'drizzle-orm';
import { RETENTION_JOBS } from '../commands/privacy/retention-jobs.ts';
import type { StaffActor } from '../commands/context.ts';
import type { ErasureView, RetentionRuleView, RetentionRunView } from '../contracts/privacy.ts';
import type { Database } from '../db/client.ts';
import type { ErasureState } from '../db/tables/erasure.ts';
import { formatName } from '../domain/names.ts';
import {
  RETENTION_PERIOD_NAMES,
  RETENTION_PERIODS,
  type RetentionPeriodName,
  type RetentionPeriods,
  retentionCutoff,
  sayRetention,
} from '../privacy/retention-periods.ts';

const SHOWN = 20;
const NAMED = 10;

type DueRow = {
  n: number;
  oldest: string | null;
  people: { id: string; first_name: string; last_name: string }[] | null;
};

/**
 * Each rule in words, with what is over at `now` and has not gone: how much, since when the oldest, and which people of
 * the secretariat first, where people go.
 */
export async function previewRetention(
  db: Database,
  regionId: string,
  now: Date,
  periods: RetentionPeriods,
): Promise<RetentionRuleView[]> {
  const rules: RetentionRuleView[] = [];
  // One after the other: each may look at much, and nobody waits for the screen of administration.
  for (const name of RETENTION_PERIOD_NAMES) {
    const { does, due } = RETENTION_JOBS[name];
    const over = due(retentionCutoff(name, periods, now));
    const [row] = await db.execute<DueRow>(
      name === 'people-without-mandate'
        ? sql`
          with due as materialized (${over})
          select count(*)::int as n, min(due.at) as oldest, (
            select json_agg(first) from (
              select p.id, p.first_name, p.last_name from due d join person p on p.id = d.id::uuid
              where exists (select from mandate m join po on po.id = m.po_id where m.person_id = p.id and po.region_id = ${regionId}::uuid)
              order by d.at, p.id limit ${NAMED}) first) as people
          from due`
        : sql`select count(*)::int as n, min(due.at) as oldest, null as people from (${over}) due`,
    );
    const { label, reason } = RETENTION_PERIODS[name];
    const oldest = row?.oldest ? new Date(row.oldest).toISOString() : null;
    const people = (row?.people ?? []).map(({ id, first_name: firstName, last_name: lastName }) => ({
      id,
      name: formatName({ firstName, lastName }),
    }));
    const period = sayRetention(name, periods[name]);
    rules.push({ name, label, reason, does, period, due: row?.n ?? 0, oldest, people });
  }
  return rules;
}

type RunRow = {
  id: string;
  ordered_by: string | null;
  ordered_at: string;
  started_at: string | null;
  finished_at: string | null;
  counts: Partial<Record<RetentionPeriodName, number>>;
};

/** The last runs that began or were ordered by hand, the newest first. */
export async function listRetentionRuns(db: Database): Promise<RetentionRunView[]> {
  const rows = await db.execute<RunRow>(sql`
    select r.id, u.name as ordered_by, r.ordered_at, r.started_at, r.finished_at, r.counts
    from retention_run r left join staff_user u on u.id = r.ordered_by
    where r.started_at is not null or r.ordered_by is not null order by r.ordered_at desc, r.id limit ${SHOWN}`);
  return rows.map(({ id, counts, ...run }) => ({
    id,
    orderedBy: run.ordered_by,
    orderedAt: new Date(run.ordered_at).toISOString(),
    startedAt: run.started_at && new Date(run.started_at).toISOString(),
    finishedAt: run.finished_at && new Date(run.finished_at).toISOString(),
    counts: RETENTION_PERIOD_NAMES.flatMap((name) =>
      counts[name] ? [{ label: RETENTION_PERIODS[name].label, count: counts[name] }] : [],
    ),
  }));
}

type ErasureRow = {
  id: string;
  person_id: string;
  first_name: string;
  last_name: string;
  ground: 'request' | 'retention';
  state: ErasureState;
  ordered_by: string | null;
  ordered_by_name: string | null;
  ordered_at: string;
  done_at: string | null;
};

/** The last erasures that people asked for, those that wait for a second person first. */
export async function listErasures(db: Database, actor: StaffActor): Promise<ErasureView[]> {
  const rows = await db.execute<ErasureRow>(sql`
    select e.*, p.first_name, p.last_name, u.name as ordered_by_name
    from erasure e join person p on p.id = e.person_id left join staff_user u on u.id = e.ordered_by
    where e.region_id = ${actor.regionId} order by e.state = 'awaiting-second' desc, e.ordered_at desc limit ${SHOWN}`);
  return rows.map((row) => ({
    ...{ id: row.id, personId: row.person_id, ground: row.ground, state: row.state },
    name: formatName({ firstName: row.first_name, lastName: row.last_name }),
    orderedBy: row.ordered_by_name,
    orderedAt: new Date(row.ordered_at).toISOString(),
    doneAt: row.done_at && new Date(row.done_at).toISOString(),
    mayConfirm: row.state === 'awaiting-second' && row.ordered_by !== actor.id,
  }));
}
