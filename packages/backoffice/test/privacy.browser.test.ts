import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { inTransaction, SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { carryOutErasure } from '@guichet/shared/commands/privacy/carry-out-erasure';
import { runRetention } from '@guichet/shared/commands/privacy/run-retention';
import { retentionPeriods } from '@guichet/shared/privacy/retention-periods';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { testContext } from '@guichet/shared/testing/register-builder';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { addStaff, startTestOffice, type TestOffice, type TestStaff } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(180_000);

/** What people may ask by law, and what time takes away. */
describeWithBrowser()('the data of a person', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let ada: TestStaff;
  let bea: TestStaff;
  let personId: string;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice({ fourEyes: true });
    site = await openOfficeSite(office, { fourEyes: true });
    ada = await addStaff(office.database, 'Ada Administratrice', 'administrator');
    bea = await addStaff(office.database, 'Bea Seconde', 'administrator');
    const po = await office.build.po({ name: 'Institut Saint-Exemple ASBL' });
    const person = await office.build.person({
      firstName: 'Ysaline',
      lastName: 'Quisquater',
      email: 'ysaline@canari.example',
      phone: '+32470998877',
    });
    personId = person.id;
    await office.build.mandate(personId, po.id, { from: '2010-09-01', to: '2024-08-31' }, ['treasurer']);
    await office.build.account(personId, 'ysaline@canari.example');
    const old = await office.build.person({ firstName: 'Odilon', lastName: 'Ancien', email: 'odilon@canari.example' });
    await office.build.mandate(old.id, po.id, { from: '2001-09-01', to: '2005-08-31' });
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  async function look(name: string): Promise<void> {
    const folder = process.env.OFFICE_PICTURES;
    for (const [width, height] of [
      [1280, 900],
      [360, 780],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  const worker = () => testContext(office.database.db('worker'), SYSTEM_ACTOR);
  const path = () => `/personnes/${personId}/donnees`;

  test('are handed out once it is sure who asks, to be read, printed and saved', async () => {
    page = await site.enter(path(), { email: ada.email });
    await page.getByRole('heading', { name: 'Données d’une personne' }).waitFor();
    const prepare = page.getByRole('button', { name: 'Préparer le document' });
    expect(await prepare.isDisabled()).toBe(true);
    await page.getByRole('heading', { name: 'Ce qui est effacé' }).waitFor();
    await look('privacy-before');
    await page.getByLabel(/Je suis sûr·e que la demande vient d’elle/).check();
    await prepare.click();
    await page.getByRole('heading', { name: 'Données à caractère personnel : Ysaline Quisquater' }).waitFor();
    await page.getByText('Institut Saint-Exemple ASBL, ').waitFor();
    await look('privacy-document');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Enregistrer en JSON' }).click();
    const saved = JSON.parse(readFileSync((await (await saving).path()) ?? '', 'utf8'));
    expect(saved).toMatchObject({ person: { name: 'Ysaline Quisquater' }, madeBy: 'Ada Administratrice' });
    expect(JSON.stringify(saved.parts)).toContain('ysaline@canari.example');
    const page2 = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Enregistrer la page' }).click();
    expect(readFileSync((await (await page2).path()) ?? '', 'utf8')).toContain('+32470998877');
  });

  test('are erased after two people have read what goes and what stays', async () => {
    await page.getByRole('button', { name: 'Effacer…' }).click();
    const dialog = page.getByRole('dialog');
    const erase = dialog.getByRole('button', { name: 'Effacer définitivement' });
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByLabel(/Son dernier mandat s’est terminé le 31\/0?8\/2024/).check();
    await dialog.getByLabel(/La personne l’a demandé/).check();
    await look('privacy-erase');
    await erase.click();
    await page.getByText('L’effacement attend un·e collègue').first().waitFor();
    await page.context().close();

    page = await site.enter('/administration/conservation', { email: bea.email });
    await page.getByRole('heading', { name: 'Ysaline Quisquater' }).waitFor();
    await look('privacy-second');
    await page.getByRole('button', { name: /^Confirmer/ }).click();
    await page.getByText('en cours').waitFor();
    const [order] = await office.database.sql('migrator')`select id from erasure where state = 'ordered'`;
    await inTransaction(worker(), (tx) => carryOutErasure(tx, order?.id, null));
    await page.getByRole('heading', { name: 'Personne effacée' }).waitFor();
    await page.goto(`${site.site}${path()}`);
    await page.getByText('Cette personne est déjà effacée.').waitFor();
  });

  test('leave when their time is over, after one has seen what', async () => {
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('link', { name: 'Conservation' }).click();
    await page.getByRole('heading', { name: 'Conservation des données' }).waitFor();
    const rule = page.getByRole('row', { name: /^Identité et coordonnées/ });
    expect(await rule.innerText()).toContain('60 mois');
    await look('privacy-rules');
    await page.getByRole('button', { name: 'Effacer maintenant ce qui est échu' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('après la fin de son dernier mandat : 1').waitFor();
    await look('privacy-run');
    await dialog.getByRole('button', { name: 'Effacer définitivement' }).click();
    await page.getByText('Demandé par Bea Seconde').first().waitFor();
    const [run] = await office.database.sql('migrator')`select id from retention_run where finished_at is null`;
    await runRetention(worker(), run?.id, { periods: retentionPeriods(), erasureList: null });
    await page.getByText('Identité et coordonnées d’une personne, après la fin de son dernier mandat : 1.').waitFor();
  });
});
