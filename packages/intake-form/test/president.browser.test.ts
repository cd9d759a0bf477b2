import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { createTestIntake, startTestRegister } from './intake-rig.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

// axe reads every page that is passed: seconds each on a busy machine.
jest.setTimeout(180_000);

describeWithBrowser()('a president in a browser', () => {
  let register: Awaited<ReturnType<typeof startTestRegister>>;
  let server: Server;
  let site: string;
  let browser: Browser;

  beforeAll(async () => {
    register = await startTestRegister();
    // The app must know its own address before it is made: it refuses what comes from another.
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

  async function visit(options: BrowserContextOptions): Promise<{ page: Page; complaints: string[]; posts: string[] }> {
    const visitor = await newVisitor(browser, options);
    visitor.setDefaultTimeout(60_000);
    const page = await visitor.newPage();
    const complaints: string[] = [];
    const posts: string[] = [];
    page.on('console', (message) => {
      // Chromium reports a 422 page as a failed resource.
      if (message.type() === 'error' && !message.text().includes('422')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(new URL(request.url()).pathname);
      if (!request.url().startsWith(site) && !request.url().startsWith('data:')) complaints.push(request.url());
    });
    return { page, complaints, posts };
  }

  /** Every page that is passed: no violation, and nothing wider than the screen. */
  async function look(page: Page): Promise<void> {
    expect(await axeViolations(page)).toEqual([]);
    const { width } = page.viewportSize() ?? { width: 0 };
    const widest = await page
      .locator('body *:not(.visually-hidden, .visually-hidden *)')
      .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
    expect(widest).toBeLessThanOrEqual(width);
  }

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
  const next = (page: Page) => page.getByRole('button', { name: 'Continuer', exact: true });
  const onward = (page: Page) => page.getByRole('link', { name: 'Continuer', exact: true });
  const date = async (group: Locator, [day, month, year]: [string, string, string]) => {
    await group.getByLabel('Jour').fill(day);
    await group.getByLabel('Mois').fill(month);
    await group.getByLabel('Année').fill(year);
  };

  async function choosePo(page: Page): Promise<void> {
    await page.goto(site);
    await look(page);
    await page.getByRole('link', { name: 'Annoncer un nouveau membre' }).click();
    await page.getByLabel('Nom, localité, numéro FASE ou nom d’une école').fill('institu saint exmple');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByRole('heading', { name: 'Rien d’exact. Peut-être :' }).waitFor();
    await look(page);
    await page.getByRole('button', { name: /Institut Saint-Exemple ASBL/ }).click();
    await heading(page, 'Qui rejoint le PO ?').waitFor();
  }

  async function fillMember(page: Page): Promise<void> {
    await page.getByLabel('Prénom').fill('Jeanne');
    await page.getByLabel('Nom', { exact: true }).fill('Lambert');
    await date(page.getByRole('group', { name: /Date de naissance/ }), ['30', '2', '1971']);
    await page.getByLabel('Adresse mail', { exact: true }).fill('jeanne@maquette.example');
    await page.getByLabel('Téléphone').fill('0470 12 34 56');
    await page.getByLabel('Rue').fill('Rue de la Gare');
    await page.getByLabel('Numéro').fill('3');
    await page.getByLabel('Code postal').fill('5590');
    await page.getByLabel('Localité').fill('Ciney');
    await date(page.getByRole('group', { name: /Date de début/ }), ['1', 'septembre', '26']);
    await page.getByLabel('Trésorier·ère').check();
  }

  /** The page that follows a role which one person holds. */
  async function answerSuccession(page: Page): Promise<void> {
    await heading(page, 'Y a-t-il un remplacement ?').waitFor();
    await page.getByRole('radio', { name: 'Je ne sais pas' }).check();
    await next(page).click();
  }

  async function fillSubmitter(page: Page): Promise<void> {
    await heading(page, 'Qui êtes-vous ?').waitFor();
    await look(page);
    await page.getByLabel('Votre prénom et votre nom').fill('Marie Présidente');
    await page.getByLabel('Votre adresse mail').fill('marie@po.example');
    await page.getByLabel('Votre fonction dans le PO').fill('présidente');
    await page.getByLabel(/J’ai lu la notice/).check();
  }

  test.each([
    { javaScriptEnabled: false, viewport: { width: 360, height: 740 }, colorScheme: 'light' as const },
    { javaScriptEnabled: true, viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const },
    { javaScriptEnabled: true, viewport: { width: 1280, height: 900 }, colorScheme: 'light' as const },
  ])('announces a treasurer and gets a reference (%j)', async (options) => {
    const { page, complaints, posts } = await visit(options);
    await choosePo(page);
    await fillMember(page);
    const before = posts.length;
    await next(page).click();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Date de naissance : février n’a pas 30 jours/ })
      .waitFor();
    // Without JavaScript the server says so, with JavaScript nobody is asked; the page is the same.
    expect(posts.length - before).toBe(options.javaScriptEnabled ? 0 : 1);
    expect(await page.title()).toMatch(/^Erreur : /);
    await look(page);
    await page.getByRole('alert').getByRole('link').click();
    await expectFocus(page, page.getByRole('group', { name: /Date de naissance/ }).getByLabel('Jour'));
    await page
      .getByRole('group', { name: /Date de naissance/ })
      .getByLabel('Jour')
      .fill('28');
    await page.keyboard.press('Enter');

    await heading(page, 'Y a-t-il un remplacement ?').waitFor();
    await look(page);
    await answerSuccession(page);
    await heading(page, 'Votre envoi contient une demande').waitFor();
    await look(page);
    await onward(page).click();
    await fillSubmitter(page);
    await page.getByRole('button', { name: 'Retour' }).click();
    await heading(page, 'Votre envoi contient une demande').waitFor();
    await page.getByRole('link', { name: 'Retour' }).click();
    await heading(page, 'Qui rejoint le PO ?').waitFor();
    expect(await page.getByLabel('Localité').inputValue()).toBe('Ciney');
    await next(page).click();
    await heading(page, 'Y a-t-il un remplacement ?').waitFor();
    expect(await page.getByRole('radio', { name: 'Je ne sais pas' }).isChecked()).toBe(true);
    await next(page).click();
    await onward(page).click();
    await heading(page, 'Relisez votre demande').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();

    await heading(page, 'C’est envoyé').waitFor();
    await look(page);
    const reference = await page.getByText(/^[2-9A-HJ-NPR-Y]{4}-[2-9A-HJ-NPR-Y]{4}$/).innerText();
    await page.reload();
    expect(await page.getByText(reference).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Imprimer' }).isVisible()).toBe(options.javaScriptEnabled);
    const [stored] = await register.database.sql('migrator')`
      select p.payload from submission s join change_request c on c.submission_id = s.id join request_payload p on p.request_id = c.id
      where s.reference = ${reference.replace('-', '')}`;
    expect(stored?.payload).toMatchObject({ birthDate: '1971-02-28', startDate: '2026-09-01', roles: ['treasurer'] });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  async function expectFocus(page: Page, control: Locator): Promise<void> {
    // Following a link to a control focuses it also where scripts are off; there nobody can be asked.
    if (await page.evaluate('document.activeElement !== document.body').catch(() => false))
      expect(await control.evaluate((element) => element === document.activeElement)).toBe(true);
  }

  test('presses the browser’s back button five times and finds everything again', async () => {
    const { page } = await visit({ javaScriptEnabled: false });
    await choosePo(page);
    await fillMember(page);
    await date(page.getByRole('group', { name: /Date de naissance/ }), ['4', '5', '1971']);
    await next(page).click();
    await answerSuccession(page);
    await onward(page).click();
    await fillSubmitter(page);
    await next(page).click();
    await heading(page, 'Relisez votre demande').waitFor();
    await page.goBack();
    await heading(page, 'Qui êtes-vous ?').waitFor();
    expect(await page.getByLabel('Votre adresse mail').inputValue()).toBe('marie@po.example');
    await page.goBack();
    await heading(page, 'Votre envoi contient une demande').waitFor();
    await page.goBack();
    await heading(page, 'Y a-t-il un remplacement ?').waitFor();
    expect(await page.getByRole('radio', { name: 'Je ne sais pas' }).isChecked()).toBe(true);
    await page.goBack();
    await heading(page, 'Qui rejoint le PO ?').waitFor();
    expect(await page.getByLabel('Prénom').inputValue()).toBe('Jeanne');
    expect(await page.getByLabel('Trésorier·ère').isChecked()).toBe(true);
    await page.goBack();
    await heading(page, 'Pour quel PO ?').waitFor();
    for (let forward = 0; forward < 5; forward += 1) await page.goForward();
    await heading(page, 'Relisez votre demande').waitFor();
    await page.context().close();
  });

  test('with scripts is told a mistake on leaving a field, not within a date, and not while pressing a button', async () => {
    // The policy for scripts in force: what it forbids would be reported on the console.
    const { page, complaints, posts } = await visit({ bypassCSP: false });
    await page.goto(`${site}/po?demande=new-member&q=990001`);
    await page.getByRole('button', { name: /Institut Saint-Exemple/ }).click();
    const birth = page.getByRole('group', { name: /Date de naissance/ });
    const mistakes = page.locator('.field-error');
    await heading(page, 'Qui rejoint le PO ?').waitFor();
    await enhanced(page);

    await page.getByLabel('Prénom').focus();
    await page.keyboard.press('Tab');
    await page.getByText('Indiquez le prénom du nouveau membre.').waitFor();
    await page.getByLabel('Prénom').fill('Jeanne');
    await page.getByLabel('Nom', { exact: true }).fill('Lambert');
    await birth.getByLabel('Jour').fill('31');
    await birth.getByLabel('Mois').fill('4');
    expect(await mistakes.count()).toBe(0);
    await birth.getByLabel('Année').fill('1971');
    await page.getByLabel('Adresse mail', { exact: true }).fill('jeanne@maquette');
    await page.getByText('Avril n’a pas 31 jours. Indiquez un jour de 1 à 30.').waitFor();
    await page.getByLabel('Téléphone').focus();
    await page.getByText('Après le signe @, il manque un point').waitFor();

    // The e-mail address goes away with the box, with its mistake.
    await page.getByLabel('Pas d’adresse mail').check();
    expect(await page.getByLabel('Adresse mail', { exact: true }).isDisabled()).toBe(true);
    await page.getByText('Après le signe @').waitFor({ state: 'detached' });
    await page.getByLabel('Pas d’adresse mail').uncheck();
    expect(await page.getByLabel('Adresse mail', { exact: true }).inputValue()).toBe('jeanne@maquette');
    await page.getByLabel('Pas d’adresse mail').check();

    // Pressed once while a mistake is about to appear: the press counts.
    await page.getByLabel('Localité').fill('Ciney');
    await page.getByLabel('Localité').clear();
    await next(page).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').evaluate((summary) => summary === document.activeElement)).toBe(true);
    expect(posts.filter((path) => path.endsWith('/demandes/1'))).toEqual([]);

    await page.getByRole('button', { name: 'Retour' }).click();
    await heading(page, 'Pour quel PO ?').waitFor();
    expect(posts.filter((path) => path.endsWith('/demandes/1'))).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keeps what was typed before any script ran', async () => {
    const { page } = await visit({});
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/assets/*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${site}/po/autre?demande=removal`, { waitUntil: 'commit' });
    await page.getByLabel('Nom du PO').fill('PO du Grenier');
    release();
    await enhanced(page);
    expect(await page.getByLabel('Nom du PO').inputValue()).toBe('PO du Grenier');
    await next(page).click();
    await page.getByRole('alert').getByRole('link', { name: 'Indiquez l’adresse du PO.' }).waitFor();
    expect(await page.getByLabel('Nom du PO').inputValue()).toBe('PO du Grenier');
    await page.context().close();
  });

  /** The script has taken the page over: react-hook-form holds its controls. */
  async function enhanced(page: Page): Promise<void> {
    const held = "Object.keys(document.querySelector('#step') ?? {}).some((key) => key.startsWith('__'))";
    // Asked from outside: the page's own policy forbids it to evaluate a text.
    while (!(await page.evaluate(held))) await page.waitForTimeout(50);
  }
});
