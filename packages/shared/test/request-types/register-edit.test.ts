import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { World } from '../../src/effects/world.ts';
import { emptyValues } from '../../src/request-types/fields.ts';
import { REGISTER_EDIT } from '../../src/request-types/forms.ts';
import { readPayload } from '../../src/request-types/read-payload.ts';
import { editKind } from '../../src/request-types/register-edit/edit-kinds.ts';
import { EDIT_NAMES } from '../../src/request-types/register-edit/edit-names.ts';
import type { Edit } from '../../src/request-types/register-edit/payload.ts';
import { readEdit } from '../../src/request-types/register-edit/read-edit.ts';
import { requestType } from '../../src/request-types/registry.ts';
import {
  type Asked,
  address,
  elsewhere,
  mandate,
  period,
  plan,
  role,
  TODAY,
  targetOf,
  world,
} from './register-edit-rig.ts';

describe('every kind of edit', () => {
  test('is a file of its own, with its name in both lists', () => {
    const files = readdirSync(new URL('../../src/request-types/register-edit/edits/', import.meta.url));
    expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual([...EDIT_NAMES].sort());
  });

  test.each(EDIT_NAMES)('%s has words for people, and fields that its values and its first form know', (name) => {
    const kind = editKind(name);
    expect(kind.title).toMatch(/^[A-ZÀÉ’]/);
    const target = targetOf(world(), {
      personId: 'paul',
      mandateId: 'present',
      roleId: 'president',
      schoolId: 'school',
    });
    const first = kind.toForm(target, world(), TODAY);
    expect(Object.keys(first).sort()).toEqual(Object.keys(emptyValues(kind.groups)).sort());
    const fields = kind.groups.flatMap((group) => group.fields.map((field) => field.name));
    expect(new Set(fields).size).toBe(fields.length);
  });

  test('stores nothing that its kind does not know', () => {
    const edit = { kind: 'annul-mandate', target: targetOf(world(), { mandateId: 'present' }), values: { more: 1 } };
    expect(() => readPayload(REGISTER_EDIT, 1, { edits: [edit], reason: '' })).toThrow('does not fit its schema');
    expect(() => readPayload(REGISTER_EDIT, 1, { edits: [], reason: '' })).toThrow('does not fit its schema');
  });

  test('says all of it in one sentence, and names whom it is about', () => {
    const state = world();
    const edits: Edit[] = [
      { kind: 'end-role', target: targetOf(state, { roleId: 'treasurer' }), values: { endDate: '2026-06-30' } },
      { kind: 'rename-school', target: targetOf(state, { schoolId: 'school' }), values: { name: 'École du Trait' } },
    ];
    const type = requestType(REGISTER_EDIT);
    const payload = { edits, reason: 'Courrier du 1/6.' };
    expect(type.subject(payload)).toBe('Paul Exemple et École school');
    expect(type.sentence(payload).replaceAll('\u00a0', ' ')).toBe(
      'Terminer le rôle de trésorier de Paul Exemple le 30/6/2026 ; Renommer « École school » en « École du Trait »',
    );
    expect(type.answers(payload).map(({ label }) => label)).toEqual([
      '1. Dernier jour du rôle',
      '2. Nouveau nom de l’école',
      'Raison',
    ]);
  });
});

describe('reading what was typed', () => {
  test('keeps of a file only the fields that came, telephone as E.164, and empties what may be empty', () => {
    const target = targetOf(world(), { personId: 'paul' });
    expect(readEdit('set-person-fields', target, { phone: '081 22 33 44', email: '' })).toEqual({
      ...{ ok: true, edit: { kind: 'set-person-fields', target, values: { phone: '+3281223344', email: null } } },
    });
    expect(readEdit('set-person-fields', target, { lastName: '' })).toMatchObject({
      ok: false,
      issues: [{ path: 'lastName' }],
    });
    expect(readEdit('set-person-fields', target, { unknown: 'x' })).toMatchObject({
      ok: false,
      issues: [{ path: '' }],
    });
  });
  test('says at the field what its form refuses', () => {
    const target = targetOf(world(), { mandateId: 'present' });
    expect(readEdit('end-mandate', target, { endDate: { day: '31', month: '2', year: '2026' } })).toMatchObject({
      issues: [{ path: 'endDate.day' }, { path: 'reason' }],
    });
  });
});

