import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, test } from '@jest/globals';
import { describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { insertMember, insertPo, TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import * as client from 'openid-client';
import type { Browser, Page } from 'playwright-core';
import { builtAssets, look as lookAt } from './extranet-site.ts';
import { type Asked, ask, discover, exchange, newPlatform, type OpenidRig, startOpenidRig } from './openid-rig.ts';

const manners = [
  { javaScriptEnabled: false, width: 360 },
  { javaScriptEnabled: true, width: 1280 },
] as const;

describeWithBrowser()('a member who comes from a platform in a browser', () => {
  let rig: OpenidRig;
  let browser: Browser;
  let poId: string;
  let elsewhere: Server;
  let platformUrl: string;
  let config: client.Configuration;
  let asked: Asked;

  beforeAll(async () => {
    rig = await startOpenidRig({
      assets: builtAssets(),
    });
    poId = await insertPo(rig.extranet.database.db('admin'), { fase: 900_301, name: 'PO Saint-Exemple' });
    elsewhere = createServer((req, res) => void answer(req.url ?? '/').then((text) => res.end(text)));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    platformUrl = `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    elsewhere?.closeAllConnections();
    elsewhere?.close();
    await rig?.close();
  });

  /** The platform: who came in, or why nobody did. */
  async function answer(path: string): Promise<string> {
    const at = new URL(path, platformUrl);
    if (at.pathname !== '/retour') return 'Au revoir';
    if (at.searchParams.has('error')) return `Refus : ${at.searchParams.get('error')}`;
    const tokens = await exchange(config, asked, at);
    const who = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    return `Bonjour ${who.name}, ${JSON.stringify(who.roles)}`;
  }
  const look = (page: Page, name: string) => lookAt(page, { name });

  for (const { javaScriptEnabled, width } of manners) {
    test(`signs in, agrees, comes in, takes it back and signs out (JavaScript ${javaScriptEnabled ? 'on' : 'off'}, ${width} px)`, async () => {
      const { clientId } = await newPlatform(rig, {
        name: 'Centrale des marchés',
        redirectUris: [`${platformUrl}/retour`],
        postLogoutUris: [`${platformUrl}/au-revoir`],
        roles: ['po-referent'],
      });
      config = await discover(rig, clientId);
      const { email } = await insertMember(rig.extranet.database.db('admin'), { poId, roles: ['po-referent'] });
      const page = await (await newVisitor(browser, { javaScriptEnabled, viewport: { width, height: 800 } })).newPage();
      page.setDefaultTimeout(60_000);
      const redirect = { redirect_uri: `${platformUrl}/retour` };

      asked = await ask(config, redirect);
      await page.goto(asked.url.href);
      await page.getByLabel('Adresse e-mail').fill(email);
      await page.getByRole('textbox', { name: 'Mot de passe' }).fill(TEST_PASSWORD_TEXT);
      await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
      await page.getByRole('heading', { name: 'Ouvrir Centrale des marchés avec votre compte ?' }).waitFor();
      await look(page, 'consent');
      await page.getByRole('button', { name: 'Continuer vers Centrale des marchés' }).click();
      await page.getByText('Bonjour Colette Vandenbosch, ["po-referent"]').waitFor();

      asked = await ask(config, redirect);
      await page.goto(asked.url.href);
      await page.getByText('Bonjour Colette Vandenbosch').waitFor();
      await page.goto(`${rig.publicUrl}/plateformes`);
      await look(page, 'platforms');
      await page.getByRole('button', { name: 'Retirer mon accord : Centrale des marchés' }).click();
      await page.getByText('Votre accord est retiré.').waitFor();

      await rig.extranet.database.sql(
        'admin',
      )`update platform set roles = array['treasurer'] where client_id = ${clientId}`;
      asked = await ask(config, redirect);
      await page.goto(asked.url.href);
      await page.getByText('s’ouvre avec le rôle').waitFor();
      await look(page, 'refused');
      await page.getByRole('button', { name: 'Revenir à Centrale des marchés' }).click();
      await page.getByText('Refus : access_denied').waitFor();

      const leave = { post_logout_redirect_uri: `${platformUrl}/au-revoir`, client_id: clientId };
      await page.goto(client.buildEndSessionUrl(config, leave).href);
      await look(page, 'sign-out');
      await page.getByRole('button', { name: 'Me déconnecter de l’extranet aussi' }).click();
      await page.getByText('Au revoir').waitFor();
      await page.goto(rig.publicUrl);
      await page.getByRole('heading', { name: 'Connexion', level: 1 }).waitFor();

      await page.goto(`${rig.publicUrl}/oidc/auth?client_id=inconnu`);
      await page.getByRole('heading', { name: 'Cette connexion ne peut pas se faire' }).waitFor();
      await look(page, 'openid-error');
      await page.context().close();
    });
  }
});
