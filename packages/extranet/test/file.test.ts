import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inTransaction, SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { erasePerson } from '@guichet/shared/commands/privacy/erase-person';
import { fieldChange } from '@guichet/shared/db/tables/field-change';
import { memberSession } from '@guichet/shared/db/tables/member-session';
import { person } from '@guichet/shared/db/tables/person';
import { school } from '@guichet/shared/db/tables/school';
import { schoolSite } from '@guichet/shared/db/tables/school-site';
import { site } from '@guichet/shared/db/tables/site';
import { testContext } from '@guichet/shared/testing/register-builder';
import {
  insertCause,
  insertMandate,
  insertMember,
  insertPerson,
  insertPo,
  insertRequestCause,
  TEST_PASSWORD_TEXT,
} from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import { startTestExtranet, type TestExtranet, textOf, type Visitor } from './extranet-app.ts';

let extranet: TestExtranet;
let causeId: string;
const pos = { ciney: '', dinant: '', arlon: '' };
const fases = { ciney: 900_101, dinant: 900_102, arlon: 900_103 };

beforeAll(async () => {
  extranet = await startTestExtranet();
  pos.ciney = await insertPo(db(), {
    fase: fases.ciney,
    name: 'PO Sainte-Aldegonde',
    enterpriseNumber: '0412345678',
    street: 'Rue des Tilleuls',
    number: '14',
    postcode: '5590',
    locality: 'Ciney',
  });
  pos.dinant = await insertPo(db(), { fase: fases.dinant, name: 'PO Saint-Mengold' });
  pos.arlon = await insertPo(db(), { fase: fases.arlon, name: 'PO Notre-Dame d’Arlon' });
  causeId = await insertRequestCause(db(), { poId: pos.ciney, reference: 'K7M4P2XA' });
});
afterAll(() => extranet.database.close());

const db = () => extranet.database.db('admin');
const member = (more: Partial<Parameters<typeof insertMember>[1]> = {}) =>
  insertMember(db(), { poId: pos.ciney, ...more });
async function signedIn(email: string): Promise<Visitor> {
  const visitor = extranet.visitor();
  expect((await visitor.signIn(email, TEST_PASSWORD_TEXT)).status).toBe(303);
  await extranet.database.sql('admin')`truncate rate_limit`;
  return visitor;
}

describe('who opens which file', () => {
  test('every cell of member × PO', async () => {
    const ciney = await member();
    const both = await member();
    await insertMandate(db(), { personId: both.personId, poId: pos.dinant });
    const pastThere = await member();
    await insertMandate(db(), {
      personId: pastThere.personId,
      poId: pos.dinant,
      period: { from: '2010-01-01', to: '2020-01-01' },
    });
    const futureThere = await member();
    await insertMandate(db(), {
      personId: futureThere.personId,
      poId: pos.dinant,
      period: { from: '2999-01-01', to: null },
    });
    const annulledThere = await member();
    await insertMandate(db(), { personId: annulledThere.personId, poId: pos.dinant, annulled: true });
    const rows: [string, typeof ciney, Record<keyof typeof fases, number>][] = [
      ['of one PO', ciney, { ciney: 200, dinant: 403, arlon: 403 }],
      ['of two POs', both, { ciney: 200, dinant: 200, arlon: 403 }],
      ['formerly of another', pastThere, { ciney: 200, dinant: 403, arlon: 403 }],
      ['soon of another', futureThere, { ciney: 200, dinant: 403, arlon: 403 }],
      ['by mistake of another', annulledThere, { ciney: 200, dinant: 403, arlon: 403 }],
    ];
    for (const [who, { email }, expected] of rows) {
      const visitor = await signedIn(email);
      for (const [place, status] of Object.entries(expected)) {
        const answer = await visitor.get(`/dossier/${fases[place as keyof typeof fases]}`);
        expect([who, place, answer.status]).toEqual([who, place, status]);
      }
      await visitor.get('/dossier/999999').expect(404);
      await visitor.get('/dossier/abc').expect(404);
    }
    await extranet.visitor().get(`/dossier/${fases.ciney}`).expect(303);
  });

  test('/dossier leads to the only one, or lists them', async () => {
    const one = await signedIn((await member()).email);
    expect((await one.get('/dossier').expect(303)).headers.location).toBe(`/dossier/${fases.ciney}`);
    const two = await member();
    await insertMandate(db(), { personId: two.personId, poId: pos.arlon });
    const list = await (await signedIn(two.email)).get('/dossier').expect(200);
    expect(textOf(list.text)).toMatch(/Notre-Dame d’Arlon.*Sainte-Aldegonde/);
  });

  test('the right goes with the last day, at midnight in Brussels', async () => {
    const { email } = await member({ period: { from: '2020-01-01', to: '2026-12-31' } });
    const visitor = await signedIn(email);
    const at = async (moment: string) => {
      extranet.now.value = new Date(moment);
      await db()
        .update(memberSession)
        .set({ updatedAt: new Date(moment), expiresAt: new Date('2099-01-01') });
      const { status } = await visitor.get(`/dossier/${fases.ciney}`);
      extranet.now.value = null;
      return status;
    };
    expect(await at('2026-12-31T22:59:00Z')).toBe(200);
    expect(await at('2026-12-31T23:01:00Z')).toBe(403);
  });
});