describe('a person', () => {
  test('gets other names and contacts; a new address is proposed to the account', () => {
    const { effects, after } = plan([
      ['set-person-fields', { personId: 'paul' }, { lastName: 'Dessin', email: 'p@neuf.example' }],
    ]);
    expect(effects).toEqual(['set-person-field', 'set-person-field', 'propose-sign-in-address']);
    expect(after.persons.paul).toMatchObject({ lastName: 'Dessin', email: 'p@neuf.example' });
    expect(after.accounts.account).toMatchObject({ email: 'paul@po.example', pendingEmail: 'p@neuf.example' });
  });
  test('without an address keeps the account, and staff are told', () => {
    const { effects, found } = plan([['set-person-fields', { personId: 'paul' }, { email: null, phone: null }]]);
    expect(effects).toEqual(['set-person-field']);
    expect(found).toEqual(['warning account-keeps-email']);
  });
  test('does not take the identity of another, nor their address without a warning', () => {
    const { found } = plan([
      [
        'set-person-fields',
        { personId: 'luc' },
        { firstName: 'Anne', lastName: 'Modèle', birthDate: '1965-03-02', email: 'paul@po.example' },
      ],
    ]);
    expect(found).toEqual(['blocking identity-taken', 'warning email-in-use', 'warning email-signs-in-someone-else']);
  });
  test('is alive after all, once', () => {
    const dead = (state: World) =>
      void (state.persons.luc = { ...(state.persons.luc as World['persons'][string]), deceased: true });
    expect(plan([['undo-death', { personId: 'luc' }]], dead)).toMatchObject({
      effects: ['unmark-deceased'],
      found: ['info mandates-stay-ended'],
    });
    expect(plan([['undo-death', { personId: 'luc' }]]).found).toEqual(['blocking not-deceased']);
  });
  test('that is as asked already changes nothing', () => {
    expect(plan([['set-person-fields', { personId: 'paul' }, { firstName: 'Paul' }]]).found).toEqual([
      'blocking nothing-changes',
    ]);
  });
});

describe('a PO and its schools', () => {
  test('a PO gets other data, and staff are warned of another enterprise number', () => {
    const known = (state: World) =>
      void (state.pos.po = {
        ...(state.pos.po as World['pos'][string]),
        enterpriseNumber: '0123456749',
        contactEmail: 'x@po.example',
      });
    const { after, found } = plan(
      [['set-po-fields', {}, { enterpriseNumber: '0403170701', contactEmail: null }]],
      known,
    );
    expect(after.pos.po).toMatchObject({ enterpriseNumber: '0403170701', contactEmail: null });
    expect(found).toEqual(['warning enterprise-number-changes']);
  });
  test('two schools open in one act as two rows', () => {
    const school = (name: string): Asked => ['open-school', {}, { name, address, on: '2026-09-01' }];
    const { effects, after } = plan([school('École du Trait'), school('École du Point')]);
    expect(effects).toEqual(['open-school', 'open-school']);
    expect(Object.keys(after.schools)).toHaveLength(4);
  });
  test('a school is renamed, moves, closes and goes on', () => {
    const one = { schoolId: 'school' };
    expect(plan([['rename-school', one, { name: 'École du Trait' }]]).effects).toEqual(['rename-school']);
    expect(plan([['move-school', one, { address: elsewhere }]]).effects).toEqual(['move-school']);
    expect(plan([['close-school', one, { on: '2026-08-31' }]]).after.schools.school?.closedOn).toBe('2026-08-31');
    expect(plan([['reopen-school', { schoolId: 'closed' }]]).after.schools.closed?.closedOn).toBeNull();
    expect(plan([['close-school', { schoolId: 'closed' }, { on: '2026-08-31' }]]).found).toEqual([
      'blocking school-closed',
    ]);
    expect(plan([['reopen-school', one]]).found).toEqual(['blocking school-open']);
  });
});

