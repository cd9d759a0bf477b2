import * as z from 'zod/mini';
import {
  type Mistake,
  mandateDateRule,
  optionalAddress,
  optionalChoice,
  optionalDate,
  optionalEmail,
  optionalEnterpriseNumber,
  optionalLine,
  optionalPhone,
  paragraph,
  together,
} from '../form-schema.ts';
import type { RequestForm } from '../request-type.ts';
import type { PoChange } from './payload.ts';

export const SCHOOL_CHANGES = ['opened', 'closed', 'renamed', 'moved'] as const;
export type SchoolChange = (typeof SCHOOL_CHANGES)[number];
export const SCHOOL_CHANGE_LABELS: Record<SchoolChange, string> = {
  opened: 'Une école ouvre',
  closed: 'Une école ferme',
  renamed: 'Une école change de nom',
  moved: 'Une école déménage',
};

export type { PoChange };

const fields = z.object({
  name: optionalLine(),
  address: optionalAddress(),
  enterpriseNumber: optionalEnterpriseNumber(),
  contactEmail: optionalEmail(),
  contactPhone: optionalPhone(),
  schoolChange: optionalChoice(SCHOOL_CHANGES),
  school: optionalLine(),
  schoolName: optionalLine(),
  schoolAddress: optionalAddress(),
  schoolDate: optionalDate(mandateDateRule),
  other: paragraph(),
});

function mistakesOf(payload: PoChange): Mistake[] {
  const mistakes: Mistake[] = [];
  const { schoolChange, school, schoolName, schoolAddress, schoolDate, other, ...ownFields } = payload;
  if (!schoolChange && other === '' && Object.values(ownFields).every((value) => value === null)) {
    mistakes.push({
      path: ['name'],
      message: 'Indiquez au moins un changement : nom, adresse, numéro d’entreprise, contacts, école ou autre.',
    });
  }
  if (!schoolChange && (school || schoolName || schoolAddress || schoolDate)) {
    mistakes.push({ path: ['schoolChange'], message: 'Indiquez ce qui change pour cette école.' });
  }
  if (schoolChange && schoolChange !== 'opened' && !school)
    mistakes.push({ path: ['school'], message: 'Indiquez de quelle école il s’agit.' });
  if ((schoolChange === 'opened' || schoolChange === 'renamed') && !schoolName)
    mistakes.push({ path: ['schoolName'], message: 'Indiquez le nom de l’école.' });
  if ((schoolChange === 'opened' || schoolChange === 'moved') && !schoolAddress)
    mistakes.push({ path: ['schoolAddress', 'street'], message: 'Indiquez l’adresse de l’école.' });
  if (schoolChange === 'closed' && !schoolDate)
    mistakes.push({ path: ['schoolDate', 'day'], message: 'Indiquez la date de fermeture.' });
  return mistakes;
}

export const poChangeForm = {
  name: 'po-change',
  label: 'Modification du PO',
  invitation: 'Modifier les données du PO',
  explanation: 'Nom, adresse, numéro d’entreprise, contacts, écoles.',
  question: 'Qu’est-ce qui change pour le PO ?',
  icon: 'building',
  form: together(fields, mistakesOf),
  groups: [
    {
      id: 'po',
      title: 'Le PO',
      hint: 'Laissez vide ce qui ne change pas.',
      filledHint: 'Corrigez ce qui n’est plus juste, laissez le reste.',
      fields: [
        {
          kind: 'text',
          name: 'name',
          label: 'Nouveau nom du PO',
          filledLabel: 'Nom du PO',
          optional: true,
          width: 'full',
        },
        {
          kind: 'text',
          name: 'enterpriseNumber',
          label: 'Nouveau numéro d’entreprise (BCE)',
          filledLabel: 'Numéro d’entreprise (BCE)',
          hint: '10 chiffres, par exemple 0123.456.749.',
          optional: true,
          width: 'medium',
        },
        {
          kind: 'email',
          name: 'contactEmail',
          label: 'Nouvelle adresse mail de contact',
          filledLabel: 'Adresse mail de contact',
          optional: true,
        },
        {
          kind: 'tel',
          name: 'contactPhone',
          label: 'Nouveau téléphone de contact',
          filledLabel: 'Téléphone de contact',
          optional: true,
        },
      ],
    },
    {
      id: 'po-address',
      title: 'Adresse du PO',
      collapsible: true,
      fields: [
        {
          kind: 'address',
          name: 'address',
          label: 'Nouvelle adresse du PO',
          filledLabel: 'Adresse du PO',
          optional: true,
        },
      ],
    },
    {
      id: 'school',
      title: 'Une école',
      collapsible: true,
      hint: 'Ouverture, fermeture, changement de nom ou d’adresse. Une école par demande.',
      fields: [
        {
          kind: 'radio',
          name: 'schoolChange',
          label: 'Ce qui change',
          options: SCHOOL_CHANGES.map((value) => ({ value, label: SCHOOL_CHANGE_LABELS[value] })),
          optional: true,
        },
        { kind: 'school', name: 'school', label: 'L’école', hint: 'Sauf si elle ouvre.', optional: true },
        {
          kind: 'text',
          name: 'schoolName',
          label: 'Nom de l’école',
          hint: 'Le nouveau nom, ou celui de l’école qui ouvre.',
          optional: true,
          width: 'full',
        },
        {
          kind: 'address',
          name: 'schoolAddress',
          label: 'Adresse de l’école',
          hint: 'Si elle ouvre ou déménage.',
          optional: true,
        },
        {
          kind: 'date',
          name: 'schoolDate',
          label: 'Date',
          hint: 'D’ouverture, ou dernier jour avant la fermeture.',
          optional: true,
        },
      ],
    },
    {
      id: 'other',
      title: 'Autre chose',
      fields: [
        {
          kind: 'textarea',
          name: 'other',
          label: 'Autre changement',
          hint: 'Avec vos mots : le secrétariat s’en occupera.',
          optional: true,
          rows: 4,
        },
      ],
    },
  ],
} satisfies RequestForm<PoChange>;
