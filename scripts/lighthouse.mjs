// `pnpm lighthouse`: starts the product with demonstration data on a folder of its own, walks through the public form, and
// lets Lighthouse (fetched by npx: it is too large to install with the product) look at each page as on a slow telephone.
// Prints the scores and what is below 100, and leaves the reports in `.lighthouse`. Judges nothing. Needs Chromium.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireInstall } from './check-install.mjs';

requireInstall();
await (await import('./build.mjs')).build();
register('./typescript-hooks.mjs', import.meta.url);
const { chromium } = await import('playwright-core');
const { findProgram } = await import('../packages/shared/src/testing/find-program.ts');
const { freePort } = await import('../packages/shared/src/db/cluster/cluster.ts');
const { fillNewMember, sendEnvoi } = await import('../packages/guichet/test/journey/form-path.ts');
const { linkIn, mailTo } = await import('../packages/guichet/test/journey/mails.ts');
const { startTheProduct } = await import('../packages/guichet/test/journey/running-product.ts');

const LIGHTHOUSE = 'lighthouse@12.8.2';
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
  roles: ['Administrateur·rice'],
};
const envoi = {
  door: 'Annoncer un nouveau membre',
  search: 'bois brillant',
  po: 'Écoles du Bois-Brillant',
  fill: (page) => fillNewMember(page, newcomer),
  submitter: { name: 'Wivine Hautekiet', email: 'wivine.hautekiet@courriel.example', function: 'Présidente' },
};

mkdirSync(folder, { recursive: true });
const port = await freePort();
const browser = await chromium.launchPersistentContext('', {
  executablePath: findProgram(['chromium', 'chromium-browser', 'google-chrome']),
  args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
});
const product = await startTheProduct({ UNDO_DELAY: '0', MIN_FILL_SECONDS: '0' });
try {
  const scores = [];
  const measure = (name, url) => scores.push(look(name, url));
  measure('start', product.form);
  measure('search', `${product.form}/po?demande=new-member&q=saint`);
  const page = await browser.newPage();
  const seen = {
    '/demandes/1': 'fields',
    '/demandes': 'list',
    '/vous': 'submitter',
    '/relire': 'summary',
    '/merci/': 'receipt',
  };
  const visited = new Set();
  // Each page as it stands in the middle of the envoi: the browser's cookies are Lighthouse's too.
  const visit = {
    page,
    look: async () => {
      const [part, name] =
        Object.entries(seen).find(([end]) => page.url().endsWith(end) || page.url().includes(end)) ?? [];
      if (!part || visited.has(name) || (name === 'list' && !page.url().endsWith('/demandes'))) return;
      visited.add(name);
      measure(name, page.url());
    },
  };
  await sendEnvoi(visit, product.form, envoi);
  measure('tracking', linkIn(await mailTo(product.mails, envoi.submitter.email, /bien arrivé/), product.form));
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

/** One page, mobile and throttled: Lighthouse's own defaults. */
function look(name, url) {
  console.log(`looking at ${name}...`);
  const report = join(folder, name);
  const options = ['--quiet', `--port=${port}`, '--disable-storage-reset', `--only-categories=${CATEGORIES.join(',')}`];
  const output = ['--output=json', '--output=html', `--output-path=${report}`];
  const run = spawnSync('npx', ['--yes', LIGHTHOUSE, url, ...options, ...output], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`Lighthouse could not look at ${url}: ${run.stderr.slice(-600)}`);
  const { categories, audits } = JSON.parse(readFileSync(`${report}.report.json`, 'utf8'));
  const failing = Object.values(audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
  );
  return {
    name,
    figures: CATEGORIES.map((category) => Math.round(categories[category].score * 100)),
    below: failing.map(({ title, displayValue = '' }) => `${title} ${displayValue}`),
  };
}
