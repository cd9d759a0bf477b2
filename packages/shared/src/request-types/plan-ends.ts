import { type CivilDate, compareDates, dayAfter } from '../domain/dates.ts';
import { formatPeriod } from '../domain/periods.ts';
import type { EndReason, MandateState, PersonState } from '../effects/world.ts';
import { planAccountAfterEnd } from './plan-account.ts';
import type { PlanDraft } from './plan-draft.ts';
import { endRolesAfter, findMissingRoles, rolesOf } from './plan-roles.ts';
import type { FactsWithPo } from './request-type.ts';

/** The last day of a mandate, and why. */
export type Ending = { on: CivilDate; reason: EndReason };

/**
 * Ends a mandate that covers its new last day, its roles with it, and the account when nothing else keeps it open. A
 * death ends all mandates of the person.
 */
export function planEnd(
  person: PersonState,
  mandate: MandateState,
  ending: Ending,
  { facts, today, draft }: { facts: FactsWithPo; today: CivilDate; draft: PlanDraft },
): void {
  if (ending.reason === 'death') {
    if (compareDates(ending.on, today) > 0) {
      draft.find('blocking', 'death-in-future', 'La date du décès est dans le futur.', { field: 'endDate' });
      return;
    }
    if (!person.deceased) draft.add({ kind: 'mark-deceased', personId: person.id });
    for (const other of mandatesElsewhere(person, mandate, draft)) endOrAnnul(other, ending, draft);
  }
  const lost = rolesOf(draft.world, mandate.id).map((held) => held.role);
  endMandate(mandate, ending, draft);
  planAccountAfterEnd(person.id, draft);
  findMissingRoles(lost, dayAfter(ending.on), facts, draft);
}

function mandatesElsewhere(person: PersonState, mandate: MandateState, draft: PlanDraft): MandateState[] {
  return Object.values(draft.world.mandates)
    .filter((other) => other.personId === person.id && other.id !== mandate.id && !other.annulled)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Ends a mandate on that day, or annuls one that was to begin later. */
export function endOrAnnul(mandate: MandateState, ending: Ending, draft: PlanDraft): void {
  const { from, to } = mandate.period;
  if (to !== null && compareDates(to, ending.on) <= 0) return;
  if (compareDates(from, ending.on) <= 0) {
    endMandate(mandate, ending, draft);
    return;
  }
  for (const held of rolesOf(draft.world, mandate.id)) draft.add({ kind: 'annul-role', roleId: held.id });
  draft.add({ kind: 'annul-mandate', mandateId: mandate.id });
  draft.find(
    'info',
    'future-mandate-annulled',
    `Un mandat prévu ${formatPeriod(mandate.period, ending.on)} est annulé.`,
  );
}

function endMandate(mandate: MandateState, ending: Ending, draft: PlanDraft): void {
  endRolesAfter(mandate.id, ending.on, draft);
  draft.add({ kind: 'end-mandate', mandateId: mandate.id, on: ending.on, reason: ending.reason });
}
