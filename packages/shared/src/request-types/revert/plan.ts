import { type CivilDate } from '../../domain/dates.ts';
import type { Effect } from '../../effects/effect.ts';
import { invertEffect } from '../../effects/invert-effect.ts';
import { invertMerge } from '../../effects/invert-merge.ts';
import { replay } from '../../effects/replay.ts';
import { findRolesOutside, findSecondHolders, findTakenIdentities } from '../plan-checks.ts';
import type { PlanDraft } from '../plan-draft.ts';
import type { FactsWithPo } from '../request-type.ts';
import type { Revert } from './payload.ts';

/** Takes the effects of an applied plan back, the last one first; what follows from them on accounts comes at the end. */
export function planRevert(payload: Revert, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const { reverted, requestId } = facts;
  if (!reverted) {
    draft.find('blocking', 'plan-unknown', 'Ce que cette demande avait écrit n’est plus connu.', {
      detail: 'Refaites le nécessaire par une nouvelle demande.',
    });
    return;
  }
  for (const id of reverted.subjectIds) draft.about(id);
  const merger = invertMerge(reverted, payload.decisionId, draft.world);
  if (merger) {
    draft.add(...merger.effects);
    // Half of a merger cannot be taken back: all of it, or nothing.
    if (merger.cannot) draft.find('blocking', 'merger-stands', merger.cannot);
    return;
  }
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
