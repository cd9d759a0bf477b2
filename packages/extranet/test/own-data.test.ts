import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fieldChange } from '@guichet/shared/db/tables/field-change';
import { person } from '@guichet/shared/db/tables/person';
import { personReading } from '@guichet/shared/db/tables/person-reading';
import { personalParts } from '@guichet/shared/privacy/personal-parts';
import { RETENTION } from '@guichet/shared/privacy/retention';
import { insertPlatform } from '@guichet/shared/testing/insert-platform';
import {
  insertMandate,
  insertMember,
  insertPo,
  insertRequestCause,
  TEST_PASSWORD_TEXT,
} from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import { startTestExtranet, type TestExtranet, textOf, type Visitor } from './extranet-app.ts';

let extranet: TestExtranet;
const pos = { ciney: '', dinant: '' };
let causeId: string;

beforeAll(async () => {
  extranet = await startTestExtranet();
  pos.ciney = await insertPo(db(), { fase: 900_101, name: 'PO de Ciney' });
  pos.dinant = await insertPo(db(), { fase: 900_102, name: 'PO de Dinant' });
  causeId = await insertRequestCause(db(), { poId: pos.ciney, reference: 'K7M4P2XA' });
});
afterAll(() => extranet.database.close());

const db = () => extranet.database.db('admin');
const sql = () => extranet.database.sql('admin');

async function signedIn(email: string): Promise<Visitor> {
  const visitor = extranet.visitor();
  await visitor.signIn(email, TEST_PASSWORD_TEXT);
  await sql()`truncate rate_limit`;
  return visitor;
}

/** Somebody of whom a good deal is recorded: two POs, a change, readings. */
async function recorded() {
  const own = await insertMember(db(), {
    poId: pos.ciney,
    firstName: 'Maëlle',
    lastName: "D'Hoore-t'Kint",
    roles: ['treasurer'],
  });
  await insertMandate(db(), {
    personId: own.personId,
    poId: pos.dinant,
    period: { from: '2012-09-01', to: '2016-08-31' },
  });
  await insertMandate(db(), {
    personId: own.personId,
    poId: pos.dinant,
    period: { from: '2018-01-01', to: null },
    annulled: true,
  });
  await db().update(person).set({ phone: '+32475112233' }).where(eq(person.id, own.personId));
  await db()
    .insert(fieldChange)
    .values({
      ...{ subjectType: 'person', subjectId: own.personId, field: 'phone', causeId },
      ...{ oldValue: '+3281223344', newValue: '+32475112233' },
    });
  const [staff] = await sql()`select id from staff_user limit 1`;
  const moment = (text: string) => ({ at: new Date(text), hour: new Date(text) });
  await db()
    .insert(personReading)
    .values([
      { staffId: staff?.id, personId: own.personId, screen: 'person', ...moment('2026-05-02T08:00:00Z') },
      { staffId: staff?.id, poId: pos.dinant, screen: 'po', ...moment('2026-05-03T08:00:00Z') },
    ])
    .onConflictDoNothing();
  return own;
}

