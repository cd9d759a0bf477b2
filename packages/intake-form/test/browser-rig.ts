import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { axeViolations } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { expect } from '@jest/globals';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { createTestIntake, type IntakeAppOptions, startTestRegister } from './intake-rig.ts';

/** Made by `pnpm test` before jest starts. */
const built = fileURLToPath(new URL('../dist/public', import.meta.url));

/** The form with its built scripts on an address of its own, and a browser that is in front of it. */
export async function openForm(options: IntakeAppOptions = {}) {
  const register = await startTestRegister();
  // The app must know its own address before it is made: it refuses what comes from another.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site = `http://localhost:${(server.address() as AddressInfo).port}`;
  const assets = loadClientAssets(built, 'src/client/styles.css');
  server.on('request', createTestIntake(register.database, { publicUrl: site, assets, ...options }));
  const browser = await launchBrowser();

  /** A fresh browser; `complaints`: errors of scripts and styles, and requests that go elsewhere. */
  const visit = async (visitor: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }> => {
    const context = await newVisitor(browser, visitor);
    context.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    context.on('page', (page) => {
      page.on('console', (message) => {
        // Chromium reports a page that says what is wrong as a failed resource.
        if (message.type() === 'error' && !/\b4\d\d\b/.test(message.text())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(site) && !/^(data|blob):/.test(request.url())) complaints.push(request.url());
      });
    });
    return { page: await context.newPage(), complaints };
  };

  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await register.database.close();
  };
  return { register, site, visit, close };
}

/** No violation in either light, and nothing wider than the screen: on the narrowest phone, and at 200 %. */
export async function look(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    // Without motion no colour is caught half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await axeViolations(page);
    expect({ at: page.url(), colorScheme, found }).toEqual({ at: page.url(), colorScheme, found: [] });
  }
  const wide = page.viewportSize() ?? { width: 1280, height: 900 };
  // At 200 % a window of 1280 has the room of 640; 360 is the narrowest phone.
  for (const width of [640, 360]) {
    await page.setViewportSize({ width, height: wide.height });
    const tooWide = await page
      .locator('body *:not(.visually-hidden, .visually-hidden *)')
      .evaluateAll(
        (all, room) => all.filter((one) => one.getBoundingClientRect().right > room).map((one) => one.outerHTML),
        width,
      );
    expect({ at: page.url(), width, tooWide }).toEqual({ at: page.url(), width, tooWide: [] });
  }
  await page.setViewportSize(wide);
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
/** The button that keeps the page and goes on, and the link of pages on which nothing is typed. */
export const next = (page: Page) => page.getByRole('button', { name: 'Continuer', exact: true });
export const onward = (page: Page) => page.getByRole('link', { name: 'Continuer', exact: true });

export async function fillDate(group: Locator, [day, month, year]: [string, string, string]): Promise<void> {
  await group.getByLabel('Jour').fill(day);
  await group.getByLabel('Mois').fill(month);
  await group.getByLabel('Année').fill(year);
}
