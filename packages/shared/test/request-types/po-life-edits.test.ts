import { describe, expect, test } from '@jest/globals';
import type { World } from '../../src/effects/world.ts';
import { editKind } from '../../src/request-types/register-edit/edit-kinds.ts';
import { address, mandate, plan, TODAY, targetOf, world } from './register-edit-rig.ts';

describe('the life of a PO', () => {
  const otherPo = { id: 'heir', name: 'PO de la Relève' };
  const withHeir = (state: World) => {
    const po = { enterpriseNumber: '0403019261', contactEmail: null, contactPhone: null, address };
    state.pos.heir = { id: 'heir', fase: 900_002, name: 'PO de la Relève', ...po };
  };
  const closing = (on: string) => (state: World) => {
    withHeir(state);
    state.pos.po = { ...(state.pos.po as World['pos'][string]), closedOn: on };
  };
  const close = (on: string, schools = 'close', change: (state: World) => void = withHeir) =>
    plan([['close-po', {}, { on, schools }]], change);
  const transfer = (on: string, id = 'school', change: (state: World) => void = withHeir) =>
    plan([['transfer-school', { schoolId: id, otherPo }, { on }]], change);
  const merge = (on: string, change: (state: World) => void = withHeir, members?: string[]) =>
    plan([['merge-po', { otherPo }, { on, ...(members ? { members } : {}) }]], change);

  test('ends with every mandate and role, those to come annulled, and the accounts that nothing keeps', () => {
    const { effects, found, after } = close('2026-06-30');
    expect(found).toEqual(['info future-mandate-annulled']);
    expect(effects).toEqual([
      ...['close-school', 'annul-mandate', 'end-role', 'end-role', 'end-mandate', 'close-account', 'close-po'],
    ]);
    expect(after.pos.po?.closedOn).toBe('2026-06-30');
    expect(after.mandates.present?.period.to).toBe('2026-06-30');
    expect(after.mandates.ahead?.annulled).toBe(true);
  });
  test('does not end with schools left behind, unless they close with it or went elsewhere before', () => {
    const { found, made } = close('2026-06-30', 'settled');
    expect(found).toContain('blocking schools-open');
    expect(made.findings[0]?.message).toContain('École school');
    const gone = (state: World) => {
      withHeir(state);
      state.schools.school = {
        ...(state.schools.school as World['schools'][string]),
        next: { poId: 'heir', on: '2026-07-01' },
      };
    };
    expect(close('2026-06-30', 'settled', gone).found).toEqual(['info future-mandate-annulled']);
    expect(close('2026-06-29', 'close', gone).found).toContain('blocking schools-open');
  });
  test('names what is still open about it, and ends once', () => {
    const open = [{ id: 'r', reference: 'K7M4-P2XA', type: 'removal', subject: 'Paul Exemple', state: 'submitted' }];
    const { made } = plan([['close-po', {}, { on: '2026-06-30', schools: 'close' }]], withHeir, {}, open);
    expect(made.findings.find(({ code }) => code === 'open-requests')?.message).toContain('K7M4-P2XA (Paul Exemple');
    expect(close('2026-06-30', 'close', closing('2026-08-31')).found).toEqual(['blocking po-closed']);
  });
  test('leaves no room for mandates and schools beyond its last day', () => {
    const open = (to: string | null) =>
      plan([['open-mandate', { personId: 'luc' }, { from: '2026-07-01', to, roles: [] }]], closing('2026-08-31')).found;
    expect(open(null).some((code) => code.startsWith('blocking mandate-beyond-closing'))).toBe(true);
    expect(open('2026-08-31').filter((code) => code.startsWith('blocking'))).toEqual([]);
    const school = plan([['open-school', {}, { name: 'École neuve', address, on: null }]], closing('2026-08-31'));
    expect(school.found.some((code) => code.startsWith('blocking school-beyond-closing'))).toBe(true);
  });
  test('goes over into another PO: schools that day, mandates until the day before', () => {
    const { effects, after, found } = merge('2026-06-01');
    expect(effects).toEqual([
      ...['transfer-school', 'annul-mandate', 'end-role', 'end-role', 'end-mandate', 'close-account', 'close-po'],
    ]);
    expect(after.pos.po).toMatchObject({ closedOn: '2026-05-31', mergedInto: 'heir' });
    expect([after.schools.school?.poId, after.schools.closed?.poId]).toEqual(['heir', 'po']);
    expect(after.mandates.present?.period.to).toBe('2026-05-31');
    expect(found).toContain('info members-stay-behind');
    expect(merge('2026-09-01').effects[0]).toBe('announce-transfer');
  });
  test('takes along the members who are chosen, or all of them, without roles and for as long as was foreseen', () => {
    const mandatesIn = (state: World, poId: string) =>
      Object.values(state.mandates)
        .filter((one) => one.poId === poId && !one.annulled)
        .map(({ personId, period: { from, to } }) => [personId, from, to]);
    const all = merge('2026-06-01', withHeir, ['all']);
    expect(mandatesIn(all.after, 'heir')).toEqual([
      ['anne', '2026-09-01', '2027-08-31'],
      ['paul', '2026-06-01', null],
    ]);
    // Paul's account stays open by the mandate there; Anne has one made, which closes after hers.
    expect(all.made.effects.filter(({ kind }) => kind === 'close-account')).toMatchObject([
      { personId: 'anne', after: '2027-08-31' },
    ]);
    expect(all.effects).toEqual(expect.arrayContaining(['announce-mandate', 'invite']));
    expect(all.found).toEqual(['info members-without-roles', 'info future-mandate-annulled']);
    expect(Object.values(all.after.roles).every(({ mandateId }) => ['present', 'ahead'].includes(mandateId))).toBe(
      true,
    );
    const one = merge('2026-06-01', withHeir, ['paul']);
    expect(mandatesIn(one.after, 'heir')).toEqual([['paul', '2026-06-01', null]]);
    expect(one.found).toContain('info members-stay-behind');
  });
  test('leaves who is a member there already as they are, and names who is no member by then', () => {
    const alreadyThere = (state: World) => {
      withHeir(state);
      state.mandates.there = { ...mandate('there', 'paul', '2022-01-01', null), poId: 'heir' };
    };
    const { found, effects } = merge('2026-06-01', alreadyThere, ['paul', 'luc']);
    expect(effects).not.toContain('open-mandate');
    expect(found).toEqual(expect.arrayContaining(['info members-there', 'info members-gone']));
  });
  test('names together those for whom no account can be made', () => {
    const without = (state: World) => {
      withHeir(state);
      state.accounts = {};
      for (const id of ['paul', 'anne'])
        state.persons[id] = { ...(state.persons[id] as World['persons'][string]), email: null };
    };
    const { made } = merge('2026-06-01', without, ['all']);
    expect(made.findings.filter(({ code }) => code.startsWith('no-email'))).toMatchObject([
      { severity: 'warning', message: expect.stringMatching(/^Anne Modèle et Paul Exemple : /) },
    ]);
  });
  test('offers its own members, and asks nothing where there are none', () => {
    const options = (state: World) =>
      (editKind('merge-po').groupsFor?.(targetOf(state, { otherPo }), state, TODAY) ?? [])
        .flatMap(({ fields }) => fields)
        .flatMap((field) => (field.kind === 'checkboxes' ? field.options : []));
    expect(options(world())).toEqual([
      { value: 'all', label: 'Tous les membres' },
      { value: 'anne', label: 'Anne Modèle' },
      { value: 'paul', label: 'Paul Exemple', hint: 'Président·e et Trésorier·ère' },
    ]);
    expect(options({ ...world(), mandates: {} })).toEqual([]);
  });
  test('is not taken over by a PO that closes itself, nor by itself', () => {
    const ends = (state: World) => {
      withHeir(state);
      state.pos.heir = { ...(state.pos.heir as World['pos'][string]), closedOn: '2026-12-31' };
    };
    expect(merge('2026-06-01', ends).found).toContain('blocking other-po-closed');
    const itself = plan([['merge-po', { otherPo: { id: 'po', name: 'PO' } }, { on: '2026-06-01' }]]);
    expect(itself.found).toContain('blocking same-po');
    const awaited = (state: World) => {
      withHeir(state);
      const school = state.schools.school as World['schools'][string];
      state.schools.coming = { ...school, id: 'coming', poId: 'heir', next: { poId: 'po', on: '2026-09-01' } };
    };
    expect(merge('2026-06-01', awaited).found).toContain('blocking schools-coming');
  });
  test('lets a school go to another PO, at once or on a day to come', () => {
    expect(transfer('2026-06-15').made.effects).toEqual([
      { kind: 'transfer-school', schoolId: 'school', fromPoId: 'po', toPoId: 'heir', on: '2026-06-15' },
    ]);
    const ahead = transfer('2026-09-01');
    expect(ahead.effects).toEqual(['announce-transfer']);
    expect(ahead.after.schools.school).toMatchObject({ poId: 'po', next: { poId: 'heir', on: '2026-09-01' } });
    expect(transfer('2026-09-01', 'closed').found).toContain('blocking school-closed:closed');
    expect(transfer('1999-09-01').found).toContain('blocking end-before-start:school');
  });
  test('changes its enterprise number from a day on, which has come or is to come', () => {
    const change = (on: string, more: Partial<World['pos'][string]> = {}) =>
      plan([['set-enterprise-number', {}, { enterpriseNumber: '0403019261', on }]], (state) => {
        state.pos.po = { ...(state.pos.po as World['pos'][string]), enterpriseNumber: '0206731645', ...more };
      });
    expect(change('2026-01-01').made.effects).toMatchObject([
      { kind: 'set-po-field', field: 'enterpriseNumber', on: '2026-01-01', from: '0206731645', to: '0403019261' },
    ]);
    expect(change('2026-01-01').found).toEqual(['warning enterprise-number-changes']);
    const ahead = change('2026-07-01');
    expect(ahead.made.effects).toEqual([
      { kind: 'announce-number', poId: 'po', from: '0206731645', number: '0403019261', on: '2026-07-01' },
    ]);
    expect(ahead.found).toEqual(['warning enterprise-number-changes']);
    expect(ahead.after.pos.po).toMatchObject({ enterpriseNumber: '0206731645', nextNumber: { on: '2026-07-01' } });
    const twice = change('2026-08-01', { nextNumber: { number: '0403019261', on: '2026-07-01' } });
    expect(twice.found).toEqual(['blocking number-announced']);
    expect(change('2026-07-01', { closedOn: '2026-06-30' }).found).toEqual(['blocking po-closed']);
    expect(change('2026-07-01', { enterpriseNumber: '0403019261' }).found).toEqual(['blocking nothing-changes']);
  });
});