describe('"Mes données"', () => {
  test('says everything that is recorded, where it comes from, and who read it, by function and not by name', async () => {
    const own = await recorded();
    const stranger = await insertMember(db(), { poId: pos.ciney, lastName: 'Étrangère' });
    const page = await (await signedIn(own.email)).get('/mes-donnees').expect(200);
    const words = textOf(page.text);
    for (const said of [
      /Prénom Maëlle Nom D’Hoore-t’Kint Date de naissance 14 mars 1958/,
      /Téléphone 0475 11 22 33 Modifié le \S+ par la demande K7M4-P2XA/,
      /Adresse de connexion \S+@membres\.example/,
      /PO de Ciney FASE 900101 Depuis le 1\/9\/2020 En cours/,
      /PO de Dinant FASE 900102 Du 1\/9\/2012 au 31\/8\/2016 Terminé/,
      /Téléphone 081 22 33 44 → est devenu 0475 11 22 33 Changé le \S+ par la demande K7M4-P2XA/,
      /Le 3\/5\/2026, une personne du secrétariat a ouvert le dossier «.PO de Dinant.», où vous figurez/,
      /Le 2\/5\/2026, une personne du secrétariat a ouvert votre page/,
    ])
      expect(words).toMatch(said);
    for (const hidden of ['Delvaux', 'Étrangère', stranger.email, '2018']) expect(words).not.toContain(hidden);
    expect(page.headers['cache-control']).toBe('no-store');
    await extranet.visitor().get('/mes-donnees').expect(303);
  });

  test('a correction opens the form about oneself', async () => {
    const own = await recorded();
    const visitor = await signedIn(own.email);
    const page = await visitor.get('/mes-donnees');
    expect(page.text).toContain(`value="member:${own.personId}"`);
    const [, action = ''] = /id="signaler" action="([^"]+)"/.exec(page.text) ?? [];
    const answer = await visitor.post(action, { sujet: `member:${own.personId}` });
    expect(answer.headers.location).toMatch(/\/arriver\/[\w-]{43}$/);
  });

  test('a copy is posted for, in two forms, and kept by no cache', async () => {
    const own = await recorded();
    const visitor = await signedIn(own.email);
    const { id: platformId } = await insertPlatform(db(), { name: 'Centrale d’essai' });
    await sql()`insert into platform_consent (account_id, platform_id, consent_version, given_at)
      values (${own.accountId}, ${platformId}, 2, '2026-02-03T09:00:00Z')`;
    await visitor.get('/mes-donnees/copie').expect(404);
    expect((await visitor.post('/mes-donnees/copie', { format: 'exe' })).status).toBe(422);
    const json = await visitor.post('/mes-donnees/copie', { format: 'json' });
    expect(json.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="mes-donnees.json"',
      'content-type': expect.stringContaining('application/json'),
    });
    const copy = JSON.parse(json.text);
    expect(copy.mandates).toEqual([
      expect.stringContaining('PO de Ciney (FASE 900101), depuis le 1/9/2020 : Trésorier'),
      expect.stringContaining('PO de Dinant (FASE 900102), du 1/9/2012 au 31/8/2016'),
    ]);
    expect(copy.parts.map(({ table }: { table: string }) => table)).toEqual(
      expect.arrayContaining(['person', 'member_account', 'member_session', 'field_change', 'person_reading']),
    );
    expect(copy.consents).toEqual([
      { platform: 'Centrale d’essai', version: 2, givenAt: '2026-02-03T09:00:00.000Z', withdrawnAt: null },
    ]);
    const text = await visitor.post('/mes-donnees/copie', { format: 'texte' });
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    for (const said of [
      "Nom : D'Hoore-t'Kint",
      '475112233',
      'Centrale d’essai, le 3/2/2026 (version 2 du texte)',
      'Ce que le secrétariat vous remet sur demande',
    ])
      expect(text.text).toContain(said);
    await sql()`update rate_limit set points = 20 where key like 'member-downloads%'`;
    expect((await visitor.post('/mes-donnees/copie', { format: 'json' })).status).toBe(429);
  });

  test('every personal column of the map of retention is read, secrets and what tells of others are not', async () => {
    const rows = await sql()<
      { name: string; columns: string[] }[]
    >`select name, columns from personal_part order by position`;
    expect(rows.map(({ name, columns }) => [name, columns])).toEqual(
      personalParts().map(({ name, columns }) => [name, columns]),
    );
    const leftOut = Object.entries(RETENTION).flatMap(([name, { handedOut, ofPerson }]) =>
      ofPerson !== undefined && handedOut !== undefined ? [name] : [],
    );
    expect(leftOut).toEqual([
      'duplicate_pair',
      'person_merge',
      'role_holder',
      'member_import',
      'import_row',
      'staff_task',
    ]);
    expect(rows.map(({ name }) => name)).not.toEqual(expect.arrayContaining(leftOut));
    // What is kept for nobody to read stays so.
    for (const { columns } of rows) expect(columns).not.toEqual(expect.arrayContaining(['token', 'password', 'draft']));
    const own = await recorded();
    const [found] = await extranet.database.sql('extranet')`select rows_of_member(${own.accountId}) as parts`;
    const all = JSON.stringify(found?.parts);
    expect(all).toContain(own.email);
    const others = await insertMember(db(), { poId: pos.ciney, lastName: 'Voisine' });
    const [again] = await extranet.database.sql('extranet')`select rows_of_member(${own.accountId}) as parts`;
    expect(JSON.stringify(again?.parts)).not.toContain(others.email);
  });

  test('an address that two people share gives neither the mails of the other', async () => {
    const own = await recorded();
    const spouse = await insertMember(db(), { poId: pos.ciney, lastName: 'Conjointe' });
    await db().update(person).set({ email: own.email }).where(eq(person.id, spouse.personId));
    await sql()`insert into mail (kind, cause_key, to_address, to_name, person_id, message_id)
      values ('mandate-added', 'essai:1', ${own.email}, 'Conjointe Vandenbosch', ${spouse.personId}, 'essai-1')`;
    const [found] = await extranet.database.sql('extranet')`select rows_of_member(${own.accountId}) as parts`;
    expect(JSON.stringify(found?.parts)).not.toContain('Conjointe');
  });
});
