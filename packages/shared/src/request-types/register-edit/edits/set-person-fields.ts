import * as z from 'zod/mini';
import { splitDate } from '../../../domain/dates.ts';
import { formatFieldValue, PERSON_FIELD_LABELS } from '../../../effects/describe-effect.ts';
import type { PersonField, PersonState } from '../../../effects/world.ts';
import { EMPTY_ADDRESS, EMPTY_DATE, type FieldGroup } from '../../fields.ts';
import { address, birthDateRule, date, line, NAME_LENGTH, optionalEmail, optionalPhone } from '../../form-schema.ts';
import { joinWords } from '../../format-answers.ts';
import { storedAddress, storedDate, storedText } from '../../payload-schema.ts';
import { accountOf, findSharedEmail, planAccountForEmail } from '../../plan-account.ts';
import { planIdentity, planPersonFields } from '../../plan-person-fields.ts';
import type { EditKind, EditStep } from '../edit-kind.ts';
import { targetPerson } from '../edit-target.ts';

const values = z.partial(
  z.strictObject({
    lastName: storedText,
    firstName: storedText,
    birthDate: storedDate,
    /** Null: there is none any more. */
    email: z.nullable(storedText),
    phone: z.nullable(storedText),
    address: storedAddress,
  }),
);
type Values = z.infer<typeof values>;

const groups: FieldGroup[] = [
  {
    id: 'identity',
    title: 'Identité',
    fields: [
      { kind: 'text', name: 'firstName', label: 'Prénom', autocomplete: 'off', width: 'medium' },
      { kind: 'text', name: 'lastName', label: 'Nom', autocomplete: 'off', width: 'medium' },
      { kind: 'date', name: 'birthDate', label: 'Date de naissance' },
    ],
  },
  {
    id: 'contact',
    title: 'Coordonnées',
    fields: [
      { kind: 'email', name: 'email', label: 'Adresse mail', optional: true, autocomplete: 'off' },
      { kind: 'tel', name: 'phone', label: 'Téléphone', optional: true, autocomplete: 'off' },
      { kind: 'address', name: 'address', label: 'Adresse postale' },
    ],
  },
];

const NOUNS: Record<PersonField, string> = {
  lastName: 'le nom',
  firstName: 'le prénom',
  birthDate: 'la date de naissance',
  email: 'l’adresse mail',
  phone: 'le téléphone',
  address: 'l’adresse postale',
};

const fieldsOf = (asked: Values) => Object.keys(asked) as PersonField[];

/** What is recorded about a person: names, date of birth, contacts. */
export const setPersonFields: EditKind<Values> = {
  title: 'Modifier la fiche',
  on: 'person',
  partial: true,
  groups,
  form: z.object({
    firstName: line('Indiquez le prénom.', NAME_LENGTH),
    lastName: line('Indiquez le nom.', NAME_LENGTH),
    birthDate: date('Indiquez la date de naissance.', birthDateRule),
    email: optionalEmail(),
    phone: optionalPhone(),
    address: address('Indiquez l’adresse postale.'),
  }),
  values,
  phones: ['phone'],
  toForm: ({ personId }, world) => {
    const person = world.persons[personId ?? ''];
    return {
      firstName: person?.firstName ?? '',
      lastName: person?.lastName ?? '',
      birthDate: person ? splitDate(person.birthDate) : EMPTY_DATE,
      email: person?.email ?? '',
      phone: person?.phone ? formatFieldValue('phone', person.phone) : '',
      address: person?.address ?? EMPTY_ADDRESS,
    };
  },
  sentence: (asked, { name }) =>
    `Modifier ${joinWords(fieldsOf(asked).map((field) => NOUNS[field]))}, fiche de ${name}`,
  answers: (asked) =>
    fieldsOf(asked).map((field) => [PERSON_FIELD_LABELS[field], field, formatFieldValue(field, asked[field])]),
  probe: (asked, { person }) => ({
    identities:
      person && (asked.firstName ?? asked.lastName ?? asked.birthDate)
        ? [
            {
              firstName: asked.firstName ?? person.firstName,
              lastName: asked.lastName ?? person.lastName,
              birthDate: asked.birthDate ?? person.birthDate,
            },
          ]
        : [],
    emails: asked.email ? [asked.email] : [],
  }),
  plan: (asked, step) => {
    const person = targetPerson(step);
    if (!person) return;
    const { today, draft } = step;
    const { firstName = null, lastName = null, birthDate = null, email, phone, address: place } = asked;
    planIdentity(person, { firstName, lastName, birthDate }, today, draft);
    if (email) findSharedEmail(person.id, email, draft);
    const changed = planPersonFields(person, { email, phone, address: place }, draft);
    if (email && changed.includes('email')) planAccountForEmail(person.id, email, today, draft);
    for (const field of ['email', 'phone'] as const) if (asked[field] === null) empty(person, field, step);
  },
};

function empty(person: PersonState, field: 'email' | 'phone', { draft }: EditStep): void {
  const from = person[field];
  if (from === null) return;
  draft.add({ kind: 'set-person-field', personId: person.id, field, from, to: null });
  const account = field === 'email' ? accountOf(draft.world, person.id) : null;
  if (account?.email && account.state !== 'closed') {
    draft.find('warning', 'account-keeps-email', `Le compte garde ${account.email} comme adresse de connexion.`, {
      detail: 'Effacer l’adresse de la fiche ne ferme pas le compte.',
      field: 'email',
    });
  }
}
