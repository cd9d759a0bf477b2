import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createResource } from '@guichet/shared/commands/resources/create-resource';
import { uploadResourceFile } from '@guichet/shared/commands/resources/upload-resource-file';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { registerBuilder, testContext } from '@guichet/shared/testing/register-builder';
import { insertMember, insertPo, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import type { Browser, Page } from 'playwright-core';
import { loadExtranetAssets } from '../src/server/assets.ts';
import { createTestApp } from './extranet-app.ts';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n');

describeWithBrowser()('the resources in a browser without scripts', () => {
  let database: TestDatabase;
  let browser: Browser;
  let server: Server;
  let site: string;
  let poId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    poId = await insertPo(database.db('admin'), { fase: 900_101, name: 'PO Sainte-Aldegonde' });
    const ada = await registerBuilder(database.db('migrator')).staff({ role: 'administrator' });
    const office = testContext(database.db('backoffice'), ada);
    const id = randomUUID();
    await uploadResourceFile(office, { id, fileName: 'Convocation à l’assemblée.pdf', bytes: PDF });
    await createResource(office, {
      ...{ title: 'Modèle de convocation', description: 'À adapter à vos statuts.', url: null, fileId: id },
      ...{ administrators: true, roles: [], poIds: [], shownFrom: null, shownTo: '2999-12-31' },
    });
    const port = await freePort();
    site = `http://localhost:${port}`;
    const assets = loadExtranetAssets(fileURLToPath(new URL('../dist/public', import.meta.url)));
    const app = createTestApp(database, { publicUrl: site, assets });
    await new Promise<void>((resolve) => {
      server = app.listen(port, '127.0.0.1', () => resolve());
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await database.close();
  });

  let pictures = 0;
  /** Every page that is passed, on a phone and on a desk: no violation, nothing wider than the screen. */
  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.EXTRANET_PICTURES;
    pictures += 1;
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      if (folder) await page.screenshot({ path: `${folder}/${pictures}-${name}-${width}.png`, fullPage: true });
      expect(await axeViolations(page)).toEqual([]);
      const widest = await page
        .locator('body *')
        .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
      expect(widest).toBeLessThanOrEqual(width);
    }
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`a shared link leads through the sign-in to its file, and to a refusal without the role (${colorScheme})`, async () => {
      const { email } = await insertMember(database.db('admin'), { poId, roles: ['treasurer'] });
      const context = await newVisitor(browser, { javaScriptEnabled: false, colorScheme, acceptDownloads: true });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(`${site}/ressources/modele-de-convocation/fichier`);
      await page.getByLabel('Adresse e-mail').fill(email);
      await page.getByLabel('Mot de passe', { exact: true }).fill(TEST_PASSWORD_TEXT);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByRole('heading', { name: 'Modèle de convocation' }).waitFor();
      await look(page, `file-${colorScheme}`);
      const downloading = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Télécharger le fichier (PDF, 38 octets)' }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe('Convocation à l’assemblée.pdf');
      expect(PDF.equals(readFileSync(await download.path()))).toBe(true);

      await database.sql('admin')`update member_visit set seen_at = now() - interval '3 days'`;
      await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: 'Ressources' }).click();
      await database.sql('admin')`update member_visit set seen_before = now() - interval '3 days'`;
      await page.reload();
      await page.getByRole('link', { name: /Modèle de convocation.*Nouveau/ }).waitFor();
      await look(page, `menu-${colorScheme}`);
      await page.getByLabel('Chercher une ressource').fill('batiments');
      await page.getByRole('button', { name: 'Chercher' }).click();
      await page.getByText('1 ressource pour').waitFor();
      await look(page, `found-${colorScheme}`);
      await page.getByLabel('Chercher une ressource').fill('introuvable');
      await page.keyboard.press('Enter');
      await page.getByText('Aucune ressource pour').waitFor();
      await look(page, `none-${colorScheme}`);

      await page.goto(`${site}/ressources/centrale-des-marches`);
      await page.getByText('Cette ressource s’ouvre avec le rôle').waitFor();
      await look(page, `shut-${colorScheme}`);
      await page.goto(`${site}/ressources/gestion-des-batiments`);
      await look(page, `empty-${colorScheme}`);
      await page.goto(`${site}/`);
      await page.getByRole('heading', { name: 'Vos ressources' }).waitFor();
      await look(page, `home-${colorScheme}`);
      await context.close();
    }, 240_000);
  }
});