describe('a mandate', () => {
  test('is opened for somebody who is known, with roles and an invitation', () => {
    const values = { from: '2026-07-01', to: null, roles: ['secretary'] };
    const { effects, found } = plan([['open-mandate', { personId: 'luc' }, values]]);
    expect(effects).toEqual(['open-mandate', 'invite', 'assign-role']);
    expect(found).toEqual([]);
  });
  test('of the past invites nobody; one that overlaps, ends before it begins or is of a dead person is refused', () => {
    const open = (from: string, to: string | null, personId = 'luc', change?: (state: World) => void) =>
      plan([['open-mandate', { personId }, { from, to, roles: [] }]], change);
    expect(open('2022-01-01', '2022-12-31').effects).toEqual(['open-mandate']);
    expect(open('2026-07-01', '2026-06-01').found).toEqual(['blocking end-before-start']);
    expect(open('2021-01-01', null, 'paul').found).toEqual(['blocking mandates-overlap']);
    expect(open('1970-01-01', null).found).toEqual(['blocking start-before-birth']);
    const dead = (state: World) =>
      void (state.persons.luc = { ...(state.persons.luc as World['persons'][string]), deceased: true });
    expect(open('2026-07-01', null, 'luc', dead).found).toEqual(['blocking deceased']);
  });
  test('takes its roles along to other dates, and says what the PO loses', () => {
    const { after, found, effects } = plan([
      ['set-mandate-dates', { mandateId: 'present' }, period('2020-02-01', '2026-06-30')],
    ]);
    expect(after.roles.president?.period).toEqual(period('2020-02-01', '2026-06-30'));
    expect(after.roles.treasurer?.period).toEqual(period('2021-01-01', '2026-06-30'));
    expect(effects.at(-1)).toBe('close-account');
    expect(found).toEqual(['warning date-far:from', 'warning without:president', 'warning without:treasurer']);
  });
  test('that was over goes on again, and its account opens; a second holder is a warning', () => {
    const { effects, found } = plan(
      [['set-mandate-dates', { mandateId: 'present' }, period('2020-01-01', null)]],
      (state) => {
        state.mandates.present = mandate('present', 'paul', '2020-01-01', '2026-03-31');
        state.roles.president = role('president', 'present', 'president', '2020-01-01', '2026-03-31');
        delete state.roles.treasurer;
        state.accounts.account = {
          id: 'account',
          personId: 'paul',
          email: 'paul@po.example',
          pendingEmail: null,
          state: 'closed',
        };
        state.roles.other = role('other', 'ahead', 'president', '2026-09-01', '2027-08-31');
      },
    );
    expect(effects).toEqual(['set-role-dates', 'set-mandate-dates', 'reopen-account']);
    expect(found).toEqual(['warning date-far:from', 'warning second-holder:president']);
  });
  test('is never moved over another one of the same person', () => {
    const { found } = plan([['set-mandate-dates', { mandateId: 'ahead' }, period('2026-01-01', null)]], (state) => {
      state.mandates.before = mandate('before', 'anne', '2025-01-01', '2026-03-31');
    });
    expect(found).toEqual(['blocking mandates-overlap']);
  });
  test('ends with its roles and its account, or says why it cannot', () => {
    const end = (endDate: string, reason = 'resignation', id = 'present') =>
      plan([['end-mandate', { mandateId: id }, { endDate, reason }]]);
    expect(end('2026-06-30').effects).toEqual(['end-role', 'end-role', 'end-mandate', 'close-account']);
    expect(end('2019-01-01').found).toContain('blocking end-before-start');
    expect(end('2027-09-30', 'other', 'ahead').found).toContain('blocking already-ended');
    expect(end('2026-06-01', 'death').after.persons.paul?.deceased).toBe(true);
    expect(end('2026-07-01', 'death').found).toEqual(['blocking death-in-future']);
  });
  test('that was a mistake is annulled with its roles, and leaves no account open', () => {
    const { effects, after, found, made } = plan([['annul-mandate', { mandateId: 'present' }]]);
    expect(effects).toEqual(['annul-role', 'annul-role', 'annul-mandate', 'close-account']);
    expect([after.mandates.present?.annulled, after.roles.president?.annulled]).toEqual([true, true]);
    expect(made.effects.at(-1)).toMatchObject({ after: '2026-06-14' });
    expect(found).toEqual(['info annulled-period', 'warning without:president', 'warning without:treasurer']);
    const annulled = (state: World) =>
      void (state.mandates.present = { ...(state.mandates.present as World['mandates'][string]), annulled: true });
    expect(plan([['annul-mandate', { mandateId: 'present' }]], annulled).found).toEqual(['blocking target-gone']);
  });
});

