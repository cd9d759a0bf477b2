import { EMPTY_DATE, type FormValues } from '../fields.ts';

const paul: FormValues = {
  firstName: 'Paul',
  lastName: 'Exemple',
  email: '',
  birthDate: { ...EMPTY_DATE },
  endDate: { day: '31', month: '8', year: '2026' },
  reason: 'resignation',
};

export const removalSamples = [
  { title: 'a resignation', values: paul },
  {
    title: 'a death, with date of birth and e-mail',
    values: {
      ...paul,
      reason: 'death',
      email: 'paul.exemple@maquette.example',
      birthDate: { day: '2', month: 'mars', year: '1950' },
    },
  },
];
