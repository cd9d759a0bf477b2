import fc from 'fast-check';
import { addDays, type CivilDate } from '../../src/domain/dates.ts';
import { ROLES } from '../../src/domain/roles.ts';
import type { Settlement } from '../../src/request-types/plan.ts';
import { TODAY } from './effect-rig.ts';

/** Few names, days and addresses, so that requests are about the same people and their periods touch and overlap. */
export const PEOPLE = [
  { firstName: 'Paul', lastName: 'Exemple', birthDate: '1960-03-02' },
  { firstName: 'Anne', lastName: 'Modèle', birthDate: '1965-07-08' },
  { firstName: 'Luc', lastName: 'Essai', birthDate: '1972-11-30' },
  { firstName: 'Jeanne', lastName: 'Lambert', birthDate: '1971-05-04' },
  { firstName: 'Fatima', lastName: 'Horvat', birthDate: '1980-01-02' },
] as const;
export const SCHOOLS = ['École du Croquis', 'Institut de la Maquette'] as const;

export type AnyRequest = { type: string; payload: unknown; settlement: Settlement };

const day: fc.Arbitrary<CivilDate> = fc.integer({ min: -12, max: 12 }).map((step) => addDays(TODAY, step * 30));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const person = fc.constantFrom(...PEOPLE);
const role = fc.constantFrom(...ROLES);
const roles = fc.uniqueArray(role, { minLength: 1, maxLength: 3 });
const replaces = fc.uniqueArray(
  fc.record({
    role,
    answer: fc.constantFrom('yes', 'no', 'unknown'),
    name: fc.constantFrom(null, 'Paul Exemple', 'Mme Modèle', 'Zénobe Inconnu'),
  }),
  { maxLength: 3, selector: (said) => said.role },
);
const phone = fc.constantFrom('+3281123456', '+32470123456');
const address = fc.constantFrom('Rue de la Gare', 'Place de l’Essai').map((street) => ({
  street,
  number: '3',
  box: '',
  postcode: '5590',
  locality: 'Ciney',
  country: 'BE',
}));

const settlement = fc.record(
  { holders: fc.dictionary(role, fc.constantFrom('end' as const, 'keep' as const), { maxKeys: 4 }) },
  { requiredKeys: [] },
);

/** Requests of every type, as stored. `mailHost` keeps the addresses of one run apart from those of others. */
export function anyRequest(mailHost: string): fc.Arbitrary<AnyRequest> {
  const email = fc.constantFrom('a', 'b', 'c', 'd').map((local) => `${local}@${mailHost}`);
  const newMember = fc.record({
    person,
    email: maybe(email),
    address,
    phone,
    startDate: day,
    roles,
    replaces,
  });
  const removal = fc.record({
    person,
    endDate: day,
    reason: fc.constantFrom('resignation', 'end-of-mandate', 'death', 'other'),
  });
  const memberChange = fc.record({
    person,
    email: maybe(email),
    phone: maybe(phone),
    address: maybe(address),
    newFirstName: maybe(fc.constantFrom('Marie-Paule', 'Paul')),
    newLastName: maybe(fc.constantFrom('Modèle-Dupont', 'Exemple')),
    birthDate: maybe(fc.constantFrom('1960-02-03', '1965-07-08')),
    addedRoles: fc.oneof(fc.constant([]), roles),
    addedFrom: day,
    endedRoles: fc.oneof(fc.constant([]), roles),
    endedOn: day,
    mandateFrom: maybe(day),
    mandateTo: maybe(day),
    correctedRole: maybe(role),
    correctedRoleFrom: maybe(day),
    correctedRoleTo: maybe(day),
    replaces,
  });
  const poChange = fc.record({
    name: maybe(fc.constantFrom('PO de l’Esquisse', 'PO du Brouillon')),
    address: maybe(address),
    enterpriseNumber: maybe(fc.constant('0123456749')),
    contactEmail: maybe(email),
    contactPhone: maybe(phone),
    schoolChange: maybe(fc.constantFrom('opened', 'closed', 'renamed', 'moved')),
    school: fc.constantFrom(...SCHOOLS, 'École de l’Ébauche'),
    schoolName: fc.constantFrom(...SCHOOLS, 'École de l’Ébauche'),
    schoolAddress: address,
    schoolDate: day,
    other: fc.constant(''),
  });
  const payload = fc.oneof(
    newMember.map(({ person: who, ...more }) => ({ type: 'new-member', payload: { ...who, ...more } })),
    removal.map(({ person: { firstName, lastName }, ...more }) => ({
      type: 'removal',
      payload: { firstName, lastName, email: null, birthDate: null, ...more },
    })),
    memberChange.map(({ person: { firstName, lastName }, ...more }) => ({
      type: 'member-change',
      payload: {
        firstName,
        lastName,
        knownBirthDate: null,
        ...more,
        addedFrom: more.addedRoles.length > 0 ? more.addedFrom : null,
        endedOn: more.endedRoles.length > 0 ? more.endedOn : null,
      },
    })),
    poChange.map((more) => ({ type: 'po-change', payload: more })),
  );
  return fc.tuple(payload, settlement).map(([request, settled]) => ({ ...request, settlement: settled as Settlement }));
}