describe('what the file shows', () => {
  test('the PO, its schools and sites, and the request behind each change', async () => {
    const { email } = await member();
    const [made] = await db()
      .insert(school)
      .values({
        fase: 91_001,
        poId: pos.ciney,
        name: 'École libre de Ciney',
        level: 'Fondamental',
        createdBy: await insertCause(db()),
      })
      .returning();
    await db()
      .insert(school)
      .values({ fase: 91_002, poId: pos.ciney, name: 'École fermée', closedOn: '2020-08-31', createdBy: causeId });
    const [place] = await db()
      .insert(site)
      .values({
        fase: 92_001,
        street: 'Place Monseu',
        number: '1',
        postcode: '5590',
        locality: 'Achêne',
        createdBy: causeId,
      })
      .returning();
    await db()
      .insert(schoolSite)
      .values({
        schoolId: made?.id ?? '',
        siteId: place?.id ?? '',
        teachingKinds: ['maternel ordinaire'],
        createdBy: causeId,
      });
    const older = await insertRequestCause(db(), { poId: pos.ciney, reference: 'ABCDEFGH' });
    await db()
      .insert(fieldChange)
      .values([
        { subjectType: 'po', subjectId: pos.ciney, field: 'address', causeId: older },
        { subjectType: 'po', subjectId: pos.ciney, field: 'address', causeId },
        { subjectType: 'school', subjectId: made?.id ?? '', field: 'name', causeId },
      ]);
    const page = await (await signedIn(email)).get(`/dossier/${fases.ciney}`).expect(200);
    const words = textOf(page.text);
    for (const text of [
      'PO Sainte-Aldegonde',
      '0412.345.678',
      'Rue des Tilleuls 14, 5590 Ciney',
      'École libre de Ciney',
      'Achêne',
      'maternel ordinaire',
    ]) {
      expect(words).toContain(text);
    }
    expect(words).toMatch(/Rue des Tilleuls 14, 5590 Ciney Modifié le \S+ par la demande K7M4-P2XA/);
    expect(words).toMatch(/Nom modifié le \S+ par la demande K7M4-P2XA/);
    // Only the newest change is the origin of a value.
    expect(words).not.toContain('ABCD-EFGH');
    expect(words).not.toContain('École fermée');
    expect(words).toContain('Ce dossier est tenu par le secrétariat');
    // Read-only: the forms are the way out (in the row, and behind the word of telephones) and the way to the public
    // form, and none takes anything typed.
    expect(page.text.match(/<form/g)).toHaveLength(3);
    expect(page.text.match(/<(input|select|textarea)/g)).toEqual(['<input', '<input', '<input']);
  });

  test('colleagues by name and role, and nothing else of theirs', async () => {
    const { email } = await member({ lastName: 'Lectrice' });
    const colleague = await member({
      firstName: 'Godelieve',
      lastName: 'Van den Abbeele',
      roles: ['treasurer', { role: 'secretary', period: { from: '2020-09-01', to: '2021-01-01' } }],
    });
    await db()
      .update(person)
      .set({ phone: '+32475998877', birthDate: '1949-07-21', street: 'Rue Cachée' })
      .where(eq(person.id, colleague.personId));
    const [formerName, futureName, annulledName, deadName] = ['Ancienne', 'Prochaine', 'Erronée', 'Défunte'];
    await member({ lastName: formerName, period: { from: '2010-01-01', to: '2020-01-01' } });
    await member({ lastName: futureName, period: { from: '2999-01-01', to: null } });
    await member({ lastName: annulledName, annulled: true });
    await member({ lastName: deadName, deceased: true });
    const words = textOf((await (await signedIn(email)).get(`/dossier/${fases.ciney}`)).text);
    expect(words).toMatch(/Godelieve Van den Abbeele Rôles Trésorier·ère Mandat depuis le 1\/9\/2020/);
    for (const hidden of [
      colleague.email,
      '0475',
      '1949',
      'Rue Cachée',
      formerName,
      futureName,
      annulledName,
      deadName,
    ]) {
      expect(words).not.toContain(hidden);
    }
  });

  test('one’s own data and mandates in full, with who asked for them', async () => {
    const own = await member({ lastName: 'Propriétaire', roles: ['treasurer'] });
    await db().update(person).set({ phone: '+32475112233' }).where(eq(person.id, own.personId));
    await db().insert(fieldChange).values({ subjectType: 'person', subjectId: own.personId, field: 'phone', causeId });
    await insertMandate(db(), {
      personId: own.personId,
      poId: pos.ciney,
      period: { from: '2012-09-01', to: '2016-08-31' },
      roles: ['secretary'],
      causeId,
    });
    const words = textOf((await (await signedIn(own.email)).get(`/dossier/${fases.ciney}`)).text);
    expect(words).toMatch(/Téléphone 0475 11 22 33 Modifié le \S+ par la demande K7M4-P2XA/);
    expect(words).toContain('14 mars 1958');
    expect(words).toContain(own.email);
    expect(words).toMatch(/Du 1\/9\/2012 au 31\/8\/2016 Terminé Ouvert le \S+ par la demande K7M4-P2XA Secrétaire/);
    expect(words).toMatch(
      /Depuis le 1\/9\/2020 En cours Ouvert le \S+ avec les données de démonstration Trésorier·ère/,
    );
  });

  test('who was erased is not there any more, and a seat that would still be theirs has no name', async () => {
    const reader = await member({ roles: ['president'] });
    const left = { from: '2010-01-01', to: '2020-01-01' } as const;
    const past = await member({ firstName: 'Philomène', lastName: 'Oubliée', period: left });
    const gone = await member({ firstName: 'Zénobe', lastName: 'Perdue', roles: ['treasurer'] });
    const worker = testContext(extranet.database.db('worker'), SYSTEM_ACTOR);
    for (const { personId } of [past, gone]) await inTransaction(worker, (tx) => erasePerson(tx, personId));
    const page = await (await signedIn(reader.email)).get(`/dossier/${fases.ciney}`).expect(200);
    expect(textOf(page.text)).toContain('Personne effacée');
    for (const personal of ['Philomène', 'Oubliée', 'Zénobe', 'Perdue', past.email, gone.email, '0001'])
      expect(page.text).not.toContain(personal);
    expect(page.text).not.toContain(past.personId);
  });

  test('sixty members, each in one row with a way to tell what changed', async () => {
    const poId = await insertPo(db(), { fase: 900_160 });
    const reader = await member({ poId, lastName: 'Lectrice' });
    for (let n = 1; n < 60; n += 1) {
      const personId = await insertPerson(db(), { firstName: 'Jean', lastName: `D'Hoore-'t Kint ${n}` });
      await insertMandate(db(), { personId, poId, causeId });
    }
    const page = await (await signedIn(reader.email)).get('/dossier/900160').expect(200);
    expect(page.text.match(/value="member:[0-9a-f-]{36}"/g)).toHaveLength(61);
    expect(textOf(page.text)).toMatch(/Jean D’Hoore-’t Kint 59 Signaler un changement : Jean D’Hoore-’t Kint 59/);
  });
});
