import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createTestOffice, PASSWORD, startTestOffice, type TestOffice } from './office-rig.ts';
import { newcomer } from './samples.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(120_000);

describeWithBrowser()('a succession in the back office', () => {
  let office: TestOffice;
  let server: Server;
  let site: string;
  let browser: Browser;

  beforeAll(async () => {
    office = await startTestOffice();
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on('request', createTestOffice(office.database, { publicUrl: site, assets: loadClientAssets(built) }));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await office?.database.close();
  });

  test('shows the present holder and what ends when, and is decided as one', async () => {
    const { build, rig } = office;
    const po = await build.po();
    const president = await build.person({ firstName: 'Marie', lastName: 'Présidente', email: 'marie@po.example' });
    await build.mandate(president.id, po.id, { from: '2020-01-01', to: null }, ['president']);
    const pierre = await build.person({ firstName: 'Pierre', lastName: 'Dupont' });
    await build.mandate(pierre.id, po.id, { from: '2020-01-01', to: null }, ['administrator', 'treasurer']);
    const replaces = [{ role: 'treasurer', answer: 'yes', name: 'Pierre Dupont' }];
    const id = await rig.submit('new-member', { ...newcomer, startDate: '2026-09-01', replaces }, po.id);

    const visitor = await newVisitor(browser, { viewport: { width: 1440, height: 1000 } });
    visitor.setDefaultTimeout(20_000);
    const page = await visitor.newPage();
    await page.goto(`${site}/demandes/${id}`);
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Jeanne Lambert.*\(remplace Pierre Dupont\)/, level: 1 }).waitFor();

    const row = page.getByRole('row', { name: /^Trésorier·ère en place/ });
    expect(await row.innerText()).toMatch(/Pierre Dupont, depuis le 1\/1\/2020[\s\S]*est remplacé·e : Pierre Dupont/);
    await page.getByText('L’auteur annonce ce remplacement : ce rôle se terminera le 31/8/2026.').waitFor();
    const plan = page.getByRole('group', { name: 'Ce qui va se passer' });
    await plan.getByText(/rôle de trésorier de Pierre Dupont se termine le 31\/8\/2026/).waitFor();
    await plan.getByText(/Jeanne Lambert devient trésorier le 1\/9\/2026/).waitFor();
    expect(await axeViolations(page)).toEqual([]);

    // Staff may think otherwise, and come back to it.
    await page.getByRole('button', { name: 'Garder les deux' }).click();
    await plan.getByText(/Pierre Dupont/).waitFor({ state: 'detached' });
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Revenir sur ce choix' }).click();
    await plan.getByText(/Pierre Dupont/).waitFor();

    for (const tick of await page.getByRole('group', { name: 'J’ai vu que' }).getByRole('checkbox').all())
      await tick.check();
    await page.keyboard.press('a');
    await page
      .getByText(/^Approuvée : Jeanne Lambert/)
      .first()
      .waitFor();
    const [decided] = await office.database.sql('migrator')`
      select id, plan from decision where request_id = ${id} and kind = 'approve'`;
    expect(await rig.apply(String(decided?.id))).toEqual({ outcome: 'applied' });
    const roles = await office.database.sql('migrator')`
      select upper(r.period)::text as ended from role_assignment r join mandate m on m.id = r.mandate_id
      where m.person_id = ${pierre.id} and r.role = 'treasurer'`;
    expect(roles).toEqual([{ ended: '2026-09-01' }]);
    await visitor.close();
  });
});
