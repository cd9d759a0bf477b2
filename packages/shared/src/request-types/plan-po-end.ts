import { type CivilDate, compareDates, dayAfter, formatDate } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { isRequestState, STATE_LABELS } from '../domain/transitions.ts';
import type { PoState, SchoolState } from '../effects/world.ts';
import { joinWords } from './format-answers.ts';
import { planAccountAfterEnd } from './plan-account.ts';
import type { PlanDraft } from './plan-draft.ts';
import { endOrAnnul } from './plan-ends.ts';
import { closeSchool, schoolsOf } from './plan-schools.ts';
import type { Facts } from './request-type.ts';

/** Whether a PO may end: it does not yet, and no school is on its way to it. */
export function mayEnd(po: PoState, on: CivilDate, draft: PlanDraft): boolean {
  if (po.closedOn !== undefined) {
    draft.find('blocking', 'po-closed', `${po.name} ferme déjà le ${formatDate(po.closedOn)}.`, { field: 'on' });
    return false;
  }
  if (po.openedOn !== undefined && compareDates(on, po.openedOn) < 0) {
    draft.find('blocking', 'end-before-start', `${po.name} ne commence que le ${formatDate(po.openedOn)}.`, {
      field: 'on',
    });
    return false;
  }
  const coming = Object.values(draft.world.schools).filter(({ next }) => next?.poId === po.id);
  if (coming.length === 0) return true;
  draft.find(
    'blocking',
    'schools-coming',
    `Le ${formatDate(on)}, ce PO ne peut pas finir : ${nameSchools(coming)} doit encore y arriver.`,
    { detail: 'Annulez d’abord la modification qui l’a prévu.', field: 'on' },
  );
  return false;
}

/**
 * No school is left behind by a PO that ends: those that are open then either close with it, or stand in the way.
 * @param choice.alsoOpen staff chose that they close the same day
 */
export function closeSchoolsWith(
  po: PoState,
  on: CivilDate,
  { alsoOpen }: { alsoOpen: boolean },
  draft: PlanDraft,
): void {
  const left = schoolsOf(draft.world, po.id).filter(
    ({ closedOn, next }) =>
      (closedOn === null || compareDates(closedOn, on) > 0) &&
      (next === undefined || compareDates(next.on, dayAfter(on)) > 0),
  );
  const standing = alsoOpen ? left.filter(({ closedOn, next }) => closedOn !== null || next !== undefined) : left;
  if (standing.length > 0) {
    draft.find(
      'blocking',
      'schools-open',
      standing.length === 1
        ? `Une école serait encore de ce PO après sa fermeture : ${nameSchools(standing)}.`
        : `${standing.length} écoles seraient encore de ce PO après sa fermeture : ${nameSchools(standing)}.`,
      {
        detail: alsoOpen
          ? 'Leur fermeture ou leur passage à un autre PO est prévu plus tard.'
          : 'Fermez-les ou passez-les à un autre PO d’abord, ou dites qu’elles ferment le même jour.',
        field: 'schools',
      },
    );
  }
  for (const school of left.filter((one) => !standing.includes(one))) closeSchool(school, on, draft);
}

/** Every mandate of the PO ends with it; those that were to begin later are annulled. Accounts that nothing keeps close. */
export function endAllMandates(po: PoState, on: CivilDate, draft: PlanDraft): void {
  const mandates = Object.values(draft.world.mandates)
    .filter(({ poId, annulled, period }) => poId === po.id && !annulled && (period.to === null || period.to > on))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const mandate of mandates) endOrAnnul(mandate, { on, reason: 'other' }, draft);
  for (const personId of new Set(mandates.map((mandate) => mandate.personId))) planAccountAfterEnd(personId, draft);
}

/** Names what is still asked about the PO: it cannot be approved any more once the PO is closed. */
export function findOpenAround({ openRequests }: Pick<Facts, 'openRequests'>, draft: PlanDraft): void {
  if (openRequests.length === 0) return;
  const named = openRequests
    .slice(0, 10)
    .map(
      ({ reference, subject, state }) =>
        `${reference} (${subject}, ${isRequestState(state) ? STATE_LABELS[state] : state})`,
    );
  const more = openRequests.length > named.length ? ` et ${openRequests.length - named.length} autres` : '';
  draft.find(
    'warning',
    'open-requests',
    openRequests.length === 1
      ? `Une demande est encore ouverte sur ce PO : ${named.join('')}.`
      : `${openRequests.length} demandes sont encore ouvertes sur ce PO : ${named.join(' ; ')}${more}.`,
    { detail: 'Après la fermeture, plus rien ne pourra y être approuvé : décidez d’abord, ou refusez.' },
  );
}

/** What outsiders ask about a PO that is closed cannot be approved; of one that will close, staff are told. */
export function findClosedPo(poId: string, today: CivilDate, draft: PlanDraft): void {
  const po = draft.world.pos[poId];
  if (po?.closedOn === undefined) return;
  const other = draft.world.pos[po.mergedInto ?? ''];
  const detail = other ? `Il est fusionné dans ${other.name}.` : undefined;
  if (compareDates(po.closedOn, today) < 0)
    draft.find('blocking', 'po-closed', `${po.name} est fermé depuis le ${formatDate(po.closedOn)}.`, {
      detail: `${detail ? `${detail} ` : ''}Refusez la demande, en disant pourquoi.`,
    });
  else draft.find('warning', 'po-closes', `${po.name} ferme le ${formatDate(po.closedOn)}.`, detail ? { detail } : {});
}

/** Nothing goes on in a PO beyond its last day, whatever planned it. */
export function findBeyondClosing(draft: PlanDraft): void {
  const { world, effects } = draft;
  const closingOf = (poId: string) => world.pos[poId]?.closedOn;
  const touched = new Set(
    effects.flatMap((effect) =>
      effect.kind === 'open-mandate' || effect.kind === 'set-mandate-dates' ? [effect.mandateId] : [],
    ),
  );
  for (const mandate of [...touched].flatMap((id) => world.mandates[id] ?? [])) {
    const closedOn = closingOf(mandate.poId);
    const { to } = mandate.period;
    if (closedOn === undefined || mandate.annulled || (to !== null && compareDates(to, closedOn) <= 0)) continue;
    const person = world.persons[mandate.personId];
    draft.find(
      'blocking',
      `mandate-beyond-closing:${mandate.id}`,
      `Le PO ferme le ${formatDate(closedOn)} : le mandat${person ? ` (${formatName(person)})` : ''} doit se terminer avant.`,
    );
  }
  for (const effect of effects) {
    const poId =
      effect.kind === 'open-school'
        ? effect.poId
        : 'toPoId' in effect && effect.kind !== 'withdraw-transfer'
          ? effect.toPoId
          : '';
    const closedOn = closingOf(poId);
    if (closedOn !== undefined && 'schoolId' in effect)
      draft.find(
        'blocking',
        `school-beyond-closing:${effect.schoolId}`,
        `Aucune école ne vient dans un PO qui ferme, ici le ${formatDate(closedOn)}.`,
      );
  }
}

function nameSchools(schools: readonly SchoolState[]): string {
  return joinWords(schools.map(({ name }) => name));
}
