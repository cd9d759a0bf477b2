import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { lookAt } from './look-at.ts';
import { startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(180_000);

const OPEN = { from: '2023-05-01', to: null };

describeWithBrowser()('whom a mailing is for, and where roles are missing', () => {
  let office: TestOffice;
  let site: OfficeSite;

  beforeAll(async () => {
    office = await startTestOffice();
    const { build } = office;
    const [full, silent, bare] = await Promise.all([
      build.po({ name: 'Collège Complet', fase: 990_001 }),
      build.po({ name: 'Institut Muet', fase: 990_002 }),
      build.po({ name: 'École Seule', fase: 990_003, postcode: '6700', locality: 'Arlon' }),
    ]);
    await build.school(full.id, { district: 'Dinant', level: 'Fondamental' });
    const member = async (name: string, poId: string, roles: Parameters<typeof build.mandate>[3], hasEmail = true) => {
      const email = hasEmail ? `${name.toLowerCase()}@membres.example` : null;
      const person = await build.person({ firstName: 'Jo', lastName: name, email });
      await build.mandate(person.id, poId, OPEN, roles);
    };
    await member('Tresor', full.id, ['treasurer']);
    await member('Presence', full.id, ['president']);
    await member('Sansmail', silent.id, ['treasurer'], false);
    await member('Chef', silent.id, ['president']);
    await member('Simple', bare.id, ['administrator']);
    site = await openOfficeSite(office);
  }, 180_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  test('roles come to people with why, people are added and taken out, and the audience is kept, by keyboard', async () => {
    const page = await site.enter('/courriers');
    await page.getByRole('button', { name: 'Nouveau courrier' }).click();
    await page.getByRole('button', { name: 'Commencer', exact: true }).click();
    await page.getByRole('heading', { name: 'Qui recevra ce courrier' }).waitFor();
    await page.getByText('Cochez au moins un rôle').waitFor();
    await page.locator('input[value=treasurer]:enabled').focus();
    await page.keyboard.press('Space');
    await page.getByText('2 destinataires').waitFor();
    const table = page.locator('.recipient-table');
    await table.getByText('Trésorier·ère du PO Collège Complet depuis 2023').waitFor();
    await table
      .getByText('Président·e du PO Institut Muet depuis 2023 (à défaut de trésorier·ère joignable)')
      .waitFor();
    await lookAt(page, 'audience-destinataires');

    await page.getByRole('button', { name: 'Sans adresse utilisable (1)' }).click();
    await table.getByRole('link', { name: 'Jo Sansmail' }).waitFor();
    await page.getByRole('button', { name: 'PO sans destinataire (1)' }).click();
    await page.getByRole('link', { name: 'École Seule' }).waitFor();
    await lookAt(page, 'audience-sans-destinataire');

    // Without anybody to fall back on, the treasurer who cannot be reached is answered for by nobody.
    await page.getByRole('button', { name: 'Enlever administrateur·rice délégué·e' }).click();
    await page
      .getByRole('button', { name: 'Enlever puis président·e' })
      .or(page.getByRole('button', { name: 'Enlever président·e' }))
      .click();
    await page.getByRole('button', { name: 'PO sans destinataire (2)' }).waitFor();
    await page.getByText('Jo Sansmail').waitFor();
    await page.getByLabel('À défaut de trésorier·ère, écrire aussi à').selectOption('president');
    await page.getByRole('button', { name: 'PO sans destinataire (1)' }).waitFor();

    await page.getByRole('button', { name: 'Ajouter une personne' }).click();
    await page.getByRole('searchbox', { name: 'Nom, adresse mail ou téléphone' }).fill('simple');
    await page.getByRole('button', { name: /Jo Simple/ }).click();
    await page.getByRole('button', { name: 'Retirer une personne' }).click();
    await page.getByRole('searchbox', { name: 'Nom, adresse mail ou téléphone' }).fill('tresor');
    await page.getByRole('button', { name: /Jo Tresor/ }).click();
    await page.getByRole('button', { name: 'Destinataires (2)' }).click();
    await table.getByText('Membre du PO École Seule (ajouté·e à la main)').waitFor();

    await page.locator('summary', { hasText: 'Arrondissements' }).click();
    await page.getByRole('checkbox', { name: 'Dinant (1)' }).check();
    await page.getByRole('button', { name: 'Destinataires (1)' }).waitFor();

    await page.getByRole('button', { name: 'Enregistrer cette audience' }).click();
    await page.getByRole('textbox', { name: 'Nom' }).fill('Trésoreries de Dinant');
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('link', { name: 'Toutes les audiences' }).click();
    await page.getByRole('heading', { name: 'Trésoreries de Dinant' }).waitFor();
    await page.getByText('Trésorier·ère · Dinant · 1 ajouté · 1 retiré').waitFor();
    await lookAt(page, 'audiences');
    await page.getByRole('button', { name: 'Écrire à cette audience : Trésoreries de Dinant' }).click();
    await page.getByRole('button', { name: 'Destinataires (1)' }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Trésorier·ère' }).isChecked()).toBe(true);
  });

  test('the board says where a role is missing, and one press begins a mailing that asks', async () => {
    const page = await site.enter('/couverture');
    await page.getByRole('heading', { name: 'Couverture des rôles' }).waitFor();
    await page.getByRole('row', { name: /Trésorier·ère 33 % \(1\) 2 2 sans/ }).waitFor();
    await page.getByRole('link', { name: 'École Seule' }).waitFor();
    await page.locator('summary', { hasText: 'mois par mois' }).click();
    await lookAt(page, 'couverture');
    await page.getByLabel('Ce qui manque').selectOption('adresse');
    await page.getByRole('link', { name: 'Jo Sansmail' }).waitFor();
    await page.getByRole('button', { name: 'Écrire à ce PO' }).click();
    await page.getByRole('heading', { name: /Qui exerce le rôle de trésorier dans votre PO/ }).waitFor();
    await page.getByText('Président·e du PO Institut Muet depuis 2023 (à défaut de trésorier·ère joignable)').waitFor();
    await page.goto(`${site.site}/tableau-de-bord`);
    await page.getByRole('heading', { name: 'Courriers sans passer par la présidence' }).waitFor();
  });
});
