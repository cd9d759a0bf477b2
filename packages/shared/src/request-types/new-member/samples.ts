import { EMPTY_SUCCESSION, type FormValues } from '../fields.ts';

const jeanne: FormValues = {
  firstName: 'Jeanne',
  lastName: 'Lambert',
  birthDate: { day: '4', month: '5', year: '1971' },
  email: 'jeanne.lambert@maquette.example',
  noEmail: '',
  phone: '0470 12 34 56',
  address: { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  startDate: { day: '1', month: '9', year: '2026' },
  roles: ['administrator', 'treasurer'],
  replaces: { ...EMPTY_SUCCESSION, treasurer: 'yes', 'treasurer-name': 'Paul Exemple' },
};

export const newMemberSamples = [
  { title: 'an administrator and treasurer', values: jeanne },
  {
    title: 'a prevention adviser without e-mail address',
    values: { ...jeanne, email: '', noEmail: 'yes', roles: ['prevention-adviser'], replaces: { ...EMPTY_SUCCESSION } },
  },
];
