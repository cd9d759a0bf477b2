import * as z from 'zod/mini';
import {
  birthDateRule,
  date,
  field,
  line,
  mandateDateRule,
  NAME_LENGTH,
  optionalDate,
  optionalEmail,
  type Parsed,
} from '../form-schema.ts';
import type { RequestForm } from '../request-type.ts';
import type { Removal } from './payload.ts';

export const REMOVAL_REASONS = ['resignation', 'end-of-mandate', 'death', 'other'] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];
export const REMOVAL_REASON_LABELS: Record<RemovalReason, string> = {
  resignation: 'Démission',
  'end-of-mandate': 'Fin de mandat',
  death: 'Décès',
  other: 'Autre',
};

export type { Removal };

const reason = field(z._default(z.string(), ''), (text): Parsed<RemovalReason> => {
  const found = REMOVAL_REASONS.find((code) => code === text);
  return found ? { ok: true, value: found } : { ok: false, message: 'Choisissez la raison du départ.' };
});

export const removalForm = {
  name: 'removal',
  label: 'Suppression',
  invitation: 'Annoncer un départ',
  explanation: 'Un membre quitte le PO : démission, fin de mandat, décès.',
  question: 'Qui quitte le PO ?',
  icon: 'user-minus',
  aboutMember: true,
  form: z.object({
    firstName: line('Indiquez le prénom du membre qui part.', NAME_LENGTH),
    lastName: line('Indiquez le nom du membre qui part.', NAME_LENGTH),
    email: optionalEmail(),
    birthDate: optionalDate(birthDateRule),
    endDate: date('Indiquez la date de fin de mandat.', mandateDateRule),
    reason,
  }),
  groups: [
    {
      id: 'member',
      title: 'Le membre',
      fields: [
        { kind: 'text', name: 'firstName', label: 'Prénom', autocomplete: 'off', width: 'medium' },
        { kind: 'text', name: 'lastName', label: 'Nom', autocomplete: 'off', width: 'medium' },
      ],
    },
    {
      id: 'hints',
      title: 'Pour ne pas confondre',
      hint: 'Utile quand deux membres portent le même nom. Laissez vide si vous ne savez pas.',
      fields: [
        { kind: 'email', name: 'email', label: 'Adresse mail du membre', optional: true, autocomplete: 'off' },
        { kind: 'date', name: 'birthDate', label: 'Date de naissance', optional: true },
      ],
    },
    {
      id: 'end',
      title: 'Fin du mandat',
      fields: [
        {
          kind: 'date',
          name: 'endDate',
          label: 'Date de fin de mandat',
          hint: 'Le dernier jour compris. Par exemple 31 8 2026.',
        },
        {
          kind: 'radio',
          name: 'reason',
          label: 'Raison',
          options: REMOVAL_REASONS.map((value) => ({ value, label: REMOVAL_REASON_LABELS[value] })),
        },
      ],
    },
  ],
} satisfies RequestForm<Removal>;
