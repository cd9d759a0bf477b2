import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createTestOffice, PASSWORD, startTestOffice, type TestOffice } from './office-rig.ts';
import { memberChange } from './samples.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(180_000);

describeWithBrowser()('looking twice in the back office', () => {
  let office: TestOffice;
  let server: Server;
  let site: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice();
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on('request', createTestOffice(office.database, { publicUrl: site, assets: loadClientAssets(built) }));
    browser = await launchBrowser();
    const visitor = await newVisitor(browser, { viewport: { width: 1440, height: 1100 } });
    visitor.setDefaultTimeout(20_000);
    page = await visitor.newPage();
    await page.goto(site);
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await office?.database.close();
  });

  /** Whatever the width and the colours, nothing stands in anybody's way. */
  async function lookAt(name: string) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 1100 });
        await page.emulateMedia({ colorScheme });
        expect(await axeViolations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        const folder = process.env.SCREENSHOTS;
        if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
    await page.setViewportSize({ width: 1440, height: 1100 });
    await page.emulateMedia({ colorScheme: 'light' });
  }

  async function makeMember(firstName: string, email: string) {
    const { build } = office;
    const po = await build.po();
    const person = await build.person({ firstName, lastName: 'Deuxregards', email, phone: '+3281111111' });
    await build.mandate(person.id, po.id, { from: '2020-01-01', to: null }, ['treasurer']);
    return { po, person };
  }

  test('three values stand side by side, one is taken per field, and the rest is approved', async () => {
    const { rig, database, arrive } = office;
    const { po, person } = await makeMember('Paule', 'paule@ancienne.example');
    const id = await rig.submit(
      'member-change',
      memberChange({
        firstName: 'Paule',
        lastName: 'Deuxregards',
        email: 'paule@demandee.example',
        phone: '081 22 33 44',
      }),
      po.id,
    );
    await arrive(id);
    await database.sql('migrator')`update person set email = 'paule@entretemps.example' where id = ${person.id}`;

    await page.goto(`${site}/demandes/${id}`);
    const row = page.getByRole('row', { name: /^Adresse mail/ });
    await row.getByText('paule@ancienne.example').waitFor();
    expect(await row.innerText()).toMatch(/ancienne[\s\S]*entretemps[\s\S]*demandee/);
    await lookAt('three-values');
    await row.getByRole('button', { name: /^Garder celle d’aujourd’hui/ }).click();
    const corrected = page
      .getByRole('region', { name: /Corrigé par le secrétariat/ })
      .or(page.locator('section', { has: page.getByRole('heading', { name: /Corrigé par le secrétariat/ }) }));
    await corrected.getByText(/corrigé par Delphine Exemple/).waitFor();
    const plan = page.getByRole('group', { name: 'Ce qui va se passer' });
    await plan.getByText(/Téléphone de Paule Deuxregards/).waitFor();
    expect(await plan.innerText()).not.toContain('Adresse mail');
    await corrected.getByRole('button', { name: /^Reprendre la réponse de l’auteur/ }).click();
    await plan.getByText(/Adresse mail de Paule Deuxregards/).waitFor();
  });

  test('an answer is corrected with the field of the form, an impossible one is told at the field', async () => {
    const { rig } = office;
    const { po } = await makeMember('Line', 'line@ancienne.example');
    const id = await rig.submit(
      'member-change',
      memberChange({ firstName: 'Line', lastName: 'Deuxregards', email: 'line@demandee.example' }),
      po.id,
    );
    await page.goto(`${site}/demandes/${id}`);
    const row = page.getByRole('row', { name: /^Adresse mail/ });
    await row.getByRole('button', { name: /^Corriger/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Corriger une réponse' });
    const field = dialog.getByLabel(/^Nouvelle adresse mail/);
    await field.fill('line(arobase)corrigee');
    await dialog.getByRole('button', { name: 'Corriger', exact: true }).click();
    await dialog.locator('#f-email-error').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await lookAt('correct-dialog');
    await field.fill('line@corrigee.example');
    await dialog.getByRole('button', { name: 'Corriger', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('group', { name: 'Ce qui va se passer' })
      .getByText(/line@corrigee.example/)
      .first()
      .waitFor();
    await page.getByText(/corrigé par Delphine Exemple/).waitFor();
    await lookAt('corrected');
  });

  test('a refused application says what changed and leads back to a decision', async () => {
    const { rig, database } = office;
    const { po, person } = await makeMember('Rosa', 'rosa@ancienne.example');
    const id = await rig.submit(
      'removal',
      {
        firstName: 'Rosa',
        lastName: 'Deuxregards',
        email: null,
        birthDate: null,
        endDate: '2026-08-31',
        reason: 'resignation',
      },
      po.id,
    );
    const { decisionId } = await rig.approve(id);
    await database.sql('migrator')`
      update role_assignment set period = '[2020-01-01,2026-06-30]'
      where mandate_id in (select id from mandate where person_id = ${person.id})`;
    expect(await rig.apply(decisionId)).toEqual({ outcome: 'failed' });

    await page.goto(`${site}/demandes/${id}`);
    await page.getByText('Ce qui a été approuvé ne tient plus').waitFor();
    const changes = page.getByRole('list', { name: 'Ce qui a changé dans la base' });
    expect(await changes.innerText()).toMatch(/Rôle de trésorier de Rosa Deuxregards[\s\S]*30\/6\/2026/);
    expect(await page.getByRole('list', { name: 'N’aura plus lieu' }).innerText()).toMatch(/rôle de trésorier/);
    await lookAt('stale');
    await page.getByRole('button', { name: 'Remettre à traiter' }).click();
    await page.getByRole('button', { name: /^Approuver/ }).waitFor();
    await page.getByText('Ce qui a été approuvé ne tient plus').waitFor();
  });

  test('an applied request is taken back by another one, and both lead to each other', async () => {
    const { rig } = office;
    const { po } = await makeMember('Anna', 'anna@ancienne.example');
    const id = await rig.submit(
      'member-change',
      memberChange({ firstName: 'Anna', lastName: 'Deuxregards', phone: '081 99 88 77' }),
      po.id,
    );
    await rig.approveAndApply(id);
    await page.goto(`${site}/demandes/${id}`);
    await page.getByRole('button', { name: /^Annuler ce qui a été fait/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Annuler ce qui a été fait' });
    await dialog.getByLabel('Pourquoi l’annuler ?').fill('Ce n’était pas la bonne Anna.');
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Préparer l’annulation' }).click();
    await page.getByRole('heading', { name: /^Annuler : Anna Deuxregards/, level: 1 }).waitFor();
    await page.getByText('Cette demande en annule une autre').waitFor();
    await page
      .getByRole('group', { name: 'Ce qui va se passer' })
      .getByText(/^Téléphone d’Anna Deuxregards/)
      .waitFor();
    await lookAt('revert');
    const revertId = page.url().split('/').at(-1)?.split('?')[0] ?? '';
    await page.keyboard.press('a');
    await page.waitForURL((url) => !url.pathname.includes(revertId));
    const [approved] = await office.database.sql('migrator')`select id from decision where request_id = ${revertId}`;
    expect(await rig.apply(String(approved?.id))).toEqual({ outcome: 'applied' });

    await page.goto(`${site}/demandes/${id}`);
    await page.getByText('Cette demande a été annulée par').waitFor();
    expect(await page.getByRole('button', { name: /^Annuler ce qui a été fait/ }).count()).toBe(0);
    await lookAt('reverted');
  });
});
