import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { totpCode } from '@guichet/shared/testing/totp-code';
import type { Page } from 'playwright-core';
import { addStaff, createTestOffice, PASSWORD, startTestOffice, type TestOffice } from './office-rig.ts';
import { type OfficeSite, openOfficeSite } from './office-site.ts';
import { linkSentTo, signInWithNewApp } from './staff-rig.ts';

jest.setTimeout(240_000);

const NARROW = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 900 };
const FRESH = 'sept marmottes au bord du lac';

/** Outside the demonstration: everybody shows two factors. */
describeWithBrowser()('the team', () => {
  let office: TestOffice;
  let site: OfficeSite;
  let administrator: Page;
  /** Codes are good once: each sign-in by a code looks at a later moment. */
  let clock = new Date();
  const later = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1_000);
  };

  beforeAll(async () => {
    const now = () => clock;
    office = await startTestOffice({ now });
    site = await openOfficeSite(office, { demo: false, now });
    await addStaff(office.database, 'Ada Administratrice', 'administrator');
    administrator = await site.visit('/administration/equipe');
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await office?.database.close();
  });

  /** Both widths, with nothing that runs out of them. */
  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.OFFICE_PICTURES;
    for (const [size, viewport] of Object.entries({ wide: WIDE, narrow: NARROW })) {
      await page.setViewportSize(viewport);
      if (folder) await page.screenshot({ path: `${folder}/${name}-${size}.png`, fullPage: true });
      expect({ name, size, violations: await axeViolations(page) }).toEqual({ name, size, violations: [] });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect({ name, size, width }).toEqual({ name, size, width: viewport.width });
    }
    await page.setViewportSize(WIDE);
  }
  const heading = (page: Page, name: RegExp | string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  async function typePassword(page: Page, email: string, password = PASSWORD): Promise<void> {
    await page.getByLabel('Adresse mail').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
  }
  async function typeCode(page: Page, label: string, secret: string): Promise<void> {
    await page.getByLabel(label).fill(await totpCode(secret, clock));
    await page.keyboard.press('Enter');
  }
  const secretOn = async (page: Page) => (await page.locator('.secret').innerText()).replaceAll(' ', '');

  test('an administrator of a new installation sets a factor up before anything else opens', async () => {
    await heading(administrator, 'Secrétariat');
    await look(administrator, 'sign-in');
    await typePassword(administrator, 'ada.administratrice@secretariat.example');
    await heading(administrator, 'Protégez votre accès');
    await look(administrator, 'set-up');
    await administrator.goto(`${site.site}/demandes`);
    await heading(administrator, 'Secrétariat');
    await typePassword(administrator, 'ada.administratrice@secretariat.example');
    await administrator.getByRole('button', { name: 'Une application de codes' }).click();
    const secret = await secretOn(administrator);
    await look(administrator, 'set-up-app');
    await administrator.getByLabel('Premier code').fill('000000');
    await administrator.keyboard.press('Enter');
    await administrator.getByText('Ce code n’est pas le bon').waitFor();
    await typeCode(administrator, 'Premier code', secret);
    await heading(administrator, 'Vos codes de secours');
    expect(await administrator.locator('.recovery-codes li').count()).toBe(10);
    await look(administrator, 'recovery-codes');
    await administrator.getByRole('button', { name: /entrer dans le guichet/ }).click();
    await administrator.getByRole('navigation', { name: 'Principale' }).waitFor();
  });

  test('invites a colleague, after a proof of who is there, without typing anything twice', async () => {
    later(700);
    await administrator.getByRole('link', { name: /^Adminis/ }).click();
    await heading(administrator, 'Équipe');
    await administrator.getByRole('button', { name: 'Inviter' }).click();
    await administrator.getByLabel('Prénom et nom').fill('Iris Invitée');
    await administrator.getByLabel('Adresse mail').fill('iris.invitee@secretariat.example');
    await look(administrator, 'invite');
    await administrator.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await administrator.getByRole('heading', { name: 'C’est bien vous ?' }).waitFor();
    await look(administrator, 'confirm-identity');
    await administrator.getByLabel('Votre mot de passe').fill(PASSWORD);
    await administrator.keyboard.press('Enter');
    await administrator.getByRole('heading', { name: /^Iris Invitée/ }).waitFor();
    await administrator.getByText('L’invitation vaut jusqu’').waitFor();
    await look(administrator, 'team');
  });

  test('the colleague follows the mail: password, app, first sign-in; then signs out and in with a code', async () => {
    const page = await site.visit('/connexion');
    const link = await linkSentTo(office, 'iris.invitee@secretariat.example', site.site);
    await page.goto(link);
    await heading(page, 'Bienvenue, Iris Invitée');
    await page.getByLabel('Nouveau mot de passe').fill('iris iris iris');
    await page.getByText(/il en faut au moins 15/).waitFor();
    await look(page, 'invitation');
    await page.getByLabel('Nouveau mot de passe').fill(FRESH);
    await page.getByText('Ce mot de passe convient.').waitFor();
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('button', { name: 'Une application de codes' }).click();
    const secret = await secretOn(page);
    await typeCode(page, 'Premier code', secret);
    await page.getByRole('button', { name: /entrer dans le guichet/ }).click();
    await page.getByRole('button', { name: /Quitter/ }).click();
    await heading(page, 'Secrétariat');
    // The link is dead.
    await page.goto(`${site.site}/connexion`);
    await page.goto(link);
    await page.getByText(/Ce lien ne fonctionne plus/).waitFor();
    await look(page, 'dead-link');
    await page.getByRole('link', { name: 'Aller à la connexion' }).click();
    later(60);
    await typePassword(page, 'iris.invitee@secretariat.example', FRESH);
    await heading(page, 'Encore une étape');
    await look(page, 'code');
    await typeCode(page, 'Code de votre application', secret);
    await page.getByRole('navigation', { name: 'Principale' }).waitFor();
    // She is no administrator.
    expect(await page.getByRole('link', { name: /^Adminis/ }).count()).toBe(0);
    await page.context().close();
  });

  test('a passkey is a first factor, signs in by itself, proves who is there, and is found in the account', async () => {
    const staff = await addStaff(office.database, 'Colette Clef', 'secretariat');
    const page = await site.visit('/compte');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await typePassword(page, staff.email);
    await page.getByRole('button', { name: 'Une clé d’accès', exact: true }).click();
    await look(page, 'set-up-passkey');
    await page.getByLabel('Nom de cette clé').fill('Ordinateur du bureau');
    await page.getByRole('button', { name: 'Créer la clé' }).click();
    await page.getByRole('button', { name: /entrer dans le guichet/ }).click();
    await heading(page, 'Mon compte');
    await page.getByRole('heading', { name: 'Ordinateur du bureau' }).waitFor();
    await look(page, 'account');

    await page.getByRole('button', { name: /Quitter/ }).click();
    await heading(page, 'Secrétariat');
    await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
    await page.getByRole('navigation', { name: 'Principale' }).waitFor();

    // The last factor stays; and what asks for a proof takes the passkey too.
    later(700);
    await page.goto(`${site.site}/compte`);
    await page.getByRole('button', { name: /Retirer : Ordinateur/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
    await page.getByText(/C’est votre seul second facteur/).waitFor();
    await page.getByRole('button', { name: 'Créer dix nouveaux codes' }).click();
    await page.getByRole('button', { name: 'C’est gardé' }).click();
    await page.getByText('Il vous reste 10 codes.').waitFor();
    await page.context().close();
  });

  test('a forgotten password is replaced by a mail, and the second factor is asked for all the same', async () => {
    const staff = await addStaff(office.database, 'Odile Oublieuse', 'secretariat');
    const { recoveryCodes } = await signInWithNewApp(
      createTestOffice(office.database, { demo: false, now: () => clock }),
      staff,
      () => clock,
    );
    const page = await site.visit('/connexion');
    await page.getByRole('link', { name: 'Mot de passe oublié ?' }).click();
    await heading(page, 'Mot de passe oublié');
    await page.getByLabel('Adresse mail').fill(staff.email);
    await look(page, 'forgotten');
    await page.getByRole('button', { name: 'Recevoir un lien' }).click();
    await page.getByText('Regardez vos mails').waitFor();
    await page.goto(await linkSentTo(office, staff.email, site.site));
    await page.getByLabel('Nouveau mot de passe').fill(FRESH);
    await look(page, 'new-password');
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
    await page.getByText(/Connectez-vous avec le nouveau/).waitFor();
    await typePassword(page, staff.email, FRESH);
    await page.getByRole('button', { name: /code de secours/ }).click();
    await page.getByLabel('Code de secours').fill(recoveryCodes[0] ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Principale' }).waitFor();
    await page.goto(`${site.site}/compte`);
    await page.getByText('Il vous reste 9 codes.').waitFor();
    await page.context().close();
  });

  test('who leaves the team is out at once, in the middle of what they do', async () => {
    const staff = await addStaff(office.database, 'Pierre Partant', 'secretariat');
    const page = await site.visit('/demandes');
    await typePassword(page, staff.email);
    await page.getByRole('button', { name: 'Une application de codes' }).click();
    await typeCode(page, 'Premier code', await secretOn(page));
    await page.getByRole('button', { name: /entrer dans le guichet/ }).click();
    await page.getByRole('navigation', { name: 'Principale' }).waitFor();

    later(700);
    await administrator.reload();
    await administrator.getByRole('button', { name: 'Changer de rôle : Pierre Partant' }).click();
    await administrator.getByLabel(/^Lecture/).check();
    await look(administrator, 'role');
    await administrator.getByRole('button', { name: 'Enregistrer' }).click();
    await administrator.getByRole('dialog').getByLabel('Votre mot de passe').fill(PASSWORD);
    await administrator.keyboard.press('Enter');
    await administrator.getByRole('dialog', { name: /Changer de rôle/ }).waitFor({ state: 'detached' });
    await administrator.getByRole('button', { name: 'Quitte l’équipe : Pierre Partant' }).click();
    await look(administrator, 'leave');
    await administrator.getByRole('button', { name: 'Mettre fin à l’accès' }).click();
    await administrator.getByRole('heading', { name: 'N’ont plus d’accès' }).waitFor();
    await page.getByText(/Votre session a pris fin/).waitFor();
    await look(administrator, 'team-after');
    await administrator.getByRole('button', { name: 'Inviter à nouveau : Pierre Partant' }).click();
    await administrator.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await administrator.getByText('L’invitation vaut jusqu’').first().waitFor();
    await page.context().close();
  });
});
