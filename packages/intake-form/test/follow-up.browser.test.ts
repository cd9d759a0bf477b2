import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { recoverSecret } from '@guichet/shared/auth/token-secrets';
import { askCorrection } from '@guichet/shared/commands/corrections/ask-correction';
import { sendMessage } from '@guichet/shared/commands/send-message';
import { submitChanges } from '@guichet/shared/commands/submit-changes';
import { createLogger } from '@guichet/shared/http/logging';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { requestType } from '@guichet/shared/request-types/registry';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { TEST_TOKEN_KEYS } from '@guichet/shared/testing/register-builder';
import { requestRig } from '@guichet/shared/testing/request-rig';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createTestIntake, startTestRegister } from './intake-rig.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(180_000);

describeWithBrowser()('an author after sending', () => {
  let register: Awaited<ReturnType<typeof startTestRegister>>;
  let rig: ReturnType<typeof requestRig>;
  let server: Server;
  let site: string;
  let browser: Browser;

  beforeAll(async () => {
    register = await startTestRegister();
    rig = requestRig(register.database, await register.build.staff(), () => new Date());
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(server.address() as AddressInfo).port}`;
    const assets = loadClientAssets(built, 'src/client/styles.css');
    server.on('request', createTestIntake(register.database, { publicUrl: site, assets }));
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await register?.database.close();
  });

  /** An envoi of two changes, the first with a question; the link of its mail. */
  async function sent() {
    const key = randomUUID().replaceAll('-', '').slice(0, 22);
    const payload = (name: string) => {
      const { form, samples } = requestType(name);
      const read = form.safeParse(samples[0]?.values);
      if (!read.success) throw new Error('The sample is wrong.');
      return read.data;
    };
    const types = ['removal', 'new-member'];
    const { id } = await submitChanges(
      {
        db: register.database.db('intake'),
        now: () => new Date(),
        log: createLogger('intake-form', 'silent'),
        tokenKeys: TEST_TOKEN_KEYS,
      },
      {
        idempotencyKey: key,
        poId: register.po.id,
        poTyped: null,
        submitter: { name: 'Marie Présidente', email: `${randomUUID()}@po.example`, function: 'présidente' },
        message: 'Merci d’avance.',
        privacyRead: true,
        requests: types.map((type) => ({ type, payload: payload(type) })),
      },
    );
    const sql = register.database.sql('migrator');
    const [token] = await sql`select id, purpose, secret_sha256 from token where submission_id = ${id}`;
    const [first] = await sql`select id from change_request where submission_id = ${id} order by position`;
    const secret = recoverSecret(TEST_TOKEN_KEYS, {
      id: token?.id,
      purpose: token?.purpose,
      secretSha256: token?.secret_sha256,
    });
    const requestId = String(first?.id);
    await askCorrection(rig.office(), {
      requestId,
      version: 1,
      questions: [
        { field: 'endDate', message: 'Est-ce bien le dernier jour compris ?' },
        { field: null, message: 'Qui reprend ses dossiers ?' },
      ],
    });
    await sendMessage(rig.office(), { requestId, words: 'Merci pour cet envoi.' });
    return { key, requestId, link: `/suivi/${secret}` };
  }

  /** No violation, and nothing wider than the screen. */
  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.FOLLOW_UP_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    const { width } = page.viewportSize() ?? { width: 0 };
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }

  const WAYS: [name: string, options: BrowserContextOptions][] = [
    ['on a phone without scripts', { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }],
    ['on a dark screen with scripts', { viewport: { width: 1024, height: 800 }, colorScheme: 'dark' }],
  ];

  test.each(WAYS)(
    'confirms, answers the question, writes, withdraws, and asks the link again, %s',
    async (way, options) => {
      const { key, requestId, link } = await sent();
      const visitor = await newVisitor(browser, options);
      const page = await visitor.newPage();
      const shot = (name: string) => look(page, `${way.includes('phone') ? 'phone' : 'dark'}-${name}`);

      await page.goto(`${site}/merci/${key}`);
      await shot('1-receipt');
      await page.getByRole('link', { name: 'voir où en est votre envoi' }).click();
      await page.getByText('Le lien que vous avez reçu par mail').waitFor();
      await shot('2-followed');

      await page.goto(`${site}${link}`);
      await shot('3-unconfirmed');
      await page.getByRole('button', { name: 'Confirmer mon adresse mail' }).click();
      await page.getByText('Votre adresse mail est confirmée.').waitFor();
      await page.locator('summary').filter({ hasText: 'Voir ce que vous avez envoyé' }).click();
      await shot('4-tracking');

      await page.getByRole('link', { name: /^Répondre/ }).click();
      await page.getByRole('heading', { name: 'Le secrétariat a quelques questions' }).waitFor();
      const date = page.getByRole('group', { name: /^Date de fin de mandat/ });
      await date.getByLabel('Jour').fill('31');
      await date.getByLabel('Mois').fill('6');
      await shot('5-question');
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByRole('alert').waitFor();
      await shot('6-mistake');
      await date.getByLabel('Jour').fill('30');
      await page.getByLabel('Votre réponse au secrétariat').fill('C’est Jeanne qui les reprend.');
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByRole('heading', { name: 'Relisez votre réponse' }).waitFor();
      await shot('7-review');
      await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
      await page.getByText('Votre réponse est arrivée.').waitFor();
      expect(await rig.requestOf(requestId)).toMatchObject({ state: 'submitted', payloadVersion: 2 });

      await page.getByLabel('Écrire au secrétariat').fill('Bonne journée !');
      await page.getByRole('button', { name: 'Envoyer le message' }).click();
      await page.getByText('Bonne journée !').waitFor();
      await page.getByRole('button', { name: 'Recevoir cette copie par mail' }).click();
      await page.getByText('part vers votre adresse mail').waitFor();

      await page.getByRole('link', { name: 'Retirer ma demande (demande 1 sur 2)' }).click();
      await page.getByRole('heading', { name: 'Retirer cette demande ?' }).waitFor();
      await shot('8-withdraw');
      await page.getByRole('button', { name: 'Retirer ma demande' }).click();
      await page.getByText('Retirée').first().waitFor();
      await shot('9-withdrawn');

      await page.getByRole('link', { name: 'Suivre une demande' }).click();
      await page.getByLabel('Votre référence').fill('K7M4-P2XA');
      await page.getByLabel('Votre adresse mail').fill('marie@po.example');
      await shot('10-lost');
      await page.getByRole('button', { name: 'Recevoir le lien' }).click();
      await page.getByText('Si cette référence existe, un lien est parti à l’adresse indiquée.').waitFor();
      await shot('11-asked');
      await visitor.close();
    },
  );
});
