import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { axeViolations } from '@guichet/shared/testing/browser';
import type { TestDatabase } from '@guichet/shared/testing/database';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { TEST_PASSWORD_TEXT } from '@guichet/shared/testing/register-rows';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { loadExtranetAssets } from '../src/server/assets.ts';
import { createTestApp, type TestExtranetOptions } from './extranet-app.ts';

/** Made by `pnpm test` before jest starts. */
export const builtAssets = () => loadExtranetAssets(fileURLToPath(new URL('../dist/public', import.meta.url)));

type Manners = Parameters<typeof newVisitor>[1];

/** The extranet in a real browser, on that database. */
export async function openExtranetSite(database: TestDatabase, options: TestExtranetOptions = {}) {
  // The app must know its own address before it is made: it refuses what comes from another.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site = `http://localhost:${(server.address() as AddressInfo).port}`;
  server.on('request', createTestApp(database, { publicUrl: site, assets: builtAssets(), ...options }));
  const browser = await launchBrowser();
  return {
    site,
    browser,
    /** A page of a visitor of their own. */
    async visit(manners: Manners = {}): Promise<Page> {
      const page = await (await newVisitor(browser, manners)).newPage();
      // A busy machine is slow, not wrong.
      page.setDefaultTimeout(60_000);
      return page;
    },
    async close(): Promise<void> {
      await browser.close();
      // Before the database goes: it would look for it again.
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type ExtranetSite = Awaited<ReturnType<typeof openExtranetSite>>;

/** Types address and password where they are asked for. */
export async function typePassword(page: Page, email: string, password = TEST_PASSWORD_TEXT): Promise<void> {
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
}

/** The menu, opened where it is folded: on a telephone. */
export async function menuOf(page: Page) {
  const folded = page.locator('.header-menu:not([open]) > summary');
  if (await folded.isVisible()) await folded.click();
  return page.getByRole('navigation', { name: 'Principale' });
}

let pictures = 0;

/**
 * Every page that is passed, at these widths or at its own: no violation, nothing wider than the screen. With
 * EXTRANET_PICTURES, a folder, it is drawn there under `name`.
 */
export async function look(
  page: Page,
  { name, widths }: { name?: string; widths?: readonly number[] } = {},
): Promise<void> {
  const folder = process.env.EXTRANET_PICTURES;
  const own = page.viewportSize()?.width ?? 0;
  pictures += 1;
  for (const width of widths ?? [own]) {
    if (width !== own || widths) await page.setViewportSize({ width, height: 800 });
    if (folder && name) await page.screenshot({ path: `${folder}/${pictures}-${name}-${width}.png`, fullPage: true });
    expect({ at: page.url(), width, found: await axeViolations(page) }).toEqual({ at: page.url(), width, found: [] });
    const tooWide = await page
      .locator('body *:not(.visually-hidden, .visually-hidden *)')
      .evaluateAll(
        (all, room) =>
          all.filter((one) => one.getBoundingClientRect().right > room + 0.5).map((one) => one.outerHTML.slice(0, 200)),
        width,
      );
    expect({ at: page.url(), width, tooWide }).toEqual({ at: page.url(), width, tooWide: [] });
  }
}

export const BOTH_WIDTHS = [360, 1280] as const;
