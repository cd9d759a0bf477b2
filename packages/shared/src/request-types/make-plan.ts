import type { CivilDate } from '../domain/dates.ts';
import { hashOf } from '../domain/hash.ts';
import type { Effect, EffectKind, EffectOf } from '../effects/effect.ts';
import type { FindingSummary, Plan } from './plan.ts';
import { findAroundRequest } from './plan-common.ts';
import { startDraft } from './plan-draft.ts';
import { findBeyondClosing, findClosedPo } from './plan-po-end.ts';
import { requestType } from './registry.ts';
import type { Facts } from './request-type.ts';

/** What applying the request would do, on these facts and that day. Pure; the facts are left as they were. */
export function makePlan(typeName: string, payload: unknown, facts: Facts, today: CivilDate): Plan {
  const type = requestType(typeName);
  const draft = startDraft(structuredClone(facts.world));
  const founded = facts.poId === null ? (type.founds?.(payload) ?? null) : null;
  if (founded === null) findAroundRequest(type, type.subject(payload), facts, draft);
  const poId = facts.poId ?? founded;
  if (poId !== null) {
    if (!type.ordered) findClosedPo(poId, today, draft);
    type.plan(payload, { ...facts, poId }, today, draft);
    findBeyondClosing(draft);
  }
  return {
    effects: [...draft.effects],
    findings: [...draft.findings],
    base: draft.base,
    version: type.planVersion,
    personIds: [...draft.personIds],
    subjectIds: [...draft.subjectIds],
    // One that is to be founded is not there yet: nothing can refer to it.
    poId: facts.poId,
  };
}

/** What approval compares: anything new, a finding included, must be on the screen before it is decided. */
export function shownHash(plan: Plan): string {
  const findings = plan.findings.map(({ code, severity, message, detail }) => ({ code, severity, message, detail }));
  return hashOf({ effects: plan.effects, findings, base: plan.base, version: plan.version });
}

/**
 * What applying compares: findings that only tell do not make an approved plan stale. Nor does an address that somebody
 * else's approval, seconds before, made a sign-in address: the mandate is written as approved, and the account waits,
 * visibly, where it would have been invited. Nor does an account that closed meanwhile and gives its address up, or one
 * that opened again and keeps it.
 */
export function applyHash(plan: Plan): string {
  const leaving = plan.effects.filter((effect) => effect.kind === 'leave-address');
  const former = new Set(leaving.map(({ accountId }) => `account/${accountId}`));
  const effects = plan.effects
    .filter(({ kind }) => kind !== 'leave-address')
    .map((effect) => (ASKS_IN.has(effect.kind) ? asksIn(effect) : effect));
  const base = Object.fromEntries(Object.entries(plan.base).filter(([key]) => !former.has(key)));
  return hashOf({ effects, base, version: plan.version });
}

const ASKS_IN: ReadonlySet<EffectKind> = new Set([
  ...(['invite', 'reopen-account', 'readdress-invitation', 'hold-account'] satisfies EffectKind[]),
]);

function asksIn(effect: Effect): unknown {
  const { accountId, personId, email } = effect as EffectOf<'hold-account'>;
  return { kind: 'invite-or-hold', accountId, personId, email };
}

export function summariseFindings(plan: Plan): FindingSummary[] {
  return plan.findings.map(({ code, severity }) => ({ code, severity }));
}

/** The person the plan is about, once certain: the one whose recorded values are shown beside what is asked. */
export function plannedPersonId(plan: Plan, known: Record<string, unknown>): string | null {
  return plan.subjectIds.find((id) => Object.hasOwn(known, id)) ?? null;
}
