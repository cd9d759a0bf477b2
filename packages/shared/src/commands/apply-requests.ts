import { sql } from 'drizzle-orm';
import { cause } from '../db/tables/cause.ts';
import type { Failure } from '../db/tables/change-request.ts';
import { decision } from '../db/tables/decision.ts';
import { uuidList } from '../db/uuid-list.ts';
import { todayInBrussels } from '../domain/dates.ts';
import type { Role } from '../domain/roles.ts';
import { addEffects, startSheet, writeSheet } from '../effects/apply-effects.ts';
import type { Effect } from '../effects/effect.ts';
import type { FactsOptions } from '../reads/load-facts.ts';
import type { LoadedRequest } from '../reads/load-request.ts';
import { planChain } from '../reads/plan-chain.ts';
import { type PlannedRequest, planAllLoaded } from '../reads/plan-request.ts';
import { requestType } from '../request-types/registry.ts';
import { changeState, changeStates } from './change-state.ts';
import { noticeStaff } from './notices/notice-staff.ts';
import type { TransactionContext } from './context.ts';
import { type ApprovedCase, type Decision, lockApprovals } from './lock-approvals.ts';
import { tellReverts } from './tell-reverts.ts';
import { tellSettlements } from './tell-settlement.ts';

export type ApplySettings = { tokenKeys: readonly string[]; singleHolderRoles: readonly Role[] };

/** `wait`: an earlier approval about the same PO or people comes first. `nothing`: it was applied or taken back. */
export type Application = 'applied' | 'failed' | 'wait' | 'nothing';

/**
 * Applies approved requests, each once, in the caller's transaction, which holds their outbox rows. On locked rows each
 * plan is made again, for the day of its decision, and must be the one that was approved; otherwise the request fails
 * and goes back to people. A chain, named by its first decision, is applied whole or fails whole. Running it again changes
 * nothing more. Resolves with what became of each.
 * @throws what the database throws: nothing is written then, and the dispatcher tries again
 */
export async function applyRequests(
  tx: TransactionContext,
  decisionIds: readonly string[],
  settings: ApplySettings,
): Promise<Application[]> {
  const { neighbours, cases } = await lockApprovals(tx, decisionIds);
  const outcomes = new Map<string, Application>();
  const unitOf = new Map(cases.map(({ approved }) => [approved.id, approved.chainId ?? approved.id]));
  // What comes before within a chain is the chain's own affair.
  const between = neighbours.filter(({ earlierId, laterId }) => {
    const [earlier, later] = [unitOf.get(earlierId), unitOf.get(laterId)];
    return earlier === undefined || earlier !== later;
  });
  // A decision whose predecessors are all among these comes after them, on what they wrote.
  let waiting = cases.filter(({ loaded }) => loaded.request.state === 'approved');
  for (;;) {
    const open = between.filter(({ earlierId }) => !outcomes.has(earlierId));
    const held = new Set(open.map(({ laterId }) => unitOf.get(laterId)));
    const ready = waiting.filter(({ approved }) => !held.has(unitOf.get(approved.id)));
    if (ready.length === 0) break;
    const failed = await applyReady(tx, ready, settings);
    for (const { approved } of ready) outcomes.set(approved.id, failed.has(approved.id) ? 'failed' : 'applied');
    waiting = waiting.filter(({ approved }) => held.has(unitOf.get(approved.id)));
  }
  for (const { approved } of waiting) outcomes.set(approved.id, 'wait');
  const next = neighbours.filter(({ earlierId }) => ['applied', 'failed'].includes(outcomes.get(earlierId) ?? ''));
  const later = next.map(({ laterId }) => laterId).filter((id) => !outcomes.has(id));
  if (later.length > 0) await wakeWaiting(tx, later);
  const ended = cases.filter(({ approved }) => outcomes.get(approved.id) === 'applied');
  const reverts = ended.filter(({ loaded }) => loaded.request.revertsId !== null);
  await tellReverts(
    tx,
    reverts.map(({ loaded }) => loaded),
  );
  const told = ended
    .filter((one) => !reverts.includes(one))
    .map(({ loaded: { submission, request } }) => ({ submission, requestId: request.id }));
  // Last: it locks the envois.
  await tellSettlements(tx, told);
  return decisionIds.map((id) => outcomes.get(id) ?? 'nothing');
}

/** Gives an application up after errors: the request shows as failed, with a code, and may be tried again. */
export async function failApplication(tx: TransactionContext, decisionId: string, code: string): Promise<void> {
  const { cases } = await lockApprovals(tx, [decisionId]);
  for (const { approved, loaded } of cases.filter(({ loaded: { request } }) => request.state === 'approved')) {
    await markFailed(tx, approved, loaded, {
      code: 'error',
      message: `L’application n’a pas abouti après plusieurs essais (${code}).`,
    });
  }
}

/** Resolves with the ids of the decisions that could not be applied as they were approved. */
async function applyReady(
  tx: TransactionContext,
  cases: readonly ApprovedCase[],
  settings: ApplySettings,
): Promise<Set<string>> {
  const failed = new Set<string>();
  const alone = cases.filter(({ approved }) => approved.chainId === null);
  if (alone.length > 0) await checkAndWrite(tx, alone, settings, failed);
  for (const chainId of new Set(cases.flatMap(({ approved }) => approved.chainId ?? []))) {
    const chain = cases.filter(({ approved }) => approved.chainId === chainId);
    await checkAndWriteChain(tx, chain, settings, failed);
  }
  return failed;
}

