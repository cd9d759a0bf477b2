import { identityKey } from '../domain/names.ts';
import { formatPeriod, periodsOverlap, periodWithin } from '../domain/periods.ts';
import { ROLE_FUNCTIONS } from '../domain/roles.ts';
import type { PlanDraft } from './plan-draft.ts';
import { holderName, holdersOf } from './plan-holders.ts';
import { rolesOf } from './plan-roles.ts';
import type { FactsWithPo } from './request-type.ts';

/** Roles that a mandate would no longer cover, as the plan leaves it. */
export function findRolesOutside(draft: PlanDraft): void {
  const touched = new Set(draft.effects.flatMap((effect) => ('mandateId' in effect ? [effect.mandateId] : [])));
  for (const mandateId of touched) {
    const mandate = draft.world.mandates[mandateId];
    const outside = rolesOf(draft.world, mandateId).find(
      ({ period }) => mandate && (mandate.annulled || !periodWithin(period, mandate.period)),
    );
    if (outside) {
      draft.find(
        'blocking',
        `role-outside-mandate:${mandateId}`,
        `${holderName(draft.world, outside)} a reçu depuis le rôle de ${ROLE_FUNCTIONS[outside.role]}, ${formatPeriod(outside.period)} : il sortirait du mandat.`,
        { detail: 'Terminez d’abord ce rôle par une autre demande.' },
      );
    }
  }
}

/** Who holds a single-holder role over the days that it is given, by effects of these kinds. */
export function findSecondHolders(
  { poId, singleHolderRoles }: FactsWithPo,
  draft: PlanDraft,
  kinds: readonly ('set-role-dates' | 'assign-role')[] = ['set-role-dates', 'assign-role'],
): void {
  const given = draft.effects.flatMap((effect) =>
    (kinds as readonly string[]).includes(effect.kind) && 'roleId' in effect ? [draft.world.roles[effect.roleId]] : [],
  );
  for (const held of given) {
    if (!held || held.annulled || !singleHolderRoles.includes(held.role)) continue;
    const holder = draft.world.mandates[held.mandateId]?.personId ?? null;
    const other = holdersOf(draft.world, poId, held.role, holder).find(({ period }) =>
      periodsOverlap(period, held.period),
    );
    if (other) {
      draft.find(
        'warning',
        `second-holder:${held.id}`,
        `${holderName(draft.world, other)} est aussi ${ROLE_FUNCTIONS[other.role]} de ce PO ${formatPeriod(other.period)}.`,
        { detail: 'Un PO a d’habitude une seule personne dans ce rôle ; les deux le tiendront.' },
      );
    }
  }
}

/** Two files with one name and one date of birth. */
export function findTakenIdentities(draft: PlanDraft): void {
  const renamed = new Set(
    draft.effects.flatMap((effect) =>
      effect.kind === 'set-person-field' && ['firstName', 'lastName', 'birthDate'].includes(effect.field)
        ? [effect.personId]
        : [],
    ),
  );
  for (const personId of renamed) {
    const person = draft.world.persons[personId];
    if (!person) continue;
    const key = identityKey(person);
    if (
      Object.values(draft.world.persons).some(
        (other) => other.id !== personId && other.mergedInto === undefined && identityKey(other) === key,
      )
    )
      draft.find('blocking', 'identity-taken', 'Une autre fiche porte déjà ce nom et cette date de naissance.');
  }
}
