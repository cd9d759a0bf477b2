import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { secretDigest, tokenSecret } from '@guichet/shared/auth/token-secrets';
import { freePort } from '@guichet/shared/db/cluster/cluster';
import { verification } from '@guichet/shared/db/tables/verification';
import { verificationAsk } from '@guichet/shared/db/tables/verification-ask';
import { verificationRound } from '@guichet/shared/db/tables/verification-round';
import { region } from '@guichet/shared/db/tables/region';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { createTestDatabase, type TestDatabase } from '@guichet/shared/testing/database';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { insertMember, insertPo, TEST_PASSWORD_TEXT, TEST_TOKEN_KEY } from '@guichet/shared/testing/register-rows';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { loadExtranetAssets } from '../src/server/assets.ts';
import { createTestApp, newVisitor as newAgent, textOf } from './extranet-app.ts';

describeWithBrowser()('the yearly verification by its people', () => {
  let database: TestDatabase;
  let browser: Browser;
  let server: Server;
  let site: string;
  let app: ReturnType<typeof createTestApp>;
  let fase = 900_300;

  beforeAll(async () => {
    database = await createTestDatabase();
    const port = await freePort();
    site = `http://localhost:${port}`;
    const assets = loadExtranetAssets(fileURLToPath(new URL('../dist/public', import.meta.url)));
    app = createTestApp(database, { publicUrl: site, assets });
    await new Promise<void>((resolve) => {
      server = app.listen(port, '127.0.0.1', () => resolve());
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await database.close();
  });

  const db = () => database.db('admin');
  /** A PO with its president, who is asked. */
  async function ask() {
    fase += 1;
    const poId = await insertPo(db(), { fase, name: `PO Sainte-Aldegonde ${fase}` });
    const president = await insertMember(db(), {
      ...{ poId, state: 'active', firstName: 'Gwendoline', lastName: 'Masset', roles: ['president'] },
    });
    const [home] = await db().select({ id: region.id }).from(region);
    const roundId = randomUUID();
    await db()
      .insert(verificationRound)
      .values({ id: roundId, regionId: home?.id ?? '' });
    const [row] = await db().insert(verification).values({ poId, roundId, people: 1 }).returning();
    const id = randomUUID();
    const secret = tokenSecret(TEST_TOKEN_KEY, 'verification', id);
    await db()
      .insert(verificationAsk)
      .values({
        ...{ id, verificationId: row?.id ?? '', personId: president.personId, role: 'president' },
        ...{ secretSha256: secretDigest(secret), expiresAt: new Date(Date.now() + 86_400_000) },
      });
    return { poId, fase, president, path: `/verification/${secret}`, verificationId: row?.id ?? '' };
  }
  const written = async (id: string) =>
    (await database.sql('admin')`select confirmed_at, confirmed_by, via from verification where id = ${id}`)[0];

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.OFFICE_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${page.viewportSize()?.width}.png`, fullPage: true });
    expect(await axeViolations(page)).toEqual([]);
    const widest = await page
      .locator('body *')
      .evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
    expect(widest).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  }

  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    test(`the president reads the file and confirms it without an account or JavaScript (${width} px)`, async () => {
      const { path, fase: number, president, verificationId } = await ask();
      const visitor = await newVisitor(browser, {
        ...{ javaScriptEnabled: false, colorScheme, viewport: { width, height: 800 } },
      });
      const page = await visitor.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(`${site}${path}`);
      await page.getByRole('heading', { name: `PO Sainte-Aldegonde ${number}` }).waitFor();
      await page.getByText('Gwendoline').first().waitFor();
      // The link may be read by somebody else: an address is recognised, not given away.
      expect(await page.content()).not.toContain(president.email);
      await look(page, 'verification-lien');
      await page.getByRole('button', { name: 'Tout est juste' }).click();
      await page.getByRole('heading', { name: /Merci/ }).waitFor();
      await look(page, 'verification-merci');
      expect(await written(verificationId)).toMatchObject({ confirmed_by: president.personId, via: 'link' });
      await visitor.close();
    });
  }

  test('a hundred looks change nothing, and of a hundred answers one is written', async () => {
    const { path, verificationId, poId } = await ask();
    const agent = newAgent(app);
    for (let n = 0; n < 50; n += 1) {
      await agent.get(path).expect(200);
      expect((await fetch(`${site}${path}`, { method: 'HEAD' })).status).toBe(200);
    }
    expect((await written(verificationId))?.confirmed_at).toBeNull();
    const page = await agent.get(path);
    const lu = /name="lu" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const stale = await agent.post(path, { lu: 'autre' });
    expect([stale.status, textOf(stale.text).includes('Le dossier vient de changer')]).toEqual([409, true]);
    expect((await written(verificationId))?.confirmed_at).toBeNull();
    const answers = await Promise.all(Array.from({ length: 100 }, () => agent.post(path, { lu })));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const entries = await database.sql('admin')`
      select 1 from audit_entry where action = 'confirm-verification' and subject_id = ${poId}`;
    expect(entries).toHaveLength(1);
    await agent.get('/verification/un-secret-que-personne-n-a-recu').expect(410);
  });

  test('a president who is signed in confirms from the file, another member may not', async () => {
    const { fase: number, president, verificationId, poId } = await ask();
    const agent = newAgent(app);
    expect((await agent.signIn(president.email, TEST_PASSWORD_TEXT)).status).toBe(303);
    expect(textOf((await agent.get(`/dossier/${number}`)).text)).toContain('Dossier jamais confirmé par le PO.');
    const path = `/dossier/${number}/verification`;
    const page = await agent.get(path).expect(200);
    // Signed in, each button opens the form filled in.
    expect(page.text).toContain(`action="/dossier/${number}/signaler"`);
    expect(page.text).toContain(`value="member:${president.personId}"`);
    const lu = /name="lu" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await agent.post(path, { lu })).status).toBe(200);
    expect(await written(verificationId)).toMatchObject({ confirmed_by: president.personId, via: 'extranet' });
    expect(textOf((await agent.get(`/dossier/${number}`)).text)).toContain('par Gwendoline Masset');
    const other = await insertMember(db(), { poId, state: 'active', firstName: 'Odilon', lastName: 'Autre' });
    const second = newAgent(app);
    await second.signIn(other.email, TEST_PASSWORD_TEXT);
    await second.get(path).expect(403);
    expect((await second.post(path, { lu })).status).toBe(403);
  });
});