async function checkAndWrite(
  tx: TransactionContext,
  cases: readonly ApprovedCase[],
  settings: ApplySettings,
  failed: Set<string>,
): Promise<void> {
  const planned = await planAllLoaded(
    tx.db,
    cases.map(({ loaded, approved }) => ({ loaded, options: optionsOf(approved, settings) })),
  );
  const good: CheckedCase[] = [];
  for (const [n, one] of cases.entries()) {
    const found = checkPlan(one, planned[n] ?? null);
    if ('effects' in found) good.push({ ...one, effects: found.effects });
    else {
      await markFailed(tx, one.approved, one.loaded, found);
      failed.add(one.approved.id);
    }
  }
  if (good.length > 0) await writeApplications(tx, good, settings);
}

/** All or nothing: nothing is written before every plan of the chain is known to hold. */
async function checkAndWriteChain(
  tx: TransactionContext,
  chain: readonly ApprovedCase[],
  settings: ApplySettings,
  failed: Set<string>,
): Promise<void> {
  const [first] = chain;
  if (!first) return;
  const planned = await planChain(
    tx.db,
    chain.map(({ loaded }) => loaded),
    optionsOf(first.approved, settings),
  );
  const found = chain.map((one, n) => ({ one, result: checkPlan(one, planned[n] ?? null) }));
  const broken = found.find(({ result }) => !('effects' in result));
  if (!broken || !('code' in broken.result)) {
    // One after the other: each may read what the one before it wrote.
    for (const { one, result } of found) {
      if ('effects' in result) await writeApplications(tx, [{ ...one, effects: result.effects }], settings);
    }
    return;
  }
  const { code, message } = broken.result;
  const { position, subject } = broken.one.loaded.request;
  for (const { one } of found) {
    const own = one === broken.one;
    const because = `L’envoi a été approuvé en une fois, et la demande ${position} (${subject}) n’a pas pu être appliquée : rien ne l’a été.`;
    await markFailed(tx, one.approved, one.loaded, { code, message: own ? message : because });
    failed.add(one.approved.id);
  }
}

type Problem = Pick<Failure, 'code' | 'message'>;
type CheckedCase = ApprovedCase & { effects: readonly Effect[] };

function optionsOf({ decidedOn, sequence }: Decision, { singleHolderRoles }: ApplySettings): FactsOptions {
  return { today: decidedOn, singleHolderRoles, decidedBefore: sequence };
}

/** The effects of the plan made anew, or what forbids them. */
function checkPlan(
  { approved, loaded }: ApprovedCase,
  planned: PlannedRequest | null,
): { effects: readonly Effect[] } | Problem {
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
  return { effects: planned.plan.effects };
}

/** Everything that follows from the plans, in one trip. No two of them are about the same PO or people. */
async function writeApplications(
  tx: TransactionContext,
  cases: readonly CheckedCase[],
  settings: ApplySettings,
): Promise<void> {
  const now = tx.now();
  const sheet = startSheet(tx.db);
  const origins = tx.db.insert(cause).values(
    cases.map(({ approved, actor, loaded }) => ({
      id: approved.id,
      kind: requestType(loaded.request.type).origin ?? ('request' as const),
      requestId: approved.requestId,
      decisionId: approved.id,
      actorKind: actor.kind,
      actorId: actor.id,
      actorLabel: actor.label,
      at: now,
    })),
  );
  sheet.send(origins);
  for (const { approved, actor, effects } of cases) {
    addEffects(sheet, effects, {
      causeId: approved.id,
      requestId: approved.requestId,
      actor,
      now,
      today: todayInBrussels(now),
      tokenKeys: settings.tokenKeys,
    });
  }
  const moved = cases.map(({ loaded, approved }) => ({ ...loaded.request, detail: { decisionId: approved.id } }));
  sheet.send(changeStates(tx, moved, 'apply'));
  const ids = cases.map(({ approved }) => approved.id);
  sheet.send(settle(tx, ids, 'applied'));
  await writeSheet(sheet, now);
}

/** The approvals are over: later plans no longer build on them. */
async function settle(tx: TransactionContext, ids: readonly string[], outcome: 'applied' | 'failed'): Promise<void> {
  await tx.db
    .update(decision)
    .set({ settledAt: tx.now(), outcome })
    .where(sql`${decision.id} = any(${uuidList(ids)})`);
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
  await settle(tx, [approved.id], 'failed');
  await noticeStaff(tx, { kind: 'failed', requestId: loaded.request.id, cause: approved.id });
}

/**
 * Those that waited for this one may come now, unless another one still stands before them; those still within their
 * undo delay keep it. A row that is being looked at again right now waits for our locks, and will see for itself.
 */
async function wakeWaiting(tx: TransactionContext, decisionIds: readonly string[]): Promise<void> {
  await tx.db.execute(sql`
    update outbox set next_at = now() where id in (
      select o.id from decision d
        join outbox o on o.kind = 'apply' and o.ref = coalesce(d.chain_id, d.id)::text
      where d.id = any(${uuidList(decisionIds)}) and o.state = 'pending' and o.error_code = 'waiting' and not exists (
        select from decision e where e.kind = 'approve' and e.settled_at is null and e.sequence < d.sequence
          and e.chain_id is distinct from coalesce(d.chain_id, d.id) and (e.po_id = d.po_id or e.person_ids && d.person_ids))
      for update of o skip locked)`);
}
