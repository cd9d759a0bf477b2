import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { chromiumProgram, newVisitor } from './launch-browser.ts';
import { type Describe, describeWith } from './requirement.ts';

/** `describe` for tests that need a browser: skipped aloud where it is missing. */
export const describeWithBrowser = (): Describe =>
  describeWith(chromiumProgram, 'Chromium', 'apt-get install chromium (or set CHROMIUM_PATH)');

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeResult = { violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] };

/**
 * WCAG 2.2 AA violations of the page as it stands, one line each; empty when there is none. The page's context needs
 * bypassCSP (see newVisitor). It works with JavaScript off too: the page is copied into a second one that has it on.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  const subject = await withScripts(page);
  try {
    await subject.evaluate(axeSource);
    const { violations } = (await subject.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
    )) as AxeResult;
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`,
    );
  } finally {
    if (subject !== page) await subject.context().close();
  }
}

async function withScripts(page: Page): Promise<Page> {
  const scriptsRun = await page.evaluate('1 + 1').then(
    () =>
      page.evaluate(
        `(() => { const s = document.createElement('script'); s.textContent = 'window.__scripts = true'; document.head.append(s); s.remove(); return window.__scripts === true; })()`,
      ),
    () => false,
  );
  if (scriptsRun) return page;
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser any more');
  const context = await newVisitor(browser, { viewport: page.viewportSize() });
  await context.addCookies(await page.context().cookies());
  const copy = await context.newPage();
  const html = await page.content();
  const address = page.url();
  await copy.route(address, (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
  await copy.goto(address);
  return copy;
}
