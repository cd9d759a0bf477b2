import { EMPTY_ADDRESS, EMPTY_DATE, EMPTY_SUCCESSION, type FormValues } from '../fields.ts';

const anne: FormValues = {
  firstName: 'Anne',
  lastName: 'Modèle',
  knownBirthDate: { ...EMPTY_DATE },
  email: '',
  phone: '',
  address: { ...EMPTY_ADDRESS },
  newFirstName: '',
  newLastName: '',
  birthDate: { ...EMPTY_DATE },
  addedRoles: [],
  addedFrom: { ...EMPTY_DATE },
  endedRoles: [],
  endedOn: { ...EMPTY_DATE },
  mandateFrom: { ...EMPTY_DATE },
  mandateTo: { ...EMPTY_DATE },
  correctedRole: '',
  correctedRoleFrom: { ...EMPTY_DATE },
  correctedRoleTo: { ...EMPTY_DATE },
  replaces: { ...EMPTY_SUCCESSION },
};

export const memberChangeSamples = [
  { title: 'a new e-mail address', values: { ...anne, email: 'anne.modele@ecole.example' } },
  {
    title: 'a new role and the end of another',
    values: {
      ...anne,
      addedRoles: ['secretary'],
      addedFrom: { day: '1', month: '9', year: '2026' },
      endedRoles: ['treasurer'],
      endedOn: { day: '31', month: '8', year: '2026' },
      replaces: { ...EMPTY_SUCCESSION, secretary: 'unknown' },
    },
  },
  {
    title: 'a married name and a corrected start',
    values: { ...anne, newLastName: 'Modèle-Dupont', mandateFrom: { day: '1', month: '1', year: '2024' } },
  },
];
