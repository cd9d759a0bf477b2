import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { launchVerification } from '@guichet/shared/commands/verification/launch-verification';
import { runVerification, runVerificationRound } from '@guichet/shared/commands/verification/run-verification';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { loadSettings } from '@guichet/shared/reads/load-settings';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import type { Page } from 'playwright-core';
import { addStaff, startTestOffice, type TestOffice, type TestStaff } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(180_000);

/** What an administrator chooses for the secretariat, and the yearly question to every PO. */
describeWithBrowser()('the administration of settings', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let ada: TestStaff;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
    ada = await addStaff(office.database, 'Ada Administratrice', 'administrator');
    const po = await office.build.po({ name: 'Institut Saint-Exemple ASBL' });
    const person = await office.build.person({
      firstName: 'Ysaline',
      lastName: 'Quisquater',
      email: 'y@canari.example',
    });
    await office.build.mandate(person.id, po.id, { from: '2010-09-01', to: null }, ['president']);
    await office.build.po({ name: 'PO sans personne' });
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  async function look(name: string): Promise<void> {
    const folder = process.env.OFFICE_PICTURES;
    for (const [width, height, colorScheme] of [
      [1280, 900, 'light'],
      [360, 780, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  const inForce = () => loadSettings(office.database.db('worker'), ada.actor.regionId);

  test('an administrator sees what a text will say, saves it, and puts it back', async () => {
    page = await site.enter('/administration/textes', { email: ada.email });
    await page.getByRole('heading', { name: 'Fin des mails' }).waitFor();
    await look('textes');
    await page.getByRole('button', { name: 'Modifier : Fin des mails' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Texte').fill('Bien à vous, le secrétariat.');
    await dialog.getByLabel('Aperçu').getByText('Bien à vous, le secrétariat.').waitFor();
    await look('texte-dialogue');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Choisi par Ada Administratrice').waitFor();
    expect((await inForce())['mail-signature']).toBe('Bien à vous, le secrétariat.');
    await page.getByRole('button', { name: 'Modifier : Fin des mails' }).click();
    await dialog.getByRole('button', { name: 'Remettre la valeur d’origine' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await inForce())['mail-signature']).toBe('Ce mail est envoyé par Guichet PO.');
  });

  test('what members see of their colleagues is a yes or a no, shown before it is saved', async () => {
    const label = 'Montrer aux membres les coordonnées de leurs collègues';
    await page.getByRole('button', { name: `Modifier : ${label}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Non' }).waitFor();
    expect(await dialog.getByRole('radio', { name: 'Non' }).isChecked()).toBe(true);
    await dialog.getByRole('radio', { name: 'Oui' }).check();
    await dialog.getByLabel('Aperçu').getByText('jeanne@exemple.example').waitFor();
    await look('affichage-dialogue');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await inForce())['colleague-contacts']).toBe(true);
  });

  test('a delay that contradicts another is refused before it is saved, and when it is', async () => {
    await page.goto(`${site.site}/administration/delais`);
    await page.getByRole('button', { name: 'Modifier : Classer sans suite une demande sans réponse' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nombre').fill('20');
    await dialog.getByText(/classée sans suite le/).waitFor();
    await dialog.getByLabel('Nombre').fill('6');
    await dialog
      .getByLabel('Aperçu')
      .getByText(/Changez d’abord l’autre délai/)
      .waitFor();
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await dialog.locator('form > .field .field-error, form .field-error').first().waitFor();
    await look('delai-refuse');
    await dialog.getByRole('button', { name: 'Ne rien changer' }).click();
    await look('delais');
    expect((await inForce())['correction-lapse']).toBe(30);
    await page.goto(`${site.site}/administration/conservation`);
    await page.getByRole('button', { name: /Modifier : Adresse, nom et contenu des mails/ }).click();
    await dialog.getByText(/échu/).first().waitFor();
    await look('conservation-dialogue');
  });

  test('every PO is asked, and the follow-up says who has not answered and who cannot be written to', async () => {
    const roundId = randomUUID();
    await launchVerification(testContext(office.database.db('backoffice'), ada.actor), { id: roundId });
    const worker = office.database.db('worker');
    const asSystem = testContext(worker, SYSTEM_ACTOR);
    await worker.transaction((db) => runVerificationRound({ ...asSystem, db }, roundId));
    for (const { id } of await office.database.sql('admin')`select id from verification`) {
      const work = { tokenKeys: TEST_TOKEN_KEYS, given: {} };
      await worker.transaction((db) => runVerification({ ...asSystem, db }, id, work));
    }
    await page.goto(`${site.site}/verification`);
    const row = page.getByRole('row', { name: /Institut Saint-Exemple/ });
    await row.getByText('Pas encore de réponse').waitFor();
    await page
      .getByRole('row', { name: /PO sans personne/ })
      .getByText('Personne à qui écrire')
      .waitFor();
    await look('verification');
    await row.getByRole('button', { name: /Relancer/ }).click();
    await page.getByText('Un mail est parti il y a moins d’un jour').waitFor();
    await page.getByRole('button', { name: 'Demander à tous les PO' }).click();
    await page.getByRole('dialog').getByText('1 PO sans personne').waitFor();
    await look('verification-dialogue');
    await page.getByRole('dialog').getByRole('button', { name: 'Envoyer les mails' }).click();
    await page
      .getByRole('dialog')
      .getByText(/La vérification a été lancée le/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Ne rien envoyer' }).click();
    await page.getByRole('link', { name: 'Institut Saint-Exemple ASBL' }).click();
    await page.getByText(/Jamais vérifié par le PO · vérification demandée/).waitFor();
    await look('po-verification');
  });
});
