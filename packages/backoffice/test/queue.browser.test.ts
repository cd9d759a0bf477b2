import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { addStaff, createTestOffice, PASSWORD, startTestOffice, type TestOffice } from './office-rig.ts';
import { newcomer } from './samples.ts';
import { writeScenario } from './scenario.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(120_000);

describeWithBrowser()('the queue of two secretaries', () => {
  let office: TestOffice;
  let scenario: Awaited<ReturnType<typeof writeScenario>>;
  let server: Server;
  let site: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice({ undoDelay: 600 });
    scenario = await writeScenario(office);
    await addStaff(office.database, 'Magali Collègue', 'secretariat');
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(server.address() as AddressInfo).port}`;
    const assets = loadClientAssets(built);
    server.on('request', createTestOffice(office.database, { publicUrl: site, undoDelay: 600, assets }));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await office?.database.close();
  });

  const look = async () => expect(await axeViolations(page)).toEqual([]);
  const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
  const press = (key: string) => page.keyboard.press(key);
  const tabs = () => page.getByRole('navigation', { name: 'États' });
  const views = () => page.getByRole('navigation', { name: 'Vues enregistrées' });
  const row = (text: string) => page.locator('.queue-row', { hasText: text });

  async function enter(path = '/demandes', viewport = { width: 1280, height: 900 }): Promise<void> {
    const visitor = await newVisitor(browser, { viewport });
    visitor.setDefaultTimeout(20_000);
    page = await visitor.newPage();
    await page.goto(`${site}${path}`);
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await press('Enter');
    await page.locator('.queue-pane').waitFor();
  }

  test('takes a request with one key, gives it to a colleague, and releases it', async () => {
    await enter(`/demandes/${scenario.simple}`);
    await heading(/Thérèse Noël/).waitFor();
    const who = page.getByRole('group', { name: 'Suivi' });
    await who.getByText('À personne').waitFor();
    await press('m');
    await who.getByText('À vous').waitFor();
    await row('Thérèse Noël').getByText('à Delphine Exemple').waitFor({ state: 'attached' });
    await tabs().getByRole('link', { name: 'À moi 1' }).waitFor();
    await page.getByRole('button', { name: 'Confier à…' }).click();
    await page.getByRole('button', { name: /Magali Collègue/ }).waitFor();
    await look();
    await page.getByRole('button', { name: /Magali Collègue/ }).click();
    await who.getByText('À Magali Collègue').waitFor();
    await page.getByText('Confiée à Magali Collègue').waitFor();
    await look();
    await page.getByRole('button', { name: 'Confier à…' }).click();
    await page.getByRole('button', { name: /À personne/ }).click();
    await who.getByText('À personne').waitFor();
  });

  test('sets a request aside with two keys, reads the next one, and brings it back from where it waits', async () => {
    await enter(`/demandes/${scenario.leaving}`);
    await heading(/Paul Exemple/).waitFor();
    await press('s');
    await page.getByRole('heading', { name: 'Mettre de côté' }).waitFor();
    await look();
    await page.getByLabel('Un autre jour').check();
    await page.getByLabel('Jour', { exact: true }).fill('32');
    await press('Enter');
    await page.getByText('Indiquez aussi le mois et l’année.').waitFor();
    await look();
    await page.getByLabel(/^Le prochain jour ouvrable/).check();
    await page.getByLabel(/^Pourquoi/).fill('Attend un appel du président.');
    await press('Escape');
    await press('s');
    // What was typed is still there.
    expect(await page.getByLabel(/^Pourquoi/).inputValue()).toBe('Attend un appel du président.');
    await press('Enter');
    await page
      .getByText(/^Mise de côté : Paul Exemple/)
      .first()
      .waitFor();
    await heading(/Paul Exemple/).waitFor({ state: 'detached' });
    await row('Paul Exemple').waitFor({ state: 'detached' });
    await tabs().getByRole('link', { name: 'De côté 1' }).click();
    await row('de côté jusqu’au').click();
    await page.getByText(/Mise de côté par Delphine Exemple jusqu’au .*« Attend un appel du président. »/).waitFor();
    await look();
    await page.getByRole('button', { name: 'Remettre dans la liste' }).click();
    await page.getByText('Remise dans la liste', { exact: true }).first().waitFor();
    // It is read: it keeps its place until one goes on.
    await row('n’est plus dans cette liste').waitFor();
    await look();
    await tabs()
      .getByRole('link', { name: /^À traiter/ })
      .click();
    await row('Paul Exemple').waitFor();
  });

  test('keeps a view, shares it, renames it, and deletes it', async () => {
    await enter();
    await page.getByText('Plus de filtres').click();
    await page.getByLabel('Constats').selectOption('Avec un constat bloquant');
    await page.waitForURL(/constat=bloquant/);
    await row('Claire Dupon').waitFor();
    await row('Thérèse Noël').waitFor({ state: 'detached' });
    await look();
    await page.getByRole('button', { name: 'Enregistrer cette vue' }).click();
    await page.getByRole('heading', { name: 'Enregistrer cette vue' }).waitFor();
    await press('Enter');
    await page.getByLabel('Nom de la vue').waitFor();
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByText('Donnez un nom à cette vue.').waitFor();
    await look();
    await page.getByLabel('Nom de la vue').fill('À régler');
    await page.getByLabel('La partager').check();
    await press('Enter');
    const view = views().getByRole('link', { name: /^À régler/ });
    await view.waitFor();
    expect(await view.getAttribute('aria-current')).toBe('page');
    await tabs()
      .getByRole('link', { name: /^Toutes/ })
      .click();
    await page.waitForURL(/etat=toutes/);
    await view.click();
    await page.waitForURL(/constat=bloquant/);
    await views()
      .getByRole('button', { name: /^Gérer/ })
      .click();
    await look();
    await page.getByLabel('Nom de la vue').fill('Bloquées');
    await page.getByRole('button', { name: 'Renommer' }).click();
    await page.getByRole('form', { name: 'Bloquées' }).waitFor();
    await page.getByRole('button', { name: 'Supprimer', exact: true }).click();
    await page.getByText('pour tout le secrétariat ?').waitFor();
    await look();
    await page.getByRole('button', { name: 'Supprimer la vue' }).click();
    await page.getByText('Il n’y a plus de vue.').waitFor();
    await press('Escape');
    await page.getByRole('button', { name: 'Enregistrer cette vue' }).waitFor();
  });

  test('new arrivals above what is read wait to be asked for, and those at the end just appear', async () => {
    await enter(`/demandes/${scenario.simple}`);
    await heading(/Thérèse Noël/).waitFor();
    const before = await page.locator('.queue-row').allInnerTexts();
    const poId = scenario.maquette.id;
    const late = await office.rig.submit('new-member', { ...newcomer, lastName: 'Dernière' }, poId);
    const failed = await office.rig.submit('new-member', { ...newcomer, lastName: 'Échouée' }, poId);
    await office.database.sql('migrator')`
      update change_request set state = 'failed', failure = '{"code":"error","message":"Essai","at":"2026-06-01T10:00:00Z"}'
      where id = ${failed}`;
    await press('m');
    await row('Dernière').waitFor();
    const button = page.getByRole('button', { name: '1 nouvelle demande' });
    await button.waitFor();
    await look();
    const shown = await page.locator('.queue-row').count();
    expect(shown).toBe(before.length + 1);
    expect(await row('Échouée').count()).toBe(0);
    await button.click();
    await row('Échouée').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`demande-${failed}`);
    // Behind the one that failed before it.
    expect(await page.locator('.queue-row').nth(1).innerText()).toContain('Échouée');
    await button.waitFor({ state: 'detached' });
    await office.database.sql('migrator')`
      update change_request set state = 'rejected', settled_at = now() where id = any(${[late, failed]})`;
  });

  test('says when nothing is found and when the server does not answer, on a telephone too', async () => {
    await enter('/demandes?etat=corrigees', { width: 360, height: 740 });
    await page.getByText('Aucune réponse d’auteur à relire.').waitFor();
    await look();
    // On a telephone the filters are behind one button, which says how many of them narrow the list.
    await page.getByRole('button', { name: 'Filtres' }).click();
    await page.getByText('Plus de filtres').click();
    await page.getByLabel('Comment elles sont arrivées').selectOption('Encodées par le secrétariat');
    await page.getByText('Aucune demande trouvée').waitFor();
    await page.getByRole('button', { name: 'Filtres (1)' }).click();
    await page.getByLabel('Type de demande').waitFor({ state: 'hidden' });
    await look();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.route('**/api/requests/search', (route) => route.abort());
    await tabs()
      .getByRole('link', { name: /^Toutes/ })
      .click();
    await page.getByText('Cela n’a pas pu être chargé').waitFor();
    await look();
  });

  test('is readable in the dark', async () => {
    await enter('/demandes?etat=a-moi');
    await page.emulateMedia({ colorScheme: 'dark' });
    await look();
    await tabs()
      .getByRole('link', { name: /^À traiter/ })
      .click();
    await row('Thérèse Noël').waitFor();
    await look();
  });
});
