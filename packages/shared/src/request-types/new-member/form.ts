import * as z from 'zod/mini';
import {
  address,
  birthDateRule,
  date,
  line,
  type Mistake,
  mandateDateRule,
  NAME_LENGTH,
  optionalEmail,
  phone,
  replacements,
  roles,
  ticked,
  together,
} from '../form-schema.ts';
import type { RequestForm } from '../request-type.ts';
import { ROLE_OPTIONS } from '../role-options.ts';
import { successionGroup } from '../succession-group.ts';
import type { NewMember } from './payload.ts';

export type { NewMember };

const fields = z.object({
  firstName: line('Indiquez le prénom du nouveau membre.', NAME_LENGTH),
  lastName: line('Indiquez le nom du nouveau membre.', NAME_LENGTH),
  birthDate: date('Indiquez la date de naissance : le profil est créé sur cette base.', birthDateRule),
  email: optionalEmail(),
  noEmail: ticked(),
  phone: phone('Indiquez un numéro de téléphone.'),
  address: address('Indiquez l’adresse postale.'),
  startDate: date('Indiquez la date de début de mandat.', mandateDateRule),
  roles: roles('Cochez au moins un rôle.'),
  replaces: replacements(),
});

function emailOrNone({ email, noEmail }: z.infer<typeof fields>): Mistake[] {
  if (email === null && !noEmail)
    return [{ path: ['email'], message: 'Indiquez l’adresse mail, ou cochez « Pas d’adresse mail ».' }];
  if (email !== null && noEmail)
    return [{ path: ['noEmail'], message: 'Choisissez : une adresse mail, ou « Pas d’adresse mail ».' }];
  return [];
}

export const newMemberForm = {
  name: 'new-member',
  label: 'Nouveau membre',
  invitation: 'Annoncer un nouveau membre',
  explanation: 'Une personne rejoint le PO, ou y revient.',
  question: 'Qui rejoint le PO ?',
  icon: 'user-plus',
  form: z.pipe(
    together(fields, emailOrNone),
    z.transform(
      ({ noEmail: _, ...payload }: z.infer<typeof fields>): NewMember => ({
        ...payload,
        replaces: payload.replaces.filter(({ role }) => payload.roles.includes(role)),
      }),
    ),
  ),
  groups: [
    {
      id: 'identity',
      title: 'Identité',
      fields: [
        { kind: 'text', name: 'firstName', label: 'Prénom', autocomplete: 'off', width: 'medium' },
        { kind: 'text', name: 'lastName', label: 'Nom', autocomplete: 'off', width: 'medium' },
        {
          kind: 'date',
          name: 'birthDate',
          label: 'Date de naissance',
          hint: 'Le profil est créé sur cette base. Par exemple 4 5 1971.',
        },
      ],
    },
    {
      id: 'contact',
      title: 'Coordonnées',
      fields: [
        {
          kind: 'email',
          name: 'email',
          label: 'Adresse mail',
          hint: 'Personnelle de préférence : elle servira à se connecter.',
          autocomplete: 'off',
        },
        {
          kind: 'checkbox',
          name: 'noEmail',
          disables: 'email',
          label: 'Pas d’adresse mail',
          hint: 'Sans adresse mail, aucun compte ne peut être créé.',
          optional: true,
        },
        {
          kind: 'tel',
          name: 'phone',
          label: 'Téléphone',
          hint: 'Par exemple 081 12 34 56 ou 0470 12 34 56.',
          autocomplete: 'off',
        },
        { kind: 'address', name: 'address', label: 'Adresse postale' },
      ],
    },
    {
      id: 'mandate',
      title: 'Mandat',
      fields: [
        {
          kind: 'date',
          name: 'startDate',
          label: 'Date de début de mandat',
          hint: 'Souvent celle de l’assemblée générale. Par exemple 1 9 2026.',
        },
        {
          kind: 'checkboxes',
          name: 'roles',
          label: 'Rôle ou rôles dans le PO',
          hint: 'Cochez tout ce qui convient.',
          options: ROLE_OPTIONS,
        },
      ],
    },
    successionGroup('roles'),
  ],
} satisfies RequestForm<NewMember>;
