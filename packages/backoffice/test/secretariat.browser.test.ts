import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import type { Browser, Page } from 'playwright-core';
import { addStaff, createTestOffice, PASSWORD, signedIn, startTestOffice, type TestOffice } from './office-rig.ts';
import { newcomer } from './samples.ts';
import { writeScenario } from './scenario.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

// axe reads every page and state passed: seconds each on a small machine.
jest.setTimeout(120_000);

/** A person of the secretariat at a keyboard. The worker is stood in for: `applyDue` does what it would. */
describeWithBrowser()('the secretariat', () => {
  let office: TestOffice;
  let scenario: Awaited<ReturnType<typeof writeScenario>>;
  let server: Server;
  let site: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice();
    scenario = await writeScenario(office);
    // The app must know its own address before it is made: it refuses what comes from another.
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

  async function enter(email = office.secretariat.email, viewport = { width: 1440, height: 900 }): Promise<string[]> {
    const visitor = await newVisitor(browser, { viewport });
    visitor.setDefaultTimeout(20_000);
    page = await visitor.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      // Before the sign-in, the question who is signed in gets a 401; the browser tells it whatever one does.
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${site}/demandes`);
    await heading('Secrétariat').waitFor();
    await page.getByLabel('Adresse mail').fill(email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await press('Enter');
    await page.getByRole('heading', { name: 'À traiter' }).waitFor();
    return complaints;
  }

  async function applyDue(requestId: string): Promise<void> {
    const sql = office.database.sql('migrator');
    const [row] = await sql<{ id: string }[]>`
      select id from decision where request_id = ${requestId} and settled_at is null and kind = 'approve'`;
    await office.rig.apply(row?.id ?? '');
  }

  test('approves a new member by keyboard, sees it applied, and reads the person in the PO’s file', async () => {
    const complaints = await enter();
    await look();
    // The failed one stands first, then the oldest.
    await press('j');
    await heading(/Béatrice Collard/).waitFor();
    await look();
    await press('j');
    await heading(/Jeanne Lambert/).waitFor();
    await page.getByText('Élue à l’assemblée générale du 12 juin').waitFor();
    expect(await page.locator('mark').allInnerTexts()).toEqual(['membres', 'nouveau']);
    await look();

    // The key leads to what must have been seen, rather than doing nothing.
    await press('a');
    const ticks = page.getByRole('group', { name: 'J’ai vu que' }).getByRole('checkbox');
    expect(await ticks.first().evaluate((tick) => tick === document.activeElement)).toBe(true);
    await press('Space');
    await press('Tab');
    await press('Space');
    await press('a');
    await page
      .getByText(/^Approuvée : Jeanne Lambert/)
      .first()
      .waitFor();
    await heading(/Thérèse Noël/).waitFor();
    await look();

    await applyDue(scenario.newMember);
    await page
      .getByText(/^Appliquée : Jeanne Lambert/)
      .first()
      .waitFor();

    await press('/');
    await page.keyboard.type('lambert');
    await page.getByText('Aucune demande trouvée').waitFor();
    await page.getByRole('link', { name: 'Chercher dans toutes les demandes' }).click();
    await page.locator('.queue-row', { hasText: 'appliquée' }).waitFor();
    await press('j');
    await heading(/Jeanne Lambert/).waitFor();
    await page.getByRole('heading', { name: 'Plan approuvé, puis appliqué' }).waitFor();
    await page.getByText('Appliquée', { exact: true }).waitFor();
    await look();

    await page.getByRole('article').getByRole('link', { name: 'Institut Saint-Exemple ASBL' }).click();
    await heading('Institut Saint-Exemple ASBL').waitFor();
    await page.locator('summary', { hasText: 'Jeanne Lambert' }).click();
    await page.locator('details[open]').getByText('jeanne.lambert@nouveau.example').first().waitFor();
    await look();
    expect(complaints).toEqual([]);
  });

  test('takes an approval back with one key while already reading the next request', async () => {
    await enter();
    await page.locator('.queue-row', { hasText: 'Thérèse Noël' }).click();
    await heading(/Thérèse Noël/).waitFor();
    await press('a');
    await heading(/Paul Exemple/).waitFor();
    await page.getByText(/Elle sera appliquée dans \d+ s/).waitFor();
    await press('u');
    await heading(/Thérèse Noël/).waitFor();
    await page.getByText('Approbation annulée').waitFor();
    await page.getByRole('button', { name: /^Approuver/ }).waitFor();
    await look();
  });

  test('refuses with a reason that a closed window and a reload do not lose', async () => {
    await enter();
    await page.goto(`${site}/demandes/${scenario.ambiguous}`);
    await heading(/Claire Dupon/).waitFor();
    await press('r');
    await look();
    await press('Control+Enter');
    await page.getByText('Indiquez la raison du refus').waitFor();
    await look();
    await page.getByLabel('Raison du refus').fill('Nous ne trouvons personne de ce nom.');
    await press('Escape');
    await page.reload();
    await heading(/Claire Dupon/).waitFor();
    await press('r');
    expect(await page.getByLabel('Raison du refus').inputValue()).toBe('Nous ne trouvons personne de ce nom.');
    await press('Control+Enter');
    await page
      .getByText(/^Refusée : Claire Dupon/)
      .first()
      .waitFor();
  });

  test('chooses the PO that was typed by hand, and then reads what will happen', async () => {
    await enter();
    await page.goto(`${site}/demandes/${scenario.typedPo}`);
    await heading(/Odile Petit/).waitFor();
    await look();
    await page.getByRole('button', { name: 'Chercher le PO dans la base' }).click();
    await look();
    await page
      .getByRole('button', { name: /écoles libres du Croquis/ })
      .last()
      .click();
    await page.getByText(/^PO choisi/).waitFor();
    await page.getByText('Une personne sera créée').waitFor();
    await look();
    await page.getByRole('button', { name: 'Revenir sur ce choix' }).click();
    await page.getByText('Le PO a été écrit à la main').waitFor();
  });

  test('is told when a colleague was quicker, and loses no word', async () => {
    await enter();
    await page.goto(`${site}/demandes/${scenario.freeText}`);
    await heading(/change/).waitFor();
    await press('h');
    await page.getByLabel('Ce qui a été fait').fill('Réponse donnée par téléphone.');
    const colleague = await signedIn(office.app, await addStaff(office.database, 'Magali Collègue', 'secretariat'));
    const { body } = await colleague.get(`/api/requests/${scenario.freeText}/standing`);
    await colleague.post(`/api/requests/${scenario.freeText}/reject`, { version: body.version, reason: 'Hors sujet' });
    await press('Control+Enter');
    await page.getByText('Refusée, Magali Collègue, aujourd’hui').waitFor();
    await page.getByText('Clôture à la main : pas encore envoyé').waitFor();
    await page.locator('blockquote').filter({ hasText: 'Réponse donnée par téléphone.' }).waitFor();
    await look();
  });

  test('does not approve a plan that changed while it was read', async () => {
    const id = await office.rig.submit('new-member', { ...newcomer, lastName: 'Relecture' }, scenario.maquette.id, {
      submitter: { name: 'Luc Essai', email: 'luc.essai@membres.example', function: 'Président' },
    });
    await enter();
    await page.goto(`${site}/demandes/${id}`);
    await heading(/Relecture/).waitFor();
    await office.build.person({ firstName: 'Jeanne', lastName: 'Relecture', birthDate: newcomer.birthDate });
    for (const tick of await page.getByRole('group', { name: 'J’ai vu que' }).getByRole('checkbox').all())
      await tick.check();
    await press('a');
    await page.getByText('Ce qui va se passer a changé').waitFor();
    await look();
    await page.getByRole('button', { name: 'J’ai relu' }).click();
    for (const tick of await page.getByRole('group', { name: 'J’ai vu que' }).getByRole('checkbox').all())
      await tick.check();
    await press('a');
    await page
      .getByText(/^Approuvée : Jeanne Relecture/)
      .first()
      .waitFor();
  });

  test('settles tasks, looks POs up, and finds every key in the help', async () => {
    await enter();
    await press('?');
    await page.getByRole('heading', { name: 'Au clavier' }).waitFor();
    await look();
    await press('Escape');
    await page.getByRole('link', { name: /^Tâches/ }).click();
    await heading('Tâches').waitFor();
    await look();
    await page.getByRole('button', { name: /^C’est réglé/ }).click();
    await page.getByText('Rien à régler').waitFor();
    await page.getByRole('link', { name: 'PO', exact: true }).click();
    await heading('Pouvoirs organisateurs').waitFor();
    await look();
    await press('/');
    await page.keyboard.type('maqette');
    await page.getByRole('link', { name: /Collège de la Maquette/ }).waitFor();
  });

  test('finds anything from one box: an act, a PO, a person, a request', async () => {
    await enter();
    await page.goto(`${site}/demandes/${scenario.simple}`);
    await heading(/Thérèse Noël/).waitFor();
    await press('Control+k');
    const box = page.getByRole('combobox', { name: /^Action/ });
    await page.getByRole('option', { name: /^Refuser/ }).waitFor();
    await look();
    await box.fill('corr');
    await press('Enter');
    await page.getByRole('heading', { name: 'Demander une correction' }).waitFor();
    await press('Escape');
    await press('Control+k');
    await box.fill('maqette');
    await page
      .getByRole('group', { name: 'PO', exact: true })
      .getByRole('option', { name: /Collège de la Maquette/ })
      .waitFor();
    await look();
    await box.fill('exemple');
    const person = page.getByRole('group', { name: 'Personnes' }).getByRole('option').first();
    await person.waitFor();
    await person.click();
    await page.waitForURL(/\/personnes\//);
    await page.getByRole('heading', { name: 'Mandats et rôles' }).waitFor();
    await press('g');
    await press('t');
    await heading('Tâches').waitFor();
    await press('g');
    await press('d');
    await heading('À traiter').waitFor();
  });

  test('comes back to the page it was on when the session has ended', async () => {
    await enter();
    await page.goto(`${site}/demandes/${scenario.simple}`);
    await heading(/Thérèse Noël/).waitFor();
    await page.context().clearCookies();
    await press('a');
    await page.getByText('Votre session a pris fin').waitFor();
    await look();
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill('autre chose');
    await press('Enter');
    await page.getByText('ne correspond pas').waitFor();
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await press('Enter');
    await heading(/Thérèse Noël/).waitFor();
  });

  test('works on a telephone: the list, then the request, and no sideways scrolling', async () => {
    await enter(office.secretariat.email, { width: 360, height: 740 });
    await look();
    await page.locator('.queue-row', { hasText: 'Thérèse Noël' }).click();
    await heading(/Thérèse Noël/).waitFor();
    await look();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(360);
    await page.getByRole('link', { name: 'Retour à la liste' }).click();
    await page.getByRole('heading', { name: 'À traiter' }).waitFor();
  });

  test('a reader sees everything and can decide nothing', async () => {
    const reader = await addStaff(office.database, 'Luc Lecteur', 'reader');
    await enter(reader.email);
    await page.goto(`${site}/demandes/${scenario.simple}`);
    await page.getByText('Votre accès permet de lire, pas de décider.').waitFor();
    expect(await page.getByRole('button', { name: /Approuver|Refuser|Clore/ }).count()).toBe(0);
    await look();
  });
});
