import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { memberAccount } from '@guichet/shared/db/tables/member-account';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { insertMember, insertPo, insertToken } from '@guichet/shared/testing/register-rows';
import { eq } from 'drizzle-orm';
import { type ExtranetSite, look, menuOf, openExtranetSite, typePassword } from './extranet-site.ts';

const password = 'sept hérons dorment debout';
const manners = [
  { javaScriptEnabled: false, width: 360, colorScheme: 'light' },
  { javaScriptEnabled: true, width: 1280, colorScheme: 'dark' },
] as const;

describeWithBrowser()('a member in a browser', () => {
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

  for (const { javaScriptEnabled, width, colorScheme } of manners) {
    const how = `JavaScript ${javaScriptEnabled ? 'on' : 'off'}, ${width} px, ${colorScheme}`;
    test(`activates the account, reads the file and signs out (${how})`, async () => {
      const { accountId, email } = await insertMember(db(), {
        poId,
        state: 'invited',
        firstName: 'Gwendoline',
        lastName: `Masset ${width}`,
        roles: ['treasurer'],
      });
      const { secret } = await insertToken(db(), { accountId, purpose: 'activation' });
      const page = await extranet.visit({ javaScriptEnabled, viewport: { width, height: 800 }, colorScheme });

      await page.goto(`${extranet.site}/activation/${secret}`);
      await look(page);
      await page.getByRole('button', { name: 'Activer mon compte' }).click();
      await look(page);
      await page.getByLabel('Votre nouveau mot de passe').fill('azertyuiopqsdfg');
      await page.getByRole('button', { name: 'Enregistrer et me connecter' }).click();
      await page.getByRole('alert').getByText('suit l’ordre du clavier').waitFor();
      await look(page);
      await page.getByLabel('Votre nouveau mot de passe').fill(password);
      await page.getByRole('button', { name: 'Enregistrer et me connecter' }).click();

      await page.getByRole('heading', { name: 'Bonjour Gwendoline' }).waitFor();
      await look(page);
      await page.getByRole('link', { name: /PO Sainte-Aldegonde/ }).click();
      await page.getByRole('heading', { name: 'Membres aujourd’hui' }).waitFor();
      await page.getByRole('rowheader', { name: `Gwendoline Masset ${width} (vous)` }).waitFor();
      await look(page);
      await (await menuOf(page)).getByRole('link', { name: 'Accueil' }).click();
      await page.getByRole('link', { name: 'Gestion des bâtiments' }).click();
      await look(page);
      await (await menuOf(page)).getByRole('button', { name: 'Se déconnecter' }).click();
      await page.getByText('Vous êtes déconnecté·e.').waitFor();
      await look(page);

      await typePassword(page, email, password);
      await page.getByRole('heading', { name: 'Bonjour Gwendoline' }).waitFor();
      await page.goto(`${extranet.site}/activation/${secret}`);
      await page.getByRole('heading', { name: 'Ce lien ne fonctionne plus' }).waitFor();
      await look(page);
      await page.context().close();
    }, 180_000);
  }

  test('with scripts, a password can be shown, tells its length, and leaves hidden', async () => {
    const { accountId } = await insertMember(db(), { poId, state: 'invited' });
    const { secret } = await insertToken(db(), { accountId, purpose: 'activation' });
    // Without the exemption that axe needs: the policy of the page is in force.
    const context = await extranet.browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${extranet.site}/activation/${secret}/mot-de-passe`);
    const field = page.getByLabel('Votre nouveau mot de passe');
    await field.fill('treize signes');
    await page.getByText('13 sur 15\u00a0: encore 2 caractères.').waitFor();
    await page.getByRole('button', { name: 'Afficher le mot de passe' }).click();
    expect(await field.getAttribute('type')).toBe('text');
    await field.fill('motdepasse extranet 2026');
    await page.getByText('trop courant').waitFor();
    await field.fill(password);
    await page.getByText('c’est assez long.').waitFor();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a scanner with scripts that opens a link a hundred times and presses every button does not use it up', async () => {
    const { accountId } = await insertMember(db(), { poId, state: 'invited' });
    const { secret } = await insertToken(db(), { accountId, purpose: 'activation' });
    const page = await extranet.visit();
    await page.goto(`${extranet.site}/activation/${secret}`);
    // It follows the addresses that it finds again and again, with the cookies and the name of a true browser.
    const looks = await page.evaluate(async (address) => {
      const seen = Array.from({ length: 100 }, async () => {
        const answer = await fetch(address, { cache: 'no-store' });
        return answer.ok && (await answer.text()).includes('Activer mon compte');
      });
      return (await Promise.all(seen)).filter((whole) => whole).length;
    }, page.url());
    expect(looks).toBe(100);
    await page.waitForLoadState('networkidle');
    // Some press every button they find.
    await page.locator('main button').first().click();
    await page.locator('main button[type=submit], main button:not([type])').first().click();
    await page.getByText('Choisissez un mot de passe.').first().waitFor();
    await page.context().close();
    const [account] = await db().select().from(memberAccount).where(eq(memberAccount.id, accountId));
    expect(account?.state).toBe('invited');
    const other = await extranet.visit();
    await other.goto(`${extranet.site}/activation/${secret}`);
    await other.getByRole('button', { name: 'Activer mon compte' }).click();
    await other.getByLabel('Votre nouveau mot de passe').fill(password);
    await other.getByRole('button', { name: 'Enregistrer et me connecter' }).click();
    await other.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    await other.context().close();
  }, 120_000);

  test('who lost access or follows a colleague’s link reads why', async () => {
    const closed = await insertMember(db(), { poId, period: { from: '2010-01-01', to: '2020-01-01' } });
    const open = await insertMember(db(), { poId, roles: ['secretary'] });
    const page = await extranet.visit({ viewport: { width: 360, height: 740 } });
    await page.goto(`${extranet.site}/ressources/centrale-des-marches`);
    await typePassword(page, closed.email);
    await page.getByRole('heading', { name: 'Votre accès est fermé' }).waitFor();
    await look(page);
    await page.goto(`${extranet.site}/ressources/centrale-des-marches`);
    await typePassword(page, open.email);
    await page.getByText('s’ouvre avec le rôle').waitFor();
    await look(page);
    await page.goto(`${extranet.site}/mot-de-passe-oublie`);
    await look(page);
    await page.getByLabel('Adresse e-mail').fill('personne@inconnu.example');
    await page.getByRole('button', { name: 'Recevoir un lien' }).click();
    await page.getByRole('heading', { name: 'Regardez vos mails' }).waitFor();
    await look(page);
    await page.context().close();
  });
});
