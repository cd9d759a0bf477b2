import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, newVisitor } from '../packages/shared/src/testing/launch-browser.ts';
import { startCluster } from './cluster.ts';
import type { Latencies } from './latency.ts';
import { ensureLoaded, type LoadSize, startLoadedOffice } from './loaded-office.ts';

const SIZE: LoadSize = { requests: 10_000, open: 500, people: 10_000, pos: 1_000, seed: 1 };
/** Past the end of the first page of the list: what follows is fetched on the way. */
const STEPS = 80;
const DECISIONS = 12;
/** So long at least anybody looks at a request: what comes next is fetched meanwhile. */
const LOOK = 700;

export type KeyTimes = { walking: Latencies; deciding: Latencies };
export type KeyOptions = { load: string | undefined; say: (text: string) => void };

/** From a key press to the next request on screen, in a browser: by `j`, and after an approval by `a`. */
export async function benchKeyPress({ load, say }: KeyOptions): Promise<KeyTimes> {
  const home = load ?? mkdtempSync(join(tmpdir(), 'guichet-keys-'));
  const cluster = await startCluster({ home });
  try {
    await ensureLoaded(cluster, SIZE, say);
    const office = await startLoadedOffice(cluster, SIZE);
    const browser = await launchBrowser();
    try {
      const visitor = await newVisitor(browser, { viewport: { width: 1440, height: 900 } });
      const url = `http://localhost:${office.port}`;
      await visitor.addCookies(
        office.cookie.split('; ').map((cookie) => {
          const at = cookie.indexOf('=');
          return { url, name: cookie.slice(0, at), value: cookie.slice(at + 1) };
        }),
      );
      const page = await visitor.newPage();
      await page.addInitScript(watchKeys);
      await page.goto(`${url}/demandes`);
      await page.locator('.queue-row').first().waitFor();
      await press(page, 'j');
      const walking = await times(STEPS, () => press(page, 'j'));
      await page.goto(`${url}/demandes`);
      await page.locator('.queue-row').first().waitFor();
      await press(page, 'j');
      const deciding = await times(DECISIONS, () => decide(page));
      return {
        walking: { title: 'from the key j to the next request on screen', milliseconds: walking },
        deciding: { title: 'from the key a to the next request on screen', milliseconds: deciding },
      };
    } finally {
      await browser.close();
      await office.end();
    }
  } finally {
    await cluster.close();
    if (load === undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function times(count: number, once: () => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n += 1) found.push(await once());
  return found;
}

/** Walks on to a request that may be approved as it stands, and approves it. */
async function decide(page: Page): Promise<number> {
  for (;;) {
    const button = page.getByRole('button', { name: /^Approuver A$/ });
    if ((await button.count()) === 1 && (await button.getAttribute('aria-disabled')) === null) return press(page, 'a');
    await press(page, 'j');
  }
}

/** Presses a key as somebody who reads, and resolves with the milliseconds until another request was painted. */
async function press(page: Page, key: string): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, LOOK));
  await page.evaluate('window.keyTimes = null');
  await page.keyboard.press(key);
  const seen = await page.waitForFunction('window.keyTimes', undefined, { polling: 20, timeout: 30_000 });
  return Number(await seen.jsonValue());
}

/** In the page: the time from each key to the first frame in which another request is shown. */
function watchKeys(): void {
  const frame = window as unknown as { keyTimes: number | null };
  let pressed = 0;
  let before = '';
  const shown = () => document.querySelector('.reading h1')?.closest('article')?.getAttribute('data-request') ?? '';
  window.addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp;
      before = shown();
    },
    { capture: true },
  );
  new MutationObserver(() => {
    const now = shown();
    if (pressed === 0 || now === '' || now === before) return;
    const from = pressed;
    pressed = 0;
    requestAnimationFrame(() => setTimeout(() => (frame.keyTimes = performance.now() - from)));
  }).observe(document, { childList: true, subtree: true, attributes: true });
}
