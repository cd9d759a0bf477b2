import { type CivilDate, compareDates, formatDate } from '../domain/dates.ts';
import { emailKey } from '../domain/email.ts';
import { derivedId } from '../domain/hash.ts';
import { identityKey } from '../domain/names.ts';
import { type PostalAddress, sameAddress } from '../domain/postal-address.ts';
import type { PersonField, PersonState } from '../effects/world.ts';
import { findConfusableNames } from './plan-common.ts';
import type { PlanDraft } from './plan-draft.ts';

/** Sets the fields that are asked and differ from what is recorded. Returns those it set. */
export function planPersonFields(
  person: PersonState,
  asked: Partial<Record<PersonField, unknown>>,
  draft: PlanDraft,
): PersonField[] {
  const changed: PersonField[] = [];
  for (const [field, to] of Object.entries(asked) as [PersonField, unknown][]) {
    const from = person[field];
    if (to === null || to === undefined || sameValue(field, from, to)) continue;
    draft.add({ kind: 'set-person-field', personId: person.id, field, from, to });
    changed.push(field);
  }
  return changed;
}

function sameValue(field: PersonField, from: unknown, to: unknown): boolean {
  if (field === 'address') return sameAddress(from as PostalAddress, to as PostalAddress);
  if (field === 'email') return from !== null && emailKey(String(from)) === emailKey(String(to)) && from === to;
  return from === to;
}

type AskedNames = Record<'firstName' | 'lastName', string | null> & { birthDate: CivilDate | null };

/** Sets names and date of birth, where they are asked, unless somebody else bears them. */
export function planIdentity(person: PersonState, asked: AskedNames, today: CivilDate, draft: PlanDraft): void {
  const { firstName, lastName, birthDate } = asked;
  if (birthDate && compareDates(birthDate, today) > 0) {
    draft.find('blocking', 'birth-in-future', `La date de naissance est dans le futur : ${formatDate(birthDate)}.`, {
      field: 'birthDate',
    });
    return;
  }
  findConfusableNames([firstName, lastName], draft);
  const changed = planPersonFields(person, { firstName, lastName, birthDate }, draft);
  if (changed.length === 0) return;
  const renamed = draft.world.persons[person.id];
  if (!renamed) return;
  // Whoever asks for this identity in another request must see the change first.
  draft.about(derivedId('identity', identityKey(renamed)));
  const key = identityKey(renamed);
  const double = Object.values(draft.world.persons).find(
    (other) => other.id !== person.id && other.mergedInto === undefined && identityKey(other) === key,
  );
  if (double)
    draft.find('blocking', 'identity-taken', 'Une autre fiche porte déjà ce nom et cette date de naissance.', {
      detail: 'Il s’agit peut-être de la même personne en double.',
    });
}
