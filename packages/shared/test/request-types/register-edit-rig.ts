import { expect } from '@jest/globals';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '../../src/domain/roles.ts';
import { advance } from '../../src/effects/advance.ts';
import { emptyWorld, type World } from '../../src/effects/world.ts';
import { REGISTER_EDIT } from '../../src/request-types/forms.ts';
import { makePlan } from '../../src/request-types/make-plan.ts';
import { readPayload } from '../../src/request-types/read-payload.ts';
import type { EditName } from '../../src/request-types/register-edit/edit-names.ts';
import type { EditTarget } from '../../src/request-types/register-edit/edit-target.ts';
import type { Edit } from '../../src/request-types/register-edit/payload.ts';
import type { Facts } from '../../src/request-types/request-type.ts';

export const TODAY = '2026-06-15';
export const address = {
  street: 'Rue du Croquis',
  number: '1',
  box: '',
  postcode: '5000',
  locality: 'Namur',
  country: 'BE',
};
export const elsewhere = { ...address, street: 'Rue de l’Esquisse' };

/** A PO with Paul (president and treasurer), Anne (a member without role, from later on) and a school; Luc is no member. */
export function world(): World {
  const made = emptyWorld();
  const po = { enterpriseNumber: null, contactEmail: null, contactPhone: null, address };
  made.pos.po = { id: 'po', fase: 900_001, name: 'PO de la Maquette', ...po };
  for (const [id, closedOn] of [
    ['school', null],
    ['closed', '2026-01-31'],
  ] as const)
    made.schools[id] = { id, poId: 'po', fase: null, name: `École ${id}`, address, openedOn: '2000-09-01', closedOn };
  const person = { phone: null, address, deceased: false };
  const people = { paul: 'Paul Exemple', anne: 'Anne Modèle', luc: 'Luc Essai' };
  for (const [id, name] of Object.entries(people)) {
    const [firstName = '', lastName = ''] = name.split(' ');
    const own = { firstName, lastName, birthDate: `19${{ paul: 60, anne: 65, luc: 72 }[id]}-03-02` };
    made.persons[id] = { id, ...own, email: `${id}@po.example`, ...person };
  }
  made.mandates.present = mandate('present', 'paul', '2020-01-01', null);
  made.mandates.ahead = mandate('ahead', 'anne', '2026-09-01', '2027-08-31');
  made.roles.president = role('president', 'present', 'president', '2020-01-01', null);
  made.roles.treasurer = role('treasurer', 'present', 'treasurer', '2021-01-01', '2026-12-31');
  made.accounts.account = {
    id: 'account',
    personId: 'paul',
    email: 'paul@po.example',
    pendingEmail: null,
    state: 'active',
  };
  return made;
}
export const mandate = (id: string, personId: string, from: string, to: string | null) => ({
  ...{ id, personId, poId: 'po', period: { from, to }, annulled: false },
});
export const role = (
  id: string,
  mandateId: string,
  name: 'president' | 'treasurer',
  from: string,
  to: string | null,
) => ({
  ...{ id, mandateId, role: name, period: { from, to }, annulled: false },
});

export function targetOf(state: World, ids: Partial<EditTarget>): EditTarget {
  const roleState = state.roles[ids.roleId ?? ''];
  const mandateId = ids.mandateId ?? roleState?.mandateId ?? null;
  const personId = ids.personId ?? state.mandates[mandateId ?? '']?.personId ?? null;
  const person = state.persons[personId ?? ''];
  const school = state.schools[ids.schoolId ?? ''];
  return {
    ...{ poId: 'po', personId, mandateId, roleId: null, schoolId: null, role: roleState?.role ?? null, ...ids },
    person: person ? { firstName: person.firstName, lastName: person.lastName, birthDate: person.birthDate } : null,
    name: school?.name ?? (person ? `${person.firstName} ${person.lastName}` : 'Le PO'),
  };
}

export type Asked = [kind: EditName, ids: Partial<EditTarget>, values?: unknown];

export function plan(
  asked: Asked[],
  change: (state: World) => void = () => {},
  settlement: Facts['settlement'] = {},
  openRequests: Facts['openRequests'] = [],
) {
  const state = world();
  change(state);
  const edits = asked.map(([kind, ids, values = {}]): Edit => ({ kind, target: targetOf(state, ids), values }));
  const payload = { edits, reason: 'Essai' };
  expect(readPayload(REGISTER_EDIT, 1, JSON.parse(JSON.stringify(payload)))).toEqual({ kind: 'payload', payload });
  const facts: Facts = {
    ...{
      requestId: 'request',
      world: state,
      poId: 'po',
      poCandidates: [],
      openRequests,
      announced: [],
      settlement,
    },
    submitter: { name: 'Nadine', personId: null, confirmed: false, roles: [] },
    singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES,
  };
  const made = makePlan(REGISTER_EDIT, payload, facts, TODAY);
  const after = structuredClone(state);
  for (const effect of made.effects) advance(after, effect);
  const found = made.findings.map(({ severity, code }) => `${severity} ${code}`);
  return { effects: made.effects.map(({ kind }) => kind), found, after, made };
}

export const period = (from: string, to: string | null) => ({ from, to });
