import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import type { Browser, Page } from 'playwright-core';
import { createTestOffice, PASSWORD, startTestOffice, type TestOffice } from './office-rig.ts';
import { newcomer } from './samples.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(120_000);

describeWithBrowser()('the secretariat and an author', () => {
  let office: TestOffice;
  let server: Server;
  let site: string;
  let browser: Browser;

  beforeAll(async () => {
    office = await startTestOffice();
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(server.address() as AddressInfo).port}`;
    const assets = loadClientAssets(built);
    server.on('request', createTestOffice(office.database, { publicUrl: site, assets }));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await office?.database.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.FOLLOW_UP_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/office-${name}.png` });
    expect(await axeViolations(page)).toEqual([]);
  }

  test('ask and answer: a question by keyboard, its mail before it leaves, what changed when it is back', async () => {
    const po = await office.build.po();
    const id = await office.rig.submit('new-member', newcomer, po.id);
    const visitor = await newVisitor(browser, { viewport: { width: 1440, height: 900 } });
    visitor.setDefaultTimeout(20_000);
    const page = await visitor.newPage();
    await page.goto(`${site}/demandes/${id}`);
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Jeanne Lambert/, level: 1 }).waitFor();

    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: 'Demander une correction' }).waitFor();
    await page.getByRole('checkbox', { name: /^Date de début de mandat/ }).check();
    await page.getByLabel('Votre question : Date de début de mandat').fill('Est-ce bien après l’assemblée ?');
    // Closed and opened again, nothing written is lost.
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    expect(await page.getByLabel('Votre question : Date de début de mandat').inputValue()).toContain('assemblée');
    await page.getByRole('button', { name: 'Voir le mail', exact: true }).click();
    await page.getByText('Le secrétariat a une question').waitFor();
    await look(page, '1-dialog');
    await page.getByRole('button', { name: 'Envoyer la question' }).click();
    await page
      .getByText(/^Correction demandée/)
      .first()
      .waitFor();

    await page.goto(`${site}/demandes/${id}`);
    await page.getByText('En attente de Marie Présidente.').waitFor();
    await look(page, '2-waiting');
    await page.getByRole('button', { name: 'Écrire à l’auteur' }).click();
    await page.getByLabel('Votre message').fill('Merci pour votre envoi.');
    await page.getByRole('button', { name: 'Envoyer le message' }).click();
    await page.locator('blockquote').filter({ hasText: 'Merci pour votre envoi.' }).waitFor();

    const sql = office.database.sql('migrator');
    await sql`insert into request_payload (request_id, version, schema_version, payload)
      select request_id, 2, schema_version, jsonb_set(payload, '{startDate}', '"2027-01-15"') from request_payload where request_id = ${id}`;
    await sql`update correction set state = 'answered', answered_version = 2, closed_at = now() where request_id = ${id}`;
    await sql`update change_request set state = 'submitted', version = version + 1, payload_version = 2 where id = ${id}`;
    await page.goto(`${site}/demandes/${id}`);
    await page.getByText('corrigée').first().waitFor();
    await page.locator('ins').filter({ hasText: '15 janvier 2027' }).waitFor();
    await look(page, '3-answered');
    await visitor.close();
  });
});
