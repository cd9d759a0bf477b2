import { and, isNull, sql } from 'drizzle-orm';
import { startFlight } from '../db/flight.ts';
import { decision } from '../db/tables/decision.ts';
import { uuidList } from '../db/uuid-list.ts';
import { NotFoundError } from '../errors/errors.ts';
import { type LoadedRequest, loadRequests } from '../reads/load-request.ts';
import type { StaffActor, TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';

export type Decision = typeof decision.$inferSelect;

/** An approval that is to be applied: the decision, its request, and who decided. */
export type ApprovedCase = { approved: Decision; loaded: LoadedRequest; actor: StaffActor };

/** Of two approvals that are pending about the same PO or people, which was decided first. */
export type Neighbours = { earlierId: string; laterId: string };

/**
 * Those of the decisions that are still to be applied, with the others of their chains, read once everything that they
 * are about is locked.
 */
export async function lockApprovals(
  tx: TransactionContext,
  decisionIds: readonly string[],
): Promise<{ neighbours: Neighbours[]; cases: ApprovedCase[] }> {
  const before = await tx.db
    .select({
      ...{ id: decision.id, requestId: decision.requestId, poId: decision.poId, personIds: decision.personIds },
      ...{ staffId: decision.staffId, settledAt: decision.settledAt },
      // A merger gives mandates in the PO that takes over, which must not close meanwhile.
      joinedPoIds: sql<
        string[]
      >`jsonb_path_query_array(${decision.plan}, '$.effects[*] ? (@.kind == "open-mandate").poId')`,
    })
    .from(decision)
    // Whichever of a chain is named, all of it comes.
    .where(
      sql`${decision.id} = any(${uuidList(decisionIds)}) or ${decision.chainId} = any(
        select chain_id from decision where id = any(${uuidList(decisionIds)}))`,
    );
  const missing = decisionIds.find((id) => !before.some((row) => row.id === id));
  if (missing !== undefined) throw new NotFoundError(`No decision ${missing}.`);
  const open = before.filter(({ settledAt }) => settledAt === null);
  if (open.length === 0) return { neighbours: [], cases: [] };
  const [ids, requestIds] = [open.map(({ id }) => id), open.map(({ requestId }) => requestId)];
  const reading = startFlight();
  const locks = lockRegister(tx.db, {
    poIds: [...new Set(open.flatMap(({ poId, joinedPoIds }) => [...(poId ? [poId] : []), ...joinedPoIds]))],
    personIds: open.flatMap(({ personIds }) => personIds),
    requestIds,
  });
  reading.send(locks);
  // Behind the locks: what is read now stays so until the commit.
  const [neighbours, decisions, requests, actors] = [
    reading.ask(listNeighbours(tx, ids)),
    reading.ask(
      tx.db
        .select()
        .from(decision)
        .where(and(sql`${decision.id} = any(${uuidList(ids)})`, isNull(decision.settledAt)))
        .orderBy(decision.sequence),
    ),
    reading.ask(loadRequests(tx.db, requestIds)),
    reading.ask(listStaffActors(tx, [...new Set(open.map(({ staffId }) => staffId))])),
  ];
  await reading.land();
  const [loaded, staff] = [await requests, await actors];
  const cases = (await decisions).map((approved) => ({
    approved,
    loaded: foundOrThrow(
      loaded,
      ({ request }) => request.id === approved.requestId,
      `change request ${approved.requestId}`,
    ),
    actor: foundOrThrow(staff, ({ id }) => id === approved.staffId, `staff user ${approved.staffId}`),
  }));
  return { neighbours: await neighbours, cases };
}

function foundOrThrow<T>(rows: readonly T[], wanted: (row: T) => boolean, what: string): T {
  const row = rows.find(wanted);
  if (!row) throw new NotFoundError(`No ${what}.`);
  return row;
}

/** Approvals still pending about the same PO or people: one decided earlier comes first, later ones wait for this one. */
async function listNeighbours(tx: TransactionContext, decisionIds: readonly string[]): Promise<Neighbours[]> {
  const rows = await tx.db.execute<Neighbours>(sql`
    select case when n.sequence < d.sequence then n.id else d.id end as "earlierId",
      case when n.sequence < d.sequence then d.id else n.id end as "laterId"
    from decision d join decision n on n.kind = 'approve' and n.settled_at is null and n.id <> d.id
      and (n.po_id = d.po_id or n.person_ids && d.person_ids)
    where d.id = any(${uuidList(decisionIds)}) and d.settled_at is null`);
  return [...rows];
}

async function listStaffActors(tx: TransactionContext, staffIds: readonly string[]): Promise<StaffActor[]> {
  const rows = await tx.db.execute<{
    id: string;
    name: string;
    role: 'secretariat';
    region_id: string;
    person_id: string | null;
  }>(sql`select id, name, role, region_id, person_id from staff_user where id = any(${uuidList(staffIds)})`);
  return rows.map((row) => ({
    kind: 'staff',
    id: row.id,
    label: row.name,
    role: row.role,
    regionId: row.region_id,
    personId: row.person_id,
  }));
}
