import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { runBulkItem } from '@guichet/shared/commands/bulk/run-bulk-item';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { cleanRequests } from '@guichet/shared/testing/clean-requests';
import { testContext } from '@guichet/shared/testing/register-builder';
import type { Browser, Page } from 'playwright-core';
import { createTestOffice, PASSWORD, startTestOffice, type TestOffice } from './office-rig.ts';
import { newcomer } from './samples.ts';

const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(180_000);

/** Somebody who decides many requests at once. The worker is stood in for by `work`, one request at a time. */
describeWithBrowser()('many requests at once', () => {
  let office: TestOffice;
  let server: Server;
  let site: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice();
    const clean = await cleanRequests({ ...office, type: 'new-member' }, 3);
    for (let n = 0; n < 6; n += 1) await office.arrive((await clean.submit(n)).requestId);
    await office.arrive(await office.rig.submit('new-member', newcomer, clean.poIds[0] ?? null));
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

  const picture = async (name: string) => {
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png` });
  };
  const look = async () => expect(await axeViolations(page)).toEqual([]);
  const press = (key: string) => page.keyboard.press(key);
  const bar = () => page.getByRole('region', { name: 'Demandes cochées' });
  const strip = () => page.getByRole('region', { name: 'Votre dernier lot' });
  const dialog = () => page.getByRole('dialog');
  const tickOf = (index: number) => page.getByRole('listitem').getByRole('checkbox').nth(index);
  const states = async () => {
    const rows = await office.database.sql('migrator')<{ state: string; n: number }[]>`
      select state, count(*)::int as n from change_request group by 1`;
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  const runs = async () => {
    const rows = await office.database.sql('migrator')<{ id: string }[]>`select id from bulk_run order by ordered_at`;
    return rows.map(({ id }) => id);
  };
  async function work(times: number): Promise<void> {
    const id = (await runs()).at(-1) ?? '';
    const ctx = testContext(office.database.db('worker'), SYSTEM_ACTOR);
    for (let n = 0; n < times; n += 1) await runBulkItem(ctx, id, office.rig.settings);
  }
  async function enter(viewport: { width: number; height: number }): Promise<void> {
    const visitor = await newVisitor(browser, { viewport, hasTouch: viewport.width < 700 });
    visitor.setDefaultTimeout(30_000);
    page = await visitor.newPage();
    await page.goto(`${site}/demandes`);
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await press('Enter');
    await page.getByRole('heading', { name: 'À traiter' }).waitFor();
    await page.getByRole('listitem').first().waitFor();
  }

  test('ticks by keyboard, reads what would be done, orders, closes the tab and finds the run again, and takes it back', async () => {
    await enter({ width: 1440, height: 900 });
    await look();
    // The row stays a link: ticking opens nothing.
    await tickOf(0).focus();
    await press('x');
    expect(await tickOf(0).isChecked()).toBe(true);
    await bar().getByText('1 demande cochée').waitFor();
    await press('Shift+J');
    await press('Shift+J');
    await bar().getByText('3 demandes cochées').waitFor();
    await press('Shift+X');
    await bar().getByText('7 demandes cochées').waitFor();
    await picture('list');
    await look();

    await bar().getByRole('button', { name: 'Approuver' }).click();
    await dialog().getByRole('heading', { name: '6 seront approuvées' }).waitFor();
    await dialog().getByText('À vérifier : auteur inconnu').waitFor();
    await picture('dialog');
    await look();
    await dialog().getByRole('button', { name: 'Approuver 6 demandes' }).click();
    await dialog().waitFor({ state: 'detached' });
    await strip().getByRole('link', { name: 'Approuver 7 demandes' }).waitFor();
    await look();
    expect(await states()).toEqual({ submitted: 7 });

    await work(3);
    await page.close();
    await enterAgain();
    await strip()
      .getByText(/3 sur 7\. 3 approuvées/)
      .waitFor();
    await work(5);
    await strip()
      .getByText(/6 approuvées, 1 laissée/)
      .waitFor();
    expect(await states()).toEqual({ approved: 6, submitted: 1 });

    await strip().getByRole('link').click();
    await page.getByRole('heading', { name: 'Approuver 7 demandes', level: 1 }).waitFor();
    await page.getByText(/n’est pas membre de ce PO/).waitFor();
    await picture('run');
    await look();
    await page.getByRole('button', { name: '1 laissée' }).click();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
    await page.getByRole('button', { name: 'Annuler 6 approbations' }).click();
    await page.getByText('6 annulées', { exact: false }).first().waitFor();
    expect(await states()).toEqual({ submitted: 7 });

    await page.getByRole('button', { name: 'Reprendre 7 demandes qui restent' }).click();
    await dialog().getByRole('button', { name: 'Approuver 6 demandes' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Arrêter' }).click();
    await page
      .getByText(/7 arrêtées avant leur tour/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Tous les lots' }).click();
    await page.getByRole('heading', { name: 'Lots', level: 1 }).waitFor();
    await picture('runs');
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(2);
    await look();
  });

  test('refuses and gives away on a telephone, a range at a time', async () => {
    await enter({ width: 360, height: 740 });
    await look();
    await tickOf(1).click();
    await tickOf(3).click({ modifiers: ['Shift'] });
    await picture('phone');
    await bar().getByText('3 demandes cochées').waitFor();
    await look();
    await bar().getByRole('button', { name: 'Attribuer' }).click();
    await dialog().getByText('3 × actuellement à personne').waitFor();
    await dialog().getByRole('button', { name: 'Attribuer 3 demandes' }).click();
    await dialog().getByText('Choisissez à qui les attribuer.').waitFor();
    await dialog().getByLabel('À qui ?').selectOption({ label: 'Moi' });
    await picture('phone-assign');
    await look();
    await dialog().getByRole('button', { name: 'Attribuer 3 demandes' }).click();
    await dialog().waitFor({ state: 'detached' });
    await work(4);
    await strip()
      .getByText(/3 attribuées/)
      .waitFor();

    await tickOf(0).click();
    await bar().getByRole('button', { name: 'Refuser' }).click();
    await dialog().getByRole('button', { name: 'Refuser 1 demande' }).click();
    await dialog().getByText('Indiquez la raison du refus').waitFor();
    await dialog().getByLabel('Raison du refus').fill('Cet envoi est un doublon.');
    await look();
    await dialog().getByRole('button', { name: 'Refuser 1 demande' }).click();
    await dialog().waitFor({ state: 'detached' });
    await work(2);
    await strip()
      .getByText(/1 refusée/)
      .waitFor();
    expect(await states()).toEqual({ submitted: 6, rejected: 1 });
    // Nothing is wider than the telephone.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  /** Another tab of the same person. */
  async function enterAgain(): Promise<void> {
    const [context] = browser.contexts().slice(-1);
    if (!context) throw new Error('the visitor has left');
    page = await context.newPage();
    await page.goto(`${site}/demandes`);
    await page.getByRole('listitem').first().waitFor();
  }
});
