import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { inTransaction, SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { noticeArrival } from '@guichet/shared/commands/notices/notice-arrival';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { listNoticeSettings } from '@guichet/shared/reads/list-notice-settings';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { testContext } from '@guichet/shared/testing/register-builder';
import type { Browser, Page } from 'playwright-core';
import { type LiveProcess, startLiveProcess } from './live-rig.ts';
import { PASSWORD, startTestOffice, type TestOffice } from './office-rig.ts';
import { newcomer } from './samples.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(120_000);

describeWithBrowser()('a member of the secretariat', () => {
  let office: TestOffice;
  let site: LiveProcess;
  let browser: Browser;

  beforeAll(async () => {
    office = await startTestOffice();
    site = await startLiveProcess(office.database, { assets: loadClientAssets(built) });
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await office?.database.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.LIVE_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
  }

  /** What the worker does when a request has arrived. */
  const arrive = (ref: string) =>
    inTransaction(testContext(office.database.db('worker'), SYSTEM_ACTOR), (tx) => noticeArrival(tx, ref));

  test('chooses the notices, lets the browser show them, and is shown one that names nobody', async () => {
    const visitor = await newVisitor(browser, { viewport: { width: 1280, height: 900 } });
    visitor.setDefaultTimeout(20_000);
    // What the browser would show is kept instead: headless, it has no place to show it.
    await visitor.addInitScript(`
      window.shown = [];
      window.Notification = class extends EventTarget {
        static permission = 'default';
        static requestPermission = async () => (window.Notification.permission = 'granted');
        constructor(title, options) { super(); window.shown.push({ title, body: options.body }); }
        close() {}
      };`);
    const page = await visitor.newPage();
    await page.goto(`${site.site}/avis`);
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Mes avis', level: 1 }).waitFor();
    expect(await page.evaluate('window.Notification.permission')).toBe('default');
    await look(page, '10-notices');

    const old = page.getByRole('group', { name: 'Demandes qui attendent' });
    await old.getByLabel('Jours ouvrables').fill('zéro');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Indiquez un nombre de jours ouvrables, de 1 à 60.').waitFor();
    await look(page, '11-wrong');
    await old.getByLabel('Jours ouvrables').fill('8');
    await page.getByRole('group', { name: 'Nouvelles demandes' }).getByLabel('Par mail').selectOption('daily');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Enregistré.', { exact: true }).waitFor();
    const saved = await listNoticeSettings(office.database.db('backoffice'), office.secretariat.actor);
    expect(saved).toContainEqual({ kind: 'new', browser: true, mail: 'daily', afterDays: null });
    expect(saved).toContainEqual({ kind: 'old', browser: true, mail: 'daily', afterDays: 8 });

    await page.getByRole('button', { name: 'Afficher les avis dans ce navigateur' }).click();
    await page.getByText('Ce navigateur affiche vos avis').waitFor();
    await page.getByText('En direct').waitFor();
    const po = await office.build.po({ name: 'Collège de la Maquette' });
    const id = await office.rig.submit('new-member', newcomer, po.id);
    await arrive(id);
    await page.waitForFunction('window.shown.length === 1');
    expect(await page.evaluate('window.shown')).toEqual([
      { title: 'Nouvelle demande', body: 'Nouveau membre · Collège de la Maquette' },
    ]);
    await page.getByRole('link', { name: 'Nouveau membre · Collège de la Maquette' }).waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    await look(page, '12-notices-360');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await visitor.close();
  });

  test('comes from the link in a mail through the sign-in to the request', async () => {
    const id = await office.rig.submit('new-member', newcomer, (await office.build.po()).id);
    const visitor = await newVisitor(browser);
    visitor.setDefaultTimeout(20_000);
    const page = await visitor.newPage();
    await page.goto(`${site.site}/demandes/${id}?etat=toutes`);
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Jeanne Lambert/, level: 1 }).waitFor();
    await visitor.close();
  });
});
