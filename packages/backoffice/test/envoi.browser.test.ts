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

const noChange = {
  ...{ knownBirthDate: null, email: null, phone: null, address: null, newFirstName: null, newLastName: null },
  ...{ birthDate: null, addedRoles: [], addedFrom: null, endedRoles: [], endedOn: null, mandateFrom: null },
  ...{ mandateTo: null, correctedRole: null, correctedRoleFrom: null, correctedRoleTo: null, replaces: [] },
};

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(120_000);

describeWithBrowser()('an envoi in the back office', () => {
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
    // Long enough to take an approval back within the test.
    server.on('request', createTestOffice(office.database, { publicUrl: site, assets, undoDelay: 600 }));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await office?.database.close();
  });

  /** Each page that is passed, in both widths and both lights; pictures where they are asked for. */
  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.ENVOI_PICTURES;
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        await page.emulateMedia({ colorScheme });
        if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
        expect(await axeViolations(page)).toEqual([]);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
  }

  async function open(requestId: string): Promise<Page> {
    const visitor = await newVisitor(browser, { viewport: { width: 1440, height: 900 } });
    visitor.setDefaultTimeout(20_000);
    const page = await visitor.newPage();
    await page.goto(`${site}/demandes/${requestId}`);
    await page.getByLabel('Adresse mail').fill(office.secretariat.email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  test('is approved whole by keyboard, with its chain of plans before it, and taken back whole', async () => {
    const { build, rig } = office;
    const po = await build.po({ name: 'Institut Saint-Exemple ASBL' });
    const paul = await build.person({ firstName: 'Paul', lastName: 'Exemple' });
    await build.mandate(paul.id, po.id, { from: '2020-01-01', to: null }, ['treasurer']);
    const ids = await rig.submitEnvoi(
      [
        {
          type: 'removal',
          payload: {
            ...{ firstName: 'Paul', lastName: 'Exemple', email: null, birthDate: null },
            ...{ endDate: '2026-08-31', reason: 'resignation' },
          },
        },
        {
          type: 'new-member',
          payload: {
            ...newcomer,
            startDate: '2026-09-01',
            replaces: [{ role: 'treasurer', answer: 'unknown', name: null }],
          },
        },
      ],
      po.id,
    );
    const page = await open(ids[0] ?? '');
    await page.getByRole('button', { name: 'Approuver tout l’envoi' }).waitFor();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Approuver tout l’envoi' });
    await dialog.getByRole('heading', { name: /2 de 2 Jeanne Lambert rejoint le PO/ }).waitFor();
    await dialog.getByText(/mandat de Paul Exemple se termine/i).waitFor();
    await dialog.getByText(/Jeanne Lambert devient trésorier le 1\/9\/2026/).waitFor();
    await look(page, '1-chain');
    const approve = dialog.getByRole('button', { name: 'Approuver les 2 demandes' });
    expect(await approve.getAttribute('aria-disabled')).toBe('true');
    // The first tick has the focus; space and tab go through all of them.
    const ticks = await dialog.getByRole('checkbox').count();
    for (let n = 0; n < ticks; n += 1) {
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Approuvées : 2 demandes de l’envoi/)
      .first()
      .waitFor();
    const states = async () => (await Promise.all(ids.map((id) => rig.requestOf(id)))).map(({ state }) => state);
    expect(await states()).toEqual(['approved', 'approved']);

    await page.goto(`${site}/demandes/${ids[1]}`);
    await page.getByText('En une fois avec tout ce qui restait de l’envoi (2 demandes)', { exact: false }).waitFor();
    await look(page, '2-approved');
    await page.keyboard.press('u');
    await page.getByRole('button', { name: 'Approuver tout l’envoi' }).waitFor();
    expect(await states()).toEqual(['submitted', 'submitted']);
    await page.context().close();
  });

  test('is cut in two by ticks: the plan of what was ticked is read, the rest stays to be decided', async () => {
    const { build, rig } = office;
    const po = await build.po({ name: 'Collège de la Maquette' });
    const anne = await build.person({ firstName: 'Anne', lastName: 'Modèle', birthDate: '1975-12-01' });
    await build.mandate(anne.id, po.id, { from: '2020-01-01', to: null });
    const id = await rig.submit(
      'member-change',
      { ...noChange, firstName: 'Anne', lastName: 'Modèle', phone: '081 44 44 44', newLastName: 'Croquis' },
      po.id,
    );
    await rig.submit(
      'member-change',
      { ...noChange, firstName: 'Anne', lastName: 'Modèle', phone: '081 55 55 55' },
      po.id,
    );
    const page = await open(id);
    const related = page.getByRole('heading', { name: /^Autres demandes au nom de Anne Modèle/ });
    await related.waitFor();
    await page.getByText('Autres actes').click();
    await page.getByRole('button', { name: 'Approuver une partie' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approuver une partie' });
    await dialog.getByRole('button', { name: 'Séparer, puis relire' }).click();
    await dialog.getByText('Cochez ce que vous approuvez', { exact: false }).waitFor();
    await dialog.getByRole('checkbox', { name: 'Téléphone' }).check();
    await dialog.getByText('Restera à décider : nom.').waitFor();
    await look(page, '3-split');
    await dialog.getByRole('button', { name: 'Séparer, puis relire' }).click();
    await page.getByRole('heading', { name: 'Anne Modèle change de téléphone', level: 1, exact: true }).waitFor();
    await page.getByRole('link', { name: 'Modification d’un membre · Anne Modèle' }).first().waitFor();
    await page.getByText('Reste ici : téléphone. Devient la demande 2 : nom.').waitFor();
    await look(page, '4-half');
    await page.context().close();
  });

  test('is merged into another that asks the same, read side by side before, and parted again', async () => {
    const { build, rig } = office;
    const po = await build.po({ name: 'Écoles du Croquis' });
    const by = (name: string) => ({
      submitter: { name, email: `${name}@po.example`.toLowerCase(), function: 'Membre' },
    });
    const first = await rig.submit('new-member', { ...newcomer, lastName: 'Jumelle' }, po.id, by('Marie'));
    const second = await rig.submit(
      'new-member',
      { ...newcomer, lastName: 'Jumelle', phone: '081 77 77 77' },
      po.id,
      by('Luc'),
    );
    const page = await open(second);
    await page.getByText('Autres actes').click();
    await page.getByRole('button', { name: 'Même demande qu’une autre' }).click();
    const dialog = page.getByRole('dialog', { name: 'Même demande qu’une autre' });
    await dialog.getByRole('row', { name: /^Téléphone \(différent\)/ }).waitFor();
    await dialog.getByText('Luc et Marie suivront celle qui reste', { exact: false }).waitFor();
    await look(page, '5-merge');
    await dialog.getByRole('button', { name: 'Fusionner' }).click();
    await page
      .getByText(/^Fusionnée : Jeanne Jumelle/)
      .first()
      .waitFor();
    expect(await rig.requestOf(second)).toMatchObject({ state: 'merged', mergedInto: first });

    await page.goto(`${site}/demandes/${first}`);
    await page.getByRole('heading', { name: /^Demandée aussi par/ }).waitFor();
    await look(page, '6-followed');
    await page.keyboard.press('r');
    await page.getByText('Marie et Luc liront cette raison.').waitFor();
    await page.keyboard.press('Escape');

    await page.goto(`${site}/demandes/${second}`);
    await page.getByRole('button', { name: 'Annuler la fusion' }).waitFor();
    await look(page, '7-merged');
    await page.getByRole('button', { name: 'Annuler la fusion' }).click();
    await page.getByRole('button', { name: /^Refuser/ }).waitFor();
    expect(await rig.requestOf(second)).toMatchObject({ state: 'submitted', mergedInto: null });
    await page.context().close();
  });
});
