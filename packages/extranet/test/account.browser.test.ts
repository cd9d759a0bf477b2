import { afterAll, beforeAll, test } from '@jest/globals';
import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { token } from '@guichet/shared/db/tables/token';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { insertMember, insertPo, TEST_TOKEN_KEY } from '@guichet/shared/testing/register-rows';
import { totpCode } from '@guichet/shared/testing/totp-code';
import { and, eq, isNull } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { BOTH_WIDTHS, type ExtranetSite, look as lookAt, openExtranetSite, typePassword } from './extranet-site.ts';

describeWithBrowser()('a member and their own account', () => {
  let database: TestDatabase;
  let extranet: ExtranetSite;
  let poId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    poId = await insertPo(db(), { fase: 900_101, name: 'PO Sainte-Aldegonde' });
    extranet = await openExtranetSite(database);
  });
  afterAll(async () => {
    await extranet.close();
    await database.close();
  });

  const db = () => database.db('admin');
  const look = (page: Page) => lookAt(page, { widths: BOTH_WIDTHS });
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();

  test('without scripts, a link and a code open it, and a password and an address are changed', async () => {
    const { accountId, email } = await insertMember(db(), { poId, roles: ['treasurer'] });
    const page = await extranet.visit({ javaScriptEnabled: false, colorScheme: 'light' });
    await page.goto(`${extranet.site}/connexion`);
    await page.getByText('Les clés d’accès demandent JavaScript').waitFor();
    await look(page);
    await page.getByRole('link', { name: 'Recevoir un lien de connexion' }).click();
    await look(page);
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByRole('button', { name: 'Recevoir un lien' }).click();
    await heading(page, 'Regardez vos mails');
    await look(page);
    const [link] = await db()
      .select()
      .from(token)
      .where(and(eq(token.accountId, accountId), isNull(token.usedAt)));
    if (!link) throw new Error('No link was sent.');
    await page.goto(`${extranet.site}/connexion/lien/${recoverSecret([TEST_TOKEN_KEY], link)}`);
    await look(page);
    await page.getByRole('button', { name: 'Me connecter' }).click();

    await page.getByRole('link', { name: 'Mon compte' }).click();
    await heading(page, /Mon compte/);
    await page.getByRole('link', { name: 'Lier une application' }).click();
    await look(page);
    await page.getByRole('button', { name: 'Commencer' }).click();
    await page.getByRole('img', { name: 'Carré à photographier' }).waitFor();
    await look(page);
    const secret = (await page.locator('code.secret').textContent())?.replaceAll(' ', '') ?? '';
    await page.getByLabel('Premier code').fill(await totpCode(secret, new Date()));
    await page.getByRole('button', { name: 'Lier l’application' }).click();
    await heading(page, 'Vos codes de secours');
    await look(page);
    const paper = (await page.locator('.recovery-codes code').first().textContent()) ?? '';
    await page.getByRole('link', { name: 'J’ai gardé mes codes' }).click();
    await page.getByText('Codes de secours restants').waitFor();
    await page.getByRole('link', { name: 'Changer de mot de passe' }).click();
    await look(page);
    await page.getByLabel('Votre nouveau mot de passe').fill('onze hiboux comptent les tuiles');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Votre mot de passe est changé.').waitFor();
    await page.getByRole('link', { name: 'Changer d’adresse' }).click();
    await look(page);
    await page.getByLabel('Nouvelle adresse e-mail').fill('une.adresse.assez.longue.pour.un.telephone@membres.example');
    await page.getByRole('button', { name: 'Envoyer les deux messages' }).click();
    await page.getByText('Changement demandé').waitFor();
    await look(page);
    await page.goto(`${extranet.site}/compte/confirmer`);
    await look(page);

    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await typePassword(page, email, 'onze hiboux comptent les tuiles');
    await heading(page, /Votre code/);
    await look(page);
    await page.getByRole('link', { name: 'Utiliser un code de secours' }).click();
    await page.getByLabel('Code de secours').fill(paper);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await heading(page, /Bonjour/);
    await page.context().close();
  }, 240_000);

  test('with scripts, a passkey is made, named, opens the account, and is taken away', async () => {
    const { email } = await insertMember(db(), { poId, roles: ['secretary'] });
    const page = await extranet.visit({ colorScheme: 'dark' });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await page.goto(`${extranet.site}/compte`);
    await typePassword(page, email);
    await heading(page, /Mon compte/);
    await page.getByRole('link', { name: 'Ajouter une clé' }).click();
    await look(page);
    await page.getByRole('button', { name: 'Créer la clé' }).click();
    await page.getByText('Donnez d’abord un nom à cette clé.').waitFor();
    await page.getByLabel('Nom de cette clé').fill('Tablette');
    await page.getByRole('button', { name: 'Créer la clé' }).click();
    await page.getByText('La clé d’accès est ajoutée.').waitFor();
    await look(page);
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await look(page);
    await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
    await heading(page, /Bonjour/);
    await page.getByRole('link', { name: 'Mon compte' }).click();
    await page.getByText('par clé d’accès').first().waitFor();
    await page.getByRole('link', { name: 'Renommer la clé Tablette' }).click();
    await look(page);
    await page.getByLabel('Nom de cette clé').fill('Téléphone');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.goto(`${extranet.site}/compte/confirmer?retour=%2Fcompte%2Fadresse`);
    await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
    await heading(page, 'Changer d’adresse e-mail');
    await page.goto(`${extranet.site}/compte`);
    await page.getByRole('button', { name: 'Retirer la clé Téléphone' }).click();
    await page.getByText('La clé d’accès est retirée.').waitFor();
    await look(page);
    await page.context().close();
  }, 240_000);
});
