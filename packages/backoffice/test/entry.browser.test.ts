import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { changeRequest } from '@guichet/shared/db/tables/change-request';
import { submission } from '@guichet/shared/db/tables/submission';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import type { Page } from 'playwright-core';
import { addStaff, PASSWORD, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(180_000);

/** Somebody telephones: the secretariat enters what they ask, and decides it like anything else. */
describeWithBrowser()('a request by telephone', () => {
  let office: TestOffice;
  let site: OfficeSite;

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
    const po = await office.build.po({ name: 'Institut Saint-Exemple ASBL', fase: 910_101, locality: 'Ciney' });
    await office.build.school(po.id, { name: 'École fondamentale Saint-Exemple' });
    const member = async (firstName: string, lastName: string, email: string | null) => {
      const person = await office.build.person({ firstName, lastName, email });
      return office.build.mandate(person.id, po.id, { from: '2021-09-01', to: null }, ['administrator']);
    };
    await member('Wivine', 'Hautekiet', null);
    await member('Paul', 'Exemple', 'paul.exemple@membres.example');
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.OFFICE_PICTURES;
    if (folder) {
      // The page scrolls within its frame: the picture needs all of it.
      const { width = 1280, height = 900 } = page.viewportSize() ?? {};
      const long = await page.evaluate('document.querySelector("#contenu").scrollHeight');
      await page.setViewportSize({ width, height: Math.max(height, Number(long) + 80) });
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
      await page.setViewportSize({ width, height });
    }
    expect(await axeViolations(page)).toEqual([]);
  }

  /** Goes on by the keyboard until what bears that name has the focus. */
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let step = 0; step < 90; step += 1) {
      await page.keyboard.press('Tab');
      const named = await page.evaluate(`(() => {
        const at = document.activeElement;
        const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent ?? '';
        return label.replaceAll('\\u00a0', ' ').trim();
      })()`);
      if (name.test(String(named))) return;
    }
    throw new Error(`The keyboard never comes to ${name}.`);
  }

  const requests = () => office.database.db('migrator').select().from(changeRequest);

  test('is entered and approved by the keyboard alone, marked with who entered it', async () => {
    const page = await site.enter('/demandes', { viewport: { width: 1280, height: 900 } });
    await page.getByRole('link', { name: 'Saisir une demande' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'Saisir une demande', level: 1 }).waitFor();
    await look(page, 'entry-empty');

    await tabTo(page, /^Choisir le PO$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Saint-Exemple');
    await page.getByRole('button', { name: /Institut Saint-Exemple/ }).waitFor();
    await tabTo(page, /^Institut Saint-Exemple/);
    await page.keyboard.press('Enter');

    await page.getByLabel('Membre du PO').waitFor();
    await tabTo(page, /^Membre du PO/);
    await page.keyboard.type('Hautekiet');
    await page.keyboard.press('Tab');
    expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('Wivine Hautekiet');
    expect(await page.getByLabel('Fonction dans le PO').inputValue()).toBe('Administrateur·rice');
    await page.getByText('ce sera à vous de rappeler').waitFor();
    await tabTo(page, /^Par téléphone/);
    await page.keyboard.press('Space');

    await tabTo(page, /^Suppression/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Qui quitte le PO ?', level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    await tabTo(page, /^Garder ce changement/);
    await page.keyboard.press('Enter');
    await page.locator('.error-summary', { hasText: 'Indiquez le prénom du membre qui part.' }).waitFor();
    await look(page, 'entry-change-mistakes');
    await tabTo(page, /^Membre concerné/);
    await page.keyboard.type('Exemple');
    // The first is that of the birth date.
    await tabTo(page, /^Jour/);
    await tabTo(page, /^Jour/);
    await page.keyboard.type('31');
    await page.keyboard.press('Tab');
    await page.keyboard.type('8');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2026');
    await tabTo(page, /^Démission/);
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('Paul Exemple quitte le PO le 31/8/2026 (démission)').first().waitFor();

    await tabTo(page, /Vie privée.*a été donnée/);
    await page.keyboard.press('Space');
    await look(page, 'entry-full');
    await tabTo(page, /^Enregistrer la demande/);
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: /Paul Exemple quitte le PO/, level: 1 }).waitFor();
    await page.getByText('saisie par Delphine Exemple').first().waitFor();
    await page.getByText('sans adresse mail : à prévenir autrement').waitFor();
    const [request] = await requests();
    await office.arrive(request?.id ?? '');
    await look(page, 'entry-request');
    await page.keyboard.press('a');
    await page
      .getByText(/^Approuvée : Paul Exemple/)
      .first()
      .waitFor();
    expect((await requests()).map(({ state }) => state)).toEqual(['approved']);
    await page.goto(`${site.site}/saisie`);
    expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('');
    await page.context().close();
  });

  test('survives a reload and a session that ended', async () => {
    const page = await site.enter('/saisie', { viewport: { width: 360, height: 740 } });
    await page.getByRole('button', { name: 'Il n’est pas dans la liste' }).click();
    await page.getByLabel('Nom du PO').fill('Collège de la Maquette');
    await page.getByLabel('Prénom et nom').fill('Marie Présidente');
    await page.getByRole('button', { name: 'Nouveau membre' }).click();
    await page.getByRole('textbox', { name: 'Prénom' }).fill('Jeanne');
    await page.reload();
    await page.getByRole('heading', { name: 'Qui rejoint le PO ?' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Prénom' }).inputValue()).toBe('Jeanne');
    await office.database.sql('migrator')`delete from staff_session`;
    await page.getByLabel('Mot de passe').waitFor();
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Qui rejoint le PO ?' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Prénom' }).inputValue()).toBe('Jeanne');
    await page.goto(`${site.site}/saisie`);
    expect(await page.getByLabel('Nom du PO').inputValue()).toBe('Collège de la Maquette');
    expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('Marie Présidente');
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await page.getByRole('button', { name: 'Oui, effacer ce qui est écrit ici' }).click();
    expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('');
    expect(await page.getByText('Pas encore fini.').count()).toBe(0);
    await page.context().close();
  });

  test('comes back to the entry when several questions were told that the session ended', async () => {
    const page = await site.enter('/saisie');
    await page.getByRole('button', { name: 'Il n’est pas dans la liste' }).click();
    await page.getByLabel('Nom du PO').fill('Collège de la Maquette');
    // The sign-in takes its time to be drawn: meanwhile the page goes on asking.
    // A page that has never shown the sign-in; it is drawn only when all that was asked has been refused.
    await page.reload();
    await page.getByText('En direct').waitFor();
    const refused = new Set<string>();
    let draw = () => {};
    const allRefused = new Promise<void>((resolve) => {
      draw = resolve;
    });
    page.on('response', (answer) => {
      if (answer.status() === 401) refused.add(new URL(answer.url()).pathname);
      if (['/api/session', '/api/tasks'].every((path) => refused.has(path))) draw();
    });
    await page.route('**/assets/sign-in-page-*.js', async (route) => {
      await allRefused;
      await route.continue();
    });
    await office.database.sql('migrator')`delete from staff_session`;
    await page.getByLabel('Mot de passe').waitFor();
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    expect(new URL(page.url()).searchParams.get('retour')).toBe('/saisie');
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Saisir une demande' }).waitFor();
    expect(await page.getByLabel('Nom du PO').inputValue()).toBe('Collège de la Maquette');
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await page.getByRole('button', { name: 'Oui, effacer ce qui est écrit ici' }).click();
    await page.context().close();
  });

  test('several changes, one of them about a treasurer, on a phone', async () => {
    const page = await site.enter('/saisie', { viewport: { width: 360, height: 740 } });
    await page.getByRole('button', { name: 'Il n’est pas dans la liste' }).click();
    await page.getByRole('button', { name: 'Enregistrer la demande' }).click();
    await page.locator('.error-summary', { hasText: 'Ajoutez au moins un changement.' }).waitFor();
    await look(page, 'entry-mistakes-phone');
    await page.getByLabel('Nom du PO').fill('Collège de la Maquette');
    await page.getByLabel('Adresse du PO').fill('Rue Haute 1, 5500 Dinant');
    await page.getByLabel('Prénom et nom').fill('Marie Présidente');
    await page.getByLabel('Fonction dans le PO').fill('Présidente');
    await page.getByLabel('Adresse mail').fill('marie@maquette.example');
    await page.getByText('Par lettre', { exact: true }).click();

    await page.getByRole('button', { name: 'Nouveau membre' }).click();
    await page.getByRole('textbox', { name: 'Prénom' }).fill('Jeanne');
    await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Lambert');
    const birth = page.getByRole('group', { name: /Date de naissance/ });
    await birth.getByLabel('Jour').fill('4');
    await birth.getByLabel('Mois').fill('5');
    await birth.getByLabel('Année').fill('1971');
    await page.getByText('Pas d’adresse mail').click();
    await page.getByLabel('Téléphone').fill('0470 12 34 56');
    await page.getByLabel('Rue').fill('Rue de la Gare');
    await page.getByLabel('Numéro', { exact: true }).fill('3');
    await page.getByLabel('Code postal').fill('5590');
    await page.getByLabel('Localité').fill('Ciney');
    const start = page.getByRole('group', { name: /Date de début de mandat/ });
    await start.getByLabel('Jour').fill('1');
    await start.getByLabel('Mois').fill('9');
    await start.getByLabel('Année').fill('2026');
    await page.getByText('Trésorier·ère', { exact: true }).click();
    await page.getByText(/remplace quelqu’un comme trésorier/).waitFor();
    await page.getByRole('button', { name: 'Garder ce changement' }).click();
    await page.locator('.error-summary', { hasText: 'choisissez une réponse' }).waitFor();
    await look(page, 'entry-succession-phone');
    await page.getByText('Je ne sais pas').click();
    await page.getByRole('button', { name: 'Garder ce changement' }).click();
    await page
      .getByText(/Jeanne Lambert devient trésorière|Jeanne Lambert/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: 'Modification du PO' }).click();
    await page.getByLabel('Autre changement').fill('La boîte aux lettres a changé de côté.');
    await page.goBack();
    await page.getByText('Pas encore fini.').waitFor();
    await page.getByText(/a été donnée/).click();
    await page.getByRole('button', { name: 'Enregistrer la demande' }).click();
    await page.locator('.error-summary', { hasText: 'Changement 2 : à compléter.' }).waitFor();
    await look(page, 'entry-unfinished-phone');
    await page.getByRole('button', { name: /^Compléter/ }).click();
    expect(await page.getByLabel('Autre changement').inputValue()).toBe('La boîte aux lettres a changé de côté.');
    await page.getByRole('button', { name: 'Garder ce changement' }).click();
    const before = await office.database.db('migrator').$count(submission);
    await page.getByRole('button', { name: 'Enregistrer la demande' }).dblclick();
    await page.getByRole('heading', { name: /Jeanne Lambert/, level: 1 }).waitFor();
    expect(await office.database.db('migrator').$count(submission)).toBe(before + 1);
    await look(page, 'entry-request-phone');
    await page.context().close();
  });

  test('is read, and not entered, by those who may only read', async () => {
    const reader = await addStaff(office.database, 'Luc Lecteur', 'reader');
    const page = await site.enter('/saisie', { email: reader.email });
    await page.getByText('Votre accès permet de lire les demandes, pas d’en saisir.').waitFor();
    await look(page, 'entry-reader');
    await page.goto(`${site.site}/demandes`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'Saisir une demande' }).count()).toBe(0);
    await page.context().close();
  });
});
