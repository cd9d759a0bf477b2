import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { findAllDuplicates } from '@guichet/shared/commands/duplicates/find-all-duplicates';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import type { Page } from 'playwright-core';
import { startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(120_000);

const PHONE = { width: 360, height: 780 };

/** Records of one person: found, merged, and taken apart again. */
describeWithBrowser()('duplicates in the back office', () => {
  let office: TestOffice;
  let site: OfficeSite;

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
    const { build } = office;
    const [college, ecole] = [
      await build.po({ name: 'Collège de la Maquette' }),
      await build.po({ name: 'École du Croquis' }),
    ];
    const jeanne = { lastName: 'Lambert', birthDate: '1971-05-04' };
    const address = { street: 'Rue du Croquis', number: '3', postcode: '5000', locality: 'Namur' };
    const kept = await build.person({ ...jeanne, firstName: 'Jeanne', email: 'jeanne@maquette.example', ...address });
    const double = await build.person({
      ...{ ...jeanne, firstName: 'Jeanne-Marie', email: 'jm.lambert@croquis.example', phone: '+32470123456' },
    });
    await build.mandate(kept.id, college.id, { from: '2020-09-01', to: null }, ['president']);
    await build.mandate(double.id, college.id, { from: '2018-01-01', to: '2022-12-31' }, ['treasurer']);
    await build.mandate(double.id, ecole.id, { from: '2024-01-01', to: null }, ['administrator']);
    await build.account(kept.id, 'jeanne@maquette.example');
    await build.account(double.id, 'jm.lambert@croquis.example');
    const couple = { lastName: 'Gabarit', email: 'foyer@maquette.example' };
    const [odile, paul] = [
      await build.person({ ...couple, firstName: 'Odile', birthDate: '1966-11-30' }),
      await build.person({ ...couple, firstName: 'Paul', birthDate: '1964-02-17' }),
    ];
    for (const { id } of [odile, paul]) await build.mandate(id, ecole.id, { from: '2021-01-01', to: null });
    await findAllDuplicates(office.database.db('worker'), new Date());
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.OFFICE_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
  }

  /** As the worker does with what is due. */
  async function applyPending(): Promise<void> {
    const [row] = await office.database.sql('migrator')<{ id: string }[]>`
      select id from decision where kind = 'approve' and settled_at is null`;
    expect((await office.rig.apply(row?.id ?? '')).outcome).toBe('applied');
  }

  test('two records of one person are merged from the keyboard’s list, and the merger is undone', async () => {
    const page = await site.enter('/doublons');
    await page.getByRole('link', { name: /Doublons.*2 à regarder/ }).waitFor();
    await page.getByText('une partie d’un prénom composé').waitFor();
    await look(page, 'duplicates-list');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Jeanne.* et .*Jeanne/, level: 1 }).waitFor();
    await page.getByText('2 mandats dans Collège de la Maquette se chevauchent').waitFor();
    await page.getByText('On ne pourra plus se connecter avec').waitFor();
    await look(page, 'duplicates-pair');

    const keepsA = await page.getByRole('radio', { name: /La fiche A, Jeanne Lambert/ }).count();
    const kept = keepsA === 1 ? 'A' : 'B';
    await page.getByRole('radio', { name: `La fiche ${kept}, Jeanne Lambert` }).check();
    await page.getByRole('radio', { name: 'Adresse mail : garder « jm.lambert@croquis.example »' }).check();
    await page.getByText('Adresse mail de Jeanne Lambert : jm.lambert@croquis.example').waitFor();
    await page.getByRole('radio', { name: /Garder le compte .* jeanne@maquette\.example/ }).check();
    await page.getByText('On ne pourra plus se connecter avec jm.lambert@croquis.example').waitFor();
    await page.getByLabel('Raison').fill('Encodée deux fois');
    await look(page, 'duplicates-chosen');
    await page.getByRole('button', { name: 'Fusionner les deux fiches' }).click();
    await page.getByText('La fusion est décidée').waitFor();
    await look(page, 'duplicates-ordered');
    await applyPending();
    await page.getByText('Ces deux fiches n’en font plus qu’une, au nom de Jeanne Lambert').waitFor();
    await look(page, 'duplicates-merged');
    const [person] = await office.database.sql('migrator')<{ email: string; phone: string; mandates: number }[]>`
      select email, phone, (select count(*)::int from mandate m where m.person_id = p.id and m.annulled_at is null) as mandates
      from person p where first_name = 'Jeanne'`;
    expect(person).toEqual({ email: 'jm.lambert@croquis.example', phone: '+32470123456', mandates: 2 });

    await page.getByRole('button', { name: 'Défaire la fusion' }).click();
    await page.getByLabel('Pourquoi la défaire ?').fill('Deux cousines');
    await look(page, 'duplicates-undoing');
    await page.getByRole('button', { name: 'Préparer le retour en arrière' }).click();
    await page.getByText(/La fusion est défaite/).waitFor();
    await look(page, 'duplicates-undo-plan');
    const approved = page.waitForResponse((answer) => answer.url().endsWith('/approve') && answer.ok());
    await page.keyboard.press('a');
    await approved;
    await applyPending();
    await page.goto(`${site.site}/doublons`);
    await page.getByText('une partie d’un prénom composé').waitFor();
    const [again] = await office.database.sql('migrator')<{ email: string; phone: string | null }[]>`
      select email, phone from person where first_name = 'Jeanne'`;
    expect(again).toEqual({ email: 'jeanne@maquette.example', phone: null });
    await page.context().close();
  });

  test('a couple is said to be two people, which is remembered and can be taken back', async () => {
    const page = await site.enter('/doublons');
    await page.getByRole('link', { name: 'Possibles' }).click();
    await page.getByRole('link', { name: /Odile Gabarit/ }).click();
    await page.getByText('souvent un couple').waitFor();
    await page.getByRole('checkbox', { name: /Les dates de naissance diffèrent/ }).waitFor();
    await page.getByRole('button', { name: 'Pas la même personne' }).click();
    await page.getByText('Pas la même personne, selon').waitFor();
    await look(page, 'duplicates-different');
    await page.goto(`${site.site}/doublons?etat=differentes`);
    await page.getByRole('link', { name: /Odile Gabarit/ }).click();
    await page.getByRole('button', { name: 'Revenir sur cet avis' }).click();
    await page.getByRole('button', { name: 'Fusionner les deux fiches' }).waitFor();
    await page.context().close();
  });

  test('fits a telephone', async () => {
    const page = await site.enter('/doublons', { viewport: PHONE });
    await page.getByRole('link', { name: /Odile Gabarit/ }).waitFor();
    await look(page, 'duplicates-list-phone');
    await page.getByRole('link', { name: /Odile Gabarit/ }).click();
    await page.getByRole('button', { name: 'Fusionner les deux fiches' }).waitFor();
    await page.getByRole('checkbox', { name: /Les dates de naissance diffèrent/ }).waitFor();
    await look(page, 'duplicates-pair-phone');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
    await page.context().close();
  });
});
