import { expect } from '@jest/globals';
import { axeViolations } from '@guichet/shared/testing/browser';
import type { Page } from 'playwright-core';

/**
 * A page as people have it, in dark and light, on a phone and on a desk: it is no wider than the screen, and axe finds
 * nothing. With OFFICE_PICTURES, a picture of each is kept there under `name`.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  const folder = process.env.OFFICE_PICTURES;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of [
      [360, 780],
      [1280, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (folder) await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect({ width, wide }).toEqual({ width, wide: 0 });
      expect(await axeViolations(page)).toEqual([]);
    }
  }
}
