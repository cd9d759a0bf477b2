import * as z from 'zod/mini';
import { ageOn, compareDates } from '../../../domain/dates.ts';
import { derivedId } from '../../../domain/hash.ts';
import { formatPeriod, type Period, periodsOverlap } from '../../../domain/periods.ts';
import type { PersonState } from '../../../effects/world.ts';
import { EMPTY_DATE } from '../../fields.ts';
import { date, mandateDateRule, optionalDate, roles } from '../../form-schema.ts';
import { nameRoles, onDay, sayDate, sayRoles } from '../../format-answers.ts';
import { storedDate, storedRole } from '../../payload-schema.ts';
import { planAccountAfterEnd, planAccountForMandate } from '../../plan-account.ts';
import { findFarDate } from '../../plan-common.ts';
import { planRole } from '../../plan-roles.ts';
import { ROLE_OPTIONS } from '../../role-options.ts';
import type { EditKind, EditStep } from '../edit-kind.ts';
import { targetPerson } from '../edit-target.ts';

const values = z.strictObject({ from: storedDate, to: z.nullable(storedDate), roles: z.array(storedRole) });
type Values = z.infer<typeof values>;

/** Somebody who is known already becomes a member of the PO. */
export const openMandate: EditKind<Values> = {
  title: 'Ajouter un mandat',
  on: 'person-in-po',
  groups: [
    {
      id: 'mandate',
      title: 'Mandat',
      fields: [
        { kind: 'date', name: 'from', label: 'Premier jour du mandat', hint: 'Par exemple 1 9 2026.' },
        {
          kind: 'date',
          name: 'to',
          label: 'Dernier jour',
          hint: 'Laissez vide quand aucune fin n’est prévue.',
          optional: true,
        },
        { kind: 'checkboxes', name: 'roles', label: 'Rôles', optional: true, options: ROLE_OPTIONS },
      ],
    },
  ],
  form: z.object({
    from: date('Indiquez le premier jour du mandat.', mandateDateRule),
    to: optionalDate(mandateDateRule),
    roles: roles(),
  }),
  values,
  toForm: () => ({ from: { ...EMPTY_DATE }, to: { ...EMPTY_DATE }, roles: [] }),
  sentence: ({ from, roles: given }, { name }) =>
    `Ouvrir un mandat pour ${name} ${onDay(from)}${given.length > 0 ? `, comme ${nameRoles(given)}` : ''}`,
  answers: ({ from, to, roles: given }, { name }) => [
    ['Membre', 'personId', name],
    ['Premier jour du mandat', 'from', sayDate(from)],
    ['Dernier jour', 'to', sayDate(to) ?? 'aucun n’est prévu'],
    ['Rôles', 'roles', given.length > 0 ? sayRoles(given) : 'aucun'],
  ],
  plan: (asked, step) => {
    const person = targetPerson(step);
    const { facts, today, draft, key } = step;
    if (!person || !mayOpen(person, asked, step)) return;
    const { from, to } = asked;
    const mandateId = derivedId('mandate', key);
    draft.add({ kind: 'open-mandate', mandateId, personId: person.id, poId: facts.poId, from, to });
    // A mandate of the past is written down for the record: nobody is invited for it.
    if (to === null || compareDates(to, today) >= 0) {
      planAccountForMandate(person.id, mandateId, from, today, draft);
      if (to !== null) planAccountAfterEnd(person.id, draft);
    }
    for (const role of asked.roles) planRole({ role, mandateId, from, replaces: [] }, facts, draft);
  },
};

function mayOpen(person: PersonState, { from, to }: Values, { facts, today, draft }: EditStep): boolean {
  if (person.deceased) {
    draft.find('blocking', 'deceased', 'Cette personne est notée comme décédée.');
    return false;
  }
  if (to !== null && compareDates(to, from) < 0) {
    draft.find('blocking', 'end-before-start', 'Le mandat se terminerait avant de commencer.', { field: 'to' });
    return false;
  }
  if (compareDates(from, person.birthDate) <= 0) {
    draft.find('blocking', 'start-before-birth', 'Le mandat commencerait avant la naissance.', { field: 'from' });
    return false;
  }
  const wanted: Period = { from, to };
  const other = Object.values(draft.world.mandates).find(
    (known) =>
      known.personId === person.id &&
      known.poId === facts.poId &&
      !known.annulled &&
      periodsOverlap(known.period, wanted),
  );
  if (other) {
    draft.find(
      'blocking',
      'mandates-overlap',
      `Cette personne a déjà un mandat dans ce PO, ${formatPeriod(other.period, today)}.`,
      { detail: 'Changez plutôt les dates de ce mandat, ou ajoutez-y un rôle.', field: 'from' },
    );
    return false;
  }
  if (ageOn(person.birthDate, from) < 18)
    draft.find('warning', 'minor', 'Cette personne serait mineure au début du mandat.', { field: 'from' });
  findFarDate('Le début du mandat', from, today, 'from', draft);
  return true;
}
