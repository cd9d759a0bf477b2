import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeRequest } from '@guichet/shared/db/tables/change-request';
import { fieldChange } from '@guichet/shared/db/tables/field-change';
import { region } from '@guichet/shared/db/tables/region';
import { school } from '@guichet/shared/db/tables/school';
import { submission } from '@guichet/shared/db/tables/submission';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import {
  insertMandate,
  insertMember,
  insertPerson,
  insertPo,
  insertRequestCause,
  TEST_PASSWORD_TEXT,
} from '@guichet/shared/testing/register-rows';
import type { Browser, Page } from 'playwright-core';
import { loadExtranetAssets } from '../src/server/assets.ts';
import { createTestApp } from './extranet-app.ts';

/** Sixty letters, an apostrophe, hyphens, and one word that no line has room for. */
const LONG = "Vandenbroeck-d'Hoogvorst-Lichtervelde-'t Serstevens-Wittelsbach";
const FASE = 900_101;

describeWithBrowser()('the file of a PO and "Mes données" in a browser', () => {
  let database: TestDatabase;
  let browser: Browser;
  let server: Server;
  let site: string;
  let email: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(server.address() as AddressInfo).port}`;
    const assets = loadExtranetAssets(fileURLToPath(new URL('../dist/public', import.meta.url)));
    server.on('request', createTestApp(database, { publicUrl: site, assets, colleagueContacts: true }));
    browser = await launchBrowser();
    email = await fillFile();
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
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

  async function look(page: Page, width: number): Promise<void> {
    expect({ at: page.url(), width, found: await axeViolations(page) }).toEqual({ at: page.url(), width, found: [] });
    const tooWide = await page
      .locator('body *:not(.visually-hidden, .visually-hidden *)')
      .evaluateAll(
        (all, room) =>
          all.filter((one) => one.getBoundingClientRect().right > room + 0.5).map((one) => one.outerHTML.slice(0, 200)),
        width,
      );
    expect({ at: page.url(), width, tooWide }).toEqual({ at: page.url(), width, tooWide: [] });
  }

  test('a president reads both without JavaScript, at any width and in any light, and is three clicks from anything', async () => {
    const context = await newVisitor(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${site}/connexion?retour=/dossier/${FASE}`);
    await page.getByLabel('mail').first().fill(email);
    await page.getByLabel('Mot de passe', { exact: false }).first().fill(TEST_PASSWORD_TEXT);
    await page.getByRole('button', { name: 'Se connecter' }).first().click();
    await page.waitForURL(`${site}/dossier/${FASE}`);
    await context.close();

    // The engine that looks for violations is script: the same pages, with it.
    const seeing = await newVisitor(browser, { viewport: { width: 360, height: 800 } });
    const eye = await seeing.newPage();
    eye.setDefaultTimeout(60_000);
    await eye.goto(`${site}/connexion`);
    await eye.getByLabel('mail').first().fill(email);
    await eye.getByLabel('Mot de passe', { exact: false }).first().fill(TEST_PASSWORD_TEXT);
    await eye.getByRole('button', { name: 'Se connecter' }).first().click();
    await eye.getByRole('link', { name: 'Dossier', exact: true }).click();
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
      await eye.goto(`${site}/dossier/${FASE}`);
      await look(eye, width);
      await eye.getByRole('link', { name: 'Mes données', exact: true }).first().click();
      await eye.getByRole('heading', { name: 'Mes données', level: 1 }).waitFor();
      await look(eye, width);
    }
    await seeing.close();
  }, 240_000);
});