describe('a role', () => {
  const give = (from: string, to: string | null, name = 'secretary', id = 'ahead') =>
    plan([['assign-role', { mandateId: id }, { role: name, from, to }]]);
  test('is given within the mandate, and never twice over the same days', () => {
    expect(give('2026-09-01', null).after.roles).toMatchObject({});
    expect(give('2026-09-01', '2026-12-31').made.effects).toMatchObject([{ kind: 'assign-role', to: '2026-12-31' }]);
    expect(give('2026-08-01', null).found).toEqual(['blocking role-outside-mandate']);
    expect(give('2027-01-01', '2027-12-31').found).toEqual(['blocking role-outside-mandate']);
    expect(give('2026-12-01', '2026-10-01').found).toEqual(['blocking end-before-start']);
    expect(give('2026-07-01', null, 'treasurer', 'present').found).toEqual(['blocking roles-overlap']);
  });
  test('that somebody holds is a warning, which staff may settle by ending it the day before', () => {
    expect(give('2026-09-01', null, 'treasurer').found).toEqual(['warning second-holder:treasurer']);
    const asked: Asked[] = [
      ['assign-role', { mandateId: 'ahead' }, { role: 'treasurer', from: '2026-09-01', to: null }],
    ];
    const settled = plan(asked, undefined, { holders: { treasurer: 'end' } });
    expect(settled.after.roles.treasurer?.period.to).toBe('2026-08-31');
  });
  test('changes its dates within the mandate; without a last day it goes as far as the mandate', () => {
    const move = (from: string, to: string | null, id = 'treasurer') =>
      plan([['set-role-dates', { roleId: id }, period(from, to)]]);
    expect(move('2021-01-01', null).after.roles.treasurer?.period).toEqual(period('2021-01-01', null));
    expect(move('2021-01-01', '2026-06-30').found).toEqual(['warning date-far:from', 'warning without:treasurer']);
    expect(move('2019-01-01', null).found).toContain('blocking role-outside-mandate');
    expect(move('2021-01-01', '2026-12-31').found).toEqual(['info same-dates', 'blocking nothing-changes']);
  });
  test('ends, or is annulled, and the PO that is left without is told', () => {
    const end = (endDate: string) => plan([['end-role', { roleId: 'treasurer' }, { endDate }]]);
    expect(end('2026-06-30').found).toEqual(['warning without:treasurer']);
    expect(end('2027-06-30').found).toEqual(['warning date-far:endDate', 'blocking already-ended']);
    expect(end('2020-06-30').found).toContain('blocking end-before-start');
    const { effects, found } = plan([['annul-role', { roleId: 'president' }]]);
    expect({ effects, found }).toEqual({
      effects: ['annul-role'],
      found: ['info annulled-period', 'warning without:president'],
    });
  });
});

test('of two edits that find the same, each is ticked by itself', () => {
  const { found } = plan([
    ['end-role', { roleId: 'treasurer' }, { endDate: '2019-06-30' }],
    ['end-role', { roleId: 'president' }, { endDate: '2019-06-30' }],
  ]);
  expect(found).toEqual([
    'warning date-far:endDate',
    'blocking end-before-start',
    'warning date-far:endDate:n2',
    'blocking end-before-start:n2',
  ]);
});
