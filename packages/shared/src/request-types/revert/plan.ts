import { identityKey } from '../../domain/names.ts';
import { type CivilDate } from '../../domain/dates.ts';
import { formatPeriod, periodsOverlap, periodWithin } from '../../domain/periods.ts';
import { ROLE_FUNCTIONS } from '../../domain/roles.ts';
import type { Effect } from '../../effects/effect.ts';
import { invertEffect } from '../../effects/invert-effect.ts';
import { replay } from '../../effects/replay.ts';
import type { PlanDraft } from '../plan-draft.ts';
import { holderName, holdersOf } from '../plan-holders.ts';
import { rolesOf } from '../plan-roles.ts';
import type { FactsWithPo } from '../request-type.ts';
import type { Revert } from './payload.ts';

/** Takes the effects of an applied plan back, the last one first; what follows from them on accounts comes at the end. */
export function planRevert(_payload: Revert, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const { reverted, requestId } = facts;
  if (!reverted) {
    draft.find('blocking', 'plan-unknown', 'Ce que cette demande avait écrit n’est plus connu.', {
      detail: 'Refaites le nécessaire par une nouvelle demande.',
    });
    return;
  }
  for (const id of reverted.subjectIds) draft.about(id);
  const renewed = new Map<string, string>();
  const written = replay(reverted.effects, reverted.base).reverse();
  const ordered = [
    ...written.filter(({ effect }) => !isOfAccount(effect)),
    ...written.filter(({ effect }) => isOfAccount(effect)),
  ];
  for (const [index, one] of ordered.entries()) {
    const { effects, cannot, told } = invertEffect(one, { world: draft.world, today, requestId, renewed });
    draft.add(...effects);
    if (cannot) {
      draft.find('warning', `not-reverted:${index}`, cannot, {
        detail: 'Cela ne peut plus être annulé et reste ainsi.',
      });
    }
    if (told) draft.find('info', `reverted:${index}`, told);
  }
  findRolesOutside(draft);
  findSecondHolders(facts, draft);
  findTakenIdentities(draft);
  if (draft.effects.length === 0)
    draft.find('blocking', 'nothing-to-revert', 'Il ne reste rien à annuler de cette demande.', {
      detail: 'Refusez cette annulation.',
    });
}

function isOfAccount(effect: Effect): boolean {
  return 'accountId' in effect || effect.kind === 'announce-mandate';
}

/** Roles that others gave meanwhile, and that the mandate of before does not cover. */
function findRolesOutside(draft: PlanDraft): void {
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

/** Who took over a role that goes back to the one before. */
function findSecondHolders({ poId, singleHolderRoles }: FactsWithPo, draft: PlanDraft): void {
  const given = draft.effects.flatMap((effect) =>
    effect.kind === 'set-role-dates' || effect.kind === 'assign-role' ? [draft.world.roles[effect.roleId]] : [],
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

function findTakenIdentities(draft: PlanDraft): void {
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
    if (Object.values(draft.world.persons).some((other) => other.id !== personId && identityKey(other) === key))
      draft.find('blocking', 'identity-taken', 'Une autre fiche porte déjà ce nom et cette date de naissance.');
  }
}
