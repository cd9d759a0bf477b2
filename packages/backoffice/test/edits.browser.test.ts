import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addStaff, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';
import { writeScenario } from './scenario.ts';

jest.setTimeout(180_000);

describeWithBrowser()('editing the register in the back office', () => {
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

  test('a telephone number is corrected by the keyboard alone, and the value names who did it', async () => {
    const page = await site.enter(`/po/${poId}`);
    await page.locator('summary', { hasText: 'Paul Exemple' }).press('Enter');
    await page.getByRole('button', { name: 'Modifier la fiche : Paul Exemple' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Modifier la fiche' });
    const phone = dialog.getByLabel(/^Téléphone/);
    await phone.waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('f-firstName');
    await lookAt(page, 'edit-fields');
    await phone.fill('081');
    await phone.press('Enter');
    await dialog.getByRole('link', { name: /n’est pas complet/ }).waitFor();
    await lookAt(page, 'edit-mistake');
    await phone.fill('081 99 88 77');

    // The tab is closed half-way: what was typed is there again.
    await page.reload();
    await page.locator('summary', { hasText: 'Paul Exemple' }).press('Enter');
    await page.getByRole('button', { name: 'Modifier la fiche : Paul Exemple' }).press('Enter');
    await phone.waitFor();
    expect(await phone.inputValue()).toBe('081 99 88 77');
    await phone.press('Enter');
    await dialog.getByRole('heading', { name: 'Ce qui va changer' }).waitFor();
    await dialog.getByText('Téléphone de Paul Exemple : 081 99 88 77').waitFor();
    await lookAt(page, 'edit-plan');
    // He is named in a request of the morning: that must have been seen.
    for (const tick of await dialog.getByRole('checkbox').all()) await tick.press('Space');
    await dialog.getByRole('button', { name: 'Enregistrer' }).press('Enter');
    const toast = page.getByRole('region', { name: 'Dernière décision' });
    await toast.getByText(/^Modification enregistrée : Paul Exemple/).waitFor();
    await lookAt(page, 'edit-saved');
    await applyLast();
    await toast.getByText(/^Modification faite/).waitFor();
    const origin = page
      .locator('.member')
      .getByRole('link', { name: /^secrétariat \(Delphine Exemple\), le / })
      .first();
    await origin.waitFor();
    await lookAt(page, 'edit-applied');
    await origin.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Modifier le téléphone, fiche de Paul Exemple' }).waitFor();
    await page.getByText('Modification demandée par le secrétariat').waitFor();
    await lookAt(page, 'edit-request');
    await page.close();
  });

  test('a wrong mandate is annulled with its reason, and taken back before it is applied', async () => {
    const page = await site.enter(`/po/${poId}`);
    await page.locator('summary', { hasText: 'Anne Maquet' }).click();
    await page.getByRole('button', { name: 'Annuler le mandat : Anne Maquet' }).click();
    const dialog = page.getByRole('dialog', { name: 'Annuler le mandat' });
    await dialog.getByRole('button', { name: 'Voir ce qui va changer' }).click();
    await dialog.getByRole('link', { name: /Indiquez pourquoi/ }).waitFor();
    await dialog.getByLabel(/^Pourquoi/).fill('Encodé dans le mauvais PO.');
    await dialog.getByRole('button', { name: 'Voir ce qui va changer' }).click();
    await dialog.getByText('Un mandat d’Anne Maquet est annulé').waitFor();
    await dialog.getByRole('button', { name: 'Enregistrer' }).press('Enter');
    await dialog.getByText('Cochez d’abord ce que vous avez vu.').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('vu-0');
    for (const tick of await dialog.getByRole('checkbox').all()) await tick.check();
    await lookAt(page, 'edit-annul');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('region', { name: 'Dernière décision' }).waitFor();
    await page.keyboard.press('u');
    await page.getByRole('region', { name: 'Dernière décision' }).waitFor({ state: 'detached' });
    const [request] = await office.database.sql('migrator')`
      select state from change_request where subject = 'Anne Maquet' order by created_at desc limit 1`;
    expect(request?.state).toBe('withdrawn');

    // On second thoughts it was wrong after all: once applied, the mandate stays readable with the reason.
    await page.getByRole('button', { name: 'Annuler le mandat : Anne Maquet' }).click();
    await dialog.getByLabel(/^Pourquoi/).fill('Encodé dans le mauvais PO.');
    await dialog.getByRole('button', { name: 'Voir ce qui va changer' }).click();
    await dialog.getByText('Un mandat d’Anne Maquet est annulé').waitFor();
    for (const tick of await dialog.getByRole('checkbox').all()) await tick.check();
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('region', { name: 'Dernière décision' }).waitFor();
    await applyLast();
    await page.locator('summary', { hasText: '1 annulation' }).click();
    await page
      .locator('.annulled')
      .getByText(/secrétariat \(Delphine Exemple\).*Encodé dans le mauvais PO\./)
      .waitFor();
    await lookAt(page, 'edit-annulled');
    await page.close();
  });

  test('somebody who is known becomes a member: found first, then given a mandate', async () => {
    const page = await site.enter(`/po/${poId}`);
    await page.getByRole('button', { name: 'Ajouter un membre' }).click();
    await page.getByLabel('Nom, adresse mail ou téléphone').fill('lambert');
    await lookAt(page, 'edit-find');
    await page.getByRole('button', { name: /^Jeanne Lambert/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Ajouter un mandat' });
    await dialog.getByLabel('Jour').first().fill('1');
    await dialog.getByLabel('Mois').first().fill('9');
    await dialog.getByLabel('Année').first().fill('2026');
    await dialog.getByLabel('Administrateur·rice', { exact: true }).check();
    await dialog.getByRole('button', { name: 'Voir ce qui va changer' }).click();
    await dialog.getByText('Mandat ouvert le 1/9/2026').waitFor();
    for (const tick of await dialog.getByRole('checkbox').all()) await tick.check();
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page
      .getByText(/^Modification enregistrée : Jeanne Lambert/)
      .first()
      .waitFor();
    await applyLast();
    await page.locator('summary', { hasText: 'Jeanne Lambert' }).waitFor();
    await page.close();
  });

  test('readers are offered none of it', async () => {
    const reader = await addStaff(office.database, 'Lou Lectrice', 'reader');
    const page = await site.enter(`/po/${poId}`, { email: reader.email });
    await page.locator('summary', { hasText: 'Paul Exemple' }).click();
    await page.getByText('Compte extranet').first().waitFor();
    expect(await page.getByRole('button', { name: /Modifier|Terminer|Annuler|Ajouter/ }).count()).toBe(0);
    await page.close();
  });
});
