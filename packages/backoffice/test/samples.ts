/** Somebody who joins, as the public form would send it. */
export const newcomer = {
  firstName: 'Jeanne',
  lastName: 'Lambert',
  birthDate: '1971-05-04',
  email: 'jeanne.lambert@maquette.example',
  address: { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  phone: '0470 12 34 56',
  startDate: '2026-06-01',
  roles: ['administrator', 'treasurer'],
  replaces: [],
};

/** A change of a PO that says nothing, to be completed. */
export const noPoChange = {
  name: null,
  address: null,
  enterpriseNumber: null,
  contactEmail: null,
  contactPhone: null,
  schoolChange: null,
  school: null,
  schoolName: null,
  schoolAddress: null,
  schoolDate: null,
  other: '',
};

/** A change of a member that says nothing but what is given. */
export const memberChange = (given: { firstName: string; lastName: string; email?: string; phone?: string }) => ({
  knownBirthDate: null,
  email: null,
  phone: null,
  address: null,
  newFirstName: null,
  newLastName: null,
  birthDate: null,
  addedRoles: [],
  addedFrom: null,
  endedRoles: [],
  endedOn: null,
  mandateFrom: null,
  mandateTo: null,
  correctedRole: null,
  correctedRoleFrom: null,
  correctedRoleTo: null,
  replaces: [],
  ...given,
});
