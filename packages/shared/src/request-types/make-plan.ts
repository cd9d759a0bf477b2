import type { CivilDate } from '../domain/dates.ts';
import { hashOf } from '../domain/hash.ts';
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

/** What applying compares: findings that only tell do not make an approved plan stale. */
export function applyHash(plan: Plan): string {
  return hashOf({ effects: plan.effects, base: plan.base, version: plan.version });
}

export function summariseFindings(plan: Plan): FindingSummary[] {
  return plan.findings.map(({ code, severity }) => ({ code, severity }));
}

/** The person the plan is about, once certain: the one whose recorded values are shown beside what is asked. */
export function plannedPersonId(plan: Plan, known: Record<string, unknown>): string | null {
  return plan.subjectIds.find((id) => Object.hasOwn(known, id)) ?? null;
}
