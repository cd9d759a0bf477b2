import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeRequest } from '@guichet/shared/db/tables/change-request';
import { fieldChange } from '@guichet/shared/db/tables/field-change';
import { region } from '@guichet/shared/db/tables/region';
import { school } from '@guichet/shared/db/tables/school';
import { submission } from '@guichet/shared/db/tables/submission';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import {
  insertMandate,
  insertMember,
  insertPerson,
  insertPo,
  insertRequestCause,
} from '@guichet/shared/testing/register-rows';
import { type ExtranetSite, look, menuOf, openExtranetSite, typePassword } from './extranet-site.ts';

/** Sixty letters, an apostrophe, hyphens, and one word that no line has room for. */
const LONG = "Vandenbroeck-d'Hoogvorst-Lichtervelde-'t Serstevens-Wittelsbach";
const FASE = 900_101;

describeWithBrowser()('the file of a PO and "Mes données" in a browser', () => {
  let database: TestDatabase;
  let extranet: ExtranetSite;
  let email: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    extranet = await openExtranetSite(database, { colleagueContacts: true });
    email = await fillFile();
  });
  afterAll(async () => {
    await extranet.close();
    await database.close();
  });

  const db = () => database.db('admin');

  /** A PO with 20 members, schools and requests, read by its president, who sits in two others too. */
  async function fillFile(): Promise<string> {
    const poId = await insertPo(db(), {
      ...{ fase: FASE, name: `Pouvoir organisateur de l'${LONG}`, enterpriseNumber: '0403019261' },
      ...{ street: 'Rue du Grand-Feu', number: '12', postcode: '5000', locality: 'Namur' },
    });
    const causeId = await insertRequestCause(db(), { poId, reference: 'K7M4P2XA' });
    const own = await insertMember(db(), { poId, firstName: 'Anne-Sophie', lastName: LONG, roles: ['president'] });
    for (let n = 1; n < 20; n += 1) {
      const personId = await insertPerson(db(), {
        ...{
          firstName: 'Jean-François',
          lastName: `${LONG.slice(0, 50)} ${n}`,
          email: `${'long.'.repeat(8)}${n}@po.example`,
        },
        phone: '+32475112233',
      });
      await insertMandate(db(), { personId, poId, causeId, roles: n < 4 ? ['administrator', 'vice-president'] : [] });
    }
    for (const fase of [900_102, 900_103]) {
      const other = await insertPo(db(), { fase, name: `PO ${fase}` });
      await insertMandate(db(), { personId: own.personId, poId: other });
    }
    await db()
      .insert(school)
      .values({ fase: 91_001, poId, name: `École ${LONG}`, level: 'Fondamental', createdBy: causeId });
    await db()
      .insert(fieldChange)
      .values({
        ...{ subjectType: 'person', subjectId: own.personId, field: 'email', causeId },
        ...{ oldValue: `${'ancienne.'.repeat(6)}@po.example`, newValue: own.email },
      });
    const [home] = await db().select({ id: region.id }).from(region);
    for (const [index, state] of (['submitted', 'correction_requested', 'failed'] as const).entries()) {
      const id = randomUUID();
      const place = { regionId: home?.id ?? '', poId };
      await db()
        .insert(submission)
        .values({
          ...{ id, ...place, reference: `ABCDEFG${index + 2}`, submitterName: 'X', submitterEmail: 'x@po.example' },
          ...{ submitterFunction: 'x', privacyReadAt: new Date(), idempotencyKey: id, bodySha256: 'x' },
        });
      await db()
        .insert(changeRequest)
        .values({ id: randomUUID(), submissionId: id, position: 1, type: 'removal', state, ...place, subject: 'X' });
    }
    return own.email;
  }

  test('a president reads both without JavaScript, at any width and in any light, and is three clicks from anything', async () => {
    const page = await extranet.visit({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
    await page.goto(`${extranet.site}/connexion?retour=/dossier/${FASE}`);
    await typePassword(page, email);
    await page.waitForURL(`${extranet.site}/dossier/${FASE}`);
    await (await menuOf(page)).getByRole('link', { name: 'Mes données' }).click();
    await page.getByRole('heading', { name: 'Mes données', level: 1 }).waitFor();
    await page.context().close();

    // The engine that looks for violations is script: the same pages, with it.
    const eye = await extranet.visit({ viewport: { width: 360, height: 800 } });
    await eye.goto(`${extranet.site}/connexion`);
    await typePassword(eye, email);
    await (await menuOf(eye)).getByRole('link', { name: 'Dossier', exact: true }).click();
    await eye.getByRole('link', { name: /Pouvoir organisateur de/ }).click();
    const tell = eye.getByRole('button', { name: /^Signaler un changement/ });
    // The keeper's note, identity, schools and one school, the members' heading and 20 members, oneself.
    expect(await tell.count()).toBe(26);
    for (const [width, colorScheme] of [
      [360, 'light'],
      [1280, 'dark'],
    ] as const) {
      await eye.setViewportSize({ width, height: 800 });
      await eye.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await eye.goto(`${extranet.site}/dossier/${FASE}`);
      await look(eye, { name: 'dossier' });
      const menu = await menuOf(eye);
      await look(eye, { name: 'menu' });
      await menu.getByRole('link', { name: 'Mes données', exact: true }).click();
      await eye.getByRole('heading', { name: 'Mes données', level: 1 }).waitFor();
      await look(eye, { name: 'mes-donnees' });
    }
    await eye.context().close();
  }, 240_000);
});
