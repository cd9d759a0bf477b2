import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createTestIntake, startTestRegister } from './intake-rig.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(120_000);

describeWithBrowser()('the combobox of the PO search', () => {
  let register: Awaited<ReturnType<typeof startTestRegister>>;
  let server: Server;
  let site: string;
  let browser: Browser;

  beforeAll(async () => {
    register = await startTestRegister();
    await register.build.po({ fase: 990_002, name: 'Institut du Brouillon ASBL' });
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(server.address() as AddressInfo).port}`;
    const assets = loadClientAssets(built, 'src/client/styles.css');
    server.on('request', createTestIntake(register.database, { publicUrl: site, assets }));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await register?.database.close();
  });

  async function open(options: Parameters<typeof newVisitor>[1] = {}): Promise<Page> {
    const page = await (await newVisitor(browser, options)).newPage();
    await page.goto(`${site}/po?demande=removal`);
    await page.getByRole('combobox').waitFor();
    return page;
  }
  const box = (page: Page) => page.getByRole('combobox', { name: 'Nom, localité, numéro FASE ou nom d’une école' });
  const options = (page: Page) => page.getByRole('option');
  const status = (page: Page) => page.getByRole('status');
  const activeOption = (page: Page) =>
    page.evaluate<string | undefined>(
      `document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')?.textContent`,
    );

  test('is worked by keyboard alone, tells how many there are, and moves nothing', async () => {
    const page = await open({ bypassCSP: false });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const below = page.getByRole('link', { name: 'Mon PO n’est pas dans la liste' });
    const before = await below.boundingBox();
    await box(page).focus();
    expect(await box(page).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.type('institut');
    await options(page).first().waitFor();
    expect(await options(page).count()).toBe(2);
    expect(await status(page).textContent()).toContain('2 PO trouvés');
    expect(await box(page).getAttribute('aria-expanded')).toBe('true');
    expect(await below.boundingBox()).toEqual(before);

    expect(await activeOption(page)).toBeUndefined();
    await page.keyboard.press('ArrowDown');
    expect(await activeOption(page)).toContain('Institut du Brouillon ASBL');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await activeOption(page)).toContain('Institut Saint-Exemple ASBL');
    await page.keyboard.press('Escape');
    expect(await options(page).count()).toBe(0);
    expect(await box(page).inputValue()).toBe('institut');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Qui quitte le PO ?' }).waitFor();
    expect(await page.getByText('Institut Saint-Exemple ASBL').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('leaves Enter and the button to the page of results', async () => {
    const page = await open();
    await box(page).fill('brouillon');
    await options(page).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Institut du Brouillon/ }).waitFor();
    await box(page).fill('exemple');
    await options(page).first().waitFor();
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByRole('button', { name: /Institut Saint-Exemple/ }).waitFor();
    await page.context().close();
  });

  test.each([
    { colorScheme: 'light' as const, viewport: { width: 360, height: 740 } },
    { colorScheme: 'dark' as const, viewport: { width: 1280, height: 900 } },
  ])('is clear to everybody and within the screen while it is open, and when it is empty (%j)', async (look) => {
    const page = await open(look);
    for (const [text, told] of [
      ['ecole croquis', 'Un PO trouvé'],
      ['institu du brouilon', 'Rien d’exact. Un PO trouvé'],
      ['zanzibar', 'Aucun PO trouvé.'],
    ] as const) {
      await box(page).fill(text);
      await page.locator('[role=status]', { hasText: told }).waitFor({ state: 'attached' });
      await page.keyboard.press('ArrowDown');
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    await page.context().close();
  });

  test('is chosen from by pointer, and the page can be chosen from again after going back', async () => {
    const page = await open({ viewport: { width: 360, height: 740 } });
    for (const _turn of [1, 2]) {
      await box(page).fill('990002');
      await options(page).first().click();
      await page.getByRole('heading', { level: 1, name: 'Qui quitte le PO ?' }).waitFor();
      await page.goBack();
      await page.getByRole('combobox').waitFor();
    }
    await page.context().close();
  });

  test('gives up older answers: only the last text is answered', async () => {
    const page = await open();
    let held = (): void => {};
    const gate = new Promise<void>((resolve) => {
      held = resolve;
    });
    await page.route('**/po/liste?q=institut', async (route) => {
      await gate;
      await route.continue().catch(() => undefined);
    });
    await box(page).fill('institut');
    await page.waitForRequest('**/po/liste?q=institut');
    await box(page).fill('brouillon');
    await options(page).first().waitFor();
    held();
    await page.waitForTimeout(300);
    expect(await options(page).count()).toBe(1);
    await page.context().close();
  });
});
