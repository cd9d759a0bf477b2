import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { findProgram } from './find-program.ts';

/** Chromium, where this machine has one. */
export const chromiumProgram = findProgram([
  process.env.CHROMIUM_PATH,
  'chromium',
  'chromium-browser',
  'google-chrome',
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]);

/** Starts a headless Chromium that talks to nobody but us. Close it in afterAll. */
export function launchBrowser(): Promise<Browser> {
  if (!chromiumProgram) throw new Error('Chromium is not on this machine');
  return chromium.launch({
    executablePath: chromiumProgram,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A fresh visitor: French, and with our CSP set aside so that axe can be injected. */
export function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    locale: 'fr-BE',
    timezoneId: 'Europe/Brussels',
    bypassCSP: true,
    // A colour that is read in the middle of its change is no colour of ours.
    reducedMotion: 'reduce',
    ...options,
  });
}
