import { EMPTY_ADDRESS, EMPTY_DATE, type FormValues } from '../fields.ts';

const unchanged: FormValues = {
  name: '',
  address: { ...EMPTY_ADDRESS },
  enterpriseNumber: '',
  contactEmail: '',
  contactPhone: '',
  schoolChange: '',
  school: '',
  schoolName: '',
  schoolAddress: { ...EMPTY_ADDRESS },
  schoolDate: { ...EMPTY_DATE },
  other: '',
};
const address = {
  street: 'Rue de l’Exemple',
  number: '12',
  box: '',
  postcode: '5000',
  locality: 'Namur',
  country: 'BE',
};

export const poChangeSamples = [
  { title: 'a new address and enterprise number', values: { ...unchanged, address, enterpriseNumber: '0123.456.749' } },
  {
    title: 'a school that opens',
    values: { ...unchanged, schoolChange: 'opened', schoolName: 'École de la Maquette', schoolAddress: address },
  },
  {
    title: 'free text for staff',
    values: { ...unchanged, other: 'Nos statuts ont changé, le document suit par la poste.' },
  },
];
