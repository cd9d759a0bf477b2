import { axeViolations } from '@guichet/shared/testing/browser';
import { newVisitor } from '@guichet/shared/testing/launch-browser';
import { expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Somebody at a browser of their own. */
export type Visit = {
  page: Page;
  /** No violation on the page that is shown, and nothing wider than a telephone. One of a kind is looked at once. */
  look: () => Promise<void>;
  /** Every address that the browser asked for. */
  addresses: string[];
  /** Closes the browser, which must have had nothing to complain about but the refusals that were expected. */
  leave: (expected?: RegExp) => Promise<void>;
};

/** Kinds of pages that were looked at, with scripts and without. */
const seen = new Set<string>();

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await newVisitor(browser, options);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const addresses: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return {
    page,
    addresses,
    async look() {
      const kind = `${await kindOfPage(page)} ${options.javaScriptEnabled ?? true}`;
      if (seen.has(kind)) return;
      seen.add(kind);
      expect({ page: page.url(), violations: await axeViolations(page) }).toEqual({ page: page.url(), violations: [] });
      expect({ page: page.url(), wider: await widerThanPhone(page) }).toEqual({ page: page.url(), wider: [] });
    },
    async leave(expected) {
      await context.close();
      expect(complaints.filter((complaint) => !expected?.test(complaint))).toEqual([]);
    },
  };
}

/** What stands out of a screen of 360 pixels. */
async function widerThanPhone(page: Page): Promise<string[]> {
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 780 });
  const wider = await page
    .locator('body *')
    .evaluateAll((all) =>
      document.documentElement.scrollWidth <= 360
        ? []
        : all.filter((each) => each.getBoundingClientRect().right > 360).map((each) => each.outerHTML.slice(0, 200)),
    );
  if (desk) await page.setViewportSize(desk);
  return wider;
}

/** The address without ids, and how the page is built: two pages of one kind differ in their words only. */
async function kindOfPage(page: Page): Promise<string> {
  const path = new URL(page.url()).pathname.replace(/[\w-]{16,}/g, ':id').replace(/\d+/g, ':n');
  const built = await page
    .locator('main h1, main h2, main legend, main button, main input, main [role=alert]')
    .evaluateAll((all) => all.map((each) => `${each.tagName}${each.id}`).join(' '));
  return `${path} ${built}`;
}
