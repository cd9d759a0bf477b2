import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { runAuditCheck } from '@guichet/shared/commands/audit/run-audit-check';
import { SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { sealAudit } from '@guichet/shared/commands/seal-audit';
import { writeAudit } from '@guichet/shared/commands/write-audit';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { testContext } from '@guichet/shared/testing/register-builder';
import type { Page } from 'playwright-core';
import { addStaff, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';

jest.setTimeout(180_000);

/** What was done, and whether somebody changed the tale of it. */
describeWithBrowser()('the rooms of the administration', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let page: Page;

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
    await addStaff(office.database, 'Ada Administratrice', 'administrator');
    const po = await office.build.po({ name: 'Institut Saint-Exemple ASBL' });
    const person = await office.build.person({ firstName: 'Ysaline', lastName: 'Quisquater' });
    await office.build.mandate(person.id, po.id, { from: '2010-09-01', to: null }, ['treasurer']);
    const subject = { type: 'person', id: person.id };
    await office.database.db('migrator').transaction((tx) =>
      writeAudit(tx, office.secretariat.actor, new Date(), [
        {
          ...{ action: 'set-person-field', subject },
          ...{ before: { email: 'ysaline@ancien.example' }, after: { email: 'ysaline.quisquater@nouveau.example' } },
        },
        ...Array.from({ length: 60 }, () => ({ action: 'add-note' as const, subject })),
      ]),
    );
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
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png` });
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  test('tell what was done to a person, found by a name and by keys', async () => {
    page = await site.enter('/administration/journal', { email: 'ada.administratrice@secretariat.example' });
    await page.getByRole('heading', { name: 'Journal' }).waitFor();
    await page.getByRole('button', { name: 'Afficher la suite' }).click();
    await page.getByText('ysaline.quisquater@nouveau.example').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('quisq');
    await page.getByText(/à propos de : Ysaline Quisquater/).waitFor();
    await page.getByLabel('Acte', { exact: true }).selectOption({ label: 'Donnée d’une personne changée' });
    await page.getByText(/^1 entrée à propos de/).waitFor();
    await look('journal-person');
    expect(page.url()).toContain('q=quisq');
    await page.getByRole('heading', { name: /Donnée d’une personne changée/ }).click();
    await page.keyboard.press('j');
    expect(await page.evaluate('document.activeElement.closest("#journal") !== null')).toBe(true);
    await page.getByLabel('Qui a agi').selectOption({ label: 'Les membres' });
    await page.getByText('Aucune entrée ne correspond').waitFor();
    await page.getByRole('link', { name: 'Retirer les filtres' }).click();
    await page.getByRole('heading', { name: /^Note/ }).first().waitFor();
    expect(await page.getByLabel('Ce dont il s’agit').inputValue()).toBe('');
    expect(page.url()).not.toContain('q=');
  });

  test('say in words that nobody changed the journal, and then that somebody did', async () => {
    const check = async () => {
      await page.getByRole('button', { name: 'Vérifier la chaîne' }).click();
      await page.getByText('En attente : la vérification commence').waitFor();
      while ((await sealAudit(office.database.db('worker'))) > 0);
      const [ordered] = await office.database.sql('migrator')`select id from audit_check where finished_at is null`;
      await runAuditCheck(testContext(office.database.db('worker'), SYSTEM_ACTOR), ordered?.id, async () => {});
    };
    await page.getByText('Jamais vérifiée encore.').waitFor();
    await check();
    await page.getByText(/^Rien n’a été changé/).waitFor();
    await page.getByText(/à la demande de Ada Administratrice/).waitFor();
    await look('journal-intact');
    await office.database.sql('admin').begin(async (tx) => {
      await tx.unsafe('set local session_replication_role = replica');
      await tx.unsafe(`update audit_value set after = '{"email": "autre@nouveau.example"}' where after is not null`);
    });
    await check();
    await page.getByText(/^Les valeurs d’une entrée ont été changées/).waitFor();
    await look('journal-tampered');
  });

  test('say whether the programme does its work, and look again by themselves', async () => {
    await page.goto(`${site.site}/administration/sante`);
    await page.getByText('Le programme de fond ne donne pas signe de vie.').waitFor();
    const work = { counts: { work: { waiting: 2, active: 1 }, mail: { waiting: 0, active: 0 } }, store: 'postgresql' };
    const sql = office.database.sql('migrator');
    await sql`insert into heartbeat (process, instance, at, detail) values
      ('worker', 'serveur:1', now(), '{"mailPausedMs": 0}'), ('queue', 'serveur:1', now(), ${JSON.stringify(work)}::jsonb)`;
    await sql`insert into outbox (kind, ref, state, done_at, error_code) values ('arrive', 'x', 'dead', now(), '23514')`;
    await sql`update outbox set state = 'done', done_at = now() where state = 'pending'`;
    await page.getByText('La dernière vérification du journal a trouvé un changement.').waitFor();
    await page.getByRole('row', { name: /serveur:1/ }).waitFor();
    await page.getByRole('row', { name: /23514/ }).waitFor();
    expect(await page.getByText('Le programme de fond ne donne pas signe de vie.').count()).toBe(0);
    await look('health');
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('La santé du guichet').waitFor();
    await page.keyboard.press('Escape');
  });

  test('keep the platforms that open with an account: added with a secret shown once, renewed, closed at once', async () => {
    await page.goto(`${site.site}/administration/plateformes`);
    await page.getByText('Aucune plateforme').waitFor();
    await look('platforms-none');
    await page.getByRole('button', { name: 'Nouvelle plateforme' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Nom' }).fill('Centrale des marchés');
    await dialog.getByLabel('Adresses de retour').fill('http://commande.example/retour');
    await dialog.getByLabel('Ce que le membre lit').fill('Pour commander ensemble.');
    await dialog.getByLabel('Qui peut y entrer').selectOption('roles');
    await dialog.getByLabel('Référent·e PO', { exact: true }).check();
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await dialog.getByText('L’adresse doit commencer par https://').first().waitFor();
    await look('platform-dialog');
    await dialog.getByLabel('Adresses de retour').fill('https://commande.example/retour');
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('heading', { name: 'Secret de Centrale des marchés' }).waitFor();
    await look('platform-secret');
    const first = await dialog.locator('code').last().textContent();
    await dialog.getByRole('button', { name: 'Je l’ai noté' }).click();
    await page.getByRole('heading', { name: 'Centrale des marchés' }).waitFor();
    await look('platforms');
    await page.getByRole('button', { name: 'Nouveau secret : Centrale des marchés' }).click();
    await dialog.getByRole('button', { name: 'Faire un nouveau secret' }).click();
    await page.getByRole('heading', { name: 'Secret de Centrale des marchés' }).waitFor();
    expect(await dialog.locator('code').last().textContent()).not.toBe(first);
    await dialog.getByRole('button', { name: 'Je l’ai noté' }).click();
    await page.getByRole('button', { name: 'Désactiver : Centrale des marchés' }).click();
    await page.getByText('Désactivée', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Réactiver : Centrale des marchés' }).waitFor();
  });

  test('are closed to the secretariat', async () => {
    await page.context().close();
    page = await site.enter('/administration/journal');
    await page.getByText('Cette page est réservée à l’administration du guichet.').waitFor();
    await look('journal-refused');
  });
});
