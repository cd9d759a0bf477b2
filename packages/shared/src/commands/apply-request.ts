import { eq, sql } from 'drizzle-orm';
import { startFlight } from '../db/flight.ts';
import { cause } from '../db/tables/cause.ts';
import type { Failure } from '../db/tables/change-request.ts';
import { decision } from '../db/tables/decision.ts';
import { todayInBrussels } from '../domain/dates.ts';
import type { Role } from '../domain/roles.ts';
import { applyEffects } from '../effects/apply-effects.ts';
import { NotFoundError } from '../errors/errors.ts';
import { getRequestOrThrow, type LoadedRequest } from '../reads/load-request.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { changeState } from './change-state.ts';
import type { StaffActor, TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';
import { tellSettlement } from './tell-settlement.ts';

type Decision = typeof decision.$inferSelect;

export type ApplySettings = { tokenKeys: readonly string[]; singleHolderRoles: readonly Role[] };

/** `wait`: an earlier approval about the same PO or people comes first. `nothing`: it was applied or taken back. */
export type Application = { outcome: 'applied' | 'failed' | 'wait' | 'nothing' };

/**
 * Applies an approved request, once, in the caller's transaction, which holds the outbox row. On locked rows the plan
 * is made again, for the day of the decision, and must be the one that was approved; otherwise the request fails and
 * goes back to people. Running it again changes nothing more.
 * @throws what the database throws: nothing is written then, and the dispatcher tries again
 */
export async function applyRequest(
  tx: TransactionContext,
  decisionId: string,
  settings: ApplySettings,
): Promise<Application> {
  const before = await getDecisionOrThrow(tx, decisionId);
  if (before.settledAt !== null) return { outcome: 'nothing' };
  const reading = startFlight();
  const locks = lockRegister(tx.db, {
    poIds: before.poId ? [before.poId] : [],
    personIds: before.personIds,
    requestIds: [before.requestId],
  });
  reading.send(locks);
  // Behind the locks: what is read now stays so until the commit.
  const [neighbours, decided, request, decider] = [
    reading.ask(neighboursOf(tx, before)),
    reading.ask(getDecisionOrThrow(tx, decisionId)),
    reading.ask(getRequestOrThrow(tx.db, before.requestId)),
    reading.ask(staffActorOf(tx, before)),
  ];
  await reading.land();
  const { earlier, later } = await neighbours;
  if (earlier) return { outcome: 'wait' };
  const [approved, loaded] = [await decided, await request];
  if (approved.settledAt !== null || loaded.request.state !== 'approved') return { outcome: 'nothing' };
  const problem = await checkAndWrite(tx, { approved, loaded, actor: await decider }, settings);
  if (problem) await markFailed(tx, approved, loaded, problem);
  if (later.length > 0) await wakeWaiting(tx, later);
  return { outcome: problem ? 'failed' : 'applied' };
}

/** Gives an application up after errors: the request shows as failed, with a code, and may be tried again. */
export async function failApplication(tx: TransactionContext, decisionId: string, code: string): Promise<void> {
  const approved = await getDecisionOrThrow(tx, decisionId);
  const loaded = await getRequestOrThrow(tx.db, approved.requestId);
  if (approved.settledAt !== null || loaded.request.state !== 'approved') return;
  await markFailed(tx, approved, loaded, {
    code: 'error',
    message: `L’application n’a pas abouti après plusieurs essais (${code}).`,
  });
}

type Problem = Pick<Failure, 'code' | 'message'>;

type Case = { approved: Decision; loaded: LoadedRequest; actor: StaffActor };

async function checkAndWrite(
  tx: TransactionContext,
  { approved, loaded, actor }: Case,
  settings: ApplySettings,
): Promise<Problem | null> {
  const planned = await planLoaded(tx.db, loaded, {
    today: approved.decidedOn,
    singleHolderRoles: settings.singleHolderRoles,
    decidedBefore: approved.sequence,
  });
  const same =
    planned !== null &&
    planned.applyHash === approved.applyHash &&
    loaded.request.payloadVersion === approved.payloadVersion;
  if (!same)
    return {
      code: 'stale-plan',
      message: 'Les données ont changé depuis l’approbation : ce qui était prévu ne tient plus.',
    };
  const known = new Set(approved.plan?.findings.map((finding) => finding.code));
  const blocking = planned.plan.findings.find(({ severity, code }) => severity === 'blocking' && !known.has(code));
  if (blocking) return { code: 'blocking-finding', message: blocking.message };

  const writing = startFlight();
  const origin = tx.db.insert(cause).values({
    id: approved.id,
    kind: 'request',
    requestId: approved.requestId,
    decisionId: approved.id,
    actorKind: actor.kind,
    actorId: actor.id,
    actorLabel: actor.label,
    at: tx.now(),
  });
  writing.send(origin);
  const effects = applyEffects(tx.db, planned.plan.effects, {
    causeId: approved.id,
    requestId: approved.requestId,
    actor,
    now: tx.now(),
    today: todayInBrussels(tx.now()),
    tokenKeys: settings.tokenKeys,
  });
  writing.send(effects);
  writing.send(changeState(tx, loaded.request, 'apply', { detail: { decisionId: approved.id } }));
  writing.send(settle(tx, approved, 'applied'));
  // Last: it locks the envoi.
  writing.send(tellSettlement(tx, { submission: loaded.submission, requestId: loaded.request.id }));
  await writing.land();
  return null;
}

/** The approval is over: later plans no longer build on it. */
async function settle(tx: TransactionContext, { id }: Decision, outcome: 'applied' | 'failed'): Promise<void> {
  await tx.db.update(decision).set({ settledAt: tx.now(), outcome }).where(eq(decision.id, id));
}

async function markFailed(
  tx: TransactionContext,
  approved: Decision,
  loaded: LoadedRequest,
  problem: Problem,
): Promise<void> {
  const failure: Failure = { ...problem, at: tx.now().toISOString() };
  await changeState(tx, loaded.request, 'fail', {
    set: { failure },
    reason: problem.message,
    detail: { decisionId: approved.id, code: problem.code },
  });
  await settle(tx, approved, 'failed');
}

async function getDecisionOrThrow(tx: TransactionContext, decisionId: string): Promise<Decision> {
  const [row] = await tx.db.select().from(decision).where(eq(decision.id, decisionId));
  if (!row) throw new NotFoundError(`No decision ${decisionId}.`);
  return row;
}

/** Approvals still pending about the same PO or people: one decided earlier comes first, later ones wait for this one. */
async function neighboursOf(
  tx: TransactionContext,
  approved: Decision,
): Promise<{ earlier: boolean; later: string[] }> {
  const rows = await tx.db.execute<{ id: string; earlier: boolean }>(sql`
    select id, sequence < ${approved.sequence} as earlier from decision
    where kind = 'approve' and settled_at is null and id <> ${approved.id} and (po_id = ${approved.poId}
      or person_ids && (select coalesce(array_agg(value::uuid), '{}') from jsonb_array_elements_text(${JSON.stringify(approved.personIds)}::jsonb)))`);
  return { earlier: rows.some((row) => row.earlier), later: rows.filter((row) => !row.earlier).map((row) => row.id) };
}

/**
 * Those that waited for this one may come now, unless another one still stands before them; those still within their
 * undo delay keep it. A row that is being looked at again right now waits for our locks, and will see for itself.
 */
async function wakeWaiting(tx: TransactionContext, decisionIds: readonly string[]): Promise<void> {
  await tx.db.execute(sql`
    update outbox set next_at = now() where id in (
      select o.id from jsonb_array_elements_text(${JSON.stringify(decisionIds)}::jsonb) as later
        join decision d on d.id = later.value::uuid
        join outbox o on o.kind = 'apply' and o.ref = later.value
      where o.state = 'pending' and o.error_code = 'waiting' and not exists (
        select from decision e where e.kind = 'approve' and e.settled_at is null and e.sequence < d.sequence
          and (e.po_id = d.po_id or e.person_ids && d.person_ids))
      for update of o skip locked)`);
}

async function staffActorOf(tx: TransactionContext, approved: Decision): Promise<StaffActor> {
  const [row] = await tx.db.execute<{ name: string; role: 'secretariat'; region_id: string; person_id: string | null }>(
    sql`select name, role, region_id, person_id from staff_user where id = ${approved.staffId}`,
  );
  if (!row) throw new NotFoundError(`No staff user ${approved.staffId}.`);
  return {
    kind: 'staff',
    id: approved.staffId,
    label: row.name,
    role: row.role,
    regionId: row.region_id,
    personId: row.person_id,
  };
}
