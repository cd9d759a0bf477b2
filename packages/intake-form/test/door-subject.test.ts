import { type DoorSubject, openFormDoor } from '@guichet/shared/commands/accounts/open-form-door';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import {
  createTestIntake,
  newVisitor,
  pathOf,
  send,
  startTestRegister,
  storedEnvoi,
  type Visitor,
  wordsOf,
} from './intake-rig.ts';

let register: Awaited<ReturnType<typeof startTestRegister>>;
let app: Express;
let reader: { personId: string; accountId: string };

beforeAll(async () => {
  register = await startTestRegister();
  app = createTestIntake(register.database);
  const { id } = await person('Claire', 'Lectrice', ['treasurer']);
  const account = await register.build.account(id, 'claire@membre.example');
  await sql()`update member_account set state = 'active' where id = ${account.id}`;
  reader = { personId: id, accountId: account.id };
});
afterAll(() => register.database.close());

const sql = () => register.database.sql('migrator');

async function person(firstName: string, lastName: string, roles: 'treasurer'[] = []) {
  const email = `${firstName}@membre.example`.toLowerCase();
  const made = await register.build.person({ firstName, lastName, email });
  await sql()`update person set phone = '+3281223344', street = 'Rue Haute', number = '3', postcode = '5590',
    locality = 'Ciney' where id = ${made.id}`;
  await register.build.mandate(made.id, register.po.id, { from: '2020-01-01', to: null }, roles);
  return made;
}

const open = async (about: DoorSubject): Promise<string> => {
  const wanted = { keys: TEST_TOKEN_KEYS, accountId: reader.accountId, poId: register.po.id, now: new Date(), about };
  return `/arriver/${await register.database.db('extranet').transaction((tx) => openFormDoor(tx, wanted))}`;
};

/** By the door, with the kind of request that its page was asked for. Returns the page that comes first. */
async function enter(visitor: Visitor, about: DoorSubject, demande: string) {
  const arrived = pathOf(await visitor.post(await open(about), { demande }));
  expect(arrived).toMatch(/\/demandes\/1$/);
  return { path: arrived, envoi: arrived.replace('/demandes/1', ''), page: await visitor.get(arrived) };
}

const valueOf = (html: string, name: string): string | undefined =>
  new RegExp(`<input[^>]*name="${name.replace('.', '\\.')}"[^>]*>`).exec(html)?.[0].match(/value="([^"]*)"/)?.[1];

