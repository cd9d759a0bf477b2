import * as z from 'zod/mini';
import { ROLES } from '../../domain/roles.ts';
import {
  birthDateRule,
  line,
  type Mistake,
  mandateDateRule,
  NAME_LENGTH,
  optionalAddress,
  optionalChoice,
  optionalDate,
  optionalEmail,
  optionalLine,
  optionalPhone,
  replacements,
  roles,
  together,
} from '../form-schema.ts';
import type { RequestForm } from '../request-type.ts';
import { ROLE_OPTIONS } from '../role-options.ts';
import { successionGroup } from '../succession-group.ts';
import type { MemberChange } from './payload.ts';

export type { MemberChange };

const fields = z.object({
  firstName: line('Indiquez le prénom du membre.', NAME_LENGTH),
  lastName: line('Indiquez le nom du membre.', NAME_LENGTH),
  knownBirthDate: optionalDate(birthDateRule),
  email: optionalEmail(),
  phone: optionalPhone(),
  address: optionalAddress(),
  newFirstName: optionalLine(NAME_LENGTH),
  newLastName: optionalLine(NAME_LENGTH),
  birthDate: optionalDate(birthDateRule),
  addedRoles: roles(),
  addedFrom: optionalDate(mandateDateRule),
  endedRoles: roles(),
  endedOn: optionalDate(mandateDateRule),
  mandateFrom: optionalDate(mandateDateRule),
  mandateTo: optionalDate(mandateDateRule),
  correctedRole: optionalChoice(ROLES),
  correctedRoleFrom: optionalDate(mandateDateRule),
  correctedRoleTo: optionalDate(mandateDateRule),
  replaces: replacements(),
});

/** What only shows when the answers are read together. */
function mistakesOf(payload: MemberChange): Mistake[] {
  const mistakes: Mistake[] = [];
  const changes = [
    payload.email,
    payload.phone,
    payload.address,
    payload.newFirstName,
    payload.newLastName,
    payload.birthDate,
    payload.mandateFrom,
    payload.mandateTo,
    payload.correctedRole,
    payload.addedFrom,
    payload.endedOn,
  ];
  if (changes.every((value) => value === null) && payload.addedRoles.length + payload.endedRoles.length === 0) {
    mistakes.push({
      path: ['email'],
      message: 'Indiquez au moins un changement : adresse mail, téléphone, adresse, nom, rôle ou dates.',
    });
  }
  if (payload.addedRoles.length > 0 && !payload.addedFrom)
    mistakes.push({ path: ['addedFrom', 'day'], message: 'Indiquez à partir de quand le rôle s’ajoute.' });
  if (payload.addedFrom && payload.addedRoles.length === 0)
    mistakes.push({ path: ['addedRoles'], message: 'Cochez le rôle qui s’ajoute.' });
  if (payload.endedRoles.length > 0 && !payload.endedOn)
    mistakes.push({ path: ['endedOn', 'day'], message: 'Indiquez le dernier jour du rôle.' });
  if (payload.endedOn && payload.endedRoles.length === 0)
    mistakes.push({ path: ['endedRoles'], message: 'Cochez le rôle qui se termine.' });
  if (payload.addedRoles.some((role) => payload.endedRoles.includes(role))) {
    mistakes.push({
      path: ['endedRoles'],
      message: 'Un même rôle ne peut pas s’ajouter et se terminer dans une seule demande.',
    });
  }
  if (payload.correctedRole && !payload.correctedRoleFrom && !payload.correctedRoleTo) {
    mistakes.push({ path: ['correctedRoleFrom', 'day'], message: 'Indiquez la date à corriger pour ce rôle.' });
  }
  if (!payload.correctedRole && (payload.correctedRoleFrom || payload.correctedRoleTo)) {
    mistakes.push({ path: ['correctedRole'], message: 'Choisissez le rôle dont la date est à corriger.' });
  }
  return mistakes;
}

