import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { DEFAULT_SINGLE_HOLDER_ROLES } from '@guichet/shared/domain/roles';
import { memberImportHandler } from '@guichet/shared/queue/member-import-handler';
import type { WorkContext } from '@guichet/shared/queue/work-context';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import { buildWorkbook } from '@guichet/shared/testing/workbook-builder';
import type { Page } from 'playwright-core';
import { startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(240_000);

/** The secretariat and the list of a PO; the worker is stood in for by `work`. */
describeWithBrowser()('a list of members', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let page: Page;
  let po: { id: string; fase: number; name: string };

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  const picture = async (name: string) => {
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
  };
  const look = async (name: string) => {
    await picture(name);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  };

  /** What the worker does with what is due of imports. */
  async function work(): Promise<void> {
    const ctx = {
      ...testContext(office.database.db('worker'), SYSTEM_ACTOR),
      ...{ tokenKeys: TEST_TOKEN_KEYS, singleHolderRoles: DEFAULT_SINGLE_HOLDER_ROLES, fourEyes: false },
    } as unknown as WorkContext;
    const due = await office.database.sql('migrator')<{ id: string; ref: string }[]>`
      select id, ref from outbox where kind = 'member-import' and state = 'pending'`;
    for (const { id, ref } of due) {
      const outcome = await memberImportHandler.run(ctx as never, { id, ref, kind: 'member-import', attempts: 0 });
      if (outcome.outcome === 'leased') await outcome.afterCommit(ctx);
    }
  }

  const rows = [
    ['Liste de l’assemblée générale'],
    ['NOM', 'Prénom', 'Né(e) le', 'Courriel', 'Fonction', 'Depuis le'],
    ['EXEMPLE', 'Jeanne', 'née le', 'jeanne@po.example', 'Trésorière', { day: 45_901 }],
    ['MAQUETTE', 'Paul', '2/3/60', 'paul@po.example', 'Secrétère', '1er septembre 2025'],
    ['CROQUIS', 'Luc', '31/2/1970', '', 'Adm.', ''],
  ];

  for (const [name, viewport] of [
    ['large', { width: 1280, height: 900 }],
    ['narrow', { width: 360, height: 780 }],
  ] as const) {
    test(`is brought, told, tried and written, on a ${name} screen`, async () => {
      // A PO of its own: it has one treasurer.
      po = await office.build.po();
      page = await site.enter('/importations', { viewport });
      await page.getByRole('heading', { name: 'Apporter une liste' }).waitFor();
      await look(`imports-${name}`);
      const file = page.getByLabel('Fichier Excel (.xlsx) ou CSV');
      await page.getByRole('button', { name: 'Lire le fichier' }).click();
      await page.getByText('Choisissez un fichier.').waitFor();
      await file.setInputFiles({ name: 'photo.csv', mimeType: 'text/csv', buffer: Buffer.from([1, 2, 3, 4, 5]) });
      await page.getByRole('button', { name: 'Lire le fichier' }).click();
      await page.getByText('ni un classeur Excel').waitFor();
      await look(`import-refused-${name}`);

      await page.getByRole('button', { name: 'Tout le fichier est d’un seul PO' }).click();
      await page.getByLabel('Nom, numéro FASE, localité ou école').fill(String(po.fase));
      await page.getByRole('dialog').getByRole('button', { name: po.name }).click();
      // Each screen brings people of its own.
      const own = rows.map((row) =>
        row.map((cell) =>
          cell === 'EXEMPLE'
            ? `EXEMPLE-${name.toUpperCase()}`
            : typeof cell === 'string' && cell.includes('@')
              ? `${name}.${cell}`
              : cell,
        ),
      );
      // Namesakes born on one day would be taken for each other.
      const jeanne = own[2];
      if (jeanne) jeanne[2] = { day: viewport.width * 20 };
      const buffer = buildWorkbook([{ name: 'Membres', rows: own }]);
      await file.setInputFiles({ name: `ag-${name}.xlsx`, mimeType: 'application/octet-stream', buffer });
      await page.getByRole('button', { name: 'Lire le fichier' }).click();

      await page.getByRole('heading', { name: 'Les colonnes' }).waitFor();
      const column = (title: string) => page.getByLabel(new RegExp(`^${title}`));
      expect(await column('Né\\(e\\) le').inputValue()).toBe('birthDate');
      if (name === 'large') {
        await page.getByText('Ces mots ne sont pas des rôles connus').waitFor();
        await page.getByRole('button', { name: 'Prendre la proposition' }).click();
      } else {
        await page.getByText('Votre secrétariat a déjà importé une liste avec ces titres').waitFor();
      }
      expect(await column('Secrétère').inputValue()).toBe('secretary');
      await look(`import-columns-${name}`);
      await page.getByRole('button', { name: 'Faire un essai' }).click();
      await page.getByText('Vous pouvez fermer cette page').waitFor();
      await work();

      await page.getByRole('heading', { name: 'Importer', exact: true }).waitFor();
      await page.getByText('Février n’a pas 31 jours', { exact: false }).waitFor();
      await look(`import-dry-run-${name}`);
      await page.getByRole('group', { name: 'Montrer les lignes' }).getByRole('button', { name: '1 refusée' }).click();
      await page.getByText(/^Jeanne Exemple-\w+$/).waitFor({ state: 'hidden' });
      for (const tick of await page.getByRole('group', { name: 'Avertissements acceptés' }).getByRole('checkbox').all())
        await tick.check();
      await page.getByRole('button', { name: 'Lancer l’importation' }).click();
      await page.getByText('Écriture en cours').waitFor();
      await work();
      await page.getByText('Importée', { exact: true }).first().waitFor();
      await page.getByRole('heading', { name: /mail d’activation$/ }).waitFor();
      await look(`import-done-${name}`);
      const waiting = page.getByRole('button', { name: 'Envoyer maintenant' });
      await waiting.click();
      await page.getByText('Les mails d’activation partent.').waitFor({ state: 'attached' });
      await work();
      const mails = await office.database.sql(
        'migrator',
      )`select from mail where kind = 'activation' and to_address = ${`${name}.jeanne@po.example`}`;
      expect(mails).toHaveLength(1);

      await page.goto(`${site.site}/po/${po.id}`);
      await page
        .getByText(`Exemple-${name === 'large' ? 'Large' : 'Narrow'}`)
        .first()
        .waitFor();
      await page.context().close();
    });
  }
});