describe('a door that was opened beside something', () => {
  test('offers what can be told about it, and says no name before anybody pressed', async () => {
    const { id } = await person('Gaston', 'Discret');
    const offered = async (about: DoorSubject) => {
      const page = await newVisitor(app).get(await open(about));
      expect(wordsOf(page)).not.toContain('Discret');
      return [...page.text.matchAll(/value="([\w-]+)" name="demande"/g)].map(([, type]) => type);
    };
    expect(await offered({ kind: 'any' })).toEqual(['new-member', 'removal', 'member-change', 'po-change']);
    expect(await offered({ kind: 'po' })).toEqual(['po-change']);
    expect(await offered({ kind: 'member', id, showsContacts: false })).toEqual(['member-change', 'removal']);
    expect((await newVisitor(app).get(`/arriver/${'A'.repeat(43)}`)).status).toBe(404);
  });

  test('oneself: everything recorded stands in the form, and what is left alone is not asked', async () => {
    const visitor = newVisitor(app);
    const about: DoorSubject = { kind: 'member', id: reader.personId, showsContacts: false };
    const { path, envoi, page } = await enter(visitor, about, 'member-change');
    const filled = [
      'firstName',
      'lastName',
      'email',
      'phone',
      'address.street',
      'address.postcode',
      'knownBirthDate.year',
    ];
    expect(filled.map((name) => valueOf(page.text, name))).toEqual([
      ...['Claire', 'Lectrice', 'claire@membre.example', '081 22 33 44', 'Rue Haute', '5590'],
      expect.stringMatching(/^\d{4}$/),
    ]);
    expect(wordsOf(page)).toContain('seuls vos changements seront demandés');
    const contacts = wordsOf(page).split('Coordonnées')[1]?.split('Nom ou date de naissance')[0];
    expect(contacts).toContain('Corrigez ce qui n’est plus juste, laissez le reste.');
    expect(contacts).not.toMatch(/Laissez vide|Nouve/);
    const typed = (more: Record<string, unknown>) => ({
      ...{ firstName: 'Claire', lastName: 'Lectrice', email: 'claire@membre.example', phone: '081 22 33 44' },
      address: { street: 'Rue Haute', number: '3', box: '', postcode: '5590', locality: 'Ciney', country: 'BE' },
      ...more,
    });
    const unchanged = await visitor.post(path, typed({}));
    expect(unchanged.status).toBe(422);
    expect(wordsOf(unchanged)).toContain('Indiquez au moins un changement');
    expect(pathOf(await visitor.post(path, typed({ phone: '0475 11 22 33' })))).toBe(`${envoi}/demandes`);
    expect(wordsOf(await visitor.get(`${envoi}/demandes`))).toContain('Claire Lectrice change de téléphone');
    const you = await visitor.get(`${envoi}/vous`);
    for (const known of ['Claire Lectrice', 'claire@membre.example', 'trésorier']) expect(you.text).toContain(known);
    await visitor.post(`${envoi}/vous`, {
      ...{ name: 'Claire Lectrice', email: 'claire@membre.example', function: 'trésorière', privacyRead: 'yes' },
    });
    await send(visitor, envoi);
    const [stored] = await storedEnvoi(register.database, envoi);
    expect(stored?.payload).toMatchObject({ phone: '+32475112233', email: null, address: null });
  });

  test('a colleague: the name, and how to reach them only where members see that', async () => {
    const { id } = await person('Paule', 'Voisine');
    const seen = async (showsContacts: boolean) => {
      const { page } = await enter(newVisitor(app), { kind: 'member', id, showsContacts }, 'member-change');
      return ['firstName', 'email', 'phone', 'address.street', 'knownBirthDate.year'].map((name) =>
        valueOf(page.text, name),
      );
    };
    expect(await seen(false)).toEqual(['Paule', '', '', '', '']);
    // Where nothing came filled in, the words are those of an empty form.
    const asked = await enter(newVisitor(app), { kind: 'member', id, showsContacts: false }, 'member-change');
    expect(wordsOf(asked.page)).toMatch(/Coordonnées Laissez vide ce qui ne change pas\. Nouvelle adresse mail/);
    expect(await seen(true)).toEqual(['Paule', 'paule@membre.example', '081 22 33 44', '', '']);
    const { page } = await enter(newVisitor(app), { kind: 'member', id, showsContacts: true }, 'removal');
    expect([valueOf(page.text, 'firstName'), valueOf(page.text, 'lastName')]).toEqual(['Paule', 'Voisine']);
    expect(page.text).not.toContain('paule@membre.example');
  });

  test('the PO: as recorded, and only what differs is asked', async () => {
    await sql()`update po set contact_email = 'po@po.example', enterprise_number = '0403019261' where id = ${register.po.id}`;
    const visitor = newVisitor(app);
    const { path, envoi, page } = await enter(visitor, { kind: 'po' }, 'po-change');
    const name = valueOf(page.text, 'name') ?? '';
    expect([name, valueOf(page.text, 'contactEmail'), valueOf(page.text, 'enterpriseNumber')]).toEqual([
      ...['Institut Saint-Exemple ASBL', 'po@po.example', '0403.019.261'],
    ]);
    await visitor.post(path, { name, contactEmail: 'nouveau@po.example', enterpriseNumber: '0403.019.261' });
    expect(wordsOf(await visitor.get(`${envoi}/demandes`))).toContain('Le PO change de contacts');
  });

  test('who left the PO meanwhile is not shown: the form asks as if nothing had been chosen', async () => {
    const { id } = await person('Ancienne', 'Partie');
    await sql()`update mandate set period = '[2020-01-01,2021-01-01)' where person_id = ${id}`;
    const arrived = await newVisitor(app).post(await open({ kind: 'member', id, showsContacts: true }), {
      demande: 'removal',
    });
    expect(pathOf(arrived)).toMatch(/\/demandes\/nouvelle\/removal$/);
  });

  test('another PO chosen within the envoi takes away what was recorded of the first', async () => {
    const other = await register.build.po({ name: 'Autre PO' });
    const visitor = newVisitor(app);
    const { envoi } = await enter(visitor, { kind: 'po' }, 'po-change');
    await visitor.post(`${envoi}/po`, { po: other.id });
    const page = await visitor.get(`${envoi}/demandes/1`);
    expect(valueOf(page.text, 'name')).toBe('');
    expect(wordsOf(page)).not.toContain('seuls vos changements');
  });
});
