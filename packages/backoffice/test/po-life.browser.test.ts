import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';
import { writeScenario } from './scenario.ts';

jest.setTimeout(180_000);

describeWithBrowser()('the life of a PO in the back office', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let poId: string;

  beforeAll(async () => {
    // The undo delay is long: nothing is applied before the test applies it.
    office = await startTestOffice({ undoDelay: 60 });
    await writeScenario(office);
    site = await openOfficeSite(office, { undoDelay: 60 });
    const [po] = await office.database.sql('migrator')`select id from po where fase = 910101`;
    poId = String(po?.id);
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  async function lookAt(page: Page, name: string) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 1000 });
        await page.emulateMedia({ colorScheme });
        expect(await axeViolations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        const folder = process.env.SCREENSHOTS;
        if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
      }
    }
    await page.setViewportSize({ width: 1280, height: 1000 });
    await page.emulateMedia({ colorScheme: 'light' });
  }

  async function applyLast() {
    const [row] = await office.database.sql('migrator')`
      select id from decision where kind = 'approve' and settled_at is null order by sequence desc limit 1`;
    expect(await office.rig.apply(String(row?.id))).toEqual({ outcome: 'applied' });
  }

  async function fill(page: Page, [day, month, year]: [string, string, string], reason: string) {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Jour', { exact: true }).fill(day);
    await dialog.getByLabel('Mois', { exact: true }).fill(month);
    await dialog.getByLabel('Année').fill(year);
    await dialog.getByLabel(/^Pourquoi/).fill(reason);
    await dialog.getByRole('button', { name: 'Voir ce qui va changer' }).click();
    return dialog;
  }

  async function save(page: Page) {
    const dialog = page.getByRole('dialog');
    for (const tick of await dialog.getByRole('checkbox').all()) await tick.check();
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page
      .getByText(/^Modification enregistrée/)
      .first()
      .waitFor();
    await applyLast();
    await page
      .getByText(/^Modification faite/)
      .first()
      .waitFor();
  }

  async function choosePo(page: Page, act: string, words: string) {
    await page.getByRole('button', { name: act }).click();
    await page.getByLabel('Nom, numéro FASE, localité ou école').fill(words);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(words) })
      .click();
  }

  test('a school goes to another PO, and the rest of the PO follows by a merger that both files name', async () => {
    const page = await site.enter(`/po/${poId}`);
    await choosePo(page, 'Passer à un autre PO : Institut technique Saint-Exemple', 'Collège de la Maquette');
    const dialog = await fill(page, ['1', '9', '2025'], 'Reprise par le collège.');
    await dialog.getByText(/Institut technique Saint-Exemple dépend de Collège de la Maquette/).waitFor();
    await lookAt(page, 'life-transfer');
    await save(page);
    await page.getByText('1 ancienne école').click();
    await page.getByText(/passée à un autre PO le 1\/9\/2025/).waitFor();
    await lookAt(page, 'life-transferred');

    await choosePo(page, 'Fusionner dans un autre PO', 'Collège de la Maquette');
    await page.getByRole('group', { name: /^Membres qui rejoignent/ }).waitFor();
    await lookAt(page, 'life-merge-members');
    await page.getByLabel('Tous les membres').check();
    await fill(page, ['1', '1', '2026'], 'Fusion décidée par les deux assemblées.');
    await dialog.getByText('Les rôles dans Collège de la Maquette ne sont pas repris', { exact: false }).waitFor();
    await lookAt(page, 'life-merge');
    await save(page);
    await page.getByText('PO fermé depuis le 31 décembre 2025').waitFor();
    await lookAt(page, 'life-merged');
    expect(await page.getByRole('button', { name: 'Ajouter un membre' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Collège de la Maquette' }).click();
    await page.getByRole('heading', { name: 'PO repris' }).waitFor();
    await page.getByRole('link', { name: 'Institut Saint-Exemple ASBL' }).waitFor();
    await lookAt(page, 'life-absorbing');
    await page.close();
  });

  test('a PO that closes names what is open about it, and is found among the closed ones only', async () => {
    const [row] = await office.database.sql('migrator')`select id from po where fase = 910103`;
    const page = await site.enter(`/po/${row?.id}`);
    await page.getByRole('button', { name: 'Fermer le PO' }).click();
    const dialog = page.getByRole('dialog', { name: 'Fermer le PO' });
    await dialog.getByLabel(/ferment le même jour/).check();
    await fill(page, ['31', '1', '2026'], 'Dissolution de l’ASBL.');
    await dialog
      .getByText(/ferme le 31\/1\/2026/)
      .first()
      .waitFor();
    await lookAt(page, 'life-close');
    await save(page);
    await page.getByText('PO fermé depuis le 31 janvier 2026').waitFor();
    await lookAt(page, 'life-closed');
    await page.goto(`${site.site}/po?q=croquis`);
    await page.getByText('Aucun PO ne correspond').waitFor();
    await page.getByLabel('Ouverts ou fermés').selectOption('fermes');
    await page.getByText('Dernier jour : 31/1/2026').waitFor();
    await lookAt(page, 'life-list');
    await page.close();
  });

  test('a PO that begins is added from the list, and has its file', async () => {
    const page = await site.enter('/po');
    await page.getByRole('button', { name: 'Ajouter un PO' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ajouter un PO' });
    await dialog.getByLabel('Numéro FASE').fill('910101');
    await dialog.getByLabel('Nom du PO').fill('PO de la Relève');
    await dialog.getByLabel(/^Rue/).fill('Rue Neuve');
    await dialog.getByLabel(/^Numéro$/).fill('1');
    await dialog.getByLabel(/^Code postal/).fill('5590');
    await dialog.getByLabel(/^Localité/).fill('Ciney');
    await fill(page, ['1', '9', '2026'], 'Nouvelle ASBL.');
    await dialog.getByText('Le numéro FASE 910101 est celui de Institut Saint-Exemple ASBL.').waitFor();
    await dialog.getByRole('button', { name: /Modifier|Revenir|Corriger/ }).click();
    await dialog.getByLabel('Numéro FASE').fill('910999');
    await lookAt(page, 'life-found-fields');
    await dialog.getByRole('button', { name: 'Voir ce qui va changer' }).click();
    await dialog.getByText('Un PO sera créé : PO de la Relève, FASE 910999').waitFor();
    await lookAt(page, 'life-found');
    await save(page);
    await page.goto(`${site.site}/po?q=relève`);
    await page.getByRole('link', { name: 'PO de la Relève' }).click();
    await page.getByRole('heading', { level: 1, name: 'PO de la Relève' }).waitFor();
    await lookAt(page, 'life-founded');
    await page.close();
  });
});
