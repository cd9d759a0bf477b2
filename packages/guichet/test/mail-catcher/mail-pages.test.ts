import { freePort } from '@guichet/shared/db/cluster/cluster';
import { axeViolations, describeWithBrowser } from '@guichet/shared/testing/browser';
import { launchBrowser, newVisitor } from '@guichet/shared/testing/launch-browser';
import { loadClientAssets } from '@guichet/shared/http/static-assets';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { type MailCatcher, startMailCatcher } from '../../src/mail-catcher/start-mail-catcher.ts';

describeWithBrowser()('the pages of the mail catcher', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-mails-'));
  let browser: Browser;
  let catcher: MailCatcher;
  let web: string;
  beforeAll(async () => {
    const [smtpPort, webPort] = [await freePort(), await freePort()];
    const assets = loadClientAssets(fileURLToPath(new URL('../../dist/client', import.meta.url)));
    web = `http://localhost:${webPort}`;
    [browser, catcher] = await Promise.all([launchBrowser(), startMailCatcher({ smtpPort, webPort, folder, assets })]);
    await createTransport(`smtp://127.0.0.1:${smtpPort}`).sendMail({
      from: 'guichet@po.example',
      to: 'claire.dupont@po.example',
      subject: 'Activez votre compte',
      text: 'Bonjour',
      html: '<!doctype html><html lang="fr"><title>Activez votre compte</title><main><h1>Bonjour</h1></main></html>',
    });
  });
  afterAll(async () => {
    await Promise.all([browser.close(), catcher.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`somebody opens the mail that just came, without scripts, in the ${colorScheme}`, async () => {
      const visitor = await newVisitor(browser, { javaScriptEnabled: false, colorScheme });
      const page = await visitor.newPage();
      await page.goto(`${web}/?pause=1`);
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('link', { name: 'Activez votre compte' }).click();
      await page.frameLocator('iframe').getByRole('heading', { name: 'Bonjour' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await visitor.close();
    });
  }
});
