import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import type { Page } from 'playwright-core';
import { lookAt } from './look-at.ts';
import { startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(240_000);

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const WORD = `<html><head><style>p{color:red}</style></head><body><h1>Calendrier</h1>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>Signer</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>Renvoyer</p>
<p><a href="javascript:alert(1)">piège</a> <img src="https://ailleurs.example/p.png"><span style="color:red">rouge</span></p></body></html>`;

describeWithBrowser()('a mailing, written by the secretariat', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
    page = await site.enter('/courriers');
    await page.getByText('Aucun courrier en cours').waitFor();
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  const look = (name: string) => lookAt(page, name);
  const text = () => page.getByRole('textbox', { name: 'Message' });
  const act = (name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });
  const saved = () => page.getByText(/^Enregistré à \d\d:\d\d$/).waitFor();

  test('is begun, and saves itself while it is written', async () => {
    await look('courriers-vide');
    await page.getByRole('button', { name: 'Nouveau courrier' }).click();
    await page.getByRole('button', { name: 'Commencer', exact: true }).click();
    await page.getByRole('link', { name: 'Message', exact: true }).click();
    await page.locator('#objet').fill('Vos comptes, ');
    await page.getByRole('button', { name: '{{prénom}}' }).click();
    await text().click();
    await page.keyboard.type('Bonjour {{prénom}}, merci au ');
    await act('+ PO').click();
    await page.keyboard.press('Enter');
    await act('Titre').click();
    expect(await act('Titre').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.type('Dates');
    await page.keyboard.press('Enter');
    const place = async () => (await text().getByText('Dates').boundingBox())?.y;
    const before = await place();
    await act('Tableau').click();
    await act('Ajouter une ligne').waitFor();
    // What is pressed next must not move away under the hand.
    expect(await place()).toBe(before);
    await page.keyboard.type('Quand');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Quoi');
    await saved();
    // A save takes nobody out of the text.
    await page.keyboard.type(' faire');
    await saved();
    await page.keyboard.type('?');
    await saved();
    expect(await text().locator('.editor-variable').allTextContents()).toEqual(['prénom', 'PO']);
    expect(await text().locator('th').allTextContents()).toEqual(['Quand', 'Quoi faire?']);
  });

  test('has images with words for those who do not see them, and files beside it', async () => {
    await text().locator('p').last().click();
    await act('Image').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Fichier').setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: PNG });
    await dialog.getByRole('button', { name: 'Insérer l’image' }).click();
    await dialog.getByText('Écrivez ce que l’image dit').waitFor();
    await dialog.getByLabel('Texte de remplacement').fill('Le plan d’accès');
    await dialog.getByRole('button', { name: 'Insérer l’image' }).click();
    await dialog.waitFor({ state: 'detached' });
    // What is typed next does not take its place.
    await page.keyboard.type('Vous y êtes.');
    await page.keyboard.press('Enter');
    await text().getByText('Vous y êtes.').waitFor();
    await page.getByRole('img', { name: 'Le plan d’accès' }).waitFor();
    const files = page.getByLabel('Ajouter une pièce jointe');
    await files.setInputFiles({
      name: 'virus.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ\u0000\u0000'),
    });
    await page.getByText('Le contenu de ce fichier n’est pas reconnu.').waitFor();
    await files.setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('Une note.') });
    await page.getByRole('link', { name: 'note.txt' }).waitFor();
    await saved();
  });

  test('takes what is pasted from Word without its looks, its scripts or pictures from elsewhere', async () => {
    await text().press('Control+End');
    await page.evaluate((html) => {
      const data = new DataTransfer();
      data.setData('text/html', html);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector('.editor-text')?.dispatchEvent(event);
    }, WORD);
    await text().getByRole('heading', { name: 'Calendrier', level: 2 }).waitFor();
    expect(await text().locator('ul li').allTextContents()).toEqual(['Signer', 'Renvoyer']);
    expect(await text().locator('a').count()).toBe(0);
    expect(await text().locator('img:not(.ProseMirror-separator)').count()).toBe(1);
    await saved();
  });

  test('is worked by keyboard: one stop for the whole toolbar, and the way back', async () => {
    await text().click();
    await page.keyboard.press('Alt+F10');
    expect(await page.evaluate('document.activeElement.closest("[role=toolbar]") !== null')).toBe(true);
    await page.keyboard.press('Home');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Gras');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Italique');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('textbox');
    await look('courrier-message');
  });

  test('is there again after a reload, as it was', async () => {
    await page.reload();
    await text().getByRole('heading', { name: 'Calendrier' }).waitFor();
    expect(await page.locator('#objet').inputValue()).toBe('Vos comptes, {{prénom}}');
    expect(await text().locator('.editor-variable').allTextContents()).toEqual(['prénom', 'PO']);
    await page.getByRole('img', { name: 'Le plan d’accès' }).waitFor();
    await page.getByRole('link', { name: 'note.txt' }).waitFor();
  });

  test('is held by what is to be mended, which leads to where it is', async () => {
    await page.locator('#objet').fill('Vos comptes du {{jour}}');
    await saved();
    await page.getByRole('link', { name: 'Vérifier et envoyer' }).click();
    const held = page.getByRole('list', { name: 'Ce qui retient ce courrier' });
    await held.getByText('« {{jour}} » n’est pas une variable').waitFor();
    expect(await page.getByRole('button', { name: /^Envoyer à/ }).isDisabled()).toBe(true);
    await look('courrier-retenu');
    await held.getByRole('link', { name: /^Voir où : « \{\{jour/ }).click();
    await page.locator('#objet').fill('Vos comptes');
    await saved();
  });

  test('is written in two tabs without one taking the place of the other in silence', async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('#objet').fill('Vos comptes, autre onglet');
    await other.getByText(/^Enregistré à/).waitFor();
    await page.locator('#objet').fill('Vos comptes, ici');
    await page.getByText('dans un autre onglet').waitFor();
    expect(await page.locator('#objet').inputValue()).toBe('Vos comptes, ici');
    await page.getByRole('button', { name: 'Garder mon texte' }).click();
    await saved();
    expect(await other.locator('#objet').inputValue()).toBe('Vos comptes, autre onglet');
    await other.close();
    await page.locator('#objet').fill('Vos comptes');
    await saved();
  });

  test('is kept as a template, with which others begin', async () => {
    await page.getByRole('button', { name: 'Enregistrer comme modèle' }).click();
    await page.getByLabel('Nom du modèle').fill('Comptes annuels');
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Les modèles' }).click();
    const named = (act: string, name: string) => page.getByRole('button', { name: `${act} : ${name}`, exact: true });
    await named('Renommer', 'Comptes annuels').click();
    await page.getByLabel('Nom du modèle').fill('Comptes');
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.locator('summary', { hasText: 'Lire ce modèle' }).click();
    await page.frameLocator('iframe').getByRole('heading', { name: 'Calendrier' }).waitFor();
    await named('Archiver', 'Comptes').click();
    await named('Reprendre', 'Comptes').waitFor();
    await look('modeles-archives');
    await named('Reprendre', 'Comptes').click();
    await named('Nouveau courrier depuis ce modèle', 'Comptes').click();
    await page.getByRole('heading', { level: 1, name: 'Vos comptes' }).waitFor();
    await page.getByRole('link', { name: 'Message', exact: true }).click();
    await page.getByRole('link', { name: 'note.txt' }).waitFor();
    await page.getByRole('button', { name: 'Enregistrer comme modèle' }).click();
    await page.getByLabel('Enregistrer dans').selectOption({ label: 'Remplacer : Comptes' });
    await page.getByRole('button', { name: 'Remplacer ce modèle' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
