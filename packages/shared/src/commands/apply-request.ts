import { eq, sql } from 'drizzle-orm';
import { cause } from '../db/tables/cause.ts';
import type { Failure } from '../db/tables/change-request.ts';
import { decision } from '../db/tables/decision.ts';
import { todayInBrussels } from '../domain/dates.ts';
import type { Role } from '../domain/roles.ts';
import { applyEffects } from '../effects/apply-effects.ts';
import { NotFoundError } from '../errors/errors.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { getRequestOrThrow, type LoadedRequest } from '../reads/load-request.ts';
import { planLoaded } from '../reads/plan-request.ts';
import { changeState } from './change-state.ts';
import type { Actor, TransactionContext } from './context.ts';
import { lockRegister } from './lock-register.ts';

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
  await lockRegister(tx.db, {
    poIds: before.poId ? [before.poId] : [],
    personIds: before.personIds,
    requestIds: [before.requestId],
  });
  const { earlier, later } = await neighboursOf(tx, before);
  if (earlier) return { outcome: 'wait' };
  const approved = await getDecisionOrThrow(tx, decisionId);
  const loaded = await getRequestOrThrow(tx.db, approved.requestId);
  if (approved.settledAt !== null || loaded.request.state !== 'approved') return { outcome: 'nothing' };
  const problem = await checkAndWrite(tx, approved, loaded, settings);
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

async function checkAndWrite(
  tx: TransactionContext,
  approved: Decision,
  loaded: LoadedRequest,
  settings: ApplySettings,
): Promise<Problem | null> {
  const planned = await planLoaded(tx.db, loaded, {
    today: approved.decidedOn,
    singleHolderRoles: settings.singleHolderRoles,
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

  const actor = await staffActorOf(tx, approved);
  await tx.db.insert(cause).values({
    id: approved.id,
    kind: 'request',
    requestId: approved.requestId,
    decisionId: approved.id,
    actorKind: actor.kind,
    actorId: actor.id,
    actorLabel: actor.label,
    at: tx.now(),
  });
  await applyEffects(tx.db, planned.plan.effects, {
    causeId: approved.id,
    requestId: approved.requestId,
    actor,
    now: tx.now(),
    today: todayInBrussels(tx.now()),
    tokenKeys: settings.tokenKeys,
  });
  await changeState(tx, loaded.request, 'apply', { detail: { decisionId: approved.id } });
  await tx.db.update(decision).set({ settledAt: tx.now(), outcome: 'applied' }).where(eq(decision.id, approved.id));
  await queueMail(tx.db, {
    kind: 'request-applied',
    causeKey: `request-applied:${approved.id}`,
    to: { address: loaded.submission.submitterEmail, name: loaded.submission.submitterName },
    submissionId: loaded.submission.id,
    requestId: loaded.request.id,
    params: { decisionId: approved.id },
  });
  return null;
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
  await tx.db.update(decision).set({ settledAt: tx.now(), outcome: 'failed' }).where(eq(decision.id, approved.id));
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

/** Those that waited for this one may come now; those still within their undo delay keep it. */
async function wakeWaiting(tx: TransactionContext, decisionIds: readonly string[]): Promise<void> {
  await tx.db.execute(sql`
    update outbox set next_at = now() where id in (
      -- A row that is being looked at again right now waits for our locks, and will see for itself.
      select id from outbox where kind = 'apply' and state = 'pending' and error_code = 'waiting'
        and ref in (select value from jsonb_array_elements_text(${JSON.stringify(decisionIds)}::jsonb))
      for update skip locked)`);
}

async function staffActorOf(tx: TransactionContext, approved: Decision): Promise<Actor & { kind: 'staff' }> {
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
