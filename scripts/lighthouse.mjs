// `pnpm lighthouse`: starts the product with demonstration data on a folder of its own, walks through the public form, and
// lets Lighthouse (fetched by npx: it is too large to install with the product) look at each page as on a slow telephone.
// Prints the scores and what is below 100, and leaves the reports in `.lighthouse`. Judges nothing. Needs Chromium.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { requireInstall } from './check-install.mjs';

requireInstall();
await (await import('./build.mjs')).build();
register('./typescript-hooks.mjs', import.meta.url);
const { chromium } = await import('playwright-core');
const { findProgram } = await import('../packages/shared/src/testing/find-program.ts');
const { fillNewMember, sendEnvoi } = await import('../packages/guichet/test/journey/form-path.ts');
const { linkIn, mailTo } = await import('../packages/guichet/test/journey/mails.ts');
const { startTheProduct } = await import('../packages/guichet/test/journey/running-product.ts');

const LIGHTHOUSE = 'lighthouse@12.8.2';
const CHROME_FLAGS = '--headless=new --no-sandbox --disable-gpu';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const folder = fileURLToPath(new URL('../.lighthouse', import.meta.url));
const newcomer = {
  firstName: 'Ghislaine',
  lastName: 'Quertinmont',
  birthDate: '1958-07-19',
  email: 'ghislaine.quertinmont@courriel.example',
  phone: '0470 12 34 56',
  address: { street: 'Rue du Baty', number: '17', postcode: '6900', locality: 'Marche-en-Famenne' },
  startDate: '2026-09-01',
  roles: ['Trésorier·ère'],
};
const envoi = {
  door: 'Annoncer un nouveau membre',
  search: 'bois brillant',
  po: 'Écoles du Bois-Brillant',
  fill: (page) => fillNewMember(page, newcomer),
  submitter: { name: 'Wivine Hautekiet', email: 'wivine.hautekiet@courriel.example', function: 'Présidente' },
};

mkdirSync(folder, { recursive: true });
const chrome = findProgram([process.env.CHROMIUM_PATH, 'chromium', 'chromium-browser', 'google-chrome']);
if (!chrome) throw new Error('Chromium is missing: apt-get install chromium (or set CHROMIUM_PATH)');
const run = promisify(execFile);
const browser = await chromium.launch({ executablePath: chrome, args: ['--no-sandbox', '--disable-gpu'] });
const product = await startTheProduct({ UNDO_DELAY: '0', MIN_FILL_SECONDS: '0' });
try {
  const scores = [];
  const context = await browser.newContext({ locale: 'fr-BE' });
  const page = await context.newPage();
  const measure = async (name, url) => scores.push(await look(name, url, await context.cookies(product.form)));
  await measure('start', product.form);
  await measure('search', `${product.form}/po?demande=new-member&q=saint`);
  const names = { 1: 'fields', succession: 'succession', demandes: 'list', vous: 'submitter', relire: 'summary' };
  const visited = new Set();
  // Each page as it stands in the middle of the envoi, which ends when it is sent.
  const visit = {
    page,
    look: async () => {
      const { pathname } = new URL(page.url());
      const name = pathname.startsWith('/merci/') ? 'receipt' : names[pathname.split('/').at(-1)];
      if (!name || visited.has(name)) return;
      visited.add(name);
      await measure(name, page.url());
    },
  };
  await sendEnvoi(visit, product.form, envoi);
  await measure('tracking', linkIn(await mailTo(product.mails, envoi.submitter.email, /bien arrivé/), product.form));
  console.log(`\n${['page', ...CATEGORIES].map((title) => title.padEnd(15)).join('')}`);
  for (const { name, figures, below } of scores) {
    console.log([name, ...figures].map((cell) => String(cell).padEnd(15)).join(''));
    for (const audit of below) console.log(`  ${audit}`);
  }
  console.log(`\nThe reports stand in ${folder}.`);
} finally {
  await browser.close();
  await product.stop();
}
process.exit(0);

/**
 * One page, mobile and throttled: Lighthouse's own defaults, in a browser of its own. The one that walks would hold its
 * pages still, or give them its own size.
 */
async function look(name, url, cookies) {
  console.log(`looking at ${name}...`);
  const report = join(folder, name);
  const options = ['--quiet', `--only-categories=${CATEGORIES.join(',')}`, `--chrome-flags=${CHROME_FLAGS}`];
  const Cookie = cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
  const headers = Cookie === '' ? [] : [`--extra-headers=${JSON.stringify({ Cookie })}`];
  const output = ['--output=json', '--output=html', `--output-path=${report}`];
  const lighthouse = () =>
    run('npx', ['--yes', LIGHTHOUSE, url, ...options, ...headers, ...output], {
      env: { ...process.env, CHROME_PATH: chrome },
    });
  // On a busy machine a trace is lost now and then.
  await lighthouse().catch(lighthouse);
  const { categories, audits, finalDisplayedUrl } = JSON.parse(readFileSync(`${report}.report.json`, 'utf8'));
  if (finalDisplayedUrl !== new URL(url).href) throw new Error(`${name}: ${url} led to ${finalDisplayedUrl}.`);
  const failing = Object.values(audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
  );
  return {
    name,
    figures: CATEGORIES.map((category) => Math.round(categories[category].score * 100)),
    below: failing.map(({ title, displayValue = '' }) => `${title} ${displayValue}`),
  };
}
