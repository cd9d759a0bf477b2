import { randomUUID } from 'node:crypto';
import { orderBulkRun } from '../packages/shared/src/commands/bulk/order-bulk-run.ts';
import { DEFAULT_AGE_ALERTS } from '../packages/shared/src/domain/request-age.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../packages/shared/src/domain/roles.ts';
import { createDoorbell } from '../packages/shared/src/queue/doorbell.ts';
import { previewBulk } from '../packages/shared/src/reads/preview-bulk.ts';
import { testContext } from '../packages/shared/src/testing/register-builder.ts';
import { staffOf, submitAndArrive, untilQuiet } from './approved-requests.ts';
import type { Place } from './place.ts';

const REQUESTS = 500;

export type BulkTimes = { previewed: number; decided: number; applied: number };

/**
 * Seconds for a run of 500 approvals: to see what it would do, from the order until all are decided, and until all are
 * applied; nobody takes any back.
 */
export async function benchBulk(place: Place): Promise<BulkTimes> {
  const worker = await place.startWorker();
  const { db, sql } = place.cluster.connect('backoffice');
  const actor = await staffOf(place);
  const options = {
    now: new Date(),
    singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
    ageAlerts: DEFAULT_AGE_ALERTS,
    fourEyes: false,
  };
  try {
    const ids = await submitAndArrive(place, 2_000_000, REQUESTS);
    await confirmAuthors(place, ids);
    const items = ids.map((requestId) => ({ requestId, version: 1 }));
    const began = performance.now();
    const preview = await previewBulk(db, actor, { kind: 'approve', selection: { items } }, options);
    const able = preview.able.reduce((sum, { count }) => sum + count, 0);
    if (able !== REQUESTS) throw new Error(`${able} could be approved: ${JSON.stringify(preview.left)}`);
    const previewed = (performance.now() - began) / 1_000;

    const id = randomUUID();
    const ordered = performance.now();
    const ctx = { ...testContext(db, actor), ring: createDoorbell(sql) };
    await orderBulkRun(ctx, { id, order: { kind: 'approve' }, items }, { undoDelaySeconds: 0 });
    const since = () => (performance.now() - ordered) / 1_000;
    await until(async () => {
      const [run] = await sql`select from bulk_run where id = ${id} and finished_at is not null`;
      return run !== undefined;
    });
    const decided = since();
    await until(async () => {
      const [open] = await sql`select from bulk_item i join decision d on d.id = i.decision_id
        where i.run_id = ${id} and d.settled_at is null limit 1`;
      return open === undefined;
    });
    const applied = since();
    const [done] = await sql<{ n: number }[]>`
      select count(*)::int as n from bulk_item i join decision d on d.id = i.decision_id and d.outcome = 'applied'
      where i.run_id = ${id}`;
    if (done?.n !== REQUESTS) throw new Error(`${done?.n} of ${REQUESTS} were applied.`);
    await untilQuiet(place);
    return { previewed, decided, applied };
  } finally {
    await worker.end();
  }
}

/** Makes the author of each a member of the PO with a confirmed address: nothing asks for a second look. */
async function confirmAuthors({ cluster }: Place, ids: readonly string[]): Promise<void> {
  const { sql } = cluster.connect('migrator');
  const [made] = await sql<{ id: string }[]>`
    insert into cause (kind, actor_kind, actor_label) values ('demo', 'system', 'bench') returning id`;
  await sql`
    with envoi as (
      update submission s set email_confirmed_at = now() from change_request r
      where r.submission_id = s.id and r.id = any(${ids as string[]}::uuid[])
      returning s.po_id, s.submitter_email as email
    ), author as (
      insert into person (last_name, first_name, birth_date, email, created_by)
      select 'Présidente ' || split_part(email, '@', 1), 'Marie', '1950-01-01', email, ${made?.id ?? ''}::uuid from envoi
      returning id, email
    )
    insert into mandate (person_id, po_id, period, opened_by)
    select author.id, envoi.po_id, '[2020-01-01,)', ${made?.id ?? ''}::uuid from author join envoi using (email)`;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
