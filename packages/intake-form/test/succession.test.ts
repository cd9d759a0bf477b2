import { openFormDoor } from '@guichet/shared/commands/accounts/open-form-door';
import type { FormBody } from '@guichet/shared/http/form-fields';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createTestIntake,
  newVisitor,
  pathOf,
  SUBMITTER,
  send,
  startTestRegister,
  storedEnvoi,
  type Visitor,
  wordsOf,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let visitor: Visitor;
let envoi: string;

beforeAll(async () => {
  register = await startTestRegister();
});
afterAll(() => register.database.close());

const date = (day: string, month: string, year: string) => ({ day, month, year });
const member: FormBody = {
  firstName: 'Jeanne',
  lastName: 'Lambert',
  birthDate: date('4', '5', '1971'),
  email: 'jeanne@maquette.example',
  phone: '0470 12 34 56',
  address: { street: 'Rue de la Gare', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
  startDate: date('1', '9', '2026'),
  roles: ['administrator', 'treasurer', 'secretary'],
};

async function atSuccession(type = 'new-member', values: FormBody = member): Promise<string> {
  visitor = newVisitor(createTestIntake(register.database));
  envoi = await visitor.start(type, register.po.id);
  const page = `${envoi}/demandes/1/succession`;
  expect(pathOf(await visitor.post(`${envoi}/demandes/1`, values))).toBe(page);
  return page;
}

describe('after a role that one person holds was chosen', () => {
  test('a page asks, for each such role and no other, whether somebody is replaced', async () => {
    const page = await atSuccession();
    const words = wordsOf(await visitor.get(page));
    expect(words).toContain('Est-ce que cette personne remplace quelqu’un comme trésorier·ère ?');
    expect(words).toContain('Est-ce que cette personne remplace quelqu’un comme secrétaire ?');
    expect(words).not.toContain('comme administrateur·rice');
    expect(words).toContain('Jeanne Lambert');
  });

  test('an answer is wanted, and kept to the end', async () => {
    const page = await atSuccession();
    const missing = await visitor.post(page, { replaces: { treasurer: 'yes' } });
    expect([missing.status, wordsOf(missing)]).toEqual([422, expect.stringContaining('Secrétaire : choisissez')]);
    const posted = await visitor.post(page, {
      replaces: { treasurer: 'yes', 'treasurer-name': 'Pierre Dupont', secretary: 'no', president: 'yes' },
    });
    expect(pathOf(posted)).toBe(`${envoi}/demandes`);
    expect(wordsOf(await visitor.get(`${envoi}/demandes`))).toContain(
      'Jeanne Lambert rejoint le PO et devient administrateur·rice, trésorier·ère et secrétaire le 1/9/2026 (remplace Pierre Dupont comme trésorier·ère)',
    );
    await visitor.post(`${envoi}/vous`, SUBMITTER);
    expect(wordsOf(await visitor.get(`${envoi}/relire`))).toContain(
      'Remplacement Trésorier·ère : oui, Pierre Dupont ; Secrétaire : non',
    );
    await send(visitor, envoi);
    const [stored] = await storedEnvoi(register.database, envoi);
    expect(stored?.payload).toMatchObject({
      replaces: [
        { role: 'treasurer', answer: 'yes', name: 'Pierre Dupont' },
        { role: 'secretary', answer: 'no', name: null },
      ],
    });
  });

  test('the page says the same whether the role is held or not', async () => {
    const { id } = await register.build.person({ firstName: 'Pierre', lastName: 'Dupont' });
    const before = await atSuccession();
    const empty = wordsOf(await visitor.get(before));
    await register.build.mandate(id, register.po.id, { from: '2020-01-01', to: null }, ['treasurer', 'secretary']);
    const after = await atSuccession();
    expect(wordsOf(await visitor.get(after))).toBe(empty);
  });

  test('a role that is no longer chosen is no longer asked about, and the others keep their answer', async () => {
    const page = await atSuccession();
    await visitor.post(page, { replaces: { treasurer: 'unknown', secretary: 'yes' } });
    expect(pathOf(await visitor.post(`${envoi}/demandes/1`, { ...member, roles: ['secretary'] }))).toBe(page);
    const { text } = await visitor.get(page);
    expect(text).not.toContain('replaces.treasurer');
    expect(text).toMatch(/checked="" value="yes"|value="yes" checked=""/);
    const without = await visitor.post(`${envoi}/demandes/1`, { ...member, roles: ['administrator'] });
    expect(pathOf(without)).toBe(`${envoi}/demandes`);
    expect(pathOf(await visitor.get(page))).toBe(`${envoi}/demandes/1`);
  });

  test('"Retour" leads to the request and keeps what was answered; who skips the page is led back', async () => {
    const page = await atSuccession();
    expect(pathOf(await visitor.get(`${envoi}/vous`))).toBe(`${page}?completer`);
    const back = await visitor.post(page, { _op: 'back', replaces: { treasurer: 'no', 'treasurer-name': 'Pierre' } });
    expect(pathOf(back)).toBe(`${envoi}/demandes/1`);
    expect((await visitor.get(`${envoi}/demandes/1`)).status).toBe(200);
    const told = wordsOf(await visitor.get(`${page}?completer`));
    expect(told).toContain('Trésorier·ère : vous écrivez un nom');
    expect(told).toContain('Secrétaire : choisissez une réponse.');
    // The name that does not fit goes away with the role.
    const rest = { ...member, roles: ['secretary'] };
    expect(pathOf(await visitor.post(`${envoi}/demandes/1`, rest))).toBe(page);
    expect(pathOf(await visitor.post(page, { replaces: { secretary: 'no' } }))).toBe(`${envoi}/demandes`);
  });

  test('an older tab changes nothing', async () => {
    const page = await atSuccession();
    const older = /name="version" value="(\d+)"/.exec((await visitor.get(page)).text)?.[1] ?? '';
    await visitor.post(page, { replaces: { treasurer: 'yes', secretary: 'no' } });
    const refused = await visitor.post(page, { version: older, replaces: { treasurer: 'no', secretary: 'no' } });
    expect([refused.status, wordsOf(refused)]).toEqual([409, expect.stringContaining('dans un autre onglet')]);
    expect(wordsOf(refused)).toContain('Enregistré : Trésorier·ère : Oui');
  });

  test('rubbish is refused in words', async () => {
    const page = await atSuccession();
    for (const replaces of [
      { treasurer: 'peut-être', secretary: 'no' },
      { treasurer: 'yes', 'treasurer-name': 'x'.repeat(5_000), secretary: 'no' },
      { treasurer: 'yes', 'treasurer-name': 'nul\u0000', secretary: 'no' },
    ])
      expect([400, 422]).toContain((await visitor.post(page, { replaces })).status);
    expect((await visitor.post(page, { replaces: 'yes' })).status).toBe(422);
  });
});

test('a member who gets a role is asked too; one who gets none is not', async () => {
  const anne = { firstName: 'Anne', lastName: 'Modèle' };
  const page = await atSuccession('member-change', {
    ...anne,
    addedRoles: ['treasurer'],
    addedFrom: date('1', '9', '2026'),
  });
  expect(wordsOf(await visitor.get(page))).toContain('quelqu’un comme trésorier·ère ?');
  envoi = await visitor.start('member-change', register.po.id);
  const posted = await visitor.post(`${envoi}/demandes/1`, { ...anne, phone: '081 12 34 56' });
  expect(pathOf(posted)).toBe(`${envoi}/demandes`);
});

test('a president who came from the extranet is offered the members of the PO, and nobody else is', async () => {
  const stranger = await atSuccession();
  expect((await visitor.get(stranger)).text).not.toContain('<datalist');
  const { build, database, po } = register;
  const odile = await build.person({ firstName: 'Odile', lastName: 'Martin', email: 'odile@po.example' });
  await build.mandate(odile.id, po.id, { from: '2020-01-01', to: null }, ['president']);
  const { id: accountId } = await build.account(odile.id, 'odile@po.example');
  const secret = await database
    .db('extranet')
    .transaction((tx) => openFormDoor(tx, { keys: TEST_TOKEN_KEYS, accountId, poId: po.id, now: new Date() }));
  visitor = newVisitor(createTestIntake(database));
  const arrived = pathOf(await visitor.post(`/arriver/${secret}`));
  const page = pathOf(await visitor.post(`${arrived}/new-member`, member));
  expect(page).toMatch(/\/demandes\/1\/succession$/);
  expect((await visitor.get(page)).text).toMatch(/<datalist[^>]*>.*<option value="Odile Martin">/);
});
