import { Buffer } from 'node:buffer';

const LIST = [
  'Nom;Prénom;Date de naissance;Mail;FASE PO;Rôle;Début de mandat',
  'Brisbois;Odile;12/03/1969;odile.brisbois@courriel.example;{fase};Administratrice;01/09/2026',
  'Delfosse;Régis;30/11/1975;regis.delfosse@courriel.example;{fase};Secrétaire;01/09/2026',
  'Hanquet;Solange;;solange.hanquet@courriel.example;123;Administratrice;01/09/2026',
].join('\r\n');

/** The pictures of the register: POs, people, what is brought in and taken out, and what is behind the guichet. */
export async function drawRegister(at) {
  await drawPos(at);
  await drawPeople(at);
  await drawImport(at);
  await drawExport(at);
  await drawAdministration(at);
}

async function drawPos(at) {
  const { page } = at;
  await at.go('/po', 'Pouvoirs organisateurs');
  await page.getByRole('link', { name: /Bois-Brillant/ }).waitFor();
  await at.draw('pos');
  await page.getByRole('link', { name: /Bois-Brillant/ }).click();
  await page.getByRole('heading', { name: 'Rôles au fil du temps' }).waitFor();
  await at.drawTall('po', undefined, 1500);
  await page.getByRole('button', { name: 'Fusionner dans un autre PO' }).click();
  await page.getByLabel('Nom, numéro FASE, localité ou école').fill('guiral');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Guiral/i })
    .first()
    .click();
  await page.getByLabel('Tous les membres').waitFor();
  await at.drawTall('po-merge', page.getByRole('dialog'));
  await at.closeDialog();
}

export async function drawPeople(at) {
  const { page } = at;
  await at.go('/personnes?role=treasurer', 'Personnes');
  await page.locator('#personnes [data-row]').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page
    .getByRole('heading', { name: /Mandats/ })
    .first()
    .waitFor();
  await at.drawTall('person', undefined, 1300);
  await at.go('/doublons', 'Doublons');
  await page.getByRole('main').getByRole('link', { name: 'même adresse e-mail' }).first().click();
  await page.locator('button:enabled', { hasText: 'Fusionner les deux fiches' }).waitFor();
  await at.drawTall('duplicates', undefined, 1200);
  await at.go('/tableau-de-bord', /./);
  await page.locator('svg').first().waitFor();
  await at.drawTall('dashboard', undefined, 1300);
}

export async function drawImport(at) {
  const { page } = at;
  await at.go('/po', 'Pouvoirs organisateurs');
  const text = await page.getByRole('row').filter({ hasText: 'Bois-Brillant' }).first().innerText();
  const fase = /\b\d{5,6}\b/.exec(text)?.[0] ?? '';
  await at.go('/importations', /./);
  const buffer = Buffer.from(`\ufeff${LIST.replaceAll('{fase}', fase)}\r\n`);
  await page.locator('input[type="file"]').setInputFiles({ name: 'membres.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: /^Lire/ }).click();
  await page.getByRole('button', { name: /essai/i }).first().waitFor();
  await at.drawTall('import-columns', undefined, 1100);
  await page.getByRole('button', { name: /essai/i }).first().click();
  await page.getByText('Brisbois').first().waitFor();
  await page.getByText('Aucun PO de votre secrétariat', { exact: false }).first().waitFor();
  await page.getByText('Essai en cours').waitFor({ state: 'detached' });
  await at.drawTall('import', undefined, 1200);
}

export async function drawExport(at) {
  const { page } = at;
  await at.go('/po', 'Pouvoirs organisateurs');
  await page.getByRole('button', { name: 'Exporter' }).click();
  const dialog = await at.dialog('Exporter la liste');
  await dialog.getByText(/colonnes/).waitFor();
  await at.draw('export', dialog);
  await at.closeDialog();
}

export async function drawAdministration(at) {
  await at.go('/administration/equipe', /./);
  await at.page.getByText('bertrand.sarlet@secretariat.example').waitFor();
  await at.draw('team');
  await at.go('/administration/journal', /./);
  await at.page.locator('.journal > li').first().waitFor();
  await at.draw('journal');
}
