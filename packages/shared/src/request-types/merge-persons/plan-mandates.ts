import { formatPeriod } from '../../domain/periods.ts';
import type { MandateState, RoleState } from '../../effects/world.ts';
import type { PlanDraft } from '../plan-draft.ts';
import { rolesOf } from '../plan-roles.ts';
import { groupOverlapping, joinPeriods } from './join-periods.ts';

/**
 * The mandates of the merged record become the survivor's. In one PO, those that overlap become one: the survivor's
 * stays, over all their days; the others are annulled, and their roles carried over without overlap.
 */
export function planMandates(survivorId: string, mergedId: string, draft: PlanDraft): void {
  const mandates = Object.values(draft.world.mandates).filter(
    ({ personId, annulled }) => !annulled && (personId === survivorId || personId === mergedId),
  );
  for (const poId of [...new Set(mandates.map((mandate) => mandate.poId))].sort()) {
    for (const group of groupOverlapping(mandates.filter((mandate) => mandate.poId === poId))) {
      const [only] = group;
      if (group.length > 1) joinMandates(group, survivorId, draft);
      else if (only?.personId === mergedId)
        draft.add({ kind: 'move-mandate', mandateId: only.id, personId: survivorId, fromPersonId: mergedId });
    }
  }
}

function joinMandates(group: readonly MandateState[], survivorId: string, draft: PlanDraft): void {
  // Two mandates of one person in one PO never overlap: one of these is the survivor's.
  const kept = group.find(({ personId }) => personId === survivorId);
  if (!kept) throw new Error(`Mandates ${group.map(({ id }) => id).join(', ')} overlap and are of one person.`);
  const roles = group.flatMap(({ id }) => rolesOf(draft.world, id));
  const period = joinPeriods(group.map((mandate) => mandate.period));
  const joined = [...new Set(roles.map(({ role }) => role))]
    .sort()
    .flatMap((role) => groupOverlapping(roles.filter((held) => held.role === role)))
    .map((held) => ({ held, stays: held.find(({ mandateId }) => mandateId === kept.id) ?? held[0] }));
  for (const { held, stays } of joined)
    for (const role of held) if (role !== stays) draft.add({ kind: 'annul-role', roleId: role.id });
  for (const mandate of group) if (mandate !== kept) draft.add({ kind: 'annul-mandate', mandateId: mandate.id });
  if (kept.period.from !== period.from || kept.period.to !== period.to)
    draft.add({ kind: 'set-mandate-dates', mandateId: kept.id, ...period });
  for (const { held, stays } of joined) if (stays) carryRole(stays, held, kept.id, draft);
  const poName = draft.world.pos[kept.poId]?.name ?? 'ce PO';
  draft.find(
    'info',
    `mandates-joined:${kept.id}`,
    `${group.length} mandats dans ${poName} se chevauchent : ils n’en font plus qu’un, ${formatPeriod(period)}.`,
  );
}

function carryRole(stays: RoleState, held: readonly RoleState[], mandateId: string, draft: PlanDraft): void {
  if (stays.mandateId !== mandateId)
    draft.add({ kind: 'move-role', roleId: stays.id, mandateId, fromMandateId: stays.mandateId });
  const period = joinPeriods(held.map((role) => role.period));
  if (stays.period.from !== period.from || stays.period.to !== period.to)
    draft.add({ kind: 'set-role-dates', roleId: stays.id, ...period });
}
