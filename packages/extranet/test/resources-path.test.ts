import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createResource } from '@guichet/shared/commands/resources/create-resource';
import { uploadResourceFile } from '@guichet/shared/commands/resources/upload-resource-file';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { registerBuilder, testContext } from '@guichet/shared/testing/register-builder';
import { insertMember, insertPo } from '@guichet/shared/testing/register-rows';
import type { Page } from 'playwright-core';
import {
  BOTH_WIDTHS,
  type ExtranetSite,
  look as lookAt,
  menuOf,
  openExtranetSite,
  typePassword,
} from './extranet-site.ts';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n');

describeWithBrowser()('the resources in a browser without scripts', () => {
  let database: TestDatabase;
  let extranet: ExtranetSite;
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
    extranet = await openExtranetSite(database);
  });
  afterAll(async () => {
    await extranet.close();
    await database.close();
  });

  const look = (page: Page, name: string) => lookAt(page, { name, widths: BOTH_WIDTHS });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`a shared link leads through the sign-in to its file, and to a refusal without the role (${colorScheme})`, async () => {
      const { email } = await insertMember(database.db('admin'), { poId, roles: ['treasurer'] });
      const page = await extranet.visit({ javaScriptEnabled: false, colorScheme, acceptDownloads: true });
      await page.goto(`${extranet.site}/ressources/modele-de-convocation/fichier`);
      await typePassword(page, email);
      await page.getByRole('heading', { name: 'Modèle de convocation' }).waitFor();
      await look(page, `file-${colorScheme}`);
      const downloading = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Télécharger le fichier (PDF, 38 octets)' }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe('Convocation à l’assemblée.pdf');
      expect(PDF.equals(readFileSync(await download.path()))).toBe(true);

      await database.sql('admin')`update member_visit set seen_at = now() - interval '3 days'`;
      await (await menuOf(page)).getByRole('link', { name: 'Ressources' }).click();
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

      await page.goto(`${extranet.site}/ressources/centrale-des-marches`);
      await page.getByText('Cette ressource s’ouvre avec le rôle').waitFor();
      await look(page, `shut-${colorScheme}`);
      await page.goto(`${extranet.site}/ressources/gestion-des-batiments`);
      await look(page, `empty-${colorScheme}`);
      await page.goto(`${extranet.site}/`);
      await page.getByRole('heading', { name: 'Vos ressources' }).waitFor();
      await look(page, `home-${colorScheme}`);
      await page.context().close();
    }, 240_000);
  }
});
