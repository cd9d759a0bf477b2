import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { tokenSecret } from '@guichet/shared/auth/token-secrets';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createTestIntake, startTestRegister } from './intake-rig.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

// axe reads every page that is passed: seconds each on a busy machine.
jest.setTimeout(180_000);

describeWithBrowser()('an envoi that is left and taken up again, in a browser', () => {
  let register: Awaited<ReturnType<typeof startTestRegister>>;
  let server: Server;
  let site: string;
  let browser: Browser;

  beforeAll(async () => {
    register = await startTestRegister();
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(server.address() as AddressInfo).port}`;
    const assets = loadClientAssets(built, 'src/client/styles.css');
    server.on('request', createTestIntake(register.database, { publicUrl: site, assets }));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await register?.database.close();
  });

  /** No violation, and nothing wider than the screen. */
  async function look(page: Page): Promise<void> {
    expect({ page: await page.title(), violations: await axeViolations(page) }).toEqual({
      page: await page.title(),
      violations: [],
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );
  }

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();

  async function leaves(page: Page, firstName: string): Promise<void> {
    await heading(page, 'Qui quitte le PO ?').waitFor();
    await page.getByLabel('Prénom').fill(firstName);
    await page.getByLabel('Nom', { exact: true }).fill('Exemple');
    const end = page.getByRole('group', { name: /Date de fin/ });
    await end.getByLabel('Jour').fill('31');
    await end.getByLabel('Mois').fill('8');
    await end.getByLabel('Année').fill('2036');
    await page.getByLabel('Démission').check();
    await press(page, 'Continuer');
  }

  test.each([
    { javaScriptEnabled: false, colorScheme: 'light' as const },
    { javaScriptEnabled: true, colorScheme: 'dark' as const },
  ])('two tabs, a link on another device, and nothing left behind (%j)', async (options) => {
    const context = await newVisitor(browser, { ...options, viewport: { width: 360, height: 740 } });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(`${site}/po?demande=removal&q=990001`);
    await page.getByRole('button', { name: /Institut Saint-Exemple/ }).click();
    await leaves(page, 'Paul');
    await heading(page, 'Votre envoi contient une demande').waitFor();
    const list = page.url();

    // An older tab is told, and overwrites nothing.
    const tab = await context.newPage();
    await tab.goto(`${list}/1`);
    await page.goto(`${list}/1`);
    await leaves(page, 'Pauline');
    await leaves(tab, 'Paulette');
    await tab.getByText('Vos réponses ont changé dans un autre onglet').waitFor();
    await tab.getByText('Enregistré : Pauline').waitFor();
    await look(tab);
    await follow(tab, 'Garder plutôt les réponses enregistrées');
    expect(await tab.getByLabel('Prénom').inputValue()).toBe('Pauline');
    await tab.close();

    await page.goto(list);
    await follow(page, 'Ajouter une autre demande');
    await heading(page, 'Quelle autre demande ?').waitFor();
    await look(page);
    await page.goto(`${list}/nouvelle/removal`);
    await leaves(page, 'Luc');
    await heading(page, 'Votre envoi contient 2 demandes').waitFor();
    await look(page);
    await follow(page, /Retirer la demande 2/);
    await heading(page, 'Retirer cette demande ?').waitFor();
    await look(page);
    await press(page, 'Retirer');
    await heading(page, 'Votre envoi contient une demande').waitFor();

    const address = `${options.colorScheme}@po.example`;
    await follow(page, 'Continuer plus tard');
    await look(page);
    await press(page, 'Envoyer le lien');
    await page.getByRole('alert').waitFor();
    await look(page);
    await page.getByLabel('Votre adresse mail').fill(address);
    await press(page, 'Envoyer le lien');
    await heading(page, 'Vérifiez votre boîte mail').waitFor();
    await look(page);
    await follow(page, 'Retour à l’accueil');
    await page.getByRole('heading', { name: /Votre envoi du .* pour Institut Saint-Exemple ASBL/ }).waitFor();
    await look(page);

    const [mail] = await register.database.sql('migrator')`select token_id from mail where to_address = ${address}`;
    const phone = await newVisitor(browser, { ...options, viewport: { width: 360, height: 740 } });
    const elsewhere = await phone.newPage();
    await elsewhere.goto(`${site}/continuer/${tokenSecret(TEST_TOKEN_KEYS[0] ?? '', 'resume', mail?.token_id)}`);
    await heading(elsewhere, 'Continuer votre envoi').waitFor();
    await look(elsewhere);
    await press(elsewhere, 'Continuer mon envoi');
    await heading(elsewhere, 'Qui êtes-vous ?').waitFor();
    expect(await elsewhere.getByLabel('Votre adresse mail').inputValue()).toBe(address);
    await elsewhere.getByLabel('Votre prénom et votre nom').fill('Marie Présidente');
    await elsewhere.getByLabel('Votre fonction dans le PO').fill('présidente');
    await elsewhere.getByLabel(/J’ai lu la notice/).check();
    await press(elsewhere, 'Continuer');
    await elsewhere.getByText('À vérifier avant d’envoyer').waitFor();
    await look(elsewhere);
    await phone.close();

    await follow(page, /^Effacer/);
    await heading(page, 'Effacer vos réponses ?').waitFor();
    await look(page);
    await press(page, 'Effacer');
    await heading(page, 'Qu’est-ce qui change dans votre PO ?').waitFor();
    expect(await page.getByText('Votre envoi du').count()).toBe(0);
    await context.close();
  });
});
