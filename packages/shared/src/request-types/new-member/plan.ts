import { ageOn, type CivilDate, compareDates, formatDate } from '../../domain/dates.ts';
import { derivedId } from '../../domain/hash.ts';
import { identityKey } from '../../domain/names.ts';
import { formatPeriod } from '../../domain/periods.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import type { MandateState, PersonState } from '../../effects/world.ts';
import { matchNewcomer } from '../match-person.ts';
import { findSharedEmail, planAccountAfterEnd, planAccountForEmail, planAccountForMandate } from '../plan-account.ts';
import { findConfusableNames, findFarDate } from '../plan-common.ts';
import type { PlanDraft } from '../plan-draft.ts';
import { planPersonFields } from '../plan-person-fields.ts';
import { endRolesAfter, planRole } from '../plan-roles.ts';
import type { FactsWithPo } from '../request-type.ts';
import type { NewMember } from './form.ts';

/** Whoever joins, also as a list tells of them: what it leaves out is null, and it may know the end of the mandate. */
export type Newcomer = Omit<NewMember, 'phone' | 'address'> & {
  phone: string | null;
  address: PostalAddress | null;
  endDate?: CivilDate | null;
};

const NO_ADDRESS: PostalAddress = { street: '', number: '', box: '', postcode: '', locality: '', country: 'BE' };

/** A person joins: found or created, a mandate, roles, an account. */
export function planNewMember(payload: Newcomer, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  // Requests about the same identity build on each other, whichever PO they come from.
  draft.about(derivedId('identity', identityKey(payload)));
  findImpossibleDates(payload, today, draft);
  findConfusableNames([payload.firstName, payload.lastName], draft);
  const match = matchNewcomer(payload, facts, draft);
  if (match === null) return;
  const person = match === 'new' ? createPerson(payload, facts, draft) : match;
  draft.about(person.id);
  if (person.deceased) {
    draft.find('blocking', 'deceased', 'Cette personne est notée comme décédée.');
    return;
  }
  if (payload.email) findSharedEmail(person.id, payload.email, draft);
  if (match !== 'new') {
    const { email, phone, address } = payload;
    const changed = planPersonFields(person, { email, phone, address }, draft);
    if (changed.includes('email') && email && person.email) {
      draft.find('warning', 'email-differs', `La fiche porte une autre adresse mail : ${person.email}.`, {
        field: 'email',
      });
    }
    if (changed.includes('email') && email) planAccountForEmail(person.id, email, today, draft);
  }
  const mandateId = planMandate(person, payload, facts, today, draft);
  if (mandateId === null) return;
  const { roles, startDate: from, replaces } = payload;
  for (const role of roles) planRole({ role, mandateId, from, replaces }, facts, draft);
  if (payload.endDate) planEnd(mandateId, payload.endDate, draft);
}

/** The end that the list knows: a mandate without end ends then; another end that is recorded stays, and is said. */
function planEnd(mandateId: string, on: CivilDate, draft: PlanDraft): void {
  const mandate = draft.world.mandates[mandateId] as MandateState;
  if (mandate.period.to !== null && mandate.period.to !== on) {
    draft.find('warning', 'other-end', `Dans la base, ce mandat se termine le ${formatDate(mandate.period.to)}.`, {
      detail: 'Cette date reste. Pour la changer, il faut une demande de modification du membre.',
      field: 'endDate',
    });
  }
  if (mandate.period.to === null) {
    endRolesAfter(mandateId, on, draft);
    draft.add({ kind: 'end-mandate', mandateId, on, reason: null });
    planAccountAfterEnd(mandate.personId, draft);
  }
}

function createPerson(payload: Newcomer, facts: FactsWithPo, draft: PlanDraft): PersonState {
  const { firstName, lastName, birthDate, email, phone, address } = payload;
  const personId = derivedId('person', facts.requestId);
  const names = { lastName, firstName, birthDate };
  draft.add({ kind: 'create-person', personId, ...names, email, phone, address: address ?? NO_ADDRESS });
  const created = draft.world.persons[personId];
  if (!created) throw new Error(`The person ${personId} that was just created is missing.`);
  return created;
}

/** Opens the mandate, or takes the one that covers the start. Null when staff must settle something first. */
function planMandate(
  person: PersonState,
  payload: Newcomer,
  facts: FactsWithPo,
  today: CivilDate,
  draft: PlanDraft,
): string | null {
  const { startDate, endDate = null } = payload;
  const known = Object.values(draft.world.mandates)
    .filter((mandate) => mandate.personId === person.id && mandate.poId === facts.poId && !mandate.annulled)
    .filter((mandate) => mandate.period.to === null || compareDates(mandate.period.to, startDate) >= 0)
    .sort((a, b) => compareDates(a.period.from, b.period.from))[0];
  if (!known) {
    const mandateId = derivedId('mandate', facts.requestId);
    draft.add({ kind: 'open-mandate', mandateId, personId: person.id, poId: facts.poId, from: startDate, to: endDate });
    // Who has left already signs in nowhere.
    if (endDate === null || compareDates(endDate, today) >= 0)
      planAccountForMandate(person.id, mandateId, startDate, today, draft);
    if (endDate !== null) planAccountAfterEnd(person.id, draft);
    return mandateId;
  }
  if (compareDates(known.period.from, startDate) > 0) {
    draft.find(
      'blocking',
      'later-mandate',
      `Cette personne a déjà un mandat dans ce PO ${formatPeriod(known.period, startDate)}.`,
      {
        detail: 'Pour en avancer le début, il faut une demande de modification du membre.',
        field: 'startDate',
      },
    );
    return null;
  }
  draft.find('warning', 'already-member', `Cette personne est déjà membre de ce PO, ${formatPeriod(known.period)}.`, {
    detail: 'Les rôles s’ajouteront à ce mandat.',
  });
  return known.id;
}

function findImpossibleDates(payload: Newcomer, today: CivilDate, draft: PlanDraft): void {
  const { birthDate, startDate } = payload;
  if (compareDates(birthDate, today) > 0) {
    draft.find('blocking', 'birth-in-future', `La date de naissance est dans le futur : ${formatDate(birthDate)}.`, {
      field: 'birthDate',
    });
  }
  if (compareDates(startDate, birthDate) <= 0) {
    draft.find('blocking', 'start-before-birth', 'Le mandat commencerait avant la naissance.', { field: 'startDate' });
  } else if (ageOn(birthDate, startDate) < 18) {
    draft.find('warning', 'minor', 'Cette personne serait mineure au début du mandat.', { field: 'birthDate' });
  }
  findFarDate('Le début du mandat', startDate, today, 'startDate', draft);
}
