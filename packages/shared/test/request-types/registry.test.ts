import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { hashOf } from '../../src/domain/hash.ts';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { emptyWorld, type World } from '../../src/effects/world.ts';
import { REQUEST_TYPE_NAMES, requestForm, STAFF_TYPE_NAMES } from '../../src/request-types/forms.ts';
import { applyHash, makePlan, plannedPersonId, shownHash } from '../../src/request-types/make-plan.ts';
import { readPayload } from '../../src/request-types/read-payload.ts';
import { requestType } from '../../src/request-types/registry.ts';
import type { Facts } from '../../src/request-types/request-type.ts';

const today = '2026-06-15';
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A PO whose members bear the names of the samples, so that every plan finds somebody to write about. */
function worldOfSamples(): World {
  const address = {
    street: 'Rue du Croquis',
    number: '1',
    box: '',
    postcode: '5000',
    locality: 'Namur',
    country: 'BE',
  };
  const world = emptyWorld();
  const contacts = { enterpriseNumber: null, contactEmail: null, contactPhone: null };
  world.pos[uuid(1)] = { id: uuid(1), fase: 900_001, name: 'PO de la Maquette', address, ...contacts };
  world.schools[uuid(2)] = {
    id: uuid(2),
    poId: uuid(1),
    fase: 900_002,
    name: 'École',
    address,
    openedOn: null,
    closedOn: null,
  };
  for (const [index, [firstName, lastName]] of [
    ['Paul', 'Exemple'],
    ['Anne', 'Modèle'],
  ].entries()) {
    const [personId, mandateId, roleId] = [uuid(10 + index), uuid(20 + index), uuid(30 + index)];
    const period = { from: '2020-01-01', to: null };
    const person = { email: null, phone: null, address, deceased: false, birthDate: '1950-03-02' };
    world.persons[personId] = { id: personId, firstName: firstName ?? '', lastName: lastName ?? '', ...person };
    world.mandates[mandateId] = { id: mandateId, personId, poId: uuid(1), period, annulled: false };
    world.roles[roleId] = { id: roleId, mandateId, role: 'treasurer', period, annulled: false };
  }
  return world;
}

function factsOfSamples(): Facts {
  return {
    requestId: uuid(99),
    world: worldOfSamples(),
    poId: uuid(1),
    poCandidates: [],
    submitter: { name: 'Marie Présidente', personId: null, confirmed: false, roles: [] },
    openRequests: [],
    announced: [],
    singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
    settlement: {},
  };
}

