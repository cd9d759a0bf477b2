import { type SQL, sql } from 'drizzle-orm';
import type { StaffActor } from '../commands/context.ts';
import type { BulkItemView, BulkRunView } from '../contracts/bulk.ts';
import type { Database } from '../db/client.ts';
import { BULK_ITEM_STATES, type BulkKind } from '../domain/bulk.ts';
import { formatReference } from '../domain/reference.ts';
import { type RequestState, STATE_LABELS } from '../domain/transitions.ts';
import { NotFoundError } from '../errors/errors.ts';
import { isRequestTypeName, requestForm } from '../request-types/forms.ts';

const RECENT = 30;

type RunRow = {
  id: string;
  kind: BulkKind;
  reason: string;
  assignee: string | null;
  staff_id: string;
  ordered_by: string;
  ordered_at: string;
  stopped_by: string | null;
  finished_at: string | null;
  counts: Partial<BulkRunView['counts']> | null;
  undoable: number;
};

/** The recent runs of the secretariat, the newest first. */
export async function listBulkRuns(db: Database, actor: StaffActor): Promise<BulkRunView[]> {
  return await selectRuns(db, actor, sql`true`);
}

/** One run. @throws NotFoundError when there is none, or none in the actor's region */
export async function getBulkRun(db: Database, actor: StaffActor, runId: string): Promise<BulkRunView> {
  const [run] = await selectRuns(db, actor, sql`r.id = ${runId}`);
  if (!run) throw noSuchRun(runId);
  return run;
}

async function selectRuns(db: Database, actor: StaffActor, where: SQL): Promise<BulkRunView[]> {
  const rows = await db.execute<RunRow>(sql`
    select r.id, r.kind, r.reason, a.name as assignee, r.staff_id, s.name as ordered_by, r.ordered_at, t.name as stopped_by, r.finished_at,
      (select jsonb_object_agg(state, n) from (
        select state, count(*) as n from bulk_item where run_id = r.id group by state) as per_state) as counts,
      case when r.kind = 'approve' then (
        select count(*)::int from bulk_item i join decision d on d.id = i.decision_id and d.settled_at is null
          join outbox o on o.kind = 'apply' and o.ref = d.id::text and o.state = 'pending'
        where i.run_id = r.id and i.state = 'done') else 0 end as undoable
    from bulk_run r join staff_user s on s.id = r.staff_id left join staff_user t on t.id = r.stopped_by
      left join staff_user a on a.id = r.assignee_id
    where r.region_id = ${actor.regionId} and ${where}
    order by r.ordered_at desc, r.id limit ${RECENT}`);
  return rows.map((row) => {
    const counts = Object.fromEntries(
      BULK_ITEM_STATES.map((state) => [state, row.counts?.[state] ?? 0]),
    ) as BulkRunView['counts'];
    return {
      id: row.id,
      kind: row.kind,
      reason: row.reason,
      assignee: row.assignee,
      orderedBy: row.ordered_by,
      own: row.staff_id === actor.id,
      orderedAt: new Date(row.ordered_at).toISOString(),
      stoppedBy: row.stopped_by,
      finishedAt: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
      total: Object.values(counts).reduce((sum, n) => sum + n, 0),
      counts,
      undoable: row.undoable,
    };
  });
}

type ItemRow = Omit<BulkItemView, 'reference' | 'typeLabel' | 'requestStateLabel'> & {
  reference: string;
  type: string;
  requestState: RequestState;
};

/** What became of each request of a run, in their order. @throws NotFoundError as `getBulkRun` */
export async function listBulkItems(db: Database, actor: StaffActor, runId: string): Promise<BulkItemView[]> {
  const rows = await db.execute<ItemRow>(sql`
    select i.request_id as "requestId", s.reference, c.type, c.subject, i.state, i.outcome,
      coalesce(p.name, s.po_typed ->> 'name') as "poName", c.state as "requestState", c.version
    from bulk_run r join bulk_item i on i.run_id = r.id join change_request c on c.id = i.request_id
      join submission s on s.id = c.submission_id left join po p on p.id = c.po_id
    where r.id = ${runId} and r.region_id = ${actor.regionId}
    order by i.place`);
  if (rows.length === 0) throw noSuchRun(runId);
  return rows.map(({ type, reference, ...row }) => ({
    ...row,
    reference: formatReference(reference),
    typeLabel: isRequestTypeName(type) ? requestForm(type).label : type,
    requestStateLabel: STATE_LABELS[row.requestState],
  }));
}

function noSuchRun(runId: string): NotFoundError {
  return new NotFoundError(`No bulk run ${runId}.`, { userMessage: 'Ce lot n’existe pas.' });
}
