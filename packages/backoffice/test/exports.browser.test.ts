import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { runExport } from '@guichet/shared/commands/exports/run-export';
import { exportRun } from '@guichet/shared/db/tables/export-run';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { testContext } from '@guichet/shared/testing/register-builder';
import { eq } from 'drizzle-orm';
import type { Download, Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(180_000);

const PHONE = { width: 360, height: 780 };

/** A list taken out, a file on paper, labels for letters. */
describeWithBrowser()('what leaves the back office', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let poId: string;
  const folder = mkdtempSync(join(tmpdir(), 'guichet-exports-'));

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
    const { build } = office;
    const po = await build.po({ name: 'Collège de la Maquette', fase: 910_301, postcode: '5590', locality: 'Ciney' });
    poId = po.id;
    await build.school(po.id, { name: 'École fondamentale du Croquis', level: 'Fondamental', locality: 'Ciney' });
    const home = { street: 'Rue de la Gare', number: '3', postcode: '5590', locality: 'Ciney' };
    for (const [firstName, birthDate] of [
      ['Zoé', '1958-02-11'],
      ['Paul', '1956-07-30'],
    ] as const) {
      const person = await build.person({ firstName, lastName: 'Modèle', birthDate, phone: '+3281223344', ...home });
      await build.mandate(person.id, po.id, { from: '2021-09-01', to: null }, [
        firstName === 'Zoé' ? 'president' : 'treasurer',
      ]);
    }
    const without = await build.person({ firstName: 'Anne', lastName: '=Essai' });
    await build.mandate(without.id, po.id, { from: '2022-01-01', to: null }, ['secretary']);
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await site?.close();
    await office?.database.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const pictures = process.env.OFFICE_PICTURES;
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
  }

  /** What the worker does. */
  async function work(): Promise<void> {
    const rows = await office.database.db('migrator').select().from(exportRun).where(eq(exportRun.state, 'ordered'));
    for (const { id } of rows)
      await runExport(testContext(office.database.db('worker'), SYSTEM_ACTOR), id, office.rig.settings);
  }

  async function saved(download: Download): Promise<Buffer> {
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return readFileSync(path);
  }

  test('the members of the listed POs come as a workbook that another program opens, and go when told', async () => {
    const page = await site.enter('/po?q=maquette');
    await page.getByRole('button', { name: 'Exporter' }).click();
    await page.getByRole('radio', { name: 'Membres des PO' }).check();
    await page.getByText('3 lignes.').waitFor();
    await look(page, 'exports-dialog');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await page.getByRole('dialog').getByRole('button', { name: 'Exporter', exact: true }).click();
        await page.getByText('Le fichier se prépare.').waitFor();
        await work();
      })(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^membres-\d{4}-\d\d-\d\d\.xlsx$/);
    const [heads, ...rows] = (await readSheet(await saved(download))) as unknown[][];
    const column = (head: string) => rows.map((row) => row[heads?.indexOf(head) ?? -1]);
    expect(column('Nom')).toEqual(['=Essai', 'Modèle', 'Modèle']);
    expect(column('Téléphone').slice(1)).toEqual(['081 22 33 44', '081 22 33 44']);
    expect(column('Date de naissance')[1]).toBeInstanceOf(Date);

    await page.getByRole('dialog').getByRole('link', { name: 'Exportations' }).click();
    await page.getByRole('heading', { name: 'Exportations' }).waitFor();
    await look(page, 'exports-page');
    await page.getByRole('button', { name: /Supprimer maintenant/ }).click();
    await page.getByText('Le fichier a été supprimé.').waitFor();
    expect(await page.getByRole('link', { name: /Télécharger/ }).count()).toBe(0);
  });

  test('requests come as CSV, on a telephone too', async () => {
    const page = await site.enter('/demandes', { viewport: PHONE });
    await page.getByRole('button', { name: 'Exporter' }).click();
    await page.getByRole('radio', { name: /Texte CSV/ }).check();
    await look(page, 'exports-phone');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await page.getByRole('dialog').getByRole('button', { name: 'Exporter', exact: true }).click();
        await page.getByText('Le fichier se prépare.').waitFor();
        await work();
      })(),
    ]);
    expect((await saved(download)).toString()).toMatch(/^\ufeffRéférence;Type;/);
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer', exact: true }).click();
    await page.goto(`${site.site}/exportations`);
    await page.getByRole('heading', { name: 'Exportations' }).waitFor();
    await look(page, 'exports-page-phone');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  });

  test('labels: one for a household, from the first that is free, and those without an address told apart', async () => {
    const page = await site.enter('/po');
    await page.getByRole('button', { name: 'Exporter' }).click();
    await page.getByRole('radio', { name: 'Membres des PO' }).check();
    await page.getByRole('radio', { name: /Étiquettes/ }).check();
    await page.getByRole('button', { name: 'Voir les étiquettes' }).click();
    const sheet = page.getByRole('list', { name: 'Feuille 1' });
    await sheet.getByText('Paul et Zoé Modèle').waitFor();
    expect(await sheet.getByText('5590 CINEY').count()).toBe(1);
    await page.getByText('1 adresse incomplète').waitFor();
    await page.getByLabel('Première étiquette libre').fill('3');
    await page.getByLabel('Une seule étiquette par foyer').uncheck();
    await sheet.getByText('Zoé Modèle', { exact: true }).waitFor();
    expect(await sheet.locator('li').count()).toBe(4);
    await look(page, 'labels');
    await page.getByLabel('Première étiquette libre').fill('25');
    await page.getByText('Indiquez un nombre de 1 à 24.').waitFor();
    await page.getByLabel('Première étiquette libre').fill('3');
    await page.setViewportSize(PHONE);
    await look(page, 'labels-phone');
    expect(pagesOf(await print(page, 'labels'))).toBe(1);
  });

  test('labels also come from the list of people, and one’s exports are a room of the rail', async () => {
    const page = await site.enter('/personnes?role=president');
    await page.getByRole('button', { name: 'Exporter' }).click();
    await page.getByRole('radio', { name: /Étiquettes/ }).check();
    await page.getByRole('button', { name: 'Voir les étiquettes' }).click();
    await page.getByText('Les personnes de la liste qui ont le rôle « Président·e »', { exact: false }).waitFor();
    await page.getByRole('list', { name: 'Feuille 1' }).waitFor();
    await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: 'Exporter' }).click();
    await page.getByRole('heading', { name: 'Exportations', level: 1 }).waitFor();
  });

  test('the file of a PO goes on paper whole, without its buttons', async () => {
    const page = await site.enter(`/po/${poId}`);
    await page.getByRole('button', { name: 'Imprimer' }).waitFor();
    await look(page, 'po-file');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await page.getByText('Guichet PO · dossier au').isVisible()).toBe(true);
    expect(await page.getByText('11/2/1958').isVisible()).toBe(true);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
    await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    await page.emulateMedia({ media: null });
    expect(await page.getByText('11/2/1958').isVisible()).toBe(false);
    expect(pagesOf(await print(page, 'po-file'))).toBeGreaterThanOrEqual(1);
    await page.goto(`${site.site}/po/${poId}?au=2022-01-01`);
    await page.getByText('Dossier au 1er janvier 2022', { exact: true }).waitFor();
    await print(page, 'po-file-day');
  });

  async function print(page: Page, name: string): Promise<Buffer> {
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const pictures = process.env.OFFICE_PICTURES;
    if (pictures) {
      writeFileSync(`${pictures}/${name}.pdf`, bytes);
      await page.emulateMedia({ media: 'print' });
      await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
      await page.setViewportSize({ width: 680, height: 1000 });
      await page.screenshot({ path: `${pictures}/${name}-paper.png`, fullPage: true });
      await page.emulateMedia({ media: null });
    }
    return bytes;
  }
});

function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