test('forms and types are the folders of request-types, and one list for both', () => {
  const folders = readdirSync(new URL('../../src/request-types/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect([...REQUEST_TYPE_NAMES, ...STAFF_TYPE_NAMES].sort()).toEqual(folders.sort());
  for (const name of STAFF_TYPE_NAMES) expect(requestType(name)).toMatchObject({ name, ordered: true, groups: [] });
  for (const name of REQUEST_TYPE_NAMES) {
    expect(requestType(name)).toMatchObject({ name });
    expect(requestType(name)).toMatchObject({ form: requestForm(name).form, groups: requestForm(name).groups });
  }
  expect(() => requestType('dissolution')).toThrow('No request type "dissolution" in the registry.');
});

describe.each(REQUEST_TYPE_NAMES)('the request type %s', (name) => {
  const type = requestType(name);
  const fieldNames = type.groups.flatMap((group) => group.fields.map((field) => field.name));
  const payloads = type.samples.map(({ title, values }) => ({ title, payload: z.parse(type.form, values) }));

  test('has samples, each with a title of its own', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(2);
    expect(new Set(type.samples.map(({ title }) => title)).size).toBe(type.samples.length);
  });

  test('asks for every field of its form once, and for nothing else', () => {
    expect([...fieldNames].sort()).toEqual(keysOf(type.form).sort());
  });

  test('makes of every sample a payload that may be stored, and reads it again as it was', () => {
    for (const { payload } of payloads) {
      expect(readPayload(name, type.version, payload)).toEqual({ kind: 'payload', payload });
      const stored: unknown = JSON.parse(JSON.stringify(payload));
      expect(readPayload(name, type.version, stored)).toEqual({ kind: 'payload', payload });
    }
  });

  test('puts a payload back into its form, which gives the same payload', () => {
    for (const { payload } of payloads) expect(z.parse(type.form, type.toForm(payload))).toEqual(payload);
  });

  test('refuses a stored payload with a key too many, a key too few or of another version', () => {
    const [sample] = payloads;
    const payload = sample?.payload as Record<string, unknown>;
    expect(() => readPayload(name, type.version, { ...payload, added: 1 })).toThrow('does not fit its schema');
    for (const key of Object.keys(payload)) {
      const { [key]: _, ...rest } = payload;
      expect(() => readPayload(name, type.version, rest)).toThrow('does not fit its schema');
    }
    expect(() => readPayload(name, type.version + 1, payload)).toThrow('No schema for version');
  });

  test('lets no key through its form that is not asked for', () => {
    const [sample] = type.samples;
    const posted = { ...sample?.values, added: 'x', ['__proto__']: 'x' };
    const result = type.form.safeParse(posted);
    expect(Object.keys(result.data ?? {})).not.toContain('added');
  });

  test('reads an erased payload as erased, and only the exact shape', () => {
    expect(readPayload(name, type.version, { erased: true })).toEqual({ kind: 'erased' });
    expect(() => readPayload(name, type.version, { erased: true, firstName: 'Paul' })).toThrow('does not fit');
    expect(() => readPayload(name, type.version, { erased: false })).toThrow('does not fit');
  });

  test('tells every sample in French, and answers about fields that it asks for', () => {
    const words = [type.label, type.invitation, type.explanation, type.question];
    for (const { payload } of payloads) {
      const answers = type.answers(payload);
      expect(answers.length).toBeGreaterThan(0);
      words.push(type.subject(payload), type.sentence(payload));
      words.push(...answers.flatMap(({ label, value }) => [label, value]));
      for (const { field } of answers) expect(fieldNames).toContain(field);
    }
    for (const text of words) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/undefined|null|NaN|\[object|true|false|\d{4}-\d{2}-\d{2}/);
    }
  });

  test('names telephone numbers that are fields of its payload', () => {
    const telephones = type.groups.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'tel'));
    expect([...type.phones].sort()).toEqual(telephones.map((field) => field.name).sort());
  });

  test('plans without touching the facts, and the same plan each time', () => {
    for (const { payload } of payloads) {
      const facts = deepFreeze(factsOfSamples());
      const before = hashOf(facts);
      const [first, second] = [1, 2].map(() => makePlan(name, deepFreeze(structuredClone(payload)), facts, today));
      if (!first || !second) throw new Error('no plan');
      expect(hashOf(facts)).toBe(before);
      expect(second).toEqual(first);
      expect([shownHash(second), applyHash(second)]).toEqual([shownHash(first), applyHash(first)]);
      expect(first.effects.length + first.findings.length).toBeGreaterThan(0);
    }
  });

  test('plans from the day and the facts alone: no clock is read', () => {
    for (const { payload } of payloads) {
      const clock = globalThis.Date;
      globalThis.Date = class extends clock {
        constructor(...given: [] | [string]) {
          if (given.length === 0) throw new Error('a plan read the clock');
          super(...(given as [string]));
        }
        static override now(): number {
          throw new Error('a plan read the clock');
        }
      } as DateConstructor;
      try {
        expect(() => makePlan(name, payload, factsOfSamples(), today)).not.toThrow();
      } finally {
        globalThis.Date = clock;
      }
    }
  });

  test('compares what is asked with what is recorded, row by row, also for nobody', () => {
    for (const { payload } of payloads) {
      const facts = deepFreeze(factsOfSamples());
      const plan = makePlan(name, payload, facts, today);
      for (const personId of [plannedPersonId(plan, facts.world.persons), null]) {
        const rows = type.compare(payload, facts, personId, today);
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) {
          expect(fieldNames).toContain(row.field);
          expect(row.label).not.toBe('');
          expect(row.asked).not.toBe('');
        }
      }
    }
  });

  test('probes for the people it names, and for nobody who is not in the payload', () => {
    for (const { payload } of payloads) {
      const { identities, emails } = type.probe(payload);
      const text = JSON.stringify(payload);
      for (const { firstName, lastName } of identities)
        expect([text.includes(firstName), text.includes(lastName)]).toEqual([true, true]);
      for (const email of emails) expect(text).toContain(email);
    }
  });
});

/** The keys that a form reads: of the object at its beginning, whatever is done with it afterwards. */
function keysOf(schema: z.ZodMiniType): string[] {
  if (schema instanceof z.ZodMiniPipe) return keysOf(schema._zod.def.in as z.ZodMiniType);
  if (schema instanceof z.ZodMiniObject) return Object.keys(schema.shape);
  throw new Error('a form begins with an object of its fields');
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