export const memberChangeForm = {
  name: 'member-change',
  label: 'Modification d’un membre',
  invitation: 'Modifier les données d’un membre',
  explanation: 'Nouvelle adresse mail, téléphone, adresse, nom, rôle, dates à corriger.',
  question: 'Qu’est-ce qui change pour ce membre ?',
  icon: 'user-pen',
  aboutMember: true,
  form: z.pipe(
    together(fields, mistakesOf),
    z.transform(
      (payload: z.infer<typeof fields>): MemberChange => ({
        ...payload,
        replaces: payload.replaces.filter(({ role }) => payload.addedRoles.includes(role)),
      }),
    ),
  ),
  groups: [
    {
      id: 'member',
      title: 'Quel membre ?',
      hint: 'Tel que nous le connaissons aujourd’hui.',
      fields: [
        { kind: 'text', name: 'firstName', label: 'Prénom', autocomplete: 'off', width: 'medium' },
        { kind: 'text', name: 'lastName', label: 'Nom', autocomplete: 'off', width: 'medium' },
        {
          kind: 'date',
          name: 'knownBirthDate',
          label: 'Date de naissance',
          hint: 'Utile quand deux membres portent le même nom.',
          optional: true,
        },
      ],
    },
    {
      id: 'contact',
      title: 'Coordonnées',
      collapsible: true,
      hint: 'Laissez vide ce qui ne change pas.',
      filledHint: 'Corrigez ce qui n’est plus juste, laissez le reste.',
      fields: [
        {
          kind: 'email',
          name: 'email',
          label: 'Nouvelle adresse mail',
          filledLabel: 'Adresse mail',
          optional: true,
          autocomplete: 'off',
        },
        {
          kind: 'tel',
          name: 'phone',
          label: 'Nouveau téléphone',
          filledLabel: 'Téléphone',
          optional: true,
          autocomplete: 'off',
        },
        {
          kind: 'address',
          name: 'address',
          label: 'Nouvelle adresse postale',
          filledLabel: 'Adresse postale',
          optional: true,
        },
      ],
    },
    {
      id: 'identity',
      title: 'Nom ou date de naissance',
      collapsible: true,
      hint: 'Faute de frappe, mariage… Laissez vide ce qui ne change pas.',
      fields: [
        {
          kind: 'text',
          name: 'newFirstName',
          label: 'Nouveau prénom',
          optional: true,
          autocomplete: 'off',
          width: 'medium',
        },
        {
          kind: 'text',
          name: 'newLastName',
          label: 'Nouveau nom',
          optional: true,
          autocomplete: 'off',
          width: 'medium',
        },
        { kind: 'date', name: 'birthDate', label: 'Date de naissance corrigée', optional: true },
      ],
    },
    {
      id: 'added-roles',
      title: 'Rôles qui s’ajoutent',
      collapsible: true,
      fields: [
        {
          kind: 'checkboxes',
          name: 'addedRoles',
          label: 'Nouveau rôle ou nouveaux rôles',
          options: ROLE_OPTIONS,
          optional: true,
        },
        { kind: 'date', name: 'addedFrom', label: 'À partir du', optional: true },
      ],
    },
    {
      id: 'ended-roles',
      title: 'Rôles qui se terminent',
      collapsible: true,
      hint: 'La personne reste membre du PO.',
      fields: [
        {
          kind: 'checkboxes',
          name: 'endedRoles',
          label: 'Rôle ou rôles qui se terminent',
          options: ROLE_OPTIONS,
          optional: true,
        },
        { kind: 'date', name: 'endedOn', label: 'Dernier jour', optional: true },
      ],
    },
    {
      id: 'dates',
      title: 'Dates à corriger',
      collapsible: true,
      hint: 'Quand une date enregistrée est fausse.',
      fields: [
        { kind: 'date', name: 'mandateFrom', label: 'Vrai début du mandat', optional: true },
        { kind: 'date', name: 'mandateTo', label: 'Vraie fin du mandat', optional: true },
        { kind: 'select', name: 'correctedRole', label: 'Rôle à corriger', options: ROLE_OPTIONS, optional: true },
        { kind: 'date', name: 'correctedRoleFrom', label: 'Vrai début de ce rôle', optional: true },
        { kind: 'date', name: 'correctedRoleTo', label: 'Vraie fin de ce rôle', optional: true },
      ],
    },
    successionGroup('addedRoles'),
  ],
} satisfies RequestForm<MemberChange>;
