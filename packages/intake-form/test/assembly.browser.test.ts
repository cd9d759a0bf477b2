import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { askCorrection } from '@guichet/shared/commands/corrections/ask-correction';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { requestRig } from '@guichet/shared/testing/request-rig';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { fillDate, heading, look, next, onward, openForm } from './browser-rig.ts';

// axe reads every page that is passed: seconds each on a busy machine.
jest.setTimeout(300_000);

describeWithBrowser()('after the general assembly, a president', () => {
  let form: Awaited<ReturnType<typeof openForm>>;
  let rig: ReturnType<typeof requestRig>;

  beforeAll(async () => {
    form = await openForm();
    const { database, build } = form.register;
    rig = requestRig(database, await build.staff(), () => new Date());
  }, 120_000);
  afterAll(() => form?.close());

  async function arrive(page: Page, invitation: string): Promise<void> {
    await page.goto(form.site);
    await look(page);
    await page.getByRole('link', { name: invitation }).click();
    await heading(page, 'Pour quel PO ?').waitFor();
    await look(page);
    await page.getByLabel('Nom, localité, numéro FASE ou nom d’une école').fill('institu saint exmple');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByRole('heading', { name: 'Rien d’exact. Peut-être :' }).waitFor();
    await look(page);
    await page.getByRole('button', { name: /Institut Saint-Exemple ASBL/ }).click();
  }

  async function addTreasurer(page: Page): Promise<void> {
    await heading(page, 'Qui rejoint le PO ?').waitFor();
    await look(page);
    await page.getByLabel('Prénom').fill('Jeanne');
    await page.getByLabel('Nom', { exact: true }).fill('Lambert');
    await fillDate(page.getByRole('group', { name: /Date de naissance/ }), ['4', 'mai', '1971']);
    await page.getByLabel('Adresse mail', { exact: true }).fill('jeanne@maquette.example');
    await page.getByLabel('Téléphone').fill('0470 12 34 56');
    await page.getByLabel('Rue').fill('Rue de la Gare');
    await page.getByLabel('Numéro').fill('3');
    await page.getByLabel('Code postal').fill('5590');
    await page.getByLabel('Localité').fill('Ciney');
    await fillDate(page.getByRole('group', { name: /Date de début/ }), ['1', '9', '26']);
    await page.getByLabel('Trésorier·ère').check();
    await next(page).click();

    await heading(page, 'Y a-t-il un remplacement ?').waitFor();
    await look(page);
    await next(page).click();
    await page.getByRole('alert').getByRole('link', { name: 'Trésorier·ère : choisissez une réponse.' }).waitFor();
    await look(page);
    await page.getByRole('radio', { name: 'Oui' }).check();
    await page.getByLabel('Si oui, qui était trésorier·ère ?').fill('Pierre Dupont');
    await next(page).click();
  }

  async function addAnother(page: Page, invitation: string): Promise<void> {
    await page.getByRole('link', { name: 'Ajouter une autre demande' }).click();
    await heading(page, 'Quelle autre demande ?').waitFor();
    await look(page);
    await page.getByRole('link', { name: invitation }).click();
  }

  async function addRemoval(page: Page): Promise<void> {
    await addAnother(page, 'Annoncer un départ');
    await heading(page, 'Qui quitte le PO ?').waitFor();
    await look(page);
    await page.getByLabel('Prénom').fill('Pierre');
    await page.getByLabel('Nom', { exact: true }).fill('Dupont');
    await fillDate(page.getByRole('group', { name: /Date de fin/ }), ['31', 'août', '2026']);
    await page.getByRole('radio', { name: 'Démission' }).check();
    await next(page).click();
  }

  async function addMemberChange(page: Page): Promise<void> {
    await addAnother(page, 'Modifier les données d’un membre');
    await heading(page, 'Qu’est-ce qui change pour ce membre ?').waitFor();
    await look(page);
    await page.getByLabel('Prénom', { exact: true }).fill('Anne');
    await page.getByLabel('Nom', { exact: true }).fill('Modèle');
    await page.locator('summary', { hasText: 'Coordonnées' }).click();
    await page.getByLabel('Nouvelle adresse mail').fill('anne@maquette.example');
    await next(page).click();
  }

  async function fillSubmitter(page: Page): Promise<void> {
    await heading(page, 'Qui êtes-vous ?').waitFor();
    await look(page);
    await page.getByLabel('Votre prénom et votre nom').fill('Marie Présidente');
    await page.getByLabel('Votre adresse mail').fill('marie@po.example');
    await page.getByLabel('Votre fonction dans le PO').fill('présidente');
    await page.getByLabel(/J’ai lu la notice/).check();
    await next(page).click();
  }

  /** The requests of the envoi with that reference, by type. */
  async function requestsOf(reference: string) {
    const rows = await form.register.database.sql('migrator')`
      select c.id, c.type, c.version, c.state, p.payload from submission s join change_request c on c.submission_id = s.id
      join request_payload p on p.request_id = c.id and p.version = c.payload_version
      where s.reference = ${reference.replace('-', '')} order by c.position`;
    return Object.fromEntries(rows.map((row) => [String(row.type), row]));
  }

  test.each([{ javaScriptEnabled: false }, { javaScriptEnabled: true }])(
    'tells three changes at once, edits one, sends, and follows them to the end (%j)',
    async (options) => {
      const { page, complaints } = await form.visit({ ...options, viewport: { width: 1280, height: 900 } });
      await arrive(page, 'Annoncer un nouveau membre');
      await addTreasurer(page);
      await heading(page, 'Votre envoi contient une demande').waitFor();
      await look(page);
      await addRemoval(page);
      await heading(page, 'Votre envoi contient 2 demandes').waitFor();
      await addMemberChange(page);
      await heading(page, 'Votre envoi contient 3 demandes').waitFor();
      await look(page);
      for (const sentence of [
        'Jeanne Lambert rejoint le PO et devient trésorier·ère le 1/9/2026 (remplace Pierre Dupont)',
        'Pierre Dupont quitte le PO le 31/8/2026 (démission)',
        'Anne Modèle change d’adresse mail',
      ])
        await page.getByText(sentence).waitFor();

      // One is edited, one is nearly taken out.
      await page.getByRole('link', { name: 'Modifier la demande 2' }).click();
      await fillDate(page.getByRole('group', { name: /Date de fin/ }), ['30', '6', '2026']);
      await next(page).click();
      await page.getByText('Pierre Dupont quitte le PO le 30/6/2026 (démission)').waitFor();
      await page.getByRole('link', { name: 'Retirer la demande 3' }).click();
      await heading(page, 'Retirer cette demande ?').waitFor();
      await look(page);
      await page.getByRole('link', { name: 'Garder cette demande' }).click();
      await onward(page).click();

      await fillSubmitter(page);
      await heading(page, 'Relisez vos 3 demandes').waitFor();
      await look(page);
      await page.getByRole('button', { name: 'Envoyer les 3 demandes' }).click();
      await heading(page, 'C’est envoyé').waitFor();
      await look(page);
      const reference = await page.getByText(/^[2-9A-HJ-NPR-Y]{4}-[2-9A-HJ-NPR-Y]{4}$/).innerText();
      const sent = await requestsOf(reference);
      expect(Object.keys(sent)).toEqual(['new-member', 'removal', 'member-change']);
      expect(sent['new-member']?.payload).toMatchObject({
        replaces: [{ role: 'treasurer', answer: 'yes', name: 'Pierre Dupont' }],
      });

      // Without the mail: where it stands, and nothing about anybody.
      await page.getByRole('link', { name: 'voir où en est votre envoi' }).click();
      await heading(page, 'Où en sont vos demandes').waitFor();
      await look(page);
      expect(await page.getByText('Jeanne Lambert').count()).toBe(0);

      // With the link of the mail: confirm, and read it all.
      await page.goto(`${form.site}${await mailedLink(reference)}`);
      await page.getByRole('button', { name: 'Confirmer mon adresse mail' }).waitFor();
      await look(page);
      await page.getByRole('button', { name: 'Confirmer mon adresse mail' }).click();
      await page.getByText('Votre adresse mail est confirmée.').waitFor();
      await look(page);

      await correctEndDate(page, String(sent.removal?.id));
      await withdraw(page, 'Modification d’un membre : Anne Modèle');
      const followed = await requestsOf(reference);
      expect(followed.removal).toMatchObject({ state: 'submitted', payload: { endDate: '2026-08-31' } });
      expect(followed['member-change']?.state).toBe('withdrawn');
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('does it all with the keyboard alone', async () => {
    const { page, complaints } = await form.visit({ viewport: { width: 1280, height: 900 } });
    const { keyboard } = page;
    /** Walks on from where the focus is; what cannot be reached within a page fails. */
    const tabTo = async (control: Locator): Promise<void> => {
      await control.waitFor();
      for (let steps = 0; steps < 80; steps += 1) {
        if (await control.evaluate((element) => element === document.activeElement)) return;
        await keyboard.press('Tab');
      }
      throw new Error(`The keyboard never comes to ${String(control)}`);
    };
    const press = async (control: Locator): Promise<void> => {
      await tabTo(control);
      await keyboard.press('Enter');
    };
    const write = async (control: Locator, text: string): Promise<void> => {
      await tabTo(control);
      await keyboard.type(text);
    };
    const tick = async (control: Locator): Promise<void> => {
      await tabTo(control);
      await keyboard.press('Space');
    };
    const writeDate = async (name: RegExp, parts: [string, string, string]): Promise<void> => {
      const group = page.getByRole('group', { name });
      await write(group.getByLabel('Jour'), parts[0]);
      await write(group.getByLabel('Mois'), parts[1]);
      await write(group.getByLabel('Année'), parts[2]);
    };

    await page.goto(form.site);
    await press(page.getByRole('link', { name: 'Annoncer un nouveau membre' }));
    await write(page.getByLabel('Nom, localité, numéro FASE ou nom d’une école'), 'institu saint exmple');
    await press(page.getByRole('button', { name: 'Chercher' }));
    await press(page.getByRole('button', { name: /Institut Saint-Exemple ASBL/ }));
    await write(page.getByLabel('Prénom'), 'Jeanne');
    await write(page.getByLabel('Nom', { exact: true }), 'Lambert');
    await writeDate(/Date de naissance/, ['4', 'mai', '1971']);
    await write(page.getByLabel('Adresse mail', { exact: true }), 'jeanne@maquette.example');
    await write(page.getByLabel('Téléphone'), '0470 12 34 56');
    await write(page.getByLabel('Rue'), 'Rue de la Gare');
    await write(page.getByLabel('Numéro'), '3');
    await write(page.getByLabel('Code postal'), '5590');
    await write(page.getByLabel('Localité'), 'Ciney');
    await writeDate(/Date de début/, ['1', '9', '26']);
    await tick(page.getByLabel('Trésorier·ère'));
    await press(next(page));
    await heading(page, 'Y a-t-il un remplacement ?').waitFor();
    await tick(page.getByRole('radio', { name: 'Oui' }));
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: 'Je ne sais pas' }).isChecked()).toBe(true);
    await press(next(page));
    await press(page.getByRole('link', { name: 'Ajouter une autre demande' }));
    await press(page.getByRole('link', { name: 'Annoncer un départ' }));
    await write(page.getByLabel('Prénom'), 'Pierre');
    await write(page.getByLabel('Nom', { exact: true }), 'Dupont');
    await writeDate(/Date de fin/, ['31', '8', '2026']);
    await tick(page.getByRole('radio', { name: 'Démission' }));
    await press(next(page));
    await heading(page, 'Votre envoi contient 2 demandes').waitFor();
    await press(onward(page));
    await write(page.getByLabel('Votre prénom et votre nom'), 'Marie Présidente');
    await write(page.getByLabel('Votre adresse mail'), 'marie@po.example');
    await write(page.getByLabel('Votre fonction dans le PO'), 'présidente');
    await tick(page.getByLabel(/J’ai lu la notice/));
    await press(next(page));
    await press(page.getByRole('button', { name: 'Envoyer les 2 demandes' }));
    await heading(page, 'C’est envoyé').waitFor();
    await press(page.getByRole('link', { name: 'voir où en est votre envoi' }));
    await press(page.getByRole('link', { name: 'Retirer ma demande (demande 1 sur 2)' }));
    await press(page.getByRole('button', { name: 'Retirer ma demande' }));
    await page.getByText('Retirée', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  /** The link that the acknowledgement carries. */
  async function mailedLink(reference: string): Promise<string> {
    const [row] = await form.register.database.sql('migrator')`
      select t.id, t.purpose, t.secret_sha256 from submission s join token t on t.submission_id = s.id and t.purpose = 'tracking'
      where s.reference = ${reference.replace('-', '')} and t.voided_at is null`;
    const token = { id: String(row?.id), purpose: String(row?.purpose), secretSha256: row?.secret_sha256 };
    return `/suivi/${recoverSecret(TEST_TOKEN_KEYS, token)}`;
  }

  /** The secretariat asks about the last day; the president corrects just that, and reads it again before it leaves. */
  async function correctEndDate(page: Page, requestId: string): Promise<void> {
    const { version } = await rig.requestOf(requestId);
    const questions = [{ field: 'endDate', message: 'L’assemblée a eu lieu en juillet : est-ce bien le 30 juin ?' }];
    await askCorrection(rig.office(), { requestId, version, questions });
    await page.reload();
    await page.getByText('est-ce bien le 30 juin ?').waitFor();
    await look(page);
    await page.getByRole('link', { name: 'Répondre (demande 2 sur 3)' }).click();
    await heading(page, 'Le secrétariat a une question').waitFor();
    await look(page);
    expect(await page.getByLabel('Prénom').count()).toBe(0);
    await fillDate(page.getByRole('group', { name: /Date de fin/ }), ['31', '8', '2026']);
    await next(page).click();
    await heading(page, 'Relisez votre réponse').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
    await page.getByText('Votre réponse est arrivée.').waitFor();
    await look(page);
  }

  async function withdraw(page: Page, title: string): Promise<void> {
    await page.getByRole('link', { name: 'Retirer ma demande (demande 3 sur 3)' }).click();
    await heading(page, 'Retirer cette demande ?').waitFor();
    await page.getByText(title).waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Retirer ma demande' }).click();
    await heading(page, 'Où en sont vos demandes').waitFor();
    await page.getByText('Retirée', { exact: false }).first().waitFor();
  }
});
