import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { cutRequest, partsOf } from '../../src/request-types/cut-request.ts';
import { EMPTY_SUCCESSION, type FormValues } from '../../src/request-types/fields.ts';
import { REQUEST_TYPE_NAMES } from '../../src/request-types/forms.ts';
import { requestType } from '../../src/request-types/registry.ts';

const day = (date: number, month: number, year = 2026) => ({
  ...{ day: String(date), month: String(month), year: String(year) },
});
const address = { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' };

/** Everything that a form can ask at once, over a sample of its type. */
const FULL: Record<string, FormValues> = {
  'new-member': {
    roles: ['treasurer', 'administrator', 'secretary'],
    replaces: { ...EMPTY_SUCCESSION, treasurer: 'yes', secretary: 'no' },
  },
  'member-change': {
    ...{
      email: 'anne@maquette.example',
      phone: '081 22 33 44',
      address,
      newFirstName: 'Annie',
      newLastName: 'Croquis',
    },
    ...{ birthDate: day(4, 5, 1971), addedRoles: ['secretary', 'pdp-referent'], addedFrom: day(1, 9) },
    ...{ endedRoles: ['treasurer'], endedOn: day(31, 8), mandateFrom: day(1, 1, 2024), correctedRole: 'administrator' },
    ...{
      correctedRoleFrom: day(2, 1, 2024),
      replaces: { ...EMPTY_SUCCESSION, secretary: 'yes', 'pdp-referent': 'no' },
    },
  },
  'po-change': {
    ...{ name: 'PO du Croquis', address, enterpriseNumber: '0123.456.749', contactEmail: 'po@croquis.example' },
    ...{ contactPhone: '081 22 33 44', schoolChange: 'renamed', school: '900002', schoolName: 'École du Croquis' },
    ...{ other: 'Et l’internat ?' },
  },
};

const keysOf = (parts: readonly { key: string }[]) => parts.map(({ key }) => key).sort();

describe.each(REQUEST_TYPE_NAMES)('cutting a request of the type %s', (name) => {
  const type = requestType(name);
  const values = [
    ...type.samples.map((sample) => sample.values),
    ...(FULL[name] ? [{ ...type.samples[0]?.values, ...FULL[name] }] : []),
  ];
  const payloads = values.map((one) => z.parse(type.form, one));
  const cut = (payload: unknown, keys: readonly string[]) =>
    cutRequest(name, { schemaVersion: type.version, payload }, {}, new Set(keys));

  test('offers parts only where there are two or more, each in words of its own', () => {
    for (const payload of payloads) {
      const parts = partsOf(name, payload);
      expect(parts).toHaveLength(type.split ? (type.split.parts(payload).length > 1 ? parts.length : 0) : 0);
      expect(parts.length).not.toBe(1);
      expect(new Set(keysOf(parts)).size).toBe(parts.length);
      for (const { label, value } of parts) {
        expect([label.trim(), value.trim()]).not.toContain('');
        expect(`${label} ${value}`).not.toMatch(/undefined|null|NaN|\[object|\d{4}-\d{2}-\d{2}/);
      }
    }
  });

  test('loses nothing and doubles nothing, wherever it is cut, and both halves are requests that a form could send', () => {
    for (const payload of payloads) {
      const parts = partsOf(name, payload);
      if (parts.length === 0) {
        expect(cut(payload, ['email'])).toBeNull();
        continue;
      }
      expect(type.split?.keep(payload, new Set(keysOf(parts)))).toEqual(payload);
      for (let mask = 1; mask < 2 ** parts.length - 1; mask += 1) {
        const keys = parts.filter((_, index) => mask & (1 << index)).map(({ key }) => key);
        const halves = cut(payload, keys);
        if (!halves) throw new Error(`not cut at ${keys.join()}`);
        expect(keysOf(halves[0].parts)).toEqual([...keys].sort());
        expect(halves.flatMap((half) => half.parts).sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
          [...parts].sort((a, b) => (a.key < b.key ? -1 : 1)),
        );
        for (const half of halves) {
          expect(type.payload.safeParse(half.payload).success).toBe(true);
          expect(z.parse(type.form, type.toForm(half.payload))).toEqual(half.payload);
          expect(half.subject).not.toBe('');
        }
      }
    }
  });

  test('is refused for no part, for all of them, and for one that it does not have', () => {
    for (const payload of payloads) {
      const all = keysOf(partsOf(name, payload));
      expect(cut(payload, [])).toBeNull();
      expect(cut(payload, all)).toBeNull();
      expect(cut(payload, [...all.slice(1), 'rien'])).toBeNull();
      expect(cut({ erased: true }, all.slice(1))).toBeNull();
    }
  });
});

test('what staff chose and corrected goes with the part it is about', () => {
  const type = requestType('member-change');
  const payload = z.parse(type.form, { ...type.samples[0]?.values, ...FULL['member-change'] });
  const settlement = {
    personId: '00000000-0000-4000-8000-000000000001',
    corrections: { email: 'annie@maquette.example', addedFrom: '2026-10-01', firstName: 'Anna' },
    correctedBy: { email: 'a', addedFrom: 'b', firstName: 'c' },
    holders: { secretary: 'end' as const, treasurer: 'keep' as const },
  };
  const halves = cutRequest('member-change', { schemaVersion: type.version, payload }, settlement, new Set(['email']));
  expect(halves?.map((half) => half.settlement)).toEqual([
    {
      personId: settlement.personId,
      corrections: { email: 'annie@maquette.example', firstName: 'Anna' },
      correctedBy: { email: 'a', firstName: 'c' },
    },
    {
      personId: settlement.personId,
      corrections: { addedFrom: '2026-10-01', firstName: 'Anna' },
      correctedBy: { addedFrom: 'b', firstName: 'c' },
      holders: { secretary: 'end' },
    },
  ]);
  // What was sent stays as it was sent.
  expect(halves?.[0].payload).toMatchObject({ email: 'anne@maquette.example', firstName: 'Anne' });
});
