import { type CivilDate, compareDates, dayBefore, formatDate } from '../domain/dates.ts';
import { derivedId } from '../domain/hash.ts';
import { formatName } from '../domain/names.ts';
import { formatPeriod, type Period, periodsOverlap } from '../domain/periods.ts';
import { ROLE_FUNCTIONS, type Role } from '../domain/roles.ts';
import type { RoleState, World } from '../effects/world.ts';
import type { PlanDraft } from './plan-draft.ts';
import type { FactsWithPo } from './request-type.ts';

/** Roles of one mandate that count, of one kind when `role` is given. */
export function rolesOf(world: World, mandateId: string, role?: Role): RoleState[] {
  return Object.values(world.roles)
    .filter((held) => held.mandateId === mandateId && !held.annulled && (role === undefined || held.role === role))
    .sort((a, b) => compareDates(a.period.from, b.period.from) || (a.id < b.id ? -1 : 1));
}

/** Adds a role to a mandate, from a day on, and says what stands in the way. */
export function planRole(role: Role, mandateId: string, from: CivilDate, facts: FactsWithPo, draft: PlanDraft): void {
  const mandate = draft.world.mandates[mandateId];
  if (!mandate) throw new Error(`The plan gives a role in mandate ${mandateId}, which is missing.`);
  const wanted: Period = { from, to: mandate.period.to };
  const held = rolesOf(draft.world, mandateId, role).find((other) => periodsOverlap(other.period, wanted));
  if (held) {
    if (compareDates(held.period.from, from) <= 0) {
      draft.find(
        'info',
        'role-held',
        `Le rôle de ${ROLE_FUNCTIONS[role]} est déjà enregistré ${formatPeriod(held.period)}.`,
        { field: 'roles' },
      );
      return;
    }
    draft.find(
      'info',
      'role-starts-earlier',
      `Le rôle de ${ROLE_FUNCTIONS[role]} était enregistré ${formatPeriod(held.period)} : il commencera plus tôt.`,
      { field: 'roles' },
    );
    draft.add({ kind: 'set-role-dates', roleId: held.id, from, to: held.period.to });
    return;
  }
  const to = facts.singleHolderRoles.includes(role)
    ? settleHolders(role, mandate.personId, wanted, facts, draft)
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

/**
 * Who else holds a single-holder role over the wanted period. A present holder is a warning, with the offer to end that
 * role the day before; a holder who starts later blocks until staff choose. Returns the last day of the new role, or
 * false while it is not settled.
 */
function settleHolders(
  role: Role,
  personId: string,
  wanted: Period,
  facts: FactsWithPo,
  draft: PlanDraft,
): CivilDate | null | false {
  const choice = facts.settlement.holders?.[role];
  let to = wanted.to;
  let settled = true;
  for (const held of holdersOf(draft.world, facts.poId, role, personId)) {
    if (!periodsOverlap(held.period, wanted)) continue;
    const name = holderName(draft.world, held);
    const known = `${name} est ${ROLE_FUNCTIONS[role]} de ce PO ${formatPeriod(held.period)}.`;
    const keep = { label: 'Garder les deux', set: { holders: { [role]: 'keep' as const } } };
    if (compareDates(held.period.from, wanted.from) < 0) {
      const eve = dayBefore(wanted.from);
      if (choice === 'end') {
        draft.add({ kind: 'end-role', roleId: held.id, on: eve });
        draft.find('warning', `holder-ends:${role}`, known, {
          detail: `Son rôle se terminera le ${formatDate(eve)}.`,
          options: [keep],
          field: 'roles',
        });
      } else {
        const end = {
          label: 'Terminer ce rôle la veille',
          detail: `le ${formatDate(eve)}`,
          set: { holders: { [role]: 'end' as const } },
        };
        draft.find('warning', `second-holder:${role}`, known, {
          detail: 'Un PO a d’habitude une seule personne dans ce rôle ; les deux le tiendront.',
          options: [end],
          field: 'roles',
        });
      }
      continue;
    }
    const eve = dayBefore(held.period.from);
    const until = {
      label: 'S’arrêter la veille',
      detail: `le nouveau rôle se termine le ${formatDate(eve)}`,
      set: { holders: { [role]: 'end' as const } },
    };
    if (choice === 'keep') {
      draft.find('warning', `second-holder:${role}`, known, {
        detail: 'Les deux tiendront ce rôle en même temps.',
        options: [until],
        field: 'roles',
      });
    } else if (choice === 'end' && compareDates(eve, wanted.from) >= 0) {
      if (to === null || compareDates(eve, to) < 0) to = eve;
      draft.find('warning', `holder-starts-later:${role}`, known, {
        detail: `Le nouveau rôle se terminera le ${formatDate(eve)}.`,
        options: [keep],
        field: 'roles',
      });
    } else {
      settled = false;
      const options = compareDates(eve, wanted.from) >= 0 ? [until, keep] : [keep];
      draft.find('blocking', `later-holder:${role}`, known, {
        detail: 'Ce rôle est déjà donné pour plus tard : choisissez.',
        options,
        field: 'roles',
      });
    }
  }
  return settled ? to : false;
}

/** Everybody but `except` who holds the role in the PO, the earliest first. */
export function holdersOf(world: World, poId: string, role: Role, except: string | null): RoleState[] {
  return Object.values(world.roles)
    .filter((held) => {
      const mandate = world.mandates[held.mandateId];
      return (
        held.role === role &&
        !held.annulled &&
        mandate?.poId === poId &&
        !mandate.annulled &&
        mandate.personId !== except
      );
    })
    .sort((a, b) => compareDates(a.period.from, b.period.from) || (a.id < b.id ? -1 : 1));
}

function holderName(world: World, held: RoleState): string {
  const person = world.persons[world.mandates[held.mandateId]?.personId ?? ''];
  return person ? formatName(person) : 'Quelqu’un';
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
    if (!holder)
      draft.find(
        'warning',
        `without:${role}`,
        `Le PO n’aura plus de ${ROLE_FUNCTIONS[role]} à partir du ${formatDate(day)}.`,
      );
  }
}
