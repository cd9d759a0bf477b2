import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import type { Page } from 'playwright-core';
import { createTestOffice, type OfficeOptions, PASSWORD, type TestOffice } from './office-rig.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

/** The back office in a real browser, on the database of `office`. */
export async function openOfficeSite(office: TestOffice, options: OfficeOptions = {}) {
  // The app must know its own address before it is made: it refuses what comes from another.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site = `http://localhost:${(server.address() as AddressInfo).port}`;
  const assets = loadClientAssets(built);
  server.on('request', createTestOffice(office.database, { publicUrl: site, assets, ...options }));
  const browser = await launchBrowser();
  return {
    site,
    /** A page at `path`, as a stranger sees it. */
    async visit(path: string, viewport = { width: 1280, height: 900 }): Promise<Page> {
      const visitor = await newVisitor(browser, { viewport });
      visitor.setDefaultTimeout(20_000);
      const page = await visitor.newPage();
      await page.goto(`${site}${path}`);
      return page;
    },
    /** A page at `path`, signed in as the secretariat or as somebody else. */
    async enter(
      path: string,
      who: { email?: string; viewport?: { width: number; height: number } } = {},
    ): Promise<Page> {
      const visitor = await newVisitor(browser, { viewport: who.viewport ?? { width: 1440, height: 900 } });
      visitor.setDefaultTimeout(20_000);
      const page = await visitor.newPage();
      await page.goto(`${site}${path}`);
      await page.getByLabel('Adresse mail').fill(who.email ?? office.secretariat.email);
      await page.getByLabel('Mot de passe').fill(PASSWORD);
      await page.keyboard.press('Enter');
      await page.locator('#contenu').waitFor();
      return page;
    },
    async close(): Promise<void> {
      await browser.close();
      // Before the database goes: it would look for it again.
      server.closeAllConnections();
      server.close();
    },
  };
}

export type OfficeSite = Awaited<ReturnType<typeof openOfficeSite>>;
