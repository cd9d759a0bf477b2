import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { runAccountOrder } from '@guichet/shared/commands/accounts/run-account-order';
import { inTransaction, SYSTEM_ACTOR } from '@guichet/shared/commands/context';
import { accountOrder } from '@guichet/shared/db/tables/account-order';
import { mail } from '@guichet/shared/db/tables/mail';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { staffTask } from '@guichet/shared/db/tables/staff-task';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { TEST_TOKEN_KEYS, testContext } from '@guichet/shared/testing/register-builder';
import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { addStaff, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';
import { newcomer } from './samples.ts';
import { writeScenario } from './scenario.ts';

jest.setTimeout(180_000);

const ottilie = { firstName: 'Ottilie', lastName: 'Grandjean', birthDate: '1969-09-09', phone: '0471 22 33 44' };

/** A caller: "I never got my activation mail", "who is our treasurer on record?" The worker is stood in for by `work`. */
describeWithBrowser()('the page of a person and the search', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let page: Page;
  const email = 'ottilie.grandjean@membres.example';

  beforeAll(async () => {
    office = await startTestOffice();
    const { exemple } = await writeScenario(office);
    const requestId = await office.rig.submit('new-member', { ...newcomer, ...ottilie, email }, exemple.id);
    await office.rig.approveAndApply(requestId);
    await database('admin')
      .update(mail)
      .set({ state: 'failed', errorCode: 'refused' })
      .where(eq(mail.toAddress, email));
    const [letter] = await database('admin').select().from(mail).where(eq(mail.toAddress, email));
    const detail = { words: '550 5.1.1 <ottilie.grandjean@membres.example> User unknown' };
    await database('admin')
      .insert(staffTask)
      .values({ kind: 'mail-failed', ref: letter?.id ?? '', reason: 'Ce mail n’a pas pu être remis.', detail });
    await office.database.sql(
      'admin',
    )`insert into mail_suppression (address_key, reason) values (${email}, ${detail.words})`;
    await addStaff(office.database, 'Ada Administratrice', 'administrator');
    site = await openOfficeSite(office);
    page = await site.enter('/demandes');
  }, 180_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  const database = (role: 'admin' | 'worker') => office.database.db(role);
  const account = () => page.getByRole('region', { name: 'Compte' });
  const dialog = () => page.getByRole('dialog');
  async function look(name: string): Promise<void> {
    const folder = process.env.OFFICE_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
  }
  /** What the worker does when it is rung for. */
  async function work(): Promise<void> {
    const orders = await database('admin').select().from(accountOrder).where(eq(accountOrder.state, 'ordered'));
    for (const { id } of orders) {
      await inTransaction(testContext(database('worker'), SYSTEM_ACTOR), (tx) =>
        runAccountOrder(tx, id, { tokenKeys: TEST_TOKEN_KEYS }),
      );
    }
  }

  test('a caller is found by a telephone number, from anywhere, by keyboard', async () => {
    await page.getByRole('heading', { name: 'À traiter' }).waitFor();
    await page.keyboard.press('Control+k');
    await dialog().getByRole('combobox').fill('autre chose');
    // What one looked for is nothing to lose.
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await dialog().getByRole('combobox').waitFor();
    await page.keyboard.type('0471/22.33.44');
    await dialog()
      .getByRole('option', { name: /Ottilie Grandjean/ })
      .first()
      .waitFor();
    await dialog().getByText('téléphone 0471 22 33 44').first().waitFor();
    await look('palette');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ottilie Grandjean', level: 1 }).waitFor();
  });

  test('the page says where the account stands, why, and what to do', async () => {
    await account().getByText('rebondi', { exact: true }).waitFor();
    await account()
      .getByText(/User unknown.*débloquez-la/)
      .waitFor();
    await page.getByText('Réponse du serveur : 550 5.1.1').waitFor();
    await page
      .getByRole('button', { name: /^Lire le mail/ })
      .first()
      .click();
    await page.getByText('(son lien personnel)').waitFor();
    await page.getByText('Consultée par').first().or(page.getByText('Personne avant vous.')).waitFor();
    await look('person');
    await account().getByText('Ce qui n’est pas possible, et pourquoi').click();
    await account().getByText('débloquez d’abord l’adresse').first().waitFor();
    await look('person-why-not');
  });

  test('what somebody wants no more is noted by two clicks, under the name of who was told, and taken back', async () => {
    await page.getByRole('button', { name: 'Ne plus envoyer : Informations et actualités' }).click();
    await dialog().getByText('Plus aucun courrier de ce genre').waitFor();
    await look('wish');
    await dialog().getByRole('button', { name: 'Ne plus envoyer', exact: true }).click();
    await page.getByText(/à sa demande, noté par/).waitFor();
    expect(await page.getByText('Son rôle le demande : cela ne se quitte pas.').count()).toBe(2);
    await look('wish-noted');
    await page.getByRole('button', { name: 'Envoyer de nouveau : Informations et actualités' }).click();
    await dialog().getByRole('button', { name: 'Envoyer de nouveau', exact: true }).click();
    await page.getByRole('button', { name: 'Ne plus envoyer : Informations et actualités' }).waitFor();
  });

  test('the address is unblocked for a reason, then the activation is sent again: two clicks each', async () => {
    await account().getByRole('button', { name: 'Débloquer l’adresse' }).click();
    await dialog().getByText(email).waitFor();
    await dialog().getByRole('button', { name: 'Débloquer l’adresse' }).click();
    await dialog().getByText('Dites pourquoi l’adresse est bonne.').waitFor();
    await look('unblock');
    await dialog().getByLabel('Pourquoi l’adresse est bonne').fill('Confirmée au téléphone.');
    await dialog().getByRole('button', { name: 'Débloquer l’adresse' }).click();
    await account()
      .getByText(/^Débloquer l’adresse, .* : en cours$/)
      .waitFor();
    await work();
    await account()
      .getByText(/^Débloquer l’adresse, .* : fait$/)
      .waitFor();
    await account()
      .getByText(/« Confirmée au téléphone\. »/)
      .waitFor();

    await account().getByRole('button', { name: 'Renvoyer l’activation' }).click();
    await dialog().getByText('Les liens envoyés avant ne fonctionneront plus.').waitFor();
    await look('resend');
    await dialog().getByRole('button', { name: 'Renvoyer l’activation' }).click();
    await account()
      .getByText(/^Renvoyer l’activation, .* : en cours$/)
      .waitFor();
    await work();
    await account()
      .getByText(/^Renvoyer l’activation, .* : fait$/)
      .waitFor();
    await account().getByText('à envoyer', { exact: true }).waitFor();
    await look('resent');
    const letters = await database('admin').select().from(mail).where(eq(mail.toAddress, email));
    expect(letters.map(({ kind, state }) => [kind, state])).toEqual(
      expect.arrayContaining([
        ['activation', 'pending'],
        ['activation', 'failed'],
      ]),
    );
  });

  test('an active account is sent a link to a new password', async () => {
    await database('admin')
      .update(memberAccount)
      .set({ state: 'active', activatedAt: new Date() })
      .where(eq(memberAccount.email, email));
    await page.reload();
    await account().getByText('activé', { exact: true }).waitFor();
    await account().getByRole('button', { name: 'Envoyer un lien de nouveau mot de passe' }).click();
    await dialog().getByText('avec un lien court, qui sert une fois').waitFor();
    await dialog().getByRole('button', { name: 'Envoyer un lien de nouveau mot de passe' }).click();
    await account()
      .getByText(/^Envoyer un lien .* : en cours$/)
      .waitFor();
    await work();
    await page.getByText('Mail « nouveau mot de passe »').first().waitFor();
  });

  test('the address is changed by two clicks, on a plan that follows what is typed', async () => {
    await account()
      .getByRole('button', { name: /^Changer l’adresse mail/ })
      .click();
    const field = dialog().getByLabel(/^Adresse mail/);
    await field.fill('ottilie.neuve@membres');
    await field.press('Enter');
    await dialog().locator('.field-error').waitFor();
    await field.fill('ottilie.neuve@membres.example');
    await dialog().getByRole('heading', { name: 'Ce qui va changer' }).waitFor();
    await dialog().getByText('ottilie.neuve@membres.example').first().waitFor();
    await look('change-email');
    await dialog().getByRole('button', { name: 'Enregistrer' }).click();
    await dialog().waitFor({ state: 'detached' });
    const [edit] = await office.database.sql('admin')`
      select y.payload from change_request r join request_payload y on y.request_id = r.id where r.type = 'register-edit'`;
    expect(JSON.stringify(edit?.payload)).toContain('ottilie.neuve@membres.example');
  });

  test('the long list of results is reached by a key, walked by the arrows, and says why', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.getByRole('heading', { name: 'Recherche', level: 1 }).waitFor();
    await page.keyboard.type('trésorier saint-exemple');
    const people = page.getByRole('region', { name: 'Personnes' });
    await people.getByText('Trésorier·ère du PO Institut Saint-Exemple ASBL').first().waitFor();
    await look('search-role');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Exemple|Grandjean/ }).waitFor();
    await page.goto(`${site.site}/recherche?q=vandenbergue`);
    await page.getByText('voici ce qui leur ressemble').first().waitFor();
    await page.getByRole('link', { name: 'Jean-Baptiste Vandenberghe' }).waitFor();
    await page.goto(`${site.site}/recherche?q=exemple`);
    await page.getByRole('region', { name: 'Écoles' }).waitFor();
    await look('search');
    await page.context().close();
  });

  test('fits a telephone; readers read without acts, administrators see everybody who read it', async () => {
    const [row] = await office.database.sql('admin')`select id from person where last_name = 'Grandjean'`;
    const small = { viewport: { width: 360, height: 780 } };
    page = await site.enter(`/personnes/${row?.id}`, { ...small, email: 'ada.administratrice@secretariat.example' });
    await page.getByRole('heading', { name: 'Ottilie Grandjean', level: 1 }).waitFor();
    await page.getByText('Consultée par Delphine Exemple').first().waitFor();
    await page.getByRole('button', { name: 'Voir toutes les consultations' }).click();
    await page.getByText('Consultée par Delphine Exemple').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await look('person-small');
    await page.context().close();

    const reader = await addStaff(office.database, 'Luc Lecteur', 'reader');
    page = await site.enter(`/personnes/${row?.id}`, { email: reader.email });
    await account().getByText('activé', { exact: true }).waitFor();
    expect(await account().getByRole('button', { name: 'Envoyer un lien de nouveau mot de passe' }).count()).toBe(0);
    expect(await page.getByText('reçoit', { exact: true }).count()).toBe(2);
    expect(await page.getByRole('button', { name: /^Ne plus envoyer/ }).count()).toBe(0);
    await page.context().close();
  });
});
