import { type CivilDate, compareDates, formatDate } from '../domain/dates.ts';
import { de } from '../domain/elision.ts';
import { derivedId } from '../domain/hash.ts';
import { formatPeriod, type Period, periodsOverlap } from '../domain/periods.ts';
import { ROLE_FUNCTIONS, type Role } from '../domain/roles.ts';
import type { RoleState, World } from '../effects/world.ts';
import type { PlanDraft } from './plan-draft.ts';
import { holdersOf, settleHolders } from './plan-holders.ts';
import type { FactsWithPo } from './request-type.ts';
import { replacementOf } from './say-succession.ts';
import type { Replacement } from './succession.ts';

/** Roles of one mandate that count, of one kind when `role` is given. */
export function rolesOf(world: World, mandateId: string, role?: Role): RoleState[] {
  return Object.values(world.roles)
    .filter((held) => held.mandateId === mandateId && !held.annulled && (role === undefined || held.role === role))
    .sort((a, b) => compareDates(a.period.from, b.period.from) || (a.id < b.id ? -1 : 1));
}

export type NewRole = {
  role: Role;
  mandateId: string;
  from: CivilDate;
  /** Its last day, where it is not that of the mandate. */
  to?: CivilDate | null;
  /** What the submitter said about who held the roles before. */
  replaces: readonly Replacement[];
};

/** Adds a role to a mandate, from a day on, and says what stands in the way. */
export function planRole(
  { role, mandateId, from, to: until, replaces }: NewRole,
  facts: FactsWithPo,
  draft: PlanDraft,
): void {
  const mandate = draft.world.mandates[mandateId];
  if (!mandate) throw new Error(`The plan gives a role in mandate ${mandateId}, which is missing.`);
  const wanted: Period = { from, to: until ?? mandate.period.to };
  const held = rolesOf(draft.world, mandateId, role).find((other) => periodsOverlap(other.period, wanted));
  if (held) {
    if (compareDates(held.period.from, from) <= 0) {
      draft.find(
        'info',
        'role-held',
        `Le rôle ${de(ROLE_FUNCTIONS[role])} est déjà enregistré ${formatPeriod(held.period)}.`,
        { field: 'roles' },
      );
      return;
    }
    draft.find(
      'info',
      'role-starts-earlier',
      `Le rôle ${de(ROLE_FUNCTIONS[role])} était enregistré ${formatPeriod(held.period)} : il commencera plus tôt.`,
      { field: 'roles' },
    );
    draft.add({ kind: 'set-role-dates', roleId: held.id, from, to: held.period.to });
    return;
  }
  const to = facts.singleHolderRoles.includes(role)
    ? settleHolders({ role, personId: mandate.personId, wanted, said: replacementOf(replaces, role) }, facts, draft)
    : wanted.to;
  if (to === false) return;
  draft.add({
    kind: 'assign-role',
    roleId: derivedId('role', facts.requestId, mandateId, role, from),
    mandateId,
    role,
    from,
    to,
  });
}

/** Ends or annuls what a mandate that now ends on `on` can no longer hold. */
export function endRolesAfter(mandateId: string, on: CivilDate, draft: PlanDraft): void {
  for (const held of rolesOf(draft.world, mandateId)) {
    if (compareDates(held.period.from, on) > 0) draft.add({ kind: 'annul-role', roleId: held.id });
    else if (held.period.to === null || compareDates(held.period.to, on) > 0)
      draft.add({ kind: 'end-role', roleId: held.id, on });
  }
}

const NEEDED: Role[] = ['president', 'treasurer', 'secretary'];

/** Warns when a PO is left without president, treasurer or secretary from `day` on, because of these roles' end. */
export function findMissingRoles(lost: readonly Role[], day: CivilDate, facts: FactsWithPo, draft: PlanDraft): void {
  for (const role of NEEDED.filter((needed) => lost.includes(needed))) {
    const holder = holdersOf(draft.world, facts.poId, role, null).some(
      (held) =>
        compareDates(held.period.from, day) <= 0 && (held.period.to === null || compareDates(held.period.to, day) >= 0),
    );
    if (!holder) findWithout(role, day, facts, draft);
  }
}

/** Whom the same envoi announces for the role is no gap; announced for later, only the days between are. */
function findWithout(role: Role, day: CivilDate, { announced }: FactsWithPo, draft: PlanDraft): void {
  const next = announced
    .filter((other) => other.role === role)
    .sort((a, b) => compareDates(a.from, b.from))
    .at(0);
  const told =
    next && `Le même envoi annonce ${next.name} comme ${ROLE_FUNCTIONS[role]} à partir du ${formatDate(next.from)}.`;
  if (told && compareDates(next.from, day) <= 0) draft.find('info', `succeeded:${role}`, told);
  else
    draft.find(
      'warning',
      `without:${role}`,
      `Le PO n’aura plus ${de(ROLE_FUNCTIONS[role])} à partir du ${formatDate(day)}.`,
      told ? { detail: told } : {},
    );
}
