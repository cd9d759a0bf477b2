import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { findProgram } from '../../packages/shared/src/testing/find-program.ts';
import { shrinkPng } from '../shrink-png.mjs';

const largest = 200_000;

/** A browser that draws what its visitors see into `folder`. */
export async function openCamera(folder) {
  const browser = await launchBrowser();
  return {
    close: () => browser.close(),
    /** A visitor of their own, with a page. */
    visit: async (options) => {
      const context = await browser.newContext({ locale: 'fr-BE', timezoneId: 'Europe/Brussels', ...options });
      context.setDefaultTimeout(30_000);
      return { page: await context.newPage(), look: async () => {} };
    },
    /** What stands on the screen, or one piece of it, without blinking caret, once fonts are there. */
    shoot: async (pageOrPiece, name, options = {}) => {
      const page = 'page' in pageOrPiece ? pageOrPiece.page() : pageOrPiece;
      await page.evaluate(() => document.fonts.ready);
      const picture = shrinkPng(await pageOrPiece.screenshot({ ...options, animations: 'disabled', caret: 'hide' }));
      const path = join(folder, `${name}.png`);
      writeFileSync(path, picture);
      console.log(`${basename(path).padEnd(28)}${String(Math.round(picture.length / 1000)).padStart(4)} kB`);
      if (picture.length > largest)
        throw new Error(`${path} has ${picture.length} bytes: show less, or draw it smaller.`);
    },
  };
}

function launchBrowser() {
  const executablePath = findProgram([process.env.CHROMIUM_PATH, 'chromium', 'chromium-browser', 'google-chrome']);
  if (executablePath)
    return chromium.launch({
      executablePath,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-lcd-text'],
    });
  console.error('Chromium is not on this machine: install it, or set CHROMIUM_PATH.');
  return process.exit(1);
}
