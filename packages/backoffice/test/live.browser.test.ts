import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { rejectRequest } from '@guichet/shared/commands/reject-request';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type LiveProcess, startLiveProcess } from './live-rig.ts';
import { addStaff, PASSWORD, startTestOffice, type TestOffice, type TestStaff } from './office-rig.ts';
import { newcomer } from './samples.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

jest.setTimeout(120_000);

describeWithBrowser()('two people at two screens, on two processes', () => {
  let office: TestOffice;
  let claude: TestStaff;
  let one: LiveProcess;
  let other: LiveProcess;
  let browser: Browser;
  let poId: string;

  beforeAll(async () => {
    office = await startTestOffice();
    claude = await addStaff(office.database, 'Claude Collègue', 'secretariat');
    poId = (await office.build.po()).id;
    const assets = loadClientAssets(built);
    [one, other] = await Promise.all([
      startLiveProcess(office.database, { assets }),
      startLiveProcess(office.database, { assets }),
    ]);
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await Promise.all([one?.close(), other?.close()]);
    await office?.database.close();
  });

  const submit = (lastName: string) =>
    office.rig.submit('new-member', { ...newcomer, lastName, email: `${lastName}@membres.example` }, poId);

  async function look(page: Page, name: string): Promise<void> {
    const folder = process.env.LIVE_PICTURES;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
    expect(await axeViolations(page)).toEqual([]);
  }

  async function enter(at: LiveProcess, { email }: TestStaff, path: string, width = 1440) {
    const visitor = await newVisitor(browser, { viewport: { width, height: 900 } });
    visitor.setDefaultTimeout(20_000);
    const page = await visitor.newPage();
    await signIn(page, at.site + path, email);
    return { visitor, page };
  }

  async function signIn(page: Page, address: string, email: string): Promise<void> {
    await page.goto(address);
    await page.getByLabel('Adresse mail').fill(email);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Principale' }).waitFor();
    await page.getByText('En direct').waitFor({ state: 'attached' });
  }

  const leave = (...visitors: BrowserContext[]) => Promise.all(visitors.map((visitor) => visitor.close()));

  test('what comes in is in the list by itself', async () => {
    const { visitor, page } = await enter(one, office.secretariat, '/demandes');
    const id = await submit('Arrivante');
    await page.locator(`#demande-${id}`).waitFor();
    await look(page, '1-list');
    await leave(visitor);
  });

  test('each sees what the other does, and nobody decides over the other’s head', async () => {
    const id = await submit('Disputée');
    const delphine = await enter(one, office.secretariat, `/demandes/${id}`);
    const colleague = await enter(other, claude, `/demandes/${id}`);
    await delphine.page.getByText('Claude Collègue lit cette demande').first().waitFor();
    await colleague.page.getByText('Delphine Exemple lit cette demande').first().waitFor();
    await look(delphine.page, '2-reading');

    await delphine.page.getByRole('button', { name: /^Refuser/ }).click();
    await colleague.page.getByText('Delphine Exemple écrit un refus').first().waitFor();
    await look(colleague.page, '3-writing');
    await delphine.page.getByLabel('Raison du refus').fill('Le procès-verbal manque encore.');

    // The colleague decides first, at the other process.
    await rejectRequest(
      office.rig.office(claude.actor),
      { requestId: id, version: 1, reason: 'Déjà encodée.' },
      office.rig.settings,
    );
    await delphine.page.getByLabel('Raison du refus').waitFor({ state: 'detached' });
    await delphine.page.getByText('Refus : pas encore envoyé').waitFor();
    await delphine.page.locator('blockquote').filter({ hasText: 'Le procès-verbal manque encore.' }).waitFor();
    await delphine.page
      .getByText(/Claude Collègue.*« Déjà encodée\. »/)
      .first()
      .waitFor();
    await look(delphine.page, '4-meanwhile');
    await delphine.page.getByRole('button', { name: 'Effacer ce texte' }).click();
    await delphine.page.getByText('Refus : pas encore envoyé').waitFor({ state: 'detached' });

    // Closing the tab is enough to be gone.
    await colleague.page.close({ runBeforeUnload: true });
    const here = delphine.page.getByRole('status', { name: 'Qui d’autre est ici' });
    await here.getByText('Claude Collègue lit cette demande').waitFor({ state: 'detached' });
    await leave(delphine.visitor, colleague.visitor);
  });

  test('a line that is cut is opened again, and what was missed is shown', async () => {
    const doomed = await startLiveProcess(office.database, { assets: loadClientAssets(built) });
    const { visitor, page } = await enter(doomed, office.secretariat, '/demandes');
    const id = await submit('Manquée');
    await page.locator(`#demande-${id}`).waitFor();
    await doomed.kill();
    await page.getByText('Différé').waitFor();
    await look(page, '5-down');
    const missed = await submit('Rattrapée');
    const back = await startLiveProcess(office.database, {
      assets: loadClientAssets(built),
      port: Number(new URL(doomed.site).port),
    });
    await page.locator(`#demande-${missed}`).waitFor();
    await page.getByText('En direct').waitFor();
    await leave(visitor);
    await back.close();
  });

  test('a text outlives a reload and a closed tab, is shared by two tabs, and leaves with the person', async () => {
    const id = await submit('Écrite');
    const { visitor, page } = await enter(one, office.secretariat, `/demandes/${id}`);
    const write = async (at: Page) => {
      await at.getByRole('button', { name: /^Refuser/ }).click();
      return at.getByLabel('Raison du refus');
    };
    await (await write(page)).fill('Il manque une pièce.');
    await page.reload();
    expect(await (await write(page)).inputValue()).toBe('Il manque une pièce.');
    const second = await visitor.newPage();
    await second.goto(`${one.site}/demandes/${id}`);
    expect(await (await write(second)).inputValue()).toBe('Il manque une pièce.');
    await second.getByLabel('Raison du refus').fill('Il manque deux pièces.');
    await page.waitForFunction(`document.querySelector('textarea[name="words"]')?.value === 'Il manque deux pièces.'`);
    await second.close();
    await page.close();

    const again = await visitor.newPage();
    await again.goto(`${one.site}/demandes/${id}`);
    await again.getByText('Refus : pas encore envoyé').waitFor();
    await look(again, '6-unsent');
    await again.getByRole('button', { name: /^Quitter/ }).click();
    const dialog = again.getByRole('dialog', { name: 'Un texte n’est pas envoyé' });
    await dialog.getByText('Il manque deux pièces.').waitFor();
    await look(again, '7-leaving');
    await dialog.getByRole('button', { name: 'Rester' }).click();
    await again.getByRole('button', { name: /^Quitter/ }).click();
    await dialog.getByRole('button', { name: 'Quitter et effacer' }).click();
    await again.getByRole('heading', { name: 'Secrétariat' }).waitFor();
    expect(await again.evaluate('JSON.stringify(localStorage)')).not.toContain('pièce');
    await signIn(again, `${one.site}/demandes/${id}`, claude.email);
    await again.getByRole('heading', { level: 1 }).waitFor();
    expect(await again.getByText('pas encore envoyé').count()).toBe(0);
    await leave(visitor);
  });

  test('a session that ended keeps the text for its writer, and from others', async () => {
    const id = await submit('Gardée');
    const { visitor, page } = await enter(one, office.secretariat, `/demandes/${id}`);
    await page.getByRole('button', { name: /^Refuser/ }).click();
    await page.getByLabel('Raison du refus').fill('À compléter.');
    const sql = office.database.sql('migrator');
    await sql`delete from staff_session where user_id = ${office.secretariat.actor.id}`;
    // Told at once, by the end of the stream.
    await page.getByText('Votre session a pris fin.').waitFor();
    await look(page, '8-over');
    const address = page.url();
    await signIn(page, address, claude.email);
    await page.getByRole('heading', { level: 1, name: /Gardée/ }).waitFor();
    expect(await page.getByText('pas encore envoyé').count()).toBe(0);
    await page.getByRole('button', { name: /^Quitter/ }).click();
    await page.getByLabel('Mot de passe').waitFor();
    await signIn(page, `${one.site}/demandes/${id}`, office.secretariat.email);
    await page.getByText('Refus : pas encore envoyé').waitFor();
    await page.getByText('À compléter.').waitFor();
    await leave(visitor);
  });

  test('tabs of one browser share one line, and hand it on', async () => {
    const { visitor, page } = await enter(one, office.secretariat, '/demandes');
    const second = await visitor.newPage();
    await second.goto(`${one.site}/demandes`);
    await second.getByText('En direct').waitFor();
    const id = await submit('Partagée');
    await Promise.all([page, second].map((tab) => tab.locator(`#demande-${id}`).waitFor()));
    await page.close();
    const later = await submit('Héritée');
    await second.locator(`#demande-${later}`).waitFor();
    await leave(visitor);
  });
});
