import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { addDays, formatDate, todayInBrussels } from '@guichet/shared/domain/dates';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import type { Page } from 'playwright-core';
import { startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';
import { newcomer } from './samples.ts';
import { writeScenario } from './scenario.ts';

jest.setTimeout(180_000);

const today = todayInBrussels(new Date());

describeWithBrowser()('the POs in the back office', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let poId: string;

  beforeAll(async () => {
    office = await startTestOffice();
    const { build } = office;
    const { exemple, maquette } = await writeScenario(office);
    poId = exemple.id;
    const sql = office.database.sql('migrator');
    await sql`update school set district = 'Dinant', municipality = 'Ciney' where po_id = ${poId}`;
    const former = await build.person({ firstName: 'Gisèle', lastName: 'Ancienne', email: 'gisele@membres.example' });
    await build.mandate(former.id, poId, { from: '2012-01-01', to: '2021-08-31' }, ['president']);
    const next = await build.person({ firstName: 'Nora', lastName: 'Suivante', email: 'nora@membres.example' });
    await build.mandate(next.id, poId, { from: addDays(today, 100), to: null }, ['treasurer']);
    // Its name was another one until two years ago, and the change is on record.
    const [cause] = await sql`insert into cause (kind, actor_kind, actor_label, at)
      values ('staff-edit', 'staff', 'Magali Collègue', ${addDays(today, -730)}::date) returning id`;
    await sql`insert into field_change (subject_type, subject_id, field, old_value, new_value, cause_id, at)
      values ('po', ${poId}, 'name', '"Ancien Institut"', ${JSON.stringify(exemple.name)}::text::jsonb, ${cause?.id}, ${addDays(today, -730)}::date)`;
    await build.mandate((await build.person({ firstName: 'Fin', lastName: 'Prochaine' })).id, maquette.id, {
      from: '2020-01-01',
      to: addDays(today, 20),
    });
    site = await openOfficeSite(office);
  }, 180_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  /** Each page that is passed, in both widths and both lights; pictures where they are asked for. */
  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.PO_PICTURES;
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        await page.emulateMedia({ colorScheme });
        if (folder) {
          await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: width === 360 });
        }
        expect(await axeViolations(page)).toEqual([]);
        const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        expect({ name, width, wide }).toEqual({ name, width, wide: 0 });
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
  }

  const rows = (page: Page) => page.locator('[data-row]');
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

  test('are narrowed to those that lack something, found by words, and walked through by keyboard', async () => {
    const page = await site.enter('/po');
    await page.getByText('3 PO', { exact: true }).waitFor();
    await look(page, 'list');
    await page.getByLabel('À compléter', { exact: true }).selectOption('sans-tresorier');
    await page.getByText('2 PO', { exact: true }).waitFor();
    expect(page.url()).toContain('manque=sans-tresorier');
    await page.getByText('mandat bientôt terminé', { exact: true }).waitFor();
    await page.getByLabel('À compléter', { exact: true }).selectOption('');
    await page.getByLabel('Arrondissement').selectOption('Dinant');
    await page.getByText('1 PO', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('1 PO', { exact: true }).waitFor();
    expect(await page.getByLabel('Arrondissement').inputValue()).toBe('Dinant');
    await page.getByLabel('Nombre d’écoles').selectOption('cinq-et-plus');
    await page.getByText('Aucun PO ne correspond').waitFor();
    await look(page, 'nothing');
    await page.getByRole('link', { name: 'Retirer les filtres' }).click();
    await page.getByText('3 PO', { exact: true }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('exempel');
    await page.getByText('Voici ceux qui y ressemblent').waitFor();
    await page.getByLabel('Chercher un PO').fill('');
    await page.getByText('3 PO', { exact: true }).waitFor();
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(
      await rows(page)
        .nth(1)
        .evaluate((row) => row === document.activeElement),
    ).toBe(true);
    await page.keyboard.press('k');
    const first = await rows(page).first().innerText();
    await page.keyboard.press('Enter');
    await heading(page, first).waitFor();
    await page.context().close();
  });

  test('show a file with its warnings, origins, open requests and roles through the years', async () => {
    const page = await site.enter(`/po/${poId}`);
    await heading(page, 'Institut Saint-Exemple ASBL').waitFor();
    await page.getByText(/dernière modification/).waitFor();
    const requests = page.getByRole('region', { name: 'Demandes ouvertes' });
    await requests.getByRole('link', { name: /Thérèse Noël/ }).waitFor();
    // What comes in meanwhile is told.
    await office.rig.submit('new-member', { ...newcomer, firstName: 'Vera', lastName: 'Arrivée' }, poId);
    await requests.getByRole('link', { name: /Vera Arrivée/ }).waitFor();
    const roles = page.getByRole('region', { name: 'Rôles au fil du temps' });
    await roles.getByRole('row', { name: /Trésorier.*Nora Suivante.*à venir/ }).waitFor();
    expect(await roles.getByRole('row', { name: /Gisèle Ancienne/ }).count()).toBe(0);
    await look(page, 'file');
    await roles.getByLabel(/Afficher les anciens/).check();
    await roles
      .getByRole('row', { name: /Président.*Gisèle Ancienne.*du 1\/1\/2012 au 31\/8\/2021.*terminé/ })
      .waitFor();
    await page.getByText('1 valeur précédente').click();
    await page.getByText('Ancien Institut').waitFor();
    await page
      .getByText(/secrétariat \(Magali Collègue\)/)
      .first()
      .waitFor();
    await page.getByText('Hugo Lejeune').first().click();
    await look(page, 'file-open');
    await roles.scrollIntoViewIfNeeded();
    await look(page, 'roles');
    await page
      .getByRole('link', { name: /^demande / })
      .first()
      .click();
    await heading(page, /Hugo Lejeune/).waitFor();
    await page.context().close();
  });

  test('go back to another day by a control whose answer is an address, and come back to today', async () => {
    const page = await site.enter(`/po/${poId}`);
    await heading(page, 'Institut Saint-Exemple ASBL').waitFor();
    await page.getByLabel('Voir le dossier au').fill('2020-05-01');
    await page.getByRole('button', { name: 'Voir', exact: true }).click();
    await heading(page, 'Ancien Institut').waitFor();
    expect(page.url()).toMatch(/\?au=2020-05-01$/);
    await page.getByText('Dossier au 1er mai 2020', { exact: true }).waitFor();
    await page.getByText(/n’est enregistré ici que depuis/).waitFor();
    await page.getByRole('region', { name: 'Membres' }).getByText('Gisèle Ancienne', { exact: true }).waitFor();
    await look(page, 'other-day');
    await page.getByLabel('Voir le dossier au').fill('');
    await page.getByRole('button', { name: 'Voir', exact: true }).click();
    await page.getByText('Indiquez un jour entre 1900 et 2100.').waitFor();
    await page.getByRole('link', { name: 'Aujourd’hui' }).click();
    await heading(page, 'Institut Saint-Exemple ASBL').waitFor();
    expect(page.url()).toMatch(/\/po\/[0-9a-f-]+$/);
    // Shared, the address shows the same day to a colleague; one that names no day shows today.
    await page.goto(`${site.site}/po/${poId}?au=${addDays(today, 120)}`);
    await page.getByText(/ce qui est enregistré aujourd’hui/).waitFor();
    await page.getByText(/^Dossier au/).waitFor();
    await page
      .getByText(formatDate(addDays(today, 120)))
      .first()
      .waitFor({ state: 'attached' });
    await page.goto(`${site.site}/po/${poId}?au=hier`);
    await heading(page, 'Institut Saint-Exemple ASBL').waitFor();
    expect(await page.getByText(/^Dossier au/).count()).toBe(0);
    await page.context().close();
  });
});
