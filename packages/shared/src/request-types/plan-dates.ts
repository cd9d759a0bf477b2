import { compareDates } from '../domain/dates.ts';
import { formatPeriod, type Period, periodsOverlap, periodWithin } from '../domain/periods.ts';
import type { MandateState, RoleState } from '../effects/world.ts';
import type { PlanDraft } from './plan-draft.ts';
import { rolesOf } from './plan-roles.ts';

/** What the form calls the two days. */
export type DateFields = { from: string; to: string };

/** Moves a mandate to other dates, with its roles. Says why where that cannot be; whether it was done. */
export function setMandateDates(mandate: MandateState, wanted: Period, fields: DateFields, draft: PlanDraft): boolean {
  if (wanted.to !== null && compareDates(wanted.to, wanted.from) < 0) {
    draft.find('blocking', 'end-before-start', 'Le mandat se terminerait avant de commencer.', { field: fields.to });
    return false;
  }
  if (wanted.from === mandate.period.from && wanted.to === mandate.period.to) {
    draft.find('info', 'same-dates', 'Ce sont déjà les dates enregistrées du mandat.', { field: fields.from });
    return false;
  }
  const overlap = Object.values(draft.world.mandates).find(
    (other) =>
      other.id !== mandate.id &&
      other.personId === mandate.personId &&
      other.poId === mandate.poId &&
      !other.annulled &&
      periodsOverlap(other.period, wanted),
  );
  if (overlap) {
    draft.find(
      'blocking',
      'mandates-overlap',
      `Ces dates empiètent sur un autre mandat, ${formatPeriod(overlap.period)}.`,
      { field: fields.from },
    );
    return false;
  }
  for (const held of rolesOf(draft.world, mandate.id)) fitRole(held, wanted, mandate.period, draft);
  draft.add({ kind: 'set-mandate-dates', mandateId: mandate.id, from: wanted.from, to: wanted.to });
  return true;
}

/** Roles follow their mandate: those that began or ended with it move with it, what falls outside is cut or annulled. */
function fitRole(held: RoleState, wanted: Period, before: Period, draft: PlanDraft): void {
  if (!periodsOverlap(held.period, wanted)) {
    draft.add({ kind: 'annul-role', roleId: held.id });
    return;
  }
  const startsWith = held.period.from === before.from;
  const endsWith = held.period.to === before.to;
  const from = startsWith || compareDates(held.period.from, wanted.from) < 0 ? wanted.from : held.period.from;
  const outlives = wanted.to !== null && (held.period.to === null || compareDates(held.period.to, wanted.to) > 0);
  const to = endsWith || outlives ? wanted.to : held.period.to;
  if (from !== held.period.from || to !== held.period.to)
    draft.add({ kind: 'set-role-dates', roleId: held.id, from, to });
}

/** Moves a role to other dates within its mandate. Says why where that cannot be; whether it was done. */
export function setRoleDates(held: RoleState, wanted: Period, fields: DateFields, draft: PlanDraft): boolean {
  if (wanted.to !== null && compareDates(wanted.to, wanted.from) < 0) {
    draft.find('blocking', 'end-before-start', 'Le rôle se terminerait avant de commencer.', { field: fields.to });
    return false;
  }
  const period = draft.world.mandates[held.mandateId]?.period;
  if (!period || !periodWithin(wanted, period)) {
    draft.find(
      'blocking',
      'role-outside-mandate',
      `Ces dates sortent du mandat${period ? `, ${formatPeriod(period)}` : ''}.`,
      {
        field: fields.from,
      },
    );
    return false;
  }
  const twin = rolesOf(draft.world, held.mandateId, held.role).find(
    (other) => other.id !== held.id && periodsOverlap(other.period, wanted),
  );
  if (twin) {
    draft.find('blocking', 'roles-overlap', `Ces dates empiètent sur le même rôle, ${formatPeriod(twin.period)}.`, {
      field: fields.from,
    });
    return false;
  }
  draft.add({ kind: 'set-role-dates', roleId: held.id, from: wanted.from, to: wanted.to });
  return true;
}
