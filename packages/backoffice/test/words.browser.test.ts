import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mail } from '@guichet/shared/db/tables/mail';
import { note } from '@guichet/shared/db/tables/note';
import { staffTask } from '@guichet/shared/db/tables/staff-task';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import type { Page } from 'playwright-core';
import { addStaff, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';
import { newcomer } from './samples.ts';

jest.setTimeout(120_000);

/** What is written in the back office: notes, refusals, templates; and mails that did not arrive. */
describeWithBrowser()('words in the back office', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let requestId: string;

  beforeAll(async () => {
    office = await startTestOffice();
    site = await openOfficeSite(office);
    await addStaff(office.database, 'Magali Collègue', 'secretariat');
    requestId = await office.rig.submit('new-member', newcomer, (await office.build.po()).id);
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

  test('a note by keyboard names a colleague, is kept while it is written, and stays between us', async () => {
    const page = await site.enter(`/demandes/${requestId}`);
    await page.getByRole('heading', { name: /Jeanne Lambert/, level: 1 }).waitFor();
    await page.keyboard.press('n');
    const box = page.getByLabel('Votre note');
    await box.waitFor();
    await page.keyboard.type('À vérifier avec le PO.');
    await page.getByRole('button', { name: '@Magali Collègue' }).click();
    await page.getByText('Sera prévenu·e : Magali Collègue.').waitFor();
    await look(page, 'note-writing');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    expect(await box.inputValue()).toContain('À vérifier avec le PO. @Magali Collègue');
    await page.keyboard.press('Control+Enter');
    await page.getByText('entre nous : l’auteur ne les voit pas').waitFor();
    await page.locator('.request-note', { hasText: 'À vérifier avec le PO.' }).waitFor();
    await look(page, 'note-written');
    expect(await office.database.db('migrator').select().from(note)).toHaveLength(1);
    await page.context().close();
  });

  test('a template is written, filled for the request, and read as the mail that it becomes', async () => {
    const page = await site.enter('/modeles');
    await page.getByText('Aucun modèle').waitFor();
    await page.getByRole('button', { name: 'Nouveau modèle' }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Donnez un titre à ce modèle.').waitFor();
    await look(page, 'template-mistake');
    await page.getByLabel('Titre').fill('Pas encore élue');
    await page.getByRole('textbox', { name: 'Texte' }).fill('Bonjour {auteur}, le procès-verbal ne nomme pas {objet}.');
    await page.getByText('Bonjour Wivine Hautekiet, le procès-verbal ne nomme pas Jeanne Lambert.').waitFor();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('heading', { name: 'Pas encore élue' }).waitFor();
    await look(page, 'templates');

    await office.database.sql('migrator')`update submission set email_confirmed_at = now()`;
    await page.goto(`${site.site}/demandes/${requestId}`);
    await page.getByRole('heading', { name: /Jeanne Lambert/, level: 1 }).waitFor();
    await page.keyboard.press('r');
    await page.getByLabel('Partir d’un modèle').selectOption({ label: 'Pas encore élue' });
    const reason = page.getByLabel('Raison du refus');
    expect(await reason.inputValue()).toBe('Bonjour Marie Présidente, le procès-verbal ne nomme pas Jeanne Lambert.');
    await page.getByRole('dialog').getByRole('button', { name: 'Voir le mail à l’auteur' }).click();
    await page.getByText('Part dès le refus.').waitFor();
    await page.locator('.mail-preview', { hasText: 'le procès-verbal ne nomme pas' }).waitFor();
    await look(page, 'reject-preview');
    await page.context().close();
  });

  test('a mail that did not arrive stands above the list until it is sent again', async () => {
    const db = office.database.db('migrator');
    const [sent] = await db
      .insert(mail)
      .values({
        kind: 'request-rejected',
        causeKey: 'essai',
        toAddress: 'marie@po.example',
        requestId,
        state: 'failed',
        messageId: '<essai@guichet-po.invalid>',
      })
      .returning();
    await db.insert(staffTask).values({
      kind: 'mail-failed',
      ref: sent?.id ?? '',
      reason: 'Ce mail n’a pas pu être remis : le serveur du destinataire le refuse.',
      detail: { words: '550 5.1.1 No such user' },
      regionId: office.secretariat.actor.regionId,
      id: randomUUID(),
    });
    const page = await site.enter('/demandes', { viewport: { width: 360, height: 740 } });
    await page.getByRole('link', { name: '1 mail n’est pas arrivé' }).waitFor();
    await look(page, 'queue-trouble');
    await page.getByRole('link', { name: '1 mail n’est pas arrivé' }).click();
    await page.getByText('Réponse du serveur : 550 5.1.1 No such user').waitFor();
    await look(page, 'task-retry');
    await page.getByRole('button', { name: /^Renvoyer/ }).click();
    await page.getByText('Rien à régler').waitFor();
    expect(await db.$count(mail)).toBeGreaterThan(0);
    const [after] = await office.database.sql('migrator')`select state from mail where id = ${sent?.id ?? ''}`;
    expect(after).toEqual({ state: 'pending' });
    await page.context().close();
  });
});
