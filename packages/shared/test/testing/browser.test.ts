import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';

describeWithBrowser()('a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const good = '<!doctype html><html lang="fr"><title>Page</title><main><h1>Titre</h1></main></html>';
  const bad = '<!doctype html><html lang="fr"><title>Page</title><main><h1>Titre</h1><input></main></html>';

  for (const javaScriptEnabled of [true, false]) {
    test(`axe finds a field without a label, with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await newVisitor(browser, { javaScriptEnabled });
      const page = await context.newPage();
      const headers = { 'content-security-policy': "script-src 'none'" };
      await page.route('http://guichet.example/good', (route) =>
        route.fulfill({ body: good, contentType: 'text/html', headers }),
      );
      await page.route('http://guichet.example/bad', (route) =>
        route.fulfill({ body: bad, contentType: 'text/html', headers }),
      );
      await page.goto('http://guichet.example/good');
      expect(await axeViolations(page)).toEqual([]);
      await page.goto('http://guichet.example/bad');
      expect((await axeViolations(page)).join()).toContain('label');
      await context.close();
    });
  }
});
