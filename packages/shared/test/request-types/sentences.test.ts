import { expect, test } from '@jest/globals';
import { emptyValues, type FormValues } from '../../src/request-types/fields.ts';
import type { RequestTypeName } from '../../src/request-types/forms.ts';
import { readPayload } from '../../src/request-types/read-payload.ts';
import { requestType } from '../../src/request-types/registry.ts';

const day = (date: number, month: number, year = 2026) => ({
  day: String(date),
  month: String(month),
  year: String(year),
});
const address = { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' };
const jeanne = { firstName: 'Jeanne', lastName: 'Lambert' };

function sentence(name: RequestTypeName, values: FormValues): string {
  const type = requestType(name);
  const result = type.form.safeParse({ ...emptyValues(type.groups), ...values });
  if (!result.success) throw new Error(JSON.stringify(result.error.issues));
  return type.sentence(result.data).replaceAll('\u00a0', ' ');
}

const newcomer = { ...jeanne, birthDate: day(4, 5, 1971), noEmail: 'yes', phone: '081 12 34 56', address };

test.each<[RequestTypeName, FormValues, string]>([
  [
    'new-member',
    { ...newcomer, startDate: day(1, 9), roles: ['treasurer'] },
    'Jeanne Lambert rejoint le PO et devient trésorier·ère le 1/9/2026',
  ],
  [
    'new-member',
    {
      ...newcomer,
      startDate: day(1, 9),
      roles: ['president', 'administrator', 'treasurer'],
      replaces: { president: 'yes', 'president-name': 'Pierre Dupont', treasurer: 'no' },
    },
    'Jeanne Lambert rejoint le PO et devient président·e, administrateur·rice et trésorier·ère le 1/9/2026 (remplace Pierre Dupont comme président·e)',
  ],
  [
    'member-change',
    { ...jeanne, addedRoles: ['treasurer'], addedFrom: day(1, 9), replaces: { treasurer: 'yes' } },
    'Jeanne Lambert devient trésorier·ère le 1/9/2026 (remplace quelqu’un)',
  ],
  [
    'member-change',
    { ...jeanne, addedRoles: ['treasurer'], addedFrom: day(1, 9), replaces: { secretary: 'yes' } },
    'Jeanne Lambert devient trésorier·ère le 1/9/2026',
  ],
  ['member-change', { ...jeanne, email: 'j@maquette.example' }, 'Jeanne Lambert change d’adresse mail'],
  [
    'member-change',
    { ...jeanne, email: 'j@maquette.example', phone: '081 12 34 56', endedRoles: ['secretary'], endedOn: day(31, 8) },
    'Jeanne Lambert change d’adresse mail et de téléphone et n’est plus secrétaire après le 31/8/2026',
  ],
  ['member-change', { ...jeanne, newLastName: 'Martin' }, 'Jeanne Lambert s’appelle désormais Jeanne Martin'],
  [
    'member-change',
    { ...jeanne, birthDate: day(5, 5, 1971), mandateFrom: day(1, 1, 2024) },
    'Jeanne Lambert, à corriger : la date de naissance et les dates du mandat',
  ],
  [
    'removal',
    { firstName: 'Pierre', lastName: 'Dupont', endDate: day(31, 8), reason: 'resignation' },
    'Pierre Dupont quitte le PO le 31/8/2026 (démission)',
  ],
  [
    'removal',
    { firstName: 'Pierre', lastName: 'Dupont', endDate: day(31, 5), reason: 'death' },
    'Pierre Dupont est décédé·e le 31/5/2026',
  ],
  [
    'po-change',
    { name: 'PO du Croquis', address, contactEmail: 'po@maquette.example' },
    'Le PO change de nom (« PO du Croquis »), d’adresse et de contacts',
  ],
  [
    'po-change',
    { schoolChange: 'closed', school: 'École du Fusain', schoolDate: day(30, 6) },
    'École du Fusain ferme le 30/6/2026',
  ],
  [
    'po-change',
    { schoolChange: 'moved', school: '990001', schoolAddress: address, other: 'Nouveau logo' },
    'Une école déménage à Ciney ; un autre changement est décrit',
  ],
])('a %s is said in one sentence', (name, values, words) => {
  expect(sentence(name, values)).toBe(words);
});

test('payloads stored before successions were asked come out in the present shape', () => {
  for (const name of ['new-member', 'member-change'] as const) {
    const type = requestType(name);
    const [sample] = type.samples;
    const { replaces: _, ...earlier } = type.form.parse(sample?.values) as Record<string, unknown>;
    expect(readPayload(name, 1, earlier)).toEqual({ kind: 'payload', payload: { ...earlier, replaces: [] } });
    expect(() => readPayload(name, 2, earlier)).toThrow('does not fit its schema');
    expect(() => readPayload(name, 1, { ...earlier, replaces: [] })).toThrow('does not fit its schema');
  }
});
