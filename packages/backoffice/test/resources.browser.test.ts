import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import type { Page } from 'playwright-core';
import { lookAt } from './look-at.ts';
import { addStaff, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(240_000);

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n');
const named = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

describeWithBrowser()('the menu of the extranet, kept by an administrator', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
    await addStaff(office.database, 'Ada Administratrice', 'administrator');
    await office.build.po({ name: 'Institut Saint-Exemple ASBL' });
    page = await site.enter('/administration/ressources', { email: 'ada.administratrice@secretariat.example' });
    await page.getByRole('heading', { name: 'Plan de pilotage' }).waitFor();
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  const look = (name: string) => lookAt(page, name);
  const dialog = () => page.getByRole('dialog', { name: /ressource/ });
  const save = () => dialog().getByRole('button', { name: 'Enregistrer' }).click();

  test('a file is refused with its reason, then taken, and nothing typed is lost', async () => {
    await look('resources');
    await page.getByRole('button', { name: 'Nouvelle ressource' }).click();
    await dialog().getByLabel('Titre').fill('Assemblée générale');
    await dialog().getByLabel('Ce qu’on y trouve').fill('Modèles et calendrier.');
    await dialog().getByLabel('Lien', { exact: true }).fill('http://ag.example');
    await save();
    await dialog().getByText('Le lien doit commencer par https://').first().waitFor();
    await dialog().getByLabel('Un fichier').check();
    const chooser = dialog().getByLabel('Fichier', { exact: true });
    await chooser.setInputFiles(named('statuts.pdf', Buffer.from('MZ\u0000\u0000')));
    await dialog().getByText('Le contenu de ce fichier n’est pas reconnu.').waitFor();
    await chooser.setInputFiles(named('grand.pdf', Buffer.alloc(1024 * 1024 + 1)));
    await dialog().getByText('Ce fichier dépasse 1 Mo').waitFor();
    await look('resource-file-refused');
    // What was typed is not lost by a key pressed once too often.
    const asked = page.getByRole('dialog', { name: 'Fermer sans enregistrer ?' });
    for (const answer of ['Continuer à écrire', 'Escape']) {
      await page.keyboard.press('Escape');
      await asked.waitFor();
      await look('resource-asked');
      if (answer === 'Escape') await page.keyboard.press(answer);
      else await asked.getByRole('button', { name: answer }).click();
      await asked.waitFor({ state: 'detached' });
    }
    await chooser.setInputFiles(named('Statuts.pdf', PDF));
    await dialog().getByRole('link', { name: 'Statuts.pdf' }).waitFor();
    expect(await dialog().getByLabel('Titre').inputValue()).toBe('Assemblée générale');
  });

  test('its audience is some roles, administrators and a PO, from one day on', async () => {
    await dialog().getByLabel('Qui la voit').selectOption('roles');
    await save();
    await dialog().getByText('Choisissez au moins un rôle').waitFor();
    await dialog().getByLabel('Tous les administrateurs').check();
    await dialog().getByLabel('Référent·e PO', { exact: true }).check();
    await dialog().getByRole('button', { name: 'Réserver à un PO' }).click();
    const picker = page.getByRole('dialog', { name: 'À quel PO est-elle réservée ?' });
    // Leaving the choice of a PO leaves the resource open.
    await picker.waitFor();
    await page.keyboard.press('Escape');
    await picker.waitFor({ state: 'detached' });
    await dialog().getByRole('button', { name: 'Réserver à un PO' }).click();
    await picker.getByRole('button', { name: /Institut Saint-Exemple/ }).click();
    await dialog().getByText('Institut Saint-Exemple ASBL').waitFor();
    await dialog()
      .getByLabel(/^Visible du/)
      .fill('2998-09-01');
    await dialog().getByLabel('Visible jusqu’au').fill('2998-08-31');
    await save();
    await dialog().getByText('Le dernier jour vient avant le premier.').waitFor();
    await look('resource-audience');
    await dialog().getByLabel('Visible jusqu’au').fill('');
    await save();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('Pas encore visible').waitFor();
    await page.getByText('Seulement Institut Saint-Exemple ASBL').waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Statuts.pdf' }).click();
    expect((await downloading).suggestedFilename()).toBe('Statuts.pdf');
  });

  test('it moves by keys, and keeps the focus of who moves it', async () => {
    await page.getByRole('button', { name: 'Monter : Assemblée générale' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Assemblée générale : place 6 sur 7.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Assemblée générale : place 5 sur 7.').waitFor();
    await look('resources-ordered');
  });

  test('the menu is seen as a treasurer of a PO finds it on a day', async () => {
    await page.getByRole('button', { name: 'Voir comme un membre' }).click();
    await page.getByText(/un membre sans rôle d’un PO quelconque voit 1 des 6 ressources publiées/).waitFor();
    await page.getByLabel('Rôle').selectOption({ label: 'Trésorier·ère' });
    await page.getByText(/un trésorier d’un PO quelconque voit 4 des 6 ressources publiées/).waitFor();
    await page.getByLabel('Le', { exact: true }).fill('2998-09-01');
    await page.getByText(/voit 4 des 7 ressources publiées/).waitFor();
    await page.getByRole('button', { name: 'Dans quel PO ?' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Institut Saint-Exemple/ })
      .click();
    await page.getByText(/voit 5 des 7 ressources publiées/).waitFor();
    await page.getByRole('heading', { name: 'Assemblée générale' }).waitFor();
    await look('resources-as-treasurer');
    await page.getByRole('button', { name: 'Fermer l’aperçu' }).click();
  });

  test('who "all administrators" are is chosen, and a resource is put away', async () => {
    await page.getByRole('button', { name: 'Modifier ces rôles' }).click();
    const roles = page.getByRole('dialog', { name: /Tous les administrateurs/ });
    await roles.getByLabel('Trésorier·ère').uncheck();
    await look('administrators');
    await roles.getByRole('button', { name: 'Enregistrer' }).click();
    await page
      .getByText('Président·e, Vice-président·e, Administrateur·rice, Administrateur·rice délégué·e, Secrétaire.')
      .waitFor();
    await page.getByRole('button', { name: 'Modifier : Assemblée générale' }).click();
    await dialog().getByRole('button', { name: 'Retirer du menu' }).click();
    await page.getByRole('heading', { name: 'Retirées du menu' }).waitFor();
    await look('resources-away');
  });
});
